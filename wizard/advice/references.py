"""Rules over all stages: an answer that names a row must name one that exists."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.rule import Case, Rule, error
from wizard.project.path import get, title
from wizard.project.problem import Problem
from wizard.texts import _


def unknown_reference(case: Case) -> Iterator[Problem]:
    """A role or a funnel stage that is named and does not exist."""
    known: dict[str, set[str]] = {}
    for path, value, meta in case.answers:
        if meta.refers is None:
            continue
        if meta.refers not in known:
            known[meta.refers] = {row.id for row in get(case.project, meta.refers)}
        named = value if isinstance(value, tuple) else (value,)
        for name in named:
            if name and name not in known[meta.refers]:
                yield error(
                    path,
                    _(
                        "{field}: «{name}» нет в списке «{list}». Выберите из списка или добавьте "
                        "туда.",
                        field=title(case.project, path),
                        name=name,
                        list=title(case.project, meta.refers),
                    ),
                )


RULES: tuple[Rule, ...] = (unknown_reference,)
