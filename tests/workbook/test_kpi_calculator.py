"""The KPI calculator in the workbook: typed numbers, live formulas, stored values."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from tests.recalculation import recalculated
from wizard.plan.kpi_calculator import calculators, examples, results
from wizard.texts import LANGUAGES, Language
from wizard.workbook.kpi_calculator import SHEET, write_calculator
from wizard.workbook.styles import Styles

VALUE = "D"


@pytest.fixture(scope="module", params=LANGUAGES)
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    language: Language = request.param
    found = tmp_path_factory.mktemp(language) / "calculator.xlsx"
    with xlsxwriter.Workbook(found) as book:
        styles = Styles(book, language, "RUB", "#1F6FEB")
        write_calculator(book.add_worksheet(SHEET.into(language)), styles, language, "Ромашка")
    return found


def column(path: Path, *, values: bool) -> dict[str, object]:
    """The value column; labels repeat, so the row stands before the label."""
    sheet = openpyxl.load_workbook(path, data_only=values).worksheets[0]
    return {
        f"{cell.row} {sheet.cell(cell.row, 1).value}": cell.value
        for (cell,) in sheet[f"{VALUE}4:{VALUE}{sheet.max_row}"]
        if cell.value is not None
    }


def test_every_measure_is_a_formula_with_its_value(path: Path) -> None:
    formulas, values = column(path, values=False), column(path, values=True)
    live = [row for row, text in formulas.items() if str(text).startswith("=")]
    expected = list(results(examples()).values())
    assert len(live) == sum(len(one.results) for one in calculators())
    assert [values[row] for row in live] == pytest.approx(expected)


def test_numbers_are_open_and_formulas_locked(path: Path) -> None:
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert sheet.protection.sheet
    for (cell,) in sheet[f"{VALUE}4:{VALUE}{sheet.max_row}"]:
        if cell.value is not None:
            assert cell.protection.locked == str(cell.value).startswith("=")


def test_libreoffice_counts_the_same_also_after_other_numbers(path: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    typed = [
        cell
        for (cell,) in sheet[f"{VALUE}4:{VALUE}{sheet.max_row}"]
        if isinstance(cell.value, (int, float))
    ]
    entered = dict(zip(examples(), range(2, 2 + len(typed)), strict=True))
    entered["calculator.churn.start"] = 0
    for cell, number in zip(typed, entered.values(), strict=True):
        cell.value = number
    book.save(tmp_path / "changed.xlsx")
    originals, changed = recalculated([path, tmp_path / "changed.xlsx"], tmp_path)
    for file, wanted in (
        (originals, results(examples())),
        (changed, results({name: float(number) for name, number in entered.items()})),
    ):
        formulas, values = column(path, values=False), column(file, values=True)
        live = [values[row] for row, text in formulas.items() if str(text).startswith("=")]
        assert live == pytest.approx(list(wanted.values()))
