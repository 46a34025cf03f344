"""Sums short enough for a drawing: «1,2 млн ₽», «340 тыс. ₽»; in English ₽1.2m, $340k."""

from __future__ import annotations

from wizard.numbers import NO_BREAK_SPACE, format_value, with_sign
from wizard.texts import Language, Text, _
from wizard.units import MONEY, Unit

_ONE_DECIMAL = Unit("short", Text(""), decimals=1)


def short_money(value: float, language: Language, currency: str) -> str:
    """A sum in thousands or millions with one decimal at most."""
    sign = MONEY.sign(currency).into(language)
    for size, word in ((1e6, _("млн")), (1e3, _("тыс."))):
        if abs(value) >= size:
            number = format_value(value / size, _ONE_DECIMAL, language, currency)
            joint = "" if language == "en" else NO_BREAK_SPACE
            return with_sign(f"{number}{joint}{word.into(language)}", sign, language)
    return format_value(value, MONEY, language, currency)
