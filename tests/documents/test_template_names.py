"""The list of names for templates leaves none out, and each has its meaning."""

from __future__ import annotations

import pytest

from wizard.documents.catalogue import catalogue
from wizard.documents.context import OF_A_PAPER, Maker
from wizard.documents.filling.text import FILTERS, environment
from wizard.documents.template_names import as_markdown, template_names
from wizard.plan.figures import compute
from wizard.project.path import fields
from wizard.storage.presets import load_preset
from wizard.texts import LANGUAGES, Language

PROJECT = load_preset("wholesale")
PLAN = compute(PROJECT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_a_document_is_listed_with_a_meaning(language: Language) -> None:
    listed = template_names(PROJECT, PLAN, language)
    written = {one.name.partition("(")[0].partition("[")[0] for one in listed}
    maker = Maker(PROJECT, PLAN, language, catalogue(language))
    for template in catalogue(language):
        for paper in maker.register.of(template)[:1]:
            assert set(maker.context(paper)) <= written
    assert set(OF_A_PAPER) <= written
    assert all(one.meaning.into(language).strip() for one in listed)


def test_every_filter_is_listed_with_a_meaning() -> None:
    assert set(FILTERS) == set(environment("ru", "RUB").filters)


def test_every_figure_stands_there_with_its_label_and_value() -> None:
    listed = {one.name: one for one in template_names(PROJECT, PLAN, "ru")}
    for figure in PLAN:
        assert listed[f'figures["{figure.key}"]'].meaning == figure.label
    assert listed['figures["goals.revenue"]'].value.endswith("₽")


def test_every_question_stands_there_with_its_title() -> None:
    listed = {one.name for one in template_names(PROJECT, PLAN, "ru")}
    for path, _value, _question in fields(PROJECT.company, "company."):
        assert path in listed
    assert {"goals.products", "goals.products[0].price", "motivation.pay[0].salary"} <= listed


def test_the_reference_page_is_one_table_a_group() -> None:
    lines = list(as_markdown(template_names(PROJECT, PLAN, "en"), "en"))
    assert lines[0] == "# Names for templates"
    assert lines.count("| Name in templates | Meaning | Example |") == sum(
        one.startswith("## ") for one in lines
    )
    cells = [line.replace("\\|", "").count("|") for line in lines if line.startswith("|")]
    assert set(cells) == {4}
