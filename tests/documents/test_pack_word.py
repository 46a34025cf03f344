"""Documents written in Word with tags in them: filled in, checked, and refused where dangerous."""

from __future__ import annotations

import io
import os
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.documents.packs import HEAD, WORD, opened, part, repacked, word
from wizard.documents.catalogue import catalogue
from wizard.documents.pack_check import check_pack
from wizard.documents.package import build_package
from wizard.documents.word.word_template import WordTemplate
from wizard.errors import UserError
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset

DRAWINGS: dict[str, Any] = {}
LETTER = "Документы/Word/Письмо.docx"


def project(**company: object) -> Project:
    rows = tuple(DocumentChoice(id=one.id, wanted=Wanted.NO) for one in catalogue("ru"))
    found = answer(load_preset("online-service"), "documentation.documents", rows)
    return found.model_copy(update={"company": found.company.model_copy(update=company)})


def filled(content: bytes, **context: object) -> docx.document.Document:
    template = WordTemplate(content, "letter.docx", "ru", "RUB", context, DRAWINGS, "#1F6FEB")
    return docx.Document(io.BytesIO(template.filled()))


def refusal(content: bytes, **context: object) -> str:
    with pytest.raises(UserError) as caught:
        filled(content, **context)
    said = caught.value.into("ru")
    assert "letter.docx" in said
    return said


def texts(file: docx.document.Document) -> list[str]:
    return [paragraph.text for paragraph in file.paragraphs]


# What it does


def test_a_word_template_is_built_with_the_names_filters_and_figures_of_the_others(
    tmp_path: Path,
) -> None:
    content = word(
        "{{ company.name }}: {{ figures['goals.revenue'] | total }}",
        "{% if company.city %}{{ city_line }}{% endif %} {{ quoted(company.name) }}",
        "{%p for role in structure.roles %}",
        "— {{ role.title | lower_first }}",
        "{%p endfor %}",
        "{{ figure('funnel') }}",
        table=[
            ["Роль", "Подчиняется"],
            ["{%tr for role in structure.roles %}", ""],
            ["{{ role.title }}", "{{ superior(role) }}"],
            ["{%tr endfor %}", ""],
        ],
    )
    pack = opened(tmp_path / "pack", {"ru/letter.md": WORD, "ru/letter.docx": content})
    assert check_pack(pack, [project()]) == []
    report = build_package(project(), tmp_path / "out", only="documents", packs=[pack])
    assert report.made == (LETTER,)
    assert any("Только в Word" in text.into("ru") for text in report.attention)
    file = docx.Document(str(tmp_path / "out" / LETTER))
    roles = [role.title for role in project().structure.roles]
    assert texts(file)[0].startswith("Ромашка: 1")
    assert "«Ромашка»" in texts(file)[1]
    assert sum(text.startswith("— ") for text in texts(file)) == len(roles)
    assert [row.cells[0].text for row in file.tables[0].rows] == ["Роль", *roles]
    assert len(file.inline_shapes) == 1
    section = file.sections[0]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    room = (section.page_width or 0) - margins
    assert file.inline_shapes[0].width <= room


@pytest.mark.parametrize(
    "answer_text",
    [
        """& < > " ' {{ x }} {% if %} | * _ # {_{ }_} {_% %_}""",
        "</w:t></w:r><w:p/>",
        "&amp; &lt; &#65;",
        "😀 ёлочки «»",
        "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
        "слово " * 800,
        "a\x00b\x07c\x0b",
    ],
)
def test_an_answer_arrives_as_it_was_typed(answer_text: str) -> None:
    file = filled(word("[{{ text }}]"), text=answer_text)
    typed = "".join(sign for sign in answer_text if sign not in "\x00\x07").replace("\x0b", "\n")
    assert texts(file) == [f"[{typed}]"]


def test_lines_of_an_answer_are_lines_in_word() -> None:
    assert texts(filled(word("{{ text }}"), text="раз\nдва")) == ["раз\nдва"]
    assert texts(filled(word("{{ text | paragraphs }}"), text=" раз \n\nдва")) == ["раз\nдва"]


def test_headers_and_properties_are_filled_in_too() -> None:
    source = docx.Document()
    source.sections[0].header.paragraphs[0].text = "{{ text }}"
    source.core_properties.title = "{{ text }}"
    whole = io.BytesIO()
    source.save(whole)
    file = filled(whole.getvalue(), text="A & B")
    assert file.sections[0].header.paragraphs[0].text == "A & B"
    assert file.core_properties.title == "A & B"


# Mistakes


@pytest.mark.parametrize(
    ("paragraphs", "words"),
    [
        (("раз", "{{ nobody }}"), ("абзац 2", "{{ nobody }}", "«nobody»")),
        (("раз", "{{ compani.name }}"), ("абзац 2", "«company»")),
        (("{{ company.nam }}",), ("абзац 1", "«nam»", "«name»")),
        (("раз", "два", "{{ company.name | mony }}"), ("абзац 3", "mony")),
        (("{{ company.name",), ("абзац 1", "не закрыт", "}}")),
        (("company.name }}",), ("абзац 1", "лишние")),
        (("{% if 1 %}да",), ("не закрыта",)),
        (("{% vm %}",), ("абзац 1", "не поддерживается")),
        (("{{ 'a' " + " " * 60 + "}}",), ("абзац 1", "пробелов")),
        (("{{ '" + "a" * 1100 + "' }}",), ("абзац 1", "длиннее")),
        (("{%p if 1 %}", "x", "{%p endif %}", "ещё", "{{ nobody }}"), ("абзац 5", "nobody")),
        (("{{ company }}",), ("абзац 1", "join")),
    ],
)
def test_a_mistake_names_the_paragraph_and_the_tag(
    paragraphs: tuple[str, ...], words: tuple[str, ...], tmp_path: Path
) -> None:
    content = word(*paragraphs)
    said = refusal(content, company=project().company)
    assert all(one in said for one in words), said
    pack = opened(tmp_path, {"ru/letter.md": WORD, "ru/letter.docx": content})
    found = [one.text.into("ru") for one in check_pack(pack, [project()])]
    assert any(all(one in line for one in words if one != "не закрыта") for line in found), found
    assert all(line.startswith("ru/letter.docx") for line in found)


def test_a_check_finds_every_unknown_name_of_a_word_file(tmp_path: Path) -> None:
    content = word("{{ company.nam }}", "{{ nobody }}", "{{ figures['goals.leeds'] | total }}")
    pack = opened(tmp_path, {"ru/letter.md": WORD, "ru/letter.docx": content})
    found = [one.text.into("ru") for one in check_pack(pack, [project()])]
    for number, name in ((1, "nam"), (2, "nobody"), (3, "goals.leeds")):
        assert any(f"абзац {number} " in line and f"«{name}»" in line for line in found), found


def test_a_word_template_that_fails_is_told_and_the_others_are_built(tmp_path: Path) -> None:
    own = HEAD.format(id="own", title="Своё") + "Текст"
    files: dict[str, str | bytes] = {
        "ru/letter.md": WORD,
        "ru/letter.docx": word("{{ nobody }}"),
        "ru/own.md": own,
    }
    pack = opened(tmp_path / "pack", files)
    report = build_package(project(), tmp_path / "out", only="documents", packs=[pack])
    assert {Path(place).stem for place in report.made} == {"Своё"}
    assert any("letter.docx" in text.into("ru") for text in report.attention)


# What is dangerous


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ company.model_copy() }}",
        "{{ company.name | attr('upper') }}",
        "{{ '{0.__class__}'.format(company) }}",
        "{{ self._TemplateReference__context }}",
        "{{ lipsum.__globals__ }}",
        "{{ figure.__self__.target.docx }}",
        "{{ figure.__func__ }}",
        "{% include '/etc/passwd' %}",
        "{% import 'word/document.xml' as x %}",
        "{{ company.name | safe }}",
        "{{ 'a' * 10**9 }}",
        "{{ range(10**9) }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{{ a }}{% endfor %}{% endfor %}",
    ],
)
@pytest.mark.timeout(15)
def test_a_word_template_is_confined_like_the_others(text: str) -> None:
    refusal(word(text), company=project().company)


def document_with(xml: str) -> bytes:
    content = word("x")
    body = part(content, "word/document.xml").decode()
    return repacked(
        content, {"word/document.xml": body.replace("<w:body>", f"<w:body>{xml}", 1).encode()}
    )


FIELD = "<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>"
RELATION = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
    'relationships"><Relationship Id="rId99" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/>'
    "</Relationships>"
)


def with_doctype() -> bytes:
    content = word("x")
    body = part(content, "word/document.xml").decode()
    head, _end, rest = body.partition("?>")
    bomb = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
    return repacked(content, {"word/document.xml": f"{head}?>{bomb}{rest}".encode()})


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (with_doctype(), "тип документа"),
        (repacked(word("x"), {"word/vbaProject.bin": b"x"}), "программа"),
        (repacked(word("x"), {"word/embeddings/a.bin": b"x"}), "вложенный"),
        (repacked(word("x"), {"word/_rels/document.xml.rels": RELATION.format(
            kind="attachedTemplate", target="http://example.com/a.dotm").encode()}), "внешний"),
        (repacked(word("x"), {"word/_rels/document.xml.rels": RELATION.format(
            kind="image", target="file://host/a.png").encode()}), "внешний"),
        (document_with(FIELD.format(code="DDEAUTO cmd")), "подгружает"),
        (document_with(FIELD.format(code='INCLUDETEXT "/etc/passwd"')), "подгружает"),
        (document_with(FIELD.format(code="INC") + FIELD.format(code="LUDE a")), "подгружает"),
        (document_with('<w:fldSimple w:instr="INCLUDEPICTURE a"/>'), "подгружает"),
        (document_with(FIELD.format(code="{{ 'DD' ~ 'E' }} cmd")), "подгружает"),
        (repacked(word("x"), {"word/media/a.bin": b"\0" * (20 * 2**20)}), "много раз"),
        (repacked(word("x"), {"word/header9.xml": os.urandom(3 * 2**20)}), "велик"),
        (repacked(word("x"), {"word/styles.xml": b"<a><b></a>"}), "повреждён"),
        (b"no word file", "не файл Word"),
        (word("x")[:900], "не файл Word"),
    ],
)  # fmt: skip
def test_a_dangerous_word_file_is_not_opened(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_a_word_file_with_a_link_for_people_is_opened() -> None:
    content = word("x")
    rels = part(content, "word/_rels/document.xml.rels").decode()
    link = RELATION.format(kind="hyperlink", target="https://example.com")
    link = link[link.index("<Relationship ") : link.index("</Relationships>")]
    whole = rels.replace("</Relationships>", link + "</Relationships>")
    assert filled(repacked(content, {"word/_rels/document.xml.rels": whole.encode()}))


@pytest.mark.parametrize(
    "xml",
    [
        "<w:p><w:r><w:t>{% cellbg" + " " * 15 + "%" * 900 + " %}</w:t></w:r></w:p>",
        "<w:tbl><w:tr>"
        + "<w:tc><w:p><w:r><w:t>{{ 1 }}</w:t></w:r></w:p></w:tc>" * 2500
        + "</w:tr></w:tbl>",
        "<w:p>" + "<w:r><w:t>x</w:t></w:r>" * 30_000 + "</w:p>",
        "<w:p><w:r><w:t>" + "{ " * 100_000 + "</w:t></w:r></w:p>",
        "<w:p>" + "<w:r><w:t>{</w:t></w:r><w:r><w:t>{ 1 }}</w:t></w:r>" * 2_900 + "</w:p>",
    ],
)  # fmt: skip
@pytest.mark.timeout(20)
def test_a_word_file_made_to_waste_time_does_not(xml: str) -> None:
    with suppress(UserError):
        filled(document_with(xml))


def test_more_tags_than_anybody_writes_are_refused() -> None:
    xml = "<w:p>" + "<w:r><w:t>{{ 1 }}</w:t></w:r>" * 3_100 + "</w:p>"
    assert "тегов" in refusal(document_with(xml))


def test_the_result_is_a_sound_zip_that_word_can_read() -> None:
    content = WordTemplate(word("{{ 1 }}"), "a", "ru", "RUB", {}, DRAWINGS, "#000000").filled()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None


def test_a_word_template_may_not_say_what_a_paper_may_not(tmp_path: Path) -> None:
    content = word("При увольнении: {{ motivation.leaving }}")
    pack = opened(tmp_path / "pack", {"ru/letter.md": WORD, "ru/letter.docx": content})
    refused = answer(project(), "motivation.leaving", "Штраф 500 рублей")
    report = build_package(refused, tmp_path / "out", only="documents", packs=[pack])
    assert report.made == ()
    assert any("штрафовать" in text.into("ru") for text in report.attention)
