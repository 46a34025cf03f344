"""Rules about the company: what papers cannot do without."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.mend import to_value
from wizard.advice.rule import Case, Rule, hint, warning
from wizard.project.company import is_colour
from wizard.project.problem import Problem
from wizard.texts import _

# What the papers are drawn in while the brand's colour is none.
OWN_COLOUR = "#1F6FEB"


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


RULES: tuple[Rule, ...] = (no_name, no_approver, no_colour)
