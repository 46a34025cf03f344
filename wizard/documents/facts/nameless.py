"""Rows that nobody has named yet, called so in the papers, and answers of spaces, left out.

Belongs here: the word that stands in a paper for a name not typed. Does not belong here: the advice
to type it (`wizard.advice`); the project itself, which stays as it is.
"""

from __future__ import annotations

from typing import Any, TypeVar

from wizard.project.model import Model, Row
from wizard.texts import Language, _

M = TypeVar("M", bound=Model)
_NAMES = ("name", "title", "goal")


def with_names(model: M, language: Language) -> M:
    """The model with a name for each row that has none, so that no sentence loses its subject, and
    with nothing where only spaces were typed, so that none keeps a hole."""
    return _named(model, _("без названия").into(language))


def _named(model: M, word: str) -> M:
    changed: dict[str, Any] = {}
    for field, value in model.__dict__.items():
        if isinstance(value, Model):
            named: Any = _named(value, word)
        elif isinstance(value, tuple) and value and isinstance(value[0], Row):
            named = _rows(value, word)
        elif field in _NAMES and isinstance(model, Row) and not str(value).strip():
            named = word
        elif isinstance(value, str) and value and not value.strip():
            named = ""  # what a template asks about is then not there
        else:
            continue
        if named is not value:
            changed[field] = named
    return model.model_copy(update=changed) if changed else model


def _rows(rows: tuple[Row, ...], word: str) -> tuple[Row, ...]:
    named = tuple(_named(row, word) for row in rows)
    same = all(one is other for one, other in zip(named, rows, strict=True))
    return rows if same else named
