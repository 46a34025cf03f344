"""The plan–fact sheet: actual figures typed by month, deviations from the plan, the forecast.

Belongs here: which figures are followed, their formulas and values; the facts of other months.
Does not belong here: reading typed figures back (`actuals`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wizard.plan.figures import Figures
from wizard.plan.formulas.line import Total
from wizard.texts import Language, Text, _
from wizard.units import CLIENTS, MONEY, PERCENT, Unit
from wizard.workbook.layout import (
    BEFORE,
    CLOCK_ROWS,
    DATE_ROW,
    FIRST_LETTER,
    FIRST_LINE_ROW,
    FIRST_MONTH,
    LABEL,
    NOTE,
    NOW,
    OPENING,
    OPENING_LETTER,
    TOTAL,
    TOTAL_LETTER,
    UNIT,
    YEAR_ROW,
    Layout,
)
from wizard.workbook.line_sheet import (
    LABEL_WIDTH,
    NOTE_WIDTH,
    UNIT_WIDTH,
    excel_day,
    write_clock,
    write_headings,
)
from wizard.workbook.number_formats import MONTH_HEADING, number_format
from wizard.workbook.page import protect, set_months_page
from wizard.workbook.safe_text import PROMPT_LIMIT, PROMPT_TITLE_LIMIT, cell_text, one_line
from wizard.workbook.styles import ENTERED_FILL, ENTERED_INK, LINE, Styles

SHEET = _("План — факт")
ABOUT = _("Впишите факт месяца в жёлтые ячейки: отклонения и прогноз посчитаются сами.")

CHECK = "fact.average_check"
KEYS = (
    "goals.leads_inflow",
    "goals.deals",
    CHECK,
    "goals.revenue_new",
    "goals.revenue",
    "goals.clients",
    "costs.direct",
    "costs.indirect",
    "costs.capital",
    "motivation.payroll",
    "result.operating_profit",
    "result.receipts",
    "result.payments",
    "result.cash",
)
_CHECK_OF = ("goals.revenue_new", "goals.deals")
_KEPT = _("Факт за месяцы вне плана")
_KEPT_NOTE = _(
    "Ни на что не влияет. Войдёт месяц в план — при следующей сборке его факт встанет на место."
)
_PLAN, _FACT, _OFF, _SHARE, _FORECAST = range(1, 6)
_ROWS = _FORECAST + 2
_MOST = 1e15

# In the hidden column: this row is a kept fact of the line whose key follows.
KEPT_MARK = "kept:"

# Actual figures by the key of the plan's line, then by the first day of the month.
Actuals = Mapping[str, Mapping[date, float]]
Cell = float | str
Months = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class _Values:
    """A followed figure: five rows of months, each with its total; "" where there is no fact."""

    rows: tuple[Months, ...]
    totals: tuple[Cell, ...]
    opening: float


def kept_facts(figures: Figures, actuals: Actuals) -> list[tuple[str, date, float]]:
    """The actual figures of months that the plan does not have: key, month and value.

    They stand below the followed figures, so that a plan that moves away and back loses none.
    """
    days = {date(month.year, month.month, 1) for month in figures.calendar}
    return [
        (key, day, value)
        for key in KEYS
        for day, value in sorted(actuals.get(key, {}).items())
        if day not in days
    ]


class PlanFactSheet:
    """Writes the plan–fact sheet of one project."""

    def __init__(
        self,
        figures: Figures,
        layout: Layout,
        styles: Styles,
        language: Language,
        timeline: str,
        actuals: Actuals,
    ) -> None:
        self._figures, self._layout, self._styles = figures, layout, styles
        self._language, self._timeline, self._actuals = language, timeline, actuals
        self._cells = layout.cells(SHEET.into(language))
        self._last = layout.letters[-1]
        shown = [key for key in KEYS if key in figures or key == CHECK]
        self._tops = {key: FIRST_LINE_ROW + _ROWS * at for at, key in enumerate(shown)}
        self._kept = kept_facts(figures, actuals)
        self._found: dict[str, _Values] = {}
        for key in sorted(shown, key=lambda one: one == CHECK):
            self._found[key] = self._ratio() if key == CHECK else self._values(key)

    def write(self, sheet: Worksheet, company: str) -> None:
        """Write the headings and the rows of every figure."""
        language, months = self._language, self._layout.months
        write_headings(sheet, self._styles, language, SHEET, ABOUT, months=True)
        write_clock(sheet, self._layout, self._styles, self._timeline, self._figures.calendar)
        for key, top in self._tops.items():
            self._figure(sheet, key, top)
        if self._kept:
            self._keep(sheet, FIRST_LINE_ROW + _ROWS * len(self._tops))
        sheet.set_column(LABEL, LABEL, LABEL_WIDTH)
        sheet.set_column(UNIT, UNIT, UNIT_WIDTH)
        sheet.set_column(NOTE, NOTE, NOTE_WIDTH)
        sheet.set_column(TOTAL, FIRST_MONTH + months - 1, self._width())
        keys = FIRST_MONTH + months
        sheet.set_column(keys, keys, 0, None, {"hidden": True})
        first = self._figures.calendar[0]
        quiet = self._styles.quiet(size=8)
        sheet.write_number(DATE_ROW - 1, keys, excel_day(first.year, first.month), quiet)
        sheet.freeze_panes(YEAR_ROW, UNIT)
        set_months_page(sheet, company, language, months)
        protect(sheet)

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    def _width(self) -> float:
        numbers = [
            abs(value)
            for found in self._found.values()
            for value in (*found.totals, *(cell for row in found.rows for cell in row))
            if isinstance(value, float)
        ]
        numbers.extend(abs(value) for _key, _day, value in self._kept)
        return min(max(11.0, len(f"{max(numbers, default=0):,.0f}") + 5.0), 26.0)

    def _label(self, key: str) -> Text:
        return _("Средний чек новых сделок") if key == CHECK else self._figures[key].label

    def _unit(self, key: str) -> Unit:
        if key == CHECK:
            return MONEY
        return CLIENTS if key == "goals.clients" else self._figures[key].unit

    def _is_balance(self, key: str) -> bool:
        return key != CHECK and self._figures[key].line.total is Total.LAST

    def _figure(self, sheet: Worksheet, key: str, top: int) -> None:
        styles, unit, values = self._styles, self._unit(key), self._found[key]
        band = styles.band()
        sheet.write_string(top - 1, LABEL, self._say(self._label(key)), band)
        for column in range(UNIT, FIRST_MONTH + self._layout.months):
            sheet.write_blank(top - 1, column, None, band)
        keys = FIRST_MONTH + self._layout.months
        names = (
            (_("План"), _("Ссылка на план.")),
            (_("Факт"), _("Вписывается за прошедший месяц.")),
            (_("Отклонение"), _("Факт − план; итог — по месяцам с фактом.")),
            (_("Отклонение, %"), _("Отклонение ÷ план тех же месяцев.")),
            (_("Прогноз до конца плана"), _("Факт, а где его нет — план.")),
        )
        notes = {
            CHECK: (_PLAN, _FACT, _FORECAST, _("Выручка от новых сделок ÷ новые сделки.")),
        }
        formulas = self._formulas(key, top)
        for offset, (name, note) in enumerate(names, _PLAN):
            row = top + offset - 1
            if key in notes and offset in notes[key]:
                note = notes[key][-1]
            elif offset == _FORECAST and self._is_balance(key):
                note = _("Факт, а где его нет — прошлый месяц и изменение по плану.")
                sheet.set_row(row, 23)
            strong = offset == _FORECAST
            sheet.write_string(row, LABEL, self._say(name), styles.label(indent=1, strong=strong))
            shown = PERCENT if offset == _SHARE else unit
            sign = shown.sign(styles.currency).into(self._language)
            sheet.write_string(row, UNIT, sign, styles.quiet(size=8, line=True))
            sheet.write_string(
                row, NOTE, self._say(note), styles.quiet(size=8, wrap=True, line=True)
            )
            linked = offset == _PLAN and key != CHECK
            month, total = formulas[offset]
            look = styles.figure(shown, linked=linked, strong=strong, part="total")
            sheet.write_formula(row, TOTAL, f"={total}", look, values.totals[offset - 1])
            opening = styles.figure(shown, linked=linked, part="opening")
            if self._is_balance(key) and offset in (_PLAN, _FORECAST):
                place = self._layout.places[key]
                start = self._cells.line(key).replace(NOW, f"${OPENING_LETTER}")
                assert not place.single
                sheet.write_formula(row, OPENING, f"={start}", opening, values.opening)
            else:
                sheet.write_blank(row, OPENING, None, opening)
            cells = values.rows[offset - 1]
            if offset == _FACT and key != CHECK:
                self._entries(sheet, row, key, shown, cells)
                sheet.write_string(row, keys, key, styles.quiet(size=8))
                continue
            look = styles.figure(shown, linked=linked, strong=strong)
            texts = self._layout.by_month(f"={month}")
            for column, (text, value) in enumerate(zip(texts, cells, strict=True), FIRST_MONTH):
                sheet.write_formula(row, column, text, look, value)

    def _entries(self, sheet: Worksheet, row: int, key: str, unit: Unit, cells: Months) -> None:
        """The cells for actual figures, open to typing."""
        look = self._open(unit)
        for column, value in enumerate(cells, FIRST_MONTH):
            if isinstance(value, float):
                sheet.write_number(row, column, value, look)
            else:
                sheet.write_blank(row, column, None, look)
        title = one_line(self._say(self._label(key)), PROMPT_TITLE_LIMIT)
        said = one_line(self._say(_("Число: факт за этот месяц.")), PROMPT_LIMIT)
        sheet.data_validation(
            row,
            FIRST_MONTH,
            row,
            FIRST_MONTH + len(cells) - 1,
            {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -_MOST,
                "maximum": _MOST,
                "input_title": title,
                "input_message": said,
                "error_title": one_line(self._say(_("Проверьте число")), PROMPT_TITLE_LIMIT),
                "error_message": said,
            },
        )

    def _keep(self, sheet: Worksheet, top: int) -> None:
        """The facts of months that the plan does not have, one a row: its month, its value."""
        styles, keys = self._styles, FIRST_MONTH + self._layout.months
        for column in range(UNIT, keys):
            sheet.write_blank(top - 1, column, None, styles.band())
        sheet.write_string(top - 1, LABEL, self._say(_KEPT), styles.band())
        sheet.write_string(top, LABEL, self._say(_KEPT_NOTE), styles.quiet(size=8, wrap=True))
        sheet.set_row(top, 23)
        month = styles.look(
            num_format=MONTH_HEADING[self._language], align="left", bottom=1, bottom_color=LINE
        )
        for row, (key, day, value) in enumerate(self._kept, top + 1):
            unit = self._unit(key)
            sign = unit.sign(styles.currency).into(self._language)
            sheet.write_string(row, LABEL, self._say(self._label(key)), styles.label(indent=1))
            sheet.write_string(row, UNIT, sign, styles.quiet(size=8, line=True))
            sheet.write_number(row, NOTE, excel_day(day.year, day.month), month)
            sheet.write_number(row, TOTAL, value, self._open(unit))
            sheet.write_string(row, keys, f"{KEPT_MARK}{key}", styles.quiet(size=8))

    def _open(self, unit: Unit) -> Format:
        return self._styles.look(
            num_format=number_format(unit, self._language, self._styles.currency),
            font_color=ENTERED_INK,
            bg_color=ENTERED_FILL,
            border=1,
            border_color=LINE,
            align="right",
            locked=False,
        )

    def _formulas(self, key: str, top: int) -> dict[int, tuple[str, str]]:
        """By row of the figure: the formula of a month, and that of the total."""
        plan, fact, off, forecast = (top + row for row in (_PLAN, _FACT, _OFF, _FORECAST))
        typed = f"ISNUMBER({NOW}{fact})"
        facts, plans = self._row(fact), self._row(plan)
        none = f"COUNT({facts})=0"
        off_month = f'IF({typed},{NOW}{fact}-{NOW}{plan},"")'
        share = f'IF({typed},IF({NOW}{plan}=0,0,{NOW}{off}/ABS({NOW}{plan})),"")'
        letter = f"${TOTAL_LETTER}"
        if key == CHECK:
            return self._check_formulas(top, off_month, share)
        clock = f"${FIRST_LETTER}${CLOCK_ROWS['month']}:${self._last}${CLOCK_ROWS['month']}"
        if self._is_balance(key):
            last = f"SUMPRODUCT(MAX(ISNUMBER({facts})*{clock}))"
            so_far = f"INDEX({plans},{last})"
            fact_total = f'IF({none},"",INDEX({facts},{last}))'
            off_total = f'IF({none},"",{letter}{fact}-{so_far})'
            ahead = f"{BEFORE}{forecast}+{NOW}{plan}-{BEFORE}{plan}"
            total = f"${self._last}{forecast}"
        else:
            so_far = f"SUMPRODUCT(ISNUMBER({facts})*{plans})"
            fact_total = f'IF({none},"",SUM({facts}))'
            off_total = f'IF({none},"",SUM({self._row(off)}))'
            ahead = f"{NOW}{plan}"
            total = f"SUM({self._row(forecast)})"
        share_total = f'IF({none},"",IF({so_far}=0,0,{letter}{off}/ABS({so_far})))'
        return {
            _PLAN: (self._cells.line(key), self._cells.total(key)),
            _FACT: ("", fact_total),
            _OFF: (off_month, off_total),
            _SHARE: (share, share_total),
            _FORECAST: (f"IF({typed},{NOW}{fact},{ahead})", total),
        }

    def _check_formulas(self, top: int, off: str, share: str) -> dict[int, tuple[str, str]]:
        over, under = (self._tops[key] for key in _CHECK_OF)
        letter = f"${TOTAL_LETTER}"

        def quotient(row: int, column: str) -> str:
            return f"IF({column}{under + row}=0,0,{column}{over + row}/{column}{under + row})"

        def known(column: str) -> str:
            both = f"AND(ISNUMBER({column}{over + _FACT}),ISNUMBER({column}{under + _FACT}))"
            return f'IF({both},{quotient(_FACT, column)},"")'

        return {
            _PLAN: (quotient(_PLAN, NOW), quotient(_PLAN, letter)),
            _FACT: (known(NOW), known(letter)),
            _OFF: (off, off.replace(NOW, letter)),
            _SHARE: (share, share.replace(NOW, letter)),
            _FORECAST: (quotient(_FORECAST, NOW), quotient(_FORECAST, letter)),
        }

    def _row(self, row: int) -> str:
        return f"${FIRST_LETTER}{row}:${self._last}{row}"

    def _values(self, key: str) -> _Values:
        figure, typed = self._figures[key], self._actuals.get(key, {})
        plan = list(figure.months)
        days = (date(month.year, month.month, 1) for month in self._figures.calendar)
        fact: list[Cell] = [float(typed[day]) if day in typed else "" for day in days]
        off, share = _deviations(plan, fact)
        known = [at for at, value in enumerate(fact) if value != ""]
        opening = self._figures.opening(key) or 0.0
        numbers = [float(fact[at]) for at in known]
        forecast: list[float] = []
        before, planned_before = opening, opening
        balance = self._is_balance(key)
        for planned, actual in zip(plan, fact, strict=True):
            ahead = before + planned - planned_before if balance else planned
            before = float(actual) if actual != "" else ahead
            planned_before = planned
            forecast.append(before)
        totals: list[Cell] = [figure.total, "", "", "", forecast[-1]]
        if not balance:
            totals[4] = math.fsum(forecast)
        if known:
            sums: Callable[[list[float]], float] = (lambda row: row[-1]) if balance else math.fsum
            so_far = sums([plan[at] for at in known])
            totals[1] = sums(numbers)
            gap = sums([float(off[at]) for at in known])
            totals[2], totals[3] = gap, gap / abs(so_far) if so_far else 0.0
        return _Values((plan, fact, off, share, forecast), tuple(totals), opening)

    def _ratio(self) -> _Values:
        over, under = (self._found[key] for key in _CHECK_OF)

        def quotients(row: int) -> list[Cell]:
            at = row - 1
            pairs = zip(
                (*over.rows[at], over.totals[at]), (*under.rows[at], under.totals[at]), strict=True
            )
            return ["" if "" in (a, b) else float(a) / float(b) if b else 0.0 for a, b in pairs]

        plan, fact, forecast = (quotients(row) for row in (_PLAN, _FACT, _FORECAST))
        off, share = _deviations([float(value) for value in plan], fact)
        rows = (plan, fact, off, share, forecast)
        return _Values(tuple(row[:-1] for row in rows), tuple(row[-1] for row in rows), 0.0)


def _deviations(plan: Sequence[float], fact: Months) -> tuple[list[Cell], list[Cell]]:
    """Fact less plan, and that over the plan; "" where there is no fact."""
    off: list[Cell] = []
    share: list[Cell] = []
    for planned, actual in zip(plan, fact, strict=True):
        if isinstance(actual, str):
            off.append("")
            share.append("")
        else:
            off.append(actual - planned)
            share.append((actual - planned) / abs(planned) if planned else 0.0)
    return off, share
