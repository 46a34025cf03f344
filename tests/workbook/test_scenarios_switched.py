"""A scenario chosen in the workbook's switch cell gives what the program gives for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl.formula.translate import Translator
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from tests.recalculation import (
    Book,
    differences,
    following_inputs,
    read,
    recalculated,
    same,
    typed,
)
from tests.workbook.projects import with_answers
from tests.workbook.test_recalculated import applied as answered
from tests.workbook.test_recalculated import cells_of, changed_inputs
from wizard.plan.figures import compute
from wizard.plan.scenarios import applied
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.project.scenarios import Change, ChangeHow, Scenario
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import Language, _
from wizard.workbook.arrangement import CHECKS
from wizard.workbook.book import write_workbook
from wizard.workbook.scenarios import BASE, SHEET

MULTIPLY, REPLACE = ChangeHow.MULTIPLY, ChangeHow.REPLACE
SWITCH = "C4"


def scenario(name: str, *changes: tuple[str, ChangeHow, float]) -> Scenario:
    """A scenario of these changes."""
    rows = tuple(
        Change(id=f"c{number}", path=path, how=how, value=value)
        for number, (path, how, value) in enumerate(changes)
    )
    return Scenario(id=name or "nameless", name=name, changes=rows)


def of_every_kind() -> Project:
    """Scenarios that replace and multiply single answers, columns, lists, whole numbers, tiers."""
    project = load_preset("online-service")
    first = project.goals.products[0].id
    role = next(pay for pay in project.motivation.pay if any(part.tiers for part in pay.components))
    part = next(part for part in role.components if part.tiers)
    path = f"motivation.pay.{role.id}.components.{part.id}"
    project = with_answers(project, **{f"{path}.method": "marginal"})
    found = (
        scenario(
            "price",
            (f"goals.products.{first}.price", REPLACE, 777.0),
            ("goals.products.*.price", MULTIPLY, 1.1),
            ("goals.products.*.price", MULTIPLY, 0.9),
            ("goals.season.3", MULTIPLY, 1.7),
            ("goals.growth", REPLACE, 0.3),
        ),
        scenario(
            "people",
            ("structure.roles.*.at_start", MULTIPLY, 1.5),
            ("structure.roles.*.norm", MULTIPLY, 0.8),
            ("motivation.pay.*.salary", MULTIPLY, 1.2),
            (f"{path}.tiers.*.rate", MULTIPLY, 1.5),
            ("motivation.attainment", REPLACE, 2),
        ),
        scenario(
            "PRICE", ("goals.funnel.*.conversion", MULTIPLY, 9), ("goals.growth", REPLACE, 50)
        ),
        scenario(
            "",
            ("goals.products.gone.price", MULTIPLY, 2),
            ("company.name", REPLACE, 2),
            ("company.horizon", REPLACE, 3),
            ("goals.channels.*.lead_cost", MULTIPLY, 2),
        ),
    )
    return replaced(project, "scenarios.scenarios", found)


def found_deals() -> Project:
    """A project whose deals are found from the profit wanted: each scenario finds its own."""
    project = with_answers(
        load_preset("digital-agency"), goals__goal_by="profit", goals__profit_year=5_000_000.0
    )
    return replaced(project, "scenarios.scenarios", project.scenarios.scenarios[:1])


def english() -> Project:
    """A project whose workbook is English, with one of its scenarios."""
    project = with_answers(load_preset("wholesale"), company__language="en")
    return replaced(project, "scenarios.scenarios", project.scenarios.scenarios[:1])


PROJECTS = {
    **{name: load_preset(name) for name in preset_names()},
    "english": english(),
    "every-kind": of_every_kind(),
    "found-deals": found_deals(),
}
CASES = [(name, at) for name in PROJECTS for at in range(len(PROJECTS[name].scenarios.scenarios))]
# Whose answers are changed in the workbook as well.
EDITED = "online-service"


def language_of(project: Project) -> Language:
    return "en" if project.company.language == "en" else "ru"


def sheet_of(project: Project) -> str:
    return SHEET.into(language_of(project))


def switched(book: Book, project: Project, number: int) -> dict[tuple[str, str], float | str]:
    """The entry that chooses the scenario with this number, from 0."""
    sheet = sheet_of(project)
    return {(sheet, SWITCH): book.values[sheet, f"{get_column_letter(BASE + 2 + number)}8"]}


@dataclass(frozen=True)
class Switched:
    """The workbooks as written, and after the switch as LibreOffice computed them."""

    written: dict[str, Book]
    found: dict[tuple[str, int], Book]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Switched:
    folder = tmp_path_factory.mktemp("switched")
    written, paths = {}, {}
    for name, project in PROJECTS.items():
        path = folder / f"{name}.xlsx"
        write_workbook(project, compute(project), path)
        book = written[name] = read(path)
        for number in range(len(project.scenarios.scenarios)):
            target = paths[name, number] = folder / f"{name}-{number}.xlsx"
            typed(path, switched(book, project, number), target)
    project, source = PROJECTS[EDITED], folder / f"{EDITED}.xlsx"
    edits = cells_of(project, changed_inputs(project))
    paths["edited", 0], paths["wrong", 0] = folder / "edited.xlsx", folder / "wrong.xlsx"
    typed(source, switched(written[EDITED], project, 0) | edits, paths["edited", 0])
    typed(source, {(sheet_of(project), SWITCH): "нет такого"}, paths["wrong", 0])
    found = recalculated(list(paths.values()), folder)
    return Switched(written, {key: read(path) for key, path in zip(paths, found, strict=True)})


def expected_of(project: Project, number: int, folder: Path) -> Book:
    """The workbook that the program writes for a project under a scenario."""
    taken = project.scenarios.scenarios[number]
    write_workbook(project, compute(applied(project, taken)), folder / "expected.xlsx")
    return read(folder / "expected.xlsx")


def without_horizon(project: Project) -> Project:
    """The project whose scenarios leave the term alone: another term is another workbook."""
    scenarios = tuple(
        one.model_copy(
            update={"changes": tuple(c for c in one.changes if c.path != "company.horizon")}
        )
        for one in project.scenarios.scenarios
    )
    return replaced(project, "scenarios.scenarios", scenarios)


def failed_checks(book: Book, project: Project) -> float:
    """The total of the checks sheet."""
    sheet = CHECKS.into(language_of(project))
    label = _("Всего расхождений").into(language_of(project))
    (cell,) = [at for (name, at), value in book.values.items() if (name, value) == (sheet, label)]
    return float(book.values[sheet, cell.replace("A", "D")])


@pytest.mark.parametrize(("name", "number"), CASES)
def test_a_scenario_switched_in_the_workbook_gives_what_the_program_computes_for_it(
    name: str, number: int, books: Switched, tmp_path: Path
) -> None:
    project = without_horizon(PROJECTS[name])
    expected, found = expected_of(project, number, tmp_path), books.found[name, number]
    assert expected.formulas == books.written[name].formulas
    assert differences(expected, found) == []
    assert failed_checks(found, project) == 0


def test_answers_changed_in_the_workbook_reach_the_scenario_that_is_switched_on(
    books: Switched, tmp_path: Path
) -> None:
    project, found = PROJECTS[EDITED], books.found["edited", 0]
    expected = following_inputs(
        expected_of(answered(project, changed_inputs(project)), 0, tmp_path)
    )
    assert differences(expected, found) == []
    base = books.written[EDITED].values
    assert sum(not same(base[cell], found.values[cell]) for cell in expected.formulas) > 500
    assert failed_checks(found, project) == 0


def test_the_book_counts_the_answers_changed_in_it(books: Switched) -> None:
    project = PROJECTS[EDITED]
    counts = {
        name: [
            book.values[place]
            for place, formula in book.formulas.items()
            if place[0] == sheet_of(project) and "<>" in formula
        ]
        for name, book in (
            ("as built", books.written[EDITED]),
            ("switched", books.found[EDITED, 1]),
            ("edited", books.found["edited", 0]),
        )
    }
    changed = len(changed_inputs(project))
    assert counts == {"as built": [0], "switched": [0], "edited": [changed]}


def test_a_switch_that_names_no_scenario_leaves_the_base_plan(books: Switched) -> None:
    different = differences(books.written[EDITED], books.found["wrong", 0])
    assert different
    assert all("сценарий_книги" in one for one in different)


def test_changes_that_the_book_cannot_take_are_told_on_its_sheet(books: Switched) -> None:
    values = books.written["every-kind"].values.items()
    told = " ".join(str(value) for (sheet, _cell), value in values if sheet == SHEET.into("ru"))
    assert "goals.products.gone.price: такого ответа в проекте больше нет" in told
    assert "company.name: такого ответа" in told
    assert "в книге этот ответ не переключается" in told


def test_scenarios_of_one_name_can_be_told_apart_in_the_switch(books: Switched) -> None:
    values = books.written["every-kind"].values
    names = [values[SHEET.into("ru"), f"{letter}8"] for letter in "DEFGH"]
    assert names == ["Базовый план", "price", "people", "PRICE 2", "Сценарий 4"]


def test_a_project_without_scenarios_has_no_sheet_of_them(tmp_path: Path) -> None:
    project = replaced(load_preset("wholesale"), "scenarios.scenarios", ())
    write_workbook(project, compute(project), tmp_path / "book.xlsx")
    assert SHEET.into("ru") not in {sheet for sheet, _cell in read(tmp_path / "book.xlsx").values}


def test_each_answer_has_one_formula_in_all_scenarios(books: Switched) -> None:
    rows: dict[int, dict[int, str]] = {}
    for (sheet, cell), formula in books.written["every-kind"].formulas.items():
        row, column = coordinate_to_tuple(cell)
        if sheet == SHEET.into("ru") and BASE + 1 < column < BASE + 6:
            rows.setdefault(row, {})[column] = formula
    assert len(rows) > 30
    for row, formulas in rows.items():
        assert len(formulas) == 4
        first = min(formulas)
        start = Translator(formulas[first], origin=f"{get_column_letter(first)}{row}")
        for column, formula in formulas.items():
            assert formula == start.translate_formula(f"{get_column_letter(column)}{row}")
