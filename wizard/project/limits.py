"""Limits of single answers: what stands in the field's question, held against what was entered.

Rules that need two fields or a figure are advice; they live in `wizard.advice`.
"""

from __future__ import annotations

from wizard.numbers import Shown
from wizard.project.model import Model, Question
from wizard.project.parts import by_part
from wizard.project.path import fields, title, title_as_far
from wizard.project.problem import Problem, Severity
from wizard.project.project import Project
from wizard.texts import Text, _
from wizard.units import NUMBER


def limit_problems(project: Project) -> list[Problem]:
    """Every answer out of its bounds, and every entry that could not be understood."""
    found = [
        Problem(
            Severity.ERROR,
            path,
            _not_understood(project, path, entry),
        )
        for path, entry in sorted(project.drafts.items())
    ]
    currency = project.company.currency.value
    for path, number, meta in _out_of_bounds(project):
        text = limit_text(number, meta, currency)
        if text is not None:
            where = title(project, path)
            found.append(
                Problem(Severity.ERROR, path, _("{field}: {what}", field=where, what=text))
            )
    return found


def _not_understood(project: Project, path: str, entry: str) -> Text:
    field = title_as_far(project, path)
    if not entry.strip():
        return _("{field}: поле пустое. Впишите ответ.", field=field)
    return _(
        "{field}: не удалось понять «{entry}». Исправьте запись.", field=field, entry=entry[:60]
    )


@by_part
def _out_of_bounds(name: str, part: Model) -> list[tuple[str, float, Question]]:
    """The answers that are beyond their limits; of a list of numbers the first that is."""
    found = []
    for path, value, meta in fields(part, f"{name}."):
        for number in value if isinstance(value, tuple) else (value,):
            if isinstance(number, bool) or not isinstance(number, (int, float)):
                continue
            if _is_beyond(number, meta):
                found.append((path, number, meta))
                break
    return found


def _is_beyond(value: float, meta: Question) -> bool:
    return (
        (meta.above is not None and value <= meta.above)
        or (meta.low is not None and value < meta.low)
        or (meta.high is not None and value > meta.high)
    )


def limit_text(value: float, meta: Question, currency: str) -> Text | None:
    """What is wrong with a number, or None if it is within its limits."""
    unit = meta.unit or NUMBER
    if meta.above is not None and value <= meta.above:
        return _(
            "должно быть больше {limit}, а введено {value}.",
            limit=Shown(meta.above, unit, currency, exact=True),
            value=Shown(value, unit, currency, exact=True),
        )
    if meta.low is not None and value < meta.low:
        return _(
            "должно быть не меньше {limit}, а введено {value}.",
            limit=Shown(meta.low, unit, currency, exact=True),
            value=Shown(value, unit, currency, exact=True),
        )
    if meta.high is not None and value > meta.high:
        return _(
            "должно быть не больше {limit}, а введено {value}.",
            limit=Shown(meta.high, unit, currency, exact=True),
            value=Shown(value, unit, currency, exact=True),
        )
    return None
