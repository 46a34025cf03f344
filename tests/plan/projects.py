"""Small projects for tests: only what a rule needs, the rest left empty."""

from __future__ import annotations

from datetime import date
from typing import Any

from wizard.plan.figures import Figures, compute
from wizard.project.bonus import Component
from wizard.project.company import Company
from wizard.project.edit import aligned
from wizard.project.funnel import Channel, FunnelStage
from wizard.project.goals import GoalBy, Goals
from wizard.project.motivation import Motivation, Pay
from wizard.project.offering import Product
from wizard.project.project import Project
from wizard.project.structure import Role, Structure, WorksOn


def selling(
    deals: float = 100,
    price: float = 1000,
    conversions: tuple[float, ...] = (0.5,),
    *,
    months: int = 12,
    product: dict[str, Any] | None = None,
    **goals: Any,
) -> Project:
    """A project that sells one product through a funnel of the given conversions."""
    stages = [FunnelStage(id="lead", name="Лид")]
    for number, conversion in enumerate(conversions, 1):
        stages.append(
            FunnelStage(id=f"stage{number}", name=f"Этап {number}", conversion=conversion)
        )
    return Project(
        company=Company(horizon=months, start=date(2027, 1, 1)),
        goals=Goals(
            **{
                "goal_by": GoalBy.DEALS,
                "deals_per_month": deals,
                "products": (Product(id="one", name="Товар", price=price, **(product or {})),),
                "funnel": tuple(stages),
                **goals,
            }
        ),
    )


def staffed(project: Project, *roles: Role) -> Project:
    """The project with roles, each with its pay and hiring rows."""
    return aligned(project.model_copy(update={"structure": Structure(roles=roles)}))


def paid(project: Project, salary: float, *components: Component, **motivation: Any) -> Project:
    """The project with one person of one role, paid by the given components."""
    role = Role(
        id="seller", title="Продавец", works_on=WorksOn.FIXED, minimum=1, at_start=1, norm=0
    )
    with_role = staffed(project, role)
    quiet = tuple(row.model_copy(update={"turnover": 0.0}) for row in with_role.hiring.roles)
    return with_role.model_copy(
        update={
            "motivation": Motivation(
                **{
                    "regime": "plain",
                    "plain_rate": 0.0,
                    "pay": (Pay(id="seller", salary=salary, components=components),),
                    **motivation,
                }
            ),
            "hiring": with_role.hiring.model_copy(update={"roles": quiet}),
        }
    )


def channel(name: str, **values: Any) -> Channel:
    """A channel whose id is its name."""
    return Channel(id=name, name=name, **values)


def first(project: Project, key: str) -> float:
    """A figure in month 1."""
    return compute(project)[key].first


def figures_of(project: Project) -> Figures:
    """All figures."""
    return compute(project)
