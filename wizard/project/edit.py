"""Changes of a project, each giving a new project: set an answer, add, remove and move a row.

Rows that belong to a role (its pay, its hiring), to a funnel stage (its process step) or to a
requirement (its scores) come and go with it here, so no caller has to remember them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from wizard.project.automation import Score, Tool
from wizard.project.company import Currency, gender_told
from wizard.project.hiring import RoleHiring
from wizard.project.model import Row
from wizard.project.motivation import Pay
from wizard.project.notes import calculation_of, leading_somewhere, with_calculation
from wizard.project.path import PathError, fields, get, replaced
from wizard.project.project import Project
from wizard.project.sales_process import ProcessStep
from wizard.texts import LANGUAGES, Language
from wizard.units import currency_sign

R = TypeVar("R", bound=Row)

GENDER = "company.approver.gender"

Answer = tuple[object, str]
"""A value and the calculation that it was typed as, if it was."""


def answer(project: Project, path: str, value: object, calculation: str = "") -> Project:
    """The project with an answer given by a person; a draft kept at the path is settled by it.

    `calculation` is what a number was typed as; it stands in the answer's note as long as the
    number does.
    """
    changed = replaced(project, path, value)
    if path == "company.approver.patronymic" and GENDER not in project.answered:
        told = gender_told(str(value))
        changed = replaced(changed, GENDER, told) if told is not None else changed
    update: dict[str, object] = {}
    # What stays the same is shared with the version before: undo keeps hundreds of them.
    if path not in project.answered:
        update["answered"] = project.answered | {path}
    if path in project.drafts:
        update["drafts"] = without_draft(project, path).drafts
    note = project.notes.get(path, "")
    if calculation or (calculation_of(note) and get(project, path) != value):
        update["notes"] = _noted(project, path, with_calculation(note, calculation))
    return changed.model_copy(update=update)


def with_signs_of(project: Project, language: Language, before: Currency) -> Project:
    """The project after its currency has changed from another: KPI that were measured in that one
    are measured in the new one, as all sums are."""
    former, sign = currency_sign(before.value), currency_sign(project.company.currency.value)
    signs = {former.into(one) for one in LANGUAGES}
    pay = tuple(
        role.model_copy(
            update={
                "kpi": tuple(
                    kpi.model_copy(update={"unit": sign.into(language)})
                    if kpi.unit.strip() in signs
                    else kpi
                    for kpi in role.kpi
                )
            }
        )
        for role in project.motivation.pay
    )
    motivation = project.motivation.model_copy(update={"pay": pay})
    return project.model_copy(update={"motivation": motivation})


def with_note(project: Project, path: str, text: str) -> Project:
    """The project with a note at an answer; an empty text takes the note away."""
    return project.model_copy(update={"notes": _noted(project, path, text.strip())})


def with_draft(project: Project, path: str, entry: str) -> Project:
    """The project with an entry that could not be understood, kept to be shown again."""
    return project.model_copy(update={"drafts": {**project.drafts, path: entry}})


def without_draft(project: Project, path: str) -> Project:
    """The project without the entry that could not be understood at a path: the answer stands."""
    drafts = {key: text for key, text in project.drafts.items() if key != path}
    return project.model_copy(update={"drafts": drafts})


def with_answers(
    project: Project, path: str, answers: Mapping[str, Answer], drafts: Mapping[str, str]
) -> Project:
    """The project with many answers and drafts of the rows of one list, by their paths: as one
    after the other, in far less time."""
    start = len(path) + 1
    by_row: dict[str, dict[str, object]] = {}
    notes = dict(project.notes)
    for place, (value, calculation) in answers.items():
        row_id, _dot, name = place[start:].partition(".")
        by_row.setdefault(row_id, {})[name] = value
        note = notes.pop(place, "")
        if calculation or (calculation_of(note) and get(project, place) != value):
            note = with_calculation(note, calculation)
        if note:
            notes[place] = note
    rows = tuple(
        type(row)(**{**dict(row), **by_row[row.id]}) if row.id in by_row else row
        for row in get(project, path)
    )
    kept = {key: text for key, text in project.drafts.items() if key not in answers}
    return replaced(project, path, rows).model_copy(
        update={
            "answered": project.answered | frozenset(answers),
            "drafts": {**kept, **drafts},
            "notes": notes,
        }
    )


def with_row(project: Project, path: str, row: Row, index: int | None = None) -> Project:
    """The project with a row added to a list, at the end unless a place is named."""
    rows = get(project, path)
    place = len(rows) if index is None else index
    return with_rows(project, path, (*rows[:place], row, *rows[place:]))


def with_rows(project: Project, path: str, rows: tuple[Row, ...]) -> Project:
    """The project with other rows in a list."""
    changed = replaced(project, path, rows)
    return aligned(changed.model_copy(update={"answered": project.answered | {path}}))


def without_rows(project: Project, path: str, ids: set[str]) -> Project:
    """The project without some rows of a list, and without what belonged to them alone."""
    rows = tuple(row for row in get(project, path) if row.id not in ids)
    changed = replaced(project, path, rows)
    gone = tuple(f"{path}.{row_id}." for row_id in ids)
    answered = frozenset(key for key in project.answered if not key.startswith(gone)) | {path}
    left = _unnamed(aligned(changed.model_copy(update={"answered": answered})), path, ids)
    return left.model_copy(
        update={
            "drafts": leading_somewhere(project.drafts, left),
            "notes": leading_somewhere(project.notes, left),
        }
    )


def _unnamed(project: Project, path: str, ids: set[str]) -> Project:
    """The project in which no answer names rows that a list does not have any more.

    Where naming none would mean all, the name stays: a person has to decide, and is told.
    """
    for place, value, asked in list(fields(project)):
        if asked.refers != path:
            continue
        if isinstance(value, tuple):
            rest = tuple(one for one in value if one not in ids)
            if rest != value and (rest or not asked.none_is_all):
                project = replaced(project, place, rest)
        elif value in ids:
            project = replaced(project, place, "")
    return project


def with_order(project: Project, path: str, ids: list[str]) -> Project:
    """The project with the rows of a list in another order."""
    rows = {row.id: row for row in get(project, path)}
    changed = replaced(project, path, tuple(rows[row_id] for row_id in ids))
    return changed.model_copy(update={"answered": project.answered | {path}})


def with_copy(project: Project, path: str, row_id: str, new_id: str) -> Project:
    """The project with a row doubled below itself: its answers, drafts and notes."""
    rows = get(project, path)
    place = next((at for at, row in enumerate(rows) if row.id == row_id), None)
    if place is None:
        raise PathError(f"{path}.{row_id}")
    doubled = rows[place].model_copy(update={"id": new_id})
    changed = with_row(project, path, doubled, place + 1)
    old, new = f"{path}.{row_id}.", f"{path}.{new_id}."
    return changed.model_copy(
        update={
            "answered": changed.answered
            | {new + key.removeprefix(old) for key in project.answered if key.startswith(old)},
            "drafts": _with_copies(project.drafts, old, new),
            "notes": _with_copies(project.notes, old, new),
        }
    )


def aligned(project: Project) -> Project:
    """The project in which every role has its pay and hiring, every funnel stage its step, and
    every option of a tool its score for each requirement."""
    role_ids = [role.id for role in project.structure.roles]
    stage_ids = [stage.id for stage in project.goals.funnel]
    pay = _rows_for(role_ids, project.motivation.pay, Pay)
    hiring = _rows_for(role_ids, project.hiring.roles, RoleHiring)
    process = _rows_for(stage_ids, project.documentation.process, ProcessStep)
    tools = tuple(map(_scored, project.automation.tools))
    return project.model_copy(
        update={
            "motivation": project.motivation.model_copy(update={"pay": pay}),
            "hiring": project.hiring.model_copy(update={"roles": hiring}),
            "documentation": project.documentation.model_copy(update={"process": process}),
            "automation": project.automation.model_copy(update={"tools": tools}),
        }
    )


def _noted(project: Project, path: str, text: str) -> dict[str, str]:
    others = {key: note for key, note in project.notes.items() if key != path}
    return {**others, path: text} if text else others


def _with_copies(texts: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    copies = {
        new + key.removeprefix(old): text for key, text in texts.items() if key.startswith(old)
    }
    return {**texts, **copies}


def _scored(tool: Tool) -> Tool:
    asked = [requirement.id for requirement in tool.requirements]
    options = tuple(
        option.model_copy(update={"scores": _rows_for(asked, option.scores, Score)})
        for option in tool.options
    )
    return tool if options == tool.options else tool.model_copy(update={"options": options})


def _rows_for(ids: list[str], rows: tuple[R, ...], kind: type[R]) -> tuple[R, ...]:
    known = {row.id: row for row in rows}
    return tuple(known[row_id] if row_id in known else kind(id=row_id) for row_id in ids)
