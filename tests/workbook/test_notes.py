"""Notes at answers reach the inputs sheet: at their cells, and in a list that misses none."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from wizard.plan.figures import compute
from wizard.project.edit import aligned, with_note
from wizard.project.path import get
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.workbook.arrangement import INPUTS
from wizard.workbook.book import write_workbook

NOTES = {
    "goals.growth": "по трём прошлым годам",
    "goals.products.start.price": "прайс от мая\n= 50*12",
    "goals.season.11": "=1+1",
    "goals.products.start.name": "так в договоре",
}


@pytest.fixture
def noted() -> Project:
    project = aligned(load_preset("online-service"))
    for path, text in NOTES.items():
        project = with_note(project, path, text)
    return project


def test_a_note_stands_at_its_cell_and_in_the_list(tmp_path: Path, noted: Project) -> None:
    path = tmp_path / "план.xlsx"
    write_workbook(noted, compute(noted), path)
    sheet = openpyxl.load_workbook(path)[INPUTS.into("ru")]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    comments = {cell.comment.text: cell for cell in cells if cell.comment is not None}
    assert set(comments) == {NOTES[path] for path in NOTES if not path.endswith("name")}
    assert comments["прайс от мая\n= 50*12"].value == get(noted, "goals.products.start.price")
    texts = [cell for cell in cells if cell.data_type == "s"]
    for note in NOTES.values():
        assert note in [cell.value for cell in texts]
    listed = next(cell for cell in texts if cell.value == "так в договоре")
    assert "Тариф «Старт»" in str(sheet.cell(listed.row, 1).value)


def test_a_book_without_notes_has_no_list_of_them(tmp_path: Path) -> None:
    project = aligned(load_preset("online-service"))
    path = tmp_path / "план.xlsx"
    write_workbook(project, compute(project), path)
    sheet = openpyxl.load_workbook(path)[INPUTS.into("ru")]
    assert "Заметки" not in [cell.value for row in sheet.iter_rows() for cell in row]
