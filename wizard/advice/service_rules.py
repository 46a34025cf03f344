"""Rules of the deadlines and limits that the papers of the process set."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from wizard.advice.rule import Case, Rule, hint
from wizard.project.model import questions
from wizard.project.problem import Problem
from wizard.texts import _
from wizard.units import DAYS, HOURS

_DEBT_STEPS = ("call_day", "letter_day", "head_day", "stop_day", "claim_day", "court_day")


def volume_above_head(case: Case) -> Iterator[Problem]:
    """A discount for volume that the head of the department may not give."""
    documentation = case.project.documentation
    for step in documentation.discounts.volume:
        if step.rate > documentation.discount_head:
            yield hint(
                f"documentation.discounts.volume.{step.id}.rate",
                _(
                    "За объём обещана скидка {rate}, а руководитель отдела вправе дать {head}: "
                    "каждую такую сделку согласует руководитель компании.",
                    rate=case.percent(step.rate),
                    head=case.percent(documentation.discount_head),
                ),
            )


def discount_below_floor(case: Case) -> Iterator[Problem]:
    """The head's discount leaves less margin on a product than the floor."""
    documentation = case.project.documentation
    floor = documentation.discounts.margin_floor
    for product in case.project.goals.products:
        left = case.figures[f"kpi.head_discount_margin.{product.id}"].total
        if floor and product.price and left < floor <= _list_margin(case, product.id):
            yield hint(
                "documentation.discounts.margin_floor",
                _(
                    "«{product}» со скидкой {head} оставляет {left} маржи при пределе {floor}: "
                    "полную скидку руководитель отдела на него не даст.",
                    product=product.name,
                    head=case.percent(documentation.discount_head),
                    left=case.percent(left),
                    floor=case.percent(floor),
                ),
            )
            return


def debt_steps_out_of_order(case: Case) -> Iterator[Problem]:
    """A step about a debt that comes before the step it follows."""
    if all(product.prepaid == 1 for product in case.project.goals.products):
        return
    debts = case.project.documentation.debts
    asked = questions(type(debts))
    for earlier, later in pairwise(_DEBT_STEPS):
        if getattr(debts, later) < getattr(debts, earlier):
            yield hint(
                f"documentation.debts.{later}",
                _(
                    "«{later}» — {day}, раньше, чем «{earlier}»: шаги о долге идут не по порядку.",
                    later=asked[later].title,
                    day=case.shown(getattr(debts, later), DAYS),
                    earlier=asked[earlier].title,
                ),
            )


def resolution_before_reaction(case: Case) -> Iterator[Problem]:
    """A request that must be resolved before it is answered."""
    for level in case.project.documentation.support.priorities:
        if level.resolution < level.reaction:
            yield hint(
                f"documentation.support.priorities.{level.id}.resolution",
                _(
                    "Решить обещано за {resolution}, а ответить — за {reaction}: проверьте сроки "
                    "поддержки.",
                    resolution=case.shown(level.resolution, HOURS),
                    reaction=case.shown(level.reaction, HOURS),
                ),
            )


def _list_margin(case: Case, product_id: str) -> float:
    return case.figures[f"kpi.list_margin.{product_id}"].total


RULES: tuple[Rule, ...] = (
    volume_above_head,
    discount_below_floor,
    debt_steps_out_of_order,
    resolution_before_reaction,
)
