"""What the papers for clients and the sales book hold: segments, competitors, cases, answers.

Part of stage 4. Belongs here: facts that only the user knows. Does not belong here: products,
stages and channels (stage 1), the rules of the process (`documentation.py`).
"""

from __future__ import annotations

from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import MONTHS_WHOLE, NUMBER, PERCENT


class Segment(Row):
    """A kind of buyer."""

    name: str = question(
        "",
        _("Сегмент"),
        help=_("Как вы между собой зовёте этих покупателей."),
        example=_("Небольшие пекарни"),
    )
    signs: str = question(
        "",
        _("Как узнать"),
        lines=2,
        help=_("По каким ответам брифа видно, что это они."),
        example=_("до 10 сотрудников, своя точка продаж"),
    )
    need: str = question(
        "",
        _("Зачем покупает"),
        lines=2,
        help=_("Какую свою задачу они решают вашим продуктом."),
        example=_("не терять заказы из мессенджеров"),
    )
    product: str = question(
        "",
        _("Что предлагаем"),
        refers="goals.products",
        help=_("С какого продукта начинать разговор."),
    )


class Competitor(Row):
    """Whom the client compares us with."""

    name: str = question(
        "",
        _("Конкурент"),
        help=_("Компания или способ обойтись без нас."),
        example=_("Таблица в Excel"),
    )
    strong: str = question(
        "",
        _("Чем сильнее"),
        lines=2,
        help=_("В чём с ними трудно спорить. Честный ответ готовит продавца лучше похвалы себе."),
        example=_("бесплатно и привычно"),
    )
    ours: str = question(
        "",
        _("Чем отличаемся мы"),
        lines=2,
        help=_("Одно отличие, важное для покупателя, и чем его доказать."),
        example=_("заказы не теряются: 3 потери на 1 000 против 40"),
    )


class ClientCase(Row):
    """What was done for a client."""

    name: str = question(
        "",
        _("Клиент"),
        help=_("Имя — только с согласия клиента. Без согласия пишите вид компании."),
        example=_("Сеть из трёх пекарен"),
    )
    task: str = question(
        "",
        _("Задача"),
        lines=2,
        help=_("С чем клиент пришёл, его словами."),
        example=_("Терялся каждый десятый заказ"),
    )
    done: str = question(
        "",
        _("Что сделали"),
        lines=2,
        help=_("Что сделали вы и за какое время."),
        example=_("Подключили за неделю и обучили пять человек"),
    )
    result: str = question(
        "",
        _("Результат в цифрах"),
        lines=2,
        help=_("Как стало, в числах и за какой срок."),
        example=_("потери заказов с 10 до 0,3 % за два месяца"),
    )


class Branch(Row):
    """A turn of the talk: what the client says and what is answered."""

    name: str = question(
        "",
        _("Клиент говорит"),
        help=_("Фраза клиента дословно."),
        example=_("У конкурентов дешевле"),
    )
    stage: str = question(
        "",
        _("Этап"),
        refers="goals.funnel",
        help=_("На каком этапе звучит фраза: в скрипте она встанет туда. Пусто — на любом этапе."),
    )
    answer: str = question(
        "",
        _("Отвечаем"),
        lines=2,
        help=_("Что отвечает продавец: согласие с правом сомневаться, довод, вопрос."),
        example=_("Понимаю. Что входит в их цену?"),
    )
    then: str = question(
        "",
        _("Дальше"),
        lines=2,
        help=_("К чему вести разговор после ответа."),
        example=_("Сравнить составы и назначить демонстрацию"),
    )


class Faq(Row):
    """A question that clients often ask."""

    name: str = question(
        "",
        _("Вопрос"),
        help=_("Вопрос словами клиента."),
        example=_("Сколько стоит подключение?"),
    )
    answer: str = question(
        "",
        _("Ответ"),
        lines=2,
        help=_("Ответ в двух-трёх предложениях, который можно отправить письмом."),
        example=_("Подключение бесплатно, плата — с первого месяца"),
    )


class Vat(Choice):
    """How the value-added tax stands to the prices of the plan."""

    NONE = "none", _("без НДС")
    INCLUDED = "included", _("НДС в цене")
    ON_TOP = "on_top", _("НДС сверх цены")


class SalesBook(Model):
    """What a seller says and shows, and the papers that go to a client."""

    about: str = question(
        "",
        _("Кто мы и чем полезны"),
        lines=3,
        help=_(
            "Три-четыре предложения, которыми продавец рассказывает о компании. Пишите, что "
            "получает клиент, а не историю фирмы."
        ),
        example=_("Ведём учёт заказов небольших пекарен: меньше ошибок, отчёт за минуту"),
    )
    pitch: str = question(
        "",
        _("Первая фраза звонка"),
        lines=2,
        help=_("С чего начинает тот, кто звонит сам. Имя он вписывает своё."),
        example=_("Здравствуйте, звоню по вашей заявке на сайте. Удобно две минуты?"),
    )
    segments: tuple[Segment, ...] = question(
        (),
        _("Сегменты"),
        help=_(
            "Кто покупает и зачем. Двух–пяти видов покупателей хватает, чтобы говорить с "
            "каждым о своём."
        ),
    )
    competitors: tuple[Competitor, ...] = question(
        (),
        _("Конкуренты"),
        help=_("С кем вас сравнивает клиент, вместе с «сделать самим» и «оставить как есть»."),
    )
    cases: tuple[ClientCase, ...] = question(
        (),
        _("Примеры работ"),
        help=_(
            "Что вы уже сделали для клиентов, с цифрами. Названия компаний — только с их согласия."
        ),
    )
    branches: tuple[Branch, ...] = question(
        (),
        _("Ветки разговора и возражения"),
        help=_(
            "Что говорит клиент и что отвечает продавец. Запишите десять фраз, которые "
            "звучат чаще всего."
        ),
    )
    faq: tuple[Faq, ...] = question(
        (),
        _("Частые вопросы"),
        help=_(
            "Вопросы, на которые отвечают каждый день. Готовый ответ бережёт время и не "
            "даёт обещать лишнего."
        ),
    )
    vat: Vat = question(
        Vat.NONE,
        _("НДС в предложении"),
        help=_(
            "Входит ли НДС в цены продуктов. Спросите бухгалтера; печатается в смете предложения."
        ),
    )
    vat_rate: float = question(
        0.0,
        _("Ставка НДС"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_(
            "По ней считается НДС в смете предложения. Выручку и прибыль план считает по ценам "
            "продуктов, как они введены."
        ),
        example=_("22 %"),
    )
    vat_basis: str = question(
        "",
        _("Почему без НДС"),
        help=_(
            "Норма закона, по которой вы не платите НДС: печатается под сметой предложения. "
            "Спросите бухгалтера; пусто — останется место, чтобы вписать."
        ),
        example=_("п. 1 ст. 145 НК РФ"),
    )
    nps_target: float = question(
        0.0,
        _("Цель NPS"),
        unit=NUMBER,
        low=-100,
        high=100,
        help=_("От −100 до 100; 0 — цели нет."),
        usual=_("Выше 0 — хорошо, выше 50 — отлично (шкала Bain & Company)."),
    )
    nps_when: str = question(
        "",
        _("Когда спрашиваем"),
        example=_("через месяц после первой оплаты"),
        help=_(
            "Событие, после которого клиенту отправляют опрос. Одно и то же для всех, иначе "
            "оценки не сравнить."
        ),
    )
    consent_months: int = question(
        36,
        _("Согласие клиента действует"),
        unit=MONTHS_WHOLE,
        low=1,
        high=600,
        help=_(
            "На сколько месяцев клиент разрешает обрабатывать свои данные. Срок печатается "
            "в согласии; спросите юриста, какой нужен вам."
        ),
    )
    recipients: str = question(
        "",
        _("Кому передаём данные клиентов"),
        lines=3,
        help=_("Название и адрес, по одному в строке: сервис CRM, рассылки, перевозчик."),
    )
