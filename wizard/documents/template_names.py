"""Every name that a template may use: how it is written, what it means, what it is worth.

Belongs here: gathering them for people. Does not belong here: the names themselves with their
meanings (`names.py`, `register.py`, `context.py`), those of the answers (`wizard.project`), of the
figures (`wizard.plan`), of the filters (`text.py`).
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from wizard.documents.catalogue import catalogue
from wizard.documents.context import OF_A_PAPER, Maker
from wizard.documents.filling.text import FILTERS, TemplateEnvironment, environment
from wizard.numbers import format_value
from wizard.plan.figures import Figures
from wizard.project.model import Choice, Model, Question, question_of
from wizard.project.project import Project
from wizard.texts import Language, Text, Verbatim, _
from wizard.units import FACTOR, Unit

_LONGEST = 80
_PARTS = (
    "company", "goals", "structure", "costs", "documentation", "motivation", "hiring", "automation",
    "launch",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemplateName:
    """A name as it is written in a template; `value` is that of the project, "" where there is
    none to show."""

    group: Text
    name: str
    meaning: Text | Verbatim
    value: str


def template_names(project: Project, figures: Figures, language: Language) -> list[TemplateName]:
    """Every name, by groups; values as a document in this language writes them."""
    maker = Maker(project, figures, language, catalogue(language))
    env = environment(language, project.company.currency.value)
    known = [
        TemplateName(
            _group(one.value), _called(name, one.value), one.meaning, _shown(one.value, env)
        )
        for name, one in maker.register.known.items()
    ]
    known.sort(key=lambda one: one.group.message != _NAMES.message)
    paper = [TemplateName(_PAPER, name, meaning, "") for name, meaning in OF_A_PAPER.items()]
    drawn = [
        TemplateName(_DRAWINGS, f'figure("{name}")', _("рисунок с данными проекта"), "")
        for name in maker.drawings
    ]
    filters = [TemplateName(_FILTERS, f"| {name}", told, "") for name, told in FILTERS.items()]
    return [
        *known, *paper, *_figures(figures, project, language), *_answers(project, env), *drawn,
        *filters,
    ]  # fmt: skip


_NAMES, _LOOKUPS = _("Имена"), _("Функции")
_PAPER = _("Имена одного документа")
_FIGURES, _ANSWERS = _("Показатели плана"), _("Ответы")
_DRAWINGS, _FILTERS = _("Рисунки"), _("Фильтры")


def _group(value: object) -> Text:
    return _LOOKUPS if callable(value) else _NAMES


def _called(name: str, value: object) -> str:
    """A function with the names of its arguments."""
    if not callable(value):
        return name
    return f"{name}({', '.join(inspect.signature(value).parameters)})"


def _shown(value: object, env: TemplateEnvironment) -> str:
    """A value as a document writes it; lists and parts of the project are not shown."""
    if isinstance(value, bool):
        return _("да").into(env.language) if value else _("нет").into(env.language)
    if value is None or callable(value) or not isinstance(value, (str, int, float)):
        return ""
    if isinstance(value, float):
        return format_value(value, FACTOR, env.language, env.currency)
    said = " ".join(env.said(value).split())
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1] + "…"


def _figures(figures: Figures, project: Project, language: Language) -> Iterator[TemplateName]:
    currency = project.company.currency.value
    for figure in figures:
        value = format_value(figure.total, figure.unit, language, currency)
        yield TemplateName(_FIGURES, f'figures["{figure.key}"]', figure.label, value)


def _answers(project: Project, env: TemplateEnvironment) -> Iterator[TemplateName]:
    for part in _PARTS:
        yield from _of_model(part, getattr(project, part), env)


def _of_model(path: str, model: Model, env: TemplateEnvironment) -> Iterator[TemplateName]:
    """The answers of a part of the project; those of a row stand once, with the first row."""
    for name, field in type(model).model_fields.items():
        value, asked = getattr(model, name, None), question_of(field)
        place = f"{path}.{name}"
        if asked is not None:
            yield TemplateName(_ANSWERS, place, asked.title, _answer(value, asked, env))
        if isinstance(value, Model):
            yield from _of_model(place, value, env)
        elif isinstance(value, tuple):
            row = value[0] if value else _empty_row(field.annotation)
            if isinstance(row, Model):
                yield from _of_model(f"{place}[0]", row, env)


def _empty_row(annotation: Any) -> Model | None:
    kind = next(iter(get_args(annotation)), None)
    if isinstance(kind, type) and issubclass(kind, Model):
        return kind.model_construct()
    return None


def _answer(value: object, asked: Question, env: TemplateEnvironment) -> str:
    if isinstance(value, Choice):
        return value.title_text.into(env.language)
    unit: Unit | None = asked.unit
    if unit is not None and isinstance(value, (int, float)) and not isinstance(value, bool):
        return format_value(value, unit, env.language, env.currency)
    return _shown(value, env)


def as_markdown(names: list[TemplateName], language: Language) -> Iterator[str]:
    """A reference page of the names, line by line."""
    title = _("Имена для шаблонов")
    yield f"# {title.into(language)}"
    heads = (_("Имя в шаблоне"), _("Что значит"), _("Пример"))
    group = ""
    for one in names:
        heading = one.group.into(language)
        if heading != group:
            group = heading
            yield ""
            yield f"## {group}"
            yield ""
            yield "| " + " | ".join(head.into(language) for head in heads) + " |"
            yield "|---|---|---|"
        cells = (f"`{one.name}`", one.meaning.into(language), one.value)
        yield "| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in cells) + " |"
