"""What brings the break-even forward does so, is the smallest such change, and is told readably."""

from __future__ import annotations

import pytest

from wizard.plan.figures import compute
from wizard.plan.sooner import BREAK_EVEN, sooner, wanted_month
from wizard.project.path import replaced
from wizard.storage.presets import load_preset, preset_names


@pytest.mark.parametrize("name", preset_names())
def test_the_told_value_breaks_even_by_the_told_month(name: str) -> None:
    project = load_preset(name)
    figures = compute(project)
    found = sooner(project, figures)
    if found is None:
        return
    before = figures[BREAK_EVEN].total
    after = compute(replaced(project, found.path, found.value))[BREAK_EVEN].total
    assert 0 < after <= found.month
    assert before == 0 or after < before


def test_online_service_breaks_even_a_month_sooner_by_one_answer() -> None:
    project = load_preset("online-service")
    figures = compute(project)
    found = sooner(project, figures)
    assert found is not None
    assert found.month < figures[BREAK_EVEN].total
    assert found.value > found.now


def test_a_step_less_does_not_break_even_so_soon() -> None:
    project = load_preset("online-service")
    found = sooner(project, compute(project))
    assert found is not None
    step = 1.0 if found.is_price else 0.001
    less = compute(replaced(project, found.path, found.value - 2 * step))[BREAK_EVEN].total
    assert less == 0 or less > found.month


def test_where_the_first_month_makes_no_loss_nothing_is_sought() -> None:
    project = load_preset("online-service")
    rich = replaced(project, "goals.products.team.price", 1e6)
    figures = compute(rich)
    assert wanted_month(figures) == 0
    assert sooner(rich, figures) is None


def test_where_no_month_breaks_even_the_one_with_the_smallest_loss_is_wanted() -> None:
    project = load_preset("online-service")
    poor = replaced(project, "goals.products.start.variable_cost", 1e6)
    figures = compute(poor)
    assert figures[BREAK_EVEN].total == 0
    months = figures["result.operating_profit"].months
    assert months[wanted_month(figures) - 1] == max(months)
