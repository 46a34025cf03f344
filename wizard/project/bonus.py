"""The parts a bonus is made of: on what each is counted, at which rates, over which tiers.

Part of stage 5 (`motivation.py`), which says what each role is paid.
"""

from __future__ import annotations

from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import FACTOR, MONEY, PERCENT, Unit


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


class Tier(Row):
    """A band from its lower limit (inclusive) up to its upper one (exclusive; empty: no end)."""

    start: float = question(
        0.0,
        _("От"),
        unit=FACTOR,
        low=0,
        high=1e12,
        help=_("Нижняя граница ступени; она входит в ступень. Первая начинается с нуля."),
    )
    end: float | None = question(
        None,
        _("До"),
        unit=FACTOR,
        low=0,
        high=1e12,
        help=_("Верхняя граница; с неё начинается следующая ступень. У последней пусто."),
    )
    rate: float = question(
        0.0,
        _("Ставка"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Доля продаж на этой ступени. К ставке ступени ведёт выбранный способ."),
    )
    amount: float = question(
        0.0,
        _("Сумма"),
        unit=MONEY,
        low=0,
        high=1e10,
        help=_(
            "Сколько платят на этой границе. Только для способа «по прямой»: между "
            "границами доход растёт ровно."
        ),
    )

    def unit_of(self, name: str, holder: Model | None) -> Unit | None:
        """Its limits are shares of the plan or money, as the part of the bonus says."""
        if name not in ("start", "end") or not isinstance(holder, Component):
            return None
        return PERCENT if holder.over is TierOver.ATTAINMENT else MONEY


class ProductRate(Row):
    """An own rate for a product or a channel; the id is the product's or the channel's."""

    rate: float = question(
        0.0,
        _("Ставка"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Какая доля продаж этого продукта или канала идёт в премию."),
    )


class Component(Row):
    """A part of a bonus."""

    name: str = question(
        "",
        _("Часть"),
        example=_("Премия за продажи"),
        help=_("Так часть названа в положении и расчётном листе."),
    )
    kind: ComponentKind = question(
        ComponentKind.PERCENT_OF_SALES,
        _("Вид"),
        help=_(
            "За что платят: долю продаж, сумму за план, ставку по ступеням, за единицу. "
            "Вопросы ниже зависят от вида."
        ),
        usual=_(
            "Три простые модели — % от продаж, сумма за план, % по ступеням (статья об "
            "организации отдела продаж онлайн-сервиса)."
        ),
    )
    scope: SalesScope = question(
        SalesScope.NEW,
        _("Чьи продажи"),
        help=_("Какие продажи идут в счёт: новым клиентам, базе или все."),
    )
    basis: SalesBasis = question(
        SalesBasis.SOLD,
        _("От чего"),
        help=_(
            "От какой суммы берётся процент. «Оплачено» не даёт премии за долги, «маржа» — "
            "за убыточные скидки."
        ),
    )
    rate: float = question(
        0.0,
        _("Ставка"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_(
            "Какую долю продаж получает роль. Проверьте ниже, во что она обходится при 150 % плана."
        ),
    )
    amount: float = question(
        0.0,
        _("Сумма"),
        unit=MONEY,
        low=0,
        high=1e9,
        help=_(
            "Сколько получает один человек за период; если платят за единицу — за каждую единицу."
        ),
    )
    threshold: float = question(
        1.0,
        _("Порог выполнения"),
        unit=PERCENT,
        low=0,
        high=3,
        help=_("С какого выполнения плана выплачивается сумма."),
        usual=_("Обычно премия начинается с 80 % плана (отраслевые обзоры)."),
    )
    unit: BonusUnit = question(
        BonusUnit.STAGE,
        _("За что"),
        help=_("За что платится сумма: за сделку, дошедшую до этапа, или за продление."),
    )
    stage: str = question(
        "",
        _("Этап"),
        refers="goals.funnel",
        help=_("За какой этап платят: лид, встречу, предложение или сделку."),
    )
    method: TierMethod = question(
        TierMethod.WHOLE,
        _("Способ"),
        help=_(
            "Как применяются ступени. «На всю сумму» проще объяснить; «на свою часть» не "
            "даёт скачка дохода у границы."
        ),
    )
    over: TierOver = question(
        TierOver.ATTAINMENT,
        _("Границы ступеней"),
        help=_("В чём считают границы: в процентах плана или в деньгах на человека."),
    )
    tiers: tuple[Tier, ...] = question(
        (),
        _("Ступени"),
        help=_("Границы и ставки по порядку, без пропусков: верх одной ступени — низ следующей."),
    )
    product_rates: tuple[ProductRate, ...] = question(
        (),
        _("Ставки по продуктам"),
        help=_("Своя ставка для продукта вместо общей. Ставьте выше там, где выше маржа."),
    )
    channel_rates: tuple[ProductRate, ...] = question(
        (),
        _("Ставки по каналам"),
        help=_(
            "Своя ставка для обращений этого канала вместо общей. Обращение, найденное "
            "самим продавцом, обычно стоит дороже входящего."
        ),
        usual=_(
            "Разные условия по разным каналам (лекция об организации службы продаж агентства)."
        ),
    )
    period: BonusPeriod = question(
        BonusPeriod.MONTH,
        _("Выплата"),
        help=_("Как часто считают и платят эту часть. Берите не короче цикла сделки."),
        usual=_(
            "Месяц, квартал или год — по циклу продаж (статья об организации отдела продаж "
            "онлайн-сервиса)."
        ),
    )
