"""Scenarios, sensitivity and probability: many versions of one plan, each as if computed alone."""

from __future__ import annotations

import numpy as np
import pytest

from tests.plan.projects import figures_of, selling
from wizard.plan.figures import compute
from wizard.plan.plan import build_plan
from wizard.plan.runs import adjustable, probability, seek_answer, sensitivity
from wizard.plan.scenarios import active, applied, compared
from wizard.project.goals import GoalBy
from wizard.project.path import get, replaced
from wizard.project.project import Project
from wizard.project.scenarios import Change, ChangeHow, Range, Scenario
from wizard.storage.presets import load_preset, preset_names


def with_scenario(project: Project, *changes: Change) -> Project:
    return replaced(project, "scenarios.scenarios", (Scenario(id="s", name="С", changes=changes),))


def test_a_scenario_multiplies_and_replaces() -> None:
    scenario = Scenario(
        id="s",
        changes=(
            Change(id="a", path="goals.deals_per_month", value=0.5),
            Change(id="b", path="goals.products.*.price", how=ChangeHow.REPLACE, value=70),
        ),
    )
    changed = applied(selling(100, 1000), scenario)
    assert figures_of(changed)["goals.revenue_new"].first == 50 * 70


def test_a_scenario_stays_within_the_limits_of_an_answer() -> None:
    scenario = Scenario(
        id="s", changes=(Change(id="a", path="goals.funnel.*.conversion", value=9),)
    )
    assert applied(selling(conversions=(0.3,)), scenario).goals.funnel[1].conversion == 1


def test_a_change_of_what_is_no_longer_there_is_left_out() -> None:
    scenario = Scenario(id="s", changes=(Change(id="a", path="goals.products.gone.price"),))
    project = selling()
    assert applied(project, scenario) == project


def test_the_active_scenario_is_the_one_shown() -> None:
    project = with_scenario(selling(100), Change(id="a", path="goals.deals_per_month", value=2))
    assert active(project) is project
    shown = active(replaced(project, "scenarios.active", "s"))
    assert shown.goals.deals_per_month == 200


def test_scenarios_stand_beside_the_base() -> None:
    project = with_scenario(selling(100), Change(id="a", path="goals.deals_per_month", value=2))
    beside = compared(project)
    assert beside["s"]["goals.deals"].first == 2 * beside[""]["goals.deals"].first


@pytest.mark.parametrize("name", preset_names())
def test_an_answer_changed_in_runs_gives_what_changing_it_in_the_project_gives(name: str) -> None:
    """Answers that stand in tables reach the sums over the tables too."""
    project = load_preset(name)
    plan = build_plan(project)
    for path in adjustable(project, plan):
        if not path.startswith("goals."):
            continue
        value = get(project, path)
        runs = plan.solve(project, {path: np.array([[value], [value * 0.9]])})
        alone = compute(replaced(project, path, value * 0.9))
        for key in ("goals.revenue", "goals.leads", "result.cash"):
            values = np.broadcast_to(runs.lines[key], (2, project.company.horizon))[1]
            np.testing.assert_allclose(values, alone[key].months, rtol=1e-9, err_msg=path)


@pytest.mark.parametrize("name", preset_names())
def test_sensitivity_is_what_the_plan_gives_for_each_end(name: str) -> None:
    project = load_preset(name)
    swings = sensitivity(project)
    assert 1 <= len(swings) <= 10
    assert [swing.width for swing in swings] == sorted(
        (swing.width for swing in swings), reverse=True
    )
    for swing in swings[:3]:
        low = compute(replaced(project, swing.path, swing.low_answer))
        assert low["result.operating_profit"].total == pytest.approx(swing.low_figure)


def test_sensitivity_of_an_empty_project_is_empty() -> None:
    assert sensitivity(Project()) == ()


def uncertain(project: Project) -> Project:
    price = Range(id="a", path="goals.products.one.price", low=800, likely=1000, high=1100)
    return replaced(project, "scenarios.ranges", (price,))


def test_probability_is_repeatable_and_follows_its_seed() -> None:
    project = uncertain(selling())
    one, again = probability(project, 500), probability(project, 500)
    other = probability(replaced(project, "scenarios.seed", 2), 500)
    assert one == again
    assert one.revenue != other.revenue


def test_probability_keeps_to_the_ranges() -> None:
    found = probability(uncertain(selling(100)), 2000)
    year = 12 * 100
    assert 800 * year <= found.revenue.p10 < found.revenue.p50 < found.revenue.p90 <= 1100 * year
    # PERT of 800, 1000, 1100: the mean is (800 + 4·1000 + 1100) / 6.
    assert found.revenue.p50 == pytest.approx(983.3 * year, rel=0.01)
    assert 0.2 < found.reaches_revenue < 0.5


def test_without_uncertainty_the_goal_is_certain() -> None:
    found = probability(selling(100, 1000), 100)
    assert found.reaches_revenue == 1
    assert found.revenue.p10 == found.revenue.p90 == 100 * 1000 * 12


def test_an_impossible_range_is_left_out() -> None:
    wrong = Range(id="a", path="goals.products.one.price", low=2000, likely=1000, high=500)
    project = replaced(selling(), "scenarios.ranges", (wrong,))
    assert probability(project, 50).revenue.p10 == figures_of(project)["goals.revenue"].total


def test_goal_seek_finds_the_answer_that_gives_the_figure() -> None:
    project = selling(100, 1000)
    found = seek_answer(project, "goals.products.one.price", "goals.revenue", 3_000_000, month=0)
    assert found.reached
    assert found.value == pytest.approx(2500)
    again = compute(replaced(project, "goals.products.one.price", found.value))
    assert again["goals.revenue"].total == pytest.approx(3_000_000)


def test_goal_seek_of_a_month() -> None:
    found = seek_answer(selling(100, 1000, (0.5,)), "goals.funnel.stage1.conversion", "goals.leads",
                        400, month=3)  # fmt: skip
    assert found.reached
    assert found.value == pytest.approx(0.25, rel=0.01)


def test_goal_seek_out_of_reach_gives_the_nearest_within_the_limits() -> None:
    found = seek_answer(
        selling(100, 1000, (0.5,)), "goals.funnel.stage1.conversion", "goals.leads", 1, month=1
    )
    assert not found.reached
    assert found.value == pytest.approx(1)
    assert found.figure == 100


def test_probability_asks_the_base_goal_where_it_is_solved_for() -> None:
    project = selling(
        goal_by=GoalBy.PROFIT, profit_year=600_000.0, product={"variable_cost": 500.0}
    )
    found = probability(uncertain(project), 500)
    assert 0 < found.reaches_profit < 1
