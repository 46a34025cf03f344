"""The simulator: income and cost at other attainments, by models that pay the same at the plan."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan.projects import figures_of, paid, selling
from wizard.plan.simulator import Curve, Simulation, simulate
from wizard.project.bonus import Component, ComponentKind, Tier, TierMethod
from wizard.project.goals import GoalBy
from wizard.project.path import PathError, replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names

PLAN = 100_000.0


def percent(rate: float = 0.1) -> Component:
    return Component(id="percent", kind=ComponentKind.PERCENT_OF_SALES, rate=rate)


def fixed(amount: float = 10_000.0, threshold: float = 1.0) -> Component:
    return Component(
        id="fixed", kind=ComponentKind.FIXED_FOR_PLAN, amount=amount, threshold=threshold
    )


def tiers(*rows: tuple[float, float], method: TierMethod = TierMethod.WHOLE) -> Component:
    table = tuple(
        Tier(id=f"t{number}", start=start, rate=rate)
        for number, (start, rate) in enumerate(rows, 1)
    )
    return Component(id="tiers", kind=ComponentKind.TIERS, method=method, tiers=table)


def one_seller(*components: Component, salary: float = 40_000.0, **motivation: float) -> Project:
    """One person who sells 100 deals of 1 000 a month."""
    return paid(selling(100, 1000, (1.0,)), salary, *components, **motivation)


def simulated(*components: Component, points: int = 11, **values: float) -> Simulation:
    return simulate(one_seller(*components, **values), "seller", points)


def curve(found: Simulation, key: str) -> Curve:
    return next(one for one in found.curves if one.id == key)


def test_own_income_at_the_plan_is_the_income_of_the_plan() -> None:
    project = one_seller(percent(), fixed())
    found = simulate(project, "seller")
    income = figures_of(project)["motivation.income.seller"].total
    assert curve(found, "own").at_plan == pytest.approx(income)


@pytest.mark.parametrize("points", [11, 21])
def test_attainments_run_from_half_to_one_and_a_half(points: int) -> None:
    found = simulated(percent(), points=points)
    assert len(found.attainments) == points
    assert (found.attainments[0], found.attainments[-1]) == (0.5, 1.5)
    assert all(len(one.incomes) == len(one.costs) == points for one in found.curves)


def test_percent_of_sales_is_a_straight_line() -> None:
    found = curve(simulated(percent()), "own")
    assert found.incomes == pytest.approx([40_000 + 10_000 * (0.5 + n / 10) for n in range(11)])
    assert len(found.segments) == 1
    assert found.jumps == ()


def test_sum_for_the_plan_jumps_at_its_threshold() -> None:
    found = curve(simulated(fixed(threshold=0.8)), "own")
    assert len(found.jumps) == 1
    assert found.jumps[0] == pytest.approx((0.8, 40_000, 50_000))
    assert found.segments[0][-1] == pytest.approx((0.8, 40_000))
    assert found.segments[1][0] == pytest.approx((0.8, 50_000))


def test_tiers_by_parts_bend_and_do_not_jump() -> None:
    found = curve(simulated(tiers((0, 0.05), (1, 0.2), method=TierMethod.MARGINAL)), "own")
    assert found.jumps == ()
    assert found.incomes[0] == pytest.approx(42_500)
    assert found.incomes[-1] == pytest.approx(40_000 + 5_000 + 10_000)


def test_models_stand_side_by_side_and_pay_the_same_at_the_plan() -> None:
    found = simulated(percent(), fixed())
    assert [one.id for one in found.curves] == ["own", "percent", "fixed", "tiers"]
    assert {round(one.at_plan, 6) for one in found.curves} == {60_000.0}


def test_tiers_model_pays_less_below_the_plan_and_more_above_it() -> None:
    found = simulated(percent())
    straight, stepped = curve(found, "percent"), curve(found, "tiers")
    assert stepped.incomes[0] < straight.incomes[0]
    assert stepped.incomes[-1] > straight.incomes[-1]
    assert [at for at, _below, _above in stepped.jumps] == pytest.approx([0.8, 1.0, 1.2])


def test_cost_to_the_company_has_contributions_on_top() -> None:
    found = curve(simulated(percent(), plain_rate=0.3), "own")
    assert found.costs == pytest.approx([1.3 * income for income in found.incomes])


def test_newcomers_guarantee_hides_no_bonus() -> None:
    project = one_seller(percent())
    for field, value in (("guarantee", 90_000.0), ("guarantee_months", 12)):
        project = replaced(project, f"motivation.pay.seller.{field}", value)
    project = replaced(project, "structure.roles.seller.at_start", 0)
    assert curve(simulate(project, "seller"), "own").incomes[0] == pytest.approx(45_000)


def test_cap_bounds_the_own_model_alone() -> None:
    project = replaced(one_seller(percent()), "motivation.pay.seller.cap", 10_000.0)
    found = simulate(project, "seller")
    assert curve(found, "own").incomes[-1] == pytest.approx(50_000)
    assert curve(found, "percent").incomes[-1] == pytest.approx(55_000)


def test_without_a_bonus_there_is_nothing_to_compare() -> None:
    assert [one.id for one in simulated().curves] == ["own"]


def test_role_without_people_has_no_curves() -> None:
    project = one_seller(percent())
    for field in ("minimum", "at_start"):
        project = replaced(project, f"structure.roles.seller.{field}", 0)
    assert simulate(project, "seller").curves == ()


def test_unknown_role_is_refused() -> None:
    with pytest.raises(PathError):
        simulate(one_seller(), "ghost")


def test_wanted_profit_keeps_its_deals_at_every_attainment() -> None:
    project = replaced(one_seller(percent(0.01)), "goals.goal_by", GoalBy.PROFIT)
    project = replaced(project, "goals.profit_year", 400_000.0)
    found = simulate(project, "seller")
    bonus = [income - 40_000 for income in curve(found, "own").incomes]
    assert bonus[-1] == pytest.approx(3 * bonus[0])
    assert {round(one.at_plan, 4) for one in found.curves} == {round(40_000 + bonus[5], 4)}


@settings(max_examples=20, deadline=None)
@given(
    st.floats(0.001, 0.5),
    st.floats(0, 1e6),
    st.floats(0.5, 1.0),
    st.floats(0, 1e6),
)
def test_any_bonus_is_equalised_at_the_plan(
    rate: float, amount: float, threshold: float, salary: float
) -> None:
    found = simulated(percent(rate), fixed(amount, threshold), salary=salary)
    for one in found.curves:
        assert one.at_plan == pytest.approx(found.curves[0].at_plan, rel=1e-9)


@pytest.mark.parametrize("name", preset_names())
def test_curves_of_every_preset_never_fall(name: str) -> None:
    project = load_preset(name)
    for role in project.structure.roles:
        for one in simulate(project, role.id, 21).curves:
            assert list(one.incomes) == sorted(one.incomes), (role.id, one.id)
            assert all(cost >= income for cost, income in zip(one.costs, one.incomes, strict=True))
