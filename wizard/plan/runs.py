"""Many versions of a plan solved at once over the axis of runs.

Sensitivity, probability, and the answer that gives a wanted figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wizard.plan.figures import compute, total_of
from wizard.plan.formulas.expression import Array, Scope, Value
from wizard.plan.formulas.line import Line
from wizard.plan.formulas.sought import Sought
from wizard.plan.plan import Plan, build_plan
from wizard.plan.scenarios import within
from wizard.plan.seek import seek
from wizard.project.path import PathError, get, question_at
from wizard.project.project import Project

# What is told of the uncertain plan; both are sums over its months.
REVENUE, PROFIT = "goals.revenue", "result.operating_profit"
# Runs solved at once: enough to keep NumPy busy, few enough to stay within a small memory.
CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Swing:
    """What a figure becomes when one answer is lower and higher by the same share."""

    path: str
    low_answer: float
    high_answer: float
    low_figure: float
    high_figure: float

    @property
    def width(self) -> float:
        """How far the figure moves."""
        return abs(self.high_figure - self.low_figure)


def sensitivity(
    project: Project, key: str = PROFIT, share: float = 0.1, most: int = 10
) -> tuple[Swing, ...]:
    """The answers that move a figure's sum most when changed by a share up and down.

    Answers that count months or switch something on are no matter of degree and are left out.
    """
    plan = build_plan(project)
    asked = {path: value for path, value in _amounts(project, plan) if value != 0}
    if not asked:
        return ()
    bounds = []
    for path, value in asked.items():
        question = question_at(project, path)
        bounds.append(
            [within(value * factor, question, value) for factor in (1 - share, 1 + share)]
        )
    changes: dict[str, Value] = {}
    for number, (path, value) in enumerate(asked.items()):
        column = np.full((2 * len(asked), 1), value)
        column[2 * number : 2 * number + 2, 0] = bounds[number]
        changes[path] = column
    figures = summed(plan, project, changes, (key,), 2 * len(asked))[key]
    swings = [
        Swing(path, *bounds[number], *figures[2 * number : 2 * number + 2].tolist())
        for number, path in enumerate(asked)
    ]
    moving = [swing for swing in swings if swing.width > 0]
    return tuple(sorted(moving, key=lambda swing: -swing.width)[:most])


def adjustable(project: Project, plan: Plan) -> tuple[str, ...]:
    """The answers of the plan that are amounts, shares, prices or norms, in the plan's order."""
    return tuple(path for path, _value in _amounts(project, plan))


def _amounts(project: Project, plan: Plan) -> Iterator[tuple[str, float]]:
    paths: dict[str, None] = {}
    for path in plan.inputs:
        paths[path] = None
    for vector in plan.vectors:
        if vector.field and not vector.path.startswith("rates."):
            for row in get(project, vector.path):
                paths[f"{vector.path}.{row.id}.{vector.field}"] = None
    for path in paths:
        try:
            value = get(project, path)
        except PathError:
            continue  # a rate from a data file, or a number that is solved for
        if isinstance(value, float):
            yield path, value


@dataclass(frozen=True, slots=True)
class Spread:
    """How a figure's sum is distributed over the runs."""

    p10: float
    p50: float
    p90: float
    histogram: tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class Probability:
    """The uncertain plan: revenue, operating profit, and how likely the goal is reached."""

    runs: int
    revenue: Spread
    profit: Spread
    reaches_revenue: float
    reaches_profit: float


def probability(project: Project, runs: int = 10_000) -> Probability:
    """Draw the uncertain answers `runs` times and solve the plan for each draw.

    An answer is drawn from the PERT distribution of its range (a beta distribution with the likely
    value weighing four times the ends). The draws are repeatable: they start from the project's
    seed. The revenue goal is the base plan's; the profit goal is a profit not below zero, or the
    wanted profit where the goal is set by profit.
    """
    plan = build_plan(project)
    draw = np.random.default_rng(project.scenarios.seed)
    known = set(adjustable(project, plan))
    drawn = {
        one.path: _pert(draw, one.low, one.likely, one.high, runs)
        for one in project.scenarios.ranges
        if one.path in known and one.low <= one.likely <= one.high
    }
    base = plan.solve(project)
    goal = float(np.sum(base.lines[REVENUE]))
    wanted = project.goals.profit_year if "found.deals_per_month" in plan.inputs else 0.0
    # The goal's deals stay those of the base plan: an uncertain answer must not move the goal.
    changes: dict[str, Value] = {path: values[:, None] for path, values in drawn.items()}
    for path in plan.inputs:
        if path.startswith("found."):
            changes[path] = base.inputs[path]
    sums = summed(plan, project, changes, (REVENUE, PROFIT), runs)
    return Probability(
        runs,
        _spread(sums[REVENUE]),
        _spread(sums[PROFIT]),
        float(np.mean(sums[REVENUE] >= goal * (1 - 1e-9))),
        float(np.mean(sums[PROFIT] >= wanted)),
    )


def summed(
    plan: Plan, project: Project, changes: dict[str, Value], keys: tuple[str, ...], runs: int
) -> dict[str, Array]:
    """The sums over the months of some figures for every run, each of shape (runs,)."""
    sums = {key: np.empty(runs) for key in keys}
    for start in range(0, runs, CHUNK):
        part: dict[str, Value] = {
            path: values[start : start + CHUNK] if isinstance(values, np.ndarray) else values
            for path, values in changes.items()
        }
        lines = plan.solve(project, part, keys).lines
        for key in keys:
            sums[key][start : start + CHUNK] = np.sum(lines[key], axis=-1)
    return sums


def _pert(draw: np.random.Generator, low: float, likely: float, high: float, runs: int) -> Array:
    if high <= low:
        return np.full(runs, likely)
    first = 1 + 4 * (likely - low) / (high - low)
    second = 1 + 4 * (high - likely) / (high - low)
    return low + draw.beta(first, second, runs) * (high - low)


def _spread(values: Array) -> Spread:
    p10, p50, p90 = np.percentile(values, (10, 50, 90)).tolist()
    least, most = float(values.min()), float(values.max())
    if most - least <= 1e-9 * max(abs(least), abs(most)):
        return Spread(p10, p50, p90, ((p50, len(values)),))  # nothing is uncertain
    counts, edges = np.histogram(values, bins=24)
    middles = (edges[1:] + edges[:-1]) / 2
    bars = tuple((float(middle), int(count)) for middle, count in zip(middles, counts, strict=True))
    return Spread(p10, p50, p90, bars)


def seek_answer(project: Project, path: str, key: str, wanted: float, *, month: int = 0) -> Sought:
    """The value of one answer, within its limits, that gives a figure its wanted value.

    `month` 0 asks for the figure's total. Totals that are no sum are read from the figure itself,
    so they agree with what is shown. Raises PathError for an answer that is not there and
    UnknownFigureError for a figure that is not.
    """
    meta = question_at(project, path)
    now = float(get(project, path))
    figures = compute(project)
    figure = figures[key]
    plan = figures.plan

    def figure_of(values: Array) -> Array:
        scope = plan.solve(project, {path: values[:, None]})
        if month or not figure.months:
            row = np.broadcast_to(scope.lines[key], (len(values), scope.lines[key].shape[-1]))
            return row[:, month - 1 if figure.months else 0]
        return np.array([_total_in_run(figure.line, scope, run) for run in range(len(values))])

    low = meta.low if meta.low is not None else meta.above
    low = now - 1e12 if low is None else low
    high = meta.high if meta.high is not None else now + 1e12
    scale = abs(now) or 1.0
    steps = np.concatenate([scale * 2.0 ** np.arange(-12, 24, 0.5), [abs(low), abs(high), 0.0]])
    spread = np.unique(np.clip(np.concatenate([steps, -steps, [now]]), low, high))
    if meta.above is not None:
        spread = spread[spread > meta.above]
    return seek(figure_of, wanted, spread)


def _total_in_run(line: Line, scope: Scope, run: int) -> float:
    def values(key: str) -> list[float]:
        row = scope.lines[key]
        return list((row[run] if row.ndim == 2 else row).tolist())

    return total_of(line, values)
