"""Figures of the plan as texts: formatting alone, nothing is computed here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from wizard.documents.language.short_money import short_money as short_money_of
from wizard.numbers import MINUS
from wizard.project.path import get
from wizard.texts import Text
from wizard.ui.binding.table_model import Shown
from wizard.ui.drawings import SHORT_MONTHS
from wizard.ui.session import Session
from wizard.units import PERCENT, Unit

if TYPE_CHECKING:
    from wizard.plan.figures import Figure, Figures

Of = Literal["total", "first", "last"]
_FROM_MILLIONS = 1e7


def value_of(figures: Figures | None, key: str, of: Of = "total") -> float | None:
    """One value of a figure, or None where the plan has no such line."""
    figure = figures.get(key) if figures is not None else None
    if figure is None:
        return None
    if of == "total" or not figure.months:
        return figure.total
    return figure.first if of == "first" else figure.last


def month_of(session: Session, of: Of) -> int:
    """The month that a value is of; 0 for a total."""
    return {"total": 0, "first": 1, "last": len(session.figures.calendar)}[of]


_TOLD_BY_LABEL = frozenset({"deals", "leads", "clients", "people", "licences", "pieces"})


def headline(session: Session, key: str, of: Of = "total", figures: Figures | None = None) -> str:
    """A figure beside its label, which tells what is counted: «500», but «135 000 ₽»."""
    figure = session.figures.get(key)
    sign = figure is not None and figure.unit.key not in _TOLD_BY_LABEL
    return figure_text(session, key, of, sign=sign, figures=figures)


def figure_text(
    session: Session,
    key: str,
    of: Of = "total",
    *,
    sign: bool = True,
    figures: Figures | None = None,
) -> str:
    """A figure as people read it, of the plan on the screen unless other `figures` are given; empty
    where the plan has no such line."""
    told = figures or session.figures
    figure, value = told.get(key), value_of(told, key, of)
    return written(session, value, figure.unit, sign=sign) if figure and value is not None else ""


def base_figures(session: Session) -> Figures:
    """The figures of the base plan, whatever scenario is on the screen."""
    from wizard.plan.figures import compute  # loaded with the plan itself

    return compute(session.project) if session.scenario else session.figures


def written(session: Session, value: float, unit: Unit, *, sign: bool = True) -> str:
    """A value with its unit in the window's language and the project's currency."""
    return session.written(value, unit, sign=sign)


def short_money(session: Session, value: float, unit: Unit, beside: Iterable[float] = ()) -> str:
    """A sum for a headline: «18,4 млн ₽» where it, or one that stands `beside` it, has ten
    millions or more: sums to be compared are written alike."""
    if not unit.money or max(map(abs, (value, *beside))) < _FROM_MILLIONS:
        return written(session, value, unit)
    return short_money_of(value, session.language, session.currency)


def change_text(session: Session, figure: Figure, change: float) -> str:
    """By how much a figure changed, with its sign; empty for a change too small to show."""
    text = written(session, abs(change), figure.unit, sign=figure.unit.percent)
    if not any(digit in text for digit in "123456789"):
        return ""
    return f"+{text}" if change > 0 else f"{MINUS}{text}"


def month_name(session: Session, number: int) -> str:
    """The plan's month as «май 2027»."""
    for month in session.figures.calendar:
        if month.number == number:
            return f"{session.say(SHORT_MONTHS[month.month - 1])} {month.year}"
    return "—"


def row_figure(title: Text, prefix: str, of: Of = "first", unit: Unit | None = None) -> Shown:
    """A table's column with each row's own figure; its heading tells the unit, if one is given."""
    return Shown(
        title,
        lambda session, row: figure_text(session, f"{prefix}.{row.id}", of, sign=False),
        unit=unit,
    )


def share_total(session: Session, path: str, name: str) -> str:
    """What entered shares add up to, for the row of totals."""
    whole = sum(getattr(row, name) for row in get(session.project, path))
    return written(session, whole, PERCENT)
