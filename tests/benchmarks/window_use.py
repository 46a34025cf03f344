"""Work in a window, in a process of its own: opening the largest project, and a long day of edits.

`python -m tests.benchmarks.window_use SETTINGS EDITS` prints a line of JSON: {"open": [seconds …],
"cpu_open": [seconds …], "first": bytes, "last": bytes}. `first` is the memory held when every page
was shown once and edited; `last` after all edits.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from tests.benchmarks.projects import largest_preset, of_size
from tests.benchmarks.window_made import largest_file, made_window
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES

OPENINGS = 7
MONTHS = 36
_STATUS = Path("/proc/self/status")
_WALK = 10  # edits on a page before the next one is shown


def main() -> None:
    """Open, edit, and tell what it took."""
    settings, edits = Path(sys.argv[1]), int(sys.argv[2])
    application, window = made_window(settings)
    _name, project = largest_preset()
    place = largest_file(settings, of_size(project, months=MONTHS))
    opened: list[float] = []
    cpu: list[float] = []
    for _turn in range(OPENINGS):
        wall, busy = time.perf_counter(), time.process_time()
        window.files.open_path(place)
        _settle(application)
        opened.append(time.perf_counter() - wall)
        cpu.append(time.process_time() - busy)
        QThreadPool.globalInstance().waitForDone()
        window.session.close()
    window.files.open_path(place)
    first = 0
    for number in range(edits):
        _edit(window, number)
        _settle(application)
        if number == _WALK * len(PAGES):
            first = held()
    QThreadPool.globalInstance().waitForDone()
    _settle(application)
    print(json.dumps({"open": opened, "cpu_open": cpu, "first": first, "last": held()}))
    window.session.let_go()


def _edit(window: MainWindow, number: int) -> None:
    """An edit as typing makes it, and now and then a walk to the next page or a step back."""
    session = window.session
    if number % _WALK == 0:
        names = [name for name, _title in PAGES]
        window.show_page(names[(number // _WALK) % len(names)])
    if number % 10 == 9:
        session.undo()
    else:
        session.answer("goals.deals_per_month", 100.0 + number % 50)
        session.answer("company.name", f"Подсолнух {number % 50}")


def _settle(application: QApplication) -> None:
    for _round in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        application.processEvents()


def held() -> int:
    """The memory that the process holds now, in bytes."""
    for line in _STATUS.read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("the system does not tell the memory of a process")


if __name__ == "__main__":
    main()
