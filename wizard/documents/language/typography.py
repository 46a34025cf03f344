"""Small corrections of a template's text: quotation marks, dashes, no-break spaces.

Works on the text of templates only. What a person typed is protected before (`escaping.py`) and
passes through as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wizard.texts import Language

_NBSP = "\u00a0"
_TYPED = "\U000f0000-\U000f007f"
_UNITS = (
    "₽|₸|%|руб\\.|тыс\\.|млн|млрд|чел\\.|шт\\.|мес\\.|дн\\.|ч|мин|г\\.|гг\\.|лет|года|год|"
    "дней|дня|день|часов|часа|час|минут|минуты|месяцев|месяца|месяц|человек|раз|раза|баллов|"
    "январ[ья]|феврал[ья]|марта?|апрел[ья]|мая|июн[ья]|июл[ья]|августа?|сентябр[ья]|"
    "октябр[ья]|ноябр[ья]|декабр[ья]"
)
_RUSSIAN = (
    (re.compile(rf"(№|§|ст\.|п\.|пп\.|ч\.|гл\.|стр\.|рис\.|табл\.) (?=[\d{_TYPED}])"),
     r"\1" + _NBSP),
    (re.compile(r"(?<![\w])(г\.|ул\.|д\.|стр\.|оф\.) (?=[А-ЯЁ\d])"), r"\1" + _NBSP),
    (re.compile(r"\b([А-ЯЁ]\.) ?([А-ЯЁ]\.) ?(?=[А-ЯЁ][а-яё])"), rf"\1{_NBSP}\2{_NBSP}"),
    (re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![\w]))"), _NBSP),
    (re.compile(r"(?<=\d) (?=\d{3}(?!\d))"), _NBSP),
    (re.compile(r"(?<=\d)-(?=\d+\s?(?:%|₽|дн|дня|дней|мес|час|мин|раз|чел|шт|г\.))"), "–"),
    (re.compile(r"(?<![\w])([авикосуяАВИКОСУЯ]) (?=\S)",
                re.IGNORECASE), r"\1" + _NBSP),
    (re.compile(r" (?=(?:же|бы|ли)(?![\w]))"), _NBSP),
    (re.compile(r"\b(ТК|ГК|НК|АПК) (?=Р[ФК]\b)"), r"\1" + _NBSP),
)  # fmt: skip
_DASH = re.compile(r"(?<=[^\s])[ \u00a0](?:-|–|--|---|—)[ ](?=\S)")
_BOX = re.compile(r"☐ (?=\S)")  # a box to tick stays with its words
_OPENS = re.compile(r"(^|[\s(\[\ue000\u00a0«„“—–-])\"(?=\S)")


@lru_cache(maxsize=4096)
def typeset(text: str, language: Language) -> str:
    """The text with its typography put right; its words stay as they are."""
    text = _BOX.sub("☐" + _NBSP, _DASH.sub(_NBSP + "— ", text))
    if language == "en":
        text = _OPENS.sub(r"\1“", text).replace('"', "”")
        return re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = _quoted(text)
    for pattern, replacement in _RUSSIAN:
        text = pattern.sub(replacement, text)
    return text


def _quoted(text: str) -> str:
    """Straight quotation marks as «ёлочки», those inside them as „лапки“."""
    if '"' not in text:
        return text
    result: list[str] = []
    depth = 0
    for position, char in enumerate(text):
        if char in "«»":
            depth += 1 if char == "«" else -1
        if char != '"':
            result.append(char)
            continue
        before = text[position - 1] if position else " "
        if before in ' \u00a0\ue000\n([«—–-"' and position + 1 < len(text):
            result.append("«" if depth == 0 else "„")
            depth += 1
        else:
            depth = max(0, depth - 1)
            result.append("»" if depth == 0 else "“")
    return "".join(result)
