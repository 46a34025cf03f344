"""The expression tree: what an operator is, and the leaves (numbers, inputs, lines, the month).

An expression has a value (NumPy, over months and over a leading axis of runs), an Excel form and
words. The operators stand in `operators` (element by element), `over_months` (along the row) and
`tables` (look-ups); the set is closed and grows one operator at a time, each with all its forms.

Months run along the last axis. A figure with a single value has a last axis of length 1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from wizard.errors import WizardError
from wizard.plan.formulas.sought import Sought
from wizard.texts import Translatable, _

Array: TypeAlias = NDArray[np.float64]
Value: TypeAlias = float | Array

# Excel's precedence of operators, and ours in words: a higher number binds tighter.
COMPARISON, ADDITIVE, MULTIPLICATIVE, POWER, ATOM = 1, 3, 4, 5, 9


@dataclass(frozen=True, slots=True)
class Formula:
    """A piece of an Excel formula and how tightly its outermost operator binds."""

    text: str
    binds: int = ATOM

    def inside(self, binds: int, *, right: bool = False) -> str:
        """The text as an operand, in parentheses where the precedence needs them.

        A right-hand operand of the same precedence keeps its parentheses even where algebra would
        drop them: (a*b)/c and a*(b/c) differ in the last digit.
        """
        loose = self.binds < binds or (right and self.binds == binds)
        return f"({self.text})" if loose else self.text


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of an explanation and how tightly its outermost operator binds."""

    text: Translatable
    binds: int = ATOM

    def inside(self, binds: int, *, right: bool = False) -> Translatable:
        """The words as an operand, in parentheses where the precedence needs them."""
        loose = self.binds < binds or (right and self.binds == binds)
        return _("({inner})", inner=self.text) if loose else self.text


class Cells(Protocol):
    """Where things stand in a workbook, seen from one column; a workbook's layout gives it."""

    def line(self, key: str) -> str:
        """The cell of a line in this month (its only cell for a single figure)."""

    def previous(self, key: str) -> str:
        """The cell of a line in the month before (the opening column before month 1)."""

    def row(self, key: str) -> str:
        """All months of a line."""

    def so_far(self, key: str) -> str:
        """A line from month 1 to this month."""

    def total(self, key: str) -> str:
        """The cell with a line's total."""

    def input(self, path: str) -> str:
        """The name or the cell of an input."""

    def vector(self, vector: Vector) -> str:
        """The range of a list of inputs."""

    def sum_of(self, keys: tuple[str, ...]) -> str:
        """The arguments of a SUM over lines in this month, a range where they are neighbours."""

    def clock(self, row: str) -> str:
        """The heading cell of this month: `month`, `calendar_month` or `year`."""

    def clock_row(self, row: str) -> str:
        """The heading cells of all months."""


class Speaker(Protocol):
    """Who knows names and numbers for an explanation."""

    def line(self, key: str, *, back: bool = False) -> Translatable:
        """A line in the month told about, or in the month before."""

    def row(self, key: str) -> Translatable:
        """A line over all months."""

    def input(self, path: str) -> Translatable:
        """An input."""

    def vector(self, vector: Vector) -> Translatable:
        """A list of inputs."""

    def number(self, value: float) -> Translatable:
        """A plain number."""

    def clock(self, row: str) -> Translatable:
        """The month told about."""

    def span(self, length: Expression) -> Translatable:
        """A number of months that something is counted over or moved by."""

    def instead(self, operand: Expression) -> Words | None:
        """What is said of an operand instead of its own words, or None for the words."""

    def decided(self, condition: Expression) -> bool | None:
        """What a condition comes to where that goes without saying, or None to tell both ways."""


class Scope:
    """The values that expressions are computed from: inputs, lists of inputs, and lines solved.

    `inputs` holds numbers, or arrays of shape (runs, 1); `vectors` arrays of shape (length,), or
    (runs, 1, length); `lines` arrays of shape (months,) or (runs, months), single figures with a
    last axis of 1.
    """

    def __init__(
        self,
        months: int,
        first_calendar_month: int,
        inputs: Mapping[str, Value],
        vectors: Mapping[str, Array],
        *,
        single_run: bool | None = None,
    ) -> None:
        self.months = months
        self.inputs = inputs
        self.vectors = vectors
        self.lines: dict[str, Array] = {}
        self.openings: dict[str, Value] = {}
        self.found: dict[str, Sought] = {}
        self._derived: dict[str, Array] = {}
        number = np.arange(1.0, months + 1)
        self.clock: dict[str, Array] = {
            "month": number,
            "calendar_month": (number + first_calendar_month - 2) % 12 + 1,
            "year": np.floor((number - 1) / 12) + 1,
        }
        if single_run is None:
            arrays = any(isinstance(value, np.ndarray) for value in inputs.values())
            single_run = not arrays and all(vector.ndim == 1 for vector in vectors.values())
        self.single_run = single_run

    def with_inputs(self, changes: Mapping[str, Value], *, solved: bool = True) -> Scope:
        """The scope with some answers replaced; what is solved stays unless told otherwise."""
        runs = any(isinstance(value, np.ndarray) for value in changes.values())
        other = copy(self)
        other.inputs = {**self.inputs, **changes}
        other.lines = dict(self.lines) if solved else {}
        other.openings = dict(self.openings) if solved else {}
        other.found = dict(self.found)
        other.single_run = self.single_run and not runs
        return other

    def vector(self, vector: Vector) -> Array:
        """The numbers of a list, entered or derived."""
        key = vector.key
        found = self.vectors.get(key)
        if found is None:
            found = self._derived.get(key)
        if found is None:
            found = self._derived[key] = vector.derive(self)
        return found


class Circle(Protocol):
    """Lines that depend on their own past, being written as a program for one month.

    Whatever does not involve these lines is computed over all months beforehand.
    """

    def text(self, node: Expression) -> str:
        """A node's value in the month, as a piece of the program."""

    def now(self, key: str) -> str:
        """The month's value of a line of the circle."""

    def before(self, key: str) -> str:
        """The value in the month before of a line of the circle."""

    def function(self, node: Expression) -> str:
        """The name under which the program calls `node.at_once`."""


class Expression:
    """A node of the tree. Python's operators build larger trees from smaller ones."""

    # Not an abstract base class: trees are walked by type at every new plan, and the type check
    # of abstract classes is several times slower.
    def months(self, scope: Scope) -> Value:
        """The value over all months."""
        raise NotImplementedError

    def code(self, circle: Circle) -> str:
        """The value in one month as a piece of a program; only for nodes a circle goes through."""
        raise WizardError(f"{type(self).__name__} cannot depend on its own past")

    def at_once(self, scope: Scope) -> Callable[..., Value]:
        """The function of one month's operands that `code` calls."""
        raise WizardError(f"{type(self).__name__} is not called month by month")

    def excel(self, cells: Cells) -> Formula:
        """The formula, without the leading equals sign."""
        raise NotImplementedError

    def words(self, speaker: Speaker) -> Words:
        """The formula in words."""
        raise NotImplementedError

    def told(self, speaker: Speaker) -> Words:
        """The words as an operand of another node: a speaker may say something shorter."""
        return speaker.instead(self) or self.words(speaker)

    def parts(self) -> tuple[Expression, ...]:
        """The nodes directly below."""
        return ()

    def walk(self) -> Iterator[Expression]:
        """This node and all below it."""
        yield self
        for part in self.parts():
            yield from part.walk()

    def __add__(self, other: Operand) -> Expression:
        return operators.Add(self, expression(other))

    def __radd__(self, other: Operand) -> Expression:
        return operators.Add(expression(other), self)

    def __sub__(self, other: Operand) -> Expression:
        return operators.Subtract(self, expression(other))

    def __rsub__(self, other: Operand) -> Expression:
        return operators.Subtract(expression(other), self)

    def __mul__(self, other: Operand) -> Expression:
        return operators.Multiply(self, expression(other))

    def __rmul__(self, other: Operand) -> Expression:
        return operators.Multiply(expression(other), self)

    def __truediv__(self, other: Operand) -> Expression:
        return operators.Divide(self, expression(other))

    def __rtruediv__(self, other: Operand) -> Expression:
        return operators.Divide(expression(other), self)


Operand: TypeAlias = Expression | float


def expression(operand: Operand) -> Expression:
    """An operand as a node: a plain number becomes a leaf."""
    return operand if isinstance(operand, Expression) else Number(float(operand))


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A plain number; formulas keep to those that explain themselves (0, 1, 12, 30, 100)."""

    value: float

    def months(self, scope: Scope) -> Value:
        return self.value

    def excel(self, cells: Cells) -> Formula:
        text = f"{self.value:.15g}"
        return Formula(text, ATOM if self.value >= 0 else ADDITIVE)

    def words(self, speaker: Speaker) -> Words:
        return Words(speaker.number(self.value), ATOM if self.value >= 0 else ADDITIVE)


@dataclass(frozen=True, slots=True)
class Input(Expression):
    """An answer from the project (or a rate from a data file), by its path."""

    path: str

    def months(self, scope: Scope) -> Value:
        return scope.inputs[self.path]

    def excel(self, cells: Cells) -> Formula:
        return Formula(cells.input(self.path))

    def words(self, speaker: Speaker) -> Words:
        return Words(speaker.input(self.path))


@dataclass(frozen=True, slots=True)
class Ref(Expression):
    """A line of the plan in the same month."""

    key: str

    def months(self, scope: Scope) -> Value:
        return scope.lines[self.key]

    def code(self, circle: Circle) -> str:
        return circle.now(self.key)

    def excel(self, cells: Cells) -> Formula:
        return Formula(cells.line(self.key))

    def words(self, speaker: Speaker) -> Words:
        return Words(speaker.line(self.key))


@dataclass(frozen=True, slots=True)
class Clock(Expression):
    """The month itself: its number in the plan, its calendar month, or its plan year."""

    row: str

    def months(self, scope: Scope) -> Value:
        return scope.clock[self.row]

    def excel(self, cells: Cells) -> Formula:
        return Formula(cells.clock(self.row))

    def words(self, speaker: Speaker) -> Words:
        return Words(speaker.clock(self.row))


MONTH, CALENDAR_MONTH, YEAR = Clock("month"), Clock("calendar_month"), Clock("year")


@dataclass(frozen=True)
class Vector:
    """A list of numbers among the inputs.

    `path` names a list of numbers (`goals.season`), or, with `field`, a column of a table
    (`goals.products`, `price`). `derived` names a column computed beside it from `beside`:
    `increments` (each less the one before, the first as it is) or `slopes` (the slope to the next
    point of `beside` over this one, 0 at the last).
    """

    path: str
    field: str = ""
    derived: str = ""
    beside: Vector | None = None

    @cached_property
    def key(self) -> str:
        """A name that tells this list from all others."""
        below = f"|{self.beside.key}" if self.beside is not None else ""
        return f"{self.path}|{self.field}|{self.derived}{below}"

    def base(self) -> tuple[Vector, ...]:
        """The lists that are entered, which this one is computed from (itself if entered)."""
        if not self.derived:
            return (self,)
        assert self.beside is not None
        own = Vector(self.path, self.field)
        return (own, *self.beside.base()) if self.derived == "slopes" else self.beside.base()

    def values(self, scope: Scope) -> Array:
        """The numbers of the list, shape (length,)."""
        return scope.vector(self)

    def derive(self, scope: Scope) -> Array:
        """The numbers of a column computed beside an entered one."""
        assert self.beside is not None
        beside = self.beside.values(scope)
        if self.derived == "increments":
            return np.diff(beside, prepend=0.0, axis=-1)
        points = Vector(self.path, self.field).values(scope)
        run, rise = np.diff(points, axis=-1), np.diff(beside, axis=-1)
        slopes = np.zeros(np.broadcast_shapes(points.shape, beside.shape))
        np.divide(rise, run, out=slopes[..., :-1], where=run != 0)
        return slopes


def increments(vector: Vector) -> Vector:
    """The steps of a list: each number less the one before."""
    return Vector(vector.path, vector.field, "increments", vector)


def slopes(points: Vector, heights: Vector) -> Vector:
    """The slopes of the straight lines that join the points, 0 after the last."""
    return Vector(points.path, points.field, "slopes", heights)


from wizard.plan.formulas import operators  # noqa: E402  (the operators build on the class above)
