"""How the sheets look and behave: formats, columns, print, protection, input cells."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import range_boundaries

from tests.workbook.projects import with_answers
from wizard import units
from wizard.numbers import format_value, rounded
from wizard.plan.figures import compute
from wizard.storage.presets import load_preset
from wizard.texts import Text
from wizard.units import Unit
from wizard.workbook.arrangement import CALENDAR, INPUTS, SUMMARY
from wizard.workbook.bonus_calculator import SHEET as BONUS
from wizard.workbook.book import write_workbook
from wizard.workbook.documentation import SHEET as DOCUMENTATION
from wizard.workbook.kpi_calculator import SHEET as CALCULATOR
from wizard.workbook.launch import SHEET as LAUNCH
from wizard.workbook.number_formats import input_decimals, number_format
from wizard.workbook.page import A3, ROW_HEIGHT, page_ends
from wizard.workbook.periods import SHEET as PERIODS
from wizard.workbook.scenarios import SHEET as SCENARIOS
from wizard.workbook.setup import CRM, MATRIX

LAST_SEEN = 13  # what was entered is kept once more in hidden columns behind it
UNITS = [found for found in vars(units).values() if isinstance(found, Unit)]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("looks") / "book.xlsx"
    project = load_preset("wholesale")
    write_workbook(project, compute(project), path)
    return openpyxl.load_workbook(path)


def month_sheets(book: Any) -> list[Any]:
    apart = [
        name.into("ru")
        for name in (
            SUMMARY,
            INPUTS,
            LAUNCH,
            SCENARIOS,
            BONUS,
            CALCULATOR,
            PERIODS,
            CRM,
            MATRIX,
            DOCUMENTATION,
        )
    ]
    return [sheet for sheet in book.worksheets if sheet.title not in apart]


@given(st.sampled_from(UNITS), st.floats(-1e9, 1e9))
def test_a_number_format_rounds_as_the_program_writes_numbers(unit: Unit, value: float) -> None:
    if unit in (units.MONTH_NUMBER, units.FLAG):
        return
    code = number_format(unit, "ru", "RUB")
    digits = code.split('"')[0].rstrip("%")
    decimals = len(digits.partition(".")[2])
    shown = Decimal(format(value, ".15g")) * (100 if unit.percent else 1)
    expected = format_value(value, unit, "ru", "RUB", sign=False)
    number = expected.replace("\u00a0", "").replace("\u2212", "-").replace(",", ".")
    assert rounded(shown, decimals) == Decimal(number)
    assert ("%" in code) == unit.percent
    assert ("₽" in code) == unit.money


@pytest.mark.parametrize(
    ("language", "currency", "code"),
    [
        ("ru", "RUB", '#,##0"\u00a0₽"'),
        ("ru", "KZT", '#,##0"\u00a0₸"'),
        ("en", "USD", '"$"#,##0'),
        ("en", "RUB", '"₽"#,##0'),
        ("ru", "UZS", '#,##0"\u00a0сум"'),
        ("en", "UZS", '"UZS\u00a0"#,##0'),
    ],
)
def test_money_carries_the_sign_of_the_currency(language: Any, currency: str, code: str) -> None:
    assert number_format(units.MONEY, language, currency) == code


def test_an_input_hides_none_of_its_decimals() -> None:
    assert input_decimals(899.55, units.MONEY, whole=False) == 2
    assert input_decimals(0.125, units.PERCENT, whole=False) == 1
    assert input_decimals(0.12345, units.PERCENT, whole=False) == 3
    assert input_decimals(3.0, units.MONTHS, whole=True) == 0


def test_headings_stay_in_sight_and_repeat_in_print(book: Any) -> None:
    for sheet in month_sheets(book):
        assert sheet.freeze_panes == "B7", sheet.title
        assert sheet.print_title_rows == "$3:$6", sheet.title


# Points between the margins: A4 landscape and upright, A3 landscape.
PAPERS = {("9", "landscape"): 784.0, ("9", "portrait"): 537.0, ("8", "landscape"): 1133.0}


def test_every_sheet_prints_fitted_to_the_width_in_letters_that_can_be_read(book: Any) -> None:
    for sheet in book.worksheets:
        wide = PAPERS[str(sheet.page_setup.paperSize), sheet.page_setup.orientation]
        last = sheet.max_column if not sheet.print_area else range_boundaries(_area(sheet))[2]
        widths = sheet.column_dimensions
        points = sum(
            0.75 * (7 * column.width + 5) * (min(column.max, last) - column.min + 1)
            for column in widths.values()
            if column.min <= last and not column.hidden
        )
        letters = 9 * min(1.0, wide * max(1, sheet.page_setup.fitToWidth or 1) / points)
        assert letters >= 5.5, f"{sheet.title}: {letters:.1f} points"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert "&P" in (sheet.oddFooter.right.text or "")


def _area(sheet: Any) -> str:
    return str(sheet.print_area).rpartition("!")[2].replace("$", "")


def test_the_summary_is_one_page_with_all_its_pictures(book: Any) -> None:
    summary = book[SUMMARY.into("ru")]
    (contents,) = [entry.id for entry in summary.row_breaks.brk]
    assert len(summary._charts) == 6
    for chart in summary._charts:
        assert chart.anchor.to.row < contents


def test_a_row_of_the_inputs_goes_by_a_name_and_never_by_an_id(book: Any) -> None:
    labels = [str(cell.value) for cell in book[INPUTS.into("ru")]["A"] if cell.value]
    for tool in load_preset("wholesale").automation.tools:
        for requirement in tool.requirements:
            assert requirement.name in labels
            for option in tool.options:
                assert f"{tool.name} · {option.name} · {requirement.name}" in labels
                assert f"{tool.name} · {option.name} · {requirement.id}" not in labels


def test_a_part_that_fits_on_a_page_is_not_cut() -> None:
    widths, room = [100.0], 0.95 * 763.0 * (7 * 100 + 5) * 0.75 / 1133.0
    rows = int(room // ROW_HEIGHT)
    assert page_ends([0, rows - 1], rows, {}, widths, A3) == []
    assert page_ends([0, rows - 1], rows + 1, {}, widths, A3) == [rows - 1]
    assert page_ends([2, 4], 6, {4: room, 5: room}, widths, A3) == []
    assert page_ends([2, 4], 6, {0: room}, widths, A3) == []


def test_sheets_are_locked_without_a_password_and_inputs_are_open(book: Any) -> None:
    for sheet in book.worksheets:
        assert sheet.protection.sheet
        assert not sheet.protection.password
        open_cells = [
            cell
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and not cell.protection.locked
        ]
        if sheet.title in [name.into("ru") for name in (INPUTS, LAUNCH, CALCULATOR)]:
            assert len(open_cells) > 20
            assert all(cell.data_type in "nd" for cell in open_cells)
            assert all(cell.fill.fgColor.rgb == "FFFFF8E1" for cell in open_cells)
        elif sheet.title in (SCENARIOS.into("ru"), BONUS.into("ru")):
            # What is chosen from a list is a name; all else that is open is a number.
            assert [cell.coordinate for cell in open_cells if cell.data_type == "s"] == ["C4"]
            assert all(cell.fill.fgColor.rgb == "FFFFF8E1" for cell in open_cells)
        else:
            assert not open_cells, sheet.title


@pytest.mark.parametrize("name", [INPUTS, LAUNCH, SCENARIOS])
def test_every_open_cell_is_checked_with_a_text_that_names_the_limits(
    book: Any, name: Text
) -> None:
    sheet = book[name.into("ru")]
    rules = sheet.data_validations.dataValidation
    covered = {str(place) for rule in rules for place in rule.sqref.ranges}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None and not cell.protection.locked:
                assert cell.coordinate in covered
    for rule in rules:
        assert rule.error
        assert rule.errorTitle
        assert rule.prompt
        assert max(len(rule.error), len(rule.prompt)) <= 255
        assert len(rule.promptTitle) <= 32


def test_columns_are_as_wide_as_their_longest_number(tmp_path: Path) -> None:
    project = with_answers(load_preset("wholesale"), costs__opening_cash=-987_654_321_012.0)
    write_workbook(project, compute(project), tmp_path / "book.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")["Прибыль и деньги"]
    columns: list[Any] = list(sheet.column_dimensions.values())
    widths = [found.width for found in columns if found.min <= 6 <= found.max]
    assert widths
    assert widths[0] >= len("-987 654 321 012 ₽")


def test_the_timeline_follows_the_first_month_among_the_inputs(book: Any) -> None:
    sheet = book[CALENDAR.into("ru")]
    assert sheet["F3"].value == "=EDATE(первый_месяц_плана,F4-1)"
    assert sheet["F4"].value == "=E4+1"


def test_the_summary_charts_funnel_cash_budget_capacity_and_break_even(book: Any) -> None:
    titles = [
        "".join(run.t for paragraph in chart.title.tx.rich.p for run in paragraph.r or ())
        for chart in book[SUMMARY.into("ru")]._charts
    ]
    assert len(titles) == 6
    for word in ("Воронка", "деньги", "по группам", "мощность", "Выход в ноль", "клиенты"):
        assert any(word in title for title in titles), word


def test_the_summary_links_to_every_sheet(book: Any) -> None:
    sheet = book[SUMMARY.into("ru")]
    links = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    targets = {link.location.split("!")[0].strip("'") for link in links}
    assert targets >= {found.title for found in book.worksheets} - {sheet.title}


def test_the_limits_of_a_kpi_read_in_its_unit(book: Any) -> None:
    kpi = next(one for pay in load_preset("wholesale").motivation.pay for one in pay.kpi)
    assert (kpi.unit, kpi.low, kpi.target) == ("%", 0.24, 0.27)
    codes = {
        (sheet.into("ru"), cell.value): cell.number_format
        for sheet in (INPUTS, BONUS)
        for row in book[sheet.into("ru")].iter_rows()
        if any(kpi.name in str(cell.value) for cell in row)
        for cell in row
        if cell.value in (kpi.low, kpi.target) and cell.column <= LAST_SEEN
    }
    inputs, bonus = INPUTS.into("ru"), BONUS.into("ru")
    assert set(codes) == {(inputs, kpi.low), (inputs, kpi.target), (bonus, kpi.target)}
    assert all("%" in code for code in codes.values()), codes
