"""Quarters and years: whole periods, one formula a row, and the months come back in the sums."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.recalculation import Book, read
from tests.workbook.projects import with_answers
from wizard.plan.figures import compute
from wizard.storage.presets import load_preset
from wizard.workbook.book import write_workbook
from wizard.workbook.periods import QUARTER, SHEET, YEAR, periods

NAME = SHEET.into("ru")


def book_of(months: int, folder: Path) -> Book:
    project = with_answers(load_preset("wholesale"), company__horizon=months)
    write_workbook(project, compute(project), folder / "book.xlsx")
    return read(folder / "book.xlsx")


@pytest.mark.parametrize("months", [1, 3, 7, 12, 30, 60])
@pytest.mark.parametrize("length", [QUARTER, YEAR])
def test_every_month_belongs_to_one_quarter_and_one_year(months: int, length: int) -> None:
    found = [period for period in periods(months) if period.length == length]
    covered = [month for one in found for month in range(one.first, one.last + 1)]
    assert covered == list(range(1, months + 1))


def test_no_two_periods_share_a_column() -> None:
    columns = [period.column for period in periods(60)]
    assert len(columns) == len(set(columns)) == 25


def test_quarters_and_years_of_a_sum_give_the_plan(tmp_path: Path) -> None:
    book = book_of(30, tmp_path)
    project = with_answers(load_preset("wholesale"), company__horizon=30)
    revenue = compute(project)["goals.revenue"]
    row = min(
        int(cell[1:])
        for (sheet, cell), value in book.values.items()
        if (sheet, f"E{cell[1:]}") in book.formulas
        and (sheet, cell[0], value) == (NAME, "A", revenue.label.into("ru"))
    )
    values = [
        float(book.values[sheet, cell])
        for sheet, cell in book.formulas
        if sheet == NAME and re.fullmatch(rf"[A-Z]+{row}", cell)
    ]
    assert len(values) == 13
    assert math.isclose(math.fsum(values), 2 * revenue.total, rel_tol=1e-12)


def test_a_row_has_one_formula_in_all_periods(tmp_path: Path) -> None:
    rows: dict[str, set[str]] = defaultdict(set)
    for (sheet, cell), formula in book_of(30, tmp_path).formulas.items():
        if sheet == NAME:
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()  # type: ignore[union-attr]
            before = re.sub(r"(?<![A-Z$])([A-Z]+)(?=\d)", "·", formula)
            rows[row].add(re.sub(rf"(?<![A-Z$]){letters}(?=\$)", "·", before))
    assert len(rows) > 50
    assert all(len(formulas) == 1 for formulas in rows.values())
