"""Operators over lists of inputs: a pick by place, a mean, a sum of products, and tier tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wizard.plan.formulas.expression import (
    ADDITIVE,
    COMPARISON,
    Array,
    Cells,
    Circle,
    Expression,
    Formula,
    Operand,
    Scope,
    Speaker,
    Value,
    Vector,
    Words,
    expression,
    increments,
    slopes,
)
from wizard.plan.formulas.operators import NEARLY
from wizard.texts import _, joined


class Lookup(Expression):
    """A reading of lists at a value; the value may belong to a circle of lines."""

    __slots__ = ()

    def read(self, scope: Scope, value: Value) -> Value:
        """The reading at values over months."""
        raise NotImplementedError

    def months(self, scope: Scope) -> Value:
        return self.read(scope, self.parts()[0].months(scope))

    def code(self, circle: Circle) -> str:
        return f"{circle.function(self)}({circle.text(self.parts()[0])})"

    def at_once(self, scope: Scope) -> Callable[..., Value]:
        if scope.single_run:
            return lambda value: self.read(scope, value)

        def of_runs(value: Value) -> Value:
            found = self.read(scope, np.asarray(value)[..., None])
            return found[..., 0] if isinstance(found, np.ndarray) else found

        return of_runs


@dataclass(frozen=True, slots=True)
class Pick(Lookup):
    """The number at a place of a list, counted from 1; the nearest end outside it."""

    vector: Vector
    place: Expression

    def parts(self) -> tuple[Expression, ...]:
        return (self.place,)

    def read(self, scope: Scope, value: Value) -> Value:
        numbers = self.vector.values(scope)
        index = np.clip(np.floor(np.asarray(value)), 1, numbers.shape[-1]).astype(int) - 1
        return _chosen(numbers, index)

    def excel(self, cells: Cells) -> Formula:
        vector, place = cells.vector(self.vector), self.place.excel(cells).text
        return Formula(f"INDEX({vector},MAX(1,MIN(ROWS({vector}),{place})))")

    def words(self, speaker: Speaker) -> Words:
        place = self.place.told(speaker).text
        return Words(_("{list}, {place}", list=speaker.vector(self.vector), place=place))


@dataclass(frozen=True, slots=True)
class Mean(Expression):
    """The mean of a list."""

    vector: Vector

    def months(self, scope: Scope) -> Value:
        return _single(np.mean(self.vector.values(scope), axis=-1))

    def excel(self, cells: Cells) -> Formula:
        return Formula(f"AVERAGE({cells.vector(self.vector)})")

    def words(self, speaker: Speaker) -> Words:
        return Words(_("среднее: {list}", list=speaker.vector(self.vector)), COMPARISON)


@dataclass(frozen=True, slots=True)
class Products(Expression):
    """The sum of the products of lists, item by item (the sum of one list)."""

    vectors: tuple[Vector, ...]

    def months(self, scope: Scope) -> Value:
        product = self.vectors[0].values(scope)
        for vector in self.vectors[1:]:
            product = product * vector.values(scope)
        return _single(np.sum(product, axis=-1))

    def excel(self, cells: Cells) -> Formula:
        ranges = ",".join(cells.vector(vector) for vector in self.vectors)
        return Formula(f"SUMPRODUCT({ranges})")

    def words(self, speaker: Speaker) -> Words:
        names = [speaker.vector(vector) for vector in self.vectors]
        return Words(_("сумма по строкам: {list}", list=joined(names, " × ")), COMPARISON)


@dataclass(frozen=True, slots=True)
class Matching(Lookup):
    """The sum of a list where another list equals a value; how many equal it, without the list."""

    value: Expression
    keys: Vector
    summed: Vector | None = None

    def parts(self) -> tuple[Expression, ...]:
        return (self.value,)

    def read(self, scope: Scope, value: Value) -> Value:
        keys = self.keys.values(scope)
        equal = np.asarray(value)[..., None] == keys
        numbers = 1.0 if self.summed is None else self.summed.values(scope)
        return _single(np.sum(equal * numbers, axis=-1))

    def excel(self, cells: Cells) -> Formula:
        keys, value = cells.vector(self.keys), self.value.excel(cells).text
        if self.summed is None:
            return Formula(f"COUNTIF({keys},{value})")
        return Formula(f"SUMIF({keys},{value},{cells.vector(self.summed)})")

    def words(self, speaker: Speaker) -> Words:
        value = self.value.told(speaker).text
        if self.summed is None:
            return Words(_("сколько раз {value} есть в списке", value=value), COMPARISON)
        return Words(
            _("{list} там, где {value}", list=speaker.vector(self.summed), value=value), COMPARISON
        )


@dataclass(frozen=True, slots=True)
class CountBelowOne(Expression):
    """How many numbers of a list are below 1: the months of a ramp curve."""

    vector: Vector

    def months(self, scope: Scope) -> Value:
        return _single(np.sum(self.vector.values(scope) < 1.0, axis=-1, dtype=float))

    def excel(self, cells: Cells) -> Formula:
        return Formula(f'COUNTIF({cells.vector(self.vector)},"<1")')

    def words(self, speaker: Speaker) -> Words:
        return Words(_("сколько меньше 1: {list}", list=speaker.vector(self.vector)), COMPARISON)


@dataclass(frozen=True, slots=True)
class BandRate(Lookup):
    """The rate of the band that a value has reached, 0 below the first limit.

    Bands are half-open: a value on a limit belongs to the band that begins there. The value is
    rounded to six decimals first, so that a plan met exactly counts as met.
    """

    value: Expression
    limits: Vector
    rates: Vector

    def parts(self) -> tuple[Expression, ...]:
        return (self.value,)

    def read(self, scope: Scope, value: Value) -> Value:
        limits, rates = self.limits.values(scope), self.rates.values(scope)
        rounded = np.asarray(np.floor(np.abs(value) * 1e6 + 0.5) / 1e6 * np.sign(value))
        band = np.sum(rounded[..., None] >= limits, axis=-1) - 1
        return _single(np.where(band < 0, 0.0, _chosen(rates, np.maximum(band, 0))))

    def excel(self, cells: Cells) -> Formula:
        value = f"ROUND({self.value.excel(cells).text},6)"
        limits, rates = cells.vector(self.limits), cells.vector(self.rates)
        return Formula(f"IF({value}<INDEX({limits},1),0,LOOKUP({value},{limits},{rates}))")

    def words(self, speaker: Speaker) -> Words:
        value = self.value.told(speaker).text
        return Words(_("ставка ступени при {value}", value=value), COMPARISON)


@dataclass(frozen=True, slots=True)
class ByParts(Lookup):
    """The sum, over the bands a value passes, of its part in the band times the band's rate.

    `steps` are the differences of the rates: every limit passed adds (value − limit) × step, which
    is the same sum written without the upper limits.
    """

    value: Expression
    limits: Vector
    steps: Vector

    def parts(self) -> tuple[Expression, ...]:
        return (self.value,)

    def read(self, scope: Scope, value: Value) -> Value:
        limits, steps = self.limits.values(scope), self.steps.values(scope)
        if isinstance(value, float) and limits.ndim == steps.ndim == 1:
            total = 0.0
            for limit, by in zip(limits.tolist(), steps.tolist(), strict=True):
                if value > limit and value - limit > NEARLY * abs(value):
                    total += (value - limit) * by
            return total
        passed = np.maximum(np.asarray(value)[..., None] - limits, 0.0)
        result: Array = np.sum(passed * steps, axis=-1)
        return result

    def excel(self, cells: Cells) -> Formula:
        value = self.value.excel(cells)
        limits, steps = cells.vector(self.limits), cells.vector(self.steps)
        passed = f"({value.inside(ADDITIVE)}>{limits})*({value.inside(ADDITIVE)}-{limits})"
        return Formula(f"SUMPRODUCT({passed}*{steps})")

    def words(self, speaker: Speaker) -> Words:
        value = self.value.told(speaker).text
        return Words(
            _("по ступеням от {value}, каждая ставка на свою часть", value=value), COMPARISON
        )


def _single(value: Array | np.float64) -> Value:
    return value if isinstance(value, np.ndarray) and value.ndim else float(value)


def _chosen(numbers: Array, index: NDArray[np.intp]) -> Value:
    """Numbers of a list by place; the list is (length,) or, one for each run, (runs, 1, length)."""
    if numbers.ndim == 1:
        return _single(numbers[index])
    shape = np.broadcast_shapes(numbers.shape[:-1], index.shape)
    wide = np.broadcast_to(numbers, (*shape, numbers.shape[-1]))
    places = np.broadcast_to(index, shape)[..., None]
    found: Array = np.take_along_axis(wide, places, axis=-1)[..., 0]
    return found


def pick(vector: Vector, place: Operand) -> Expression:
    """The number at a place of a list."""
    return Pick(vector, expression(place))


def mean(vector: Vector) -> Expression:
    """The mean of a list."""
    return Mean(vector)


def products(*vectors: Vector) -> Expression:
    """The sum of products of lists."""
    return Products(vectors)


def matching(value: Operand, keys: Vector, summed: Vector | None = None) -> Expression:
    """The sum of a list where another equals a value, or how many equal it."""
    return Matching(expression(value), keys, summed)


def count_below_one(vector: Vector) -> Expression:
    """How many numbers of a list are below 1."""
    return CountBelowOne(vector)


def band_rate(value: Operand, limits: Vector, rates: Vector) -> Expression:
    """Method "whole": the rate of the reached band."""
    return BandRate(expression(value), limits, rates)


def by_parts(value: Operand, limits: Vector, rates: Vector) -> Expression:
    """Method "marginal": each band's rate on its own part."""
    return ByParts(expression(value), limits, increments(rates))


def joined_points(value: Operand, points: Vector, heights: Vector) -> Expression:
    """Method "interpolated": straight lines between the points, flat outside them."""
    return pick(heights, 1) + ByParts(
        expression(value), points, increments(slopes(points, heights))
    )


def vectors_of(node: Expression) -> tuple[Vector, ...]:
    """The lists a node reads, derived ones included."""
    match node:
        case Pick(vector=vector) | Mean(vector=vector) | CountBelowOne(vector=vector):
            return (vector,)
        case Products(vectors=vectors):
            return vectors
        case Matching(keys=keys, summed=summed):
            return (keys,) if summed is None else (keys, summed)
        case BandRate(limits=limits, rates=rates):
            return (limits, rates)
        case ByParts(limits=limits, steps=steps):
            return (limits, steps)
        case _:
            return ()
