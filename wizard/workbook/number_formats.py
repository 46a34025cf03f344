"""Excel's number formats for the units of the plan, in the language and currency of the project.

They round as `wizard.numbers.format_value` does; Excel puts the locale's separators in itself.
"""

from __future__ import annotations

from decimal import Decimal

from wizard.numbers import NEVER, NO_BREAK_SPACE, SIGN_FIRST_IN_ENGLISH
from wizard.texts import Language
from wizard.units import FLAG, MONTH_NUMBER, Unit, currency_sign

_MOST_DECIMALS = 6
YES_NO = {"ru": '[=1]"да";[=0]"нет";General', "en": '[=1]"yes";[=0]"no";General'}
# The month as text in the workbook's language, whatever the language of Excel.
MONTH_HEADING = {"ru": "[$-419]mmm yy", "en": "[$-409]mmm yy"}
MONTH_LONG = {"ru": "[$-419]mmmm yyyy", "en": "[$-409]mmmm yyyy"}


def number_format(
    unit: Unit, language: Language, currency: str, decimals: int | None = None
) -> str:
    """The format of a figure of a unit; `decimals` in place of the unit's own."""
    places = unit.decimals if decimals is None else decimals
    digits = "#,##0" + ("." + "0" * places if places else "")
    if unit.money:
        sign = currency_sign(currency).into(language).replace('"', "")
        if language == "en" and sign in SIGN_FIRST_IN_ENGLISH:
            return f'"{sign}{SIGN_FIRST_IN_ENGLISH[sign]}"{digits}'
        return f'{digits}"{NO_BREAK_SPACE}{sign}"'
    if unit.percent:
        return f"{digits}%" if language == "en" else f'{digits}"{NO_BREAK_SPACE}"%'
    if unit == MONTH_NUMBER:
        return _month_number(language)
    if unit == FLAG:
        return "0"
    return digits


def input_decimals(value: float, unit: Unit, *, whole: bool) -> int:
    """How many decimals an entered number needs so that nothing of it is hidden."""
    if whole:
        return 0
    shown = Decimal(format(value, ".15g")) * (100 if unit.percent else 1)
    exponent = shown.normalize().as_tuple().exponent
    needed = max(0, -exponent) if isinstance(exponent, int) else 0
    return min(max(needed, unit.decimals), _MOST_DECIMALS)


def _month_number(language: Language) -> str:
    never = NEVER.into(language)
    suffix = "-й" if language == "ru" else ""
    return f'0"{suffix}";-0;"{never}"'
