"""`python -m tests.benchmarks [--only AREA] [--repeats N]`: measure and print the table.

`--minutes N` measures one thing alone: the memory after so long a time of work in the window.
"""

from __future__ import annotations

import argparse
import platform

from tests.benchmarks import package, plan, window, workbook
from tests.benchmarks.table import heading, written

AREAS = {
    "plan": plan.rows,
    "window": window.rows,
    "workbook": workbook.rows,
    "package": package.rows,
}
_LEGEND = """\
Sides are run in turn after a warm-up. CPU is the median of processor time, child processes
included; ratio is ours ÷ the other side, by the medians. busy: above the limit by the median,
within it by the smallest readings or in processor time, so measure again on a quiet machine.
"""


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="Measure the program's heavy work beside other ways to do it.",
    )
    parser.add_argument("--only", choices=tuple(AREAS), help="one area instead of all")
    parser.add_argument(
        "--repeats", type=_whole, metavar="N", help="readings of each side (each area has its own)"
    )
    parser.add_argument(
        "--minutes",
        type=_minutes,
        metavar="N",
        help="work in the window for so long, and compare its memory with the first minute's",
    )
    asked = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(_LEGEND)
    print(heading(), flush=True)
    if asked.minutes is not None:
        for row in window.hours(asked.minutes):
            print(written(row), flush=True)
        return
    for area, rows in AREAS.items():
        if asked.only in (None, area):
            for row in rows(asked.repeats):
                print(written(row), flush=True)


def _whole(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _minutes(text: str) -> int:
    number = int(text)
    if number < 2:
        raise argparse.ArgumentTypeError("at least 2: the last is compared with the first")
    return number


if __name__ == "__main__":
    main()
