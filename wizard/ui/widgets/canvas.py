"""A picture on the screen, and its parts: pointed at or walked through by keys, pressed, told.

Belongs here: showing a `Drawn` and leading from its parts. Does not belong here: how a picture
comes about (`drawing.py`), its caption and menu (`picture.py`).
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from wizard.ui import theme
from wizard.ui.drawn import Drawn, Spot

_FIGURE = "figure:"
_KEYS = {
    Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1,
}  # fmt: skip
_OUTLINE = 2.0


class Canvas(QWidget):
    """A picture that leads from its parts to fields and to explanations of figures."""

    follow = Signal(str)
    """A path to lead to."""
    explain = Signal(str, int, QRect)
    """A figure to explain: its key, its month, its place on the screen."""

    fitted = Signal()
    """The picture is higher or lower than before."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Drawn()
        self.spots: tuple[Spot, ...] = ()
        self._at = -1
        self._renderer = QSvgRenderer(self)
        self._pixmap = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    # What is shown

    def show_drawn(self, drawn: Drawn) -> None:
        """Show a picture; the part that was pointed at stays so, if it is still there."""
        target = self.spots[self._at].target if self._at >= 0 else ""
        self.shown = drawn
        self.spots = tuple(spot for spot in drawn.spots if _leads(spot))
        self._at = next(
            (place for place, spot in enumerate(self.spots) if spot.target == target), -1
        )
        if drawn.svg:
            self._renderer.load(QByteArray(drawn.svg))
            self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._pixmap = QPixmap()
        walked = Qt.FocusPolicy.TabFocus if self.spots else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(walked)
        self.setAccessibleDescription(drawn.words)
        self.fit()
        self.update()

    def fit(self) -> None:
        """Be as high as the picture is at this width."""
        size = self._renderer.defaultSize()
        if self.shown.svg and size.width() > 0:
            self.keep_height(round(size.height() * self.width() / size.width()))

    def keep_height(self, height: int) -> None:
        """Take a height, without a new layout where it is the same."""
        if self.height() != max(1, height):
            self.setFixedHeight(max(1, height))
            self.fitted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._pixmap = QPixmap()
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.shown.svg:
            painter.drawPixmap(0, 0, self.rendered())
        if self._at >= 0 and self.is_pointed():
            self.outline(painter, self.spots[self._at], "accent")
        self.paint_over(painter)
        painter.end()

    def is_pointed(self) -> bool:
        """Whether the part that is pointed at is to be seen."""
        return self.hasFocus() or self.underMouse()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what stands over the picture."""

    def outline(self, painter: QPainter, spot: Spot, colour: str) -> None:
        """Draw a line round a part."""
        painter.setPen(QPen(theme.color(colour), _OUTLINE))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = self.area(spot).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)), 4, 4)

    def rendered(self) -> QPixmap:
        """The picture as it is painted; made once, not at each step of the mouse."""
        ratio = self.devicePixelRatioF()
        if self._pixmap.isNull() or self._pixmap.devicePixelRatio() != ratio:
            size = QSize(round(self.width() * ratio), round(self.height() * ratio))
            self._pixmap = QPixmap(size)
            self._pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._pixmap)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._renderer.render(painter, QRectF(0, 0, size.width(), size.height()))
            painter.end()
            self._pixmap.setDevicePixelRatio(ratio)
        return self._pixmap

    def area(self, spot: Spot) -> QRectF:
        """Where a part lies."""
        left, top, width, height = spot.area
        return QRectF(
            left * self.width(), top * self.height(), width * self.width(), height * self.height()
        )

    def spot_at(self, place: QPoint) -> int:
        """The number of the part at a place, -1 for none; the smallest where they overlap."""
        found = [
            (self.area(spot).width() * self.area(spot).height(), number)
            for number, spot in enumerate(self.spots)
            if self.area(spot).contains(place.toPointF())
        ]
        return min(found)[1] if found else -1

    # Pointing and pressing

    def point_at(self, number: int) -> None:
        """Tell the part with this number, -1 for none."""
        if number == self._at:
            return
        self._at = number
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor
        )
        if number < 0:
            QToolTip.hideText()
            self.setAccessibleDescription(self.shown.words)
        else:
            spot = self.spots[number]
            self.setAccessibleDescription(spot.words)
            self.tell(spot.words, spot)
        self.update()

    def tell(self, words: str, spot: Spot) -> None:
        """Say something beside a part."""
        area = self.area(spot).toRect()
        QToolTip.showText(self.mapToGlobal(area.bottomLeft() + QPoint(0, 2)), words, self)

    def press(self, number: int) -> None:
        """Lead where a part leads."""
        spot = self.spots[number]
        QToolTip.hideText()
        if spot.target.startswith(_FIGURE):
            key, _colon, month = spot.target.removeprefix(_FIGURE).rpartition(":")
            area = self.area(spot).toRect()
            self.explain.emit(key, int(month), QRect(self.mapToGlobal(area.topLeft()), area.size()))
        else:
            self.follow.emit(spot.target)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.point_at(self.spot_at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        if not self.hasFocus():
            self.point_at(-1)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self.spot_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and number >= 0:
            self.press(number)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.setAccepted(event.button() is Qt.MouseButton.LeftButton)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _KEYS and self.spots:
            # Forward from nowhere is the first part, backward the last one.
            start = self._at if self._at >= 0 else (-1 if _KEYS[key] > 0 else len(self.spots))
            self.point_at(min(max(start + _KEYS[key], 0), len(self.spots) - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at >= 0:
            self.press(self._at)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._at < 0 and self.spots and event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.point_at(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.point_at(-1)


def _leads(spot: Spot) -> bool:
    return "." in spot.target
