"""Writing the sheet of scenarios: the switch, the comparison, and what each scenario changes.

A spreadsheet computes one scenario at a time. The comparison therefore has a live column for the
chosen one, and beside it what the program computed for each when the workbook was made.
"""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wizard.plan.figures import Figure
from wizard.texts import Language, Text, _
from wizard.units import MONTH_NUMBER
from wizard.workbook.input_blocks import Inputs
from wizard.workbook.input_sheet import changed_count
from wizard.workbook.layout import Layout
from wizard.workbook.line_sheet import SMALL, TALLEST, wrapped, write_headings
from wizard.workbook.number_formats import number_format
from wizard.workbook.page import protect, set_page
from wizard.workbook.safe_text import HEADING_LIMIT, PROMPT_LIMIT, cell_text, one_line
from wizard.workbook.scenario_changes import LABEL_WIDTH, NARROW, ScenarioChanges
from wizard.workbook.scenarios import (
    BASE,
    CHOSEN,
    COUNT_ROW,
    HEAD_ROW,
    LABEL,
    LIVE,
    NUMBER_ROW,
    SHEET,
    SWITCH_ROW,
    UNIT,
    Switching,
    letter,
)
from wizard.workbook.styles import (
    BAD,
    BAD_FILL,
    FIXED_INK,
    GOOD,
    GOOD_FILL,
    LINE,
    MUTED,
    TOTAL_FILL,
    Styles,
)
from wizard.workbook.summary import meaning

ABOUT = _("Выбор сценария, по которому считает вся книга, и все сценарии рядом.")

_UNIT_WIDTH, _VALUE_WIDTH = 12.0, 17.0


class ScenarioSheet:
    """Writes the scenarios of one workbook."""

    def __init__(
        self,
        switching: Switching,
        layout: Layout,
        styles: Styles,
        language: Language,
        inputs: Inputs,
    ) -> None:
        self._switching, self._layout, self._styles = switching, layout, styles
        self._language, self._inputs = language, inputs
        self._number = inputs.cells[CHOSEN]
        self._cells = layout.cells(SHEET.into(language))
        self._count = len(switching.versions)
        self._last_value = BASE + self._count - 1

    def write(self, sheet: Worksheet, company: str) -> None:
        """Write the switch, the comparison, the changes and what could not be taken."""
        switching = self._switching
        write_headings(sheet, self._styles, self._language, SHEET, ABOUT, months=False)
        self._widths(sheet)
        self._switch(sheet)
        self._heads(sheet)
        self._compared(sheet)
        if switching.groups:
            ScenarioChanges(switching, self._styles, self._language, self._number).write(sheet)
        row = switching.end
        if switching.refused:
            self._refused(sheet, row)
            row += len(switching.refused) + 1
        sheet.freeze_panes(0, UNIT)
        set_page(sheet, company, self._language)
        sheet.print_area(0, 0, row, switching.limits + 1)
        protect(sheet)

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    def _widths(self, sheet: Worksheet) -> None:
        switching = self._switching
        sheet.set_column(LABEL, LABEL, LABEL_WIDTH)
        sheet.set_column(UNIT, UNIT, _UNIT_WIDTH)
        sheet.set_column(LIVE, self._last_value, _VALUE_WIDTH)
        sheet.set_column(switching.apart_column, switching.limits + 1, NARROW)
        last = self._switching.copies + 2 * (self._count - 1)
        sheet.set_column(self._switching.copies, last, None, None, {"hidden": True})

    # The switch

    def _switch(self, sheet: Worksheet) -> None:
        styles, switching = self._styles, self._switching
        strong = styles.look(font_size=11, bold=True)
        sheet.set_row(SWITCH_ROW, 22)
        sheet.write_string(SWITCH_ROW, LABEL, self._say(_("Книга считает по сценарию")), strong)
        open_cell = styles.choice()
        sheet.merge_range(SWITCH_ROW, LIVE, SWITCH_ROW, BASE, "", open_cell)
        chosen = switching.versions[switching.chosen].name
        sheet.write_string(SWITCH_ROW, LIVE, chosen, open_cell)
        first, last = letter(BASE), letter(self._last_value)
        names = f"{first}${HEAD_ROW + 1}:{last}${HEAD_ROW + 1}"
        numbers = f"{first}${COUNT_ROW + 1}:{last}${COUNT_ROW + 1}"
        sheet.data_validation(
            SWITCH_ROW,
            LIVE,
            SWITCH_ROW,
            LIVE,
            {
                "validate": "list",
                "source": f"={names}",
                "input_title": self._say(_("Сценарий")),
                "input_message": one_line(
                    self._say(_("Выберите сценарий: пересчитается вся книга.")), PROMPT_LIMIT
                ),
                "error_title": self._say(_("Нет такого сценария")),
                "error_message": self._say(_("Выберите сценарий из списка.")),
            },
        )
        sheet.write_string(
            NUMBER_ROW, LABEL, self._say(_("Номер выбранного сценария")), styles.quiet(size=8)
        )
        switch = f"{letter(LIVE)}${SWITCH_ROW + 1}"
        sheet.write_formula(
            NUMBER_ROW,
            LIVE,
            f"=MAX(1,SUMPRODUCT(({names}={switch})*{numbers}))",
            styles.look(font_color=MUTED, font_size=8, align="left", indent=1, num_format="0"),
            switching.chosen + 1,
        )
        note = self._say(
            _(
                "Таблица считает по одному сценарию за раз. Столбец «Сейчас в книге» живой; "
                "столбцы сценариев правее — числа, которые программа посчитала при сборке книги: "
                "они не меняются, чтобы было с чем сравнить свои правки."
            )
        )
        look = styles.quiet(size=8, wrap=True)
        last_column = max(self._last_value, BASE + 2)
        sheet.merge_range(NUMBER_ROW + 1, LABEL, NUMBER_ROW + 1, last_column, "", look)
        sheet.write_string(NUMBER_ROW + 1, LABEL, note, look)
        width = LABEL_WIDTH + _UNIT_WIDTH + _VALUE_WIDTH * (last_column - LIVE + 1)
        sheet.set_row(NUMBER_ROW + 1, 11.5 * wrapped(note, width * SMALL) + 4)

    # The comparison

    def _heads(self, sheet: Worksheet) -> None:
        styles, switching = self._styles, self._switching
        live = self._say(_("Сейчас в книге"))
        for column, text, align in (
            (LABEL, self._say(_("Показатель")), "left"),
            (UNIT, self._say(_("Единица")), "left"),
            (LIVE, live, "right"),
            (switching.apart_column, self._say(_("Расхождение")), "right"),
        ):
            sheet.write_string(HEAD_ROW, column, text, styles.head(align=align, wrap=True))
        notes = [version.note for version in switching.versions]
        numbers = styles.clock()
        sheet.write_string(COUNT_ROW, LABEL, self._say(_("Номер сценария")), styles.quiet(size=8))
        tall = wrapped(live, _VALUE_WIDTH - 4)
        for place, version in enumerate(switching.versions):
            column = BASE + place
            look = styles.head(align="right", wrap=True)
            sheet.write_string(HEAD_ROW, column, version.name, look)
            sheet.write_number(COUNT_ROW, column, place + 1, numbers)
            tall = max(tall, wrapped(version.name, _VALUE_WIDTH - 4))
        sheet.set_row(HEAD_ROW, 13.0 * tall + 5)
        if any(notes):
            row = COUNT_ROW + 1
            small = styles.look(
                font_size=8, font_color=MUTED, text_wrap=True, align="right", valign="top"
            )
            sheet.write_string(
                row,
                LABEL,
                self._say(_("Что произошло")),
                styles.look(valign="top", font_color=MUTED),
            )
            for place, note in enumerate(notes):
                sheet.write_string(row, BASE + place, cell_text(note, self._language), small)
            lines = max(wrapped(note, _VALUE_WIDTH * SMALL) for note in notes)
            sheet.set_row(row, min(11.0 * lines + 4, TALLEST))

    def _compared(self, sheet: Worksheet) -> None:
        switching, styles = self._switching, self._styles
        figures = switching.versions[switching.chosen].figures
        first = switching.first_compared
        for row, key in enumerate(switching.compared, first):
            self._figure(sheet, row, figures[key])
        row = first + len(switching.compared)
        label = _("Показателей, которые разошлись с программой")
        sheet.write_string(row, LABEL, self._say(label), styles.label(strong=True))
        note = _("считается, пока исходные данные не правили в книге")
        sheet.merge_range(row, LIVE, row, self._last_value, "", styles.quiet(size=8, line=True))
        sheet.write_string(row, LIVE, self._say(note), styles.quiet(size=8, line=True))
        sheet.write_blank(row, UNIT, None, styles.quiet(line=True))
        column = letter(switching.apart_column)
        total = styles.look(bold=True, align="right", num_format="0", bg_color=TOTAL_FILL)
        sheet.write_formula(
            row, switching.apart_column, f"=SUM({column}{first + 1}:{column}{row})", total, 0
        )
        edited = row + 1
        sheet.write_string(
            edited, LABEL, self._say(_("Исходных данных изменено в книге")), styles.label()
        )
        for column in (UNIT, LIVE, *range(BASE, self._last_value + 1)):
            sheet.write_blank(edited, column, None, styles.quiet(line=True))
        sheet.write_formula(edited, switching.apart_column, f"={self._edited_formula()}", total, 0)
        self._colours(sheet, first, row)

    def _edited_formula(self) -> str:
        """How many answers and changes differ from those the workbook was made with."""
        groups = self._switching.groups
        inputs = changed_count(self._inputs)
        if not groups:
            return inputs
        first, last = groups[0].rows[0].row + 1, groups[-1].rows[-1].row + 1
        a, b = self._switching.factors, self._switching.limits - 1
        width = b - a
        now = f"{letter(a)}${first}:{letter(b)}${last}"
        copies = self._switching.copies
        then = f"{letter(copies)}${first}:{letter(copies + width)}${last}"
        return f"{inputs}+SUMPRODUCT(({now}<>{then})*1)"

    def _figure(self, sheet: Worksheet, row: int, figure: Figure) -> None:
        switching, styles, line = self._switching, self._styles, figure.line
        of = meaning(line, self._layout.months).into(self._language)
        name = line.label.into(self._language)
        label = cell_text(f"{name}, {of}" if of else name, self._language)
        sheet.write_string(row, LABEL, label, styles.label())
        lines = wrapped(label, LABEL_WIDTH)
        if lines > 1:
            sheet.set_row(row, 13.0 * lines)
        sign = line.unit.sign(styles.currency).into(self._language)
        if line.unit == MONTH_NUMBER:
            sign = self._say(_("мес. плана"))
        sheet.write_string(row, UNIT, sign, styles.quiet(size=8, line=True))
        live = styles.figure(line.unit, linked=True, part="total")
        sheet.write_formula(row, LIVE, f"={self._cells.total(line.key)}", live, figure.total)
        number = number_format(line.unit, self._language, styles.currency)
        stored = styles.look(
            num_format=number, align="right", font_color=FIXED_INK, bottom=4, bottom_color=LINE
        )
        for place, version in enumerate(switching.versions):
            sheet.write_number(row, BASE + place, version.figures[line.key].total, stored)
        now = f"{letter(LIVE)}{row + 1}"
        then = switching.chosen_in(row, self._number)
        edited = switching.first_compared + len(switching.compared) + 2
        apart = f"ABS({now}-{then})/MAX(1,ABS({now}))"
        flag = f"MIN(1,ROUNDUP(ROUND({apart},6),0))"
        column = switching.apart_column
        look = styles.look(align="right", num_format='0;;"—"', bottom=4, bottom_color=LINE)
        sheet.write_formula(row, column, f"=IF({letter(column)}${edited}>0,0,{flag})", look, 0)

    def _colours(self, sheet: Worksheet, first: int, total: int) -> None:
        """The column of the chosen scenario stands out; the flags are green or red."""
        styles, column = self._styles, self._switching.apart_column
        chosen = styles.look(bg_color="#E8F0FE", bold=True)
        count = f"{letter(BASE, fixed=False)}${COUNT_ROW + 1}"
        sheet.conditional_format(
            first,
            BASE,
            total - 1,
            self._last_value,
            {"type": "formula", "criteria": f"={count}={self._number}", "format": chosen},
        )
        for criteria, ink, fill in (("==", GOOD, GOOD_FILL), ("!=", BAD, BAD_FILL)):
            look = styles.look(font_color=ink, bg_color=fill)
            rule = {"type": "cell", "criteria": criteria, "value": 0, "format": look}
            sheet.conditional_format(total, column, total, column, rule)

    def _refused(self, sheet: Worksheet, row: int) -> None:
        """Changes that could not be taken, with the reason."""
        styles = self._styles
        big = styles.look(font_size=13, bold=True, font_color=styles.brand)
        sheet.write_string(row, LABEL, self._say(_("Что не учтено")), big)
        for at, (name, reason) in enumerate(self._switching.refused, row + 1):
            text = one_line(f"{name} · {reason}", HEADING_LIMIT)
            sheet.write_string(at, LABEL, text, self._look_bad())

    def _look_bad(self) -> Format:
        return self._styles.look(font_color=BAD)
