"""Every Word file of a package opens, and Word finds its way in it: headings, tables, page ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from itertools import pairwise
from struct import pack
from zlib import compress, crc32

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from lxml.etree import _Element

from tests.documents.test_templates import all_blocks
from wizard.documents.context import MadeDocument, document_set
from wizard.documents.setting.blocks import Table, plain
from wizard.documents.setting.letters import width_of
from wizard.documents.setting.pdf import PAGE_WIDTH, RIGHT_MARGIN
from wizard.documents.setting.widths import columns
from wizard.documents.word.word import render_word
from wizard.plan.figures import compute
from wizard.storage.presets import load_preset
from wizard.texts import Language

PACKAGES: tuple[tuple[str, Language], ...] = (
    ("wholesale", "ru"),
    ("wholesale", "en"),
    ("online-service", "ru"),
)
CLOSING = {"SignatureLine", "SmallPrint"}
MILLIMETRES = 0.3528  # of a point
INSETS = 3.2  # of a cell, both sides together
OUTSIDE = {"Corner", "CornerMuted", "Letterhead", "LetterheadDetails"}


def _chunk(kind: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + kind + content + pack(">I", crc32(kind + content))


DOT = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", compress(b"\x00\xff"))
    + _chunk(b"IEND", b"")
)
"""A picture of one white dot in place of each drawing."""


@cache
def papers(preset: str, language: Language) -> tuple[MadeDocument, ...]:
    """The papers of a preset, told in the language that they are written in."""
    project = load_preset(preset, language)
    return tuple(document_set(project, compute(project), language=language))


@cache
def files(preset: str, language: Language) -> tuple[tuple[str, DocxDocument], ...]:
    """The Word files of a preset, opened; drawings are left out."""
    return tuple(
        (one.file, docx.Document(BytesIO(render_word(one.document, lambda _name, _width: DOT))))
        for one in papers(preset, language)
    )


@pytest.fixture(params=PACKAGES, ids=lambda package: "-".join(package))
def package(request: pytest.FixtureRequest) -> tuple[tuple[str, DocxDocument], ...]:
    preset, language = request.param
    return files(preset, language)


@pytest.mark.parametrize(("preset", "language"), PACKAGES)
def test_no_number_and_no_heading_of_a_column_is_cut_in_the_widest_substitute_font(
    preset: str, language: Language
) -> None:
    cut = []
    for paper in papers(preset, language):
        room = PAGE_WIDTH - paper.document.binding - RIGHT_MARGIN
        for table in all_blocks(paper.document.blocks):
            if not isinstance(table, Table):
                continue
            fitted = columns(table, room, hyphenated=False)
            for row in (table.header, *table.rows):
                for runs, width in zip(row, fitted.widths, strict=False):
                    for word in plain(runs).split(" "):
                        if row is not table.header and not any(map(str.isdigit, word)):
                            continue
                        letters = width_of(word, bold=row is table.header, look="widest")
                        if letters * fitted.size * MILLIMETRES + INSETS > width:
                            cut.append((paper.file, word))
    assert cut == []


def style_of(paragraph: _Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "Normal" if style is None else str(style.get(qn("w:val")))


def stays(paragraph: _Element) -> bool:
    """Whether a paragraph stays on the page of the next one."""
    own = paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    return own or style_of(paragraph) == "Lead"


def rows_of(table: _Element) -> list[_Element]:
    return list(table.findall(qn("w:tr")))


def paragraphs_in(element: _Element) -> Iterator[_Element]:
    yield from ([element] if element.tag == qn("w:p") else element.iter(qn("w:p")))


def body_of(file: DocxDocument) -> list[_Element]:
    return [one for one in file.element.body if one.tag in (qn("w:p"), qn("w:tbl"))]


def test_tables_of_figures_repeat_their_header(
    package: tuple[tuple[str, DocxDocument], ...],
) -> None:
    for name, file in package:
        for table in file.tables:
            if table.style is not None and table.style.name == "Paper Table":
                assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None, name


def test_no_row_is_split_between_pages(package: tuple[tuple[str, DocxDocument], ...]) -> None:
    for name, file in package:
        for row in file.element.body.iter(qn("w:tr")):
            assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None, name


def test_no_heading_is_left_at_the_foot_of_a_page(
    package: tuple[tuple[str, DocxDocument], ...],
) -> None:
    for name, file in package:
        headings = [
            one for one in file.element.body.iter(qn("w:p")) if style_of(one).startswith("Heading")
        ]
        assert all(map(stays, headings)), name


def test_headings_go_down_one_level_at_a_time(
    package: tuple[tuple[str, DocxDocument], ...],
) -> None:
    for name, file in package:
        levels = [
            int(style_of(one)[-1])
            for one in file.element.body.iter(qn("w:p"))
            if style_of(one).startswith("Heading")
        ]
        assert all(after <= before + 1 for before, after in pairwise([1, *levels])), name


def test_sections_are_headings_for_the_navigation_pane_and_no_bold_text(
    package: tuple[tuple[str, DocxDocument], ...],
) -> None:
    for name, file in package:
        for paragraph in file.paragraphs:
            if paragraph.style is None or paragraph.style.name != "Normal":
                continue
            bold = [run for run in paragraph.runs if run.text.strip() and run.bold]
            whole = bold and len(bold) == len([run for run in paragraph.runs if run.text.strip()])
            assert not whole or paragraph.text.rstrip().endswith((":", "?", ".")), (
                name,
                paragraph.text,
            )


def test_numbers_of_sections_and_clauses_are_words_own(
    package: tuple[tuple[str, DocxDocument], ...],
) -> None:
    for name, file in package:
        known = {
            one.get(qn("w:numId")) for one in file.part.numbering_part.element.findall(qn("w:num"))
        } | {"0"}
        for paragraph in file.element.body.iter(qn("w:p")):
            if style_of(paragraph).startswith("Clause"):
                number = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
                assert number is not None, name
                assert number.get(qn("w:val")) in known, name


def test_what_closes_a_paper_never_stands_alone_on_a_page(
    package: tuple[tuple[str, DocxDocument], ...],
) -> None:
    for name, file in package:
        body = body_of(file)
        for above, block in pairwise(body):
            styles = {style_of(one) for one in paragraphs_in(block)}
            begins = style_of(next(paragraphs_in(block)))
            if begins not in CLOSING or styles & OUTSIDE:
                continue
            assert stays(list(paragraphs_in(above))[-1]), (name, begins)
            if block.tag == qn("w:tbl"):
                lines = [next(paragraphs_in(row)) for row in rows_of(block)]
                assert all(map(stays, lines[:-1])), name


def test_no_empty_paragraph_that_could_take_a_page_ends_a_file(
    package: tuple[tuple[str, DocxDocument], ...],
) -> None:
    for name, file in package:
        last = body_of(file)[-1]
        assert last.tag == qn("w:p"), name
        text = "".join(one.text or "" for one in last.iter(qn("w:t")))
        exact = last.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
        pages = last.find(f"{qn('w:pPr')}/{qn('w:sectPr')}")
        assert text or pages is not None or exact is not None, name
