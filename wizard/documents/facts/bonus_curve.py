"""Data of the bonus curve: what a person of a role earns at each attainment, by several models.

Belongs here: the shape of the data and how its numbers are written. Does not belong here: the
simulation itself (`wizard.plan.simulator`) and how the drawing looks (`templates/figures`).
"""

from __future__ import annotations

import math
from typing import TypedDict

from wizard.documents.language.short_money import short_money
from wizard.documents.setting.figures import Tick
from wizard.numbers import format_value
from wizard.plan.simulator import HIGH, LOW, Curve, Simulation
from wizard.texts import Language, _
from wizard.units import MONEY, PERCENT

_ATTAINMENTS = (0.5, 0.75, 1.0, 1.25, 1.5)
_MOST_CURVES = 4
_STEPS = 5


class CurveLine(TypedDict):
    """A model: its pieces between jumps, each a list of (attainment, income), and its jumps."""

    label: str
    own: bool
    segments: list[list[list[float]]]
    jumps: list[list[float]]


class PlanPoint(TypedDict):
    """What is earned at the plan; `shown` is the sum written out."""

    income: float
    shown: str
    label: str


class BonusCurve(TypedDict):
    """Data of `bonus-curve`; no curve draws the empty state."""

    curves: list[CurveLine]
    low: float
    high: float
    plan: PlanPoint
    ticks: list[Tick]
    attainments: list[Tick]
    income_label: str
    attainment_label: str


def bonus_curve(
    simulation: Simulation, language: Language, currency: str, *, models: bool = True
) -> BonusCurve:
    """The data of a role's drawing; `models` draws the other models beside its own."""
    curves = simulation.curves[: _MOST_CURVES if models else 1]
    lines = [_line(curve, language) for curve in curves]
    incomes = [point[1] for line in lines for piece in line["segments"] for point in piece]
    at_plan = curves[0].at_plan if curves else 0.0
    return {
        "curves": lines,
        "low": LOW,
        "high": HIGH,
        "plan": {
            "income": at_plan,
            "shown": format_value(at_plan, MONEY, language, currency),
            "label": _("план").into(language),
        },
        "ticks": [
            {"value": mark, "label": short_money(mark, language, currency)}
            for mark in _marks(incomes)
        ],
        "attainments": [
            {"value": mark, "label": format_value(mark, PERCENT, language, currency)}
            for mark in _ATTAINMENTS
        ],
        "income_label": _("Доход человека в месяц").into(language),
        "attainment_label": _("Выполнение плана").into(language),
    }


def _line(curve: Curve, language: Language) -> CurveLine:
    return {
        "label": curve.name.into(language),
        "own": curve.id == "own",
        "segments": [[list(point) for point in piece] for piece in curve.segments],
        "jumps": [list(jump) for jump in curve.jumps],
    }


def _marks(values: list[float]) -> list[float]:
    """Round marks that span the values; an income's axis need not begin at zero."""
    if not values:
        return []
    low, high = min(values), max(values)
    rough = max(high - low, abs(high) * 0.05, 1.0) / _STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [index * step for index in range(first, max(last, first + 1) + 1)]
