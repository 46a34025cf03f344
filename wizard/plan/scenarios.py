"""Scenarios: the project with a set of changes over it, and its figures beside the base."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.plan.figures import Figures, compute
from wizard.project.model import Question, Row
from wizard.project.path import PathError, get, question_at, replaced
from wizard.project.project import Project
from wizard.project.scenarios import Change, ChangeHow, Scenario


def changed_paths(project: Project, change: Change) -> Iterator[str]:
    """The paths of the answers a change touches; PathError where it names nothing."""
    head, star, tail = change.path.partition(".*.")
    if not star:
        get(project, change.path)
        yield change.path
        return
    rows = get(project, head)
    if not isinstance(rows, tuple) or not all(isinstance(row, Row) for row in rows):
        raise PathError(change.path)
    for row in rows:
        path = f"{head}.{row.id}.{tail}"
        get(project, path)
        yield path


def applied(project: Project, scenario: Scenario) -> Project:
    """The project as the scenario has it.

    A changed value is cut to the limits of its question, whole numbers stay whole; a change that
    names nothing (any more) is left out, and advice says so.
    """
    for change in scenario.changes:
        try:
            paths = list(changed_paths(project, change))
        except PathError:
            continue
        for path in paths:
            value = get(project, path)
            if isinstance(value, bool) or not isinstance(value, (int, float)):
                continue
            new = change.value if change.how is ChangeHow.REPLACE else value * change.value
            project = replaced(project, path, within(new, question_at(project, path), value))
    return project


def within(value: float, meta: Question, like: float) -> float:
    """A value cut to the limits of a question, whole if the answer it stands for is whole."""
    if meta.low is not None:
        value = max(value, meta.low)
    if meta.above is not None:
        value = max(value, meta.above)
    if meta.high is not None:
        value = min(value, meta.high)
    return round(value) if isinstance(like, int) else float(value)


def active(project: Project) -> Project:
    """The project under its active scenario; the project itself where none is."""
    for scenario in project.scenarios.scenarios:
        if scenario.id == project.scenarios.active:
            return applied(project, scenario)
    return project


def compared(project: Project) -> dict[str, Figures]:
    """The figures of the base plan (under the empty id) and of every scenario."""
    found = {"": compute(project)}
    for scenario in project.scenarios.scenarios:
        found[scenario.id] = compute(applied(project, scenario))
    return found
