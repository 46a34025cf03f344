"""How wide the columns of a table are, and how large its type is.

Worked out from the texts alone, so that a table looks the same in Word and in PDF.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wizard.documents.blocks import Table, plain

_LETTER = 0.52  # of the type size: the average letter of PT Serif
_WORD_LETTER = 0.66  # a single word may be bold or full of wide letters, and must not break
_PADDING = 3.4  # millimetres in a cell, both sides together
_POINT = 0.3528  # millimetres
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_BREAKS = re.compile(r"[ \n\t]|(?<=-)")
_LONGEST_WORD = 14  # letters; longer words are hyphenated


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in millimetres that fill the room, and the type size in points."""

    widths: tuple[float, ...]
    size: float


def columns(table: Table, room: float) -> Columns:
    """Columns that fill the room: none narrower than its longest word, the rest by their texts."""
    rows = [[plain(runs) for runs in row] for row in (table.header, *table.rows)]
    count = len(table.header)
    texts = [[row[index] for row in rows if index < len(row)] for index in range(count)]
    whole = [max((_longest_line(text) for text in column), default=0) for column in texts]
    narrow = [
        max((_longest_word(text, table.aligns[index]) for text in column), default=0)
        for index, column in enumerate(texts)
    ]
    for size in _SIZES:
        least = [_millimetres(letters, size, _WORD_LETTER) for letters in narrow]
        if sum(least) <= room:
            break
    wished = [
        max(_millimetres(min(letters, 90), size), low)
        for letters, low in zip(whole, least, strict=True)
    ]
    return Columns(_filled(least, wished, room), size)


def _filled(least: list[float], wished: list[float], room: float) -> tuple[float, ...]:
    if sum(least) >= room:
        return tuple(width * room / sum(least) for width in least)
    if sum(wished) <= room:
        spare = room - sum(wished)
        return tuple(width + spare * width / sum(wished) for width in wished)
    spare = room - sum(least)
    wishes = [wish - low for wish, low in zip(wished, least, strict=True)]
    return tuple(low + spare * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True))


def _millimetres(letters: int, size: float, letter: float = _LETTER) -> float:
    return letters * letter * size * _POINT + _PADDING


def _longest_line(text: str) -> int:
    return max(len(line) for line in text.split("\n"))


def _longest_word(text: str, align: str) -> int:
    longest = max(len(word) for word in _BREAKS.split(text))
    # A sum must stay on its line; a word may be hyphenated.
    return max(longest if align == "right" else min(longest, _LONGEST_WORD), 2)
