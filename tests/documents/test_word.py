"""A Word paper is a real one: heading styles, repeated headers, pages, language, properties."""

from __future__ import annotations

import re
import time
import zipfile
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn

from wizard.documents.setting.layout import Document, Organisation, Stamp
from wizard.documents.word.word import render_word
from wizard.errors import UserError

TABLE = "| Показатель | Сумма |\n|:---|---:|\n| Выручка | 135 000 |\n"


def document(text: str, **changes: object) -> Document:
    paper = Document(
        title="Положение об отделе продаж",
        text=text,
        organisation=Organisation("ООО «Ромашка»", city="г. Москва"),
        kind="Положение",
        profile="L",
    )
    return replace(paper, **changes)  # type: ignore[arg-type]


def opened(paper: Document) -> DocxDocument:
    return docx.Document(BytesIO(render_word(paper)))


def test_headings_are_heading_styles_with_numbering_of_their_own() -> None:
    file = opened(document("## Общее\n\n### Частное\n"))
    found = {p.text: p.style.name for p in file.paragraphs if p.style is not None}
    assert found["Общее"] == "Heading 1"
    assert found["Частное"] == "Heading 2"
    style = file.styles["Heading 1"].element
    assert style.find(f".//{qn('w:numPr')}") is not None
    assert style.find(f".//{qn('w:keepNext')}") is not None


def test_tables_repeat_their_header_and_keep_rows_whole() -> None:
    table = opened(document(TABLE)).tables[-1]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)
    assert table.cell(1, 1).paragraphs[0].paragraph_format.alignment == 2


def test_page_number_stands_from_the_second_page_on() -> None:
    section = opened(document("Текст.")).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_margins_are_those_of_the_standard_and_binding_widens_the_left_one() -> None:
    section = opened(document("Текст.")).sections[0]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    wanted = (20, 10, 20, 20)
    assert all(side.mm >= least - 0.1 for side, least in zip(sides, wanted, strict=True) if side)
    bound = opened(document("Текст.", binding=30)).sections[0]
    assert bound.left_margin is not None
    assert round(bound.left_margin.mm) == 30


@pytest.mark.parametrize(("language", "tag"), [("ru", "ru-RU"), ("en", "en-US")])
def test_the_language_of_the_paper_is_set_for_spelling(language: str, tag: str) -> None:
    file = opened(document("Текст.", language=language))
    assert [item.get(qn("w:val")) for item in file.styles.element.iter(qn("w:lang"))] == [tag]


def test_wide_tables_stand_on_landscape_pages_of_their_own() -> None:
    file = opened(document(f"До.\n\n::: landscape\n{TABLE}\n:::\n\nПосле.\n"))
    pages = [(section.page_width or 0) > (section.page_height or 0) for section in file.sections]
    assert pages == [False, True, False]


def test_no_empty_page_follows_landscape_pages_at_the_end() -> None:
    file = opened(document(f"До.\n\n::: landscape\n{TABLE}\n:::\n"))
    assert len(file.sections) == 2


def test_the_footer_carries_the_text_given() -> None:
    section = opened(document("Текст.", footer="ООО «Ромашка» & Ко")).sections[0]
    assert section.footer.paragraphs[0].text == "ООО «Ромашка» & Ко"
    assert section.first_page_footer.paragraphs[0].text == "ООО «Ромашка» & Ко"


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        ("Положение", "УТВЕРЖДЕНО"),
        ("Регламент", "УТВЕРЖДЁН"),
        ("План", "УТВЕРЖДЁН"),
        ("Бюджет", "УТВЕРЖДЁН"),
        ("Инструкция", "УТВЕРЖДЕНА"),
        ("Должностная инструкция", "УТВЕРЖДЕНА"),
        ("Программа", "УТВЕРЖДЕНА"),
        ("Матрица", "УТВЕРЖДЕНА"),
        ("Правила", "УТВЕРЖДЕНЫ"),
        ("Общие правила", "УТВЕРЖДЕНЫ"),
        ("Дополнительное соглашение", "УТВЕРЖДЕНО"),
    ],
)
def test_the_approval_by_order_agrees_with_the_kind_of_document(kind: str, word: str) -> None:
    stamp = Stamp("Генерального директора", "", order=True, order_number="12")
    corner = opened(document("Текст.", kind=kind, stamp=stamp)).tables[0].cell(0, 1)
    lines = [paragraph.text for paragraph in corner.paragraphs]
    assert lines[:2] == [word, "приказом генерального директора"]
    assert lines[2].endswith("№ 12")


def test_the_approval_by_signature_leaves_room_to_sign_and_date() -> None:
    stamp = Stamp("Генеральный директор", "И. О. Иванов")
    corner = opened(document("Текст.", stamp=stamp)).tables[0].cell(0, 1)
    lines = [paragraph.text for paragraph in corner.paragraphs]
    assert lines[:2] == ["УТВЕРЖДАЮ", "Генеральный директор"]
    assert lines[2].startswith("____")
    assert lines[2].endswith("И. О. Иванов")
    assert "20__" in lines[3]


def test_an_acquaintance_sheet_without_names_has_rows_to_fill() -> None:
    table = opened(document("::: acquaintance\n:::\n")).tables[-1]
    assert len(table.rows) == 9


def test_a_signature_names_the_position_at_the_left_and_the_name_at_the_right() -> None:
    text = "::: signature\nДиректор | И. О. Иванов\nРаботник: ознакомлен | \n:::\n"
    table = opened(document(text)).tables[-1]
    first = [cell.text.replace("\u00a0", " ") for cell in table.rows[0].cells]
    assert (first[0], first[-1]) == ("Директор", "И. О. Иванов")
    assert table.rows[1].cells[0].text == "Работник: ознакомлен"


def test_the_same_paper_is_the_same_file_on_another_day(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = document(f"## Общее\n\n1. Пункт.\n\n{TABLE}")
    first, now = render_word(paper), time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)
    assert render_word(paper) == first
    assert zipfile.ZipFile(BytesIO(first)).testzip() is None


def test_a_base_document_that_is_no_word_file_is_told_plainly() -> None:
    with pytest.raises(UserError, match="Бланк"):
        render_word(document("Текст.", base=b"text"))


CLOSING = (
    "::: signature\nДиректор | И. О. Фамилия\n:::\n\n::: agreed\nЮрист | \n:::\n\n"
    "::: acquaintance\nМенеджер | \n:::\n"
)


def kept_in(file: DocxDocument) -> list[str]:
    """The texts that stay on the page of the paragraph after them."""
    return [
        "".join(found.text or "" for found in paragraph.iter(qn("w:t")))
        for paragraph in file.element.body.iter(qn("w:p"))
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    ]


def test_the_words_above_a_signature_stay_with_it() -> None:
    last = "Последний. " + "Ещё слова, чтобы строк над подписью было две. " * 4
    kept = kept_in(opened(document(f"1. Первый.\n1. {last}\n\n{CLOSING}")))
    assert any(words.startswith("Последний.") for words in kept)
    assert "Первый." not in kept
    assert "Директор" in kept


def test_the_last_rows_of_a_long_table_stay_with_the_signature_below_it() -> None:
    table = TABLE + "".join(f"| Строка {number} | 1 |\n" for number in range(40))
    kept = kept_in(opened(document(f"{table}\n{CLOSING}")))
    assert {"Строка 38", "Строка 39"} <= set(kept)
    assert "Строка 37" not in kept


def test_whoever_signs_and_the_small_print_share_rows_of_one_table() -> None:
    file = opened(document(f"1. Пункт.\n\n{CLOSING}", legal_line="Проверьте у юриста."))
    rows = [[cell.text for cell in row.cells] for row in file.tables[-1].rows]
    firsts = [cells[0].split("\n")[0] for cells in rows]
    assert firsts == ["Директор", "СОГЛАСОВАНО", "Юрист", "С документом ознакомлены:", "№", "1",
                      "Проверьте у юриста."]  # fmt: skip
    paragraphs = list(file.tables[-1]._tbl.iter(qn("w:p")))
    kept = [p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in paragraphs]
    assert kept == [True] * (len(kept) - 1) + [False]


def test_a_text_stays_with_the_table_below_it() -> None:
    kept = kept_in(opened(document(f"1. Раньше.\n1. Роли разделены.\n\n{TABLE}")))
    assert "Роли разделены." in kept
    assert "Раньше." not in kept


def test_where_the_fonts_are_missing_word_is_told_which_to_take() -> None:
    with zipfile.ZipFile(BytesIO(render_word(document("Текст.")))) as packed:
        fonts = packed.read("word/fontTable.xml").decode()
    for name, other in (("PT Serif", "Times New Roman"), ("PT Sans", "Arial")):
        font = fonts.partition(f'w:name="{name}"')[2].partition("</w:font>")[0]
        assert re.search(f'<w:altName w:val="[^"]*{other}"', font)
        assert re.search('<w:panose1 w:val="[0-9A-F]{20}"', font)
        assert "<w:sig " in font


def test_a_table_at_the_end_leaves_no_line_that_could_take_a_page_of_its_own() -> None:
    last = opened(document(TABLE)).paragraphs[-1]
    assert last.text == ""
    assert last.paragraph_format.line_spacing is not None
    assert last.paragraph_format.space_after == 0


def test_blanks_to_fill_in_are_not_spread_over_the_line() -> None:
    file = opened(document(f"Отклики: {'_' * 40}\n\nОбычный текст."))
    blank, usual = file.paragraphs[-2:]
    assert blank.paragraph_format.alignment == 0
    assert usual.paragraph_format.alignment is None


def test_the_company_and_the_approval_stand_apart() -> None:
    corners = opened(document("Текст.", stamp=Stamp("Директор", "И. О. Фамилия"))).tables[0]
    margin = corners.cell(0, 0)._tc.find(f".//{qn('w:tcMar')}/{qn('w:right')}")
    assert margin is not None
    assert int(margin.get(qn("w:w")) or 0) >= 280
    assert "УТВЕРЖДАЮ" in corners.cell(0, 1).text


def test_an_empty_footer_draws_no_line() -> None:
    for text, lifted in (("", True), ("Книга", False)):
        file = opened(document("Текст.", footer=text))
        footers = [file.sections[0].footer, file.sections[0].first_page_footer]
        lines = ['w:top w:val="nil"' in footer._element.xml for footer in footers]
        assert lines == [lifted, lifted]


def test_the_accent_colours_the_styles() -> None:
    styles = opened(document("Текст.", accent="#1A7F5A")).styles.element.xml
    assert "1A7F5A" in styles
    assert "1F6FEB" not in styles
