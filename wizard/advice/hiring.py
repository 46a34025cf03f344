"""Rules of stage 6."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.mend import to_value, to_whole
from wizard.advice.rule import Case, Rule, hint, warning
from wizard.project.problem import Problem
from wizard.texts import _
from wizard.units import PEOPLE

# How far weights may be from 100 % before they are wrong: rounding of thirds is no error.
NEARLY_WHOLE = 0.0005
USUAL_PASS_MARK = 0.8


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


def competency_weights(case: Case) -> Iterator[Problem]:
    """The weights of a role's competencies must be 100 % together."""
    for row in case.project.hiring.roles:
        total = sum(one.weight for one in row.competencies)
        if row.competencies and abs(total - 1) > NEARLY_WHOLE:
            yield warning(
                f"hiring.roles.{row.id}.competencies",
                _(
                    "«{role}»: веса компетенций вместе дают {total}, а должно быть 100 %: оценки "
                    "на собеседовании нельзя сравнить.",
                    role=case.titles.get(row.id, row.id),
                    total=case.percent(total),
                ),
                to_whole(f"hiring.roles.{row.id}.competencies", row.competencies, "weight"),
            )


def no_profile(case: Case) -> Iterator[Problem]:
    """People are to be hired and nobody has said whom to look for."""
    for row in case.project.hiring.roles:
        hires = case.figures.get(f"hiring.hires.{row.id}")
        if hires is not None and hires.total > 0 and not row.competencies:
            yield hint(
                f"hiring.roles.{row.id}.competencies",
                _(
                    "«{role}»: принять нужно {people}, а профиля нет. Запишите компетенции и их "
                    "веса.",
                    role=case.titles.get(row.id, row.id),
                    people=case.shown(hires.total, PEOPLE),
                ),
            )


def untrained(case: Case) -> Iterator[Problem]:
    """People are hired into a role that has no training at all."""
    for role in case.project.structure.roles:
        hires = case.figures[f"hiring.hires.{role.id}"].total
        if hires > 0 and case.figures[f"hiring.hours_for_one.{role.id}"].total == 0:
            yield hint(
                "hiring.modules",
                _(
                    "«{role}»: принять нужно {people}, а обучения для роли — 0 ч. Добавьте модуль "
                    "или часы наставника.",
                    role=role.title,
                    people=case.shown(hires, PEOPLE),
                ),
            )


def no_pass_mark(case: Case) -> Iterator[Problem]:
    """An attestation that everybody passes."""
    mark = case.project.hiring.pass_mark
    if mark == 0:
        yield hint(
            "hiring.pass_mark",
            _(
                "Проходной балл аттестации — {mark}: её сдаёт любой. Задайте балл.",
                mark=case.percent(mark),
            ),
            to_value(case, "hiring.pass_mark", USUAL_PASS_MARK),
        )


RULES: tuple[Rule, ...] = (
    vacancies_before_the_plan,
    free_hiring,
    competency_weights,
    no_profile,
    untrained,
    no_pass_mark,
)
