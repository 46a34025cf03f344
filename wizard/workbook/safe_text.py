"""Texts made safe for a cell: no characters that a workbook cannot hold, and not too long.

That a text never becomes a formula or a link is the writer's part: it writes strings as strings.
"""

from __future__ import annotations

import re

from wizard.texts import Language, _

CELL_LIMIT = 32_767  # UTF-16 units, of Excel
PROMPT_LIMIT = 255
PROMPT_TITLE_LIMIT = 32
FOOTER_LIMIT = 80
HEADING_LIMIT = 200

_UNHOLDABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
_SPACES = re.compile(r"\s+")


def cell_text(text: str, language: Language, limit: int = CELL_LIMIT) -> str:
    """The text as a cell holds it; what is too long is cut and says so."""
    clean = _UNHOLDABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(clean) * 2 <= limit or _units(clean) <= limit:
        return clean
    notice = _("… (текст сокращён, полностью — в программе)").into(language)
    return shortened(clean, limit - len(notice)) + notice


def one_line(text: str, limit: int = CELL_LIMIT) -> str:
    """The text on one line, cut with an ellipsis."""
    clean = _SPACES.sub(" ", _UNHOLDABLE.sub("", text)).strip()
    return clean if _units(clean) <= limit else shortened(clean, limit - 1).rstrip() + "…"


def footer_text(text: str) -> str:
    """The text for a page footer, where `&` begins a code."""
    return one_line(text, FOOTER_LIMIT).replace("&", "&&")


def shortened(text: str, limit: int) -> str:
    """The beginning of a text, at most so many UTF-16 units, never half a character."""
    return text.encode("utf-16-le")[: limit * 2].decode("utf-16-le", errors="ignore")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
