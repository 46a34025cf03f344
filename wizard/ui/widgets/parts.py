"""The smallest parts of a page: texts, links, rules, and taking them away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QVBoxLayout,
    QWidget,
)

from wizard.ui import theme

_LEAST_TITLE = 80


def label(text: str, role: str) -> QLabel:
    """A text in a role of the theme."""
    found = QLabel(text)
    found.setProperty("role", role)
    return found


class Title(QLabel):
    """A heading on one line, whatever is written in it: where it has no room it ends in «…», and
    its tip tells the whole."""

    def __init__(self, text: str, role: str) -> None:
        super().__init__(text)
        self.whole = text
        self.setProperty("role", role)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self.whole) + 2
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST_TITLE, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        right = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.whole, right, self.width())
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self.whole else self.whole)


class FoldTitle(QPushButton):
    """The head of what folds out, on one line: without room it ends in «…», its tip tells the
    whole."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""
        self.setProperty("role", "fold")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Write what folds out."""
        self.whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        hint, metrics = super().sizeHint(), self.fontMetrics()
        around = hint.width() - metrics.horizontalAdvance(self.text())
        return QSize(around + metrics.horizontalAdvance(self.whole), hint.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(min(_LEAST_TITLE, self.sizeHint().width()), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        contents = QStyle.SubElement.SE_PushButtonContents
        area = self.style().subElementRect(contents, option, self).width()
        room = area - self.iconSize().width() - theme.TINY
        right = Qt.TextElideMode.ElideRight
        shown = self.fontMetrics().elidedText(self.whole, right, max(0, room))
        if shown != self.text():
            self.setText(shown)
            self.setToolTip("" if shown == self.whole else self.whole)


def link(text: str, command: Callable[[], object]) -> QPushButton:
    """A command that reads as a link."""
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(lambda _on=False: command())
    return button


def rule() -> QFrame:
    """A thin line."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def holder() -> tuple[QWidget, QVBoxLayout]:
    """A bare column of widgets."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GAP)
    return widget, column
