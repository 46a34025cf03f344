"""Stage 1, goals: what must be sold in the year, to whom, through which funnel and channels."""

from __future__ import annotations

from wizard.project.funnel import Channel, FunnelStage
from wizard.project.model import Choice, Model, Row, question
from wizard.project.offering import Product
from wizard.project.strategy import StrategicGoal
from wizard.texts import _
from wizard.units import (
    DEALS,
    FACTOR,
    MONEY_A_MONTH,
    MONEY_A_YEAR,
    NUMBER,
    PERCENT,
    PERCENT_A_YEAR,
)


class GoalBy(Choice):
    """What is known about the year's goal; the rest follows from it."""

    REVENUE = "revenue", _("Выручка за год")
    DEALS = "deals", _("Сделок в месяц")
    PROFIT = "profit", _("Прибыль за год")
    LEADS_BUDGET = "leads_budget", _("Бюджет на лиды")


class SeasonBy(Choice):
    """Where the season's factors come from."""

    MANUAL = "manual", _("Задаю сам")
    WORKING_DAYS = "working_days", _("По рабочим дням")


class CorrectionOf(Choice):
    """What a correction changes."""

    LEADS = "leads", _("лиды")
    CONVERSION = "conversion", _("конверсия")
    PRICE = "price", _("цена")


class Correction(Row):
    """A change of the plan for some months, with its reason."""

    what: CorrectionOf = question(
        CorrectionOf.LEADS,
        _("Что меняется"),
        help=_("Что в эти месяцы будет иначе: число обращений, конверсия этапа или цена."),
    )
    stage: str = question(
        "",
        _("Этап"),
        refers="goals.funnel",
        help=_("Конверсия какого этапа меняется. Для лидов и цены не нужен."),
    )
    start: int = question(
        1,
        _("С месяца"),
        unit=NUMBER,
        low=1,
        high=60,
        help=_("Номер месяца плана, с которого действует изменение: 1 — первый месяц."),
    )
    end: int = question(
        12,
        _("По месяц"),
        unit=NUMBER,
        low=1,
        high=60,
        help=_("Последний месяц плана, в котором действует изменение."),
    )
    change: float = question(
        0.0,
        _("Изменение"),
        unit=PERCENT,
        low=-1,
        high=10,
        help=_(
            "На сколько процентов больше или меньше: −20 — на пятую часть меньше, 10 — на "
            "десятую больше."
        ),
        example=_("−20"),
    )
    reason: str = question(
        "",
        _("Почему"),
        help=_("Почему план отклоняется: это прочтут те, кто его выполняет."),
        example=_("Отпуска в отделах закупок"),
    )


class Goals(Model):
    """The year's goal and all that it is worked out from."""

    strategic: tuple[StrategicGoal, ...] = question(
        (),
        _("Стратегические цели"),
        help=_(
            "К чему компания идёт за два–три года. Печатаются в плане продаж и в книге, на "
            "цифры плана не влияют."
        ),
    )
    goal_by: GoalBy = question(
        GoalBy.DEALS,
        _("Что известно"),
        basic=True,
        help=_("Выберите, от чего вы отталкиваетесь. Остальное программа выведет сама."),
    )
    revenue_year: float = question(
        0.0,
        _("Выручка за год"),
        unit=MONEY_A_YEAR,
        low=0,
        high=1e12,
        basic=True,
        help=_("Сколько отдел должен продать за первые 12 месяцев плана."),
    )
    later_years: tuple[float, ...] = question(
        (),
        _("Цели следующих лет"),
        unit=MONEY_A_YEAR,
        low=0,
        high=1e12,
        help=_(
            "Выручка второго, третьего… года плана. Пусто — цель первого года растёт на годовой "
            "рост; за последним заданным годом он повторяется."
        ),
    )
    deals_per_month: float = question(
        0.0,
        _("Сделок в месяц"),
        unit=DEALS,
        low=0,
        high=1e6,
        basic=True,
        help=_("Новых сделок в среднем месяце первого года, до сезона и роста."),
    )
    profit_year: float = question(
        0.0,
        _("Прибыль за год"),
        unit=MONEY_A_YEAR,
        low=-1e12,
        high=1e12,
        basic=True,
        help=_(
            "Сколько отдел должен заработать за первые 12 месяцев после всех своих "
            "расходов. Программа найдёт число сделок, при котором операционная прибыль "
            "равна этой сумме."
        ),
    )
    leads_budget: float = question(
        0.0,
        _("Бюджет на лиды"),
        unit=MONEY_A_MONTH,
        low=0,
        high=1e11,
        basic=True,
        help=_(
            "Сколько в месяц можно потратить на рекламу и подрядчиков. Программа посчитает "
            "по воронке, сколько лидов и сделок это даст."
        ),
    )
    growth: float = question(
        0.0,
        _("Рост за год"),
        unit=PERCENT_A_YEAR,
        low=-0.9,
        high=10,
        help=_("Плавный рост: через 12 месяцев план больше на столько процентов."),
    )
    whole_units: bool = question(
        True,
        _("Округлять сделки и лиды до целых"),
        help=_("Половины сделки не бывает: число каждого месяца округляется вверх."),
    )
    products: tuple[Product, ...] = question(
        (),
        _("Продукты"),
        help=_(
            "То, что продаёт отдел: товары, услуги, тарифы. Похожие по цене и оплате "
            "объединяйте: хватает трёх–семи строк."
        ),
    )
    funnel: tuple[FunnelStage, ...] = question(
        (),
        _("Воронка"),
        help=_(
            "Шаги от обращения до сделки, сверху вниз. Возьмите те же, что в CRM; обычно их "
            "от трёх до семи."
        ),
    )
    channels: tuple[Channel, ...] = question(
        (),
        _("Каналы"),
        help=_(
            "Откуда приходят обращения и сколько они стоят. Возьмите расходы и число "
            "обращений из рекламных кабинетов и CRM за три месяца."
        ),
    )
    season_by: SeasonBy = question(
        SeasonBy.MANUAL,
        _("Сезонность"),
        help=_(
            "Как распределить год по месяцам: своими числами или по рабочим дням календаря "
            "страны. Свои числа точнее, если есть продажи за прошлые годы."
        ),
    )
    season: tuple[float, ...] = question(
        (1.0,) * 12,
        _("Сезон по месяцам, с января по декабрь"),
        unit=FACTOR,
        low=0,
        high=100,
        help=_("1 — обычный месяц, 1,2 — на 20 % выше. Ряд приводится к среднему 1."),
    )
    corrections: tuple[Correction, ...] = question(
        (),
        _("Корректировки"),
        help=_(
            "Известные заранее отклонения от плана на несколько месяцев. Причина каждой "
            "печатается в плане продаж."
        ),
    )
