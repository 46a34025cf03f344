"""Goal seek: the value of one answer that gives a figure its wanted value.

The plan is solved for many candidate values at once, over the axis of runs, so a search costs a
few solvings. Figures may jump (people and deals are whole), so no slope is trusted: the bracket in
which the wanted value lies is cut finer and finer. The point where a straight line between the
bracket's ends meets the wanted value is tried beside the cuts: where the figure does not jump it
is the answer, and the search ends with it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from wizard.plan.formulas.expression import Array
from wizard.plan.formulas.sought import Sought

CUTS = 33
ROUNDS = 5


def seek(
    figure_of: Callable[[Array], Array],
    wanted: float,
    candidates: Array,
    *,
    cuts: int = CUTS,
    rounds: int = ROUNDS,
) -> Sought:
    """Search between the candidates (ascending) for the smallest value that reaches the figure.

    `figure_of` takes values of shape (runs,) and gives the figures of the same shape. The figure
    reaches the wanted value where it passes it, from below or from above.
    """
    figures = figure_of(candidates)
    crossing = _crossing(figures, wanted)
    if crossing is None:
        nearest = int(np.argmin(np.abs(figures - wanted)))
        exact = bool(_equal(figures[nearest], wanted))
        return Sought(float(candidates[nearest]), float(figures[nearest]), exact)
    for _round in range(rounds):
        low, high = candidates[crossing], candidates[crossing + 1]
        if high - low <= 1e-9 * abs(high):
            break
        straight = _between(low, high, figures[crossing], figures[crossing + 1], wanted)
        candidates = np.unique(np.append(np.linspace(low, high, cuts), straight))
        figures = figure_of(candidates)
        found = _crossing(figures, wanted)
        if found is None:  # the last bracket's ends differ by rounding alone
            crossing = len(candidates) - 2
            break
        crossing = found
        if _equal(figures[crossing : crossing + 2], wanted).any():
            break
    for place in (crossing, crossing + 1):
        if _equal(figures[place], wanted):
            return Sought(float(candidates[place]), float(figures[place]), True)
    return Sought(float(candidates[crossing + 1]), float(figures[crossing + 1]), True)


def _equal(figures: Array, wanted: float) -> NDArray[np.bool_]:
    return np.abs(figures - wanted) <= 1e-9 * abs(wanted) + 1e-9


def _crossing(figures: Array, wanted: float) -> int | None:
    """The first place after which the figures stand on the other side of the wanted value."""
    side = figures >= wanted
    changes = np.flatnonzero(side[1:] != side[:-1])
    return int(changes[0]) if changes.size else None


def _between(low: float, high: float, at_low: float, at_high: float, wanted: float) -> float:
    rise = at_high - at_low
    return float(low + (high - low) * (wanted - at_low) / rise) if rise else float(high)
