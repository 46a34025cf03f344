"""Lines of stage 1: the inverted funnel, leads by channel and month, the open pipeline."""

from __future__ import annotations

from wizard.plan.formulas.expression import Expression, Input, Ref, Vector
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import choose, larger, nearest, whole
from wizard.plan.formulas.over_months import ahead, sum_of
from wizard.plan.formulas.tables import products
from wizard.project.funnel import Channel, FunnelStage
from wizard.project.goals import Goals
from wizard.texts import _
from wizard.units import DAYS as UNIT_DAYS
from wizard.units import (
    DEALS_EXACT,
    FACTOR,
    LEADS,
    LEADS_EXACT,
    MONEY,
    MONTHS_WHOLE,
    PERCENT,
    TIMES,
)

DAYS = Vector("goals.funnel", "days")
CHANNEL_ON = Vector("goals.channels", "on")
CHANNEL_SHARES = Vector("goals.channels", "share")
CHANNEL_QUALITY = Vector("goals.channels", "quality")

FUNNEL, CHANNELS, PIPELINE = _("Воронка"), _("Каналы"), _("Открытые сделки")


def whole_if_asked(exact: Ref) -> Expression:
    """Rounded up to whole while the project asks for whole deals and leads."""
    return choose(Input("goals.whole_units"), whole(exact), exact)


def define(goals: Goals, lines: Lines) -> None:
    """Define the funnel, the leads by channel and the open pipeline."""
    _funnel(goals, lines)
    _channels(goals.channels, lines)
    _pipeline(goals, lines)


def deals_of_budget(goals: Goals, weight: Expression, lines: Lines) -> Expression:
    """The deals that a monthly budget for leads brings: the funnel read forwards."""
    fixed = products(CHANNEL_ON, Vector("goals.channels", "fixed_cost")) if goals.channels else 0.0
    price = lines.line(
        "goals.lead_price",
        products(CHANNEL_ON, CHANNEL_SHARES, Vector("goals.channels", "lead_cost"))
        / lines["goals.channel_weight"]
        if goals.channels
        else 0.0,
        _("Средняя цена лида"),
        MONEY,
        Total.LAST,
        single=True,
        group=CHANNELS,
        help=_("Цены лида включённых каналов, взвешенные их долями."),
    )
    leads = lines.line(
        "goals.leads_of_budget",
        larger(0, Input("goals.leads_budget") * weight - fixed) / price,
        _("Лиды на бюджет"),
        LEADS_EXACT,
        group=FUNNEL,
        help=_("(Бюджет месяца × сезон × рост − постоянные расходы каналов) ÷ средняя цена лида."),
    )
    deals: Expression = leads
    if goals.channels:
        deals = deals * lines["goals.quality"]
    for stage in goals.funnel[1:]:
        deals = deals * conversion_of(stage, lines)
    return deals / lines["goals.leads_factor"] if "goals.leads_factor" in lines else deals


def conversion_of(stage: FunnelStage, lines: Lines) -> Expression:
    """The conversion into a stage, by month where it is corrected."""
    corrected = f"goals.conversion.{stage.id}"
    if corrected in lines:
        return lines[corrected]
    return Input(f"goals.funnel.{stage.id}.conversion")


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
            after = conversion_of(funnel[index + 1], lines)
            by_stage.append((stage, below / after))
        below = lines[f"goals.stage.{stage.id}"]
    if len(funnel) > 1:
        first = conversion_of(funnel[1], lines)
        needed: Expression = below / (first if quality is None else first * quality)
    else:
        needed = deals if quality is None else deals / quality
    if "goals.leads_factor" in lines:
        needed = needed * lines["goals.leads_factor"]
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
        whole_if_asked(exact),
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
    days = lines.line(
        "goals.cycle_days",
        products(DAYS) if funnel else 0.0,
        _("Цикл сделки в днях"),
        UNIT_DAYS,
        Total.LAST,
        single=True,
        group=FUNNEL,
        help=_("Сумма дней по этапам."),
    )
    cycle = lines.line(
        "goals.cycle",
        nearest(days / 30),
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
        lines.line(
            f"goals.deal_share.{channel.id}",
            share * Input(f"{path}.quality") / lines["goals.quality"],
            _("Доля сделок канала: {name}", name=channel.name),
            PERCENT,
            Total.LAST,
            single=True,
            group=CHANNELS,
            help=_("Доля лидов канала × качество его лидов ÷ среднее качество."),
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


def _pipeline(goals: Goals, lines: Lines) -> None:
    """The open deals at the start, weighted by the probability of winning each."""
    weighted = []
    for index, stage in enumerate(goals.funnel):
        chance: Expression | None = None
        for later in goals.funnel[index + 1 :]:
            passed = Input(f"goals.funnel.{later.id}.conversion")
            chance = passed if chance is None else chance * passed
        probability = lines.line(
            f"goals.probability.{stage.id}",
            1.0 if chance is None else chance,
            _("Вероятность выиграть с этапа: {name}", name=stage.name),
            PERCENT,
            Total.LAST,
            single=True,
            group=PIPELINE,
            help=_("Произведение конверсий этапов ниже."),
        )
        weighted.append(
            lines.line(
                f"goals.pipeline_weighted.{stage.id}",
                Input(f"goals.funnel.{stage.id}.open_money") * probability,
                _("Приведённая стоимость: {name}", name=stage.name),
                MONEY,
                Total.LAST,
                single=True,
                group=PIPELINE,
                help=_("Деньги открытых сделок этапа × вероятность выиграть."),
            )
        )
    lines.line(
        "goals.pipeline_weighted",
        sum_of(weighted),
        _("Приведённая стоимость открытых сделок"),
        MONEY,
        Total.LAST,
        single=True,
        group=PIPELINE,
        help=_("Сумма по этапам: деньги × вероятность выиграть с этапа."),
    )
    lines.line(
        "goals.pipeline",
        products(Vector("goals.funnel", "open_money")) if goals.funnel else 0.0,
        _("Открытые сделки на старте"),
        MONEY,
        Total.LAST,
        single=True,
        group=PIPELINE,
        help=_("Деньги во всех открытых сделках."),
    )
    lines.line(
        "goals.coverage",
        lines["goals.pipeline"] / lines["goals.revenue_new"],
        _("Покрытие плана открытыми сделками"),
        TIMES,
        Total.NONE,
        group=PIPELINE,
        help=_("Открытые сделки на старте ÷ выручка от новых сделок месяца; обычно 3–5."),
    )
