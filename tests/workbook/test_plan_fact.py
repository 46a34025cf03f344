"""Plan and fact: empty cells disturb nothing; typed figures give a forecast and are read back."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.recalculation import Book, differences, read, recalculated
from tests.workbook.projects import with_answers
from wizard.errors import UserError
from wizard.plan.figures import Figures, compute
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.workbook.actuals import ActualsUnreadable, read_actuals
from wizard.workbook.book import write_workbook
from wizard.workbook.plan_fact import CHECK, KEYS, SHEET, Actuals

NAME = SHEET.into("ru")
TYPED = {
    "goals.deals": (100.0, 120.0),
    "goals.revenue_new": (90_000.0, None),
    "goals.revenue": (500_000.0, 0.0),
    "result.cash": (-250_000.0, 800_000.0),
    "goals.clients": (None, 321.0),
}


def typed(figures: Figures) -> dict[str, dict[date, float]]:
    days = [date(month.year, month.month, 1) for month in figures.calendar]
    return {
        key: {day: value for day, value in zip(days, values, strict=False) if value is not None}
        for key, values in TYPED.items()
    }


def written(project: Project, path: Path, actuals: Actuals | None = None) -> Book:
    write_workbook(project, compute(project), path, actuals=actuals)
    return read(path)


Rows = list[list[Any]]


def rows_in(path: Path) -> Rows:
    """The values of the sheet of plan and fact."""
    sheet = openpyxl.load_workbook(path, data_only=True)[NAME]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def rows_of(rows: Rows, label: str) -> Rows:
    """The five rows of a figure: plan, fact, deviation, its share, forecast."""
    top = next(at for at, row in enumerate(rows) if row[0] == label)
    return rows[top + 1 : top + 6]


@pytest.fixture
def project() -> Project:
    return load_preset("online-service")


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook into which nothing was typed."""
    path = tmp_path_factory.mktemp("plain") / "book.xlsx"
    written(load_preset("online-service"), path)
    return path


def test_without_actual_figures_the_forecast_is_the_plan(project: Project, tmp_path: Path) -> None:
    written(project, tmp_path / "book.xlsx")
    rows, figures = rows_in(tmp_path / "book.xlsx"), compute(project)
    for key in KEYS:
        if key != CHECK:
            label = figures[key].label.into("ru")
            plan, fact, off, share, forecast = rows_of(rows, label)
            assert plan[5:17] == pytest.approx(forecast[5:17])
            assert not any((*fact[3:17], *off[3:17], *share[3:17]))


def test_typed_figures_give_deviations_to_date_and_a_forecast(
    project: Project, tmp_path: Path
) -> None:
    figures = compute(project)
    written(project, tmp_path / "book.xlsx", typed(figures))
    plan, fact, off, share, forecast = rows_of(rows_in(tmp_path / "book.xlsx"), "Новые сделки")
    months = figures["goals.deals"].months
    assert fact[3:8] == [220, None, 100, 120, None]
    assert off[3] == pytest.approx(220 - sum(months[:2]))
    assert share[3] == pytest.approx(220 / sum(months[:2]) - 1)
    assert forecast[3] == pytest.approx(220 + sum(months[2:]))
    assert plan[3] == figures["goals.deals"].total


def test_a_balance_goes_on_from_its_last_fact_by_the_planned_change(
    project: Project, tmp_path: Path
) -> None:
    figures = compute(project)
    written(project, tmp_path / "book.xlsx", typed(figures))
    cash = figures["result.cash"].months
    _plan, fact, off, _share, forecast = rows_of(
        rows_in(tmp_path / "book.xlsx"), figures["result.cash"].label.into("ru")
    )
    assert fact[3] == 800_000
    assert off[3] == pytest.approx(800_000 - cash[1])
    assert forecast[3] == pytest.approx(800_000 + cash[-1] - cash[1])


def test_the_client_base_opens_with_the_clients_of_all_products(
    project: Project, tmp_path: Path
) -> None:
    at_start = sum(product.clients_at_start for product in project.goals.products)
    assert at_start
    book = written(project, tmp_path / "book.xlsx")
    plan, *_rest, forecast = rows_of(rows_in(tmp_path / "book.xlsx"), "Действующие клиенты")
    assert (plan[4], forecast[4]) == (at_start, at_start)
    (again,) = recalculated([tmp_path / "book.xlsx"], tmp_path)
    assert differences(book, read(again)) == []


def test_recalculation_agrees_with_and_without_actual_figures(tmp_path: Path) -> None:
    paths, books = [], []
    for months in (1, 12, 36):
        project = with_answers(load_preset("wholesale"), company__horizon=months)
        path = tmp_path / f"{months}.xlsx"
        books.append(written(project, path, typed(compute(project))))
        paths.append(path)
    for book, again in zip(books, recalculated(paths, tmp_path), strict=True):
        assert differences(book, read(again)) == []


def test_what_was_typed_is_read_back(project: Project, tmp_path: Path) -> None:
    actuals = typed(compute(project))
    written(project, tmp_path / "book.xlsx", actuals)
    assert read_actuals(tmp_path / "book.xlsx") == actuals


def test_a_file_saved_without_values_of_formulas_is_read_too(
    project: Project, tmp_path: Path
) -> None:
    actuals = typed(compute(project))
    written(project, tmp_path / "book.xlsx", actuals)
    openpyxl.load_workbook(tmp_path / "book.xlsx").save(tmp_path / "saved.xlsx")
    assert read_actuals(tmp_path / "saved.xlsx") == actuals


def test_actual_figures_stay_with_their_month_when_the_plan_begins_later(
    project: Project, tmp_path: Path
) -> None:
    days = [date(month.year, month.month, 1) for month in compute(project).calendar]
    later = with_answers(project, company__start=days[1])
    actuals = {"goals.deals": {days[0]: 5.0, days[1]: 7.0}}
    written(later, tmp_path / "book.xlsx", actuals)
    rows = rows_in(tmp_path / "book.xlsx")
    assert rows_of(rows, "Новые сделки")[1][5] == 7
    kept = rows[[row[0] for row in rows].index("Факт за месяцы вне плана") + 2 :]
    assert [(row[0], row[2].date(), row[3]) for row in kept] == [("Новые сделки", days[0], 5)]
    assert read_actuals(tmp_path / "book.xlsx") == actuals


def test_a_kept_fact_can_be_corrected_and_erased(project: Project, tmp_path: Path) -> None:
    actuals = {"goals.deals": {date(2020, 1, 1): 5.0, date(2020, 2, 1): 7.0}}
    written(project, tmp_path / "book.xlsx", actuals)
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    sheet = book[NAME]
    first, second = (sheet.cell(row, 4) for row in (sheet.max_row - 1, sheet.max_row))
    assert not first.protection.locked
    first.value, second.value = 6, None
    book.save(tmp_path / "book.xlsx")
    assert read_actuals(tmp_path / "book.xlsx") == {"goals.deals": {date(2020, 1, 1): 6.0}}


def test_recalculation_agrees_where_facts_are_kept(tmp_path: Path) -> None:
    paths, books = [], []
    long_ago = {key: {date(2020, 1, 1): 5.0} for key in TYPED}
    for language in ("ru", "en"):
        project = with_answers(load_preset("wholesale"), company__language=language)
        path = tmp_path / f"{language}.xlsx"
        books.append(written(project, path, long_ago))
        paths.append(path)
        assert read_actuals(path) == long_ago
    for book, again in zip(books, recalculated(paths, tmp_path), strict=True):
        assert differences(book, read(again)) == []
        assert read_actuals(again) == long_ago


@pytest.mark.parametrize("value", ["=1+1", "много", True, None, 1e300])
def test_what_is_no_number_is_left_out(value: Any, plain: Path, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(plain)
    book[NAME]["F10"] = value
    book.save(tmp_path / "typed.xlsx")
    assert read_actuals(tmp_path / "typed.xlsx") == {}


def test_another_workbook_has_no_actual_figures(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "book.xlsx")
    assert read_actuals(tmp_path / "book.xlsx") == {}


def bomb() -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"xl/{number}.xml", bytes(90 * 2**20))
    return content.getvalue()


def with_entity(path: Path) -> bytes:
    """The workbook with a file of the system in its list of texts, if that were resolved."""
    content = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/workbook.xml":
                head = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
                text = text.replace(b"?>", b"?>" + head, 1)
            new.writestr(name, text)
    return content.getvalue()


@pytest.mark.parametrize("kind", ["text", "empty", "bomb", "entity", "cut"])
def test_a_damaged_or_hostile_file_is_refused_in_words(
    kind: str, plain: Path, tmp_path: Path
) -> None:
    whole = plain.read_bytes()
    makers: dict[str, Callable[[], bytes]] = {
        "text": lambda: b"figures typed by hand",
        "empty": lambda: b"",
        "bomb": bomb,
        "entity": lambda: with_entity(plain),
        "cut": lambda: whole[: len(whole) // 2],
    }
    content = makers[kind]()
    (tmp_path / "bad.xlsx").write_bytes(content)
    with pytest.raises(ActualsUnreadable) as refused:
        read_actuals(tmp_path / "bad.xlsx")
    assert "bad.xlsx" in refused.value.into("ru")


def test_a_file_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError):
        read_actuals(tmp_path / "none.xlsx")
