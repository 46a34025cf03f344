"""Goal seek: the value of one answer that gives a figure its wanted value.

The plan is solved for many candidate values at once, over the axis of runs, so a search costs a
few solvings. Figures may jump (people and deals are whole), so no slope is trusted: the bracket in
which the wanted value lies is cut finer and finer.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from wizard.plan.expression import Array
from wizard.plan.sought import Sought

CUTS = 33
ROUNDS = 5


def seek(figure_of: Callable[[Array], Array], wanted: float, candidates: Array) -> Sought:
    """Search between the candidates (ascending) for the smallest value that reaches the figure.

    `figure_of` takes values of shape (runs,) and gives the figures of the same shape. The figure
    reaches the wanted value where it passes it, from below or from above.
    """
    figures = figure_of(candidates)
    crossing = _crossing(figures, wanted)
    if crossing is None:
        nearest = int(np.argmin(np.abs(figures - wanted)))
        exact = bool(np.isclose(figures[nearest], wanted, rtol=1e-9, atol=1e-9))
        return Sought(float(candidates[nearest]), float(figures[nearest]), exact)
    for _round in range(ROUNDS):
        low, high = candidates[crossing], candidates[crossing + 1]
        candidates = np.linspace(low, high, CUTS)
        figures = figure_of(candidates)
        found = _crossing(figures, wanted)
        if found is None:  # the last bracket's ends differ by rounding alone
            break
        crossing = found
        if candidates[crossing + 1] - candidates[crossing] <= 1e-9 * abs(candidates[crossing + 1]):
            break
    before, after = figures[crossing], figures[crossing + 1]
    value, figure = candidates[crossing + 1], after
    straight = np.array([_between(candidates[crossing], value, before, after, wanted)])
    on_line = figure_of(straight)
    if np.isclose(on_line[0], wanted, rtol=1e-9, atol=1e-6):
        value, figure = straight[0], on_line[0]
    return Sought(float(value), float(figure), True)


def _crossing(figures: Array, wanted: float) -> int | None:
    """The first place after which the figures stand on the other side of the wanted value."""
    side = figures >= wanted
    changes = np.flatnonzero(side[1:] != side[:-1])
    return int(changes[0]) if changes.size else None


def _between(low: float, high: float, at_low: float, at_high: float, wanted: float) -> float:
    rise = at_high - at_low
    return float(low + (high - low) * (wanted - at_low) / rise) if rise else float(high)
