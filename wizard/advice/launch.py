"""Rules about the launch plan: waiting in a ring, nobody in charge, ready too late."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, error, hint, warning
from wizard.dates import Day
from wizard.plan.launch import Scheduled, owner_of, rings
from wizard.project.launch import LaunchTask
from wizard.project.problem import Problem
from wizard.project.stage import Stage
from wizard.texts import _, joined


def ring_of_waiting(case: Case) -> Iterator[Problem]:
    """Tasks that wait for one another, so that none of them can begin."""
    for ring in rings(case.project):
        path = f"launch.tasks.{ring[0].id}.after"
        if len(ring) == 1:
            text = _("Задача «{task}» ждёт саму себя. Уберите это ожидание.", task=_name(ring[0]))
        else:
            text = _(
                "Задачи ждут друг друга по кругу: {tasks}. Ни одну не начать; уберите одно из "
                "ожиданий.",
                tasks=joined([_("«{name}»", name=_name(task)) for task in ring]),
            )
        yield error(path, text)


def task_without_owner(case: Case) -> Iterator[Problem]:
    """A task that nobody answers for."""
    for task in case.project.launch.tasks:
        if not task.done and not owner_of(case.project, task):
            yield warning(
                f"launch.tasks.{task.id}.owner",
                _(
                    "План запуска: у задачи «{task}» нет ответственного. Назначьте роль или "
                    "впишите человека.",
                    task=_name(task),
                ),
            )


def late_for_the_start(case: Case) -> Iterator[Problem]:
    """A task without which the plan cannot begin, due when it has begun."""
    first = case.project.company.start.replace(day=1)
    for task in _late(case):
        if task.stage is Stage.DOCUMENTATION:
            continue
        text = (
            _(
                "План начинается {start} и без задачи «{task}» не обходится, а закончится она "
                "{due}: первый месяц пройдёт без неё. Начните раньше или сократите срок.",
                start=Day(first),
                task=task.action,
                due=Day(task.due),
            )
            if (task.due.year, task.due.month) > (first.year, first.month)
            else _(
                "Задача «{task}» нужна к старту плана {start}, а закончится {due}. Начните раньше "
                "или сократите срок.",
                task=task.action,
                start=Day(first),
                due=Day(task.due),
            )
        )
        yield warning(_place(task), text)


def late_documents(case: Case) -> Iterator[Problem]:
    """Documents that come into force when people already work by the plan."""
    first = case.project.company.start.replace(day=1)
    for task in _late(case):
        if task.stage is Stage.DOCUMENTATION:
            yield warning(
                _place(task),
                _(
                    "Задача «{task}» закончится {due}, а план начинается {start}: первые дни отдел "
                    "проработает без действующих документов. Начните раньше или сократите срок.",
                    task=task.action,
                    due=Day(task.due),
                    start=Day(first),
                ),
            )


def nothing_planned(case: Case) -> Iterator[Problem]:
    """A department is designed and nothing says how it starts."""
    if case.project.structure.roles and not case.project.launch.tasks:
        yield hint(
            "launch.tasks",
            _("План запуска пуст: внесите, что, кто и к какому дню сделает до старта."),
        )


def _late(case: Case) -> Iterator[Scheduled]:
    """The tasks needed for the start that are not finished the day before it."""
    return (task for task in case.launch if task.before_start and not task.done and task.ends >= 0)


def _place(task: Scheduled) -> str:
    """The field that sets when a task begins."""
    return f"launch.tasks.{task.id}.{'after' if task.after else 'starts'}"


def _name(task: LaunchTask) -> str:
    return task.action.strip() or task.id


RULES: tuple[Rule, ...] = (
    ring_of_waiting,
    task_without_owner,
    late_for_the_start,
    late_documents,
    nothing_planned,
)
