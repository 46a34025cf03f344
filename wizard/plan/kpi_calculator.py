"""The KPI calculator: measures that a CRM's own figures give by plain arithmetic.

Each is a line over typed numbers, so that its value, its Excel formula and its words come from one
definition. The numbers are no part of the project: they are typed into the workbook month by month,
and stand here as examples. Measures of the plan itself are in `wizard.plan.lines.kpi`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from wizard.plan.formulas.expression import Expression, Input, Scope
from wizard.plan.formulas.line import Line, Lines, Total
from wizard.plan.solving.evaluate import solve, solving_order
from wizard.texts import NOTHING, Text, _
from wizard.units import CLIENTS, DEALS, FACTOR, HOURS, MONEY, PERCENT, PIECES, POINTS, TIMES, Unit

STEM = "calculator"


@dataclass(frozen=True, slots=True)
class Entry:
    """A number to type, with an example."""

    path: str
    label: Text
    unit: Unit
    example: float
    help: Text = NOTHING


@dataclass(frozen=True, slots=True)
class Calculator:
    """A measure (its id is the catalogue's): the numbers it needs and the lines it gives."""

    id: str
    title: Text
    entries: tuple[Entry, ...]
    results: tuple[Line, ...]


@cache
def calculators() -> tuple[Calculator, ...]:
    """All calculators, in the order of the catalogue."""
    return (
        _clv(),
        _interaction(),
        _nps(),
        _organic_growth(),
        _churn(),
        _resolution(),
        _upsell(),
        _lead_quality(),
    )


def examples() -> dict[str, float]:
    """The example of every number to type, by path."""
    return {entry.path: entry.example for one in calculators() for entry in one.entries}


def results(entered: Mapping[str, float]) -> dict[str, float]:
    """The value of every line by key; a number that is missing is its example."""
    lines = {line.key: line for one in calculators() for line in one.results}
    scope = Scope(1, 1, {**examples(), **entered}, {})
    solve(solving_order(lines), scope)
    return {key: float(scope.lines[key][-1]) for key in lines}


class _Sheet:
    """A calculator being defined."""

    def __init__(self, measure: str, title: Text) -> None:
        self._id, self._title = measure, title
        self._entries: list[Entry] = []
        self._lines = Lines()

    def entry(self, name: str, label: Text, unit: Unit, example: float) -> Input:
        """A number to type."""
        path = f"{STEM}.{self._id}.{name}"
        self._entries.append(Entry(path, label, unit, float(example)))
        return Input(path)

    def result(self, name: str, formula: Expression, label: Text, unit: Unit, help: Text) -> None:
        """What follows from the numbers."""
        key = f"{STEM}.{self._id}.{name}"
        self._lines.line(key, formula, label, unit, Total.LAST, single=True, help=help)

    def made(self) -> Calculator:
        """The calculator."""
        return Calculator(self._id, self._title, tuple(self._entries), tuple(self._lines))


def _clv() -> Calculator:
    sheet = _Sheet("clv", _("Пожизненная ценность клиента (CLV)"))
    spend = sheet.entry("spend", _("Средние расходы клиента за покупку"), MONEY, 250)
    visits = sheet.entry("visits", _("Покупок в год"), TIMES, 4)
    years = sheet.entry("years", _("Лет отношений"), FACTOR, 3)
    sheet.result(
        "value", spend * visits * years, _("CLV"), MONEY,
        _("Средние расходы × покупок в год × лет отношений."),
    )  # fmt: skip
    return sheet.made()


def _interaction() -> Calculator:
    sheet = _Sheet("interaction-time", _("Время общения с клиентом"))
    hours = sheet.entry("hours", _("Часы звонков и встреч"), HOURS, 96)
    clients = sheet.entry("clients", _("Клиентов в работе"), CLIENTS, 48)
    sheet.result(
        "value", hours / clients, _("Часов на клиента"), HOURS,
        _("Часы звонков и встреч ÷ клиенты в работе."),
    )  # fmt: skip
    return sheet.made()


def _nps() -> Calculator:
    sheet = _Sheet("nps", _("Удовлетворённость клиентов (NPS)"))
    promoters = sheet.entry("promoters", _("Ответов 9–10"), PIECES, 30)
    passives = sheet.entry("passives", _("Ответов 7–8"), PIECES, 50)
    detractors = sheet.entry("detractors", _("Ответов 0–6"), PIECES, 20)
    sheet.result(
        "value",
        (promoters - detractors) / (promoters + passives + detractors) * 100,
        _("NPS"),
        POINTS,
        _("(Ответы 9–10 − ответы 0–6) ÷ все ответы × 100."),
    )
    return sheet.made()


def _organic_growth() -> Calculator:
    sheet = _Sheet("organic-growth", _("Органический рост"))
    referred = sheet.entry("referred", _("Новых клиентов по рекомендации"), CLIENTS, 12)
    new = sheet.entry("new", _("Новых клиентов всего"), CLIENTS, 40)
    repeat = sheet.entry("repeat", _("Постоянных клиентов"), CLIENTS, 90)
    clients = sheet.entry("clients", _("Клиентов всего"), CLIENTS, 300)
    sheet.result(
        "referrals", referred / new, _("Доля новых по рекомендации"), PERCENT,
        _("Новые по рекомендации ÷ все новые."),
    )  # fmt: skip
    sheet.result(
        "repeat_share", repeat / clients, _("Доля постоянных клиентов"), PERCENT,
        _("Постоянные клиенты ÷ все клиенты."),
    )  # fmt: skip
    return sheet.made()


def _churn() -> Calculator:
    sheet = _Sheet("churn", _("Отток клиентов"))
    lost = sheet.entry("lost", _("Потеряно клиентов за период"), CLIENTS, 12)
    start = sheet.entry("start", _("Клиентов на начало периода"), CLIENTS, 300)
    sheet.result(
        "value", lost / start, _("Отток"), PERCENT,
        _("Потеряно за период ÷ было на его начало."),
    )  # fmt: skip
    return sheet.made()


def _resolution() -> Calculator:
    sheet = _Sheet("resolution-time", _("Время решения вопроса"))
    plan = sheet.entry("plan", _("Норматив на одно обращение"), HOURS, 8)
    spent = sheet.entry("spent", _("Часы от обращения до решения, все обращения"), HOURS, 600)
    solved = sheet.entry("solved", _("Решено обращений"), PIECES, 100)
    sheet.result(
        "value", spent / solved, _("Факт: часов на обращение"), HOURS,
        _("Часы до решения ÷ решённые обращения."),
    )  # fmt: skip
    sheet.result(
        "to_plan", spent / solved / plan, _("Факт к нормативу"), PERCENT,
        _("Факт ÷ норматив; меньше 100 % — быстрее норматива."),
    )  # fmt: skip
    return sheet.made()


def _upsell() -> Calculator:
    sheet = _Sheet("upsell-revenue", _("Выручка от допродаж"))
    moves = sheet.entry("moves", _("Переходов на старший тариф"), DEALS, 15)
    added = sheet.entry("added", _("Доплата за переход"), MONEY, 600)
    related = sheet.entry("related", _("Продажи связанных продуктов"), MONEY, 21_000)
    revenue = sheet.entry("revenue", _("Выручка за период"), MONEY, 300_000)
    total = moves * added + related
    sheet.result(
        "value", total, _("Выручка от допродаж"), MONEY,
        _("Переходы × доплата + продажи связанных продуктов."),
    )  # fmt: skip
    sheet.result(
        "share", total / revenue, _("Доля допродаж в выручке"), PERCENT,
        _("Выручка от допродаж ÷ выручка за период."),
    )  # fmt: skip
    return sheet.made()


def _lead_quality() -> Calculator:
    sheet = _Sheet("lead-quality", _("Качество лида"))
    passed = sheet.entry("passed", _("Лидов, прошедших фильтр"), PIECES, 180)
    leads = sheet.entry("leads", _("Лидов всего"), PIECES, 500)
    sheet.result(
        "value", passed / leads, _("Доля подходящих лидов"), PERCENT,
        _("Лиды, прошедшие фильтр ÷ все лиды."),
    )  # fmt: skip
    return sheet.made()
