"""Every question is decided on: its answer is one client's own, or goes into an own preset."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from wizard.project.anonymous import CLIENTS_OWN
from wizard.project.model import Model, Row, questions
from wizard.project.project import Project

STAYS = Path(__file__).with_name("stays_in_presets.txt")


def inner(annotation: Any) -> type[Model] | None:
    for found in (annotation, *get_args(annotation)):
        if isinstance(found, type) and issubclass(found, Model):
            return found
    return None


def asked(model: type[Model], prefix: str = "") -> Iterator[str]:
    """The path of every question that holds an answer itself; `*` stands for a row."""
    for name, field in model.model_fields.items():
        below = inner(field.annotation)
        if below is not None:
            yield from asked(below, f"{prefix}{name}.{'*.' if issubclass(below, Row) else ''}")
        elif name in questions(model):
            yield f"{prefix}{name}"


def test_every_question_is_decided_on_for_own_presets() -> None:
    found = set(asked(Project))
    own = {path for path in found if any(f"{path}.".startswith(f"{one}.") for one in CLIENTS_OWN)}
    stays = set(STAYS.read_text("utf-8").splitlines())
    undecided = sorted(found - own - stays)
    assert undecided == [], f"the client's own (CLIENTS_OWN), or a line of {STAYS.name}?"
    assert sorted(stays - (found - own)) == []
