"""The calendar sheet: the one timeline that the headings of all other sheets link to."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.worksheet import Worksheet

from wizard.plan.figures import Month
from wizard.texts import Language, _
from wizard.workbook.layout import (
    BEFORE,
    CALENDAR_MONTH_ROW,
    DATE_ROW,
    FIRST_MONTH,
    LABEL,
    MONTH_ROW,
    NOTE,
    NOW,
    OPENING,
    UNIT,
    YEAR_ROW,
    Layout,
)
from wizard.workbook.line_sheet import (
    LABEL_WIDTH,
    NOTE_WIDTH,
    UNIT_WIDTH,
    clock_values,
    write_headings,
)
from wizard.workbook.page import protect, set_months_page
from wizard.workbook.styles import Styles


def write_timeline(
    sheet: Worksheet,
    layout: Layout,
    styles: Styles,
    language: Language,
    company: str,
    calendar: Sequence[Month],
    start: str,
) -> None:
    """Write the timeline; `start` is the reference of the first month among the inputs."""
    about = _("Месяцы плана от первого месяца на листе исходных данных: все листы берут их отсюда.")
    write_headings(sheet, styles, language, _("Календарь плана"), about, months=True)
    sheet.write_number(MONTH_ROW - 1, OPENING, 0, styles.clock())
    notes = (
        (MONTH_ROW, _("Предыдущий месяц + 1; перед планом 0.")),
        (CALENDAR_MONTH_ROW, _("Номер месяца в календаре.")),
        (YEAR_ROW, _("Год плана — 12 месяцев.")),
    )
    for row, note in notes:
        sheet.write_string(row - 1, NOTE, note.into(language), styles.quiet(size=8))
    rows = (
        (DATE_ROW, f"=EDATE({start},{NOW}{MONTH_ROW}-1)", styles.month_head()),
        (MONTH_ROW, f"={BEFORE}{MONTH_ROW}+1", styles.clock()),
        (CALENDAR_MONTH_ROW, f"=MONTH({NOW}{DATE_ROW})", styles.clock()),
        (YEAR_ROW, f"=ROUNDUP({NOW}{MONTH_ROW}/12,0)", styles.clock()),
    )
    for row, pattern, look in rows:
        values = clock_values(calendar, row)
        for index, formula in enumerate(layout.by_month(pattern)):
            sheet.write_formula(row - 1, FIRST_MONTH + index, formula, look, values[index])
    sheet.set_column(LABEL, LABEL, LABEL_WIDTH)
    sheet.set_column(UNIT, UNIT, UNIT_WIDTH)
    sheet.set_column(NOTE, NOTE, NOTE_WIDTH)
    sheet.set_column(FIRST_MONTH, FIRST_MONTH + layout.months - 1, 9.5)
    sheet.freeze_panes(YEAR_ROW, UNIT)
    set_months_page(sheet, company, language, layout.months)
    protect(sheet)
