"""What differs between two workbooks, cell by cell, in the words of their rows.

Belongs here: stored values of cells. Does not belong here: formulas, looks, figures of the plan
(`wizard.plan.comparison` tells those apart without a workbook).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from math import isclose
from typing import Any

from wizard.dates import written_date
from wizard.numbers import format_value
from wizard.texts import Language, Text, Verbatim, _
from wizard.units import FACTOR
from wizard.workbook.reading import values_of

_TOLERANCE = 1e-9
_MOST_ROWS, _MOST_COLUMNS = 4000, 120

Key = tuple[str, str, int, str]


@dataclass(frozen=True, slots=True)
class CellValue:
    """A stored value as people read it."""

    value: object

    def into(self, language: Language) -> str:
        """The value in a language; a dash for an empty cell."""
        value = self.value
        if value is None or value == "":
            return "—"
        if isinstance(value, bool):
            return (_("да") if value else _("нет")).into(language)
        if isinstance(value, (int, float)):
            return format_value(float(value), FACTOR, language, "")
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return written_date(value, language)
        return str(value)


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row in which cells differ: its sheet, the text that names it, the first such cell with its
    column's letters, and how many more there are."""

    sheet: str
    row: str
    column: str
    before: CellValue
    after: CellValue
    more: int

    @property
    def sentence(self) -> Text:
        """The difference in one line."""
        told = _(
            "Лист «{sheet}», «{row}», столбец {column}: {was} → {will}",
            sheet=Verbatim(self.sheet),
            row=Verbatim(self.row or "—"),
            column=self.column,
            was=self.before,
            will=self.after,
        )
        return _("{told}; ещё ячеек: {n}", told=told, n=self.more) if self.more else told


def row_changes(old: bytes, new: bytes, name: str) -> tuple[RowChange, ...]:
    """The rows in which stored values differ, sheet by sheet; `name` is the file's, for errors.

    Rows are matched by their first text, so a row that moved is no difference. Raises
    WorkbookUnreadable.
    """
    before, after = _cells(old, name), _cells(new, name)
    differing: dict[tuple[str, str, int], list[Key]] = {}
    for key in dict.fromkeys([*after, *before]):
        if not _same(before.get(key), after.get(key)):
            differing.setdefault(key[:3], []).append(key)
    return tuple(
        RowChange(
            sheet,
            row,
            keys[0][3],
            CellValue(before.get(keys[0])),
            CellValue(after.get(keys[0])),
            len(keys) - 1,
        )
        for (sheet, row, _number), keys in differing.items()
    )


def _cells(content: bytes, name: str) -> dict[Key, object]:
    found: dict[Key, object] = {}
    with values_of(content, name) as book:
        for sheet in book.worksheets:
            seen: Counter[str] = Counter()
            rows = sheet.iter_rows(max_row=_MOST_ROWS, max_col=_MOST_COLUMNS)
            for row in rows:
                cells = [cell for cell in row if cell.value not in (None, "")]
                label = next((str(cell.value) for cell in cells if _is_text(cell)), "")
                seen[label] += 1
                for cell in cells:
                    found[sheet.title, label, seen[label], cell.column_letter] = cell.value
    return found


def _is_text(cell: Any) -> bool:
    return isinstance(cell.value, str)


def _same(one: object, other: object) -> bool:
    if one == other:
        return True
    numbers = (int, float)
    return (
        isinstance(one, numbers)
        and isinstance(other, numbers)
        and isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
    )
