"""The look of a table's cells and headings, and the editors that open in the cells."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from wizard.ui import icons, shortcuts, theme
from wizard.ui.binding.entry import Kind
from wizard.ui.binding.inputs import Combo, paint_tick
from wizard.ui.binding.note import paint_corner
from wizard.ui.binding.table_model import STATE_ROLE, Chosen

if TYPE_CHECKING:
    from wizard.ui.binding.table import Table

AnyIndex = QModelIndex | QPersistentModelIndex
ROW_HEIGHT, LINE_HEIGHT = 33, 18
CUT = "…"
PADDING = 8
# Qt has no hint of its own for Enter; this one is free, as our models keep no cache to submit.
ENTER_HINT = QAbstractItemDelegate.EndEditHint.SubmitModelCache


# Commands that end an entry and go elsewhere; the other keys are the editor's own.
_FROM_EDITOR = (
    shortcuts.NOTE,
    shortcuts.LEAVE_ON,
    shortcuts.LEAVE_BACK,
    shortcuts.ROW_DETAIL,
)


class CellDelegate(QStyledItemDelegate):
    """Paints a cell and opens its editor."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> None:
        area: QRect = option.rect
        colours, state = theme.tokens(), index.data(STATE_ROLE)
        current = self._table.currentIndex()
        here = current.row() == index.row() and current.column() == index.column()
        focused = self._table.hasFocus()
        painter.save()
        if state == "wrong":
            painter.fillRect(area, QColor(colours.bad_soft))
        elif focused and not here and self._table.selectionModel().isSelected(_plain(index)):
            painter.fillRect(area, QColor(colours.soft))
        if state != "total":
            painter.setPen(QColor(colours.line))
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        if here and focused:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))
        entry = self._table.table_model.entry(index)
        row = self._table.table_model.row_at(index.row())
        if entry is not None and entry.kind is Kind.FLAG:
            if row is not None:
                self._paint_box(painter, area, on=bool(getattr(row, entry.name)))
        else:
            self._paint_text(painter, area, index, str(state))
        if self._table.table_model.note(index):
            paint_corner(painter, area.adjusted(0, 1, -1, 0))
        painter.restore()

    def _paint_text(
        self,
        painter: QPainter,
        area: QRect,
        index: AnyIndex,
        state: str,
    ) -> None:
        colours = theme.tokens()
        font = painter.font()
        font.setPixelSize(theme.TEXT)
        font.setBold(state == "total")
        painter.setFont(font)
        quiet = colours.muted
        ink = {"invite": quiet, "preset": quiet, "wrong": colours.bad}.get(state, colours.ink)
        painter.setPen(QColor(ink))
        inner = area.adjusted(PADDING, 0, -PADDING, 0)
        if state == "wrong":
            icons.paint(
                painter,
                "warning-circle",
                QRectF(inner.x() - 4, inner.center().y() - 7, 14, 14),
                QColor(colours.bad),
            )
            inner.setLeft(inner.left() + 12)
        text = shown_text(index, font, inner.size())
        side = int(index.data(Qt.ItemDataRole.TextAlignmentRole))
        painter.drawText(inner, side, text)
        if state == "preset" and text:
            _paint_dashes(painter, painter.boundingRect(inner, side, text).intersected(inner))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        """The tip of a cell; it begins with the whole text where the cell has no room for it."""
        whole = str(index.data() or "").replace("\n", " ")
        inner = option.rect.adjusted(PADDING, 0, -PADDING, 0).size()
        if event.type() == QEvent.Type.ToolTip and CUT in shown_text(index, view.font(), inner):
            tip = filter(None, (whole, index.data(Qt.ItemDataRole.ToolTipRole)))
            QToolTip.showText(event.globalPos(), "\n".join(tip), view)
            return True
        return super().helpEvent(event, view, option, index)

    def _paint_box(self, painter: QPainter, area: QRect, *, on: bool) -> None:
        colours = theme.tokens()
        box = QRectF(area.x() + PADDING, area.center().y() - 8, 18, 18)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent if on else colours.field_line), 1))
        painter.setBrush(QColor(colours.accent if on else colours.card))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        if on:
            paint_tick(painter, box)

    def createEditor(
        self,
        parent: QWidget,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> QWidget:
        entry = self._table.table_model.entry(index)
        session = self._table.table_model.session
        if entry is not None and entry.kind in (Kind.CHOICE, Kind.REFERENCE):
            combo = Combo()
            combo.setParent(parent)
            for value, text in (entry.options or list)():
                combo.addItem(session.say(text), value)
            combo.activated.connect(lambda _index: self._finish(combo))
            return combo
        line = QLineEdit(parent)
        line.setAlignment(Qt.AlignmentFlag(int(index.data(Qt.ItemDataRole.TextAlignmentRole))))
        line.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return line

    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: AnyIndex,
    ) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease:
            entry = self._table.table_model.entry(index)
            if entry is not None and entry.kind is Kind.FLAG:
                return self._table.toggle(_plain(index))
        if event.type() == QEvent.Type.MouseButtonDblClick:
            entry = self._table.table_model.entry(index)
            if entry is not None and entry.kind is Kind.REFERENCES:
                return self._table.ask(_plain(index))
        return super().editorEvent(event, model, option, index)

    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        if isinstance(editor, QComboBox):
            row = self._table.table_model.row_at(index.row())
            entry = self._table.table_model.entry(index)
            value = getattr(row, entry.name) if row is not None and entry is not None else None
            found = [n for n in range(editor.count()) if editor.itemData(n) == value]
            editor.setCurrentIndex(found[0] if found else -1)
            # Later: a list that opens before its editor has its place is no part of the table yet.
            QTimer.singleShot(0, editor, editor.showPopup)
        elif isinstance(editor, QLineEdit) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        if isinstance(editor, QComboBox):
            if editor.currentIndex() >= 0:  # left without a choice
                model.setData(index, Chosen(editor.currentData()))
        elif isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex
    ) -> None:
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and shortcuts.travels(event):
            event.ignore()  # the window undoes what is typed, as a step like any other
            return True
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if (
            isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
            and event.type() == QEvent.Type.KeyPress
            and any(shortcut.pressed(event) for shortcut in _FROM_EDITOR)
        ):
            command = self._table.commands.asked_by(event)
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            if command is not None:
                command()
            return True
        if (
            isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
            and (event.type() == QEvent.Type.KeyPress and event.key() in enter)
        ):
            self.commitData.emit(editor)
            self.closeEditor.emit(editor, ENTER_HINT)
            return True
        return super().eventFilter(editor, event)

    def _finish(self, combo: QComboBox) -> None:
        self.commitData.emit(combo)
        self.closeEditor.emit(combo, QAbstractItemDelegate.EndEditHint.NoHint)


def shown_text(index: AnyIndex, font: QFont, room: QSize) -> str:
    """The text of a cell in the lines that it has room for; «…» ends what is left out."""
    text = str(index.data() or "").replace("\n", " ")
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= room.width():
        return text
    most = max(1, (room.height() - ROW_HEIGHT) // LINE_HEIGHT + 1)
    lines = lines_of(text, font, room.width())
    if len(lines) > most:
        last = " ".join(lines[most - 1 :])
        right = Qt.TextElideMode.ElideRight
        lines = (*lines[: most - 1], metrics.elidedText(last, right, room.width()))
    return "\n".join(lines)


@lru_cache(maxsize=2000)
def lines_of(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """A text in lines of a width, broken between words; inside a word that is wider than a line."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    found = []
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(20, width))
        found.append(text[line.textStart() : line.textStart() + line.textLength()].rstrip())
    layout.endLayout()
    return tuple(found)


def _paint_dashes(painter: QPainter, text: QRect) -> None:
    """The dashes under a preset value: as in a field, it is not told by colour alone."""
    pen = QPen(theme.color("dash"), 1)
    pen.setDashPattern([2.0, 3.0])
    painter.setPen(pen)
    painter.drawLine(text.left(), text.bottom() + 2, text.right(), text.bottom() + 2)


def _plain(index: AnyIndex) -> QModelIndex:
    return index.model().index(index.row(), index.column())
