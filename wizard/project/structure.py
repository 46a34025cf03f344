"""Stage 2, structure: the organisation model, the roles, what they work on, what they can do."""

from __future__ import annotations

from wizard.project.cases import Cases
from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import FACTOR, MONTHS, PEOPLE, PERCENT, UNITS_OF_WORK


class OrganisationModel(Choice):
    """How the work is cut (first source)."""

    ONE_STAGE = "one_stage", _("Одноступенчатая: менеджер ведёт сделку от начала до конца")
    TWO_STAGE = "two_stage", _("Двухступенчатая: привлечение и ведение клиентов раздельно")
    BY_FUNNEL = "by_funnel", _("По этапам воронки: на каждой части свой специалист")


class RoleSplit(Choice):
    """Who sells, who runs the project, who keeps the client (second source)."""

    ALL_IN_ONE = "all_in_one", _("Продажи, проект и клиент у одного человека")
    SALES = "sales", _("Продажи отдельно, проект и клиент вместе")
    PROJECT = "project", _("Проект отдельно, продажи и клиент вместе")
    SEPARATE = "separate", _("Продажи, проект и клиент у трёх разных людей")


class Complexity(Choice):
    """How hard the product is to explain and to buy."""

    LOW = "low", _("Простой: решение за один разговор")
    MIDDLE = "middle", _("Средний: нужна демонстрация или расчёт")
    HIGH = "high", _("Сложный: несколько встреч и согласований")


class RoleFunction(Choice):
    """What a role is for; its job description follows from it."""

    HEAD = "head", _("руководитель отдела продаж")
    SALES = "sales", _("менеджер по продажам")
    ACCOUNT = "account", _("аккаунт-менеджер")
    SUPPORT = "support", _("специалист поддержки")
    LEADGEN = "leadgen", _("лидогенератор")
    PROJECT = "project", _("менеджер проектов")
    OTHER = "other", _("другая")


class WorksOn(Choice):
    """What a role's workload is counted in."""

    STAGES = "stages", _("этапы воронки")
    CLIENTS = "clients", _("действующие клиенты")
    REQUESTS = "requests", _("обращения клиентов")
    LEADING = "leading", _("руководство людьми")
    FIXED = "fixed", _("постоянная численность")


class Override(Row):
    """The number of people fixed by hand for a month."""

    month: int = question(
        1,
        _("Месяц плана"),
        unit=MONTHS,
        low=1,
        high=60,
        help=_("Номер месяца плана: 1 — первый."),
    )
    people: float = question(
        0.0,
        _("Человек"),
        unit=PEOPLE,
        low=0,
        high=10_000,
        help=_("Сколько людей будет в этом месяце, даже если нагрузка требует другого."),
    )


class Role(Row):
    """A role of the department."""

    title: str = question(
        "",
        _("Должность"),
        example=_("Менеджер по продажам"),
        help=_(
            "Как в штатном расписании: из названия получаются должностная инструкция и вакансия."
        ),
    )
    cases: Cases = question(
        Cases(),
        _("Падежи должности"),
        help=_(
            "Как должность стоит в косвенных падежах. Программа склоняет сама; впишите "
            "форму там, где она ошиблась."
        ),
    )
    function: RoleFunction = question(
        RoleFunction.SALES,
        _("Назначение"),
        help=_(
            "Чем роль занята по сути. От этого зависят обязанности в должностной инструкции "
            "и предложенные KPI."
        ),
    )
    reports_to: str = question(
        "",
        _("Подчиняется"),
        refers="structure.roles",
        help=_(
            "Непосредственный начальник: рисуется на схеме и стоит в инструкции. Пусто — "
            "подчиняется тому, кто утверждает документы."
        ),
    )
    works_on: WorksOn = question(
        WorksOn.STAGES,
        _("С чем работает"),
        help=_("От этого считается нагрузка и число людей."),
    )
    stages: tuple[str, ...] = question(
        (),
        _("Этапы воронки"),
        refers="goals.funnel",
        help=_("Какие этапы ведёт роль: нагрузка — сколько сделок до них доходит."),
    )
    norm: float = question(
        100.0,
        _("Норма на человека"),
        unit=UNITS_OF_WORK,
        low=0,
        high=1e6,
        basic=True,
        help=_(
            "Сколько сделок, клиентов или обращений (того, с чем роль работает) успевает за месяц "
            "один обученный человек. Возьмите лучший из обычных месяцев опытного сотрудника."
        ),
        usual=_(
            "Клиентов на аккаунт-менеджера: крупных 5–15, средних 20–75, мелких 100–500. "
            "Звонков в день: 45 холодных, 20 со встречами, 100 только обзвон (отраслевые "
            "обзоры)."
        ),
    )
    requests_per_client: float = question(
        0.0,
        _("Обращений в поддержку на клиента"),
        unit=FACTOR,
        low=0,
        high=1000,
        help=_(
            "Сколько раз в месяц один клиент пишет или звонит за помощью. Обращения в поддержку "
            "за три месяца ÷ число клиентов ÷ 3."
        ),
    )
    span: float = question(
        7.0,
        _("Норма управляемости"),
        unit=PEOPLE,
        above=0,
        high=100,
        help=_("Сколько подчинённых приходится на одного руководителя."),
        usual=_("Обычно 3–7 человек (отраслевые обзоры)."),
    )
    minimum: int = question(
        0,
        _("Не меньше"),
        unit=PEOPLE,
        low=0,
        high=1000,
        help=_("Сколько людей нужно, даже если нагрузки мало."),
    )
    at_start: int = question(
        0,
        _("Уже работают"),
        unit=PEOPLE,
        low=0,
        high=1000,
        basic=True,
        help=_("Сколько людей на этой роли перед первым месяцем плана."),
    )
    ramp: tuple[float, ...] = question(
        (),
        _("Выход на норму"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_(
            "Какую часть нормы новичок выполняет в первый, второй, третий… месяц; дальше — 100 %. "
            "Нанимать программа предложит заранее на столько месяцев."
        ),
        usual=_("Обычно 3–4 месяца (отраслевые обзоры)."),
    )
    presale_share: float = question(
        1.0,
        _("Доля работы до продажи"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Какая часть времени уходит на новых клиентов; входит в полную цену клиента."),
    )
    overrides: tuple[Override, ...] = question(
        (),
        _("Численность вручную"),
        help=_(
            "Число людей, заданное рукой для отдельных месяцев. В остальные месяцы "
            "действует расчёт по нагрузке."
        ),
    )


class ResponsibilityStep(Row):
    """A step of the process and who takes part in it; exactly one role is accountable."""

    name: str = question(
        "",
        _("Шаг"),
        help=_("Шаг работы, у которого есть начало и итог."),
        example=_("Согласовать скидку"),
    )
    accountable: str = question(
        "",
        _("Отвечает"),
        refers="structure.roles",
        help=_("Одна роль, с которой спросят за итог шага. Двое отвечающих — никто не отвечает."),
    )
    responsible: tuple[str, ...] = question(
        (),
        _("Исполняют"),
        refers="structure.roles",
        help=_("Кто делает работу шага своими руками."),
    )
    consulted: tuple[str, ...] = question(
        (),
        _("Советуют"),
        refers="structure.roles",
        help=_("У кого спрашивают до решения."),
    )
    informed: tuple[str, ...] = question(
        (),
        _("Знают"),
        refers="structure.roles",
        help=_("Кому сообщают после решения."),
    )


class Structure(Model):
    """The organisation of the department."""

    model: OrganisationModel = question(
        OrganisationModel.ONE_STAGE,
        _("Модель организации продаж"),
        basic=True,
        help=_(
            "Как поделена работа с клиентом: один ведёт всё или каждый — свою часть. "
            "Программа советует модель по сложности, числу сделок и команде и говорит "
            "почему."
        ),
        usual=_(
            "Одноступенчатая подходит простому продукту и большому числу сделок, по этапам "
            "— дорогому и сложному (статья об организации отдела продаж онлайн-сервиса)."
        ),
    )
    split: RoleSplit = question(
        RoleSplit.ALL_IN_ONE,
        _("Разделение ролей"),
        help=_(
            "Кто продаёт, кто ведёт проект и кто держит клиента после. Что даёт и чего "
            "стоит каждый вариант, сказано в документе о структуре."
        ),
        usual=_(
            "На первом этапе небольшой компании все три роли обычно у одного человека "
            "(лекция об организации службы продаж агентства)."
        ),
    )
    complexity: Complexity = question(
        Complexity.LOW,
        _("Сложность продукта"),
        help=_("Сколько нужно объяснять, прежде чем купят. От этого зависит рекомендация модели."),
    )
    has_production: bool = question(
        False,
        _("После продажи есть производство или проект"),
        help=_(
            "После оплаты кто-то делает: проект, монтаж, разработку. Тогда нужна передача "
            "клиента и появляется её регламент."
        ),
    )
    has_after_sale: bool = question(
        True,
        _("Клиента нужно вести после продажи"),
        help=_(
            "Клиент платит снова: подписка, повторные заказы, продления. Тогда появляются "
            "регламент ведения клиентов и опрос NPS."
        ),
    )
    roles: tuple[Role, ...] = question(
        (),
        _("Роли"),
        help=_(
            "Роль — это должность в отделе, а не человек. Сколько нужно людей, программа "
            "считает по нагрузке и норме."
        ),
    )
    responsibility: tuple[ResponsibilityStep, ...] = question(
        (),
        _("Матрица ответственности"),
        help=_(
            "Кто на каждом шаге отвечает, исполняет, советует и узнаёт. Печатается "
            "отдельным документом."
        ),
    )
