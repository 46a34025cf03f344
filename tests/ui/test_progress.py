"""What the rail says of a stage: untouched, in work, complete, needs attention; in both depths."""

from __future__ import annotations

import pytest

from wizard.plan.figures import compute
from wizard.project.asked import ASKED_WHEN
from wizard.project.company import Country
from wizard.project.edit import answer
from wizard.project.goals import GoalBy, SeasonBy
from wizard.project.model import Model, questions
from wizard.project.path import get
from wizard.project.problem import Problem, Severity
from wizard.project.project import STAGES, Project
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import Text
from wizard.ui.progress import OPTIONAL, Progress, State, progress

DEPTHS = (True, False)
EVERY = ("company", *(stage for stage, _title in STAGES))


def of(project: Project, stage: str, *, detailed: bool = True) -> Progress:
    return progress(project, [], detailed=detailed)[stage]


def asked_of(project: Project, stage: str) -> list[str]:
    model: Model = get(project, stage)
    return list(questions(type(model)))


def counted(project: Project, stage: str) -> list[str]:
    """The questions of a stage that an owner would have to answer in detailed depth."""
    return [
        f"{stage}.{name}"
        for name in asked_of(project, stage)
        if f"{stage}.{name}" not in OPTIONAL
        and (f"{stage}.{name}" not in ASKED_WHEN or ASKED_WHEN[f"{stage}.{name}"](project))
    ]


def taken(project: Project, path: str) -> Project:
    """The preset's answer taken as one's own."""
    return answer(project, path, get(project, path))


@pytest.mark.parametrize("detailed", DEPTHS)
@pytest.mark.parametrize("name", preset_names())
def test_a_preset_that_nobody_touched_is_untouched(name: str, *, detailed: bool) -> None:
    found = progress(load_preset(name), [], detailed=detailed)
    assert set(found) == set(EVERY)
    assert {one.state for one in found.values()} == {State.UNTOUCHED}
    assert all(one.answered == 0 and one.asked > 0 for one in found.values())


@pytest.mark.parametrize("detailed", DEPTHS)
def test_one_answer_puts_a_stage_in_work(*, detailed: bool) -> None:
    project = taken(load_preset("wholesale"), "goals.goal_by")
    found = of(project, "goals", detailed=detailed)
    assert (found.answered, found.state) == (1, State.IN_WORK)


def test_an_answer_that_basic_depth_leaves_out_counts_in_detailed_depth_alone() -> None:
    project = taken(load_preset("wholesale"), "goals.growth")
    assert of(project, "goals").answered == 1
    assert of(project, "goals", detailed=False).answered == 0


def test_a_cell_answers_for_its_list() -> None:
    project = load_preset("wholesale")
    product = project.goals.products[0]
    one = taken(project, f"goals.products.{product.id}.price")
    two = taken(one, f"goals.products.{product.id}.share")
    assert of(one, "goals").answered == of(two, "goals").answered == 1


@pytest.mark.parametrize("name", preset_names())
@pytest.mark.parametrize("stage", EVERY)
def test_a_stage_is_complete_without_what_is_optional(stage: str, name: str) -> None:
    project = load_preset(name)
    asked = counted(project, stage)
    for path in asked[:-1]:
        project = taken(project, path)
    assert of(project, stage).state is State.IN_WORK
    project = taken(project, asked[-1])
    assert of(project, stage) == Progress(len(asked), len(asked), State.COMPLETE)


def test_what_is_optional_is_asked_and_named_right() -> None:
    for path in (*OPTIONAL, *ASKED_WHEN):
        stage, name = path.split(".")
        assert name in asked_of(Project(), stage), path


def test_a_question_that_is_not_asked_is_not_counted() -> None:
    project = load_preset("wholesale")
    before = of(project, "goals").asked
    by_days = answer(project, "goals.season_by", SeasonBy.WORKING_DAYS)
    assert of(by_days, "goals").asked == before - 1
    by_profit = answer(project, "goals.goal_by", GoalBy.PROFIT)
    assert of(by_profit, "goals").asked == before
    abroad = answer(project, "motivation.regime", "kz-general-2026")
    abroad = answer(abroad, "company.country", Country.KAZAKHSTAN)
    assert of(abroad, "motivation").asked == of(project, "motivation").asked - 1


def test_optional_texts_do_not_start_a_stage() -> None:
    project = taken(load_preset("wholesale"), "documentation.book.about")
    assert of(project, "documentation").state is State.UNTOUCHED


@pytest.mark.parametrize("detailed", DEPTHS)
def test_an_error_asks_for_attention_and_a_hint_does_not(*, detailed: bool) -> None:
    project = taken(load_preset("wholesale"), "costs.opening_cash")
    untouched = load_preset("wholesale")

    def state(severity: Severity, of_project: Project) -> State:
        told = [Problem(severity, "costs.opening_cash", Text("…"))]
        return progress(of_project, told, detailed=detailed)["costs"].state

    assert state(Severity.ERROR, untouched) is State.ATTENTION
    assert state(Severity.WARNING, untouched) is State.UNTOUCHED
    assert state(Severity.WARNING, project) is State.ATTENTION
    assert state(Severity.HINT, project) is not State.ATTENTION


def test_the_plan_is_the_same_for_whoever_answered() -> None:
    project = load_preset("wholesale")
    before = compute(project)["goals.revenue"].total
    assert compute(taken(project, "goals.growth"))["goals.revenue"].total == before
