"""The whole plan recomputed, its growth with months and products, and many runs at once."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle

from tests.benchmarks.many_runs import CHUNK, RUNS, varied
from tests.benchmarks.projects import largest_preset, of_size
from tests.benchmarks.spreadsheet import row_beside
from tests.benchmarks.table import Row
from tests.benchmarks.timing import Run, Sample, Spent, in_turn, sample, timed
from wizard.plan.explain import explain
from wizard.plan.figures import Figures, compute
from wizard.plan.plan import build_plan
from wizard.project.edit import answer, with_row
from wizard.project.goals import GoalBy
from wizard.project.path import replaced
from wizard.project.project import Project

READ = 30
MS, GIB = 1e-3, 2**30


def rows(repeats: int | None) -> Iterator[Row]:
    """The rows of the plan; 100 repeats of a plan and 5 of the many runs unless told otherwise."""
    name, preset = largest_preset()
    times = repeats or 100
    large = of_size(preset, months=36, products=10, channels=8, roles=30)
    of_preset, of_large = in_turn([_edited(preset), _edited(large)], times, 5)
    lines = len(compute(preset))
    yield Row(
        f"Plan of {name}, {lines} lines: a price changed, {READ} figures read",
        of_preset,
        limit=4 * MS,
    )
    yield Row(
        f"Plan of 36 months, 10 products, 8 channels, 30 roles: {len(compute(large))} lines",
        of_large,
        limit=8 * MS,
    )
    beside = row_beside("  the same plan", of_large, large, 3 if times >= 20 else 1)
    if beside is not None:
        yield beside
    yield _explanations(large)
    by_profit = _by_profit(preset)
    of_profit, of_plain = in_turn([_edited(by_profit), _edited(preset)], times, 5)
    yield Row(
        "Goal by profit: the deals are found at each edit",
        of_profit,
        of_plain,
        "by deals",
        ratio_limit=3,
    )
    (redefined,) = in_turn([_reshaped(preset)], max(5, times // 5))
    yield Row(f"Plan of {name} defined anew: a product was added", redefined)
    short, long = (of_size(preset, months=months) for months in (12, 60))
    of_short, of_long = in_turn([_edited(short), _edited(long)], times, 5)
    yield Row("Plan of 60 months", of_long, of_short, "12 months", ratio_limit=2)
    few, many = (of_size(preset, products=products) for products in (5, 50))
    of_few, of_many = in_turn([_edited(few), _edited(many)], times, 5)
    yield Row("Plan of 50 products", of_many, of_few, "5 products", ratio_limit=10)
    yield from _many_runs(name, preset, repeats or 5)


def _edited(project: Project) -> Run:
    """A run that computes the plan after a price was changed and reads figures over all of it."""
    path = f"goals.products.{project.goals.products[0].id}.price"
    versions = cycle([answer(project, path, 1000.0 + step) for step in range(20)])
    keys = list(compute(project).plan.lines)
    read = keys[:: max(1, len(keys) // READ)][:READ]

    def recompute() -> None:
        figures = compute(next(versions))
        for key in read:
            figures[key]

    return timed(recompute)


def _by_profit(project: Project) -> Project:
    """The project whose goal is the profit that it makes."""
    profit = compute(project)["result.operating_profit"]
    year = replaced(project, "goals.profit_year", sum(profit.months[:12]))
    return replaced(year, "goals.goal_by", GoalBy.PROFIT)


def _explanations(project: Project) -> Row:
    """Every figure explained, its total too, in words of both languages; the slowest counts.

    Each is taken thrice and the least disturbed reading kept: with thousands of them some always
    meet another program.
    """
    figures = compute(project)
    slowest = max(
        min(_told_in(figures, key, month) for _turn in range(3))
        for key in figures.plan.lines
        for month in (0, 1)
    )
    what = f"  the slowest explanation of its {len(figures)} figures"
    return Row(what, Sample((slowest,)), limit=20 * MS)


def _told_in(figures: Figures, key: str, month: int) -> float:
    began = time.perf_counter()
    told = explain(figures, key, month)
    parts = [text for part in told.parts for text in (part.label, part.value)]
    for text in (told.in_names, told.in_numbers, *parts):
        text.into("ru")
        text.into("en")
    return time.perf_counter() - began


def _reshaped(project: Project) -> Run:
    """A run that defines and computes a plan of a shape that was not seen before."""
    products = project.goals.products
    shapes = (
        with_row(
            project,
            "goals.products",
            products[0].model_copy(update={"id": f"added-{number}", "share": 0.0}),
        )
        for number in range(1_000_000)
    )
    return timed(lambda: compute(next(shapes)))


def _many_runs(name: str, project: Project, repeats: int) -> Iterator[Row]:
    """The runs in a process of their own, so that its memory is theirs alone."""
    spent: list[Spent] = []
    peaks: list[float] = []
    for _ in range(repeats):
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.many_runs", name],
            check=True,
            capture_output=True,
            text=True,
        )
        told = json.loads(done.stdout)
        spent.append(Spent(told["wall"], told["cpu"]))
        peaks.append(told["peak"])
    inputs = len(varied(project, build_plan(project)))
    yield Row(
        f"{RUNS} runs of {name}: {inputs} inputs varied, {CHUNK} at a time",
        sample(spent),
        limit=3,
    )
    if all(peaks):
        yield Row("  peak memory of that process", Sample(tuple(peaks)), limit=GIB, measure="bytes")
