"""One start of a window, in a process of its own, from its first import until it can be used.

`python -m tests.benchmarks.window_start SIDE PROJECT SETTINGS` prints a line of JSON at that
moment: {"cpu", "after_imports", "cpu_after_imports"}, in seconds. SIDE is

- `wizard`: the program's window on the project, importing what it needs when it needs it;
- `loaded-wizard`: the same, all of that imported beforehand;
- `loaded-bare`: a plain window with seven pages of twelve fields, with those imports too;
- `bare`: the plain window, nothing of the program imported.

A `wizard` leaves the list of its imports in SETTINGS for the loaded sides that come after it.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QThreadPool
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

if TYPE_CHECKING:
    from wizard.ui.main_window import MainWindow

W = TypeVar("W", bound=QMainWindow)

PAGES, FIELDS = 7, 12
SIDES = ("wizard", "loaded-wizard", "loaded-bare", "bare")
_ROUNDS = 3
_IMPORTS = "imports.txt"


def main() -> None:
    """Start the side that is named."""
    side, project, settings = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if side.startswith("loaded"):
        for module in (settings / _IMPORTS).read_text("utf-8").split():
            importlib.import_module(module)
    if not side.endswith("wizard"):
        _start(_bare_window)
        return
    # Imported here: the bare window is to pay for nothing of the program.
    from wizard.app import make_window
    from wizard.ui import theme
    from wizard.ui.preferences import Preferences

    loaded: list[str] = []

    def wizard_window(application: QApplication) -> MainWindow:
        theme.apply(application)
        window = make_window(Preferences(settings))
        window.show()
        window.files.open_path(project)
        # Before the drawing begins, off the window's thread: its imports are not the window's.
        loaded.extend(sys.modules)
        return window

    window = _start(wizard_window)
    QThreadPool.globalInstance().waitForDone()
    window.session.let_go()  # the file's lock
    if side == "wizard":
        (settings / _IMPORTS).write_text("\n".join(filter(_importable, loaded)), "utf-8")


def _importable(name: str) -> bool:
    """Whether a module can be imported again by its name: some are made by others."""
    spec = getattr(sys.modules.get(name), "__spec__", None)
    return spec is not None and spec.name == name and spec.origin is not None and name != "__main__"


def _start(make: Callable[[QApplication], W]) -> W:
    wall, cpu = time.perf_counter(), time.process_time()
    application = QApplication(sys.argv[:1])
    window = make(application)
    # What the window put off until the next turns of the event loop belongs to its start.
    for _ in range(_ROUNDS):
        QCoreApplication.sendPostedEvents()
        application.processEvents()
    wall, now = time.perf_counter() - wall, time.process_time()
    told = {"cpu": now, "after_imports": wall, "cpu_after_imports": now - cpu}
    print(json.dumps(told), flush=True)
    return window


def _bare_window(_application: QApplication) -> QMainWindow:
    window, pages = QMainWindow(), QStackedWidget()
    for page_number in range(PAGES):
        page = QWidget()
        form = QFormLayout(page)
        for field in range(FIELDS):
            form.addRow(QLabel(f"Поле {page_number + 1}.{field + 1}"), QLineEdit(str(field)))
        pages.addWidget(page)
    window.setCentralWidget(pages)
    window.resize(1280, 800)
    window.show()
    return window


if __name__ == "__main__":
    main()
