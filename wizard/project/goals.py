"""Stage 1, goals: what must be sold in the year, to whom, through which funnel and channels."""

from __future__ import annotations

from datetime import date

from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import (
    CLIENTS,
    DAYS,
    DEALS,
    FACTOR,
    MONEY,
    MONEY_A_MONTH,
    MONEY_A_YEAR,
    MONTHS,
    PERCENT,
    PERCENT_A_MONTH,
    PERCENT_A_YEAR,
    PIECES,
    TIMES,
)


class GoalBy(Choice):
    """What is known about the year's goal; the rest follows from it."""

    REVENUE = "revenue", _("Выручка за год")
    DEALS = "deals", _("Сделок в месяц")
    PROFIT = "profit", _("Прибыль за год")
    LEADS_BUDGET = "leads_budget", _("Бюджет на лиды")


class ProductKind(Choice):
    """How a product is paid for."""

    ONE_OFF = "one_off", _("разовая продажа")
    SUBSCRIPTION = "subscription", _("подписка")


class SeasonBy(Choice):
    """Where the season's factors come from."""

    MANUAL = "manual", _("Задаю сам")
    WORKING_DAYS = "working_days", _("По рабочим дням")


class CorrectionOf(Choice):
    """What a correction changes."""

    LEADS = "leads", _("лиды")
    CONVERSION = "conversion", _("конверсия")
    PRICE = "price", _("цена")


class Way(Row):
    """One way to reach a strategic goal."""

    action: str = question("", _("Что сделать"))
    owner: str = question("", _("Кто отвечает"))
    due: date | None = question(None, _("Срок"))


class StrategicGoal(Row):
    """What the company wants to reach in the long run."""

    goal: str = question("", _("Цель"), example="Выйти в три региона")
    measure: str = question("", _("Чем измеряется"), example="регионов с продажами")
    now: str = question("", _("Сейчас"))
    target: str = question("", _("Должно стать"))
    due: date | None = question(None, _("К какому сроку"))
    ways: tuple[Way, ...] = question((), _("Пути достижения"))


class Product(Row):
    """A product or tariff."""

    name: str = question("", _("Название"), example="Тариф «Старт»")
    kind: ProductKind = question(ProductKind.ONE_OFF, _("Тип"))
    price: float = question(
        0.0,
        _("Цена"),
        unit=MONEY,
        low=0,
        high=1e9,
        basic=True,
        help=_(
            "Средний чек одной сделки; у подписки — плата клиента за месяц. Возьмите из счетов за "
            "последние три месяца: сумма счетов ÷ их число."
        ),
    )
    share: float = question(
        1.0,
        _("Доля сделок"),
        unit=PERCENT,
        low=0,
        high=1,
        basic=True,
        help=_("Какую часть новых сделок даёт этот продукт. Вместе должно быть 100 %."),
    )
    variable_cost: float = question(
        0.0,
        _("Себестоимость"),
        unit=MONEY,
        low=0,
        high=1e9,
        help=_(
            "Переменные затраты на одну сделку: товар, исполнители, эквайринг. У подписки — "
            "на обслуживание клиента в месяц."
        ),
    )
    churn: float = question(
        0.0,
        _("Отток"),
        unit=PERCENT_A_MONTH,
        low=0,
        high=1,
        help=_("Доля клиентов, которые уходят за месяц: потеряно за месяц ÷ было на его начало."),
    )
    upsell: float = question(
        0.0,
        _("Допродажи"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Сколько допродажи и переходы на старший тариф добавляют к плате базы в месяц."),
    )
    repeats: float = question(
        0.0,
        _("Повторных покупок"),
        unit=TIMES,
        low=0,
        high=365,
        help=_("Сколько раз в год клиент, который уже купил, покупает снова по той же цене."),
    )
    prepaid: float = question(
        1.0,
        _("Предоплата"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Какая часть суммы приходит в месяц сделки. Остальное — через отсрочку."),
    )
    delay: int = question(
        0, _("Отсрочка остатка"), unit=MONTHS, low=0, high=24, help=_("Через сколько месяцев.")
    )
    clients_at_start: float = question(
        0.0,
        _("Клиентов на старте"),
        unit=CLIENTS,
        low=0,
        high=1e7,
        help=_("Сколько клиентов этого продукта уже есть перед первым месяцем плана."),
    )


class FunnelStage(Row):
    """A stage of the funnel, from the lead to the deal."""

    name: str = question("", _("Этап"), example="Демонстрация")
    conversion: float = question(
        1.0,
        _("Конверсия из предыдущего"),
        unit=PERCENT,
        above=0,
        high=1,
        basic=True,
        help=_(
            "Какая доля дошедших до предыдущего этапа доходит до этого. Посчитайте по CRM за "
            "последние три–шесть месяцев."
        ),
        usual=_(
            "Из заявки в продажу обычно не больше 30 % (первый исходный текст); B2B от лида до "
            "клиента — 2–4 %, от встречи до договора — 10–15 %."
        ),
    )
    days: float = question(
        0.0,
        _("Дней на этапе"),
        unit=DAYS,
        low=0,
        high=720,
        help=_("Сколько дней сделка обычно стоит на этом этапе. Сумма — цикл сделки."),
    )
    role: str = question("", _("Кто отвечает"), refers="structure.roles")
    entry: str = question("", _("Когда сделка попадает на этап"), lines=2)
    exit: str = question("", _("Когда этап пройден"), lines=2)
    crm_fields: str = question("", _("Обязательные поля CRM"), lines=2)
    documents: str = question("", _("Документы этапа"), lines=2)
    open_deals: float = question(0.0, _("Открытых сделок на старте"), unit=DEALS, low=0, high=1e6)
    open_money: float = question(0.0, _("Денег в открытых сделках"), unit=MONEY, low=0, high=1e12)


class Channel(Row):
    """Where leads come from."""

    name: str = question("", _("Канал"), example="Контекстная реклама")
    on: bool = question(True, _("Включён"))
    share: float = question(
        1.0,
        _("Доля лидов"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Доли включённых каналов приводятся к 100 %."),
    )
    lead_cost: float = question(
        0.0,
        _("Цена лида"),
        unit=MONEY,
        low=0,
        high=1e8,
        basic=True,
        help=_("Сколько платите за одно обращение: расход канала ÷ число обращений."),
    )
    fixed_cost: float = question(
        0.0,
        _("Постоянный расход"),
        unit=MONEY_A_MONTH,
        low=0,
        high=1e10,
        help=_("Что платится за канал каждый месяц независимо от числа лидов: подрядчик, стенд."),
    )
    quality: float = question(
        1.0,
        _("Качество лидов"),
        unit=FACTOR,
        low=0,
        high=10,
        help=_("Во сколько раз первая конверсия канала выше (больше 1) или ниже (меньше 1) общей."),
    )


class Correction(Row):
    """A change of the plan for some months, with its reason."""

    what: CorrectionOf = question(CorrectionOf.LEADS, _("Что меняется"))
    stage: str = question("", _("Этап"), refers="goals.funnel")
    start: int = question(1, _("С месяца"), unit=MONTHS, low=1, high=60)
    end: int = question(12, _("По месяц"), unit=MONTHS, low=1, high=60)
    change: float = question(0.0, _("Изменение"), unit=PERCENT, low=-1, high=10)
    reason: str = question("", _("Почему"))


class Goals(Model):
    """The year's goal and all that it is worked out from."""

    strategic: tuple[StrategicGoal, ...] = question((), _("Стратегические цели"))
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
        unit=PIECES,
        low=0,
        high=1e6,
        basic=True,
        help=_("Новых сделок в среднем месяце первого года, до сезона и роста."),
    )
    profit_year: float = question(
        0.0, _("Прибыль за год"), unit=MONEY_A_YEAR, low=-1e12, high=1e12, basic=True
    )
    leads_budget: float = question(
        0.0, _("Бюджет на лиды"), unit=MONEY_A_MONTH, low=0, high=1e11, basic=True
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
        _("Сделки и лиды целыми"),
        help=_("Сделки и лиды каждого месяца округляются вверх до целых."),
    )
    products: tuple[Product, ...] = question((), _("Продукты"))
    funnel: tuple[FunnelStage, ...] = question((), _("Воронка"))
    channels: tuple[Channel, ...] = question((), _("Каналы"))
    season_by: SeasonBy = question(SeasonBy.MANUAL, _("Сезонность"))
    season: tuple[float, ...] = question(
        (1.0,) * 12,
        _("Сезон по месяцам, с января по декабрь"),
        unit=FACTOR,
        low=0,
        high=100,
        help=_("1 — обычный месяц, 1,2 — на 20 % выше. Ряд приводится к среднему 1."),
    )
    corrections: tuple[Correction, ...] = question((), _("Корректировки"))
