"""Names of calendar months in the workbook's language."""

from __future__ import annotations

from functools import cache

from babel.dates import get_month_names

from wizard.texts import Language


@cache
def calendar_month_names(language: Language) -> tuple[str, ...]:
    """The twelve months, January first, as they stand alone."""
    names = get_month_names("wide", context="stand-alone", locale=language)
    return tuple(names[number] for number in range(1, 13))
