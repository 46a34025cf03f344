"""Rules of the package: what it consists of, what it is called, and that building again is safe."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from threading import Event
from zipfile import ZipFile

import openpyxl
import pytest

from wizard.documents import package
from wizard.documents.catalogue import catalogue
from wizard.documents.package import BuildCancelled, build_package
from wizard.documents.setting.layout import Document
from wizard.documents.word.word import drawing_png
from wizard.errors import UserError
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.texts import Text, Verbatim
from wizard.workbook.actuals import read_actuals

BOOK = "План и бюджет отдела продаж.xlsx"
BESIDE = "План и бюджет отдела продаж (новый).xlsx"
CLIENT_BOOK = "Книга для клиента.pdf"
PLAN_WORD, PLAN_PDF = "Документы/Word/План продаж.docx", "Документы/PDF/План продаж.pdf"


def with_documents(project: Project, wanted: set[str]) -> Project:
    """The project with these documents alone: a test needs no more."""
    rows = tuple(
        DocumentChoice(id=template.id, wanted=Wanted.YES if template.id in wanted else Wanted.NO)
        for template in catalogue("ru")
    )
    return answer(project, "documentation.documents", rows)


@pytest.fixture
def project() -> Project:
    return with_documents(load_preset("online-service"), {"sales-plan"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Пакет"


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_both_books_lie_at_the_top_and_each_document_below_in_word_and_pdf(
    project: Project, folder: Path
) -> None:
    report = build_package(project, folder)
    assert files(folder) == {"manifest.json", BOOK, CLIENT_BOOK, PLAN_WORD, PLAN_PDF}
    assert set(report.made) == {BOOK, CLIENT_BOOK, PLAN_WORD, PLAN_PDF}
    assert (folder / CLIENT_BOOK).read_bytes().startswith(b"%PDF")
    assert (folder / BOOK).read_bytes().startswith(b"PK")
    assert (folder / PLAN_WORD).read_bytes().startswith(b"PK")
    assert (folder / PLAN_PDF).read_bytes().startswith(b"%PDF")


def test_an_english_package_has_english_names(project: Project, folder: Path) -> None:
    english = answer(project, "company.language", "en")
    build_package(english, folder, only="workbook")
    assert files(folder) == {"manifest.json", "Sales department plan and budget.xlsx"}


def test_the_manifest_names_the_template_of_each_document(project: Project, folder: Path) -> None:
    build_package(project, folder, only="documents")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert {item["template"] for item in manifest["files"]} == {"sales-plan"}
    assert all(item["version"] for item in manifest["files"])


def test_one_part_can_be_built_without_touching_the_other(project: Project, folder: Path) -> None:
    build_package(project, folder, only="documents")
    assert files(folder) == {"manifest.json", PLAN_WORD, PLAN_PDF}
    before = (folder / PLAN_WORD).read_bytes()
    build_package(project, folder, only="workbook")
    assert files(folder) == {"manifest.json", BOOK, PLAN_WORD, PLAN_PDF}
    assert (folder / PLAN_WORD).read_bytes() == before


def test_building_again_after_a_change_renews_all_but_what_was_edited(
    project: Project, folder: Path
) -> None:
    build_package(project, folder)
    (folder / PLAN_WORD).write_bytes(b"edited by hand")
    book, pdf = (folder / BOOK).read_bytes(), (folder / PLAN_PDF).read_bytes()
    report = build_package(answer(project, "goals.products.start.price", 700.0), folder)
    assert report.kept == (PLAN_WORD,)
    assert (folder / PLAN_WORD).read_bytes() == b"edited by hand"
    assert (folder / "Документы/Word/План продаж (новый).docx").exists()
    assert (folder / BOOK).read_bytes() != book
    assert (folder / PLAN_PDF).read_bytes() != pdf


def test_a_workbook_that_was_edited_is_kept_and_the_new_one_lies_beside_it(
    project: Project, folder: Path
) -> None:
    build_package(project, folder, only="workbook")
    (folder / BOOK).write_bytes(b"figures typed by hand")
    report = build_package(project, folder, only="workbook")
    assert (folder / BOOK).read_bytes() == b"figures typed by hand"
    assert report.kept == (BOOK,)
    assert BESIDE in files(folder)


def test_actual_figures_typed_into_the_workbook_stand_in_the_next_one_too(
    project: Project, folder: Path
) -> None:
    build_package(project, folder, only="workbook")
    book = openpyxl.load_workbook(folder / BOOK)
    book["План — факт"]["F10"] = 77
    book.save(folder / BOOK)
    edited = (folder / BOOK).read_bytes()
    build_package(project, folder, only="workbook")
    assert (folder / BOOK).read_bytes() == edited
    beside = folder / BESIDE
    actuals = read_actuals(beside)
    assert [list(found.values()) for found in actuals.values()] == [[77.0]]
    build_package(answer(project, "goals.products.start.price", 700.0), folder, only="workbook")
    assert read_actuals(beside) == actuals


def test_no_fact_is_lost_when_the_plan_moves_away_from_its_month_and_back(
    project: Project, folder: Path
) -> None:
    later = answer(project, "company.start", date(2027, 7, 1))
    assert project.company.start == date(2027, 1, 1)
    build_package(project, folder, only="workbook")
    book = openpyxl.load_workbook(folder / BOOK)
    book["План — факт"]["F10"] = 77
    book.save(folder / BOOK)
    facts = read_actuals(folder / BOOK)
    build_package(project, folder, only="workbook")
    (folder / BESIDE).replace(folder / BOOK)  # the old one is thrown away
    report = build_package(later, folder, only="workbook")
    assert files(folder) == {"manifest.json", BOOK}
    assert read_actuals(folder / BOOK) == facts
    assert "(январь 2027)" in report.attention[0].into("ru")
    assert "(January 2027)" in report.attention[0].into("en")
    report = build_package(project, folder, only="workbook")
    assert openpyxl.load_workbook(folder / BOOK)["План — факт"]["F10"].value == 77
    assert report.attention == ()


def test_facts_that_an_untouched_workbook_lacks_come_from_the_one_they_were_typed_into(
    project: Project, folder: Path
) -> None:
    build_package(project, folder, only="workbook")
    empty = (folder / BOOK).read_bytes()
    book = openpyxl.load_workbook(folder / BOOK)
    book["План — факт"]["F10"] = 77
    book.save(folder / BOOK)
    facts = read_actuals(folder / BOOK)
    build_package(project, folder, only="workbook")
    (folder / BESIDE).write_bytes(empty)  # as a build laid it that lost them
    build_package(project, folder, only="workbook")
    assert read_actuals(folder / BESIDE) == facts
    book = openpyxl.load_workbook(folder / BESIDE)
    book["План — факт"]["F10"] = None
    book.save(folder / BESIDE)
    build_package(project, folder, only="workbook")
    assert read_actuals(folder / BESIDE.replace("новый", "новый 2")) == {}


def test_a_workbook_whose_actual_figures_cannot_be_read_is_told(
    project: Project, folder: Path
) -> None:
    build_package(project, folder, only="workbook")
    (folder / BOOK).write_bytes(b"no workbook any more")
    report = build_package(project, folder, only="workbook")
    assert any("Факт" in text.into("ru") for text in report.attention)


def test_a_document_that_is_no_longer_wanted_goes(project: Project, folder: Path) -> None:
    build_package(project, folder, only="documents")
    build_package(with_documents(project, set()), folder, only="documents")
    assert files(folder) == {"manifest.json"}


def test_a_file_in_place_of_the_folder_is_told_before_the_work(
    project: Project, folder: Path
) -> None:
    folder.write_text("mine", encoding="utf-8")
    told: list[int] = []
    with pytest.raises(UserError, match="файл, а пакету нужна папка"):
        build_package(project, folder, progress=lambda done, _of, _what: told.append(done))
    assert told == []


def test_a_cancelled_package_leaves_nothing(project: Project, tmp_path: Path) -> None:
    told: list[int] = []

    def progress(done: int, _of: int, _what: Text | Verbatim) -> None:
        told.append(done)

    with pytest.raises(BuildCancelled):
        build_package(
            project, tmp_path / "out", progress=progress, cancelled=lambda: len(told) >= 1
        )
    assert told == [0]
    assert list(tmp_path.iterdir()) == []


def test_a_package_is_cancelled_while_its_pages_are_being_set(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, told = Event(), list[str]()
    monkeypatch.setattr(package, "prepared_pdf", lambda _document: held.wait)

    def progress(_done: int, _of: int, what: Text | Verbatim) -> None:
        told.append(what.into("ru"))

    try:
        with pytest.raises(BuildCancelled):
            build_package(
                project,
                tmp_path / "out",
                progress=progress,
                cancelled=lambda: any("PDF" in line for line in told),
            )
        assert not held.is_set()
        assert list(tmp_path.iterdir()) == []
    finally:
        held.set()


def test_a_pdf_that_fails_says_why_and_leaves_the_rest_to_be_built(
    project: Project, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing() -> bytes:
        raise UserError(Text("Страница не помещается"))

    monkeypatch.setattr(package, "prepared_pdf", lambda _document: failing)
    report = build_package(project, folder, only="documents")
    assert report.made == (PLAN_WORD,)
    told = [text.into("ru") for text in report.attention]
    assert [PLAN_PDF in text and "Страница не помещается" in text for text in told] == [True]


def test_the_report_follows_the_order_of_the_package(folder: Path) -> None:
    project = with_documents(load_preset("online-service"), {"sales-plan", "job-description"})
    told: list[int] = []
    report = build_package(project, folder, progress=lambda done, _of, _what: told.append(done))
    assert report.made == build_package(project, folder).made
    assert report.made[:3] == (BOOK, PLAN_WORD, PLAN_PDF)
    words = [Path(name).stem for name in report.made if name.endswith(".docx")]
    pdfs = [Path(name).stem for name in report.made if name.endswith(".pdf")]
    assert pdfs == [*words, Path(CLIENT_BOOK).stem]
    assert told == sorted(told)


def test_a_drawing_of_several_documents_is_drawn_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[tuple[str, float]] = []

    def draw(document: Document, name: str, width: float) -> bytes:
        drawn.append((name, width))
        return drawing_png(document, name, width)

    monkeypatch.setattr(package, "drawing_png", draw)
    project = with_documents(load_preset("online-service"), {"sales-plan", "sales-process"})
    build_package(project, folder, only="documents")
    assert "funnel" in {name for name, _width in drawn}
    assert len(drawn) == len(set(drawn))
    media = [
        name
        for path in (folder / "Документы/Word").iterdir()
        for name in ZipFile(path).namelist()
        if "/media/" in name
    ]
    assert len(media) > len(drawn)


def test_progress_names_each_file_in_its_turn(project: Project, folder: Path) -> None:
    told: list[str] = []

    def progress(done: int, of: int, what: Text | Verbatim) -> None:
        told.append(f"{done}/{of} {what.into('ru')}")

    build_package(project, folder, only="documents", progress=progress)
    assert [line.partition(" ")[0] for line in told] == ["0/1", "0/2", "1/2", "2/2"]
    assert "DOCX" in told[1]


def test_roles_of_one_title_get_files_of_their_own(folder: Path) -> None:
    project = load_preset("online-service")
    for role in ("head", "manager", "account"):
        project = answer(project, f"structure.roles.{role}.title", "Менеджер: «А/Б»")
    build_package(with_documents(project, {"job-description"}), folder, only="documents")
    names = {path.name for path in (folder / "Документы/Word").iterdir()}
    assert len(names) == 3
    assert all(not set('<>:"/\\|?*') & set(name) for name in names)
