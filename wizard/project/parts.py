"""Looking through a whole project at every edit, in the time that the edited part takes.

Belongs here: going over the parts of a project (the company, each stage), and keeping what was
found in those that were not edited. Does not belong here: what is looked for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from wizard.project.model import Model
from wizard.project.project import Project

T = TypeVar("T")


def by_part(find: Callable[[str, Model], list[T]]) -> Callable[[Project], list[T]]:
    """What a function of a part's name and the part finds in a project, in the order of the parts.

    A part is immutable, and versions of a project share the parts that were not edited: what was
    found in one holds for as long as the project has that very object, and no longer.
    """
    kept: dict[str, tuple[Model, list[T]]] = {}

    def found(project: Project) -> list[T]:
        everything: list[T] = []
        for name, part in project.__dict__.items():
            if isinstance(part, Model):
                known = kept.get(name)
                if known is None or known[0] is not part:
                    known = kept[name] = part, find(name, part)
                everything += known[1]
        return everything

    return found
