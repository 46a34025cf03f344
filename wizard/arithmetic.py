"""What a person types where a number is asked: a number, or a small calculation with its result.

`150*12`, `(600+1200)/2`, `=5×4`, `1,2 млн`, `12 000 − 10 %`. Nothing is evaluated as a program: the
signs are read one by one. Belongs here: calculations. Does not belong here: how a single number is
written and read (`wizard.numbers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext

from wizard.numbers import LARGEST, BadNumber, parse_number, plain_digits, quoted, scale_of_word
from wizard.texts import Language, Text, _
from wizard.units import MANY, Unit

LONGEST = 200
_DEEPEST = 20
_EXACT = Context(prec=60)
_OPERATORS = {
    "+": "+", "-": "-", "−": "-", "*": "*", "×": "*", "·": "*", "x": "*", "х": "*",
    "/": "/", "÷": "/", "(": "(", ")": ")",
}  # fmt: skip
_SPACE = r"\s\u00a0\u2000-\u200b\u202f"
_PARTS = re.compile(
    rf"[{_SPACE}]*(?:(?P<number>[.,]?\d(?:[\d.,{_SPACE}'’]*\d)?)"
    r"|(?P<sign>[+\-−*×·/÷()]|[xх](?=[\s\d(.,]))"
    r"|(?P<percent>%)|(?P<word>[^\W\d_]+\.?|[₽₸$€]))",
    re.IGNORECASE,
)
_SIGNS_BETWEEN = re.compile(rf"[\d%)\w.₽₸$€][{_SPACE}]*[+\-−*×·/÷xх][{_SPACE}]*[\d(.,\-−]|\(", re.I)
_IN_BRACKETS = re.compile(r"([^\d()+\-−*×·/÷]*)\(([^()]*)\)([^\d()+\-−*×·/÷]*)")
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4}")


@dataclass(frozen=True, slots=True)
class Typed:
    """A number that was typed; `calculation` is what was typed where that says more than the
    number: what is to be calculated, or a number in words («1,2 млн»)."""

    value: float | None
    calculation: str = ""


def read_typed(text: str, unit: Unit, language: Language) -> Typed:
    """The number that an entry means, and the calculation it was typed as.

    Without a percent sign, an answer in percent takes a plain result for percents (`15*2` is 30 %),
    but a quotient of at most 1 for a share (`45/150` is 30 %). A percentage added or taken away is
    one of what stands before it: `1000 + 10 %` is 1100. A single number in brackets is negative,
    as accountants write it: `(500)` is -500. Raises BadNumber (a ValueError).
    """
    typed = text.strip(" \t\r\n\u00a0\u202f\u2009")
    asked = typed[1:].strip() if typed.startswith("=") else typed
    if typed and not asked:
        raise BadNumber(_cannot_read(text, "="))
    negative = _negative(typed, unit, language)
    if negative is not None:
        return Typed(negative, asked if _tells_more(asked) else "")
    try:
        value = parse_number(asked, unit, language)
    except BadNumber:
        if not _SIGNS_BETWEEN.search(asked[: LONGEST + 1]):
            raise
    else:
        return Typed(value, asked if value is not None and _tells_more(asked) else "")
    if len(asked) > LONGEST:
        raise BadNumber(_("Слишком длинное выражение: «{text}»", text=quoted(asked)))
    if _DATE.fullmatch(asked):
        raise BadNumber(_("«{text}» похоже на дату, а здесь нужно число.", text=asked))
    with localcontext(_EXACT):
        return Typed(_Reading(asked, unit, language).result(), " ".join(asked.split()))


def _negative(typed: str, unit: Unit, language: Language) -> float | None:
    """The negative number that stands in brackets; None where something else does."""
    match = _IN_BRACKETS.fullmatch(typed)
    if match is None:
        return None
    before, inside, behind = match.groups()
    try:
        value = parse_number(before + inside + behind, unit, language)
    except BadNumber:
        return None
    return -value if value is not None and value > 0 else None


def _tells_more(typed: str) -> bool:
    """Whether a plain number stands with a word like «млн»."""
    words = re.findall(r"[^\W\d_]+", typed.casefold())
    return any(scale_of_word(word) for word in words)


@dataclass(frozen=True, slots=True)
class _Amount:
    """A value on the way; `percent` marks a fraction that was written as a percentage."""

    value: Decimal
    percent: bool = False


class _Reading:
    """One calculation, read from left to right: sums of products of signed amounts."""

    def __init__(self, text: str, unit: Unit, language: Language) -> None:
        self._text, self._unit, self._language = text, unit, language
        signs = " ".join(unit.sign("", count).into(language) for count in (1, 2, MANY))
        self._unit_words = set(re.findall(r"[^\W\d_]+", signs.casefold()))
        self._parts = [*self._split(), ("end", "")]
        self._at = 0
        self._depth = 0
        self._divided = self._has_percent = False

    def result(self) -> float:
        """The value of the whole calculation, a fraction for an answer in percent."""
        found = self._sum()
        kind, part = self._parts[self._at]
        if kind != "end":
            raise self._bad(part)
        if not self._unit.percent and found.percent:
            raise BadNumber(
                _("Здесь нужно число, а не проценты: «{text}»", text=quoted(self._text))
            )
        value = found.value
        if self._unit.percent and not found.percent and not self._is_share(value):
            if self._has_percent:
                raise BadNumber(
                    _(
                        "Не понять, что в «{text}» проценты. Поставьте % у каждого из чисел.",
                        text=quoted(self._text),
                    )
                )
            value /= 100
        if abs(value) > LARGEST:
            raise BadNumber(_("«{text}» — слишком большое число", text=quoted(self._text)))
        return float(value)

    def _is_share(self, value: Decimal) -> bool:
        return self._divided and abs(value) <= 1

    def _split(self) -> Iterator[tuple[str, str]]:
        place, end = 0, len(self._text.rstrip())
        while place < end:
            match = _PARTS.match(self._text, place)
            if match is None:
                raise self._bad(self._text[place:].strip())
            kind = str(match.lastgroup)
            yield kind, match[kind]
            place = match.end()

    def _sum(self) -> _Amount:
        total = self._product()
        while (operator := self._operator("+", "-")) is not None:
            added = self._product()
            sign = 1 if operator == "+" else -1
            if added.percent and not total.percent:
                total = _Amount(total.value * (1 + sign * added.value))
            elif total.percent and not added.percent:
                raise BadNumber(
                    _(
                        "В «{text}» складываются проценты и число без знака %.",
                        text=quoted(self._text),
                    )
                )
            else:
                total = _Amount(total.value + sign * added.value, total.percent)
        return total

    def _product(self) -> _Amount:
        found = self._signed()
        while (operator := self._operator("*", "/")) is not None:
            factor = self._signed()
            if operator == "*":
                # A percentage of an amount is an amount; of a percentage it is one again.
                any_percent = found.percent or factor.percent
                stays = self._unit.percent or (found.percent and factor.percent)
                found = _Amount(found.value * factor.value, any_percent and stays)
            else:
                if not factor.value:
                    raise BadNumber(_("В «{text}» деление на ноль.", text=quoted(self._text)))
                self._divided = True
                found = _Amount(found.value / factor.value, found.percent and not factor.percent)
        return found

    def _signed(self) -> _Amount:
        operator = self._operator("+", "-")
        if operator is None:
            return self._amount()
        self._deeper()
        found = self._signed()
        self._depth -= 1
        return _Amount(-found.value, found.percent) if operator == "-" else found

    def _amount(self) -> _Amount:
        """A number or a bracket, with the currency, the words and the percent sign at it."""
        self._skip_words()
        kind, part = self._parts[self._at]
        if kind == "number":
            self._at += 1
            digits = plain_digits(part, self._language)
            if digits is None:
                raise self._bad(part)
            found = _Amount(Decimal(digits))
        elif part == "(":
            self._at += 1
            self._deeper()
            found = self._sum()
            self._depth -= 1
            if self._operator(")") is None:
                raise BadNumber(
                    _("В «{text}» скобка открыта, но не закрыта.", text=quoted(self._text))
                )
        else:
            raise self._bad(part)
        return self._behind(found)

    def _behind(self, found: _Amount) -> _Amount:
        scaled = False
        while True:
            kind, part = self._parts[self._at]
            scale = scale_of_word(part.rstrip(".").casefold()) if kind == "word" else None
            if kind == "percent" and not found.percent:
                self._has_percent = True
                found = _Amount(found.value / 100, percent=True)
            elif scale is not None and not (scale and scaled):
                scaled = scaled or bool(scale)
                found = _Amount(found.value.scaleb(scale), found.percent)
            elif kind != "word" or not self._is_unit(part):
                return found
            self._at += 1

    def _skip_words(self) -> None:
        """A currency sign may stand before its number."""
        while self._parts[self._at][0] == "word" and self._parts[self._at][1] in "$€₽₸":
            self._at += 1

    def _is_unit(self, word: str) -> bool:
        return word.rstrip(".").casefold() in self._unit_words

    def _operator(self, *wanted: str) -> str | None:
        kind, part = self._parts[self._at]
        operator = _OPERATORS[part.casefold()] if kind == "sign" else ""
        if operator not in wanted:
            return None
        self._at += 1
        return operator

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadNumber(_("Слишком длинное выражение: «{text}»", text=quoted(self._text)))

    def _bad(self, part: str) -> BadNumber:
        return BadNumber(_cannot_read(self._text, part))


def _cannot_read(text: str, part: str) -> Text:
    if not part:
        return _(
            "Выражение «{text}» не закончено. Пример: {example}",
            text=quoted(text),
            example="(600+1200)/2",
        )
    return _(
        "В «{text}» непонятно «{rest}». Пример: {example}",
        text=quoted(text),
        rest=quoted(part),
        example="(600+1200)/2",
    )
