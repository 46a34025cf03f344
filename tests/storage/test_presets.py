"""Rules of the presets: each is a complete, sensible plan at once."""

from __future__ import annotations

from itertools import pairwise

import pytest

from wizard.errors import UserError
from wizard.plan.figures import compute
from wizard.plan.launch import rings, schedule
from wizard.project.edit import aligned
from wizard.project.limits import limit_problems
from wizard.project.path import fields, get
from wizard.project.project import Project
from wizard.project.stage import Stage
from wizard.storage.presets import UnknownPreset, load_preset, preset, preset_names
from wizard.texts import Text

EVERY = pytest.mark.parametrize("name", preset_names())

# Lists that a complete plan may well leave empty: exceptions and "all of them".
MAY_BE_EMPTY = (
    "goals.corrections",
    "goals.later_years",
    "overrides",
    "product_rates",
    "channel_rates",
    "tiers",
    "stages",
    "roles",
    "informed",
    "consulted",
    "after",
)


def test_the_three_trades_are_there_with_the_example_first() -> None:
    assert preset_names() == ("online-service", "digital-agency", "wholesale")


@EVERY
def test_a_preset_says_what_it_is_and_where_its_figures_come_from(name: str) -> None:
    about = preset(name)
    assert isinstance(about.title, Text)
    assert about.title.into("ru") != about.title.into("en")
    assert about.description.into("ru").endswith(".")
    assert about.description.into("en").endswith(".")
    for source in about.sources:
        assert source.into("ru") != source.into("en")
    assert about.sources


@EVERY
def test_a_preset_breaks_no_limit_and_needs_no_completion(name: str) -> None:
    project = load_preset(name)
    assert limit_problems(project) == []
    assert aligned(project) == project
    assert project.answered == frozenset()
    assert project.preset == name


@EVERY
def test_every_list_of_a_preset_is_filled(name: str) -> None:
    project = load_preset(name)
    empty = [
        path
        for path, value, _question in fields(project)
        if value == () and not path.endswith(MAY_BE_EMPTY)
    ]
    assert empty == []


@EVERY
def test_every_reference_of_a_preset_names_a_row(name: str) -> None:
    project = load_preset(name)
    wrong = []
    for path, value, question in fields(project):
        if question.refers is None:
            continue
        known = {row.id for row in get(project, question.refers)}
        named = value if isinstance(value, tuple) else (value,) if value else ()
        wrong += [f"{path}: {one}" for one in named if one not in known]
    assert wrong == []


@EVERY
def test_shares_and_weights_of_a_preset_add_up(name: str) -> None:
    project = load_preset(name)
    sums = {
        "products": sum(product.share for product in project.goals.products),
        "channels": sum(channel.share for channel in project.goals.channels),
        "season": sum(project.goals.season) / 12,
        **{f"kpi {pay.id}": sum(kpi.weight for kpi in pay.kpi) for pay in project.motivation.pay},
        **{
            f"profile {role.id}": sum(one.weight for one in role.competencies)
            for role in project.hiring.roles
        },
        **{
            f"tool {tool.id}": sum(one.weight for one in tool.requirements)
            for tool in project.automation.tools
        },
    }
    assert {what: total for what, total in sums.items() if abs(total - 1) > 1e-9} == {}


@EVERY
def test_tier_tables_of_a_preset_have_no_gap(name: str) -> None:
    for pay in load_preset(name).motivation.pay:
        for component in pay.components:
            for below, above in pairwise(component.tiers):
                assert below.end == above.start
            if component.tiers:
                assert component.tiers[0].start == 0
                assert component.tiers[-1].end is None


@EVERY
def test_every_tool_has_two_options_and_a_choice_among_them(name: str) -> None:
    for tool in load_preset(name).automation.tools:
        assert len(tool.options) >= 2
        assert tool.choice in {option.id for option in tool.options}
        for option in tool.options:
            assert [score.id for score in option.scores] == [one.id for one in tool.requirements]


def _methods(project: Project) -> set[str]:
    return {
        component.method.value
        for pay in project.motivation.pay
        for component in pay.components
        if component.tiers
    }


def test_the_presets_show_all_three_tier_methods() -> None:
    shown = set().union(*(_methods(load_preset(name)) for name in preset_names()))
    assert shown == {"whole", "marginal", "interpolated"}


def test_the_online_service_carries_the_source_example() -> None:
    figures = compute(load_preset("online-service"))
    assert figures["goals.average_check"].total == 900
    assert figures["goals.conversion"].total == pytest.approx(0.3, abs=1e-12)
    assert figures["goals.deals"].month(1) == 150
    assert figures["goals.leads"].month(1) == 500
    assert figures["goals.revenue_new"].month(1) == 135_000
    base = figures["goals.revenue_base"].months
    assert all(later > earlier for earlier, later in pairwise(base))


@EVERY
def test_a_preset_breaks_even_and_pays_back_inside_its_horizon(name: str) -> None:
    figures = compute(load_preset(name))
    assert 1 <= figures["result.break_even_month"].total <= 12
    assert figures["result.operating_profit"].last > 0
    assert 1 <= figures["result.payback_month"].total <= 12


@EVERY
def test_the_money_of_a_preset_never_runs_out(name: str) -> None:
    assert min(compute(load_preset(name))["result.cash"].months) >= 0


@EVERY
def test_bonuses_of_a_preset_stay_below_the_gross_margin(name: str) -> None:
    project = load_preset(name)
    figures = compute(project)
    for month in range(1, project.company.horizon + 1):
        bonuses = sum(
            figures[f"motivation.bonus.{role.id}"].month(month) for role in project.structure.roles
        )
        assert bonuses < figures["result.gross_margin"].month(month) / 2


@EVERY
def test_people_of_a_preset_meet_the_need_and_hardly_exceed_it(name: str) -> None:
    project = load_preset(name)
    figures = compute(project)
    for role in project.structure.roles:
        need = figures[f"structure.need.{role.id}"].months
        staff = figures[f"structure.staff.{role.id}"].months
        assert all(people >= needed for people, needed in zip(staff, need, strict=True))
        assert all(people <= max(need) for people in staff)


def test_an_unknown_preset_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownPreset, match="Может быть") as refused:
        load_preset("online-servise")
    assert "online-service" in refused.value.into("ru")
    with pytest.raises(UserError) as unlike:
        load_preset("../../etc/passwd")
    assert "wholesale" in unlike.value.into("ru")


@EVERY
def test_the_launch_of_a_preset_goes_through_all_stages_and_every_task_has_an_owner(
    name: str,
) -> None:
    tasks = load_preset(name).launch.tasks
    assert 15 <= len(tasks) <= 25
    assert {task.stage for task in tasks} == set(Stage)
    assert all(task.action and (task.owner or task.other_owner) for task in tasks)
    assert sum(bool(task.after) for task in tasks) > len(tasks) / 2
    assert any(task.before_start for task in tasks)


@EVERY
def test_the_launch_of_a_preset_is_ready_before_the_plan_begins(name: str) -> None:
    project = load_preset(name)
    assert rings(project) == ()
    for task in schedule(project, compute(project)):
        assert not task.before_start or task.ends < 0, task.id
