"""Stage 5, motivation: what each role is paid, for what, and what the employer pays on top."""

from __future__ import annotations

from collections.abc import Iterable

from wizard.project.bonus import BonusPeriod, Component
from wizard.project.model import Choice, Model, Row, question
from wizard.texts import _
from wizard.units import DAYS, FACTOR, MONEY, MONEY_A_MONTH, MONTHS, PERCENT, Unit


class RefundRule(Choice):
    """What happens to a bonus when the client is paid back."""

    LATER = "later", _("учитывается в премии следующих периодов")
    KEEP = "keep", _("премия не пересматривается")


KPI_LIMITS = ("low", "target", "high")
PERCENT_SIGN = "%"


class Kpi(Row):
    """A measured result of a role."""

    name: str = question(
        "",
        _("Что измеряем"),
        help=_("Что измеряется. Результат, на который влияет сам сотрудник."),
        example=_("Доля дошедших до демонстрации"),
    )
    formula: str = question(
        "",
        _("Как считается"),
        lines=2,
        help=_(
            "Как посчитать показатель из данных CRM. Формула должна давать одно число двум "
            "разным людям."
        ),
        example=_("Демонстрации ÷ заявки"),
    )
    unit: str = question(
        "",
        _("Единица"),
        help=_("В чём измеряется: %, шт., баллы, дни."),
        example=_("%"),
    )
    period: BonusPeriod = question(
        BonusPeriod.MONTH,
        _("Период"),
        help=_("За какое время считают показатель и платят за него."),
    )
    source: str = question(
        "",
        _("Откуда в CRM"),
        help=_("Отчёт или поле CRM, откуда берут число. Нет источника — нет и показателя."),
        example=_("Отчёт «Воронка недели»"),
    )
    weight: float = question(
        0.0,
        _("Вес"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Какую часть премии по KPI даёт показатель. Веса роли вместе дают 100 %."),
    )
    low: float = question(
        0.0,
        _("Минимум"),
        unit=FACTOR,
        low=-1e12,
        high=1e12,
        help=_("Значение, за которое оценка равна нулю. Если единица — %, пишите в процентах: 80."),
    )
    target: float = question(
        0.0,
        _("Цель KPI"),
        unit=FACTOR,
        low=-1e12,
        high=1e12,
        help=_(
            "Значение, за которое оценка равна 100 %. Ставьте то, чего достигали сами, с "
            "небольшим ростом."
        ),
        usual=_(
            "KPI должен быть достижимым: слишком высокая цель расхолаживает (статья об "
            "организации отдела продаж онлайн-сервиса)."
        ),
    )
    high: float = question(
        0.0,
        _("Максимум"),
        unit=FACTOR,
        low=-1e12,
        high=1e12,
        help=_(
            "Значение, выше которого оценка не растёт. Если лучше меньше, минимум больше "
            "цели, а максимум меньше."
        ),
    )

    @property
    def measured_in(self) -> Unit:
        """What its limits are measured in; a share is held as a fraction and written in percent."""
        return PERCENT if self.unit.strip() == PERCENT_SIGN else FACTOR

    def unit_of(self, name: str, holder: Model | None) -> Unit | None:
        """Its limits are measured in what it names as its unit."""
        return self.measured_in if name in KPI_LIMITS else None

    def reading_as(self, before: Kpi, limits: Iterable[str]) -> Kpi:
        """The row with `limits` that read as they did before its unit was another: 80 stays 80,
        whether it counts pieces or percents."""
        if self.measured_in == before.measured_in:
            return self
        factor = 0.01 if self.measured_in.percent else 100.0
        kept = {name: round(getattr(before, name) * factor, 12) for name in limits}
        return self.model_copy(update=kept)


class Pay(Row):
    """The pay of a role; the id is the role's."""

    salary: float = question(
        0.0,
        _("Оклад до вычета налога"),
        unit=MONEY_A_MONTH,
        low=0,
        high=1e8,
        basic=True,
        help=_("Сумма в трудовом договоре. Взносы работодателя программа добавит сама."),
        usual=_(
            "Закрывающим сделки обычно половина дохода, лидогенерации 65–70 % (отраслевые обзоры)."
        ),
    )
    components: tuple[Component, ...] = question(
        (),
        _("Премия"),
        help=_(
            "Из чего складывается премия роли. Одной–трёх частей хватает: больше сотрудник "
            "не держит в голове."
        ),
    )
    kpi: tuple[Kpi, ...] = question(
        (),
        _("KPI"),
        help=_(
            "Измеряемые результаты роли с весами. Веса вместе дают 100 %; больше пяти "
            "показателей не работают."
        ),
        usual=_(
            "Свой набор KPI у каждой должности (статья об организации отдела продаж "
            "онлайн-сервиса)."
        ),
    )
    kpi_amount: float = question(
        0.0,
        _("Премия по KPI"),
        unit=MONEY,
        low=0,
        high=1e9,
        help=_(
            "Сколько платят за период, если все показатели на цели. Умножается на "
            "взвешенную оценку; действует, когда у части «по KPI» своей суммы нет."
        ),
    )
    cap: float = question(
        0.0,
        _("Потолок премии"),
        unit=MONEY,
        low=0,
        high=1e9,
        help=_(
            "Больше этой суммы премии один человек за месяц не получит. Ноль — без потолка; "
            "потолок расхолаживает лучших."
        ),
    )
    guarantee: float = question(
        0.0,
        _("Гарантия новичку"),
        unit=MONEY_A_MONTH,
        low=0,
        high=1e8,
        help=_("Доход не ниже этой суммы, пока сотрудник выходит на норму."),
    )
    guarantee_months: int = question(
        0,
        _("Гарантия действует"),
        unit=MONTHS,
        low=0,
        high=24,
        help=_(
            "Сколько месяцев с приёма держится гарантия. Поставьте не меньше, чем длится "
            "выход на норму."
        ),
    )


class RuleAnswer(Row):
    """The user's word on one of the six rules of a good bonus; the id is the rule's."""

    confirmed: bool = question(
        False,
        _("Соблюдено"),
        help=_("Отметьте, если правило соблюдено и это можно показать."),
    )
    comment: str = question(
        "",
        _("Чем подтверждается"),
        help=_("Факт, который это подтверждает."),
        example=_("Обсудили на собрании 12 марта"),
    )


class Motivation(Model):
    """Pay, bonuses and contributions."""

    pay: tuple[Pay, ...] = question(
        (),
        _("Оплата по ролям"),
        help=_("Оклад, премия и KPI каждой роли. Роли приходят из структуры."),
    )
    attainment: float = question(
        1.0,
        _("Выполнение плана"),
        unit=PERCENT,
        low=0,
        high=3,
        help=_("При каком выполнении плана считать премии. В бюджет обычно ставят 100 %."),
    )
    regime: str = question(
        "ru-general-2026",
        _("Взносы работодателя"),
        basic=True,
        help=_(
            "По какому режиму и за какой год считать взносы. Ставки внесены в программу с датой "
            "и источником: их покажет ссылка «Откуда эти цифры»."
        ),
    )
    plain_rate: float = question(
        0.3,
        _("Ставка взносов"),
        unit=PERCENT,
        low=0,
        high=1,
        help=_("Для режима «одна ставка»: сколько работодатель платит сверх оплаты труда."),
    )
    accident_rate: float = question(
        0.002,
        _("Взносы на травматизм"),
        unit=PERCENT,
        low=0,
        high=0.085,
        help=_("Россия: от 0,2 до 8,5 % по классу риска; для офисной работы 0,2 %."),
    )
    advance_day: int = question(
        20,
        _("Аванс, число месяца"),
        low=1,
        high=31,
        help=_(
            "Число месяца, когда выплачивают первую половину. Берите день, который стоит в "
            "правилах или трудовых договорах."
        ),
        usual=_("В России платят не реже чем каждые полмесяца (ст. 136 ТК РФ)."),
    )
    salary_day: int = question(
        5,
        _("Зарплата, число следующего месяца"),
        low=1,
        high=31,
        help=_(
            "Число следующего месяца, когда выплачивают остаток. Между двумя выплатами "
            "должно быть не больше 16 дней."
        ),
        usual=_(
            "В России — не позже 15-го числа (ст. 136 ТК РФ), в Казахстане — не позже 10-го "
            "(ст. 113 ТК РК)."
        ),
    )
    refund: RefundRule = question(
        RefundRule.LATER,
        _("Если клиенту вернули деньги"),
        help=_(
            "Что с премией, если клиенту вернули деньги. Удержать уже выплаченную нельзя: "
            "возврат учитывают в следующих периодах."
        ),
    )
    leaving: str = question(
        "Премия за период, который сотрудник отработал, выплачивается вместе с расчётом при "
        "увольнении пропорционально отработанному времени.",
        _("Премия при увольнении"),
        lines=3,
        help=_(
            "Что получает тот, кто уходит, за отработанную часть периода. Лишить "
            "заработанной премии за уход нельзя."
        ),
    )
    rules: tuple[RuleAnswer, ...] = question(
        (),
        _("Шесть правил премии"),
        help=_(
            "Шесть правил хорошей премии. Что видно по цифрам, программа проверяет сама; "
            "остальное подтвердите вы."
        ),
        usual=_(
            "Шесть правил бонусной программы (статья об организации отдела продаж онлайн-сервиса)."
        ),
    )
    probation_months: int = question(
        3,
        _("Испытательный срок"),
        unit=MONTHS,
        low=0,
        high=6,
        help=_("Сколько месяцев длится испытание новичка. Стоит в вакансии и плане адаптации."),
        usual=_("Не больше 3 месяцев (ст. 70 ТК РФ; ст. 36 ТК РК)."),
    )
    indexation_month: int = question(
        1,
        _("Месяц индексации"),
        low=1,
        high=12,
        help=_("В каком месяце пересматривают оклады: 1 — январь. Стоит в положении об оплате."),
        usual=_("Индексация обязательна, порядок назначает работодатель (ст. 134 ТК РФ)."),
    )
    bonus_day: int = question(
        15,
        _("Премия, день после периода"),
        unit=DAYS,
        low=1,
        high=31,
        help=_("На какой день после конца периода выплачивают премию."),
        usual=_("В России — не позже 15-го дня (ст. 136 ТК РФ)."),
    )
    calculation_days: int = question(
        5,
        _("Расчёт премии готов"),
        unit=DAYS,
        low=1,
        high=20,
        help=_("Рабочих дней после конца периода: к этому дню расчётный лист у каждого."),
    )
    objection_days: int = question(
        2,
        _("Возразить против расчёта"),
        unit=DAYS,
        low=1,
        high=20,
        help=_("Рабочих дней: столько же отведено на ответ руководителя."),
    )
