"""The sheet of the KPI calculator: numbers to type, and the measures that follow from them.

Its numbers are no answers of the project: they are typed from the CRM period by period, and the
cells come with examples. The formulas are the lines of `wizard.plan.kpi_calculator`.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from wizard.plan.kpi_calculator import calculators, examples, results
from wizard.texts import Language, _
from wizard.workbook.calculators import CalculatorWriter
from wizard.workbook.line_sheet import write_headings
from wizard.workbook.page import protect, set_page
from wizard.workbook.styles import Styles

SHEET = _("Калькулятор KPI")
ABOUT = _("Впишите в жёлтые ячейки числа из CRM за период: показатели посчитаются сами.")

_HEAD_ROW, _FIRST_ROW = 2, 3  # counted from 0


def write_calculator(sheet: Worksheet, styles: Styles, language: Language, company: str) -> None:
    """Write every calculator: its numbers with their examples, its formulas with their values."""
    write_headings(sheet, styles, language, SHEET, ABOUT, months=False)
    writer = CalculatorWriter(sheet, SHEET, styles, language, results(examples()), {}, {})
    writer.heads(_HEAD_ROW)
    row = _FIRST_ROW
    for calculator in calculators():
        row = max(writer.write(calculator, row).values(), default=row) + 2
    sheet.freeze_panes(_FIRST_ROW, 0)
    set_page(sheet, company, language, upright=True)
    sheet.repeat_rows(_HEAD_ROW)
    protect(sheet)
