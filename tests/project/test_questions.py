"""Every question helps to answer it: what it is, in which unit, what is usual and who says so."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import get_args

import pytest
from pydantic.fields import FieldInfo

from wizard.paths import resources
from wizard.project.model import Model, Question, question_of
from wizard.project.project import Project
from wizard.texts import LANGUAGES, Language

# Numbers that are not measured in anything: days and months of a calendar, a scale, a beginning.
NO_UNIT = {
    "Motivation.advance_day": "число месяца",
    "Motivation.salary_day": "число следующего месяца",
    "Motivation.indexation_month": "месяц",
    "Hiring.score_max": "оценка",
    "Scenarios.seed": "число",
}
LONGEST_BESIDE, LONGEST = 120, 260
ARTICLE = re.compile(r"(?:\d+(?:\.\d+)?(?:, | и ))*\d+(?:\.\d+)? (?:ТК|АПК|ГК) Р[ФК]")


def asked(model: type[Model], seen: set[type[Model]]) -> Iterator[tuple[str, Question, FieldInfo]]:
    """The questions of a model and of all that it holds, each once."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        meta = question_of(field)
        if meta is not None:
            yield f"{model.__name__}.{name}", meta, field
        for inner in (field.annotation, *get_args(field.annotation)):
            if isinstance(inner, type) and issubclass(inner, Model):
                yield from asked(inner, seen)


QUESTIONS = list(asked(Project, set()))


def told(meta: Question, language: Language) -> str:
    """All that a question says besides its title."""
    says = [text.into(language) for text in (meta.help, meta.usual) if text is not None]
    return " ".join(says)


def bare(text: str) -> str:
    """A text without its signs, to compare words."""
    return re.sub(r"\W+", " ", text).strip().casefold()


def test_there_are_hundreds_of_questions() -> None:
    assert len(QUESTIONS) > 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_says_more_than_its_title(language: Language) -> None:
    for name, meta, _field in QUESTIONS:
        says, title = bare(told(meta, language)), bare(meta.title.into(language))
        assert says, name
        assert says != title, name
        assert len(says.split()) > len(title.split()) or len(says.split()) >= 3, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_short_and_ends_as_a_sentence(language: Language) -> None:
    for name, meta, _field in QUESTIONS:
        for text in (meta.help, meta.usual):
            said = text.into(language) if text is not None else "."
            assert len(said) <= LONGEST, (name, said)
            assert said.endswith("."), (name, said)


def test_every_number_has_a_unit_or_says_what_it_counts() -> None:
    numbers = {int, float, tuple[float, ...]}
    for name, meta, field in QUESTIONS:
        kinds = {field.annotation, *get_args(field.annotation)}
        if meta.refers is None and kinds & numbers and meta.unit is None:
            assert name in NO_UNIT, name
            words = f"{meta.title.into('ru')} {told(meta, 'ru')}".casefold()
            assert NO_UNIT[name] in words, name


def test_what_is_usual_names_who_says_so() -> None:
    for name, meta, _field in QUESTIONS:
        if meta.usual is not None:
            for language in LANGUAGES:
                assert re.search(r"\([^()]*(\([^()]*\))?[^()]*\)\.$", meta.usual.into(language)), (
                    name
                )


def test_every_article_that_a_help_cites_is_in_the_dated_law() -> None:
    known = "".join(
        json.dumps(json.loads(path.read_text(encoding="utf-8")), ensure_ascii=False)
        for path in sorted((resources() / "law").glob("??.json"))
    )
    cited = [
        (name, found) for name, meta, _f in QUESTIONS for found in ARTICLE.findall(told(meta, "ru"))
    ]
    assert len(cited) > 5
    for name, found in cited:
        assert found in known, (name, found)


def test_help_gives_an_example_for_the_texts_that_are_typed() -> None:
    """A text of one line or several, whose answer is no name of something known."""
    without = [
        name
        for name, meta, field in QUESTIONS
        if field.annotation is str and meta.refers is None and meta.example is None
    ]
    assert set(without) <= {
        *(f"Cases.{case}" for case in (
            "genitive", "dative", "accusative", "instrumental", "prepositional"
        )),
        "Company.tax_id", "Company.registration_id", "Company.logo", "Company.letterhead",
        "Consultant.logo", "Consultant.letterhead",
        "Motivation.regime", "Motivation.leaving", "DocumentChoice.approves",
        "Tool.choice", "Change.path", "Range.path", "SalesBook.recipients",
    }  # fmt: skip
