"""Cases of the rules about people, their pay and the law: rule, what makes it fire, its field."""

from __future__ import annotations

from tests.advice.edits import Edit, RuleCase, both, every, put
from wizard.advice import bonus, hiring, labour, structure, unlawful
from wizard.project.bonus import Component, ComponentKind, Tier, TierMethod
from wizard.project.hiring import Competency
from wizard.project.motivation import Kpi
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.project.structure import Override, ResponsibilityStep, WorksOn

SELLER = "motivation.pay.manager"


def parts(*components: Component) -> Edit:
    return put(f"{SELLER}.components", components)


def fixed(threshold: float, amount: float = 5000.0) -> Component:
    return Component(
        id="fixed", name="За план", kind=ComponentKind.FIXED_FOR_PLAN, threshold=threshold,
        amount=amount,
    )  # fmt: skip


def steep(second: float) -> Component:
    rows = (Tier(id="a", start=0, end=1, rate=0.01), Tier(id="b", start=1, rate=second))
    return Component(
        id="steep", name="Ступени", kind=ComponentKind.TIERS, method=TierMethod.WHOLE, tiers=rows
    )


def kpi(low: float, target: float, high: float) -> Edit:
    rows = (Kpi(id="k", name="Встречи", weight=1.0, low=low, target=target, high=high),)
    return put(f"{SELLER}.kpi", rows)


def newcomers(project: Project) -> Project:
    changed = every("structure.roles", at_start=0, ramp=(0.1, 0.2, 0.3))(project)
    return every("hiring.roles", turnover=0.0)(changed)


def peak(project: Project) -> Project:
    season = (1.0,) * 11 + (3.0,)
    two = tuple(Override(id=f"m{month}", month=month, people=2) for month in range(1, 13))
    changed = replaced(project, "goals.season", season)
    return replaced(changed, "structure.roles.manager.overrides", two)


def crowd(project: Project) -> Project:
    changed = every("structure.roles", minimum=6, at_start=6)(project)
    for field, value in (("minimum", 1), ("at_start", 1), ("span", 50.0)):
        changed = replaced(changed, f"structure.roles.head.{field}", value)
    return changed


def step(**roles: object) -> Edit:
    row = ResponsibilityStep(id="s", name="Счёт", **roles)
    return put("structure.responsibility", (row,))


def hiring_now(project: Project) -> Project:
    return every("structure.roles", at_start=0, minimum=3)(project)


def leading(role: str) -> Edit:
    return put(f"structure.roles.{role}.works_on", WorksOn.LEADING)


CASES: list[RuleCase] = [
    (unlawful.unlawful, put("motivation.leaving", "Штраф 500 рублей"), "motivation.leaving"),
    (structure.late_hires, newcomers, ".at_start"),
    (structure.peak_above_capacity, peak, "goals.season"),
    (structure.wide_span, crowd, "structure.roles.head.span"),
    (structure.step_without_accountable, step(responsible=("head",)), ".s.accountable"),
    (structure.step_without_accountable, step(accountable="head"), ".s.responsible"),
    (structure.other_way, put("structure.model", "by_funnel"), "structure.model"),
    (structure.other_way, put("structure.split", "separate"), "structure.split"),
    (bonus.threshold_out_of_reach, parts(fixed(1.5)), ".fixed.threshold"),
    (bonus.threshold_out_of_reach, put("motivation.attainment", 0.7), ".threshold"),
    (bonus.jump_of_tiers, parts(steep(0.5)), ".steep.tiers.b"),
    (bonus.unusual_split, parts(), f"{SELLER}.salary"),
    (bonus.unusual_split, put(f"{SELLER}.salary", 1000.0), f"{SELLER}.salary"),
    (bonus.cap_below_plan, put(f"{SELLER}.cap", 1000.0), f"{SELLER}.cap"),
    (bonus.idle_part, parts(fixed(1.0, 0.0)), f"{SELLER}.components.fixed"),
    (bonus.kpi_scale, kpi(0, 3, 2), ".kpi.k.target"),
    (bonus.kpi_scale, kpi(2, 2, 5), ".kpi.k.target"),
    (bonus.guarantee_without_term, put(f"{SELLER}.guarantee", 9e4), ".guarantee_months"),
    (bonus.broken_rules, put(f"{SELLER}.kpi", ()), f"{SELLER}.kpi"),
    (labour.late_salary, put("motivation.salary_day", 16), "motivation.salary_day"),
    (
        labour.late_salary,
        both(put("company.country", "kz"), put("motivation.salary_day", 11)),
        "motivation.salary_day",
    ),
    (labour.pay_days_apart, put("motivation.advance_day", 10), "motivation.advance_day"),
    (labour.late_bonus, put("motivation.bonus_day", 20), "motivation.bonus_day"),
    (
        labour.small_base_pay,
        both(put("company.country", "kz"), put(f"{SELLER}.salary", 1_000.0)),
        f"{SELLER}.salary",
    ),
    (labour.long_probation, put("motivation.probation_months", 4), ".probation_months"),
    (
        labour.long_probation,
        both(put("company.country", "kz"), put("motivation.probation_months", 4)),
        ".probation_months",
    ),
    (labour.long_week, put("hiring.week_hours", 48.0), "hiring.week_hours"),
    (
        labour.unpaid_mentor,
        both(hiring_now, every("hiring.roles", mentor="head", mentor_cost=0.0)),
        ".mentor_cost",
    ),
    (labour.tight_calculation, put("motivation.calculation_days", 8), ".calculation_days"),
    (
        hiring.competency_weights,
        every("hiring.roles", competencies=(Competency(id="c", name="Речь", weight=0.4),)),
        "hiring.roles.head.competencies",
    ),
    (hiring.no_profile, both(hiring_now, every("hiring.roles", competencies=())), ".competencies"),
    (
        hiring.untrained,
        both(hiring_now, put("hiring.modules", ()), every("hiring.roles", mentor_hours=0.0)),
        "hiring.modules",
    ),
    (hiring.no_pass_mark, put("hiring.pass_mark", 0.0), "hiring.pass_mark"),
]

# Near the limit and still sound: the rule says nothing.
SILENT: list[tuple[RuleCase, str]] = [
    ((labour.long_probation, put("motivation.probation_months", 3), ""), "three months are lawful"),
    ((labour.pay_days_apart, put("motivation.salary_day", 5), ""), "the 20th and the 5th"),
    (
        (labour.small_base_pay, put(f"{SELLER}.salary", 1_000.0), ""),
        "Russia sets no share of base pay",
    ),
    (
        (
            labour.small_base_pay,
            both(put("company.country", "kz"), every("motivation.pay", salary=9e6)),
            "",
        ),
        "a salary beside which any bonus is small",
    ),
    ((labour.long_week, put("hiring.week_hours", 40.0), ""), "forty hours are the norm"),
    (
        (labour.tight_calculation, put("motivation.calculation_days", 5), ""),
        "five days and a reply",
    ),
    (
        (
            labour.late_salary,
            both(put("company.country", "other"), put("motivation.salary_day", 30)),
            "",
        ),
        "no limit is known for another country",
    ),
    (
        (
            labour.late_bonus,
            both(put("motivation.bonus_day", 20), every("motivation.pay", components=())),
            "",
        ),
        "nothing is paid",
    ),
    ((bonus.threshold_out_of_reach, parts(fixed(1.0)), ""), "the plan itself can be met"),
    ((bonus.jump_of_tiers, parts(steep(0.02)), ""), "a small step"),
    ((bonus.kpi_scale, kpi(5, 3, 1), ""), "less is better"),
    ((bonus.idle_part, parts(fixed(2.0, 0.0)), ""), "its threshold is not met"),
    ((structure.wide_span, leading("account"), ""), "a leader of nobody"),
]
