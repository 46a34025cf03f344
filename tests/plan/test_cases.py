"""Published cases with known answers: the plan's rules give them."""

from __future__ import annotations

import pytest

from tests.plan.projects import channel, figures_of, first, paid, selling, staffed
from wizard.advice.check import errors, problems
from wizard.plan.kpi_calculator import results
from wizard.project.automation import Option, Requirement, Score, Tool
from wizard.project.bonus import (
    Component,
    ComponentKind,
    ProductRate,
    SalesScope,
    Tier,
    TierMethod,
    TierOver,
)
from wizard.project.costs import CostGroup, CostItem
from wizard.project.goals import Correction, CorrectionOf, GoalBy, SeasonBy
from wizard.project.hiring import RoleHiring, TrainingModule
from wizard.project.motivation import Kpi
from wizard.project.offering import Product, ProductKind
from wizard.project.path import replaced
from wizard.project.structure import Override, Role, WorksOn
from wizard.storage.presets import load_preset


def test_first_source_example() -> None:
    project = selling(150, 900, (0.3,))
    assert first(project, "goals.revenue_new") == 135_000
    assert first(project, "goals.leads") == 500


def test_first_source_example_is_carried_by_its_preset() -> None:
    figures = figures_of(load_preset("online-service"))
    assert figures["goals.average_check"].total == pytest.approx(900)
    assert figures["goals.deals"].first == 150
    assert figures["goals.revenue_new"].first == pytest.approx(135_000)
    assert figures["goals.leads"].first == 500
    assert figures["goals.clients"].last > figures["goals.clients"].first
    assert 1 <= figures["result.break_even_month"].total <= 12


def test_inverted_funnel_of_four_conversions() -> None:
    figures = figures_of(selling(14, 1, (0.10, 0.35, 0.50, 0.40)))
    assert figures["goals.stage.stage3"].first == pytest.approx(35)
    assert figures["goals.stage.stage2"].first == pytest.approx(70)
    assert figures["goals.stage.stage1"].first == pytest.approx(200)
    assert figures["goals.leads"].first == 2000


def test_leads_are_rounded_up_only_where_asked() -> None:
    project = selling(1000, 3000, (0.35,))
    assert first(project, "goals.leads") == 2858
    exact = replaced(project, "goals.whole_units", False)
    assert first(exact, "goals.leads") == pytest.approx(2857.142857)


def test_a_year_of_revenue_is_kept_exactly() -> None:
    project = selling(
        price=3000, conversions=(0.35,), goal_by="revenue", revenue_year=3_000_000.0, growth=0.2,
        season=(0.5, 0.7, 1, 1.2, 1, 1, 0.8, 0.8, 1.1, 1.3, 1.4, 1.6),
    )  # fmt: skip
    assert figures_of(project)["goals.revenue_goal"].total == pytest.approx(3_000_000, rel=1e-12)


def test_part_of_a_year_takes_its_part_of_the_goal() -> None:
    project = selling(goal_by="revenue", revenue_year=1200.0, months=6)
    assert figures_of(project)["goals.revenue_goal"].total == pytest.approx(600)


def test_channel_spend() -> None:
    project = selling(1000, 1, (1.0,), channels=(channel("ads", lead_cost=50),))
    assert first(project, "costs.leads") == 50_000


def test_zero_conversion_gives_zero_and_no_error() -> None:
    project = selling(10, 1, (0.0,), channels=(channel("ads", lead_cost=50),))
    figures = figures_of(project)
    assert figures["goals.leads"].first == 0
    assert figures["kpi.cpl_operational"].first == 0
    assert figures["kpi.cac_operational"].first == 0
    assert figures["kpi.ltv_to_cac"].first == 0


def test_channels_switched_off_bring_and_cost_nothing() -> None:
    project = selling(
        channels=(channel("ads", lead_cost=50, fixed_cost=1000, on=False), channel("calls"))
    )
    figures = figures_of(project)
    assert set(figures["goals.leads.ads"].months) == {0.0}
    assert set(figures["costs.leads.ads"].months) == {0.0}
    assert figures["goals.leads.calls"].months == figures["goals.leads"].months


def bands(*rows: tuple[float, float]) -> tuple[Tier, ...]:
    ends = [start for start, _rate in rows[1:]] + [None]
    return tuple(
        Tier(id=f"t{number}", start=start, end=end, rate=rate)
        for number, ((start, rate), end) in enumerate(zip(rows, ends, strict=True))
    )


def tiers(method: TierMethod, over: TierOver, rows: tuple[Tier, ...]) -> Component:
    return Component(
        id="bonus", name="Премия", kind=ComponentKind.TIERS, scope=SalesScope.ALL, method=method,
        over=over, tiers=rows,
    )  # fmt: skip


def test_marginal_tiers_over_money() -> None:
    rows = bands((0, 0.05), (100_000, 0.06), (125_000, 0.07))
    component = tiers(TierMethod.MARGINAL, TierOver.MONEY, rows)
    project = paid(selling(150, 1000, (1.0,)), 0, component)
    assert first(project, "motivation.bonus.seller") == pytest.approx(8_250)


@pytest.mark.parametrize(
    ("sales", "bonus"), [(100_000, 5_000), (249_999, 12_499.95), (280_000, 22_400)]
)
def test_whole_tiers_over_attainment(sales: float, bonus: float) -> None:
    rows = bands((0, 0.05), (1, 0.08), (1.5, 0.1))
    component = tiers(TierMethod.WHOLE, TierOver.ATTAINMENT, rows)
    project = paid(selling(250, 1000, (1.0,)), 0, component, attainment=sales / 250_000)
    assert first(project, "motivation.bonus.seller") == pytest.approx(bonus)


def test_plan_met_exactly_counts_as_met() -> None:
    rows = bands((0, 0.05), (1, 0.08))
    component = tiers(TierMethod.WHOLE, TierOver.ATTAINMENT, rows)
    project = paid(selling(250, 1000, (1.0,)), 0, component, attainment=0.1 + 0.2 + 0.7)
    assert first(project, "motivation.bonus.seller") == pytest.approx(20_000)


POINTS = ((0, 0), (0.5, 0), (1, 2500), (2, 3500), (3, 4000))


@pytest.mark.parametrize(
    ("attainment", "bonus"),
    [(0.4, 0), (1, 2500), (2.4, 3700), (3, 4000), (0.75, 1250), (3.5, 4000)],
)
def test_interpolated_tiers(attainment: float, bonus: float) -> None:
    rows = tuple(
        Tier(id=f"p{number}", start=start, amount=amount)
        for number, (start, amount) in enumerate(POINTS)
    )
    component = tiers(TierMethod.INTERPOLATED, TierOver.ATTAINMENT, rows)
    project = paid(selling(2, 1000, (1.0,)), 0, component, attainment=attainment)
    assert first(project, "motivation.bonus.seller") == pytest.approx(bonus)


def test_quota_of_zero_pays_no_bonus() -> None:
    component = tiers(TierMethod.WHOLE, TierOver.MONEY, bands((0, 0.05), (100, 0.08)))
    assert first(paid(selling(0, 0, (1.0,)), 0, component), "motivation.bonus.seller") == 0


@pytest.mark.parametrize(
    ("deals", "bonus"),
    [((150, 130), 12_000 + 10_400), ((100,), 5_000)],
)
def test_whole_tiers_pay_the_rate_reached_by_all_deals_together(
    deals: tuple[int, ...], bonus: float
) -> None:
    """Quota 250 000: with 280 000 sold the second band's 8 % is paid on every deal."""
    component = tiers(
        TierMethod.WHOLE, TierOver.ATTAINMENT, bands((0, 0.05), (1, 0.08), (1.5, 0.1))
    )
    project = paid(selling(250, 1000, (1.0,)), 0, component, attainment=sum(deals) * 1000 / 250_000)
    assert first(project, "motivation.bonus.seller") == pytest.approx(bonus)


def test_a_quota_of_zero_is_skipped_with_its_reason() -> None:
    component = tiers(TierMethod.WHOLE, TierOver.ATTAINMENT, bands((0, 0.05), (1, 0.08)))
    project = paid(selling(0, 1000, (1.0,)), 0, component)
    assert first(project, "motivation.bonus.seller") == 0
    said = [one.text.into("ru") for one in problems(project, figures_of(project))]
    assert any("план, от которого она считается" in text for text in said)


def test_a_band_that_ends_below_its_start_is_refused_by_its_row() -> None:
    rows = (Tier(id="a", start=0, end=100), Tier(id="b", start=100, end=50), Tier(id="c", start=50))
    component = tiers(TierMethod.MARGINAL, TierOver.MONEY, rows)
    project = paid(selling(), 0, component)
    found = [one for one in errors(project, figures_of(project)) if one.path.endswith(".tiers.b")]
    assert "ступень 2: верхняя граница не выше нижней" in found[0].text.into("ru")


def test_two_bands_that_overlap_or_leave_a_gap_are_refused_by_their_row() -> None:
    for end, said in ((80.0, "разрыв"), (120.0, "накладывается")):
        rows = (Tier(id="a", start=0, end=end), Tier(id="b", start=100))
        project = paid(selling(), 0, tiers(TierMethod.MARGINAL, TierOver.MONEY, rows))
        (found,) = [one for one in errors(project, figures_of(project)) if ".tiers." in one.path]
        assert said in found.text.into("ru")
        assert found.path.endswith(".tiers.b")


def test_value_of_a_client_by_visits() -> None:
    entered = {"clv.spend": 250.0, "clv.visits": 4.0, "clv.years": 3.0}
    assert results(entered)["calculator.clv.value"] == 3000


def test_net_promoter_score_is_promoters_less_detractors() -> None:
    entered = {"nps.promoters": 30.0, "nps.passives": 50.0, "nps.detractors": 20.0}
    assert results(entered)["calculator.nps.value"] == pytest.approx(10)


def test_russian_small_business_of_2025_pays_half_above_the_threshold() -> None:
    project = paid(selling(), 120_000, regime="ru-sme-2025", accident_rate=0.0)
    assert first(project, "motivation.contributions.seller") == pytest.approx(23_049)


def test_a_close_rate_of_zero_makes_a_sale_cost_nothing_and_no_error() -> None:
    project = selling(10, 1000, (0.0,), channels=(channel("ads", lead_cost=50),))
    figures = figures_of(project)
    for key in ("goals.conversion", "kpi.cac_operational", "kpi.cpl_operational", "costs.leads"):
        assert figures[key].first == 0
    free = figures_of(selling(10, 1000, (0.5,), channels=(channel("ads", lead_cost=0),)))
    assert free["kpi.cac_full"].first == free["kpi.ltv_to_cac"].first == 0


def test_forward_funnel_gives_a_part_of_a_deal() -> None:
    conversions = (0.65, 0.30, 0.70, 0.30)
    project = selling(40.95, 1, conversions, channels=(channel("ads", lead_cost=50),))
    project = replaced(project, "goals.whole_units", False)
    assert first(project, "goals.leads") == pytest.approx(1000)
    assert first(project, "costs.leads") == pytest.approx(50_000)


def test_workload_is_divided_by_the_norm_and_rounded_up() -> None:
    role = Role(id="support", title="Поддержка", stages=("stage1",), norm=960)
    figures = figures_of(staffed(selling(9100, 1, (1.0,)), role))
    assert figures["structure.load.support"].first == 9100
    assert figures["structure.need.support"].first == 10


def test_lifetime_and_value_of_a_client() -> None:
    project = selling(
        100, 50, (1.0,),
        product={"kind": ProductKind.SUBSCRIPTION, "churn": 0.04, "variable_cost": 10.0},
        channels=(channel("ads", lead_cost=300),),
    )  # fmt: skip
    figures = figures_of(project)
    assert figures["kpi.arpu"].first == pytest.approx(50)
    assert figures["kpi.lifetime"].first == pytest.approx(25)
    assert figures["kpi.cltv"].first == pytest.approx(1000)
    assert figures["kpi.ltv_to_cac"].first == pytest.approx(1000 / 300)
    assert figures["kpi.payback_months"].first == pytest.approx(7.5)


def test_profit_goes_on_with_the_exact_figure() -> None:
    project = selling(500, 50, (1.0,), product={"variable_cost": 20.0})
    assert first(project, "result.gross_margin") == 15_000


def test_employer_contributions_in_kazakhstan() -> None:
    project = paid(selling(), 500_000, regime="kz-2026")
    parts = {
        "employer_pension": 17_500, "social": 22_500, "medical": 15_000, "social_tax": 26_400,
    }  # fmt: skip
    for part, amount in parts.items():
        assert first(project, f"motivation.contribution.seller.{part}") == pytest.approx(amount)
    assert first(project, "motivation.contributions.seller") == pytest.approx(81_400)


def test_kazakh_contributions_stop_at_their_ceilings() -> None:
    project = paid(selling(), 6_000_000, regime="kz-2026")
    for part, amount in {"employer_pension": 148_750, "social": 29_750, "medical": 102_000}.items():
        assert first(project, f"motivation.contribution.seller.{part}") == pytest.approx(amount)


def test_employer_contributions_in_russia() -> None:
    project = paid(selling(), 80_000, regime="ru-general-2026")
    assert first(project, "motivation.contributions.seller") == pytest.approx(24_160)


def test_russian_base_runs_through_the_calendar_year() -> None:
    project = paid(selling(months=24), 300_000, regime="ru-general-2026", accident_rate=0.0)
    months = figures_of(project)["motivation.contributions.seller"].months
    assert months[0] == pytest.approx(90_000)
    # The ninth month ends at 2 700 000, the tenth passes 2 979 000.
    assert months[8] == pytest.approx(90_000)
    assert months[9] == pytest.approx(279_000 * 0.3 + 21_000 * 0.151)
    assert months[11] == pytest.approx(300_000 * 0.151)
    assert months[12] == pytest.approx(90_000), "a new calendar year begins"


def test_subscription_base_grows_and_churns() -> None:
    project = selling(
        10, 100, (1.0,),
        product={"kind": ProductKind.SUBSCRIPTION, "churn": 0.1, "clients_at_start": 20.0},
    )  # fmt: skip
    figures = figures_of(project)
    assert figures["goals.clients"].months[:2] == pytest.approx((28, 35.2))
    assert figures["goals.revenue_base"].months[:2] == pytest.approx((1800, 2520))
    assert figures["goals.revenue"].months[:2] == pytest.approx((2800, 3520))


def test_leads_come_earlier_by_the_cycle_and_the_last_month_repeats() -> None:
    project = selling(10, 1, (1.0,), growth=0.5, months=6)
    slow = replaced(project, "goals.funnel.lead.days", 45.0)
    figures = figures_of(slow)
    assert figures["goals.cycle"].total == 2
    leads, inflow = figures["goals.leads"].months, figures["goals.leads_inflow"].months
    assert inflow == (*leads[2:], leads[-1], leads[-1])


def test_leader_is_needed_for_every_span() -> None:
    head = Role(id="head", title="Руководитель", works_on=WorksOn.LEADING, span=3)
    seller = Role(id="seller", title="Продавец", stages=("stage1",), norm=10, reports_to="head")
    project = staffed(selling(70, 1, (1.0,)), head, seller)
    assert first(project, "structure.need.seller") == 7
    assert first(project, "structure.need.head") == 3


def test_people_leave_whole_and_are_replaced() -> None:
    role = Role(id="seller", title="Продавец", works_on=WorksOn.FIXED, minimum=4, at_start=4)
    project = staffed(selling(), role)
    hiring = project.hiring.model_copy(update={"roles": (RoleHiring(id="seller", turnover=0.75),)})
    figures = figures_of(project.model_copy(update={"hiring": hiring}))
    assert figures["hiring.leavers.seller"].months == pytest.approx((0.25,) * 12)
    assert figures["hiring.departures.seller"].total == 3
    assert figures["hiring.hires.seller"].total == 3
    assert set(figures["structure.staff.seller"].months) == {4.0}


def test_hires_come_early_enough_to_be_trained() -> None:
    role = Role(
        id="seller", title="Продавец", stages=("stage1",), norm=100, at_start=1, ramp=(0.3, 0.6)
    )
    project = staffed(selling(100, 1, (1.0,), growth=0.5, months=12), role)
    quiet = project.hiring.model_copy(update={"roles": (RoleHiring(id="seller", turnover=0.0),)})
    figures = figures_of(project.model_copy(update={"hiring": quiet}))
    need = figures["structure.need.seller"].months
    staff = figures["structure.staff.seller"].months
    assert need[:3] == (1, 2, 2)
    assert staff[0] == 2, "the second person of month 2 is there two months ahead"
    assert all(staff[month] >= need[min(month + 2, 11)] for month in range(12))


def test_vacancies_open_before_the_hires() -> None:
    role = Role(id="seller", title="Продавец", works_on=WorksOn.FIXED, minimum=3, at_start=1)
    project = staffed(selling(), role)
    rows = (RoleHiring(id="seller", turnover=0.0, days_to_hire=30),)
    hiring = project.hiring.model_copy(update={"roles": rows})
    figures = figures_of(project.model_copy(update={"hiring": hiring}))
    assert figures["hiring.hires.seller"].first == 2
    assert figures["hiring.vacancies_before.seller"].total == 2


def test_prepayment_and_the_rest_later() -> None:
    product = {"prepaid": 0.4, "delay": 2}
    figures = figures_of(selling(10, 100, (1.0,), product=product))
    assert figures["result.receipts"].months[:3] == pytest.approx((400, 400, 1000))


def test_products_share_the_deals() -> None:
    project = selling(100, 10, (1.0,))
    products = (
        Product(id="a", name="А", price=10, share=0.25),
        Product(id="b", name="Б", price=20, share=0.75),
    )
    figures = figures_of(replaced(project, "goals.products", products))
    assert figures["goals.average_check"].total == pytest.approx(17.5)
    assert figures["goals.revenue_new"].first == pytest.approx(1750)


def test_profit_goal_is_solved_for() -> None:
    project = selling(
        conversions=(0.35,), price=3000, goal_by=GoalBy.PROFIT, profit_year=450_000.0,
        product={"variable_cost": 2550.0}, whole_units=False,
    )  # fmt: skip
    figures = figures_of(project)
    assert figures["goals.revenue"].total == pytest.approx(3_000_000)
    assert figures["goals.deals"].total == pytest.approx(1000)
    assert figures["goals.leads"].total == pytest.approx(2857.142857)
    found = figures.found("found.deals_per_month")
    assert found is not None
    assert found.reached


def test_profit_goal_with_whole_deals_is_reached_and_not_much_passed() -> None:
    project = replaced(load_preset("wholesale"), "goals.goal_by", GoalBy.PROFIT)
    project = replaced(project, "goals.profit_year", 3_000_000.0)
    figures = figures_of(project)
    assert figures["result.operating_profit"].total >= 3_000_000
    found = figures.found("found.deals_per_month")
    assert found is not None
    less = figures.plan.solve(project, {"found.deals_per_month": found.value * 0.99})
    assert less.lines["result.operating_profit"].sum() < 3_000_000


def test_profit_out_of_reach_gives_the_nearest() -> None:
    project = selling(
        price=10, product={"variable_cost": 20.0}, goal_by=GoalBy.PROFIT, profit_year=1000.0
    )
    found = figures_of(project).found("found.deals_per_month")
    assert found is not None
    assert not found.reached
    assert found.figure == 0


def test_budget_for_leads_is_read_forwards() -> None:
    project = selling(
        conversions=(0.65, 0.30, 0.70, 0.30), price=1, goal_by=GoalBy.LEADS_BUDGET,
        leads_budget=50_000.0, whole_units=False, channels=(channel("ads", lead_cost=50),),
    )  # fmt: skip
    figures = figures_of(project)
    assert figures["goals.deals"].first == pytest.approx(40.95)
    assert figures["goals.leads"].first == pytest.approx(1000)
    assert figures["costs.leads"].first == pytest.approx(50_000)


def test_budget_is_not_overspent_by_rounding() -> None:
    project = selling(
        conversions=(0.3,), goal_by=GoalBy.LEADS_BUDGET, leads_budget=10_000.0,
        channels=(channel("ads", lead_cost=70),),
    )  # fmt: skip
    figures = figures_of(project)
    assert figures["goals.deals"].first == 42
    assert figures["costs.leads"].first <= 10_000


def test_open_pipeline_is_weighted_by_the_chance_to_win() -> None:
    project = selling(100, 1000, (0.5, 0.5, 0.5))
    project = replaced(project, "goals.funnel.stage1.open_money", 1_000_000.0)
    project = replaced(project, "goals.funnel.stage2.open_money", 800_000.0)
    figures = figures_of(project)
    assert figures["goals.probability.stage1"].total == pytest.approx(0.25)
    assert figures["goals.pipeline_weighted"].total == pytest.approx(650_000)
    assert figures["goals.coverage"].first == pytest.approx(18)


def test_corrections_work_in_their_months_alone() -> None:
    corrections = (
        Correction(id="a", what=CorrectionOf.PRICE, start=3, end=4, change=0.1),
        Correction(id="b", what=CorrectionOf.CONVERSION, stage="stage1", start=2, change=-0.5),
        Correction(id="c", what=CorrectionOf.LEADS, start=1, end=1, change=1),
    )
    figures = figures_of(selling(10, 100, (0.5,), corrections=corrections))
    assert figures["goals.revenue_new"].months[1:5] == pytest.approx((1000, 1100, 1100, 1000))
    assert figures["goals.leads"].months[:3] == (40, 40, 40)


def test_working_days_make_the_season() -> None:
    figures = figures_of(selling(100, season_by=SeasonBy.WORKING_DAYS))
    season = figures["goals.season"].months
    assert sum(season) == pytest.approx(12)
    assert season[0] == min(season), "January has the longest holidays in Russia"


def test_later_years_have_their_own_goals() -> None:
    project = selling(goal_by=GoalBy.REVENUE, revenue_year=1200.0, later_years=(2400.0,), months=36)
    goal = figures_of(project)["goals.revenue_goal"].months
    assert (sum(goal[:12]), sum(goal[12:24]), sum(goal[24:])) == pytest.approx((1200, 2400, 2400))


def test_newcomers_ramp_by_cohort() -> None:
    ramp = (0.0, 0.25, 0.50, 0.75)
    role = Role(
        id="seller", title="Продавец", works_on=WorksOn.STAGES, stages=("stage1",),
        norm=100_000, minimum=3, ramp=ramp,
    )  # fmt: skip
    project = staffed(selling(0, 1, (1.0,)), role)
    quiet = project.hiring.model_copy(update={"roles": (RoleHiring(id="seller", turnover=0.0),)})
    months = figures_of(project.model_copy(update={"hiring": quiet}))[
        "structure.capacity.seller"
    ].months
    quarters = (sum(months[:3]), sum(months[3:6]), sum(months[6:9]))
    assert quarters == pytest.approx((225_000, 825_000, 900_000))


def test_the_bottleneck_sets_the_feasible_deals() -> None:
    wide = Role(id="calls", title="Звонки", stages=("lead",), norm=1000, at_start=1)
    narrow = Role(
        id="closer",
        title="Сделки",
        stages=("stage1",),
        norm=10,
        at_start=6,
        works_on=WorksOn.STAGES,
    )
    project = staffed(selling(100, 1, (0.5,)), wide, narrow)
    fixed = replaced(
        project,
        "structure.roles.closer.overrides",
        tuple(Override(id=f"m{month}", month=month, people=6) for month in range(1, 13)),
    )
    assert first(fixed, "structure.staff.closer") == 6
    assert first(fixed, "structure.feasible_deals") == pytest.approx(60)


def test_people_set_by_hand_are_released_and_hired() -> None:
    role = Role(id="seller", title="Продавец", works_on=WorksOn.FIXED, minimum=4, at_start=4)
    role = role.model_copy(
        update={
            "overrides": (Override(id="a", month=2, people=2), Override(id="b", month=3, people=5))
        }
    )
    project = staffed(selling(), role)
    quiet = project.hiring.model_copy(update={"roles": (RoleHiring(id="seller", turnover=0.0),)})
    figures = figures_of(project.model_copy(update={"hiring": quiet}))
    assert figures["structure.staff.seller"].months[:4] == (4, 2, 5, 5)
    assert figures["hiring.released.seller"].months[1] == 2


def test_break_even_in_deals() -> None:
    project = selling(500, 50, (1.0,), product={"variable_cost": 20.0})
    item = CostItem(id="rent", name="Аренда", group=CostGroup.INDIRECT, amount=10_000.0)
    figures = figures_of(replaced(project, "costs.items", (item,)))
    assert figures["result.break_even_deals"].first == 334
    assert figures["result.operating_profit"].first == pytest.approx(5_000)


def test_rates_by_product_and_by_channel() -> None:
    project = selling(
        100, 10, (1.0,), channels=(channel("ads", share=0.25), channel("friends", share=0.75))
    )
    products = (
        Product(id="a", name="А", price=10, share=0.5),
        Product(id="b", name="Б", price=30, share=0.5),
    )
    project = replaced(project, "goals.products", products)
    component = Component(
        id="own", name="Своя", rate=0.1, product_rates=(ProductRate(id="b", rate=0.2),)
    )
    assert first(paid(project, 0, component), "motivation.bonus.seller") == pytest.approx(350)
    apart = component.model_copy(update={"channel_rates": (ProductRate(id="ads", rate=0.02),)})
    assert first(paid(project, 0, apart), "motivation.bonus.seller") == pytest.approx(
        350 * 0.75 + 2000 * 0.25 * 0.02
    )


def test_bonus_by_kpi_follows_the_plan_up_to_its_maximum() -> None:
    kpi = (
        Kpi(id="a", name="А", weight=0.6, low=0, target=100, high=120),
        Kpi(id="b", name="Б", weight=0.4, low=10, target=5, high=4),
    )
    component = Component(id="kpi", name="KPI", kind=ComponentKind.KPI, amount=10_000.0)

    def bonus(attainment: float) -> float:
        project = paid(selling(), 0, component, attainment=attainment)
        return first(replaced(project, "motivation.pay.seller.kpi", kpi), "motivation.bonus.seller")

    assert bonus(1) == pytest.approx(10_000)
    assert bonus(0.5) == pytest.approx(5_000)
    assert bonus(2) == pytest.approx(12_000)


def test_newcomers_are_paid_up_to_the_guarantee() -> None:
    project = paid(selling(), 40_000)
    project = replaced(project, "structure.roles.seller.at_start", 0)
    project = replaced(project, "motivation.pay.seller.guarantee", 55_000.0)
    project = replaced(project, "motivation.pay.seller.guarantee_months", 2)
    figures = figures_of(project)
    assert figures["motivation.guarantee.seller"].months[:3] == pytest.approx((15_000, 15_000, 0))


def test_training_hours_of_newcomers() -> None:
    role = Role(id="seller", title="Продавец", works_on=WorksOn.FIXED, minimum=2)
    project = staffed(selling(), role)
    hiring = project.hiring.model_copy(
        update={
            "roles": (RoleHiring(id="seller", turnover=0.0, mentor_hours=10),),
            "modules": (
                TrainingModule(id="a", hours=6),
                TrainingModule(id="b", hours=100, roles=("other",)),
            ),
        }
    )
    figures = figures_of(project.model_copy(update={"hiring": hiring}))
    assert figures["hiring.training_hours"].first == 32


def test_options_are_weighed_by_the_requirements() -> None:
    tool = Tool(
        id="crm",
        name="CRM",
        requirements=(Requirement(id="calls", weight=0.75), Requirement(id="mail", weight=0.25)),
        options=(
            Option(
                id="x", name="Икс", scores=(Score(id="calls", points=8), Score(id="mail", points=4))
            ),
            Option(id="y", name="Игрек", scores=(Score(id="mail", points=10),)),
        ),
    )
    figures = figures_of(replaced(selling(), "automation.tools", (tool,)))
    assert figures["automation.score.crm.x"].total == pytest.approx(7)
    assert figures["automation.score.crm.y"].total == pytest.approx(2.5)


def test_cost_of_a_lead_and_of_a_client_by_channel() -> None:
    """100 deals at 10 % from 1 000 leads; the second channel's leads are three times as good."""
    channels = (
        channel("ads", share=0.75, lead_cost=50, fixed_cost=7_500),
        channel("friends", share=0.25, quality=3.0),
    )
    figures = figures_of(selling(100, 1, (0.1 / 1.5,), channels=channels))
    assert figures["goals.leads"].first == 1000
    assert figures["kpi.cpl_channel.ads"].first == pytest.approx(60)
    assert figures["kpi.channel_deals.ads"].first == pytest.approx(50)
    assert figures["kpi.cac_channel.ads"].first == pytest.approx(900)
    assert figures["kpi.cac_channel.friends"].first == 0


def test_plan_of_one_person() -> None:
    role = Role(id="seller", title="Продавец", stages=("stage1",), norm=40, minimum=4, at_start=4)
    figures = figures_of(staffed(selling(120, 1, (1.0,)), role))
    assert figures["structure.plan_per_person.seller"].first == 30
    assert figures["structure.plan_per_person.seller"].total == pytest.approx(30)
