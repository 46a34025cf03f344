"""Stage 3, costs: what the department costs besides pay, leads, hiring and licences."""

from __future__ import annotations

from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import MONEY, MONTHS, NUMBER, PERCENT, PERCENT_A_YEAR


class CostGroup(Choice):
    """The three groups of the yearly budget (first source)."""

    CAPITAL = "capital", _("капитальные")
    DIRECT = "direct", _("прямые")
    INDIRECT = "indirect", _("косвенные")


class CostBasis(Choice):
    """What a cost is paid for."""

    ONCE = "once", _("один раз")
    MONTH = "month", _("в месяц")
    PERSON = "person", _("за человека в месяц")
    NEW_PERSON = "new_person", _("за нового сотрудника")
    DEAL = "deal", _("за сделку")
    LEAD = "lead", _("за лид")
    REVENUE = "revenue", _("% от выручки")


class CostKind(Choice):
    """What is bought; a remote team keeps only the software among the capital items."""

    OFFICE = "office", _("помещение")
    EQUIPMENT = "equipment", _("оборудование")
    SOFTWARE = "software", _("программы")
    FURNITURE = "furniture", _("мебель")
    UTILITIES = "utilities", _("аренда и услуги")
    SUPPLIES = "supplies", _("расходные материалы")
    SALES = "sales", _("на продажи")
    OTHER = "other", _("прочее")


class Inclusion(Choice):
    """Whether an item counts when the team is remote."""

    AUTO = "auto", _("по режиму работы")
    YES = "yes", _("всегда")
    NO = "no", _("не учитывать")


class TaxRegime(Choice):
    """What the tax on the department's result is taken from."""

    NONE = "none", _("не считать")
    REVENUE = "revenue", _("% от выручки")
    INCOME_LESS_COSTS = "income_less_costs", _("% от доходов минус расходы")
    PROFIT = "profit", _("% от прибыли")


class CostItem(Row):
    """One line of the budget."""

    name: str = question(
        "",
        _("Статья"),
        example=_("Ноутбук"),
        help=_("За что платите: так строка стоит в бюджете."),
    )
    group: CostGroup = question(
        CostGroup.DIRECT,
        _("Группа"),
        help=_(
            "Капитальные служат дольше года, прямые связаны с продажами, косвенные — аренда "
            "и быт. От группы зависят место в бюджете и амортизация."
        ),
    )
    kind: CostKind = question(
        CostKind.OTHER,
        _("Вид"),
        help=_(
            "Что покупается. Удалённой команде из капитальных расходов считаются только программы."
        ),
    )
    basis: CostBasis = question(
        CostBasis.MONTH,
        _("Как платится"),
        help=_(
            "За что берут деньги: за месяц, за человека, за сделку. От этого строка растёт "
            "вместе с отделом или стоит на месте."
        ),
    )
    amount: float = question(
        0.0,
        _("Сумма"),
        unit=MONEY,
        low=0,
        high=1e11,
        basic=True,
        help=_("Сумма за единицу того, за что платите: месяц, человека, сделку."),
    )
    rate: float = question(
        0.0,
        _("Процент"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_(
            "Доля выручки, которую забирает статья: эквайринг, роялти, площадка. Нужна "
            "только для «% от выручки»."
        ),
    )
    roles: tuple[str, ...] = question(
        (),
        _("Чьи люди"),
        refers="structure.roles",
        none_is_all=True,
        help=_("Людей каких ролей касается статья. Пусто — всех ролей отдела."),
    )
    start: int = question(
        1,
        _("С месяца"),
        unit=NUMBER,
        low=1,
        high=60,
        help=_("Номер месяца плана, с которого платится: 1 — первый."),
    )
    end: int = question(
        0,
        _("По месяц"),
        unit=NUMBER,
        low=0,
        high=60,
        help=_("Последний месяц плана, за который платится. Ноль — до конца плана."),
    )
    growth: float = question(
        0.0,
        _("Рост цены"),
        unit=PERCENT_A_YEAR,
        low=-0.9,
        high=10,
        help=_(
            "На сколько процентов цена вырастет за год. Поставьте ожидаемый рост цен или "
            "условие договора."
        ),
    )
    life: int = question(
        36,
        _("Срок службы"),
        unit=MONTHS,
        low=1,
        high=600,
        help=_("На столько месяцев поровну раскладывается капитальная покупка."),
    )
    inclusion: Inclusion = question(
        Inclusion.AUTO,
        _("Учитывать"),
        help=_(
            "Учитывать ли статью, когда команда работает удалённо. «По режиму работы» "
            "решает сама программа, «всегда» и «не учитывать» — вы."
        ),
    )


class Costs(Model):
    """The budget's items and the money side of the plan."""

    items: tuple[CostItem, ...] = question(
        (),
        _("Статьи расходов"),
        help=_(
            "Всё, за что отдел платит кроме оплаты труда, лидов, лицензий, найма и "
            "обучения: те приходят из других этапов."
        ),
    )
    opening_cash: float = question(
        0.0,
        _("Деньги на старте"),
        unit=MONEY,
        low=-1e12,
        high=1e12,
        basic=True,
        help=_("Сколько денег выделено отделу к первому месяцу."),
    )
    tax_regime: TaxRegime = question(
        TaxRegime.NONE,
        _("Налог с результата"),
        help=_(
            "С чего берётся налог отдела: с выручки, с доходов минус расходы или с прибыли. "
            "Режим компании знает бухгалтер; «не считать» оставляет прибыль до налога."
        ),
    )
    tax_rate: float = question(
        0.0,
        _("Ставка налога"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Ставка вашего режима; спросите бухгалтера."),
    )
