"""Which questions a project asks: some mean something only where another answer makes them matter.

The window shows the others not, and the count of answers leaves them out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from wizard.project.costs import TaxRegime
from wizard.project.goals import GoalBy, SeasonBy
from wizard.project.project import Project
from wizard.project.structure import RoleFunction

When = Callable[[Project], bool]


def is_asked(project: Project, path: str) -> bool:
    """Whether the question at a path (a field of a stage) means anything for the project."""
    when = ASKED_WHEN.get(path)
    return when is None or when(project)


def something_follows(project: Project) -> bool:
    """Whether there is work with the client after the deal."""
    return project.structure.has_production or project.structure.has_after_sale


def clients_are_led(project: Project) -> bool:
    """Whether clients are led after the sale."""
    return project.structure.has_after_sale


def promises_support(project: Project) -> bool:
    """Whether clients are promised terms of support."""
    return project.documentation.support.used or any(
        role.function is RoleFunction.SUPPORT for role in project.structure.roles
    )


def sells_on_credit(project: Project) -> bool:
    """Whether some product is paid for after the deal."""
    return any(product.prepaid < 1 for product in project.goals.products)


def _goal_is(way: GoalBy, project: Project) -> bool:
    return project.goals.goal_by is way


def _regime_is(country: str, project: Project) -> bool:
    return project.motivation.regime.startswith(country)


ASKED_WHEN: dict[str, When] = {
    "goals.revenue_year": partial(_goal_is, GoalBy.REVENUE),
    "goals.later_years": partial(_goal_is, GoalBy.REVENUE),
    "goals.deals_per_month": partial(_goal_is, GoalBy.DEALS),
    "goals.profit_year": partial(_goal_is, GoalBy.PROFIT),
    "goals.leads_budget": partial(_goal_is, GoalBy.LEADS_BUDGET),
    "goals.season": lambda project: project.goals.season_by is SeasonBy.MANUAL,
    "costs.tax_rate": lambda project: project.costs.tax_regime is not TaxRegime.NONE,
    "documentation.handover": something_follows,
    "documentation.clients": clients_are_led,
    "documentation.debts": sells_on_credit,
    "motivation.plain_rate": partial(_regime_is, "plain"),
    "motivation.accident_rate": partial(_regime_is, "ru"),
}
