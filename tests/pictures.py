"""Pictures of every page of the window, to be looked at; and those that the guide shows.

python -m tests.pictures [FOLDER]     every page, default: build/pictures
python -m tests.pictures --guide      the pictures of the guide and the README (resources/pictures)
                                      and the program's icon (resources/icons)

Every page in Russian and English, light and dark, at three sizes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QThreadPool
from PySide6.QtWidgets import QApplication

from wizard.app import make_window
from wizard.texts import LANGUAGES, Language
from wizard.ui.main_window import MainWindow
from wizard.ui.preferences import Appearance, Preferences
from wizard.ui.stages.catalogue import PAGES

SIZES = ((1024, 700), (1280, 800), (1920, 1080))
APPEARANCES: tuple[Appearance, ...] = ("light", "dark")
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
    for appearance, language, (width, height) in product(APPEARANCES, LANGUAGES, SIZES):
        window = shown_window(language, width, height, appearance)
        suffix = f"{language}-{appearance}-{width}x{height}"
        take(window, folder, f"start-{suffix}", application)
        window.session.new(PRESET)
        for name, _title in PAGES:
            window.show_page(name)
            take(window, folder, f"{name}-{suffix}", application)
        window.session.let_go()
        window.close()
        taken += len(PAGES) + 1
    return taken


def shown_window(
    language: Language, width: int, height: int, appearance: Appearance = "light"
) -> MainWindow:
    """The window on its start page, in a language and a size, with settings of its own."""
    preferences = Preferences(Path(tempfile.mkdtemp(prefix="pictures-")))
    preferences.language = language
    preferences.appearance = appearance
    window = make_window(preferences)
    window.resize(width, height)
    window.show()
    return window


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/pictures"))
    parser.add_argument("--guide", action="store_true", help="the pictures of the guide alone")
    options = parser.parse_args()
    application = QApplication([])
    if options.guide:
        from tests.guide_pictures import guide_pictures

        print(f"{guide_pictures(application)} pictures of the guide")
        return
    print(f"{pictures(options.folder, application)} pictures in {options.folder}")


if __name__ == "__main__":
    main()
