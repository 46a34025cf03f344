"""Stage 7, automation: which tools are chosen, what they cost, how the CRM is set up."""

from __future__ import annotations

from datetime import date

from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import MINUTES, MONEY, MONEY_A_MONTH, MONTHS, PERCENT, PIECES, POINTS


class ToolCategory(Choice):
    """What a tool is for."""

    CRM = "crm", _("CRM")
    HELPDESK = "helpdesk", _("Helpdesk")
    TELEPHONY = "telephony", _("Телефония")
    REMOTE_SUPPORT = "remote_support", _("Удалённая поддержка")
    OTHER = "other", _("Другое")


class Requirement(Row):
    """What the tool must do."""

    name: str = question("", _("Требование"))
    weight: float = question(0.0, _("Вес"), unit=PERCENT, low=0, high=1)


class Score(Row):
    """How well an option meets a requirement; the id is the requirement's."""

    points: float = question(0.0, _("Балл"), unit=POINTS, low=0, high=10)


class Option(Row):
    """A service that could be chosen."""

    name: str = question("", _("Сервис"))
    price_user: float = question(
        0.0, _("За пользователя в месяц"), unit=MONEY_A_MONTH, low=0, high=1e7
    )
    price_month: float = question(0.0, _("За месяц"), unit=MONEY_A_MONTH, low=0, high=1e9)
    price_once: float = question(0.0, _("Разово"), unit=MONEY, low=0, high=1e10)
    scores: tuple[Score, ...] = question((), _("Баллы"))


class Tool(Row):
    """A place in the department's toolset and what fills it."""

    name: str = question("", _("Инструмент"), example="CRM")
    category: ToolCategory = question(ToolCategory.CRM, _("Категория"))
    used: bool = question(True, _("Используем"))
    options: tuple[Option, ...] = question((), _("Варианты"))
    choice: str = question(
        "", _("Выбор"), basic=True, help=_("Один из вариантов этого инструмента.")
    )
    reason: str = question("", _("Почему"))
    requirements: tuple[Requirement, ...] = question((), _("Требования"))
    roles: tuple[str, ...] = question(
        (), _("Кому нужны лицензии"), refers="structure.roles", help=_("Пусто — всем ролям.")
    )
    start: int = question(1, _("С месяца"), unit=MONTHS, low=1, high=60)
    integration: float = question(
        0.0,
        _("Интеграция"),
        unit=MONEY,
        low=0,
        high=1e10,
        usual=_("Лицензии — 20–30 % того, во что обходится CRM (отраслевые обзоры)."),
    )
    migration: float = question(0.0, _("Перенос данных"), unit=MONEY, low=0, high=1e10)
    training: float = question(0.0, _("Обучение команды"), unit=MONEY, low=0, high=1e10)
    reserve: float = question(
        0.1, _("Запас"), unit=PERCENT, low=0, high=2, help=_("Доля разовых затрат на неучтённое.")
    )


class SetupTask(Row):
    """A step of putting the tools to work."""

    action: str = question("", _("Что сделать"))
    owner: str = question("", _("Кто"))
    due: date | None = question(None, _("Срок"))


class Migration(Row):
    """Data that move into the CRM."""

    name: str = question("", _("Откуда"), example="таблица клиентов")
    what: str = question("", _("Что переносим"), lines=2)
    records: float = question(0.0, _("Записей"), unit=PIECES, low=0, high=1e9)
    owner: str = question("", _("Кто"))
    check: str = question("", _("Как проверяем"), lines=2)


class AcceptanceTest(Row):
    """A test by which the work of the contractor is accepted."""

    action: str = question("", _("Что делаем"))
    expected: str = question("", _("Что должно получиться"))


class CrmSetup(Model):
    """What is set up in the CRM; one item in a line."""

    aims: str = question("", _("Зачем внедряем"), lines=3)
    statuses: str = question("", _("Статусы"), lines=4)
    fields: str = question("", _("Обязательные поля"), lines=4)
    rights: str = question("", _("Роли и права"), lines=4)
    tasks: str = question("", _("Автоматические задачи"), lines=4)
    reports: str = question("", _("Отчёты"), lines=3)
    integrations: str = question("", _("Интеграции"), lines=3)
    duplicates: str = question("", _("По чему ищем дубли"), lines=2, example="телефон, почта, ИНН")
    record_minutes: float = question(
        30.0,
        _("Внести звонок или встречу за"),
        unit=MINUTES,
        low=0,
        high=10_000,
    )
    filled: float = question(
        0.95,
        _("Карточек без пропусков, не меньше"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Доля открытых сделок, у которых заполнены все поля их этапа."),
    )
    migration: tuple[Migration, ...] = question((), _("Перенос данных"))
    acceptance: tuple[AcceptanceTest, ...] = question((), _("Приёмочные проверки"))


class Automation(Model):
    """The department's tools."""

    tools: tuple[Tool, ...] = question((), _("Инструменты"))
    setup: tuple[SetupTask, ...] = question((), _("План внедрения"))
    crm: CrmSetup = question(CrmSetup(), _("Настройка CRM"))
