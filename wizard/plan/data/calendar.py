"""Working days, from the production calendar of the project's country: by month and one by one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from wizard.project.company import Country
from wizard.project.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holidays import HolidayBase

# Dates before and after are moved here: spreadsheets know none earlier, Python none much later.
FIRST_YEAR, LAST_YEAR = 1901, 9990

_CALENDARS = {Country.RUSSIA: "RU", Country.KAZAKHSTAN: "KZ"}
# How many years after the plan a workbook knows, so that its first month may be moved.
YEARS_MORE = 4
# The countries whose holidays are counted; elsewhere every Monday to Friday is a working day.
COUNTED = frozenset(_CALENDARS)


def _holidays(code: str, years: Iterable[int]) -> HolidayBase:
    # Slow to load, and most plans ask for no calendar before they are shown.
    from holidays import country_holidays

    return country_holidays(code, years=years)


def working_days(project: Project) -> tuple[float, ...]:
    """Working days of each month from the plan's first, of at least a year.

    Elsewhere than in Russia and Kazakhstan every Monday to Friday counts.
    """
    company = project.company
    months = max(12, company.months)
    return _working_days(company.country, company.start.year, company.start.month, months)


def working_days_by_year(project: Project) -> dict[int, tuple[float, ...]]:
    """Working days of the twelve months of each year the plan falls into, and of years around it:
    one before, `YEARS_MORE` after."""
    company = project.company
    first = max(FIRST_YEAR, company.start.year - 1)
    last = company.start.year + (company.start.month - 2 + max(12, company.months)) // 12
    count = last + YEARS_MORE - first + 1
    days = _working_days(company.country, first, 1, 12 * count)
    return {first + at: days[12 * at : 12 * at + 12] for at in range(count)}


def source_version() -> str:
    """The version of the package that the holidays are taken from."""
    from holidays.version import __version__

    return str(__version__)


@lru_cache(maxsize=64)
def _working_days(country: Country, year: int, month: int, months: int) -> tuple[float, ...]:
    code = _CALENDARS.get(country)
    years = range(year, year + (month + months) // 12 + 1)
    free = _holidays(code, years) if code else None
    counts = [0.0] * months
    day = date(year, month, 1)
    while (index := (day.year - year) * 12 + day.month - month) < months:
        works = free.is_working_day(day) if free is not None else day.weekday() < 5
        counts[index] += float(works)
        day += timedelta(days=1)
    return tuple(counts)


@dataclass(frozen=True)
class WorkingCalendar:
    """Working days numbered from a date: 0 is the first on or after it, −1 the last before it."""

    country: Country
    zero: date

    def day(self, number: int) -> date:
        """The date of a working day, the last one there is where the number is beyond it."""
        year, place = self._origin
        place += number
        while place < 0 and year > FIRST_YEAR:
            year -= 1
            place += len(_days_of(self.country, year))
        while year < LAST_YEAR and place >= len(_days_of(self.country, year)):
            place -= len(_days_of(self.country, year))
            year += 1
        days = _days_of(self.country, year)
        return days[min(max(place, 0), len(days) - 1)]

    def number(self, day: date) -> int:
        """The number of a date: its own, or that of the next working day."""
        first, place = self._origin
        year = _within(day.year)
        found = bisect_left(_days_of(self.country, year), day) - place
        low, high = sorted((first, year))
        between = sum(len(_days_of(self.country, one)) for one in range(low, high))
        return found + (between if year >= first else -between)

    def free_days(self, first_year: int, last_year: int) -> tuple[date, ...]:
        """Every day off of these years, weekends too."""
        low, high = _within(first_year), _within(last_year)
        worked = {day for year in range(low, high + 1) for day in _days_of(self.country, year)}
        start, end = date(low, 1, 1), date(high, 12, 31)
        days = (start + timedelta(days=passed) for passed in range((end - start).days + 1))
        return tuple(day for day in days if day not in worked)

    @cached_property
    def _origin(self) -> tuple[int, int]:
        """The year of the day with number 0 and its place among that year's working days."""
        year = _within(self.zero.year)
        return year, bisect_left(_days_of(self.country, year), self.zero)


def working_calendar(project: Project) -> WorkingCalendar:
    """The calendar of the project's country, numbered from the first day of its first month."""
    company = project.company
    return WorkingCalendar(company.country, company.start.replace(day=1))


@lru_cache(maxsize=256)
def _days_of(country: Country, year: int) -> tuple[date, ...]:
    code = _CALENDARS.get(country)
    free = _holidays(code, [year]) if code else None
    start = date(year, 1, 1)
    days = (start + timedelta(days=passed) for passed in range((date(year + 1, 1, 1) - start).days))
    return tuple(
        day for day in days if (free.is_working_day(day) if free is not None else day.weekday() < 5)
    )


def _within(year: int) -> int:
    return min(max(year, FIRST_YEAR), LAST_YEAR)
