"""Mechanics of Russian: plural forms, amounts in words, dates, initials, cases.

Belongs here: how Russian is written in a paper. The cases of the usual positions are data
(`resources/positions.json`); for other positions and for names only a proposal is made, which the
user sees and corrects. Digits and units are in `wizard/numbers.py`.
"""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from functools import cache
from typing import Any

from num2words import num2words
from pytrovich.detector import PetrovichGenderDetector
from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from wizard.documents.language.declension import CASES, declined, is_case
from wizard.numbers import NO_BREAK_SPACE, format_number, hundredths
from wizard.paths import resources
from wizard.project.company import gender_told

BLANK_DATE = f"«___»{NO_BREAK_SPACE}____________{NO_BREAK_SPACE}20__{NO_BREAK_SPACE}г."

_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_MINUS = {True: "минус ", False: ""}
_CURRENCIES = {
    "RUB": (("рубль", "рубля", "рублей"), ("копейка", "копейки", "копеек")),
    "KZT": (("тенге", "тенге", "тенге"), ("тиын", "тиына", "тиынов")),
    "BYN": (
        ("белорусский рубль", "белорусских рубля", "белорусских рублей"),
        ("копейка", "копейки", "копеек"),
    ),
    "UZS": (("сум", "сума", "сумов"), ("тийин", "тийина", "тийинов")),
    "USD": (
        ("доллар США", "доллара США", "долларов США"),
        ("цент", "цента", "центов"),
    ),
    "EUR": (("евро", "евро", "евро"), ("цент", "цента", "центов")),
}
_APPROVED = {
    "masculine": "УТВЕРЖДЁН", "feminine": "УТВЕРЖДЕНА",
    "neuter": "УТВЕРЖДЕНО", "plural": "УТВЕРЖДЕНЫ",
}  # fmt: skip
_KINDS = {
    "ведомость": "feminine", "модель": "feminine", "роль": "feminine", "смета": "feminine",
    "перечень": "masculine", "табель": "masculine", "правила": "plural", "штат": "masculine",
    "запись": "feminine", "тз": "neuter",
}  # fmt: skip
_PLURAL_ADJECTIVES = (
    "ые", "кие", "гие", "хие", "щие", "шие", "жие", "рабочие", "прочие", "внутренние",
)  # fmt: skip
_TO_KINDS = {
    "бюджет": "бюджету", "должностная инструкция": "должностной инструкции",
    "инструкция": "инструкции", "книга": "книге", "план": "плану", "положение": "положению",
    "порядок": "порядку", "правила": "правилам", "приказ": "приказу", "программа": "программе",
    "регламент": "регламенту", "соглашение": "соглашению",
    "дополнительное соглашение": "дополнительному соглашению",
    "техническое задание": "техническому заданию",
}  # fmt: skip
_GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE}
_TURKIC = ("улы", "ұлы", "кызы", "қызы", "гызы", "оглы")
_STRESSED_PATRONYMICS = ("ильич", "кузьмич", "лукич", "фомич")
_AFTER_TS = {"genitive": "а", "dative": "у", "accusative": "а", "prepositional": "е"}
# The stem of a man's surname before its endings, and the ending of the instrumental.
_SURNAMES = {
    "воробей": ("воробь", "ём"), "грач": ("грач", "ом"), "драч": ("драч", "ом"),
    "жнец": ("жнец", "ом"), "заяц": ("зайц", "ем"), "калач": ("калач", "ом"),
    "ключ": ("ключ", "ом"), "козёл": ("козл", "ом"), "кузнец": ("кузнец", "ом"),
    "муравей": ("муравь", "ём"), "орёл": ("орл", "ом"), "пугач": ("пугач", "ом"),
    "соловей": ("соловь", "ём"), "сыч": ("сыч", "ом"), "ткач": ("ткач", "ом"),
    "толмач": ("толмач", "ом"), "швец": ("швец", "ом"),
}  # fmt: skip
_PETROVICH = {
    "nominative": Case.NOMINATIVE, "genitive": Case.GENITIVE, "dative": Case.DATIVE,
    "accusative": Case.ACCUSATIVE, "instrumental": Case.INSTRUMENTAL,
    "prepositional": Case.PREPOSITIONAL,
}  # fmt: skip


def plural(number: float, one: str, few: str, many: str) -> str:
    """The form of a noun that agrees with a number: 1 лид, 2 лида, 5 лидов; 1,5 месяца."""
    shown = Decimal(format(abs(number), ".15g"))
    if shown != shown.to_integral_value():
        return few
    last, last_two = int(shown) % 10, int(shown) % 100
    if last == 1 and last_two != 11:
        return one
    return few if 2 <= last <= 4 and not 12 <= last_two <= 14 else many


def money_in_words(amount: float, currency: str) -> str:
    """«сто тридцать пять тысяч рублей 00 копеек»."""
    whole, cents, below_zero = hundredths(amount)
    unit, small = _currency_words(whole, cents, currency)
    return f"{_MINUS[below_zero]}{_cardinal(whole)} {unit} {cents:02d} {small}"


def sum_with_words(amount: float, currency: str) -> str:
    """«135 000 (сто тридцать пять тысяч) рублей 00 копеек»."""
    whole, cents, below_zero = hundredths(amount)
    unit, small = _currency_words(whole, cents, currency)
    digits = format_number(whole, 0, "ru")
    return f"{_MINUS[below_zero]}{digits} ({_cardinal(whole)}) {unit} {cents:02d} {small}"


def long_date(date: datetime.date) -> str:
    """«5 июня 2026 г.», which never breaks over lines."""
    return NO_BREAK_SPACE.join((str(date.day), _MONTHS[date.month - 1], str(date.year), "г."))


def short_date(date: datetime.date) -> str:
    """«05.06.2026»."""
    return f"{date:%d.%m.%Y}"


def full_name(name: str) -> str:
    """A full name as it is asked for, its surname first."""
    return name


def initials(name: str) -> str:
    """«И. О. Фамилия» from «Фамилия Имя Отчество»; one word stays as it is."""
    words = name.split()
    if len(words) < 2 or any("." in word for word in words):
        return NO_BREAK_SPACE.join(words)
    surname, *given = words
    letters = ["-".join(f"{part[:1]}." for part in word.split("-") if part) for word in given[:2]]
    return NO_BREAK_SPACE.join([*filter(None, letters), surname])


def position(title: str, case: str) -> str:
    """A position in a case: from the table of usual ones, otherwise a proposal by rule."""
    if not is_case(case):
        raise ValueError(case)
    forms = _positions().get(" ".join(title.lower().split()))
    if forms is None:
        return declined(title, case)
    form = forms[CASES.index(case)]
    return form[:1].upper() + form[1:] if title[:1].isupper() else form


def person(name: str, case: str, gender: str = "") -> str:
    """«Фамилия Имя Отчество» in a case: a proposal, which the user sees and may correct.

    `gender` is "male" or "female"; without it the patronymic and the first name tell.
    """
    if case not in _PETROVICH:
        raise ValueError(case)
    words = name.split()
    if case == "nominative" or len(words) < 2 or any("." in word for word in words):
        return name
    who = _GENDERS.get(gender) or gender_of(name)
    parts = [
        _surname(words[0], case, who),
        _part(NamePart.FIRSTNAME, words[1], case, who),
    ]
    if len(words) > 2:
        parts.append(_part(NamePart.MIDDLENAME, words[2], case, who))
    return " ".join([*parts, *words[3:]])


def gender_of(name: str) -> Gender:
    """The gender of «Фамилия Имя Отчество»; masculine where it cannot be told."""
    words = name.split()
    for word in words[2:]:
        told = gender_told(word)
        if told is not None:
            return _GENDERS[told.value]
    try:
        detected: Gender = _detector().detect(firstname=words[1], lastname=words[0])
    except (StopIteration, IndexError, ValueError):
        return Gender.MALE
    return detected


def _surname(word: str, case: str, who: Gender) -> str:
    """A surname in a case; those that the library takes for others are in a table."""
    lower = word.lower()
    if lower.endswith(_TURKIC):  # «Кунанбайулы» is a patronymic used as a surname
        return word
    forms = _SURNAMES.get(lower) if who is Gender.MALE else None
    if forms is None:
        return _part(NamePart.LASTNAME, word, case, who)
    stem, instrumental = forms
    soft = instrumental == "ём"
    ending = {
        "genitive": "я" if soft else "а",
        "dative": "ю" if soft else "у",
        "accusative": "я" if soft else "а",
        "instrumental": instrumental,
        "prepositional": "е",
    }[case]
    return word[:1] + stem[1:] + ending


def _part(part: NamePart, word: str, case: str, who: Gender) -> str:
    lower = word.lower()
    if part is NamePart.FIRSTNAME and who is Gender.MALE and lower.endswith("ц"):
        return word + ("ем" if case == "instrumental" else _AFTER_TS[case])
    if part is NamePart.MIDDLENAME and case == "instrumental" and lower in _STRESSED_PATRONYMICS:
        return f"{word}ом"
    made: str = _maker().make(part, who, _PETROVICH[case], word)
    return made


def company(name: str, legal_form: str) -> str:
    """«ООО «Ромашка»»: the short name, which needs no cases."""
    quoted = name if "«" in name or '"' in name else f"«{name}»"
    return f"{legal_form} {quoted}".strip()


def approved(kind: str) -> str:
    """УТВЕРЖДЁН, УТВЕРЖДЕНА, УТВЕРЖДЕНО or УТВЕРЖДЕНЫ, agreeing with the kind of document."""
    return _APPROVED[_gender_of_kind(kind)]


def annex_to(kind: str, title: str) -> str:
    """«к Положению об отделе продаж»; of an unusual kind «к документу „…“», which needs no case."""
    dative = _TO_KINDS.get(kind.lower())
    if dative is None or not title.lower().startswith(kind.lower()):
        return f"к документу «{title.replace('«', '„').replace('»', '“')}»"
    return f"к {dative[0].upper()}{dative[1:]}{title[len(kind) :]}"


def _gender_of_kind(kind: str) -> str:
    first = kind.lower().split()[0] if kind.split() else "документ"
    if first in _KINDS:
        return _KINDS[first]
    if first.endswith(("ы", "и", *_PLURAL_ADJECTIVES)):
        return "plural"
    if first.endswith(("о", "е")):
        return "neuter"
    return "feminine" if first.endswith(("а", "я", "сть")) else "masculine"


def _currency_words(whole: int, cents: int, currency: str) -> tuple[str, str]:
    units, smalls = _CURRENCIES.get(currency, _CURRENCIES["RUB"])
    return plural(whole, *units), plural(cents, *smalls)


def _cardinal(number: int) -> str:
    return " ".join(str(num2words(number, lang="ru")).split())


@cache
def _positions() -> dict[str, list[str]]:
    table = json.loads((resources() / "positions.json").read_text(encoding="utf-8"))
    return {forms[0].lower(): forms for forms in table["positions"]}


@cache
def _maker() -> Any:  # pytrovich has no types
    return PetrovichDeclinationMaker()


@cache
def _detector() -> Any:
    return PetrovichGenderDetector()
