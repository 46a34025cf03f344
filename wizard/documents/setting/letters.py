"""How wide words are, read from the program's own fonts.

Belongs here: the advance of a letter and of a word. Does not belong here: what is made of it
(`widths.py`).
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from fontTools.ttLib import TTFont

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


@lru_cache(maxsize=20_000)
def width_of(text: str, *, bold: bool = False, look: Look = "text") -> float:
    """The width of a text on one line, in parts of the type size."""
    advances = _advances(look, bold)
    usual = advances[ord(_USUAL)]
    return sum(advances.get(ord(letter), usual) for letter in text)


@cache
def _advances(look: Look, bold: bool) -> dict[int, float]:
    """The widths of a font's letters by their code, in parts of the type size."""
    with TTFont(resources() / "fonts" / _FILES[look, bold], lazy=True) as font:
        metrics, unit = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: metrics[glyph][0] / unit for code, glyph in font.getBestCmap().items()}
