"""Value-added tax: the rates of a country and who pays none, as dated data.

Belongs here: which rates are in force on a day, up to which income no tax is paid. Does not belong
here: the tax of a price (`wizard.plan.lines.vat`). Rates are never constants in code.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache

from pydantic import TypeAdapter

from wizard.paths import resources
from wizard.plan.data.dated import Bilingual, Data
from wizard.project.company import Country, Currency
from wizard.project.project import Project

_OF = {Country.RUSSIA: Currency.RUB, Country.KAZAKHSTAN: Currency.KZT}


class Rate(Data):
    """A rate and what it holds for; `general` is the one of everything else."""

    rate: float
    title: Bilingual
    since: date = date.min
    until: date = date.max
    general: bool = False


class Income(Data):
    """The income up to which no tax is paid in a year."""

    year: int
    income: float


class Exempt(Data):
    """Those who pay no tax while their income is small, and the norm that says so."""

    norm: Bilingual
    incomes: tuple[Income, ...]


class CountryVat(Data):
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
