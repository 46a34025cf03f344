"""The window on the example project, from the start of its process, beside a bare Qt window.

Ready means: shown, and its events worked off. The drawing of the page follows later, off the
window's thread.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.benchmarks.table import Row
from tests.benchmarks.timing import Sample, Spent, in_turn, sample
from tests.benchmarks.window_start import FIELDS, PAGES, SIDES
from wizard.project.edit import aligned
from wizard.storage.presets import load_preset
from wizard.storage.project_file import create

EXAMPLE = "online-service"
# A frame at 60 a second; and what a person takes for at once.
FIGURES_WITHIN, PICTURE_WITHIN = 0.016, 0.06
READY_WITHIN = 1.6  # times a bare window
OPEN_WITHIN = 0.5
MEMORY_WITHIN = 1.1  # times the memory of the first minute
EDITS_OF_A_DAY = 600
FROZEN = 0.2  # seconds for which a window may not answer
_ACTS = {
    "page": "a page shown first, the one that takes longest ({longest})",
    "scenario": "another scenario",
    "depth": "all questions shown or hidden on the longest page",
    "language": "another language on the longest page",
    "theme": "another theme, all pages open",
    "rows": "200 rows pasted into a table",
    "rows undone": "these rows taken back",
    "megabyte of rows": "a megabyte of rows pasted",
    "megabyte in a cell": "a megabyte of text pasted into a cell",
    "megabyte in a text": "a megabyte of text pasted into a field",
}


def rows(repeats: int | None) -> Iterator[Row]:
    """The rows of the window; 10 starts of each side unless told otherwise."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name) / "example.salesplan"
        create(aligned(load_preset(EXAMPLE)), project).close()
        wizard, loaded_wizard, loaded_bare, bare = (
            _Starts(side, project, Path(name) / "settings") for side in SIDES
        )
        starts = (wizard, loaded_wizard, loaded_bare, bare)
        of_wizard, _loaded, of_loaded, of_bare = in_turn(
            [start.run for start in starts], repeats or 10
        )
        made, made_bare = (
            start.after_imports(len(of_wizard.values)) for start in (loaded_wizard, loaded_bare)
        )
    plain = f"a bare window, {PAGES} pages of {FIELDS} fields"
    yield Row(
        f"Window ready on {EXAMPLE}, from the start of the process",
        of_wizard,
        of_loaded,
        f"{plain}, same imports",
        ratio_limit=READY_WITHIN,
    )
    yield Row("The same, the bare window importing Qt alone", of_wizard, of_bare, plain)
    yield Row("The same without any time of imports", made, made_bare, plain)
    edits = _edits(10 * (repeats or 10))
    yield Row(
        "An edit to its figures painted, largest preset", edits["figures"], limit=FIGURES_WITHIN
    )
    yield Row(
        "An edit in a table's cell to the figures painted, largest preset",
        edits["cell"],
        limit=FIGURES_WITHIN,
    )
    yield Row(
        "An edit to its picture painted, largest preset", edits["picture"], limit=PICTURE_WITHIN
    )
    freezes = _told("window_freezes", repeats or 5)
    for act, what in _ACTS.items():
        gaps = sample([Spent(*gap) for gap in freezes["acts"][act]])
        what = what.format(longest=freezes["longest"])
        yield Row(f"No answer for: {what}", gaps, limit=FROZEN)
    yield from _use()


def _use() -> Iterator[Row]:
    """Opening the largest project, and the memory held after a long day of edits."""
    told = _told("window_use", EDITS_OF_A_DAY)
    opened = Sample(tuple(told["open"]), tuple(told["cpu_open"]))
    yield Row("The largest project opened, 36 months", opened, limit=OPEN_WITHIN)
    first, last = Sample((float(told["first"]),)), Sample((float(told["last"]),))
    yield Row(
        f"Memory held after {EDITS_OF_A_DAY} edits and walks through all pages",
        last,
        first,
        "after every page was shown once",
        ratio_limit=MEMORY_WITHIN,
        measure="bytes",
    )


def hours(minutes: int) -> Iterator[Row]:
    """The memory held after so many minutes of edits, and of everything a person does: side by
    side, as they are two windows that do not know of each other."""
    works = "edits", "everything"
    with ThreadPoolExecutor(len(works)) as pool:
        asked = {work: pool.submit(_told, "window_hours", minutes, work) for work in works}
    for work in works:
        told = asked[work].result()
        first, *others = told["minutes"]
        yield Row(
            f"Memory held in the last of {minutes} minutes of {work}, {told['rounds']} rounds",
            Sample((float(others[-1]),)),
            Sample((float(first),)),
            "in the first minute, all pages shown, all built and done once",
            ratio_limit=MEMORY_WITHIN,
            measure="bytes",
        )
        yield Row(
            "The most held in any later minute", Sample((float(max(others)),)), measure="bytes"
        )


def _edits(count: int) -> dict[str, Sample]:
    """How soon edits were seen."""
    told = _told("window_edit", count)
    return {name: sample([Spent(*reading) for reading in told[name]]) for name in told}


def _told(module: str, count: int, *more: str) -> Any:
    """What a window in a process of its own told of so many turns of its work."""
    with tempfile.TemporaryDirectory() as settings:
        done = subprocess.run(
            [sys.executable, "-m", f"tests.benchmarks.{module}", settings, str(count), *more],
            env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise RuntimeError(f"{module} came to an end: {done.stderr}")
    return json.loads(done.stdout.splitlines()[-1])


class _Starts:
    """The starts of one side; it keeps what each process told of itself."""

    def __init__(self, side: str, project: Path, settings: Path) -> None:
        self._command = [
            sys.executable,
            "-m",
            "tests.benchmarks.window_start",
            side,
            str(project),
            str(settings),
        ]
        self._after_imports: list[Spent] = []

    def run(self) -> Spent:
        """Start the process and wait until its window is ready."""
        wall = time.perf_counter()
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        with subprocess.Popen(
            self._command,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            line = process.stdout.readline()
            wall = time.perf_counter() - wall
            _rest, said = process.communicate()
        if process.returncode or not line:
            raise RuntimeError(f"the window did not start: {said}")
        told = json.loads(line)
        self._after_imports.append(Spent(told["after_imports"], told["cpu_after_imports"]))
        return Spent(wall, told["cpu"])

    def after_imports(self, count: int) -> Sample:
        """The last readings, without what came before the first line of the program."""
        return sample(self._after_imports[-count:])
