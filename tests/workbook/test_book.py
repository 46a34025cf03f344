"""What a person may rely on: the file is whole, opens anywhere, and holds their words as words."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.recalculation import Book, read
from tests.workbook.projects import with_answers
from wizard.errors import UserError
from wizard.plan.figures import compute
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.workbook.arrangement import INPUTS, SUMMARY
from wizard.workbook.book import WorkbookCancelled, write_workbook

HOSTILE = [
    '=HYPERLINK("http://evil.example","нажми")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "=1+1",
    "{=1+1}",
    "https://evil.example",
    "internal:A1",
    "mailto:a@b.c",
    "file:///etc/passwd",
    "\x00\x01control\x1f\ud800",
    "_x0041_",
    "5 & <b>\"кавычки\" 'один' </b>",
    "я" * 40_000,
    "🙂" * 20_000,
    "",
]


def renamed(project: Project, text: str) -> Project:
    """The project with a text in every name that a person types."""
    paths = [
        "company.name",
        "company.legal_name",
        *(f"goals.products.{row.id}.name" for row in project.goals.products),
        *(f"goals.funnel.{row.id}.name" for row in project.goals.funnel),
        *(f"goals.channels.{row.id}.name" for row in project.goals.channels),
        *(f"structure.roles.{row.id}.title" for row in project.structure.roles),
        *(f"costs.items.{row.id}.name" for row in project.costs.items),
        *(f"automation.tools.{row.id}.name" for row in project.automation.tools),
        *(f"automation.crm.{name}" for name in ("statuses", "fields", "tasks", "integrations")),
        *(f"structure.responsibility.{row.id}.name" for row in project.structure.responsibility),
        *(f"launch.tasks.{row.id}.action" for row in project.launch.tasks),
    ]
    for path in paths:
        project = answer(project, path, text)
    return project


def written(project: Project, path: Path) -> Path:
    write_workbook(project, compute(project), path)
    return path


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Book:
    path = tmp_path_factory.mktemp("plain") / "plain.xlsx"
    return read(written(load_preset("online-service"), path))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_a_person_typed_is_never_a_formula_or_a_link(
    text: str, plain: Book, tmp_path: Path
) -> None:
    path = written(renamed(load_preset("online-service"), text), tmp_path / "hostile.xlsx")
    hostile = read(path)
    assert hostile.formulas.keys() == plain.formulas.keys()
    links = []
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            content = archive.read(name).decode("utf-8", "strict")
            assert 'TargetMode="External"' not in content, name
            links += re.findall(r"<hyperlink [^>]*>", content)
    assert links
    assert all(" location=" in link and " r:id=" not in link for link in links)
    longest = max(len(value) for value in hostile.values.values() if isinstance(value, str))
    assert longest <= 32_767


@pytest.mark.parametrize("text", ["я" * 40_000, "слово " * 9_000])
def test_no_row_is_taller_than_a_spreadsheet_allows(text: str, tmp_path: Path) -> None:
    path = written(renamed(load_preset("online-service"), text), tmp_path / "tall.xlsx")
    with zipfile.ZipFile(path) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if "sheet" in name]
    heights = [float(height) for sheet in sheets for height in re.findall(r' ht="([\d.]+)"', sheet)]
    assert heights
    assert max(heights) <= 409


def test_a_text_too_long_for_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    project = renamed(load_preset("online-service"), "я" * 40_000)
    values = read(written(project, tmp_path / "long.xlsx")).values.values()
    cut = [value for value in values if isinstance(value, str) and len(value) > 30_000]
    assert cut
    assert all(value.endswith("(текст сокращён, полностью — в программе)") for value in cut)


def test_an_empty_project_writes_a_calm_workbook(tmp_path: Path) -> None:
    book = read(written(Project(), tmp_path / "empty.xlsx"))
    numbers = [value for value in book.values.values() if isinstance(value, float)]
    assert len(numbers) > 100
    assert not [value for value in book.values.values() if str(value).startswith("#")]


@pytest.mark.parametrize("months", [1, 7, 12, 36, 60])
def test_the_horizon_sets_the_number_of_month_columns(months: int, tmp_path: Path) -> None:
    project = with_answers(load_preset("online-service"), company__horizon=months)
    path = written(project, tmp_path / "book.xlsx")
    sheet = openpyxl.load_workbook(path)["Цели"]
    assert sheet.max_column == 5 + months


def test_the_workbook_speaks_the_language_of_the_project(tmp_path: Path) -> None:
    english = with_answers(load_preset("online-service"), company__language="en")
    sheets = openpyxl.load_workbook(written(english, tmp_path / "en.xlsx")).sheetnames
    assert len(sheets) == len(set(sheets))
    assert SUMMARY.into("en") in sheets


def test_other_programs_reopen_the_file(tmp_path: Path) -> None:
    path = written(load_preset("wholesale"), tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == [SUMMARY.into("ru"), INPUTS.into("ru")]
    assert book.active is not None
    assert book.active.title == SUMMARY.into("ru")
    book.save(tmp_path / "again.xlsx")


def test_a_target_that_is_a_folder_is_refused_in_words(tmp_path: Path) -> None:
    project = load_preset("online-service")
    with pytest.raises(UserError) as refused:
        write_workbook(project, compute(project), tmp_path)
    assert str(tmp_path) in refused.value.into("ru")


def test_a_file_that_may_not_be_written_stays_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")
    path.chmod(0o444)
    project = load_preset("online-service")
    with pytest.raises(UserError):
        write_workbook(project, compute(project), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_cancelled_workbook_leaves_the_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")
    project = load_preset("online-service")
    with pytest.raises(WorkbookCancelled):
        write_workbook(project, compute(project), path, cancelled=lambda: True)
    assert path.read_bytes() == b"old"


def test_the_same_project_gives_the_same_cells(tmp_path: Path) -> None:
    project: Any = load_preset("digital-agency")
    one, two = written(project, tmp_path / "1.xlsx"), written(project, tmp_path / "2.xlsx")
    assert read(one) == read(two)
