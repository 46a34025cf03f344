"""Where lines stand in the workbook: the columns all sheets share, and the cells of each line.

Belongs here: the map from line and month to cell, and the references that formulas are made of.
Does not belong here: what a sheet looks like, and anything of XlsxWriter but names of columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from wizard.errors import WizardError
from wizard.plan.formulas.expression import Vector

# The columns of every sheet with months, counted from 0: the same month is in the same column.
LABEL, UNIT, NOTE, TOTAL, OPENING, FIRST_MONTH = range(6)

# The heading rows of every sheet with months, counted from 1 as in formulas.
DATE_ROW, MONTH_ROW, CALENDAR_MONTH_ROW, YEAR_ROW = 3, 4, 5, 6
FIRST_LINE_ROW = 8
CLOCK_ROWS = {"month": MONTH_ROW, "calendar_month": CALENDAR_MONTH_ROW, "year": YEAR_ROW}

# In a formula's pattern these stand for the letters of this month's column and the one before.
NOW, BEFORE = "\x01", "\x02"

TOTAL_LETTER, OPENING_LETTER = xl_col_to_name(TOTAL), xl_col_to_name(OPENING)
FIRST_LETTER = xl_col_to_name(FIRST_MONTH)


@dataclass(frozen=True, slots=True)
class Place:
    """The row (from 1) of a line on a sheet; a single figure stands in the total column."""

    sheet: str
    row: int
    single: bool


@dataclass(frozen=True)
class Layout:
    """Where everything stands.

    `places` by line key; `inputs` gives the name or cell of an input by its path, `vectors` the
    name or range of a list by its key.
    """

    months: int
    places: Mapping[str, Place]
    inputs: Mapping[str, str]
    vectors: Mapping[str, str]
    _cells: dict[str, SheetCells] = field(default_factory=dict)

    def cells(self, sheet: str) -> SheetCells:
        """The cells as formulas on a sheet write them."""
        found = self._cells.get(sheet)
        if found is None:
            found = self._cells[sheet] = SheetCells(self, sheet)
        return found

    @cached_property
    def letters(self) -> tuple[str, ...]:
        """The letters of the month columns, the opening column first."""
        return tuple(xl_col_to_name(OPENING + index) for index in range(self.months + 1))

    def by_month(self, pattern: str) -> Iterator[str]:
        """A row's formulas, month by month, from its pattern."""
        letters = self.letters
        if BEFORE in pattern:
            for before, now in pairwise(letters):
                yield pattern.replace(NOW, now).replace(BEFORE, before)
        else:
            for now in letters[1:]:
                yield pattern.replace(NOW, now)

    def sheet_row(self, key: str) -> tuple[str, int, int]:
        """The sheet of a line, its row and the first column of its values, counted from 0."""
        place = self.places[key]
        return place.sheet, place.row - 1, TOTAL if place.single else FIRST_MONTH


class SheetCells:
    """The cells as seen from one sheet: what stands on it is named without the sheet's name."""

    def __init__(self, layout: Layout, sheet: str) -> None:
        self._layout = layout
        self._sheet = sheet
        self._last = layout.letters[-1]

    def _found(self, key: str) -> tuple[str, Place]:
        place = self._layout.places.get(key)
        if place is None:
            raise WizardError(f"the line {key} has no place in the workbook")
        return self._on(place), place

    def _on(self, place: Place) -> str:
        return "" if place.sheet == self._sheet else f"{quote_sheetname(place.sheet)}!"

    def line(self, key: str) -> str:
        """The cell of a line in this month (its only cell for a single figure)."""
        sheet, place = self._found(key)
        column = f"${TOTAL_LETTER}" if place.single else NOW
        return f"{sheet}{column}{place.row}"

    def previous(self, key: str) -> str:
        """The cell of a line in the month before (the opening column before month 1)."""
        sheet, place = self._found(key)
        return f"{sheet}{BEFORE}{place.row}"

    def row(self, key: str) -> str:
        """All months of a line."""
        sheet, place = self._found(key)
        if place.single:
            return f"{sheet}${TOTAL_LETTER}{place.row}"
        return f"{sheet}${FIRST_LETTER}{place.row}:${self._last}{place.row}"

    def so_far(self, key: str) -> str:
        """A line from month 1 to this month."""
        sheet, place = self._found(key)
        return f"{sheet}${FIRST_LETTER}{place.row}:{NOW}{place.row}"

    def total(self, key: str) -> str:
        """The cell with a line's total."""
        sheet, place = self._found(key)
        return f"{sheet}${TOTAL_LETTER}{place.row}"

    def last(self, key: str) -> str:
        """The cell of a line in the last month."""
        sheet, place = self._found(key)
        return f"{sheet}${self._last}{place.row}"

    def input(self, path: str) -> str:
        """The name or the cell of an input."""
        found = self._layout.inputs.get(path)
        if found is None:
            raise WizardError(f"the input {path} has no place in the workbook")
        return found

    def vector(self, vector: Vector) -> str:
        """The range of a list of inputs."""
        found = self._layout.vectors.get(vector.key)
        if found is None:
            raise WizardError(f"the list {vector.key} has no place in the workbook")
        return found

    def sum_of(self, keys: Sequence[str]) -> str:
        """The arguments of a SUM over lines in this month, ranges where they are neighbours."""
        runs: list[tuple[Place, Place]] = []
        for key in keys:
            place = self._found(key)[1]
            if runs:
                first, last = runs[-1]
                same = (last.sheet, last.single) == (place.sheet, place.single)
                if same and place.row == last.row + 1:
                    runs[-1] = (first, place)
                    continue
            runs.append((place, place))
        return ",".join(self._run(first, last) for first, last in runs)

    def _run(self, first: Place, last: Place) -> str:
        column = f"${TOTAL_LETTER}" if first.single else NOW
        start = f"{self._on(first)}{column}{first.row}"
        return start if first == last else f"{start}:{column}{last.row}"

    def clock(self, row: str) -> str:
        """The heading cell of this month."""
        return f"{NOW}${CLOCK_ROWS[row]}"

    def clock_row(self, row: str) -> str:
        """The heading cells of all months."""
        number = CLOCK_ROWS[row]
        return f"${FIRST_LETTER}${number}:${self._last}${number}"
