"""Rules of answers out of their limits: each is told of, kept, and never breaks the plan."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from tests.plan.projects import selling
from tests.plan.whole_projects import project_of
from wizard.numbers import LARGEST, Shown
from wizard.plan.figures import compute
from wizard.plan.runs import probability, seek_answer
from wizard.plan.scenarios import applied
from wizard.project.edit import answer
from wizard.project.limits import limit_problems
from wizard.project.model import Question
from wizard.project.path import fields, get, title
from wizard.project.project import Project
from wizard.project.scenarios import Change, ChangeHow, Range, Scenario
from wizard.storage.project_file import create, read_project
from wizard.units import NUMBER


def kind_of(path: str) -> str:
    """The question of a path whatever row it stands in."""
    return ".".join(part for part in path.split(".") if not part[-1].isdigit())


@cache
def fullest() -> Project:
    """The drawn project in which most questions are asked."""
    return max(
        map(project_of, range(150)),
        key=lambda project: len({kind_of(path) for path, _value, _meta in fields(project)}),
    )


def numbers(project: Project) -> Iterator[tuple[str, Any, Question]]:
    """One answer of every question that has limits."""
    seen = set()
    for path, value, meta in fields(project):
        limits = (meta.low, meta.above, meta.high)
        number = value[0] if isinstance(value, tuple) and value else value
        if isinstance(number, bool) or not isinstance(number, (int, float)):
            continue
        if kind_of(path) not in seen and any(limit is not None for limit in limits):
            seen.add(kind_of(path))
            yield path, value, meta


def beyond(value: Any, meta: Question) -> Iterator[tuple[Any, float]]:
    """Answers outside the limits, each with the limit that must be told."""
    number = value[0] if isinstance(value, tuple) else value
    step = 1 if isinstance(number, int) else 0.001
    wrong: list[tuple[float, float]] = []
    if meta.above is not None:
        wrong += [(meta.above, meta.above), (meta.above - 1, meta.above)]
    elif meta.low is not None:
        wrong += [(meta.low - step, meta.low), (meta.low - 1e6, meta.low)]
    if meta.high is not None:
        wrong += [(meta.high + step, meta.high), (meta.high * 10 + 1, meta.high)]
    for entered, limit in wrong:
        kept = int(entered) if isinstance(number, int) else float(entered)
        yield (kept, *value[1:]) if isinstance(value, tuple) else kept, limit


ASKED = list(numbers(fullest()))


def test_the_walk_meets_nearly_all_questions_with_limits() -> None:
    assert len(ASKED) >= 105


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: kind_of(asked[0]))
def test_an_answer_out_of_its_limits_is_named_kept_and_breaks_nothing(
    asked: tuple[str, Any, Question],
) -> None:
    path, value, meta = asked
    for entered, limit in beyond(value, meta):
        project = answer(fullest(), path, entered)
        assert get(project, path) == entered
        (told,) = [one for one in limit_problems(project) if one.path == path]
        for language in ("ru", "en"):
            words = told.text.into(language)
            assert title(project, path).into(language) in words
            shown = Shown(limit, meta.unit or NUMBER, project.company.currency.value, exact=True)
            assert shown.into(language) in words
        for figure in compute(project):
            assert all(map(math.isfinite, (*figure.months, figure.total))), (path, figure.key)


@pytest.mark.parametrize("asked", ASKED, ids=lambda asked: kind_of(asked[0]))
def test_the_largest_number_that_can_be_typed_breaks_nothing(
    asked: tuple[str, Any, Question],
) -> None:
    path, value, _meta = asked
    number = value[0] if isinstance(value, tuple) else value
    for entered in (LARGEST, -LARGEST):
        kept = int(entered) if isinstance(number, int) else entered
        project = answer(fullest(), path, (kept, *value[1:]) if isinstance(value, tuple) else kept)
        for figure in compute(project):
            assert all(map(math.isfinite, (*figure.months, figure.total))), (path, figure.key)


def test_answers_out_of_their_limits_live_in_the_file(tmp_path: Any) -> None:
    project = answer(answer(selling(), "company.horizon", 0), "goals.products.one.churn", 1.7)
    create(project, tmp_path / "p.salesplan")
    assert read_project(tmp_path / "p.salesplan").project == project


def test_a_goal_that_no_value_reaches_is_told_with_the_nearest() -> None:
    project = selling(10, 100, (0.5,), product={"variable_cost": 40.0})
    found = seek_answer(project, "goals.products.one.prepaid", "goals.revenue", 1e9)
    assert not found.reached
    assert found.figure == pytest.approx(compute(project)["goals.revenue"].total)
    assert 0 <= found.value <= 1


def test_the_nearest_value_stays_within_the_limits_of_its_answer() -> None:
    project = selling(10, 100, (0.5,), product={"variable_cost": 40.0})
    found = seek_answer(project, "goals.products.one.variable_cost", "result.gross_margin", 1e9)
    assert not found.reached
    assert found.value == 0
    assert found.figure == pytest.approx(10 * 100 * 12)


def test_a_scenario_of_an_answer_that_is_gone_changes_the_rest() -> None:
    changes = (
        Change(id="a", path="goals.products.gone.price", value=2.0),
        Change(id="b", path="goals.products.*.price", how=ChangeHow.REPLACE, value=50.0),
        Change(id="c", path="goals.*.price", value=2.0),
        Change(id="d", path="", value=2.0),
    )
    project = applied(selling(10, 100), Scenario(id="s", changes=changes))
    assert project.goals.products[0].price == 50.0


def test_a_range_with_its_ends_in_disorder_is_left_out_of_the_runs() -> None:
    wrong = Range(id="r", path="goals.products.one.price", low=200, likely=100, high=50)
    project = selling(10, 100)
    scenarios = project.scenarios.model_copy(update={"ranges": (wrong,)})
    told = probability(project.model_copy(update={"scenarios": scenarios}), 20)
    assert told.revenue.p10 == told.revenue.p90 == pytest.approx(12_000)


def test_what_multiplies_month_after_month_is_held_within_its_limits() -> None:
    for path, beyond_it, limit in (
        ("goals.products.one.churn", 7.0, 1.0),
        ("goals.growth", 1e6, 10.0),
        ("goals.growth", -5.0, -0.9),
    ):
        wrong, held = (answer(selling(10, 100), path, value) for value in (beyond_it, limit))
        one, other = compute(wrong), compute(held)
        assert [figure.months for figure in one] == [figure.months for figure in other], path


def test_a_share_nearer_to_nothing_than_a_billionth_is_nothing() -> None:
    figures = compute(selling(10, 100, (1e-300, 1e-300), product={"churn": 1e-200}))
    assert figures["goals.leads"].first == 0
    assert figures["kpi.lifetime"].first == 0
