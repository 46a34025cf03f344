"""Lines of stage 2: the load of each role, the people it needs, and the people there are."""

from __future__ import annotations

from wizard.plan.formulas.expression import Expression, Input, Number
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import larger, whole
from wizard.plan.formulas.over_months import sum_of
from wizard.project.project import Project
from wizard.project.structure import Role, WorksOn
from wizard.texts import _
from wizard.units import PEOPLE, UNITS_OF_WORK

LOAD, NEED = _("Нагрузка"), _("Потребность")


def define(project: Project, lines: Lines) -> None:
    """Define load and need; the staff itself follows from hiring."""
    for role in project.structure.roles:
        path, name = f"structure.roles.{role.id}", role.title
        load = lines.line(
            f"structure.load.{role.id}",
            _load(role, project, lines),
            _("Нагрузка: {role}", role=name),
            UNITS_OF_WORK,
            help=_LOAD_HELP[role.works_on],
            group=LOAD,
        )
        per_person = Input(f"{path}.span" if role.works_on is WorksOn.LEADING else f"{path}.norm")
        lines.line(
            f"structure.need.{role.id}",
            larger(Input(f"{path}.minimum"), whole(load / per_person)),
            _("Нужно людей: {role}", role=name),
            PEOPLE,
            Total.GREATEST,
            help=_("Нагрузка ÷ норма на человека, вверх до целого, не меньше минимума."),
            group=NEED,
        )


_LOAD_HELP = {
    WorksOn.STAGES: _("Сколько сделок доходит до этапов роли; лиды считаются в месяце прихода."),
    WorksOn.CLIENTS: _("Действующие клиенты на конец месяца."),
    WorksOn.REQUESTS: _("Действующие клиенты × обращений в поддержку на клиента."),
    WorksOn.LEADING: _("Люди, которые подчиняются роли напрямую."),
    WorksOn.FIXED: _("Численность постоянная: берётся минимум."),
}


def _load(role: Role, project: Project, lines: Lines) -> Expression:
    match role.works_on:
        case WorksOn.STAGES:
            funnel = [stage.id for stage in project.goals.funnel]
            keys = [
                "goals.leads_inflow" if stage == funnel[0] else f"goals.stage.{stage}"
                for stage in funnel
                if stage in role.stages
            ]
            return sum_of([lines[key] for key in keys])
        case WorksOn.CLIENTS:
            return lines["goals.clients"]
        case WorksOn.REQUESTS:
            per_client = Input(f"structure.roles.{role.id}.requests_per_client")
            return lines["goals.clients"] * per_client
        case WorksOn.LEADING:
            return sum_of([lines[f"structure.staff.{other}"] for other in team(project, role.id)])
        case WorksOn.FIXED:
            return Number(0.0)


def team(project: Project, role_id: str) -> list[str]:
    """The roles that report to a role; those caught in a ring of subordination report to nobody."""
    bosses = {role.id: role.reports_to for role in project.structure.roles}
    return [
        role.id
        for role in project.structure.roles
        if role.reports_to == role_id and not in_ring(role.id, bosses)
    ]


def in_ring(role_id: str, bosses: dict[str, str]) -> bool:
    """Whether following "reports to" from a role never comes to an end."""
    seen: set[str] = set()
    while role_id in bosses:
        if role_id in seen:
            return True
        seen.add(role_id)
        role_id = bosses[role_id]
    return False
