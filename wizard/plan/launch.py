"""The launch plan with dates: when each task starts and is due, and which tasks allow no delay.

Time is counted in working days from the plan's first day, so everything moves with its first month.
Vacancies to open follow from the hiring plan and are added to the tasks that were entered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from wizard.plan.data.calendar import WorkingCalendar, working_calendar
from wizard.plan.figures import Figures
from wizard.project.company import Person
from wizard.project.launch import LaunchTask
from wizard.project.project import Project
from wizard.project.stage import Stage
from wizard.project.structure import Role, RoleFunction
from wizard.texts import Translatable, Verbatim, _

# People who are looked for after the first quarter no longer belong to the launch.
_LAUNCH_MONTHS = 3
# More than any limit of a field; keeps an entry out of its limits from reaching the last year.
_LONGEST, _FARTHEST = 1_000, 5_000


@dataclass(frozen=True)
class Scheduled:
    """A task in its place. `begins` and `ends` number working days, 0 is the plan's first.

    `after` are the ids of known tasks only. `slack` is how many working days the task may be late
    without moving the end of the launch; a `critical` one has none. A task that follows from the
    hiring plan is `automatic`: no row holds it and nothing waits for it.
    """

    id: str
    stage: Stage
    action: Translatable
    owner: str
    days: int
    after: tuple[str, ...]
    begins: int
    ends: int
    calendar: WorkingCalendar = field(repr=False)
    slack: int = 0
    before_start: bool = False
    done: bool = False
    automatic: bool = False

    @property
    def critical(self) -> bool:
        """Whether any delay of the task moves the end of the launch."""
        return not self.automatic and self.slack == 0

    @cached_property
    def start(self) -> date:
        """The first day of work."""
        return self.calendar.day(self.begins)

    @cached_property
    def due(self) -> date:
        """The last day of work."""
        return self.calendar.day(self.ends)


def schedule(project: Project, figures: Figures) -> tuple[Scheduled, ...]:
    """Every task with its dates, by stage and then by start.

    Tasks that wait for one another in a ring are placed as if they did not (see `rings`); a task
    that waits for one that does not exist is placed without it.
    """
    found = [*entered_tasks(project), *_vacancies(project, figures, working_calendar(project))]
    order = {stage: number for number, stage in enumerate(Stage)}
    return tuple(sorted(found, key=lambda one: (order[one.stage], one.begins, one.ends)))


def entered_tasks(project: Project) -> tuple[Scheduled, ...]:
    """The tasks that were entered, in the order of the list, without those of the hiring plan.

    Their places need no calendar; it is asked only when a date is read.
    """
    calendar = working_calendar(project)
    tasks = {task.id: task for task in project.launch.tasks}
    waits = waits_outside_rings(project)
    order = _in_turn(waits)
    begins: dict[str, int] = {}
    ends: dict[str, int] = {}
    for task_id in order:
        task, after = tasks[task_id], waits[task_id]
        begins[task_id] = max(ends[one] for one in after) + 1 if after else task_starts(task)
        ends[task_id] = begins[task_id] + task_days(task) - 1
    latest = _latest_ends(order, waits, begins, ends)
    return tuple(
        Scheduled(
            task.id,
            task.stage,
            Verbatim(task.action),
            owner_of(project, task),
            task_days(task),
            waits[task.id],
            begins[task.id],
            ends[task.id],
            calendar,
            latest[task.id] - ends[task.id],
            task.before_start,
            task.done,
        )
        for task in tasks.values()
    )


def rings(project: Project) -> tuple[tuple[LaunchTask, ...], ...]:
    """The groups of tasks that wait for one another, each in the order of the list."""
    tasks = {task.id: task for task in project.launch.tasks}
    waits = _known_waits(tasks)
    return tuple(
        tuple(tasks[task_id] for task_id in tasks if task_id in ring)
        for ring in _components(waits)
        if len(ring) > 1 or any(task_id in waits[task_id] for task_id in ring)
    )


def waits_outside_rings(project: Project) -> dict[str, tuple[str, ...]]:
    """What each task waits for, without unknown tasks and without the waits that make a ring."""
    waits = _known_waits({task.id: task for task in project.launch.tasks})
    ring_of = {
        task_id: number for number, ring in enumerate(_components(waits)) for task_id in ring
    }
    return {
        task_id: tuple(one for one in after if ring_of[one] != ring_of[task_id])
        for task_id, after in waits.items()
    }


def task_days(task: LaunchTask) -> int:
    """The working days of a task as the schedule counts them: at least one."""
    return min(max(task.days, 1), _LONGEST)


def task_starts(task: LaunchTask) -> int:
    """The working day on which a task that waits for nothing begins."""
    return min(max(task.starts, -_FARTHEST), _FARTHEST)


def owner_of(project: Project, task: LaunchTask) -> str:
    """Who answers for a task, in words; "" where nobody is named."""
    titles = {role.id: role.title for role in project.structure.roles}
    return titles.get(task.owner, "") or task.other_owner.strip()


def _latest_ends(
    order: Sequence[str],
    waits: Mapping[str, tuple[str, ...]],
    begins: Mapping[str, int],
    ends: Mapping[str, int],
) -> dict[str, int]:
    """The last working day on which each task may end without moving the end of the launch."""
    last = max(ends.values(), default=0)
    latest = dict.fromkeys(order, last)
    for task_id in reversed(order):
        start = latest[task_id] - (ends[task_id] - begins[task_id])
        for before in waits[task_id]:
            latest[before] = min(latest[before], start - 1)
    return latest


def _vacancies(
    project: Project, figures: Figures, calendar: WorkingCalendar
) -> Iterator[Scheduled]:
    """The vacancies of each role that have to be opened for the first people to come in time."""
    for role in project.structure.roles:
        month = round(figures[f"hiring.first_month.{role.id}"].total)
        people = round(figures[f"hiring.first_vacancies.{role.id}"].total)
        if people <= 0 or not 1 <= month <= len(figures.calendar):
            continue
        opens, comes = vacancy_days(project, role, month, calendar)
        if opens > calendar.number(_month_day(calendar.zero, _LAUNCH_MONTHS + 1)):
            continue
        ends = max(opens, comes - 1)
        yield Scheduled(
            f"vacancies:{role.id}",
            Stage.HIRING,
            _("Открыть вакансии и нанять: {n} × {role}", n=people, role=role.title),
            who_hires(project, role),
            ends - opens + 1,
            (),
            opens,
            ends,
            calendar,
            automatic=True,
        )


def vacancy_days(
    project: Project, role: Role, month: int, calendar: WorkingCalendar
) -> tuple[int, int]:
    """The working day to open a role's vacancies for hiring in a month, and that month's first."""
    days = next((row.days_to_hire for row in project.hiring.roles if row.id == role.id), 0.0)
    comes = _month_day(calendar.zero, month)
    before = timedelta(days=int(min(max(days, 0.0), _FARTHEST) + 0.5))
    opens = comes - before if comes.toordinal() > before.days else date.min
    return calendar.number(opens), calendar.number(comes)


def _month_day(start: date, month: int) -> date:
    """The first day of a month of the plan, counted from 1."""
    years, place = divmod(start.month - 1 + month - 1, 12)
    return date(min(start.year + years, date.max.year), place + 1, 1)


def who_hires(project: Project, role: Role) -> str:
    """The superior of the role, the head of the department, or who approves the papers."""
    titles = {one.id: one.title for one in project.structure.roles if one.id != role.id}
    heads = [
        one.title
        for one in project.structure.roles
        if one.function is RoleFunction.HEAD and one.id != role.id
    ]
    approver: Person = project.company.approver
    return titles.get(role.reports_to) or next(iter(heads), "") or approver.position


def _known_waits(tasks: Mapping[str, LaunchTask]) -> dict[str, tuple[str, ...]]:
    return {
        task.id: tuple(dict.fromkeys(one for one in task.after if one in tasks))
        for task in tasks.values()
    }


def _in_turn(waits: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Each task after all that it waits for; there is no ring."""
    return [task_id for component in _components(waits) for task_id in component]


def _components(waits: Mapping[str, tuple[str, ...]]) -> list[list[str]]:
    """Groups of tasks that can be reached from one another (Tarjan), what is waited for first.

    Without recursion: a chain may be as long as the list.
    """
    index: dict[str, int] = {}
    lowest: dict[str, int] = {}
    path: list[str] = []
    on_path: set[str] = set()
    found: list[list[str]] = []
    for root in waits:
        if root in index:
            continue
        index[root] = lowest[root] = len(index)
        path.append(root)
        on_path.add(root)
        open_tasks = [(root, iter(waits[root]))]
        while open_tasks:
            task, rest = open_tasks[-1]
            below = next(rest, None)
            if below is None:
                open_tasks.pop()
                if open_tasks:
                    above = open_tasks[-1][0]
                    lowest[above] = min(lowest[above], lowest[task])
                if lowest[task] == index[task]:
                    place = path.index(task)
                    found.append(path[place:])
                    on_path.difference_update(path[place:])
                    del path[place:]
            elif below not in index:
                index[below] = lowest[below] = len(index)
                path.append(below)
                on_path.add(below)
                open_tasks.append((below, iter(waits[below])))
            elif below in on_path:
                lowest[task] = min(lowest[task], index[below])
    return found
