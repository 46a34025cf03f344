"""Mends: the one answer that takes a problem away, offered beside the advice.

Belongs here: how a mend is worded, and weights brought to a whole. Does not belong here: which
value mends what; every rule says that itself.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from wizard.advice.rule import Case
from wizard.dates import Day
from wizard.numbers import Shown
from wizard.project.model import Choice, Row
from wizard.project.path import question_at
from wizard.project.problem import Mend
from wizard.texts import Text, Verbatim, _
from wizard.units import NUMBER

R = TypeVar("R", bound=Row)

# Weights are entered as whole percents.
_STEPS = 100


def to_value(case: Case, path: str, value: float | Choice | date | str) -> Mend:
    """Put this answer: «Выплата зарплаты, число → 15»."""
    meta = question_at(case.project, path)
    shown: Text | Shown | Verbatim | Day
    if isinstance(value, Choice):
        shown = value.title_text
    elif isinstance(value, date):
        shown = Day(value)
    elif isinstance(value, str):
        shown = Verbatim(value)
    else:
        shown = case.shown(value, meta.unit or NUMBER)
    return Mend(path, value, _("{field} → {value}", field=meta.title, value=shown))


def to_whole(path: str, rows: Sequence[Row], name: str) -> Mend:
    """Bring the weights or shares of a list to 100 % together, keeping their proportions."""
    return Mend(path, whole(rows, name), _("довести в сумме до 100 %"))


def whole(rows: Sequence[R], name: str) -> tuple[R, ...]:
    """The rows with weights in whole percents that are 100 % together; equal ones if all are 0."""
    given = [max(0.0, float(getattr(row, name))) for row in rows]
    if sum(given) == 0:
        given = [1.0] * len(rows)
    exact = [one / sum(given) * _STEPS for one in given]
    steps = [math.floor(one) for one in exact]
    # The largest remainders get what the rounding down left over.
    by_rest = sorted(range(len(rows)), key=lambda place: steps[place] - exact[place])
    for place in by_rest[: _STEPS - sum(steps)]:
        steps[place] += 1
    return tuple(
        row.model_copy(update={name: step / _STEPS}) for row, step in zip(rows, steps, strict=True)
    )
