"""The law that the papers lean on is dated data, by country; every regulation asks for a lawyer."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from wizard.documents.context import MadeDocument, document_set, on_letters
from wizard.documents.facts.law import law_of
from wizard.documents.setting.blocks import (
    Acquaintance,
    Appendix,
    Block,
    OnePage,
    Opening,
    SmallPrint,
)
from wizard.plan.figures import compute
from wizard.project.company import Country, Currency
from wizard.project.edit import answer, with_signs_of
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language

# What the texts lean on, as agreed: key and the article it must name.
RUSSIA = {
    "acts": "ст. 8", "union": "ст. 372", "acquaintance": "22 и 68", "contract": "ст. 57",
    "wage": "ст. 129", "minimum_wage": "ст. 133", "indexation": "ст. 134", "bonus": "ст. 135",
    "pay_dates": "ст. 136", "deductions": "ст. 137", "sanctions": "ст. 192",
    "probation": "ст. 70", "change": "ст. 72 и 74", "mentoring": "ст. 351.8",
    "micro": "ст. 309.2", "consent": "152-ФЗ", "advertising": "38-ФЗ", "discrimination": "64",
}  # fmt: skip
KAZAKHSTAN = {
    "acts": "ст. 11", "union": "ст. 12", "acquaintance": "ст. 23", "contract": "ст. 28",
    "probation": "ст. 36", "probation_result": "ст. 37", "transfer": "ст. 38", "change": "ст. 46",
    "certification": "ст. 52", "certification_union": "ст. 53", "reduction": "ст. 53",
    "sanctions": "ст. 64", "sanction_order": "ст. 65", "working_week": "ст. 68",
    "bonus": "ст. 107", "base_share": "п. 4 ст. 107", "combining": "ст. 111",
    "pay_dates": "ст. 113", "settlement": "ст. 113", "delay": "п. 3 ст. 113",
    "deductions": "ст. 115", "training": "ст. 118", "liability": "ст. 123", "disputes": "ст. 159",
    "discrimination": "ст. 6",
}  # fmt: skip


def of_country(country: Country, preset: str = "wholesale") -> Project:
    project = answer(load_preset(preset), "company.country", country)
    if country is Country.KAZAKHSTAN:
        project = answer(project, "company.currency", Currency.KZT)
        project = answer(project, "company.legal_form", "ТОО")
        project = answer(project, "company.tax_id", "123456789012")
    return project


def made(project: Project, language: Language) -> list[MadeDocument]:
    return list(document_set(project, compute(project), language=language))


@pytest.mark.parametrize(("key", "article"), RUSSIA.items())
def test_each_norm_the_texts_lean_on_is_there_with_subject_source_and_date(
    key: str, article: str
) -> None:
    entry = law_of(Country.RUSSIA, "ru").norms["references"][key]
    assert article in entry["text"]["ru"]
    assert entry["subject"]["ru"]
    assert entry["subject"]["en"]
    assert entry["source"]
    assert date.fromisoformat(entry["checked"])


@pytest.mark.parametrize(("key", "article"), KAZAKHSTAN.items())
def test_kazakhstan_has_norms_of_its_own(key: str, article: str) -> None:
    entry = law_of(Country.KAZAKHSTAN, "ru").norms["references"][key]
    assert article in entry["text"]["ru"]


def datums(country: Country) -> list[tuple[str, dict[str, Any]]]:
    norms = law_of(country, "ru").norms
    return [(key, entry) for part in ("references", "words") for key, entry in norms[part].items()]


@pytest.mark.parametrize("country", list(Country))
def test_every_datum_of_law_says_its_source_its_date_and_whether_it_was_compared(
    country: Country,
) -> None:
    for key, entry in datums(country):
        assert set(entry["text"]) == set(LANGUAGES), key
        assert entry["source"], key
        assert date.fromisoformat(entry["checked"]), key
        assert isinstance(entry["verified"], bool), key
        # Who compared says with what; what nobody compared is told by what it is about.
        assert bool(entry.get("seen")) == entry["verified"], key
        assert entry["verified"] or set(entry["subject"]) == set(LANGUAGES), key


@pytest.mark.parametrize("country", [Country.RUSSIA, Country.KAZAKHSTAN])
def test_every_article_of_the_labour_code_of_kazakhstan_and_the_new_norms_of_russia_are_compared(
    country: Country,
) -> None:
    open_ones = {key for key, entry in datums(country) if not entry["verified"]}
    known = {
        Country.RUSSIA: {"minimum_wage", "overtime", "remote", "training"},
        Country.KAZAKHSTAN: {"consent_withdrawal"},
    }
    assert open_ones == known[country]


@pytest.mark.parametrize(
    ("language", "told", "norm"),
    [
        ("ru", "С опубликованным текстом закона не сверены: ", "ст. 99 и 152 ТК РФ"),
        ("en", "Not compared with the published text of the law: ", "arts. 99 and 152"),
    ],
)
def test_a_paper_names_the_norms_it_leans_on_that_were_not_compared(
    language: Language, told: str, norm: str
) -> None:
    papers = {one.id: one.document for one in made(of_country(Country.RUSSIA), language)}
    closing = {
        id: next(block.text for block in paper.blocks if isinstance(block, SmallPrint))
        for id, paper in papers.items()
        if paper.profile in ("L", "O")
    }
    assert told in closing["pay"]
    assert norm in closing["pay"].replace("\u00a0", " ").split(told)[1]
    assert told not in closing["order-department"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", list(Country))
def test_every_regulation_and_order_closes_with_the_advice_of_its_country(
    country: Country, language: Language
) -> None:
    word = {"ru": "юрист", "en": "lawyer"}[language]
    for one in made(of_country(country), language):
        if one.document.profile not in ("L", "O"):
            continue
        (closing,) = [block for block in one.document.blocks if isinstance(block, SmallPrint)]
        assert word in closing.text
        has_date = any(char.isdigit() for char in closing.text)
        assert has_date == (country is not Country.OTHER)


@pytest.mark.parametrize(("number", "word"), [("", "БЕКІТЕМІН / УТВЕРЖДАЮ"), ("5", "БЕКІТІЛДІ / ")])
def test_a_paper_of_kazakhstan_is_approved_in_both_languages(number: str, word: str) -> None:
    project = of_country(Country.KAZAKHSTAN)
    project = answer(project, "documentation.order_number", number)
    project = answer(project, "documentation.order_date", None)
    for one in made(project, "ru"):
        if one.document.profile == "L":
            opening = one.document.blocks[0]
            assert isinstance(opening, Opening)
            assert opening.right[0][0].startswith(word)


def test_a_paper_of_kazakhstan_names_its_number_form_and_money() -> None:
    documents = made(of_country(Country.KAZAKHSTAN), "ru")
    order = next(one.document for one in documents if one.id == "order-department")
    assert "БИН 123456789012" in order.organisation.details
    assert "₸" in order.text
    assert "₽" not in order.text
    assert "ТОО" in next(one.document.text for one in documents if one.id == "department")


def walk(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, Appendix | OnePage):
            found.extend(walk(block.blocks))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", preset_names())
def test_every_regulation_has_one_page_of_its_sense_and_a_sheet_to_sign(
    name: str, language: Language
) -> None:
    for one in made(load_preset(name), language):
        if one.document.profile == "L":
            blocks = walk(one.document.blocks)
            assert sum(isinstance(block, OnePage) for block in blocks) == 1, one.file
            assert any(isinstance(block, Acquaintance) for block in blocks), one.file


# What no paper of another country may say, however its texts are put together.
OF_RUSSIA_ALONE = re.compile(
    r"\bРФ\b|Российск|-ФЗ|НДФЛ|ОГРН|СНИЛС|\bИНН\b|₽|\bRussia|-FZ|\bINN\b", re.IGNORECASE
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", [Country.KAZAKHSTAN, Country.OTHER])
def test_no_paper_of_another_country_leans_on_what_is_russian(
    country: Country, language: Language
) -> None:
    project = of_country(country, "online-service")
    project = answer(project, "company.tax_id", "123456789012")
    project = answer(project, "company.currency", Currency.KZT)
    project = with_signs_of(project, language, Currency.RUB)
    wrong = {
        one.file: found
        for one in made(project, language)
        if (found := set(OF_RUSSIA_ALONE.findall(one.document.text)))
    }
    assert wrong == {}


@pytest.mark.parametrize(("language", "article"), [("ru", r"\bст\. ?\d"), ("en", r"\barts?\. ?\d")])
def test_papers_of_an_unknown_country_cite_no_article(language: Language, article: str) -> None:
    for one in made(of_country(Country.OTHER), language):
        text = one.document.text.replace("\u00a0", " ")
        assert not re.search(article, text), one.file


@pytest.mark.parametrize(
    ("country", "russian", "english"),
    [
        (Country.RUSSIA, "ИНН 123", "Tax ID 123"),
        (Country.KAZAKHSTAN, "БИН 123", "BIN 123"),
        (Country.OTHER, "Налоговый номер 123", "Tax ID 123"),
    ],
)
def test_a_letter_names_the_tax_number_as_the_country_does(
    country: Country, russian: str, english: str
) -> None:
    project = answer(of_country(country), "company.tax_id", "123")
    assert russian in on_letters(project, "ru").details
    assert english in on_letters(project, "en").details
