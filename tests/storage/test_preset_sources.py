"""What a preset says of its numbers is true of them."""

from __future__ import annotations

from math import prod

import pytest

from wizard.project.path import get
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset, preset_names
from wizard.texts import LANGUAGES, Language

# What a source says in Russian and in English, and the answer that it says it of.
SAID = {
    "online-service": [
        ("150 сделок", "150 deals", "goals.deals_per_month", 150),
        ("за 5 минут", "within 5 minutes", "documentation.calls.answer_minutes", 5),
        ("7 попыток", "7 contact attempts", "documentation.calls.touches", 7),
        ("за 14 дней", "in 14 days", "documentation.calls.touch_days", 14),
        ("35 %", "35%", "hiring.roles.manager.turnover", 0.35),
        ("900 клиентов", "900 clients", "structure.roles.account.norm", 900),
        ("0,3 на клиента", "0.3 per client", "structure.roles.account.requests_per_client", 0.3),
        ("0,6 остатка", "0.6 of the rest", "documentation.planning.coverage", 0.6),
    ],
    "digital-agency": [
        ("55 клиентов", "55 clients", "structure.roles.account.norm", 55),
        ("4 остатка", "4 times the rest", "documentation.planning.coverage", 4),
        ("30 %", "30%", "hiring.roles.sales.turnover", 0.3),
        ("за 10 минут", "within 10 minutes", "documentation.calls.answer_minutes", 10),
    ],
    "wholesale": [
        ("3,5 остатка", "3.5 times the rest", "documentation.planning.coverage", 3.5),
        ("35 %", "35%", "hiring.roles.sales.turnover", 0.35),
        ("85 клиентов", "85 clients", "structure.roles.account.norm", 85),
        ("за 15 минут", "within 15 minutes", "documentation.calls.answer_minutes", 15),
    ],
}
CONVERSION = {
    "online-service": ("30 %", 0.3), "digital-agency": ("7,5 %", 0.075),
    "wholesale": ("12 %", 0.12),
}  # fmt: skip
# The month in which a seller is at the norm: one after the last of the ramp.
AT_THE_NORM = {"digital-agency": ("sales", 4), "wholesale": ("sales", 4)}


def told(name: str, language: Language) -> str:
    found = " ".join(source.into(language) for source in preset(name).sources)
    return found.replace("\u00a0", " ")


def conversion(project: Project) -> float:
    return prod(stage.conversion for stage in project.goals.funnel[1:])


@pytest.mark.parametrize("name", preset_names())
def test_a_number_named_in_a_source_is_the_presets_number(name: str) -> None:
    project = load_preset(name)
    for in_russian, in_english, path, value in SAID[name]:
        assert in_russian in told(name, "ru"), in_russian
        assert in_english in told(name, "en"), in_english
        assert get(project, path) == value, path


@pytest.mark.parametrize("name", preset_names())
def test_the_named_conversion_is_that_of_the_funnel(name: str) -> None:
    said, value = CONVERSION[name]
    assert said in told(name, "ru")
    assert conversion(load_preset(name)) == pytest.approx(value, rel=0.05)


def test_the_named_ramp_is_that_of_the_role() -> None:
    for name, (role, month) in AT_THE_NORM.items():
        ramp = get(load_preset(name), f"structure.roles.{role}.ramp")
        assert len(ramp) + 1 == month, name
    ramps = [role.ramp for role in load_preset("online-service").structure.roles[1:]]
    assert {len(ramp) + 1 for ramp in ramps} == {2, 3}


def test_the_agencys_recommendations_are_as_its_source_says() -> None:
    first = load_preset("digital-agency").goals.channels[0]
    assert (first.share, first.quality) == (0.3, 1.35)


@pytest.mark.parametrize("name", preset_names())
def test_every_source_is_told_in_both_languages(name: str) -> None:
    for source in preset(name).sources:
        assert len({source.into(language) for language in LANGUAGES}) == len(LANGUAGES)
