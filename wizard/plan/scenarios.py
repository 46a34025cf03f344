"""Scenarios: the project with a set of changes over it, and its figures beside the base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wizard.plan.figures import Figures, compute
from wizard.plan.formulas.operators import Nearest
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


@dataclass(frozen=True, slots=True)
class Changed:
    """What a scenario makes of one answer: a number in its place or none, times a factor or none.

    Several changes of one answer add up to this: a replacement takes the place of all before it,
    factors are multiplied, and the limits are kept once, at the end.
    """

    replacement: float | None = None
    factor: float | None = None

    def then(self, change: Change) -> Changed:
        """This, and a further change of the same answer after it."""
        if change.how is ChangeHow.REPLACE:
            return Changed(float(change.value))
        return Changed(
            self.replacement, change.value if self.factor is None else self.factor * change.value
        )

    def value(self, entered: float, meta: Question) -> float:
        """The answer under the scenario, cut to its limits; whole where the entered one is."""
        start = entered if self.replacement is None else self.replacement
        return within(start if self.factor is None else start * self.factor, meta, entered)


def changes_of(project: Project, scenario: Scenario) -> dict[str, Changed]:
    """What a scenario makes of each answer it names, by path; what is no number is left out."""
    found: dict[str, Changed] = {}
    for change in scenario.changes:
        try:
            paths = list(changed_paths(project, change))
        except PathError:
            continue
        for path in paths:
            if _is_number(get(project, path)):
                found[path] = found.get(path, Changed()).then(change)
    return found


def left_out(project: Project, scenario: Scenario) -> list[Change]:
    """The changes of a scenario that name no number of the project (any more)."""
    found = []
    for change in scenario.changes:
        try:
            known = all(_is_number(get(project, path)) for path in changed_paths(project, change))
        except PathError:
            known = False
        if not known:
            found.append(change)
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def changed(project: Project, changes: Mapping[str, Changed]) -> Project:
    """The project with these answers changed."""
    for path, change in changes.items():
        value = change.value(get(project, path), question_at(project, path))
        project = replaced(project, path, value)
    return project


def applied(project: Project, scenario: Scenario) -> Project:
    """The project as the scenario has it.

    A changed value is cut to the limits of its question, whole numbers stay whole; a change that
    names nothing (any more) is left out, and advice says so.
    """
    return changed(project, changes_of(project, scenario))


def within(value: float, meta: Question, like: float) -> float:
    """A value cut to the limits of a question, whole if the answer it stands for is whole."""
    if meta.low is not None:
        value = max(value, meta.low)
    if meta.above is not None:
        value = max(value, meta.above)
    if meta.high is not None:
        value = min(value, meta.high)
    return int(Nearest.one(float(value))) if isinstance(like, int) else float(value)


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
