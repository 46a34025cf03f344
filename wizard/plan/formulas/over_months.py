"""Operators that look along the row of months or over several lines.

Only `previous` may be used by lines that depend on each other in a circle (balances, staff): they
are solved month by month. The others need their whole row first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wizard.plan.formulas.expression import (
    ADDITIVE,
    COMPARISON,
    Array,
    Cells,
    Circle,
    Expression,
    Formula,
    Operand,
    Ref,
    Scope,
    Speaker,
    Value,
    Words,
    expression,
)
from wizard.plan.formulas.operators import WholePart
from wizard.texts import _, joined


@dataclass(frozen=True, slots=True)
class Previous(Expression):
    """A line in the month before; before month 1 its opening value, 0 if it has none."""

    key: str

    def months(self, scope: Scope) -> Value:
        row = scope.lines[self.key]
        opening = np.asarray(scope.openings.get(self.key, 0.0), dtype=float)
        # Either may be the same in all runs while the other is not.
        runs = np.broadcast_shapes(opening.shape[:-1], row.shape[:-1])
        first = np.broadcast_to(opening, (*runs, 1))
        before = np.broadcast_to(row[..., :-1], (*runs, row.shape[-1] - 1))
        return np.concatenate([first, before], axis=-1)

    def code(self, circle: Circle) -> str:
        return circle.before(self.key)

    def excel(self, cells: Cells) -> Formula:
        return Formula(cells.previous(self.key))

    def words(self, speaker: Speaker) -> Words:
        return Words(speaker.line(self.key, back=True))


class AlongRow(Expression):
    """An operator that needs the whole row of a line, so it cannot stand in a circle of lines."""

    __slots__ = ()

    key: str

    @property
    def row(self) -> str:
        """The key of the line whose whole row is needed."""
        return self.key

    def look(self, scope: Scope, row: Array, *operands: Value) -> Value:
        """The value from the row (or from many rows at once) and the operands' values."""
        raise NotImplementedError

    def months(self, scope: Scope) -> Value:
        operands = [part.months(scope) for part in self.parts()]
        return self.look(scope, scope.lines[self.row], *operands)


class OverSomeMonths(AlongRow):
    """An operator over so many months of a line's row."""

    __slots__ = ()

    length: Expression

    def parts(self) -> tuple[Expression, ...]:
        return (self.length,)


def _at(row: Array, place: Array) -> Array:
    """The row read at places counted from 1, cut to the horizon as INDEX is."""
    index = np.clip(np.floor(place), 1, row.shape[-1]).astype(int) - 1
    found: Array
    if index.ndim == 1 and row.ndim == 1:
        found = row[index]
        return found
    shape = np.broadcast_shapes(row.shape[:-1], index.shape[:-1])
    wide = np.broadcast_to(row, (*shape, row.shape[-1]))
    found = np.take_along_axis(wide, np.broadcast_to(index, (*shape, index.shape[-1])), axis=-1)
    return found


@dataclass(frozen=True, slots=True)
class Ahead(AlongRow):
    """A line some months later; past the horizon its last month repeats, or 0 if `closed`."""

    key: str
    by: Expression
    closed: bool = False

    def parts(self) -> tuple[Expression, ...]:
        return (self.by,)

    def look(self, scope: Scope, row: Array, *operands: Value) -> Value:
        place = np.floor(scope.clock["month"] + operands[0])
        found = _at(row, place)
        return np.where(place > scope.months, 0.0, found) if self.closed else found

    def excel(self, cells: Cells) -> Formula:
        place = f"{cells.clock('month')}+{self.by.excel(cells).inside(ADDITIVE, right=True)}"
        row = cells.row(self.key)
        found = f"INDEX({row},MAX(1,MIN(COLUMNS({row}),{place})))"
        return Formula(f"IF({place}>COLUMNS({row}),0,{found})" if self.closed else found)

    def words(self, speaker: Speaker) -> Words:
        return Words(
            _("{line} через {span}", line=speaker.row(self.key), span=speaker.span(self.by)),
            COMPARISON,
        )


@dataclass(frozen=True, slots=True)
class Behind(AlongRow):
    """A line some months earlier; 0 before month 1."""

    key: str
    by: Expression

    def parts(self) -> tuple[Expression, ...]:
        return (self.by,)

    def look(self, scope: Scope, row: Array, *operands: Value) -> Value:
        place = np.floor(scope.clock["month"] - operands[0])
        return np.where(place < 1, 0.0, _at(row, place))

    def excel(self, cells: Cells) -> Formula:
        place = f"{cells.clock('month')}-{self.by.excel(cells).inside(ADDITIVE, right=True)}"
        row = cells.row(self.key)
        return Formula(f"IF({place}<1,0,INDEX({row},MAX(1,MIN(COLUMNS({row}),{place}))))")

    def words(self, speaker: Speaker) -> Words:
        span = speaker.span(self.by)
        return Words(_("{line}, {span} назад", line=speaker.row(self.key), span=span), COMPARISON)


@dataclass(frozen=True, slots=True)
class SoFar(AlongRow):
    """The running sum of a line from month 1 to this month."""

    key: str

    def look(self, scope: Scope, row: Array, *operands: Value) -> Value:
        return np.cumsum(row, axis=-1)

    def excel(self, cells: Cells) -> Formula:
        return Formula(f"SUM({cells.so_far(self.key)})")

    def words(self, speaker: Speaker) -> Words:
        return Words(_("{line} с начала плана", line=speaker.row(self.key)))


@dataclass(frozen=True, slots=True)
class Trailing(OverSomeMonths):
    """The sum of a line over the last so many months, this one included."""

    key: str
    length: Expression

    def look(self, scope: Scope, row: Array, *operands: Value) -> Value:
        month = scope.clock["month"]
        after = month - operands[0]
        if np.ndim(after) == 1:
            taken = (month[:, None] > after[None, :]) & (month[:, None] <= month[None, :])
            result: Array = row @ taken.astype(float)
            return result
        # With a length for each run, sums come from differences of the running sum.
        sums = np.concatenate([np.zeros((*row.shape[:-1], 1)), np.cumsum(row, axis=-1)], axis=-1)
        start = np.clip(np.floor(np.asarray(after)), 0.0, month)
        return sums[..., 1:] - _at(sums, start + 1)

    def excel(self, cells: Cells) -> Formula:
        row, months, now = cells.row(self.key), cells.clock_row("month"), cells.clock("month")
        after = f"{now}-{self.length.excel(cells).inside(ADDITIVE, right=True)}"
        return Formula(f'SUMIFS({row},{months},">"&({after}),{months},"<="&{now})')

    def words(self, speaker: Speaker) -> Words:
        span = speaker.span(self.length)
        return Words(_("{line} за последние {span}", line=speaker.row(self.key), span=span))


@dataclass(frozen=True, slots=True)
class UpTo(OverSomeMonths):
    """The sum of a line over the first so many months: one number, the same in every month."""

    key: str
    length: Expression

    def look(self, scope: Scope, row: Array, *operands: Value) -> Value:
        taken = scope.clock["month"] <= operands[0]
        result: Array = np.sum(row * taken, axis=-1, keepdims=True)
        return result

    def excel(self, cells: Cells) -> Formula:
        length = self.length.excel(cells).inside(ADDITIVE)
        return Formula(f'SUMIF({cells.clock_row("month")},"<="&{length},{cells.row(self.key)})')

    def words(self, speaker: Speaker) -> Words:
        span = speaker.span(self.length)
        return Words(_("{line} за первые {span}", line=speaker.row(self.key), span=span))


@dataclass(frozen=True, slots=True)
class InYear(AlongRow):
    """The sum of a line over the plan year of this month."""

    key: str

    def look(self, scope: Scope, row: Array, *operands: Value) -> Value:
        starts = np.arange(0, scope.months, 12)
        sums = np.add.reduceat(row, starts, axis=-1)
        return np.repeat(sums, 12, axis=-1)[..., : scope.months]

    def excel(self, cells: Cells) -> Formula:
        return Formula(
            f"SUMIF({cells.clock_row('year')},{cells.clock('year')},{cells.row(self.key)})"
        )

    def words(self, speaker: Speaker) -> Words:
        return Words(_("{line} за год плана", line=speaker.row(self.key)))


@dataclass(frozen=True, slots=True)
class MonthsInYear(Expression):
    """How many months of this plan year lie inside the horizon: 12, or fewer in the last year."""

    def months(self, scope: Scope) -> Value:
        year = scope.clock["year"]
        return np.minimum(12.0, scope.months - (year - 1) * 12)

    def excel(self, cells: Cells) -> Formula:
        return Formula(f"COUNTIF({cells.clock_row('year')},{cells.clock('year')})")

    def words(self, speaker: Speaker) -> Words:
        return Words(_("месяцев в году плана"))


@dataclass(frozen=True, slots=True)
class OverAll(AlongRow):
    """The sum, the greatest or the smallest of a line over all months: a single value."""

    key: str
    function: str

    def look(self, scope: Scope, row: Array, *operands: Value) -> Value:
        reduce = {"SUM": np.add, "MAX": np.maximum, "MIN": np.minimum}[self.function]
        result: Array = reduce.reduce(row, axis=-1, keepdims=True)
        return result

    def excel(self, cells: Cells) -> Formula:
        return Formula(f"{self.function}({cells.row(self.key)})")

    def words(self, speaker: Speaker) -> Words:
        line = speaker.row(self.key)
        patterns = {
            "SUM": _("{line} за весь план", line=line),
            "MAX": _("наибольшее за план: {line}", line=line),
            "MIN": _("наименьшее за план: {line}", line=line),
        }
        return Words(patterns[self.function], COMPARISON)


@dataclass(frozen=True, slots=True)
class FirstMonth(AlongRow):
    """The number of the first month in which a line of flags is 1; 0 if there is none."""

    key: str

    def look(self, scope: Scope, row: Array, *operands: Value) -> Value:
        flags = row == 1.0
        first = np.argmax(flags, axis=-1) + 1.0
        return np.where(flags.any(axis=-1), first, 0.0)[..., None]

    def excel(self, cells: Cells) -> Formula:
        row = cells.row(self.key)
        return Formula(f"IF(SUM({row})=0,0,MATCH(1,{row},0))")

    def words(self, speaker: Speaker) -> Words:
        return Words(_("первый месяц, когда {line}", line=speaker.row(self.key)), COMPARISON)


@dataclass(frozen=True, slots=True)
class Sum(Expression):
    """The sum over several lines in the same month; 0 for none."""

    keys: tuple[str, ...]

    def parts(self) -> tuple[Expression, ...]:
        return tuple(Ref(key) for key in self.keys)

    def months(self, scope: Scope) -> Value:
        total: Value = 0.0
        for key in self.keys:
            total = total + scope.lines[key]
        return total

    def code(self, circle: Circle) -> str:
        return f"({' + '.join(circle.text(part) for part in self.parts()) or '0.0'})"

    def excel(self, cells: Cells) -> Formula:
        if not self.keys:
            return Formula("0")
        if len(self.keys) == 1:
            return Formula(cells.line(self.keys[0]))
        return Formula(f"SUM({cells.sum_of(self.keys)})")

    def words(self, speaker: Speaker) -> Words:
        if not self.keys:
            return Words(speaker.number(0.0))
        return Words(joined([speaker.line(key) for key in self.keys], " + "), ADDITIVE)


def previous(line: Ref | str) -> Expression:
    """A line in the month before."""
    return Previous(line.key if isinstance(line, Ref) else line)


def ahead(line: Ref, by: Operand, *, closed: bool = False) -> Expression:
    """A line some months later."""
    return Ahead(line.key, expression(by), closed)


def behind(line: Ref, by: Operand) -> Expression:
    """A line some months earlier."""
    return Behind(line.key, expression(by))


def so_far(line: Ref) -> Expression:
    """The running sum of a line."""
    return SoFar(line.key)


def trailing(line: Ref, length: Operand) -> Expression:
    """The sum of a line over the last months."""
    return Trailing(line.key, WholePart(expression(length)))


def up_to(line: Ref, length: Operand) -> Expression:
    """The sum of a line over the first months."""
    return UpTo(line.key, expression(length))


def in_year(line: Ref) -> Expression:
    """The sum of a line over its plan year."""
    return InYear(line.key)


def over_all(line: Ref, function: str) -> Expression:
    """SUM, MAX or MIN of a line over all months."""
    return OverAll(line.key, function)


def first_month(flags: Ref) -> Expression:
    """The first month in which a line of flags is 1."""
    return FirstMonth(flags.key)


def sum_of(lines: list[Ref]) -> Expression:
    """The sum over lines."""
    return Sum(tuple(line.key for line in lines))
