"""How long the window does not answer while it does what a person asks, in a process of its own.

`python -m tests.benchmarks.window_freezes SETTINGS TIMES` prints a line of JSON: {"longest": page,
"acts": {act: [[wall, cpu] …]}}, in seconds: the longest time between two turns of the event loop,
on the clock on the wall and in processor time of the window's thread, each act done TIMES times on
the largest preset. Showing a page is one act: that of the page that took longest, which is named.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QThreadPool, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.benchmarks.window_made import largest_file, made_window
from wizard.ui.binding.field import Field
from wizard.ui.binding.table import Table
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.widgets.scenario_choice import ACTIVE

PASTED_ROWS = 200
TICK = 5  # milliseconds
QUIET, AFTER = 0.2, 0.4  # seconds before an act, and those watched after it
_LONGEST_PAGE = "documentation"
_LINE = "Тариф длинный\tподписка\t1 250,50 ₽\t1%\t90\t4%\n"
_MEGABYTE = 1_000_000

Gap = tuple[float, float]
Act = Callable[[], object]


def main() -> None:
    """Do everything, and tell how long the window was busy."""
    settings, times = Path(sys.argv[1]), int(sys.argv[2])
    _application, window = made_window(settings)
    person = _Person(window, largest_file(settings))
    page, gaps = person.page_that_takes_longest(times)
    found = {"page": gaps}
    for what, (before, act) in person.acts().items():
        found[what] = []
        for _turn in range(1 + times):
            before()
            found[what].append(longest_gap(act))
        del found[what][0]  # it loads what is loaded once
    print(json.dumps({"longest": page, "acts": found}))
    window.session.let_go()


def longest_gap(act: Act) -> Gap:
    """How long the window was busy at most while something was done and after it: wall, cpu."""
    QTest.qWait(round(QUIET * 1000))
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    walls: list[float] = []
    cpus: list[float] = []
    last = [time.perf_counter(), time.thread_time()]

    def tick() -> None:
        now = time.perf_counter(), time.thread_time()
        walls.append(now[0] - last[0])
        cpus.append(now[1] - last[1])
        last[:] = now

    clock = QTimer()
    clock.timeout.connect(tick)
    clock.start(TICK)
    act()
    until = time.perf_counter() + AFTER
    while time.perf_counter() < until:
        # What a loop of its own would have deleted between two events.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QTest.qWait(10)
    tick()
    clock.stop()
    return max(walls), max(cpus)


class _Person:
    """Somebody at the window."""

    def __init__(self, window: MainWindow, place: Path) -> None:
        self._window, self._place = window, place

    def page_that_takes_longest(self, times: int) -> tuple[str, list[Gap]]:
        """Of all pages, each shown for the first time since the project was opened."""
        found: dict[str, list[Gap]] = {}
        for name, _title in PAGES:
            found[name] = []
            for _turn in range(1 + times):
                self._window.session.close()
                self._window.files.open_path(self._place)
                found[name].append(longest_gap(partial(self._window.show_page, name)))
            del found[name][0]
        worst = max(found, key=lambda name: statistics.median(wall for wall, _ in found[name]))
        return worst, found[worst]

    def acts(self) -> dict[str, tuple[Act, Act]]:
        """What is done, by name: what makes ready for it, and the act itself."""
        window, session, interface = self._window, self._window.session, self._window.interface
        other = session.project.scenarios.scenarios[0].id
        page = partial(window.show_page, _LONGEST_PAGE)
        return {
            "scenario": (
                partial(window.show_page, "summary"),
                lambda: session.answer(ACTIVE, "" if session.scenario else other),
            ),
            "depth": (page, lambda: interface.set_detailed(not interface.detailed)),
            "language": (
                page,
                lambda: interface.set_language("en" if interface.language == "ru" else "ru"),
            ),
            "theme": (
                self._all_pages_shown,
                lambda: interface.set_appearance(
                    "light" if interface.preferences.appearance == "dark" else "dark"
                ),
            ),
            "rows": (self._no_rows_pasted, self._paste_rows),
            "rows undone": (self._paste_rows, window.undo),
            "megabyte of rows": (
                partial(self._ready, _LINE * (_MEGABYTE // len(_LINE))),
                self._press_paste,
            ),
            "megabyte in a cell": (partial(self._ready, "я" * _MEGABYTE), self._press_paste),
            "megabyte in a text": (self._text_ready, self._press_paste),
        }

    def _all_pages_shown(self) -> None:
        for name, _title in PAGES:
            self._window.show_page(name)
        self._window.show_page(_LONGEST_PAGE)

    def _products(self) -> Table:
        self._window.show_page("goals")
        return next(
            one
            for one in self._window.page().findChildren(Table)
            if one.table_model.path == "goals.products"
        )

    def _no_rows_pasted(self) -> None:
        self._window.session.close()
        self._window.files.open_path(self._place)
        self._products()

    def _paste_rows(self) -> None:
        model = self._products().table_model
        lines = [[f"Строка {number}"] for number in range(PASTED_ROWS)]
        model.paste(len(model.rows), 0, lines)

    def _ready(self, text: str) -> None:
        self._no_rows_pasted()
        products = self._products()
        products.setFocus()
        products.setCurrentIndex(products.table_model.index(1, 0))
        QGuiApplication.clipboard().setText(text)

    def _text_ready(self) -> None:
        self._no_rows_pasted()
        self._window.show_page("automation")
        self._window.reveal("automation.crm.tasks")
        fields = self._window.page().findChildren(Field)
        box = next(one for one in fields if one.path == "automation.crm.tasks").editor.widget
        box.setFocus()
        QGuiApplication.clipboard().setText("я" * _MEGABYTE)

    def _press_paste(self) -> None:
        focused = QApplication.focusWidget()
        assert isinstance(focused, QWidget)
        QTest.keySequence(focused, "Ctrl+V")


if __name__ == "__main__":
    main()
