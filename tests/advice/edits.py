"""Changes of a sound project, from which the cases of the rules are made."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from wizard.advice.rule import Rule
from wizard.project.model import Row
from wizard.project.path import get, replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset

Edit: TypeAlias = Callable[[Project], Project]
RuleCase: TypeAlias = tuple[Rule, Edit, str]


def calm() -> Project:
    """A project on which no rule but the dated ones fires."""
    project = load_preset("online-service")
    return replaced(project, "company.start", "2026-01-01")


def put(path: str, value: object) -> Edit:
    """An answer replaced."""
    return lambda project: replaced(project, path, value)


def every(path: str, **values: object) -> Edit:
    """Fields replaced in every row of a list."""

    def change(project: Project) -> Project:
        rows: tuple[Row, ...] = get(project, path)
        return replaced(project, path, tuple(row.model_copy(update=values) for row in rows))

    return change


def both(*changes: Edit) -> Edit:
    """Several changes, one after the other."""

    def change(project: Project) -> Project:
        for one in changes:
            project = one(project)
        return project

    return change
