"""Every rule fires on the project it is meant for, leads to its field, and is silent otherwise."""

from __future__ import annotations

import pytest

from tests.advice import launch_cases, money_cases, people_cases
from tests.advice.edits import Edit, RuleCase, both, calm, every, put
from wizard.advice import (
    automation,
    company,
    costs,
    documentation,
    example,
    goals,
    hiring,
    labour,
    launch,
    motivation,
    references,
    scenarios,
    structure,
)
from wizard.advice.check import RULES, errors, problems
from wizard.advice.rule import Case, Rule
from wizard.plan.figures import compute
from wizard.project.bonus import Component, ComponentKind, Tier, TierMethod
from wizard.project.costs import CostBasis
from wizard.project.edit import answer, with_draft
from wizard.project.goals import Correction, CorrectionOf
from wizard.project.path import get, replaced
from wizard.project.problem import Severity
from wizard.project.project import Project
from wizard.project.sales_book import Vat
from wizard.project.scenarios import Change, Range, Scenario
from wizard.project.structure import WorksOn
from wizard.storage.presets import load_preset, preset_names


def tiers(*rows: tuple[float, float | None], method: TierMethod = TierMethod.WHOLE) -> Edit:
    table = tuple(
        Tier(id=f"t{number}", start=start, end=end, rate=0.1)
        for number, (start, end) in enumerate(rows, 1)
    )
    component = Component(
        id="steps", name="Ступени", kind=ComponentKind.TIERS, tiers=table, method=method
    )

    def change(project: Project) -> Project:
        first = project.motivation.pay[0].id
        return replaced(project, f"motivation.pay.{first}.components", (component,))

    return change


def in_ring(project: Project) -> Project:
    first = project.structure.roles[0].id
    return replaced(project, f"structure.roles.{first}.reports_to", first)


def many_kpi(project: Project) -> Project:
    pay = next(pay for pay in project.motivation.pay if pay.kpi)
    rows = tuple(
        pay.kpi[0].model_copy(update={"id": f"k{number}", "weight": 0.125}) for number in range(8)
    )
    return replaced(project, f"motivation.pay.{pay.id}.kpi", rows)


def kpi_off(project: Project) -> Project:
    pay = next(pay for pay in project.motivation.pay if pay.kpi)
    rows = tuple(kpi.model_copy(update={"weight": 0.1}) for kpi in pay.kpi)
    return replaced(project, f"motivation.pay.{pay.id}.kpi", rows)


def unpaid(project: Project) -> Project:
    pay = project.motivation.pay[0]
    changed = replaced(project, f"motivation.pay.{pay.id}.salary", 0.0)
    return replaced(changed, f"motivation.pay.{pay.id}.components", ())


def growing(project: Project) -> Project:
    changed = every("structure.roles", at_start=0, minimum=3)(project)
    return every("hiring.roles", days_to_hire=60.0, cost_of_hire=0.0, training_cost=0.0)(changed)


def overworked(project: Project) -> Project:
    changed = every("structure.roles", at_start=0, ramp=(0.1, 0.2, 0.3))(project)
    return every("hiring.roles", turnover=0.0)(changed)


CASES: list[RuleCase] = [
    *people_cases.CASES,
    *launch_cases.CASES,
    *money_cases.CASES,
    (references.unknown_reference, every("goals.funnel", role="ghost"), "goals.funnel.lead.role"),
    (company.no_name, put("company.name", " "), "company.name"),
    (company.no_colour, put("company.brand_color", "синий"), "company.brand_color"),
    (company.no_approver, put("company.approver.surname", ""), "company.approver.surname"),
    (
        example.particulars,
        lambda project: answer(project, "company.name", "Сосна"),
        "company.approver.surname",
    ),
    (
        example.approvers_gender,
        lambda project: answer(
            answer(project, "company.approver.name", "Тимур"), "company.approver.patronymic", ""
        ),
        "company.approver.gender",
    ),
    (
        example.products,
        lambda project: answer(
            answer(project, "goals.products.start.price", 185_000.0),
            "goals.products.start.variable_cost",
            0.0,
        ),
        "goals.products.start.clients_at_start",
    ),
    (
        example.texts,
        lambda project: answer(project, "company.name", "Сосна"),
        "documentation.process.lead.deadline",
    ),
    (
        company.russian_company_in_kazakhstan,
        put("company.country", "kz"),
        "company.legal_form",
    ),
    (
        goals.goal_met_by_base,
        both(
            put("goals.goal_by", "revenue"),
            put("goals.revenue_year", 1000.0),
            every("goals.products", clients_at_start=500.0),
        ),
        "goals.revenue_year",
    ),
    (
        goals.sold_below_cost,
        every("goals.products", price=100.0, variable_cost=101.0),
        "goals.products.start.variable_cost",
    ),
    (
        goals.tiny_conversion,
        lambda project: answer(project, "goals.funnel.demo.conversion", 0.008),
        "goals.funnel.demo.conversion",
    ),
    (
        labour.below_minimum_wage,
        put("motivation.pay.head.salary", 10_000.0),
        "motivation.pay.head.salary",
    ),
    (
        scenarios.range_off,
        put(
            "scenarios.ranges",
            (Range(id="r", path="goals.products.start.price", low=1, likely=2, high=3),),
        ),
        "scenarios.ranges.r.low",
    ),
    (
        company.roubles_in_words,
        both(put("company.currency", "KZT"), put("documentation.calls.filters", "До 50 руб.")),
        "documentation.calls.filters",
    ),
    (
        company.russian_tax_number,
        both(put("company.country", "kz"), put("automation.crm.duplicates", "ИНН")),
        "automation.crm.duplicates",
    ),
    (
        goals.goal_out_of_reach,
        both(
            put("goals.goal_by", "profit"),
            put("goals.profit_year", 1e9),
            every("goals.products", variable_cost=1e5),
        ),
        "goals.profit_year",
    ),
    (
        goals.correction_of_nothing,
        put("goals.corrections", (Correction(id="c", what=CorrectionOf.CONVERSION),)),
        "goals.corrections.c.stage",
    ),
    (
        goals.correction_of_nothing,
        put("goals.corrections", (Correction(id="c", start=5, end=2),)),
        "goals.corrections.c.end",
    ),
    (goals.shares_of_products, every("goals.products", share=0.6), "goals.products"),
    (goals.nothing_to_sell, put("goals.products", ()), "goals.products"),
    (goals.no_funnel, put("goals.funnel", ()), "goals.funnel"),
    (goals.no_goal, put("goals.deals_per_month", 0.0), "goals.deals_per_month"),
    (goals.average_check_is_zero, every("goals.products", price=0.0), ".price"),
    (goals.all_channels_off, every("goals.channels", on=False), "goals.channels"),
    (goals.high_conversion, every("goals.funnel", conversion=0.9), ".conversion"),
    (goals.goal_without_ways, every("goals.strategic", ways=()), "goals.strategic."),
    (structure.no_roles, put("structure.roles", ()), "structure.roles"),
    (structure.ring_of_subordination, in_ring, ".reports_to"),
    (structure.no_norm, every("structure.roles", norm=0.0, works_on=WorksOn.STAGES), ".norm"),
    (structure.no_stages, every("structure.roles", stages=(), works_on=WorksOn.STAGES), ".stages"),
    (structure.too_much_work, overworked, ".norm"),
    (costs.no_break_even, every("goals.products", price=1.0, variable_cost=5.0), "goals.goal_by"),
    (costs.cash_gap, put("costs.opening_cash", -1e9), "costs.opening_cash"),
    (costs.no_payback, every("goals.products", price=1.0, variable_cost=5.0), "company.horizon"),
    (costs.item_past_the_horizon, every("costs.items", start=40), ".start"),
    (
        costs.item_ends_before_it_starts,
        every("costs.items", start=5, end=2, basis=CostBasis.MONTH),
        ".end",
    ),
    (documentation.stage_without_role, every("goals.funnel", role=""), ".role"),
    (
        documentation.discount_limits,
        put("documentation.discount_seller", 0.5),
        "documentation.discount_seller",
    ),
    (
        documentation.strange_vat_rate,
        both(
            put("documentation.proposals.used", True),
            put("documentation.book.vat", Vat.INCLUDED),
            put("documentation.book.vat_rate", 0.2),
        ),
        "documentation.book.vat_rate",
    ),
    (
        documentation.vat_may_be_due,
        both(
            put("documentation.proposals.used", True),
            put("goals.deals_per_month", 3000.0),
        ),
        "documentation.book.vat",
    ),
    (motivation.unknown_regime, put("motivation.regime", "mars-2026"), "motivation.regime"),
    (motivation.old_rates, put("company.start", "2028-01-01"), "motivation.regime"),
    (motivation.foreign_regime, put("motivation.regime", "kz-2026"), "motivation.regime"),
    (motivation.tier_tables, tiers(), ".tiers"),
    (motivation.tier_tables, tiers((0, 0.8), (1, None)), ".tiers.t2"),
    (motivation.tier_tables, tiers((0, 1.2), (1, None)), ".tiers.t2"),
    (motivation.tier_tables, tiers((0, 1), (1, 0.5)), ".tiers.t2"),
    (motivation.tier_tables, tiers((1, 2), (0.5, None)), ".tiers.t2"),
    (motivation.tier_tables, tiers((0, None), (1, None)), ".tiers.t1"),
    (motivation.tier_tables, tiers((0, 1)), ".tiers.t1"),
    (
        motivation.quota_of_zero,
        both(tiers((0, 1), (1, None)), put("goals.deals_per_month", 0.0)),
        ".components.steps.scope",
    ),
    (motivation.kpi_weights, kpi_off, ".kpi"),
    (motivation.kpi_weights, many_kpi, ".kpi"),
    (motivation.bonus_above_margin, every("goals.products", variable_cost=1e6), "motivation.pay"),
    (motivation.no_salary, unpaid, ".salary"),
    (hiring.vacancies_before_the_plan, growing, ".days_to_hire"),
    (hiring.free_hiring, growing, ".cost_of_hire"),
    (automation.unknown_choice, every("automation.tools", choice="ghost"), ".choice"),
    (automation.nothing_chosen, every("automation.tools", choice=""), ".choice"),
    (
        scenarios.change_of_nothing,
        put("scenarios.scenarios", (Scenario(id="s", changes=(Change(id="c", path="goals.x"),)),)),
        "scenarios.scenarios.s.changes.c.path",
    ),
    (
        scenarios.range_of_nothing,
        put("scenarios.ranges", (Range(id="r", path="goals.products"),)),
        "scenarios.ranges.r.path",
    ),
    (
        scenarios.range_in_disorder,
        put("scenarios.ranges", (Range(id="r", path="goals.growth", low=1, high=-1),)),
        "scenarios.ranges.r.low",
    ),
    (automation.no_crm, put("automation.tools", ()), "automation.tools"),
]


def found(rule: Rule, project: Project) -> list[str]:
    return [problem.path for problem in rule(Case(project, compute(project)))]


@pytest.mark.parametrize(("rule", "change", "path"), CASES)
def test_rule_fires_and_leads_to_its_field(rule: Rule, change: Edit, path: str) -> None:
    project = change(calm())
    assert any(path in one for one in found(rule, project))


@pytest.mark.parametrize("rule", list(RULES))
def test_rule_is_silent_on_a_sound_project(rule: Rule) -> None:
    assert found(rule, calm()) == []


@pytest.mark.parametrize(("case", "why"), [*people_cases.SILENT, *money_cases.SILENT])
def test_rule_is_silent_near_its_limit(case: RuleCase, why: str) -> None:
    rule, change, _path = case
    assert found(rule, change(calm())) == [], why


def test_there_are_at_least_forty_five_rules() -> None:
    assert len({rule.__qualname__ + rule.__module__ for rule in RULES}) >= 45


def test_every_rule_has_its_case() -> None:
    tried = {rule for rule, _change, _path in CASES}
    assert [rule.__name__ for rule in RULES if rule not in tried] == []


def test_good_tier_tables_are_left_alone() -> None:
    good = tiers((0, 0.8), (0.8, 1), (1, None))(calm())
    assert found(motivation.tier_tables, good) == []
    points = tiers((0, None), (1, None), method=TierMethod.INTERPOLATED)(calm())
    assert found(motivation.tier_tables, points) == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("goals.products.start.price", -5.0, "не меньше 0"),
        ("goals.funnel.deal.conversion", 0.0, "больше 0"),
        ("goals.funnel.deal.conversion", 1.2, "не больше 100"),
        ("company.horizon", 61, "не больше 60"),
    ],
)
def test_an_answer_out_of_its_limits_is_an_error_with_its_field(
    path: str, value: float, said: str
) -> None:
    project = calm()
    stem, _dot, name = path.rpartition(".")
    if stem.startswith("goals."):
        rows = stem.rpartition(".")[0]
        path = f"{rows}.{get(project, rows)[-1].id}.{name}"
    changed = replaced(project, path, value)
    problem = next(one for one in errors(changed, compute(project)) if one.path == path)
    assert said in problem.text.into("ru")


def test_a_range_is_told_by_its_name_and_never_by_its_path() -> None:
    wrong = (
        Range(id="r", path="goals.products.ghost.price"),
        Range(id="s", path="goals.growth", low=1),
    )
    project = put("scenarios.ranges", wrong)(calm())
    case = Case(project, compute(project))
    told = [*scenarios.range_of_nothing(case), *scenarios.range_in_disorder(case)]
    assert [one.text.into("ru").partition("»")[0].rpartition("«")[2] for one in told] == [
        "Продукты",
        "Рост за год",
    ]


def test_of_the_example_that_is_told_which_stays_in_the_papers() -> None:
    project = answer(answer(calm(), "company.name", "Сосна"), "company.approver.surname", "Белов")
    (told,) = example.particulars(Case(project, compute(project)))
    assert told.path == "company.city"
    assert "Город — Воронеж" in told.text.into("ru")
    assert "Белов" not in told.text.into("ru")
    project = answer(project, "company.city", "")
    assert not list(example.particulars(Case(project, compute(project))))


def test_an_entry_that_was_not_understood_is_an_error() -> None:
    project = with_draft(calm(), "goals.growth", "много")
    problem = errors(project, compute(project))[0]
    assert problem.path == "goals.growth"
    assert "много" in problem.text.into("ru")


@pytest.mark.parametrize("name", preset_names())
def test_presets_have_no_errors(name: str) -> None:
    project = load_preset(name)
    assert errors(project, compute(project)) == []


def test_errors_come_first() -> None:
    project = both(put("company.name", ""), every("goals.products", share=0.6))(calm())
    severities = [problem.severity for problem in problems(project, compute(project))]
    assert severities == sorted(severities, reverse=True)
    assert severities[0] is Severity.ERROR


def test_a_task_that_is_done_needs_no_owner_and_is_never_late() -> None:
    task = launch_cases.task("a", before_start=True, starts=5, owner="", done=True)
    project = put("launch.tasks", (task,))(calm())
    assert [one for one in problems(project, compute(project)) if one.stage == "launch"] == []


def test_a_ring_of_waiting_names_its_tasks() -> None:
    ring = launch_cases.task("a", "b"), launch_cases.task("b", "a")
    project = put("launch.tasks", ring)(calm())
    problem = next(launch.ring_of_waiting(Case(project, compute(project))))
    assert "«Задача a», «Задача b»" in problem.text.into("ru")
