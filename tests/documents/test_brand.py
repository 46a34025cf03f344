"""Whose brand stands where: the client's everywhere, the consultant's where it was chosen."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from tests.documents.test_escaping import words_of_pdf
from wizard.documents.book import book, prepared_book
from wizard.documents.brand import kept_picture
from wizard.documents.context import document_set
from wizard.documents.setting.layout import Document, Organisation
from wizard.documents.setting.pdf import render_pdf
from wizard.documents.setting.typesetting import typesetter
from wizard.documents.word.letterhead import LARGEST, base_of, own_letterhead
from wizard.documents.word.word import render_word
from wizard.errors import UserError
from wizard.plan.figures import compute
from wizard.project.company import Consultant, ConsultantPlace, DocumentFont
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.storage.project_file import create, read_project

PAPER = Document(
    title="Положение об отделе",
    text="## Общее\n\n1. Пункт.\n\n| А | Б |\n|---|---|\n| 1 | 2 |\n",
    organisation=Organisation("ООО «Ромашка»"),
    kind="Положение",
    profile="L",
)
WORKING = Document(title="Профиль", text="Текст.", organisation=PAPER.organisation, profile="W")


def png() -> bytes:
    return typesetter().compile("#set page(width: 2cm, height: 1cm)\n= A", {}, "png", ppi=72)


def kept(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def advised(place: ConsultantPlace, **parts: str) -> Project:
    brand = Consultant(place=place, name="Бюро «Порядок & Ко»", contacts="+7 495\nb.ru", **parts)
    return answer(load_preset("online-service"), "company.consultant", brand)


def rezipped(change: dict[str, bytes], content: bytes | None = None) -> bytes:
    """The program's own base with some parts put in the place of theirs."""
    packed = BytesIO()
    with ZipFile(BytesIO(content or own_letterhead())) as old, ZipFile(packed, "w") as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name), ZIP_DEFLATED)
        for name, part in change.items():
            new.writestr(name, part, ZIP_DEFLATED)
    return packed.getvalue()


def part(name: str) -> bytes:
    with ZipFile(BytesIO(own_letterhead())) as packed:
        return packed.read(name)


def pages_of_book(project: Project, folder: Path) -> list[str]:
    whole = book(project, compute(project), [], date(2026, 11, 25))
    return words_of_pdf(prepared_book(whole)(), folder).split("\f")[:-1]


# The consultant


def test_the_consultant_stands_on_the_cover_and_at_the_foot_of_the_book(tmp_path: Path) -> None:
    pages = pages_of_book(advised(ConsultantPlace.BOOK, logo=kept(png())), tmp_path)
    assert "Бюро «Порядок & Ко»" in pages[0]
    assert "+7 495" in pages[0]
    assert all("Бюро «Порядок & Ко»" in page.strip().splitlines()[-1] for page in pages[1:])


def test_a_consultant_who_is_not_to_be_shown_is_nowhere(tmp_path: Path) -> None:
    project = advised(ConsultantPlace.NOWHERE)
    assert "Бюро" not in "".join(pages_of_book(project, tmp_path))
    assert all(one.document.adviser is None for one in document_set(project, compute(project)))


def test_working_papers_bear_the_consultants_head_and_no_others() -> None:
    project = advised(ConsultantPlace.PAPERS, color="#8E44AD")
    papers = [one.document for one in document_set(project, compute(project))]
    assert {paper.profile for paper in papers if paper.adviser is not None} <= {"W"}
    assert all(paper.adviser is not None for paper in papers if paper.profile == "W")
    assert {paper.accent for paper in papers if paper.profile == "W"} <= {"#8E44AD"}
    assert "#8E44AD" not in {paper.accent for paper in papers if paper.profile != "W"}


def test_the_head_of_a_working_paper_is_in_word_and_in_pdf(tmp_path: Path) -> None:
    head = Organisation("Бюро «Порядок»", details=("+7 495",), logo=png())
    paper = Document(**{**vars(WORKING), "adviser": head})
    file = docx.Document(BytesIO(render_word(paper)))
    told = [cell.text for table in file.tables for cell in table._cells]
    assert any("Бюро «Порядок»" in text for text in told)
    assert "Бюро «Порядок»" in words_of_pdf(render_pdf(paper), tmp_path)


def test_the_project_holds_the_brand_so_that_another_machine_builds_the_same(
    tmp_path: Path,
) -> None:
    project = advised(ConsultantPlace.PAPERS, logo=kept(png()), letterhead=kept(own_letterhead()))
    create(project, tmp_path / "p.salesplan").close()
    assert read_project(tmp_path / "p.salesplan").project.company == project.company


# Pictures and fonts


@pytest.mark.parametrize(
    "entry", ["", "нет", kept(b"text"), kept(b"\x89PNG\r\n\x1a\n cut"), kept(b"\xff\xd8\xff")]
)
def test_what_is_no_whole_picture_is_no_logo(entry: str, tmp_path: Path) -> None:
    assert kept_picture(entry) is None
    project = answer(load_preset("online-service"), "company.logo", entry)
    assert pages_of_book(project, tmp_path)


def test_the_font_of_the_documents_reaches_word_and_pdf() -> None:
    project = answer(load_preset("online-service"), "company.font", DocumentFont.SANS)
    paper = next(iter(document_set(project, compute(project)))).document
    styles = docx.Document(BytesIO(render_word(paper))).styles.element.xml
    assert "PT Serif" not in styles
    assert "PT Sans" in styles
    assert b"PTSerif" not in render_pdf(paper)


# The Word file to build upon


def test_the_programs_own_letterhead_can_be_brought_back() -> None:
    assert base_of(own_letterhead()).styles == {}
    project = answer(load_preset("online-service"), "company.letterhead", kept(own_letterhead()))
    paper = next(iter(document_set(project, compute(project)))).document
    assert docx.Document(BytesIO(render_word(paper))).paragraphs


def test_styles_are_found_by_name_because_word_renames_their_ids() -> None:
    named = rb'(w:styleId="|<w:(?:basedOn|next|pStyle|link) w:val=")(Heading|Clause|Table|Paper)'
    renamed = {
        name: re.sub(named, rb"\1a\2", part(name))
        for name in ("word/styles.xml", "word/numbering.xml")
    }
    base = rezipped(renamed)
    assert base_of(base).styles["Heading1"] == "aHeading1"
    paper = Document(**{**vars(PAPER), "base": base})
    file = docx.Document(BytesIO(render_word(paper)))
    found = {p.text: p.style.name for p in file.paragraphs if p.style is not None}
    assert found["Общее"] == "Heading 1"
    assert found["Пункт."] == "Clause 2"
    assert file.tables[-1].style is not None


def test_a_letterhead_with_a_head_of_its_own_gets_no_second_one() -> None:
    names = ZipFile(BytesIO(own_letterhead())).namelist()
    relations = part("word/_rels/document.xml.rels").decode()
    first = re.search(r'w:type="first"[^>]*r:id="(\w+)"', part("word/document.xml").decode())
    if first is None:
        first = re.search(r'r:id="(\w+)"[^>]*w:type="first"', part("word/document.xml").decode())
    assert first is not None
    target = re.search(rf'Id="{first[1]}"[^>]*Target="([^"]+)"', relations) or re.search(
        rf'Target="([^"]+)"[^>]*Id="{first[1]}"', relations
    )
    assert target is not None
    name = f"word/{target[1]}"
    assert name in names
    text = part(name).decode()
    run = "<w:r><w:t>ООО «Ромашка»</w:t></w:r></w:p>"
    headed = re.sub(
        r"</w:p>|<w:p\s*/>", lambda m: run if m[0] == "</w:p>" else f"<w:p>{run}", text, count=1
    )
    base = rezipped({name: headed.encode()})
    order = Document(**{**vars(PAPER), "profile": "O", "kind": "Приказ", "base": base})
    texts = [p.text for p in docx.Document(BytesIO(render_word(order))).paragraphs]
    assert base_of(base).has_head
    assert "ООО «Ромашка»" not in texts


def footer_that_fetches() -> bytes:
    field = b"<w:r><w:instrText>DDEAUTO cmd</w:instrText></w:r></w:p>"
    return part("word/footer1.xml").replace(b"</w:p>", field, 1)


def picture_of_one_colour(side: int) -> bytes:
    """A PNG that is small as a file and unpacks to side × side points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" * (1 + (side + 7) // 8)) * side, 9)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("side", "kept"), [(600, True), (20_000, False)])
def test_a_picture_that_unpacks_to_gigabytes_is_no_logo(side: int, kept: bool) -> None:
    content = picture_of_one_colour(side)
    assert len(content) < 100_000
    found = kept_picture(base64.b64encode(content).decode("ascii"))
    assert (found is not None) == kept


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "не открывается"),
        (b"no word file", "не открывается"),
        (b"0" * (LARGEST + 1), "больше 5 МБ"),
        (rezipped({"word/vbaProject.bin": b"x"}), "макросы"),
        (
            rezipped(
                {"word/styles.xml": b'<!DOCTYPE a [<!ENTITY b "c">]>' + part("word/styles.xml")}
            ),
            "DTD",
        ),
        (
            rezipped(
                {
                    "word/_rels/header9.xml.rels": b'<Relationships><Relationship Id="r1" '
                    b'Type="http://x/attachedTemplate" Target="http://x/t.dotm" '
                    b'TargetMode="External"/></Relationships>'
                }
            ),
            "из сети",
        ),
        (
            rezipped(
                {"word/styles.xml": part("word/styles.xml").replace(b'"Clause 2"', b'"Other"')}
            ),
            "Clause 2",
        ),
        (
            rezipped(
                {"word/numbering.xml": part("word/numbering.xml").replace(b"Heading1", b"No")}
            ),
            "нумерации",
        ),
        (rezipped({"word/filler.xml": b"0" * 61_000_000}), "слишком велик"),
        (rezipped({"word/footer1.xml": footer_that_fetches()}), "подгружает"),
        (rezipped({"word/embeddings/oleObject1.bin": b"x"}), "вложенный файл"),
        (rezipped({"word/activeX/activeX1.xml": b"<a/>"}), "вложенный файл"),
        (rezipped({"word/afchunk.html": b"<script>x</script>"}), "вложенный файл"),
        (
            rezipped(
                {
                    "word/_rels/header9.xml.rels": b"<Relationships><Relationship Id='r1' "
                    b"Type='http://x/image' Target='file://evil/hyperlink' "
                    b"TargetMode = 'External'/></Relationships>"
                }
            ),
            "внешний файл",
        ),
    ],
    ids=[
        "empty", "text", "large", "macros", "dtd", "outside", "style", "numbering", "bomb", "field",
        "ole", "activex", "chunk", "hyperlink",
    ],
)  # fmt: skip
def test_a_word_file_that_papers_cannot_stand_on_is_refused_with_the_reason(
    content: bytes, told: str
) -> None:
    with pytest.raises(UserError) as caught:
        base_of(content)
    assert told in caught.value.into("ru")


def test_a_footer_mark_cut_into_runs_by_word_is_filled_in() -> None:
    names = [name for name in ZipFile(BytesIO(own_letterhead())).namelist() if "footer" in name]
    cut = {
        name: re.sub(
            rb"<w:t[^>]*>\{\{\s*footer\s*\}\}</w:t>",
            b"<w:t>{{ foo</w:t></w:r><w:r><w:t>ter }}</w:t>",
            part(name),
        )
        for name in names
    }
    assert cut != {name: part(name) for name in names}
    paper = Document(**{**vars(PAPER), "base": rezipped(cut), "footer": "Документ & Ко"})
    file = docx.Document(BytesIO(render_word(paper)))
    told = "".join(
        p.text for s in file.sections for f in (s.footer, s.first_page_footer) for p in f.paragraphs
    )
    assert "Документ & Ко" in told
    assert "{{" not in told
