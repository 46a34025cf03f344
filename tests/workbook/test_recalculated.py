"""LibreOffice, forced to recalculate, finds in every cell the value that was stored."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.recalculation import Book, differences, following_inputs, read, recalculated, same, typed
from tests.workbook.projects import presets, variants
from wizard.plan.figures import compute
from wizard.project.edit import answer
from wizard.project.path import get
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.workbook.arrangement import INPUTS
from wizard.workbook.book import write_workbook
from wizard.workbook.inputs import arrange

BOOKS = {**presets(), **variants()}


def changed_inputs(project: Project) -> dict[str, float]:
    """Ten and more answers that a person would try out in the workbook, with other values."""
    changes = {"motivation.attainment": 1.15, "costs.opening_cash": 123_456.0}
    if "goals.deals_per_month" in compute(project).plan.inputs:
        changes["goals.deals_per_month"] = project.goals.deals_per_month * 1.3
    for product in project.goals.products:
        path = f"goals.products.{product.id}"
        changes |= {
            f"{path}.price": product.price * 1.1,
            f"{path}.churn": product.churn / 2 + 0.01,
            f"{path}.clients_at_start": product.clients_at_start + 7,
            f"{path}.prepaid": 0.4,
            f"{path}.delay": 2.0,
        }
    for stage in project.goals.funnel[1:]:
        changes[f"goals.funnel.{stage.id}.conversion"] = stage.conversion * 0.8
        changes[f"goals.funnel.{stage.id}.days"] = stage.days + 20
    channel = project.goals.channels[0]
    changes[f"goals.channels.{channel.id}.on"] = 0.0
    for role in project.structure.roles:
        changes[f"structure.roles.{role.id}.at_start"] = float(role.at_start + 1)
        changes[f"hiring.roles.{role.id}.turnover"] = 0.9
        changes[f"motivation.pay.{role.id}.salary"] = 61_000.0
    known = set(compute(project).plan.inputs)
    columns = {"clients_at_start", "at_start", "days", "price"}
    return {
        path: value
        for path, value in changes.items()
        if path in known or path.rpartition(".")[2] in columns
    }


def applied(project: Project, changes: dict[str, float]) -> Project:
    """The project with the same answers given in the program."""
    for path, value in changes.items():
        kind = type(get(project, path))
        project = answer(project, path, kind(value))
    return project


@dataclass(frozen=True)
class Recalculated:
    """Workbooks as written and as LibreOffice saved them."""

    written: dict[str, Book]
    found: dict[str, Book]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Recalculated:
    folder = tmp_path_factory.mktemp("books")
    written: dict[str, Path] = {}
    for name, project in BOOKS.items():
        written[name] = folder / f"{name}.xlsx"
        write_workbook(project, compute(project), written[name])
    for name in preset_names():
        project = load_preset(name)
        changes = changed_inputs(project)
        assert len(changes) >= 10
        path = written[f"{name}-changed"] = folder / f"{name}-changed.xlsx"
        typed(written[f"{name}-ru"], cells_of(project, changes), path)
    found = recalculated(list(written.values()), folder)
    return Recalculated(
        {name: read(path) for name, path in written.items()},
        {name: read(path) for name, path in zip(written, found, strict=True)},
    )


def cells_of(project: Project, changes: dict[str, float]) -> dict[tuple[str, str], float | str]:
    """The cells of the workbook in which these answers are typed, with their values."""
    inputs = arrange(project, compute(project), "ru", INPUTS.into("ru"))
    found: dict[tuple[str, str], float | str] = {}
    for path, value in changes.items():
        sheet, _mark, cell = inputs.typed[path].partition("!")
        found[sheet.strip("'"), cell.replace("$", "")] = value
    return found


@pytest.mark.parametrize("name", BOOKS)
def test_every_recalculated_cell_equals_its_stored_value(name: str, books: Recalculated) -> None:
    assert len(books.written[name].formulas) > 100
    assert differences(books.written[name], books.found[name]) == []


@pytest.mark.parametrize("name", preset_names())
def test_inputs_changed_in_the_workbook_give_what_the_program_gives(
    name: str, books: Recalculated, tmp_path: Path
) -> None:
    project = load_preset(name)
    again = applied(project, changed_inputs(project))
    write_workbook(again, compute(again), tmp_path / "expected.xlsx")
    expected = following_inputs(read(tmp_path / "expected.xlsx"))
    assert differences(expected, books.found[f"{name}-changed"]) == []
    before = books.written[f"{name}-ru"].values
    moved = [cell for cell in expected.formulas if not same(before[cell], expected.values[cell])]
    assert len(moved) > 500


def test_no_cell_holds_an_error_value(books: Recalculated) -> None:
    for name, book in books.found.items():
        errors = [
            place
            for place, value in book.values.items()
            if isinstance(value, str) and value.startswith("#")
        ]
        assert not errors, name
