"""Texts that people read, kept apart from the language they are read in.

The source language of every text is Russian; translations stand in `resources/locale`. A `Text` is
turned into a string only where it is shown, because the window, the workbook and a document of the
same project may each be in another language.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, Protocol

from wizard.paths import resources

Language = Literal["ru", "en"]
LANGUAGES: tuple[Language, ...] = ("ru", "en")
_QUOTED = re.compile(r"[«“]\{(\w+)\}[»”]")
_SECOND_RANK = str.maketrans("«»“”", "„“‘’")
# Languages of countries where a Russian interface is expected more than an English one.
_READ_RUSSIAN = ("ru", "kk", "be", "uz", "ky", "tg", "hy", "az", "tk")


def language_of(tag: str) -> Language:
    """The program's language for a system's language tag; Russian, its own, where none is set."""
    word = tag.lower()
    unset = word in ("", "c") or word.startswith(("c.", "posix"))
    return "ru" if unset or word.startswith(_READ_RUSSIAN) else "en"


def alphabetical(text: str) -> tuple[str, str]:
    """What texts are put in order by: in whatever letters they are written, with «ё» beside «е» as
    in a dictionary."""
    letters = text.casefold()
    return letters.replace("ё", "е"), letters


class Translatable(Protocol):
    """Anything that knows how it reads in a language."""

    def into(self, language: Language) -> str: ...


@dataclass(frozen=True, slots=True)
class Text:
    """A message with its `{named}` values; `plural` is set where the form depends on `n`."""

    message: str
    values: tuple[tuple[str, object], ...] = ()
    plural: str | None = None

    def into(self, language: Language) -> str:
        """The text in a language; values that are texts themselves are translated too."""
        values = {name: _read(value, language) for name, value in self.values}
        catalogue = _catalogue(language)
        if not self.message:  # gettext keeps the catalogue's header under the empty message
            return ""
        if self.plural is None:
            pattern = catalogue.gettext(self.message)
        else:
            count = values.get("n", 0)
            pattern = catalogue.ngettext(self.message, self.plural, _plural_number(count))
        for name in _quoted_places(pattern) & values.keys():
            values[name] = _inside_quotes(values[name])
        return pattern.format(**values) if values else pattern


NOTHING = Text("")


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A text that a person typed: the same in every language."""

    text: str

    def into(self, language: Language) -> str:
        """The text as it was typed."""
        return self.text


def _(message: str, **values: object) -> Text:
    """Mark a message for translation and keep the values for its `{places}`."""
    return Text(message, tuple(values.items()))


def n_(one: str, many: str, n: int, **values: object) -> Text:
    """A message whose form depends on the number `n` (placed as `{n}`)."""
    return Text(one, (("n", n), *values.items()), plural=many)


def joined(parts: Sequence[Translatable], separator: str = ", ") -> Text:
    """Several texts in a row."""
    pattern = separator.join(f"{{p{index}}}" for index in range(len(parts)))
    return Text(pattern, tuple((f"p{index}", part) for index, part in enumerate(parts)))


def _read(value: object, language: Language) -> object:
    # Not isinstance: a check against a Protocol takes longer than the translation itself.
    into = getattr(value, "into", None)
    return value if into is None else into(language)


@cache
def _quoted_places(pattern: str) -> frozenset[str]:
    """The places of a pattern that stand in quotation marks."""
    return frozenset(_QUOTED.findall(pattern))


def _inside_quotes(value: object) -> object:
    """A value with quotation marks of the second rank: «Тариф „Старт“», “the ‘Start’ plan”."""
    return value.translate(_SECOND_RANK) if isinstance(value, str) else value


def _plural_number(count: object) -> int:
    if not isinstance(count, (int, float)):
        return 0
    # A fraction takes the form of two: «1,5 сделки», "1.5 deals".
    return abs(int(count)) if count == int(count) else 2


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    # Russian has a catalogue too: the source text carries two forms, Russian needs three.
    return gettext.translation(
        "wizard", localedir=resources() / "locale", languages=[language], fallback=True
    )
