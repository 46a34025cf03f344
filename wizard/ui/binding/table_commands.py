"""The commands of a table: the clipboard, filling, rows and their order, the menu that lists them.

Belongs here: what each command does to the cells chosen in a table. Does not belong here: keys and
painting (`table.py`), what becomes of the project (`table_model.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu

from wizard.texts import Translatable, n_
from wizard.ui import shortcuts
from wizard.ui.binding.clipboard import cells_of, text_of
from wizard.ui.binding.inputs import cut_words
from wizard.ui.binding.note import NotePopup
from wizard.ui.shortcuts import Shortcut

if TYPE_CHECKING:
    from wizard.ui.binding.table import Table

LONGEST_PASTE = 2_000_000
LONGEST_CELL = 5_000


class Commands:
    """What a person can do to the chosen cells and rows of one table."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._model = table.table_model
        self._do: dict[Shortcut, Callable[[], object]] = {
            shortcuts.LEAVE_ON: lambda: table.focusNextPrevChild(True),
            shortcuts.LEAVE_BACK: lambda: table.focusNextPrevChild(False),
            shortcuts.COPY: self.copy,
            shortcuts.CUT: self.cut,
            shortcuts.PASTE: self.paste,
            shortcuts.SELECT_ALL: table.selectAll,
            shortcuts.CLEAR: self.clear,
            shortcuts.FILL_DOWN: self.fill_down,
            shortcuts.NOTE: self.open_note,
            shortcuts.INSERT_ROW: self.insert_row,
            shortcuts.DOUBLE_ROW: self.double_rows,
            shortcuts.ROW_UP: lambda: self.move_row(-1),
            shortcuts.ROW_DOWN: lambda: self.move_row(1),
            shortcuts.REMOVE_ROWS: self.remove_rows,
            shortcuts.SORT_UP: lambda: self.sort(descending=False),
            shortcuts.SORT_DOWN: lambda: self.sort(descending=True),
            shortcuts.COMMANDS: self.show_menu,
        }

    def lead_to_detail(self, enter: Callable[[], object]) -> None:
        """Let a key lead to what else is asked of the current row."""
        self._do[shortcuts.ROW_DETAIL] = enter

    def asked_by(self, event: QKeyEvent) -> Callable[[], object] | None:
        """The command of a key, if it is one."""
        return next((do for shortcut, do in self._do.items() if shortcut.pressed(event)), None)

    # The menu

    def menu(self) -> QMenu:
        """Every command with its keys; what cannot be done at the cursor is shown as such."""
        say, menu = self._model.session.say, QMenu(self._table)
        for group in self._groups():
            for shortcut in group:
                action = menu.addAction(say(shortcut.title))
                action.setShortcuts(shortcut.sequences)
                action.setShortcutVisibleInContextMenu(True)
                action.setEnabled(self.can_do(shortcut))
                command = self._do[shortcut]
                action.triggered.connect(lambda _on=False, command=command: command())
            menu.addSeparator()
        return menu

    def show_menu(self, at: QPoint | None = None) -> None:
        """Open the menu, at the current cell unless a place of the screen is named."""
        area = self._table.cell_area()
        menu = self.menu()
        menu.exec(at or self._table.mapToGlobal(area.bottomLeft()))
        menu.deleteLater()

    def _groups(self) -> Iterator[tuple[Shortcut, ...]]:
        yield shortcuts.CUT, shortcuts.COPY, shortcuts.PASTE, shortcuts.SELECT_ALL
        yield shortcuts.CLEAR, shortcuts.FILL_DOWN, shortcuts.NOTE
        if self._model.rows_change:
            yield (
                shortcuts.INSERT_ROW,
                shortcuts.DOUBLE_ROW,
                shortcuts.ROW_UP,
                shortcuts.ROW_DOWN,
                shortcuts.REMOVE_ROWS,
            )
        if any(self._model.can_sort(column) for column in range(self._model.columnCount())):
            yield shortcuts.SORT_UP, shortcuts.SORT_DOWN
        if shortcuts.ROW_DETAIL in self._do:
            yield (shortcuts.ROW_DETAIL,)

    def can_do(self, shortcut: Shortcut) -> bool:
        """Whether a command does something at the cursor."""
        model, index = self._model, self._table.currentIndex()
        chosen = self._chosen()
        on_row = bool(chosen)
        match shortcut:
            case shortcuts.NOTE:
                return on_row and model.entry(index) is not None
            case shortcuts.FILL_DOWN:
                return self._filled() is not None
            case shortcuts.PASTE | shortcuts.INSERT_ROW:
                return index.isValid() and not model.is_total(index.row())
            case shortcuts.ROW_UP:
                return on_row and chosen[0].row() > 0
            case shortcuts.ROW_DOWN:
                return on_row and chosen[-1].row() < len(model.rows) - 1
            case shortcuts.SORT_UP | shortcuts.SORT_DOWN:
                return model.can_sort(index.column()) and len(model.rows) > 1
            case shortcuts.SELECT_ALL:
                return bool(model.rows)
            case _:
                return on_row

    # The clipboard

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, for Excel."""
        lines: dict[int, list[str]] = {}
        for index in self._chosen():
            text = self._model.data(index, Qt.ItemDataRole.EditRole)
            entry = self._model.entry(index)
            if entry is not None and entry.question.unit and entry.question.unit.percent and text:
                text = f"{text}%"
            lines.setdefault(index.row(), []).append(str(text or ""))
        QGuiApplication.clipboard().setText(text_of(lines.values()))

    def cut(self) -> None:
        """Put the chosen cells on the clipboard and clear them."""
        self.copy()
        self._model.cut(self._chosen())

    def paste(self) -> None:
        """Enter what is on the clipboard, from the current cell on; say what did not fit."""
        text, index = QGuiApplication.clipboard().text(), self._table.currentIndex()
        if not text.strip() or not index.isValid() or self._model.is_total(index.row()):
            return
        lines = cells_of(text[:LONGEST_PASTE])
        chosen = self._table.selectedIndexes() or [index]
        (top, left), _end = _corners(chosen)
        cut = [[cell[:LONGEST_CELL] for cell in line] for line in lines]
        block = self._repeated(cut, chosen)
        into = self._table.shown_rows(top) if self._table.is_filtered else None
        taken, left_out = self._model.paste(top, left, block, into)
        if block is cut:
            self._put_cursor(top, left)
        told: list[Translatable] = []
        if taken < len(block) or len(text) > LONGEST_PASTE:
            told.append(n_("Вставлена первая {n} строка.", "Вставлены первые {n} строк.", taken))
        elif any(len(cell) > LONGEST_CELL for line in lines for cell in line):
            told.append(cut_words(LONGEST_CELL))
        beyond = max(map(_filled_width, lines), default=0) - (len(self._model.columns) - left)
        if beyond > 0:
            told.append(
                n_(
                    "Справа не поместился {n} столбец.",
                    "Справа не поместилось {n} столбцов.",
                    beyond,
                )
            )
        if left_out:
            told.append(
                n_(
                    "Не вставлено в {n} ячейку с «—»: в её строке этот ответ не нужен.",
                    "Не вставлено в {n} ячеек с «—»: в их строках этот ответ не нужен.",
                    left_out,
                )
            )
        if told:
            self._table.tell(" ".join(map(self._model.session.say, told)))

    def _repeated(self, block: list[list[str]], chosen: Sequence[QModelIndex]) -> list[list[str]]:
        """The block as many times as it fits into the chosen cells, if it fits exactly."""
        rows = {index.row() for index in chosen if self._model.row_at(index.row()) is not None}
        columns = {index.column() for index in chosen}
        height, width = len(block), max(map(len, block))
        down, across = len(rows) // height, len(columns) // width
        if len(rows) % height or len(columns) % width or down * across < 2:
            return block
        return [[*line, *[""] * (width - len(line))] * across for line in block] * down

    # Cells

    def clear(self) -> None:
        """Put the chosen cells back to what a new row has."""
        self._model.clear(self._chosen())

    def fill_down(self) -> None:
        """Enter the first chosen row's cells into those below; one row alone takes the row above
        it."""
        filled = self._filled()
        if filled is not None:
            self._model.fill_down(*filled)

    def open_note(self) -> NotePopup | None:
        """Open the note of the current cell; None for a cell that has no answer."""
        index = self._table.currentIndex()
        path = self._model.cell_path(index) if index.isValid() else None
        if path is None or self._model.entry(index) is None:
            return None
        popup = NotePopup(self._model.session, path, self._table)
        popup.open_at(self._table.cell_area())
        return popup

    # Rows

    def insert_row(self) -> None:
        """Add an empty row above the current one and go to its first cell."""
        number = self._table.currentIndex().row()
        if number >= 0 and self._model.insert(min(number, len(self._model.rows))):
            self._put_cursor(min(number, len(self._model.rows) - 1), 0)

    def double_rows(self) -> None:
        """Add a copy of the current row below it and go there."""
        index = self._table.currentIndex()
        if self._model.double(index.row()):
            self._put_cursor(index.row() + 1, index.column())

    def remove_rows(self) -> None:
        """Remove the chosen rows."""
        index = self._table.currentIndex()
        chosen = {found.row() for found in self._table.selectedIndexes()} or {index.row()}
        column = max(0, index.column())
        self._model.remove(chosen)
        if index.row() >= 0:
            self._put_cursor(min(min(chosen), self._model.rowCount() - 1), column)

    def move_row(self, by: int) -> None:
        """Move the chosen rows, which stay chosen."""
        chosen = self._chosen()
        if not chosen:
            return
        (top, left), (bottom, right) = _corners(chosen)
        if self._model.move(top, by, bottom - top + 1) and len(chosen) > 1:
            first = self._model.index(top + by, left)
            last = self._model.index(bottom + by, right)
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self._table.selectionModel().select(QItemSelection(first, last), only)

    def sort(self, *, descending: bool) -> None:
        """Put the rows in the order of the current column."""
        self._model.sort_rows(self._table.currentIndex().column(), descending=descending)

    # What is chosen

    def _chosen(self) -> list[QModelIndex]:
        """The chosen cells of rows, in the order of reading."""
        chosen = self._table.selectedIndexes() or [self._table.currentIndex()]
        rows = [
            index
            for index in chosen
            if self._model.row_at(index.row()) is not None
            and not self._table.isRowHidden(index.row())
        ]
        return sorted(rows, key=lambda index: (index.row(), index.column()))

    def _filled(self) -> tuple[list[int], list[int]] | None:
        """The rows and columns that would be filled, the first row being the pattern."""
        chosen = self._chosen()
        rows = sorted({index.row() for index in chosen})
        if len(rows) == 1:
            rows = [*[row for row in self._table.shown_rows() if row < rows[0]][-1:], *rows]
        return (rows, sorted({index.column() for index in chosen})) if len(rows) > 1 else None

    def _put_cursor(self, row: int, column: int) -> None:
        self._table.setCurrentIndex(self._model.index(row, column))


def _corners(chosen: Sequence[QModelIndex]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The first row and column of some cells, and the last ones."""
    rows, columns = [index.row() for index in chosen], [index.column() for index in chosen]
    return (min(rows), min(columns)), (max(rows), max(columns))


def _filled_width(line: Sequence[str]) -> int:
    """How many columns a line takes, empty cells at its end left out."""
    return max((place for place, cell in enumerate(line, 1) if cell.strip()), default=0)
