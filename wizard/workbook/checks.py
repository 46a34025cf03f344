"""The checks sheet: the same sum reached by two ways, balances closed, shares that make 100 %.

The checks are lines like any other (two ways and whether they meet), so their values and formulas
cannot disagree; they are about the workbook as a whole and so stand here and not in the plan.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from xlsxwriter.worksheet import Worksheet

from wizard.plan.figures import Figures
from wizard.plan.formulas.expression import Array, Expression, Input, Operand, Ref, Vector
from wizard.plan.formulas.line import Line, Lines, Total
from wizard.plan.formulas.operators import larger, smaller, whole
from wizard.plan.formulas.over_months import over_all, previous, sum_of
from wizard.plan.formulas.tables import products
from wizard.plan.lines.costs import is_counted
from wizard.plan.lines.goals import SHARES
from wizard.plan.solving.month_by_month import MonthByMonth
from wizard.project.project import Project
from wizard.texts import Text, _
from wizard.units import CLIENTS_EXACT, DEALS_EXACT, FLAG, LEADS_EXACT, MONEY, PEOPLE, PERCENT, Unit
from wizard.workbook.layout import TOTAL, Layout
from wizard.workbook.line_sheet import LineSheet, RowValues
from wizard.workbook.plan_scope import plan_scope
from wizard.workbook.scenarios import APART
from wizard.workbook.styles import BAD, BAD_FILL, GOOD, GOOD_FILL, Styles

TOTAL_KEY = "checks.total"


@dataclass(frozen=True, slots=True)
class _Check:
    """Two ways to one figure."""

    name: str
    title: Text
    lines: tuple[Line, ...]
    flag: Line


class Checks:
    """The checks of one project, with their values."""

    def __init__(self, project: Project, figures: Figures, *, switched: bool) -> None:
        self._project, self._figures, self._switched = project, figures, switched
        self.vectors: list[Vector] = []
        self._lines = Lines()
        self._checks: list[_Check] = []
        self._begun = 0
        self._define()
        self._totals = self._result()
        self._found = self._solved()

    def sheet(self, name: str) -> LineSheet:
        """The sheet: the result on top, then each check with both its ways."""
        sheet = LineSheet(
            name,
            _("Проверки"),
            _(
                "Каждая проверка приходит к одной сумме двумя путями: 0 — сошлось, итог должен "
                "быть 0."
            ),
        )
        sheet.heading(_("Итог"))
        for line in self._totals:
            sheet.add(line, strong=line.key == TOTAL_KEY)
        for check in self._checks:
            sheet.heading(check.title)
            for line in (*check.lines, check.flag):
                sheet.add(line, strong=line is check.flag)
        return sheet

    def values(self, line: Line) -> RowValues:
        """The values of a check's line."""
        months = self._found[line.key].tolist()
        opening = None
        if line.opening is not None:
            opening = float(np.asarray(line.opening.months(self.scope)))
        if line.single:
            return RowValues((), months[0])
        match line.total:
            case Total.SUM:
                total = math.fsum(months)
            case Total.GREATEST:
                total = max(months)
            case _:
                total = months[-1]
        return RowValues(months, total, opening)

    @property
    def failed(self) -> float:
        """How many months and checks do not meet."""
        return float(self._found[TOTAL_KEY][0])

    def mark(self, page: Worksheet, layout: Layout, styles: Styles) -> None:
        """Colour the flags: green where the ways meet, red where not."""
        good = styles.look(font_color=GOOD, bg_color=GOOD_FILL, bold=True)
        bad = styles.look(font_color=BAD, bg_color=BAD_FILL, bold=True)
        for line in (*self._totals, *(check.flag for check in self._checks)):
            _sheet, row, _column = layout.sheet_row(line.key)
            last = TOTAL if line.single else TOTAL + 1 + layout.months
            for criteria, look in (("==", good), ("!=", bad)):
                page.conditional_format(
                    row,
                    TOTAL,
                    row,
                    last,
                    {"type": "cell", "criteria": criteria, "value": 0, "format": look},
                )

    def _define(self) -> None:
        project, figures = self._project, self._figures
        ids = [product.id for product in project.goals.products]
        channels = [channel.id for channel in project.goals.channels]
        roles = [role.id for role in project.structure.roles]
        if ids:
            self._shares(_("Доли продуктов"), products(SHARES))
            self._sums("deals", _("Сделки по продуктам"), "goals.deals", ids, DEALS_EXACT)
            self._sums("revenue", _("Выручка по продуктам"), "goals.revenue", ids, MONEY)
            self._clients(ids)
        if channels:
            self._sums("leads", _("Лиды по каналам"), "goals.leads", channels, LEADS_EXACT)
            self._sums(
                "inflow", _("Приход лидов по каналам"), "goals.leads_inflow", channels, LEADS_EXACT
            )
        if roles:
            self._people(roles)
        paid = [role for role in roles if f"motivation.pay_cost.{role}" in figures]
        if paid:
            by_role = sum_of([Ref(f"motivation.pay_cost.{role}") for role in paid])
            self._check("payroll", _("Оплата труда по ролям"), by_role, "motivation.payroll", MONEY)
        mode = project.company.work_mode
        items = [
            Ref(f"costs.item.{item.id}") for item in project.costs.items if is_counted(item, mode)
        ]
        own = ("motivation.payroll", "costs.leads", "hiring.cost", "automation.cost")
        self._check(
            "costs",
            _("Расходы по статьям"),
            sum_of([*items, *(Ref(key) for key in own)]),
            "costs.total",
            MONEY,
        )
        less = sum_of(
            [
                Ref("goals.variable_cost"),
                Ref("costs.direct"),
                Ref("costs.indirect"),
                Ref("costs.depreciation"),
            ]
        )
        self._check(
            "profit",
            _("Выручка без всех расходов периода"),
            Ref("goals.revenue") - less,
            "result.operating_profit",
            MONEY,
        )
        self._cash()
        if self._switched:
            self._scenarios()

    def _scenarios(self) -> None:
        """The chosen scenario in the book against what the program computed for it."""
        apart = self._line(
            "scenarios_differing",
            Input(APART),
            _("Показателей, которые разошлись с программой"),
            FLAG,
            single=True,
        )
        whole_line = self._line("scenarios_none", 0.0, _("Должно быть"), FLAG, single=True)
        title = _("Сценарий в книге и в программе")
        self._add("scenarios", title, apart, whole_line, single=True)

    def _sums(self, name: str, title: Text, key: str, ids: list[str], unit: Unit) -> None:
        self._check(name, title, sum_of([Ref(f"{key}.{row}") for row in ids]), key, unit)

    def _shares(self, title: Text, total: Expression) -> None:
        one = self._line("shares", total, _("Сумма долей"), PERCENT, single=True)
        whole_line = self._line("shares_whole", 1.0, _("Должно быть"), PERCENT, single=True)
        self._add("shares", title, one, whole_line, single=True)

    def _clients(self, ids: list[str]) -> None:
        start = self._column("goals.products", "clients_at_start")
        before = sum_of([Ref(f"goals.clients.{row}") for row in ids])
        held = self._line(
            "clients_held",
            before,
            _("Клиенты по продуктам"),
            CLIENTS_EXACT,
            Total.LAST,
            opening=start,
        )
        stayed = sum_of([Ref(f"goals.retained.{row}") for row in ids])
        lost = self._line("clients_lost", previous(held) - stayed, _("Потеряно"), CLIENTS_EXACT)
        added = self._line(
            "clients_added",
            sum_of([Ref(f"goals.deals.{row}") for row in ids]),
            _("Добавлено"),
            CLIENTS_EXACT,
        )
        self._closing(
            "clients", _("Баланс клиентов"), start, added, lost, "goals.clients", CLIENTS_EXACT
        )

    def _people(self, roles: list[str]) -> None:
        hired = self._line("people_hired", Ref("hiring.hires"), _("Приняты"), PEOPLE)
        gone = sum_of([Ref(f"hiring.departures.{role}") for role in roles])
        left = self._line("people_left", gone, _("Ушли"), PEOPLE)
        start = self._column("structure.roles", "at_start")
        self._closing("people", _("Баланс людей"), start, hired, left, "structure.staff", PEOPLE)

    def _cash(self) -> None:
        received = self._line("cash_in", Ref("result.receipts"), _("Поступило"), MONEY)
        paid = self._line("cash_out", Ref("result.payments"), _("Выплачено"), MONEY)
        start = Input("costs.opening_cash")
        self._closing("cash", _("Баланс денег"), start, received, paid, "result.cash", MONEY)

    def _closing(
        self, name: str, title: Text, start: Expression, added: Ref, lost: Ref, key: str, unit: Unit
    ) -> None:
        """A balance: opening, added, lost, closing; its closing must be the plan's line."""
        balance = f"checks.{name}_balance"
        self._line(
            f"{name}_balance",
            previous(balance) + added - lost,
            _("На конец месяца: было + добавлено − убыло"),
            unit,
            Total.LAST,
            opening=start,
        )
        linked = self._line(f"{name}_line", Ref(key), self._label(key), unit, Total.LAST)
        self._add(name, title, Ref(balance), linked)

    def _label(self, key: str) -> Text:
        return _("В плане: {line}", line=self._figures[key].label)

    def _check(self, name: str, title: Text, way: Expression, key: str, unit: Unit) -> None:
        mine = self._line(f"{name}_sum", way, title, unit)
        linked = self._line(f"{name}_line", Ref(key), self._label(key), unit)
        self._add(name, title, mine, linked)

    def _line(
        self,
        name: str,
        formula: Operand,
        label: Text,
        unit: Unit,
        total: Total = Total.SUM,
        *,
        opening: Expression | None = None,
        single: bool = False,
    ) -> Ref:
        key = f"checks.{name}"
        return self._lines.line(key, formula, label, unit, total, opening=opening, single=single)

    def _add(self, name: str, title: Text, a: Ref, b: Ref, *, single: bool = False) -> None:
        """Close a check: 0 where both ways meet to a millionth part, 1 where not."""
        apart = larger(a - b, b - a) / larger(larger(1, a), 0 - a)
        flag = self._line(
            f"{name}_apart",
            smaller(1, whole(apart)),
            _("Расхождение"),
            FLAG,
            single=single,
        )
        lines = list(self._lines)
        flag_line = lines[-1]
        assert flag_line.key == flag.key
        self._checks.append(_Check(name, title, tuple(lines[self._begun : -1]), flag_line))
        self._begun = len(lines)

    def _result(self) -> list[Line]:
        """A line for each check, one under another, and their sum."""
        for check in self._checks:
            flag = Ref(check.flag.key)
            self._line(
                f"{check.name}_result",
                flag if check.flag.single else over_all(flag, "SUM"),
                check.title,
                FLAG,
                single=True,
            )
        results = [Ref(f"checks.{check.name}_result") for check in self._checks]
        self._lines.line(
            TOTAL_KEY,
            sum_of(results),
            _("Всего расхождений"),
            FLAG,
            single=True,
            help=_("Должно быть 0."),
        )
        return list(self._lines)[self._begun :]

    def _column(self, table: str, name: str) -> Expression:
        """The sum over a column of inputs; the inputs sheet is told to give it a name."""
        vector = Vector(table, name)
        self.vectors.append(vector)
        return products(vector)

    def _solved(self) -> dict[str, Array]:
        scope = self.scope = plan_scope(self._project, self._figures, self.vectors, {APART: 0.0})
        for line in self._lines:
            if line.opening is not None:
                scope.openings[line.key] = line.opening.months(scope)
            if line.key in line.before:
                MonthByMonth((line,)).solve(scope)
            else:
                months = 1 if line.single else scope.months
                value = np.asarray(line.formula.months(scope), dtype=float)
                scope.lines[line.key] = np.broadcast_to(value, (months,))
        return {line.key: scope.lines[line.key] for line in self._lines}
