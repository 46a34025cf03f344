"""Stage 4, documentation: which papers there are, who answers for them, and the rules they set."""

from __future__ import annotations

from datetime import date

from wizard.project.model import Choice, Model, Row, question
from wizard.project.sales_book import SalesBook
from wizard.project.service_rules import (
    ClientCare,
    Debts,
    Discounts,
    Handover,
    Planning,
    Support,
)
from wizard.texts import _
from wizard.units import DAYS, HOURS, MINUTES, MONEY, PERCENT, TIMES


class Wanted(Choice):
    """Whether a document is made."""

    AUTO = "auto", _("если нужен")
    YES = "yes", _("да")
    NO = "no", _("нет")


class DocumentChoice(Row):
    """A document of the register; the id is the template's."""

    wanted: Wanted = question(Wanted.AUTO, _("Делать"))
    prepares: str = question("", _("Готовит"), refers="structure.roles")
    approves: str = question("", _("Утверждает"), help=_("Пусто — тот, кто указан у компании."))
    due: date | None = question(
        None, _("Ввести к"), help=_("С этого дня по документу работают; дата стоит в приказе.")
    )
    number: str = question("", _("Номер"))
    dated: date | None = question(
        None,
        _("Дата документа"),
        help=_("Пусто — дата приказа о вводе, а пока её нет — место, чтобы вписать дату рукой."),
    )


class ProcessStep(Row):
    """A step of the process map; the id is the funnel stage's."""

    deadline: str = question("", _("Срок"), example="15 минут в рабочее время")
    actions: str = question("", _("Что делает ответственный"), lines=3)
    document: str = question("", _("Документ"))
    crm_status: str = question("", _("Статус в CRM"))
    refusals: str = question("", _("Причины отказа"), lines=2)


class ProposalStep(Row):
    """A step of preparing a commercial proposal."""

    name: str = question("", _("Шаг"))
    role: str = question("", _("Кто"), refers="structure.roles")
    hours: float = question(0.0, _("Часов"), unit=HOURS, low=0, high=1000)


class Proposals(Model):
    """How commercial proposals are prepared: one person is in charge (second source)."""

    used: bool = question(False, _("Готовим коммерческие предложения"), basic=True)
    owner: str = question("", _("Кто командует"), refers="structure.roles")
    days: float = question(3.0, _("Срок подготовки"), unit=DAYS, low=0, high=365)
    steps: tuple[ProposalStep, ...] = question((), _("Шаги подготовки"))
    brainstorm: str = question("", _("Мозговой штурм: кто и когда"), lines=2)
    specialists: str = question("", _("Какие узкие специалисты привлекаются"), lines=2)
    analyst: str = question("", _("Что делает аналитик"), lines=2)
    hour_cost: float = question(0.0, _("Час подготовки стоит"), unit=MONEY, low=0, high=1e7)
    win_rate: float = question(
        0.0, _("Цель: доля выигранных предложений"), unit=PERCENT, low=0, high=1
    )
    validity: float = question(14.0, _("Предложение действует"), unit=DAYS, low=0, high=365)


class Calls(Model):
    """How requests are received and briefed."""

    answer_minutes: float = question(
        5.0,
        _("Ответить на обращение за"),
        unit=MINUTES,
        low=0,
        high=10_000,
        basic=True,
        usual=_("Обычно до 5 минут (отраслевые обзоры)."),
    )
    missed_minutes: float = question(
        15.0,
        _("Перезвонить на пропущенный звонок за"),
        unit=MINUTES,
        low=0,
        high=10_000,
    )
    mail_hours: float = question(
        2.0,
        _("Ответить на письмо за"),
        unit=HOURS,
        low=0,
        high=240,
        help=_("В рабочих часах; мессенджеры и форма на сайте — по сроку ответа на обращение."),
    )
    hours: str = question("", _("Часы приёма обращений"), example="пн–пт с 9:00 до 18:00 по Москве")
    touches: float = question(
        7.0, _("Попыток связаться"), unit=TIMES, low=0, high=100, usual=_("7–12 за 14 дней.")
    )
    touch_days: float = question(14.0, _("За сколько дней"), unit=DAYS, low=0, high=365)
    filters: str = question("", _("Кого не берём в работу"), lines=3)
    brief: str = question("", _("Вопросы брифа, по одному в строке"), lines=5)
    handover: str = question("", _("Кому и как передаётся обращение"), lines=2)


class Report(Row):
    """A report of the department."""

    name: str = question("", _("Отчёт"))
    period: str = question("", _("Период"), example="неделя")
    author: str = question("", _("Кто готовит"), refers="structure.roles")
    reader: str = question("", _("Кому"))
    figures: str = question("", _("Показатели"), lines=2)
    place: str = question("", _("Где в CRM настраивается"))


class Documentation(Model):
    """The register of documents and the rules that stand in them."""

    documents: tuple[DocumentChoice, ...] = question((), _("Реестр документов"))
    process: tuple[ProcessStep, ...] = question((), _("Карта процесса"))
    proposals: Proposals = question(Proposals(), _("Коммерческие предложения"))
    calls: Calls = question(Calls(), _("Приём обращений"))
    reports: tuple[Report, ...] = question((), _("Отчёты"))
    book: SalesBook = question(SalesBook(), _("Книга продаж"))
    discount_seller: float = question(
        0.05, _("Скидка, которую даёт сотрудник сам"), unit=PERCENT, low=0, high=1
    )
    discount_head: float = question(
        0.1, _("Скидка, которую согласует руководитель отдела"), unit=PERCENT, low=0, high=1
    )
    planning: Planning = question(Planning(), _("План и его пересмотр"))
    handover: Handover = question(Handover(), _("Передача клиента"))
    clients: ClientCare = question(ClientCare(), _("Ведение клиентов"))
    support: Support = question(Support(), _("Поддержка"))
    discounts: Discounts = question(Discounts(), _("Скидки"))
    debts: Debts = question(Debts(), _("Отсрочка и долги"))
    order_number: str = question("", _("Номер приказа о вводе документов"))
    order_date: date | None = question(None, _("Дата приказа"))
    union: bool = question(
        False,
        _("Есть профсоюз"),
        help=_("Если есть, его мнение учитывают до утверждения локальных актов."),
    )
