"""The drawings of the window: which figures of the plan each one shows.

Belongs here: names, values and their texts for a drawing. Does not belong here: how it is drawn
(`templates/figures`), nor any computing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wizard.numbers import format_value
from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.units import MONEY, PEOPLE, PERCENT, Unit

if TYPE_CHECKING:
    from wizard.documents.figures import FigureData
    from wizard.plan.figures import Figures

_SHORT_MONTHS = (
    _("янв"), _("фев"), _("мар"), _("апр"), _("май"), _("июн"),
    _("июл"), _("авг"), _("сен"), _("окт"), _("ноя"), _("дек"),
)  # fmt: skip


def draw(
    name: str, project: Project, figures: Figures, language: Language, width_mm: float, dark: bool
) -> bytes:
    """A drawing of the plan as SVG; nothing where the plan has nothing to draw."""
    # The drawing engine is loaded at the first picture, after the window has been shown.
    from wizard.documents.figures import figure_svg

    data = _DATA[name](project, figures, language)
    if data is None:
        return b""
    theme = "dark" if dark else "light"
    return figure_svg(name, data, theme=theme, width_mm=width_mm, language=language)


def _funnel(project: Project, figures: Figures, language: Language) -> FigureData | None:
    stages = []
    for number, stage in enumerate(project.goals.funnel[:10]):
        figure = figures.get(f"goals.stage.{stage.id}")
        if figure is None:
            continue
        stages.append(
            {
                "label": stage.name or str(number + 1),
                "value": figure.first,
                "shown": format_value(figure.first, figure.unit, language, "", sign=False),
                "conversion": ""
                if not stages
                else format_value(stage.conversion, PERCENT, language, ""),
            }
        )
    return {"stages": stages} if stages else None


def _organisation(project: Project, figures: Figures, language: Language) -> FigureData | None:
    roles = []
    known = {role.id for role in project.structure.roles}
    for role in project.structure.roles[:40]:
        staff = figures.get(f"structure.staff.{role.id}")
        count = "" if staff is None else format_value(staff.last, PEOPLE, language, "")
        parent = role.reports_to if role.reports_to in known and role.reports_to != role.id else ""
        roles.append({"id": role.id, "title": role.title, "count": count, "parent": parent})
    return {"roles": roles} if roles else None


def _plan_by_month(project: Project, figures: Figures, language: Language) -> FigureData | None:
    from wizard.documents.figures import plan_by_month

    revenue, cash = figures.get("goals.revenue"), figures.get("result.cash")
    if revenue is None or cash is None:
        return None
    currency = project.company.currency.value
    return plan_by_month(
        [_SHORT_MONTHS[month.month - 1].into(language) for month in figures.calendar],
        list(revenue.months),
        list(cash.months),
        bar_label=revenue.label.into(language),
        line_label=cash.label.into(language),
        written=lambda value: _short(value, language, currency),
    )


def _cost_structure(project: Project, figures: Figures, language: Language) -> FigureData | None:
    total = figures.get("costs.total")
    if total is None or not total.total:
        return None
    currency = project.company.currency.value
    groups = []
    for key, title in _COST_GROUPS:
        figure = figures.get(key)
        if figure is None or figure.total <= 0:
            continue
        groups.append(
            {
                "label": title.into(language),
                "value": figure.total,
                "shown": _short(figure.total, language, currency),
                "share": format_value(figure.total / total.total, PERCENT, language, ""),
            }
        )
    return {
        "groups": groups,
        "total_label": _("Всего за план").into(language),
        "total": _short(total.total, language, currency),
    }


_ONE_DECIMAL = Unit("short", Text(""), decimals=1)
_COST_GROUPS: tuple[tuple[str, Text], ...] = (
    ("costs.capital", _("Капитальные")),
    ("costs.direct", _("Прямые")),
    ("costs.indirect", _("Непрямые")),
)
_DATA: dict[str, Callable[[Project, Figures, Language], FigureData | None]] = {
    "funnel": _funnel,
    "organisation": _organisation,
    "plan-by-month": _plan_by_month,
    "cost-structure": _cost_structure,
}


def _short(value: float, language: Language, currency: str) -> str:
    """A sum short enough for a drawing: «1,2 млн ₽», «340 тыс. ₽»."""
    sign = MONEY.sign(currency).into(language)
    for size, word in ((1e6, _("млн")), (1e3, _("тыс."))):
        if abs(value) >= size:
            number = format_value(value / size, _ONE_DECIMAL, language, currency)
            return f"{number}\u00a0{word.into(language)}\u00a0{sign}"
    return format_value(value, MONEY, language, currency)
