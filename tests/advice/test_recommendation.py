"""The recommendation follows from the project's figures and tells each of its reasons."""

from __future__ import annotations

import pytest

from tests.advice.edits import Edit, both, calm, every, put
from wizard.advice.organisation import MODELS, SELLING_AND_ACCOUNTING, SPLITS
from wizard.advice.recommendation import NAMES, Recommendation, Verdict, W, recommend
from wizard.numbers import NO_BREAK_SPACE
from wizard.plan.figures import compute
from wizard.project.project import Project
from wizard.project.structure import Complexity, OrganisationModel, RoleSplit
from wizard.storage.presets import load_preset, preset_names


def advised(*changes: Edit) -> Recommendation:
    project = both(*changes)(calm())
    return recommend(project, compute(project))


def of_one_seller(project: Project) -> Project:
    seller = next(role for role in project.structure.roles if role.id == "manager")
    small = seller.model_copy(update={"norm": 0.0, "minimum": 1, "at_start": 1, "reports_to": ""})
    return both(put("structure.roles", (small,)), put("goals.funnel", ()))(project)


def simple(project: Project) -> Project:
    return both(
        put("structure.complexity", Complexity.LOW), put("structure.has_after_sale", False)
    )(project)


@pytest.mark.parametrize("name", preset_names())
def test_presets_are_organised_as_recommended(name: str) -> None:
    project = load_preset(name)
    found = recommend(project, compute(project))
    assert found.model is project.structure.model
    assert found.split is project.structure.split


def test_simple_product_without_service_needs_one_stage() -> None:
    found = advised(simple, of_one_seller)
    assert found.model is OrganisationModel.ONE_STAGE
    assert found.split is RoleSplit.ALL_IN_ONE


def test_complex_dear_product_is_sold_by_specialists() -> None:
    found = advised(
        put("structure.complexity", Complexity.HIGH),
        put("structure.has_production", True),
        put("goals.deals_per_month", 10.0),
        every("goals.products", price=500_000.0),
    )
    assert found.model is OrganisationModel.BY_FUNNEL
    assert found.split is RoleSplit.SEPARATE


def test_projects_are_set_apart_only_where_there_is_production() -> None:
    found = advised(put("structure.complexity", Complexity.HIGH), put("goals.deals_per_month", 9.0))
    assert {factor.speaks_for for factor in found.of_split.factors} <= {
        RoleSplit.ALL_IN_ONE,
        RoleSplit.SALES,
    }


def test_every_factor_has_its_say_with_its_figure() -> None:
    found = advised()
    assert [factor.name for factor in found.of_model.factors] == list(NAMES.values())
    said = {
        factor.name: factor.sentence.into("ru").replace(NO_BREAK_SPACE, " ")
        for factor in found.of_model.factors
    }
    assert "150 сделок" in said[NAMES["deals"]]
    assert "5 чел." in said[NAMES["team"]]
    assert "₽" in said[NAMES["value"]]


def check_points(verdict: Verdict[W]) -> None:
    weights = dict.fromkeys(verdict.points, 0)
    for factor in verdict.factors:
        weights[factor.speaks_for] += factor.weight
    assert weights == verdict.points
    assert verdict.points[verdict.way] == max(verdict.points.values())
    assert all(factor.speaks_for is verdict.way for factor in verdict.reasons)


def test_points_are_the_weights_of_the_factors() -> None:
    check_points(advised().of_model)
    check_points(advised().of_split)


def test_an_empty_project_gets_a_recommendation_from_its_answers_alone() -> None:
    project = Project()
    found = recommend(project, compute(project))
    names = {factor.name for factor in found.of_model.factors}
    assert names == {NAMES["complexity"], NAMES["production"], NAMES["after_sale"]}


def test_value_of_a_client_means_the_same_in_any_currency() -> None:
    dear = both(
        every("goals.products", price=500_000.0, variable_cost=0.0),
        every("motivation.pay", salary=4_000_000.0, components=(), kpi=()),
    )
    levels = [
        next(factor for factor in found.of_model.factors if factor.name == NAMES["value"])
        for found in (advised(), advised(dear))
    ]
    assert levels[0].speaks_for is not OrganisationModel.BY_FUNNEL
    assert levels[1].speaks_for is not OrganisationModel.BY_FUNNEL


def test_every_way_has_its_pluses_and_minuses_in_both_languages() -> None:
    for way, qualities in [*MODELS.items(), *SPLITS.items()]:
        assert len(qualities.pluses) >= 2, way
        assert len(qualities.minuses) >= 2, way
    assert set(MODELS) == set(OrganisationModel)
    assert set(SPLITS) == set(RoleSplit)
    assert len(SELLING_AND_ACCOUNTING) == 4
