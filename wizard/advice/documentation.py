"""Rules of stage 4."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, hint
from wizard.project.problem import Problem
from wizard.texts import _


def stage_without_role(case: Case) -> Iterator[Problem]:
    """A funnel stage that nobody answers for."""
    for stage in case.project.goals.funnel:
        if not stage.role:
            yield hint(
                f"goals.funnel.{stage.id}.role",
                _("За этап «{stage}» никто не отвечает. Назначьте роль.", stage=stage.name),
            )


def discount_limits(case: Case) -> Iterator[Problem]:
    """An employee may give a larger discount than the head agrees to."""
    documentation = case.project.documentation
    if documentation.discount_seller > documentation.discount_head:
        yield hint(
            "documentation.discount_seller",
            _(
                "Сотрудник сам даёт скидку {seller}, а руководитель согласует до {head}: "
                "согласовывать нечего. Проверьте пределы.",
                seller=case.percent(documentation.discount_seller),
                head=case.percent(documentation.discount_head),
            ),
        )


RULES: tuple[Rule, ...] = (stage_without_role, discount_limits)
