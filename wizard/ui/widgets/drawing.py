"""A drawing of the plan: made off the window's thread, shown when it is still the newest."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.ui import theme
from wizard.ui.background import begin
from wizard.ui.session import Session

_REST_MS = 90
_MM_PER_PIXEL = 25.4 / 96
_LEAST_WIDTH, _REDRAWN_FROM = 240, 24


class Drawing(QWidget):
    """A picture that follows the plan."""

    drawn = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._drawn_width, self._drawn_dark = 0, theme.is_dark()
        self._name, self._number = "", 0
        self._renderer = QSvgRenderer(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Typing outruns drawing: the picture is asked for when the hands rest.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._ask)
        self.hide()

    def choose(self, name: str) -> None:
        """Show another drawing; an empty name shows none."""
        if name != self._name:
            self._name = name
            self._number += 1
            self._renderer = QSvgRenderer(self)
            self.setFixedHeight(1)
            self.setVisible(bool(name))

    def refresh(self) -> None:
        """Ask for the drawing of the project as it is now."""
        if self._name:
            self._rest.start(_REST_MS)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if abs(self.width() - self._drawn_width) > _REDRAWN_FROM and self._renderer.isValid():
            self._rest.start(_REST_MS)  # letters keep their size: it is drawn anew, not stretched

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and theme.is_dark() is not self._drawn_dark:
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._renderer.render(painter, QRectF(self.rect()))
        painter.end()

    def _fit(self) -> None:
        size = self._renderer.defaultSize()
        if self._renderer.isValid() and size.width() > 0:
            height = max(1, round(size.height() * self.width() / size.width()))
            if self.height() != height:
                self.setFixedHeight(height)

    def _ask(self) -> None:
        if not self._name:
            return
        self._number += 1
        session, name, number = self._session, self._name, self._number
        draw, project, figures = session.draw, session.shown, session.figures
        language = session.language
        width_mm = max(_LEAST_WIDTH, self.width()) * _MM_PER_PIXEL
        self._drawn_dark = dark = theme.is_dark()
        begin(lambda: (number, draw(name, project, figures, language, width_mm, dark)), self._take)

    def _take(self, drawn: tuple[int, bytes]) -> None:
        number, svg = drawn
        if number != self._number:
            return
        self._renderer.load(QByteArray(svg))
        self._drawn_width = self.width()
        self.setVisible(bool(svg))
        self._fit()
        self.update()
        self.drawn.emit()
