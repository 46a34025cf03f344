"""Names of input cells in the language of the workbook, valid in Excel and never the same twice."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wizard.workbook.safe_text import one_line

_LIMIT = 80
_LIKE_A_CELL = re.compile(r"[a-z]{1,3}\d+|r\d*|c\d*|r\d*c\d*|true|false", re.IGNORECASE)
# All but Latin and Cyrillic letters and plain digits: what every spreadsheet takes in a name.
_OTHER = re.compile(r"[^0-9A-Za-z\u0400-\u0481\u048a-\u04ff]+")


class Names:
    """Gives names and remembers those given; Excel does not tell capital letters from small."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._given: set[str] = set(taken)

    def name(self, *parts: str) -> str:
        """A name made of texts: «Сделок в месяц» is `сделок_в_месяц`."""
        stem = "_".join(word for part in parts if (word := _words(part)))[:_LIMIT].strip("_")
        if not stem or stem[0].isdigit() or _LIKE_A_CELL.fullmatch(stem):
            stem = f"_{stem}"
        name, number = stem, 2
        while name in self._given or _LIKE_A_CELL.fullmatch(name) or name == "_":
            name, number = f"{stem}_{number}", number + 1
        self._given.add(name)
        return name


def _words(text: str) -> str:
    return _OTHER.sub("_", text.lower()).strip("_")


def unlike(texts: Iterable[str], limit: int) -> list[str]:
    """Texts for a list to choose from: on one line, none empty, no two alike to a spreadsheet."""
    found: list[str] = []
    given: set[str] = set()
    for number, text in enumerate(texts, 1):
        stem = one_line(text, limit) or str(number)
        name, again = stem, 2
        while name.casefold() in given:
            name, again = f"{stem} {again}", again + 1
        given.add(name.casefold())
        found.append(name)
    return found
