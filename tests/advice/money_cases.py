"""Cases of the rules about money, clients, papers and tools: the rule, what fires it, its field."""

from __future__ import annotations

from tests.advice.edits import RuleCase, both, every, put
from wizard.advice import automation, costs, documentation, kpi, service_rules
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.path import replaced
from wizard.project.project import Project


def later(project: Project) -> Project:
    """Clients pay three months later, and there is not enough money to wait."""
    changed = every("goals.products", prepaid=0.0, delay=3)(project)
    return replaced(changed, "costs.opening_cash", 600_000.0)


def long_deals(project: Project) -> Project:
    changed = every("goals.funnel", days=20.0, open_money=0.0)(project)
    return replaced(changed, f"goals.funnel.{changed.goals.funnel[0].id}.open_money", 1000.0)


def only_the_first_channel(project: Project) -> Project:
    first = project.goals.channels[0].id
    changed = every("goals.channels", on=False)(project)
    return replaced(changed, f"goals.channels.{first}.on", True)


CASES: list[RuleCase] = [
    (costs.delay_makes_the_gap, later, ".delay"),
    (kpi.lead_above_margin, every("goals.channels", lead_cost=90_000.0), "goals.channels"),
    (kpi.channel_above_worth, every("goals.channels", lead_cost=90_000.0), ".lead_cost"),
    (kpi.cltv_below_cac, every("goals.products", churn=0.9), "goals.products"),
    (kpi.slow_payback, every("goals.channels", lead_cost=9000.0), "goals.channels"),
    (kpi.one_channel, only_the_first_channel, ".share"),
    (kpi.thin_pipeline, long_deals, ".open_money"),
    (documentation.stage_without_exit, every("goals.funnel", exit=" "), "goals.funnel.lead.exit"),
    (
        documentation.proposals_without_owner,
        put("documentation.proposals.owner", ""),
        "documentation.proposals.owner",
    ),
    (
        documentation.due_before_the_order,
        put("documentation.order_date", "2027-06-01"),
        ".due",
    ),
    (
        documentation.needed_but_left_out,
        put(
            "documentation.documents",
            (DocumentChoice(id="order-introduction", wanted=Wanted.NO),),
        ),
        "documentation.documents.order-introduction.wanted",
    ),
    (
        documentation.bonus_without_policy,
        put("documentation.documents", (DocumentChoice(id="pay", wanted=Wanted.NO),)),
        "documentation.documents.pay.wanted",
    ),
    (
        service_rules.volume_above_head,
        every("documentation.discounts.volume", rate=0.5),
        "documentation.discounts.volume.team.rate",
    ),
    (
        service_rules.discount_below_floor,
        every("goals.products", variable_cost=40.0, price=100.0),
        "documentation.discounts.margin_floor",
    ),
    (
        service_rules.debt_steps_out_of_order,
        both(every("goals.products", prepaid=0.5), put("documentation.debts.claim_day", 3.0)),
        "documentation.debts.claim_day",
    ),
    (
        service_rules.resolution_before_reaction,
        every("documentation.support.priorities", resolution=0.1),
        "documentation.support.priorities.critical.resolution",
    ),
    (
        automation.requirement_weights,
        every("automation.tools.crm.requirements", weight=0.1),
        ".requirements",
    ),
    (automation.no_reserve, every("automation.tools", reserve=0.0), ".reserve"),
    (
        automation.bare_licences,
        every("automation.tools", integration=0.0, migration=0.0, training=0.0),
        ".integration",
    ),
]

SILENT: list[tuple[RuleCase, str]] = [
    ((costs.delay_makes_the_gap, put("costs.opening_cash", -1e9), ""), "the gap has other reasons"),
    ((kpi.thin_pipeline, every("goals.funnel", open_money=1.0, days=2.0), ""), "deals of a week"),
    (
        (
            documentation.proposals_without_owner,
            both(
                put("documentation.proposals.owner", ""),
                put("documentation.proposals.used", False),
            ),
            "",
        ),
        "no proposals are made",
    ),
    ((automation.no_reserve, every("automation.tools", reserve=0.0, used=False), ""), "not used"),
]
