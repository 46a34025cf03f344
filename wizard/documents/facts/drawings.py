"""Data of the drawings that stand in documents.

Belongs here: which figures of the plan each drawing shows and how they are written out. Does not
belong here: how a drawing looks (`templates/figures`), nor any computing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from wizard.documents.facts.launch import timeline
from wizard.documents.language.short_money import short_money
from wizard.documents.setting.figures import (
    FigureData,
    FunnelStage,
    KeyFigures,
    ProcessMap,
    ProcessStep,
    plan_by_month,
)
from wizard.numbers import Shown, format_value
from wizard.plan.figures import Figures
from wizard.project.costs import CostGroup, CostItem
from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.units import DAYS, DEALS_EXACT, PEOPLE, PERCENT

_MOST_STAGES, _MOST_ROLES, _MOST_GROUPS = 10, 40, 10
_MAIN: tuple[tuple[str, Text], ...] = (
    ("motivation.payroll", _("Оплата труда и взносы")),
    ("costs.leads", _("Лиды")),
    ("automation.cost", _("Программы и связь")),
    ("hiring.cost", _("Найм и обучение")),
)
_WHOLE: tuple[tuple[str, Text], ...] = (
    ("costs.indirect", _("Косвенные")),
    ("costs.capital", _("Капитальные")),
)
_REVENUE = ("goals.revenue", "result.cash")
_PROFIT = ("result.operating_profit", "result.cumulative_cash_flow")
_NEVER = _("не наступает")


def drawings(
    project: Project, figures: Figures, language: Language, months: Sequence[str]
) -> dict[str, FigureData]:
    """The data of each drawing by its name; `months` are the short names along the plan."""
    return {name: make() for name, make in _makers(project, figures, language, months).items()}


def drawing(
    name: str, project: Project, figures: Figures, language: Language, months: Sequence[str]
) -> FigureData:
    """The data of one drawing alone, as `drawings` gives it."""
    return _makers(project, figures, language, months)[name]()


def _makers(
    project: Project, figures: Figures, language: Language, months: Sequence[str]
) -> dict[str, Callable[[], FigureData]]:
    plan = partial(_plan, project, figures, language, months)
    return {
        "funnel": partial(_funnel, project, figures, language),
        "organisation": partial(_organisation, project, figures, language),
        "process": partial(_process, project, language),
        "plan-by-month": plan,
        "plan-by-month:profit": partial(plan, _PROFIT),
        "plan-by-month:capacity": partial(_capacity, project, figures, language, months),
        "key-figures": partial(_key_figures, project, figures, language, months),
        "cost-structure": partial(_costs, project, figures, language),
        "timeline": partial(timeline, project, figures, language),
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
                "spot": f"goals.funnel.{stage.id}",
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
        roles.append(
            {
                "id": role.id,
                "title": role.title,
                "count": count,
                "parent": parent,
                "spot": f"structure.roles.{role.id}",
            }
        )
    return {"roles": roles}


def _process(project: Project, language: Language) -> ProcessMap:
    titles = {role.id: role.title for role in project.structure.roles}
    asked = {step.id: step for step in project.documentation.process}
    steps: list[ProcessStep] = []
    for stage in project.goals.funnel[:_MOST_STAGES]:
        step = asked.get(stage.id)
        steps.append(
            {
                "label": stage.name,
                "owner": titles.get(stage.role, ""),
                "deadline": step.deadline.strip().rstrip(".") if step else "",
                "days": _at_stage(stage.days, language),
                "status": step.crm_status.strip() if step else "",
                "conversion": format_value(stage.conversion, PERCENT, language, "")
                if steps
                else "",
                "spot": f"documentation.process.{stage.id}",
            }
        )
    return {"steps": steps, "labels": {"status": "CRM"}}


def _at_stage(days: float, language: Language) -> str:
    if not days:
        return ""
    return _("на этапе {days}", days=Shown(days, DAYS, "")).into(language)


def _plan(
    project: Project,
    figures: Figures,
    language: Language,
    months: Sequence[str],
    shown: tuple[str, str] = _REVENUE,
) -> FigureData:
    bar, line = (figures[key] for key in shown)
    currency = project.company.currency.value
    return plan_by_month(
        months,
        list(bar.months),
        list(line.months),
        bar_label=bar.label.into(language),
        line_label=line.label.into(language),
        written=lambda value: short_money(value, language, currency),
        shown=lambda value: format_value(value, bar.unit, language, currency),
        spots=_months_of(shown[0], months),
        years=[month.year for month in figures.calendar],
    )


def _capacity(
    project: Project, figures: Figures, language: Language, months: Sequence[str]
) -> FigureData:
    """The deals of the plan beside those that the people can bring."""
    wanted, able = figures["goals.deals"], figures["structure.feasible_deals"]
    return plan_by_month(
        months,
        list(wanted.months),
        list(able.months),
        bar_label=_("Сделок по плану").into(language),
        line_label=_("Сделок, на которые хватит людей").into(language),
        written=lambda value: format_value(value, DEALS_EXACT, language, "", sign=False),
        spots=_months_of(able.key, months),
        years=[month.year for month in figures.calendar],
    )


def _months_of(key: str, months: Sequence[str]) -> list[str]:
    return [f"figure:{key}:{number}" for number in range(1, len(months) + 1)]


def _costs(project: Project, figures: Figures, language: Language) -> FigureData:
    """Direct costs part by part, the other groups whole; the smallest own items together."""
    currency = project.company.currency.value
    total = figures["costs.total"].total
    own = sorted(
        (
            (item.name, figures[f"costs.item.{item.id}"].total, f"costs.items.{item.id}")
            for item in _direct(project, figures)
        ),
        key=lambda named: -named[1],
    )
    room = _MOST_GROUPS - len(_MAIN) - len(_WHOLE)
    shown = own if len(own) <= room else own[: room - 1]
    rest = sum(value for _name, value, _path in own[len(shown) :])
    parts = [
        *((label.into(language), figures[key].total, _whole(key)) for key, label in _MAIN),
        *shown,
        (_("Прочие прямые").into(language), rest, ""),
        *((label.into(language), figures[key].total, _whole(key)) for key, label in _WHOLE),
    ]
    groups = [
        {
            "label": label,
            "value": value,
            "shown": short_money(value, language, currency),
            "share": format_value(value / total, PERCENT, language, ""),
            "spot": spot,
        }
        for label, value, spot in parts
        if value > 0
    ]
    return {
        "groups": groups,
        "total_label": _("Всего").into(language) if groups else "",
        "total": short_money(total, language, currency) if groups else "",
    }


def _whole(key: str) -> str:
    """Where a line leads: to its explanation over the whole plan."""
    return f"figure:{key}:0"


def _direct(project: Project, figures: Figures) -> list[CostItem]:
    return [
        item
        for item in project.costs.items
        if item.group is CostGroup.DIRECT and f"costs.item.{item.id}" in figures
    ]


def _key_figures(
    project: Project, figures: Figures, language: Language, months: Sequence[str]
) -> KeyFigures:
    currency = project.company.currency.value

    def money(key: str) -> str:
        return short_money(figures[key].total, language, currency)

    def count(key: str, value: float) -> str:
        return format_value(value, figures[key].unit, language, currency, sign=False)

    def month(key: str) -> str:
        number = round(figures[key].total)
        if not 1 <= number <= len(months):
            return _NEVER.into(language)
        return f"{months[number - 1]} {figures.calendar[number - 1].year}"

    cards: list[tuple[Text, str]] = [
        (_("Выручка"), money("goals.revenue")),
        (_("Новые сделки"), count("goals.deals", figures["goals.deals"].total)),
        (_("Лиды"), count("goals.leads", figures["goals.leads"].total)),
        (_("Людей к концу плана"), count("structure.staff", figures["structure.staff"].last)),
        (_("Расходы отдела"), money("costs.total")),
        (_("Операционная прибыль"), money("result.operating_profit")),
        (_("Выход в ноль"), month("result.break_even_month")),
        (_("Не хватает денег"), money("result.funding_need")),
    ]
    return {"cards": [{"label": label.into(language), "shown": shown} for label, shown in cards]}
