"""Rules of comparing packages: texts line by line, workbooks row by row, and what came and went."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from wizard.documents.catalogue import catalogue
from wizard.documents.changes import line_changes, package_changes
from wizard.documents.package import build_package
from wizard.documents.word.word_text import NotWord, word_lines
from wizard.errors import UserError
from wizard.plan.comparison import figure_changes
from wizard.plan.figures import compute
from wizard.project.company import Currency
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.edit import answer
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset

PLAN = "Документы/Word/План продаж.docx"


@pytest.fixture
def project() -> Project:
    """A project with few papers, so that building it is quick."""
    few = {"sales-plan", "budget", "pay"}
    rows = tuple(
        DocumentChoice(id=one.id, wanted=Wanted.YES if one.id in few else Wanted.NO)
        for one in catalogue("ru")
    )
    return answer(load_preset("online-service"), "documentation.documents", rows)


def word(*lines: str) -> bytes:
    document = WordDocument()
    for line in lines:
        document.add_paragraph(line)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Выручка", "100"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def test_a_word_file_reads_as_its_paragraphs_and_rows() -> None:
    assert word_lines(word("Первый", "", "Второй & <третий>")) == [
        "Первый",
        "Второй & <третий>",
        "Выручка | 100",
    ]


@pytest.mark.parametrize("content", [b"", b"text", word("a")[:300]])
def test_what_is_no_word_file_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(NotWord):
        word_lines(content)


def test_an_entity_of_the_system_is_not_read() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            "<w:body><w:p><w:r><w:t>a&e;b</w:t></w:r></w:p></w:body></w:document>",
        )
    assert "root" not in "".join(word_lines(content.getvalue()))


def test_a_rewritten_line_is_one_change_with_both_sides() -> None:
    found = line_changes(["a", "b", "c"], ["a", "B", "c", "d"])
    assert [(one.before, one.after) for one in found] == [("b", "B"), ("", "d")]


def test_a_second_build_tells_what_its_texts_and_figures_say_otherwise(
    project: Project, tmp_path: Path
) -> None:
    first = build_package(project, tmp_path / "p", only="documents")
    assert first.changes == ()
    assert first.figures == ()
    again = build_package(project, tmp_path / "p", only="documents")
    assert again.changes == ()
    assert again.figures == ()
    new = replaced(project, "goals.deals_per_month", 170.0)
    report = build_package(new, tmp_path / "p", only="documents")
    plan = next(one for one in report.changes if "План продаж" in one.place)
    assert any("1 800" in line.before.replace("\u00a0", " ") for line in plan.lines)
    assert any("2 040" in line.after.replace("\u00a0", " ") for line in plan.lines)
    figures = [text.into("ru").replace("\u00a0", " ") for text in report.figures]
    assert any(text.endswith("1 800 сделок → 2 040 сделок") for text in figures)
    manifest = json.loads((tmp_path / "p" / "manifest.json").read_text("utf-8"))
    assert any("2 040" in line.replace("\u00a0", " ") for line in manifest["changes"][plan.place])
    assert manifest["changes"]["Показатели"]


def test_figures_of_the_build_before_keep_their_currency(project: Project, tmp_path: Path) -> None:
    build_package(project, tmp_path, only="workbook")
    inputs = answer(project, "company.currency", Currency.EUR)
    told = [text.into("ru") for text in build_package(inputs, tmp_path, only="workbook").figures]
    assert told
    sides = [line.split(" → ") for line in told]
    assert all("₽" in was and "€" not in was and "€" in will for was, will in sides)
    assert build_package(inputs, tmp_path, only="workbook").figures == ()


def test_the_manifest_of_an_older_version_names_no_currency(
    project: Project, tmp_path: Path
) -> None:
    build_package(project, tmp_path, only="workbook")
    place = tmp_path / "manifest.json"
    manifest = json.loads(place.read_text("utf-8"))
    del manifest["currency"]
    place.write_text(json.dumps(manifest), "utf-8")
    assert build_package(project, tmp_path, only="workbook").figures == ()


def test_a_month_that_is_never_reached_is_told_in_words(project: Project, tmp_path: Path) -> None:
    build_package(project, tmp_path, only="workbook")
    worse = replaced(project, "goals.deals_per_month", 1.0)
    told = [text.into("ru") for text in build_package(worse, tmp_path, only="workbook").figures]
    assert any("Месяц выхода в ноль" in line and line.endswith("нет в плане") for line in told)
    worst = figure_changes(compute(project), compute(worse))
    (month,) = [one for one in worst if one.key == "result.break_even_month"]
    assert month.sentence.into("ru").endswith("нет в плане")


def edited(path: Path, line: str) -> None:
    """Write a line into a Word file as a person would."""
    document = WordDocument(str(path))
    document.paragraphs[-1].insert_paragraph_before(line)
    document.save(str(path))


def test_a_hand_made_edit_is_kept_and_is_no_change_of_the_next_build(
    project: Project, tmp_path: Path
) -> None:
    build_package(project, tmp_path, only="documents")
    edited(tmp_path / PLAN, "Дописано рукой юриста")
    for _again in range(2):
        report = build_package(project, tmp_path, only="documents")
        assert PLAN in report.kept
        assert report.changes == ()
    assert "Дописано рукой юриста" in word_lines((tmp_path / PLAN).read_bytes())


def test_a_kept_document_is_compared_with_what_the_program_wrote_last(
    project: Project, tmp_path: Path
) -> None:
    build_package(project, tmp_path, only="documents")
    edited(tmp_path / PLAN, "Дописано рукой юриста")
    build_package(project, tmp_path, only="documents")
    new = replaced(project, "goals.deals_per_month", 170.0)
    (plan,) = build_package(new, tmp_path, only="documents").changes[:1]
    assert plan.place == PLAN
    assert not plan.by_hand
    assert "Дописано рукой юриста" not in [line.before for line in plan.lines]
    assert any("1 800" in line.before.replace("\u00a0", " ") for line in plan.lines)


def test_a_document_whose_earlier_text_is_gone_is_compared_with_the_edit_and_says_so(
    project: Project, tmp_path: Path
) -> None:
    build_package(project, tmp_path, only="documents")
    edited(tmp_path / PLAN, "Дописано рукой юриста")
    new = replaced(project, "goals.deals_per_month", 170.0)
    report = build_package(new, tmp_path, only="documents")
    change = next(one for one in report.changes if one.place == PLAN)
    assert "Дописано рукой юриста" in [line.before for line in change.lines]
    assert "исправленного вами" in change.sentence.into("ru")


def test_a_build_tells_what_it_takes_away(project: Project, tmp_path: Path) -> None:
    build_package(project, tmp_path)
    english = answer(project, "company.language", "en")
    report = build_package(english, tmp_path)
    gone = {one.place for one in report.changes if one.removed}
    assert {PLAN, "План и бюджет отдела продаж.xlsx", "Книга для клиента.pdf"} <= gone
    assert PLAN.replace("Word", "PDF").replace("docx", "pdf") not in gone
    assert PLAN.replace("Word", "PDF").replace("docx", "pdf") in report.removed
    assert not any((tmp_path / place).exists() for place in report.removed)
    told = json.loads((tmp_path / "manifest.json").read_text("utf-8"))["changes"]
    assert told[PLAN] == ["“План продаж.docx”: no longer part of the package"]


def test_a_copy_laid_beside_goes_without_a_word_once_the_document_is_replaced(
    project: Project, tmp_path: Path
) -> None:
    build_package(project, tmp_path, only="documents")
    edited(tmp_path / PLAN, "Дописано рукой юриста")
    build_package(project, tmp_path, only="documents")
    (tmp_path / PLAN).unlink()
    report = build_package(project, tmp_path, only="documents")
    assert report.removed == (PLAN.replace(".docx", " (новый).docx"),)
    assert report.changes == ()


def test_packages_are_compared_by_what_the_program_wrote_and_what_a_person_did(
    project: Project, tmp_path: Path
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    build_package(project, old, only="documents")
    shutil.copytree(old, new)
    edited(new / PLAN, "Дописано рукой юриста")
    build_package(replaced(project, "goals.deals_per_month", 170.0), new, only="documents")
    beside = PLAN.replace(".docx", " (новый).docx")
    found = {one.place: one for one in package_changes(old, new)}
    assert not any(one.added or one.removed for one in found.values())
    assert [line.after for line in found[PLAN].lines] == ["Дописано рукой юриста"]
    assert any("2 040" in line.after.replace("\u00a0", " ") for line in found[beside].lines)
    back = {one.place: one for one in package_changes(new, old)}
    assert not any(one.added or one.removed for one in back.values())
    assert "Дописано рукой юриста" not in [line.before for line in back[PLAN].lines]


def test_two_packages_are_compared_documents_and_workbook(project: Project, tmp_path: Path) -> None:
    build_package(project, tmp_path / "old")
    new = answer(project, "goals.deals_per_month", 170.0)
    new = replaced(new, "company.start", "2028-01-01")
    build_package(new, tmp_path / "new")
    found = {one.place: one for one in package_changes(tmp_path / "old", tmp_path / "new")}
    workbook = next(one for place, one in found.items() if place.endswith(".xlsx"))
    assert any("сделок в месяц" in row.row.casefold() for row in workbook.rows)
    plan = next(one for place, one in found.items() if "План продаж" in place)
    assert plan.lines
    assert package_changes(tmp_path / "new", tmp_path / "new") == ()


def test_a_document_under_another_name_is_the_same_document(
    project: Project, tmp_path: Path
) -> None:
    build_package(project, tmp_path / "p", only="documents")
    shutil.copytree(tmp_path / "p", tmp_path / "q")
    manifest = tmp_path / "q" / "manifest.json"
    old = next((tmp_path / "q").glob("**/План продаж.docx"))
    old.rename(old.with_name("План на год.docx"))
    text = manifest.read_text("utf-8").replace("План продаж.docx", "План на год.docx")
    manifest.write_text(text, "utf-8")
    assert package_changes(tmp_path / "p", tmp_path / "q") == ()


def test_a_folder_without_a_package_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        package_changes(tmp_path, tmp_path)
    assert "manifest.json" in refused.value.into("ru")
