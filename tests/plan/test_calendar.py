"""Working days are those of the country's production calendar, moved holidays included."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plan.projects import selling
from wizard.plan.data.calendar import WorkingCalendar, working_calendar, working_days
from wizard.project.company import Country

RUSSIA_2027 = WorkingCalendar(Country.RUSSIA, date(2027, 1, 1))


def test_the_first_working_day_of_2027_in_russia_follows_the_new_year_holidays() -> None:
    assert RUSSIA_2027.day(0) == date(2027, 1, 11)
    assert RUSSIA_2027.day(-1) == date(2026, 12, 30)


def test_a_saturday_that_was_made_a_working_day_counts() -> None:
    assert RUSSIA_2027.day(RUSSIA_2027.number(date(2027, 2, 20))) == date(2027, 2, 20)


def test_elsewhere_every_monday_to_friday_counts() -> None:
    calendar = WorkingCalendar(Country.OTHER, date(2027, 1, 1))
    assert [calendar.day(number) for number in (-1, 0, 1)] == [
        date(2026, 12, 31),
        date(2027, 1, 1),
        date(2027, 1, 4),
    ]


def test_working_days_one_by_one_agree_with_their_number_by_month() -> None:
    project = selling(months=24)
    calendar, counts = working_calendar(project), working_days(project)
    start = 0
    for place, count in enumerate(counts):
        first = date(2027 + place // 12, place % 12 + 1, 1)
        assert calendar.number(first) == start
        start += int(count)


@given(
    country=st.sampled_from(Country),
    zero=st.dates(date(1990, 1, 1), date(2060, 12, 31)),
    number=st.integers(-2000, 2000),
)
def test_a_working_day_is_found_again_by_its_date(
    country: Country, zero: date, number: int
) -> None:
    calendar = WorkingCalendar(country, zero)
    day = calendar.day(number)
    assert calendar.number(day) == number
    assert (day < zero) == (number < 0)


@given(day=st.dates(date(2024, 1, 1), date(2028, 12, 31)))
def test_a_day_off_gives_the_next_working_day(day: date) -> None:
    off = set(RUSSIA_2027.free_days(2023, 2030))
    found = RUSSIA_2027.day(RUSSIA_2027.number(day))
    assert found not in off
    assert all(day + timedelta(days=passed) in off for passed in range((found - day).days))


@pytest.mark.parametrize("zero", [date.min, date(9999, 12, 1)])
@pytest.mark.parametrize("number", [-1_000_000, 0, 1_000_000])
def test_days_beyond_the_calendar_end_at_its_edge(zero: date, number: int) -> None:
    calendar = WorkingCalendar(Country.OTHER, zero)
    assert 1901 <= calendar.day(number).year <= 9990
    assert isinstance(calendar.number(zero), int)
