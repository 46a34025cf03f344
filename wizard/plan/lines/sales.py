"""The sales that a percentage is taken of: whose they are, and at which point they count."""

from __future__ import annotations

from wizard.plan.formulas.expression import Input, Ref
from wizard.plan.formulas.line import Lines
from wizard.plan.formulas.over_months import behind, sum_of
from wizard.project.bonus import ComponentKind, SalesBasis, SalesScope
from wizard.project.motivation import Pay
from wizard.project.path import get
from wizard.project.project import Project
from wizard.project.structure import RoleFunction
from wizard.texts import _
from wizard.units import MONEY

BONUS = _("Премии")
STEMS = {SalesScope.NEW: "_new", SalesScope.BASE: "_base", SalesScope.ALL: ""}
SCOPE_NAMES = {
    SalesScope.NEW: _("новые сделки"),
    SalesScope.BASE: _("клиентская база"),
    SalesScope.ALL: _("весь отдел"),
}


def sales_key(scope: SalesScope, basis: SalesBasis) -> str:
    """The key of the line a percentage is taken of."""
    stem = STEMS[scope]
    return f"goals.revenue{stem}" if basis is SalesBasis.SOLD else f"motivation.{basis.value}{stem}"


def sales_line(project: Project, scope: SalesScope, basis: SalesBasis, lines: Lines) -> Ref:
    """The line a percentage is taken of; prepaid, paid and margin lines appear as they are used."""
    stem = STEMS[scope]
    revenue = lines[f"goals.revenue{stem}"]
    key = sales_key(scope, basis)
    if key in lines:
        return lines[key]
    scope_name = SCOPE_NAMES[scope]
    if basis is SalesBasis.MARGIN:
        return lines.line(
            key,
            revenue - lines[f"goals.variable_cost{stem}"],
            _("Маржа для премии: {scope}", scope=scope_name),
            MONEY,
            group=BONUS,
            help=_("Выручка − себестоимость."),
        )
    parts = []
    for product in project.goals.products:
        path = f"goals.products.{product.id}"
        sold = lines[f"goals.revenue{stem}.{product.id}"]
        if basis is SalesBasis.PREPAID:
            label = _("Предоплата для премии: {name}, {scope}", name=product.name, scope=scope_name)
            formula = sold * Input(f"{path}.prepaid")
            meaning = _("Выручка × доля предоплаты.")
        else:
            label = _("Оплачено для премии: {name}, {scope}", name=product.name, scope=scope_name)
            formula = behind(sold, Input(f"{path}.delay"))
            meaning = _("Выручка того месяца, остаток за который приходит сейчас.")
        parts.append(
            lines.line(f"{key}.{product.id}", formula, label, MONEY, group=BONUS, help=meaning)
        )
    return lines.line(
        key,
        sum_of(parts),
        _("Предоплата для премии: {scope}", scope=scope_name)
        if basis is SalesBasis.PREPAID
        else _("Оплачено для премии: {scope}", scope=scope_name),
        MONEY,
        group=BONUS,
        help=_("Все продукты вместе."),
    )


def own_sales(project: Project, pay: Pay) -> tuple[SalesScope, SalesBasis]:
    """The sales that the role's own bonus counts, or those its function works for."""
    for component in pay.components:
        if component.kind in (ComponentKind.PERCENT_OF_SALES, ComponentKind.TIERS):
            return component.scope, component.basis
    function = get(project, f"structure.roles.{pay.id}").function
    scopes = {RoleFunction.HEAD: SalesScope.ALL, RoleFunction.ACCOUNT: SalesScope.BASE}
    return scopes.get(function, SalesScope.NEW), SalesBasis.SOLD
