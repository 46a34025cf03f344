"""Paths: one notation for a place in the project, used by the file, the forms, the plan's inputs
and the problems.

`goals.products.start.price` is the field `price` of the row whose id is `start`; a number in a
fixed list of numbers is named by its position from 0: `goals.season.11`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from wizard.dates import MONTHS
from wizard.project.model import Model, Question, Row, in_its_unit, is_basic, questions, says_units
from wizard.texts import Text, Translatable, Verbatim, _, joined

M = TypeVar("M", bound=Model)

# What a row goes by.
_NAMES = ("name", "title", "action")
# Where the rows stand whose ids the rows of a model carry.
_OWNERS = {
    "Pay": ("structure.roles",),
    "RoleHiring": ("structure.roles",),
    "ProcessStep": ("goals.funnel",),
    "ProductRate": ("goals.products", "goals.channels"),
    "Score": ("automation.tools.requirements",),
}


_BY_MONTH = "goals.season"
# Whose rows speak of answers elsewhere.
_SPEAKING = "scenarios."


class PathError(LookupError):
    """The path names nothing in this project."""


def get(model: Model, path: str) -> Any:
    """The value at a path; PathError where there is none."""
    found: Any = model
    for part in path.split("."):
        found = _step(found, part, path)
    return found


def steps(model: Model, path: str) -> tuple[str | int, ...]:
    """A path as field names and places in lists; holds as long as the lists keep their rows."""
    found: Any = model
    way: list[str | int] = []
    for part in path.split("."):
        below = _step(found, part, path)
        if isinstance(found, tuple):
            is_row = isinstance(below, Row)
            way.append(found.index(below) if is_row else int(part))
        else:
            way.append(part)
        found = below
    return tuple(way)


def replaced(model: M, path: str, value: object) -> M:
    """A copy of the model with the value at the path; everything off the path is shared.

    The new value is validated by the model that holds it, so a wrong type raises
    pydantic.ValidationError.
    """
    head, _dot, rest = path.partition(".")
    if head not in type(model).model_fields:
        raise PathError(path)
    old = getattr(model, head)
    new = value if not rest else _replaced_inside(old, rest, value)
    values = {name: getattr(model, name) for name in type(model).model_fields}
    values[head] = new
    return type(model)(**values)


def question_at(model: Model, path: str) -> Question:
    """The question of the field at a path (of the list itself, for a number in a list)."""
    parent_path, _dot, name = path.rpartition(".")
    parent = get(model, parent_path) if parent_path else model
    if isinstance(parent, tuple):
        return question_at(model, parent_path)
    if isinstance(parent, Model) and name in questions(type(parent)):
        asked = questions(type(parent))[name]
        if not isinstance(parent, Row) or not says_units(type(parent)):
            return asked
        return in_its_unit(asked, parent, name, holder_of(model, parent_path.rpartition(".")[0]))
    raise PathError(path)


def holder_of(model: Model, rows_path: str) -> Model | None:
    """What the list at a path belongs to."""
    above = rows_path.rpartition(".")[0]
    found = get(model, above) if above else None
    return found if isinstance(found, Model) else None


def is_basic_at(model: Model, path: str) -> bool:
    """Whether the answer at a path (or the list of the row there) is asked in basic depth."""
    parent_path, _dot, name = path.rpartition(".")
    parent = get(model, parent_path) if parent_path else model
    if isinstance(parent, Model):
        return name in type(parent).model_fields and is_basic(type(parent), name)
    return bool(parent_path) and is_basic_at(model, parent_path)


def title(model: Model, path: str) -> Text:
    """Where a path leads, in words: «Продукты → Тариф «Старт» → Цена»."""
    parts: list[Translatable] = []
    found: Any = model
    for part in path.split("."):
        if isinstance(found, Model) and part in questions(type(found)):
            parts.append(questions(type(found))[part].title)
        elif isinstance(found, tuple):
            parts.append(_said(found, part, model, path))
        found = _step(found, part, path)
    return joined(parts, " → ")


def title_as_far(model: Model, path: str) -> Text:
    """Where a path leads, as far as it leads anywhere: «Продукты» where the row is gone."""
    parts = path.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found = title(model, ".".join(parts[:length]))
        except PathError:
            continue
        if found.into("ru"):
            return found
    return Text("{path}", (("path", path),))


def path_title(model: Model, path: str) -> Translatable:
    """The readable name of an answer, or of the answer in every row (`*`)."""
    head, star, tail = path.partition(".*.")
    try:
        if not star:
            return title(model, path)
        rows: tuple[Row, ...] = get(model, head)
        asked = questions(type(rows[0])).get(tail)
        name = asked.title if asked is not None else Verbatim(tail)
        return joined((question_at(model, head).title, _("все строки"), name), " → ")
    except (PathError, LookupError):
        return title_as_far(model, path)


def free_id(rows: tuple[Row, ...], stem: str) -> str:
    """An id that no row of the list has yet: the stem, or the stem with a number."""
    taken = {row.id for row in rows}
    clean = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-") or "row"
    if clean not in taken and not clean.isdigit():
        return clean
    number = 2
    while f"{clean}-{number}" in taken:
        number += 1
    return f"{clean}-{number}"


def fields(model: Model, prefix: str = "") -> Iterator[tuple[str, Any, Question]]:
    """Every asked field below a model: path, value, question; rows are walked in their order."""
    yield from _fields(model, None, prefix)


def _fields(model: Model, holder: Model | None, prefix: str) -> Iterator[tuple[str, Any, Question]]:
    asked = questions(type(model))
    if isinstance(model, Row) and says_units(type(model)):
        asked = {name: in_its_unit(one, model, name, holder) for name, one in asked.items()}
    for name, value in model.__dict__.items():
        path = f"{prefix}{name}"
        if name in asked:
            yield path, value, asked[name]
        if isinstance(value, Model):
            yield from _fields(value, None, f"{path}.")
        elif isinstance(value, tuple):
            for row in value:
                if isinstance(row, Row):
                    yield from _fields(row, model, f"{path}.{row.id}.")


def row_name(model: Model, path: str) -> str:
    """The name of the row at a path: its own, its role's or stage's, or its number."""
    rows_path, _dot, row_id = path.rpartition(".")
    return _row_name(get(model, rows_path), row_id, model)


def _said(rows: tuple[Any, ...], part: str, model: Model, path: str) -> Translatable:
    """A row or a number of a list in words: a row that speaks of an answer goes by that one, a
    number of the season by its month."""
    if path.startswith(f"{_BY_MONTH}.") and part.isdigit():
        return MONTHS[int(part) % len(MONTHS)]
    named = (row for row in rows if isinstance(row, Row) and row.id == part)
    spoken_of = getattr(next(named, None), "path", "")
    if spoken_of and not spoken_of.startswith(_SPEAKING):
        return path_title(model, spoken_of)
    return Verbatim(_row_name(rows, part, model))


def _row_name(rows: tuple[Any, ...], part: str, model: Model) -> str:
    for number, row in enumerate(rows, 1):
        if isinstance(row, Row) and row.id == part:
            return _own_name(row) or _owner_name(model, row) or str(number)
    return str(int(part) + 1) if part.isdigit() else part


def _own_name(row: Row) -> str:
    return str(next(filter(None, (getattr(row, kind, "") for kind in _NAMES)), ""))


def _owner_name(model: Model, row: Row) -> str:
    """The name of the row whose id a nameless row carries: pay and hiring go by their role, an own
    rate by its product or channel, a score by its requirement."""
    for place in _OWNERS.get(type(row).__name__, ()):
        for owner in _rows_at(model, place.split(".")):
            if owner.id == row.id and _own_name(owner):
                return _own_name(owner)
    return ""


def _rows_at(found: Any, way: list[str]) -> Iterator[Row]:
    """The rows of a list, of every such list where a row of another list stands on the way."""
    if not way:
        yield from found
        return
    for model in found if isinstance(found, tuple) else (found,):
        if way[0] in type(model).model_fields:
            yield from _rows_at(getattr(model, way[0]), way[1:])


def _step(found: Any, part: str, path: str) -> Any:
    # Walked hundreds of times at every edit, hence __dict__, where a model keeps its fields and
    # nothing else, and few isinstance(…, Model), which pydantic makes slow.
    if isinstance(found, tuple):
        for row in found:
            if getattr(row, "id", None) == part:
                return row
        if part.isdigit() and int(part) < len(found) and not isinstance(found[int(part)], Row):
            return found[int(part)]
    elif part in getattr(found, "__dict__", ()) and isinstance(found, Model):
        return found.__dict__[part]
    raise PathError(path)


def _replaced_inside(old: Any, rest: str, value: object) -> object:
    if isinstance(old, Model):
        return replaced(old, rest, value)
    head, _dot, below = rest.partition(".")
    if isinstance(old, tuple):
        for index, item in enumerate(old):
            if isinstance(item, Row) and item.id == head:
                new = value if not below else replaced(item, below, value)
                return (*old[:index], new, *old[index + 1 :])
        if not below and head.isdigit() and int(head) < len(old):
            return (*old[: int(head)], value, *old[int(head) + 1 :])
    raise PathError(rest)
