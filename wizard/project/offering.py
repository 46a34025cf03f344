"""What is sold, for how much and how it is paid for.

Part of stage 1 (`goals.py`).
"""

from __future__ import annotations

from wizard.project.model import Choice, Row, question
from wizard.texts import _
from wizard.units import (
    CLIENTS,
    MONEY,
    MONTHS,
    PERCENT,
    PERCENT_A_MONTH,
    TIMES,
)


class ProductKind(Choice):
    """How a product is paid for."""

    ONE_OFF = "one_off", _("разовая продажа")
    SUBSCRIPTION = "subscription", _("подписка")


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
