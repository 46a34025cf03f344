"""Russian forms as papers need them: names, positions, sums, dates, stamps; each read and checked.

The cases of names and positions are in `russian_forms.txt`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from wizard.documents.filling.cases import CaseForms
from wizard.documents.language import russian
from wizard.documents.language.declension import CASES, declined
from wizard.project.cases import Cases
from wizard.project.company import Company, Gender, Person
from wizard.project.project import Project
from wizard.project.structure import Role, Structure

_LINE = re.compile(r"(?P<said>[^(:]+)(?: \((?P<gender>\w+)\))?: (?P<forms>.+)")


def forms(*, names: bool) -> Iterator[tuple[str, str, str, str]]:
    """What is declined, its gender, a case, and the form in that case."""
    path = Path(__file__).with_name("russian_forms.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        found = None if line.startswith("#") else _LINE.fullmatch(line)
        if found is None or bool(found["gender"]) != names:
            continue
        declensions = found["forms"].split(", ")
        assert len(declensions) == len(CASES) - 1, line
        for case, form in zip(CASES[1:], declensions, strict=True):
            yield found["said"], found["gender"] or "", case, form


NAMES, POSITIONS = list(forms(names=True)), list(forms(names=False))


def test_the_table_of_checked_forms_is_large() -> None:
    assert len(NAMES) + len(POSITIONS) >= 300


@pytest.mark.parametrize(("name", "gender", "case", "form"), NAMES)
def test_a_name_in_a_case(name: str, gender: str, case: str, form: str) -> None:
    assert russian.person(name, case, gender) == form


@pytest.mark.parametrize(
    ("name", "case", "form"),
    [(name, case, form) for name, _gender, case, form in NAMES if len(name.split()) > 2],
)
def test_the_patronymic_tells_the_gender_where_it_is_not_given(
    name: str, case: str, form: str
) -> None:
    assert russian.person(name, case) == form


@pytest.mark.parametrize(("title", "gender", "case", "form"), POSITIONS)
def test_a_position_in_a_case(title: str, gender: str, case: str, form: str) -> None:
    assert russian.position(title, case) == form


@pytest.mark.parametrize(("title", "gender", "case", "form"), POSITIONS)
def test_the_rule_agrees_with_the_table(title: str, gender: str, case: str, form: str) -> None:
    assert declined(title, next(known for known in CASES if known == case)) == form


def spaced(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [
        (0, "RUB", "0 (ноль) рублей 00 копеек"),
        (1, "RUB", "1 (один) рубль 00 копеек"),
        (2, "RUB", "2 (два) рубля 00 копеек"),
        (5, "RUB", "5 (пять) рублей 00 копеек"),
        (11, "RUB", "11 (одиннадцать) рублей 00 копеек"),
        (21, "RUB", "21 (двадцать один) рубль 00 копеек"),
        (22, "RUB", "22 (двадцать два) рубля 00 копеек"),
        (100, "RUB", "100 (сто) рублей 00 копеек"),
        (112, "RUB", "112 (сто двенадцать) рублей 00 копеек"),
        (1000, "RUB", "1 000 (одна тысяча) рублей 00 копеек"),
        (2001, "RUB", "2 001 (две тысячи один) рубль 00 копеек"),
        (5012.5, "RUB", "5 012 (пять тысяч двенадцать) рублей 50 копеек"),
        (21_000, "RUB", "21 000 (двадцать одна тысяча) рублей 00 копеек"),
        (135_000, "RUB", "135 000 (сто тридцать пять тысяч) рублей 00 копеек"),
        (1_000_000, "RUB", "1 000 000 (один миллион) рублей 00 копеек"),
        (2_000_002.02, "RUB", "2 000 002 (два миллиона два) рубля 02 копейки"),
        (0.01, "RUB", "0 (ноль) рублей 01 копейка"),
        (0.3, "RUB", "0 (ноль) рублей 30 копеек"),
        (1e9, "RUB", "1 000 000 000 (один миллиард) рублей 00 копеек"),
        (2e9 + 1, "RUB", "2 000 000 001 (два миллиарда один) рубль 00 копеек"),
        (-2, "RUB", "минус 2 (два) рубля 00 копеек"),
        (1, "KZT", "1 (один) тенге 00 тиынов"),
        (5, "KZT", "5 (пять) тенге 00 тиынов"),
        (85_000.01, "KZT", "85 000 (восемьдесят пять тысяч) тенге 01 тиын"),
        (1_001_000, "KZT", "1 001 000 (один миллион одна тысяча) тенге 00 тиынов"),
        (1, "BYN", "1 (один) белорусский рубль 00 копеек"),
        (2, "BYN", "2 (два) белорусских рубля 00 копеек"),
        (5, "BYN", "5 (пять) белорусских рублей 00 копеек"),
        (21.21, "BYN", "21 (двадцать один) белорусский рубль 21 копейка"),
        (1, "UZS", "1 (один) сум 00 тийинов"),
        (2, "UZS", "2 (два) сума 00 тийинов"),
        (5, "UZS", "5 (пять) сумов 00 тийинов"),
        (1_000_021.02, "UZS", "1 000 021 (один миллион двадцать один) сум 02 тийина"),
        (1.01, "USD", "1 (один) доллар США 01 цент"),
        (3, "USD", "3 (три) доллара США 00 центов"),
        (15, "USD", "15 (пятнадцать) долларов США 00 центов"),
        (2, "EUR", "2 (два) евро 00 центов"),
        (2000.22, "EUR", "2 000 (две тысячи) евро 22 цента"),
    ],
)
def test_a_sum_in_words(amount: float, currency: str, said: str) -> None:
    assert spaced(russian.sum_with_words(amount, currency)) == said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("Положение", "УТВЕРЖДЕНО"),
        ("Регламент", "УТВЕРЖДЁН"),
        ("План", "УТВЕРЖДЁН"),
        ("Должностная инструкция", "УТВЕРЖДЕНА"),
        ("Программа", "УТВЕРЖДЕНА"),
        ("Матрица", "УТВЕРЖДЕНА"),
        ("Правила", "УТВЕРЖДЕНЫ"),
        ("Внутренние правила", "УТВЕРЖДЕНЫ"),
        ("Основные принципы", "УТВЕРЖДЕНЫ"),
        ("Методические указания", "УТВЕРЖДЕНЫ"),
        ("Скрипты", "УТВЕРЖДЕНЫ"),
        ("Дополнительное соглашение", "УТВЕРЖДЕНО"),
        ("Согласие", "УТВЕРЖДЕНО"),
        ("Пособие", "УТВЕРЖДЕНО"),
        ("Техническое задание", "УТВЕРЖДЕНО"),
        ("ТЗ", "УТВЕРЖДЕНО"),
        ("Штатное расписание", "УТВЕРЖДЕНО"),
        ("Приказ", "УТВЕРЖДЁН"),
        ("Бюджет", "УТВЕРЖДЁН"),
        ("Перечень", "УТВЕРЖДЁН"),
        ("Порядок", "УТВЕРЖДЁН"),
        ("Чек-лист", "УТВЕРЖДЁН"),
        ("Бриф", "УТВЕРЖДЁН"),
        ("Ведомость", "УТВЕРЖДЕНА"),
        ("Смета", "УТВЕРЖДЕНА"),
        ("KPI-карта", "УТВЕРЖДЕНА"),
        ("Книга", "УТВЕРЖДЕНА"),
        ("Анкета", "УТВЕРЖДЕНА"),
        ("Запись", "УТВЕРЖДЕНА"),
        ("Модель", "УТВЕРЖДЕНА"),
    ],
)
def test_the_stamp_agrees_with_the_kind(kind: str, said: str) -> None:
    assert russian.approved(kind) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Иванов Иван Ильич", "И. И. Иванов"),
        ("Ким Виктор", "В. Ким"),
        ("Ким", "Ким"),
        ("Мамедов Ильхам Гейдар оглы", "И. Г. Мамедов"),
        ("Иванова Анна-Мария Петровна", "А.-М. П. Иванова"),
        ("Римский-Корсаков Николай Андреевич", "Н. А. Римский-Корсаков"),
    ],
)
def test_initials(name: str, said: str) -> None:
    assert spaced(russian.initials(name)) == said


MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip


@pytest.mark.parametrize(("number", "month"), list(enumerate(MONTHS, start=1)))
def test_a_long_date(number: int, month: str) -> None:
    said = russian.long_date(datetime.date(2027, number, 9))
    assert spaced(said) == f"9 {month} 2027 г."


# What a person typed


def project(**forms: Cases) -> Project:
    approver = Person(
        position="Директор", surname="Козёл", name="Саша", gender=Gender.FEMALE, **forms
    )
    role = Role(
        id="scout", title="Скаут продаж", cases=Cases(genitive="скаута по продажам", dative=" ")
    )
    return Project(company=Company(approver=approver), structure=Structure(roles=(role,)))


def test_a_typed_case_wins_over_the_proposal_and_keeps_the_first_letter() -> None:
    cases = CaseForms(project(), "ru")
    assert cases.position("Скаут продаж", "genitive") == "Скаута по продажам"
    assert cases.position("скаут продаж", "genitive") == "скаута по продажам"
    assert cases.position("Скаут продаж", "dative") == "Скауту продаж"


def test_the_approvers_gender_is_the_one_that_was_answered() -> None:
    assert CaseForms(project(), "ru").person("Козёл Саша", "dative") == "Козёл Саше"


def test_the_approvers_typed_cases_win() -> None:
    given = project(
        forms=Cases(genitive="Козёл Александры"), position_forms=Cases(genitive="директора завода")
    )
    cases = CaseForms(given, "ru")
    assert cases.person("Козёл Саша", "genitive") == "Козёл Александры"
    assert cases.position("Директор", "genitive") == "Директора завода"
    assert cases.position("Директор", "dative") == "Директору"


def test_english_papers_leave_names_and_positions_as_they_are() -> None:
    cases = CaseForms(project(forms=Cases(genitive="Козёл Александры")), "en")
    assert cases.person("Козёл Саша", "genitive") == "Козёл Саша"
    assert cases.position("Скаут продаж", "genitive") == "Скаут продаж"
