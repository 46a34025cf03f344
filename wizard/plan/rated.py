"""A percentage of sales with own rates for some products and some channels."""

from __future__ import annotations

from wizard.plan.expression import Expression, Input, Ref
from wizard.plan.line import Lines, Total
from wizard.plan.over_months import sum_of
from wizard.plan.sales import BONUS, STEMS, sales_line
from wizard.project.goals import Channel, Product
from wizard.project.motivation import Component, SalesBasis
from wizard.project.project import Project
from wizard.project.structure import Role
from wizard.texts import _
from wizard.units import MONEY, PERCENT


def bonus(project: Project, role: Role, component: Component, lines: Lines) -> Expression:
    """The bonus at the plan: channels with own rates take their part of all sales first, what is
    left is paid by the rates of the products."""
    path = f"motivation.pay.{role.id}.components.{component.id}"
    by_product = lines.line(
        f"motivation.by_product.{role.id}.{component.id}",
        _by_product(project, component, path, lines),
        _("Премия по ставкам продуктов «{part}»: {role}", part=component.name, role=role.title),
        MONEY,
        group=BONUS,
        help=_("Основа каждого продукта × его ставка; без своей ставки — общая."),
    )
    own = {rate.id for rate in component.channel_rates}
    channels = [channel for channel in project.goals.channels if channel.id in own]
    if not channels:
        return by_product
    shares = [_deal_share(channel, lines) for channel in channels]
    paid_apart: Expression | None = None
    for channel, share in zip(channels, shares, strict=True):
        part = share * Input(f"{path}.channel_rates.{channel.id}.rate")
        paid_apart = part if paid_apart is None else paid_apart + part
    assert paid_apart is not None
    sales = sales_line(project, component.scope, component.basis, lines)
    return by_product * (1 - sum_of(shares)) + sales * paid_apart


def _by_product(project: Project, component: Component, path: str, lines: Lines) -> Expression:
    own = {rate.id for rate in component.product_rates}
    total: Expression | None = None
    for product in project.goals.products:
        rate = f"{path}.product_rates.{product.id}.rate" if product.id in own else f"{path}.rate"
        part = _product_sales(project, component, product, lines) * Input(rate)
        total = part if total is None else total + part
    return sum_of([]) if total is None else total


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


def _deal_share(channel: Channel, lines: Lines) -> Ref:
    key = f"goals.deal_share.{channel.id}"
    if key in lines:
        return lines[key]
    return lines.line(
        key,
        lines[f"goals.channel_share.{channel.id}"]
        * Input(f"goals.channels.{channel.id}.quality")
        / lines["goals.quality"],
        _("Доля сделок канала: {name}", name=channel.name),
        PERCENT,
        Total.LAST,
        single=True,
        group=_("Каналы"),
        help=_("Доля лидов канала × качество его лидов ÷ среднее качество."),
    )
