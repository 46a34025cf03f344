"""Stage 6, hiring and training: how people are found, chosen, brought in and taught."""

from __future__ import annotations

from wizard.project.model import Model, Row, question
from wizard.texts import _
from wizard.units import DAYS, HOURS, MONEY, MONTHS, PERCENT, PERCENT_A_YEAR


class Competency(Row):
    """What is looked for in a candidate."""

    name: str = question("", _("Компетенция"))
    weight: float = question(0.0, _("Вес"), unit=PERCENT, low=0, high=1)
    signs: str = question("", _("Как видно на собеседовании"), lines=2)


class RoleHiring(Row):
    """How a role is hired; the id is the role's."""

    days_to_hire: float = question(
        30.0,
        _("Срок найма"),
        unit=DAYS,
        low=0,
        high=365,
        basic=True,
        help=_("От открытия вакансии до первого рабочего дня."),
    )
    cost_of_hire: float = question(
        0.0,
        _("Найм одного человека"),
        unit=MONEY,
        low=0,
        high=1e8,
        help=_("Размещение вакансий, рекрутер, время собеседующих."),
        usual=_("Поиск продавца — 30–80 тысяч ₽ (отраслевые обзоры)."),
    )
    training_cost: float = question(0.0, _("Обучение одного человека"), unit=MONEY, low=0, high=1e8)
    turnover: float = question(
        0.25,
        _("Текучесть"),
        unit=PERCENT_A_YEAR,
        low=0,
        high=5,
        help=_("Ушедшие за год ÷ средняя численность."),
        usual=_("В продажах обычно 25–60 % в год (отраслевые обзоры)."),
    )
    interviews: float = question(0.2, _("Откликов до интервью"), unit=PERCENT, above=0, high=1)
    offers: float = question(0.3, _("Интервью до предложения"), unit=PERCENT, above=0, high=1)
    starts: float = question(0.8, _("Предложений до выхода"), unit=PERCENT, above=0, high=1)
    passed: float = question(0.8, _("Прошли испытание"), unit=PERCENT, above=0, high=1)
    competencies: tuple[Competency, ...] = question((), _("Профиль"))
    tasks: str = question("", _("Задачи для вакансии"), lines=4)
    requirements: str = question("", _("Требования"), lines=4)
    conditions: str = question("", _("Условия"), lines=3)
    mentor: str = question("", _("Наставник"), refers="structure.roles")
    mentor_hours: float = question(
        0.0, _("Часов наставника на новичка"), unit=HOURS, low=0, high=1000
    )
    mentor_cost: float = question(
        0.0,
        _("Доплата наставнику за новичка"),
        unit=MONEY,
        low=0,
        high=1e8,
        help=_("Платится по соглашению о наставничестве за всё время наставничества."),
    )
    mentor_months: float = question(
        3.0,
        _("Срок наставничества"),
        unit=MONTHS,
        above=0,
        high=24,
        help=_("С первого рабочего дня новичка; стоит в плане адаптации и в соглашении."),
    )
    days_30: str = question("", _("Цели на 30 дней"), lines=2)
    days_60: str = question("", _("Цели на 60 дней"), lines=2)
    days_90: str = question("", _("Цели на 90 дней"), lines=2)


class TrainingModule(Row):
    """A piece of the training programme: the product, the standards or the tools."""

    name: str = question("", _("Модуль"))
    topic: str = question("", _("О чём"), example="продукт, стандарты, инструменты")
    hours: float = question(0.0, _("Часов"), unit=HOURS, low=0, high=1000)
    form: str = question("", _("Форма"), example="занятие с разбором звонков")
    trainer: str = question("", _("Кто учит"))
    check: str = question("", _("Как проверяется"))
    roles: tuple[str, ...] = question((), _("Для кого"), refers="structure.roles")


class Hiring(Model):
    """Hiring, training and certification."""

    roles: tuple[RoleHiring, ...] = question((), _("Найм по ролям"))
    modules: tuple[TrainingModule, ...] = question((), _("Программа обучения"))
    selection: str = question(
        "",
        _("Шаги отбора, по одному в строке"),
        lines=4,
        help=_("Печатаются в вакансии и профиле. Пусто — анкета, собеседование, пробное задание."),
        example="Разговор по телефону, 15 минут",
    )
    week_hours: float = question(
        40.0,
        _("Рабочая неделя"),
        unit=HOURS,
        above=0,
        high=168,
        help=_("Стоит в вакансии. В России — не больше 40 часов."),
    )
    day_start: str = question("09:00", _("Начало рабочего дня"))
    day_end: str = question("18:00", _("Конец рабочего дня"))
    score_max: int = question(
        5,
        _("Высшая оценка"),
        low=2,
        high=100,
        help=_("Компетенции оцениваются от 1 до этого числа: на собеседовании и на аттестации."),
    )
    interview_mark: float = question(
        0.7,
        _("Проходной балл собеседования"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Доля от высшей взвешенной оценки, с которой кандидату делают предложение."),
    )
    certification_months: int = question(12, _("Аттестация раз в"), unit=MONTHS, low=1, high=60)
    pass_mark: float = question(0.8, _("Проходной балл"), unit=PERCENT, low=0, high=1)
    commission: str = question(
        "",
        _("Комиссия по аттестации, по одному в строке"),
        lines=3,
        help=_("Первый — председатель. Пусто — тот, кто утверждает документы, и руководитель."),
        example="Коммерческий директор",
    )
    certification_notice: int = question(
        30,
        _("Предупредить об аттестации за"),
        unit=DAYS,
        low=0,
        high=365,
        help=_("Календарных дней: за столько работник узнаёт дату, вопросы и показатели."),
    )
    retake_days: int = question(
        30,
        _("Повторная аттестация через"),
        unit=DAYS,
        low=1,
        high=365,
        help=_("Календарных дней: за это время работник учится по плану комиссии."),
    )
