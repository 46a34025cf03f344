"""A percentage of sales with own rates for some products and some channels."""

from __future__ import annotations

from collections.abc import Callable

from wizard.plan.formulas.expression import Expression, Input, Ref
from wizard.plan.formulas.line import Lines
from wizard.plan.formulas.over_months import sum_of
from wizard.plan.lines.sales import BONUS, STEMS, sales_line
from wizard.project.bonus import Component, SalesBasis
from wizard.project.funnel import Channel
from wizard.project.offering import Product
from wizard.project.project import Project
from wizard.project.structure import Role
from wizard.texts import _
from wizard.units import MONEY


def bonus(project: Project, role: Role, component: Component, lines: Lines) -> Expression:
    """The bonus at the plan."""

    def kept(by_product: Expression) -> Expression:
        return lines.line(
            f"motivation.by_product.{role.id}.{component.id}",
            by_product,
            _("Премия по ставкам продуктов «{part}»: {role}", part=component.name, role=role.title),
            MONEY,
            group=BONUS,
            help=_("Основа каждого продукта × его ставка; без своей ставки — общая."),
        )

    return at_own_rates(
        project,
        role.id,
        component,
        product_sales=lambda product: _product_sales(project, component, product, lines),
        channel_share=lambda channel: lines[f"goals.deal_share.{channel.id}"],
        sales=lambda: sales_line(project, component.scope, component.basis, lines),
        kept=kept,
    )


def at_own_rates(
    project: Project,
    role: str,
    component: Component,
    *,
    product_sales: Callable[[Product], Expression],
    channel_share: Callable[[Channel], Ref],
    sales: Callable[[], Expression],
    kept: Callable[[Expression], Expression],
) -> Expression:
    """The bonus over the sales of each product and the share of each channel in all sales.

    Channels with own rates take their part of all sales first, what is left is paid by the rates of
    the products; `kept` may make a line of the sum by products.
    """
    path = f"motivation.pay.{role}.components.{component.id}"
    own = {rate.id for rate in component.product_rates}
    by_product: Expression | None = None
    for product in project.goals.products:
        rate = f"{path}.product_rates.{product.id}.rate" if product.id in own else f"{path}.rate"
        part = product_sales(product) * Input(rate)
        by_product = part if by_product is None else by_product + part
    first = kept(sum_of([]) if by_product is None else by_product)
    own = {rate.id for rate in component.channel_rates}
    channels = [channel for channel in project.goals.channels if channel.id in own]
    if not channels:
        return first
    shares = [channel_share(channel) for channel in channels]
    paid_apart: Expression | None = None
    for channel, share in zip(channels, shares, strict=True):
        part = share * Input(f"{path}.channel_rates.{channel.id}.rate")
        paid_apart = part if paid_apart is None else paid_apart + part
    assert paid_apart is not None
    return first * (1 - sum_of(shares)) + sales() * paid_apart


def _product_sales(
    project: Project, component: Component, product: Product, lines: Lines
) -> Expression:
    stem = STEMS[component.scope]
    sold = lines[f"goals.revenue{stem}.{product.id}"]
    match component.basis:
        case SalesBasis.SOLD:
            return sold
        case SalesBasis.MARGIN:
            new, base = (
                lines[f"goals.variable_cost_{part}.{product.id}"] for part in ("new", "base")
            )
            return sold - {"_new": new, "_base": base, "": new + base}[stem]
        case SalesBasis.PREPAID | SalesBasis.PAID:
            sales_line(project, component.scope, component.basis, lines)
            return lines[f"motivation.{component.basis.value}{stem}.{product.id}"]
