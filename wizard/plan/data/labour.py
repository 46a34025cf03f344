"""Limits that labour law sets to what is entered: dated numbers in `resources/law/<country>.json`.

Belongs here: reading the limits and the name of the norm each rests on. Does not belong here: the
norms that documents cite (`wizard.documents.facts.law` reads them from the same files).
"""

from __future__ import annotations

import json
from functools import cache

from wizard.paths import resources
from wizard.plan.data.dated import Bilingual, Data
from wizard.project.company import Country


class MinimumWage(Data):
    """The least that a full month's work is paid from a year on, in the country's currency."""

    year: int
    amount: float
    source: str


class Limits(Data):
    """The limits of a country; None where it sets none or the program knows none."""

    probation_months: int | None = None
    probation_months_head: int | None = None
    salary_by_day: int | None = None
    pay_days_apart: int | None = None
    bonus_by_day: int | None = None
    week_hours: float | None = None
    base_share: float | None = None
    minimum_wages: tuple[MinimumWage, ...] = ()
    minimum_wage_currency: str = ""
    source: str = ""
    checked: str = ""

    def minimum_wage(self, year: int) -> MinimumWage | None:
        """The one in force in a year: the latest known that began by then."""
        begun = [one for one in self.minimum_wages if one.year <= year]
        return max(begun, key=lambda one: one.year) if begun else None


def limits_of(country: Country) -> Limits:
    """What the labour law of a country allows at most."""
    return _read(country.value)[0]


def norm(country: Country, key: str) -> Bilingual:
    """The name of a norm: «ст. 136 ТК РФ»; empty where the country's file has none."""
    return _read(country.value)[1].get(key, Bilingual(ru="", en=""))


@cache
def _read(country: str) -> tuple[Limits, dict[str, Bilingual]]:
    text = (resources() / "law" / f"{country}.json").read_text("utf-8")
    found = json.loads(text)
    names = {
        key: Bilingual.model_validate(entry["text"]) for key, entry in found["references"].items()
    }
    return Limits.model_validate(found["limits"]), names
