"""Russian as a careful secretary writes it."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.documents.language import english, russian
from wizard.documents.language.declension import CASES, GrammaticalCase, declined
from wizard.documents.language.typography import typeset
from wizard.paths import resources

NBSP = "\u00a0"


def spaced(text: str) -> str:
    return text.replace(NBSP, " ")


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        (135000, "RUB", "135 000 (сто тридцать пять тысяч) рублей 00 копеек"),
        (1, "RUB", "1 (один) рубль 00 копеек"),
        (2.01, "RUB", "2 (два) рубля 01 копейка"),
        (1234.5, "RUB", "1 234 (одна тысяча двести тридцать четыре) рубля 50 копеек"),
        (0.29, "RUB", "0 (ноль) рублей 29 копеек"),
        (1000000, "RUB", "1 000 000 (один миллион) рублей 00 копеек"),
        (21, "RUB", "21 (двадцать один) рубль 00 копеек"),
        (11, "RUB", "11 (одиннадцать) рублей 00 копеек"),
        (2000, "KZT", "2 000 (две тысячи) тенге 00 тиынов"),
        (3, "BYN", "3 (три) белорусских рубля 00 копеек"),
        (5, "UZS", "5 (пять) сумов 00 тийинов"),
        (22, "USD", "22 (двадцать два) доллара США 00 центов"),
        (5.02, "EUR", "5 (пять) евро 02 цента"),
        (1.005, "RUB", "1 (один) рубль 01 копейка"),
    ],
)
def test_sums_in_words(amount: float, currency: str, words: str) -> None:
    assert spaced(russian.sum_with_words(amount, currency)) == words


def test_sums_in_words_in_english() -> None:
    assert (
        english.sum_with_words(135000, "USD")
        == "135,000 (one hundred and thirty-five thousand) US dollars 00 cents"
    )


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "лидов"), (1, "лид"), (2, "лида"), (4, "лида"), (5, "лидов"), (11, "лидов"),
        (12, "лидов"), (14, "лидов"), (21, "лид"), (22, "лида"), (25, "лидов"), (101, "лид"),
        (111, "лидов"), (112, "лидов"), (1001, "лид"), (1.5, "лида"), (0.5, "лида"), (-1, "лид"),
    ],
)  # fmt: skip
def test_plural_forms(number: float, form: str) -> None:
    assert russian.plural(number, "лид", "лида", "лидов") == form


@given(st.integers(0, 10**12))
def test_sums_in_words_never_hold_double_spaces(amount: int) -> None:
    assert "  " not in russian.sum_with_words(amount, "RUB")


def test_the_table_of_positions_has_six_forms_each() -> None:
    table = json.loads((resources() / "positions.json").read_text(encoding="utf-8"))
    assert len(table["positions"]) >= 20
    assert all(len(forms) == 6 and all(forms) for forms in table["positions"])


@pytest.mark.parametrize(
    ("title", "case", "form"),
    [
        ("Старший менеджер", "genitive", "Старшего менеджера"),
        ("Исполняющий обязанности директора", "dative", "Исполняющему обязанности директора"),
        ("Аккаунт-менеджер", "instrumental", "Аккаунт-менеджером"),
        ("Продавец-кассир", "genitive", "Продавца-кассира"),
        ("Заведующая складом", "genitive", "Заведующей складом"),
        ("Координатор заявок", "prepositional", "Координаторе заявок"),
        ("Ассистент отдела", "accusative", "Ассистента отдела"),
        ("HR", "genitive", "HR"),
    ],
)
def test_positions_by_rule(title: str, case: GrammaticalCase, form: str) -> None:
    assert declined(title, case) == form


def test_positions_of_the_table_keep_their_first_letter() -> None:
    assert russian.position("Администратор CRM", "dative") == "Администратору CRM"
    assert russian.position("менеджер по продажам", "genitive") == "менеджера по продажам"


def test_an_unknown_case_is_an_error() -> None:
    with pytest.raises(ValueError, match="accusativ"):
        russian.position("Директор", "accusativ")


@given(st.text(max_size=40), st.sampled_from(CASES))
def test_any_title_can_be_declined(title: str, case: GrammaticalCase) -> None:
    assert isinstance(declined(title, case), str)


def test_names_by_gender() -> None:
    assert russian.person("Иванова Анна Петровна", "dative") == "Ивановой Анне Петровне"
    assert russian.person("Петров Пётр Ильич", "genitive") == "Петрова Петра Ильича"
    assert russian.person("Иванов", "genitive") == "Иванов"


def test_initials_stand_before_the_surname() -> None:
    assert spaced(russian.initials("Иванов Иван Ильич")) == "И. И. Иванов"
    assert spaced(russian.initials("И. О. Иванов")) == "И. О. Иванов"
    assert russian.initials("") == ""


def test_dates() -> None:
    day = datetime.date(2026, 6, 5)
    assert spaced(russian.long_date(day)) == "5 июня 2026 г."
    assert russian.short_date(day) == "05.06.2026"
    assert spaced(english.long_date(day)) == "5 June 2026"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('ООО "Ромашка"', "ООО «Ромашка»"),
        ('"Клуб "Ромашка" и Ко"', "«Клуб „Ромашка“ и~Ко»"),
        ("№ 5 по ст. 135", "№~5 по ст.~135"),
        ("И. О. Иванов и И.О. Иванов", "И.~О.~Иванов и~И.~О.~Иванов"),
        ("30 % и 5 дней", "30~% и~5~дней"),
        ("1 250 000 ₽", "1~250~000~₽"),
        ("План - это число", "План~— это число"),
        ("5-7 дней", "5–7~дней"),
        ("интернет-магазин", "интернет-магазин"),
        ("г. Москва", "г.~Москва"),
    ],
)
def test_typography(text: str, result: str) -> None:
    assert typeset(text, "ru").replace(NBSP, "~") == result
