"""What a rule is, and the few things rules say often."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from wizard.dates import MONTHS
from wizard.numbers import Shown
from wizard.plan.figures import Figure, Figures
from wizard.plan.launch import Scheduled, entered_tasks
from wizard.project.problem import Mend, Problem, Severity
from wizard.project.project import Project
from wizard.texts import Text, _
from wizard.units import FACTOR, MONEY, PERCENT, Unit


@dataclass(frozen=True)
class Case:
    """What a rule looks at."""

    project: Project
    figures: Figures

    @cached_property
    def titles(self) -> dict[str, str]:
        """The titles of the roles by id."""
        return {role.id: role.title for role in self.project.structure.roles}

    @cached_property
    def launch(self) -> tuple[Scheduled, ...]:
        """The tasks of the launch in their places."""
        return entered_tasks(self.project)

    def shown(self, value: float, unit: Unit) -> Shown:
        """A value for a sentence."""
        return Shown(value, unit, self.project.company.currency.value)

    def money(self, value: float) -> Shown:
        """An amount of money for a sentence."""
        return self.shown(value, MONEY)

    def number(self, value: float) -> Shown:
        """A plain number for a sentence."""
        return self.shown(value, FACTOR)

    def percent(self, value: float) -> Shown:
        """A share for a sentence."""
        return self.shown(value, PERCENT)

    def total(self, key: str) -> Shown:
        """A figure's total for a sentence."""
        figure = self.figures[key]
        return self.shown(figure.total, figure.unit)

    def month(self, number: float) -> Text:
        """A month of the plan for a sentence: «март 2027»."""
        month = self.figures.calendar[int(number) - 1]
        return _("{month} {year}", month=MONTHS[month.month - 1], year=str(month.year))

    def first_month(self, figure: Figure, wrong: Callable[[float], bool]) -> int | None:
        """The number of the first month whose value is wrong."""
        for number, value in enumerate(figure.months, 1):
            if wrong(value):
                return number
        return None


Rule: TypeAlias = Callable[[Case], Iterator[Problem]]


def error(path: str, text: Text, mend: Mend | None = None) -> Problem:
    """Something that keeps the package from being built."""
    return Problem(Severity.ERROR, path, text, mend)


def warning(path: str, text: Text, mend: Mend | None = None) -> Problem:
    """Something that the plan will suffer from."""
    return Problem(Severity.WARNING, path, text, mend)


def hint(path: str, text: Text, mend: Mend | None = None) -> Problem:
    """Something that could be better."""
    return Problem(Severity.HINT, path, text, mend)
