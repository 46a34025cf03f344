"""Reading a plan's answers from a project: one generated function instead of a search for each.

Hundreds of answers are read at every edit. Where they stand follows from the project's shape, so
the reading is written once per plan: each row is looked up once, then its fields.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wizard.plan.solving.program import run_of
from wizard.project.path import steps
from wizard.project.project import Project

Reader = Callable[[Project], list[float]]
Rows = Callable[[Project], list[list[float]]]


def reader(project: Project, paths: Sequence[str]) -> Reader:
    """The function that reads answers, as numbers, from any project of this shape."""
    parents: dict[str, str] = {"": "project"}
    body: list[str] = []
    fields = []
    for path in paths:
        way = steps(project, path)
        at, source = "", "project"
        for step in way[:-1]:
            at += _read(step)
            if at not in parents:
                parents[at] = f"p{len(parents)}"
                body.append(f"    {parents[at]} = {source}{_read(step)}")
            source = parents[at]
        fields.append(f"float({source}{_read(way[-1])})")
    return run_of("\n".join(["def run(project):", *body, f"    return [{', '.join(fields)}]"]))


def columns(project: Project, places: Sequence[tuple[str, str]]) -> Rows:
    """The function that reads lists: a list of numbers, or a field of every row of a table."""
    parts = []
    for path, field in places:
        source = "project" + "".join(map(_read, steps(project, path)))
        one = f"float(row.{field})" if field else "float(row)"
        parts.append(f"[{one} for row in {source}]")
    return run_of(f"def run(project):\n    return [{', '.join(parts)}]")


def _read(step: str | int) -> str:
    return f".{step}" if isinstance(step, str) else f"[{step}]"
