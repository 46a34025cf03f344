"""The first month changed in the workbook moves all that hangs on the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tests.recalculation import Book, differences, following_inputs, read, recalculated, typed
from tests.workbook.projects import with_answers
from tests.workbook.test_recalculated import cells_of
from wizard.plan.figures import compute
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.workbook.arrangement import INPUTS
from wizard.workbook.book import write_workbook
from wizard.workbook.line_sheet import excel_day

NEAR, FAR = date(2027, 6, 1), date(2029, 2, 1)


def by_working_days(country: str) -> Project:
    """A plan of 13 months whose season is that of the working days."""
    return with_answers(
        load_preset("digital-agency"),
        company__country=country,
        goals__season_by="working_days",
        company__horizon=13,
    )


PROJECTS = {country: by_working_days(country) for country in ("ru", "kz", "other")}
CASES = [("ru", NEAR), ("ru", FAR), ("kz", FAR), ("other", NEAR)]


@dataclass(frozen=True)
class Moved:
    """Workbooks whose first month was changed by hand, as LibreOffice computed them."""

    written: dict[str, Book]
    found: dict[tuple[str, date], Book]


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    folder = tmp_path_factory.mktemp("moved")
    written: dict[str, Book] = {}
    paths: dict[tuple[str, date], Path] = {}
    for country, project in PROJECTS.items():
        write_workbook(project, compute(project), folder / f"{country}.xlsx")
        written[country] = read(folder / f"{country}.xlsx")
    for country, start in CASES:
        day = {"company.start": excel_day(start.year, start.month)}
        target = paths[country, start] = folder / f"{country}-{start}.xlsx"
        typed(folder / f"{country}.xlsx", cells_of(PROJECTS[country], day), target)
    found = recalculated(list(paths.values()), folder)
    return Moved(written, {key: read(path) for key, path in zip(paths, found, strict=True)})


@pytest.mark.parametrize(("country", "start"), CASES)
def test_the_season_by_working_days_follows_the_first_month(
    country: str, start: date, moved: Moved, tmp_path: Path
) -> None:
    again = with_answers(PROJECTS[country], company__start=start)
    write_workbook(again, compute(again), tmp_path / "expected.xlsx")
    expected = following_inputs(read(tmp_path / "expected.xlsx"))
    assert differences(expected, moved.found[country, start]) == []


def test_the_season_in_the_moved_book_is_another_one(moved: Moved) -> None:
    days = "Рабочие дни по месяцам плана"
    sheet = INPUTS.into("ru")
    for (country, _start), found in moved.found.items():
        before = moved.written[country]
        (row,) = [
            int(cell[1:]) for (name, cell), value in before.values.items()
            if (name, value) == (sheet, days)
        ]  # fmt: skip
        column = [(sheet, f"B{row + 4 + month}") for month in range(13)]
        assert [before.values[cell] for cell in column] != [found.values[cell] for cell in column]
