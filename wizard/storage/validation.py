"""Answers as they stand in a file, and what a file cannot say: raw answers of the wrong kind, named
by the titles people know.

Values out of their limits are not refused here: they are kept and shown (`wizard.project.limits`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import ValidationError

from wizard.errors import UserError
from wizard.numbers import LARGEST
from wizard.project.model import Choice, Model, Row, question_of
from wizard.project.project import STAGES, Project
from wizard.texts import Text, Verbatim, _, joined, n_

SHOWN_AT_MOST = 8
MONTHS_OF_SEASON = 12
LONGEST_SERIES = 60

_PARTS: dict[str, Text] = {
    **dict(STAGES),
    "company": _("Компания"),
    "preset": _("Пример"),
    "answered": _("Отвеченные вопросы"),
    "drafts": _("Непонятые записи"),
    "notes": _("Заметки"),
}
_ID = re.compile(r"(?!\d+$)[^\s.]+")


class BadAnswers(UserError):
    """The file is a project, but some answers in it are of a kind that they cannot be; `places`
    names them."""

    def __init__(self, name: str, wrong: Sequence[Text]) -> None:
        self.places = _places(wrong)
        super().__init__(
            _(
                "Проект «{name}» не открыть: {places}. Исправьте эти места в текстовом редакторе "
                "или откройте более раннюю копию; сам файл не изменён.",
                name=name,
                places=self.places,
            )
        )


def raw_answers(project: Project) -> dict[str, Any]:
    """The raw dictionary of a project, the same for the same answers."""
    answers = project.model_dump(mode="json")
    answers["answered"] = sorted(answers["answered"])
    return answers


def validated(raw: Any, name: str) -> Project:
    """The project of a raw dictionary; `name` is the file's, for the text of the BadAnswers."""
    try:
        project = Project.model_validate(raw)
    except ValidationError as error:
        wrong = [
            _("{field}: {what}", field=_title(raw, found["loc"]), what=_what(found))
            for found in error.errors(include_url=False)
        ]
        raise BadAnswers(name, wrong) from error
    wrong = list(_shape_problems(project))
    if wrong:
        raise BadAnswers(name, wrong)
    return project


def _places(wrong: Sequence[Text]) -> Text:
    parts: list[Text | Verbatim] = list(wrong[:SHOWN_AT_MOST])
    more = len(wrong) - SHOWN_AT_MOST
    if more > 0:
        parts.append(n_("и ещё {n} место", "и ещё {n} мест", more))
    return joined(parts, "; ")


def _what(found: Any) -> Text:
    """What is wrong with one answer, from the kind of pydantic's error."""
    kind: str = found["type"]
    entry = _shown(found.get("input"))
    if kind == "missing":
        return _("значения нет")
    if kind == "extra_forbidden":
        return _("программа не знает такого поля")
    if kind == "finite_number":
        return _("нужно конечное число, а стоит {entry}", entry=entry)
    if kind.startswith("float"):
        return _("нужно число, а стоит {entry}", entry=entry)
    if kind.startswith("int"):
        return _("нужно целое число, а стоит {entry}", entry=entry)
    if kind.startswith("bool"):
        return _("нужно «да» или «нет» (true или false), а стоит {entry}", entry=entry)
    if kind.startswith("date"):
        return _("нужна дата вида 2027-01-31, а стоит {entry}", entry=entry)
    if kind == "enum":
        return _(
            "нужно одно из: {known}, а стоит {entry}",
            known=_named(str(found.get("ctx", {}).get("expected", ""))),
            entry=entry,
        )
    if kind.startswith("string"):
        return _("нужен текст, а стоит {entry}", entry=entry)
    if kind.startswith(("tuple", "list", "frozen_set", "set")):
        return _("нужен список, а стоит {entry}", entry=entry)
    if kind.startswith(("model", "dict", "dataclass")):
        return _("нужен набор полей, а стоит {entry}", entry=entry)
    return _("значение не подходит: {entry}", entry=entry)


def _named(expected: str) -> Text:
    """The choices that pydantic names in straight quotes, in those of the language."""
    return joined([_("«{name}»", name=one) for one in re.findall(r"'([^']*)'", expected)])


def _shown(entry: object) -> Text:
    text = "null" if entry is None else str(entry).replace("\n", " ")
    clean = "".join(sign if sign.isprintable() else "�" for sign in text)
    return _("«{name}»", name=f"{clean[:40]}…" if len(clean) > 40 else clean)


def _title(raw: Any, place: Sequence[int | str]) -> Text:
    """A place in words, walked along the models and the raw answers at once."""
    parts: list[Text | Verbatim] = []
    model: type[Model] | None = Project
    found = raw
    for part in place:
        if isinstance(part, int):
            found = found[part] if isinstance(found, (list, tuple)) and part < len(found) else None
            parts.append(Verbatim(_row_name(found, part, raw)))
            continue
        field = model.model_fields.get(part) if model is not None else None
        meta = question_of(field) if field is not None else None
        known = _PARTS.get(part) if model is Project else None
        parts.append(meta.title if meta is not None else known or Verbatim(str(part)))
        model = _inner_model(field.annotation) if field is not None else None
        found = found.get(part) if isinstance(found, dict) else None
    return joined(parts, " → ") if parts else _("весь проект")


def _row_name(row: object, position: int, raw: Any) -> str:
    """The name of a row; pay and hiring have none and go by the title of their role."""
    if isinstance(row, dict):
        for key in ("name", "title", "goal", "action"):
            name = row.get(key)
            if isinstance(name, str) and name:
                return name
        for role in _raw_roles(raw):
            if isinstance(role, dict) and role.get("id") == row.get("id"):
                return str(role.get("title") or position + 1)
    return str(position + 1)


def _raw_roles(raw: Any) -> list[Any]:
    structure = raw.get("structure") if isinstance(raw, dict) else None
    roles = structure.get("roles") if isinstance(structure, dict) else None
    return roles if isinstance(roles, list) else []


def _inner_model(annotation: Any) -> type[Model] | None:
    for found in (annotation, *get_args(annotation)):
        if isinstance(found, type) and issubclass(found, Model) and not issubclass(found, Choice):
            return found
    return None


def _shape_problems(project: Project) -> Iterator[Text]:
    """What pydantic's types cannot say: ids that name two rows or none, a season of 11 months."""
    if len(project.goals.season) != MONTHS_OF_SEASON:
        yield _(
            "Цели → Сезон: нужно {need} чисел, с января по декабрь, а стоит {found}",
            need=MONTHS_OF_SEASON,
            found=len(project.goals.season),
        )
    yield from _id_problems(project, [])


def _id_problems(model: Model, above: list[Text | Verbatim]) -> Iterator[Text]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        meta = question_of(field)
        title = meta.title if meta is not None else _PARTS.get(name) or Verbatim(name)
        here = [*above, title]
        for number in value if isinstance(value, tuple) else (value,):
            if isinstance(number, (int, float)) and abs(number) > LARGEST:
                yield _(
                    "{field}: число {found} больше, чем может быть в плане",
                    field=joined(here, " → "),
                    found=f"{number:.3g}",
                )
        if isinstance(value, Model):
            yield from _id_problems(value, here)
        elif isinstance(value, tuple):
            rows = [row for row in value if isinstance(row, Row)]
            if not rows and len(value) > LONGEST_SERIES and isinstance(value[0], (int, float)):
                yield _(
                    "{field}: чисел должно быть не больше {limit}, а их {found}",
                    field=joined(here, " → "),
                    limit=LONGEST_SERIES,
                    found=len(value),
                )
            ids = [row.id for row in rows]
            for row_id in sorted({row_id for row_id in ids if ids.count(row_id) > 1}):
                yield _(
                    "{field}: две строки с одним обозначением «{id}»",
                    field=joined(here, " → "),
                    id=row_id,
                )
            for row in rows:
                if not _ID.fullmatch(row.id):
                    yield _(
                        "{field}: обозначение строки «{id}» должно быть без точек и пробелов и не "
                        "числом",
                        field=joined(here, " → "),
                        id=row.id,
                    )
                yield from _id_problems(row, [*here, Verbatim(row.id)])
