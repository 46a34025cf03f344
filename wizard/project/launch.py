"""The launch plan: what has to be done in each stage so that the department starts on time.

A task is placed by what it waits for, or by working days from the plan's first day, never by a
date: so the whole plan moves with its first month. The dates follow in `wizard.plan.launch`.
"""

from __future__ import annotations

from wizard.project.model import Model, Row, question
from wizard.project.stage import Stage
from wizard.texts import _
from wizard.units import DAYS


class LaunchTask(Row):
    """A piece of work with one owner."""

    stage: Stage = question(
        Stage.GOALS,
        _("Этап"),
        help=_("К какой части плана относится задача."),
    )
    action: str = question(
        "",
        _("Что сделать"),
        example=_("Утвердить план продаж"),
        help=_("Действие с видимым итогом: документ утверждён, человек вышел."),
    )
    owner: str = question(
        "",
        _("Ответственный"),
        refers="structure.roles",
        help=_("Роль, с которой спросят о сроке. Если отвечает не отдел, заполните «вне ролей»."),
    )
    other_owner: str = question(
        "",
        _("Ответственный вне ролей"),
        example=_("Генеральный директор"),
        help=_("Если отвечает не роль отдела: руководитель компании, бухгалтер, подрядчик."),
    )
    days: int = question(
        1,
        _("Рабочих дней"),
        unit=DAYS,
        low=1,
        high=250,
        help=_("Сколько рабочих дней занимает задача."),
    )
    starts: int = question(
        0,
        _("Рабочих дней от старта"),
        unit=DAYS,
        low=-500,
        high=750,
        help=_(
            "В рабочих днях: −20 — за двадцать дней до первого дня плана, 0 — в первый рабочий "
            "день. Только для задачи, которая ничего не ждёт."
        ),
    )
    after: tuple[str, ...] = question(
        (),
        _("Ждёт"),
        refers="launch.tasks",
        help=_("Начинается на следующий рабочий день после того, как закончены все эти задачи."),
    )
    before_start: bool = question(
        False,
        _("Нужна к старту"),
        help=_("Без неё план не начать: должна быть закончена до первого дня плана."),
    )
    done: bool = question(
        False,
        _("Сделано"),
        help=_("Отметьте готовое: в чек-листе видно, что осталось."),
    )


class Launch(Model):
    """The tasks in the order in which they were entered."""

    tasks: tuple[LaunchTask, ...] = question(
        (),
        _("Задачи"),
        help=_(
            "Всё, что нужно сделать до и после старта. Сдвинете первый месяц плана — "
            "сдвинутся все сроки."
        ),
    )
