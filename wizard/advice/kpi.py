"""Rules about clients: what one costs, what one brings, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, hint, warning
from wizard.project.problem import Problem
from wizard.texts import _
from wizard.units import MONTHS

# A client that pays back later than this ties up the money of more than a year's plan.
LONG_PAYBACK = 12.0
# Almost all leads from one channel: its failure stops the department.
LEANING = 0.9
# The open pipeline that usually covers a month's plan where deals take a month or more (industry
# reviews: 3–5 plans).
USUAL_COVERAGE = 3.0


def worth_of_a_deal(case: Case) -> float:
    """What a new client brings: the margin of the deal or, if larger, of the whole lifetime."""
    deals = case.figures["goals.deals"].total
    margin = case.figures["goals.revenue_new"].total - case.figures["goals.variable_cost_new"].total
    return max(margin / deals if deals else 0.0, case.figures["kpi.cltv"].total)


def lead_above_margin(case: Case) -> Iterator[Problem]:
    """One lead costs more than the deal it may become brings."""
    lead, worth = case.figures["kpi.cpl_operational"].total, worth_of_a_deal(case)
    if lead > worth and case.figures["goals.deals"].total > 0:
        yield warning(
            "goals.channels",
            _(
                "Лид стоит {lead}, а сделка приносит {worth}: каждая продажа в убыток.",
                lead=case.money(lead),
                worth=case.money(worth),
            ),
        )


def channel_above_worth(case: Case) -> Iterator[Problem]:
    """A client from a channel costs more than a client brings."""
    conversion, worth = case.figures["goals.conversion"].total, worth_of_a_deal(case)
    for channel in case.project.goals.channels:
        chance = conversion * channel.quality
        if not channel.on or channel.share == 0 or chance == 0:
            continue
        client = channel.lead_cost / chance
        if client > worth:
            yield hint(
                f"goals.channels.{channel.id}.lead_cost",
                _(
                    "Канал «{channel}»: клиент из него стоит {client}, а приносит {worth}. "
                    "Сократите канал или поднимите его конверсию.",
                    channel=channel.name,
                    client=case.money(client),
                    worth=case.money(worth),
                ),
            )


def cltv_below_cac(case: Case) -> Iterator[Problem]:
    """A client brings less in a lifetime than getting one costs."""
    cltv, cac = case.figures["kpi.cltv"].last, case.figures["kpi.cac_full"].last
    if 0 < cltv < cac:
        yield warning(
            "goals.products",
            _(
                "Клиент за всё время приносит {cltv} (CLTV), а привлечь его стоит {cac} (полный "
                "CAC). Снизьте отток, поднимите чек или удешевите привлечение.",
                cltv=case.money(cltv),
                cac=case.money(cac),
            ),
        )


def slow_payback(case: Case) -> Iterator[Problem]:
    """A client pays back later than a client stays, or later than in a year."""
    payback = case.figures["kpi.payback_months"].total
    lifetime = case.figures["kpi.lifetime"].total
    limit = min(LONG_PAYBACK, lifetime) if lifetime > 0 else LONG_PAYBACK
    if payback > limit:
        stays = case.shown(lifetime, MONTHS)
        yield hint(
            "goals.channels",
            _(
                "Привлечение клиента окупается за {payback}, а остаётся он в среднем {lifetime}: "
                "деньги долго в обороте.",
                payback=case.shown(payback, MONTHS),
                lifetime=stays,
            )
            if lifetime > 0
            else _(
                "Привлечение клиента окупается за {payback}: деньги долго в обороте.",
                payback=case.shown(payback, MONTHS),
            ),
        )


def one_channel(case: Case) -> Iterator[Problem]:
    """All leads come from one channel."""
    channels = [one for one in case.project.goals.channels if one.on and one.share > 0]
    total = sum(channel.share for channel in channels)
    for channel in channels:
        if channel.share / total >= LEANING:
            yield hint(
                f"goals.channels.{channel.id}.share",
                _(
                    "Канал «{channel}» даёт {share} лидов: если он встанет, встанут продажи. "
                    "Заведите второй.",
                    channel=channel.name,
                    share=case.percent(channel.share / total),
                ),
            )


def thin_pipeline(case: Case) -> Iterator[Problem]:
    """The open pipeline that was entered does not cover the plan."""
    coverage = case.figures.get("goals.coverage")
    funnel = case.project.goals.funnel
    long_deals = case.figures["goals.cycle"].total >= 1
    if coverage is None or not long_deals or not any(stage.open_money for stage in funnel):
        return
    if coverage.first < USUAL_COVERAGE:
        yield hint(
            f"goals.funnel.{funnel[0].id}.open_money",
            _(
                "Открытых сделок — {coverage} плана первого месяца, а обычно нужно не меньше "
                "{usual}. Начните набирать обращения до старта.",
                coverage=case.number(coverage.first),
                usual=case.number(USUAL_COVERAGE),
            ),
        )


RULES: tuple[Rule, ...] = (
    lead_above_margin,
    channel_above_worth,
    cltv_below_cac,
    slow_payback,
    one_channel,
    thin_pipeline,
)
