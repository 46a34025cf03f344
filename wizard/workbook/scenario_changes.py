"""The lower part of the sheet of scenarios: which answers each scenario changes, and to what.

An answer's row holds what is typed on the inputs sheet, what each scenario makes of it by the same
formula, and the live value that the book reads: that of the chosen scenario.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from wizard.texts import Language, Text, _
from wizard.units import FACTOR
from wizard.workbook.line_sheet import TALLEST, wrapped
from wizard.workbook.number_formats import input_decimals, number_format
from wizard.workbook.safe_text import (
    HEADING_LIMIT,
    PROMPT_LIMIT,
    PROMPT_TITLE_LIMIT,
    cell_text,
    one_line,
)
from wizard.workbook.scenarios import BASE, LABEL, LIVE, UNIT, LiveRow, Switching, letter
from wizard.workbook.styles import (
    FIXED_INK,
    LINE,
    LINKED_INK,
    TOTAL_FILL,
    UNUSED_FILL,
    Styles,
)

LABEL_WIDTH, NARROW = 46.0, 13.0
_MOST = 1e12


class ScenarioChanges:
    """Writes the answers that scenarios change; `number` is the name of the chosen one's number."""

    def __init__(
        self, switching: Switching, styles: Styles, language: Language, number: str
    ) -> None:
        self._switching, self._styles = switching, styles
        self._language, self._number = language, number
        self._count = len(switching.versions)

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    def write(self, sheet: Worksheet) -> None:
        """Write the headings, then group after group."""
        switching, styles = self._switching, self._styles
        top = switching.first_group
        big = styles.look(font_size=13, bold=True, font_color=styles.brand)
        sheet.write_string(top, LABEL, self._say(_("Что меняют сценарии")), big)
        band = styles.band()
        for start, text in (
            (switching.factors, _("Умножить на")),
            (switching.replacements, _("Заменить на")),
        ):
            for column in range(start, start + self._count - 1):
                sheet.write_blank(top + 1, column, None, band)
            sheet.write_string(top + 1, start, self._say(text), band)
        about = _("Жёлтые множители и замены можно менять; пусто — ответ остаётся базовым.")
        sheet.write_string(top + 1, LABEL, self._say(about), styles.quiet(size=8))
        self._change_heads(sheet, top + 2)
        for group in switching.groups:
            for column in range(switching.limits + 2):
                sheet.write_blank(group.row, column, None, band)
            title = one_line(group.title, HEADING_LIMIT)
            sheet.write_string(group.row, LABEL, title, band)
            for row in group.rows:
                self._changed(sheet, row)

    def _change_heads(self, sheet: Worksheet, row: int) -> None:
        switching, styles = self._switching, self._styles
        names = [version.name for version in switching.versions]
        heads = [
            (LABEL, self._say(_("Ответ")), "left"),
            (UNIT, self._say(_("Единица")), "left"),
            (LIVE, self._say(_("Идёт в расчёт")), "right"),
            *((BASE + place, name, "right") for place, name in enumerate(names)),
            *((switching.factors + place, name, "right") for place, name in enumerate(names[1:])),
            *(
                (switching.replacements + place, name, "right")
                for place, name in enumerate(names[1:])
            ),
            (switching.limits, self._say(_("Не меньше")), "right"),
            (switching.limits + 1, self._say(_("Не больше")), "right"),
        ]
        sheet.write_blank(row, switching.apart_column, None, styles.head())
        for column, text, align in heads:
            sheet.write_string(row, column, text, styles.head(align=align, wrap=True))
        tall = max(wrapped(text, NARROW - 3) for _column, text, _align in heads[2:])
        sheet.set_row(row, min(13.0 * tall + 5, TALLEST))

    def _changed(self, sheet: Worksheet, row: LiveRow) -> None:
        switching, styles, entry = self._switching, self._styles, row.entry
        at, unit = row.row, entry.unit
        label = cell_text(row.label, self._language)
        sheet.write_string(at, LABEL, label, styles.label(indent=1))
        lines = wrapped(label, LABEL_WIDTH - 2)
        if lines > 1:
            sheet.set_row(at, min(13.0 * lines, TALLEST))
        sign = unit.sign(styles.currency).into(self._language)
        if not unit.symbol.message and not unit.money:
            sign = ""
        sheet.write_string(at, UNIT, sign, styles.quiet(size=8, line=True))
        decimals = max(input_decimals(value, unit, whole=entry.whole) for value in row.values)
        number = number_format(unit, self._language, styles.currency, decimals)
        look = {"num_format": number, "align": "right", "bottom": 4, "bottom_color": LINE}
        live = styles.look(bold=True, bg_color=TOTAL_FILL, **look)
        sheet.write_formula(
            at,
            LIVE,
            f"={self._switching.chosen_in(at, self._number)}",
            live,
            row.values[switching.chosen],
        )
        linked = styles.look(font_color=LINKED_INK, **look)
        sheet.write_formula(at, BASE, f"={row.typed}", linked, row.values[0])
        plain = styles.look(**look)
        for place, change in enumerate(row.changes):
            formula = self._formula(at, place, whole=entry.whole)
            sheet.write_formula(at, BASE + 1 + place, f"={formula}", plain, row.values[place + 1])
            self._open(sheet, at, switching.factors + place, change.factor, None)
            self._open(sheet, at, switching.replacements + place, change.replacement, number)
        self._bounds(sheet, row, number)

    def _formula(self, row: int, place: int, *, whole: bool) -> str:
        """The answer under a scenario, the same formula in every column of a row."""
        switching = self._switching
        factor, replacement = (
            f"{letter(start + place, fixed=False)}{row + 1}"
            for start in (switching.factors, switching.replacements)
        )
        base = f"{letter(BASE)}{row + 1}"
        low, high = (f"{letter(switching.limits + n)}{row + 1}" for n in (0, 1))
        start = f"IF(ISNUMBER({replacement}),{replacement},{base})"
        times = f"IF(ISNUMBER({factor}),{factor},1)"
        within = f"MIN({high},MAX({low},{start}*{times}))"
        if whole:
            within = f"ROUND(ROUND({within},6),0)"
        return f"IF(COUNT({factor},{replacement})=0,{base},{within})"

    def _open(
        self, sheet: Worksheet, row: int, column: int, value: float | None, number: str | None
    ) -> None:
        """A factor or a replacement that may be typed, and the copy that tells of an edit."""
        if number is None:
            decimals = max(2, input_decimals(value or 1.0, FACTOR, whole=False))
            number = number_format(FACTOR, self._language, self._styles.currency, decimals)
        look = self._styles.open(number)
        copy = self._switching.copies + column - self._switching.factors
        if value is None:
            sheet.write_blank(row, column, None, look)
        else:
            sheet.write_number(row, column, value, look)
            sheet.write_number(row, copy, value)
        said = one_line(self._say(_("Число или пусто: тогда ответ базовый.")), PROMPT_LIMIT)
        sheet.data_validation(
            row,
            column,
            row,
            column,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -_MOST,
                "maximum": _MOST,
                "input_title": one_line(self._say(_("Что делает сценарий")), PROMPT_TITLE_LIMIT),
                "input_message": said,
                "error_title": one_line(self._say(_("Проверьте число")), PROMPT_TITLE_LIMIT),
                "error_message": said,
            },
        )

    def _bounds(self, sheet: Worksheet, row: LiveRow, number: str) -> None:
        meta = row.entry.question
        low = high = None
        if meta is not None:
            lows = [limit for limit in (meta.low, meta.above) if limit is not None]
            low, high = max(lows, default=None), meta.high
        look = self._styles.look(
            num_format=number,
            align="right",
            font_size=8,
            font_color=FIXED_INK,
            bg_color=UNUSED_FILL,
            shrink=True,
        )
        for column, limit in ((0, low), (1, high)):
            if limit is None:
                sheet.write_blank(row.row, self._switching.limits + column, None, look)
            else:
                sheet.write_number(row.row, self._switching.limits + column, limit, look)
