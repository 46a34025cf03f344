"""Hours of work in a window, in a process of its own: does the memory that it holds stay the same?

`python -m tests.benchmarks.window_hours SETTINGS MINUTES WORK` prints a line of JSON: {"minutes":
[bytes …], "rounds": N}, the memory held in each minute of work (the middle of its readings, one
after each step). The first minute begins when every page of every project was shown and every
package built once, and lasts until everything of a round was done once: so it holds the engines
that are loaded when they are first needed.

WORK is `edits` or `everything`. Edits are made all over one project: a round walks all pages, types
in fields and cells, pastes, takes it back and does it again, changes the scenario, asks where
figures come from, and saves. Everything is that, and documents previewed, depth, language and theme
changed, a version kept and dropped; now and then the package is built, and the next of three
projects opened.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QRect, QThreadPool, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from tests.benchmarks.projects import largest_preset
from tests.benchmarks.window_made import made_window
from tests.benchmarks.window_use import held
from wizard.project.edit import aligned
from wizard.storage.presets import load_preset, preset_names
from wizard.storage.project_file import create
from wizard.ui.binding.entry import NUMERIC
from wizard.ui.binding.field import Field
from wizard.ui.binding.table import Table
from wizard.ui.build_job import BuildJob
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.stages.package import PackagePage
from wizard.ui.stages.paper_preview import PaperPreview
from wizard.ui.widgets.scenario_choice import ACTIVE

BETWEEN = 0.15
"""Seconds from one step of the person to the next; enough for what the step began to arrive."""
OPEN_EVERY, BUILD_EVERY = 3, 6  # rounds
LONGEST_BUILD = 300.0
FIELDS_A_PAGE, CELLS_A_PAGE, PASTED_ROWS = 3, 2, 20
WORKS = {"edits": False, "everything": True}
_EXPLAINED = ("goals.leads", "goals.revenue", "costs.total", "result.operating_profit")


def main() -> None:
    """Work for so many minutes, and tell what was held."""
    settings, minutes, everything = Path(sys.argv[1]), float(sys.argv[2]), WORKS[sys.argv[3]]
    application, window = made_window(settings)
    person = _Person(application, window, _projects(settings))
    person.look_round()
    readings: list[list[int]] = [[]]
    begun = minute = time.monotonic()
    while time.monotonic() - begun < minutes * 60:
        for step in person.round(everything=everything):
            step()
            person.rest(BETWEEN)
            readings[-1].append(held())
            over = time.monotonic() - minute >= 60
            if over and (person.rounds or len(readings) > 1):
                minute = time.monotonic()
                readings.append([])
    QThreadPool.globalInstance().waitForDone()
    person.rest(BETWEEN)
    whole = readings[:-1] or readings  # the last minute was cut short
    told = [round(statistics.median(minute)) for minute in whole]
    print(json.dumps({"minutes": told, "rounds": person.rounds}))
    window.session.let_go()


def _projects(folder: Path) -> list[Path]:
    largest, project = largest_preset()
    places = [folder / f"{largest}.salesplan"]
    create(project, places[0]).close()
    for name in preset_names():
        if name != largest:
            places.append(folder / f"{name}.salesplan")
            create(aligned(load_preset(name)), places[-1]).close()
    return places


class _Person:
    """Somebody at the window."""

    def __init__(self, application: QApplication, window: MainWindow, projects: list[Path]) -> None:
        self._application, self._window, self._projects = application, window, projects
        self._number = 0
        self.rounds = 0
        self._watch = QTimer()
        self._watch.timeout.connect(_nothing_asked)
        self._watch.start(1000)

    def look_round(self) -> None:
        """Show every page of every project, and build its package, once."""
        for place in self._projects:
            self._window.files.open_path(place)
            for name, _title in PAGES:
                self._window.show_page(name)
                self.rest(BETWEEN)
            self._build()

    def rest(self, seconds: float) -> None:
        """Let the window do what it has to do."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            # What a loop of its own would have deleted between two events.
            self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.002)

    def round(self, *, everything: bool) -> Iterator[Callable[[], object]]:
        """The steps of one round, which leaves the project saved."""
        if everything:
            yield from self._files()
        for name, _title in PAGES:
            yield partial(self._window.show_page, name)
            yield from self._typing()
            yield from self._tables()
            if everything and name == "documentation":
                yield from self._previews()
        yield from self._scenarios()
        for key in _EXPLAINED:
            yield partial(self._explain, key)
        if everything:
            yield from self._looks()
        yield self._window.files.save
        self.rounds += 1

    def _files(self) -> Iterator[Callable[[], object]]:
        """Now and then another project, or a package."""
        window = self._window
        if self.rounds % OPEN_EVERY == 0:
            place = self._projects[self.rounds // OPEN_EVERY % len(self._projects)]
            yield window.files.close
            yield lambda: window.files.open_path(place)
        if self.rounds % BUILD_EVERY == 0:
            yield self._build

    def _looks(self) -> Iterator[Callable[[], object]]:
        """Another language, theme and depth, and a version kept and dropped."""
        window, interface = self._window, self._window.interface
        yield lambda: interface.set_language("en" if interface.language == "ru" else "ru")
        yield lambda: interface.set_appearance(
            "light" if interface.preferences.appearance == "dark" else "dark"
        )
        for _turn in range(2):
            yield lambda: interface.set_detailed(not interface.detailed)
        yield lambda: window.session.keep_version(f"{self.rounds}")
        yield lambda: window.session.drop_version(window.session.versions[-1])

    def _typing(self) -> Iterator[Callable[[], object]]:
        """Numbers typed into some fields of the page and taken back: the last minute works on the
        same plan as the first, and no error keeps its package from being built."""
        fields = [
            field
            for field in self._window.page().findChildren(Field)
            if field.editor.entry.kind in NUMERIC
            and isinstance(field.editor.widget, QLineEdit)
            and field.editor.widget.isVisible()
        ]
        for turn in range(min(FIELDS_A_PAGE, len(fields))):
            self._number += 1
            field = fields[self._number % len(fields)]
            yield partial(self._type, field.editor.widget)
            yield self._window.undo
            if turn % 2 == 0:
                yield self._window.redo
                yield self._window.undo

    def _type(self, line: QWidget) -> None:
        assert isinstance(line, QLineEdit)
        self._window.page().ensureWidgetVisible(line)
        line.setFocus()
        line.selectAll()
        QTest.keyClicks(line, str(1 + self._number % 9))

    def _tables(self) -> Iterator[Callable[[], object]]:
        """Cells filled and rows pasted into the tables of the page, and taken back."""
        tables = [one for one in self._window.page().findChildren(Table) if one.isVisible()]
        for table in tables[:CELLS_A_PAGE]:
            model = table.table_model
            cells = [
                model.index(row, column)
                for row in range(len(model.rows))
                for column in range(model.columnCount())
                if (entry := model.entry(model.index(row, column))) and entry.kind in NUMERIC
            ]
            self._number += 1
            if cells:
                cell = cells[self._number % len(cells)]
                yield partial(model.setData, cell, str(self._number % 7))
                yield self._window.undo
            if model.rows_change:
                lines = [[f"Строка {self._number} {row}"] for row in range(PASTED_ROWS)]
                yield partial(model.paste, len(model.rows), 0, lines)
                yield self._window.undo

    def _previews(self) -> Iterator[Callable[[], object]]:
        self._window.show_page("documentation")  # an undo may have led to another page
        preview = self._window.page().findChild(PaperPreview)
        papers = self._window.session.project.documentation.documents
        assert preview is not None
        for turn in range(3):
            paper = papers[(self.rounds * 3 + turn) % len(papers)]
            yield partial(preview.open_paper, paper.id)
            yield lambda: self.rest(1.0)
            yield lambda: preview.turn(1)
        yield preview.close_paper

    def _scenarios(self) -> Iterator[Callable[[], object]]:
        session = self._window.session
        for scenario in (*session.project.scenarios.scenarios[:2], None):
            key = scenario.id if scenario is not None else ""
            yield partial(session.answer, ACTIVE, key)
            yield lambda: self._window.show_page("summary")

    def _explain(self, key: str) -> None:
        self._window.page().explain.emit(key, 1, QRect(400, 300, 80, 20))

    def _build(self) -> None:
        """Build the package, and wait for it."""
        self._window.show_page("package")
        page = self._window.page()
        assert isinstance(page, PackagePage)
        page.start()
        job = page.findChild(BuildJob)
        if job is None:
            raise RuntimeError("the package cannot be built")
        ended: list[bool] = []
        job.built.connect(lambda _report: ended.append(True))
        until = time.monotonic() + LONGEST_BUILD
        while not ended and time.monotonic() < until:
            self.rest(BETWEEN)
        if not ended:
            raise RuntimeError("the package was not built")


def _nothing_asked() -> None:
    """A question nobody answers would hold the work up for good: it ends the process instead."""
    asked = QApplication.activeModalWidget()
    if asked is not None:
        words = [one.text() for one in asked.findChildren(QLabel) if one.text()]
        print("the window waits for an answer:", *words, file=sys.stderr, flush=True)
        os._exit(1)


if __name__ == "__main__":
    main()
