"""The changes that can be undone and done again, with their names and places."""

from __future__ import annotations

from dataclasses import dataclass

from wizard.project.project import Project
from wizard.texts import Text

UNDO_DEPTH = 500


@dataclass(frozen=True, slots=True)
class Step:
    """A change that can be undone: its name, its place, the project before it."""

    name: Text
    path: str
    before: Project


class History:
    """The steps back and forth from the project as it is now."""

    def __init__(self) -> None:
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._merging = ""

    @property
    def next_undo(self) -> Step | None:
        """The step that would be undone."""
        return self._undo[-1] if self._undo else None

    @property
    def next_redo(self) -> Step | None:
        """The step that would be done again; its `before` is what will be there then."""
        return self._redo[-1] if self._redo else None

    def keep(self, step: Step, *, going_on: bool) -> bool:
        """Remember a change; whether it is a step of its own.

        While an answer is being typed (`going_on`), its changes at one place are one step.
        """
        own = not (going_on and self._merging == step.path and self._undo)
        if own:
            self._undo.append(step)
            del self._undo[:-UNDO_DEPTH]
        self._merging = step.path if going_on else ""
        self._redo.clear()
        return own

    def end_typing(self) -> None:
        """The next change at the same place is a step of its own."""
        self._merging = ""

    def back(self, now: Project) -> Step | None:
        """The change to take back; it can be done again afterwards."""
        return self._travel(self._undo, self._redo, now)

    def forth(self, now: Project) -> Step | None:
        """The change to do again; it can be undone afterwards."""
        return self._travel(self._redo, self._undo, now)

    def clear(self) -> None:
        """Another project is open: nothing of this one can be undone."""
        self._undo.clear()
        self._redo.clear()
        self._merging = ""

    def _travel(self, source: list[Step], target: list[Step], now: Project) -> Step | None:
        if not source:
            return None
        step = source.pop()
        target.append(Step(step.name, step.path, now))
        self._merging = ""
        return step
