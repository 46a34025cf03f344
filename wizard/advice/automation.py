"""Rules of stage 7."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, error, hint
from wizard.project.automation import ToolCategory
from wizard.project.problem import Problem
from wizard.texts import _


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


RULES: tuple[Rule, ...] = (unknown_choice, nothing_chosen, no_crm)
