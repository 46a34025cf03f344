"""Operators that work element by element: arithmetic, comparison, choice, rounding, min and max.

Each has the value of arrays (`many`), the same for plain numbers (`one`, several times faster,
which matters for lines solved month by month), the Excel form and the words.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from wizard.plan.formulas.expression import (
    ADDITIVE,
    ATOM,
    COMPARISON,
    MULTIPLICATIVE,
    POWER,
    Cells,
    Circle,
    Expression,
    Formula,
    Operand,
    Scope,
    Speaker,
    Value,
    Words,
    expression,
)
from wizard.texts import _

# Spreadsheets take numbers that differ only in the last few bits for equal; so do we.
NEARLY = 2.0**-48


class Elementwise(Expression):
    """An operator whose value in a month depends on its operands in that month alone."""

    __slots__ = ("operands",)

    def __init__(self, *operands: Expression) -> None:
        self.operands = operands

    @staticmethod
    def many(*values: Any) -> Any:
        """The value, for arrays and numbers mixed."""
        raise NotImplementedError

    @staticmethod
    def one(*values: Any) -> float:
        """The value, for plain numbers."""
        raise NotImplementedError

    def months(self, scope: Scope) -> Value:
        result: Value = self.many(*[operand.months(scope) for operand in self.operands])
        return result

    def code(self, circle: Circle) -> str:
        arguments = ", ".join(circle.text(operand) for operand in self.operands)
        return f"{circle.function(self)}({arguments})"

    def at_once(self, scope: Scope) -> Callable[..., Value]:
        return self.one if scope.single_run else self.many

    def parts(self) -> tuple[Expression, ...]:
        return self.operands

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.operands == other.operands

    def __hash__(self) -> int:
        return hash((type(self), self.operands))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(map(repr, self.operands))})"


class Infix(Elementwise):
    """An operator written between its two operands."""

    __slots__ = ()
    sign = ""
    spoken = ""
    binds = ATOM

    # The two operands are named here rather than looped over: most nodes of a plan are infix.
    def months(self, scope: Scope) -> Value:
        left, right = self.operands
        result: Value = self.many(left.months(scope), right.months(scope))
        return result

    def excel(self, cells: Cells) -> Formula:
        left, right = (operand.excel(cells) for operand in self.operands)
        text = f"{left.inside(self.binds)}{self.sign}{right.inside(self.binds, right=True)}"
        return Formula(text, self.binds)

    def words(self, speaker: Speaker) -> Words:
        left, right = (operand.told(speaker) for operand in self.operands)
        text = _(
            "{left} {sign} {right}",
            left=left.inside(self.binds),
            sign=self.spoken,
            right=right.inside(self.binds, right=True),
        )
        return Words(text, self.binds)


class Arithmetic(Infix):
    """An operator that Python writes as a spreadsheet does."""

    __slots__ = ()

    def code(self, circle: Circle) -> str:
        left, right = (circle.text(operand) for operand in self.operands)
        return f"({left} {self.sign} {right})"


class Add(Arithmetic):
    """a + b."""

    __slots__ = ()
    sign, spoken, binds = "+", "+", ADDITIVE

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        return a + b

    one = many


class Subtract(Arithmetic):
    """a − b."""

    __slots__ = ()
    sign, spoken, binds = "-", "−", ADDITIVE

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        return a - b

    one = many


class Multiply(Arithmetic):
    """a × b."""

    __slots__ = ()
    sign, spoken, binds = "*", "×", MULTIPLICATIVE

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        return a * b

    one = many


class Divide(Infix):
    """a ÷ b; a division by zero gives 0, never an error value."""

    __slots__ = ()
    sign, spoken, binds = "/", "÷", MULTIPLICATIVE

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        if isinstance(b, float):
            return a / b if b else np.zeros_like(a)
        if np.count_nonzero(b) == b.size:
            return a / b
        zero = b == 0
        return np.where(zero, 0.0, a / np.where(zero, 1.0, b))

    @staticmethod
    def one(a: float, b: float) -> float:
        return a / b if b else 0.0

    def excel(self, cells: Cells) -> Formula:
        divisor = self.operands[1].excel(cells)
        quotient = Infix.excel(self, cells)
        return Formula(f"IF({divisor.inside(ADDITIVE)}=0,0,{quotient.text})")


class Power(Infix):
    """a to the power of b, for a not below 0."""

    __slots__ = ()
    sign, spoken, binds = "^", "^", POWER

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        return np.maximum(a, 0.0) ** b

    @staticmethod
    def one(a: float, b: float) -> float:
        return float(max(a, 0.0) ** b)

    def excel(self, cells: Cells) -> Formula:
        base, exponent = (operand.excel(cells) for operand in self.operands)
        # A sign before the base would be taken first by a spreadsheet, so both keep parentheses.
        return Formula(f"{base.inside(ATOM)}^{exponent.inside(ATOM)}", POWER)


class Compare(Infix):
    """A comparison: 1 where it holds, 0 where not."""

    __slots__ = ()
    binds = COMPARISON


class AtLeast(Compare):
    """a ≥ b."""

    __slots__ = ()
    sign, spoken = ">=", "≥"

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        return ((a >= b) | (np.abs(a - b) <= NEARLY * np.abs(b))) * 1.0

    @staticmethod
    def one(a: float, b: float) -> float:
        return 1.0 if a >= b or abs(a - b) <= NEARLY * abs(b) else 0.0


class Above(Compare):
    """a > b."""

    __slots__ = ()
    sign, spoken = ">", ">"

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        return ((a > b) & (np.abs(a - b) > NEARLY * np.abs(b))) * 1.0

    @staticmethod
    def one(a: float, b: float) -> float:
        return 1.0 if a > b and abs(a - b) > NEARLY * abs(b) else 0.0


class Equal(Compare):
    """a = b."""

    __slots__ = ()
    sign, spoken = "=", "="

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        return (np.abs(a - b) <= NEARLY * np.abs(b)) * 1.0

    @staticmethod
    def one(a: float, b: float) -> float:
        return 1.0 if abs(a - b) <= NEARLY * abs(b) else 0.0


class Called(Elementwise):
    """An operator written as a function of its operands."""

    __slots__ = ()
    name = ""

    def excel(self, cells: Cells) -> Formula:
        inner = ",".join(operand.excel(cells).text for operand in self.operands)
        return Formula(f"{self.name}({inner})")


class Choose(Called):
    """b where the condition a is not 0, else c."""

    __slots__ = ()
    name = "IF"

    @staticmethod
    def many(condition: Any, then: Any, otherwise: Any) -> Any:
        return np.where(np.asarray(condition) != 0, then, otherwise)

    @staticmethod
    def one(condition: float, then: float, otherwise: float) -> float:
        return then if condition else otherwise

    def words(self, speaker: Speaker) -> Words:
        condition, then, otherwise = self.operands
        decided = speaker.decided(condition)
        if decided is not None:
            return (then if decided else otherwise).told(speaker)
        return Words(
            _(
                "если {condition}: {then}, иначе {otherwise}",
                condition=condition.words(speaker).text,
                then=then.told(speaker).text,
                otherwise=otherwise.told(speaker).text,
            ),
            COMPARISON,
        )


class Smaller(Called):
    """The smaller of two."""

    __slots__ = ()
    name = "MIN"

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        return np.minimum(a, b)

    @staticmethod
    def one(a: float, b: float) -> float:
        return a if a < b else b

    def words(self, speaker: Speaker) -> Words:
        a, b = (operand.told(speaker).text for operand in self.operands)
        return Words(_("меньшее из: {a}; {b}", a=a, b=b), COMPARISON)


class Larger(Called):
    """The larger of two."""

    __slots__ = ()
    name = "MAX"

    @staticmethod
    def many(a: Any, b: Any) -> Any:
        return np.maximum(a, b)

    @staticmethod
    def one(a: float, b: float) -> float:
        return a if a > b else b

    def words(self, speaker: Speaker) -> Words:
        a, b = (operand.told(speaker).text for operand in self.operands)
        return Words(_("большее из: {a}; {b}", a=a, b=b), COMPARISON)


def _half_away(value: Any, scale: float) -> Any:
    return np.copysign(np.floor(np.abs(value) * scale + 0.5) / scale, value)


def _half_away_one(value: float, scale: float) -> float:
    return math.copysign(math.floor(abs(value) * scale + 0.5) / scale, value)


class Whole(Elementwise):
    """Rounded up to whole: ROUNDUP(ROUND(x, 6), 0), so that 150 / 0.3 is 500 and never 501."""

    __slots__ = ()

    @staticmethod
    def many(value: Any) -> Any:
        rounded = _half_away(value, 1e6)
        return np.copysign(np.ceil(np.abs(rounded)), rounded) + 0.0

    @staticmethod
    def one(value: float) -> float:
        rounded = _half_away_one(value, 1e6)
        return math.copysign(float(math.ceil(abs(rounded))), rounded) + 0.0

    def excel(self, cells: Cells) -> Formula:
        return Formula(f"ROUNDUP(ROUND({self.operands[0].excel(cells).text},6),0)")

    def words(self, speaker: Speaker) -> Words:
        inner = self.operands[0].told(speaker)
        return Words(_("{inner}, вверх до целого", inner=inner.text), COMPARISON)


class Nearest(Elementwise):
    """Rounded to the nearest whole, halves away from zero: ROUND(ROUND(x, 6), 0).

    The inner rounding keeps a half a half where sums differ in the last bit by their order.
    """

    __slots__ = ()

    @staticmethod
    def many(value: Any) -> Any:
        return _half_away(_half_away(value, 1e6), 1.0)

    @staticmethod
    def one(value: float) -> float:
        return _half_away_one(_half_away_one(value, 1e6), 1.0)

    def excel(self, cells: Cells) -> Formula:
        return Formula(f"ROUND(ROUND({self.operands[0].excel(cells).text},6),0)")

    def words(self, speaker: Speaker) -> Words:
        return Words(
            _("{inner}, до ближайшего целого", inner=self.operands[0].told(speaker).text),
            COMPARISON,
        )


class WholePart(Elementwise):
    """The whole part, downwards: INT(ROUND(x, 6))."""

    __slots__ = ()

    @staticmethod
    def many(value: Any) -> Any:
        return np.floor(_half_away(value, 1e6))

    @staticmethod
    def one(value: float) -> float:
        # _half_away_one, written out: staff is counted with this each month for each role.
        nearest = math.floor(abs(value) * 1e6 + 0.5) / 1e6
        return float(math.floor(math.copysign(nearest, value)))

    def excel(self, cells: Cells) -> Formula:
        return Formula(f"INT(ROUND({self.operands[0].excel(cells).text},6))")

    def words(self, speaker: Speaker) -> Words:
        return Words(_("целая часть от {inner}", inner=self.operands[0].told(speaker).inside(ATOM)))


def power(base: Operand, exponent: Operand) -> Expression:
    """A number to a power."""
    return Power(expression(base), expression(exponent))


def whole(value: Operand) -> Expression:
    """Rounded up to whole units."""
    return Whole(expression(value))


def nearest(value: Operand) -> Expression:
    """Rounded to the nearest whole."""
    return Nearest(expression(value))


def whole_part(value: Operand) -> Expression:
    """The whole part."""
    return WholePart(expression(value))


def at_least(a: Operand, b: Operand) -> Expression:
    """1 where a ≥ b."""
    return AtLeast(expression(a), expression(b))


def above(a: Operand, b: Operand) -> Expression:
    """1 where a > b."""
    return Above(expression(a), expression(b))


def equal(a: Operand, b: Operand) -> Expression:
    """1 where a = b."""
    return Equal(expression(a), expression(b))


def choose(condition: Operand, then: Operand, otherwise: Operand) -> Expression:
    """One of two, by a condition."""
    return Choose(expression(condition), expression(then), expression(otherwise))


def smaller(a: Operand, b: Operand) -> Expression:
    """The smaller of two."""
    return Smaller(expression(a), expression(b))


def larger(a: Operand, b: Operand) -> Expression:
    """The larger of two."""
    return Larger(expression(a), expression(b))
