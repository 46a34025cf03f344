"""What a goal seek gives back; kept apart from the search so that values can carry it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sought:
    """What was found: the answer's value, the figure it gives, and whether that is the wanted one.

    Where no value reaches the wanted figure, `value` gives the nearest one and `reached` is False.
    """

    value: float
    figure: float
    reached: bool
