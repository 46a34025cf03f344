"""The six rules of a good bonus, each checked as far as figures allow.

A rule is kept or broken where the project's own figures tell; where they cannot, the word of the
user decides, and without it the rule is asked. A figure outweighs the user's word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from wizard.advice.reach import feasible_attainment, thresholds_out_of_reach
from wizard.advice.rule import Case
from wizard.plan.figures import Figures
from wizard.project.bonus import Component, ComponentKind, SalesScope
from wizard.project.model import Choice
from wizard.project.motivation import Pay
from wizard.project.project import Project
from wizard.project.structure import RoleFunction, WorksOn
from wizard.texts import Text, Translatable, Verbatim, _

# The part of the variable pay that must depend on the person alone.
OWN_SHARE = 0.5
# What a person can still count without a calculator.
MOST_PARTS, MOST_KPI = 4, 5
# A plan that the people can carry to this part counts as attainable.
ATTAINABLE = 0.9

_SALES_KINDS = (
    ComponentKind.PERCENT_OF_SALES,
    ComponentKind.TIERS,
    ComponentKind.ON_PREPAYMENT,
    ComponentKind.ON_CLOSING,
)


class State(Choice):
    """How a project stands to a rule."""

    KEPT = "kept", _("соблюдено")
    BROKEN = "broken", _("нарушено")
    ASKED = "asked", _("нужен ваш ответ")


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule, how the project stands to it and why, and the field that the answer leads to."""

    id: str
    title: Text
    state: State
    sentence: Translatable
    path: str


_Found: TypeAlias = tuple[State, Text, str] | None

TITLES: dict[str, Text] = {
    "own-effort": _("Премия зависит от самого сотрудника"),
    "kpi-each": _("У каждой должности свои KPI"),
    "team-apart": _("Командная премия — отдельный показатель"),
    "simple": _("Премию понятно и легко посчитать"),
    "attainable": _("Цели достижимы и мотивируют"),
    "discussed": _("Система обсуждена с командой и обоснована"),
}
PATH = "motivation.rules"


def six_rules(project: Project, figures: Figures) -> tuple[RuleState, ...]:
    """How the project stands to each of the six rules, in their order."""
    case = Case(project, figures)
    answers = {answer.id: answer for answer in project.motivation.rules}
    states = []
    for rule, title in TITLES.items():
        found = _CHECKS[rule](case)
        if found is not None:
            state, sentence, path = found
            states.append(RuleState(rule, title, state, sentence, path))
            continue
        answer = answers.get(rule)
        said = Verbatim(answer.comment) if answer and answer.comment else _NOT_SAID
        kept = answer is not None and answer.confirmed
        path = f"{PATH}.{rule}.confirmed" if answer else PATH
        states.append(RuleState(rule, title, State.KEPT if kept else State.ASKED, said, path))
    return tuple(states)


_NOT_SAID = _("Цифры этого не покажут: подтвердите сами.")


def _paid(case: Case) -> list[Pay]:
    """The pay of the roles that there are."""
    return [pay for pay in case.project.motivation.pay if pay.id in case.titles]


def _led(case: Case) -> list[Pay]:
    """The pay of those who lead nobody: a leader's own result is the result of the others."""
    leaders = {
        role.id
        for role in case.project.structure.roles
        if role.function is RoleFunction.HEAD or role.works_on is WorksOn.LEADING
    }
    return [pay for pay in _paid(case) if pay.id not in leaders]


def _of_whole_department(component: Component) -> bool:
    return component.kind in _SALES_KINDS and component.scope is SalesScope.ALL


def _own_effort(case: Case) -> _Found:
    shares: dict[str, float] = {}
    for pay in _led(case):
        own = whole = 0.0
        for component in pay.components:
            part = case.figures[f"motivation.bonus_part.{pay.id}.{component.id}"].total
            shared = component.kind in (ComponentKind.TEAM, ComponentKind.LEADER)
            whole += part
            own += 0.0 if shared or _of_whole_department(component) else part
        if whole > 0:
            shares[pay.id] = own / whole
    if not shares:
        return None
    least = min(shares, key=lambda role: shares[role])
    said = {"role": case.titles[least], "share": case.percent(shares[least])}
    if shares[least] < OWN_SHARE:
        text = _(
            "«{role}»: от самого сотрудника зависит {share} премии. Увеличьте эту долю.", **said
        )
        return State.BROKEN, text, f"motivation.pay.{least}.components"
    text = _("От самого сотрудника зависит не меньше {share} премии («{role}»).", **said)
    return State.KEPT, text, "motivation.pay"


def _kpi_each(case: Case) -> _Found:
    sets: dict[frozenset[str], str] = {}
    paid = _paid(case)
    for pay in paid:
        path = f"motivation.pay.{pay.id}.kpi"
        if not pay.kpi:
            text = _("У роли «{role}» нет ни одного KPI.", role=case.titles[pay.id])
            return State.BROKEN, text, path
        measured = frozenset(kpi.name for kpi in pay.kpi)
        if measured in sets:
            text = _(
                "У ролей «{one}» и «{other}» одни и те же KPI.",
                one=case.titles[sets[measured]],
                other=case.titles[pay.id],
            )
            return State.BROKEN, text, path
        sets[measured] = pay.id
    if not paid:
        return None
    return State.KEPT, _("Свои KPI у всех ролей: {n} из {n}.", n=len(paid)), "motivation.pay"


def _team_apart(case: Case) -> _Found:
    for pay in _led(case):
        for component in pay.components:
            if _of_whole_department(component):
                text = _(
                    "«{role}»: часть «{part}» считается от продаж всего отдела. Вынесите её в "
                    "командную премию.",
                    role=case.titles[pay.id],
                    part=component.name,
                )
                return (
                    State.BROKEN,
                    text,
                    f"motivation.pay.{pay.id}.components.{component.id}.scope",
                )
    apart = [
        case.figures[f"motivation.bonus_part.{pay.id}.{component.id}"].total
        for pay in _paid(case)
        for component in pay.components
        if component.kind is ComponentKind.TEAM
    ]
    if not apart:
        return None
    text = _("Командная премия платится отдельно: {sum} за весь план.", sum=case.money(sum(apart)))
    return State.KEPT, text, "motivation.pay"


def _simple(case: Case) -> _Found:
    paid = _paid(case)
    for pay in paid:
        if len(pay.components) > MOST_PARTS:
            text = _(
                "«{role}»: частей премии {n}, а сосчитать в уме можно не больше {most}.",
                role=case.titles[pay.id],
                n=len(pay.components),
                most=MOST_PARTS,
            )
            return State.BROKEN, text, f"motivation.pay.{pay.id}.components"
        if len(pay.kpi) > MOST_KPI:
            text = _(
                "«{role}»: показателей {n}, а удержать можно не больше {most}.",
                role=case.titles[pay.id],
                n=len(pay.kpi),
                most=MOST_KPI,
            )
            return State.BROKEN, text, f"motivation.pay.{pay.id}.kpi"
    if not any(pay.components for pay in paid):
        return None
    parts = max(len(pay.components) for pay in paid)
    kpi = max(len(pay.kpi) for pay in paid)
    text = _("Частей премии не больше {parts}, показателей не больше {kpi}.", parts=parts, kpi=kpi)
    return State.KEPT, text, "motivation.pay"


def _attainable(case: Case) -> _Found:
    deals = case.figures["goals.deals"].total
    if deals == 0:
        return None
    share = case.figures["structure.feasible_deals"].total / deals
    said = {"share": case.percent(share)}
    if share < ATTAINABLE:
        text = _("Люди осилят {share} плана: цель выше сил. Проверьте нормы и приём.", **said)
        return State.BROKEN, text, "goals.goal_by"
    for pay, component, path in thresholds_out_of_reach(case):
        text = _(
            "«{role}»: порог {threshold} выше того, что достижимо ({reachable}).",
            role=case.titles.get(pay.id, pay.id),
            threshold=case.percent(component.threshold),
            reachable=case.percent(feasible_attainment(case)),
        )
        return State.BROKEN, text, f"{path}.threshold"
    text = _("Людей хватает на {share} плана, и пороги премий не выше достижимого.", **said)
    return State.KEPT, text, "motivation.pay"


_CHECKS: dict[str, Callable[[Case], _Found]] = {
    "own-effort": _own_effort,
    "kpi-each": _kpi_each,
    "team-apart": _team_apart,
    "simple": _simple,
    "attainable": _attainable,
    "discussed": lambda case: None,
}
