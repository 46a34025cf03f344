"""Stage 4, documentation: which papers there are, who answers for them, and the rules they set."""

from __future__ import annotations

from datetime import date

from wizard.project.client_service import ClientCare, Handover, Support
from wizard.project.model import Choice, Model, Row, question
from wizard.project.sales_book import SalesBook
from wizard.project.sales_process import Calls, ProcessStep, Proposals
from wizard.project.service_rules import Debts, Discounts, Planning
from wizard.texts import _
from wizard.units import PERCENT


class Wanted(Choice):
    """Whether a document is made."""

    AUTO = "auto", _("если нужен")
    YES = "yes", _("да")
    NO = "no", _("нет")


class DocumentChoice(Row):
    """A document of the register; the id is the template's."""

    wanted: Wanted = question(
        Wanted.AUTO,
        _("Делать"),
        help=_("«Если нужен» — решает программа по ответам. «Да» и «нет» сильнее её решения."),
    )
    prepares: str = question(
        "",
        _("Готовит"),
        refers="structure.roles",
        help=_("Кто дописывает документ и следит за его сроком. Стоит в приказе о вводе."),
    )
    approves: str = question(
        "",
        _("Утверждает"),
        help=_("Чья должность стоит в грифе утверждения. Пусто — тот, кто указан у компании."),
    )
    due: date | None = question(
        None, _("Ввести к"), help=_("С этого дня по документу работают; дата стоит в приказе.")
    )
    number: str = question(
        "",
        _("Номер"),
        help=_(
            "Номер по вашему журналу. Пусто — в документе останется место, чтобы вписать рукой."
        ),
        example=_("ОП-03"),
    )
    dated: date | None = question(
        None,
        _("Дата документа"),
        help=_("Пусто — дата приказа о вводе, а пока её нет — место, чтобы вписать дату рукой."),
    )


class Report(Row):
    """A report of the department."""

    name: str = question(
        "",
        _("Отчёт"),
        help=_("Как отчёт называется в CRM."),
        example=_("Воронка недели"),
    )
    period: str = question(
        "",
        _("Период"),
        example=_("неделя"),
        help=_("За какое время цифры: день, неделя, месяц."),
    )
    author: str = question(
        "",
        _("Кто готовит"),
        refers="structure.roles",
        help=_("Роль, которая готовит отчёт к сроку."),
    )
    reader: str = question(
        "",
        _("Кому"),
        help=_("Кто по отчёту принимает решение. Нет читателя — отчёт не нужен."),
        example=_("Генеральный директор"),
    )
    figures: str = question(
        "",
        _("Показатели"),
        lines=2,
        help=_("Какие числа в отчёте, по одному в строке."),
        example=_("лиды\nсделки\nконверсия\nвыручка"),
    )
    place: str = question(
        "",
        _("Где в CRM настраивается"),
        help=_("Раздел или фильтр CRM, где отчёт собирается сам."),
        example=_("Аналитика → Воронка"),
    )


class Documentation(Model):
    """The register of documents and the rules that stand in them."""

    documents: tuple[DocumentChoice, ...] = question(
        (),
        _("Реестр документов"),
        help=_(
            "Все документы, которые программа умеет делать. «Если нужен» решает сама по "
            "ответам; причина стоит в строке."
        ),
    )
    process: tuple[ProcessStep, ...] = question(
        (),
        _("Карта процесса"),
        help=_(
            "Что делает ответственный на каждом этапе, за какой срок и с каким документом. "
            "Становится регламентом процесса продаж."
        ),
    )
    proposals: Proposals = question(
        Proposals(),
        _("Коммерческие предложения"),
        help=_(
            "Как готовится коммерческое предложение: кто командует, какие шаги, сколько это "
            "стоит. Становится отдельным регламентом."
        ),
        usual=_(
            "Ответственный за предложение один (лекция об организации службы продаж агентства)."
        ),
    )
    calls: Calls = question(
        Calls(),
        _("Приём обращений"),
        help=_(
            "Как быстро отвечают на обращение, о чём спрашивают и кому передают. Становится "
            "регламентом приёма обращений."
        ),
    )
    reports: tuple[Report, ...] = question(
        (),
        _("Отчёты"),
        help=_(
            "Кто, кому и когда показывает цифры. Каждый отчёт настраивается в CRM, иначе "
            "его собирают руками."
        ),
    )
    book: SalesBook = question(
        SalesBook(),
        _("Книга продаж"),
        help=_(
            "Что продавец говорит и показывает: компания, покупатели, конкуренты, "
            "возражения. Становится книгой продаж и скриптами."
        ),
    )
    discount_seller: float = question(
        0.05,
        _("Скидка, которую даёт сотрудник сам"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_(
            "Предел скидки без согласования. Посмотрите, какую скидку уже дают по мелочи, и "
            "маржу сделки."
        ),
    )
    discount_head: float = question(
        0.1,
        _("Скидка, которую согласует руководитель отдела"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_(
            "Предел скидки для руководителя отдела. Большую даёт только тот, кто утверждает "
            "документы."
        ),
    )
    planning: Planning = question(
        Planning(),
        _("План и его пересмотр"),
        help=_(
            "Когда смотрят на воронку и по какому признаку план меняют. Становится "
            "регламентом планирования."
        ),
    )
    handover: Handover = question(
        Handover(),
        _("Передача клиента"),
        help=_(
            "Как клиент переходит от продавца к тому, кто ведёт его дальше. Становится "
            "регламентом передачи."
        ),
    )
    clients: ClientCare = question(
        ClientCare(),
        _("Ведение клиентов"),
        help=_(
            "Как часто связываются с клиентом и когда бьют тревогу. Становится регламентом "
            "ведения клиентов."
        ),
    )
    support: Support = question(
        Support(),
        _("Поддержка"),
        help=_(
            "За сколько часов отвечают на обращение клиента и решают его. Становится "
            "регламентом поддержки."
        ),
    )
    discounts: Discounts = question(
        Discounts(),
        _("Скидки"),
        help=_("За что дают скидку и кто на неё соглашается. Становится положением о скидках."),
    )
    debts: Debts = question(
        Debts(),
        _("Отсрочка и долги"),
        help=_(
            "Кому дают отсрочку и что делают в какой день просрочки. Становится положением "
            "о дебиторской задолженности."
        ),
    )
    order_number: str = question(
        "",
        _("Номер приказа о вводе документов"),
        help=_(
            "Номер из журнала приказов. Пусто — в приказе останется место, чтобы вписать рукой."
        ),
        example=_("12-П"),
    )
    order_date: date | None = question(
        None,
        _("Дата приказа"),
        help=_(
            "День, когда приказ подписан. Пусто — в приказе останется место, чтобы вписать рукой."
        ),
    )
    union: bool = question(
        False,
        _("Есть профсоюз"),
        help=_("Если есть, его мнение учитывают до утверждения локальных актов."),
    )
