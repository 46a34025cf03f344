"""The bonus simulator: what one person earns and costs at other attainments, by several models.

Every point is the plan itself solved at an attainment (all of them at once, over the axis of runs),
so that the simulator, the budget and the pay regulation cannot disagree. The other models are
versions of the project in which the role is paid by one part alone, set so that the income at 100 %
is the same as the project's. A newcomer's guarantee is left out: it says nothing about the bonus.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from wizard.plan.formulas.expression import Array, Scope, Value
from wizard.plan.lines.goals import FOUND_DEALS
from wizard.plan.lines.sales import own_sales, sales_key
from wizard.plan.plan import build_plan
from wizard.project.bonus import Component, ComponentKind, Tier, TierMethod, TierOver
from wizard.project.motivation import Pay
from wizard.project.path import get, replaced
from wizard.project.project import Project
from wizard.texts import Text, _

LOW, HIGH = 0.5, 1.5
# Points of a drawn curve, and how closely both sides of a jump are looked at.
FINE, BESIDE = 101, 1e-4
# A step of this part of the income at the plan is drawn as a jump.
JUMP = 0.002
# The alternative by tiers: from which attainment, and which part of the rate at the plan.
TIERS = ((0.0, 0.5), (0.8, 0.8), (1.0, 1.0), (1.2, 1.2))
ATTAINMENT = "motivation.attainment"

Points: TypeAlias = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A model of pay: what a person earns and costs in a mean month, at each attainment.

    `incomes` and `costs` (with contributions) go with the simulation's `attainments`; `segments`
    are the pieces of the income's curve between jumps, `jumps` what is earned just below and at
    each (attainment, below, at).
    """

    id: str
    name: Text
    incomes: tuple[float, ...]
    costs: tuple[float, ...]
    at_plan: float
    segments: tuple[Points, ...]
    jumps: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Simulation:
    """The curves of a role, its own first; none where the role has no people or no pay."""

    role: str
    attainments: tuple[float, ...]
    curves: tuple[Curve, ...]


def simulate(project: Project, role: str, points: int = 11) -> Simulation:
    """What one person of a role earns and costs at 50…150 % of the plan, model by model.

    `points` is how many attainments are told, evenly spaced. Raises PathError for an unknown role.
    """
    get(project, f"structure.roles.{role}")
    attainments = tuple(float(value) for value in np.linspace(LOW, HIGH, points).round(6))
    if not any(pay.id == role for pay in project.motivation.pay):
        return Simulation(role, attainments, ())
    own = replaced(project, f"motivation.pay.{role}.guarantee", 0.0)
    pay: Pay = get(own, f"motivation.pay.{role}")
    deals = _found_deals(project)
    at_plan = _solved(own, np.array([1.0]), deals)
    people = _mean(at_plan, f"structure.staff.{role}", 1)[0]
    if people == 0:
        return Simulation(role, attainments, ())
    bonus = _mean(at_plan, f"motivation.bonus.{role}", 1)[0] / people
    curves = [_curve(own, role, "own", _("Как в проекте"), attainments, deals)]
    for key, name, component in _alternatives(own, pay, at_plan, bonus, people):
        paid = pay.model_copy(update={"components": (component,), "cap": 0.0})
        other = replaced(own, f"motivation.pay.{role}", paid)
        curves.append(_curve(other, role, key, name, attainments, deals))
    return Simulation(role, attainments, tuple(curves))


def incomes(project: Project, attainments: Sequence[float]) -> dict[str, tuple[float, ...]]:
    """What one person of each role earns in a mean month at each attainment, as `simulate` says.

    By the role's id; a role without people is left out.
    """
    pays = tuple(pay.model_copy(update={"guarantee": 0.0}) for pay in project.motivation.pay)
    motivation = project.motivation.model_copy(update={"pay": pays})
    own = project.model_copy(update={"motivation": motivation})
    runs = len(attainments)
    scope = _solved(own, np.array(attainments), _found_deals(project))
    found: dict[str, tuple[float, ...]] = {}
    for pay in pays:
        people = _mean(scope, f"structure.staff.{pay.id}", runs)
        if people[0] > 0:
            gross = _mean(scope, f"motivation.gross.{pay.id}", runs)
            found[pay.id] = tuple((gross / people).tolist())
    return found


def _alternatives(
    project: Project, pay: Pay, at_plan: Scope, bonus: float, people: float
) -> Iterator[tuple[str, Text, Component]]:
    """The three models of the first source, each paying the same bonus at the plan."""
    scope, basis = own_sales(project, pay)
    key = sales_key(scope, basis)
    sales = _mean(at_plan, key, 1)[0] / people if key in at_plan.lines else 0.0
    if bonus <= 0:
        return
    common = {"scope": scope, "basis": basis}
    if sales > 0:
        rate = bonus / sales
        yield (
            "percent",
            _("% от продаж"),
            Component(
                id="model", name="%", kind=ComponentKind.PERCENT_OF_SALES, rate=rate, **common
            ),
        )
    yield (
        "fixed",
        _("Сумма за выполнение плана"),
        Component(
            id="model", name="=", kind=ComponentKind.FIXED_FOR_PLAN, amount=bonus, threshold=1.0
        ),
    )
    if sales > 0:
        tiers = tuple(
            Tier(id=f"t{number}", start=start, rate=part * rate)
            for number, (start, part) in enumerate(TIERS, 1)
        )
        yield (
            "tiers",
            _("% по ступеням плана"),
            Component(
                id="model",
                name="≥",
                kind=ComponentKind.TIERS,
                method=TierMethod.WHOLE,
                tiers=tiers,
                **common,
            ),
        )


def _curve(
    project: Project,
    role: str,
    key: str,
    name: Text,
    attainments: tuple[float, ...],
    deals: Mapping[str, Value],
) -> Curve:
    breaks = [at for at in _breaks(get(project, f"motivation.pay.{role}")) if LOW < at < HIGH]
    beside = [at - BESIDE for at in breaks]
    fine = np.linspace(LOW, HIGH, FINE).round(6)
    asked = np.unique(np.concatenate([attainments, [1.0], fine, breaks, beside]))
    scope = _solved(project, asked, deals)
    people = _mean(scope, f"structure.staff.{role}", len(asked))
    income = _mean(scope, f"motivation.gross.{role}", len(asked)) / people
    cost = _mean(scope, f"motivation.pay_cost.{role}", len(asked)) / people
    place = np.searchsorted(asked, attainments)
    at_plan = float(income[np.searchsorted(asked, 1.0)])
    segments, jumps = _pieces(asked.tolist(), income.tolist(), breaks, JUMP * at_plan)
    return Curve(
        key,
        name,
        tuple(income[place].tolist()),
        tuple(cost[place].tolist()),
        at_plan,
        segments,
        jumps,
    )


def _breaks(pay: Pay) -> list[float]:
    """The attainments at which a bonus may jump or turn."""
    found = {1.0}
    for component in pay.components:
        if component.kind in (
            ComponentKind.FIXED_FOR_PLAN,
            ComponentKind.TEAM,
            ComponentKind.LEADER,
        ):
            found.add(round(component.threshold, 6))
        if component.kind is ComponentKind.TIERS and component.over is TierOver.ATTAINMENT:
            found |= {round(tier.start, 6) for tier in component.tiers}
    return sorted(found)


def _pieces(
    asked: Sequence[float], income: Sequence[float], breaks: Sequence[float], least: float
) -> tuple[tuple[Points, ...], tuple[tuple[float, float, float], ...]]:
    """The curve cut at its jumps; the point just below a jump is drawn at the jump itself."""
    segments: list[Points] = []
    jumps: list[tuple[float, float, float]] = []
    piece: list[tuple[float, float]] = []
    edges = {at - BESIDE: at for at in breaks}
    for index, (at, value) in enumerate(zip(asked, income, strict=True)):
        edge = edges.get(at)
        if edge is None:
            piece.append((at, value))
            continue
        above = income[index + 1]
        if abs(above - value) > least:
            segments.append((*piece, (edge, value)))
            jumps.append((edge, value, above))
            piece = []
    return (*segments, tuple(piece)), tuple(jumps)


def _found_deals(project: Project) -> dict[str, Value]:
    """Where deals are found from a wanted profit: those of the plan, whatever the role is paid."""
    plan = build_plan(project)
    if FOUND_DEALS not in plan.inputs:
        return {}
    return {FOUND_DEALS: plan.solve(project).found[FOUND_DEALS].value}


def _solved(project: Project, attainments: Array, deals: Mapping[str, Value]) -> Scope:
    return build_plan(project).solve(project, {**deals, ATTAINMENT: attainments[:, None]})


def _mean(scope: Scope, key: str, runs: int) -> Array:
    """The mean month of a line in every run."""
    rows: Array = np.broadcast_to(scope.lines[key], (runs, scope.months)).mean(axis=-1)
    return rows
