"""Lines that depend on their own past, solved month by month by a program made from their formulas.

Walking the trees for each month would cost more than all the rest of the plan. So the formulas of
a circle of lines are written once as one small Python function; whatever does not involve the
circle is computed over all months beforehand and read by month.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from wizard.plan.formulas.expression import Expression, Ref, Scope, Value
from wizard.plan.formulas.line import Line
from wizard.plan.formulas.over_months import Previous
from wizard.plan.solving.program import run_of


class MonthByMonth:
    """The program of a circle; `lines` are in the order of one month."""

    def __init__(self, lines: tuple[Line, ...]) -> None:
        self.lines = lines
        self._number = {line.key: number for number, line in enumerate(lines)}
        self._given: list[Expression] = []
        self._functions: list[Expression] = []
        body = [
            f"        v{number} = {self.text(line.formula)}" for number, line in enumerate(lines)
        ]
        self._run = self._compiled(body)

    def text(self, node: Expression) -> str:
        """A node's value in the month: worked out here if it involves the circle, else given."""
        if any(
            isinstance(below, (Ref, Previous)) and below.key in self._number
            for below in node.walk()
        ):
            return node.code(self)
        self._given.append(node)
        return f"g{len(self._given) - 1}[t]"

    def now(self, key: str) -> str:
        """The month's value of a line of the circle."""
        return f"v{self._number[key]}"

    def before(self, key: str) -> str:
        """The month before's value of a line of the circle."""
        return f"p{self._number[key]}"

    def function(self, node: Expression) -> str:
        """The name of a node's function."""
        self._functions.append(node)
        return f"f{len(self._functions) - 1}"

    def solve(self, scope: Scope) -> None:
        """Solve the lines; the values appear in `scope.lines`."""
        for line in self.lines:
            if line.opening is not None:
                scope.openings[line.key] = line.opening.months(scope)
        given = [_by_month(node.months(scope), scope.months) for node in self._given]
        functions = [node.at_once(scope) for node in self._functions]
        openings = [_opening(scope, line.key) for line in self.lines]
        columns: list[list[Value]] = self._run(scope.months, given, functions, openings)
        if scope.single_run:
            solved = [np.array(column, dtype=float) for column in columns]
        else:
            solved = [np.stack(np.broadcast_arrays(*column), axis=-1) for column in columns]
        scope.lines.update({line.key: row for line, row in zip(self.lines, solved, strict=True)})

    def _compiled(self, body: list[str]) -> Callable[..., list[list[Value]]]:
        numbers = range(len(self.lines))
        source = [
            "def run(months, given, functions, openings):",
            *(f"    g{number} = given[{number}]" for number in range(len(self._given))),
            *(f"    f{number} = functions[{number}]" for number in range(len(self._functions))),
            *(f"    p{number} = openings[{number}]" for number in numbers),
            f"    columns = [[] for _ in range({len(self.lines)})]",
            *(f"    add{number} = columns[{number}].append" for number in numbers),
            "    for t in range(months):",
            *body,
            *(f"        add{number}(v{number})" for number in numbers),
            *(f"        p{number} = v{number}" for number in numbers),
            "    return columns",
        ]
        return run_of("\n".join(source))


def _by_month(value: Value, months: int) -> list[Value]:
    if not isinstance(value, np.ndarray):
        return [value] * months
    if value.ndim < 2:
        numbers: list[Value] = np.broadcast_to(value, (months,)).tolist()
        return numbers
    if value.shape[-1] == 1:
        return [value[..., 0]] * months
    return [value[..., month] for month in range(months)]


def _opening(scope: Scope, key: str) -> Value:
    value = scope.openings.get(key, 0.0)
    if not isinstance(value, np.ndarray):
        return value
    return value[..., 0] if value.ndim == 2 else float(value.reshape(-1)[0])
