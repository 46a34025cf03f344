"""Rules of stage 6."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, hint
from wizard.project.problem import Problem
from wizard.texts import _
from wizard.units import PEOPLE


def vacancies_before_the_plan(case: Case) -> Iterator[Problem]:
    """People needed in the first months must be looked for before the plan begins."""
    for role in case.project.structure.roles:
        before = case.figures[f"hiring.vacancies_before.{role.id}"].total
        if before > 0:
            yield hint(
                f"hiring.roles.{role.id}.days_to_hire",
                _(
                    "«{role}»: вакансии ({people}) нужно открыть до начала плана, иначе люди "
                    "выйдут позже срока.",
                    role=role.title,
                    people=case.shown(before, PEOPLE),
                ),
            )


def free_hiring(case: Case) -> Iterator[Problem]:
    """People are hired and hiring costs nothing."""
    for role in case.project.structure.roles:
        hires = case.figures[f"hiring.hires.{role.id}"].total
        if hires > 0 and case.figures[f"hiring.cost.{role.id}"].total == 0:
            yield hint(
                f"hiring.roles.{role.id}.cost_of_hire",
                _(
                    "«{role}»: принять нужно {people}, а расходы на найм — ноль. Внесите их.",
                    role=role.title,
                    people=case.shown(hires, PEOPLE),
                ),
            )


RULES: tuple[Rule, ...] = (vacancies_before_the_plan, free_hiring)
