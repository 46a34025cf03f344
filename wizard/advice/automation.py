"""Rules of stage 7."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.mend import to_value, to_whole
from wizard.advice.rule import Case, Rule, error, hint
from wizard.project.automation import Option, Tool, ToolCategory
from wizard.project.problem import Problem
from wizard.texts import _

# How far weights may be from 100 % before they are wrong: rounding of thirds is no error.
NEARLY_WHOLE = 0.0005
USUAL_RESERVE = 0.1


def unknown_choice(case: Case) -> Iterator[Problem]:
    """A tool's choice that is none of its options."""
    for tool in case.project.automation.tools:
        options = {option.id for option in tool.options}
        if tool.choice and tool.choice not in options:
            yield error(
                f"automation.tools.{tool.id}.choice",
                _(
                    "Инструмент «{tool}»: выбранного варианта «{choice}» нет среди вариантов. "
                    "Выберите из списка.",
                    tool=tool.name,
                    choice=tool.choice,
                ),
            )


def nothing_chosen(case: Case) -> Iterator[Problem]:
    """A tool that is to be used and has no choice costs nothing."""
    for tool in case.project.automation.tools:
        if tool.used and not tool.choice:
            yield hint(
                f"automation.tools.{tool.id}.choice",
                _(
                    "Инструмент «{tool}» нужен, а вариант не выбран: его цена не входит в бюджет.",
                    tool=tool.name,
                ),
            )


def no_crm(case: Case) -> Iterator[Problem]:
    """A department without a CRM."""
    tools = case.project.automation.tools
    if not any(tool.used and tool.category is ToolCategory.CRM for tool in tools):
        yield hint(
            "automation.tools",
            _("Нет CRM: план, отчёты и регламенты опираются на неё. Добавьте её."),
        )


def requirement_weights(case: Case) -> Iterator[Problem]:
    """The weights of a tool's requirements must be 100 % together."""
    for tool in case.project.automation.tools:
        total = sum(one.weight for one in tool.requirements)
        if tool.used and tool.requirements and abs(total - 1) > NEARLY_WHOLE:
            yield hint(
                f"automation.tools.{tool.id}.requirements",
                _(
                    "Инструмент «{tool}»: веса требований вместе дают {total}, а должно быть "
                    "100 %. Исправьте веса.",
                    tool=tool.name,
                    total=case.percent(total),
                ),
                to_whole(f"automation.tools.{tool.id}.requirements", tool.requirements, "weight"),
            )


def _bought(tool: Tool) -> Option | None:
    """The option that a tool is bought as."""
    if not tool.used:
        return None
    return next((one for one in tool.options if one.id == tool.choice), None)


def no_reserve(case: Case) -> Iterator[Problem]:
    """A launch is paid for and nothing is set aside for what was forgotten."""
    for tool in case.project.automation.tools:
        option = _bought(tool)
        if option is None or tool.reserve > 0:
            continue
        once = option.price_once + tool.integration + tool.migration + tool.training
        if once > 0:
            yield hint(
                f"automation.tools.{tool.id}.reserve",
                _(
                    "Инструмент «{tool}»: запуск стоит {once}, запас — {reserve}. Заложите хотя бы "
                    "{usual} на неучтённое.",
                    tool=tool.name,
                    once=case.money(once),
                    reserve=case.percent(tool.reserve),
                    usual=case.percent(USUAL_RESERVE),
                ),
                to_value(case, f"automation.tools.{tool.id}.reserve", USUAL_RESERVE),
            )


def bare_licences(case: Case) -> Iterator[Problem]:
    """A CRM whose budget holds licences alone."""
    for tool in case.project.automation.tools:
        option = _bought(tool)
        if option is None or tool.category is not ToolCategory.CRM:
            continue
        cost = case.figures[f"automation.tool.{tool.id}"].total
        if cost > 0 and tool.integration + tool.migration + tool.training == 0:
            yield hint(
                f"automation.tools.{tool.id}.integration",
                _(
                    "Инструмент «{tool}»: в бюджете {cost}, но нет ни интеграции, ни переноса "
                    "данных, ни обучения. Лицензии — обычно 20–30 % того, во что обходится CRM.",
                    tool=tool.name,
                    cost=case.money(cost),
                ),
            )


RULES: tuple[Rule, ...] = (
    unknown_choice,
    nothing_chosen,
    no_crm,
    requirement_weights,
    no_reserve,
    bare_licences,
)
