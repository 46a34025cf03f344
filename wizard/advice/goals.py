"""Rules of stage 1."""

from __future__ import annotations

import math
from collections.abc import Iterator

from wizard.advice.mend import to_value, to_whole
from wizard.advice.rule import Case, Rule, error, hint, warning
from wizard.plan.lines.goals import FOUND_DEALS
from wizard.project.goals import CorrectionOf, GoalBy
from wizard.project.problem import Problem
from wizard.texts import _
from wizard.units import DEALS_EXACT

# A conversion below it was hardly meant: one deal of a hundred requests is the least seen.
TINY = 0.01
YEAR = 12
# How far shares may be from 100 % before they are wrong: rounding of thirds is no error.
NEARLY_WHOLE = 0.0005
# The upper end of what is usual from request to sale (first source).
USUAL_CONVERSION = 0.3


def goal_out_of_reach(case: Case) -> Iterator[Problem]:
    """No number of deals gives the wanted profit."""
    found = case.figures.found(FOUND_DEALS)
    if found is not None and not found.reached:
        yield error(
            "goals.profit_year",
            _(
                "Прибыль {goal} не получается ни при каком числе сделок; ближе всего {profit} при "
                "{deals} в месяц. Поднимите чек или маржу, сократите расходы.",
                goal=case.money(case.project.goals.profit_year),
                profit=case.money(found.figure),
                deals=case.shown(found.value, DEALS_EXACT),
            ),
        )


def goal_met_by_base(case: Case) -> Iterator[Problem]:
    """A goal by revenue that the client base reaches alone: the plan sets no deal."""
    goals = case.project.goals
    base = case.figures.get("goals.revenue_base")
    if goals.goal_by is not GoalBy.REVENUE or base is None or goals.revenue_year <= 0:
        return
    brings = math.fsum(base.months[:YEAR])
    if brings >= goals.revenue_year and case.figures["goals.deals"].total == 0:
        yield warning(
            "goals.revenue_year",
            _(
                "Цель — {goal} за год, а клиентская база без новых сделок приносит {base}: "
                "сделок, лидов и воронки в плане нет. Поднимите цель или проверьте у продуктов "
                "клиентов на старте и повторные покупки.",
                goal=case.money(goals.revenue_year),
                base=case.money(brings),
            ),
        )


def sold_below_cost(case: Case) -> Iterator[Problem]:
    """A product that costs more than it is sold for."""
    for product in case.project.goals.products:
        if 0 < product.price < product.variable_cost:
            yield warning(
                f"goals.products.{product.id}.variable_cost",
                _(
                    "«{product}»: себестоимость {cost} выше цены {price}, каждая сделка приносит "
                    "убыток. Исправьте одно из двух.",
                    product=product.name,
                    cost=case.money(product.variable_cost),
                    price=case.money(product.price),
                ),
            )


def tiny_conversion(case: Case) -> Iterator[Problem]:
    """A conversion that was typed as a share where percents are asked: 0,8 for 80 %."""
    for stage in case.project.goals.funnel[1:]:
        path = f"goals.funnel.{stage.id}.conversion"
        if 0 < stage.conversion < TINY and path in case.project.answered:
            yield warning(
                path,
                _(
                    "«{stage}»: конверсия {value}. Если это доля, а не проценты, нужно {meant}.",
                    stage=stage.name,
                    value=case.percent(stage.conversion),
                    meant=case.percent(stage.conversion * 100),
                ),
                to_value(case, path, stage.conversion * 100),
            )


def correction_of_nothing(case: Case) -> Iterator[Problem]:
    """A correction of a conversion must name a stage that has one."""
    stages = {stage.id for stage in case.project.goals.funnel[1:]}
    for number, correction in enumerate(case.project.goals.corrections, 1):
        path = f"goals.corrections.{correction.id}"
        if correction.what is CorrectionOf.CONVERSION and correction.stage not in stages:
            yield error(
                f"{path}.stage",
                _(
                    "Корректировка {number}: выберите этап, конверсия которого меняется; у первого "
                    "этапа её нет.",
                    number=number,
                ),
            )
        if correction.end < correction.start:
            yield error(
                f"{path}.end",
                _(
                    "Корректировка {number} кончается в {end}-м месяце, раньше, чем начинается в "
                    "{start}-м. Исправьте один из них.",
                    number=number,
                    end=correction.end,
                    start=correction.start,
                ),
                to_value(case, f"{path}.end", correction.start),
            )


def shares_of_products(case: Case) -> Iterator[Problem]:
    """The products' shares of deals must be 100 % together."""
    products = case.project.goals.products
    total = sum(product.share for product in products)
    if products and abs(total - 1) > NEARLY_WHOLE:
        yield error(
            "goals.products",
            _(
                "Доли продуктов в сделках вместе дают {total}, а должно быть 100 %. Исправьте "
                "доли.",
                total=case.percent(total),
            ),
            to_whole("goals.products", products, "share"),
        )


def nothing_to_sell(case: Case) -> Iterator[Problem]:
    """A plan without products has no revenue."""
    if not case.project.goals.products:
        yield warning(
            "goals.products", _("Нет ни одного продукта: выручка плана равна нулю. Добавьте его.")
        )


def no_funnel(case: Case) -> Iterator[Problem]:
    """A plan without a funnel takes every lead for a deal."""
    if not case.project.goals.funnel:
        yield warning(
            "goals.funnel", _("Воронка пуста: лидов получается столько же, сколько сделок.")
        )


def no_goal(case: Case) -> Iterator[Problem]:
    """The goal of the year is zero."""
    goals = case.project.goals
    if goals.goal_by is GoalBy.REVENUE and goals.revenue_year == 0:
        yield warning("goals.revenue_year", _("Цель по выручке — ноль. Введите её."))
    if goals.goal_by is GoalBy.DEALS and goals.deals_per_month == 0:
        yield warning("goals.deals_per_month", _("Цель по сделкам — ноль. Введите её."))
    if goals.goal_by is GoalBy.LEADS_BUDGET and goals.leads_budget == 0:
        yield warning("goals.leads_budget", _("Бюджет на лиды — ноль. Введите его."))


def average_check_is_zero(case: Case) -> Iterator[Problem]:
    """A goal in revenue cannot be turned into deals without a price."""
    if case.project.goals.products and case.figures["goals.average_check"].total == 0:
        first = case.project.goals.products[0].id
        yield warning(
            f"goals.products.{first}.price",
            _("Средний чек — ноль: из цели по выручке не выйдет сделок. Введите цены."),
        )


def all_channels_off(case: Case) -> Iterator[Problem]:
    """Channels are listed and none brings leads."""
    channels = case.project.goals.channels
    if channels and not any(channel.on and channel.share > 0 for channel in channels):
        yield warning(
            "goals.channels",
            _("Все каналы выключены или без доли: лидам неоткуда взяться. Включите хотя бы один."),
        )


def high_conversion(case: Case) -> Iterator[Problem]:
    """A conversion above what is usual makes the leads too few."""
    conversion = case.figures["goals.conversion"].total
    funnel = case.project.goals.funnel
    if len(funnel) > 1 and conversion > USUAL_CONVERSION + NEARLY_WHOLE:
        yield hint(
            f"goals.funnel.{funnel[-1].id}.conversion",
            _(
                "Из лида в сделку {conversion}, а обычно не больше {usual}. Проверьте по CRM: от "
                "этого зависит, сколько нужно лидов.",
                conversion=case.percent(conversion),
                usual=case.percent(USUAL_CONVERSION),
            ),
        )


def goal_without_ways(case: Case) -> Iterator[Problem]:
    """A strategic goal that nobody knows how to reach."""
    for goal in case.project.goals.strategic:
        if not goal.ways:
            yield hint(
                f"goals.strategic.{goal.id}",
                _("Не указаны пути достижения цели «{goal}».", goal=goal.goal),
            )


RULES: tuple[Rule, ...] = (
    goal_out_of_reach,
    goal_met_by_base,
    sold_below_cost,
    tiny_conversion,
    correction_of_nothing,
    shares_of_products,
    nothing_to_sell,
    no_funnel,
    no_goal,
    average_check_is_zero,
    all_channels_off,
    high_conversion,
    goal_without_ways,
)
