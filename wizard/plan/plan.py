"""The whole plan of a project: its lines, in the order of the story, and what they rest on."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from wizard.plan.data import payroll
from wizard.plan.data.calendar import working_days
from wizard.plan.data.payroll import Regime
from wizard.plan.formulas.expression import Array, Expression, Input, Scope, Value, Vector
from wizard.plan.formulas.line import Line, Lines
from wizard.plan.formulas.operators import Power
from wizard.plan.formulas.sought import Sought
from wizard.plan.formulas.tables import vectors_of
from wizard.plan.lines import (
    automation,
    capacity,
    costs,
    documentation,
    goals,
    hiring,
    kpi,
    motivation,
    result,
    structure,
)
from wizard.plan.lines.goals import FOUND_DEALS, WORKING_DAYS
from wizard.plan.seek import seek
from wizard.plan.solving.answers import Reader, Rows, columns, reader
from wizard.plan.solving.evaluate import (
    Block,
    check_order,
    moved_by,
    needed_for,
    solve,
    solving_order,
    stacked_order,
)
from wizard.plan.solving.month_by_month import MonthByMonth
from wizard.project.model import Model, Question
from wizard.project.path import get, question_at
from wizard.project.project import Project

LEAST_TOLD = 1e-9
PROFIT = "result.operating_profit"
# The deals a month among which those of a wanted profit are sought first.
DEALS_TRIED = np.concatenate([[0.0], 2.0 ** np.arange(-3, 23.5, 0.5)])

PARTS = (
    goals, structure, hiring, capacity, motivation, automation, costs, result, kpi, documentation,
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """The definition of every figure of a project; it holds no values.

    `inputs` are the paths of the single answers the lines rest on, `vectors` the entered lists;
    both in the order in which lines first use them.
    """

    lines: Mapping[str, Line]
    inputs: tuple[str, ...]
    vectors: tuple[Vector, ...]
    regime: Regime
    shaped_like: Project

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The lines in an order in which many runs can be solved at once."""
        return solving_order(self.lines)

    @cached_property
    def _told_alone(self) -> dict[tuple[str, ...], tuple[Block, ...]]:
        return {}

    def _blocks_for(self, keys: tuple[str, ...]) -> tuple[Block, ...]:
        """The blocks that some lines need, for many runs; all blocks where no line is named."""
        if not keys:
            return self.blocks
        if keys not in self._told_alone:
            needed = {key for one in keys for key in needed_for(self.lines, one)}
            self._told_alone[keys] = solving_order(
                {key: line for key, line in self.lines.items() if key in needed}
            )
        return self._told_alone[keys]

    @cached_property
    def _stacked(self) -> tuple[Block, ...]:
        return stacked_order(self.lines)

    @cached_property
    def _entered(self) -> tuple[str, ...]:
        return tuple(path for path in self.inputs if path != FOUND_DEALS)

    @cached_property
    def _read_answers(self) -> Reader:
        return reader(self.shaped_like, self._entered)

    @cached_property
    def _bounds(self) -> tuple[Array, Array]:
        """The least and the most that each answer is read as.

        An answer out of its limits is kept and told of, and the plan goes on with it, but for those
        that multiply month after month: a turnover of a million percent would soon leave every
        number there is. They are held within their limits.
        """
        multiplied = {
            node.path
            for line in self.lines.values()
            for tree in line.nodes
            if isinstance(tree, Power) or line.key in self._circles
            for node in tree.walk()
            if isinstance(node, Input)
        }
        found = [
            _limits(question_at(self.shaped_like, path)) if path in multiplied else _NO_LIMITS
            for path in self._entered
        ]
        low, high = np.array(found, dtype=float).reshape(-1, 2).T
        return low, high

    @cached_property
    def _circles(self) -> frozenset[str]:
        return frozenset(
            line.key
            for block in self._stacked
            if isinstance(block, MonthByMonth)
            for line in block.lines
        )

    @cached_property
    def _entered_lists(self) -> tuple[Vector, ...]:
        return tuple(
            vector for vector in self.vectors if not vector.path.startswith(("rates.", "calendar."))
        )

    @cached_property
    def _read_lists(self) -> Rows:
        return columns(
            self.shaped_like, [(vector.path, vector.field) for vector in self._entered_lists]
        )

    @cached_property
    def _rates(self) -> dict[str, Array]:
        numbers = self.regime.numbers()
        return {
            vector.key: np.array(numbers[vector.key])
            for vector in self.vectors
            if vector.path.startswith("rates.")
        }

    def solve(
        self,
        project: Project,
        changes: Mapping[str, Value] | None = None,
        only: tuple[str, ...] = (),
    ) -> Scope:
        """All values for the project's answers; of many runs, those of `only` some lines and of
        what they need, where they are named.

        `changes` replaces answers by path; an array of shape (runs, 1) solves many runs at once.
        Deals that are found by a wanted profit stay those of the project's own answers in all runs:
        an answer that differs from run to run shows what becomes of the goal, and moves no goal.
        """
        changes = changes or {}
        scope = self._answered(project, changes)
        if FOUND_DEALS in self.inputs and FOUND_DEALS not in changes:
            base = scope if scope.single_run else self._answered(project, {})
            # A plan of less than a year is asked for its part of the year's profit.
            wanted = project.goals.profit_year * min(project.company.months, 12) / 12
            found = self.deals_for_profit(base, wanted)
            scope = scope.with_inputs({FOUND_DEALS: found.value}, solved=False)
            scope.found[FOUND_DEALS] = found
        solve(self._stacked if scope.single_run else self._blocks_for(only), scope)
        return scope

    def _answered(self, project: Project, changes: Mapping[str, Value]) -> Scope:
        """The plan's answers, the changed ones in their place, before anything is solved."""
        read = _told(np.clip(self._read_answers(project), *self._bounds))
        inputs: dict[str, Value] = dict(zip(self._entered, read.tolist(), strict=True))
        inputs.update(changes)
        vectors = self._lists(project)
        if changes:
            self._change_vectors(project, vectors, changes)
        company = project.company
        runs = any(isinstance(value, np.ndarray) for value in changes.values())
        return Scope(company.months, company.start.month, inputs, vectors, single_run=not runs)

    def _lists(self, project: Project) -> dict[str, Array]:
        vectors = dict(self._rates)
        read = self._read_lists(project)
        for vector, numbers in zip(self._entered_lists, read, strict=True):
            vectors[vector.key] = _told(np.array(numbers))
        if WORKING_DAYS in self.vectors:
            vectors[WORKING_DAYS.key] = np.array(working_days(project))
        return vectors

    def _change_vectors(
        self, project: Project, vectors: dict[str, Array], changes: Mapping[str, Value]
    ) -> None:
        """Let changed answers reach the lists they stand in, one list for each run."""
        for vector in self.vectors:
            places = self._list_places(project, vector)
            changed = [(at, changes[path]) for at, path in enumerate(places) if path in changes]
            if not changed:
                continue
            runs = max(np.size(value) for _at, value in changed)
            numbers = np.repeat(vectors[vector.key][None, None, :], runs, axis=0)
            for at, value in changed:
                numbers[:, 0, at] = np.reshape(value, -1)
            vectors[vector.key] = numbers

    def _list_places(self, project: Project, vector: Vector) -> list[str]:
        if vector.path.startswith(("rates.", "calendar.")):
            return []
        entered = get(project, vector.path)
        if vector.field:
            return [f"{vector.path}.{row.id}.{vector.field}" for row in entered]
        return [f"{vector.path}.{at}" for at in range(len(entered))]

    @cached_property
    def _up_to_profit(self) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
        """The lines below the operating profit: those that the deals found do not move, and those
        that they do."""
        lines = needed_for(self.lines, PROFIT)
        moved = moved_by(lines, FOUND_DEALS)
        still = {key: line for key, line in lines.items() if key not in moved}
        return solving_order(still), solving_order(lines, given=still.keys())

    def deals_for_profit(self, scope: Scope, wanted: float) -> Sought:
        """The deals a month with which the first year's operating profit is the one wanted.

        `scope` has the plan's answers and no lines. What the deals do not move is solved once.
        """
        still, moved = self._up_to_profit
        solve(still, scope)

        def profit(deals: Array) -> Array:
            runs = scope.with_inputs({FOUND_DEALS: deals[:, None]})
            solve(moved, runs)
            year: Array = np.sum(runs.lines[PROFIT][..., :12], axis=-1)
            return np.broadcast_to(year, deals.shape)

        return seek(profit, wanted, DEALS_TRIED, cuts=49, rounds=2)

    def vector_values(self, project: Project, vector: Vector) -> Array:
        """The numbers of an entered list of the plan."""
        return self._lists(project)[vector.key]


def _told(numbers: Array) -> Array:
    """Numbers as they are told: what is nearer to 0 than a billionth is 0.

    A conversion of 1e-300 is above 0 and within its limits, and gives more leads than numbers go.
    """
    numbers[np.abs(numbers) < LEAST_TOLD] = 0.0
    return numbers


_NO_LIMITS = (-np.inf, np.inf)


def _limits(asked: Question) -> tuple[float, float]:
    low = asked.low if asked.above is None else asked.above
    return -np.inf if low is None else low, np.inf if asked.high is None else asked.high


def build_plan(project: Project) -> Plan:
    """The plan of a project. Raises CycleError where lines define each other.

    A plan depends on the project's shape alone (names, choices, which rows there are), never on a
    number, so projects that differ in numbers share one definition.
    """
    for known in tuple(_RECENT):
        if same_shape(known.project, project):
            known.project = project
            return known.plan
    plan = _defined(project)
    _RECENT.appendleft(_Known(plan, project))
    return plan


@dataclass(slots=True)
class _Known:
    """A plan, and the last project that it was asked for: the next version shares most with it."""

    plan: Plan
    project: Project


# Definitions are pure, so keeping the last few is a cache with nothing to go stale.
_RECENT: deque[_Known] = deque(maxlen=8)


def same_shape(one: Any, other: Any) -> bool:
    """Whether two values differ in numbers at most.

    Versions of one project share the parts that were not edited, so this looks at little more than
    the edited branch.
    """
    if one is other:
        return True
    if isinstance(one, Model):
        if type(one) is not type(other):
            return False
        return all(map(same_shape, one.__dict__.values(), other.__dict__.values()))
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same_shape, one, other))
    # An answer's being given, and a draft, change no definition.
    if isinstance(one, (float, int, dict, frozenset)) and not isinstance(one, bool):
        return isinstance(other, (float, int, dict, frozenset)) and not isinstance(other, bool)
    return bool(one == other)


def _defined(project: Project) -> Plan:
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
    check_order(lines)
    return Plan(
        lines,
        tuple(inputs),
        tuple(vectors.values()),
        payroll.regime_of(project.motivation.regime),
        project,
    )


def _entered(node: Expression) -> tuple[Vector, ...]:
    return tuple(base for vector in vectors_of(node) for base in vector.base())
