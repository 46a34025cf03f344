"""Rules of the plan as a whole: order, circles, runs side by side, shared definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan.projects import figures_of, selling
from tests.plan.whole_projects import project_of
from wizard.plan.figures import UnknownFigureError, compute
from wizard.plan.formulas.expression import Scope
from wizard.plan.formulas.line import Line, Lines
from wizard.plan.formulas.over_months import previous, so_far
from wizard.plan.plan import build_plan, same_shape
from wizard.plan.solving.evaluate import CycleError, UnknownLineError, solve, solving_order
from wizard.project.edit import aligned
from wizard.project.path import fields, replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import Text
from wizard.units import MONEY, NUMBER


def defined(**formulas: object) -> dict[str, Line]:
    lines = Lines()
    for key, formula in formulas.items():
        lines.line(key, formula(lines) if callable(formula) else formula, Text(key), NUMBER)  # type: ignore[arg-type]
    return {line.key: line for line in lines}


def test_lines_that_define_each_other_are_named() -> None:
    lines = defined(
        a=lambda all_: all_["b"] + 1, b=lambda all_: all_["c"] * 2, c=lambda all_: all_["a"] - 1
    )
    with pytest.raises(CycleError) as caught:
        solving_order(lines)
    assert set(caught.value.keys) == {"a", "b", "c"}
    assert "a" in str(caught.value)


def test_a_circle_through_a_whole_row_is_named() -> None:
    lines = defined(a=lambda all_: so_far(all_["b"]), b=lambda all_: previous("a") + 1)
    with pytest.raises(CycleError) as caught:
        solving_order(lines)
    assert set(caught.value.keys) == {"a", "b"}


def test_a_line_that_is_not_defined_is_named() -> None:
    with pytest.raises(UnknownLineError, match="nowhere"):
        solving_order(defined(a=lambda all_: all_["nowhere"]))


def test_a_balance_is_solved_month_by_month() -> None:
    project = selling(10, 1, (1.0,), product={"churn": 0.5, "clients_at_start": 8.0}, months=3)
    assert figures_of(project)["goals.clients"].months == (14, 17, 18.5)


@pytest.mark.parametrize("name", preset_names())
def test_many_runs_at_once_give_what_single_runs_give(name: str) -> None:
    project = load_preset(name)
    plan = build_plan(project)
    factors = np.array([0.7, 1.0, 1.3])
    changed = [path for path in plan.inputs if path.endswith((".churn", ".norm", ".salary"))]
    base = {path: float(plan.solve(project).inputs[path]) for path in changed}
    runs = plan.solve(project, {path: (value * factors)[:, None] for path, value in base.items()})
    for run, factor in enumerate(factors):
        single = plan.solve(project, {path: value * factor for path, value in base.items()})
        for key, values in single.lines.items():
            many = np.broadcast_to(runs.lines[key], (3, values.shape[-1]))
            np.testing.assert_allclose(many[run], values, rtol=1e-9, atol=1e-7, err_msg=key)


def test_projects_that_differ_in_numbers_share_a_definition_and_not_their_values() -> None:
    one = load_preset("online-service")
    other = replaced(one, "goals.deals_per_month", 300.0)
    assert build_plan(one) is build_plan(other)
    assert compute(other)["goals.deals"].first == 2 * compute(one)["goals.deals"].first


def test_a_renamed_row_gets_a_new_label() -> None:
    one = selling()
    other = replaced(one, "goals.products.one.name", "Другой товар")
    assert not same_shape(one, other)
    assert "Другой товар" in compute(other)["goals.revenue.one"].label.into("ru")


def test_a_longer_horizon_keeps_the_first_months() -> None:
    project = load_preset("wholesale")
    year = compute(project)["goals.clients"].months
    longer = compute(replaced(project, "company.horizon", 36))["goals.clients"].months
    assert longer[:12] == pytest.approx(year)
    assert len(longer) == 36


def test_an_unknown_figure_names_the_nearest() -> None:
    with pytest.raises(UnknownFigureError) as caught:
        figures_of(selling())["goals.lead"]
    assert caught.value.nearest == "goals.leads"


def test_calendar_runs_over_the_end_of_the_year() -> None:
    project = replaced(selling(months=3), "company.start", "2027-11-01")
    months = [(month.year, month.month) for month in figures_of(project).calendar]
    assert months == [(2027, 11), (2027, 12), (2028, 1)]


def test_season_follows_the_calendar_not_the_plan() -> None:
    season = (2.0, *(1.0,) * 11)
    project = replaced(selling(100, season=season), "company.start", "2027-12-01")
    deals = figures_of(project)["goals.deals_needed"].months
    assert deals[1] == pytest.approx(2 * deals[0])


@pytest.mark.parametrize("name", preset_names())
def test_every_line_says_what_it_is(name: str) -> None:
    for figure in compute(load_preset(name)):
        assert figure.label.into("ru").strip(), figure.key
        assert figure.line.help.into("ru").strip(), figure.key
        assert figure.line.group.into("ru").strip(), figure.key


def assert_finite(project: Project) -> None:
    for figure in compute(project):
        for value in (*figure.months, figure.total):
            assert math.isfinite(value), figure.key


def test_an_empty_project_has_a_plan_of_zeros() -> None:
    assert_finite(Project())
    assert figures_of(Project())["goals.revenue"].total == 0


@settings(max_examples=60, deadline=None)
@given(data=st.data(), name=st.sampled_from(preset_names()))
def test_no_answer_within_its_limits_breaks_the_plan(data: st.DataObject, name: str) -> None:
    project = load_preset(name)
    asked = [
        (path, value, meta)
        for path, value, meta in fields(project)
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        and (meta.low is not None or meta.above is not None) and meta.high is not None
    ]  # fmt: skip
    for _turn in range(12):
        path, value, meta = data.draw(st.sampled_from(asked))
        low = meta.low if meta.low is not None else meta.above
        assert low is not None
        assert meta.high is not None
        whole = isinstance(value, int)
        edge = st.sampled_from([low, meta.high, 0.0 if low <= 0 else low])
        drawn = data.draw(edge | st.floats(low, meta.high, allow_nan=False, allow_subnormal=False))
        project = replaced(project, path, int(drawn) if whole else float(drawn))
    assert_finite(project)


def test_money_is_counted_once() -> None:
    """What comes in less what goes out is what the balance moves by, for every preset."""
    for name in preset_names():
        figures = compute(load_preset(name))
        opening = figures.opening("result.cash") or 0.0
        flow = figures["result.cash_flow"].total
        assert figures["result.cash"].last == pytest.approx(opening + flow)
        groups = ("costs.capital", "costs.direct", "costs.indirect")
        total = sum(figures[key].total for key in groups)
        assert figures["costs.total"].total == pytest.approx(total)
        assert figures["costs.total"].unit is MONEY


def test_scope_knows_its_months() -> None:
    scope = Scope(14, 11, {}, {})
    assert scope.clock["calendar_month"].tolist()[:3] == [11, 12, 1]
    assert scope.clock["year"].tolist() == [1.0] * 12 + [2.0] * 2


@pytest.mark.parametrize("name", [*preset_names(), *range(12)])
def test_stacks_of_lines_give_to_the_last_bit_what_each_line_gives(name: str | int) -> None:
    project = project_of(name) if isinstance(name, int) else aligned(load_preset(name))
    plan = build_plan(project)
    stacked = plan.solve(project)
    alone = stacked.with_inputs({}, solved=False)
    solve(plan.blocks, alone)
    assert stacked.lines.keys() == alone.lines.keys()
    assert stacked.openings == alone.openings
    for key, values in alone.lines.items():
        assert np.array_equal(values, stacked.lines[key]), key
        assert values.shape == stacked.lines[key].shape, key


def test_a_definition_is_found_again_through_versions_that_were_opened_from_a_file() -> None:
    one = load_preset("wholesale")
    plan = build_plan(one)
    other = load_preset("wholesale")  # equal, and no part of it the same object
    for number in range(3):
        other = replaced(other, "goals.deals_per_month", 300.0 + number)
        assert build_plan(other) is plan
    assert build_plan(replaced(other, "goals.products", other.goals.products[:1])) is not plan
    assert build_plan(one) is plan
