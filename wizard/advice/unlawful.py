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

from wizard.advice.rule import Case, Rule, error
from wizard.paths import resources
from wizard.plan.data.dated import Bilingual, Data
from wizard.project.company import Country
from wizard.project.model import Model
from wizard.project.parts import by_part
from wizard.project.path import fields
from wizard.project.problem import Problem
from wizard.texts import Text, Translatable, Verbatim, _

# A full stop after a shortened word («500 руб.», «3 мес.») ends no clause.
_CLAUSES = re.compile(
    r"(?<!\bруб)(?<!\bтыс)(?<!\bмес)(?<!\bдн)(?<!\bст)(?<!\bт)[.;!?\n]+(?=\s|$)|[;!?\n]+"
)
_NAMED = re.compile(r"<([a-z]+)>")
_QUOTED = 60


class _Row(Data):
    """A way to say what may not be said: all patterns match, and none of `unless` does."""

    all: tuple[str, ...]
    unless: tuple[str, ...] = ()


class _Entry(Data):
    """A rule as the file holds it; `reference` by country, `fields` by path or by a place."""

    id: str
    fields: tuple[str, ...]
    found: tuple[_Row, ...]
    unless: tuple[str, ...]
    reason: Bilingual
    reference: dict[str, Bilingual]
    source: str
    checked: str


class _File(Data):
    """The whole file: groups of fields, lists of words that patterns name, the rules."""

    about: str
    places: dict[str, tuple[str, ...]]
    words: dict[str, str]
    rules: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to say what may not be said, ready to be asked."""

    all: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]

    def says(self, clause: str) -> bool:
        """Whether a clause says it so."""
        return all(part.search(clause) for part in self.all) and not any(
            exception.search(clause) for exception in self.unless
        )


@dataclass(frozen=True, slots=True)
class Prohibition:
    """A rule ready to be asked."""

    id: str
    fields: tuple[str, ...]
    found: tuple[Way, ...]
    unless: tuple[re.Pattern[str], ...]
    reason: Bilingual
    reference: dict[str, Bilingual]
    source: str
    checked: str

    def refuses(self, clause: str) -> bool:
        """Whether a clause says what may not be said."""
        if not any(way.says(clause) for way in self.found):
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
    yield from _refused_answers(case.project)


@by_part
def _refused_answers(name: str, part: Model) -> list[Refused]:
    found = []
    for path, value, meta in fields(part, f"{name}."):
        if not isinstance(value, str) or not value or meta.refers is not None:
            continue
        for clause, rule in _refused(value):
            if rule.applies_to(path):
                found.append(Refused(path, clause, rule))
                break  # one reason at a time: the next one shows when this is put right
    return found


def clauses(text: str) -> list[str]:
    """The parts of a text that are judged one by one: its sentences and lines."""
    return [clause.strip() for clause in _CLAUSES.split(text) if clause.strip()]


@lru_cache(maxsize=4096)
def _refused(text: str) -> tuple[tuple[str, Prohibition], ...]:
    """The clauses of a text that some rule refuses: an edit asks for nearly all texts again."""
    return tuple(
        (clause, rule)
        for clause in clauses(text)
        for rule in prohibitions()
        if rule.refuses(clause)
    )


@cache
def prohibitions() -> tuple[Prohibition, ...]:
    """All rules, read once."""
    text = (resources() / "law" / "unlawful.json").read_text("utf-8")
    file = _File.model_validate(json.loads(text))

    def patterns(written: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
        return tuple(
            re.compile(_NAMED.sub(lambda word: file.words[word[1]], one), re.IGNORECASE)
            for one in written
        )

    return tuple(
        Prohibition(
            entry.id,
            tuple(field for place in entry.fields for field in file.places.get(place, (place,))),
            tuple(Way(patterns(row.all), patterns(row.unless)) for row in entry.found),
            patterns(entry.unless),
            entry.reason,
            entry.reference,
            entry.source,
            entry.checked,
        )
        for entry in file.rules
    )


def _norm(rule: Prohibition, country: Country) -> Translatable:
    reference = rule.reference.get(country.value)
    return _(" ({norm})", norm=reference) if reference is not None else Verbatim("")


def _shortened(clause: str) -> str:
    return clause if len(clause) <= _QUOTED else f"{clause[:_QUOTED].rstrip()}…"


RULES: tuple[Rule, ...] = (unlawful,)
