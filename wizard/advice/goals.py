"""Rules of stage 1."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, error, hint, warning
from wizard.project.goals import GoalBy, SeasonBy
from wizard.project.problem import Problem
from wizard.texts import _

# How far shares may be from 100 % before they are wrong: rounding of thirds is no error.
NEARLY_WHOLE = 0.0005
# The upper end of what is usual from request to sale (first source).
USUAL_CONVERSION = 0.3


def way_not_computed(case: Case) -> Iterator[Problem]:
    """Two of the four ways to set the goal are not computed yet."""
    if case.project.goals.goal_by in (GoalBy.PROFIT, GoalBy.LEADS_BUDGET):
        yield error(
            "goals.goal_by",
            _(
                "Цель «{way}» программа пока не считает. Выберите «Выручка за год» или «Сделок в "
                "месяц».",
                way=case.project.goals.goal_by.title_text,
            ),
        )


def season_not_computed(case: Case) -> Iterator[Problem]:
    """The season by working days is not computed yet."""
    if case.project.goals.season_by is SeasonBy.WORKING_DAYS:
        yield error(
            "goals.season_by",
            _("Сезон по рабочим дням программа пока не считает. Задайте его по месяцам сами."),
        )


def corrections_not_computed(case: Case) -> Iterator[Problem]:
    """Corrections are kept and not computed yet."""
    if case.project.goals.corrections:
        yield error(
            "goals.corrections",
            _("Корректировки программа пока не считает: уберите их, чтобы цифры были верны."),
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
    way_not_computed,
    season_not_computed,
    corrections_not_computed,
    shares_of_products,
    nothing_to_sell,
    no_funnel,
    no_goal,
    average_check_is_zero,
    all_channels_off,
    high_conversion,
    goal_without_ways,
)
