"""Gaps in the answers that would be holes in a sentence: rows without a name, answers of spaces.

Belongs here: what papers read in their place. Does not belong here: the advice to fill them in
(`wizard.advice`); the project itself, which stays as it is.
"""

from __future__ import annotations

from typing import Any, TypeVar

from wizard.project.model import Model, Row
from wizard.texts import Language, _

M = TypeVar("M", bound=Model)
_NAMES = ("name", "title", "goal")


def without_gaps(model: M, language: Language) -> M:
    """The model with a word for the name of each row that has none, and with nothing where only
    spaces were typed: what a template asks about is then not there."""
    return _filled(model, _("без названия").into(language))


def _filled(model: M, word: str) -> M:
    changed: dict[str, Any] = {}
    for field, value in model.__dict__.items():
        if isinstance(value, Model):
            filled: Any = _filled(value, word)
        elif isinstance(value, tuple) and value and isinstance(value[0], Row):
            filled = _rows(value, word)
        elif field in _NAMES and isinstance(model, Row) and not str(value).strip():
            filled = word
        elif isinstance(value, str) and value and not value.strip():
            filled = ""
        else:
            continue
        if filled is not value:
            changed[field] = filled
    return model.model_copy(update=changed) if changed else model


def _rows(rows: tuple[Row, ...], word: str) -> tuple[Row, ...]:
    filled = tuple(_filled(row, word) for row in rows)
    same = all(one is other for one, other in zip(filled, rows, strict=True))
    return rows if same else filled
