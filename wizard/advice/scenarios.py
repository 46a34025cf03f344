"""Rules about scenarios and ranges: changes of what is not there, ends in the wrong order."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, error, warning
from wizard.plan.scenarios import changed_paths
from wizard.project.path import PathError, get, path_title, question_at, title_as_far
from wizard.project.problem import Problem
from wizard.texts import _
from wizard.units import NUMBER


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
                        path=path_title(case.project, change.path),
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


def range_off(case: Case) -> Iterator[Problem]:
    """The answer as it stands is not within its own range: the example's range, most often."""
    for one in case.project.scenarios.ranges:
        try:
            now = get(case.project, one.path)
        except PathError:
            continue
        if not isinstance(now, float) or not one.low <= one.likely <= one.high:
            continue
        if not one.low <= now <= one.high:
            unit = question_at(case.project, one.path).unit or NUMBER
            yield warning(
                f"scenarios.ranges.{one.id}.low",
                _(
                    "«{path}»: в плане {now}, а вероятность считается для {low}–{high}. Впишите "
                    "диапазон вокруг своего числа.",
                    path=title_as_far(case.project, one.path),
                    now=case.shown(now, unit),
                    low=case.shown(one.low, unit),
                    high=case.shown(one.high, unit),
                ),
            )


RULES: tuple[Rule, ...] = (change_of_nothing, range_of_nothing, range_in_disorder, range_off)
