"""Limits of single answers: what stands in the field's question, held against what was entered.

Rules that need two fields or a figure are advice; they live in `wizard.advice`.
"""

from __future__ import annotations

from wizard.numbers import format_value
from wizard.project.model import Question
from wizard.project.path import PathError, fields, title
from wizard.project.problem import Problem, Severity
from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.units import NUMBER, Unit


def limit_problems(project: Project) -> list[Problem]:
    """Every answer out of its bounds, and every entry that could not be understood."""
    found = [
        Problem(
            Severity.ERROR,
            path,
            _(
                "{field}: не удалось понять «{entry}». Исправьте запись.",
                field=title(project, path) if _exists(project, path) else Text(path),
                entry=entry[:60],
            ),
        )
        for path, entry in sorted(project.drafts.items())
    ]
    currency = project.company.currency.value
    for path, value, meta in fields(project):
        numbers = value if isinstance(value, tuple) else (value,)
        for number in numbers:
            if isinstance(number, bool) or not isinstance(number, (int, float)):
                continue
            text = limit_text(number, meta, currency)
            if text is not None:
                where = title(project, path)
                found.append(
                    Problem(Severity.ERROR, path, _("{field}: {what}", field=where, what=text))
                )
                break
    return found


def limit_text(value: float, meta: Question, currency: str) -> Text | None:
    """What is wrong with a number, or None if it is within its limits."""
    unit = meta.unit or NUMBER
    if meta.above is not None and value <= meta.above:
        return _(
            "должно быть больше {limit}, а введено {value}.",
            limit=_Shown(meta.above, unit, currency),
            value=_Shown(value, unit, currency),
        )
    if meta.low is not None and value < meta.low:
        return _(
            "должно быть не меньше {limit}, а введено {value}.",
            limit=_Shown(meta.low, unit, currency),
            value=_Shown(value, unit, currency),
        )
    if meta.high is not None and value > meta.high:
        return _(
            "должно быть не больше {limit}, а введено {value}.",
            limit=_Shown(meta.high, unit, currency),
            value=_Shown(value, unit, currency),
        )
    return None


class _Shown:
    """A number inside a text, written as the reader's language writes it."""

    def __init__(self, value: float, unit: Unit, currency: str) -> None:
        self._value, self._unit, self._currency = value, unit, currency

    def into(self, language: Language) -> str:
        return format_value(self._value, self._unit, language, self._currency, exact=True)


def _exists(project: Project, path: str) -> bool:
    try:
        title(project, path)
    except PathError:
        return False
    return True
