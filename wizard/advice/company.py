"""Rules about the company: what papers cannot do without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wizard.advice.mend import to_value
from wizard.advice.rule import Case, Rule, hint, warning
from wizard.project.company import OWN_COLOUR, Country, Currency, is_colour
from wizard.project.parts import by_part
from wizard.project.path import fields, title
from wizard.project.problem import Problem
from wizard.project.project import Project
from wizard.texts import _, joined, n_
from wizard.units import currency_sign

_NAMED = 3


def _mentioning(words: re.Pattern[str]) -> Callable[[Project], list[str]]:
    """The paths of the texts in which something is mentioned."""
    return by_part(
        lambda name, part: [
            path
            for path, answer, _question in fields(part, f"{name}.")
            if isinstance(answer, str) and words.search(answer)
        ]
    )


_in_roubles = _mentioning(re.compile(r"\bрубл|\bруб\.|₽|\broubles?\b", re.IGNORECASE))
_with_russian_tax_number = _mentioning(re.compile(r"\b(ИНН|INN)\b"))


def no_name(case: Case) -> Iterator[Problem]:
    """Documents without a company's name."""
    if not case.project.company.name.strip():
        yield warning(
            "company.name", _("Не указано название компании: в документах останется пустое место.")
        )


def no_approver(case: Case) -> Iterator[Problem]:
    """The stamp of approval without a surname."""
    if not case.project.company.approver.surname.strip():
        yield hint(
            "company.approver.surname",
            _("Не указано, кто утверждает документы: гриф будет с пустой строкой для фамилии."),
        )


def no_colour(case: Case) -> Iterator[Problem]:
    """A brand colour that is none."""
    entered = case.project.company.brand_color
    if not is_colour(entered):
        yield warning(
            "company.brand_color",
            _(
                "«{entry}» — не цвет: нужна запись вида #1F6FEB. Пока взят синий программы.",
                entry=entered[:30],
            ),
            to_value(case, "company.brand_color", OWN_COLOUR),
        )


def roubles_in_words(case: Case) -> Iterator[Problem]:
    """Roubles in the texts of a plan in another currency: the example's texts name them."""
    currency = case.project.company.currency
    # A Belarusian rouble is a rouble, too.
    if currency in (Currency.RUB, Currency.BYN):
        return
    found = _in_roubles(case.project)
    if found:
        yield warning(
            found[0],
            n_(
                "Валюта плана — {sign}, а рубли названы в {n} ответе: {where}. Они уйдут в "
                "документы; впишите суммы в валюте плана.",
                "Валюта плана — {sign}, а рубли названы в {n} ответах: {where}. Они уйдут в "
                "документы; впишите суммы в валюте плана.",
                len(found),
                sign=currency_sign(currency.value),
                where=joined([title(case.project, path) for path in found[:_NAMED]], "; "),
            ),
        )


def russian_company_in_kazakhstan(case: Case) -> Iterator[Problem]:
    """Kazakhstan with the example's Russian legal form or currency."""
    company, answered = case.project.company, case.project.answered
    if company.country is not Country.KAZAKHSTAN:
        return
    if company.legal_form.strip().upper() == "ООО":
        yield warning(
            "company.legal_form",
            _("Страна — Казахстан, а правовая форма в документах — ООО. Обычно это ТОО."),
            to_value(case, "company.legal_form", "ТОО"),
        )
    if company.currency is Currency.RUB and "company.currency" not in answered:
        yield warning(
            "company.currency",
            _(
                "Страна — Казахстан, а суммы плана в рублях. Выберите тенге и проверьте суммы: "
                "смена валюты их не пересчитывает."
            ),
            to_value(case, "company.currency", Currency.KZT),
        )


def russian_tax_number(case: Case) -> Iterator[Problem]:
    """The Russian taxpayer's number in the texts of a company of Kazakhstan."""
    if case.project.company.country is not Country.KAZAKHSTAN:
        return
    found = _with_russian_tax_number(case.project)
    if found:
        yield warning(
            found[0],
            n_(
                "Страна — Казахстан, а ИНН назван в {n} ответе: {where}. Впишите БИН или ИИН.",
                "Страна — Казахстан, а ИНН назван в {n} ответах: {where}. Впишите БИН или ИИН.",
                len(found),
                where=joined([title(case.project, path) for path in found[:_NAMED]], "; "),
            ),
        )


RULES: tuple[Rule, ...] = (
    no_name,
    no_approver,
    no_colour,
    roubles_in_words,
    russian_company_in_kazakhstan,
    russian_tax_number,
)
