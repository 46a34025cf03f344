"""Calculations typed where a number is asked: their results, and what is refused in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard import units
from wizard.arithmetic import read_typed
from wizard.numbers import BadNumber, parse_number
from wizard.texts import LANGUAGES, Language
from wizard.units import Unit


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("150*12", units.MONEY, 1800.0),
        ("150 × 12", units.MONEY, 1800.0),
        ("150х12", units.MONEY, 1800.0),
        ("150x12", units.MONEY, 1800.0),
        ("=5*4", units.DEALS, 20.0),
        ("= 1 250,50 + 0,5", units.MONEY, 1251.0),
        ("(600+1200)/2", units.MONEY, 900.0),
        ("((1))+(2*(3−1))", units.MONEY, 5.0),
        ("10 − 4 − 3", units.MONEY, 3.0),
        ("100/10/5", units.MONEY, 2.0),
        ("2+3*4", units.MONEY, 14.0),
        ("−5*−3", units.MONEY, 15.0),
        ("1,2 млн + 300 тыс.", units.MONEY, 1_500_000.0),
        ("(600+400) тыс. ₽", units.MONEY, 1_000_000.0),
        ("1,2 млн ₽*2", units.MONEY, 2_400_000.0),
        ("600 ₽ * 3", units.MONEY, 1800.0),
        ("0,1+0,2", units.FACTOR, 0.3),
        ("1/3*3", units.FACTOR, 1.0),
        ("12 000*30%", units.MONEY, 3600.0),
        ("1000+10%", units.MONEY, 1100.0),
        ("1000 − 10 %", units.MONEY, 900.0),
        ("3600/30%", units.MONEY, 12_000.0),
        ("15*2", units.PERCENT, 0.3),
        ("60/2", units.PERCENT, 0.3),
        ("45/150", units.PERCENT, 0.3),
        ("5%+3%", units.PERCENT, 0.08),
        ("50%*60%", units.PERCENT, 0.3),
        ("30%*1,1", units.PERCENT, 0.33),
        ("10%/40%", units.PERCENT, 0.25),
    ],
)
def test_a_calculation_gives_its_result_and_is_kept(text: str, unit: Unit, value: float) -> None:
    typed = read_typed(text, unit, "ru")
    assert typed.value == pytest.approx(value, rel=1e-12)
    assert typed.calculation == text.removeprefix("=").strip()


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("(500)", units.MONEY, -500.0),
        ("( 1 234,50 ₽ )", units.MONEY, -1234.5),
        ("(1 234,50) ₽", units.MONEY, -1234.5),
        ("$(500)", units.MONEY, -500.0),
        ("(5%)", units.PERCENT, -0.05),
        ("(5)%", units.PERCENT, -0.05),
        ("(15)", units.PERCENT, -0.15),
    ],
)
def test_a_single_number_in_brackets_is_negative(text: str, unit: Unit, value: float) -> None:
    typed = read_typed(text, unit, "ru")
    assert typed.value == pytest.approx(value)
    assert typed.calculation == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [("=(500)", 500), ("-(500)", -500), ("(-500)", -500), ("(200+300)", 500), ("(500)*2", 1000)],
)
def test_brackets_of_a_calculation_change_no_sign(text: str, value: float) -> None:
    assert read_typed(text, units.MONEY, "ru").value == value


@pytest.mark.parametrize("text", ["150", "30 %", "1 250,5 ₽", "=7", "", "-5", "5 мес."])
def test_a_plain_number_is_no_calculation(text: str) -> None:
    unit = units.PERCENT if "%" in text else units.MONTHS if "мес" in text else units.MONEY
    assert read_typed(text, unit, "ru").calculation == ""


def test_a_number_in_words_is_kept_as_it_was_typed() -> None:
    typed = read_typed("1,2 млн", units.MONEY, "ru")
    assert (typed.value, typed.calculation) == (1_200_000.0, "1,2 млн")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("5/0", "деление на ноль"),
        ("5/(3-3)", "деление на ноль"),
        ("(5+3", "скобка"),
        ("5+3)", "непонятно"),
        ("2(3)", "непонятно"),
        ("5*яблоко", "непонятно"),
        ("__import__('os')", "непонятно"),
        ("2**9", "непонятно"),
        ("9" * 15 + "*99", "слишком большое"),
        ("1+" * 150 + "1", "Слишком длинное"),
        ("(" * 60 + "1" + ")" * 60, "Слишком длинное"),
        ("2026-05-01", "дату"),
        ("01/05/2026", "дату"),
        ("30%+5%", "не проценты"),
        ("=", "непонятно"),
        ("1e-5", "непонятно"),
        ("10–12", "непонятно"),
    ],
)
def test_what_cannot_be_calculated_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(BadNumber) as caught:
        read_typed(text, units.MONEY, "ru")
    assert words in caught.value.into("ru")
    assert len(caught.value.into("ru")) < 200


@pytest.mark.parametrize("text", ["30+5%", "(1+10%)*30", "5%+3"])
def test_percentages_beside_bare_numbers_are_not_guessed(text: str) -> None:
    with pytest.raises(BadNumber):
        read_typed(text, units.PERCENT, "ru")


def test_english_commas_part_thousands_in_a_calculation_too() -> None:
    assert read_typed("1,200*2", units.MONEY, "en").value == 2400.0
    assert read_typed("1,2*2", units.MONEY, "ru").value == 2.4


@given(
    st.text(st.sampled_from("0123456789.,+-−*×/÷()% xхмлнтыс₽=еe\u00a0\n"), max_size=60),
    st.sampled_from([units.MONEY, units.PERCENT, units.DEALS]),
    st.sampled_from(LANGUAGES),
)
def test_any_text_is_a_number_or_is_refused(text: str, unit: Unit, language: Language) -> None:
    try:
        typed = read_typed(text, unit, language)
    except BadNumber:
        return
    assert typed.value is None or abs(typed.value) <= 1e15


@given(
    st.integers(-999, 999), st.integers(1, 999), st.sampled_from("+-*/"), st.sampled_from(LANGUAGES)
)
def test_two_numbers_are_calculated_as_arithmetic_does(
    first: int, second: int, sign: str, language: Language
) -> None:
    wanted = {
        "+": first + second,
        "-": first - second,
        "*": first * second,
        "/": first / second,
    }[sign]
    typed = read_typed(f"{first}{sign}{second}", units.FACTOR, language)
    assert typed.value == pytest.approx(wanted, rel=1e-12)


@given(st.text(max_size=30))
def test_what_one_number_means_does_not_change_where_calculations_are_taken(text: str) -> None:
    try:
        alone = parse_number(text, units.MONEY, "ru")
    except BadNumber:
        return
    assert read_typed(text, units.MONEY, "ru").value == alone
