"""What would bring the break-even forward: the smallest change of one answer that does it.

Belongs here: which answers are tried, and the proof that the told value does what is said. Does not
belong here: the search itself (`seek.py`) and the words of it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from wizard.plan.figures import Figures, compute
from wizard.plan.lines.goals import FOUND_DEALS
from wizard.plan.runs import seek_answer
from wizard.project.path import get, replaced
from wizard.project.project import Project

BREAK_EVEN, PROFIT = "result.break_even_month", "result.operating_profit"
# A conversion is told in tenths of a percent, a price in whole units of money.
_CONVERSION_STEP, _PRICE_STEP = 0.001, 1.0
_NEARLY = 1e-9


@dataclass(frozen=True, slots=True)
class Sooner:
    """The answer, its value now, and the value with which there is no loss by `month`."""

    path: str
    now: float
    value: float
    month: int

    @property
    def is_price(self) -> bool:
        """Whether the answer is a price; else it is a conversion."""
        return self.path.endswith(".price")


def wanted_month(figures: Figures) -> int:
    """The month with the smallest loss of those before the break-even (of all, where there is
    none); 0 if the first month breaks even already."""
    now = round(figures[BREAK_EVEN].total)
    months = figures[PROFIT].months
    before = months[: now - 1] if now else months
    return 1 + before.index(max(before)) if before else 0


def sooner(project: Project, figures: Figures) -> Sooner | None:
    """The smallest relative change that breaks even sooner; None where none alone does."""
    month = wanted_month(figures)
    if month == 0 or FOUND_DEALS in figures.plan.inputs:
        return None
    found = [one for path, step in _answers(project) if (one := _tried(project, path, step, month))]
    return min(found, key=lambda one: one.value / one.now, default=None)


def _answers(project: Project) -> Iterator[tuple[str, float]]:
    for stage in project.goals.funnel[1:]:
        yield f"goals.funnel.{stage.id}.conversion", _CONVERSION_STEP
    for product in project.goals.products:
        yield f"goals.products.{product.id}.price", _PRICE_STEP


def _tried(project: Project, path: str, step: float, month: int) -> Sooner | None:
    now = float(get(project, path))
    if now <= 0:
        return None
    found = seek_answer(project, path, PROFIT, 0.0, month=month)
    value = round(math.ceil(found.value / step - _NEARLY) * step, 6)
    most = 1.0 if step == _CONVERSION_STEP else math.inf
    if not found.reached or not now < value <= most:
        return None
    reached = compute(replaced(project, path, value))[BREAK_EVEN].total
    return Sooner(path, now, value, month) if 0 < reached <= month else None
