"""Print set-up and protection, the same on every sheet."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from xlsxwriter.worksheet import Worksheet

from wizard.texts import Language, _
from wizard.workbook.layout import DATE_ROW, UNIT, YEAR_ROW
from wizard.workbook.safe_text import footer_text

A4, A3 = 9, 8
MONTHS_A_PAGE = 12
ROW_HEIGHT = 15.0
# Inches of paper that margins take, and what a page has left: points, landscape.
_SIDE, _TOP, _BOTTOM = 0.4, 0.5, 0.6
_ROOM = {A4: (784.0, 516.0), A3: (1133.0, 763.0)}
# Fonts and spreadsheets differ, so a page is taken for a little lower than it is.
_SURE = 0.95


def set_page(
    sheet: Worksheet,
    company: str,
    language: Language,
    *,
    pages_wide: int = 1,
    paper: int = A4,
    upright: bool = False,
) -> None:
    """Landscape or upright, fitted to the width, with the company, the sheet and the page below."""
    sheet.set_paper(paper)
    if upright:
        sheet.set_portrait()
    else:
        sheet.set_landscape()
    sheet.set_margins(left=_SIDE, right=_SIDE, top=_TOP, bottom=_BOTTOM)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.hide_gridlines(2)
    page = _("стр. {page} из {pages}", page="&P", pages="&N").into(language)
    # A space after the code: a name that begins with a digit would be read as a font size.
    sheet.set_footer(f"&L {footer_text(company)}&C&A&R{page}")


def set_months_page(sheet: Worksheet, company: str, language: Language, months: int) -> None:
    """The same for a sheet with months: a page for a year, headings repeated on each.

    A year beside its labels and notes needs A3: on A4 its letters would be of four points.
    """
    wide = max(1, math.ceil(months / MONTHS_A_PAGE))
    set_page(sheet, company, language, pages_wide=wide, paper=A3)
    sheet.repeat_rows(DATE_ROW - 1, YEAR_ROW - 1)
    if months > MONTHS_A_PAGE:
        sheet.repeat_columns(0, UNIT)


def page_ends(
    parts: Sequence[int],
    end: int,
    heights: Mapping[int, float],
    widths: Sequence[float],
    paper: int,
) -> list[int]:
    """The rows before which a page ends, so that no part is cut which fits on one page.

    `parts` are the first rows of the parts, one at least, `end` the row after the last; `heights`
    those of rows in points where they are not usual, `widths` those of all columns in letters.
    """
    wide, high = _ROOM[paper]
    room = _SURE * high * sum((7 * width + 5) * 0.75 for width in widths) / wide
    found: list[int] = []
    used = sum(heights.get(row, ROW_HEIGHT) for row in range(parts[0]))
    for first, after in zip(parts, [*parts[1:], end], strict=True):
        tall = sum(heights.get(row, ROW_HEIGHT) for row in range(first, after))
        if first != parts[0] and used + tall > room >= tall:
            found.append(first)
            used = 0.0
        used = (used + tall) % room
    return found


def protect(sheet: Worksheet) -> None:
    """Lock what is computed, without a password; columns and rows may still be resized."""
    sheet.protect(
        "",
        {
            "format_columns": True,
            "format_rows": True,
            "select_locked_cells": True,
            "select_unlocked_cells": True,
            "objects": True,
            "scenarios": True,
        },
    )
