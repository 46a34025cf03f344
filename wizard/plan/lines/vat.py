"""Lines of the offer: the value-added tax in the price of each product, the price with and without.

Belongs here: what the tax comes to. Does not belong here: the rates (`wizard.plan.data.vat`), and
how an offer says it.
"""

from __future__ import annotations

from wizard.plan.formulas.expression import Input
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import nearest
from wizard.project.project import Project
from wizard.project.sales_book import Vat
from wizard.texts import _
from wizard.units import MONEY_EXACT

VAT = _("НДС в предложении")


def define(project: Project, lines: Lines) -> None:
    """Define the tax in the price of each product, and the price with and without it."""
    book = project.documentation.book
    if book.vat is Vat.NONE:
        return
    rate = Input("documentation.book.vat_rate")
    for product in project.goals.products:
        price = Input(f"goals.products.{product.id}.price")
        inside = book.vat is Vat.INCLUDED
        tax = price * rate / (1 + rate) if inside else price * rate
        vat = lines.line(
            f"kpi.vat.{product.id}",
            nearest(tax * 100) / 100,
            _("НДС в цене: {name}", name=product.name),
            MONEY_EXACT,
            Total.LAST,
            single=True,
            group=VAT,
            help=_("Цена × ставка ÷ (1 + ставка), до копейки.")
            if inside
            else _("Цена × ставка, до копейки."),
        )
        lines.line(
            f"kpi.price_without_vat.{product.id}",
            price - vat if inside else price,
            _("Цена без НДС: {name}", name=product.name),
            MONEY_EXACT,
            Total.LAST,
            single=True,
            group=VAT,
            help=_("Цена продукта без налога."),
        )
        lines.line(
            f"kpi.price_with_vat.{product.id}",
            price if inside else price + vat,
            _("Цена с НДС: {name}", name=product.name),
            MONEY_EXACT,
            Total.LAST,
            single=True,
            group=VAT,
            help=_("Сколько за единицу платит клиент."),
        )
