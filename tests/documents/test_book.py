"""The book tells the plan in chapters, holds every document, and leads to each by its page."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.documents.test_escaping import AWKWARD, words_of_pdf
from wizard.documents.book import GROUP_TITLES, book, prepared_book
from wizard.documents.chapters import chapter_templates
from wizard.documents.context import MadeDocument, document_set
from wizard.documents.package import build_package
from wizard.documents.register import with_rows
from wizard.plan.figures import compute
from wizard.project.documentation import Wanted
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.project.stage import Stage
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language

TODAY = date(2026, 11, 25)
PRESETS = preset_names()


def papers_of(project: Project) -> list[MadeDocument]:
    return list(document_set(project, compute(project)))


def some_papers(project: Project) -> list[MadeDocument]:
    """A few documents of different kinds: enough where the whole set proves no more."""
    wanted = {"department", "job-description", "order-creation", "responsibility", "organisation"}
    return list(document_set(project, compute(project), only=lambda one: one.id in wanted))


def titles_alone(project: Project) -> list[MadeDocument]:
    """Every document with its title and a line: enough where titles and pages are looked at."""
    return [
        replace(paper, document=replace(paper.document, text="Текст."))
        for paper in papers_of(project)
    ]


def set_book(project: Project, papers: list[MadeDocument] | None = None) -> bytes:
    made = some_papers(project) if papers is None else papers
    return prepared_book(book(project, compute(project), made, TODAY))()


def pages(pdf: bytes, folder: Path) -> list[str]:
    return words_of_pdf(pdf, folder).split("\f")[:-1]


def outline(pdf: bytes, folder: Path, depth: int = 9) -> list[tuple[str, int]]:
    """The bookmarks down to a depth: title and page."""
    if shutil.which("pdftohtml") is None:
        pytest.skip("pdftohtml is not installed")
    path = folder / "book.pdf"
    path.write_bytes(pdf)
    command = ["pdftohtml", "-xml", "-i", "-stdout", str(path)]
    told = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    found = re.search(r"<outline>.*</outline>", told, re.S)
    assert found is not None
    return list(_marks(ElementTree.fromstring(found.group()), depth))


def _marks(level: ElementTree.Element, depth: int) -> Iterator[tuple[str, int]]:
    for one in level:
        if one.tag == "item":
            yield "".join(one.itertext()), int(one.get("page", "0"))
        elif depth > 1:
            yield from _marks(one, depth - 1)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", PRESETS)
def test_every_chapter_and_document_is_in_the_bookmarks_and_the_contents_with_its_page(
    preset: str, language: Language, tmp_path: Path
) -> None:
    project = answer(load_preset(preset), "company.language", language)
    papers = titles_alone(project)
    led_to_its_page(set_book(project, papers), papers, language, tmp_path)


def test_the_contents_of_the_longest_book_hold_when_its_documents_are_whole(tmp_path: Path) -> None:
    project = load_preset("wholesale")
    papers = papers_of(project)
    led_to_its_page(set_book(project, papers), papers, "ru", tmp_path)


def led_to_its_page(
    pdf: bytes, papers: list[MadeDocument], language: Language, tmp_path: Path
) -> None:
    marks = outline(pdf, tmp_path, depth=3)
    told = pages(pdf, tmp_path)
    first = next(page for title, page in marks if title)
    contents = "\n".join(told[1 : first - 1])
    titles = [chapter.title for chapter in chapter_templates(language)]
    titles += [paper.document.title for paper in papers]
    positions = [title for title, _page in marks]
    assert [title for title in positions if title in titles] == titles
    for title, page in marks:
        if title not in titles:
            continue
        letters = r"\s*".join(re.escape(letter) for letter in squeezed(title))
        assert re.search(rf"^\s*{letters}[\s.]+{page}\s*$", contents, re.MULTILINE), title
        assert squeezed(title).casefold() in squeezed(told[page - 1]).casefold()


@pytest.mark.parametrize("language", LANGUAGES)
def test_documents_stand_in_their_groups_in_the_bookmarks_and_the_contents(
    language: Language, tmp_path: Path
) -> None:
    project = answer(load_preset("wholesale"), "company.language", language)
    papers = [one for one in titles_alone(project) if one.document.group != "E"]
    pdf = set_book(project, papers[::-1])
    titles = {GROUP_TITLES[group].into(language): group for group in "ABCDFG"}
    marks = outline(pdf, tmp_path, depth=3)
    below = [title for title, _page in marks]
    below = below[below.index(next(iter(titles))) :]
    assert [title for title in below if title in titles] == list(titles)
    group, found = "", []
    for title in below:
        group = titles.get(title, group)
        if title not in titles:
            found.append((title, group))
    assert sorted(found) == sorted((one.document.title, one.document.group) for one in papers)
    pages_of = dict(marks)
    register = "".join(pages(pdf, tmp_path)[1 : pages_of[found[0][0]] - 1])
    for title in titles:
        assert squeezed(register).count(squeezed(title)) >= 2  # the contents and the register


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_chapter_for_each_stage(language: Language) -> None:
    told = [chapter.id for chapter in chapter_templates(language)]
    stages = [f"book-{stage.value}" for stage in Stage]
    assert told == ["book-summary", *stages, "book-launch"]


def test_each_page_but_the_cover_says_where_one_is(tmp_path: Path) -> None:
    project = answer(load_preset("online-service"), "company.name", "Ромашка")
    papers = some_papers(project)
    pdf = set_book(project, papers)
    told = pages(pdf, tmp_path)
    chapters = outline(pdf, tmp_path, depth=1)
    papers_titles = {paper.document.title for paper in papers}
    documents = [mark for mark in outline(pdf, tmp_path, depth=3) if mark[0] in papers_titles]
    assert len(documents) == len(papers)
    chapters += documents
    for number, text in enumerate(told, 1):
        if number < chapters[0][1]:
            continue
        head, foot = text.strip().splitlines()[0], text.strip().splitlines()[-1]
        chapter = [title for title, page in chapters if page <= number][-1]
        assert squeezed(head).startswith(squeezed(chapter)[:40])
        assert head.endswith("Ромашка")
        assert foot.split()[-1] == str(number)


def test_a_document_keeps_its_numbering_and_starts_a_page(tmp_path: Path) -> None:
    project = load_preset("online-service")
    papers = some_papers(project)
    pdf = set_book(project, papers)
    marks, told = dict(outline(pdf, tmp_path)), pages(pdf, tmp_path)
    department = next(paper for paper in papers if paper.id == "department")
    text = told[marks[department.document.title] - 1]
    assert re.search(r"^\s*1\.\s+Общие положения", text, re.M)
    assert re.search(r"^\s*1\.1\.\s", text, re.M)
    assert "УТВЕРЖД" in text


def test_the_file_says_its_title_author_and_language(tmp_path: Path) -> None:
    project = load_preset("online-service")
    project = answer(project, "company.legal_name", "ООО «Ромашка & Ко»")
    for language, title in (("ru", "Отдел продаж"), ("en", "Sales department")):
        pdf = set_book(answer(project, "company.language", language), [])
        assert f"/Lang({language})".encode() in pdf.replace(b"/Lang (", b"/Lang(")
        if shutil.which("pdfinfo") is not None:
            (tmp_path / "book.pdf").write_bytes(pdf)
            command = ["pdfinfo", str(tmp_path / "book.pdf")]
            told = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
            assert f"{title}. ООО «Ромашка & Ко»" in told
            assert re.search(r"Author:\s+ООО «Ромашка & Ко»", told)
            assert "Page size:       595" in told


def test_the_same_book_is_the_same_file() -> None:
    project = load_preset("online-service")
    assert set_book(project) == set_book(project)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_project_with_nothing_in_it_makes_a_book(language: Language, tmp_path: Path) -> None:
    pdf = set_book(answer(Project(), "company.language", language))
    assert len(pages(pdf, tmp_path)) >= 10


def test_what_a_person_typed_arrives_in_the_book_as_typed(tmp_path: Path) -> None:
    typed = " ".join(AWKWARD) + "\nвторая строка 😀"
    long = " ".join(f"слово{number}" for number in range(600))[:5000]
    project = load_preset("digital-agency")
    for path in ("company.name", "company.city", "goals.products.site.name"):
        project = answer(project, path, typed)
    project = answer(project, "structure.roles.sales.title", typed)
    project = answer(project, "documentation.calls.filters", long)
    pdf = set_book(project)
    told = squeezed("".join(pages(pdf, tmp_path))).replace("\u200b", "")
    assert all(f"слово{number}" in told.lower() for number in range(560))
    assert told.count(squeezed(typed)) >= 1
    assert not re.search(r"(?<!\{)\{\{ (?!x \}\})", told)


def test_the_book_alone_is_built_and_leaves_the_other_parts(tmp_path: Path) -> None:
    project = with_rows(load_preset("online-service"), "ru")
    for row in project.documentation.documents:  # the chapters are a book, too
        project = answer(project, f"documentation.documents.{row.id}.wanted", Wanted.NO)
    report = build_package(project, tmp_path, only="book", today=TODAY)
    assert report.made == ("Книга для клиента.pdf",)
    again = build_package(project, tmp_path, only="book", today=TODAY)
    assert again.made == report.made
    assert not again.kept
    build_package(project, tmp_path, only="workbook")
    assert (tmp_path / "Книга для клиента.pdf").exists()
    assert list(tmp_path.glob("*.xlsx"))


def test_the_day_of_the_build_stands_on_the_cover(tmp_path: Path) -> None:
    assert "25 ноября 2026" in pages(set_book(load_preset("online-service"), []), tmp_path)[0]
