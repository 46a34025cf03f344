"""Value-added tax: the rates of a country as dated data, and what the tax comes to in a price.

Belongs here: which rates are in force on a day, up to which income none is paid, the lines of the
offer. Does not belong here: how an offer says it. Rates are never constants in code.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache

from pydantic import BaseModel, ConfigDict, TypeAdapter

from wizard.paths import resources
from wizard.plan.data.payroll import Bilingual
from wizard.plan.formulas.expression import Input
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import nearest
from wizard.project.company import Country, Currency
from wizard.project.project import Project
from wizard.project.sales_book import Vat
from wizard.texts import _
from wizard.units import MONEY_EXACT

VAT = _("НДС в предложении")
_OF = {Country.RUSSIA: Currency.RUB, Country.KAZAKHSTAN: Currency.KZT}


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(_Data):
    """A rate and what it holds for; `general` is the one of everything else."""

    rate: float
    title: Bilingual
    since: date = date.min
    until: date = date.max
    general: bool = False


class Income(_Data):
    """The income up to which no tax is paid in a year."""

    year: int
    income: float


class Exempt(_Data):
    """Those who pay no tax while their income is small, and the norm that says so."""

    norm: Bilingual
    incomes: tuple[Income, ...]


class CountryVat(_Data):
    """The tax of a country; `seen` says what the numbers were compared with."""

    exempt: Exempt
    rates: tuple[Rate, ...]
    source: str
    checked: date
    seen: str

    def on(self, day: date) -> tuple[Rate, ...]:
        """The rates in force on a day, the general one first."""
        found = [rate for rate in self.rates if rate.since <= day <= rate.until]
        return tuple(sorted(found, key=lambda rate: not rate.general))

    def exempt_up_to(self, year: int) -> float:
        """The income up to which no tax is paid; of a year not listed, that of the last before."""
        known = [one for one in self.exempt.incomes if one.year <= year]
        return max(known, key=lambda one: one.year).income if known else 0.0


def vat_of(country: Country) -> CountryVat | None:
    """The tax of a country; None where the program does not know it."""
    return _read().get(country.value)


def exempt_income(project: Project) -> float | None:
    """The income of the plan's first year up to which its company pays no tax.

    None where the program does not know, or the plan is in another currency.
    """
    company = project.company
    found = vat_of(company.country)
    if found is None or company.currency is not _OF.get(company.country):
        return None
    return found.exempt_up_to(company.start.year)


@cache
def _read() -> dict[str, CountryVat]:
    text = (resources() / "vat.json").read_text("utf-8")
    return TypeAdapter(dict[str, CountryVat]).validate_python(json.loads(text))


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
