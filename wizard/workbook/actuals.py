"""Reading back the actual figures that a person typed into the plan–fact sheet of a workbook.

Belongs here: reading, and nothing but reading: a foreign file is never executed nor changed. Does
not belong here: where the sheet has its cells (`plan_fact` writes them).
"""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from wizard.errors import UserError
from wizard.files import FileRefused, refusal
from wizard.texts import LANGUAGES, _
from wizard.workbook.layout import DATE_ROW, FIRST_MONTH, NOTE, TOTAL
from wizard.workbook.plan_fact import KEPT_MARK, KEYS, SHEET
from wizard.workbook.reading import LARGEST, WorkbookUnreadable, values_of

_MOST_MONTHS, _MOST_ROWS = 60, 10_000
_MOST = 1e15
_DAY_ZERO = date(1899, 12, 30)


class ActualsUnreadable(UserError):
    """The file is no workbook that actual figures could be read from; the text says why."""


def read_actuals(path: Path) -> dict[str, dict[date, float]]:
    """Actual figures by the key of their line, then by the first day of their month; those kept
    of months outside the plan with them.

    What is no finite number is left out; a workbook without the sheet gives nothing. Raises
    FileRefused where the system does not let the file be read, and ActualsUnreadable.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise FileRefused(refusal(error, path)) from error
    try:
        with values_of(content, path.name) as book:
            names = {SHEET.into(language) for language in LANGUAGES}
            for sheet in book.worksheets:
                if sheet.title in names:
                    return _typed(sheet)
            return {}
    except WorkbookUnreadable as error:
        raise ActualsUnreadable(
            _("{reason} Факт из него не прочитан.", reason=error.text)
        ) from error


def _typed(sheet: Any) -> dict[str, dict[date, float]]:
    rows = list(
        sheet.iter_rows(
            min_row=DATE_ROW,
            max_row=DATE_ROW + _MOST_ROWS,
            max_col=FIRST_MONTH + _MOST_MONTHS + 1,
            values_only=True,
        )
    )
    if not rows:
        return {}
    heads = list(rows[0])
    while heads and heads[-1] is None:
        heads.pop()
    start = _day(heads[-1]) if len(heads) > FIRST_MONTH + 1 else None
    if start is None:
        return {}
    end = len(heads) - 1
    # A program that only saved the file, without computing it, leaves the headings empty.
    months = [_day(head) or _later(start, at) for at, head in enumerate(heads[FIRST_MONTH:end])]
    found: dict[str, dict[date, float]] = {}
    for row in rows[1:]:
        key = row[end] if len(row) > end else None
        if not isinstance(key, str):
            continue
        if key.startswith(KEPT_MARK):
            kept, day, value = key.removeprefix(KEPT_MARK), _day(row[NOTE]), row[TOTAL]
            if kept in KEYS and day is not None and _is_number(value):
                # What stands in the month itself, further up, was typed there later.
                found.setdefault(kept, {}).setdefault(day, float(value))
            continue
        if key not in KEYS:
            continue
        values = {
            month: float(value)
            for month, value in zip(months, row[FIRST_MONTH:end], strict=True)
            if _is_number(value)
        }
        if values:
            found[key] = values
    return found


def _is_number(value: object) -> bool:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return math.isfinite(value) and abs(value) <= _MOST


def _day(value: object) -> date | None:
    """The first day of the month of a heading, which may come as a date or as Excel's number."""
    if isinstance(value, datetime):
        return date(value.year, value.month, 1)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and 1 <= value < 1e5:
        return (_DAY_ZERO + timedelta(days=int(value))).replace(day=1)
    return None


def _later(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    return date(start.year + years, month + 1, 1)
