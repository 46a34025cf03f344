"""The value of every operator, its Excel form and its two ways of being solved agree."""

from __future__ import annotations

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from tests.plan.random_plans import RandomPlan, Trees, random_plan
from tests.recalculation import read, recalculated
from wizard.plan.formulas import operators, over_months, tables
from wizard.plan.formulas.expression import MONTH, Expression, Input, Number, Ref, Scope, Vector
from wizard.plan.formulas.line import Line, Total
from wizard.plan.formulas.tables import vectors_of
from wizard.plan.solving.evaluate import solve, solving_order
from wizard.texts import Text
from wizard.units import FACTOR
from wizard.workbook.layout import (
    CALENDAR_MONTH_ROW,
    FIRST_LINE_ROW,
    FIRST_MONTH,
    MONTH_ROW,
    NOW,
    OPENING,
    OPENING_LETTER,
    YEAR_ROW,
    Layout,
    Place,
)

SEEDS = st.integers(0, 2**32)


def every_operator() -> set[str]:
    """The names of all operators that can stand in a formula: classes with none below them."""
    found: set[str] = set()
    waiting: list[type[Expression]] = [Expression]
    while waiting:
        kind = waiting.pop()
        below = kind.__subclasses__()
        waiting += below
        if not below and kind.__module__.startswith("wizard.plan."):
            found.add(kind.__name__)
    return found


def write(plan: RandomPlan, path: Path) -> Layout:
    """Write a plan's formulas with the layout of the workbook, with no values stored."""
    places = {
        key: Place("Ряды", FIRST_LINE_ROW + number, single=False)
        for number, key in enumerate(plan.lines)
    }
    names = {key: f"Входы!$B${number}" for number, key in enumerate(plan.inputs, 1)}
    columns: dict[str, str] = {}
    derived: dict[str, Vector] = {}
    for line in plan.lines.values():
        for node in line.nodes:
            for vector in vectors_of(node):
                derived[vector.key] = vector
    with xlsxwriter.Workbook(path) as book:
        rows, entered = book.add_worksheet("Ряды"), book.add_worksheet("Входы")
        for number, value in enumerate(plan.inputs.values()):
            entered.write_number(number, 1, value)
        every = {Vector(name).key: np.array(values) for name, values in plan.vectors.items()}
        scope = Scope(plan.months, plan.start_month, plan.inputs, every)
        for key, vector in derived.items():
            if vector.derived:
                every[key] = vector.values(scope)
        for column, (key, values) in enumerate(every.items(), 3):
            entered.write_column(0, column, values.tolist())
            letter = xl_col_to_name(column)
            columns[key] = f"Входы!${letter}$1:${letter}${len(values)}"
        layout = Layout(plan.months, places, names, columns)
        for row, name in (
            (MONTH_ROW, "month"),
            (CALENDAR_MONTH_ROW, "calendar_month"),
            (YEAR_ROW, "year"),
        ):
            rows.write_row(row - 1, FIRST_MONTH, scope.clock[name].tolist())
        cells = layout.cells("Ряды")
        for key, line in plan.lines.items():
            row = places[key].row - 1
            if line.opening is not None:
                opening = line.opening.excel(cells).text.replace(NOW, OPENING_LETTER)
                rows.write_formula(row, OPENING, f"={opening}")
            else:
                rows.write_number(row, OPENING, 0)
            pattern = "=" + line.formula.excel(cells).text
            for column, formula in enumerate(layout.by_month(pattern), FIRST_MONTH):
                rows.write_formula(row, column, formula)
    return layout


@settings(
    max_examples=3,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(SEEDS, min_size=12, max_size=12, unique=True))
def test_libreoffice_computes_every_random_formula_to_the_value_numpy_has(
    seeds: list[int],
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        plans = [random_plan(Random(seed), 30) for seed in seeds]
        books = []
        for number, plan in enumerate(plans):
            books.append(folder / f"plan{number}.xlsx")
            write(plan, books[-1])
        for plan, book in zip(plans, recalculated(books, folder), strict=True):
            assert not different(plan, book)


def different(plan: RandomPlan, book: Path) -> list[str]:
    """The lines whose recalculated months differ from the solved ones, with their formulas."""
    found = read(book)
    lines = plan.solved().lines
    wrong = []
    for number, key in enumerate(plan.lines):
        for month, value in enumerate(lines[key].tolist()):
            place = xl_rowcol_to_cell(FIRST_LINE_ROW - 1 + number, FIRST_MONTH + month)
            cell = found.values.get(("Ряды", place))
            near = isinstance(cell, float) and abs(cell - value) <= 1e-9 * max(1.0, abs(value))
            if not near:
                formula = found.formulas.get(("Ряды", place))
                wrong.append(f"{key} {place}: {value!r} is {cell!r} in {formula}")
                break
    return wrong


def test_the_random_formulas_go_through_every_operator() -> None:
    met: set[str] = set()
    for seed in range(40):
        for line in random_plan(Random(seed), 30).lines.values():
            met |= {type(node).__name__ for node in line.nodes}
    assert every_operator() <= met


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_a_run_among_many_has_the_values_of_that_run_alone(seed: int) -> None:
    random = Random(seed)
    plan = random_plan(random, 12)
    changed = random.choice(list(plan.inputs))
    numbers = [random.randint(-40, 40) / 8 for _run in range(3)]
    together = plan.solved({changed: np.array(numbers)[:, None]})
    for run, number in enumerate(numbers):
        alone = plan.solved({changed: number})
        for key in plan.lines:
            many = np.broadcast_to(together.lines[key], (3, plan.months))[run]
            assert np.allclose(many, alone.lines[key], rtol=1e-9, atol=1e-9), key


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_lines_solved_month_by_month_have_the_values_of_all_months_at_once(seed: int) -> None:
    random = Random(seed)
    inputs = {f"input{number}": random.randint(-40, 40) / 8 for number in range(6)}
    vectors = random_plan(random, 0).vectors
    months = random.choice([1, 5, 13])
    bodies: list[Expression] = [MONTH * Input("input0") + Input("input1")]
    for number in range(5):
        trees = CircleTrees(random, list(inputs), [f"line{before}" for before in range(number + 1)])
        body = trees.tree(3)
        bodies.append(operators.smaller(operators.larger(body, -1e6), 1e6))
    last = f"line{len(bodies) - 1}"
    straight = {f"line{number}": line(number, body) for number, body in enumerate(bodies)}
    # The first line looks back at the last one, times nothing: all of them become one circle.
    circle = {**straight, "line0": line(0, over_months.previous(last) * 0 + bodies[0])}
    at_once = RandomPlan(months, straight, inputs, vectors, 1).solved()
    by_month = RandomPlan(months, circle, inputs, vectors, 1).solved()
    for key in straight:
        assert np.allclose(at_once.lines[key], by_month.lines[key], rtol=1e-9, atol=1e-9), key


def line(number: int, body: Expression) -> Line:
    return Line(f"line{number}", body, Text(f"line{number}"), FACTOR, Total.SUM)


class CircleTrees(Trees):
    """Trees of the operators that a circle of lines may go through."""

    def __init__(self, random: Random, inputs: list[str], now: list[str]) -> None:
        super().__init__(random, inputs, now, [])

    def table(self, depth: int) -> Expression:
        limits = Vector("limits")
        kind = self.random.randrange(4)
        if kind == 0:
            return tables.band_rate(self.tree(depth), limits, Vector("rates"))
        if kind == 1:
            return tables.by_parts(self.tree(depth), limits, Vector("rates"))
        if kind == 2:
            return tables.pick(Vector("long"), self.few(depth))
        return over_months.sum_of([Ref(key) for key in self.now])


def test_a_stored_zero_of_a_sum_over_no_lines_is_a_formula_of_zero() -> None:
    plan = RandomPlan(3, {"line0": line(0, over_months.sum_of([]))}, {"a": 1.0}, {}, 1)
    cells = Layout(3, {"line0": Place("Ряды", 8, single=False)}, {}, {}).cells("Ряды")
    assert plan.lines["line0"].formula.excel(cells).text == "0"
    assert plan.solved().lines["line0"].tolist() == [0.0, 0.0, 0.0]


def test_a_tree_of_numbers_keeps_its_parentheses() -> None:
    cells = Layout(1, {}, {}, {}).cells("Ряды")
    tree = (Number(2) + Number(3)) * Number(4)
    assert tree.excel(cells).text == "(2+3)*4"
    scope = Scope(1, 1, {}, {})
    lines = {"line0": line(0, tree)}
    solve(solving_order(lines), scope)
    assert scope.lines["line0"].tolist() == [20.0]
