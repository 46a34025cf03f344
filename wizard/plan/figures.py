"""The figures of a project: every line of its plan with its values, ready to be shown.

The whole plan is computed anew from the answers each time: there is nothing to go stale.
"""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from wizard.plan.formulas.expression import Expression, Scope, Vector
from wizard.plan.formulas.line import Line, Ratio, Total
from wizard.plan.formulas.sought import Sought
from wizard.plan.plan import Plan, build_plan
from wizard.project.project import Project
from wizard.texts import Text
from wizard.units import Unit


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the plan: its number from 1, and the calendar year and month it falls on."""

    number: int
    year: int
    month: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A line with its values; `months` is empty for a figure with a single value."""

    line: Line
    months: tuple[float, ...]
    total: float

    @property
    def key(self) -> str:
        """The public name."""
        return self.line.key

    @property
    def label(self) -> Text:
        """The name people read."""
        return self.line.label

    @property
    def unit(self) -> Unit:
        """The unit of the values and of the total."""
        return self.line.unit

    @property
    def first(self) -> float:
        """The value in month 1 (the only value of a single figure)."""
        return self.months[0] if self.months else self.total

    @property
    def last(self) -> float:
        """The value in the last month."""
        return self.months[-1] if self.months else self.total

    def month(self, number: int) -> float:
        """The value in a month counted from 1."""
        return self.months[number - 1] if self.months else self.total


class UnknownFigureError(KeyError):
    """A key that no line has; `nearest` is the most similar one, empty if none is similar."""

    def __init__(self, key: str, nearest: str) -> None:
        super().__init__(key)
        self.key = key
        self.nearest = nearest


class Figures:
    """All figures of a project, by key, in the order of the story."""

    def __init__(self, project: Project, plan: Plan, scope: Scope) -> None:
        self.project = project
        self.plan = plan
        self._scope = scope
        self._made: dict[str, Figure] = {}

    def __getitem__(self, key: str) -> Figure:
        found = self._made.get(key)
        if found is None:
            line = self.plan.lines.get(key)
            if line is None:
                similar = difflib.get_close_matches(key, self.plan.lines, n=1)
                raise UnknownFigureError(key, similar[0] if similar else "")
            found = self._made[key] = self._figure(line)
        return found

    def get(self, key: str) -> Figure | None:
        """The figure, or None if the plan has no such line."""
        return self[key] if key in self.plan.lines else None

    def __contains__(self, key: object) -> bool:
        return key in self.plan.lines

    def __iter__(self) -> Iterator[Figure]:
        return (self[key] for key in self.plan.lines)

    def __len__(self) -> int:
        return len(self.plan.lines)

    def opening(self, key: str) -> float | None:
        """The value before month 1, for lines that have one."""
        value = self._scope.openings.get(key)
        return None if value is None else float(value)

    def input(self, path: str) -> float:
        """An answer (or a rate, or a number solved for) as the plan reads it."""
        value = self._scope.inputs[path]
        return float(value)

    def list_of(self, vector: Vector) -> tuple[float, ...]:
        """An entered list as the plan reads it."""
        return tuple(self._scope.vectors[vector.key].tolist())

    def value_of(self, node: Expression, month: int) -> float:
        """The value of a piece of a formula in a month counted from 1."""
        row = np.asarray(node.months(self._scope), dtype=float).reshape(-1)
        return float(row[month - 1] if row.size > 1 else row[0])

    def found(self, path: str) -> Sought | None:
        """What was solved for an answer that is found and not entered."""
        return self._scope.found.get(path)

    @cached_property
    def calendar(self) -> tuple[Month, ...]:
        """The months of the plan."""
        start = self.project.company.start
        months = []
        for index in range(self.project.company.months):
            years, month = divmod(start.month - 1 + index, 12)
            months.append(Month(index + 1, start.year + years, month + 1))
        return tuple(months)

    def _values(self, key: str) -> list[float]:
        values: list[float] = self._scope.lines[key].tolist()
        return values

    def _figure(self, line: Line) -> Figure:
        values = self._values(line.key)
        if line.single:
            return Figure(line, (), values[0])
        return Figure(line, tuple(values), total_of(line, self._values))


def total_of(line: Line, values: Callable[[str], list[float]]) -> float:
    """A line's total by its kind, from the months of any line by its key."""
    match line.total:
        case Ratio(over=over, under=under):
            divisor = math.fsum(values(under))
            return math.fsum(values(over)) / divisor if divisor else 0.0
        case Total.SUM:
            return math.fsum(values(line.key))
        case Total.LAST:
            return values(line.key)[-1]
        case Total.AVERAGE:
            return math.fsum(values(line.key)) / len(values(line.key))
        case Total.GREATEST:
            return max(values(line.key))
        case Total.NONE:
            return 0.0


def compute(project: Project) -> Figures:
    """All figures of a project. Raises CycleError where lines define each other."""
    plan = build_plan(project)
    return Figures(project, plan, plan.solve(project))
