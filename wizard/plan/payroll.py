"""Employer contributions: dated data files in `resources/payroll`, one a regime.

A regime is a list of contributions. Each has bands over a base; the base is the pay of one person,
less what the file says is taken off first, by month or running through the calendar year. Rates
are never constants in code.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from wizard.paths import resources
from wizard.texts import Language, Text, Translatable, _, joined


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(_Data):
    """A name in both languages."""

    ru: str
    en: str

    def into(self, language: Language) -> str:
        """The name in a language."""
        return self.en if language == "en" else self.ru


class Band(_Data):
    """A rate from a limit upwards; money of one person in the period."""

    start: float
    rate: float


class Deduction(_Data):
    """What is taken off the base first: a share of pay up to a limit of pay."""

    id: str
    title: Bilingual
    bands: tuple[Band, ...]


class Contribution(_Data):
    """One contribution. `rate_input` names the answer that holds the rate where a file cannot;
    `less` names contributions listed before it that are taken off its amount, down to zero.
    """

    id: str
    title: Bilingual
    period: Literal["month", "year"] = "month"
    deductions: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    rate_input: str = ""


class Regime(_Data):
    """A country's rules for a year. `note` says for whom they hold and what is not certain."""

    id: str
    title: Bilingual
    country: str
    year: int
    source: Bilingual
    checked: str
    note: Bilingual | None = None
    deductions: tuple[Deduction, ...] = ()
    contributions: tuple[Contribution, ...]

    @property
    def help(self) -> Text:
        """Where the rates come from, when they were checked, and the note."""
        if not self.checked:
            return joined([self.source])
        said: list[Translatable] = [
            _("Источник: {source}. Проверено {checked}.", source=self.source, checked=self.checked)
        ]
        return joined([*said, self.note] if self.note else said, " ")

    def numbers(self) -> dict[str, tuple[float, ...]]:
        """The tables of the regime by the key of the list they feed."""
        tables = [(part.id, part.bands) for part in self.deductions]
        tables += [(part.id, part.bands) for part in self.contributions]
        return {
            f"rates.{name}|{field}|": tuple(getattr(band, field) for band in bands)
            for name, bands in tables
            if bands
            for field in ("start", "rate")
        }


@cache
def regimes() -> dict[str, Regime]:
    """All regimes by id, in the order of their files."""
    files = sorted((resources() / "payroll").glob("*.json"))
    loaded = (Regime.model_validate(json.loads(file.read_text("utf-8"))) for file in files)
    return {regime.id: regime for regime in loaded}


def regime_of(regime_id: str) -> Regime:
    """The regime of a project; an unknown id falls back to the plain rate (advice names it)."""
    return regimes().get(regime_id, regimes()["plain"])
