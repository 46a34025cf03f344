"""What the plan becomes when one assumption fails: an answer is changed, the plan computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from wizard.documents.plan_figures import PlanFigures
from wizard.plan.figures import compute
from wizard.project.project import Project
from wizard.texts import Language

_SCENARIO_STEP = 0.2


@dataclass(frozen=True, slots=True)
class Scenario:
    """The plan computed with one answer changed; the templates name it by its id."""

    id: str
    figures: PlanFigures


class Scenarios(Sequence[Scenario]):
    """The plan with one assumption failing; computed only if a template asks for it."""

    def __init__(self, project: Project, figures: PlanFigures, language: Language) -> None:
        self._project = project
        self._figures = figures
        self._language: Language = language

    @cached_property
    def _made(self) -> list[Scenario]:
        made = [Scenario("plan", self._figures)]
        for name, project in changed_projects(self._project).items():
            made.append(Scenario(name, PlanFigures(compute(project), self._language)))
        return made

    def __getitem__(self, index: int) -> Scenario:  # type: ignore[override]
        return self._made[index]

    def __len__(self) -> int:
        return len(self._made)


def changed_projects(project: Project) -> dict[str, Project]:
    """The project with one answer made worse: a conversion, the price of leads, prices, churn."""
    goals = project.goals
    worse, dearer = 1 - _SCENARIO_STEP, 1 + _SCENARIO_STEP
    changes: dict[str, dict[str, object]] = {}
    if len(goals.funnel) > 1:
        last = goals.funnel[-1]
        slower = last.model_copy(update={"conversion": last.conversion * worse})
        changes["conversion"] = {"funnel": (*goals.funnel[:-1], slower)}
    if any(channel.on and channel.lead_cost for channel in goals.channels):
        changes["leads"] = {
            "channels": tuple(
                channel.model_copy(update={"lead_cost": channel.lead_cost * dearer})
                for channel in goals.channels
            )
        }
    changes["price"] = {
        "products": tuple(
            product.model_copy(update={"price": product.price * (1 - _SCENARIO_STEP / 2)})
            for product in goals.products
        )
    }
    if any(product.churn for product in goals.products):
        changes["churn"] = {
            "products": tuple(
                product.model_copy(update={"churn": min(1.0, product.churn * dearer)})
                for product in goals.products
            )
        }
    return {
        name: project.model_copy(update={"goals": goals.model_copy(update=update)})
        for name, update in changes.items()
    }
