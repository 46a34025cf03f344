"""Edits in a window, in a process of its own: how soon the figures and the picture are painted.

`python -m tests.benchmarks.window_edit SETTINGS EDITS` prints a line of JSON, all in seconds:
{"figures": [[wall, cpu] …], "cell": …, "picture": …}, of the largest preset, on its first page.
An edit is one as typing makes it: the answer is given, the panel with its figures painted at once;
the picture, drawn by a worker, is painted when it arrives. Each begins with the window at rest. The
processor time of figures is that of the window's thread alone. A cell is one of the products, left
after its price was typed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QThreadPool
from PySide6.QtWidgets import QApplication

from tests.benchmarks.window_made import largest_file, made_window
from wizard.ui.binding.table import Table
from wizard.ui.widgets.drawing import Drawing
from wizard.ui.widgets.side_panel import SidePanel

PRODUCTS = "goals.products"
ANSWER = "goals.deals_per_month"
WARM_UP = 5
REST = 0.15
LONGEST = 2.0


def main() -> None:
    """Edit, and tell how long each edit took to be seen."""
    settings, edits = Path(sys.argv[1]), int(sys.argv[2])
    application, window = made_window(settings)
    window.files.open_path(largest_file(settings))
    window.show_page("goals")
    panel = window.findChild(SidePanel)
    drawing = window.findChild(Drawing)
    if panel is None or drawing is None:
        raise RuntimeError("the goals page has no picture beside it")
    arrived: list[bool] = []
    drawing.drawn.connect(lambda: arrived.append(True))
    figures: list[tuple[float, float]] = []
    picture: list[tuple[float, float]] = []
    for number in range(WARM_UP + edits):
        _rest(application)
        arrived.clear()
        wall, cpu, own = time.perf_counter(), time.process_time(), time.thread_time()
        window.session.answer(ANSWER, 100.0 + number % 50, going_on=True)
        panel.repaint()
        figures.append((time.perf_counter() - wall, time.thread_time() - own))
        while not arrived and time.perf_counter() - wall < LONGEST:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
        drawing.repaint()
        picture.append((time.perf_counter() - wall, time.process_time() - cpu))
    cell: list[tuple[float, float]] = []
    table = next(one for one in window.findChildren(Table) if one.table_model.path == PRODUCTS)
    product = table.table_model.rows[0].id
    price = table.table_model.index_of(f"{PRODUCTS}.{product}.price")
    if price is None:
        raise RuntimeError("the products have no price in their table")
    for number in range(WARM_UP + edits):
        _rest(application)
        wall, own = time.perf_counter(), time.thread_time()
        table.table_model.setData(price, str(900 + number))
        panel.repaint()
        cell.append((time.perf_counter() - wall, time.thread_time() - own))
    QThreadPool.globalInstance().waitForDone()
    told = {"figures": figures, "cell": cell, "picture": picture}
    print(json.dumps({what: times[WARM_UP:] for what, times in told.items()}))
    window.session.let_go()


def _rest(application: QApplication) -> None:
    until = time.perf_counter() + REST
    while time.perf_counter() < until:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
    QThreadPool.globalInstance().waitForDone()


if __name__ == "__main__":
    main()
