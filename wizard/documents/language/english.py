"""Mechanics of English, with the same functions as `russian.py`.

Grammatical cases leave a word as it is; the three plural forms of a Russian template are taken as
one, many, many.
"""

from __future__ import annotations

import datetime

from num2words import num2words

from wizard.dates import written_date
from wizard.numbers import NO_BREAK_SPACE, format_number, hundredths

BLANK_DATE = "____ ____________ 20__"

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MINUS = {True: "minus ", False: ""}
_CURRENCIES = {
    "RUB": (("rouble", "roubles"), ("kopeck", "kopecks")),
    "KZT": (("tenge", "tenge"), ("tiyn", "tiyn")),
    "BYN": (("Belarusian rouble", "Belarusian roubles"), ("kopeck", "kopecks")),
    "UZS": (("sum", "sum"), ("tiyin", "tiyin")),
    "USD": (("US dollar", "US dollars"), ("cent", "cents")),
    "EUR": (("euro", "euros"), ("cent", "cents")),
}

# A company's own language writes the form of its business before its name.
_LEGAL_FORMS = {"ООО": "LLC", "ТОО": "LLP", "АО": "JSC", "ПАО": "PJSC", "ИП": "Sole Proprietor"}
_BEFORE_THE_NAME = ("Sole Proprietor",)


def plural(number: float, one: str, few: str, many: str = "") -> str:
    """The form of a noun that agrees with a number; the last given form is the plural."""
    return one if abs(number) == 1 else (many or few)


def money_in_words(amount: float, currency: str) -> str:
    """ "one hundred and thirty-five thousand roubles 00 kopecks"."""
    whole, cents, below_zero = hundredths(amount)
    unit, small = _currency_words(whole, cents, currency)
    return f"{_MINUS[below_zero]}{_cardinal(whole)} {unit} {cents:02d} {small}"


def sum_with_words(amount: float, currency: str) -> str:
    """ "135,000 (one hundred and thirty-five thousand) roubles 00 kopecks"."""
    whole, cents, below_zero = hundredths(amount)
    unit, small = _currency_words(whole, cents, currency)
    digits = f"{_MINUS[below_zero]}{format_number(whole, 0, 'en')}"
    return f"{digits} ({_cardinal(whole)}) {unit} {cents:02d} {small}"


def long_date(date: datetime.date) -> str:
    """ "5 June 2026", which never breaks over lines."""
    return NO_BREAK_SPACE.join((str(date.day), _MONTHS[date.month - 1], str(date.year)))


def short_date(date: datetime.date) -> str:
    """ "5 Jun 2026": 05/06 is read as May or as June."""
    return written_date(date, "en").replace(" ", NO_BREAK_SPACE)


def full_name(name: str) -> str:
    """A full name with its surname last: Gromov Pavel is Pavel Gromov."""
    surname, _space, given = name.partition(" ")
    return f"{given} {surname}".strip()


def initials(name: str) -> str:
    """The full name: English papers are not signed with initials."""
    return full_name(name)


def position(title: str, case: str) -> str:
    """The position as it is."""
    return title


def person(name: str, case: str, gender: str = "") -> str:
    """The name as it is."""
    return name


def company(name: str, legal_form: str) -> str:
    """ "Daisy LLC": a name needs no quotation marks."""
    form = _LEGAL_FORMS.get(legal_form.upper(), legal_form)
    quoted = name.startswith("«") and name.endswith("»")
    bare = (name[1:-1] if quoted else name).replace("«", "“").replace("»", "”")
    parts = (form, bare) if form in _BEFORE_THE_NAME else (bare, form)
    return " ".join(part for part in parts if part)


def approved(kind: str) -> str:
    """The word of the approval stamp."""
    return "APPROVED"


def annex_to(kind: str, title: str) -> str:
    """ "to the Regulations on pay": what an annex belongs to."""
    return f"to the {title}" if kind and title.startswith(kind) else f"to “{title}”"


def _currency_words(whole: int, cents: int, currency: str) -> tuple[str, str]:
    units, smalls = _CURRENCIES.get(currency, _CURRENCIES["USD"])
    return plural(whole, *units), plural(cents, *smalls)


def _cardinal(number: int) -> str:
    return " ".join(str(num2words(number, lang="en")).replace(",", "").split())
