"""Cells as spreadsheets put them on the clipboard: tabs between cells, lines between rows."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

# What stands between quotation marks up to the end of a cell, or the cell as it is.
_CELL = re.compile(r'"((?:[^"]+|"")*+)"(?=[\t\n]|\Z)|([^\t\n]*)')


def cells_of(text: str) -> list[list[str]]:
    """The cells of a text, line by line, without the empty lines at its end.

    Spreadsheets put a cell in quotation marks where a tab, a line's end or a quotation mark of its
    own would be misread, and some programs every cell. The marks of a name («"Астра"») stay, and so
    does one that is never closed.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = '"' not in text
    lines = [line.split("\t") for line in text.split("\n")] if plain else list(_read(text))
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    return lines


def text_of(lines: Iterable[Sequence[str]]) -> str:
    """A text that spreadsheets take for these cells."""
    out = io.StringIO()
    csv.writer(out, dialect="excel-tab", lineterminator="\n").writerows(lines)
    return out.getvalue().removesuffix("\n")


def _read(text: str) -> Iterator[list[str]]:
    line: list[str] = []
    place = 0
    while (match := _CELL.match(text, place)) is not None:
        line.append(_meant(match))
        place = match.end() + 1
        if not text.startswith("\t", match.end()):
            yield line
            line = []
        if place > len(text):
            return


def _meant(match: re.Match[str]) -> str:
    inside = match[1]
    if inside is None:
        return match[2]
    needs_marks = re.search(r'[\t\n"]', inside) or not any(map(str.isalpha, inside))
    return inside.replace('""', '"') if needs_marks else match[0]
