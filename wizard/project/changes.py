"""What differs between two projects, answer by answer, in the words of the questions.

Belongs here: the entered answers, the notes at them. Does not belong here: the figures that follow
from them (`wizard.plan.comparison`), the papers made of both (`wizard.documents.changes`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from wizard.dates import written_date
from wizard.numbers import format_value
from wizard.project.model import Choice, Model, Question, Row, in_its_unit, questions
from wizard.project.path import PathError, get, row_name, title
from wizard.project.project import Project
from wizard.texts import Language, Text, Translatable, Verbatim, _, joined
from wizard.units import NUMBER

NOTHING_THERE = _("пусто")


class ChangeKind(Enum):
    """What became of an answer or of a row of a list."""

    CHANGED = auto()
    ADDED = auto()
    REMOVED = auto()
    MOVED = auto()


@dataclass(frozen=True, slots=True)
class Change:
    """A difference: where (`path` in the newer project, in the older one for a removed row), what
    it is called, and how it reads before and after; both empty for rows that only moved."""

    path: str
    title: Text
    kind: ChangeKind
    before: Translatable
    after: Translatable

    @property
    def stage(self) -> str:
        """The part of the project it belongs to."""
        return self.path.partition(".")[0]

    @property
    def sentence(self) -> Text:
        """The difference in one line."""
        match self.kind:
            case ChangeKind.ADDED:
                return _("{what}: добавлено", what=self.title)
            case ChangeKind.REMOVED:
                return _("{what}: удалено", what=self.title)
            case ChangeKind.MOVED:
                return _("{what}: другой порядок", what=self.title)
            case ChangeKind.CHANGED:
                return _(
                    "{what}: {was} → {will}", what=self.title, was=self.before, will=self.after
                )


def changes(old: Project, new: Project) -> tuple[Change, ...]:
    """Every difference in the order of the newer project; rows that went stand in their list."""
    return tuple(_Comparison(old, new).of(old, new, ""))


def remark_changes(old: Project, new: Project) -> tuple[Change, ...]:
    """Every note, and every entry that could not be understood, that differs between two
    projects."""
    notes = (
        Change(path, _("Заметка к «{what}»", what=at), ChangeKind.CHANGED, before, after)
        for path, at, before, after in _differing(old, old.notes, new, new.notes)
    )
    drafts = (
        Change(
            path, _("Непонятая запись в «{what}»", what=where), ChangeKind.CHANGED, before, after
        )
        for path, where, before, after in _differing(old, old.drafts, new, new.drafts)
    )
    return (*notes, *drafts)


def place_of_change(old: Project, new: Project, path: str) -> str:
    """Where a list at a path, or what it holds, differs from before: the first row or answer that
    does, beside rows that are gone the nearest one left; the path itself for all else."""
    try:
        was, will = get(old, path), get(new, path)
    except PathError:
        return path
    if isinstance(will, Row) and isinstance(was, Row):
        names = [name for name in type(will).model_fields if name in questions(type(will))]
        differ = (name for name in names if getattr(was, name) != getattr(will, name))
        name = next(differ, "")
        return place_of_change(old, new, f"{path}.{name}") if name else path
    if not (_is_rows(was) or _is_rows(will)):
        return path
    before = {row.id: row for row in was}
    for row in will:
        if before.get(row.id) != row:
            return place_of_change(old, new, f"{path}.{row.id}")
    entries = {**old.drafts, **new.drafts}
    misread = (key for key in entries if old.drafts.get(key) != new.drafts.get(key))
    draft = next((key for key in misread if key.startswith(f"{path}.")), "")
    if draft:
        return draft
    ids = [row.id for row in will]
    other = (place for place, row in enumerate(was) if [row.id] != ids[place : place + 1])
    place = min(next(other, 0), len(ids) - 1)
    return f"{path}.{ids[place]}" if ids else path


def differ_in_numbers_alone(old: Any, new: Any) -> bool:
    """Whether all names, choices and rows of two projects (or of parts of them) are the same.

    What both share is not looked into, so after an edit it costs next to nothing.
    """
    if old is new:
        return True
    if isinstance(old, Project) and isinstance(new, Project):
        return all(
            differ_in_numbers_alone(getattr(old, name), getattr(new, name))
            for name in Project.model_fields
            if isinstance(getattr(old, name), Model)
        )
    if isinstance(old, Model) and type(old) is type(new):
        names = type(old).model_fields
        return all(differ_in_numbers_alone(getattr(old, one), getattr(new, one)) for one in names)
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(differ_in_numbers_alone, old, new))
    if isinstance(old, float) and isinstance(new, float):
        return True
    return bool(old == new)


@dataclass(frozen=True, slots=True)
class Written:
    """An answer as people read it, in the words of the project that it stands in."""

    project: Project
    question: Question
    value: Any

    def into(self, language: Language) -> str:
        """The answer in a language; «пусто» for an empty one."""
        return _written(self.value, self.question, self.project, language) or NOTHING_THERE.into(
            language
        )


class _Comparison:
    def __init__(self, old: Project, new: Project) -> None:
        self._old, self._new = old, new

    def of(
        self,
        old: Model,
        new: Model,
        prefix: str,
        holders: tuple[Model, Model] | None = None,
    ) -> Iterator[Change]:
        """`holders` are what the list of two rows belongs to, before and after."""
        before, after = holders or (None, None)
        asked = questions(type(new))
        for name in type(new).model_fields:
            was, will, path = getattr(old, name), getattr(new, name), f"{prefix}{name}"
            if was == will:
                continue
            if isinstance(will, Model) and isinstance(was, Model):
                yield from self.of(was, will, f"{path}.")
            elif _is_rows(was) or _is_rows(will):
                yield from self._rows(was, will, path, (old, new))
            elif name in asked:
                yield Change(
                    path,
                    title(self._new, path),
                    ChangeKind.CHANGED,
                    Written(self._old, in_its_unit(asked[name], old, name, before), was),
                    Written(self._new, in_its_unit(asked[name], new, name, after), will),
                )

    def _rows(
        self,
        old: tuple[Row, ...],
        new: tuple[Row, ...],
        path: str,
        holders: tuple[Model, Model],
    ) -> Iterator[Change]:
        before, after = {row.id: row for row in old}, {row.id: row for row in new}
        nothing = Verbatim("")
        for row_id, row in after.items():
            place = f"{path}.{row_id}"
            if row_id not in before:
                yield Change(place, title(self._new, place), ChangeKind.ADDED, nothing, nothing)
            elif row != before[row_id]:
                yield from self.of(before[row_id], row, f"{place}.", holders)
        for row_id in before:
            if row_id not in after:
                place = f"{path}.{row_id}"
                yield Change(place, title(self._old, place), ChangeKind.REMOVED, nothing, nothing)
        kept = [row_id for row_id in before if row_id in after]
        if kept != [row_id for row_id in after if row_id in before]:
            yield Change(path, title(self._new, path), ChangeKind.MOVED, nothing, nothing)


def _differing(
    old: Project, were: Mapping[str, str], new: Project, are: Mapping[str, str]
) -> Iterator[tuple[str, Text, Translatable, Translatable]]:
    """The texts by path that differ: where, what that is called, before and after."""
    for path in {**are, **were}:
        where = _place(path, new, old)
        if where is not None and were.get(path) != are.get(path):
            yield path, where, _remark(were.get(path, "")), _remark(are.get(path, ""))


def _place(path: str, *projects: Project) -> Text | None:
    """What a path is called in the first project where it leads somewhere."""
    for project in projects:
        with suppress(PathError):
            return title(project, path)
    return None


def _remark(text: str) -> Translatable:
    return Verbatim("; ".join(text.splitlines())) if text else NOTHING_THERE


def _is_rows(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Row) for item in value)


def _written(value: Any, question: Question, project: Project, language: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, Choice):
        return value.title_text.into(language)
    if isinstance(value, bool):
        return (_("да") if value else _("нет")).into(language)
    if isinstance(value, (int, float)):
        currency = project.company.currency.value
        return format_value(float(value), question.unit or NUMBER, language, currency, exact=True)
    if isinstance(value, date):
        return written_date(value, language)
    if isinstance(value, tuple):
        parts = [Verbatim(_written(one, question, project, language)) for one in value]
        return joined(parts, "; ").into(language) if parts else ""
    text = str(value)
    if question.refers is not None and text:
        return _name_of(project, question.refers, text)
    if text.startswith("data:"):
        return _("картинка").into(language)
    return text


def _name_of(project: Project, rows: str, row_id: str) -> str:
    try:
        get(project, f"{rows}.{row_id}")
    except PathError:
        return row_id
    return row_name(project, f"{rows}.{row_id}")
