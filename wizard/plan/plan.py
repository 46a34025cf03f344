"""The whole plan of a project: its lines, in the order of the story, and what they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from wizard.plan import (
    automation,
    costs,
    goals,
    hiring,
    kpi,
    motivation,
    payroll,
    result,
    structure,
)
from wizard.plan.evaluate import Block, solve, solving_order
from wizard.plan.expression import Array, Expression, Input, Scope, Value, Vector
from wizard.plan.line import Line, Lines
from wizard.plan.payroll import Regime
from wizard.plan.tables import vectors_of
from wizard.project.path import get
from wizard.project.project import Project

PARTS = (goals, structure, hiring, motivation, automation, costs, result, kpi)


@dataclass(frozen=True)
class Plan:
    """The definition of every figure of a project; it holds no values.

    `inputs` are the paths of the single answers the lines rest on, `vectors` the entered lists;
    both in the order in which lines first use them.
    """

    lines: Mapping[str, Line]
    blocks: tuple[Block, ...]
    inputs: tuple[str, ...]
    vectors: tuple[Vector, ...]
    regime: Regime

    def solve(self, project: Project, changes: Mapping[str, Value] | None = None) -> Scope:
        """All values for the project's answers.

        `changes` replaces answers by path; an array of shape (runs, 1) solves many runs at once.
        """
        inputs: dict[str, Value] = {path: number_at(project, path) for path in self.inputs}
        inputs.update(changes or {})
        vectors = {vector.key: self.vector_values(project, vector) for vector in self.vectors}
        company = project.company
        scope = Scope(company.horizon, company.start.month, inputs, vectors)
        solve(self.blocks, scope)
        return scope

    def vector_values(self, project: Project, vector: Vector) -> Array:
        """The numbers of an entered list."""
        if vector.path.startswith("rates."):
            return np.array(self.regime.numbers()[vector.key])
        entered = get(project, vector.path)
        if vector.field:
            entered = [getattr(row, vector.field) for row in entered]
        return np.array(entered, dtype=float)


def build_plan(project: Project) -> Plan:
    """Define the plan of a project. Raises CycleError where lines define each other."""
    defined = Lines()
    for part in PARTS:
        part.define(project, defined)
    lines = {line.key: line for line in defined}
    inputs: dict[str, None] = {}
    vectors: dict[str, Vector] = {}
    for line in lines.values():
        for node in line.nodes:
            if isinstance(node, Input):
                inputs[node.path] = None
            else:
                for vector in _entered(node):
                    vectors[vector.key] = vector
    return Plan(
        lines,
        solving_order(lines),
        tuple(inputs),
        tuple(vectors.values()),
        payroll.regime_of(project.motivation.regime),
    )


def number_at(project: Project, path: str) -> float:
    """An answer as the plan reads it: a number, yes as 1 and no as 0."""
    value: Any = get(project, path)
    return float(value)


def _entered(node: Expression) -> tuple[Vector, ...]:
    return tuple(base for vector in vectors_of(node) for base in vector.base())
