"""Pictures of every page of the window, to be looked at.

python -m tests.pictures [FOLDER]     default: build/pictures

Every page at 1280 × 800 and 1024 × 700, in Russian and English, light; the main ones dark, too.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QThreadPool
from PySide6.QtWidgets import QApplication

from wizard.app import make_window
from wizard.texts import LANGUAGES, Language
from wizard.ui import theme
from wizard.ui.main_window import MainWindow
from wizard.ui.preferences import Preferences
from wizard.ui.stages.catalogue import PAGES

SIZES = ((1280, 800), (1024, 700))
DARK = ("goals", "motivation", "summary")
PRESET = "online-service"
SETTLED_MS = 250


def settle(application: QApplication) -> None:
    """Let drawings and layouts come to rest: a drawing that arrives moves what is below it."""
    for _round in range(2):
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < SETTLED_MS:
            application.processEvents()
        QThreadPool.globalInstance().waitForDone()


def take(window: MainWindow, folder: Path, name: str, application: QApplication) -> None:
    """One picture of the window."""
    settle(application)
    window.grab().save(str(folder / f"{name}.png"))


def pictures(folder: Path, application: QApplication) -> int:
    """Take all pictures; how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    taken = 0
    for language in LANGUAGES:
        for width, height in SIZES:
            window = _window(language, width, height)
            suffix = f"{language}-{width}x{height}"
            take(window, folder, f"start-{suffix}", application)
            window.session.new(PRESET)
            for name, _title in PAGES:
                window.show_page(name)
                take(window, folder, f"{name}-{suffix}", application)
                taken += 1
            window.session.let_go()
            window.close()
    theme.apply(application, dark=True)
    window = _window("ru", *SIZES[0])
    window.session.new(PRESET)
    for name in DARK:
        window.show_page(name)
        take(window, folder, f"{name}-dark", application)
        taken += 1
    window.session.let_go()
    window.close()
    return taken + len(LANGUAGES) * len(SIZES)


def _window(language: Language, width: int, height: int) -> MainWindow:
    preferences = Preferences(Path(tempfile.mkdtemp(prefix="pictures-")))
    preferences.language = language
    window = make_window(preferences)
    window.resize(width, height)
    window.show()
    return window


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/pictures"))
    folder = parser.parse_args().folder
    application = QApplication([])
    theme.apply(application)
    print(f"{pictures(folder, application)} pictures in {folder}")


if __name__ == "__main__":
    main()
