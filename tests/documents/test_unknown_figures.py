"""A paper that is asked for before there is a plan has blanks in it, not zeros."""

from __future__ import annotations

import re
from functools import cache

import pytest

from wizard.documents.catalogue import catalogue
from wizard.documents.context import document_set
from wizard.documents.filling.unknown import BLANK, NOTE
from wizard.documents.language.escaping import restore
from wizard.documents.setting.blocks import Note, plain
from wizard.documents.setting.layout import Document
from wizard.plan.figures import compute
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.texts import LANGUAGES, Language

ZERO = re.compile(r"(?<![\d.,])(?:0\u00a0(?:₽|%|[а-яa-z]+)|₽\u00a00\b|0%)")


@cache
def forced(language: Language) -> tuple[Document, ...]:
    """Every paper of a project in which nothing was entered."""
    templates = catalogue(language)
    rows = tuple(DocumentChoice(id=one.id, wanted=Wanted.YES) for one in templates)
    project = replaced(Project(), "documentation.documents", rows)
    made = document_set(project, compute(project), templates, language=language)
    return tuple(one.document for one in made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_figure_that_cannot_be_computed_yet_is_a_blank_and_no_zero(language: Language) -> None:
    for document in forced(language):
        said = restore(document.text)
        assert not ZERO.search(said), (document.title, ZERO.search(said))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_with_blanks_says_once_why_they_are_there(language: Language) -> None:
    note = NOTE.into(language)
    told = {
        document.title: sum(
            plain(runs).replace("\u00a0", " ") == note
            for block in document.body
            if isinstance(block, Note)
            for runs in block.paragraphs
        )
        for document in forced(language)
    }
    assert set(told.values()) == {0, 1}
    for document in forced(language):
        if f"{BLANK} ₽" in restore(document.text).replace("\u00a0", " "):
            assert told[document.title] == 1, document.title


def test_a_zero_of_a_plan_that_is_known_stays_a_zero() -> None:
    project = load_preset("wholesale")
    texts = [
        restore(one.document.text) for one in document_set(project, compute(project), language="ru")
    ]
    assert any("0\u00a0₽" in text for text in texts)
    assert not any(NOTE.into("ru") in text for text in texts)
