"""Which module holds the mechanics of a language.

The modules `russian.py` and `english.py` offer the same functions; everything that writes a
document asks for them here.
"""

from __future__ import annotations

import datetime
from typing import Protocol, cast

from wizard.documents.language import english, russian
from wizard.texts import Language


class Mechanics(Protocol):
    """What a language must know for the papers."""

    BLANK_DATE: str

    def plural(self, number: float, one: str, few: str, many: str) -> str:
        """The form of a noun that agrees with a number."""
        ...

    def money_in_words(self, amount: float, currency: str) -> str:
        """«сто тридцать пять тысяч рублей 00 копеек»."""
        ...

    def sum_with_words(self, amount: float, currency: str) -> str:
        """«135 000 (сто тридцать пять тысяч) рублей 00 копеек»."""
        ...

    def long_date(self, date: datetime.date) -> str:
        """«5 июня 2026 г.»."""
        ...

    def short_date(self, date: datetime.date) -> str:
        """«05.06.2026»."""
        ...

    def full_name(self, name: str) -> str:
        """A full name, given with its surname first."""
        ...

    def initials(self, name: str) -> str:
        """«И. О. Фамилия»."""
        ...

    def position(self, title: str, case: str) -> str:
        """A position in a grammatical case."""
        ...

    def person(self, name: str, case: str, gender: str = "") -> str:
        """A full name in a grammatical case; the gender is told from the name where not given."""
        ...

    def company(self, name: str, legal_form: str) -> str:
        """«ООО «Ромашка»»: a company by its short name."""
        ...

    def approved(self, kind: str) -> str:
        """УТВЕРЖДЕНО, agreeing with the kind of document."""
        ...

    def annex_to(self, kind: str, title: str) -> str:
        """«к Положению об отделе продаж»: what an annex belongs to."""
        ...


def mechanics(language: Language) -> Mechanics:
    """The mechanics of a language."""
    return cast(Mechanics, russian if language == "ru" else english)
