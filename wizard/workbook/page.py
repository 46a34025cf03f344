"""Print set-up and protection, the same on every sheet."""

from __future__ import annotations

import math

from xlsxwriter.worksheet import Worksheet

from wizard.texts import Language, _
from wizard.workbook.layout import DATE_ROW, UNIT, YEAR_ROW
from wizard.workbook.safe_text import footer_text

A4 = 9
MONTHS_A_PAGE = 12


def set_page(sheet: Worksheet, company: str, language: Language, *, pages_wide: int = 1) -> None:
    """A4 landscape, fitted to the width, with the company, the sheet and the page below."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(pages_wide, 0)
    sheet.hide_gridlines(2)
    page = _("стр. {page} из {pages}", page="&P", pages="&N").into(language)
    # A space after the code: a name that begins with a digit would be read as a font size.
    sheet.set_footer(f"&L {footer_text(company)}&C&A&R{page}")


def set_months_page(sheet: Worksheet, company: str, language: Language, months: int) -> None:
    """The same for a sheet with months: a page for a year, headings repeated on each."""
    set_page(sheet, company, language, pages_wide=max(1, math.ceil(months / MONTHS_A_PAGE)))
    sheet.repeat_rows(DATE_ROW - 1, YEAR_ROW - 1)
    if months > MONTHS_A_PAGE:
        sheet.repeat_columns(0, UNIT)


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
