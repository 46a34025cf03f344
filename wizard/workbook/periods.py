"""The sheet of quarters and years: the months of other sheets brought together by kind of total.

Belongs here: which months a quarter or a year has, and the total of a line over them. Does not
belong here: the months themselves, which are linked and never computed again.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from wizard.plan.figures import Figures, total_of
from wizard.plan.formulas.line import Line, Ratio, Total
from wizard.texts import Language, Text, _
from wizard.workbook.budget import LINK
from wizard.workbook.layout import (
    DATE_ROW,
    FIRST_MONTH,
    LABEL,
    MONTH_ROW,
    NOTE,
    NOW,
    TOTAL,
    UNIT,
    Layout,
    SheetCells,
)
from wizard.workbook.line_sheet import (
    LABEL_WIDTH,
    LINE_HEIGHT,
    TALLEST,
    UNIT_WIDTH,
    LineSheet,
    clock_values,
    wrapped,
    write_headings,
)
from wizard.workbook.number_formats import MONTH_HEADING, number_format
from wizard.workbook.page import protect, set_page
from wizard.workbook.safe_text import cell_text
from wizard.workbook.styles import Styles

SHEET = _("По кварталам и годам")
ABOUT = _("Итоги каждого квартала и года плана: сумма, последнее, среднее — по смыслу показателя.")

QUARTER, YEAR = 3, 12
# Heading rows, counted from 1 as in formulas.
_NAMES, _BEGINS, _ENDS, _COUNT, _FROM, _TO = 3, 4, 5, 6, 7, 8
_FIRST_LINE = 10
_OPENING = TOTAL  # the empty column before the first quarter
_NARROWEST, _WIDEST, _NOTE_WIDTH, _GAP = 12.0, 26.0, 19.0, 2.0
_KINDS = {
    Total.SUM: _("сумма"),
    Total.LAST: _("на конец"),
    Total.AVERAGE: _("среднее за месяц"),
    Total.GREATEST: _("наибольшее"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A quarter or a year of the plan: its column and its months, from and to, counted from 1."""

    column: int
    number: int
    length: int
    first: int
    last: int


def periods(months: int) -> list[Period]:
    """The quarters of a plan and then its years; an empty column opens each of the two."""
    found, column = [], _OPENING + 1
    for length in (QUARTER, YEAR):
        for number in range(1, math.ceil(months / length) + 1):
            last = min(number * length, months)
            found.append(Period(column, number, length, (number - 1) * length + 1, last))
            column += 1
        column += 1
    return found


class PeriodSheet:
    """Writes the quarters and years of the lines that stand on some sheets."""

    def __init__(
        self, figures: Figures, layout: Layout, styles: Styles, language: Language, timeline: str
    ) -> None:
        self._figures, self._layout, self._styles = figures, layout, styles
        self._language = language
        self._cells = layout.cells(SHEET.into(language))
        self._clock = quote_sheetname(timeline)
        self._periods = periods(layout.months)
        self._last = self._periods[-1].column

    def write(self, sheet: Worksheet, sources: Sequence[LineSheet], company: str) -> None:
        """Write all lines with a total of the sources, under the sources' own headings."""
        write_headings(sheet, self._styles, self._language, SHEET, ABOUT, months=False)
        self._heads(sheet)
        row = _FIRST_LINE
        widest = _NARROWEST
        for source in sources:
            self._band(sheet, row, source.title, large=True)
            row += 1
            for entry in self._entries(source):
                if isinstance(entry, Text):
                    self._band(sheet, row, entry)
                else:
                    line, indent, strong = entry
                    widest = max(widest, self._line(sheet, row, line, indent, strong))
                row += 1
            row += 1
        sheet.set_column(LABEL, LABEL, LABEL_WIDTH)
        sheet.set_column(UNIT, UNIT, UNIT_WIDTH)
        sheet.set_column(NOTE, NOTE, _NOTE_WIDTH)
        sheet.set_column(_OPENING, self._last, min(widest, _WIDEST))
        for column in self._openings():
            sheet.set_column(column, column, _GAP)
        sheet.freeze_panes(_TO, UNIT)
        set_page(sheet, company, self._language, pages_wide=max(1, self._layout.months // 24))
        sheet.repeat_rows(_NAMES - 1, _ENDS - 1)
        protect(sheet)

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    def _openings(self) -> list[int]:
        """The narrow columns before the quarters and before the years."""
        columns = [period.column for period in self._periods]
        return [_OPENING, *(a + 1 for a, b in pairwise(columns) if b != a + 1)]

    def _heads(self, sheet: Worksheet) -> None:
        styles, rows = self._styles, (_NAMES, _BEGINS, _ENDS, _COUNT, _FROM, _TO)
        sheet.set_row(_NAMES - 1, 20)
        for column, text in (
            (LABEL, _("Показатель")),
            (UNIT, _("Единица")),
            (NOTE, _("Итог периода")),
        ):
            sheet.write_string(_NAMES - 1, column, self._say(text), styles.head())
        captions = (
            _("Первый месяц"),
            _("Последний месяц"),
            _("Месяцев в периоде"),
            _("С месяца плана"),
            _("По месяц плана"),
        )
        for row, caption in zip(rows[1:], captions, strict=True):
            sheet.write_string(row - 1, LABEL, self._say(caption), styles.quiet(size=8))
        month = styles.look(num_format=MONTH_HEADING[self._language], align="right", font_size=8)
        for column in self._openings():
            sheet.write_number(_TO - 1, column, 0, self._hidden())
        clock = self._clock_row(MONTH_ROW)
        days = clock_values(self._figures.calendar, DATE_ROW)
        for period in self._periods:
            column, now = period.column, xl_col_to_name(period.column)
            before = xl_col_to_name(column - 1)
            name = (
                _("{n}-й квартал", n=period.number)
                if period.length == QUARTER
                else _("{n}-й год", n=period.number)
            )
            sheet.write_string(_NAMES - 1, column, self._say(name), styles.head(align="right"))
            sheet.write_number(_COUNT - 1, column, period.length, styles.clock())
            for row, formula, look, value in (
                (_FROM, f"={before}{_TO}+1", styles.clock(), period.first),
                (
                    _TO,
                    f"=MIN({before}{_TO}+{now}{_COUNT},MAX({clock}))",
                    styles.clock(),
                    period.last,
                ),
                (_BEGINS, f"={self._at(DATE_ROW, now, _FROM)}", month, days[period.first - 1]),
                (_ENDS, f"={self._at(DATE_ROW, now, _TO)}", month, days[period.last - 1]),
            ):
                sheet.write_formula(row - 1, column, formula, look, value)

    def _hidden(self) -> Format:
        return self._styles.look(font_size=8, font_color="#FFFFFF", num_format=";;")

    def _clock_row(self, row: int) -> str:
        """The heading cells of all months on the timeline."""
        first, last = xl_col_to_name(FIRST_MONTH), self._layout.letters[-1]
        return f"{self._clock}!${first}${row}:${last}${row}"

    def _at(self, row: int, letter: str, place: int) -> str:
        return f"INDEX({self._clock_row(row)},{letter}${place})"

    def _band(self, sheet: Worksheet, row: int, text: Text, *, large: bool = False) -> None:
        styles = self._styles
        band = styles.look(font_size=13, bold=True, font_color=styles.brand)
        if not large:
            band = styles.band()
            for column in range(UNIT, self._last + 1):
                sheet.write_blank(row - 1, column, None, band)
        sheet.write_string(row - 1, LABEL, self._say(text), band)

    def _entries(self, source: LineSheet) -> Iterator[Text | tuple[Line, int, bool]]:
        """Headings and lines in their rows; a heading without lines below is left out."""
        headings = dict(source.headings)
        places = sorted(headings)
        for row in source.rows:
            heading = [place for place in places if place < row.number]
            if not self._has_total(row.line):
                continue
            if heading and heading[-1] in headings:
                yield headings.pop(heading[-1])
            yield row.line, row.indent, row.strong

    @staticmethod
    def _has_total(line: Line) -> bool:
        return not line.single and line.total is not Total.NONE

    def _line(self, sheet: Worksheet, row: int, line: Line, indent: int, strong: bool) -> float:
        """Write a line; gives back the width that its longest number needs."""
        styles, at = self._styles, row - 1
        label = self._say(line.label)
        sheet.write_string(at, LABEL, label, styles.label(strong=strong, indent=indent))
        unit = line.unit.sign(styles.currency).into(self._language)
        sheet.write_string(at, UNIT, unit, styles.quiet(size=8, line=True))
        kind = _("отношение итогов") if isinstance(line.total, Ratio) else _KINDS[line.total]
        sheet.write_string(at, NOTE, self._say(kind), styles.quiet(size=8, line=True))
        height = LINE_HEIGHT * wrapped(label, LABEL_WIDTH - 2 * indent - 4 * strong)
        if height > LINE_HEIGHT:
            sheet.set_row(at, min(height, TALLEST))
        pattern = f"={_formula(line, self._cells)}"
        width = _NARROWEST
        code = number_format(line.unit, self._language, styles.currency)
        for period in self._periods:
            whole_year = period.length == YEAR
            look = styles.figure(line.unit, strong=strong, part="total" if whole_year else "month")
            value = self._value(line, period)
            formula = pattern.replace(NOW, xl_col_to_name(period.column))
            sheet.write_formula(at, period.column, formula, look, value)
            shown = value * 100 if line.unit.percent else value
            width = max(width, len(f"{shown:,.{line.unit.decimals}f}") + code.count('"') + 2)
        return width

    def _value(self, line: Line, period: Period) -> float:
        def months(key: str) -> list[float]:
            found = self._figures[key.removeprefix(LINK)].months
            return list(found[period.first - 1 : period.last])

        return total_of(line, months)


def _formula(line: Line, cells: SheetCells) -> str:
    """The total of a line over the months of the column's period."""

    def months(key: str) -> str:
        row = cells.row(key)
        return f"INDEX({row},{NOW}${_FROM}):INDEX({row},{NOW}${_TO})"

    match line.total:
        case Ratio(over=over, under=under):
            return f"IF(SUM({months(under)})=0,0,SUM({months(over)})/SUM({months(under)}))"
        case Total.LAST:
            return f"INDEX({cells.row(line.key)},{NOW}${_TO})"
        case Total.AVERAGE:
            return f"AVERAGE({months(line.key)})"
        case Total.GREATEST:
            return f"MAX({months(line.key)})"
        case _:
            return f"SUM({months(line.key)})"
