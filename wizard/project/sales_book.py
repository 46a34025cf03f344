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

    name: str = question("", _("Сегмент"))
    signs: str = question("", _("Как узнать"), lines=2)
    need: str = question("", _("Зачем покупает"), lines=2)
    product: str = question("", _("Что предлагаем"), refers="goals.products")


class Competitor(Row):
    """Whom the client compares us with."""

    name: str = question("", _("Конкурент"), help=_("Компания или способ обойтись без нас."))
    strong: str = question("", _("Чем сильнее"), lines=2)
    ours: str = question("", _("Чем отличаемся мы"), lines=2)


class ClientCase(Row):
    """What was done for a client."""

    name: str = question("", _("Клиент"), help=_("Имя — только с согласия клиента."))
    task: str = question("", _("Задача"), lines=2)
    done: str = question("", _("Что сделали"), lines=2)
    result: str = question("", _("Результат в цифрах"), lines=2)


class Branch(Row):
    """A turn of the talk: what the client says and what is answered."""

    name: str = question("", _("Клиент говорит"))
    stage: str = question("", _("Этап"), refers="goals.funnel", help=_("Пусто — на любом этапе."))
    answer: str = question("", _("Отвечаем"), lines=2)
    then: str = question("", _("Дальше"), lines=2)


class Faq(Row):
    """A question that clients often ask."""

    name: str = question("", _("Вопрос"))
    answer: str = question("", _("Ответ"), lines=2)


class Vat(Choice):
    """How the value-added tax stands to the prices of the plan."""

    NONE = "none", _("без НДС")
    INCLUDED = "included", _("НДС в цене")
    ON_TOP = "on_top", _("НДС сверх цены")


class SalesBook(Model):
    """What a seller says and shows, and the papers that go to a client."""

    about: str = question("", _("Кто мы и чем полезны"), lines=3)
    pitch: str = question(
        "",
        _("Первая фраза звонка"),
        lines=2,
        help=_("Имя вписывает тот, кто звонит."),
    )
    segments: tuple[Segment, ...] = question((), _("Сегменты"))
    competitors: tuple[Competitor, ...] = question((), _("Конкуренты"))
    cases: tuple[ClientCase, ...] = question((), _("Примеры работ"))
    branches: tuple[Branch, ...] = question((), _("Ветки разговора и возражения"))
    faq: tuple[Faq, ...] = question((), _("Частые вопросы"))
    vat: Vat = question(Vat.NONE, _("НДС в предложении"))
    vat_rate: float = question(
        0.0,
        _("Ставка НДС"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Печатается в смете предложения; план считает цены продуктов как введены."),
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
    nps_when: str = question("", _("Когда спрашиваем"), example="через месяц после первой оплаты")
    consent_months: int = question(
        36, _("Согласие клиента действует"), unit=MONTHS_WHOLE, low=1, high=600
    )
    recipients: str = question(
        "",
        _("Кому передаём данные клиентов"),
        lines=3,
        help=_("Название и адрес, по одному в строке: сервис CRM, рассылки, перевозчик."),
    )
