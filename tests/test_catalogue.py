"""Every text of the program reads in both languages, and says the same in each.

Belongs here: what can be told by comparing texts with their translations. Does not belong here:
how a text is shown (`wizard/texts.py` and the tests of the places that show it).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from tests.catalogue import LOCALE, Marked, catalogue, extracted, mo_bytes, untranslated
from wizard.texts import LANGUAGES, Language

PLACE = re.compile(r"\{\w+\}")
LATIN, CYRILLIC = re.compile("[A-Za-z]"), re.compile("[А-Яа-яЁё]")
# One number for each of the forms: one, few, many; one, many.
NUMBERS: dict[Language, tuple[int, ...]] = {"ru": (1, 2, 5), "en": (1, 2)}


@cache
def messages() -> frozenset[Marked]:
    return frozenset(extracted())


@cache
def stored(language: Language) -> Catalog:
    return catalogue(language)


@dataclass(frozen=True)
class Entry:
    """A message of a catalogue: its texts in the code and its translations."""

    key: Marked
    forms: tuple[str, ...]
    fuzzy: bool

    @property
    def texts(self) -> tuple[str, ...]:
        """One text, or two where the form depends on a number."""
        return (self.key,) if isinstance(self.key, str) else self.key


def entries(language: Language) -> list[Entry]:
    """The messages of a catalogue, without its header."""
    found = []
    for entry in stored(language):
        given: Any = entry.string
        forms = (given,) if isinstance(given, str) else tuple(given or ())
        if entry.id:
            key = entry.id if isinstance(entry.id, str) else tuple(entry.id)
            found.append(Entry(key, forms, entry.fuzzy))
    return found


def plural(language: Language) -> dict[tuple[str, str], Entry]:
    """The messages whose form depends on a number."""
    return {
        (entry.key[0], entry.key[1]): entry
        for entry in entries(language)
        if isinstance(entry.key, tuple)
    }


def expected(language: Language) -> set[Marked]:
    """What a catalogue holds: Russian is the source, it adds nothing but its plural forms."""
    return {message for message in messages() if language == "en" or isinstance(message, tuple)}


def mixed_words(text: str) -> list[str]:
    """Words of letters of two alphabets: «Сделка» whose first letter is Latin looks right."""
    words = re.findall(r"[^\W\d_]+", PLACE.sub(" ", text))
    return [word for word in words if LATIN.search(word) and CYRILLIC.search(word)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_program_is_in_the_catalogue(language: Language) -> None:
    missing = expected(language) - {entry.key for entry in entries(language)}
    assert not missing, "run python -m tests.catalogue"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_program_is_translated(language: Language) -> None:
    assert untranslated(stored(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: Language) -> None:
    assert [entry.key for entry in entries(language) if entry.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_no_text_that_the_program_has_dropped(language: Language) -> None:
    unused = {entry.key for entry in entries(language)} - expected(language)
    assert not unused, "run python -m tests.catalogue"
    assert not stored(language).obsolete


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_source(language: Language) -> None:
    different = [
        (entry.texts[0], form)
        for entry in entries(language)
        for form in entry.forms
        if form and Counter(PLACE.findall(entry.texts[0])) != Counter(PLACE.findall(form))
    ]
    assert different == []


def test_both_forms_of_a_plural_text_have_the_same_places() -> None:
    different = [
        message
        for message in messages()
        if isinstance(message, tuple)
        and len({frozenset(PLACE.findall(form)) for form in message}) > 1
    ]
    assert different == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_spaces_at_its_ends(language: Language) -> None:
    different = [
        (entry.texts[0], form)
        for entry in entries(language)
        for form in entry.forms
        if form and _ends(form) != _ends(entry.texts[0])
    ]
    assert different == []


def test_english_has_no_russian_left_in_it() -> None:
    russian = [
        form
        for entry in entries("en")
        for form in entry.forms
        if CYRILLIC.search(form) or "«" in form or "»" in form
    ]
    assert russian == []


def test_no_word_mixes_latin_and_cyrillic_letters() -> None:
    texts = [text for entry in entries("en") for text in entry.texts]
    texts += [form for entry in entries("ru") for form in entry.forms]
    assert {text: mixed_words(text) for text in texts if mixed_words(text)} == {}


def test_words_joined_by_a_hyphen_may_be_of_two_alphabets() -> None:
    assert mixed_words("CRM-система и {name}") == []
    assert mixed_words("\u0043делка") == ["\u0043делка"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_plural_text_has_every_form_of_its_language(language: Language) -> None:
    assert stored(language).num_plurals == len(NUMBERS[language])
    assert set(plural(language)) == {key for key in messages() if isinstance(key, tuple)}
    for entry in plural(language).values():
        assert len(entry.forms) == len(NUMBERS[language])
        assert all(entry.forms), entry.key


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_takes_its_own_form_of_a_plural_text(language: Language) -> None:
    with _compiled(language).open("rb") as file:
        compiled = GNUTranslations(file)
    for (one, many), entry in plural(language).items():
        said = [compiled.ngettext(one, many, number) for number in NUMBERS[language]]
        assert said == list(entry.forms)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_what_its_source_compiles_to(language: Language) -> None:
    assert _compiled(language).read_bytes() == mo_bytes(stored(language)), (
        "run python -m tests.catalogue"
    )


def _compiled(language: Language) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "wizard.mo"


def _ends(text: str) -> tuple[str, str]:
    """The white space before and after a text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
