"""Lines of one shape solved together: the salaries of thirty roles are one multiplication.

Lines that do not depend on their own past and whose formulas differ only in what they refer to are
stacked, a row each, and their formula is worked out once for the whole stack. The operators know
many runs side by side already, and a stack is the same to them. So this serves one run at a time;
many runs are solved line by line (`Straight`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from wizard.plan.formulas.expression import (
    Array,
    Clock,
    Expression,
    Input,
    Number,
    Ref,
    Scope,
    Value,
)
from wizard.plan.formulas.line import Line
from wizard.plan.formulas.operators import Arithmetic, Elementwise
from wizard.plan.formulas.over_months import AlongRow, Sum, Trailing
from wizard.plan.formulas.tables import Lookup, vectors_of
from wizard.plan.solving.program import run_of
from wizard.plan.solving.straight import one_value

Nodes = Sequence[Expression]


class Stacked:
    """Lines that need none of each other's later values, each after those it needs."""

    def __init__(self, lines: Iterable[Line], singles: Collection[str]) -> None:
        """`singles` are the keys of all lines of the plan that have a single value."""
        self.lines = tuple(lines)
        self._places: dict[str, tuple[str, int]] = {}
        self._stacks: dict[tuple[str, ...], str] = {}
        self._given: dict[str, str] = {}
        self._called: list[Any] = []
        self._input_lists: dict[tuple[str, ...], str] = {}
        body = []
        for number, members in enumerate(_alike(self.lines, singles)):
            body += self._statement(f"v{number}", members)
        self._run = self._compiled(body)

    def solve(self, scope: Scope) -> None:
        """Solve the lines; the values appear in `scope.lines`."""
        months = scope.months

        def spread(value: Value, shape: tuple[int, ...]) -> Array:
            # Several times faster than numpy.broadcast_to at these sizes.
            whole = np.empty(shape)
            whole[...] = value
            return whole

        def row(value: Value) -> Array:
            if isinstance(value, np.ndarray) and value.shape == (months,):
                return value
            return spread(value, (months,))

        def rows(value: Value, count: int, width: int) -> Array:
            shape = (count, width or months)
            if isinstance(value, np.ndarray) and value.shape == shape:
                return value
            return spread(value, shape)

        self._run(
            scope,
            scope.lines,
            scope.openings,
            scope.inputs,
            self._called,
            one_value,
            row,
            rows,
            _pile,
        )

    def _statement(self, name: str, members: Sequence[Line]) -> list[str]:
        """The solving of a stack, or of a line that stands alone."""
        keys = tuple(line.key for line in members)
        single = members[0].single
        said = [
            f"    openings[{line.key!r}] = {self._text((line.opening,))}"
            for line in members
            if line.opening is not None
        ]
        text = self._text([line.formula for line in members])
        if len(members) == 1:
            shape = f"single({text})" if single else f"row({text})"
            self._places[keys[0]] = (name, -1)
            return [*said, f"    {name} = known[{keys[0]!r}] = {shape}"]
        self._stacks[keys] = name
        self._places.update({key: (name, place) for place, key in enumerate(keys)})
        return [
            *said,
            f"    {name} = rows({text}, {len(keys)}, {1 if single else 0})",
            f"    known.update(zip({keys!r}, {name}))",
        ]

    def _text(self, nodes: Nodes) -> str:
        """The value of formulas side by side, as a piece of the program."""
        node = nodes[0]
        match node:
            case Number():
                return repr(node.value)
            case Input():
                return self._inputs(tuple(one.path for one in nodes))  # type: ignore[attr-defined]
            case Ref():
                return self._rows(tuple(one.key for one in nodes))  # type: ignore[attr-defined]
            case Clock():
                return f"scope.clock[{node.row!r}]"
            case Arithmetic():
                left, right = (self._text(part) for part in _below(nodes))
                return f"({left} {node.sign} {right})"
            case Elementwise():
                arguments = ", ".join(self._text(part) for part in _below(nodes))
                return f"{self._call(type(node).many)}({arguments})"
            case Sum():
                parts = [self._text(part) for part in _below(nodes)]
                return f"({' + '.join(parts) or '0.0'})"
            case AlongRow() if not isinstance(node, Trailing):
                row = self._rows(tuple(one.row for one in nodes))  # type: ignore[attr-defined]
                operands = [self._text(part) for part in _below(nodes)]
                return f"{self._call(node.look)}({', '.join(('scope', row, *operands))})"
            case Lookup():
                return f"{self._call(node.read)}(scope, {self._text(next(_below(nodes)))})"
            case _:
                if all(one == node for one in nodes):
                    return f"{self._call(node.months)}(scope)"
                return f"pile([{', '.join(f'{self._call(one.months)}(scope)' for one in nodes)}])"

    def _inputs(self, paths: tuple[str, ...]) -> str:
        if len(set(paths)) == 1:
            return self._given.setdefault(f"inputs[{paths[0]!r}]", f"g{len(self._given)}")
        return self._input_lists.setdefault(paths, f"i{len(self._input_lists)}")

    def _rows(self, keys: tuple[str, ...]) -> str:
        """The rows of lines, one below the other; the row itself where it is the same for all."""
        if len(set(keys)) == 1:
            return self._row(keys[0])
        if keys in self._stacks:
            return self._stacks[keys]
        places = [self._places.get(key, ("", 0)) for key in keys]
        name = places[0][0]
        if name and all(stack == name and place >= 0 for stack, place in places):
            return f"{name}[{[place for _stack, place in places]!r}]"
        return f"pile([{', '.join(map(self._row, keys))}])"

    def _row(self, key: str) -> str:
        if key in self._places:
            name, place = self._places[key]
            return name if place < 0 else f"{name}[{place}]"
        return self._given.setdefault(f"known[{key!r}]", f"g{len(self._given)}")

    def _call(self, function: Callable[..., Any]) -> str:
        self._called.append(function)
        return f"f{len(self._called) - 1}"

    def _compiled(self, body: list[str]) -> Callable[..., None]:
        source = [
            "def run(scope, known, openings, inputs, called, single, row, rows, pile):",
            *(f"    {name} = {what}" for what, name in self._given.items()),
            *(
                f"    {name} = pile([{', '.join(f'inputs[{path!r}]' for path in paths)}])"
                for paths, name in self._input_lists.items()
            ),
            *(f"    f{number} = called[{number}]" for number in range(len(self._called))),
            *body,
        ]
        return run_of("\n".join(source))


def _pile(values: Sequence[Value]) -> Array:
    """Values one below the other: numbers as a column, rows as a table."""
    piled = np.array(values, dtype=float)
    return piled[:, None] if piled.ndim == 1 else piled


def _below(nodes: Nodes) -> Iterator[Nodes]:
    return zip(*(node.parts() for node in nodes), strict=True)


def _alike(lines: Sequence[Line], singles: Collection[str]) -> list[list[Line]]:
    """The lines in stacks, each after those it needs: alike are lines of one depth and shape."""
    depths: dict[str, int] = {}
    stacks: dict[tuple[int, Hashable], list[Line]] = {}
    for line in lines:
        needed = [depths[key] for key in line.now | line.before if key in depths]
        depth = depths[line.key] = 1 + max(needed, default=0)
        shape = (line.single, line.opening is None, _shape(line.formula, singles))
        stacks.setdefault((depth, shape), []).append(line)
    return [stack for _at, stack in sorted(stacks.items(), key=lambda item: item[0][0])]


def _shape(node: Expression, singles: Collection[str]) -> Hashable:
    """What formulas must have in common to be worked out as one."""
    below = tuple(_shape(part, singles) for part in node.parts())
    match node:
        case Number() | Clock():
            return node
        case Ref():
            return (Ref, node.key in singles)
        case AlongRow():
            own = getattr(node, "closed", None), getattr(node, "function", None)
            return (type(node), node.row in singles, own, below)
        case Lookup():
            return (type(node), vectors_of(node), below)
        case _:
            return (type(node), below)
