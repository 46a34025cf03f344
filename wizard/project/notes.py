"""Notes at answers: what a person remarks, and the calculation that a number was typed as.

A note is a text by the path of its answer. Its line that begins with «=» is the calculation: it
goes with the number, the rest of the note stays whatever becomes of the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wizard.project.model import Model
from wizard.project.path import PathError, get, title
from wizard.texts import Text

_CALCULATION = "= "


def calculation_of(note: str) -> str:
    """The calculation that a note keeps; empty where there is none."""
    found = (line for line in note.split("\n") if line.startswith(_CALCULATION))
    return next(found, "").removeprefix(_CALCULATION)


def with_calculation(note: str, calculation: str) -> str:
    """The note with another calculation, or with none."""
    lines = [line for line in note.split("\n") if line and not line.startswith(_CALCULATION)]
    return "\n".join([*lines, f"{_CALCULATION}{calculation}"] if calculation else lines)


def leading_somewhere(texts: Mapping[str, str], model: Model) -> dict[str, str]:
    """The texts whose paths still name something."""
    return {path: text for path, text in texts.items() if _leads(model, path)}


def told_notes(notes: Mapping[str, str], model: Model) -> Iterator[tuple[Text, str]]:
    """Every note with the words of its place."""
    for path, text in leading_somewhere(notes, model).items():
        yield title(model, path), text


def _leads(model: Model, path: str) -> bool:
    try:
        get(model, path)
    except PathError:
        return False
    return True
