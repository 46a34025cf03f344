"""The looks of cells: fonts, fills and borders, each made once.

Colours say what a cell is: entered, computed, taken from another sheet, a total, a check.
"""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from wizard.texts import Language
from wizard.units import Unit
from wizard.workbook.number_formats import MONTH_HEADING, YES_NO, input_decimals, number_format

FONT = "Arial"
INK, MUTED, LINE = "#1B2430", "#667085", "#D5DAE1"
ENTERED_INK, ENTERED_FILL = "#1D4ED8", "#FFF8E1"
EDITED_INK, EDITED_FILL = "#B54708", "#FFE7C2"
LINKED_INK, FIXED_INK = "#1A7F5A", "#475467"
BAND_FILL, TOTAL_FILL, UNUSED_FILL = "#EEF1F5", "#F6F7F9", "#F0F1F3"
GOOD, BAD, GOOD_FILL, BAD_FILL = "#1A7F5A", "#B42318", "#E6F4EE", "#FDECEA"
ACCENT = "#1F6FEB"
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")


def brand_color(entered: str) -> str:
    """The company's colour if white text can be read on it, else the program's own."""
    if not _COLOR.fullmatch(entered):
        return ACCENT
    red, green, blue = (int(entered[at : at + 2], 16) / 255 for at in (1, 3, 5))
    bright = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return entered.upper() if bright < 0.6 else ACCENT


class Styles:
    """Formats of one workbook; asking twice for the same look gives the same format."""

    def __init__(self, book: Workbook, language: Language, currency: str, brand: str) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._figures: dict[tuple[Unit, bool, bool, str], Format] = {}
        self.language, self.currency, self.brand = language, currency, brand_color(brand)

    def look(self, **properties: Any) -> Format:
        """A format with these properties over the common ones."""
        key = tuple(sorted(properties.items()))
        made = self._made.get(key)
        if made is None:
            base = {"font_name": FONT, "font_size": 9, "font_color": INK, "valign": "vcenter"}
            made = self._made[key] = self._book.add_format(base | properties)
        return made

    def figure(
        self, unit: Unit, *, linked: bool = False, strong: bool = False, part: str = "month"
    ) -> Format:
        """A computed figure; `part` is month, total or opening."""
        key = (unit, linked, strong, part)
        made = self._figures.get(key)
        if made is None:
            properties: dict[str, Any] = {
                "num_format": number_format(unit, self.language, self.currency),
                "align": "right",
                "bottom": 4,
                "bottom_color": LINE,
            }
            if linked:
                properties["font_color"] = LINKED_INK
            if strong or part == "total":
                properties["bold"] = True
            if part == "total":
                properties["bg_color"] = TOTAL_FILL
            if part == "opening":
                properties |= {"italic": True, "right": 1, "right_color": LINE}
            made = self._figures[key] = self.look(**properties)
        return made

    def entered(self, value: float, unit: Unit, *, whole: bool, flag: bool) -> Format:
        """An answer that may be changed."""
        number = (
            YES_NO[self.language]
            if flag
            else number_format(
                unit, self.language, self.currency, input_decimals(value, unit, whole=whole)
            )
        )
        return self.open(number)

    def open(self, number: str) -> Format:
        """A cell that may be typed into, with this number format."""
        return self.look(num_format=number, **self._open_cell())

    def choice(self) -> Format:
        """The cell in which one of a list is chosen."""
        return self.look(**self._open_cell() | {"align": "left"}, font_size=11, bold=True, indent=1)

    def entered_date(self) -> Format:
        """A month that may be changed."""
        return self.open(MONTH_HEADING[self.language])

    @staticmethod
    def _open_cell() -> dict[str, Any]:
        return {
            "font_color": ENTERED_INK,
            "bg_color": ENTERED_FILL,
            "border": 1,
            "border_color": LINE,
            "align": "right",
            "locked": False,
        }

    def label(self, *, strong: bool = False, indent: int = 0) -> Format:
        """The name of a line."""
        return self.look(bold=strong, indent=indent, text_wrap=True, bottom=4, bottom_color=LINE)

    def quiet(
        self, *, size: float = 9, wrap: bool = False, line: bool = False, indent: int = 0
    ) -> Format:
        """Units, notes and captions."""
        properties: dict[str, Any] = {
            "font_color": MUTED,
            "font_size": size,
            "text_wrap": wrap,
            "indent": indent,
        }
        if line:
            properties |= {"bottom": 4, "bottom_color": LINE}
        return self.look(**properties)

    def title(self) -> Format:
        """The title of a sheet."""
        return self.look(font_size=16, bold=True, font_color=self.brand)

    def band(self) -> Format:
        """A heading over lines of one kind."""
        return self.look(bold=True, bg_color=BAND_FILL, font_color=INK)

    def head(
        self, *, align: str = "left", wrap: bool = False, number: str = "", indent: int = 0
    ) -> Format:
        """A heading of columns."""
        properties: dict[str, Any] = {
            "bold": True,
            "font_color": "#FFFFFF",
            "bg_color": self.brand,
            "align": align,
            "text_wrap": wrap,
            "indent": indent,
        }
        if number:
            properties["num_format"] = number
        return self.look(**properties)

    def month_head(self) -> Format:
        """A month over its column."""
        return self.head(align="right", number=MONTH_HEADING[self.language])

    def clock(self) -> Format:
        """The quiet numbers under the month."""
        return self.look(font_color=MUTED, font_size=8, align="right", num_format="0")

    def link(self) -> Format:
        """A link inside the workbook."""
        return self.look(font_color=ACCENT, underline=0)
