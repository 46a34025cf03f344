"""Employer contributions: dated data files in `resources/payroll`, one a regime.

A regime is a list of contributions. Each has bands over a base; the base is the pay of one person,
less what the file says is taken off first, by month or running through the calendar year. Rates
are never constants in code.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, Self

from pydantic import model_validator

from wizard.dates import Day
from wizard.paths import resources
from wizard.plan.data.dated import Bilingual, Data
from wizard.texts import Text, Translatable, _, joined


class Band(Data):
    """A rate from a limit upwards; money of one person in the period.

    `beyond` is the rate that takes its place once the pay of the year has passed the ceiling.
    """

    start: float
    rate: float
    beyond: float | None = None


class Deduction(Data):
    """What is taken off the base first: a share of pay up to a limit of pay."""

    id: str
    title: Bilingual
    bands: tuple[Band, ...]


class Contribution(Data):
    """One contribution. `rate_input` names the answer that holds the rate where a file cannot;
    `less` names contributions listed before it that are taken off its amount, down to zero.
    `ceiling` is the pay since January after which monthly bands go by their rates `beyond`.
    """

    id: str
    title: Bilingual
    period: Literal["month", "year"] = "month"
    deductions: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    ceiling: float | None = None
    rate_input: str = ""

    @model_validator(mode="after")
    def _rates_beyond_the_ceiling(self) -> Self:
        """A ceiling goes with monthly bands that all say what they become beyond it."""
        beyond = [band.beyond is not None for band in self.bands]
        if self.ceiling is None:
            assert not any(beyond), f"{self.id}: rates beyond a ceiling that is not given"
        else:
            assert all(beyond), f"{self.id}: no rate beyond the ceiling"
            assert self.period == "month", f"{self.id}: a ceiling is for monthly bands"
        return self


@dataclass(frozen=True, slots=True)
class RateTable:
    """A table of a regime: the columns of numbers under the names that vectors read them by."""

    id: str
    title: Bilingual
    fields: tuple[str, ...]
    rows: tuple[tuple[float, ...], ...]


class Regime(Data):
    """A country's rules for a year.

    `note` says for whom they hold, `unverified` what nobody compared with a published source.
    """

    id: str
    title: Bilingual
    country: str
    year: int
    source: Bilingual
    checked: str
    note: Bilingual | None = None
    unverified: Bilingual | None = None
    deductions: tuple[Deduction, ...] = ()
    contributions: tuple[Contribution, ...]

    @property
    def help(self) -> Text:
        """Where the rates come from, when they were checked, the note, and what is not sure."""
        said: list[Translatable] = [self.origin]
        if self.note:
            said.append(self.note)
        return joined(said, " ")

    @property
    def origin(self) -> Text:
        """The source of the rates, the date they were checked, and what could not be."""
        if not self.checked:
            return joined([self.source])
        day = Day(date.fromisoformat(self.checked))
        said: list[Translatable] = [
            _("Источник: {source}. Проверено {checked}.", source=self.source, checked=day)
        ]
        if self.unverified:
            said.append(_("По источнику не подтверждено: {what}.", what=self.unverified))
        return joined(said, " ")

    def numbers(self) -> dict[str, tuple[float, ...]]:
        """The tables of the regime by the key of the list they feed."""
        return {
            f"rates.{table.id}|{field}|": tuple(row[column] for row in table.rows)
            for table in self.tables
            for column, field in enumerate(table.fields)
        }

    @property
    def tables(self) -> Iterator[RateTable]:
        """The lists of limits and rates that lines and the rates sheet read."""
        parts: list[Deduction | Contribution] = [*self.deductions, *self.contributions]
        for part in parts:
            if not part.bands:
                continue
            ceiling = part.ceiling if isinstance(part, Contribution) else None
            fields = ("start", "rate") if ceiling is None else ("start", "rate", "beyond")
            rows = [tuple(getattr(band, field) for field in fields) for band in part.bands]
            yield RateTable(part.id, part.title, fields, tuple(rows))
            if ceiling is not None:
                yield RateTable(f"{part.id}.ceiling", part.title, ("ceiling",), ((ceiling,),))


@cache
def regimes() -> dict[str, Regime]:
    """All regimes by id, in the order of their files."""
    files = sorted((resources() / "payroll").glob("*.json"))
    loaded = (Regime.model_validate(json.loads(file.read_text("utf-8"))) for file in files)
    return {regime.id: regime for regime in loaded}


def regime_of(regime_id: str) -> Regime:
    """The regime of a project; an unknown id falls back to the plain rate (advice names it)."""
    return regimes().get(regime_id, regimes()["plain"])
