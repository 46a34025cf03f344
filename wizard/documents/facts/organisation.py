"""How the work is divided, as the papers tell it: the ways, what suits this project and why, the
staff month by month.

Belongs here: advice and figures of the structure made ready for templates. Does not belong here:
which way suits a project (`wizard.advice.recommendation`), what is good and bad about each
(`wizard.advice.organisation`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from types import SimpleNamespace
from typing import TypeVar

from wizard.advice import recommendation
from wizard.advice.organisation import MODELS, SELLING_AND_ACCOUNTING, SPLITS, Qualities
from wizard.advice.recommendation import Verdict, recommend
from wizard.plan.figures import Figures
from wizard.project.model import Choice
from wizard.project.project import Project
from wizard.project.structure import Role
from wizard.texts import Language

W = TypeVar("W", bound=Choice)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to divide the work: what speaks for it here and what is good and bad about it."""

    title: str
    fits: str
    pluses: tuple[str, ...]
    minuses: tuple[str, ...]
    reasons: tuple[str, ...]
    points: int
    chosen: bool
    recommended: bool


@dataclass(frozen=True, slots=True)
class Ways:
    """The models and the splits of roles, the signs that were looked at, selling and accounting."""

    models: tuple[Way, ...]
    splits: tuple[Way, ...]
    signs: tuple[SimpleNamespace, ...]
    comparison: tuple[SimpleNamespace, ...]
    limits: Mapping[str, float]

    @property
    def model(self) -> Way:
        """The model that was chosen."""
        return next(way for way in self.models if way.chosen)

    @property
    def split(self) -> Way:
        """The split that was chosen."""
        return next(way for way in self.splits if way.chosen)

    @property
    def best_model(self) -> Way:
        """The model that suits the figures."""
        return next(way for way in self.models if way.recommended)

    @property
    def best_split(self) -> Way:
        """The split that suits the figures."""
        return next(way for way in self.splits if way.recommended)


def ways(project: Project, figures: Figures, language: Language) -> Ways:
    """The ways to organise the department, in the language of the document."""
    advised = recommend(project, figures)
    structure = project.structure
    return Ways(
        _ways(advised.of_model, MODELS, structure.model, language),
        _ways(advised.of_split, SPLITS, structure.split, language),
        tuple(
            SimpleNamespace(name=factor.name.into(language), value=factor.value.into(language))
            for factor in advised.of_model.factors
        ),
        tuple(
            SimpleNamespace(
                aspect=one.aspect.into(language),
                selling=one.selling.into(language),
                accounting=one.accounting.into(language),
            )
            for one in SELLING_AND_ACCOUNTING
        ),
        {
            "few_deals": recommendation.FEW_DEALS,
            "many_deals": recommendation.MANY_DEALS,
            "small_value": recommendation.SMALL_VALUE,
            "large_value": recommendation.LARGE_VALUE,
            "small_team": recommendation.SMALL_TEAM,
            "large_team": recommendation.LARGE_TEAM,
        },
    )


def _ways(
    verdict: Verdict[W], qualities: Mapping[W, Qualities], chosen: W, language: Language
) -> tuple[Way, ...]:
    return tuple(
        Way(
            title=way.title_text.into(language),
            fits=told.fits.into(language),
            pluses=tuple(text.into(language) for text in told.pluses),
            minuses=tuple(text.into(language) for text in told.minuses),
            reasons=tuple(
                factor.sentence.into(language)
                for factor in verdict.factors
                if factor.speaks_for is way
            ),
            points=verdict.points[way],
            chosen=way is chosen,
            recommended=way is verdict.way,
        )
        for way, told in qualities.items()
    )


@dataclass(frozen=True, slots=True)
class StaffChange:
    """A month of the plan in which the number of people of a role changes."""

    month: int
    role: Role
    before: float
    after: float


def staff_changes(project: Project, figures: Figures) -> list[StaffChange]:
    """Every change of the headcount after the first month, in the order of time."""
    found = []
    for role in project.structure.roles:
        months = figures[f"structure.staff.{role.id}"].months
        for number, (before, after) in enumerate(pairwise(months), start=2):
            if before != after:
                found.append(StaffChange(number, role, before, after))
    return sorted(found, key=lambda change: change.month)
