"""What templates look up in a project and its plan: months, roles, stages, parts of a bonus.

Does not belong here: the list of the names with their meanings (`names`), words and sentences.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import TypeVar

from babel.dates import get_month_names

from wizard.documents.facts.motivation import Payouts, PlannedMeasure, payouts, planned_measures
from wizard.documents.facts.plan_figures import PlanFigure, PlanFigures
from wizard.documents.filling.text import lowered
from wizard.plan.figures import Figures
from wizard.project.automation import Option, Tool
from wizard.project.bonus import Component, ComponentKind, SalesBasis, SalesScope
from wizard.project.costs import CostItem
from wizard.project.documentation import Report
from wizard.project.funnel import Channel, FunnelStage
from wizard.project.hiring import RoleHiring, TrainingModule
from wizard.project.model import Row
from wizard.project.motivation import Pay
from wizard.project.offering import Product
from wizard.project.project import Project
from wizard.project.sales_process import ProcessStep
from wizard.project.structure import Role
from wizard.texts import Language, _
from wizard.units import MONEY

_BASED = (ComponentKind.PERCENT_OF_SALES, ComponentKind.TIERS, ComponentKind.LEADER)
_MOST_SIGNATURES = 30

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class MonthName:
    """A month of the plan in words: «январь», «января», «янв.»."""

    number: int
    name: str
    name_genitive: str
    short: str
    year: int


class Lookups:
    """The rows of one project and the figures of its plan, found for the templates."""

    def __init__(self, project: Project, figures: Figures, language: Language) -> None:
        self.project = project
        self.plan = figures
        self.language: Language = language
        self.figures = PlanFigures(figures, language)
        self._roles = {role.id: role for role in project.structure.roles}
        self._stages = {stage.id: stage for stage in project.goals.funnel}

    # What follows from the whole project

    @cached_property
    def calendar(self) -> list[MonthName]:
        """The months of the plan in words."""
        alone = get_month_names("wide", "stand-alone", self.language)
        inside = get_month_names("wide", "format", self.language)
        short = get_month_names("abbreviated", "stand-alone", self.language)
        return [
            MonthName(
                month.number,
                alone[month.month],
                inside[month.month],
                short[month.month].rstrip("."),
                month.year,
            )
            for month in self.plan.calendar
        ]

    @property
    def calendar_year(self) -> int | None:
        """The year where the plan is exactly one calendar year."""
        first, last = self.plan.calendar[0], self.plan.calendar[-1]
        whole = first.month == 1 and len(self.plan.calendar) == 12
        return first.year if whole and first.year == last.year else None

    @property
    def head(self) -> Role | None:
        """The role that leads the department."""
        heads = self.roles_of("head")
        return heads[0] if heads else None

    @property
    def approver_position(self) -> str:
        """Who approves the papers."""
        position = self.project.company.approver.position.strip()
        return position or _("Руководитель организации").into(self.language)

    @property
    def staff_at_start(self) -> list[str]:
        """The title of each person employed in the first month."""
        titles = [
            role.title
            for role in self.project.structure.roles
            for _number in range(round(self.plan[f"structure.staff.{role.id}"].first))
        ]
        return titles[:_MOST_SIGNATURES]

    @property
    def bonus_names(self) -> list[str]:
        """The names of all parts of bonuses, each once."""
        parts = [part.name for pay in self.project.motivation.pay for part in pay.components]
        return list(dict.fromkeys(parts))

    @property
    def season(self) -> list[SimpleNamespace]:
        """The factors of the first year where they differ."""
        factors = self.plan["goals.season"].months[:12]
        if not factors or max(factors) - min(factors) < 1e-9:
            return []
        months = self.calendar[: len(factors)]
        return [
            SimpleNamespace(name=month.name, value=factor)
            for month, factor in zip(months, factors, strict=True)
        ]

    # Lookups by row

    def role_by(self, role_id: str) -> Role | None:
        """A role by its id."""
        return self._roles.get(role_id)

    def role_title(self, role_id: str) -> str:
        """The title of a role; of the head where nobody is named."""
        role = self._roles.get(role_id)
        if role is not None:
            return role.title
        return self.head.title if self.head else self.approver_position

    def role_titles(self, role_ids: Iterable[str]) -> str:
        """Titles of roles in a row, a dash for none."""
        titles = [self._roles[role_id].title for role_id in role_ids if role_id in self._roles]
        return ", ".join([*titles[:1], *map(lowered, titles[1:])]) or "—"

    def roles_of(self, *functions: str) -> list[Role]:
        """Roles of the named functions."""
        return [role for role in self.project.structure.roles if role.function.value in functions]

    def superior(self, role: Role) -> str:
        """The title of the role's superior; of the approver where none is named."""
        above = self._roles.get(role.reports_to)
        if above is None or above.id == role.id:
            return self.approver_position
        return above.title

    def subordinates(self, role: Role) -> list[Role]:
        """Roles that report to a role."""
        below = self.project.structure.roles
        return [other for other in below if other.reports_to == role.id and other.id != role.id]

    def pay_of(self, role: Role) -> Pay:
        """The pay of a role; without parts where none was set."""
        return _row(self.project.motivation.pay, role.id) or Pay(id=role.id)

    def hiring_of(self, role: Role) -> RoleHiring | None:
        """How a role is hired."""
        return _row(self.project.hiring.roles, role.id)

    def role_figure(self, stem: str, role: Role) -> PlanFigure:
        """A figure of a role, zero where the role has no such line."""
        key = f"{stem}.{role.id}"
        if key in self.plan:
            return self.figures[key]
        return PlanFigure(key, "", MONEY, (0.0,) * len(self.calendar), 0.0)

    def product_by(self, row_id: str) -> Product | None:
        """A product by its id."""
        return _row(self.project.goals.products, row_id)

    def channel_by(self, row_id: str) -> Channel | None:
        """A channel by its id."""
        return _row(self.project.goals.channels, row_id)

    def stage_name(self, row_id: str) -> str:
        """The name of a funnel stage, a dash for an unknown one."""
        stage = self._stages.get(row_id)
        return stage.name if stage else "—"

    def stage_owner(self, stage: FunnelStage) -> str:
        """Who answers for a stage."""
        return self.role_title(stage.role)

    def hands_on(self, stage: FunnelStage) -> list[Role]:
        """The roles that work on a stage; its owner where no role names it."""
        working = [role for role in self.project.structure.roles if stage.id in role.stages]
        owner = self._roles.get(stage.role)
        return working or ([owner] if owner else [])

    def stages_of(self, role: Role) -> list[FunnelStage]:
        """The stages that a role answers for, or works on where nobody answers."""
        funnel = self.project.goals.funnel
        own = [stage for stage in funnel if stage.role == role.id]
        return own or [stage for stage in funnel if stage.id in role.stages and not stage.role]

    def step_of(self, stage: FunnelStage) -> ProcessStep | None:
        """The step of the process map for a stage."""
        return _row(self.project.documentation.process, stage.id)

    def chance(self, stage: FunnelStage) -> float:
        """The chance of winning an open deal from a stage."""
        return self.plan[f"goals.probability.{stage.id}"].total

    def reports_by(self, role: Role) -> list[Report]:
        """The reports that a role prepares."""
        return [item for item in self.project.documentation.reports if item.author == role.id]

    def modules_for(self, role: Role) -> list[TrainingModule]:
        """The training of a role."""
        modules = self.project.hiring.modules
        return [module for module in modules if not module.roles or role.id in module.roles]

    def items_of(self, group: str) -> list[CostItem]:
        """The items of a group of costs that count."""
        return [
            item
            for item in self.project.costs.items
            if item.group.value == group and f"costs.item.{item.id}" in self.plan
        ]

    def option_of(self, tool: Tool) -> Option | None:
        """The service chosen for a tool."""
        return _row(tool.options, tool.choice)

    def uses(self, kind: str) -> bool:
        """Whether any role has a part of bonus of a kind."""
        return any(part.kind == kind for part in self._components())

    def uses_basis(self, basis: str) -> bool:
        """Whether any part of a bonus is taken of a basis."""
        return any(part.basis == basis for part in self._components() if part.kind in _BASED)

    def part_figure(self, role: Role, part: Component) -> PlanFigure:
        """The sum of a part of the bonus for all people of a role."""
        return self.figures[f"motivation.bonus_part.{role.id}.{part.id}"]

    def base_figure(self, part: Component) -> PlanFigure | None:
        """What a percentage is taken of."""
        basis = {
            ComponentKind.ON_PREPAYMENT: SalesBasis.PREPAID,
            ComponentKind.ON_CLOSING: SalesBasis.PAID,
        }.get(part.kind, part.basis)
        stem = {SalesScope.NEW: "_new", SalesScope.BASE: "_base", SalesScope.ALL: ""}[part.scope]
        key = f"goals.revenue{stem}" if basis is SalesBasis.SOLD else f"motivation.{basis}{stem}"
        return self.figures[key] if key in self.plan else None

    def units_figure(self, part: Component) -> PlanFigure | None:
        """The number of units that a part "for a unit" pays for."""
        key = f"goals.stage.{part.stage}"
        return self.figures[key] if key in self.plan else None

    def plan_behind(self, part: Component) -> PlanFigure | None:
        """What the plan holds of that which a part of a bonus is counted from."""
        if part.kind is ComponentKind.KPI:
            return None
        if part.kind is ComponentKind.PER_UNIT:
            return self.units_figure(part)
        return self.base_figure(part)

    def payouts(self) -> Payouts:
        """What one person of each role earns at other attainments."""
        return payouts(self.project)

    def catalogue_kpi(self, role: Role) -> list[PlannedMeasure]:
        """Measures of the catalogue that suit a role and that the plan gives a value for."""
        return planned_measures(role, self.figures, self.language)

    def _components(self) -> list[Component]:
        return [part for pay in self.project.motivation.pay for part in pay.components]


def _row(rows: Iterable[R], row_id: str) -> R | None:
    return next((row for row in rows if row.id == row_id), None)
