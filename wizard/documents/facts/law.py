"""References to the law of a country, read from dated data.

Belongs here: how a template cites a norm or takes a wording that differs by country. Does not
belong here: the norms themselves (`resources/law/<country>.json`, each with its source and the date
on which it was checked).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any

from markupsafe import Markup

from wizard.documents.language.language import mechanics
from wizard.errors import UserError
from wizard.paths import resources
from wizard.project.company import Country
from wizard.texts import Language, _


@dataclass(frozen=True)
class Law:
    """The norms of a country in the language of a document.

    What it gives is our own text, not a person's, so it is marked as Markdown for the typography.
    """

    norms: Mapping[str, Any]
    known: frozenset[str]
    language: Language

    def cite(self, key: str) -> Markup:
        """« (ст. 135 ТК РФ)», or nothing where the country has no such reference.

        Raises UserError for a key that no country has.
        """
        name = self.name(key)
        return Markup(f" ({name})") if name else Markup("")

    def name(self, key: str) -> Markup:
        """«ст. 135 ТК РФ», or nothing. Raises UserError for a key that no country has."""
        found = self.norms["references"].get(key)
        if found is None:
            self._check(key)
            return Markup("")
        return Markup(found["text"][self.language])

    def word(self, key: str) -> Markup:
        """A wording that differs by country. Raises UserError for an unknown key."""
        found = self.norms["words"].get(key)
        if found is None:
            self._check(key)
            return Markup("")
        return Markup(found["text"][self.language])

    def note(self, text: str) -> str:
        """The closing line of a document: the date of its references, which of them nobody has
        compared with a published source, and who must check them all.
        """
        entries = [*self.norms["references"].values(), *self.norms["words"].values()]
        checked = min(date.fromisoformat(entry["checked"]) for entry in entries)
        said: str = self.norms["note"][self.language]
        day = mechanics(self.language).long_date(checked)  # «… г.» closes a sentence by itself
        said = said.replace("{date}.", f"{day.removesuffix('.')}.").replace("{date}", day)
        open_ones = self._unverified_in(text)
        if not open_ones:
            return said
        heading: str = self.norms["unverified"][self.language]
        return f"{said} {heading.format(norms='; '.join(open_ones))}"

    def cited_in(self, text: str) -> bool:
        """Whether a text names any of the references."""
        plain = text.replace("\u00a0", " ")
        names = (entry["text"][self.language] for entry in self.norms["references"].values())
        return any(name and name in plain for name in names)

    def _unverified_in(self, text: str) -> list[str]:
        """The norms of a text that were not compared with a published source, by name."""
        plain = text.replace("\u00a0", " ")
        found: dict[str, None] = {}
        # A reference is told by its name; a wording has none and goes by what it is about.
        for part, told_by in (("references", "text"), ("words", "subject")):
            for entry in self.norms[part].values():
                said = entry["text"][self.language]
                if not entry["verified"] and said and said in plain:
                    found[entry[told_by][self.language]] = None
        return list(found)

    def _check(self, key: str) -> None:
        if key in self.known:
            return
        nearest = get_close_matches(key, sorted(self.known), 1, 0.3) or [min(self.known)]
        raise UserError(
            _("нет нормы права «{key}». Похоже на «{nearest}»", key=key, nearest=nearest[0])
        )


def law_of(country: Country, language: Language) -> Law:
    """The law of a country in a language."""
    return Law(_norms(country.value), _known(), language)


@cache
def _norms(country: str) -> Mapping[str, Any]:
    path = resources() / "law" / f"{country}.json"
    norms: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return norms


@cache
def _known() -> frozenset[str]:
    """Keys that at least one country has."""
    return frozenset(
        key
        for country in Country
        for part in ("references", "words")
        for key in _norms(country.value)[part]
    )
