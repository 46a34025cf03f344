"""Numbers are shown as the locale writes them and read back as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard import units
from wizard.numbers import (
    BadNumber,
    Shown,
    format_number,
    format_value,
    names_other_currency,
    parse_number,
)
from wizard.texts import LANGUAGES, Language
from wizard.units import Unit


def shown(value: float, unit: Unit, language: Language = "ru", currency: str = "RUB") -> str:
    return format_value(value, unit, language, currency).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (135000.0, units.MONEY, "135 000 ₽"),
        (-5000.4, units.MONEY, "−5 000 ₽"),
        (0.3, units.PERCENT, "30 %"),
        (0.125, units.PERCENT, "12,5 %"),
        (1.5, units.MONTHS, "1,5 мес."),
        (2.0, units.MONTHS, "2 мес."),
        (-0.2, units.MONEY, "0 ₽"),
        (2.5, units.MONEY, "3 ₽"),
        (-2.5, units.MONEY, "−3 ₽"),
        (1.005, units.FACTOR, "1,01"),
        (2.675, units.FACTOR, "2,68"),
        (float("nan"), units.MONEY, "—"),
        (float("inf"), units.MONEY, "—"),
        (120000.0, units.MONEY_A_MONTH, "120 000 ₽ в месяц"),
        (1.0, units.DEALS, "1 сделка"),
        (22.0, units.DEALS, "22 сделки"),
        (150.0, units.DEALS, "150 сделок"),
        (1.5, units.DEALS_EXACT, "1,5 сделки"),
        (5.0, units.MONTH_NUMBER, "5-й месяц"),
    ],
)
def test_values_are_written_with_their_unit(value: float, unit: Unit, text: str) -> None:
    assert shown(value, unit) == text


def test_english_counts_one_person_and_two_people() -> None:
    assert shown(1.0, units.PEOPLE, "en") == "1 person"
    assert shown(2.0, units.PEOPLE, "en") == "2 people"
    assert shown(0.5, units.PEOPLE_EXACT, "en") == "0.5 people"


def test_english_puts_the_word_before_the_number_of_a_month() -> None:
    assert shown(5.0, units.MONTH_NUMBER, "en") == "month 5"


def test_a_month_that_never_comes_is_told_in_words() -> None:
    assert Shown(0.0, units.MONTH_NUMBER, "RUB").into("ru") == "нет в плане"
    assert Shown(0.0, units.MONTH_NUMBER, "RUB").into("en") == "not in the plan"
    assert Shown(1.0, units.MONTH_NUMBER, "RUB").into("ru").startswith("1-й")


@pytest.mark.parametrize("typed", ["1 сделка", "3 сделки", "5 сделок"])
def test_a_number_is_read_with_its_unit_in_any_form(typed: str) -> None:
    assert parse_number(typed, units.DEALS, "ru") == float(typed[0])


def test_english_writes_the_dollar_first() -> None:
    assert shown(1250.0, units.MONEY, "en", "USD") == "$1,250"
    assert shown(-1250.0, units.MONEY, "en", "USD") == "−$1,250"
    assert shown(0.3, units.PERCENT, "en") == "30%"
    assert shown(1250.0, units.MONEY, "ru", "USD") == "1 250 $"


def test_exact_shows_every_stored_digit() -> None:
    assert format_value(0.123456, units.PERCENT, "ru", "RUB", exact=True) == "12,3456\u00a0%"
    assert format_value(1250.55, units.MONEY, "ru", "RUB", sign=False, exact=True) == (
        "1\u00a0250,55"
    )


def test_decimals_are_kept_where_asked() -> None:
    assert format_number(2, 2, "ru") == "2,00"
    assert format_number(0.5, 0, "ru") == "1"
    assert format_number(-0.001, 2, "ru") == "0,00"


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("1 250 000,50 ₽", units.MONEY, 1250000.5),
        ("1\u00a0250\u202f000,50", units.MONEY, 1250000.5),
        ("1250000.5", units.MONEY, 1250000.5),
        ("1,250,000.50", units.MONEY, 1250000.5),
        ("1.250.000,50", units.MONEY, 1250000.5),
        ("1.250.000", units.MONEY, 1250000.0),
        ("30 %", units.PERCENT, 0.3),
        ("30", units.PERCENT, 0.3),
        ("12,5%", units.PERCENT, 0.125),
        ("1,2 млн", units.MONEY, 1200000.0),
        ("900 тыс.", units.MONEY, 900000.0),
        ("900 тыс. ₽", units.MONEY, 900000.0),
        ("1,2 млн руб.", units.MONEY, 1200000.0),
        ("−5", units.MONEY, -5.0),
        ("-5", units.MONEY, -5.0),
        ("- 5", units.MONEY, -5.0),
        ("5 чел.", units.PEOPLE, 5.0),
        ("150 сделок", units.DEALS, 150.0),
        ("120 000 ₽ в месяц", units.MONEY_A_MONTH, 120000.0),
        ("$1 250", units.MONEY, 1250.0),
        (",5", units.FACTOR, 0.5),
        ("", units.MONEY, None),
        ("  \u00a0 ", units.MONEY, None),
    ],
)
def test_numbers_are_read_as_people_type_them(text: str, unit: Unit, value: float | None) -> None:
    assert parse_number(text, unit, "ru") == value


@pytest.mark.parametrize(
    "text",
    ["много", "12 34", "1,2,3", "5 яблок", "30 %", "--5", "1.2.3,4", "₽", "5 тыс. млн", "9" * 20],
)
def test_what_is_no_number_is_told(text: str) -> None:
    with pytest.raises(BadNumber) as caught:
        parse_number(text, units.MONEY, "ru")
    assert text in caught.value.into("ru")
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("text", "currency", "other"),
    [
        ("$1 250", "RUB", True),
        ("500 USD", "RUB", True),
        ("₸ 1 200", "RUB", True),
        ("1 250 руб.", "RUB", False),
        ("1 250 руб.", "BYN", False),
        ("1,2 млн ₽", "KZT", True),
        ("150*12", "EUR", False),
        ("300 тыс. тенге + 5 %", "KZT", False),
        ("12 сделок", "USD", False),
    ],
)
def test_a_sum_in_another_currency_is_known(text: str, currency: str, other: bool) -> None:
    assert names_other_currency(text, currency) is other


def test_the_example_of_a_number_is_written_as_its_language_writes_it() -> None:
    with pytest.raises(BadNumber) as caught:
        parse_number("many", units.MONEY, "en")
    assert "1,250.5" in caught.value.into("en")


def test_english_reads_a_comma_as_thousands() -> None:
    assert parse_number("1,250", units.MONEY, "en") == 1250.0
    assert parse_number("1,5", units.FACTOR, "en") == 1.5
    assert parse_number("1,250", units.FACTOR, "ru") == 1.25


@given(
    st.floats(-1e11, 1e11, allow_nan=False).map(lambda value: float(format(value, ".12g"))),
    st.sampled_from([units.MONEY, units.PERCENT, units.MONTHS, units.DEALS, units.FACTOR]),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["RUB", "KZT", "USD", "UZS"]),
)
def test_what_is_shown_exactly_is_read_back_as_the_same_number(
    value: float, unit: Unit, language: Language, currency: str
) -> None:
    text = format_value(value, unit, language, currency, exact=True)
    assert parse_number(text, unit, language) == pytest.approx(value, rel=1e-11, abs=1e-15)


def test_the_largest_number_a_float_holds_is_written_out() -> None:
    assert format_value(1.7e308, units.MONEY, "ru", "RUB").startswith("170\u00a0000")


@pytest.mark.parametrize(
    ("currency", "russian", "english"),
    [
        ("RUB", "−1 200 ₽", "−₽1,200"),
        ("KZT", "−1 200 ₸", "−₸1,200"),
        ("USD", "−1 200 $", "−$1,200"),
        ("EUR", "−1 200 €", "−€1,200"),
        ("BYN", "−1 200 Br", "−BYN 1,200"),
        ("UZS", "−1 200 сум", "−UZS 1,200"),
    ],
)
def test_a_sum_has_its_currency_where_the_language_puts_it_and_is_read_back(
    currency: str, russian: str, english: str
) -> None:
    expected: dict[Language, str] = {"ru": russian, "en": english}
    for language, told in expected.items():
        written = format_value(-1200, units.MONEY, language, currency)
        assert written.replace("\u00a0", " ") == told
        assert parse_number(written, units.MONEY, language) == -1200
