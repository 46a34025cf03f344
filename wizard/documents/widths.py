"""How wide the columns of a table are, and how large its type is.

Worked out from the texts alone, so that a table looks alike in Word and in PDF.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from wizard.documents.blocks import Table, plain

_LETTER = 0.52  # of the type size: the average letter of PT Serif
_WORD_LETTER = 0.66  # a single word may be bold or full of wide letters, and must not break
_PADDING = 3.4  # millimetres in a cell, both sides together
_POINT = 0.3528  # millimetres
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_BREAKS = re.compile(r"[ \n\t]|(?<=-)")
# Letters of a word that stay together, and the width of such a letter: more where there is room.
_LOOSE, _TIGHTER = (14, _WORD_LETTER), ((11, 0.58), (8, 0.58))
_NEGLIGIBLE = 0.01  # millimetres
_WORTH = 0.85  # a tighter limit is taken only where it saves this much of the lines

_Way = Callable[[list[float], list[float], list[int], float], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in millimetres that fill the room, and the type size in points."""

    widths: tuple[float, ...]
    size: float


@lru_cache(maxsize=1000)  # Word, the PDF and the book ask for the same table
def columns(table: Table, room: float, *, hyphenated: bool = True) -> Columns:
    """Columns that fill the room: none narrower than its longest word, the rest by their texts.

    Where words kept whole would squeeze a column of long texts into a ribbon, longer words of the
    others are hyphenated, where it is certain that they will be (`hyphenated`): Word does so only
    with the language's dictionary at hand, and else cuts a word anywhere.
    """
    rows = [[plain(runs) for runs in row] for row in (table.header, *table.rows)]
    best = _fitted(table, rows, room, *_LOOSE, _by_longest)
    fewest = _lines(rows, best)
    if fewest <= len(rows):  # nothing wraps
        return best
    for way in (_by_longest, _by_amount):
        for letters, letter in (_LOOSE, *(_TIGHTER if hyphenated else ())):
            other = _fitted(table, rows, room, letters, letter, way)
            lines = _lines(rows, other)
            if other.size >= best.size and lines <= fewest * _WORTH:
                best, fewest = other, lines
    return best


def _fitted(
    table: Table,
    rows: list[list[str]],
    room: float,
    unbroken: int,
    letter: float,
    way: _Way,
) -> Columns:
    count = len(table.header)
    texts = [[row[index] for row in rows if index < len(row)] for index in range(count)]
    whole = [max((_longest_line(text) for text in column), default=0) for column in texts]
    narrow = [
        max((_longest_word(text, table.aligns[index], unbroken) for text in column), default=0)
        for index, column in enumerate(texts)
    ]
    for size in _SIZES:
        least = [_millimetres(letters, size, letter) for letters in narrow]
        if sum(least) <= room:
            break
    wished = [
        max(_millimetres(min(letters, 90), size), low)
        for letters, low in zip(whole, least, strict=True)
    ]
    if sum(least) >= room or sum(wished) <= room:
        return Columns(_filled(least, wished, room), size)
    amounts = [sum(map(len, column)) for column in texts]
    return Columns(way(least, wished, amounts, room), size)


def _lines(rows: list[list[str]], set_columns: Columns) -> int:
    """About how many lines the table takes."""
    letter = _LETTER * set_columns.size * _POINT
    rooms = [max(1.0, (width - _PADDING) / letter) for width in set_columns.widths]
    return sum(
        max(
            (
                sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))
                for text, room in zip(row, rooms, strict=False)
            ),
            default=1,
        )
        for row in rows
    )


def _filled(least: list[float], wished: list[float], room: float) -> tuple[float, ...]:
    """All that is wished and the rest shared out, or the least squeezed into the room."""
    if sum(least) >= room:
        return tuple(width * room / sum(least) for width in least)
    spare = room - sum(wished)
    return tuple(width + spare * width / sum(wished) for width in wished)


def _by_longest(
    least: list[float], wished: list[float], _amounts: list[int], room: float
) -> tuple[float, ...]:
    """What is spare goes where the longest text needs it."""
    spare = room - sum(least)
    wishes = [wish - low for wish, low in zip(wished, least, strict=True)]
    return tuple(low + spare * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True))


def _by_amount(
    least: list[float], wished: list[float], amounts: list[int], room: float
) -> tuple[float, ...]:
    """What is spare goes where most is written, and to nobody more than is wished."""
    widths = list(least)
    open_columns = [index for index, low in enumerate(least) if low < wished[index]]
    while open_columns and (spare := room - sum(widths)) > _NEGLIGIBLE:
        whole = sum(amounts[index] for index in open_columns)
        for index in open_columns:
            share = spare * amounts[index] / whole if whole else spare / len(open_columns)
            widths[index] = min(widths[index] + share, wished[index])
        open_columns = [i for i in open_columns if widths[i] < wished[i] - _NEGLIGIBLE]
    return tuple(width * room / sum(widths) for width in widths)


def _millimetres(letters: int, size: float, letter: float = _LETTER) -> float:
    return letters * letter * size * _POINT + _PADDING


def _longest_line(text: str) -> int:
    return max(len(line) for line in text.split("\n"))


def _longest_word(text: str, align: str, unbroken: int) -> int:
    words = _BREAKS.split(text)
    # A sum or a date must stay on its line; a word may be hyphenated.
    whole = (
        len(word) if align == "right" or any(map(str.isdigit, word)) else min(len(word), unbroken)
        for word in words
    )
    return max(max(whole), 2)
