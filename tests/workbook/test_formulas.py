"""The formulas keep to the FAST standard: one a row, no numbers hidden in them, none volatile."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, coordinate_to_tuple, get_column_letter

from tests.recalculation import Book, read
from tests.workbook.projects import variants
from wizard.plan.figures import compute
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.workbook.arrangement import CALENDAR, CHECKS, INPUTS, SUMMARY
from wizard.workbook.book import write_workbook
from wizard.workbook.launch import SHEET as LAUNCH
from wizard.workbook.layout import FIRST_MONTH
from wizard.workbook.names import Names
from wizard.workbook.periods import SHEET as PERIODS
from wizard.workbook.scenarios import SHEET as SCENARIOS
from wizard.workbook.setup import CRM

VOLATILE = re.compile(r"\b(OFFSET|INDIRECT|NOW|TODAY|RAND|RANDBETWEEN|CELL|INFO)\(", re.IGNORECASE)
TOTAL_LABEL = "Всего расхождений"
ALLOWED = {"0", "1", "6", "12", "30", "100"}
PROJECTS: dict[str, Project] = {
    **{name: load_preset(name) for name in preset_names()},
    **{
        name: found
        for name, found in variants().items()
        if name in ("kazakhstan", "months-36", "working-days")
    },
}
NO_NAMES = ["A1", "XFD1048576", "R1C1", "r", "C", "true", "", "1", "№", "Ab12"]
FIRST = FIRST_MONTH + 1  # openpyxl counts columns from 1


@pytest.fixture(scope="module", params=PROJECTS)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("formulas") / f"{request.param}.xlsx"
    project = PROJECTS[request.param]
    write_workbook(project, compute(project), found)
    return found


@pytest.fixture(scope="module")
def book(path: Path) -> Book:
    return read(path)


def month_rows(book: Book) -> dict[tuple[str, int], dict[int, str]]:
    """The formulas in month columns, by sheet and row, then by column."""
    apart = {
        SUMMARY.into("ru"),
        INPUTS.into("ru"),
        LAUNCH.into("ru"),
        PERIODS.into("ru"),
        CRM.into("ru"),
        SCENARIOS.into("ru"),
    }
    rows: dict[tuple[str, int], dict[int, str]] = defaultdict(dict)
    for (sheet, cell), formula in book.formulas.items():
        row, column = coordinate_to_tuple(cell)
        if sheet not in apart and column >= FIRST:
            rows[sheet, row][column] = formula
    return rows


def test_each_row_has_one_formula_in_all_months(book: Book) -> None:
    rows = month_rows(book)
    assert len(rows) > 100
    for (sheet, row), formulas in rows.items():
        origin = f"{get_column_letter(FIRST)}{row}"
        first = Translator(formulas[FIRST], origin=origin)
        for column, formula in formulas.items():
            same = first.translate_formula(f"{get_column_letter(column)}{row}")
            assert formula == same, f"{sheet}!{get_column_letter(column)}{row}"


def test_every_month_of_a_row_is_filled(book: Book) -> None:
    rows = month_rows(book)
    months = max(len(found) for found in rows.values())
    for place, found in rows.items():
        assert sorted(found) == list(range(FIRST, FIRST + months)), place


def test_a_month_stands_in_the_same_column_of_every_sheet(book: Book) -> None:
    by_column: dict[int, set[float | str]] = defaultdict(set)
    for (_sheet, cell), formula in book.formulas.items():
        match = re.fullmatch(r"([A-Z]+)3", cell)
        if match and (CALENDAR.into("ru") in formula or "EDATE" in formula):
            by_column[column_index_from_string(match[1])].add(book.values[_sheet, cell])
    assert by_column
    assert all(len(days) == 1 for days in by_column.values())


def test_no_number_hides_in_a_formula(book: Book) -> None:
    for place, formula in book.formulas.items():
        bare = re.sub(r"'[^']*'!", "", re.sub(r'"[^"]*"', "", formula))
        numbers = set(re.findall(r"(?<![\w.$])\d+(?:\.\d+)?(?![\w.])", bare))
        assert numbers <= ALLOWED, f"{place}: {formula}"


def test_no_formula_is_volatile(book: Book) -> None:
    for place, formula in book.formulas.items():
        assert not VOLATILE.search(formula), f"{place}: {formula}"


def test_every_formula_is_stored_with_a_value(book: Book) -> None:
    assert all(place in book.values for place in book.formulas)


def test_formulas_stay_short(book: Book) -> None:
    longest = max(book.formulas.values(), key=len)
    assert len(longest) < 600, longest


def test_the_checks_add_up_to_nothing(book: Book) -> None:
    assert failed_checks(book) == 0


def test_shares_that_are_not_whole_show_in_the_checks_and_on_the_summary(tmp_path: Path) -> None:
    project = load_preset("online-service")
    first = project.goals.products[0]
    project = answer(project, f"goals.products.{first.id}.share", first.share / 2)
    write_workbook(project, compute(project), tmp_path / "book.xlsx")
    found = read(tmp_path / "book.xlsx")
    assert failed_checks(found) > 0
    (mark,) = [
        found.values[place]
        for place, formula in found.formulas.items()
        if place[0] == SUMMARY.into("ru") and CHECKS.into("ru") in formula
    ]
    assert mark == failed_checks(found)


def failed_checks(book: Book) -> float:
    """The total of the checks sheet."""
    ((sheet, cell),) = [place for place, value in book.values.items() if value == TOTAL_LABEL]
    return float(book.values[sheet, cell.replace("A", "D")])


def test_single_answers_have_valid_names_that_formulas_use(path: Path, book: Book) -> None:
    names = openpyxl.load_workbook(path).defined_names
    assert len(names) > 50
    text = "\n".join(book.formulas.values())
    for name, found in names.items():
        assert re.fullmatch(r"[^\W\d]\w*", name), name
        assert not re.fullmatch(r"[a-z]{1,3}\d+|r\d*c\d*", name, re.IGNORECASE), name
        # Answers that scenarios change are read from the sheet that switches them.
        sheet, _mark, place = found.attr_text.partition("!")
        assert sheet.strip("'") in (INPUTS.into("ru"), SCENARIOS.into("ru")), name
        assert place.startswith("$"), name
    assert sum(name in text for name in names) > len(names) * 0.6
    assert "выполнение_плана" in text or "рост_за_год" in text


def test_sums_over_neighbours_are_ranges(book: Book) -> None:
    sums = [
        formula
        for (sheet, _cell), formula in book.formulas.items()
        if formula.startswith("=SUM(") and sheet != PERIODS.into("ru")
    ]
    ranges = [formula for formula in sums if ":" in formula and "," not in formula]
    assert len(ranges) > len(sums) * 0.8


def test_no_two_names_are_the_same_to_a_spreadsheet() -> None:
    names = Names()
    given = [names.name("Цена", "Тариф"), names.name("цена", "ТАРИФ"), names.name("Цена тариф")]
    assert len({name.lower() for name in given}) == 3


@pytest.mark.parametrize("text", NO_NAMES)
def test_a_name_never_looks_like_a_cell(text: str) -> None:
    name = Names().name(text)
    assert name.startswith("_")
    assert len(name) > 1
