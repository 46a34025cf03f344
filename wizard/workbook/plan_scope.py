"""The values of a plan as expressions read them, taken from figures that are already computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from wizard.plan.figures import Figures
from wizard.plan.formulas.expression import Array, Scope, Value, Vector
from wizard.project.path import get
from wizard.project.project import Project


class _Solved(dict[str, Array]):
    """Lines by key; those of the plan come from its figures when they are first asked for."""

    def __init__(self, figures: Figures) -> None:
        super().__init__()
        self._figures = figures

    def __missing__(self, key: str) -> Array:
        figure = self._figures[key]
        found = self[key] = np.array(figure.months or (figure.total,))
        return found


def answer_of(project: Project, figures: Figures, path: str) -> float:
    """An answer as the plan reads it; one that is found and not entered, as it was found."""
    found = figures.found(path)
    return found.value if found is not None else float(get(project, path))


def plan_scope(
    project: Project, figures: Figures, also: Iterable[Vector], more: Mapping[str, float]
) -> Scope:
    """A scope with the answers, the plan's lines, `also` these columns of tables, and `more`
    numbers that stand in the workbook alone."""
    plan, company = figures.plan, project.company
    inputs: dict[str, Value] = {path: answer_of(project, figures, path) for path in plan.inputs}
    inputs.update(more)
    vectors = {vector.key: plan.vector_values(project, vector) for vector in plan.vectors}
    for vector in also:
        rows = get(project, vector.path)
        vectors[vector.key] = np.array([float(getattr(row, vector.field)) for row in rows])
    scope = Scope(company.months, company.start.month, inputs, vectors)
    scope.lines = _Solved(figures)
    return scope
