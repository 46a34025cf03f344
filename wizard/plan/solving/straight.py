"""Lines that do not depend on their own past, solved over all months at once.

Their formulas are written as one Python function, a statement a line: walking the trees at every
edit would cost several times the arithmetic itself. Nodes that look along the row or into tables
are called as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np

from wizard.plan.formulas.expression import Array, Expression, Input, Number, Ref, Scope, Value
from wizard.plan.formulas.line import Line
from wizard.plan.formulas.operators import Elementwise
from wizard.plan.formulas.over_months import Sum
from wizard.plan.solving.program import run_of


class Straight:
    """A run of lines in their order; each may use the ones before it."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = tuple(lines)
        self._functions: list[Expression] = []
        self._called: list[Expression] = []
        self._inputs: dict[str, str] = {}
        self._known: dict[str, str] = {}
        self._own: dict[str, str] = {}
        body = []
        for number, line in enumerate(self.lines):
            shape = "single" if line.single else "row"
            if line.opening is not None:
                body.append(f"    openings[{line.key!r}] = {self.text(line.opening)}")
            body.append(f"    v{number} = known[{line.key!r}] = {shape}({self.text(line.formula)})")
            self._own[line.key] = f"v{number}"
        self._run = self._compiled(body)

    def solve(self, scope: Scope) -> None:
        """Solve the lines; the values appear in `scope.lines`."""
        months = scope.months

        def row(value: Value) -> Array:
            if isinstance(value, np.ndarray):
                if value.ndim and value.shape[-1] == months:
                    return value
                if value.ndim == 2:
                    return np.broadcast_to(value, (value.shape[0], months))
                return value.repeat(months) if value.ndim else np.full(months, value)
            return np.full(months, value)

        self._run(
            scope,
            scope.lines,
            scope.openings,
            scope.inputs,
            [type(node).many for node in self._functions],  # type: ignore[attr-defined]
            [node.months for node in self._called],
            row,
            one_value,
        )

    def text(self, node: Expression) -> str:
        """A node's value over the months, as a piece of the program."""
        if isinstance(node, Number):
            return repr(node.value)
        if isinstance(node, Input):
            return self._inputs.setdefault(node.path, f"i{len(self._inputs)}")
        if isinstance(node, (Ref, Elementwise, Sum)) and not isinstance(node, Input):
            return node.code(self)
        self._called.append(node)
        return f"n{len(self._called) - 1}(scope)"

    def now(self, key: str) -> str:
        """A line's values."""
        own = self._own.get(key)
        return own or self._known.setdefault(key, f"k{len(self._known)}")

    def before(self, key: str) -> str:
        """Not asked for here: a look at the month before is called as it is."""
        raise NotImplementedError(key)

    def function(self, node: Expression) -> str:
        """The name of a node's function."""
        self._functions.append(node)
        return f"f{len(self._functions) - 1}"

    def _compiled(self, body: list[str]) -> Callable[..., None]:
        source = [
            "def run(scope, known, openings, inputs, functions, called, row, single):",
            *(f"    {name} = inputs[{path!r}]" for path, name in self._inputs.items()),
            *(f"    {name} = known[{key!r}]" for key, name in self._known.items()),
            *(f"    f{number} = functions[{number}]" for number in range(len(self._functions))),
            *(f"    n{number} = called[{number}]" for number in range(len(self._called))),
            *body,
        ]
        return run_of("\n".join(source))


def one_value(value: Value) -> Array:
    """A single figure's value: an array whose last axis has length 1."""
    array = np.asarray(value, dtype=float)
    return array if array.ndim else array.reshape(1)
