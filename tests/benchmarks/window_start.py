"""One start of a window, in a process of its own, from its first import until it can be used.

`python -m tests.benchmarks.window_start SIDE PROJECT SETTINGS` prints a line of JSON at that
moment: {"cpu", "after_imports", "cpu_after_imports"}, in seconds. SIDE is `wizard`, `bare` (a plain
window with seven pages of twelve fields, nothing of the program imported) or `bare-same-imports`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QApplication,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QStackedWidget,
    QWidget,
)

PAGES, FIELDS = 7, 12
SIDES = ("wizard", "bare-same-imports", "bare")
_ROUNDS = 3


def main() -> None:
    """Start the side that is named."""
    side, project, settings = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if side == "bare":
        _start(_bare_window)
        return
    # Imported here: the bare window is to pay for nothing of the program.
    from wizard.app import make_window
    from wizard.ui import theme
    from wizard.ui.preferences import Preferences

    def wizard_window(application: QApplication) -> QMainWindow:
        theme.apply(application)
        window = make_window(Preferences(settings))
        window.show()
        window.files.open_path(project)
        return window

    window = _start(wizard_window if side == "wizard" else _bare_window)
    session = getattr(window, "session", None)
    if session is not None:
        session.let_go()  # the file's lock


def _start(make: Callable[[QApplication], QMainWindow]) -> QMainWindow:
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
