"""Stage 5, motivation: what each role is paid, for what, and what the employer pays on top."""

from __future__ import annotations

from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import DAYS, FACTOR, MONEY, MONEY_A_MONTH, MONTHS, PERCENT


class ComponentKind(Choice):
    """The parts a bonus can be made of."""

    PERCENT_OF_SALES = "percent_of_sales", _("% от продаж")
    FIXED_FOR_PLAN = "fixed_for_plan", _("сумма за выполнение плана")
    TIERS = "tiers", _("по ступеням плана")
    PER_UNIT = "per_unit", _("сумма за единицу")
    ON_PREPAYMENT = "on_prepayment", _("при получении предоплаты")
    ON_CLOSING = "on_closing", _("при полной оплате")
    TEAM = "team", _("командная")
    LEADER = "leader", _("руководителю за план")
    COMPANY = "company", _("любому, кто привёл клиента")
    KPI = "kpi", _("по KPI")


class SalesScope(Choice):
    """Whose sales a component counts."""

    NEW = "new", _("новые клиенты")
    BASE = "base", _("действующие клиенты")
    ALL = "all", _("весь отдел")


class SalesBasis(Choice):
    """What a percentage is taken of."""

    SOLD = "sold", _("продано")
    PREPAID = "prepaid", _("предоплачено")
    PAID = "paid", _("оплачено полностью")
    MARGIN = "margin", _("маржа")


class TierMethod(Choice):
    """How a tier table is applied; a bonus policy must name it."""

    WHOLE = "whole", _("ставка достигнутой ступени на всю сумму")
    MARGINAL = "marginal", _("каждая ставка на свою часть")
    INTERPOLATED = "interpolated", _("по прямой между точками")


class TierOver(Choice):
    """What the limits of a tier table are measured in."""

    ATTAINMENT = "attainment", _("выполнение плана")
    MONEY = "money", _("сумма продаж на человека")


class BonusUnit(Choice):
    """What a component "for a unit" pays for."""

    STAGE = "stage", _("каждый дошедший до этапа воронки")
    RENEWAL = "renewal", _("каждое продление")


class BonusPeriod(Choice):
    """How often a bonus is counted and paid."""

    MONTH = "month", _("ежемесячно")
    QUARTER = "quarter", _("ежеквартально")
    YEAR = "year", _("ежегодно")


class RefundRule(Choice):
    """What happens to a bonus when the client is paid back."""

    LATER = "later", _("учитывается в премии следующих периодов")
    KEEP = "keep", _("премия не пересматривается")


class Tier(Row):
    """A band from its lower limit (inclusive) up to its upper one (exclusive; empty: no end)."""

    start: float = question(0.0, _("От"), unit=FACTOR, low=0, high=1e12)
    end: float | None = question(None, _("До"), unit=FACTOR, low=0, high=1e12)
    rate: float = question(0.0, _("Ставка"), unit=PERCENT, low=0, high=1)
    amount: float = question(
        0.0, _("Сумма"), unit=MONEY, low=0, high=1e10, help=_("Для способа «по прямой».")
    )


class ProductRate(Row):
    """An own rate for a product or a channel; the id is the product's or the channel's."""

    rate: float = question(0.0, _("Ставка"), unit=PERCENT, low=0, high=1)


class Component(Row):
    """A part of a bonus."""

    name: str = question("", _("Часть"), example="Премия за продажи")
    kind: ComponentKind = question(ComponentKind.PERCENT_OF_SALES, _("Вид"))
    scope: SalesScope = question(SalesScope.NEW, _("Чьи продажи"))
    basis: SalesBasis = question(SalesBasis.SOLD, _("От чего"))
    rate: float = question(0.0, _("Ставка"), unit=PERCENT, low=0, high=1)
    amount: float = question(0.0, _("Сумма"), unit=MONEY, low=0, high=1e9)
    threshold: float = question(
        1.0,
        _("Порог выполнения"),
        unit=PERCENT,
        low=0,
        high=3,
        help=_("С какого выполнения плана выплачивается сумма."),
        usual=_("Обычно премия начинается с 80 % плана."),
    )
    unit: BonusUnit = question(BonusUnit.STAGE, _("За что"))
    stage: str = question(
        "", _("Этап"), refers="goals.funnel", help=_("Лид, встреча, предложение или сделка.")
    )
    method: TierMethod = question(TierMethod.WHOLE, _("Способ"))
    over: TierOver = question(TierOver.ATTAINMENT, _("Границы ступеней"))
    tiers: tuple[Tier, ...] = question((), _("Ступени"))
    product_rates: tuple[ProductRate, ...] = question((), _("Ставки по продуктам"))
    channel_rates: tuple[ProductRate, ...] = question((), _("Ставки по каналам"))
    period: BonusPeriod = question(BonusPeriod.MONTH, _("Выплата"))


class Kpi(Row):
    """A measured result of a role."""

    name: str = question("", _("Показатель"))
    formula: str = question("", _("Как считается"), lines=2)
    unit: str = question("", _("Единица"))
    period: BonusPeriod = question(BonusPeriod.MONTH, _("Период"))
    source: str = question("", _("Откуда в CRM"))
    weight: float = question(0.0, _("Вес"), unit=PERCENT, low=0, high=1)
    low: float = question(0.0, _("Минимум"), unit=FACTOR, low=-1e12, high=1e12)
    target: float = question(0.0, _("Цель"), unit=FACTOR, low=-1e12, high=1e12)
    high: float = question(0.0, _("Максимум"), unit=FACTOR, low=-1e12, high=1e12)


class Pay(Row):
    """The pay of a role; the id is the role's."""

    salary: float = question(
        0.0,
        _("Оклад до вычета налога"),
        unit=MONEY_A_MONTH,
        low=0,
        high=1e8,
        basic=True,
        help=_("Сумма в трудовом договоре. Взносы работодателя программа добавит сама."),
        usual=_("Закрывающим сделки обычно половина дохода, лидогенерации 65–70 %."),
    )
    components: tuple[Component, ...] = question((), _("Премия"))
    kpi: tuple[Kpi, ...] = question((), _("KPI"))
    kpi_amount: float = question(0.0, _("Премия по KPI"), unit=MONEY, low=0, high=1e9)
    cap: float = question(
        0.0, _("Потолок премии"), unit=MONEY, low=0, high=1e9, help=_("0 — без потолка.")
    )
    guarantee: float = question(
        0.0,
        _("Гарантия новичку"),
        unit=MONEY_A_MONTH,
        low=0,
        high=1e8,
        help=_("Доход не ниже этой суммы, пока сотрудник выходит на норму."),
    )
    guarantee_months: int = question(0, _("Гарантия действует"), unit=MONTHS, low=0, high=24)


class RuleAnswer(Row):
    """The user's word on one of the six rules of a good bonus; the id is the rule's."""

    confirmed: bool = question(False, _("Соблюдено"))
    comment: str = question("", _("Чем подтверждается"))


class Motivation(Model):
    """Pay, bonuses and contributions."""

    pay: tuple[Pay, ...] = question((), _("Оплата по ролям"))
    attainment: float = question(
        1.0,
        _("Выполнение плана"),
        unit=PERCENT,
        low=0,
        high=3,
        help=_("При каком выполнении плана считать премии. В бюджет обычно ставят 100 %."),
    )
    regime: str = question(
        "ru-general-2026",
        _("Взносы работодателя"),
        basic=True,
        help=_("Режим и год; ставки берутся из датированного файла с указанием источника."),
    )
    plain_rate: float = question(
        0.3,
        _("Ставка взносов"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Для режима «одна ставка»: сколько работодатель платит сверх оплаты труда."),
    )
    accident_rate: float = question(
        0.002,
        _("Взносы на травматизм"),
        unit=PERCENT,
        low=0,
        high=0.085,
        help=_("Россия: от 0,2 до 8,5 % по классу риска; для офисной работы 0,2 %."),
    )
    advance_day: int = question(20, _("Аванс, число месяца"), low=1, high=31)
    salary_day: int = question(5, _("Зарплата, число следующего месяца"), low=1, high=31)
    refund: RefundRule = question(RefundRule.LATER, _("Если клиенту вернули деньги"))
    leaving: str = question(
        "Премия за период, который сотрудник отработал, выплачивается вместе с расчётом при "
        "увольнении пропорционально отработанному времени.",
        _("Премия при увольнении"),
        lines=3,
    )
    rules: tuple[RuleAnswer, ...] = question((), _("Шесть правил премии"))
    probation_months: int = question(3, _("Испытательный срок"), unit=MONTHS, low=0, high=6)
    indexation_month: int = question(1, _("Месяц индексации"), low=1, high=12)
    bonus_day: int = question(15, _("Премия, день после периода"), unit=DAYS, low=1, high=31)
    calculation_days: int = question(
        5,
        _("Расчёт премии готов"),
        unit=DAYS,
        low=1,
        high=20,
        help=_("Рабочих дней после конца периода: к этому дню расчётный лист у каждого."),
    )
    objection_days: int = question(
        2,
        _("Возразить против расчёта"),
        unit=DAYS,
        low=1,
        high=20,
        help=_("Рабочих дней: столько же отведено на ответ руководителя."),
    )
