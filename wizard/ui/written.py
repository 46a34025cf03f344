"""Numbers as they are written on the screen, kept between edits."""

from __future__ import annotations

from functools import lru_cache

from wizard.numbers import format_value
from wizard.texts import Language
from wizard.units import Unit

_KEPT = 20_000


@lru_cache(maxsize=_KEPT)
def written_value(
    value: float, unit: Unit, language: Language, currency: str, sign: bool, exact: bool
) -> str:
    """A value as it is written.

    An edit writes hundreds of numbers, nearly all the same as before it.
    """
    return format_value(value, unit, language, currency, sign=sign, exact=exact)
