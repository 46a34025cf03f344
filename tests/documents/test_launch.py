"""The launch plan in documents: numbered through, dated, and drawn to scale."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from wizard.documents.context import document_set
from wizard.documents.facts.launch import launch_plan, timeline
from wizard.documents.language.escaping import restore
from wizard.documents.language.language import mechanics
from wizard.documents.setting.figures import figure_svg
from wizard.plan.figures import Figures, compute
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.launch import Launch, LaunchTask
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.project.stage import Stage
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language


def planned(*tasks: LaunchTask) -> tuple[Project, Figures]:
    project = Project(launch=Launch(tasks=tasks))
    return project, compute(project)


def task(task_id: str, *after: str, **values: Any) -> LaunchTask:
    return LaunchTask(**{"id": task_id, "action": task_id.upper(), "after": after, **values})


def test_tasks_are_numbered_through_and_say_what_they_wait_for_by_number() -> None:
    plan = launch_plan(
        *planned(
            task("crm", "goals", "budget", stage=Stage.AUTOMATION),
            task("budget", stage=Stage.COSTS),
            task("goals"),
        ),
        "ru",
    )
    assert [stage.title for stage in plan.stages] == ["Цели", "Расходы", "Автоматизация"]
    assert [(step.number, step.action, step.waits) for step in plan.steps] == [
        (1, "GOALS", ""),
        (2, "BUDGET", ""),
        (3, "CRM", "1, 2"),
    ]
    assert plan.start == date(2027, 1, 11)
    assert plan.due == date(2027, 1, 12)


def test_the_critical_steps_come_in_the_order_of_time() -> None:
    plan = launch_plan(*planned(task("z", stage=Stage.HIRING), task("a", "z")), "ru")
    assert [step.action for step in plan.critical] == ["Z", "A"]


def test_a_project_without_tasks_has_an_empty_plan_and_an_empty_drawing() -> None:
    project, figures = planned()
    plan = launch_plan(project, figures, "ru")
    assert (plan.stages, plan.start, plan.due) == ((), None, None)
    drawing = timeline(project, figures, "ru")
    assert drawing["stages"] == []
    assert figure_svg("timeline", drawing).startswith(b"<svg")


def test_bars_start_and_end_on_their_days_counted_from_a_monday() -> None:
    drawing = timeline(*planned(task("a", days=3), task("b", "a", days=5)), "ru")
    (first, second) = drawing["stages"][0]["tasks"]
    assert (first["start"], first["end"]) == (0, 3)  # Monday 11 January to Wednesday
    assert (second["start"], second["end"]) == (3, 10)  # over a weekend
    assert second["shown"] == "14–20\u00a0янв"
    assert drawing["weeks"][1] == {"value": 7.0, "label": "18"}


def test_dates_are_written_as_the_language_writes_them() -> None:
    tasks = task("a", starts=-3, days=6), task("b", days=1)
    shown: dict[Language, list[str]] = {
        language: [
            one["shown"] for one in timeline(*planned(*tasks), language)["stages"][0]["tasks"]
        ]
        for language in LANGUAGES
    }
    assert shown["ru"] == ["28\u00a0дек – 13\u00a0янв", "11\u00a0янв"]
    assert shown["en"] == ["28\u00a0Dec – 13\u00a0Jan", "11\u00a0Jan"]


def test_more_than_sixty_tasks_are_told_and_not_drawn() -> None:
    drawing = timeline(*planned(*(task(f"t{number}") for number in range(64))), "ru")
    assert sum(len(stage["tasks"]) for stage in drawing["stages"]) == 60
    assert drawing["more"] == "и ещё 4 задачи"


@pytest.mark.parametrize("name", preset_names())
def test_the_drawing_of_a_preset_moves_with_its_first_month(name: str) -> None:
    project = load_preset(name)
    later = replaced(project, "company.start", date(2027, 9, 1))
    drawn = [timeline(one, compute(one), "ru") for one in (project, later)]
    assert [mark["label"] for mark in drawn[0]["months"]] != [
        mark["label"] for mark in drawn[1]["months"]
    ]
    entered = [
        [len(stage["tasks"]) for stage in drawing["stages"] if stage["title"] != "Найм и обучение"]
        for drawing in drawn
    ]
    assert entered[0] == entered[1]
    for drawing in drawn:
        assert figure_svg("timeline", drawing).startswith(b"<svg")
        for stage in drawing["stages"]:
            for one in stage["tasks"]:
                assert 0 <= one["start"] < one["end"] <= drawing["span"]


def checklist(project: Project, language: Language) -> str:
    """The Markdown of the checklist as a reader sees it."""
    (made,) = document_set(
        project,
        compute(project),
        language=language,
        only=lambda template: template.id == "launch-checklist",
    )
    return restore(made.document.text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", preset_names())
def test_the_checklist_names_every_task_with_its_owner_and_date(
    name: str, language: Language
) -> None:
    project = load_preset(name)
    text = checklist(project, language)
    for step in launch_plan(project, compute(project), language).steps:
        start = f"| {step.number or '—'} |"
        row = next(
            line for line in text.splitlines() if line.startswith(start) and step.action in line
        )
        assert step.owner in row
        assert mechanics(language).short_date(step.due) in row
        assert ("◆" in row) == step.critical
        assert "☐" in row
    assert "::: figure timeline" in text


def test_what_is_done_is_ticked_and_a_missing_owner_is_told() -> None:
    project, _figures = planned(task("a", done=True), task("b", other_owner="Юрист"))
    done, open_row = (
        line
        for line in checklist(project, "ru").splitlines()
        if line.startswith(("| 1 |", "| 2 |"))
    )
    assert "☑" in done
    assert "не назначен" in done
    assert "Юрист" in open_row


def test_a_launch_without_tasks_makes_no_checklist_by_itself_and_a_readable_one_if_asked() -> None:
    project, figures = planned()
    assert "launch-checklist" not in {made.id for made in document_set(project, figures)}
    choice = DocumentChoice(id="launch-checklist", wanted=Wanted.YES)
    asked = replaced(project, "documentation.documents", (choice,))
    assert "ещё не составлен" in checklist(asked, "ru")
