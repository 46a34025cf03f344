"""Rules of stage 2."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.mend import to_value
from wizard.advice.recommendation import Verdict, W, recommend
from wizard.advice.rule import Case, Rule, error, hint, warning
from wizard.plan.lines.structure import in_ring
from wizard.project.problem import Mend, Problem
from wizard.project.structure import Role, WorksOn
from wizard.texts import _
from wizard.units import DEALS_EXACT, PEOPLE, PEOPLE_EXACT

# A tenth too much work is carried by overtime and slack; more is not.
BEARABLE = 0.9
# Above this one leader has no time for each of the people (3–7 are usual).
MOST_LED = 10
# A month counts as a peak from a fifth above the mean of the plan.
PEAK = 1.2
# Points by which another way must lead before it is worth a word: weights are a judgement.
CLEAR_LEAD = 2
NEARLY = 1e-6


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
                "«{role}» осилит только {share} нагрузки ({month}) — узкое место плана. Наймите "
                "раньше или проверьте норму.",
                month=case.month(number),
                role=role.title,
                share=case.percent(share),
            ),
        )


def late_hires(case: Case) -> Iterator[Problem]:
    """Newcomers who are not trained yet when the work is already there."""
    for role in case.project.structure.roles:
        met = case.figures.get(f"structure.load_met.{role.id}")
        if met is None or not role.ramp:
            continue
        hires = case.figures[f"hiring.hires.{role.id}"].months
        for number, share in enumerate(met.months, 1):
            recent = hires[max(0, number - len(role.ramp)) : number]
            if share < 1 - NEARLY and any(recent):
                place = "at_start" if number <= len(role.ramp) else "overrides"
                yield hint(
                    f"structure.roles.{role.id}.{place}",
                    _(
                        "«{role}»: новички ({people}) ещё не вышли на норму, и {rest} нагрузки "
                        "нести некому ({month}). Примите их раньше.",
                        month=case.month(number),
                        role=role.title,
                        people=case.shown(sum(recent), PEOPLE),
                        rest=case.percent(1 - share),
                    ),
                    _taken_on(case, role, number) if place == "at_start" else None,
                )
                break


def _taken_on(case: Case, role: Role, number: int) -> Mend:
    """Have the people of a month from the start on."""
    people = round(case.figures[f"structure.staff.{role.id}"].month(number))
    return to_value(case, f"structure.roles.{role.id}.at_start", people)


def peak_above_capacity(case: Case) -> Iterator[Problem]:
    """In the months of the season's peak the people cannot carry the plan."""
    deals, feasible = case.figures["goals.deals"], case.figures["structure.feasible_deals"]
    usual = deals.total / len(deals.months)
    for number, (wanted, able) in enumerate(zip(deals.months, feasible.months, strict=True), 1):
        if wanted > PEAK * usual and able < wanted * (1 - NEARLY):
            yield warning(
                "goals.season",
                _(
                    "Пик сезона, {month}: по плану {wanted}, а людей хватит на {able}. Наймите к "
                    "пику или сдвиньте план.",
                    month=case.month(number),
                    wanted=case.shown(wanted, DEALS_EXACT),
                    able=case.shown(able, DEALS_EXACT),
                ),
            )
            return


def wide_span(case: Case) -> Iterator[Problem]:
    """More people under one leader than one can lead."""
    for role in case.project.structure.roles:
        if role.works_on is not WorksOn.LEADING:
            continue
        load = case.figures[f"structure.load.{role.id}"].months
        leaders = case.figures[f"structure.staff.{role.id}"].months
        most = max(team / (count or 1.0) for team, count in zip(load, leaders, strict=True))
        if most > MOST_LED:
            yield hint(
                f"structure.roles.{role.id}.span",
                _(
                    "«{role}»: на одного руководителя приходится {people}, а обычно 3–7. "
                    "Снизьте норму управляемости или выделите старшего.",
                    role=role.title,
                    people=case.shown(most, PEOPLE_EXACT),
                ),
            )


def step_without_accountable(case: Case) -> Iterator[Problem]:
    """A step of the process that no one answers for, or that nobody does."""
    steps = case.project.structure.responsibility
    for number, step in enumerate(steps, 1):
        if not step.accountable:
            yield warning(
                f"structure.responsibility.{step.id}.accountable",
                _(
                    "Матрица ответственности, шаг {number} из {n} «{step}»: никто не отвечает. "
                    "Назначьте ровно одну роль.",
                    number=number,
                    n=len(steps),
                    step=step.name,
                ),
            )
        if not step.responsible:
            yield hint(
                f"structure.responsibility.{step.id}.responsible",
                _(
                    "Матрица ответственности, шаг {number} из {n} «{step}»: некому исполнять.",
                    number=number,
                    n=len(steps),
                    step=step.name,
                ),
            )


def other_way(case: Case) -> Iterator[Problem]:
    """The chosen model or split is clearly not the one that suits the project best."""
    structure = case.project.structure
    if structure.roles:
        advised = recommend(case.project, case.figures)
        yield from _outdone(case, "structure.model", structure.model, advised.of_model)
        yield from _outdone(case, "structure.split", structure.split, advised.of_split)


def _outdone(case: Case, path: str, chosen: W, verdict: Verdict[W]) -> Iterator[Problem]:
    best, own = verdict.points[verdict.way], verdict.points[chosen]
    if best - own >= CLEAR_LEAD:
        yield hint(
            path,
            _(
                "Выбрано «{chosen}», а проекту больше подходит «{way}» ({best} против {own} "
                "баллов). {reason}",
                chosen=chosen.title_text,
                way=verdict.way.title_text,
                best=best,
                own=own,
                reason=verdict.reasons[0].sentence,
            ),
            to_value(case, path, verdict.way),
        )


RULES: tuple[Rule, ...] = (
    no_roles,
    ring_of_subordination,
    no_norm,
    no_stages,
    too_much_work,
    late_hires,
    peak_above_capacity,
    wide_span,
    step_without_accountable,
    other_way,
)
