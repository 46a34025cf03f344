"""The catalogue of KPI is complete and in both languages; the calculator counts as it says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.plan.data.kpi_catalogue import Measure, catalogue, suggested
from wizard.plan.figures import compute
from wizard.plan.kpi_calculator import calculators, examples, results
from wizard.project.structure import RoleFunction
from wizard.storage.presets import load_preset
from wizard.texts import LANGUAGES

EIGHT = (
    "clv", "interaction-time", "nps", "organic-growth", "staff-satisfaction", "churn",
    "resolution-time", "upsell-revenue",
)  # fmt: skip
FUNNEL = (
    "funnel-share", "group-plan", "cpl-operational", "cpl-full", "cac-operational", "cac-full",
    "profitability", "arpu", "lifetime", "cltv", "lead-quality", "clients", "revenue",
)  # fmt: skip


def test_the_eight_of_accounting_and_those_of_the_funnel_are_there() -> None:
    by_group = {"accounting": list(EIGHT), "plan": list(FUNNEL)}
    for group, ids in by_group.items():
        assert [one.id for one in catalogue().values() if one.group == group] == ids


@pytest.mark.parametrize("measure", catalogue().values(), ids=lambda one: one.id)
def test_every_measure_is_told_in_both_languages(measure: Measure) -> None:
    for language in LANGUAGES:
        for text in (measure.name, measure.formula, measure.unit, measure.source):
            assert text.into(language).strip()
    assert measure.functions


def test_figures_of_the_plan_that_measures_name_exist() -> None:
    figures = compute(load_preset("online-service"))
    named = [measure.figure for measure in catalogue().values() if measure.figure]
    assert len(named) > 8
    assert [key for key in named if key not in figures] == []


def test_every_function_but_the_unnamed_has_measures_and_not_too_many() -> None:
    for function in set(RoleFunction) - {RoleFunction.OTHER}:
        assert suggested(function), function
    assert "nps" in {measure.id for measure in suggested(RoleFunction.ACCOUNT)}
    assert "churn" not in {measure.id for measure in suggested(RoleFunction.LEADGEN)}


def test_less_is_better_where_it_costs_or_is_lost() -> None:
    lower = {measure.id for measure in catalogue().values() if measure.better == "lower"}
    assert lower == {
        "churn", "resolution-time", "cpl-operational", "cpl-full", "cac-operational", "cac-full",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("key", "entered", "value"),
    [
        ("clv.value", {"clv.spend": 250, "clv.visits": 4, "clv.years": 3}, 3000),
        ("nps.value", {"nps.promoters": 30, "nps.passives": 50, "nps.detractors": 20}, 10),
        ("nps.value", {"nps.promoters": 0, "nps.passives": 0, "nps.detractors": 7}, -100),
        ("churn.value", {"churn.lost": 12, "churn.start": 300}, 0.04),
        ("organic-growth.referrals", {}, 0.3),
        ("organic-growth.repeat_share", {}, 0.3),
        ("resolution-time.value", {}, 6),
        ("resolution-time.to_plan", {}, 0.75),
        ("upsell-revenue.value", {}, 30_000),
        ("upsell-revenue.share", {}, 0.1),
        ("interaction-time.value", {}, 2),
        ("lead-quality.value", {}, 0.36),
    ],
)
def test_calculator(key: str, entered: dict[str, float], value: float) -> None:
    typed = {f"calculator.{path}": float(number) for path, number in entered.items()}
    assert results(typed)[f"calculator.{key}"] == pytest.approx(value)


def test_calculators_are_measures_of_the_catalogue() -> None:
    for one in calculators():
        assert one.id in catalogue()
        assert one.title.into("ru") == catalogue()[one.id].name.ru


@given(st.dictionaries(st.sampled_from(sorted(examples())), st.sampled_from([0.0, 1.0, 1e9])))
def test_no_number_gives_an_error(entered: dict[str, float]) -> None:
    for value in results(entered).values():
        assert value == value
        assert abs(value) < float("inf")
