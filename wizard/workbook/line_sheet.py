"""A sheet of lines: one row a line, the same formula in every month, each with its value.

Belongs here: writing rows and headings. Does not belong here: which lines stand on which sheet
(`arrangement`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, field
from datetime import date

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from wizard.plan.figures import Month
from wizard.plan.formulas.expression import Ref
from wizard.plan.formulas.line import Line, Ratio, Total
from wizard.texts import Language, Text, _
from wizard.workbook.layout import (
    CLOCK_ROWS,
    DATE_ROW,
    FIRST_LINE_ROW,
    FIRST_MONTH,
    LABEL,
    MONTH_ROW,
    NOTE,
    NOW,
    OPENING,
    OPENING_LETTER,
    TOTAL,
    UNIT,
    YEAR_ROW,
    Layout,
    Place,
)
from wizard.workbook.number_formats import number_format
from wizard.workbook.page import protect, set_months_page
from wizard.workbook.safe_text import cell_text
from wizard.workbook.styles import MUTED, Styles

LABEL_WIDTH, UNIT_WIDTH, NOTE_WIDTH = 50.0, 13.0, 38.0
LINE_HEIGHT, TALLEST = 14.0, 120.0
# Small notes take less room than a column's width in characters says.
SMALL = 1.15
_NARROWEST, _WIDEST = 10.5, 26.0


@dataclass(frozen=True, slots=True)
class RowValues:
    """What a line's formulas give: by month, in total, and before month 1."""

    months: Sequence[float]
    total: float
    opening: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line in its row (from 1)."""

    number: int
    line: Line
    strong: bool
    indent: int


@dataclass(slots=True)
class LineSheet:
    """A sheet to be: its lines in rows, with headings between them."""

    name: str
    title: Text
    about: Text
    rows: list[Row] = field(default_factory=list)
    headings: list[tuple[int, Text]] = field(default_factory=list)
    next_row: int = FIRST_LINE_ROW

    def heading(self, text: Text) -> None:
        """Begin a group of lines."""
        if self.rows or self.headings:
            self.next_row += 1
        self.headings.append((self.next_row, text))
        self.next_row += 1

    def add(self, line: Line, *, indent: int = 0, strong: bool = False) -> None:
        """Place a line in the next row; `strong` for a total over others."""
        self.rows.append(Row(self.next_row, line, strong, indent))
        self.next_row += 1

    def places(self) -> dict[str, Place]:
        """Where the lines of this sheet stand."""
        return {row.line.key: Place(self.name, row.number, row.line.single) for row in self.rows}


@dataclass(frozen=True, slots=True)
class Opened:
    """The scenario a workbook opens with: the name and the cell of the switch, and its value."""

    name: str
    value: str
    cell: str


class LineWriter:
    """Writes sheets of lines into one workbook.

    `looked_back` are the lines whose month before is read: they open with 0 if with nothing else.
    """

    def __init__(
        self,
        book: Workbook,
        layout: Layout,
        styles: Styles,
        language: Language,
        company: str,
        timeline: str,
        calendar: Sequence[Month],
        values: Callable[[Line], RowValues],
        looked_back: Set[str],
        opened: Opened | None,
    ) -> None:
        self._book, self._layout, self._styles = book, layout, styles
        self._language, self._company = language, company
        self._timeline, self._calendar, self._values = timeline, calendar, values
        self._looked_back, self._opened = looked_back, opened

    def write(self, plan: LineSheet, sheet: Worksheet) -> None:
        """Write a sheet: headings, lines, widths, print set-up, protection."""
        found = [(row, self._values(row.line)) for row in plan.rows]
        self._widths(sheet, found)
        write_headings(sheet, self._styles, self._language, plan.title, plan.about, months=True)
        write_clock(sheet, self._layout, self._styles, self._timeline, self._calendar)
        if self._opened is not None:
            sign = self._text(_("Сценарий")).replace('"', "")
            look = self._styles.look(font_color=MUTED, num_format=f'"{sign}: "@')
            sheet.write_formula(0, NOTE, f"={self._opened.name}", look, self._opened.value)
        for number, text in plan.headings:
            self._band(sheet, number - 1, text)
        for row, values in found:
            self._line(sheet, plan.name, row, values)
        sheet.freeze_panes(YEAR_ROW, UNIT)
        set_months_page(sheet, self._company, self._language, self._layout.months)
        protect(sheet)

    def _text(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    def _band(self, sheet: Worksheet, row: int, text: Text) -> None:
        band = self._styles.band()
        sheet.write_string(row, LABEL, self._text(text), band)
        for column in range(UNIT, FIRST_MONTH + self._layout.months):
            sheet.write_blank(row, column, None, band)

    def _line(self, sheet: Worksheet, name: str, row: Row, values: RowValues) -> None:
        line, at = row.line, row.number - 1
        styles, cells = self._styles, self._layout.cells(name)
        linked = (
            isinstance(line.formula, Ref) and self._layout.places[line.formula.key].sheet != name
        )
        label = self._text(line.label)
        sheet.write_string(at, LABEL, label, styles.label(strong=row.strong, indent=row.indent))
        unit = line.unit.sign(styles.currency).into(self._language)
        sheet.write_string(at, UNIT, unit, styles.quiet(size=8, line=True))
        note = self._text(line.help)
        sheet.write_string(at, NOTE, note, styles.quiet(size=8, wrap=True, line=True))
        height = max(
            LINE_HEIGHT * wrapped(label, LABEL_WIDTH - 2 * row.indent - 4 * row.strong),
            10 * wrapped(note, NOTE_WIDTH * SMALL) + 3,
        )
        if height > LINE_HEIGHT:
            sheet.set_row(at, min(height, TALLEST))
        pattern = "=" + line.formula.excel(cells).text
        total = styles.figure(line.unit, linked=linked, strong=row.strong, part="total")
        if line.single:
            sheet.write_formula(at, TOTAL, pattern, total, values.total)
            return
        formula = self._total(name, line)
        if formula:
            sheet.write_formula(at, TOTAL, formula, total, values.total)
        else:
            sheet.write_blank(at, TOTAL, None, total)
        opening = styles.figure(line.unit, part="opening")
        if line.opening is not None and values.opening is not None:
            start = line.opening.excel(cells).text.replace(NOW, OPENING_LETTER)
            sheet.write_formula(at, OPENING, f"={start}", opening, values.opening)
        elif line.key in self._looked_back:
            # An empty cell is no 0 to MIN and MAX.
            sheet.write_number(at, OPENING, 0, opening)
        else:
            sheet.write_blank(at, OPENING, None, opening)
        look = styles.figure(line.unit, linked=linked, strong=row.strong)
        write, column = sheet.write_formula, FIRST_MONTH
        for text, value in zip(self._layout.by_month(pattern), values.months, strict=True):
            write(at, column, text, look, value)
            column += 1

    def _total(self, name: str, line: Line) -> str:
        cells = self._layout.cells(name)
        match line.total:
            case Ratio(over=over, under=under):
                divisor = f"SUM({cells.row(under)})"
                return f"=IF({divisor}=0,0,SUM({cells.row(over)})/{divisor})"
            case Total.SUM:
                return f"=SUM({cells.row(line.key)})"
            case Total.LAST:
                return f"={cells.last(line.key)}"
            case Total.AVERAGE:
                return f"=AVERAGE({cells.row(line.key)})"
            case Total.GREATEST:
                return f"=MAX({cells.row(line.key)})"
            case Total.NONE:
                return ""

    def _widths(self, sheet: Worksheet, found: Sequence[tuple[Row, RowValues]]) -> None:
        """Columns wide enough for their longest number: a number too long shows as ####."""
        month = total = opening = _NARROWEST
        for row, values in found:
            total = max(total, self._width(row.line, values.total) + 1)
            if values.months:
                longest = max(values.months, key=abs)
                month = max(month, self._width(row.line, longest))
            if values.opening is not None:
                opening = max(opening, self._width(row.line, values.opening))
        sheet.set_column(LABEL, LABEL, LABEL_WIDTH)
        sheet.set_column(UNIT, UNIT, UNIT_WIDTH)
        sheet.set_column(NOTE, NOTE, NOTE_WIDTH)
        sheet.set_column(TOTAL, TOTAL, min(total, _WIDEST))
        sheet.set_column(OPENING, OPENING, min(opening, _WIDEST))
        last = FIRST_MONTH + self._layout.months - 1
        sheet.set_column(FIRST_MONTH, last, min(month, _WIDEST))

    def _width(self, line: Line, value: float) -> float:
        places = line.unit.decimals
        shown = value * 100 if line.unit.percent else value
        sign = number_format(line.unit, self._language, self._styles.currency).count('"') and 3
        return len(f"{shown:,.{places}f}") + sign + 1.5


def wrapped(text: str, width: float) -> int:
    """How many lines a text takes in a column; fonts differ, so with something to spare."""
    room = max(4, int(width * 0.92))
    lines = 0
    for paragraph in text.split("\n"):
        lines, used = lines + 1, 0
        for word in paragraph.split(" "):
            if used and used + 1 + len(word) > room:
                lines, used = lines + 1, 0
            used += len(word) + (1 if used else 0)
            lines, used = lines + used // (room + 1), min(used, room)
    return lines


def clock_values(calendar: Sequence[Month], row: int) -> list[float]:
    """The values of a heading row: the day as Excel counts days, or a plain number."""
    match row:
        case _ if row == DATE_ROW:
            return [excel_day(month.year, month.month) for month in calendar]
        case _ if row == MONTH_ROW:
            return [float(month.number) for month in calendar]
        case _ if row == YEAR_ROW:
            return [float((month.number - 1) // 12 + 1) for month in calendar]
        case _:
            return [float(month.month) for month in calendar]


def write_clock(
    sheet: Worksheet, layout: Layout, styles: Styles, timeline: str, calendar: Sequence[Month]
) -> None:
    """The heading rows of a sheet with months, each cell a link to the timeline."""
    where = quote_sheetname(timeline)
    head, small = styles.month_head(), styles.clock()
    rows = ((DATE_ROW, head), *((row, small) for row in CLOCK_ROWS.values()))
    for row, look in rows:
        values = clock_values(calendar, row)
        formulas = layout.by_month(f"={where}!{NOW}${row}")
        for index, (formula, value) in enumerate(zip(formulas, values, strict=True)):
            sheet.write_formula(row - 1, FIRST_MONTH + index, formula, look, value)


def excel_day(year: int, month: int, day: int = 1) -> float:
    """A date as the number a spreadsheet keeps: days since 30 December 1899."""
    return float((date(year, month, day) - date(1899, 12, 30)).days)


def write_headings(
    sheet: Worksheet, styles: Styles, language: Language, title: Text, about: Text, *, months: bool
) -> None:
    """The title of a sheet, what it is about, and the names of its fixed columns."""
    sheet.set_row(0, 26)
    sheet.write_string(0, LABEL, title.into(language), styles.title())
    sheet.write_string(1, LABEL, about.into(language), styles.quiet())
    if not months:
        return
    names = (
        (LABEL, _("Показатель"), "left"),
        (UNIT, _("Единица"), "left"),
        (NOTE, _("Как считается"), "left"),
        (TOTAL, _("Итого"), "right"),
        (OPENING, _("На начало"), "right"),
    )
    sheet.set_row(DATE_ROW - 1, 20)
    for column, text, align in names:
        sheet.write_string(DATE_ROW - 1, column, text.into(language), styles.head(align=align))
    clock = (_("Месяц плана"), _("Календарный месяц"), _("Год плана"))
    for row, text in zip(CLOCK_ROWS.values(), clock, strict=True):
        sheet.set_row(row - 1, 11)
        sheet.write_string(row - 1, LABEL, text.into(language), styles.quiet(size=8))
