"""A list of the project as rows and columns: cells, the row that invites the next entry, and the
row of totals.

Belongs here: what a cell shows. Does not belong here: what it takes (`table_model.py`), keys and
painting (`table.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from wizard.errors import UserError
from wizard.numbers import NO_BREAK_SPACE
from wizard.project.model import Row, is_basic, says_units
from wizard.project.path import get, holder_of
from wizard.texts import Text
from wizard.ui.binding.entry import NUMERIC, Entry, Kind, Options, entry_of, row_type
from wizard.ui.binding.help import help_of
from wizard.ui.binding.note import told
from wizard.ui.session import Session
from wizard.units import Unit

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
# What a heading says besides its title: to the mouse and to a screen reader.
_TOLD = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole)
STATE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
UNUSABLE = "—"
_SHORT_SIGN = 4  # letters of a unit that never stands on a line alone


@dataclass(frozen=True, slots=True)
class Column:
    """A column of answers. `usable` says for which rows the answer means anything; `stretch` is
    the column's part of the free width, `unit` stands for the one of the question. `always` keeps
    a column in basic depth beside the basic ones that make no sense without it."""

    name: str
    title: Text | None = None
    stretch: int = 0
    width: int = 0
    options: Options | None = None
    row_options: Callable[[Row], Options] | None = None
    usable: Callable[[Row], bool] | None = None
    unit: Unit | None = None
    always: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A column that only shows: a name from elsewhere, or a figure of the plan in its `unit`;
    `tip` tells more of a cell while the mouse rests on it."""

    title: Text
    text: Callable[[Session, Row], str]
    stretch: int = 0
    width: int = 0
    numeric: bool = True
    tip: Callable[[Session, Row], str] | None = None
    unit: Unit | None = None


Totals = Callable[[Session], dict[str, str]]


class Rows(QAbstractTableModel):
    """The rows at a path. `invite` is what the empty last row says; None: rows are not added.

    In a list that is `in_sequence` the order of the rows means something: it is not sorted.
    """

    def __init__(
        self,
        session: Session,
        path: str,
        columns: Sequence[Column | Shown],
        *,
        invite: Text | None = None,
        totals: Totals | None = None,
        in_sequence: bool = False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._in_sequence = in_sequence
        self._sort_column: Column | Shown | None = None
        self.session, self.path = session, path
        self.invite, self._totals = invite, totals
        self.row_class = row_type(session.project, path)
        self._every = tuple(columns)
        self.columns = self._at_depth()
        self.entries: dict[str, Entry] = {
            column.name: _in_unit(
                entry_of(session, self.row_class, column.name, column.options), column.unit
            )
            for column in columns
            if isinstance(column, Column)
        }
        self.rows: tuple[Row, ...] = ()
        self._ids: list[str] = []
        self._total_texts: dict[str, str] = {}
        self._shown: list[list[str]] = []
        self._marks = self._all_marks()
        self.refresh()

    def refresh(self) -> bool:
        """Show the project's rows; whether anything looks otherwise than before."""
        rows: tuple[Row, ...] = (
            get(self.session.project, self.path) if self.session.exists(self.path) else ()
        )
        ids, columns = [row.id for row in rows], self._at_depth()
        self._total_texts = self._totals(self.session) if self._totals and rows else {}
        if ids != self._ids or columns != self.columns:
            self.beginResetModel()
            self.rows, self._ids, self.columns = rows, ids, columns
            self._shown = self._all_texts()
            self.endResetModel()
            return True
        self.rows = rows
        shown, marks = self._all_texts(), self._all_marks()
        if shown == self._shown and marks == self._marks:
            return False
        changed, self._shown, self._marks = shown != self._shown, shown, marks
        last = self.index(max(0, self.rowCount() - 1), max(0, self.columnCount() - 1))
        self.dataChanged.emit(self.index(0, 0), last)
        return changed

    def _all_marks(self) -> tuple[frozenset[str], dict[str, str]]:
        """What is painted beside the texts: whose the answers are, and which have a note."""
        return self.session.project.answered, self.session.project.notes

    def _at_depth(self) -> tuple[Column | Shown, ...]:
        """The columns shown: in basic depth the name, what is basic, and what follows from it."""
        asked = [column for column in self._every if self._asks_basic(column)]
        if self.session.detailed or not asked:
            return self._every
        return tuple(
            column
            for place, column in enumerate(self._every)
            if not place
            or column in asked
            or (column.numeric if isinstance(column, Shown) else column.always)
        )

    def _asks_basic(self, column: Column | Shown) -> bool:
        return isinstance(column, Column) and is_basic(self.row_class, column.name)

    def _all_texts(self) -> list[list[str]]:
        indexes = [
            [self.index(row, column) for column in range(self.columnCount())]
            for row in range(self.rowCount())
        ]
        return [[self._text(index, for_edit=False) for index in row] for row in indexes]

    # Where things are

    def rowCount(self, parent: Index = ROOT) -> int:
        if parent.isValid():
            return 0
        return len(self.rows) + (self.invite is not None) + bool(self._totals)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @property
    def rows_shown(self) -> tuple[object, ...]:
        """Which rows and columns are shown."""
        return (*self._ids, *self.columns)

    def is_invite(self, row: int) -> bool:
        """Whether this is the empty row that invites an entry."""
        return self.invite is not None and row == len(self.rows)

    def is_total(self, row: int) -> bool:
        """Whether this is the row of totals."""
        return self._totals is not None and row == self.rowCount() - 1

    def row_at(self, number: int) -> Row | None:
        """The project's row shown there."""
        return self.rows[number] if 0 <= number < len(self.rows) else None

    def cell_path(self, index: Index) -> str | None:
        """The path of a cell's answer."""
        row, column = self.row_at(index.row()), self.columns[index.column()]
        if row is None or isinstance(column, Shown):
            return None
        return f"{self.path}.{row.id}.{column.name}"

    def index_of(self, path: str) -> QModelIndex | None:
        """The cell of a path, the row's first cell for the row itself; None for all else."""
        if not path.startswith(f"{self.path}."):
            return None
        row_id, _dot, name = path[len(self.path) + 1 :].partition(".")
        if row_id not in self._ids:
            return None
        names = [column.name for column in self.columns if isinstance(column, Column)]
        if name and name not in names:
            return None
        places = [getattr(column, "name", None) for column in self.columns]
        return self.index(self._ids.index(row_id), places.index(name) if name else 0)

    def entry(self, index: Index) -> Entry | None:
        """How the cell is entered, or None where nothing is."""
        if not index.isValid():  # its column is -1, which Python takes for the last one
            return None
        column = self.columns[index.column()]
        if isinstance(column, Shown) or self.is_total(index.row()):
            return None
        row = self.row_at(index.row())
        if row is not None and column.usable is not None and not column.usable(row):
            return None
        return self.entries[column.name] if row is None else self.entry_in(column, row)

    def entry_in(self, column: Column, row: Row) -> Entry:
        """How a cell of a row is entered, whatever it means there: its choice is among the row's
        own options, its number in the unit that the row says."""
        entry = self.entries[column.name]
        if column.row_options is not None:
            return Entry(entry.name, Kind.CHOICE, entry.question, options=column.row_options(row))
        if not says_units(self.row_class):
            return entry
        return _in_unit(entry, row.unit_of(entry.name, holder_of(self.session.project, self.path)))

    @property
    def rows_differ(self) -> bool:
        """Whether the answers of a row say how others of it are entered."""
        return says_units(self.row_class) or any(
            isinstance(column, Column) and column.row_options is not None for column in self.columns
        )

    # What a cell shows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(index.column(), index))
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown[index.row()][index.column()]
        if role == Qt.ItemDataRole.EditRole:
            return self._text(index, for_edit=True)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(index) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            heading = self.headerData(index.column(), Qt.Orientation.Horizontal)
            said = (self._text(index, for_edit=False), self.objection(index), self.note(index))
            return f"{heading}: {' '.join(filter(None, said))}"
        if role == STATE_ROLE:
            return self._state(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(self._alignment(section))
        if isinstance(column, Column) and role in _TOLD:
            helps = help_of(self.session, self.entries[column.name].question)
            return "\n".join(filter(None, (*helps.says, helps.example))) or None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.is_total(index.row()):
            return Qt.ItemFlag.ItemIsEnabled
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        entry = self.entry(index)
        if entry is not None and not (
            self.is_invite(index.row()) and entry.kind in (Kind.FLAG, Kind.REFERENCES)
        ):
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def _tip(self, index: Index) -> str:
        """What is wrong in a cell, or whose value it is; of a shown cell what more there is."""
        column, row = self.columns[index.column()], self.row_at(index.row())
        if isinstance(column, Shown):
            return column.tip(self.session, row) if column.tip and row is not None else ""
        found = self.objection(index)
        found = found or (self.session.preset_words if self._state(index) == "preset" else "")
        return "\n".join(filter(None, (found, self.note(index))))

    def note(self, index: Index) -> str:
        """The note at a cell, as it is told; empty where there is none."""
        path = self.cell_path(index)
        return told(self.session, path) if path is not None and self.session.project.notes else ""

    def objection(self, index: Index) -> str:
        """What is wrong in a cell, in the window's language."""
        path, entry = self.cell_path(index), self.entry(index)
        if path is None or entry is None:
            return ""
        draft = self.session.draft(path)
        if draft is not None:
            try:
                entry.read(draft, self.session)
            except UserError as error:
                return self.session.say(error.text)
        found = entry.objection(getattr(self.rows[index.row()], entry.name), self.session)
        found = found or self.session.refusal(path)
        return self.session.say(found) if found is not None else ""

    def _text(self, index: Index, *, for_edit: bool) -> str:
        column, number = self.columns[index.column()], index.row()
        if self.is_total(number):
            name = column.name if isinstance(column, Column) else column.title.message
            return self._total_texts.get(name, "")
        row = self.row_at(number)
        if row is None:
            invites = index.column() == 0 and self.invite is not None and not for_edit
            return self.session.say(self.invite) if invites and self.invite else ""
        if isinstance(column, Shown):
            return column.text(self.session, row)
        entry = self.entry(index)
        if entry is None:
            return "" if for_edit else UNUSABLE
        draft = self.session.draft(f"{self.path}.{row.id}.{column.name}")
        if draft is not None:
            return draft
        value = getattr(row, column.name)
        return entry.written(value, self.session) if for_edit else entry.shown(value, self.session)

    def _state(self, index: Index) -> str:
        if self.is_total(index.row()):
            return "total"
        if self.is_invite(index.row()):
            return "invite"
        if self.objection(index):
            return "wrong"
        if self.entry(index) is None:
            return "shown"
        path = self.cell_path(index)
        return "" if path is None or self.session.is_answered(path) else "preset"

    def _alignment(self, section: int, index: Index | None = None) -> Qt.AlignmentFlag:
        if index is not None and self.is_invite(index.row()):
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        column = self.columns[section]
        right = (
            column.numeric
            if isinstance(column, Shown)
            else self.entries[column.name].kind in NUMERIC
        )
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _heading(self, column: Column | Shown) -> str:
        if isinstance(column, Shown):
            heading, unit, numeric = self.session.say(column.title), column.unit, column.numeric
        else:
            entry = self.entries[column.name]
            heading = self.session.say(column.title or entry.question.title)
            unit, numeric = entry.question.unit, entry.kind in NUMERIC
        if unit is None or not numeric or unit.key == "percent":
            return heading
        sign = self.session.say(unit.sign(self.session.currency))
        currency, _space, per = sign.partition(" ")
        if unit.money and per and per.casefold() in heading.casefold():
            sign = currency  # «В месяц, ₽», not «В месяц, ₽ в месяц»
        # «С месяца» needs no «мес.», «Часов» no «ч».
        stem = sign.rstrip(".")[:4].casefold()
        told = any(word.startswith(stem) for word in heading.casefold().split())
        # «At least, / people», but «Оклад, ₽» on one line.
        joint = " " if sign.isalpha() and len(sign) > _SHORT_SIGN else NO_BREAK_SPACE
        return heading if told or not sign else f"{heading},{joint}{sign}"


def _in_unit(entry: Entry, unit: Unit | None) -> Entry:
    return entry if unit is None else replace(entry, question=replace(entry.question, unit=unit))
