"""What a person works at stays in sight: it is scrolled to, and a page that changes above it does
not take it away from under their hands.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from shiboken6 import isValid


def bring_soon(widget: QWidget) -> None:
    """Scroll the page no further than a widget, or the current cell of a table, is seen. Its place
    is settled only after the events that the last change caused."""
    QTimer.singleShot(0, widget, lambda: _bring(widget))


def _bring(widget: QWidget) -> None:
    page = widget.parentWidget()
    while page is not None and not isinstance(page, QScrollArea):
        page = page.parentWidget()
    body = page.widget() if page is not None else None
    if page is None or body is None:
        return
    cell = getattr(widget, "cell_area", None)
    area = cell() if cell is not None else widget.rect()
    middle = widget.mapTo(body, QPoint(area.x(), area.center().y()))
    page.ensureVisible(middle.x(), middle.y(), 0, 120)


class Anchor(QObject):
    """Keeps what has the focus at its height while parts above it grow and shrink."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._height: int | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._take_height)
        area.verticalScrollBar().valueChanged.connect(self._take_height)
        body = area.widget()
        if body is not None:
            body.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._keep()
        return False

    def _keep(self) -> None:
        before, now = self._height, self._now()
        if before is None or now is None or before == now:
            return
        if 0 <= before <= self._area.viewport().height():
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.value() + now - before)

    def _take_height(self, *_what: object) -> None:
        self._height = self._now()

    def _now(self) -> int | None:
        if not isValid(self._area):  # the focus changes while a page with it is taken down
            return None
        focused, body = QApplication.focusWidget(), self._area.widget()
        if not isinstance(focused, QWidget) or body is None or not body.isAncestorOf(focused):
            return None
        return focused.mapTo(self._area.viewport(), QPoint(0, 0)).y()
