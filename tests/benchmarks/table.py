"""The table of results: a block of one line for each side, printed as soon as it is measured.

Belongs here: what a row holds, when it keeps its limit, how it is written out. Does not belong
here: how anything is measured.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tests.benchmarks.timing import Sample

_NAME, _CELL = 62, 10
_LIMIT = 9
Measure = Literal["seconds", "bytes"]


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured, on our side and on another one.

    A limit is either on the ratio ours ÷ other or on our own figure (seconds or bytes). Without
    one the row is told for knowledge alone.
    """

    what: str
    ours: Sample
    other: Sample | None = None
    other_name: str = ""
    ratio_limit: float | None = None
    limit: float | None = None
    measure: Measure = "seconds"

    @property
    def ratio(self) -> float | None:
        """Ours ÷ other, by the median."""
        return None if self.other is None else self.ours.median / self.other.median

    @property
    def cpu_ratio(self) -> float | None:
        """Ours ÷ other in processor time."""
        if self.other is None or not self.ours.cpu or not self.other.cpu:
            return None
        under = self.other.cpu_median
        over = self.ours.cpu_median
        return over / under if over is not None and under else None

    @property
    def verdict(self) -> str:
        """ok, above, or busy: above the limit by the median, within it when least disturbed.

        Least disturbed are the smallest readings and the processor time: a busy row is to be
        measured again on a quiet machine.
        """
        if self.ratio_limit is not None and self.other is not None:
            least = self.ours.least / self.other.least
            return _verdict(self.ratio, (least, self.cpu_ratio), self.ratio_limit)
        if self.limit is not None:
            return _verdict(self.ours.median, (self.ours.least, self.ours.cpu_median), self.limit)
        return ""


def heading() -> str:
    """The line over the columns, with a rule below it."""
    columns = ("median", "min", "p95", "CPU", "ratio", "CPU ratio")
    head = " " * _NAME + "".join(f"{name:>{_CELL}}" for name in columns) + f"{'limit':>{_LIMIT}}"
    return f"{head}\n{'─' * (len(head) + 7)}"


def written(row: Row) -> str:
    """A row as lines of text: ours, with the ratio and the verdict, and the other below it."""
    ratio = _cell(row.ratio, _plain) + _cell(row.cpu_ratio, _plain)
    limit = ""
    if row.ratio_limit is not None:
        limit = _plain(row.ratio_limit)
    elif row.limit is not None:
        limit = _unit(row.measure)(row.limit)
    name, *more = _folded(row.what)
    first = f"{name:<{_NAME}}{_figures(row.ours, row.measure)}{ratio}{limit:>{_LIMIT}}"
    lines = [f"{first}  {row.verdict}".rstrip(), *more]
    if row.other is not None:
        other_name = f"  against {row.other_name}"
        lines.append(f"{other_name:<{_NAME}}{_figures(row.other, row.measure)}".rstrip())
    return "\n".join(lines)


def _figures(sample: Sample, measure: Measure) -> str:
    shown = (sample.median, sample.least, sample.p95, sample.cpu_median)
    return "".join(_cell(value, _unit(measure)) for value in shown)


def _verdict(value: float | None, undisturbed: Sequence[float | None], limit: float) -> str:
    if value is not None and value <= limit:
        return "ok"
    return "busy" if any(one is not None and one <= limit for one in undisturbed) else "above"


def _folded(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) + 1 >= _NAME:
            lines.append("   ")
        lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _cell(value: float | None, shown: Callable[[float], str]) -> str:
    return f"{'' if value is None else shown(value):>{_CELL}}"


def _unit(measure: Measure) -> Callable[[float], str]:
    return _seconds if measure == "seconds" else _bytes


def _plain(value: float) -> str:
    return f"{value:.2f}" if value >= 0.2 else f"{value:.3f}"


def _seconds(value: float) -> str:
    if value >= 1:
        return f"{value:.2f} s"
    return f"{value * 1e3:.0f} ms" if value >= 0.1 else f"{value * 1e3:.2f} ms"


def _bytes(value: float) -> str:
    return f"{value / 2**20:.0f} MiB"
