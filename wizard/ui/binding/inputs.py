"""The plain input widgets of the program: a line with its unit, a choice, a tick, a menu of ticks.

They know nothing of the project; `editors.py` binds them.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import (
    QEvent,
    QMimeData,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolTip,
    QWidget,
    QWidgetAction,
)

from wizard.texts import Text, _
from wizard.ui import theme

LONGEST_TEXT = 50_000
_CHOICE_AROUND = 34  # the rim of a choice and its arrow
_TOLD_FOR = 8000  # milliseconds


class Line(QLineEdit):
    """A one-line field with its unit inside."""

    def __init__(self, unit: str = "") -> None:
        super().__init__()
        self._unit = ""
        self.set_unit(unit)

    @property
    def unit(self) -> str:
        """What stands after the number, inside the field."""
        return self._unit

    def set_unit(self, unit: str) -> None:
        """Show another unit."""
        self._unit = unit
        width = self.fontMetrics().horizontalAdvance(unit) + theme.SMALL if unit else 0
        self.setTextMargins(0, 0, width, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_dashes(self)
        if self._unit:
            painter = QPainter(self)
            painter.setPen(theme.color("muted"))
            area = self.rect().adjusted(0, 0, -10, 0)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, int(right), self._unit)
            painter.end()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        hint.setHeight(theme.FIELD_HEIGHT)
        return hint


class TextBox(QPlainTextEdit):
    """A text of several lines. What is pasted beyond `LONGEST_TEXT` would stop the window for
    minutes: it is left out, and told."""

    left = Signal()
    """The keyboard went elsewhere."""
    overfilled = Signal(int)
    """A pasted text was cut; how much of it was taken."""
    widened = Signal()
    """The width is another one, so the text may take other lines."""

    def lines(self, most: int) -> int:
        """How many lines the text takes at this width; counted no further than one beyond `most`,
        as a text may be as long as a book."""
        layout, block, found = self.document().documentLayout(), self.document().begin(), 0
        while block.isValid() and found <= most:
            layout.blockBoundingRect(block)  # lays the block out at this width
            found += max(1, block.layout().lineCount())
            block = block.next()
        return found

    def line_height(self) -> int:
        """The height of a line as it is laid out: more than the font's where it is rounded up."""
        first = self.document().begin().layout()
        laid = math.ceil(first.lineAt(0).height()) if first.lineCount() else 0
        return max(self.fontMetrics().lineSpacing(), laid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        stays = self.document().characterCount() - 1 - len(self.textCursor().selectedText())
        room = max(0, LONGEST_TEXT - stays)
        self.insertPlainText(text[:room])
        if len(text) > room:
            self.overfilled.emit(room)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.Paint:  # the frame's own; paintEvent is the viewport's
            paint_dashes(self)
        return done

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class Combo(QComboBox):
    """A choice that the wheel changes only while it has the focus, so that scrolling is safe."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)

    @property
    def whole(self) -> str:
        """What is chosen, where it is longer than the field; the tip begins with it."""
        room = self.width() - _CHOICE_AROUND
        text = self.currentText()
        return text if self.fontMetrics().horizontalAdvance(text) > room else ""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip and self.whole:
            tip = "\n".join(filter(None, (self.whole, self.toolTip())))
            QToolTip.showText(event.globalPos(), tip, self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_dashes(self)
        paint_caret(self)


class Check(QCheckBox):
    """A check box with a drawn tick."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.isChecked():
            painter = QPainter(self)
            paint_tick(painter, QRectF(1, (self.height() - 18) / 2, 18, 18))
            painter.end()


class CheckMenu(QPushButton):
    """Several of a list: a button that lists the chosen and opens a menu with ticks."""

    chosen = Signal(tuple)

    def __init__(self, options: Callable[[], list[tuple[object, str]]], empty: str) -> None:
        super().__init__()
        self._options = options
        self._empty = empty
        self._value: tuple[object, ...] = ()
        self.setProperty("role", "choice")
        self.clicked.connect(self.open)

    def set_value(self, value: tuple[object, ...]) -> None:
        """Show what is chosen."""
        self._value = value
        names = [name for item, name in self._options() if item in value]
        self.setText(", ".join(names) or self._empty)
        self.setToolTip(self.text() if len(names) > 1 else "")

    def open(self) -> None:
        """Open the menu below the button."""
        value = ask_several(self, self._options(), self._value)
        if value != self._value:
            self.chosen.emit(value)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_dashes(self)
        paint_caret(self)


class _Ticks(QMenu):
    """A menu of ticks; Esc closes it as if it had not been opened."""

    given_up = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.given_up = event.key() == Qt.Key.Key_Escape
        super().keyPressEvent(event)


def ask_several(
    below: QWidget, options: list[tuple[object, str]], value: tuple[object, ...]
) -> tuple[object, ...]:
    """Let a person tick some of the options in a menu below a widget."""
    menu = _Ticks(below)
    boxes: list[tuple[object, Check]] = []
    for item, name in options:
        box = Check(name)
        box.setContentsMargins(theme.SMALL, 0, theme.SMALL, 0)
        box.setMinimumHeight(30)
        box.setChecked(item in value)
        action = QWidgetAction(menu)
        action.setDefaultWidget(box)
        menu.addAction(action)
        boxes.append((item, box))
    menu.setMinimumWidth(below.width())
    menu.exec(below.mapToGlobal(below.rect().bottomLeft()))
    ticked = {item: box.isChecked() for item, box in boxes}
    menu.deleteLater()
    if menu.given_up:
        return value
    # What was chosen keeps its order, even what is offered no more.
    kept = tuple(item for item in value if ticked.get(item, True))
    return kept + tuple(item for item, on in ticked.items() if on and item not in kept)


def cut_words(length: int) -> Text:
    """What is said when a pasted text was too long."""
    return _("Длинный текст вставлен не целиком: первые {n} знаков.", n=length)


def tell(widget: QWidget, text: str, at: QPoint | None = None) -> None:
    """Say something about what was just done, below a widget and to a screen reader."""
    place = widget.rect().bottomLeft() if at is None else at
    QToolTip.showText(widget.mapToGlobal(place), text, widget, QRect(), _TOLD_FOR)
    widget.setAccessibleDescription(text)
    changed = QAccessible.Event.DescriptionChanged
    QAccessible.updateAccessibility(QAccessibleEvent(widget, changed))


def paint_caret(widget: QWidget) -> None:
    """The small arrow that says a list opens here."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("muted"), 1.6))
    x, y = widget.width() - 16, widget.height() / 2
    painter.drawPolyline(
        QPolygonF([QPointF(x - 4, y - 2), QPointF(x, y + 2), QPointF(x + 4, y - 2)])
    )
    painter.end()


def paint_dashes(widget: QWidget) -> None:
    """The dashed border of a preset value; style sheets draw dashes in every Qt otherwise."""
    if widget.property("state") != "preset" or widget.hasFocus():
        return
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color("dash"), 1)
    pen.setDashPattern([3.0, 3.0])
    painter.setPen(pen)
    area = QRectF(widget.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(area, theme.FIELD_RADIUS, theme.FIELD_RADIUS)
    painter.end()


def paint_tick(painter: QPainter, area: QRectF) -> None:
    """The tick of a checked box."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("on_accent"), 2))
    x, y = area.x(), area.y()
    painter.drawPolyline(
        QPolygonF([QPointF(x + 4.5, y + 9.5), QPointF(x + 7.5, y + 12.5), QPointF(x + 13, y + 6)])
    )


def show_if(widget: QWidget, shown: bool) -> None:
    """Show or hide a widget; one that has no place yet must not appear as a window of its own."""
    if shown and widget.parentWidget() is None:
        return
    widget.setVisible(shown)
