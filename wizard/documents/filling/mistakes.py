"""Mistakes in templates, told in plain words with their place.

Belongs here: what is wrong and where, from what Jinja and Python raise. Does not belong here:
looking for mistakes (`pack_check.py`), filling in (`text.py`).
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import cast

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.utils import missing
from pydantic import BaseModel

from wizard.errors import UserError
from wizard.texts import Text, _

_NAMELESS = "<template>"
_LONGEST = 200  # letters of a reason or name that comes from elsewhere


class TemplateError(UserError):
    """A mistake in a template, with its file and line."""

    def __init__(self, file: str, line: int, problem: Text) -> None:
        super().__init__(
            _("Шаблон «{file}», строка {line}: {problem}", file=file, line=line, problem=problem)
        )
        self.file, self.line, self.problem = file, line, problem


class UnknownName(jinja2.UndefinedError):
    """An unknown name was used; `owner` is where it was looked for, None for the context."""

    def __init__(self, message: str | None, name: str, owner: object | None) -> None:
        super().__init__(message)
        self.name = name
        self.owner = owner


class NamedUndefined(jinja2.StrictUndefined):
    """An unknown name: using it in any way is an error that remembers the name."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: object = missing,
        name: str | None = None,
        exc: type[jinja2.TemplateRuntimeError] = jinja2.UndefinedError,
    ) -> None:
        if exc is jinja2.UndefinedError:
            owner = None if obj is missing else obj
            super().__init__(hint, obj, name, partial(_unknown, name or "", owner))  # type: ignore[arg-type]
        else:
            super().__init__(hint, obj, name, exc)


def _unknown(name: str, owner: object | None, message: str | None = None) -> UnknownName:
    return UnknownName(message, name, owner)


MISTAKES = (
    UserError, jinja2.TemplateError, TypeError, ValueError, ArithmeticError, LookupError,
    AttributeError, NameError, RuntimeError, AssertionError, SyntaxError, MemoryError,
)  # fmt: skip
"""What a mistake in a template may raise; the last two where Python cannot compile an expression
nested too deep."""


def problem_of(error: BaseException, context: Mapping[str, object]) -> Text:
    """What is wrong, from what was raised while a template was compiled or filled in."""
    match error:
        case TemplateError():
            return error.problem
        case UserError():
            return error.text
        case jinja2.TemplateSyntaxError():
            return _syntax(error)
        case UnknownName():
            return unknown_name(error.name, error.owner, list(context))
        case jinja2.TemplateNotFound():
            return _("нет файла «{name}», который здесь подключается", name=error.name)
        case SecurityError():
            return forbidden()
        case RecursionError():
            return _("шаблон вызывает сам себя без конца")
    return _("не получается вычислить значение ({reason})", reason=str(error)[:_LONGEST])


def place_of(error: BaseException) -> tuple[str, int]:
    """The innermost template that an error came from, "" for the one filled in, and the line."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Path(error.filename).name if error.filename else "", error.lineno
    places = [
        (frame.filename, frame.lineno or 0)
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == _NAMELESS or frame.filename.endswith(".md")
    ]
    source, line = places[-1] if places else (_NAMELESS, 1)
    return "" if source == _NAMELESS else Path(source).name, line


def _syntax(error: jinja2.TemplateSyntaxError) -> Text:
    message = str(error.message or "")
    if "Unexpected end of template" in message or "Missing end of" in message:
        return _("конструкция «{% … %}» не закрыта")
    if "No filter named" in message or "No test named" in message:
        name = message.split("'")[1] if "'" in message else message
        return _("неизвестный фильтр «{name}»", name=name)
    if "unexpected end of" in message or "expected token 'end of print" in message:
        return _("скобки «{{ … }}» не закрыты или внутри них ошибка")
    if "Encountered unknown tag" in message:
        name = message.split("'")[1] if "'" in message else message
        return _("неизвестная или лишняя команда «{name}»", name=name)
    return _("ошибка в записи шаблона ({reason})", reason=message)


def forbidden() -> Text:
    """What is said of an attempt to leave the sandbox."""
    return _("это в шаблонах запрещено")


def unknown_name(name: object, owner: object | None, known: list[str]) -> Text:
    """An unknown name with the nearest known one; `owner` is where it was looked for, if not among
    all names."""
    known = known if owner is None else _names_in(owner)
    told = str(name)[:_LONGEST]  # a template may ask a text for its 1.5th letter
    nearest = get_close_matches(told, known, 1, 0.4)
    if not nearest:
        return _("неизвестное имя «{name}»", name=told)
    return _("неизвестное имя «{name}». Похоже на «{nearest}»", name=told, nearest=nearest[0])


def _names_in(owner: object) -> list[str]:
    if isinstance(owner, Mapping):
        return [str(key) for key in cast(Mapping[object, object], owner)]
    hidden = set(dir(BaseModel)) if isinstance(owner, BaseModel) else set()
    return [name for name in dir(owner) if not name.startswith("_") and name not in hidden]
