"""The order in which lines are solved, and their solving.

Lines that do not depend on their own past are solved over all months at once. Lines that do (a
balance, the staff) form a circle that is solved month by month. A circle within one month, or one
through an operator that needs a whole row, has no solution: it is found and named.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from wizard.errors import WizardError
from wizard.plan.formulas.expression import Input, Scope
from wizard.plan.formulas.line import Line
from wizard.plan.solving.month_by_month import MonthByMonth
from wizard.plan.solving.stacked import Stacked
from wizard.plan.solving.straight import Straight


class CycleError(WizardError):
    """Lines that define each other within one month; `keys` names them in their order."""

    def __init__(self, keys: tuple[str, ...]) -> None:
        super().__init__(" → ".join((*keys, keys[0])))
        self.keys = keys


class UnknownLineError(WizardError):
    """A line that refers to one that is not defined."""


Block: TypeAlias = Straight | Stacked | MonthByMonth


def solving_order(
    lines: Mapping[str, Line], given: Collection[str] = frozenset()
) -> tuple[Block, ...]:
    """The blocks of lines, each after those it needs.

    Lines that are `given` are solved already and are not among the blocks.
    """
    blocks: list[Block] = []
    for is_circle, together in _parts(lines):
        found = [line for line in together if line.key not in given]
        if found:
            blocks.append(MonthByMonth(tuple(found)) if is_circle else Straight(found))
    return tuple(blocks)


def stacked_order(lines: Mapping[str, Line]) -> tuple[Block, ...]:
    """The blocks of lines for one run at a time: all that can be is solved in stacks.

    Turns are taken: the lines that need no circle, the circles that need those alone, the lines
    that need these circles, and so on.
    """
    turns: dict[str, int] = {}
    blocks: dict[int, list[Line]] = {}
    circles: dict[int, list[MonthByMonth]] = {}
    for is_circle, together in _parts(lines):
        for part in (together,) if is_circle else [[line] for line in together]:
            keys = {line.key for line in part}
            turn = 1 if is_circle else 0
            for needed in {key for line in part for key in line.now | line.before} - keys:
                # Lines have even turns, circles odd ones; those of one turn keep their order.
                turn = max(turn, turns[needed] + (turns[needed] % 2 != turn % 2))
            turns.update(dict.fromkeys(keys, turn))
            if is_circle:
                circles.setdefault(turn, []).append(MonthByMonth(tuple(part)))
            else:
                blocks.setdefault(turn, []).extend(part)
    singles = frozenset(key for key, line in lines.items() if line.single)
    found: list[Block] = []
    for turn in range(max(turns.values(), default=-1) + 1):
        found += circles.get(turn, ())
        if turn in blocks:
            found.append(Stacked(blocks[turn], singles))
    return tuple(found)


def check_order(lines: Mapping[str, Line]) -> None:
    """Raise CycleError or UnknownLineError where the lines have no order."""
    for _part in _parts(lines):
        pass


def _parts(lines: Mapping[str, Line]) -> Iterator[tuple[bool, list[Line]]]:
    """Lines that stand side by side, and circles, in an order that can be solved (Tarjan's strongly
    connected components); circles are in the order of one month."""
    for line in lines.values():
        for needed in line.now | line.before:
            if needed not in lines:
                raise UnknownLineError(f"{line.key} refers to {needed}, which is not defined")
    straight: list[Line] = []
    for group in _components(lines):
        line = lines[group[0]]
        if len(group) == 1 and line.key not in line.now | line.before:
            straight.append(line)
            continue
        if straight:
            yield False, straight
            straight = []
        yield True, list(_within_month(lines, frozenset(group)))
    if straight:
        yield False, straight


def solve(blocks: Iterable[Block], scope: Scope) -> None:
    """Solve the blocks in their order; the values appear in `scope.lines`."""
    for block in blocks:
        block.solve(scope)


def needed_for(lines: Mapping[str, Line], key: str) -> dict[str, Line]:
    """The line of a key and every line below it, in the order of the plan."""
    found: set[str] = set()
    waiting = [key]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += lines[one].now | lines[one].before
    return {each: line for each, line in lines.items() if each in found}


def moved_by(lines: Mapping[str, Line], path: str) -> frozenset[str]:
    """The lines whose values an answer moves."""
    users: dict[str, list[str]] = {key: [] for key in lines}
    for line in lines.values():
        for other in line.now | line.before:
            users[other].append(line.key)
    found: set[str] = set()
    waiting = [key for key, line in lines.items() if Input(path) in line.nodes]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += users[one]
    return frozenset(found)


def _within_month(lines: Mapping[str, Line], keys: frozenset[str]) -> tuple[Line, ...]:
    """The lines of a circle in the order of one month."""
    order: list[str] = []
    path: list[str] = []

    def visit(key: str) -> None:
        if key in order:
            return
        if key in path:
            raise CycleError(tuple(path[path.index(key) :]))
        path.append(key)
        for needed in sorted(lines[key].now & keys):
            visit(needed)
        path.pop()
        order.append(key)

    for key in lines:
        if key in keys:
            visit(key)
    for key in order:
        through = sorted(lines[key].rows & keys)
        if through:
            raise CycleError((key, *through))
    return tuple(lines[key] for key in order)


def _components(lines: Mapping[str, Line]) -> list[list[str]]:
    """Strongly connected components, those needed first; iterative, plans can be deep."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on_stack: set[str] = set()
    found: list[list[str]] = []
    for root in lines:
        if root in index:
            continue
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        work = [(root, iter(lines[root].now | lines[root].before))]
        while work:
            key, needed = work[-1]
            for other in needed:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(lines[other].now | lines[other].before)))
                    break
                if other in on_stack:
                    low[key] = min(low[key], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[key])
                if low[key] == index[key]:
                    group = []
                    while True:
                        member = stack.pop()
                        on_stack.discard(member)
                        group.append(member)
                        if member == key:
                            break
                    found.append(group)
    return found
