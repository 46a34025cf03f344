"""Where the company wants to be and the ways there.

Part of stage 1 (`goals.py`), which holds the year's goal itself.
"""

from __future__ import annotations

from datetime import date

from wizard.project.model import Row, question
from wizard.texts import _


class Way(Row):
    """One way to reach a strategic goal."""

    action: str = question(
        "",
        _("Что сделать"),
        help=_("Действие с видимым итогом."),
        example=_("Открыть склад в Казани"),
    )
    owner: str = question(
        "",
        _("Кто отвечает"),
        help=_("Один человек или должность: с него спросят о сроке."),
        example=_("Коммерческий директор"),
    )
    due: date | None = question(
        None,
        _("Срок"),
        help=_("День, к которому действие закончено. Стоит в плане продаж."),
    )


class StrategicGoal(Row):
    """What the company wants to reach in the long run."""

    goal: str = question(
        "",
        _("Цель"),
        example=_("Выйти в три региона"),
        help=_("Чего компания хочет достичь, одной фразой."),
    )
    measure: str = question(
        "",
        _("Чем измеряется"),
        example=_("регионов с продажами"),
        help=_("По какому числу будет видно, что цель достигнута."),
    )
    now: str = question(
        "",
        _("Сейчас"),
        help=_("Значение показателя на сегодня. Без него не видно, сколько пройдено."),
        example=_("1"),
    )
    target: str = question(
        "",
        _("Должно стать"),
        help=_("Значение, при котором цель считается достигнутой."),
        example=_("3"),
    )
    due: date | None = question(
        None,
        _("К какому сроку"),
        help=_("День, в который сверяют цель с фактом."),
    )
    ways: tuple[Way, ...] = question(
        (),
        _("Пути достижения"),
        help=_("Действия, которые приведут к цели. У каждого — один ответственный и срок."),
    )
