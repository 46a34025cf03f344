"""Lines of stage 7: licences by month from the staff, and what the tools cost."""

from __future__ import annotations

from wizard.plan.formulas.expression import MONTH, Expression, Input, Vector
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import at_least, equal
from wizard.plan.formulas.over_months import sum_of
from wizard.plan.formulas.tables import products
from wizard.project.automation import Tool
from wizard.project.project import Project
from wizard.texts import _
from wizard.units import LICENCES, MONEY, POINTS

CHOICE, LICENCES_GROUP, COST = _("Выбор"), _("Лицензии"), _("Расходы")


def define(project: Project, lines: Lines) -> None:
    """Define licences and cost for each tool that is used and chosen."""
    for tool in project.automation.tools:
        _scores(tool, lines)
    costs = [
        _tool(project, tool, lines)
        for tool in project.automation.tools
        if tool.used and any(option.id == tool.choice for option in tool.options)
    ]
    lines.line(
        "automation.cost",
        sum_of([lines[key] for key in costs]),
        _("Расходы на автоматизацию"),
        MONEY,
        group=COST,
        help=_("Все выбранные инструменты: лицензии, абонентская плата, запуск."),
    )


def _scores(tool: Tool, lines: Lines) -> None:
    """How well each option meets the weighted requirements."""
    if not tool.requirements:
        return
    path = f"automation.tools.{tool.id}"
    weights = Vector(f"{path}.requirements", "weight")
    for option in tool.options:
        given = {score.id for score in option.scores}
        total: Expression | None = None
        for requirement in tool.requirements:
            if requirement.id in given:
                part = Input(f"{path}.requirements.{requirement.id}.weight") * Input(
                    f"{path}.options.{option.id}.scores.{requirement.id}.points"
                )
                total = part if total is None else total + part
        lines.line(
            f"automation.score.{tool.id}.{option.id}",
            0.0 if total is None else total / products(weights),
            _("Оценка: {tool} — {option}", tool=tool.name, option=option.name),
            POINTS,
            Total.LAST,
            single=True,
            group=CHOICE,
            help=_("Баллы по требованиям, взвешенные их весами; без балла — 0."),
        )


def _tool(project: Project, tool: Tool, lines: Lines) -> str:
    path = f"automation.tools.{tool.id}"
    option = f"{path}.options.{tool.choice}"
    start = Input(f"{path}.start")
    users = [role.id for role in project.structure.roles if not tool.roles or role.id in tool.roles]
    licences = lines.line(
        f"automation.licences.{tool.id}",
        sum_of([lines[f"structure.staff.{role}"] for role in users]) * at_least(MONTH, start),
        _("Лицензии: {tool}", tool=tool.name),
        LICENCES,
        Total.LAST,
        group=LICENCES_GROUP,
        help=_("По одной на каждого человека ролей, которым нужен инструмент."),
    )
    launch = lines.line(
        f"automation.launch.{tool.id}",
        (
            Input(f"{option}.price_once")
            + Input(f"{path}.integration")
            + Input(f"{path}.migration")
            + Input(f"{path}.training")
        )
        * (1 + Input(f"{path}.reserve"))
        * equal(MONTH, start),
        _("Запуск: {tool}", tool=tool.name),
        MONEY,
        group=COST,
        help=_("Разовая плата, интеграция, перенос данных и обучение с запасом."),
    )
    running = licences * Input(f"{option}.price_user")
    monthly = Input(f"{option}.price_month") * at_least(MONTH, start)
    lines.line(
        f"automation.tool.{tool.id}",
        running + monthly + launch,
        _("Расходы: {tool}", tool=tool.name),
        MONEY,
        group=COST,
        help=_("Лицензии × цена, плата за месяц и запуск."),
    )
    return f"automation.tool.{tool.id}"
