"""Rules about the company: what papers cannot do without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wizard.advice.mend import to_value
from wizard.advice.rule import Case, Rule, hint, warning
from wizard.project.company import Country, Currency, is_colour
from wizard.project.parts import by_part
from wizard.project.path import fields, get, title
from wizard.project.problem import Problem
from wizard.project.project import Project
from wizard.texts import _, joined, n_
from wizard.units import currency_sign

# What the papers are drawn in while the brand's colour is none.
OWN_COLOUR = "#1F6FEB"
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


def particulars_of_the_example(case: Case) -> Iterator[Problem]:
    """The example's city and approver under a name of one's own: papers would be signed by a
    person that the company does not have."""
    project = case.project
    if "company.name" not in project.answered:
        return
    left = [
        path
        for path in ("company.approver.surname", "company.city")
        if path not in project.answered and str(get(project, path)).strip()
    ]
    if left:
        yield warning(
            left[0],
            _(
                "Название уже ваше, а из примера остались: {what}. Они встанут в документы; "
                "впишите свои или сотрите.",
                what=joined(
                    [
                        _(
                            "{title} — {answer}",
                            title=title(project, path),
                            answer=get(project, path),
                        )
                        for path in left
                    ],
                    "; ",
                ),
            ),
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
    particulars_of_the_example,
    no_colour,
    roubles_in_words,
    russian_tax_number,
)
