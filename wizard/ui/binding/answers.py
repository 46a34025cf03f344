"""Lists whose rows speak of answers elsewhere in the project: changes of a scenario, ranges.

Belongs here: choosing an answer by its readable name, and entering values in the answer's own unit.
Does not belong here: what scenarios and ranges do to the plan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from wizard.plan.runs import adjustable
from wizard.plan.scenarios import changed_paths, within
from wizard.project.changes import differ_in_numbers_alone
from wizard.project.model import Row
from wizard.project.path import PathError, get, path_title, question_at, replaced
from wizard.project.project import Project
from wizard.project.scenarios import Change, ChangeHow, Range
from wizard.texts import Translatable
from wizard.ui.binding.entry import Entry, Option
from wizard.ui.binding.table_model import Cell, TableModel
from wizard.ui.binding.table_rows import Column
from wizard.ui.session import Session
from wizard.units import FACTOR, NUMBER, Unit

_SPREAD = 0.1
_NUMBERS = ("value", "low", "likely", "high")  # counted in the unit of the row's answer


class Answers:
    """The numbers of the project that the plan rests on, by name.

    `in_every_row` adds the same answer of all rows of a list, written with a star.
    """

    def __init__(self, session: Session, *, in_every_row: bool) -> None:
        self._session, self._in_every_row = session, in_every_row
        self._of: Project | None = None
        self._plan: object = None
        self._options: list[Option] = []

    def __call__(self) -> Sequence[Option]:
        """The answers as options of a choice: the path is stored, the name is shown."""
        project, plan = self._session.project, self._session.figures.plan
        # Hundreds of names, the same after nearly every edit: an amount has no say in them.
        if (
            self._of is None
            or self._plan is not plan
            or not differ_in_numbers_alone(self._of, project)
        ):
            self._options = self._found(project)
        self._of, self._plan = project, plan
        return self._options

    def _found(self, project: Project) -> list[Option]:
        paths = adjustable(project, self._session.figures.plan)
        options: dict[str, Translatable] = {}
        for path in paths:
            star = _starred(project, path) if self._in_every_row else ""
            if star and star not in options:
                options[star] = path_title(project, star)
            options[path] = path_title(project, path)
        # What is stored stays in sight even if it names nothing any more.
        for path in self._stored(project):
            options.setdefault(path, path_title(project, path))
        return list(options.items())

    def _stored(self, project: Project) -> list[str]:
        rows: list[Change | Range] = list(project.scenarios.ranges)
        if self._in_every_row:
            rows = [each for one in project.scenarios.scenarios for each in one.changes]
        return [row.path for row in rows if row.path]


def unit_at(project: Project, path: str) -> Unit:
    """The unit of an answer; a bare number where the path names none."""
    try:
        return question_at(project, next(changed_paths(project, _any_change(path)))).unit or NUMBER
    except (PathError, StopIteration):
        return NUMBER


def as_its_answer(project: Project, row: Row, entry: Entry) -> Entry:
    """An entry of a change or of a range in the unit of the answer that the row speaks of; any
    other entry as it is."""
    if not isinstance(row, (Change, Range)) or entry.name not in _NUMBERS:
        return entry
    multiplies = isinstance(row, Change) and row.how is ChangeHow.MULTIPLY
    unit = FACTOR if multiplies else unit_at(project, row.path)
    return replace(entry, question=replace(entry.question, unit=unit))


def value_now(session: Session, path: str) -> str:
    """The answer as it is, with its unit; of every row for a star."""
    try:
        values = {
            float(get(session.project, each)): None
            for each in changed_paths(session.project, _any_change(path))
        }
    except (PathError, TypeError, ValueError):
        return "—"
    unit = unit_at(session.project, path)
    shown = [session.written(value, unit) for value in values]
    return "; ".join(shown[:3]) + (" …" if len(shown) > 3 else "")


class AnswerRows(TableModel):
    """A table of changes or ranges: numbers are entered in the unit of the row's answer."""

    def entry_in(self, column: Column, row: Row) -> Entry:
        return as_its_answer(self.session.project, row, super().entry_in(column, row))

    @property
    def rows_differ(self) -> bool:
        return True

    def _entered(self, project: Project, cells: Sequence[Cell]) -> Project:
        after = super()._entered(project, cells)
        before = {row.id: row for row in get(project, self.path)}
        given: dict[int, set[str]] = {}
        for number, column, _value in cells:
            shown = self.columns[column] if 0 <= column < len(self.columns) else None
            if isinstance(shown, Column):
                given.setdefault(number, set()).add(shown.name)
        for number, row in enumerate(get(after, self.path)):
            old = before.get(row.id)
            if isinstance(row, Range) and row.path and (old is None or old.path != row.path):
                ends = {
                    name: value
                    for name, value in _around(after, row).items()
                    if name not in given.get(number, ())
                }
                after = replaced(after, f"{self.path}.{row.id}", row.model_copy(update=ends))
        return after


def _around(project: Project, row: Range) -> dict[str, float]:
    """The ends of the range of an answer just chosen: its value, and a tenth less and more."""
    try:
        value = get(project, row.path)
        asked = question_at(project, row.path)
    except PathError:
        return {}
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return {}
    ends = sorted(within(value * (1 + part), asked, value) for part in (-_SPREAD, _SPREAD))
    return {"low": ends[0], "likely": float(value), "high": ends[1]}


def _starred(project: Project, path: str) -> str:
    """The same answer in every row of the list it stands in; empty where it stands in none."""
    head, _dot, name = path.rpartition(".")
    rows_path = head.rpartition(".")[0]
    found: Any = get(project, head) if rows_path else None
    return f"{rows_path}.*.{name}" if isinstance(found, Row) else ""


def _any_change(path: str) -> Change:
    return Change(id="any", path=path)
