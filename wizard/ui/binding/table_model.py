"""A list of the project as the model of a table that is edited: entries and the changes of rows.

Belongs here: what a cell takes, rows added, copied, removed, moved and sorted, each a step that can
be undone. Does not belong here: what a cell shows (`table_rows.py`), keys and painting
(`table.py`), the clipboard (`table_commands.py`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, Qt

from wizard.errors import UserError
from wizard.project import edit
from wizard.project.model import Row
from wizard.project.path import free_id, get, title
from wizard.project.project import Project
from wizard.texts import Text, Translatable, Verbatim, _, alphabetical
from wizard.ui.binding.entry import NUMERIC, Kind
from wizard.ui.binding.table_rows import STATE_ROLE, Column, Index, Rows, Shown, Totals

__all__ = ["MOST_PASTED_ROWS", "STATE_ROLE", "Chosen", "Column", "Shown", "TableModel", "Totals"]

# So many new rows at once still let the window answer within a fifth of a second.
MOST_PASTED_ROWS = 200
FEW_ROWS = 5

Cell = tuple[int, int, object]
"""The numbers of a row and a column, and what is entered there."""


class Chosen(NamedTuple):
    """An answer itself, where a text would have to be read: two rows may have one title."""

    value: object


class Pasted(NamedTuple):
    """What became of a pasted block: how many of its lines were entered, and how many texts were
    left out of cells that mean nothing in their rows."""

    lines: int
    left_out: int


class TableModel(Rows):
    """The rows at a path and what may be done to them."""

    # What a cell takes

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        entry = self.entry(index)
        if role != Qt.ItemDataRole.EditRole or entry is None:
            return False
        row = self.row_at(index.row())
        if row is None and value == "":
            return False
        if row is not None and value == self._text(index, for_edit=True):
            return False
        if row is not None and value == Chosen(getattr(row, entry.name)):
            return False
        path = self.cell_path(index)
        name = self._cell_title(path) if path else self._adding()
        cells = [(index.row(), index.column(), value)]
        self.session.apply(name, path or self.path, lambda project: self._entered(project, cells))
        return True

    def paste(
        self,
        row: int,
        column: int,
        lines: Sequence[Sequence[str]],
        into: Sequence[int] | None = None,
    ) -> Pasted:
        """Enter a block of texts from a cell on, a line a row, or into the rows that are named;
        rows that are missing are added. An empty text does what clearing the cell does; a cell
        that means nothing in its row stays as it is."""
        room = len(self.rows) - row if self.invite is None else MOST_PASTED_ROWS
        numbers = range(row, row + max(0, room)) if into is None else into
        lines = lines[: len(numbers)]
        cells: list[Cell] = [
            (numbers[down], column + right, text)
            for down, line in enumerate(lines)
            for right, text in enumerate(line)
            if column + right < len(self.columns)
        ]
        name = _("вставка: {list}", list=self._list_title())
        added = row + len(lines) - len(self.rows)
        left_out: list[Cell] = []
        self.session.apply(
            name,
            self.path,
            lambda project: self._pasted(project, cells, left_out),
            lengthy=added > FEW_ROWS,
        )
        return Pasted(len(lines), len(left_out))

    def drop_draft(self, index: Index) -> bool:
        """Show a cell's answer again instead of an entry that could not be understood; whether
        there was one."""
        path = self.cell_path(index) if index.isValid() else None
        return path is not None and self.session.drop_draft(path)

    def clear(self, indexes: Sequence[QModelIndex], name: Text | None = None) -> None:
        """Put cells back to what a new row has."""
        cells: list[Cell] = [
            (index.row(), index.column(), self._blank(index))
            for index in indexes
            if self.row_at(index.row()) is not None and self.entry(index) is not None
        ]
        name = name or _("очистка: {list}", list=self._list_title())
        self.session.apply(name, self.path, lambda project: self._entered(project, cells))

    def cut(self, indexes: Sequence[QModelIndex]) -> None:
        """Clear cells that were copied."""
        self.clear(indexes, _("вырезание: {list}", list=self._list_title()))

    def fill_down(self, rows: Sequence[int], columns: Sequence[int]) -> bool:
        """Enter what stands in the first of some rows into the others."""
        first, *below = rows
        cells: list[Cell] = []
        for column in columns:
            source = self.index(first, column)
            path = self.cell_path(source)
            if path is None or self.entry(source) is None:
                continue
            # In words where the cells below count in another unit, or the entry is not understood.
            draft = self.session.draft(path)
            text = self._text(source, for_edit=True)
            for number in below:
                target = self.entry(self.index(number, column))
                if target is not None and number < len(self.rows):
                    same = draft is None and target.question.unit == self._unit_of(source)
                    value = Chosen(getattr(self.rows[first], target.name)) if same else text
                    cells.append((number, column, value))
        name = _("заполнение вниз: {list}", list=self._list_title())
        self.session.apply(name, self.path, lambda project: self._entered(project, cells))
        return bool(cells)

    # What becomes of rows

    @property
    def rows_change(self) -> bool:
        """Whether rows may be added, removed and put in another order."""
        return self.invite is not None

    def remove(self, numbers: set[int]) -> None:
        """Take rows away."""
        ids = {row.id for number, row in enumerate(self.rows) if number in numbers}
        if not ids or not self.rows_change:
            return
        name = _("удаление: {list}", list=self._list_title())
        self.session.apply(
            name, self.path, lambda project: edit.without_rows(project, self.path, ids)
        )

    def move(self, number: int, by: int, count: int = 1) -> bool:
        """Move a row up or down, or so many rows from it on."""
        target, end = number + by, number + count
        fits = number >= 0 and end <= len(self.rows) and 0 <= target <= len(self.rows) - count
        if not self.rows_change or not fits or not by:
            return False
        ids = [row.id for row in self.rows]
        moved, ids[number:end] = ids[number:end], []
        ids[target:target] = moved
        self._order(ids, _("порядок: {list}", list=self._list_title()))
        return True

    def add(self, row: Row | None = None) -> None:
        """Add a row at the end."""

        def added(project: Project) -> Project:
            rows = get(project, self.path)
            new = row or self.row_class(id=free_id(rows, self._stem()))
            return edit.with_row(project, self.path, new)

        self.session.apply(self._adding(), self.path, added)

    def insert(self, number: int) -> bool:
        """Add an empty row above a row."""
        if not self.rows_change or not 0 <= number <= len(self.rows):
            return False
        new = self.row_class(id=free_id(self.rows, self._stem()))
        self.session.apply(
            self._adding(),
            self.path,
            lambda project: edit.with_row(project, self.path, new, number),
        )
        return True

    def double(self, number: int) -> bool:
        """Add a copy of a row below it."""
        row = self.row_at(number)
        if not self.rows_change or row is None:
            return False
        new_id = free_id(self.rows, row.id.rstrip("-0123456789") or self._stem())
        self.session.apply(
            _("копия строки: {list}", list=self._list_title()),
            self.path,
            lambda project: edit.with_copy(project, self.path, row.id, new_id),
        )
        return True

    # Order by a column

    def can_sort(self, column: int) -> bool:
        """Whether the rows may be put in the order of a column."""
        return (
            self.rows_change
            and not self._in_sequence
            and 0 <= column < len(self.columns)
            and isinstance(self.columns[column], Column)
        )

    def sort_rows(self, column: int, *, descending: bool) -> bool:
        """Put the rows in the order of a column, empty and misunderstood entries last."""
        if not self.can_sort(column):
            return False
        self._sort_column = self.columns[column]
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        ids = [row.id for row in self._sorted(column, descending=descending)]
        self._order(ids, _("сортировка: {list}", list=self._list_title()))
        return True

    def sorted_by(self, column: int) -> bool | None:
        """How the rows stand in the order of the column they were last sorted by: False ascending,
        True descending; None for another column, and once they stand otherwise."""
        if self.columns[column] is not self._sort_column or not self.can_sort(column):
            return None
        for descending in (False, True):
            if tuple(self._sorted(column, descending=descending)) == self.rows:
                return descending
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.AccessibleTextRole:
            heading, order = Verbatim(self._heading(self.columns[section])), self.sorted_by(section)
            if order is None:
                return self.session.say(heading)
            return self.session.say(
                _("{heading}: по убыванию", heading=heading)
                if order
                else _("{heading}: по возрастанию", heading=heading)
            )
        return super().headerData(section, orientation, role)

    def _sorted(self, column: int, *, descending: bool) -> list[Row]:
        keyed = [(self._sort_key(number, column), row) for number, row in enumerate(self.rows)]
        known = [(key, row) for key, row in keyed if key is not None]
        unknown = [row for key, row in keyed if key is None]
        known.sort(key=lambda found: found[0], reverse=descending)
        return [*(row for _key, row in known), *unknown]

    def _sort_key(self, number: int, column: int) -> Any:
        index = self.index(number, column)
        path, entry = self.cell_path(index), self.entry(index)
        if path is None or entry is None or self.session.draft(path) is not None:
            return None
        value = getattr(self.rows[number], entry.name)
        if value is None or value == "":
            return None
        if entry.kind in NUMERIC or entry.kind in (Kind.DATE, Kind.FLAG):
            return value
        return alphabetical(self._text(index, for_edit=False))

    def _order(self, ids: list[str], name: Text) -> None:
        if ids != self._ids:
            self.session.apply(
                name, self.path, lambda project: edit.with_order(project, self.path, ids)
            )

    # Entries into the project

    def _entered(self, project: Project, cells: Sequence[Cell]) -> Project:
        """The project with entries in cells; what is not understood stays as a draft."""
        project = self._with_room(project, cells)
        rows: tuple[Row, ...] = get(project, self.path)
        answers: dict[str, edit.Answer] = {}
        drafts: dict[str, str] = {}
        entered = dict(enumerate(rows))
        for number, column, value in cells:
            shown = self.columns[column] if 0 <= column < len(self.columns) else None
            if number >= len(rows) or not isinstance(shown, Column):
                continue
            path = f"{self.path}.{rows[number].id}.{shown.name}"
            if isinstance(value, Chosen):
                found = (value.value, "")
            elif isinstance(value, str):
                try:
                    # As the row is by now: a cell before this one may have said its unit.
                    entry = self.entry_in(shown, entered[number])
                    found = entry.read_noted(value, self.session)
                except UserError:
                    drafts[path] = value
                    continue
            else:
                found = (value, "")
            answers[path] = found
            if self.rows_differ:
                entered[number] = entered[number].model_copy(update={shown.name: found[0]})
        return edit.with_answers(project, self.path, answers, drafts)

    def _pasted(self, project: Project, cells: Sequence[Cell], left_out: list[Cell]) -> Project:
        """The project with a pasted block; an empty cell is left alone in a row that is new, and
        `left_out` takes the cells that mean nothing in their rows as these are by then."""
        filled = list(self._without_blanks(cells))
        after = self._entered(project, filled)
        rows: tuple[Row, ...] = get(after, self.path)
        meant = [cell for cell in filled if self._means(cell, rows)]
        if len(meant) == len(filled):
            return after
        left_out += [cell for cell in filled if not self._means(cell, rows)]
        return self._entered(project, meant)

    def _means(self, cell: Cell, rows: tuple[Row, ...]) -> bool:
        number, column, value = cell
        shown = self.columns[column]
        if column < 0 or value == "" or number >= len(rows) or not isinstance(shown, Column):
            return True
        return shown.usable is None or shown.usable(rows[number])

    def _without_blanks(self, cells: Sequence[Cell]) -> Iterator[Cell]:
        for number, column, text in cells:
            if isinstance(text, str) and not text.strip():
                index = self.index(number, column)
                if number < len(self.rows) and self.entry(index) is not None:
                    yield number, column, self._blank(index)
                elif number >= len(self.rows):
                    yield number, -1, None  # the row is there, its cell keeps what a new row has
            else:
                yield number, column, text

    def _with_room(self, project: Project, cells: Sequence[Cell]) -> Project:
        """The project with the rows that cells below the last row need, named by their entries."""
        rows: tuple[Row, ...] = get(project, self.path)
        last = max((number for number, _column, _value in cells), default=-1)
        if not self.rows_change or last < len(rows):
            return project
        stems = {number: str(value) for number, column, value in cells if column == 0}
        for number in range(len(rows), last + 1):
            stem = stems.get(number) or self._stem()
            rows = (*rows, self.row_class(id=free_id(rows, stem)))
        return edit.with_rows(project, self.path, rows)

    def _blank(self, index: Index) -> object:
        column = self.columns[index.column()]
        blank = self.row_class(id="blank")
        return getattr(blank, column.name) if isinstance(column, Column) else None

    def _unit_of(self, index: Index) -> object:
        entry = self.entry(index)
        return entry.question.unit if entry is not None else None

    def _cell_title(self, path: str) -> Text:
        """What a cell is called where it is told what can be undone."""
        return title(self.session.project, path)

    def _adding(self) -> Text:
        return _("новая строка: {list}", list=self._list_title())

    def _list_title(self) -> Translatable:
        return self.session.question(self.path).title

    def _stem(self) -> str:
        return self.row_class.__name__
