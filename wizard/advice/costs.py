"""Rules of stage 3 and of the result."""

from __future__ import annotations

import math
from collections.abc import Iterator

from wizard.advice.mend import to_value
from wizard.advice.rule import Case, Rule, error, hint, warning
from wizard.project.costs import CostBasis
from wizard.project.problem import Problem
from wizard.texts import _

# A proposed sum is rounded up to these.
THOUSAND = 1000.0


def no_break_even(case: Case) -> Iterator[Problem]:
    """No month of the plan is without a loss."""
    if case.figures["result.break_even_month"].total == 0:
        yield warning(
            "goals.goal_by",
            _(
                "За весь план ни одного месяца без убытка: операционная прибыль {profit}. "
                "Поднимите цель или чек, либо сократите расходы.",
                profit=case.total("result.operating_profit"),
            ),
        )


def cash_gap(case: Case) -> Iterator[Problem]:
    """The cash runs out."""
    need = case.figures["result.funding_need"].total
    cash = case.figures["result.cash"]
    month = case.first_month(cash, lambda value: value < -0.005)
    if need > 0.005 and month is not None:
        yield warning(
            "costs.opening_cash",
            _(
                "Деньги кончаются, {month}: не хватает {need}. Увеличьте деньги на старте или "
                "предоплату.",
                month=case.month(month),
                need=case.money(need),
            ),
            to_value(case, "costs.opening_cash", _covering(case, need)),
        )


def _covering(case: Case, need: float) -> float:
    """Cash at the start that covers the need, in whole thousands."""
    return math.ceil((case.project.costs.opening_cash + need) / THOUSAND) * THOUSAND


def no_payback(case: Case) -> Iterator[Problem]:
    """The money put in does not come back within the plan."""
    if case.figures["result.payback_month"].total == 0:
        yield hint(
            "company.horizon",
            _(
                "Вложения не возвращаются за {n} мес. плана: накопленный поток {flow}.",
                n=case.project.company.months,
                flow=case.total("result.cumulative_cash_flow"),
            ),
        )


def item_past_the_horizon(case: Case) -> Iterator[Problem]:
    """An item that never falls into the plan."""
    horizon = case.project.company.months
    for item in case.project.costs.items:
        if item.start > horizon:
            yield hint(
                f"costs.items.{item.id}.start",
                _(
                    "Статья «{name}» начинается с {start}-го месяца, а план — {n} мес.: она не "
                    "учтена.",
                    name=item.name,
                    start=item.start,
                    n=horizon,
                ),
            )


def item_ends_before_it_starts(case: Case) -> Iterator[Problem]:
    """An item whose last month is before its first."""
    for item in case.project.costs.items:
        if 0 < item.end < item.start and item.basis is not CostBasis.ONCE:
            yield error(
                f"costs.items.{item.id}.end",
                _(
                    "Статья «{name}» кончается в {end}-м месяце, раньше, чем начинается в "
                    "{start}-м. Исправьте один из них.",
                    name=item.name,
                    end=item.end,
                    start=item.start,
                ),
                to_value(case, f"costs.items.{item.id}.end", item.start),
            )


def delay_makes_the_gap(case: Case) -> Iterator[Problem]:
    """The cash runs out only because clients pay later."""
    cash = case.figures["result.cash"].months
    lowest = min(cash)
    late = [one for one in case.project.goals.products if one.delay > 0 and one.prepaid < 1]
    if lowest >= -0.005 or not late:
        return
    number = cash.index(lowest)
    sold = sum(case.figures["goals.revenue"].months[: number + 1])
    owed = sold - sum(case.figures["result.receipts"].months[: number + 1])
    if lowest + owed < 0:
        return
    slowest = max(late, key=lambda product: product.delay * (1 - product.prepaid))
    yield warning(
        f"goals.products.{slowest.id}.delay",
        _(
            "На счёте {cash} ({month}), а клиенты должны {owed} по отсрочке. Без неё разрыва не "
            "было бы: сократите отсрочку «{product}» или возьмите больше предоплаты.",
            month=case.month(number + 1),
            cash=case.money(lowest),
            owed=case.money(owed),
            product=slowest.name,
        ),
    )


RULES: tuple[Rule, ...] = (
    no_break_even,
    cash_gap,
    no_payback,
    item_past_the_horizon,
    item_ends_before_it_starts,
    delay_makes_the_gap,
)
