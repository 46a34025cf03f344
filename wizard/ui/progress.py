"""How far each stage has come: what of it a person answered, and whether it needs attention.

A list counts as one question, answered as soon as anything in it was; so the count stays a measure
of the work left, however long the lists grow.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from wizard.project.asked import is_asked
from wizard.project.model import Model, is_basic, questions
from wizard.project.problem import Problem, Severity
from wizard.project.project import STAGES, Project
from wizard.texts import Text, n_

# What a complete plan may leave empty or as it is: requisites and looks of the papers, corrections
# and notes, texts of the sales book, numbers and dates that come with the signature.
OPTIONAL = frozenset(
    {"company.tax_id", "company.registration_id", "company.address", "company.contacts",
     "company.logo", "company.brand_color", "company.font", "company.letterhead",
     "company.consultant", "goals.strategic", "goals.corrections", "goals.later_years",
     "documentation.documents", "documentation.book", "documentation.order_number",
     "documentation.order_date", "documentation.union", "hiring.selection", "hiring.commission"}
)  # fmt: skip


class State(Enum):
    """What the rail shows of a stage."""

    UNTOUCHED = auto()
    IN_WORK = auto()
    COMPLETE = auto()
    ATTENTION = auto()


@dataclass(frozen=True, slots=True)
class Progress:
    """The count of a stage's questions."""

    answered: int
    asked: int
    state: State


def progress(
    project: Project, problems: list[Problem], *, detailed: bool = True
) -> dict[str, Progress]:
    """The progress of the company and of every stage, over all questions or the basic ones."""
    answered = _answered_questions(project.answered)
    worst: dict[str, Severity] = {}
    for problem in problems:
        worst[problem.stage] = max(problem.severity, worst.get(problem.stage, Severity.HINT))
    return {
        stage: _of_stage(
            _asked(project, stage, detailed=detailed), answered, worst.get(stage, Severity.HINT)
        )
        for stage in ("company", *(name for name, _title in STAGES))
    }


def answered_of(answered: int, asked: int) -> Text:
    """«7 из 21 ответа»."""
    return n_("{answered} из {n} ответа", "{answered} из {n} ответов", asked, answered=answered)


def left_out_of(project: Project, stage: str) -> int:
    """How many questions of a stage basic depth leaves to the preset."""
    return len(_asked(project, stage, detailed=True)) - len(_asked(project, stage, detailed=False))


def _asked(project: Project, stage: str, *, detailed: bool) -> list[str]:
    part: Model = getattr(project, stage)
    return [
        f"{stage}.{name}"
        for name in questions(type(part))
        if f"{stage}.{name}" not in OPTIONAL
        and is_asked(project, f"{stage}.{name}")
        and (detailed or is_basic(type(part), name))
    ]


def _of_stage(asked: list[str], answered: set[str], worst: Severity) -> Progress:
    done = sum(question in answered for question in asked)
    if worst is Severity.ERROR or (worst is Severity.WARNING and done):
        state = State.ATTENTION
    elif not done:
        state = State.UNTOUCHED
    else:
        state = State.COMPLETE if done == len(asked) else State.IN_WORK
    return Progress(done, len(asked), state)


def _answered_questions(answered: frozenset[str]) -> set[str]:
    return {".".join(path.split(".", 2)[:2]) for path in answered}
