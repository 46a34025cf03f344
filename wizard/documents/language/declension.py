"""A proposal for a Russian position in a case, by rule.

Inflects the adjectives at the head and the first noun («старшего менеджера по продажам») and
leaves the rest. The usual positions are in `resources/positions.json`; this is for the others, and
the user sees the result and may correct it.
"""

from __future__ import annotations

from typing import Literal, TypeGuard, get_args

GrammaticalCase = Literal[
    "nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"
]
CASES: tuple[GrammaticalCase, ...] = get_args(GrammaticalCase)
OBLIQUE = CASES[1:]

_HISSING = "жшщч"
_VELAR = "кгх"
# Masculine adjectives by stem, then endings from genitive to prepositional (of a person).
_HARD = ("ого", "ому", "ого", "ым", "ом")
_MIXED = ("ого", "ому", "ого", "им", "ом")
_SOFT = ("его", "ему", "его", "им", "ем")
_FEMININE = ("ой", "ой", "ую", "ой", "ой")
_FEMININE_HISSING = ("ей", "ей", "ую", "ей", "ей")
_FEMININE_SOFT = ("ей", "ей", "юю", "ей", "ей")
# These govern what follows («заведующий складом»), unless a noun in the nominative stands there
# («управляющий партнёр»).
_GOVERNING = (
    "исполняющий",
    "исполняющая",
    "управляющий",
    "управляющая",
    "заведующий",
    "заведующая",
)
_GOVERNED = ("обязанности", "ом", "ем", "ём", "ой", "ей", "ью", "ами", "ями", "им", "ым")
_DECLINED_FIRST_PARTS = (
    "бухгалтер", "водитель", "врач", "директор", "инженер", "кассир", "консультант", "мастер",
    "менеджер", "оператор", "продавец", "секретарь", "специалист", "товаровед",
)  # fmt: skip
_STRESSED = {"врач": "ом", "секретарь": "ём", "ткач": "ом", "скрипач": "ом"}
_UNCHANGED = ("хостес",)


def is_case(name: str) -> TypeGuard[GrammaticalCase]:
    """Whether this is the name of a case."""
    return name in CASES


def declined(title: str, case: GrammaticalCase) -> str:
    """The position in a case."""
    if case == "nominative":
        return title
    index = CASES.index(case) - 1
    result: list[str] = []
    words = title.split()
    for position, word in enumerate(words):
        endings = _adjective(word.lower())
        if endings is None:
            return " ".join([*result, _compound(word, index), *words[position + 1 :]])
        result.append(word[:-2] + endings[index])
        following = words[position + 1] if position + 1 < len(words) else ""
        if word.lower() in _GOVERNING and following.lower().endswith(_GOVERNED):
            return " ".join([*result, *words[position + 1 :]])
    return " ".join(result)


def _adjective(word: str) -> tuple[str, ...] | None:
    if len(word) < 4:
        return None
    stem_end = word[-3]
    match word[-2:]:
        case "ый" | "ой":
            return _HARD
        case "ий":
            if stem_end in _VELAR:
                return _MIXED
            return _SOFT if stem_end in _HISSING + "н" else None
        case "ая":
            return _FEMININE_HISSING if stem_end in _HISSING else _FEMININE
        case "яя":
            return _FEMININE_SOFT
        case _:
            return None


def _compound(word: str, index: int) -> str:
    *first, last = word.split("-")
    parts = [
        _noun(part, index) if part.lower() in _DECLINED_FIRST_PARTS else part for part in first
    ]
    return "-".join([*parts, _noun(last, index)])


def _noun(word: str, index: int) -> str:
    lower = word.lower()
    if (
        len(word) < 3
        or word.isupper()
        or lower in _UNCHANGED
        or not all("а" <= char <= "я" or char == "ё" for char in lower)
    ):
        return word
    end = lower[-1]
    if CASES[index + 1] == "instrumental" and lower in _STRESSED:
        return word.rstrip("ьЬ") + _STRESSED[lower]
    if lower.endswith("ец"):
        return word[:-2] + "ц" + ("а", "у", "а", "ом", "е")[index]
    if lower.endswith("ия"):
        return word[:-1] + ("и", "и", "ю", "ей", "и")[index]
    if end in "ьй":
        return word[:-1] + ("я", "ю", "я", "ем", "е")[index]
    if end == "а":
        hard = "и" if lower[-2] in _VELAR + _HISSING else "ы"
        return (
            word[:-1] + (hard, "е", "у", "ей" if lower[-2] in _HISSING + "ц" else "ой", "е")[index]
        )
    if end == "я":
        return word[:-1] + ("и", "е", "ю", "ей", "е")[index]
    if end in "оеиуыэю":
        return word
    return word + ("а", "у", "а", "ем" if end in _HISSING + "ц" else "ом", "е")[index]
