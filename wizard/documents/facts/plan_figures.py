"""The figures of the plan as templates read them: in the language of the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wizard.documents.filling import text
from wizard.documents.filling.unknown import UNKNOWN
from wizard.plan.figures import Figures
from wizard.texts import Language

_SOURCES = ("goals.revenue", "goals.deals", "goals.leads")


class PlanFigure(text.Figure):
    """A line of the plan in a template; a single figure has one month."""

    __slots__ = ()

    def month(self, number: int) -> float:
        """The value in a month counted from 1."""
        return self.months[min(number, len(self.months)) - 1]


class PlanFigures(Mapping[str, text.Figure]):
    """The figures of the plan by key, in the language of the document.

    Where the plan has nothing to sell, a zero is no answer: the figure is not known yet.
    """

    def __init__(self, figures: Figures, language: Language) -> None:
        self._figures = figures
        self._language: Language = language
        self.nothing_to_count = not any(figures[key].total for key in _SOURCES if key in figures)

    def __getitem__(self, key: str) -> PlanFigure:
        figure = self._figures[key]
        label = figure.label.into(self._language)
        months, total = figure.months or (figure.total,), figure.total
        if self.nothing_to_count and not total and not any(months):
            months, total = (UNKNOWN,) * len(months), UNKNOWN
        return PlanFigure(key, label, figure.unit, months, total)

    def get(self, key: str, default: Any = None) -> Any:
        """The line, or the default: asking must not cost the search for the nearest name."""
        if key not in self:
            return default
        return self[key]

    def __iter__(self) -> Iterator[str]:
        return (figure.key for figure in self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def __contains__(self, key: object) -> bool:
        return key in self._figures
