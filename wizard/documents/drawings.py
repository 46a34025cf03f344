"""Data of the drawings that stand in documents.

Belongs here: which figures of the plan each drawing shows and how they are written out. Does not
belong here: how a drawing looks (`templates/figures`), nor any computing.
"""

from __future__ import annotations

from collections.abc import Sequence

from wizard.documents.figures import FigureData, FunnelStage, plan_by_month
from wizard.documents.launch import timeline
from wizard.documents.short_money import short_money
from wizard.numbers import format_value
from wizard.plan.figures import Figures
from wizard.project.costs import CostGroup, CostItem
from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.units import PEOPLE, PERCENT

_MOST_STAGES, _MOST_ROLES, _MOST_GROUPS = 10, 40, 10
_MAIN: tuple[tuple[str, Text], ...] = (
    ("motivation.payroll", _("Оплата труда и взносы")),
    ("costs.leads", _("Лиды")),
    ("automation.cost", _("Программы и связь")),
    ("hiring.cost", _("Найм и обучение")),
)
_WHOLE: tuple[tuple[str, Text], ...] = (
    ("costs.indirect", _("Непрямые")),
    ("costs.capital", _("Капитальные")),
)


def drawings(
    project: Project, figures: Figures, language: Language, months: Sequence[str]
) -> dict[str, FigureData]:
    """The data of each drawing by its name; `months` are the short names along the plan."""
    return {
        "funnel": _funnel(project, figures, language),
        "organisation": _organisation(project, figures, language),
        "plan-by-month": _plan(project, figures, language, months),
        "cost-structure": _costs(project, figures, language),
        "timeline": timeline(project, figures, language),
    }


def _funnel(project: Project, figures: Figures, language: Language) -> FigureData:
    stages: list[FunnelStage] = []
    for stage in project.goals.funnel[:_MOST_STAGES]:
        reached = figures[f"goals.stage.{stage.id}"]
        conversion = format_value(stage.conversion, PERCENT, language, "")
        stages.append(
            {
                "label": stage.name,
                "value": reached.first,
                "shown": format_value(reached.first, reached.unit, language, "", sign=False),
                "conversion": conversion if stages else "",
            }
        )
    return {"stages": stages}


def _organisation(project: Project, figures: Figures, language: Language) -> FigureData:
    known = {role.id for role in project.structure.roles}
    roles = []
    for role in project.structure.roles[:_MOST_ROLES]:
        staff = figures[f"structure.staff.{role.id}"]
        parent = role.reports_to if role.reports_to in known - {role.id} else ""
        count = format_value(staff.last, PEOPLE, language, "")
        roles.append({"id": role.id, "title": role.title, "count": count, "parent": parent})
    return {"roles": roles}


def _plan(
    project: Project, figures: Figures, language: Language, months: Sequence[str]
) -> FigureData:
    revenue, cash = figures["goals.revenue"], figures["result.cash"]
    currency = project.company.currency.value
    return plan_by_month(
        months,
        list(revenue.months),
        list(cash.months),
        bar_label=revenue.label.into(language),
        line_label=cash.label.into(language),
        written=lambda value: short_money(value, language, currency),
    )


def _costs(project: Project, figures: Figures, language: Language) -> FigureData:
    """Direct costs part by part, the other groups whole; the smallest own items together."""
    currency = project.company.currency.value
    total = figures["costs.total"].total
    own = sorted(
        ((item.name, figures[f"costs.item.{item.id}"].total) for item in _direct(project, figures)),
        key=lambda named: -named[1],
    )
    room = _MOST_GROUPS - len(_MAIN) - len(_WHOLE)
    shown = own if len(own) <= room else own[: room - 1]
    rest = sum(value for _name, value in own[len(shown) :])
    parts = [
        *((label.into(language), figures[key].total) for key, label in _MAIN),
        *shown,
        (_("Прочие прямые").into(language), rest),
        *((label.into(language), figures[key].total) for key, label in _WHOLE),
    ]
    groups = [
        {
            "label": label,
            "value": value,
            "shown": short_money(value, language, currency),
            "share": format_value(value / total, PERCENT, language, ""),
        }
        for label, value in parts
        if value > 0
    ]
    return {
        "groups": groups,
        "total_label": _("Всего за план").into(language) if groups else "",
        "total": short_money(total, language, currency) if groups else "",
    }


def _direct(project: Project, figures: Figures) -> list[CostItem]:
    return [
        item
        for item in project.costs.items
        if item.group is CostGroup.DIRECT and f"costs.item.{item.id}" in figures
    ]
