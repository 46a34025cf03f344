"""Figures that there is nothing to compute from yet: a paper leaves a blank for them.

Belongs here: what such a figure is, how its blank looks and how a paper tells of it. Does not
belong here: which figures these are (`plan_figures.py`).
"""

from __future__ import annotations

import re

from wizard.texts import Text, _

BLANK = "____"
NOTE: Text = _(
    "Где стоит «____», показатель ещё не известен: его не из чего посчитать, пока в проекте нет "
    "продуктов и плана. Заполните их и соберите документ снова или впишите число от руки."
)
_DIGITS = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")


class Unknown(float):
    """A figure that is not known yet; where it is counted with or asked about, it is zero."""

    __slots__ = ()


UNKNOWN = Unknown(0.0)


def or_blank(number: float, shown: str) -> str:
    """A number as it is shown; with a blank in place of its digits where it is not known."""
    return _DIGITS.sub(BLANK, shown, count=1) if isinstance(number, Unknown) else shown
