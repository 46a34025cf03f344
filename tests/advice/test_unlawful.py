"""What a policy may not say is refused with the reason; what only looks like it passes."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from wizard.advice.check import errors
from wizard.advice.rule import Case
from wizard.advice.unlawful import clauses, prohibitions, refusals
from wizard.documents.context import document_set
from wizard.documents.language.escaping import restore
from wizard.errors import UserError
from wizard.plan.figures import compute
from wizard.project.company import Country
from wizard.project.edit import answer
from wizard.project.model import Choice
from wizard.project.path import fields
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language

PLACES = {
    "fines": "motivation.leaving",
    "charging": "motivation.leaving",
    "unpaid-trial": "hiring.roles.head.conditions",
    "discretion": "motivation.leaving",
    "non-compete": "hiring.roles.head.conditions",
    "leaver": "motivation.leaving",
    "sex-and-age": "hiring.roles.head.requirements",
}


def wordings(file: str) -> list[tuple[str, str]]:
    """The lines of a file of phrasings with the kind each stands under."""
    found, kind = [], ""
    for line in (Path(__file__).parent / file).read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            found.append((kind, line))
    return found


REFUSED = wordings("unlawful_refused.txt")
ALLOWED = wordings("unlawful_allowed.txt")

# Fields of free text that no rule on policies reads, and why.
NOT_POLICY = {
    "company": "requisites",
    "goals.products": "names of what is sold",
    "goals.channels": "names of channels",
    "costs.items": "names of costs: a fine paid to the state is one",
    "documentation.documents": "who approves a paper, its number",
    "documentation.order_number": "a number",
    "documentation.calls.hours": "hours",
    "documentation.calls.brief": "questions to a client",
    "documentation.book": "what is said to clients",
    "scenarios": "names and notes of scenarios",
}


@cache
def sound() -> Case:
    project = load_preset("wholesale")
    return Case(project, compute(project))


def found(place: str, text: str) -> list[str]:
    project = answer(sound().project, place, text)  # what is refused hangs on no figure
    return [one.rule.id for one in refusals(Case(project, sound().figures))]


@pytest.mark.parametrize(("rule", "text"), REFUSED)
def test_a_policy_that_would_be_unlawful_is_refused(rule: str, text: str) -> None:
    assert found(PLACES[rule], text) == [rule]


@pytest.mark.parametrize("place", sorted(set(PLACES.values())))
@pytest.mark.parametrize("text", [text for _kind, text in ALLOWED])
def test_what_only_looks_like_it_passes(text: str, place: str) -> None:
    assert found(place, text) == []


@pytest.mark.parametrize("rule", PLACES)
def test_every_kind_is_known_in_more_than_thirty_wordings_of_each_language(rule: str) -> None:
    texts = {text for kind, text in REFUSED if kind == rule}
    russian = {text for text in texts if re.search("[а-яё]", text, re.IGNORECASE)}
    assert len(russian) > 30
    assert len(texts - russian) > 30
    assert sum(kind == rule for kind, _text in ALLOWED) > 30


def test_a_shortened_word_ends_no_clause() -> None:
    assert clauses("За опоздание удерживаем 500 руб. из зарплаты. Обед — час.") == [
        "За опоздание удерживаем 500 руб. из зарплаты",
        "Обед — час",
    ]


@pytest.mark.parametrize("name", preset_names())
def test_every_free_text_that_can_reach_a_policy_is_read(name: str) -> None:
    fines = next(rule for rule in prohibitions() if rule.id == "fines")
    for path, value, meta in fields(load_preset(name)):
        if not isinstance(value, str) or isinstance(value, Choice) or meta.refers is not None:
            continue
        left_out = any(path == place or path.startswith(f"{place}.") for place in NOT_POLICY)
        assert fines.applies_to(path) != left_out, path


def test_one_bad_clause_of_a_text_is_quoted_alone() -> None:
    text = "Оклад 60 000. Штраф за прогул 1 000 рублей. Работаем без выходных по графику."
    project = answer(load_preset("wholesale"), "hiring.roles.head.conditions", text)
    (refused,) = refusals(Case(project, compute(project)))
    assert refused.clause == "Штраф за прогул 1 000 рублей"


@pytest.mark.parametrize(
    ("country", "norm"),
    [(Country.RUSSIA, "ст. 192 ТК РФ"), (Country.KAZAKHSTAN, "ст. 64 ТК РК"), (Country.OTHER, "")],
)
def test_the_problem_is_an_error_with_the_norm_of_the_country(country: Country, norm: str) -> None:
    project = answer(load_preset("wholesale"), "motivation.leaving", "Штраф 500 рублей")
    project = answer(project, "company.country", country)
    (problem,) = [
        one for one in errors(project, compute(project)) if one.path == "motivation.leaving"
    ]
    said = problem.text.into("ru")
    assert said.startswith("«Штраф 500 рублей» — штрафовать работника нельзя")
    assert norm in said
    assert ("ТК" in said) == bool(norm)
    assert "fined" in problem.text.into("en")


def test_a_question_to_a_client_is_no_policy() -> None:
    text = "Платили ли вы штрафы за просрочку?"
    assert found("documentation.calls.brief", text) == []


@pytest.mark.parametrize("name", preset_names())
def test_no_preset_and_no_default_is_refused(name: str) -> None:
    for project in (load_preset(name), Project()):
        assert list(refusals(Case(project, compute(project)))) == []


def test_every_prohibition_is_dated_and_has_its_reasons_and_norms() -> None:
    for rule in prohibitions():
        assert rule.reason.ru
        assert rule.reason.en
        assert set(rule.reference) == {"ru", "kz"}
        assert rule.source
        assert date.fromisoformat(rule.checked)


def test_the_paper_that_would_say_it_is_not_made_and_the_others_are() -> None:
    project = answer(load_preset("wholesale"), "motivation.leaving", "Штраф 500 рублей")
    figures = compute(project)
    with pytest.raises(UserError) as caught:
        list(document_set(project, figures, only=lambda template: template.id == "pay"))
    said = caught.value.into("ru")
    assert said.startswith("Документ «Положение об оплате труда")
    assert "штрафовать работника нельзя" in said
    others = list(document_set(project, figures, only=lambda template: template.id == "budget"))
    assert len(others) == 1
    assert project.motivation.leaving == "Штраф 500 рублей"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", preset_names())
def test_no_paper_of_ours_says_what_we_refuse(name: str, language: Language) -> None:
    project = load_preset(name)
    for made in document_set(project, compute(project), language=language):
        is_vacancy = made.id in ("vacancy", "role-profile")
        for clause in clauses(restore(made.document.text)):
            for rule in prohibitions():
                if rule.id != "sex-and-age" or is_vacancy:
                    assert not rule.refuses(clause), (made.file, rule.id, clause)
