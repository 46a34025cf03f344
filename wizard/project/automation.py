"""Stage 7, automation: which tools are chosen, what they cost, how the CRM is set up."""

from __future__ import annotations

from datetime import date

from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import MINUTES, MONEY, MONEY_A_MONTH, NUMBER, PERCENT, PIECES, POINTS


class ToolCategory(Choice):
    """What a tool is for."""

    CRM = "crm", _("CRM")
    HELPDESK = "helpdesk", _("Служба поддержки")
    TELEPHONY = "telephony", _("Телефония")
    REMOTE_SUPPORT = "remote_support", _("Удалённая поддержка")
    OTHER = "other", _("Другое")


class Requirement(Row):
    """What the tool must do."""

    name: str = question(
        "",
        _("Требование"),
        help=_("Что программа должна делать, словами тех, кто в ней работает."),
        example=_("Звонок записывается в карточку сам"),
    )
    weight: float = question(
        0.0,
        _("Вес"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Насколько требование важно. Веса вместе дают 100 %."),
    )


class Score(Row):
    """How well an option meets a requirement; the id is the requirement's."""

    points: float = question(
        0.0,
        _("Балл"),
        unit=POINTS,
        low=0,
        high=10,
        help=_(
            "От 0 — не умеет, до 10 — умеет полностью. Проверяйте на пробном доступе, а не "
            "по рекламе."
        ),
    )


class Option(Row):
    """A service that could be chosen."""

    name: str = question(
        "",
        _("Сервис"),
        help=_("Название сервиса и тарифа."),
        example=_("Сервис А, тариф «Команда»"),
    )
    price_user: float = question(
        0.0,
        _("За пользователя в месяц"),
        unit=MONEY_A_MONTH,
        low=0,
        high=1e7,
        help=_("Цена тарифа за одного пользователя. Умножается на лицензии месяца."),
    )
    price_month: float = question(
        0.0,
        _("Абонентская плата"),
        unit=MONEY_A_MONTH,
        low=0,
        high=1e9,
        help=_("Плата, которая не зависит от числа пользователей."),
    )
    price_once: float = question(
        0.0,
        _("Разово"),
        unit=MONEY,
        low=0,
        high=1e10,
        help=_("Платится один раз при покупке: лицензия, коробка, подключение."),
    )
    scores: tuple[Score, ...] = question(
        (),
        _("Баллы"),
        help=_(
            "Как вариант отвечает каждому требованию. Баллы ставят в таблице «Выбор по "
            "требованиям»."
        ),
    )


class Tool(Row):
    """A place in the department's toolset and what fills it."""

    name: str = question(
        "",
        _("Инструмент"),
        example=_("CRM"),
        help=_("Место в наборе программ, а не название сервиса."),
    )
    category: ToolCategory = question(
        ToolCategory.CRM,
        _("Категория"),
        help=_("Для чего программа. От этого зависит, что ТЗ требует от её связи с CRM."),
    )
    used: bool = question(
        True,
        _("Используем"),
        help=_("Неиспользуемый инструмент ничего не стоит и в документы не попадает."),
    )
    options: tuple[Option, ...] = question(
        (),
        _("Варианты"),
        help=_("Сервисы, между которыми выбираете, с ценами с их сайтов. Двух–четырёх хватает."),
    )
    choice: str = question(
        "",
        _("Выбор"),
        basic=True,
        help=_(
            "Вариант, за который платите и который стоит в ТЗ. Сравните баллы ниже: лучший "
            "не всегда самый дешёвый."
        ),
    )
    reason: str = question(
        "",
        _("Почему"),
        lines=2,
        help=_("Почему выбран этот вариант: одна фраза для тех, кто спросит через год."),
        example=_("Телефония внутри, дешевле на 15 человек"),
    )
    requirements: tuple[Requirement, ...] = question(
        (),
        _("Требования"),
        help=_(
            "Что программа должна уметь и насколько это важно. По ним считаются баллы вариантов."
        ),
    )
    roles: tuple[str, ...] = question(
        (),
        _("Кому нужны лицензии"),
        refers="structure.roles",
        none_is_all=True,
        help=_("Людям каких ролей нужна лицензия. Пусто — всем ролям."),
    )
    start: int = question(
        1,
        _("С месяца"),
        unit=NUMBER,
        low=1,
        high=60,
        help=_("Номер месяца плана, с которого платится: 1 — первый."),
    )
    integration: float = question(
        0.0,
        _("Интеграция"),
        unit=MONEY,
        low=0,
        high=1e10,
        usual=_("Лицензии — 20–30 % того, во что обходится CRM (отраслевые обзоры)."),
        help=_(
            "Сколько стоит связать программу с сайтом, телефонией, учётом. Спросите "
            "интегратора или поддержку сервиса."
        ),
    )
    migration: float = question(
        0.0,
        _("Перенос данных"),
        unit=MONEY,
        low=0,
        high=1e10,
        help=_(
            "Сколько стоит перенести клиентов и сделки из прежней системы. Спросите "
            "интегратора; свои часы тоже стоят денег."
        ),
    )
    training: float = question(
        0.0,
        _("Обучение команды"),
        unit=MONEY,
        low=0,
        high=1e10,
        help=_("Сколько стоит научить всех работать в программе: тренер, материалы, время."),
    )
    reserve: float = question(
        0.1,
        _("Запас"),
        unit=PERCENT,
        low=0,
        high=2,
        help=_(
            "Доля разовых затрат на то, что забыли. Обычно забывают доработки и повторное обучение."
        ),
    )


class SetupTask(Row):
    """A step of putting the tools to work."""

    action: str = question(
        "",
        _("Что сделать"),
        help=_("Шаг внедрения с видимым итогом."),
        example=_("Перенести клиентов из таблицы"),
    )
    owner: str = question(
        "",
        _("Кто"),
        help=_("Кто отвечает за шаг: роль, подрядчик, интегратор."),
        example=_("Интегратор"),
    )
    due: date | None = question(
        None,
        _("Срок"),
        help=_("День, к которому шаг закончен."),
    )


class Migration(Row):
    """Data that move into the CRM."""

    name: str = question(
        "",
        _("Откуда"),
        example=_("таблица клиентов"),
        help=_("Система или файл, где данные лежат сейчас."),
    )
    what: str = question(
        "",
        _("Что переносим"),
        lines=2,
        help=_("Какие поля переносятся, а какие остаются."),
        example=_("название, телефон, последняя покупка"),
    )
    records: float = question(
        0.0,
        _("Записей"),
        unit=PIECES,
        low=0,
        high=1e9,
        help=_("Сколько записей в источнике: по числу сверяют итог переноса."),
    )
    owner: str = question(
        "",
        _("Кто"),
        help=_("Кто готовит данные и чистит их от дублей."),
        example=_("Руководитель отдела продаж"),
    )
    check: str = question(
        "",
        _("Как проверяем"),
        lines=2,
        help=_("Как убедиться, что всё перенеслось."),
        example=_("сверить 20 случайных карточек"),
    )


class AcceptanceTest(Row):
    """A test by which the work of the contractor is accepted."""

    action: str = question(
        "",
        _("Что делаем"),
        help=_("Что делает проверяющий, по шагам."),
        example=_("Отправить заявку с сайта"),
    )
    expected: str = question(
        "",
        _("Что должно получиться"),
        help=_("Что должно произойти, чтобы проверка прошла."),
        example=_("Через минуту в CRM появилась карточка"),
    )


class CrmSetup(Model):
    """What is set up in the CRM; one item in a line."""

    aims: str = question(
        "",
        _("Зачем внедряем"),
        lines=3,
        help=_("Что изменится после внедрения, в числах, по одной цели в строке."),
        example=_("Ответ на обращение за 5 минут"),
    )
    statuses: str = question(
        "",
        _("Статусы"),
        lines=4,
        help=_(
            "Состояния сделки и обращения, по одному в строке. Пусто — в ТЗ останутся этапы "
            "воронки."
        ),
        example=_("Новое обращение"),
    )
    fields: str = question(
        "",
        _("Обязательные поля"),
        lines=4,
        help=_("Что обязательно заполнить в карточке, по одному в строке."),
        example=_("Источник обращения"),
    )
    rights: str = question(
        "",
        _("Роли и права"),
        lines=4,
        help=_("Кто что видит и меняет, по роли в строке."),
        example=_("Менеджер видит только свои сделки"),
    )
    tasks: str = question(
        "",
        _("Автоматические задачи"),
        lines=4,
        help=_("Что CRM напоминает сама, по одному в строке."),
        example=_("Нет действия 3 дня — задача менеджеру"),
    )
    reports: str = question(
        "",
        _("Отчёты"),
        lines=3,
        help=_("Отчёты, которых нет в списке этапа «Документы», по одному в строке."),
        example=_("Сделки без следующего шага"),
    )
    integrations: str = question(
        "",
        _("Интеграции"),
        lines=3,
        help=_("С чем CRM обменивается данными, по одному в строке."),
        example=_("Телефония\nпочта\nсайт"),
    )
    duplicates: str = question(
        "",
        _("По чему ищем дубли"),
        lines=2,
        example=_("телефон\nпочта\nИНН"),
        help=_("По каким полям два клиента считаются одним."),
    )
    record_minutes: float = question(
        30.0,
        _("Внести звонок или встречу за"),
        unit=MINUTES,
        low=0,
        high=10_000,
        help=_("За сколько минут после разговора его итог должен стоять в CRM."),
    )
    filled: float = question(
        0.95,
        _("Карточек без пропусков, не меньше"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Доля открытых сделок, у которых заполнены все поля их этапа."),
    )
    migration: tuple[Migration, ...] = question(
        (),
        _("Перенос данных"),
        help=_(
            "Откуда и какие данные переезжают в CRM. Проверка каждого источника печатается в ТЗ."
        ),
    )
    acceptance: tuple[AcceptanceTest, ...] = question(
        (),
        _("Приёмочные проверки"),
        help=_("По каким проверкам работу подрядчика принимают. Не прошла — работа не принята."),
    )


class Automation(Model):
    """The department's tools."""

    tools: tuple[Tool, ...] = question(
        (),
        _("Инструменты"),
        help=_("Программы отдела, варианты и цены. Лицензии считаются по числу людей в месяце."),
        usual=_(
            "CRM, helpdesk, телефония, удалённая поддержка (статья об организации отдела "
            "продаж онлайн-сервиса)."
        ),
    )
    setup: tuple[SetupTask, ...] = question(
        (),
        _("План внедрения"),
        help=_("Шаги внедрения по порядку. Печатаются в ТЗ на CRM."),
    )
    crm: CrmSetup = question(
        CrmSetup(),
        _("Настройка CRM"),
        help=_(
            "Что настроить в CRM, чтобы она работала по вашему процессу. Становится ТЗ на "
            "внедрение."
        ),
    )
