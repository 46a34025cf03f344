"""What each part of a bonus pays: one formula for a kind, over what it is counted on.

The plan counts a role's bonus on the plan of the department (`motivation`), the calculator one
person's on typed facts (`bonus_calculator`). Both give their own `Counted` to the formulas here, so
a kind of bonus is defined once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from wizard.plan.formulas.expression import Expression, Input, Vector
from wizard.plan.formulas.operators import at_least, choose, equal, larger, smaller
from wizard.plan.formulas.over_months import sum_of
from wizard.plan.formulas.tables import band_rate, by_parts, joined_points
from wizard.project.bonus import Component, ComponentKind, SalesBasis, TierMethod, TierOver


class Counted(ABC):
    """What the bonus of a role, or of one person, is counted on."""

    role: str
    attainment: Expression
    # Of the group whose plan a team's or a leader's bonus is paid for.
    group_attainment: Expression

    @abstractmethod
    def each(self, amount: Expression) -> Expression:
        """An amount that every person gets."""

    @abstractmethod
    def planned(self, component: Component, basis: SalesBasis) -> Expression:
        """The sales of a part as planned."""

    @abstractmethod
    def sold(self, component: Component, basis: SalesBasis) -> Expression:
        """The sales of a part as they turn out."""

    @abstractmethod
    def sold_by_one(self, component: Component) -> Expression:
        """The sales of a part as they turn out, of one person."""

    @abstractmethod
    def at_own_rates(self, component: Component) -> Expression:
        """What a part with own rates for products and channels pays."""

    @abstractmethod
    def deals(self) -> Expression:
        """The deals as they turn out."""

    @abstractmethod
    def units(self, component: Component) -> Expression:
        """What a part pays for by the piece, as it turns out."""

    @abstractmethod
    def kpi_score(self) -> Expression:
        """The weighted score of the KPI, 1 at the targets."""


def component_path(role: str, component: Component) -> str:
    """Where the answers of a part of a bonus stand."""
    return f"motivation.pay.{role}.components.{component.id}"


def earned_by(component: Component, on: Counted) -> Expression:
    """What a part of a bonus pays."""
    path = component_path(on.role, component)
    rate, amount = Input(f"{path}.rate"), Input(f"{path}.amount")
    of_group = component.kind in (ComponentKind.TEAM, ComponentKind.LEADER)
    attainment = on.group_attainment if of_group else on.attainment
    met = at_least(attainment, Input(f"{path}.threshold"))
    match component.kind:
        case ComponentKind.PERCENT_OF_SALES if component.product_rates or component.channel_rates:
            return on.at_own_rates(component)
        case ComponentKind.PERCENT_OF_SALES:
            return on.sold(component, component.basis) * rate
        case ComponentKind.COMPANY:
            return on.sold(component, component.basis) * rate + on.deals() * amount
        case ComponentKind.ON_PREPAYMENT:
            return on.sold(component, SalesBasis.PREPAID) * rate
        case ComponentKind.ON_CLOSING:
            return on.sold(component, SalesBasis.PAID) * rate
        case ComponentKind.FIXED_FOR_PLAN:
            return choose(met, on.each(amount), 0)
        case ComponentKind.TEAM | ComponentKind.LEADER:
            return choose(met, on.each(amount) + on.sold(component, component.basis) * rate, 0)
        case ComponentKind.KPI:
            target = choose(equal(amount, 0), Input(f"motivation.pay.{on.role}.kpi_amount"), amount)
            return on.each(target) * on.kpi_score()
        case ComponentKind.PER_UNIT:
            return on.units(component) * amount
        case ComponentKind.TIERS:
            return _by_tiers(component, on)


def _by_tiers(component: Component, on: Counted) -> Expression:
    if not component.tiers:
        return sum_of([])
    table = f"{component_path(on.role, component)}.tiers"
    limits, rates = Vector(table, "start"), Vector(table, "rate")
    by_money = component.over is TierOver.MONEY
    reached = on.sold_by_one(component) if by_money else on.attainment
    match component.method:
        case TierMethod.WHOLE:
            return on.sold(component, component.basis) * band_rate(reached, limits, rates)
        case TierMethod.MARGINAL:
            # Over attainment the bands cut the plan's sales; over money, one person's sales.
            parts = by_parts(reached, limits, rates)
            return on.each(parts) if by_money else parts * on.planned(component, component.basis)
        case TierMethod.INTERPOLATED:
            return on.each(joined_points(reached, limits, Vector(table, "amount")))


def kpi_part(role: str, kpi: str, reached: Expression) -> Expression:
    """The weight of a KPI times its score: 1 at the target, further on up to the maximum."""
    path = f"motivation.pay.{role}.kpi.{kpi}"
    low = Input(f"{path}.low")
    most = (Input(f"{path}.high") - low) / (Input(f"{path}.target") - low)
    return Input(f"{path}.weight") * smaller(reached, larger(1, most))


def capped(role: str, earned: Expression, on: Counted) -> Expression:
    """A bonus held below its cap, which is for one person; 0 stands for no cap."""
    cap = Input(f"motivation.pay.{role}.cap")
    return choose(equal(cap, 0), earned, smaller(earned, on.each(cap)))


def missing_to_guarantee(role: str, bonus: Expression) -> Expression:
    """What a newcomer with this bonus lacks to the income that is guaranteed."""
    path = f"motivation.pay.{role}"
    return larger(0, Input(f"{path}.guarantee") - (Input(f"{path}.salary") + bonus))
