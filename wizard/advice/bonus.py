"""Rules about bonuses: can each part be earned, does it move what it should, does it jump."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from wizard.advice.mend import to_value
from wizard.advice.reach import (
    WITH_THRESHOLD,
    components,
    feasible_attainment,
    thresholds_out_of_reach,
)
from wizard.advice.rule import Case, Rule, hint, warning
from wizard.advice.six_rules import State, six_rules
from wizard.plan.lines.sales import sales_key
from wizard.project.bonus import ComponentKind, TierMethod, TierOver
from wizard.project.motivation import Pay
from wizard.project.problem import Problem
from wizard.project.structure import RoleFunction
from wizard.texts import _

# A step that pays at once more than this part of a month's income makes people wait or push.
BEARABLE_JUMP = 0.25
# What is usual is a half for closers and about a third for lead generation; this is far from it.
VARIABLE_SHARES = {RoleFunction.SALES: (0.2, 0.8), RoleFunction.LEADGEN: (0.05, 0.6)}
USUAL_VARIABLE = {RoleFunction.SALES: 0.5, RoleFunction.LEADGEN: 0.33}


def _staff(case: Case, pay: Pay) -> float:
    staff = case.figures.get(f"structure.staff.{pay.id}")
    return 0.0 if staff is None else sum(staff.months)


def threshold_out_of_reach(case: Case) -> Iterator[Problem]:
    """A threshold above what the people can do: nobody gets the bonus."""
    reachable = feasible_attainment(case)
    for pay, component, path in thresholds_out_of_reach(case):
        yield warning(
            f"{path}.threshold",
            _(
                "«{role}», «{part}»: порог {threshold}, а план можно выполнить самое большее "
                "на {reachable}. Эту премию никто не получит, и в бюджете её нет.",
                role=case.titles.get(pay.id, pay.id),
                part=component.name,
                threshold=case.percent(component.threshold),
                reachable=case.percent(reachable),
            ),
            to_value(case, f"{path}.threshold", math.floor(reachable * 100) / 100),
        )


def jump_of_tiers(case: Case) -> Iterator[Problem]:
    """With the reached rate on everything, one rouble more pays a large part of the income."""
    for pay, component, path in components(case):
        income = case.figures.get(f"motivation.income.{pay.id}")
        if (
            component.kind is not ComponentKind.TIERS
            or component.method is not TierMethod.WHOLE
            or income is None
            or income.total <= 0
        ):
            continue
        sales = case.figures.get(sales_key(component.scope, component.basis))
        staff = _staff(case, pay)
        a_person = sales.total / staff if sales is not None and staff else 0.0
        for before, tier in pairwise(component.tiers):
            over = tier.start
            reached = over if component.over is TierOver.MONEY else over * a_person
            jump = reached * (tier.rate - before.rate)
            if jump > BEARABLE_JUMP * income.total:
                limit = case.money(over) if component.over is TierOver.MONEY else case.percent(over)
                yield hint(
                    f"{path}.tiers.{tier.id}",
                    _(
                        "«{role}», «{part}»: на границе {limit} премия подскакивает на {jump} — "
                        "{share} месячного дохода. Сгладьте ступени или выберите способ «каждая "
                        "ставка на свою часть».",
                        role=case.titles.get(pay.id, pay.id),
                        part=component.name,
                        limit=limit,
                        jump=case.money(jump),
                        share=case.percent(jump / income.total),
                    ),
                    to_value(case, f"{path}.method", TierMethod.MARGINAL),
                )


def unusual_split(case: Case) -> Iterator[Problem]:
    """The variable part of the income is far from what is usual for the role's function."""
    functions = {role.id: role.function for role in case.project.structure.roles}
    for pay in case.project.motivation.pay:
        function = functions.get(pay.id)
        if function is None or function not in VARIABLE_SHARES:
            continue
        bonus = case.figures[f"motivation.bonus.{pay.id}"].total
        income = bonus + case.figures[f"motivation.salary.{pay.id}"].total
        low, high = VARIABLE_SHARES[function]
        if income > 0 and not low <= bonus / income <= high:
            yield hint(
                f"motivation.pay.{pay.id}.salary",
                _(
                    "«{role}»: премия — {share} дохода, а обычно около {usual}. Проверьте, держит "
                    "ли такая доля человека в деле.",
                    role=case.titles[pay.id],
                    share=case.percent(bonus / income),
                    usual=case.percent(USUAL_VARIABLE[function]),
                ),
            )


def cap_below_plan(case: Case) -> Iterator[Problem]:
    """The cap cuts the bonus already at the plan."""
    for pay in case.project.motivation.pay:
        earned = case.figures.get(f"motivation.bonus_earned.{pay.id}")
        staff = _staff(case, pay)
        if earned is None or not staff or not pay.cap:
            continue
        each = earned.total / staff
        if each > pay.cap + 0.005:
            yield warning(
                f"motivation.pay.{pay.id}.cap",
                _(
                    "«{role}»: за план человек зарабатывает премию {each} в месяц, а потолок "
                    "{cap} срезает её. Выше плана работать незачем.",
                    role=case.titles.get(pay.id, pay.id),
                    each=case.money(each),
                    cap=case.money(pay.cap),
                ),
            )


def idle_part(case: Case) -> Iterator[Problem]:
    """A part of a bonus that pays nothing though its threshold is met."""
    attainment = case.project.motivation.attainment
    for pay, component, path in components(case):
        part = case.figures.get(f"motivation.bonus_part.{pay.id}.{component.id}")
        below = component.kind in WITH_THRESHOLD and component.threshold > attainment
        if part is not None and part.total == 0 and _staff(case, pay) and not below:
            yield hint(
                path,
                _(
                    "«{role}», «{part}»: за весь план премия — {amount}. Введите ставку или сумму "
                    "либо уберите эту часть.",
                    role=case.titles.get(pay.id, pay.id),
                    part=component.name,
                    amount=case.money(0.0),
                ),
            )


def kpi_scale(case: Case) -> Iterator[Problem]:
    """The target of a KPI must lie between its minimum and its maximum."""
    for pay in case.project.motivation.pay:
        for kpi in pay.kpi:
            if (kpi.target - kpi.low) * (kpi.high - kpi.target) < 0 or kpi.target == kpi.low:
                unit = kpi.measured_in
                yield warning(
                    f"motivation.pay.{pay.id}.kpi.{kpi.id}.target",
                    _(
                        "KPI «{kpi}»: цель {target} должна стоять между минимумом {low} и "
                        "максимумом {high}, иначе оценка не считается.",
                        kpi=kpi.name,
                        target=case.shown(kpi.target, unit),
                        low=case.shown(kpi.low, unit),
                        high=case.shown(kpi.high, unit),
                    ),
                )


def guarantee_without_term(case: Case) -> Iterator[Problem]:
    """A newcomer's guarantee that never holds."""
    for pay in case.project.motivation.pay:
        if pay.guarantee > 0 and pay.guarantee_months == 0:
            yield hint(
                f"motivation.pay.{pay.id}.guarantee_months",
                _(
                    "«{role}»: гарантия новичку {guarantee} действует 0 мес. и не платится. "
                    "Укажите срок.",
                    role=case.titles.get(pay.id, pay.id),
                    guarantee=case.money(pay.guarantee),
                ),
            )


def broken_rules(case: Case) -> Iterator[Problem]:
    """A rule of a good bonus that the figures show to be broken."""
    for rule in six_rules(case.project, case.figures):
        if rule.state is State.BROKEN:
            yield hint(
                rule.path,
                _("Правило премии «{rule}»: {reason}", rule=rule.title, reason=rule.sentence),
            )


RULES: tuple[Rule, ...] = (
    threshold_out_of_reach,
    jump_of_tiers,
    unusual_split,
    cap_below_plan,
    idle_part,
    kpi_scale,
    guarantee_without_term,
    broken_rules,
)
