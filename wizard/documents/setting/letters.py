"""How wide words are, read from the program's own fonts.

Belongs here: the advance of a letter and of a word. Does not belong here: what is made of it
(`widths.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cache, lru_cache
from struct import unpack_from
from typing import Literal

from wizard.paths import resources

Look = Literal["text", "widest"]
"""The font of our papers, or the widest that a machine without it may take in its place."""

_FILES: dict[tuple[Look, bool], str] = {
    ("text", False): "PTF55F.ttf",
    ("text", True): "PTF75F.ttf",
    ("widest", False): "DejaVuSans.ttf",
    ("widest", True): "DejaVuSans-Bold.ttf",
}
_USUAL = "м"  # stands for a sign that the font lacks
_UNICODE_MAP = 4


@lru_cache(maxsize=20_000)
def width_of(text: str, *, bold: bool = False, look: Look = "text") -> float:
    """The width of a text on one line, in parts of the type size."""
    font = _font(look, bold)
    return sum(map(font.advance, text))


class _Font:
    """The widths of a TrueType font's letters."""

    def __init__(self, content: bytes) -> None:
        count = unpack_from(">H", content, 4)[0]
        entries = (unpack_from(">4s4xII", content, 12 + 16 * index) for index in range(count))
        tables = {tag: content[start : start + length] for tag, start, length in entries}
        self._unit: float = unpack_from(">H", tables[b"head"], 18)[0]
        measured = unpack_from(">H", tables[b"hhea"], 34)[0]
        self._advances = unpack_from(">" + "Hh" * measured, tables[b"hmtx"])[::2]
        self._map = _unicode_map(tables[b"cmap"])
        segments = unpack_from(">H", self._map, 6)[0] // 2
        self._ends = unpack_from(f">{segments}H", self._map, 14)
        self._starts = unpack_from(f">{segments}H", self._map, 16 + 2 * segments)
        self._shifts = unpack_from(f">{segments}H", self._map, 16 + 4 * segments)
        self._offsets = 16 + 6 * segments
        self._known: dict[str, float] = {}

    def advance(self, letter: str) -> float:
        """The width of a letter in parts of the type size."""
        known = self._known.get(letter)
        if known is None:
            glyph = self._glyph(ord(letter)) or self._glyph(ord(_USUAL))
            last = len(self._advances) - 1
            known = self._known[letter] = self._advances[min(glyph, last)] / self._unit
        return known

    def _glyph(self, code: int) -> int:
        segment = bisect_left(self._ends, code)
        if segment == len(self._ends) or code < self._starts[segment]:
            return 0
        here = self._offsets + 2 * segment
        offset = unpack_from(">H", self._map, here)[0]
        if not offset:
            return int(code + self._shifts[segment]) & 0xFFFF
        found: int = unpack_from(
            ">H", self._map, here + offset + 2 * (code - self._starts[segment])
        )[0]
        return (found + self._shifts[segment]) & 0xFFFF if found else 0


def _unicode_map(table: bytes) -> bytes:
    """The subtable that leads from signs of the basic plane to glyphs."""
    count = unpack_from(">H", table, 2)[0]
    starts = (unpack_from(">I", table, 8 + 8 * index)[0] for index in range(count))
    return next(
        table[start:] for start in starts if unpack_from(">H", table, start)[0] == _UNICODE_MAP
    )


@cache
def _font(look: Look, bold: bool) -> _Font:
    return _Font((resources() / "fonts" / _FILES[look, bold]).read_bytes())
