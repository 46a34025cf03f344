"""The sheet of the KPI calculator: numbers to type, and the measures that follow from them.

Its numbers are no answers of the project: they are typed from the CRM period by period, and the
cells come with examples. The formulas are the lines of `wizard.plan.kpi_calculator`.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from wizard.plan.kpi_calculator import Calculator, Entry, calculators, examples, results
from wizard.plan.line import Line
from wizard.texts import Language, Text, _
from wizard.workbook.layout import LABEL, NOTE, TOTAL, UNIT, Layout, Place
from wizard.workbook.line_sheet import LABEL_WIDTH, NOTE_WIDTH, UNIT_WIDTH, write_headings
from wizard.workbook.page import protect, set_page
from wizard.workbook.styles import Styles

SHEET = _("Калькулятор KPI")
ABOUT = _("Впишите в жёлтые ячейки числа из CRM за период: показатели посчитаются сами.")

_HEAD_ROW, _FIRST_ROW = 2, 3  # counted from 0
_MOST = 1e12
_VALUE_WIDTH = 16


def write_calculator(sheet: Worksheet, styles: Styles, language: Language, company: str) -> None:
    """Write every calculator: its numbers with their examples, its formulas with their values."""
    write_headings(sheet, styles, language, SHEET, ABOUT, months=False)
    names = (
        (LABEL, _("Показатель"), "left"),
        (UNIT, _("Единица"), "left"),
        (NOTE, _("Как считается"), "left"),
        (TOTAL, _("Значение"), "right"),
    )
    for column, text, align in names:
        sheet.write_string(_HEAD_ROW, column, text.into(language), styles.head(align=align))
    writer = _Writer(sheet, styles, language)
    row = _FIRST_ROW
    for calculator in calculators():
        row = writer.write(calculator, row) + 1
    widths = (
        (LABEL, LABEL_WIDTH), (UNIT, UNIT_WIDTH), (NOTE, NOTE_WIDTH), (TOTAL, _VALUE_WIDTH),
    )  # fmt: skip
    for column, width in widths:
        sheet.set_column(column, column, width)
    sheet.freeze_panes(_FIRST_ROW, 0)
    set_page(sheet, company, language)
    sheet.repeat_rows(_HEAD_ROW)
    protect(sheet)


class _Writer:
    """Writes calculators below each other."""

    def __init__(self, sheet: Worksheet, styles: Styles, language: Language) -> None:
        self._sheet, self._styles, self._language = sheet, styles, language
        self._values = results(examples())

    def write(self, calculator: Calculator, row: int) -> int:
        """A heading, the numbers, the measures; the row after them."""
        band = self._styles.band()
        for column in (LABEL, UNIT, NOTE, TOTAL):
            self._sheet.write_blank(row, column, None, band)
        self._sheet.write_string(row, LABEL, calculator.title.into(self._language), band)
        row += 1
        inputs: dict[str, str] = {}
        for entry in calculator.entries:
            inputs[entry.path] = f"$D${row + 1}"
            self._entry(entry, row)
            row += 1
        name = SHEET.into(self._language)
        places = {
            line.key: Place(name, row + number, single=True)
            for number, line in enumerate(calculator.results, 1)
        }
        layout = Layout(1, places, inputs, {})
        for line in calculator.results:
            self._result(line, layout, row)
            row += 1
        return row

    def _entry(self, entry: Entry, row: int) -> None:
        self._names(row, entry.label, entry.unit.sign(self._styles.currency), strong=False)
        look = self._styles.entered(entry.example, entry.unit, whole=False, flag=False)
        self._sheet.write_number(row, TOTAL, entry.example, look)
        self._sheet.data_validation(
            row,
            TOTAL,
            row,
            TOTAL,
            {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": _MOST},
        )

    def _result(self, line: Line, layout: Layout, row: int) -> None:
        self._names(row, line.label, line.unit.sign(self._styles.currency), strong=True)
        note = line.help.into(self._language)
        self._sheet.write_string(row, NOTE, note, self._styles.quiet(size=8, line=True))
        formula = line.formula.excel(layout.cells(SHEET.into(self._language))).text
        look = self._styles.figure(line.unit, strong=True, part="total")
        self._sheet.write_formula(row, TOTAL, f"={formula}", look, self._values[line.key])

    def _names(self, row: int, label: Text, unit: Text, *, strong: bool) -> None:
        look = self._styles.label(strong=strong, indent=0 if strong else 1)
        self._sheet.write_string(row, LABEL, label.into(self._language), look)
        quiet = self._styles.quiet(line=True)
        self._sheet.write_string(row, UNIT, unit.into(self._language), quiet)
