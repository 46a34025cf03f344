"""How wide the columns of a table are, and how large its type is.

Worked out from the texts and the widths of their letters, so that a table looks alike in Word and
in PDF.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import permutations, product
from operator import itemgetter

from wizard.documents.setting.blocks import Align, Runs, Table, plain
from wizard.documents.setting.letters import Look, width_of

_PADDING = 3.6  # millimetres in a cell, both sides together, and a hair for rounding
_POINT = 0.3528  # millimetres
_SIZES = (10.5, 10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_BREAKS = re.compile(r"[ \n\t]|(?<=-)")
_LONGEST_LINE = 48.0  # ems: a longer text is read in several lines anyway
_HANDS = (22.0, 15.0, 0.0)  # millimetres for a sum, a date or a signature written by hand
_DASHES = (("—",), ("–",))
_ROUNDED = 1.04  # a program may round the letters of a font that it takes instead
_LEAST_WORD = 1.0  # ems: an empty column is still seen
_RAGGED = 1.5  # ems that stay empty at the end of a line, by and large
_NEGLIGIBLE = 0.01  # millimetres
_STEPS = (12.0, 6.0, 3.0)  # millimetres that one column takes from another at a time
_MANY_CELLS = 200  # a longer table is not improved step by step: that takes too long
_HALVINGS = 30


@dataclass(frozen=True, slots=True)
class _Limit:
    """So many letters of a word stay together, measured by a font."""

    letters: int
    look: Look = "text"
    numbers: Look = "text"  # a sum, a date or a heading cut in two is worse than another word
    worth: float = 0.85  # it is taken in place of a looser one where it leaves so many lines
    below: float = 9.0  # points: or where a looser one needs a type smaller than this


_WHOLE = 99
# The PDF hyphenates by itself. Word does so only with the language's dictionary at hand, and else
# cuts a word anywhere; nor has every machine our fonts.
_HYPHENATED = (_Limit(14), _Limit(11), _Limit(8))
_KEPT_WHOLE = (
    _Limit(_WHOLE, "widest", "widest"),
    _Limit(_WHOLE, numbers="widest", worth=0.9),
    _Limit(14, numbers="widest"),
    _Limit(14, worth=0.0, below=7.5),  # no shorter table is worth a number cut in two
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Widths in millimetres that fill the room, and the type size in points."""

    widths: tuple[float, ...]
    size: float


@dataclass(frozen=True, slots=True)
class _Cell:
    """What stands in a cell: the widths of its lines in ems, and its words."""

    lines: tuple[float, ...]
    words: tuple[str, ...]
    bold: bool

    def longest_word(self, limit: _Limit, align: Align) -> float:
        return max(self._together(word, limit, align) for word in self.words)

    def _together(self, word: str, limit: _Limit, align: Align) -> float:
        # A sum or a date must stay on its line; a word may be hyphenated.
        number = align == "right" or any(map(str.isdigit, word))
        shown = word if number or len(word) <= limit.letters else word[: limit.letters] + "-"
        look = limit.numbers if number or self.bold else limit.look
        width = width_of(shown, bold=self.bold, look=look) * (_ROUNDED if look == "widest" else 1)
        return max(width, _LEAST_WORD)


_Way = Callable[[list[float], list[float], list[float], float], tuple[float, ...]]


@lru_cache(maxsize=1000)  # Word, the PDF and the book ask for the same table
def columns(table: Table, room: float, *, hyphenated: bool = True) -> Columns:
    """Columns that fill the room: none narrower than its longest word, the rest by their texts.

    Words are kept whole (`hyphenated`: up to fourteen letters of them) as long as that squeezes no
    column of long texts into a ribbon; of the ways to share out what is left, the one is taken that
    makes the table shortest.
    """
    rows = _cells(table)
    best: Columns | None = None
    fewest = 0
    for limit in _HYPHENATED if hyphenated else _KEPT_WHOLE:
        fitted = _Fitted(table.aligns, rows, room, limit)
        lines, shared = min(
            map(fitted.shared, (_by_longest, _by_amount, _evenly)), key=itemgetter(0)
        )
        if lines > len(rows) and len(rows) * len(rows[0]) <= _MANY_CELLS:
            lines, shared = fitted.improved(lines, shared)
        shorter = best is not None and shared.size == best.size and lines <= fewest * limit.worth
        larger = best is not None and best.size < limit.below and shared.size > best.size
        if best is None or larger or shorter:
            best, fewest = shared, lines
        if fewest <= len(rows) and best.size == _SIZES[0]:  # nothing wraps
            break
    return best or Columns((room / len(table.header),) * len(table.header), _SIZES[0])


def _cells(table: Table) -> list[list[_Cell]]:
    header = [_cell(runs, bold=True) for runs in table.header]
    empty = _cell((), bold=False)
    rows = [
        [_cell(runs, bold=any(run.bold for run in runs)) for runs in row[: len(header)]]
        for row in table.rows
    ]
    return [header, *(row + [empty] * (len(header) - len(row)) for row in rows)]


def _cell(runs: Runs, *, bold: bool) -> _Cell:
    text = plain(runs)
    lines = tuple(width_of(line, bold=bold) for line in text.split("\n"))
    return _Cell(lines, tuple(_BREAKS.split(text)), bold)


class _Fitted:
    """A table whose words are kept together up to a limit, in the largest type that allows it."""

    def __init__(
        self, aligns: Sequence[Align], rows: list[list[_Cell]], room: float, limit: _Limit
    ) -> None:
        self._columns = list(zip(*rows, strict=True))
        self._room = room
        self._known: dict[tuple[int, float], tuple[int, ...]] = {}
        narrow = [
            max(cell.longest_word(limit, align) for cell in column)
            for column, align in zip(self._columns, aligns, strict=True)
        ]
        blank = [_is_blank(column[1:]) for column in self._columns]
        for self._size, hand in product(_SIZES, _HANDS):
            self._least = [
                max(_millimetres(ems, self._size), hand if to_fill else 0.0)
                for ems, to_fill in zip(narrow, blank, strict=True)
            ]
            if sum(self._least) <= room:
                break

    def shared(self, way: _Way) -> tuple[int, Columns]:
        """The columns where what is spare is shared out in a way, and the lines that it takes."""
        wished = [
            max(_millimetres(min(longest, _LONGEST_LINE), self._size), low)
            for longest, low in zip(map(_longest_line, self._columns), self._least, strict=True)
        ]
        if sum(self._least) >= self._room or sum(wished) <= self._room:
            widths = _filled(self._least, wished, self._room)
        else:
            amounts = [sum(sum(cell.lines) for cell in column) for column in self._columns]
            widths = way(self._least, wished, amounts, self._room)
        return self._lines(widths), Columns(widths, self._size)

    def improved(self, lines: int, shared: Columns) -> tuple[int, Columns]:
        """The columns after each step from one to another that makes the table shorter."""
        widths = list(shared.widths)
        for step in _STEPS:
            for giver, taker in permutations(range(len(widths)), 2):
                while widths[giver] - step >= self._least[giver]:
                    moved = list(widths)
                    moved[giver] -= step
                    moved[taker] += step
                    fewer = self._lines(moved)
                    if fewer >= lines:
                        break
                    widths, lines = moved, fewer
        return lines, Columns(tuple(widths), self._size)

    def _lines(self, widths: Sequence[float]) -> int:
        """About how many lines the table takes."""
        heights = [self._heights(index, width) for index, width in enumerate(widths)]
        return sum(map(max, zip(*heights, strict=True)))

    def _heights(self, index: int, width: float) -> tuple[int, ...]:
        """The lines of each cell of a column so wide."""
        known = self._known.get((index, width))
        if known is None:
            room = (width - _PADDING) / (self._size * _POINT)
            known = tuple(
                sum(_wrapped(line, room) for line in cell.lines) for cell in self._columns[index]
            )
            self._known[index, width] = known
        return known


def _is_blank(column: Sequence[_Cell]) -> bool:
    """Whether a column is there to be filled in by hand: nothing stands in it but a dash."""
    return any(cell.words == ("",) for cell in column) and all(
        cell.words in (("",), *_DASHES) for cell in column
    )


def _longest_line(column: Sequence[_Cell]) -> float:
    return max(max(cell.lines) for cell in column)


def _wrapped(line: float, room: float) -> int:
    return 1 if line <= room else math.ceil(line / max(room - _RAGGED, 1.0))


def _filled(least: list[float], wished: list[float], room: float) -> tuple[float, ...]:
    """All that is wished and the rest shared out, or the least squeezed into the room."""
    if sum(least) >= room:
        return tuple(width * room / sum(least) for width in least)
    spare = room - sum(wished)
    return tuple(width + spare * width / sum(wished) for width in wished)


def _by_longest(
    least: list[float], wished: list[float], _amounts: list[float], room: float
) -> tuple[float, ...]:
    """What is spare goes where the longest text needs it."""
    spare = room - sum(least)
    wishes = [wish - low for wish, low in zip(wished, least, strict=True)]
    return tuple(low + spare * wish / sum(wishes) for low, wish in zip(least, wishes, strict=True))


def _by_amount(
    least: list[float], wished: list[float], amounts: list[float], room: float
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


def _evenly(
    least: list[float], wished: list[float], amounts: list[float], room: float
) -> tuple[float, ...]:
    """All columns about equally long: as wide as their share of what is written, within bounds."""

    def shared(measure: float) -> list[float]:
        return [
            min(max(measure * amount, low), wish)
            for low, wish, amount in zip(least, wished, amounts, strict=True)
        ]

    low, high = 0.0, room
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(shared(middle)) < room else (low, middle)
    widths = shared(high)
    return tuple(width * room / sum(widths) for width in widths)


def _millimetres(ems: float, size: float) -> float:
    return ems * size * _POINT + _PADDING
