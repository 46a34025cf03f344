"""Published cases with known answers: the plan's rules give them."""

from __future__ import annotations

import pytest

from tests.plan.projects import channel, figures_of, first, paid, selling, staffed
from wizard.project.goals import Product, ProductKind
from wizard.project.hiring import RoleHiring
from wizard.project.motivation import (
    Component,
    ComponentKind,
    SalesScope,
    Tier,
    TierMethod,
    TierOver,
)
from wizard.project.path import replaced
from wizard.project.structure import Role, WorksOn
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
