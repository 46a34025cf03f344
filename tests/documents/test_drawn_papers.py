"""Papers of projects drawn from the questions: whatever is answered, every sentence stays whole.

The texts drawn here hold nothing that a template might have put there by mistake (no quotation
mark, brace, double space), so whatever is found of that kind is the template's own.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan import whole_projects
from tests.plan.whole_projects import project_of
from wizard.documents.context import MadeDocument, document_set
from wizard.documents.facts.gaps import without_gaps
from wizard.documents.language.russian import initials
from wizard.documents.setting.blocks import Run, plain
from wizard.plan.figures import compute
from wizard.project.client_service import SupportPriority
from wizard.project.path import replaced
from wizard.storage.presets import load_preset
from wizard.texts import LANGUAGES, Language

CALM = ("", "а", "-", "Отдел продаж", "Ёж и щука", "Заголовок первой строки",
        " ".join(["Очень длинное название"] * 6))  # fmt: skip
LEFT_OVER = {
    "a value that is not there": re.compile(r"\b(?:None|nan|inf|Undefined)\b"),
    "a tag": re.compile(r"\{\{|\}\}|\{%|%\}|\{#"),
    "two spaces": re.compile("[ \u00a0]{2}"),
    "a straight quotation mark": re.compile("[\"']"),
    "a space before a sign": re.compile(r" [,.;:!?](?!\.)"),
    "two signs": re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;|,\.|;\.|:\."),
    "nothing between brackets or quotation marks": re.compile(r"\(\s*\)|«\s*»|“\s*”"),
}


def texts(value: object) -> Iterator[str]:
    """The texts of blocks as they are read: the runs of a paragraph together."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        if value and all(isinstance(one, Run) for one in value):
            yield plain(value)
        else:
            for one in value:
                yield from texts(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from texts(getattr(value, field.name))


def papers(seed: int, language: Language, typed: tuple[str, ...]) -> Iterator[MadeDocument]:
    with mock.patch.object(whole_projects, "TEXTS", typed):
        project = project_of(seed, 2)
    yield from document_set(project, compute(project), language=language)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=6)
@given(st.integers(0, 2**32 - 1))
def test_no_drawn_project_leaves_a_hole_in_a_sentence(language: Language, seed: int) -> None:
    for made in papers(seed, language, CALM):
        for text in texts((made.document.title, made.document.blocks)):
            for name, pattern in LEFT_OVER.items():
                found = pattern.search(text)
                near = text[max(0, found.start() - 60) : found.end() + 30] if found else ""
                assert found is None, (name, made.file, near)


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=4)
@given(st.integers(0, 2**32 - 1))
def test_no_drawn_project_with_hostile_texts_fails(language: Language, seed: int) -> None:
    assert all(made.document.blocks for made in papers(seed, language, whole_projects.TEXTS))


def test_a_priority_that_the_papers_have_no_word_for_goes_by_its_id() -> None:
    project = load_preset("online-service")
    rows = (*project.documentation.support.priorities, SupportPriority(id="blocker"))
    project = replaced(project, "documentation.support.priorities", rows)
    (made,) = document_set(project, compute(project), only=lambda one: one.id == "support")
    assert "blocker" in made.document.text


@pytest.mark.parametrize(("language", "word"), [("ru", "без названия"), ("en", "unnamed")])
def test_a_row_that_nobody_named_is_called_so_and_the_project_is_not_changed(
    language: Language, word: str
) -> None:
    project = replaced(load_preset("online-service"), "goals.channels.search.name", "  ")
    named = without_gaps(project, language)
    assert next(one for one in named.goals.channels if one.id == "search").name == word
    assert next(one for one in project.goals.channels if one.id == "search").name == "  "
    assert without_gaps(named, language) is named


def test_a_given_name_without_letters_leaves_no_space_before_the_surname() -> None:
    assert initials("Громов -") == "Громов"
    assert initials("Громов Павел Ильич") == "П.\u00a0И.\u00a0Громов"
