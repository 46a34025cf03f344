"""What differs between the figures of two plans.

Belongs here: figures by key, their totals and months. Does not belong here: the answers they rest
on (`wizard.project.changes`); several scenarios of one plan side by side (`scenarios`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from wizard.numbers import Shown
from wizard.plan.figures import Figure, Figures
from wizard.texts import Text, Translatable, _

# Two plans that say the same differ by the last bits of their sums at most.
TOLERANCE = 1e-9
NOT_THERE = _("нет")
_MAIN = (
    "goals.revenue",
    "result.operating_profit",
    "result.break_even_month",
    "result.payback_month",
    "result.funding_need",
    "goals.deals",
    "goals.leads",
    "costs.total",
    "structure.staff",
    "motivation.payroll",
)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure of two plans; a side is None where that plan has no such line."""

    key: str
    label: Text
    before: Figure | None
    after: Figure | None
    before_said: Translatable
    after_said: Translatable

    @property
    def sentence(self) -> Text:
        """The difference in one line."""
        return _(
            "{figure}: {was} → {will}",
            figure=self.label,
            was=self.before_said,
            will=self.after_said,
        )


def figure_changes(old: Figures, new: Figures) -> tuple[FigureChange, ...]:
    """The figures that differ, in the order of the newer plan; those it lost at the end.

    A figure differs if its total or any of its months does; where only months differ, the first
    such month is told.
    """
    keys = dict.fromkeys([*(figure.key for figure in new), *(figure.key for figure in old)])
    found = []
    for key in keys:
        before, after = old.get(key), new.get(key)
        if before is not None and after is not None and _equal(before, after):
            continue
        told = after or before
        assert told is not None
        month = _month_that_tells(before, after)
        label = _("{figure}, месяц {n}", figure=told.label, n=month) if month else told.label
        sides = _said(before, old, month), _said(after, new, month)
        found.append(FigureChange(key, label, before, after, *sides))
    return tuple(found)


def main_first(found: Sequence[FigureChange]) -> list[FigureChange]:
    """Differences in the order in which a person asks for them: what the plan brings, then how."""
    places = {key: place for place, key in enumerate(_MAIN)}
    return sorted(found, key=lambda one: places.get(one.key, len(places)))


def _equal(one: Figure, other: Figure) -> bool:
    return (
        same_total(one.total, other.total)
        and len(one.months) == len(other.months)
        and all(map(same_total, one.months, other.months))
    )


def _month_that_tells(before: Figure | None, after: Figure | None) -> int:
    """The first month that differs where the totals do not; 0 where the totals tell it."""
    if before is None or after is None or not same_total(before.total, after.total):
        return 0
    pairs = enumerate(zip(before.months, after.months, strict=False), 1)
    return next((number for number, (one, other) in pairs if not same_total(one, other)), 0)


def same_total(one: float, other: float) -> bool:
    """Whether two values of a figure are the same but for the last bits of their sums."""
    return isclose(one, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def _said(figure: Figure | None, figures: Figures, month: int) -> Translatable:
    if figure is None:
        return NOT_THERE
    value = figure.month(month) if month else figure.total
    return Shown(value, figure.unit, figures.project.company.currency.value)
