"""Lines of the plan's KPI: the cost of a lead and of a client, ARPU, lifetime, CLTV."""

from __future__ import annotations

from wizard.plan.formulas.expression import Input
from wizard.plan.formulas.line import Lines, Ratio, Total
from wizard.plan.formulas.over_months import sum_of
from wizard.project.project import Project
from wizard.texts import _
from wizard.units import CLIENTS_EXACT, DEALS_EXACT, FACTOR, MONEY, MONTHS, PERCENT

ACQUISITION, CLIENT = _("Привлечение"), _("Клиент")
BY_CHANNEL = _("Привлечение по каналам")


def define(project: Project, lines: Lines) -> None:
    """Define the KPI."""
    _acquisition(project, lines)
    _channels(project, lines)
    _client(project, lines)


def _acquisition(project: Project, lines: Lines) -> None:
    paid = {pay.id for pay in project.motivation.pay}
    presale = [
        lines.line(
            f"kpi.presale_pay.{role.id}",
            lines[f"motivation.pay_cost.{role.id}"]
            * Input(f"structure.roles.{role.id}.presale_share"),
            _("Работа до продажи: {role}", role=role.title),
            MONEY,
            group=ACQUISITION,
            help=_("Оплата роли со взносами × доля работы до продажи."),
        )
        for role in project.structure.roles
        if role.id in paid
    ]
    full = lines.line(
        "kpi.acquisition",
        sum_of([lines["costs.leads"], lines["automation.cost"], *presale]),
        _("Полные расходы на привлечение"),
        MONEY,
        group=ACQUISITION,
        help=_("Каналы, инструменты и часть оплаты отдела, которая работает до продажи."),
    )
    spend = lines["costs.leads"]
    leads, deals = lines["goals.leads_inflow"], lines["goals.deals"]
    for key, cost, by, label, meaning in (
        ("cpl_operational", spend, leads, _("CPL оперативный"), _("Расход каналов ÷ лиды.")),
        ("cpl_full", full, leads, _("CPL полный"), _("Полные расходы на привлечение ÷ лиды.")),
        (
            "cac_operational",
            spend,
            deals,
            _("CAC оперативный"),
            _("Расход каналов ÷ новые клиенты."),
        ),
        (
            "cac_full",
            full,
            deals,
            _("CAC полный"),
            _("Полные расходы на привлечение ÷ новые клиенты."),
        ),
    ):
        lines.line(
            f"kpi.{key}",
            cost / by,
            label,
            MONEY,
            Ratio(cost.key, by.key),
            group=ACQUISITION,
            help=meaning,
        )


def _channels(project: Project, lines: Lines) -> None:
    """The same by channel: which channel brings leads and clients at what price."""
    for channel in project.goals.channels:
        spend, name = lines[f"costs.leads.{channel.id}"], channel.name
        leads = lines[f"goals.leads_inflow.{channel.id}"]
        deals = lines.line(
            f"kpi.channel_deals.{channel.id}",
            lines["goals.deals"] * lines[f"goals.deal_share.{channel.id}"],
            _("Новые клиенты канала: {name}", name=name),
            DEALS_EXACT,
            group=BY_CHANNEL,
            help=_("Новые сделки × доля сделок канала."),
        )
        for key, by, label, meaning in (
            (
                "cpl_channel",
                leads,
                _("CPL канала: {name}", name=name),
                _("Расход канала ÷ его лиды, с постоянной платой за канал."),
            ),
            (
                "cac_channel",
                deals,
                _("CAC канала: {name}", name=name),
                _("Расход канала ÷ новые клиенты из него."),
            ),
        ):
            lines.line(
                f"kpi.{key}.{channel.id}",
                spend / by,
                label,
                MONEY,
                Ratio(spend.key, by.key),
                group=BY_CHANNEL,
                help=meaning,
            )


def _client(project: Project, lines: Lines) -> None:
    clients, revenue = lines["goals.clients"], lines["goals.revenue"]
    arpu = lines.line(
        "kpi.arpu",
        revenue / clients,
        _("ARPU"),
        MONEY,
        Ratio("goals.revenue", "goals.clients"),
        group=CLIENT,
        help=_("Выручка месяца ÷ действующие клиенты; итог — в среднем за месяц."),
    )
    leaving = [
        lines.line(
            f"kpi.expected_leavers.{product.id}",
            lines[f"goals.clients.{product.id}"] * Input(f"goals.products.{product.id}.churn"),
            _("Уйдут в следующем месяце: {name}", name=product.name),
            CLIENTS_EXACT,
            group=CLIENT,
            help=_("Клиенты × отток."),
        )
        for product in project.goals.products
    ]
    lost = lines.line(
        "kpi.expected_leavers",
        sum_of(leaving),
        _("Уйдут в следующем месяце"),
        CLIENTS_EXACT,
        group=CLIENT,
        help=_("Все продукты вместе."),
    )
    churn = lines.line(
        "kpi.churn",
        lost / clients,
        _("Отток"),
        PERCENT,
        Ratio("kpi.expected_leavers", "goals.clients"),
        group=CLIENT,
        help=_("Уходящие клиенты ÷ действующие, в месяц."),
    )
    lifetime = lines.line(
        "kpi.lifetime",
        1 / churn,
        _("Срок жизни клиента"),
        MONTHS,
        Ratio("goals.clients", "kpi.expected_leavers"),
        group=CLIENT,
        help=_("1 ÷ отток, в месяцах; без оттока не определён и показан нулём."),
    )
    margin = lines.line(
        "kpi.margin_share",
        lines["result.gross_margin"] / revenue,
        _("Валовая маржа, %"),
        PERCENT,
        Ratio("result.gross_margin", "goals.revenue"),
        group=CLIENT,
        help=_("Валовая маржа ÷ выручка."),
    )
    cltv = lines.line(
        "kpi.cltv",
        arpu * margin * lifetime,
        _("CLTV"),
        MONEY,
        Total.LAST,
        group=CLIENT,
        help=_("ARPU × валовая маржа × срок жизни: сколько клиент приносит за всё время."),
    )
    lines.line(
        "kpi.ltv_to_cac",
        cltv / lines["kpi.cac_full"],
        _("CLTV к CAC"),
        FACTOR,
        Total.LAST,
        group=CLIENT,
        help=_("CLTV ÷ полный CAC; ниже 1 клиент не окупает привлечения."),
    )
    lines.line(
        "kpi.payback_months",
        lines["kpi.cac_full"] / (arpu * margin),
        _("Окупаемость клиента"),
        MONTHS,
        Total.LAST,
        group=CLIENT,
        help=_("Полный CAC ÷ (ARPU × валовая маржа), в месяцах."),
    )
