"""The sheet of documents and rules says what the project says, and stays a sheet of texts."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from wizard.plan.figures import compute
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.workbook.book import write_workbook


def texts(project: Project, folder: Path) -> list[str]:
    path = folder / "book.xlsx"
    write_workbook(project, compute(project), path, titles={"sales-plan": "План продаж"})
    sheet = openpyxl.load_workbook(path)["Документы"]
    return [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("name", preset_names())
def test_register_and_process_map_stand_on_the_sheet(name: str, tmp_path: Path) -> None:
    project = load_preset(name)
    found = texts(project, tmp_path)
    assert "План продаж" in found, "the register names documents, not their ids"
    for stage in project.goals.funnel:
        assert stage.name in found
    for report in project.documentation.reports:
        assert report.name in found
    step = project.documentation.process[0]
    assert step.actions in found
    assert ("Подготовка предложений" in found) is project.documentation.proposals.used


def test_typed_text_stays_text(tmp_path: Path) -> None:
    project = load_preset("online-service")
    stage = project.documentation.process[0].id
    hostile = '=HYPERLINK("http://x")'
    project = replaced(project, f"documentation.process.{stage}.actions", hostile)
    write_workbook(project, compute(project), tmp_path / "book.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "book.xlsx")["Документы"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == hostile]
    assert [cell.data_type for cell in cells] == ["s"]


def test_an_empty_project_says_where_to_fill_in(tmp_path: Path) -> None:
    assert any("этап «Документы»" in text for text in texts(Project(), tmp_path))
