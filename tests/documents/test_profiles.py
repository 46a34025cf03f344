"""What opens a paper depends on its profile, in Word and PDF alike."""

from __future__ import annotations

from dataclasses import replace

from wizard.documents.setting.blocks import Letterhead, OnePage, Opening, RequisitesRow, SmallPrint
from wizard.documents.setting.layout import Document, Organisation, Stamp
from wizard.documents.setting.pdf import render_pdf
from wizard.documents.setting.typesetting import typesetter

PAPER = Document(
    title="Положение об отделе продаж",
    text="Текст.",
    organisation=Organisation("ООО «Ромашка»", city="г. Москва", details=("ИНН 7701234567",)),
    kind="Положение",
    profile="L",
    stamp=Stamp("Директор", "И. О. Иванов"),
)


def test_a_regulation_names_its_kind_above_its_title() -> None:
    opening = PAPER.blocks[0]
    assert isinstance(opening, Opening)
    assert (opening.kind, opening.title) == ("Положение", "об отделе продаж")
    assert ("г. Москва", "plain") in opening.left


def test_an_order_has_letterhead_requisites_and_heading() -> None:
    order = replace(PAPER, profile="O", kind="Приказ", title="Приказ о создании отдела", stamp=None)
    head, kind, row, heading, *_rest = order.blocks
    assert isinstance(head, Letterhead)
    assert isinstance(kind, Opening)
    assert isinstance(row, RequisitesRow)
    assert isinstance(heading, Opening)
    assert (kind.kind, heading.title) == ("Приказ", "О создании отдела")


def test_a_form_names_the_document_it_is_annexed_to() -> None:
    form = replace(PAPER, profile="F", annex_to="к Регламенту", annex_number=2, version="1")
    opening = form.blocks[0]
    assert isinstance(opening, Opening)
    assert [line for line, _look in opening.right] == ["Приложение № 2", "к Регламенту", "Версия 1"]


def test_a_letter_to_a_client_carries_no_approval() -> None:
    letter = replace(PAPER, profile="E", addressee="ООО «Василёк»\nДиректору")
    words = str(letter.blocks)
    assert "УТВЕРЖДАЮ" not in words
    assert "Василёк" in words


def test_advice_on_the_law_stands_before_the_appendices() -> None:
    text = "Текст.\n\n::: appendix Форма\nТаблица.\n:::\n"
    paper = replace(PAPER, text=text, legal_line="Проверьте у юриста.")
    assert isinstance(paper.blocks[-2], SmallPrint)


def test_a_short_version_that_comes_first_stays_on_the_first_page() -> None:
    paper = replace(PAPER, text="::: onepage Коротко\nТри правила.\n:::\n\nТекст.\n")
    first = paper.blocks[1]
    assert isinstance(first, OnePage)
    assert not first.new_page


def test_a_logo_is_printed_in_both() -> None:
    logo = typesetter().compile("#set page(width: 1cm, height: 1cm)\n= A", {}, "png", ppi=72)
    organisation = replace(PAPER.organisation, logo=logo)
    letter = replace(PAPER, profile="E", organisation=organisation)
    assert b"/Image" in render_pdf(letter)
