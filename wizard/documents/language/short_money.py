"""Sums short enough for a drawing: «1,59 млрд ₽», «1,2 млн ₽», «340 тыс. ₽»; in English ₽1.59bn,
₽1.2m, $340k."""

from __future__ import annotations

from wizard.numbers import NO_BREAK_SPACE, format_value, with_sign
from wizard.texts import Language, Text, _
from wizard.units import MONEY, Unit

_ONE_DECIMAL = Unit("short", Text(""), decimals=1)
_TWO_DECIMALS = Unit("short", Text(""), decimals=2)
_SIZES = (
    (1e9, _("млрд"), _TWO_DECIMALS),
    (1e6, _("млн"), _ONE_DECIMAL),
    (1e3, _("тыс."), _ONE_DECIMAL),
)


def short_money(value: float, language: Language, currency: str) -> str:
    """A sum in thousands or millions with one decimal at most, in billions with two."""
    sign = MONEY.sign(currency).into(language)
    for size, word, unit in _SIZES:
        if abs(value) >= size:
            number = format_value(value / size, unit, language, currency)
            joint = "" if language == "en" else NO_BREAK_SPACE
            return with_sign(f"{number}{joint}{word.into(language)}", sign, language)
    return format_value(value, MONEY, language, currency)
