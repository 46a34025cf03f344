"""The season's twelve factors as a curve whose points are dragged, or moved by keys.

The values are the answers `goals.season`; a drag is one step of undo. Painted by hand, because a
point has to follow the hand at once.
"""

from __future__ import annotations

import math

from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QSizePolicy, QWidget

from wizard.texts import Text, Verbatim, _
from wizard.ui import theme
from wizard.ui.drawings import CAPTIONS, SHORT_MONTHS
from wizard.ui.session import Session
from wizard.units import FACTOR

PATH = "goals.season"
STEP, LEAP = 0.05, 0.25
HEIGHT, LARGE_HEIGHT = 190, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 16.0, 26.0, 24.0
_LEAST_TOP = 2.0
_REACH = 18.0
_ROOM_BELOW = 0.2
_EXPORT = QSize(680, 220)


class SeasonCurve(QWidget):
    """Twelve points: dragged up and down, or moved by the arrow keys."""

    def __init__(self, session: Session, height: int = HEIGHT) -> None:
        super().__init__()
        self.session = session
        self.month = -1
        self._held = False
        self._top = _LEAST_TOP
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(session.say(self.caption))
        self.refresh()

    @property
    def caption(self) -> Text:
        """What the picture is called."""
        return CAPTIONS["season"]

    @property
    def values(self) -> tuple[float, ...]:
        """The factors as they are entered, from January on."""
        return self.session.project.goals.season

    def refresh(self) -> None:
        """Show the project's factors."""
        if not self._held:  # the axis holds still under the hand
            self._top = max(_LEAST_TOP, math.ceil(max(self.values) * 2 + 0.2) / 2)
        self._say()
        self.update()

    def holds(self, path: str) -> bool:
        """Whether the answer at a path is one of the factors."""
        return path.startswith(f"{PATH}.")

    def words(self, month: int) -> str:
        """A month's factor, and what it makes of the plan: «март: 1,2; сделок по плану 180»."""
        session = self.session
        name = session.say(SHORT_MONTHS[month])
        value = session.written(self.values[month], FACTOR)
        deals = session.figures.get("goals.deals")
        for one in session.figures.calendar if deals is not None else ():
            if one.month == month + 1 and deals is not None:
                shown = session.written(deals.month(one.number), deals.unit, sign=False)
                told = _(
                    "{month}: {factor}; сделок по плану — {deals}",
                    month=Verbatim(name), factor=Verbatim(value), deals=Verbatim(shown),
                )  # fmt: skip
                return session.say(told)
        return f"{name}: {value}"

    def point(self, month: int) -> QPointF:
        """Where a month's point lies."""
        return _point(self._plot(QSize(self.width(), self.height())), month, self._share(month))

    def export(self) -> bytes:
        """The curve as an SVG of its own, in light colours."""
        packed = QByteArray()
        buffer = QBuffer(packed)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        generator = QSvgGenerator()
        generator.setOutputDevice(buffer)
        generator.setSize(_EXPORT)
        generator.setViewBox(QRectF(0, 0, _EXPORT.width(), _EXPORT.height()))
        generator.setTitle(self.session.say(self.caption))
        painter = QPainter(generator)
        self._paint(painter, _EXPORT, theme.LIGHT, chosen=-1)
        painter.end()
        return bytes(packed.data())

    def another(self) -> SeasonCurve:
        """The same curve once more, larger."""
        return SeasonCurve(self.session, LARGE_HEIGHT)

    # What a person does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        event.setAccepted(event.button() is Qt.MouseButton.LeftButton)
        if event.button() is Qt.MouseButton.LeftButton and near >= 0:
            self._choose(near)
            self._held = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._held:
            near = self._near(event.position())
            cursor = Qt.CursorShape.SizeVerCursor if near >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(cursor)
            if not self.hasFocus():
                self._choose(near)
            return
        plot = self._plot(self.size())
        share = (plot.bottom() - event.position().y()) / plot.height()
        self._answer(min(max(share, 0.0), 1.0) * self._top)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held:
            self._held = False
            self.session.end_typing()
            self.refresh()

    def leaveEvent(self, event: QEvent) -> None:
        if not self._held and not self.hasFocus():
            self._choose(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Up: STEP, Qt.Key.Key_Down: -STEP,
            Qt.Key.Key_PageUp: LEAP, Qt.Key.Key_PageDown: -LEAP,
        }  # fmt: skip
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -12, Qt.Key.Key_End: 12}
        key = Qt.Key(event.key())
        if key in moves and self.month >= 0:
            self._answer(self.values[self.month] + moves[key])
        elif key in steps:
            self._choose(min(max(self.month + steps[key], 0), 11))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.month < 0:
            self._choose(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._choose(-1)

    def _choose(self, month: int) -> None:
        if month != self.month:
            self.month = month
            self.session.end_typing()
            self._say()
            self.update()

    def _answer(self, value: float) -> None:
        """Give a month another factor: whole steps, so that it reads well in the field."""
        stepped = max(0.0, round(round(value / STEP) * STEP, 2))
        path = f"{PATH}.{self.month}"
        if stepped != self.values[self.month]:
            self.session.answer(path, stepped, going_on=True)

    def _near(self, place: QPointF) -> int:
        """The month whose point is under the mouse, -1 for none."""
        for month in range(12):
            point = self.point(month)
            beside = abs(place.x() - point.x()), abs(place.y() - point.y())
            if max(beside) <= _REACH:
                return month
        return -1

    def _say(self) -> None:
        if self.month >= 0:
            self.setAccessibleDescription(self.words(self.month))
        else:
            say, written = self.session.say, self.session.written
            told = [
                f"{say(name)} — {written(value, FACTOR)}"
                for name, value in zip(SHORT_MONTHS, self.values, strict=True)
            ]
            self.setAccessibleDescription("; ".join(told))

    # How it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, self.size(), theme.tokens(), chosen=self.month)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(area, theme.FIELD_RADIUS, theme.FIELD_RADIUS)
        painter.end()

    def _share(self, month: int) -> float:
        return min(self.values[month] / self._top, 1.0)

    @staticmethod
    def _plot(size: QSize) -> QRectF:
        return QRectF(_LEFT, _TOP, size.width() - _LEFT - _RIGHT, size.height() - _TOP - _BOTTOM)

    def _paint(self, painter: QPainter, size: QSize, t: theme.Tokens, *, chosen: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        plot = self._plot(size)
        font = QFont(theme.FAMILY)
        font.setPixelSize(theme.CAPTION)
        painter.setFont(font)
        self._paint_axis(painter, plot, t)
        points = [_point(plot, month, self._share(month)) for month in range(12)]
        painter.setPen(QPen(QColor(t.accent), 2.4, j=Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF(points))
        for month, point in enumerate(points):
            is_chosen = month == chosen
            painter.setPen(QPen(QColor(t.accent), 2))
            painter.setBrush(QColor(t.accent if is_chosen else t.card))
            size_of = 6.5 if is_chosen else 4.5
            painter.drawEllipse(point, size_of, size_of)
            if not is_chosen:
                self._write_value(painter, point, month, t)
        if chosen >= 0:
            self._paint_note(painter, plot, points[chosen], chosen, t)

    def _paint_axis(self, painter: QPainter, plot: QRectF, t: theme.Tokens) -> None:
        marks = [mark / 2 for mark in range(int(self._top * 2) + 1)]
        if len(marks) > 7:
            marks = [float(mark) for mark in range(0, int(self._top) + 1, int(self._top) // 6 + 1)]
        for mark in marks:
            y = plot.bottom() - plot.height() * mark / self._top
            usual = mark == 1.0
            pen = QPen(QColor(t.muted if usual else t.line), 1)
            if usual:  # the usual month
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(t.muted))
            area = QRectF(0, y - 10, _LEFT - 8, 20)
            side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, side, self.session.written(mark, FACTOR))
        for month, name in enumerate(SHORT_MONTHS):
            x = _point(plot, month, 0.0).x()
            area = QRectF(x - 24, plot.bottom() + 4, 48, 18)
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.session.say(name))

    def _write_value(self, painter: QPainter, point: QPointF, month: int, t: theme.Tokens) -> None:
        painter.setPen(QColor(t.ink))
        # Away from the line of the usual month, but never among the names of the months.
        value = self.values[month]
        is_below = value < 1.0 and value / self._top > _ROOM_BELOW
        area = QRectF(point.x() - 24, point.y() + (7 if is_below else -25), 48, 18)
        text = self.session.written(self.values[month], FACTOR)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_note(
        self, painter: QPainter, plot: QRectF, point: QPointF, month: int, t: theme.Tokens
    ) -> None:
        """The chosen month in words, above its point or below it, never outside."""
        words = self.words(month)
        width = painter.fontMetrics().horizontalAdvance(words) + 20
        left = min(max(point.x() - width / 2, 2.0), plot.right() + _RIGHT - width - 2)
        top = point.y() - 38 if point.y() - 38 >= 2 else point.y() + 14
        area = QRectF(left, top, width, 26)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.note))
        painter.drawRoundedRect(area, theme.FIELD_RADIUS, theme.FIELD_RADIUS)
        painter.setPen(QColor(t.note_ink))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


def _point(plot: QRectF, month: int, share: float) -> QPointF:
    step = plot.width() / 12
    return QPointF(plot.left() + (month + 0.5) * step, plot.bottom() - plot.height() * share)
