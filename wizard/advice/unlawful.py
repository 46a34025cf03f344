"""What a policy may not say: found in what was typed, refused with the reason and the norm.

Belongs here: reading the rules (`resources/law/unlawful.json`, dated data) and holding answers
against them. A clause of a text is refused where all patterns of a row match it and no exception
does; both languages are looked for, whatever the window speaks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from wizard.advice.rule import Case, Rule, error
from wizard.paths import resources
from wizard.plan.payroll import Bilingual
from wizard.project.company import Country
from wizard.project.problem import Problem
from wizard.texts import Text, Translatable, Verbatim, _

_CLAUSES = re.compile(r"[.;!?\n]+(?=\s|$)|\n")
_QUOTED = 60


class _Entry(BaseModel):
    """A rule as the file holds it; `reference` by country."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    fields: tuple[str, ...]
    found: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...]
    reason: Bilingual
    reference: dict[str, Bilingual]
    source: str
    checked: str


@dataclass(frozen=True, slots=True)
class Prohibition:
    """A rule ready to be asked."""

    id: str
    fields: tuple[str, ...]
    found: tuple[tuple[re.Pattern[str], ...], ...]
    unless: tuple[re.Pattern[str], ...]
    reason: Bilingual
    reference: dict[str, Bilingual]
    source: str
    checked: str

    def refuses(self, clause: str) -> bool:
        """Whether a clause says what may not be said."""
        if not any(all(part.search(clause) for part in row) for row in self.found):
            return False
        return not any(exception.search(clause) for exception in self.unless)

    def applies_to(self, path: str) -> bool:
        """Whether the text of this field gets into papers that the rule guards."""
        return any(path == field or path.startswith(f"{field}.") for field in self.fields)


@dataclass(frozen=True, slots=True)
class Refused:
    """A clause that may not stand in a paper: where it was typed, and what is wrong with it."""

    path: str
    clause: str
    rule: Prohibition


def unlawful(case: Case) -> Iterator[Problem]:
    """Texts that would make a policy unlawful."""
    country = case.project.company.country
    for refused in refusals(case):
        yield error(
            refused.path,
            _(
                "{problem}. Запись сохранена, но документ с ней не собирается.",
                problem=told(refused, country),
            ),
        )


def told(refused: Refused, country: Country) -> Text:
    """What is wrong with a clause and by which norm of the country."""
    return _(
        "«{quote}» — {reason}{norm}",
        quote=Verbatim(_shortened(refused.clause)),
        reason=refused.rule.reason,
        norm=_norm(refused.rule, country),
    )


def refusals(case: Case) -> Iterator[Refused]:
    """Every clause of the answers that may not stand in a paper."""
    for path, value, meta in case.answers:
        if not isinstance(value, str) or not value or meta.refers is not None:
            continue
        for clause, rule in _refused(value):
            if rule.applies_to(path):
                yield Refused(path, clause, rule)
                break  # one reason at a time: the next one shows when this is put right


def prohibitions() -> tuple[Prohibition, ...]:
    """All rules."""
    return _read()


def clauses(text: str) -> list[str]:
    """The parts of a text that are judged one by one: its sentences and lines."""
    return [clause.strip() for clause in _CLAUSES.split(text) if clause.strip()]


@lru_cache(maxsize=4096)
def _refused(text: str) -> tuple[tuple[str, Prohibition], ...]:
    """The clauses of a text that some rule refuses: an edit asks for nearly all texts again."""
    return tuple(
        (clause, rule) for clause in clauses(text) for rule in _read() if rule.refuses(clause)
    )


@cache
def _read() -> tuple[Prohibition, ...]:
    text = (resources() / "law" / "unlawful.json").read_text("utf-8")
    entries = [_Entry.model_validate(one) for one in json.loads(text)["rules"]]
    return tuple(
        Prohibition(
            entry.id,
            entry.fields,
            tuple(tuple(map(_pattern, row)) for row in entry.found),
            tuple(map(_pattern, entry.unless)),
            entry.reason,
            entry.reference,
            entry.source,
            entry.checked,
        )
        for entry in entries
    )


def _pattern(written: str) -> re.Pattern[str]:
    return re.compile(written, re.IGNORECASE)


def _norm(rule: Prohibition, country: Country) -> Translatable:
    reference = rule.reference.get(country.value)
    return _(" ({norm})", norm=reference) if reference is not None else Verbatim("")


def _shortened(clause: str) -> str:
    return clause if len(clause) <= _QUOTED else f"{clause[:_QUOTED].rstrip()}…"


RULES: tuple[Rule, ...] = (unlawful,)
