"""Random lines over random inputs: every operator of the plan, in trees nobody would write by hand.

Numbers are eighths, so that sums and products are exact and only a real difference of meaning
between NumPy and a spreadsheet shows, not the last bit of a float.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

import numpy as np

from wizard.plan.formulas import operators, over_months, tables
from wizard.plan.formulas.expression import (
    CALENDAR_MONTH,
    MONTH,
    YEAR,
    Array,
    Expression,
    Input,
    Number,
    Ref,
    Scope,
    Value,
    Vector,
)
from wizard.plan.formulas.line import Line, Total
from wizard.plan.solving.evaluate import solve, solving_order
from wizard.texts import Text
from wizard.units import FACTOR

LISTS = ("short", "long", "limits", "rates", "heights", "flags")
LIMIT = 1e6


@dataclass
class RandomPlan:
    """Lines, the answers they rest on, and the horizon."""

    months: int
    lines: dict[str, Line]
    inputs: dict[str, float]
    vectors: dict[str, list[float]]
    start_month: int

    def solved(self, changes: dict[str, Value] | None = None) -> Scope:
        """All values; `changes` replaces inputs, one number for each run."""
        vectors: dict[str, Array] = {
            Vector(name).key: np.array(numbers) for name, numbers in self.vectors.items()
        }
        scope = Scope(self.months, self.start_month, {**self.inputs, **(changes or {})}, vectors)
        solve(solving_order(self.lines), scope)
        return scope


class Trees:
    """Draws trees; `rows` are the lines whose whole row may be looked along."""

    def __init__(self, random: Random, inputs: list[str], now: list[str], rows: list[str]) -> None:
        self.random, self.inputs, self.now, self.rows = random, inputs, now, rows

    def tree(self, depth: int) -> Expression:
        """A number."""
        if depth <= 0 or self.random.random() < 0.15:
            return self.leaf()
        kinds: list[Callable[[int], Expression]] = [
            self.arithmetic, self.arithmetic, self.choice, self.rounding, self.table, self.power,
        ]  # fmt: skip
        if self.rows:
            kinds += [self.along, self.along]
        return self.random.choice(kinds)(depth - 1)

    def leaf(self) -> Expression:
        """A number, an input, a line, the month."""
        kind = self.random.random()
        if kind < 0.15:
            return Number(self.eighth(-4, 4))
        if kind < 0.45:
            return Input(self.random.choice(self.inputs))
        if kind < 0.85 and self.now:
            return Ref(self.random.choice(self.now))
        return self.random.choice([MONTH, CALENDAR_MONTH, YEAR, over_months.MonthsInYear()])

    def arithmetic(self, depth: int) -> Expression:
        """Two operands and a sign."""
        a, b = self.tree(depth), self.tree(depth)
        kind = self.random.randrange(6)
        return [a + b, a - b, a * b, a / b, operators.smaller(a, b), operators.larger(a, b)][kind]

    def condition(self, depth: int) -> Expression:
        """A comparison; formulas use one in a choice or as a factor."""
        compare = [operators.at_least, operators.above, operators.equal]
        return self.random.choice(compare)(self.tree(depth), self.tree(depth))

    def choice(self, depth: int) -> Expression:
        """By a condition."""
        if self.random.random() < 0.3:
            return self.condition(depth) * self.tree(depth)
        return operators.choose(self.condition(depth), self.tree(depth), self.tree(depth))

    def rounding(self, depth: int) -> Expression:
        """A whole number."""
        round_off = [operators.whole, operators.nearest, operators.whole_part]
        return self.random.choice(round_off)(self.tree(depth))

    def few(self, depth: int) -> Expression:
        """A whole number from −2 to 5."""
        low = operators.larger(operators.nearest(self.tree(depth)), -2)
        return operators.smaller(low, 5)

    def power(self, depth: int) -> Expression:
        """A growth."""
        base = 1 + operators.larger(0, operators.smaller(self.tree(depth), 2))
        return operators.power(base, self.few(depth) / 4)

    def table(self, depth: int) -> Expression:
        """A look-up in a list."""
        limits, rates, heights = Vector("limits"), Vector("rates"), Vector("heights")
        kind = self.random.randrange(9)
        if kind == 8:
            summed = self.random.choice([None, Vector("short")])
            return tables.matching(self.few(depth), Vector("flags"), summed)
        if kind == 0:
            return tables.pick(Vector("long"), self.few(depth))
        if kind == 1:
            return tables.mean(Vector(self.random.choice(LISTS)))
        if kind == 2:
            return tables.products(Vector("short"), Vector("flags"))
        if kind == 3:
            return tables.count_below_one(Vector("short"))
        if kind == 4:
            return tables.band_rate(self.tree(depth), limits, rates)
        if kind == 5:
            return tables.by_parts(self.tree(depth), limits, rates)
        if kind == 6:
            return tables.joined_points(self.tree(depth), limits, heights)
        return tables.products(Vector("short"))

    def along(self, depth: int) -> Expression:
        """Something about the whole row of a line, or its month before."""
        line = Ref(self.random.choice(self.rows))
        kind = self.random.randrange(11)
        if kind < 3:
            return over_months.previous(line)
        if kind == 3:
            return over_months.ahead(line, self.few(depth), closed=self.random.random() < 0.5)
        if kind == 4:
            return over_months.behind(line, self.few(depth))
        if kind == 5:
            return over_months.so_far(line)
        if kind == 6:
            return over_months.trailing(line, self.few(depth))
        if kind == 7:
            # Its length is one number for all months.
            length = operators.nearest(Input(self.random.choice(self.inputs)))
            return over_months.up_to(line, length)
        if kind == 8:
            return over_months.in_year(line)
        if kind == 9:
            return over_months.over_all(line, self.random.choice(["SUM", "MAX", "MIN"]))
        some = [Ref(key) for key in self.random.sample(self.rows, min(3, len(self.rows)))]
        return over_months.sum_of(some)

    def eighth(self, low: int, high: int) -> float:
        """A number in eighths."""
        return self.random.randint(low * 8, high * 8) / 8


def random_plan(random: Random, size: int) -> RandomPlan:
    """Lines of random trees; some depend on their own past, some hold flags, some an opening."""
    inputs = {f"input{number}": random.randint(-40, 40) / 8 for number in range(8)}
    lines: dict[str, Line] = {}
    keys: list[str] = []
    flags: list[str] = []
    for number in range(size):
        key = f"line{number}"
        trees = Trees(random, list(inputs), keys, keys)
        formula = trees.tree(4)
        opening: Expression | None = None
        if random.random() < 0.25:
            own = random.choice([0.5, 0.25, 1.0, -0.5])
            formula = over_months.previous(key) * own + formula
            opening = Input(random.choice(list(inputs)))
        if flags and random.random() < 0.1:
            formula = over_months.first_month(Ref(random.choice(flags)))
        if random.random() < 0.15:
            formula = operators.choose(trees.condition(2), 1, 0)
            flags.append(key)
        # Kept within bounds: a product of products soon leaves what a float holds exactly.
        within = operators.smaller(operators.larger(formula, -LIMIT), LIMIT)
        lines[key] = Line(key, within, Text(key), FACTOR, Total.SUM, opening)
        keys.append(key)
    return RandomPlan(
        random.choice([1, 2, 5, 12, 14, 27]), lines, inputs, _lists(random), random.randint(1, 12)
    )


def _lists(random: Random) -> dict[str, list[float]]:
    def eighths(count: int, low: int, high: int) -> list[float]:
        return [random.randint(low * 8, high * 8) / 8 for _number in range(count)]

    count = random.randint(1, 4)
    steps = [random.randint(1, 16) / 8 for _number in range(count)]
    return {
        "short": eighths(3, 0, 2),
        "long": eighths(random.randint(1, 6), -3, 3),
        "limits": np.cumsum([0.0, *steps[1:]]).tolist(),
        "rates": eighths(count, 0, 2),
        "heights": eighths(count, 0, 20),
        "flags": [float(random.random() < 0.5) for _number in range(3)],
    }
