"""The summary: what a client sees first. Key figures, charts, contents, the legend of colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from wizard.plan.figures import Figure, Figures
from wizard.plan.formulas.line import Line, Ratio, Total
from wizard.project.project import Project
from wizard.texts import NOTHING, Language, Text, _, n_
from wizard.workbook.charts import Charts
from wizard.workbook.checks import TOTAL_KEY
from wizard.workbook.layout import DATE_ROW, FIRST_MONTH, LABEL, Layout
from wizard.workbook.line_sheet import Opened, clock_values
from wizard.workbook.number_formats import MONTH_LONG, number_format
from wizard.workbook.page import protect, set_page
from wizard.workbook.safe_text import HEADING_LIMIT, cell_text, one_line
from wizard.workbook.styles import (
    ACCENT,
    BAD,
    BAND_FILL,
    EDITED_FILL,
    EDITED_INK,
    ENTERED_FILL,
    ENTERED_INK,
    GOOD,
    INK,
    LINE,
    LINKED_INK,
    MUTED,
    TOTAL_FILL,
    Styles,
)

# Four cards in a row, each three columns wide; the first column is the margin.
_MARGIN, _FIRST, _CARD, _IN_ROW = 1.5, 1, 3, 4
_COLUMN_WIDTH = 11.7
_ROW_HEIGHT = 15
_LAST = _FIRST + _CARD * _IN_ROW - 1
_CARDS_ROW = 6
_CARD_HEIGHT = 4
_CHART_ROWS = 15

KEY_FIGURES = (
    "goals.revenue",
    "goals.deals",
    "goals.leads",
    "goals.clients",
    "structure.staff",
    "motivation.payroll",
    "costs.total",
    "result.operating_profit",
    "result.cash",
    "result.funding_need",
    "result.break_even_month",
    "result.payback_month",
    "goals.average_check",
    "goals.conversion",
    "kpi.cac_full",
    "kpi.ltv_to_cac",
)


def meaning(line: Line, months: int) -> Text:
    """What the total of a line stands for."""
    if line.single:
        return NOTHING
    if isinstance(line.total, Ratio):
        return _("в среднем за план")
    return {
        Total.SUM: n_("за {n} месяц", "за {n} месяцев", months),
        Total.LAST: _("на конец плана"),
        Total.AVERAGE: _("в среднем за месяц"),
        Total.GREATEST: _("наибольшее за план"),
        Total.NONE: NOTHING,
    }[line.total]


class SummarySheet:
    """Writes the summary of one project."""

    def __init__(
        self,
        project: Project,
        figures: Figures,
        layout: Layout,
        styles: Styles,
        language: Language,
    ) -> None:
        self._project, self._figures, self._layout = project, figures, layout
        self._styles, self._language = styles, language
        self._cells = layout.cells("")

    def write(
        self,
        book: Workbook,
        sheet: Worksheet,
        contents: Sequence[tuple[str, str]],
        *,
        timeline: str,
        failed_checks: float,
        opened: Opened | None,
    ) -> None:
        """Write the sheet; `contents` are the names of all other sheets and what they are about."""
        sheet.set_column(0, 0, _MARGIN)
        sheet.set_column(_FIRST, _LAST, _COLUMN_WIDTH)
        self._title(sheet, timeline)
        self._check_mark(sheet, failed_checks)
        if opened is not None:
            self._scenario_mark(sheet, opened)
        row = self._cards(sheet)
        table = row + 3 * _CHART_ROWS + 1
        for at in range(row, table):
            sheet.set_row(at, _ROW_HEIGHT)
        stages = self._funnel_table(sheet, table)
        self._charts(book, sheet, row, table, stages)
        self._contents(sheet, table, contents)
        legend = table + stages + (2 if stages else 0)
        self._legend(sheet, legend)
        company = one_line(self._project.company.name, HEADING_LIMIT)
        set_page(sheet, company, self._language, upright=True)
        sheet.set_h_pagebreaks([table])
        sheet.print_area(0, 0, max(table + len(contents), legend + 8) + 1, _LAST)
        protect(sheet)

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    def _title(self, sheet: Worksheet, timeline: str) -> None:
        styles = self._styles
        company = one_line(self._project.company.name, HEADING_LIMIT) or self._say(
            _("Отдел продаж")
        )
        sheet.set_row(0, 8)
        sheet.set_row(1, 32)
        big = styles.look(font_size=22, bold=True, font_color=styles.brand)
        sheet.write_string(1, _FIRST, company, big)
        caption = styles.look(font_size=11, font_color=MUTED)
        about = self._say(_("Отдел продаж: план, бюджет и показатели"))
        sheet.write_string(2, _FIRST, about, caption)
        days = clock_values(self._figures.calendar, DATE_ROW)
        where = quote_sheetname(timeline)
        month = styles.look(num_format=MONTH_LONG[self._language], align="left", bold=True)
        quiet = styles.look(font_color=MUTED)
        for column, text, day, at in (
            (_FIRST, _("Первый месяц"), days[0], FIRST_MONTH),
            (_FIRST + 4, _("Последний месяц"), days[-1], FIRST_MONTH + len(days) - 1),
        ):
            sheet.merge_range(3, column, 3, column + 1, "", quiet)
            sheet.write_string(3, column, self._say(text), quiet)
            cell = xl_rowcol_to_cell(DATE_ROW - 1, at, row_abs=True, col_abs=True)
            sheet.merge_range(3, column + 2, 3, column + 3, "", month)
            sheet.write_formula(3, column + 2, f"={where}!{cell}", month, day)
        line = styles.look(bottom=2, bottom_color=styles.brand)
        for column in range(_FIRST, _LAST + 1):
            sheet.write_blank(4, column, None, line)
        sheet.set_row(4, 6)
        sheet.set_row(5, 6)

    def _check_mark(self, sheet: Worksheet, failed: float) -> None:
        """Whether the workbook's own checks hold."""
        good, bad = self._say(_("Проверки сходятся")), self._say(_("Проверки: расхождений"))
        properties = {"num_format": f'"{bad} — "0;;"{good}"', "bold": True, "align": "right"}
        look = self._styles.look(font_color=GOOD, **properties)
        sheet.merge_range(3, _LAST - 3, 3, _LAST, "", look)
        sheet.write_formula(3, _LAST - 3, f"={self._cells.total(TOTAL_KEY)}", look, failed)
        wrong = self._styles.look(font_color=BAD, **properties)
        rule = {"type": "cell", "criteria": "!=", "value": 0, "format": wrong}
        sheet.conditional_format(3, _LAST - 3, 3, _LAST - 3, rule)

    def _scenario_mark(self, sheet: Worksheet, opened: Opened) -> None:
        """By which scenario the book computes; a link to where it is chosen."""
        sign = self._say(_("Сценарий")).replace('"', "")
        look = self._styles.look(
            num_format=f'"{sign}: "@', align="right", font_size=11, font_color=ACCENT
        )
        sheet.merge_range(2, _LAST - 5, 2, _LAST, "", look)
        target = f"internal:{opened.cell.replace('$', '')}"
        sheet.write_url(2, _LAST - 5, target, look, string=opened.value)
        sheet.write_formula(2, _LAST - 5, f"={opened.name}", look, opened.value)

    def _cards(self, sheet: Worksheet) -> int:
        """The key figures, each linked to its line; the row after them."""
        shown = [self._figures[key] for key in KEY_FIGURES if key in self._figures]
        for index, figure in enumerate(shown):
            row = _CARDS_ROW + index // _IN_ROW * _CARD_HEIGHT
            self._card(sheet, row, _FIRST + index % _IN_ROW * _CARD, figure)
        rows = -(-len(shown) // _IN_ROW)
        for card in range(rows):
            top = _CARDS_ROW + card * _CARD_HEIGHT
            sheet.set_row(top + 1, 24)
            sheet.set_row(top + 2, 13)
            sheet.set_row(top + 3, 6)
        return _CARDS_ROW + rows * _CARD_HEIGHT

    def _card(self, sheet: Worksheet, row: int, column: int, figure: Figure) -> None:
        styles, line, last = self._styles, figure.line, column + _CARD - 2
        fill = {"bg_color": TOTAL_FILL, "left": 5, "left_color": styles.brand, "indent": 1}
        name = styles.look(font_size=10, font_color=MUTED, align="left", **fill)
        number = styles.look(
            font_size=17,
            bold=True,
            align="left",
            num_format=number_format(line.unit, self._language, styles.currency),
            **fill,
        )
        under = styles.look(font_size=9, font_color=MUTED, align="left", **fill)
        for offset, look in enumerate((name, number, under)):
            sheet.merge_range(row + offset, column, row + offset, last + 1, "", look)
        where, at, _first = self._layout.sheet_row(line.key)
        target = f"internal:{quote_sheetname(where)}!{xl_rowcol_to_cell(at, LABEL)}"
        label = one_line(line.label.into(self._language), HEADING_LIMIT)
        sheet.write_url(row, column, target, name, string=label)
        sheet.write_formula(
            row + 1, column, f"={self._cells.total(line.key)}", number, figure.total
        )
        sheet.write_string(row + 2, column, self._say(meaning(line, self._layout.months)), under)

    def _funnel_table(self, sheet: Worksheet, row: int) -> int:
        """The stages of the funnel with their totals, which the chart is drawn over."""
        stages = self._project.goals.funnel
        if not stages:
            return 0
        left = _FIRST + 7
        self._heading(sheet, row, left, _("Воронка за весь план"))
        for index, stage in enumerate(stages, 1):
            figure = self._figures[f"goals.stage.{stage.id}"]
            name = cell_text(stage.name, self._language) or str(index)
            sheet.merge_range(row + index, left, row + index, _LAST - 1, "", self._styles.label())
            sheet.write_string(row + index, left, name, self._styles.label())
            look = self._styles.look(num_format="#,##0", align="right", font_color=LINKED_INK)
            formula = f"={self._cells.total(figure.key)}"
            sheet.write_formula(row + index, _LAST, formula, look, figure.total)
        return len(stages)

    def _charts(self, book: Workbook, sheet: Worksheet, row: int, table: int, stages: int) -> None:
        charts = Charts(book, self._layout, self._language, self._styles.brand)
        lines = self._figures.plan.lines
        made = [
            charts.columns_and_line(
                _("Выручка и деньги по месяцам"),
                lines["goals.revenue"],
                lines["result.cash"],
                second_axis=False,
            ),
            charts.stacked(
                _("Расходы по группам"),
                [lines[f"costs.{group}"] for group in ("direct", "indirect", "capital")],
            ),
            charts.columns_and_line(
                _("План и мощность по сделкам"),
                lines["goals.deals"],
                lines["structure.feasible_deals"],
                second_axis=False,
            ),
            charts.columns_and_line(
                _("Выход в ноль и окупаемость"),
                lines["result.operating_profit"],
                lines["result.cumulative_cash_flow"],
                second_axis=False,
            ),
            charts.columns_and_line(
                _("План: новые сделки и действующие клиенты"),
                lines["goals.deals"],
                lines["goals.clients"],
                second_axis=True,
            ),
        ]
        if stages:
            name = sheet.get_name()
            made.insert(0, charts.funnel(name, table + 1, table + stages, _FIRST + 7, _LAST))
        for index, chart in enumerate(made):
            at = row + index // 2 * _CHART_ROWS
            column = _FIRST + index % 2 * _CARD * 2
            sheet.insert_chart(at, column, chart, {"x_offset": 0, "y_offset": 4})

    def _heading(self, sheet: Worksheet, row: int, column: int, text: Text) -> None:
        look = self._styles.look(font_size=12, bold=True, font_color=self._styles.brand)
        sheet.write_string(row, column, self._say(text), look)

    def _contents(self, sheet: Worksheet, row: int, contents: Sequence[tuple[str, str]]) -> None:
        self._heading(sheet, row, _FIRST, _("Содержание"))
        about_look = self._styles.quiet(wrap=True)
        for index, (name, about) in enumerate(contents, 1):
            target = f"internal:{quote_sheetname(name)}!A1"
            sheet.write_url(row + index, _FIRST, target, self._styles.link(), string=name)
            first, last = _FIRST + 2, _FIRST + 5
            sheet.merge_range(row + index, first, row + index, last, "", about_look)
            sheet.write_string(row + index, first, about, about_look)
            sheet.set_row(row + index, 25)

    def _legend(self, sheet: Worksheet, row: int) -> None:
        """How to read and use the workbook."""
        self._heading(sheet, row, _FIRST + 7, _("Как пользоваться"))
        looks: tuple[tuple[dict[str, Any], Text], ...] = (
            (
                {"font_color": ENTERED_INK, "bg_color": ENTERED_FILL, "border": 1},
                _("Жёлтая ячейка — исходное данное: меняйте на листе «Исходные данные»."),
            ),
            (
                {"font_color": EDITED_INK, "bg_color": EDITED_FILL, "bold": True, "border": 1},
                _("Оранжевая — исходное данное, изменённое в книге после её сборки."),
            ),
            ({"font_color": INK}, _("Чёрное число — расчёт по формуле.")),
            ({"font_color": LINKED_INK}, _("Зелёное число — ссылка на другой лист.")),
            (
                {"bold": True, "bg_color": TOTAL_FILL},
                _("Итог по строке: сумма, последнее или среднее — по смыслу показателя."),
            ),
            ({"bg_color": BAND_FILL, "bold": True}, _("Заголовок группы строк.")),
            (
                {"font_color": MUTED},
                _("Листы защищены без пароля: снять защиту можно на вкладке «Рецензирование»."),
            ),
        )
        note = self._styles.quiet(wrap=True, indent=1)
        for index, (properties, text) in enumerate(looks, 1):
            at = row + index
            sample = self._styles.look(align="center", border_color=LINE, **properties)
            sheet.write_string(at, _FIRST + 7, "123", sample)
            sheet.merge_range(at, _FIRST + 8, at, _LAST, "", note)
            sheet.write_string(at, _FIRST + 8, self._say(text), note)
            sheet.set_row(at, 25)
