"""How numbers are written for people and read back from what people type.

Belongs here: digit groups, decimal signs, percent, units and the words "тыс.", "млн". Does not
belong here: amounts in words and plural forms (`wizard/documents/language`), and anything that
computes a figure.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from functools import lru_cache

from babel import Locale
from babel.numbers import NumberPattern, format_decimal, parse_pattern

from wizard.errors import UserError
from wizard.texts import Language, Text, _
from wizard.units import MANY, MONTH_NUMBER, Unit

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
UNKNOWN = "—"
NEVER = _("нет в плане")
# What English writes before a sum: a sign close to it, a code with a space.
SIGN_FIRST_IN_ENGLISH = {
    **dict.fromkeys(("$", "€", "₽", "₸"), ""), **dict.fromkeys(("BYN", "UZS"), NO_BREAK_SPACE),
}  # fmt: skip

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200b\u202f\u205f\u2060'’]+")
_NUMBER = re.compile(
    r"(?P<minus>[-−–]?)(?P<digits>[\d.,\s\u00a0\u2000-\u200b\u202f'’]*\d)(?P<rest>.*)"
)
_SIGN_FIRST = re.compile(r"^([-−–]?)\s*(?:[$€₽₸]|BYN|UZS)\s*", re.IGNORECASE)
_GROUPS = re.compile(r"\d+(?: \d{3})*(?:[.,]\d+)?|\d+(?: \d{3})*(?:,\d{3})+(?:\.\d+)?")
_MULTIPLIERS = {
    "т": 3, "тыс": 3, "тысяч": 3, "тысяча": 3, "тысячи": 3, "k": 3, "к": 3, "thousand": 3,
    "м": 6, "млн": 6, "миллион": 6, "миллиона": 6, "миллионов": 6, "m": 6, "mln": 6, "million": 6,
    "млрд": 9, "миллиард": 9, "миллиарда": 9, "миллиардов": 9, "bn": 9, "b": 9, "billion": 9,
}  # fmt: skip
_ROUBLES = ("RUB", "BYN")
_CURRENCY_WORDS = {
    **dict.fromkeys(("₽", "rub"), ("RUB",)), **dict.fromkeys(("br", "byn"), ("BYN",)),
    **dict.fromkeys(("р", "руб", "рубль", "рубля", "рублей"), _ROUBLES),
    **dict.fromkeys(("₸", "тг", "тенге", "kzt"), ("KZT",)),
    **dict.fromkeys(("сум", "сўм", "сумов", "uzs"), ("UZS",)),
    **dict.fromkeys(("$", "usd", "долларов"), ("USD",)),
    **dict.fromkeys(("€", "eur", "евро"), ("EUR",)),
}  # fmt: skip
_CURRENCY_WORD = re.compile(r"[₽₸$€]|[^\W\d_]+")
_MAX_DECIMALS = 15
_LONGEST_NUMBER = 400
_LONGEST_QUOTE = 40
_EVERY_DIGIT = Context(prec=400)  # the largest float has 309; the usual 28 would refuse it


# What English puts before the number of a month: month 5.
SIGN_OF_MONTH = "month"
# Beyond this a spreadsheet keeps no kopeck, and products of such numbers soon leave every float.
LARGEST = 1e15


class BadNumber(UserError, ValueError):
    """What was typed is no number of the expected unit."""


def format_value(
    value: float,
    unit: Unit,
    language: Language,
    currency: str,
    *,
    sign: bool = True,
    exact: bool = False,
) -> str:
    """A value of a unit as people read it: «135 000 ₽», «30 %», «1,5 мес.».

    Shares are fractions (0.3). At most `unit.decimals` decimals are shown, without trailing zeros;
    `exact` shows every digit that was stored. `sign=False` leaves the unit out.
    """
    if not math.isfinite(value):
        return UNKNOWN
    shown = _decimal(value) * 100 if unit.percent else _decimal(value)
    if not exact:
        shown = rounded(shown, unit.decimals)
    number = _written(shown, _decimals_of(shown), language)
    if not sign:
        return number
    return with_sign(number, unit.sign(currency, float(shown)).into(language), language)


@dataclass(frozen=True, slots=True)
class Shown:
    """A value inside a text: written only when the reader's language is known."""

    value: float
    unit: Unit
    currency: str
    exact: bool = False

    def into(self, language: Language) -> str:
        """The value with its unit, as `format_value` writes it; a month that never comes has no
        number."""
        if self.unit == MONTH_NUMBER and self.value == 0:
            return NEVER.into(language)
        return format_value(self.value, self.unit, language, self.currency, exact=self.exact)


def format_number(value: float, decimals: int, language: Language) -> str:
    """A bare number with exactly `decimals` decimals, rounded half away from zero as Excel does."""
    if not math.isfinite(value):
        return UNKNOWN
    return _written(rounded(_decimal(value), decimals), decimals, language)


def parse_number(text: str, unit: Unit, language: Language) -> float | None:
    """The number that a person typed; nothing typed is None.

    Accepts digit groups of any kind of space, comma and point, «₽», «%», «тыс.», «млн». Shares come
    back as fractions: «30 %» and «30» are both 0.3. Raises BadNumber (a ValueError).
    """
    typed = text.strip(" \t\r\n\u00a0\u202f\u2009")
    if not typed:
        return None
    typed = _SIGN_FIRST.sub(r"\1", typed)
    match = _NUMBER.fullmatch(typed) if len(typed) <= _LONGEST_NUMBER else None
    if match is None:
        raise BadNumber(
            _(
                "«{text}» — не число. Пример: {example}",
                text=quoted(text),
                example=format_number(1250.5, 1, language),
            )
        )
    digits = plain_digits(match["digits"], language)
    if digits is None:
        raise BadNumber(
            _(
                "Не понять, где в «{text}» тысячи и где дробная часть. Пример: 1 250 000,50",
                text=quoted(text),
            )
        )
    power, percent = _read_rest(match["rest"], text, unit, language)
    if percent and not unit.percent:
        raise BadNumber(_("Здесь нужно число, а не проценты: «{text}»", text=quoted(text)))
    value = Decimal(digits).scaleb(power - (2 if unit.percent else 0))
    if abs(value) > LARGEST:
        raise BadNumber(_("«{text}» — слишком большое число", text=quoted(text)))
    return float(-value if match["minus"] else value)


def with_sign(number: str, sign: str, language: Language) -> str:
    """A written number with its unit: after it with a no-break space; English puts a currency
    before it."""
    if not sign:
        return number
    currency, _space, per = sign.partition(" ")
    if language == "en" and currency in SIGN_FIRST_IN_ENGLISH:
        minus, digits = (MINUS, number[1:]) if number.startswith(MINUS) else ("", number)
        gap = SIGN_FIRST_IN_ENGLISH[currency]
        return f"{minus}{currency}{gap}{digits}{NO_BREAK_SPACE + per if per else ''}"
    if language == "en" and sign == SIGN_OF_MONTH:
        return f"{sign}{NO_BREAK_SPACE}{number}"
    # «5-й месяц» hangs its ending on the number; English leaves no space before the percent sign.
    joined = sign.startswith("-") or (language == "en" and sign.startswith("%"))
    space = "" if joined else NO_BREAK_SPACE
    return f"{number}{space}{sign}"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounded half away from zero, as Excel's ROUND; never a negative zero."""
    result = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _EVERY_DIGIT)
    return abs(result) if result.is_zero() else result


def hundredths(amount: float) -> tuple[int, int, bool]:
    """The whole units and the hundredths of a sum, and whether it is below zero."""
    exact = rounded(Decimal(format(amount, ".15g")), 2)
    whole, hundredth = divmod(int(abs(exact) * 100), 100)
    return whole, hundredth, exact < 0


def plain_digits(text: str, language: Language) -> str | None:
    """Digits with a point for decimals; None where groups and decimals cannot be told apart."""
    spaced = _SPACES.sub(" ", text).strip()
    if " " in spaced and not _GROUPS.fullmatch(spaced):
        return None
    digits = spaced.replace(" ", "")
    commas, points = digits.count(","), digits.count(".")
    if commas and points:
        group, decimal = (",", ".") if digits.rfind(".") > digits.rfind(",") else (".", ",")
        whole, _dot, fraction = digits.rpartition(decimal)
        if decimal in whole or group in fraction or not _grouped(whole, group):
            return None
        return f"{whole.replace(group, '')}.{fraction}"
    mark = "," if commas else "."
    if commas + points > 1:
        return digits.replace(mark, "") if _grouped(digits, mark) else None
    if language == "en" and commas and _grouped(digits, ","):
        return digits.replace(",", "")
    plain = digits.replace(",", ".")
    return f"0{plain}" if plain.startswith(".") else plain


def scale_of_word(word: str) -> int | None:
    """The power of ten that a small word behind a number stands for: «тыс» is 3, a currency 0."""
    return 0 if word in _CURRENCY_WORDS else _MULTIPLIERS.get(word)


def names_other_currency(text: str, currency: str) -> bool:
    """Whether a typed sum names a currency that is not the one it will be taken for."""
    words = _CURRENCY_WORD.findall(text[:_LONGEST_NUMBER].casefold())
    named = [_CURRENCY_WORDS[word] for word in words if word in _CURRENCY_WORDS]
    return any(currency not in codes for codes in named)


def quoted(text: str) -> str:
    """What was typed, short enough to stand in a sentence."""
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _decimal(value: float) -> Decimal:
    # Fifteen digits is what Excel keeps: 2.675 is then 2.675 and not 2.67499999999999982…
    return Decimal(format(value, ".15g"))


def _decimals_of(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return min(max(0, -exponent), _MAX_DECIMALS) if isinstance(exponent, int) else 0


def _written(value: Decimal, decimals: int, language: Language) -> str:
    return _digits_written(str(value), decimals, language)


@lru_cache(maxsize=8192)
def _digits_written(digits: str, decimals: int, language: Language) -> str:
    # Kept, because after an edit most figures of a window and of a paper are written as they were;
    # by digits, because numbers that are equal can have different ones (0 and -0, 1.5 and 1.50).
    with localcontext(_EVERY_DIGIT):
        text = format_decimal(
            Decimal(digits),
            format=_pattern(decimals),
            locale=_locale(language),
            decimal_quantization=False,
        )
    return text.replace("-", MINUS).replace("\u202f", NO_BREAK_SPACE)


@lru_cache(maxsize=_MAX_DECIMALS + 1)
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@lru_cache(maxsize=4)
def _locale(language: Language) -> Locale:
    return Locale.parse(language)


def _grouped(digits: str, mark: str) -> bool:
    first, *others = digits.split(mark)
    return 1 <= len(first) <= 3 and bool(others) and all(len(group) == 3 for group in others)


def _read_rest(rest: str, text: str, unit: Unit, language: Language) -> tuple[int, bool]:
    """The power of ten and whether a percent sign stood behind the number."""
    unit_text = " ".join(unit.sign("", count).into(language) for count in (1, 2, MANY))
    words = re.sub(r"[.]", " ", _SPACES.sub(" ", rest).lower()).split()
    unit_words = set(re.sub(r"[.]", " ", unit_text.lower()).split())
    power, percent = 0, False
    for word in words:
        if word.startswith("%"):
            percent = True
            word = word[1:]
        if not word or word in unit_words or word in _CURRENCY_WORDS:
            continue
        if word in _MULTIPLIERS and power == 0:
            power = _MULTIPLIERS[word]
            continue
        raise BadNumber(_unknown_word(text, rest.strip()))
    return power, percent


def _unknown_word(text: str, rest: str) -> Text:
    return _(
        "В «{text}» непонятно «{rest}»: нужно только число", text=quoted(text), rest=quoted(rest)
    )
