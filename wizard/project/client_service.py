"""What follows the sale: handing the client over, caring for clients, support.

Part of stage 4 (`documentation.py`); each regulation prints these as deadlines and limits.
"""

from __future__ import annotations

from wizard.project.model import Model, Row, question
from wizard.texts import _
from wizard.units import CLIENTS, DAYS, HOURS, PERCENT


class Handover(Model):
    """How a client is handed over after the deal."""

    days: float = question(
        2.0,
        _("Передать клиента за"),
        unit=DAYS,
        low=0,
        high=60,
        help=_("В рабочих днях после оплаты или подписания договора."),
    )
    first_contact_days: float = question(
        1.0,
        _("Новый ответственный связывается с клиентом за"),
        unit=DAYS,
        low=0,
        high=60,
        help=_("В рабочих днях после передачи."),
    )
    seller_days: float = question(
        30.0,
        _("Продавец помогает принявшему ещё"),
        unit=DAYS,
        low=0,
        high=365,
        help=_("Отвечает на вопросы о договорённостях и приходит на встречи, если его зовут."),
    )
    checklist: str = question(
        "",
        _("Что ещё передаётся, по одному в строке"),
        lines=3,
        help=_(
            "Сверх общего списка: контакты, задача, состав, цена, оплаты, обещания и риски в нём "
            "уже есть."
        ),
        example=_("Доступы к сайту"),
    )


class ClientSegment(Row):
    """A group of clients that are led alike."""

    name: str = question(
        "",
        _("Сегмент"),
        example=_("Крупные"),
        help=_("Название группы, понятное без пояснений."),
    )
    who: str = question(
        "",
        _("Кого относим"),
        example=_("платят от 100 000 ₽ в месяц"),
        help=_("Признак, по которому клиент попадает в группу. Пусть его считает CRM."),
    )
    contact_days: float = question(
        30.0,
        _("Связываться раз в"),
        unit=DAYS,
        low=0,
        high=730,
        help=_("Сколько календарных дней самое большее проходит между разговорами."),
    )
    contact: str = question(
        "",
        _("Как связываемся"),
        example=_("встреча или видеозвонок"),
        help=_("Чем связываются с этой группой."),
    )
    portfolio: float = question(
        0.0,
        _("Клиентов на одного"),
        unit=CLIENTS,
        low=0,
        high=100_000,
        help=_("Сколько клиентов этой группы ведёт один человек. Ноль — по норме роли."),
        usual=_("Крупных 5–15, средних 20–75, мелких 100–500 (отраслевые обзоры)."),
    )


class ClientCare(Model):
    """How existing clients are led."""

    segments: tuple[ClientSegment, ...] = question(
        (),
        _("Сегменты клиентов"),
        help=_(
            "Группы клиентов, с которыми связываются по-разному. Двух–трёх хватает: по "
            "плате, по сроку, по риску ухода."
        ),
    )
    contact_days: float = question(
        30.0,
        _("Связываться с клиентом раз в"),
        unit=DAYS,
        low=0,
        high=730,
        help=_("Для клиентов вне сегментов; в календарных днях."),
    )
    risk_days: float = question(
        45.0,
        _("Клиент в зоне риска, если молчит дольше"),
        unit=DAYS,
        low=0,
        high=730,
        help=_("Нет покупки, входа в продукт или ответа столько календарных дней."),
    )
    renewal_days: float = question(
        30.0,
        _("О продлении говорить за"),
        unit=DAYS,
        low=0,
        high=365,
        help=_("За сколько календарных дней до конца оплаченного срока или договора."),
    )
    complaint_hours: float = question(
        4.0, _("Ответить на жалобу за"), unit=HOURS, low=0, high=720, help=_("В рабочих часах.")
    )
    complaint_days: float = question(
        3.0, _("Решить жалобу за"), unit=DAYS, low=0, high=90, help=_("В рабочих днях.")
    )


class SupportPriority(Row):
    """The deadlines of a priority; the id is one of four: critical, high, normal, low."""

    reaction: float = question(
        4.0,
        _("Ответить за"),
        unit=HOURS,
        low=0,
        high=720,
        help=_(
            "За сколько часов приёма отвечает человек, а не автоответ. Возьмите срок, "
            "который выдерживали в девяти случаях из десяти."
        ),
    )
    resolution: float = question(
        24.0,
        _("Решить за"),
        unit=HOURS,
        low=0,
        high=2000,
        help=_(
            "За сколько часов приёма вопрос решён. Возьмите срок, который выдерживали в "
            "девяти случаях из десяти."
        ),
    )
    examples: str = question(
        "",
        _("Что сюда относится"),
        example=_("сервис не открывается у всех"),
        lines=2,
        help=_("С чем клиент обращается. По этим словам сотрудник сразу ставит срочность."),
    )


def _priorities() -> tuple[SupportPriority, ...]:
    """Deadlines to begin with: each priority a working day or less to the first answer."""
    return tuple(
        SupportPriority(id=name, reaction=reaction, resolution=resolution)
        for name, reaction, resolution in (
            ("critical", 0.5, 4.0),
            ("high", 1.0, 8.0),
            ("normal", 4.0, 24.0),
            ("low", 8.0, 40.0),
        )
    )


class Support(Model):
    """How requests of clients are answered (SLA)."""

    used: bool = question(
        False,
        _("Обещаем сроки ответа на обращения в поддержку"),
        help=_("Если в структуре есть роль поддержки, регламент нужен и без этой отметки."),
    )
    hours: str = question(
        "",
        _("Часы поддержки"),
        example=_("пн–пт с 9:00 до 18:00 по Москве"),
        help=_("Время, в которое идут сроки ответа и решения."),
    )
    around_the_clock: bool = question(
        False,
        _("Критические обращения в поддержку — круглосуточно"),
        help=_(
            "Сроки критических обращений в поддержку идут и ночью, и в выходные. Проверьте, что "
            "для этого есть дежурный."
        ),
    )
    priorities: tuple[SupportPriority, ...] = question(
        _priorities(),
        _("Сроки по приоритетам"),
        help=_(
            "Четыре срочности и срок каждой. Обещайте то, что выполняли в девяти случаях из десяти."
        ),
    )
    escalate_at: float = question(
        0.5,
        _("Звать старшего, когда прошло срока"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Доля срока решения, после которой о задержке узнаёт руководитель."),
    )
    target: float = question(
        0.9,
        _("Цель: решено в срок"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_(
            "Какая доля обращений в поддержку должна быть решена в срок. Нынешнюю покажет "
            "helpdesk: решено в срок ÷ все."
        ),
    )
    close_days: float = question(
        3.0,
        _("Закрыть, если клиент не отвечает"),
        unit=DAYS,
        low=0,
        high=90,
        help=_("В рабочих днях после ответа с решением."),
    )
