"""Rules of stage 2."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, error, warning
from wizard.plan.structure import in_ring
from wizard.project.problem import Problem
from wizard.project.structure import Role, WorksOn
from wizard.texts import _

# A tenth too much work is carried by overtime and slack; more is not.
BEARABLE = 0.9


def no_roles(case: Case) -> Iterator[Problem]:
    """A department without people."""
    if not case.project.structure.roles:
        yield warning("structure.roles", _("В отделе нет ни одной роли. Добавьте хотя бы одну."))


def ring_of_subordination(case: Case) -> Iterator[Problem]:
    """Roles that report to each other in a ring."""
    bosses = {role.id: role.reports_to for role in case.project.structure.roles}
    for role in case.project.structure.roles:
        if in_ring(role.id, bosses):
            yield error(
                f"structure.roles.{role.id}.reports_to",
                _(
                    "Роль «{role}» через начальников подчиняется сама себе. Исправьте, кому она "
                    "подчиняется.",
                    role=role.title,
                ),
            )


def no_norm(case: Case) -> Iterator[Problem]:
    """Work without a norm needs nobody, which cannot be true."""
    for role in case.project.structure.roles:
        counted = role.works_on in (WorksOn.STAGES, WorksOn.CLIENTS, WorksOn.REQUESTS)
        if counted and role.norm == 0:
            yield warning(
                f"structure.roles.{role.id}.norm",
                _(
                    "У роли «{role}» норма — ноль: число людей от нагрузки не зависит. Введите "
                    "норму.",
                    role=role.title,
                ),
            )


def no_stages(case: Case) -> Iterator[Problem]:
    """A role that works on the funnel and on none of its stages."""
    for role in case.project.structure.roles:
        if role.works_on is WorksOn.STAGES and not role.stages:
            yield warning(
                f"structure.roles.{role.id}.stages",
                _("У роли «{role}» не выбраны этапы воронки: нагрузки нет.", role=role.title),
            )


def too_much_work(case: Case) -> Iterator[Problem]:
    """The trained people cannot carry the plan; the role that can least is the bottleneck."""
    worst: tuple[float, int, Role] | None = None
    for role in case.project.structure.roles:
        met = case.figures.get(f"structure.load_met.{role.id}")
        if met is None:
            continue
        for number, share in enumerate(met.months, 1):
            if share < BEARABLE and (worst is None or share < worst[0]):
                worst = (share, number, role)
    if worst is not None:
        share, number, role = worst
        yield warning(
            f"structure.roles.{role.id}.norm",
            _(
                "{month}: «{role}» осилит только {share} нагрузки — узкое место плана. Наймите "
                "раньше или проверьте норму.",
                month=case.month(number),
                role=role.title,
                share=case.percent(share),
            ),
        )


RULES: tuple[Rule, ...] = (
    no_roles,
    ring_of_subordination,
    no_norm,
    no_stages,
    too_much_work,
)
