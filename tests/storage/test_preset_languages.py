"""Rules of the presets' languages: one project, told in Russian and in English."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from wizard.plan.figures import Figure, compute
from wizard.project.edit import aligned, answer, without_rows
from wizard.project.limits import limit_problems
from wizard.project.model import Model, Row
from wizard.project.path import fields, get, row_name
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names, respoken

EVERY = pytest.mark.parametrize("name", preset_names())
CYRILLIC = re.compile("[А-Яа-яЁё]")


def _texts(project: Project) -> dict[str, str]:
    return {path: value for path, value, _asked in fields(project) if isinstance(value, str)}


def _worth(figure: Figure) -> tuple[object, ...]:
    return figure.months, figure.total, figure.unit


@EVERY
def test_an_english_preset_holds_no_russian_word_and_no_russian_quotes(name: str) -> None:
    project = load_preset(name, "en")
    wrong = {
        path: text
        for path, text in _texts(project).items()
        if CYRILLIC.search(text) or "«" in text or "№" in text or "\u00a0" in text
    }
    assert wrong == {}
    assert project.company.language.value == "en"
    assert load_preset(name).company.language.value == "ru"


@EVERY
def test_a_preset_plans_the_same_in_both_languages_to_the_last_digit(name: str) -> None:
    russian, english = compute(load_preset(name)), compute(load_preset(name, "en"))
    assert [figure.key for figure in russian] == [figure.key for figure in english]
    differing = [one.key for one in russian if _worth(one) != _worth(english[one.key])]
    assert differing == []


@EVERY
def test_the_languages_of_a_preset_differ_in_texts_alone(name: str) -> None:
    russian, english = load_preset(name), load_preset(name, "en")
    texts = _texts(russian)
    said = {path: value for path, value, _asked in fields(english)}
    for path, value, _asked in fields(russian):
        whole = not isinstance(value, (Model, tuple))
        if whole and path not in texts and path != "company.language":
            assert said[path] == value, path
    assert set(_texts(english)) == set(texts)
    assert aligned(english) == english
    assert limit_problems(english) == []


@EVERY
def test_lines_of_a_text_are_as_many_in_both_languages(name: str) -> None:
    english = _texts(load_preset(name, "en"))
    for path, text in _texts(load_preset(name)).items():
        assert english[path].count("\n") == text.count("\n"), path


@EVERY
def test_rows_of_an_english_preset_have_names_of_their_own(name: str) -> None:
    russian, english = load_preset(name), load_preset(name, "en")
    for path, value, _asked in fields(russian):
        if isinstance(value, tuple) and value and isinstance(value[0], Row):
            rows = [f"{path}.{row.id}" for row in value]
            names = {row: row_name(russian, row) for row in rows}
            once = Counter(names.values())
            in_english = Counter(row_name(english, row) for row in rows)
            for row, said in names.items():
                if once[said] == 1:
                    assert in_english[row_name(english, row)] == 1, row


@EVERY
def test_papers_in_another_language_take_the_untouched_names_with_them_and_back(name: str) -> None:
    russian, english = load_preset(name), load_preset(name, "en")
    assert respoken(russian, "en") == english
    assert respoken(english, "ru") == russian


def test_what_a_person_typed_stays_in_any_language() -> None:
    project = answer(load_preset("wholesale"), "goals.products.packaging.name", "Коробки")
    same = answer(project, "goals.products.household.name", "Хозяйственные товары")
    english = respoken(same, "en")
    assert get(english, "goals.products.packaging.name") == "Коробки"
    assert get(english, "goals.products.household.name") == "Хозяйственные товары"
    assert get(english, "goals.products.machines.name") == "Packaging machinery"
    assert respoken(english, "ru") == same


def test_a_project_without_some_rows_of_its_preset_changes_language_too() -> None:
    project = without_rows(load_preset("wholesale"), "goals.products", {"machines"})
    english = respoken(project, "en")
    assert [one.name for one in english.goals.products] == [
        "Packaging and disposable tableware",
        "Household goods",
    ]


def test_a_project_of_no_preset_changes_the_language_of_its_papers_alone() -> None:
    project = load_preset("wholesale").model_copy(update={"preset": "own:0123"})
    english = respoken(project, "en")
    assert english.company.language.value == "en"
    assert _texts(english) == {**_texts(project), "company.language": english.company.language}
