"""A line of the plan: a figure's key, label, unit, definition, and what kind of total it has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from wizard.errors import WizardError
from wizard.plan.formulas.expression import Expression, Operand, Ref, expression
from wizard.plan.formulas.over_months import AlongRow, Previous
from wizard.texts import NOTHING, Text
from wizard.units import Unit


class Total(Enum):
    """What stands in a line's total: totals differ, a balance has no sum."""

    SUM = auto()
    LAST = auto()
    AVERAGE = auto()
    GREATEST = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Ratio:
    """A total that is the total of one line over the total of another; 0 where that is 0."""

    over: str
    under: str


@dataclass(frozen=True)
class Line:
    """A figure, by month, or with a single value (`single`).

    `opening` is the value before month 1 that `previous` reads there. `help` is the definition in
    words for the reader. `group` puts lines of one kind under one heading in the workbook.
    """

    key: str
    formula: Expression
    label: Text
    unit: Unit
    total: Total | Ratio
    opening: Expression | None = None
    single: bool = False
    help: Text = NOTHING
    group: Text = NOTHING

    @property
    def stage(self) -> str:
        """The part of the plan a line belongs to: `goals`, `structure` … `result`, `kpi`."""
        return self.key.partition(".")[0]

    @cached_property
    def nodes(self) -> tuple[Expression, ...]:
        """Every node of the formula and of the opening value."""
        opening = tuple(self.opening.walk()) if self.opening is not None else ()
        return (*self.formula.walk(), *opening)

    @cached_property
    def now(self) -> frozenset[str]:
        """The lines whose value in the same month is needed, or whose whole row is."""
        same = {node.key for node in self.nodes if isinstance(node, Ref)}
        return frozenset(same | self.rows)

    @cached_property
    def rows(self) -> frozenset[str]:
        """The lines whose whole row is needed."""
        return frozenset(node.row for node in self.nodes if isinstance(node, AlongRow))

    @cached_property
    def before(self) -> frozenset[str]:
        """The lines whose value in the month before is needed."""
        return frozenset(node.key for node in self.nodes if isinstance(node, Previous))


class Lines:
    """The lines of a plan as they are being defined, in the order of the story they tell."""

    def __init__(self) -> None:
        self._lines: dict[str, Line] = {}

    def line(
        self,
        key: str,
        formula: Operand,
        label: Text,
        unit: Unit,
        total: Total | Ratio = Total.SUM,
        *,
        opening: Operand | None = None,
        single: bool = False,
        help: Text = NOTHING,
        group: Text = NOTHING,
    ) -> Ref:
        """Define a figure and give back the reference to use in other definitions."""
        if key in self._lines:
            raise WizardError(f"the line {key} is defined twice")
        start = None if opening is None else expression(opening)
        self._lines[key] = Line(
            key, expression(formula), label, unit, total, start, single, help, group
        )
        return Ref(key)

    def __getitem__(self, key: str) -> Ref:
        """The reference to a line that is or will be defined."""
        return Ref(key)

    def __contains__(self, key: str) -> bool:
        return key in self._lines

    def __iter__(self) -> Iterator[Line]:
        return iter(self._lines.values())
