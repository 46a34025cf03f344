"""The launch sheet: live dates by working days, marks of what is done, limits on entries."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.recalculation import read, recalculated
from wizard.plan.figures import compute
from wizard.plan.launch import schedule
from wizard.project.edit import answer
from wizard.project.launch import Launch, LaunchTask
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.workbook.book import write_workbook
from wizard.workbook.launch import SHEET

NAME = SHEET.into("ru")
FIRST = 5


def written(project: Project, path: Path) -> Path:
    write_workbook(project, compute(project), path)
    return path


def sheet_of(path: Path, *, values: bool = True) -> Worksheet:
    found = openpyxl.load_workbook(path, data_only=values)[NAME]
    assert isinstance(found, Worksheet)
    return found


def day(value: Any) -> date:
    assert isinstance(value, datetime)
    return value.date()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(load_preset("wholesale"), tmp_path_factory.mktemp("launch") / "book.xlsx")


def test_each_task_stands_with_its_owner_dates_and_what_it_waits_for(book: Path) -> None:
    project = load_preset("wholesale")
    tasks = [task for task in schedule(project, compute(project)) if not task.automatic]
    numbers = {task.id: number for number, task in enumerate(tasks, 1)}
    sheet = sheet_of(book)
    for row, task in enumerate(tasks, FIRST):
        cells = [cell.value for cell in sheet[row]]
        assert cells[:4] == [
            row - FIRST + 1,
            task.action.into("ru"),
            task.stage.title_text.into("ru"),
            task.owner,
        ]
        assert (day(cells[4]), day(cells[5])) == (task.start, task.due)
        assert cells[6] == task.days
        waits = sorted(numbers[one] for one in task.after)
        assert (cells[7] or "") == ", ".join(map(str, waits))
        assert cells[8] == task.slack
        assert cells[9] == 0


def test_dates_look_like_dates(book: Path) -> None:
    cell = sheet_of(book)["E5"]
    assert cell.is_date
    assert cell.number_format == "dd.mm.yyyy"


def test_durations_and_done_are_open_and_starts_only_where_nothing_is_waited_for(
    book: Path,
) -> None:
    sheet = sheet_of(book, values=False)
    for row, task in enumerate((one for one in schedule(*planned()) if not one.automatic), FIRST):
        assert not sheet[f"G{row}"].protection.locked
        assert not sheet[f"J{row}"].protection.locked
        assert sheet[f"K{row}"].protection.locked == bool(task.after)
        assert sheet[f"E{row}"].protection.locked
    covered = {str(place) for rule in sheet.data_validations.dataValidation for place in rule.sqref}
    assert {"G5", "J5", "K5"} <= covered


def planned() -> Any:
    project = load_preset("wholesale")
    return project, compute(project)


def test_the_dates_follow_the_first_month_and_a_duration_changed_in_the_workbook(
    tmp_path: Path,
) -> None:
    project = load_preset("online-service")
    path = written(project, tmp_path / "book.xlsx")
    first, *_rest = [task for task in schedule(project, compute(project)) if not task.automatic]
    changed = replaced(project, "company.start", date(2027, 4, 1))
    changed = answer(changed, f"launch.tasks.{first.id}.days", first.days + 4)
    book = openpyxl.load_workbook(path)
    where = book.defined_names["первый_месяц_плана"].attr_text
    inputs, _mark, cell = where.rpartition("!")
    book[inputs.strip("'")][cell.replace("$", "")].value = datetime(2027, 4, 1)
    book[NAME][f"G{FIRST}"].value = first.days + 4
    book.save(tmp_path / "changed.xlsx")
    (found,) = recalculated([tmp_path / "changed.xlsx"], tmp_path)
    sheet = sheet_of(found)
    tasks = {one.action.into("ru"): one for one in schedule(changed, compute(changed))}
    rows = range(FIRST, FIRST + len(project.launch.tasks))
    for row in rows:
        task = tasks[str(sheet[f"B{row}"].value)]
        assert day(sheet[f"E{row}"].value) == task.start
        assert day(sheet[f"F{row}"].value) == task.due
        assert sheet[f"I{row}"].value == task.slack


def test_the_first_hiring_of_each_role_stands_below_the_tasks(book: Path) -> None:
    project, figures = planned()
    found = read(book)
    automatic = [task for task in schedule(project, figures) if task.automatic]
    assert automatic
    sheet = sheet_of(book)
    below = {
        str(row[1].value): row
        for row in sheet.iter_rows(min_row=FIRST + len(project.launch.tasks) + 1)
        if row[1].value
    }
    titles = {role.id: role.title for role in project.structure.roles}
    for task in automatic:
        row = below[titles[task.id.partition(":")[2]]]
        assert (day(row[4].value), day(row[5].value)) == (task.start, task.due)
    assert any("WORKDAY.INTL" in formula for formula in found.formulas.values())


def test_a_project_without_tasks_has_a_calm_sheet(tmp_path: Path) -> None:
    sheet = sheet_of(written(Project(), tmp_path / "empty.xlsx"))
    assert sheet["B5"].value == "Задач пока нет."


def test_many_waits_are_taken_in_groups(tmp_path: Path) -> None:
    many = tuple(LaunchTask(id=f"t{number}", days=number % 7 + 1) for number in range(450))
    last = LaunchTask(id="last", after=tuple(task.id for task in many))
    project = Project(launch=Launch(tasks=(*many, last)))
    path = written(project, tmp_path / "many.xlsx")
    formula = sheet_of(path, values=False)[f"K{FIRST + 450}"].value
    assert str(formula).startswith("=MAX(MAX(")
    assert sheet_of(path)[f"K{FIRST + 450}"].value == 7


def test_what_a_person_typed_in_a_task_is_never_a_formula(tmp_path: Path) -> None:
    task = LaunchTask(id="a", action="=1+1", other_owner="@SUM(A1)\x00")
    sheet = sheet_of(written(Project(launch=Launch(tasks=(task,))), tmp_path / "b.xlsx"))
    assert (sheet["B5"].value, sheet["D5"].value) == ("=1+1", "@SUM(A1)")
    assert sheet["B5"].data_type == "s"
