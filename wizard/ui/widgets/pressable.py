"""A part of the screen that is pressed as a whole: a figure that tells where it comes from, a bar
that leads to its field. By the mouse, and by Enter or Space when it has the focus.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from wizard.ui import theme


class Pressable(QAbstractButton):
    """A button that holds a layout of texts; it shows the focus and the mouse by a frame."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.frame_color, self.hover_color = "accent", "field_line"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        hovered = self.underMouse() and self.isEnabled()
        if not (self.hasFocus() or hovered):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name = self.frame_color if self.hasFocus() else self.hover_color
        painter.setPen(QPen(theme.color(name), 2 if self.hasFocus() else 1))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, theme.FIELD_RADIUS, theme.FIELD_RADIUS)
        painter.end()


class FigureButton(Pressable):
    """A figure on the screen: pressing it asks where it comes from."""

    asked = Signal(str, int, QRect)
    """The figure's key, the month (0: its total), and where on the screen it was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self.month = "", 0
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        if self.key:
            area = QRect(self.mapToGlobal(self.rect().topLeft()), self.size())
            self.asked.emit(self.key, self.month, area)
