"""The headings of a table, which sort it, and the grips of its rows, which move them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QHeaderView

from wizard.texts import _
from wizard.ui import icons, theme
from wizard.ui.binding.table_cells import PADDING

if TYPE_CHECKING:
    from wizard.ui.binding.table import Table

GRIP_WIDTH = 18
_ARROW = 14


class Headings(QHeaderView):
    """Headings that wrap onto a second line instead of being cut.

    A click sorts by the column, a second one the other way. From the first row the Up key goes to
    the headings, where Enter and Space do the same.
    """

    def __init__(self, table: Table) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table, self._model = table, table.table_model
        self._at = 0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(40)
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.sectionClicked.connect(self.sort)

    def sort(self, section: int) -> None:
        """Sort by a column: ascending first, then the other way."""
        if self._model.can_sort(section):
            descending = self._model.sorted_by(section) is False
            self._model.sort_rows(section, descending=descending)
            self._tell_state()
            self.viewport().update()

    def enter(self, section: int) -> None:
        """Take the keyboard, at a column."""
        self._at = section
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell_state()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        lines = max((self._lines(n) for n in range(self.count())), default=1)
        return QSize(100, 16 + lines * 17)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = 1 if key == Qt.Key.Key_Right else -1
            self.enter(min(max(0, self._at + by), self.count() - 1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.sort(self._at)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Escape):
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            self._table.setCurrentIndex(self._model.index(0, self._at))
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.HoverMove or event.type() == QEvent.Type.Enter:
            self._point()
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colours = theme.tokens()
        painter.save()
        painter.fillRect(rect, QColor(colours.card))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = painter.font()
        font.setPixelSize(theme.CAPTION)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        side = self.model().headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        right = bool(Qt.AlignmentFlag(int(side)) & Qt.AlignmentFlag.AlignRight)
        flags = int(Qt.AlignmentFlag.AlignBottom) | int(Qt.TextFlag.TextWordWrap)
        flags |= int(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
        inner = rect.adjusted(PADDING, 0, -PADDING, -7)
        painter.drawText(inner, flags, self._text(section))
        order = self._model.sorted_by(section)
        if order is not None:
            # Above the text, where the heading is in nobody's way and keeps its width.
            x = rect.right() - PADDING - _ARROW + 2 if right else rect.left() + PADDING - 2
            text = painter.boundingRect(inner, flags, self._text(section))
            area = QRectF(x, max(rect.top() - 3, text.top() - _ARROW), _ARROW, _ARROW)
            name = "arrow-down" if order else "arrow-up"
            icons.paint(painter, name, area, QColor(colours.accent))
        if self.hasFocus() and section == self._at:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _tell_state(self) -> None:
        """Say to a screen reader which heading has the keyboard and how the rows are sorted."""
        say = self._model.session.say
        role = Qt.ItemDataRole.AccessibleTextRole
        text = self._model.headerData(self._at, Qt.Orientation.Horizontal, role)
        self.setAccessibleName(str(text))
        can = self._model.can_sort(self._at)
        self.setAccessibleDescription(say(_("Enter сортирует строки.")) if can else "")

    def _point(self) -> None:
        section = self.logicalIndexAt(self.mapFromGlobal(self.cursor().pos()))
        hand = section >= 0 and self._model.can_sort(section)
        self.setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def _text(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def _lines(self, section: int) -> int:
        font = self.font()
        font.setPixelSize(theme.CAPTION)
        width = max(20, self.sectionSize(section) - 2 * PADDING)
        area = QFontMetrics(font).boundingRect(
            QRect(0, 0, width, 1000), int(Qt.TextFlag.TextWordWrap), self._text(section)
        )
        return max(1, round(area.height() / QFontMetrics(font).lineSpacing()))


class Grips(QHeaderView):
    """At the left of each row a grip that appears under the mouse: a drag moves the row, a click
    chooses all of it."""

    def __init__(self, table: Table) -> None:
        super().__init__(Qt.Orientation.Vertical, table)
        self._table, self._model = table, table.table_model
        self._under = self._dragged = self._target = -1
        self.setFixedWidth(GRIP_WIDTH)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setToolTip(self._model.session.say(_("Перетащите, чтобы переставить строку")))

    def sizeHint(self) -> QSize:
        return QSize(GRIP_WIDTH, 100)

    @property
    def target(self) -> int:
        """The row before which the dragged one would come; −1 while nothing is dragged."""
        return self._target if self._dragged >= 0 else -1

    def hover(self, row: int) -> None:
        """Show the grip of the row under the mouse."""
        row = row if self._model.row_at(row) is not None else -1
        if row != self._under:
            self._under = row
            self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        colours = theme.tokens()
        painter.fillRect(rect, QColor(colours.card))
        if section in (self._under, self._dragged) and self._model.row_at(section) is not None:
            area = QRectF(rect.x() + 1, rect.center().y() - 8, 16, 16)
            moved = section == self._dragged
            colour = QColor(colours.accent if moved else colours.muted)
            icons.paint(painter, "dots-six-vertical", area, colour)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self.logicalIndexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and self._model.row_at(row) is not None:
            self._dragged, self._target = row, row
            self._table.selectRow(row)
            self._table.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._dragged < 0:
            self.hover(self.logicalIndexAt(place))
            self.setCursor(
                Qt.CursorShape.OpenHandCursor if self._under >= 0 else Qt.CursorShape.ArrowCursor
            )
            return
        self._target = self._before(place)
        self._table.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row, target = self._dragged, self._target
        self._dragged = self._target = -1
        self._table.viewport().update()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        if row >= 0 and target >= 0:
            column = max(0, self._table.currentIndex().column())
            to = target - 1 if target > row else target
            if self._model.move(row, to - row):
                self._table.setCurrentIndex(self._model.index(to, column))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._dragged < 0:
            self.hover(-1)

    def _before(self, place: QPoint) -> int:
        """The row before which a row dropped at a place comes."""
        for row in range(len(self._model.rows)):
            middle = self.sectionViewportPosition(row) + self.sectionSize(row) / 2
            if place.y() < middle:
                return row
        return len(self._model.rows)
