"""The CRM sheet and the matrix: every answer stands there, conversions follow the inputs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from tests.workbook.projects import with_answers
from wizard.plan.figures import compute
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.workbook.book import write_workbook
from wizard.workbook.setup import CRM, MATRIX


def sheet_of(project: Project, folder: Path, name: str, *, values: bool = True) -> Any:
    write_workbook(project, compute(project), folder / "book.xlsx")
    return openpyxl.load_workbook(folder / "book.xlsx", data_only=values)[name]


def texts(sheet: Any) -> list[str]:
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_every_line_of_the_crm_answers_has_a_row(tmp_path: Path) -> None:
    project = load_preset("wholesale")
    found = texts(sheet_of(project, tmp_path, CRM.into("ru")))
    crm = project.automation.crm
    for text in (crm.statuses, crm.fields, crm.rights, crm.tasks, crm.reports, crm.integrations):
        assert set(text.splitlines()) <= set(found)


def test_the_pipeline_shows_the_conversions_as_links_to_the_inputs(tmp_path: Path) -> None:
    project = load_preset("wholesale")
    values = sheet_of(project, tmp_path, CRM.into("ru"))
    formulas = sheet_of(project, tmp_path, CRM.into("ru"), values=False)
    for row, stage in enumerate(project.goals.funnel, 5):
        assert (values[f"A{row}"].value, values[f"B{row}"].value) == (stage.name, stage.conversion)
    assert any(str(formulas[f"B{row}"].value).startswith("=") for row in range(5, 9))


def test_a_role_has_the_letters_of_all_its_parts_in_a_step(tmp_path: Path) -> None:
    project = load_preset("wholesale")
    sheet = sheet_of(project, tmp_path, MATRIX.into("ru"))
    roles = [role.id for role in project.structure.roles]
    step = project.structure.responsibility[0]
    row = {role: sheet.cell(5, column).value for column, role in enumerate(roles, 2)}
    assert row[step.accountable] == "О, И"
    assert [row[role] for role in step.consulted] == ["С"] * len(step.consulted)
    assert [row[role] for role in step.informed] == ["З"] * len(step.informed)
    assert sum(bool(letters) for letters in row.values()) == 3


def test_an_english_matrix_has_english_letters(tmp_path: Path) -> None:
    project = with_answers(load_preset("wholesale"), company__language="en")
    assert "A, R" in texts(sheet_of(project, tmp_path, MATRIX.into("en")))


def test_an_empty_project_has_calm_sheets(tmp_path: Path) -> None:
    assert sheet_of(Project(), tmp_path, CRM.into("ru"))["A5"].value == "Этапов пока нет."
    assert sheet_of(Project(), tmp_path, MATRIX.into("ru"))["A5"].value == "Шагов пока нет."
