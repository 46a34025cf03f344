"""Rules about labour law: pay days, salary and bonus, probation, the working week, mentors."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.mend import to_value
from wizard.advice.rule import Case, Rule, warning
from wizard.plan.data.labour import limits_of, norm
from wizard.project.bonus import BonusPeriod
from wizard.project.problem import Problem
from wizard.project.structure import RoleFunction
from wizard.texts import _
from wizard.units import HOURS, MONEY, PERCENT

# The longest month: from the advance to the salary of the next month it makes the widest gap.
LONGEST_MONTH = 31
WEEK, WORKING_WEEK = 7, 5


def late_salary(case: Case) -> Iterator[Problem]:
    """The salary is paid later than the law allows."""
    country, day = case.project.company.country, case.project.motivation.salary_day
    latest = limits_of(country).salary_by_day
    if latest is not None and day > latest:
        yield warning(
            "motivation.salary_day",
            _(
                "Зарплата платится {day}-го числа следующего месяца, а нужно не позже {latest}-го "
                "({norm}).",
                day=day,
                latest=latest,
                norm=norm(country, "pay_dates"),
            ),
            to_value(case, "motivation.salary_day", latest),
        )


def pay_days_apart(case: Case) -> Iterator[Problem]:
    """More than half a month between two pay days."""
    motivation, country = case.project.motivation, case.project.company.country
    most = limits_of(country).pay_days_apart
    advance, salary = motivation.advance_day, motivation.salary_day
    gap = max(LONGEST_MONTH - advance + salary, advance - salary)
    if most is not None and gap > most:
        yield warning(
            "motivation.advance_day",
            _(
                "Между выплатами {advance}-го и {salary}-го числа бывает {gap} дн., а платить "
                "нужно не реже чем каждые полмесяца ({norm}). Сблизьте числа.",
                advance=advance,
                salary=salary,
                gap=gap,
                norm=norm(country, "pay_dates"),
            ),
        )


def late_bonus(case: Case) -> Iterator[Problem]:
    """A monthly bonus is paid later than the law allows."""
    motivation, country = case.project.motivation, case.project.company.country
    latest = limits_of(country).bonus_by_day
    monthly = any(
        component.period is BonusPeriod.MONTH
        for pay in motivation.pay
        for component in pay.components
    )
    if latest is not None and monthly and motivation.bonus_day > latest:
        yield warning(
            "motivation.bonus_day",
            _(
                "Премия за месяц платится на {day}-й день после него, а нужно не позже {latest}-го "
                "({norm}).",
                day=motivation.bonus_day,
                latest=latest,
                norm=norm(country, "pay_dates"),
            ),
            to_value(case, "motivation.bonus_day", latest),
        )


def below_minimum_wage(case: Case) -> Iterator[Problem]:
    """A salary below the least pay of a full month, bonuses or not."""
    company = case.project.company
    limits = limits_of(company.country)
    least = limits.minimum_wage(company.start.year)
    if least is None or company.currency.value != limits.minimum_wage_currency:
        return
    for pay in case.project.motivation.pay:
        if 0 < pay.salary < least.amount:
            yield warning(
                f"motivation.pay.{pay.id}.salary",
                _(
                    "«{role}»: оклад {salary} ниже минимальной оплаты труда {year} года — {least} "
                    "в месяц ({source}). За полный месяц вместе с премиями работник должен "
                    "получить не меньше; поднимите оклад или обсудите с юристом.",
                    role=case.titles.get(pay.id, pay.id),
                    salary=case.money(pay.salary),
                    year=least.year,
                    least=case.money(least.amount),
                    source=least.source,
                ),
                to_value(case, f"motivation.pay.{pay.id}.salary", least.amount),
            )


def small_base_pay(case: Case) -> Iterator[Problem]:
    """The salary is a smaller share of the income than the law wants base pay to be."""
    country = case.project.company.country
    share = limits_of(country).base_share
    if share is None:
        return
    for pay in case.project.motivation.pay:
        income = case.figures.get(f"motivation.income.{pay.id}")
        if income is not None and pay.salary < share * income.total:
            yield warning(
                f"motivation.pay.{pay.id}.salary",
                _(
                    "«{role}»: оклад {salary} при доходе {income} в месяц, а доля основной "
                    "заработной платы без разовых поощрений — не меньше {share} ({norm}). "
                    "Поднимите оклад или уточните у юриста, какие премии считать разовыми.",
                    role=case.titles.get(pay.id, pay.id),
                    salary=case.money(pay.salary),
                    income=case.money(income.total),
                    share=case.shown(share, PERCENT),
                    norm=norm(country, "base_share"),
                ),
            )


def long_probation(case: Case) -> Iterator[Problem]:
    """A probation longer than the law allows for somebody in the department."""
    country, months = case.project.company.country, case.project.motivation.probation_months
    limits = limits_of(country)
    for role in case.project.structure.roles:
        head = role.function is RoleFunction.HEAD
        most = limits.probation_months_head if head else limits.probation_months
        if most is not None and months > most:
            yield warning(
                "motivation.probation_months",
                _(
                    "Испытательный срок {months} мес., а для роли «{role}» закон допускает не "
                    "больше {most} мес. ({norm}).",
                    months=months,
                    role=role.title,
                    most=most,
                    norm=norm(country, "probation"),
                ),
                to_value(case, "motivation.probation_months", most),
            )
            return


def long_week(case: Case) -> Iterator[Problem]:
    """A working week longer than the law allows."""
    country, hours = case.project.company.country, case.project.hiring.week_hours
    most = limits_of(country).week_hours
    if most is not None and hours > most:
        yield warning(
            "hiring.week_hours",
            _(
                "Рабочая неделя — {hours}, а нормальная по закону — не больше {most} ({norm}); "
                "вакансия и профиль обещали бы незаконный график.",
                hours=case.shown(hours, HOURS),
                most=case.shown(most, HOURS),
                norm=norm(country, "working_week"),
            ),
            to_value(case, "hiring.week_hours", most),
        )


def unpaid_mentor(case: Case) -> Iterator[Problem]:
    """Mentoring is entrusted and its pay is not named, which the law wants in the agreement."""
    mentoring = norm(case.project.company.country, "mentoring")
    if not mentoring.ru:
        return
    for way in case.project.hiring.roles:
        hires = case.figures.get(f"hiring.hires.{way.id}")
        if hires is not None and hires.total > 0 and way.mentor and way.mentor_cost == 0:
            yield warning(
                f"hiring.roles.{way.id}.mentor_cost",
                _(
                    "«{role}»: наставник назван, а доплата ему — {sum}. Размер и условия выплаты "
                    "записывают в соглашение ({norm}).",
                    role=case.titles.get(way.id, way.id),
                    sum=case.shown(way.mentor_cost, MONEY),
                    norm=mentoring,
                ),
            )


def tight_calculation(case: Case) -> Iterator[Problem]:
    """The calculation, an objection and its answer do not fit before the bonus is paid."""
    motivation = case.project.motivation
    working = motivation.calculation_days + 2 * motivation.objection_days
    if working * WEEK > motivation.bonus_day * WORKING_WEEK:
        yield warning(
            "motivation.calculation_days",
            _(
                "Расчёт премии ({calculation} раб. дн.), возражение и ответ (по {objection}) не "
                "укладываются до {day}-го числа, когда премию платят. Сократите сроки или "
                "сдвиньте выплату в пределах закона.",
                calculation=motivation.calculation_days,
                objection=motivation.objection_days,
                day=motivation.bonus_day,
            ),
        )


RULES: tuple[Rule, ...] = (
    late_salary,
    pay_days_apart,
    late_bonus,
    below_minimum_wage,
    small_base_pay,
    long_probation,
    long_week,
    unpaid_mentor,
    tight_calculation,
)
