"""The plan beside its scenarios, and the answers its profit hangs on, as templates read them."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from wizard.documents.facts.plan_figures import PlanFigures
from wizard.plan.figures import compute
from wizard.plan.runs import Swing, sensitivity
from wizard.plan.scenarios import applied, changed_paths
from wizard.project.path import PathError, get, path_title, question_at, title
from wizard.project.project import Project
from wizard.project.scenarios import Change, ChangeHow
from wizard.texts import Language
from wizard.units import NUMBER, Unit

# How far an answer is moved to both sides, and how many of those that matter most are told.
SHARE, MOST = 0.1, 5

T = TypeVar("T", covariant=True)


@dataclass(frozen=True, slots=True)
class ScenarioChange:
    """A change of a scenario: the answer in words, and its factor or what replaces it."""

    title: str
    replaces: bool
    value: float
    unit: Unit


@dataclass(frozen=True, slots=True)
class ScenarioOfPlan:
    """The base plan (its id is empty) or a scenario: what it changes and what comes of it."""

    id: str
    name: str
    note: str
    changes: tuple[ScenarioChange, ...]
    figures: PlanFigures


@dataclass(frozen=True, slots=True)
class ProfitSwing:
    """The operating profit of the plan with one answer lower and higher by the same share."""

    title: str
    answer: float
    unit: Unit
    lower: float
    higher: float


class _Later(Sequence[T]):
    """A list that is computed only if a template asks for it."""

    def __init__(self, project: Project, figures: PlanFigures, language: Language) -> None:
        self._project, self._figures = project, figures
        self._language: Language = language

    @cached_property
    def _made(self) -> list[T]:
        raise NotImplementedError

    def __getitem__(self, index: int) -> T:  # type: ignore[override]
        return self._made[index]

    def __len__(self) -> int:
        return len(self._made)


class Scenarios(_Later[ScenarioOfPlan]):
    """The base plan and then every scenario of the project; empty where it has none."""

    @property
    def named(self) -> list[ScenarioOfPlan]:
        """The scenarios without the base plan."""
        return self._made[1:]

    def groups(self, size: int) -> list[list[ScenarioOfPlan]]:
        """The scenarios without the base plan, as many together as stand beside it in a table."""
        return [self.named[at : at + size] for at in range(0, len(self.named), max(1, size))]

    @cached_property
    def _made(self) -> list[ScenarioOfPlan]:
        scenarios = self._project.scenarios.scenarios
        if not scenarios:
            return []
        made = [ScenarioOfPlan("", "", "", (), self._figures)]
        for number, scenario in enumerate(scenarios, 1):
            figures = PlanFigures(compute(applied(self._project, scenario)), self._language)
            changes = tuple(
                told for change in scenario.changes if (told := self._change(change)) is not None
            )
            name = scenario.name.strip() or str(number)
            made.append(ScenarioOfPlan(scenario.id, name, scenario.note.strip(), changes, figures))
        return made

    def _change(self, change: Change) -> ScenarioChange | None:
        """A change in words; None where it names nothing (any more)."""
        try:
            paths = list(changed_paths(self._project, change))
            unit = question_at(self._project, paths[0]).unit if paths else None
        except PathError:
            return None
        named = path_title(self._project, change.path).into(self._language)
        replaces = change.how is ChangeHow.REPLACE
        return ScenarioChange(named, replaces, change.value, unit or NUMBER)


class ProfitSwings(_Later[ProfitSwing]):
    """The answers that move the operating profit most, the strongest first."""

    @cached_property
    def _made(self) -> list[ProfitSwing]:
        project = self._project
        return [
            ProfitSwing(
                title(project, swing.path).into(self._language),
                float(get(project, swing.path)),
                question_at(project, swing.path).unit or NUMBER,
                swing.low_figure,
                swing.high_figure,
            )
            for swing in _swings(project)
        ]


def _swings(project: Project) -> tuple[Swing, ...]:
    for known, found in tuple(_RECENT):
        if known is project:
            return found
    found = sensitivity(project, share=SHARE, most=MOST)
    _RECENT.append((project, found))
    return found


# A project never changes, so what was found for it stays true; the plan and the book ask for it.
_RECENT: deque[tuple[Project, tuple[Swing, ...]]] = deque(maxlen=2)
