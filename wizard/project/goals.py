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

    action: str = question(
        "",
        _("Что сделать"),
        help=_("Действие с видимым итогом."),
        example=_("Открыть склад в Казани"),
    )
    owner: str = question(
        "",
        _("Кто отвечает"),
        help=_("Один человек или должность: с него спросят о сроке."),
        example=_("Коммерческий директор"),
    )
    due: date | None = question(
        None,
        _("Срок"),
        help=_("День, к которому действие закончено. Стоит в плане продаж."),
    )


class StrategicGoal(Row):
    """What the company wants to reach in the long run."""

    goal: str = question(
        "",
        _("Цель"),
        example=_("Выйти в три региона"),
        help=_("Чего компания хочет достичь, одной фразой."),
    )
    measure: str = question(
        "",
        _("Чем измеряется"),
        example=_("регионов с продажами"),
        help=_("По какому числу будет видно, что цель достигнута."),
    )
    now: str = question(
        "",
        _("Сейчас"),
        help=_("Значение показателя на сегодня. Без него не видно, сколько пройдено."),
        example=_("1"),
    )
    target: str = question(
        "",
        _("Должно стать"),
        help=_("Значение, при котором цель считается достигнутой."),
        example=_("3"),
    )
    due: date | None = question(
        None,
        _("К какому сроку"),
        help=_("День, в который сверяют цель с фактом."),
    )
    ways: tuple[Way, ...] = question(
        (),
        _("Пути достижения"),
        help=_("Действия, которые приведут к цели. У каждого — один ответственный и срок."),
    )


class Product(Row):
    """A product or tariff."""

    name: str = question(
        "",
        _("Название"),
        example=_("Тариф «Старт»"),
        help=_(
            "Как товар или тариф назван в счёте. Так он стоит в плане, предложении и книге продаж."
        ),
    )
    kind: ProductKind = question(
        ProductKind.ONE_OFF,
        _("Тип"),
        help=_(
            "Как платит клиент: один раз или каждый месяц. Подписка копит базу клиентов: у "
            "неё есть отток и допродажи."
        ),
    )
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
        0,
        _("Отсрочка остатка"),
        unit=MONTHS,
        low=0,
        high=24,
        help=_(
            "Через сколько месяцев после сделки приходит остаток. Возьмите срок из "
            "договоров, а лучше — из выписки банка."
        ),
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

    name: str = question(
        "",
        _("Этап"),
        example=_("Демонстрация"),
        help=_("Состояние сделки, а не действие менеджера."),
    )
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
            "Из заявки в продажу обычно не больше 30 % (статья об организации отдела продаж "
            "онлайн-сервиса). B2B: из лида в клиента 2–4 %, из встречи в договор 10–15 % "
            "(отраслевые обзоры)."
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
    role: str = question(
        "",
        _("Кто отвечает"),
        refers="structure.roles",
        help=_("Чья это работа. От этапов роли считаются её нагрузка и число людей."),
    )
    entry: str = question(
        "",
        _("Когда сделка попадает на этап"),
        lines=2,
        help=_("По какому факту сделку переводят на этот этап. Пишите то, что проверяется в CRM."),
        example=_("Клиент согласился на встречу"),
    )
    exit: str = question(
        "",
        _("Когда этап пройден"),
        lines=2,
        help=_(
            "Что должно случиться, чтобы сделка пошла дальше. Стоит в регламенте процесса продаж."
        ),
        example=_("Демонстрация проведена, следующий шаг назначен"),
    )
    crm_fields: str = question(
        "",
        _("Обязательные поля CRM"),
        lines=2,
        help=_(
            "Без чего CRM не пускает сделку дальше этапа. По ним считается доля карточек "
            "без пропусков."
        ),
        example=_("источник, потребность, бюджет"),
    )
    documents: str = question(
        "",
        _("Документы этапа"),
        lines=2,
        help=_("Бумаги, которые появляются или нужны на этапе."),
        example=_("бриф, коммерческое предложение"),
    )
    open_deals: float = question(
        0.0,
        _("Открытых сделок на старте"),
        unit=DEALS,
        low=0,
        high=1e6,
        help=_(
            "Сколько сделок уже стоит на этапе в день старта. Возьмите из CRM; по ним "
            "считается приведённая стоимость воронки."
        ),
    )
    open_money: float = question(
        0.0,
        _("Денег в открытых сделках"),
        unit=MONEY,
        low=0,
        high=1e12,
        help=_(
            "Сумма этих сделок. Умноженная на вероятность этапа, она показывает, какая "
            "часть плана уже в работе."
        ),
        usual=_("Открытых сделок обычно в 3–5 раз больше плана месяца (отраслевые обзоры)."),
    )


class Channel(Row):
    """Where leads come from."""

    name: str = question(
        "",
        _("Канал"),
        example=_("Контекстная реклама"),
        help=_("Источник, у которого можно измерить расход и число обращений."),
    )
    on: bool = question(
        True,
        _("Включён"),
        help=_("Выключенный канал не даёт лидов и ничего не стоит. Так видно, что будет без него."),
    )
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
        unit=MONTHS,
        low=1,
        high=60,
        help=_("Номер месяца плана, с которого действует изменение: 1 — первый месяц."),
    )
    end: int = question(
        12,
        _("По месяц"),
        unit=MONTHS,
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
