"""Rules about labour law: pay days, the bonus day and probation within what the country allows."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, warning
from wizard.plan.labour import limits_of, norm
from wizard.project.motivation import BonusPeriod
from wizard.project.problem import Problem
from wizard.project.structure import RoleFunction
from wizard.texts import _

# The longest month: from the advance to the salary of the next month it makes the widest gap.
LONGEST_MONTH = 31


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
            )
            return


RULES: tuple[Rule, ...] = (late_salary, pay_days_apart, late_bonus, long_probation)
