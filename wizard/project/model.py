"""What all parts of the project share: the base models, choices, and the metadata of a question.

A field's title, help, unit and limits stand once, in its `question`. Forms, the inputs sheet, error
texts and documents take them from there.

Limits are not enforced when a project is read: a value out of bounds is kept, shown with its
message, and reported by `wizard.project.limits`. Only what has no meaning at all (a word where a
number belongs) is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any, Self, get_args

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from wizard.texts import Text
from wizard.units import Unit


class Model(BaseModel):
    """A part of the project; immutable, so that undo can keep whole projects and share parts."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Row(Model):
    """An item of a list; its `id` is unique in the list and never changes, its name may."""

    id: str

    def unit_of(self, name: str, holder: Model | None) -> Unit | None:
        """The unit that another answer gives a number, one of the row or of what its list belongs
        to (`holder`); None: its question's own."""
        return None


class Choice(StrEnum):
    """One of a few named answers; the title is what people read."""

    title_text: Text

    def __new__(cls, value: str, title: Text) -> Self:
        """Make a member whose value is stored in the file and whose title is shown."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.title_text = title
        return member


@dataclass(frozen=True, slots=True)
class Question:
    """What a person needs to know to answer: title, help, unit, limits, an example."""

    title: Text
    unit: Unit | None = None
    help: Text | None = None
    usual: Text | None = None
    low: float | None = None
    above: float | None = None
    high: float | None = None
    example: Text | None = None
    basic: bool = False
    refers: str | None = None
    lines: int = 1
    none_is_all: bool = False


def question(
    default: Any,
    title: Text,
    *,
    unit: Unit | None = None,
    help: Text | None = None,
    usual: Text | None = None,
    low: float | None = None,
    above: float | None = None,
    high: float | None = None,
    example: Text | None = None,
    basic: bool = False,
    refers: str | None = None,
    lines: int = 1,
    none_is_all: bool = False,
) -> Any:
    """A field with its question.

    `low`/`above`/`high` are in the stored unit (0.3 for 30 %); `usual` says what is usual and who
    says so; `refers` is the path of the list whose row ids the answer names; `basic` marks the few
    questions that lead to a complete plan; `lines` is the height of a text editor; `none_is_all`
    tells that choosing none of what it `refers` to means all of it.
    """
    meta = Question(
        title, unit, help, usual, low, above, high, example, basic, refers, lines, none_is_all
    )
    return Field(default=default, json_schema_extra={"question": meta})  # type: ignore[dict-item]


def question_of(field: FieldInfo) -> Question | None:
    """The question of a field, or None for fields that are not asked (an id)."""
    extra = field.json_schema_extra
    if not isinstance(extra, Mapping):
        return None
    found = extra.get("question")
    return found if isinstance(found, Question) else None


def in_its_unit(asked: Question, model: Model, name: str, holder: Model | None = None) -> Question:
    """The question of a model's field in the unit that its number is written in there; `holder` is
    what the list of a row belongs to."""
    unit = model.unit_of(name, holder) if isinstance(model, Row) else None
    return asked if unit is None else replace(asked, unit=unit)


def says_units(kind: type[Row]) -> bool:
    """Whether rows of a kind say the units of their numbers: most do not, and many are asked."""
    return kind.unit_of is not Row.unit_of


@cache
def is_basic(model: type[Model], name: str) -> bool:
    """Whether a field is among the few basic questions, or holds one of them."""
    field = model.model_fields[name]
    meta = question_of(field)
    if meta is not None and meta.basic:
        return True
    inner = next(iter(get_args(field.annotation)), field.annotation)
    return (
        isinstance(inner, type)
        and issubclass(inner, Model)
        and any(is_basic(inner, below) for below in inner.model_fields)
    )


@cache
def questions(model: type[Model]) -> dict[str, Question]:
    """The questions of a model by field name, in the order they are declared."""
    pairs = ((name, question_of(field)) for name, field in model.model_fields.items())
    return {name: found for name, found in pairs if found is not None}
