"""Rules that hold for every project whatever was answered: no error, no number that is none.

A failing project is told by its seed: `tests.plan.whole_projects.project_of(seed)`.
"""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings

from tests.plan.whole_projects import TEXTS, project_of, whole_projects
from wizard.advice.check import problems
from wizard.advice.recommendation import recommend
from wizard.plan.explain import explain
from wizard.plan.figures import Figures, compute
from wizard.plan.formulas.expression import Vector
from wizard.plan.launch import schedule
from wizard.plan.runs import probability, seek_answer, sensitivity
from wizard.plan.scenarios import active, compared
from wizard.plan.simulator import simulate
from wizard.project.edit import aligned
from wizard.project.limits import limit_problems
from wizard.project.path import fields
from wizard.project.project import Project
from wizard.storage.project_file import create, read_project
from wizard.texts import Translatable

EXCEL_FORMULA_LIMIT = 8192
NUMBERLESS = re.compile(r"\b(nan|inf)\b|∞")


class PlainCells:
    """Cells named by what stands in them."""

    def line(self, key: str) -> str:
        return "B2"

    previous = row = so_far = total = input = clock = clock_row = line

    def vector(self, vector: Vector) -> str:
        return "C2:C9"

    def sum_of(self, keys: tuple[str, ...]) -> str:
        return ",".join("B2" for _key in keys)


def is_told(text: Translatable) -> bool:
    """Whether a text has words in both languages and no number that is none."""
    for language in ("ru", "en"):
        words = text.into(language)
        if not words.strip() or NUMBERLESS.search(words):
            return False
    return True


def assert_numbers(figures: Figures) -> None:
    for figure in figures:
        for value in (*figure.months, figure.total):
            assert math.isfinite(value), figure.key
        opening = figures.opening(figure.key)
        assert opening is None or math.isfinite(opening), figure.key


@settings(max_examples=60)
@given(whole_projects())
def test_every_figure_is_a_number_and_its_parts_add_up(project: Project) -> None:
    figures = compute(project)
    assert_numbers(figures)

    def adds_up(whole: str, *parts: str) -> None:
        for month in range(1, project.company.horizon + 1):
            found = sum(figures[part].month(month) for part in parts)
            scale = max(abs(figures[part].month(month)) for part in (whole, *parts))
            assert figures[whole].month(month) == pytest.approx(found, rel=1e-9, abs=scale * 1e-9)

    roles = [role.id for role in project.structure.roles]
    adds_up("goals.revenue", "goals.revenue_new", "goals.revenue_base")
    adds_up("costs.total", "costs.capital", "costs.direct", "costs.indirect")
    adds_up(
        "motivation.payroll",
        *(f"motivation.{part}" for part in ("salary", "guarantee", "bonus", "contributions")),
    )
    adds_up("result.gross_margin", "result.operating_profit", "result.expenses")
    if roles:
        adds_up("structure.staff", *(f"structure.staff.{role}" for role in roles))
        adds_up("motivation.salary", *(f"motivation.salary.{role}" for role in roles))
    flows = sum(figures["result.cash_flow"].months)
    last = figures["result.cash"].last
    scale = max(1.0, abs(last), *map(abs, figures["result.cash_flow"].months))
    assert last - project.costs.opening_cash == pytest.approx(flows, abs=scale * 1e-9)


@settings(max_examples=12)
@given(whole_projects(2))
def test_every_formula_fits_a_cell_and_every_figure_is_explained(project: Project) -> None:
    figures = compute(project)
    for line in figures.plan.lines.values():
        text = line.formula.excel(PlainCells()).text
        assert 0 < len(text) < EXCEL_FORMULA_LIMIT, line.key
        for month in {0, 1, project.company.horizon}:
            told = explain(figures, line.key, month)
            for words in (told.label, told.meaning, told.in_names, told.in_numbers, told.value):
                assert is_told(words), (line.key, month)
        for part in explain(figures, line.key, 1).parts:
            assert is_told(part.value), line.key


@settings(max_examples=40)
@given(whole_projects())
def test_advice_launch_scenarios_and_simulator_take_any_project(project: Project) -> None:
    figures = compute(project)
    for problem in problems(project, figures):
        assert is_told(problem.text), problem
    recommend(project, figures)
    schedule(project, figures)
    for version in compared(project).values():
        assert_numbers(version)
    assert_numbers(compute(active(project)))
    for role in project.structure.roles:
        for curve in simulate(project, role.id).curves:
            assert all(map(math.isfinite, (*curve.incomes, *curve.costs))), curve.id


@settings(max_examples=25)
@given(whole_projects())
def test_runs_side_by_side_take_any_project(project: Project) -> None:
    for swing in sensitivity(project):
        assert math.isfinite(swing.width)
    told = probability(project, 50)
    for spread in (told.revenue, told.profit):
        assert spread.p10 <= spread.p50 <= spread.p90
    assert 0 <= told.reaches_revenue <= 1
    assert 0 <= told.reaches_profit <= 1
    found = seek_answer(project, "costs.opening_cash", "result.cash", 1000.0)
    assert math.isfinite(found.value)


@settings(max_examples=25)
@given(whole_projects())
def test_a_whole_project_lives_in_a_file_without_loss(
    tmp_path_factory: pytest.TempPathFactory, project: Project
) -> None:
    place = tmp_path_factory.mktemp("whole") / "p.salesplan"
    create(project, place)
    assert read_project(place).project == project


@settings(max_examples=40)
@given(whole_projects())
def test_drawn_answers_keep_their_limits(project: Project) -> None:
    assert not [one for one in limit_problems(project) if "scenarios" not in one.path]
    assert aligned(project) == project


def test_the_strategy_reaches_every_question_and_its_edges() -> None:
    """A strategy that stopped drawing a question, or its limits, would prove nothing about it."""
    low: set[str] = set()
    high: set[str] = set()
    asked: set[str] = set()
    texts: set[str] = set()
    for seed in range(400):
        for path, value, meta in fields(project_of(seed)):
            name = ".".join(part for part in path.split(".") if not part[-1].isdigit())
            asked.add(name)
            if isinstance(value, str):
                texts.add(value)
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                if value == meta.low or (meta.above is not None and value <= meta.above + 0.001):
                    low.add(name)
                if value == meta.high:
                    high.add(name)
    bounded = {
        name
        for seed in range(30)
        for path, value, meta in fields(project_of(seed))
        if isinstance(value, (int, float)) and not isinstance(value, bool)
        and meta.high is not None and not path.startswith("scenarios")
        for name in [".".join(part for part in path.split(".") if not part[-1].isdigit())]
    } - {"company.horizon"}  # fmt: skip
    tiers = {name for name in bounded if name.endswith(("tiers.start", "tiers.end"))}
    assert bounded - low - tiers == set()
    assert bounded - high - tiers == set()
    assert set(TEXTS) <= texts
