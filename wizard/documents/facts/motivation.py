"""What papers about pay say beyond the plan's months: other attainments, measures to look at.

Belongs here: joining the simulator and the catalogue of KPI with a project for templates. Does not
belong here: their arithmetic (`wizard.plan`).
"""

from __future__ import annotations

from dataclasses import dataclass

from wizard.documents.facts.plan_figures import PlanFigure, PlanFigures
from wizard.plan.data.kpi_catalogue import suggested
from wizard.plan.simulator import incomes
from wizard.project.project import Project
from wizard.project.structure import Role
from wizard.texts import Language

LEVELS = (0.5, 0.8, 1.0, 1.2, 1.5)


@dataclass(frozen=True, slots=True)
class Payout:
    """A role and what one person of it earns in a mean month, level by level."""

    title: str
    incomes: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Payouts:
    """Incomes by role at the attainments `levels`; roles without people are left out."""

    levels: tuple[float, ...]
    rows: tuple[Payout, ...]


@dataclass(frozen=True, slots=True)
class PlannedMeasure:
    """A measure of the catalogue with its value in the plan."""

    name: str
    formula: str
    source: str
    figure: PlanFigure


def payouts(project: Project) -> Payouts:
    """What one person of each role earns at 50…150 % of the plan."""
    found = incomes(project, LEVELS)
    roles = project.structure.roles
    rows = tuple(Payout(role.title, found[role.id]) for role in roles if role.id in found)
    return Payouts(LEVELS, rows)


def planned_measures(role: Role, figures: PlanFigures, language: Language) -> list[PlannedMeasure]:
    """Measures of the catalogue that suit a role and that the plan gives a value for."""
    return [
        PlannedMeasure(
            name=measure.name.into(language),
            formula=measure.formula.into(language),
            source=measure.source.into(language),
            figure=figures[measure.figure],
        )
        for measure in suggested(role.function)
        if measure.figure in figures and any(figures[measure.figure].months)
    ]
