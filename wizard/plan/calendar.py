"""Working days by month, from the production calendar of the project's country."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

from wizard.project.company import Country
from wizard.project.project import Project

_CALENDARS = {Country.RUSSIA: "RU", Country.KAZAKHSTAN: "KZ"}


def working_days(project: Project) -> tuple[float, ...]:
    """Working days of each month from the plan's first, of at least a year.

    Elsewhere than in Russia and Kazakhstan every Monday to Friday counts.
    """
    company = project.company
    months = max(12, company.horizon)
    return _working_days(company.country, company.start.year, company.start.month, months)


@lru_cache(maxsize=64)
def _working_days(country: Country, year: int, month: int, months: int) -> tuple[float, ...]:
    code = _CALENDARS.get(country)
    years = range(year, year + (month + months) // 12 + 1)
    free = holidays.country_holidays(code, years=years) if code else None
    counts = [0.0] * months
    day = date(year, month, 1)
    while (index := (day.year - year) * 12 + day.month - month) < months:
        works = free.is_working_day(day) if free is not None else day.weekday() < 5
        counts[index] += float(works)
        day += timedelta(days=1)
    return tuple(counts)
