"""Rules over all stages: an answer that names a row must name one that exists."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, error
from wizard.project.model import Model
from wizard.project.parts import by_part
from wizard.project.path import fields, get, title
from wizard.project.problem import Problem
from wizard.texts import _


def unknown_reference(case: Case) -> Iterator[Problem]:
    """A role or a funnel stage that is named and does not exist."""
    known: dict[str, set[str]] = {}
    for path, name, rows in _named(case.project):
        if rows not in known:
            known[rows] = {row.id for row in get(case.project, rows)}
        if name not in known[rows]:
            yield error(
                path,
                _(
                    "{field}: выбранной строки больше нет в списке «{list}». Выберите другую.",
                    field=title(case.project, path),
                    list=title(case.project, rows),
                ),
            )


@by_part
def _named(name: str, part: Model) -> list[tuple[str, str, str]]:
    """Every answer that names a row: its path, the id that it names, the list of the row."""
    return [
        (path, row_id, meta.refers)
        for path, value, meta in fields(part, f"{name}.")
        if meta.refers is not None
        for row_id in (value if isinstance(value, tuple) else (value,))
        if row_id
    ]


RULES: tuple[Rule, ...] = (unknown_reference,)
