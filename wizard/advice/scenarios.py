"""Rules about scenarios and ranges: changes of what is not there, ends in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, error, warning
from wizard.plan.scenarios import changed_paths
from wizard.project.path import PathError, get, title_as_far
from wizard.project.problem import Problem
from wizard.texts import _


def change_of_nothing(case: Case) -> Iterator[Problem]:
    """A scenario that changes an answer which does not exist (any more)."""
    for scenario in case.project.scenarios.scenarios:
        for change in scenario.changes:
            try:
                list(changed_paths(case.project, change))
            except PathError:
                yield warning(
                    f"scenarios.scenarios.{scenario.id}.changes.{change.id}.path",
                    _(
                        "Сценарий «{name}» меняет «{path}», а такого ответа больше нет: изменение "
                        "не учтено. Уберите его или выберите другой ответ.",
                        name=scenario.name,
                        path=title_as_far(case.project, change.path),
                    ),
                )


def range_of_nothing(case: Case) -> Iterator[Problem]:
    """A range of an answer which does not exist (any more), or is no number."""
    for one in case.project.scenarios.ranges:
        try:
            known = isinstance(get(case.project, one.path), float)
        except PathError:
            known = False
        if not known:
            yield warning(
                f"scenarios.ranges.{one.id}.path",
                _(
                    "Неопределённость задана для «{path}», а такого числа в проекте нет: она не "
                    "учтена.",
                    path=title_as_far(case.project, one.path),
                ),
            )


def range_in_disorder(case: Case) -> Iterator[Problem]:
    """The least above the likely, or the likely above the most."""
    for one in case.project.scenarios.ranges:
        if not one.low <= one.likely <= one.high:
            yield error(
                f"scenarios.ranges.{one.id}.low",
                _(
                    "Неопределённость «{path}»: должно быть «не меньше» ≤ «скорее всего» ≤ «не "
                    "больше». Поменяйте числа местами.",
                    path=title_as_far(case.project, one.path),
                ),
            )


RULES: tuple[Rule, ...] = (change_of_nothing, range_of_nothing, range_in_disorder)
