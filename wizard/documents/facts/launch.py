"""The launch plan as documents show it: the timeline's data, and the names templates may use.

Belongs here: how tasks and their dates are written out. Does not belong here: when a task starts
(`wizard.plan.launch`), how the timeline looks (`templates/figures/timeline.typ`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from babel.dates import get_month_names

from wizard.documents.setting.figures import MonthMark, Tick, Timeline, TimelineStage
from wizard.plan.figures import Figures
from wizard.plan.launch import Scheduled, schedule
from wizard.project.project import Project
from wizard.project.stage import Stage
from wizard.texts import Language, _, n_

_MOST_TASKS = 60
# Weeks are told apart up to here; a longer timeline shows months alone.
_WEEKS_UP_TO = 200


@dataclass(frozen=True, slots=True)
class LaunchStep:
    """A task in a template, numbered as in the workbook; one from the hiring plan has number 0.

    `waits` names the numbers of the tasks it waits for: «2, 5».
    """

    number: int
    action: str
    owner: str
    start: date
    due: date
    days: int
    waits: str
    critical: bool
    before_start: bool
    done: bool
    automatic: bool


@dataclass(frozen=True, slots=True)
class LaunchStage:
    """A stage with its tasks."""

    title: str
    steps: tuple[LaunchStep, ...]


@dataclass(frozen=True, slots=True)
class LaunchPlan:
    """The tasks of the launch by stage, numbered through; only stages that have any."""

    stages: tuple[LaunchStage, ...]

    @property
    def steps(self) -> tuple[LaunchStep, ...]:
        """All tasks in their order."""
        return tuple(step for stage in self.stages for step in stage.steps)

    @property
    def start(self) -> date | None:
        """The first day of work."""
        return min((step.start for step in self.steps), default=None)

    @property
    def due(self) -> date | None:
        """The day when everything is done."""
        return max((step.due for step in self.steps), default=None)

    @property
    def critical(self) -> tuple[LaunchStep, ...]:
        """The tasks that allow no delay, in the order of time."""
        return tuple(sorted((step for step in self.steps if step.critical), key=lambda s: s.start))


def launch_plan(project: Project, figures: Figures, language: Language) -> LaunchPlan:
    """The launch plan in the language of the document."""
    tasks = schedule(project, figures)
    entered = (task for task in tasks if not task.automatic)
    numbers = {task.id: number for number, task in enumerate(entered, 1)}
    return LaunchPlan(
        tuple(
            LaunchStage(
                stage.title_text.into(language),
                tuple(_step(task, numbers, language) for task in tasks if task.stage is stage),
            )
            for stage in Stage
            if any(task.stage is stage for task in tasks)
        )
    )


def timeline(project: Project, figures: Figures, language: Language) -> Timeline:
    """The data of the drawing `timeline`."""
    tasks = schedule(project, figures)
    shown = tasks[:_MOST_TASKS]
    first = min((task.start for task in shown), default=project.company.start)
    first -= timedelta(days=min(first.weekday(), (first - date.min).days))
    span = (max((task.due for task in shown), default=first) - first).days + 2
    start = project.company.start.replace(day=1)
    rest = len(tasks) - len(shown)
    return {
        "stages": [
            _stage(stage, [task for task in shown if task.stage is stage], first, language)
            for stage in Stage
            if any(task.stage is stage for task in shown)
        ],
        "span": float(span),
        "months": _months(first, span, language),
        "weeks": _weeks(first, span),
        "plan_start": float((start - first).days),
        "plan_start_label": _("старт плана").into(language),
        "more": n_("и ещё {n} задача", "и ещё {n} задач", rest).into(language) if rest else "",
        "labels": {
            "critical": _("критический путь: задержка сдвинет окончание").into(language),
            "task": _("есть запас времени").into(language),
            "automatic": _("из плана найма").into(language),
            "done": _("сделано").into(language),
        },
    }


def _step(task: Scheduled, numbers: dict[str, int], language: Language) -> LaunchStep:
    return LaunchStep(
        numbers.get(task.id, 0),
        task.action.into(language),
        task.owner,
        task.start,
        task.due,
        task.days,
        ", ".join(str(number) for number in sorted(numbers[one] for one in task.after)),
        task.critical,
        task.before_start,
        task.done,
        task.automatic,
    )


def _stage(stage: Stage, tasks: list[Scheduled], first: date, language: Language) -> TimelineStage:
    return {
        "title": stage.title_text.into(language),
        "tasks": [
            {
                "label": task.action.into(language),
                "shown": _dates(task.start, task.due, language),
                "start": float((task.start - first).days),
                "end": float((task.due - first).days + 1),
                "critical": task.critical,
                "done": task.done,
                "automatic": task.automatic,
                "spot": "" if task.automatic else f"launch.tasks.{task.id}",
            }
            for task in tasks
        ],
    }


def _dates(start: date, due: date, language: Language) -> str:
    """«7–8 дек», «30 нояб – 4 дек», «8 дек»."""
    end = _day(due, language)
    if start == due:
        return end
    if (start.year, start.month) == (due.year, due.month):
        return f"{start.day}–{end}"
    return f"{_day(start, language)} – {end}"


def _day(day: date, language: Language) -> str:
    month = get_month_names("abbreviated", "format", language)[day.month].rstrip(".")
    return f"{day.day}\u00a0{month}"


def _months(first: date, span: int, language: Language) -> list[MonthMark]:
    """Where each month begins, the first one at the left edge."""
    names = get_month_names("abbreviated", "stand-alone", language)
    days = ((passed, first + timedelta(days=passed)) for passed in range(span))
    return [
        {"value": float(passed), "label": names[day.month].rstrip("."), "year": str(day.year)}
        for passed, day in days
        if not passed or day.day == 1
    ]


def _weeks(first: date, span: int) -> list[Tick]:
    """Mondays with their day of the month."""
    if span > _WEEKS_UP_TO:
        return []
    mondays = (first + timedelta(days=passed) for passed in range(-first.weekday() % 7, span, 7))
    return [{"value": float((day - first).days), "label": str(day.day)} for day in mondays]
