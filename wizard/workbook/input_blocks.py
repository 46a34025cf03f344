"""The blocks of the inputs sheet: answers in cells, where they stand and what they are called.

Belongs here: rows, columns, names and references. Does not belong here: which answers there are
(`inputs`) and how they look (`input_sheet`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from wizard.plan.formulas.expression import Vector
from wizard.project.model import Question
from wizard.units import NUMBER, Unit
from wizard.workbook.names import Names

LABEL_COLUMN, VALUE_COLUMN, UNIT_COLUMN, NOTE_COLUMN = range(4)
FIRST_BLOCK_ROW = 3  # counted from 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of the sheet: an answer that can be changed, a fixed text, or nothing (`unused`)."""

    value: float | str | date | None
    path: str = ""
    question: Question | None = None
    unit: Unit = NUMBER
    whole: bool = False
    flag: bool = False
    locked: bool = False

    @property
    def open(self) -> bool:
        """Whether the cell may be changed in the workbook."""
        return bool(self.path) and not self.locked


UNUSED = Entry(None)


@dataclass(frozen=True, slots=True)
class Derived:
    """A column of formulas beside a table: the steps or the slopes of its numbers."""

    vector: Vector
    column: int
    of: int
    points: int


@dataclass(slots=True)
class Block:
    """A table or a list of single answers; `row` is its first row, counted from 0."""

    title: str
    note: str = ""
    stage: str = ""
    scalar: bool = False
    heads: list[tuple[str, str]] = field(default_factory=list)
    rows: list[tuple[str, list[Entry]]] = field(default_factory=list)
    lists: list[tuple[Vector, int, int]] = field(default_factory=list)
    derived: list[Derived] = field(default_factory=list)
    # Ranges that formulas read whole, by key: from and to column, −1 for the labels.
    areas: dict[str, tuple[int, int]] = field(default_factory=dict)
    # Columns that are computed: the formula of a row, from the inputs and the rows down to it.
    formulas: dict[int, Callable[[Inputs, str], str]] = field(default_factory=dict)
    row: int = 0

    @property
    def first(self) -> int:
        """The row of its first entry, counted from 0."""
        return self.row + (1 if self.scalar else 3) + (1 if self.note else 0)

    @property
    def end(self) -> int:
        """The row after it; one row stays empty, which the last slope relies on."""
        return self.first + max(1, len(self.rows)) + 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column of a block stands when it is read: its sheet, column and first row."""

    sheet: str
    letter: str
    first: int

    def cell(self, index: int) -> str:
        """The cell of the block's row with this index, seen from the inputs sheet."""
        return f"{self.sheet}{self.letter}{self.first + index}"


@dataclass(frozen=True, slots=True)
class Inputs:
    """The blocks in their order and the references by which formulas reach them.

    `cells` and `vectors` give the names of answers and lists, `names` what each name stands for,
    `typed` the cells in which answers are typed. They differ for answers that scenarios change:
    `live` has the columns that are read elsewhere, by the block's row and the column in it.
    """

    sheet: str
    blocks: Sequence[Block]
    cells: dict[str, str]
    vectors: dict[str, str]
    names: dict[str, str]
    typed: dict[str, str]
    areas: dict[str, str]
    live: dict[tuple[int, int], Place] = field(default_factory=dict)

    @property
    def widest(self) -> int:
        """How many columns the widest block has."""
        return max((len(block.heads) for block in self.blocks), default=1)


def addressed(sheet: str, blocks: list[Block]) -> Inputs:
    """The blocks in their rows, stage after stage, with a name for every answer and list."""
    row, stage = FIRST_BLOCK_ROW, ""
    for block in blocks:
        if block.stage != stage:
            stage, row = block.stage, row + 2
        block.row = row
        row = block.end + 1
    return _Addresses(sheet, blocks).inputs()


class _Addresses:
    """The references of cells and lists, and their names."""

    def __init__(self, sheet: str, blocks: list[Block]) -> None:
        self._sheet, self._blocks, self._quoted = sheet, blocks, quote_sheetname(sheet)
        self._names = Names()

    def inputs(self) -> Inputs:
        cells: dict[str, str] = {}
        vectors: dict[str, str] = {}
        defined: dict[str, str] = {}
        typed: dict[str, str] = {}
        areas: dict[str, str] = {}
        for block in self._blocks:
            for index, (label, entries) in enumerate(block.rows):
                for column, entry in enumerate(entries):
                    if not entry.path:
                        continue
                    where = f"${self._letter(column)}${block.first + index + 1}"
                    typed[entry.path] = f"{self._quoted}!{where}"
                    if block.areas:
                        continue  # read as a whole
                    title = label if block.scalar else block.heads[column][0]
                    name = self._names.name(title, "" if block.scalar else label)
                    cells[entry.path] = name
                    defined[name] = typed[entry.path]
            for key, columns in block.areas.items():
                start, end = (self._letter(column) for column in columns)
                last = block.first + len(block.rows)
                areas[key] = f"${start}${block.first + 1}:${end}${last}"
            for vector, column, count in block.lists:
                self._list(vectors, defined, block, vector, column, count)
            for derived in block.derived:
                count = len(block.rows)
                self._list(vectors, defined, block, derived.vector, derived.column, count)
        return Inputs(self._sheet, self._blocks, cells, vectors, defined, typed, areas)

    def _list(
        self,
        vectors: dict[str, str],
        defined: dict[str, str],
        block: Block,
        vector: Vector,
        column: int,
        count: int,
    ) -> None:
        name = self._names.name(block.title, block.heads[column][0])
        letter, first = self._letter(column), block.first + 1
        vectors[vector.key] = name
        defined[name] = f"{self._quoted}!${letter}${first}:${letter}${first + count - 1}"

    @staticmethod
    def _letter(column: int) -> str:
        letter: str = xl_col_to_name(VALUE_COLUMN + column)
        return letter
