"""Rules of stage 4 that the regulations set: planning, discounts, debts.

Each regulation prints them as deadlines and limits that people work by. What follows the sale is in
`client_service.py`.
"""

from __future__ import annotations

from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import DAYS, HOURS, MONEY, PERCENT, TIMES


class Weekday(Choice):
    """The working day on which a weekly thing is done."""

    MONDAY = "monday", _("понедельник")
    TUESDAY = "tuesday", _("вторник")
    WEDNESDAY = "wednesday", _("среда")
    THURSDAY = "thursday", _("четверг")
    FRIDAY = "friday", _("пятница")


class Planning(Model):
    """How the plan is kept: the weekly review and what makes it change."""

    review_day: Weekday = question(
        Weekday.MONDAY,
        _("День недельного обзора воронки"),
        help=_("День, когда отдел вместе смотрит на воронку и прогноз месяца."),
    )
    coverage: float = question(
        3.0,
        _("Покрытие остатка плана открытыми сделками"),
        unit=TIMES,
        low=0,
        high=20,
        help=_(
            "Во сколько раз сумма открытых сделок больше того, что осталось продать в месяце. Если "
            "сделка закрывается быстрее чем за месяц, хватает меньшего числа."
        ),
        usual=_("В 3–5 раз при цикле в месяц и дольше (отраслевые обзоры)."),
    )
    deviation: float = question(
        0.1,
        _("Пересмотр: прогноз ниже плана месяца на"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Прогноз — уже проданное плюс приведённая стоимость открытых сделок."),
    )
    conversion_drop: float = question(
        0.2,
        _("Пересмотр: конверсия этапа ниже плановой на"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_(
            "Доля от плановой конверсии: 20\u00a0%\u00a0— вместо 50\u00a0% стало 40\u00a0%. Две "
            "недели подряд."
        ),
    )
    lead_price_rise: float = question(
        0.2,
        _("Пересмотр: лид дороже плана на"),
        unit=PERCENT,
        low=0,
        high=10,
        help=_(
            "На сколько процентов должна вырасти цена лида, чтобы план пересмотрели. Ниже "
            "этого — обычные колебания: посмотрите их за полгода."
        ),
    )
    days: float = question(
        3.0,
        _("Изменение плана утвердить за"),
        unit=DAYS,
        low=0,
        high=60,
        help=_("В рабочих днях со дня, когда сработал признак."),
    )


class VolumeDiscount(Row):
    """A discount for the size of an order."""

    start: float = question(
        0.0,
        _("Сумма сделки от"),
        unit=MONEY,
        low=0,
        high=1e12,
        help=_("С какой суммы заказа действует ступень."),
    )
    rate: float = question(
        0.0,
        _("Скидка до"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Самая большая скидка на этой ступени."),
    )
    terms: str = question(
        "",
        _("При каком условии"),
        example=_("предоплата 100 %"),
        help=_("Что клиент делает взамен."),
    )


class Discounts(Model):
    """What discounts are given for and who agrees to them how fast."""

    volume: tuple[VolumeDiscount, ...] = question(
        (),
        _("Скидки за объём"),
        help=_(
            "Скидка растёт с суммой сделки. Следите, чтобы маржа на верхней ступени "
            "осталась выше предела."
        ),
    )
    grounds: str = question(
        "",
        _("За что ещё даём, по одному в строке"),
        lines=3,
        example=_("Оплата за год вперёд"),
        help=_("Основания, которые не спорны: их можно проверить по договору или оплате."),
    )
    excluded: str = question(
        "",
        _("На что скидок нет, по одному в строке"),
        lines=2,
        example=_("Товары по акции"),
        help=_("Что продаётся без скидок: товары по акции, работы субподрядчиков."),
    )
    margin_floor: float = question(
        0.0,
        _("Маржа сделки не ниже"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Ниже неё скидку не даёт никто, кроме руководителя компании. Ноль — без предела."),
    )
    answer_hours: float = question(
        4.0,
        _("Ответить на запрос скидки за"),
        unit=HOURS,
        low=0,
        high=240,
        help=_("В рабочих часах."),
    )
    valid_days: float = question(
        14.0,
        _("Согласованная скидка действует"),
        unit=DAYS,
        low=0,
        high=365,
        help=_(
            "Сколько дней клиент может воспользоваться обещанной скидкой. После этого "
            "согласуют заново."
        ),
    )


class Debts(Model):
    """Deferred payment: to whom, how much, and what happens on which day."""

    term: float = question(
        14.0,
        _("Отсрочка по умолчанию"),
        unit=DAYS,
        low=0,
        high=365,
        help=_("В календарных днях; больше — только с согласия руководителя."),
    )
    limit: float = question(
        0.0,
        _("Лимит долга, который даёт руководитель отдела"),
        unit=MONEY,
        low=0,
        high=1e12,
        help=_("На одного клиента. Ноль — лимит каждому клиенту назначает руководитель компании."),
    )
    remind_before: float = question(
        3.0,
        _("Напомнить до срока за"),
        unit=DAYS,
        low=0,
        high=60,
        help=_("За сколько календарных дней до срока отправляют напоминание."),
    )
    call_day: float = question(
        1.0,
        _("Звонок: день просрочки"),
        unit=DAYS,
        low=0,
        high=365,
        help=_("На какой день просрочки менеджер звонит клиенту."),
    )
    letter_day: float = question(
        5.0,
        _("Письмо с расчётом: день просрочки"),
        unit=DAYS,
        low=0,
        high=365,
        help=_("На какой день просрочки уходит письмо с расчётом долга и сроком оплаты."),
    )
    head_day: float = question(
        7.0,
        _("Звонок руководителя: день просрочки"),
        unit=DAYS,
        low=0,
        high=365,
        help=_("На какой день просрочки звонит руководитель отдела."),
    )
    stop_day: float = question(
        14.0,
        _("Остановка отгрузки или работы: день просрочки"),
        unit=DAYS,
        low=0,
        high=365,
        help=_(
            "На какой день просрочки прекращают отгрузку или работу. Проверьте, что это "
            "разрешает договор."
        ),
    )
    claim_day: float = question(
        30.0,
        _("Претензия: день просрочки"),
        unit=DAYS,
        low=0,
        high=365,
        help=_(
            "На какой день просрочки отправляют претензию. Без неё в арбитражный суд не обратиться."
        ),
        usual=_("Ответ на претензию обычно ждут 30 дней (ч. 5 ст. 4 АПК РФ)."),
    )
    court_day: float = question(
        60.0,
        _("Решение о суде: день просрочки"),
        unit=DAYS,
        low=0,
        high=1095,
        help=_("Не раньше, чем пройдёт срок ответа на претензию."),
    )
    overdue_share: float = question(
        0.1,
        _("Цель: просрочено не больше"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Доля просроченного во всей задолженности клиентов."),
    )
