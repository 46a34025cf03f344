"""The launch plan: tasks wait for others, skip days off, move with the start, name their rings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.plan.projects import selling, staffed
from wizard.plan.data.calendar import WorkingCalendar
from wizard.plan.figures import compute
from wizard.plan.launch import Scheduled, rings, schedule
from wizard.project.edit import without_rows
from wizard.project.launch import Launch, LaunchTask
from wizard.project.path import replaced, title
from wizard.project.project import STAGES, Project
from wizard.project.stage import Stage
from wizard.project.structure import Role, WorksOn
from wizard.storage.presets import load_preset, preset_names


def task(task_id: str, *after: str, **values: Any) -> LaunchTask:
    return LaunchTask(**{"id": task_id, "action": task_id, "after": after, **values})


def planned(*tasks: LaunchTask, project: Project | None = None) -> Project:
    return (project or selling()).model_copy(update={"launch": Launch(tasks=tasks)})


def placed(project: Project) -> dict[str, Scheduled]:
    return {one.id: one for one in schedule(project, compute(project))}


def test_a_task_that_waits_for_nothing_starts_by_working_days_from_the_plans_first() -> None:
    found = placed(planned(task("early", starts=-2, days=2), task("on-time", days=3)))
    # 31 December 2026 and the first ten days of January are days off in Russia.
    assert (found["early"].start, found["early"].due) == (date(2026, 12, 29), date(2026, 12, 30))
    assert (found["on-time"].start, found["on-time"].due) == (date(2027, 1, 11), date(2027, 1, 13))


def test_a_task_starts_the_working_day_after_the_last_it_waits_for() -> None:
    found = placed(
        planned(
            task("short", days=1),
            task("long", days=5),
            task("last", "short", "long", starts=-400),
        )
    )
    assert found["long"].due == date(2027, 1, 15)
    assert found["last"].start == date(2027, 1, 18)


def test_the_order_of_the_list_does_not_matter() -> None:
    tasks = (task("a", days=3), task("b", "a", days=2), task("c", "b", "a"))
    assert placed(planned(*tasks)) == placed(planned(*reversed(tasks)))


def test_the_whole_plan_moves_with_its_first_month() -> None:
    project = planned(task("a", starts=-10, days=4), task("b", "a", days=3))
    later = replaced(project, "company.start", date(2027, 6, 1))
    before, after = placed(project), placed(later)
    assert {one.id: (one.begins, one.ends) for one in before.values()} == {
        one.id: (one.begins, one.ends) for one in after.values()
    }
    assert after["a"].start == date(2027, 5, 18)
    assert after["b"].due > before["b"].due


def test_the_path_that_sets_the_end_is_critical_and_what_has_slack_is_not() -> None:
    found = placed(
        planned(
            task("goals", days=3),
            task("crm", "goals", days=10),
            task("papers", "goals", days=2),
            task("report", "crm", "papers"),
        )
    )
    assert {one.id for one in found.values() if one.critical} == {"goals", "crm", "report"}


def test_tasks_in_a_ring_are_named_and_placed_without_it() -> None:
    project = planned(
        task("a", "c", starts=1, days=2),
        task("b", "a"),
        task("c", "b", "d"),
        task("d"),
        task("e", "e"),
    )
    assert [[one.id for one in ring] for ring in rings(project)] == [["a", "b", "c"], ["e"]]
    found = placed(project)
    assert len(found) == 5
    assert found["a"].begins == 1
    assert found["c"].after == ("d",)


def test_a_task_that_waits_for_one_that_is_gone_is_placed_without_it() -> None:
    project = planned(task("a", days=9), task("b", "a", starts=5))
    assert placed(project)["b"].begins == 9
    without = without_rows(project, "launch.tasks", {"a"})
    assert placed(without)["b"].begins == 5
    assert without.launch.tasks[0].after == ()
    # As a file may have it that was written elsewhere.
    assert placed(planned(task("b", "a", starts=5)))["b"].begins == 5


def test_the_owner_is_a_role_or_a_person_named() -> None:
    role = Role(id="head", title="Руководитель", works_on=WorksOn.FIXED, minimum=1, at_start=1)
    project = planned(
        task("role", owner="head", other_owner="Подрядчик"),
        task("other", other_owner=" Генеральный директор "),
        task("gone", owner="ghost"),
        project=staffed(selling(), role),
    )
    owners = {one.id: one.owner for one in placed(project).values() if not one.automatic}
    assert owners == {"role": "Руководитель", "other": "Генеральный директор", "gone": ""}


def test_tasks_come_by_stage_and_then_by_start() -> None:
    project = planned(
        task("crm", stage=Stage.AUTOMATION),
        task("second", stage=Stage.GOALS, starts=5),
        task("first", stage=Stage.GOALS, starts=-5),
    )
    assert [one.id for one in schedule(project, compute(project))] == ["first", "second", "crm"]


def test_the_stages_of_tasks_are_the_stages_of_the_wizard() -> None:
    assert [(stage.value, stage.title_text) for stage in Stage] == list(STAGES)


def hiring(at_start: int, **values: Any) -> Project:
    role = Role(id="seller", title="Продавец", works_on=WorksOn.FIXED, minimum=3, at_start=at_start)
    project = staffed(selling(), role)
    for name, value in {"turnover": 0.0, "days_to_hire": 30.0, **values}.items():
        project = replaced(project, f"hiring.roles.seller.{name}", value)
    return project


def test_people_missing_at_the_start_are_looked_for_before_it() -> None:
    found = placed(hiring(1))["vacancies:seller"]
    assert found.action.into("ru") == "Открыть вакансии и нанять: 2 × Продавец"
    assert found.automatic
    assert found.owner == "Генеральный директор"
    assert found.start == date(2026, 12, 2)  # thirty days before 1 January
    assert found.due == date(2026, 12, 30)  # the last working day before it


def test_a_role_with_all_its_people_gets_no_vacancy() -> None:
    assert placed(hiring(3)) == {}


def test_people_who_leave_late_are_not_a_matter_of_the_launch() -> None:
    project = hiring(3, turnover=0.4)
    first = compute(project)["hiring.first_month.seller"].total
    assert first > 4
    assert placed(project) == {}


def test_vacancies_are_those_of_the_hiring_plan() -> None:
    project = hiring(0, days_to_hire=75.0)
    figures = compute(project)
    before = figures["hiring.vacancies_before.seller"].total
    assert before == figures["hiring.first_vacancies.seller"].total == 3
    assert placed(project)["vacancies:seller"].start == date(2026, 10, 19)  # the 18th is a Sunday


@pytest.mark.parametrize("name", preset_names())
def test_the_name_of_a_task_stands_in_the_way_to_its_field(name: str) -> None:
    project = load_preset(name)
    for row in project.launch.tasks:
        assert row.action in title(project, f"launch.tasks.{row.id}.owner").into("ru")


ids = st.sampled_from("abcdefgh")
tasks = st.lists(
    st.builds(
        LaunchTask,
        id=ids,
        stage=st.sampled_from(Stage),
        days=st.integers(-5, 300) | st.sampled_from([10**12, -(10**12)]),
        starts=st.integers(-600, 800) | st.sampled_from([10**12, -(10**12)]),
        after=st.lists(ids | st.just("ghost"), max_size=4).map(tuple),
    ),
    max_size=8,
    unique_by=lambda row: row.id,
)


@settings(max_examples=60, deadline=None)
@given(tasks=tasks)
def test_any_list_has_a_schedule_in_which_nothing_starts_before_what_it_waits_for(
    tasks: list[LaunchTask],
) -> None:
    project = planned(*tasks)
    found = placed(project)
    assert set(found) == {row.id for row in tasks}
    off = set(WorkingCalendar(project.company.country, date(2027, 1, 1)).free_days(2020, 2035))
    for one in found.values():
        assert one.begins <= one.ends
        assert one.start <= one.due
        assert one.start not in off
        assert all(found[before].ends < one.begins for before in one.after)
    assert not found or any(one.critical for one in found.values())


def test_a_chain_as_long_as_the_list_has_a_schedule() -> None:
    count = 1500
    chain = [task("t0"), *(task(f"t{number}", f"t{number - 1}") for number in range(1, count))]
    found = placed(planned(*reversed(chain)))
    assert found[f"t{count - 1}"].ends == count - 1
    assert found["t1"].start - found["t0"].start == timedelta(days=1)


@pytest.mark.parametrize("start", [date(1, 1, 1), date(9999, 12, 1)])
def test_a_plan_at_the_edge_of_the_calendar_still_has_a_schedule(start: date) -> None:
    project = replaced(planned(task("a", days=250), task("b", "a")), "company.start", start)
    figures = compute(planned(task("a")))
    assert len(schedule(project, figures)) == 2
