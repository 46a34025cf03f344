"""What the people can reach at most: rules about bonuses and the six rules ask the same."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case
from wizard.project.bonus import Component, ComponentKind
from wizard.project.motivation import Pay

WITH_THRESHOLD = (ComponentKind.FIXED_FOR_PLAN, ComponentKind.TEAM, ComponentKind.LEADER)
NEARLY = 1e-6


def feasible_attainment(case: Case) -> float:
    """The best attainment that the people can reach in some month of the plan."""
    deals, feasible = case.figures["goals.deals"], case.figures["structure.feasible_deals"]
    shares = [
        able / wanted
        for able, wanted in zip(feasible.months, deals.months, strict=True)
        if wanted > 0
    ]
    return max(shares, default=1.0) * case.project.motivation.attainment


def components(case: Case) -> Iterator[tuple[Pay, Component, str]]:
    """Every part of every bonus, with its path."""
    for pay in case.project.motivation.pay:
        for component in pay.components:
            yield pay, component, f"motivation.pay.{pay.id}.components.{component.id}"


def thresholds_out_of_reach(case: Case) -> Iterator[tuple[Pay, Component, str]]:
    """The parts whose threshold nobody can meet."""
    reachable = feasible_attainment(case)
    for pay, component, path in components(case):
        if component.kind in WITH_THRESHOLD and component.threshold > reachable + NEARLY:
            yield pay, component, path
