"""How work is timed: sides taken in turn, after a warm-up, on the wall clock and by processor time.

Belongs here: clocks and what is made of their readings. Does not belong here: what is timed, and
how it is shown.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds that one run took: by the clock on the wall, and of processors."""

    wall: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Sample:
    """Readings of one side, in the order they were taken; `cpu` is empty for what is no time."""

    values: tuple[float, ...]
    cpu: tuple[float, ...] = ()

    @property
    def median(self) -> float:
        """The middle reading."""
        return statistics.median(self.values)

    @property
    def least(self) -> float:
        """The smallest reading: the one that other programs disturbed least."""
        return min(self.values)

    @property
    def p95(self) -> float:
        """What 95 of 100 readings do not exceed."""
        ordered = sorted(self.values)
        return ordered[max(0, -(-95 * len(ordered) // 100) - 1)]

    @property
    def cpu_median(self) -> float | None:
        """The middle reading of processor time."""
        return statistics.median(self.cpu) if self.cpu else None


Run = Callable[[], Spent]


def timed(work: Callable[[], object]) -> Run:
    """A run that does the work once; processor time includes finished child processes."""

    def run() -> Spent:
        cpu, wall = _cpu(), time.perf_counter()
        work()
        wall = time.perf_counter() - wall
        return Spent(wall, _cpu() - cpu)

    return run


def in_turn(sides: Sequence[Run], repeats: int, warm_up: int = 1) -> tuple[Sample, ...]:
    """The readings of each side, in the order of the sides.

    Each repeat runs every side once, so that whatever slows the machine meets them all; every
    second repeat runs them backwards, so that none profits from its place.
    """
    for _ in range(warm_up):
        for side in sides:
            side()
    found: list[list[Spent]] = [[] for _ in sides]
    places = list(range(len(sides)))
    for repeat in range(repeats):
        for place in reversed(places) if repeat % 2 else places:
            found[place].append(sides[place]())
    return tuple(sample(readings) for readings in found)


def sample(readings: Sequence[Spent]) -> Sample:
    """Readings as a sample."""
    return Sample(
        tuple(reading.wall for reading in readings), tuple(reading.cpu for reading in readings)
    )


def _cpu() -> float:
    children = os.times()
    return time.process_time() + children.children_user + children.children_system
