"""Lines of stage 1: the goal by month, deals, the inverted funnel, leads by channel, revenue."""

from __future__ import annotations

from wizard.plan.expression import CALENDAR_MONTH, MONTH, YEAR, Expression, Input, Ref, Vector
from wizard.plan.line import Lines, Total
from wizard.plan.operators import choose, larger, nearest, power, whole
from wizard.plan.over_months import MonthsInYear, ahead, in_year, previous, sum_of
from wizard.plan.tables import mean, pick, products
from wizard.project.goals import Channel, FunnelStage, GoalBy, Goals, Product, ProductKind
from wizard.project.project import Project
from wizard.texts import _
from wizard.units import (
    CLIENTS,
    CLIENTS_EXACT,
    DEALS,
    DEALS_EXACT,
    FACTOR,
    LEADS,
    LEADS_EXACT,
    MONEY,
    MONTHS_WHOLE,
    PERCENT,
)

SEASON = Vector("goals.season")
SHARES, PRICES = Vector("goals.products", "share"), Vector("goals.products", "price")
COSTS = Vector("goals.products", "variable_cost")
DAYS = Vector("goals.funnel", "days")
CHANNEL_ON = Vector("goals.channels", "on")
CHANNEL_SHARES = Vector("goals.channels", "share")
CHANNEL_QUALITY = Vector("goals.channels", "quality")

GOAL, FUNNEL, CHANNELS = _("Цель"), _("Воронка"), _("Каналы")
CLIENT_BASE, REVENUE = _("Клиенты"), _("Выручка")


def define(project: Project, lines: Lines) -> None:
    """Define the lines of the stage."""
    goals = project.goals
    _season(lines)
    _prices(goals, lines)
    for product in goals.products:
        _product_base(product, lines)
    base = [lines[f"goals.revenue_base.{product.id}"] for product in goals.products]
    lines.line(
        "goals.revenue_base",
        sum_of(base),
        _("Выручка от клиентской базы"),
        MONEY,
        help=_("Подписки после оттока, допродажи и повторные покупки тех, кто уже клиент."),
        group=REVENUE,
    )
    _deals(goals, lines)
    for product in goals.products:
        _product_sales(product, lines)
    _revenue(goals, lines)
    _funnel(goals, lines)
    _channels(goals.channels, lines)


def _season(lines: Lines) -> None:
    lines.line(
        "goals.season",
        pick(SEASON, CALENDAR_MONTH) / mean(SEASON),
        _("Сезон"),
        FACTOR,
        Total.AVERAGE,
        help=_("Сезонный множитель календарного месяца, приведённый к среднему 1."),
        group=GOAL,
    )
    lines.line(
        "goals.growth",
        power(1 + Input("goals.growth"), (MONTH - 1) / 12),
        _("Рост с начала плана"),
        FACTOR,
        Total.LAST,
        help=_("Во сколько раз месяц больше первого из-за годового роста, без сезона."),
        group=GOAL,
    )


def _prices(goals: Goals, lines: Lines) -> None:
    lines.line(
        "goals.average_check",
        products(SHARES, PRICES) if goals.products else 0.0,
        _("Средний чек"),
        MONEY,
        Total.LAST,
        single=True,
        help=_("Цены продуктов, взвешенные долями сделок."),
        group=GOAL,
    )
    lines.line(
        "goals.average_cost",
        products(SHARES, COSTS) if goals.products else 0.0,
        _("Средняя себестоимость сделки"),
        MONEY,
        Total.LAST,
        single=True,
        help=_("Себестоимость продуктов, взвешенная долями сделок."),
        group=GOAL,
    )


def _deals(goals: Goals, lines: Lines) -> None:
    season, growth = lines["goals.season"], lines["goals.growth"]
    check, base = lines["goals.average_check"], lines["goals.revenue_base"]
    exact: Expression
    if goals.goal_by is GoalBy.REVENUE:
        weight = lines.line(
            "goals.weight",
            season * growth,
            _("Вес месяца"),
            FACTOR,
            help=_("Сезон × рост: по этим весам раскладывается цель года."),
            group=GOAL,
        )
        year_goal = lines.line(
            "goals.revenue_year",
            Input("goals.revenue_year") * power(1 + Input("goals.growth"), YEAR - 1),
            _("Цель по выручке на год плана"),
            MONEY,
            Total.NONE,
            help=_("Цель первого года; в следующие годы она растёт на годовой рост."),
            group=GOAL,
        )
        goal = lines.line(
            "goals.revenue_goal",
            year_goal * weight / in_year(weight) * MonthsInYear() / 12,
            _("Цель по выручке"),
            MONEY,
            help=_(
                "Цель года, разложенная по месяцам весами сезона и роста; сумма за полный год "
                "равна цели точно, неполный год берётся пропорционально числу месяцев."
            ),
            group=GOAL,
        )
        exact = larger(0, goal - base) / check
    else:
        exact = Input("goals.deals_per_month") * season * growth
    needed = lines.line(
        "goals.deals_needed",
        exact,
        _("Нужно сделок, точно"),
        DEALS_EXACT,
        help=_("Сколько новых сделок даёт цель месяца, до округления."),
        group=GOAL,
    )
    lines.line(
        "goals.deals",
        _whole_if_asked(needed),
        _("Новые сделки"),
        DEALS,
        help=_("Сделки с новыми клиентами в месяце."),
        group=GOAL,
    )
    if goals.goal_by is not GoalBy.REVENUE:
        lines.line(
            "goals.revenue_goal",
            needed * check + base,
            _("Цель по выручке"),
            MONEY,
            help=_("Сделки месяца до округления × средний чек + выручка от базы."),
            group=GOAL,
        )


def _whole_if_asked(exact: Ref) -> Expression:
    return choose(Input("goals.whole_units"), whole(exact), exact)


def _product_base(product: Product, lines: Lines) -> None:
    """Clients of a product and what those already won bring."""
    path, name = f"goals.products.{product.id}", product.name
    clients = f"goals.clients.{product.id}"
    retained = lines.line(
        f"goals.retained.{product.id}",
        previous(clients) * (1 - Input(f"{path}.churn")),
        _("Остались с прошлого месяца: {name}", name=name),
        CLIENTS_EXACT,
        Total.NONE,
        help=_("Клиенты прошлого месяца × (1 − отток)."),
        group=CLIENT_BASE,
    )
    lines.line(
        clients,
        retained + lines[f"goals.deals.{product.id}"],
        _("Клиенты: {name}", name=name),
        CLIENTS_EXACT,
        Total.LAST,
        opening=Input(f"{path}.clients_at_start"),
        help=_("Оставшиеся клиенты и новые сделки."),
        group=CLIENT_BASE,
    )
    orders = lines.line(
        f"goals.base_orders.{product.id}",
        retained
        if product.kind is ProductKind.SUBSCRIPTION
        else retained * Input(f"{path}.repeats") / 12,
        _("Оплаты базы: {name}", name=name),
        DEALS_EXACT,
        help=_("У подписки — каждый оставшийся клиент; у разовой продажи — повторные покупки."),
        group=CLIENT_BASE,
    )
    lines.line(
        f"goals.revenue_base.{product.id}",
        orders * Input(f"{path}.price") * (1 + Input(f"{path}.upsell")),
        _("Выручка от базы: {name}", name=name),
        MONEY,
        help=_("Оплаты базы × цена × (1 + допродажи)."),
        group=REVENUE,
    )


def _product_sales(product: Product, lines: Lines) -> None:
    path, name = f"goals.products.{product.id}", product.name
    deals = lines.line(
        f"goals.deals.{product.id}",
        lines["goals.deals"] * Input(f"{path}.share"),
        _("Новые сделки: {name}", name=name),
        DEALS_EXACT,
        group=GOAL,
        help=_("Новые сделки × доля продукта."),
    )
    new = lines.line(
        f"goals.revenue_new.{product.id}",
        deals * Input(f"{path}.price"),
        _("Выручка от новых сделок: {name}", name=name),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки продукта × цена."),
    )
    lines.line(
        f"goals.revenue.{product.id}",
        new + lines[f"goals.revenue_base.{product.id}"],
        _("Выручка: {name}", name=name),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки и база вместе."),
    )
    cost = Input(f"{path}.variable_cost")
    lines.line(
        f"goals.variable_cost_new.{product.id}",
        deals * cost,
        _("Себестоимость новых сделок: {name}", name=name),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки продукта × себестоимость."),
    )
    lines.line(
        f"goals.variable_cost_base.{product.id}",
        lines[f"goals.base_orders.{product.id}"] * cost,
        _("Себестоимость базы: {name}", name=name),
        MONEY,
        group=REVENUE,
        help=_("Оплаты базы × себестоимость."),
    )


def _revenue(goals: Goals, lines: Lines) -> None:
    def by_product(stem: str) -> Expression:
        return sum_of([lines[f"goals.{stem}.{product.id}"] for product in goals.products])

    new = lines.line(
        "goals.revenue_new",
        by_product("revenue_new"),
        _("Выручка от новых сделок"),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки месяца по цене продуктов."),
    )
    lines.line(
        "goals.revenue",
        new + lines["goals.revenue_base"],
        _("Выручка"),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки и клиентская база вместе."),
    )
    cost_new = lines.line(
        "goals.variable_cost_new",
        by_product("variable_cost_new"),
        _("Себестоимость новых сделок"),
        MONEY,
        group=REVENUE,
        help=_("Переменные затраты на сделки месяца."),
    )
    cost_base = lines.line(
        "goals.variable_cost_base",
        by_product("variable_cost_base"),
        _("Себестоимость базы"),
        MONEY,
        group=REVENUE,
        help=_("Переменные затраты на клиентскую базу."),
    )
    lines.line(
        "goals.variable_cost",
        cost_new + cost_base,
        _("Себестоимость продаж"),
        MONEY,
        group=REVENUE,
        help=_("Переменные затраты на сделки и на обслуживание базы."),
    )
    lines.line(
        "goals.clients",
        by_product("clients"),
        _("Действующие клиенты"),
        CLIENTS,
        Total.LAST,
        group=CLIENT_BASE,
        help=_("На конец месяца: было × (1 − отток) + новые."),
    )


def _funnel(goals: Goals, lines: Lines) -> None:
    funnel, deals = goals.funnel, lines["goals.deals"]
    quality = _quality(goals.channels, lines)
    conversion = quality
    for stage in funnel[1:]:
        passed = Input(f"goals.funnel.{stage.id}.conversion")
        conversion = passed if conversion is None else conversion * passed
    lines.line(
        "goals.conversion",
        1.0 if conversion is None else conversion,
        _("Конверсия из лида в сделку"),
        PERCENT,
        Total.LAST,
        single=True,
        help=_("Произведение конверсий этапов с учётом качества лидов."),
        group=FUNNEL,
    )
    below: Ref = deals
    by_stage: list[tuple[FunnelStage, Expression]] = []
    for index in range(len(funnel) - 1, 0, -1):
        stage = funnel[index]
        if index == len(funnel) - 1:
            by_stage.append((stage, deals))
        else:
            after = Input(f"goals.funnel.{funnel[index + 1].id}.conversion")
            by_stage.append((stage, below / after))
        below = lines[f"goals.stage.{stage.id}"]
    if len(funnel) > 1:
        first = Input(f"goals.funnel.{funnel[1].id}.conversion")
        needed: Expression = below / (first if quality is None else first * quality)
    else:
        needed = deals if quality is None else deals / quality
    exact = lines.line(
        "goals.leads_needed",
        needed,
        _("Нужно лидов, точно"),
        LEADS_EXACT,
        group=FUNNEL,
        help=_("Второй этап ÷ его конверсия с учётом качества лидов, до округления."),
    )
    leads = lines.line(
        "goals.leads",
        _whole_if_asked(exact),
        _("Лиды"),
        LEADS,
        group=FUNNEL,
        help=_("Сколько обращений нужно для сделок этого месяца."),
    )
    if funnel:
        by_stage.append((funnel[0], leads))
    for stage, formula in reversed(by_stage):
        lines.line(
            f"goals.stage.{stage.id}",
            formula,
            _("Дошли до этапа: {name}", name=stage.name),
            DEALS_EXACT,
            group=FUNNEL,
            help=_("Этап ниже ÷ его конверсия; верх воронки — лиды."),
        )
    cycle = lines.line(
        "goals.cycle",
        nearest(products(DAYS) / 30) if funnel else 0.0,
        _("Цикл сделки"),
        MONTHS_WHOLE,
        Total.LAST,
        single=True,
        group=FUNNEL,
        help=_("Сумма дней по этапам ÷ 30, до целого месяца."),
    )
    lines.line(
        "goals.leads_inflow",
        ahead(leads, cycle),
        _("Приход лидов"),
        LEADS,
        group=CHANNELS,
        help=_(
            "Лиды в том месяце, когда они должны прийти: раньше сделки на цикл. За концом плана "
            "повторяется последний месяц."
        ),
    )


def _quality(channels: tuple[Channel, ...], lines: Lines) -> Expression | None:
    """The weighted quality of leads, or None where no channels are named."""
    if not channels:
        return None
    lines.line(
        "goals.channel_weight",
        products(CHANNEL_ON, CHANNEL_SHARES),
        _("Сумма долей включённых каналов"),
        PERCENT,
        Total.LAST,
        single=True,
        group=CHANNELS,
        help=_("К этой сумме приводятся доли каналов."),
    )
    return lines.line(
        "goals.quality",
        products(CHANNEL_ON, CHANNEL_SHARES, CHANNEL_QUALITY) / lines["goals.channel_weight"],
        _("Качество лидов"),
        FACTOR,
        Total.LAST,
        single=True,
        group=CHANNELS,
        help=_("Качество лидов включённых каналов, взвешенное их долями."),
    )


def _channels(channels: tuple[Channel, ...], lines: Lines) -> None:
    for channel in channels:
        path = f"goals.channels.{channel.id}"
        share = lines.line(
            f"goals.channel_share.{channel.id}",
            Input(f"{path}.on") * Input(f"{path}.share") / lines["goals.channel_weight"],
            _("Доля канала: {name}", name=channel.name),
            PERCENT,
            Total.LAST,
            single=True,
            group=CHANNELS,
            help=_("Доля включённого канала среди включённых."),
        )
        for key, label, source in (
            ("goals.leads", _("Лиды: {name}", name=channel.name), "goals.leads"),
            (
                "goals.leads_inflow",
                _("Приход лидов: {name}", name=channel.name),
                "goals.leads_inflow",
            ),
        ):
            lines.line(
                f"{key}.{channel.id}",
                lines[source] * share,
                label,
                LEADS_EXACT,
                group=CHANNELS,
                help=_("Все лиды × доля канала."),
            )
