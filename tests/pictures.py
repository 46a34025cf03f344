"""Pictures of everything the window shows, to be looked at; and those that the guide shows.

python -m tests.pictures [FOLDER] [--only PATTERN]     default: build/pictures
python -m tests.pictures --guide      the pictures of the guide and the README (resources/pictures)
                                      and the program's icon (resources/icons)

Every page in both languages, both themes, both depths and three sizes; every page as a whole,
scrolled out, for each preset and for a crowded project; every dialog and menu. PATTERN is one of
`fnmatch`, for example `whole-*-ru-*` or `*goals*dark*`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QEvent, QPoint, QRect, QThreadPool
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from tests.benchmarks.projects import largest_preset, of_size
from tests.ui.dialogs import DIALOGS
from wizard.app import make_window
from wizard.project.edit import aligned, answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.storage.project_file import create
from wizard.texts import LANGUAGES, Language
from wizard.ui.binding.table import Table
from wizard.ui.help.tour import STEPS
from wizard.ui.main_window import MainWindow
from wizard.ui.preferences import Appearance, Preferences
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.detail import Detail
from wizard.ui.widgets.scenario_choice import ScenarioChoice

SIZES = ((1024, 700), (1280, 800), (1600, 1000))
PRESETS = ("online-service", "digital-agency", "wholesale")
CROWDED = "crowded"
LOOKS: tuple[Appearance, ...] = ("light", "dark")
LONG_NAME: dict[Language, str] = {
    "ru": "Общество с ограниченной ответственностью «Северо-Западная производственная компания»",
    "en": "North-Western Manufacturing and Industrial Supply Company Limited Liability Company",
}
SETTLED_MS, LAID_OUT = 120, 8


@dataclass
class Album:
    """Where pictures are put, and which are wanted."""

    folder: Path
    only: str = "*"
    taken: list[str] = field(default_factory=list)

    def wants(self, start: str) -> bool:
        """Whether a picture whose name begins so could be wanted."""
        fixed = self.only.partition("*")[0]
        return start.startswith(fixed) or fixed.startswith(start)

    def take(self, name: str, widget: Callable[[], QWidget]) -> None:
        """One picture, if it is wanted."""
        if fnmatch(name, self.only):
            settle()
            widget().grab().save(str(self.folder / f"{name}.png"))
            self.taken.append(name)


def settle() -> None:
    """Let drawings and layouts come to rest: a drawing that arrives moves what is below it."""
    for _round in range(2):
        clock = QElapsedTimer()
        clock.start()
        while clock.elapsed() < SETTLED_MS:
            QApplication.processEvents()
        QThreadPool.globalInstance().waitForDone()
    for _turn in range(LAID_OUT):  # what has just been brought is laid out turn by turn
        QApplication.processEvents()


def shown_window(
    language: Language,
    width: int,
    height: int,
    look: Appearance = "light",
    *,
    detailed: bool = False,
) -> MainWindow:
    """The window on its start page, with settings of its own."""
    preferences = Preferences(Path(tempfile.mkdtemp(prefix="pictures-")))
    preferences.language, preferences.appearance = language, look
    preferences.detailed = detailed
    window = make_window(preferences)
    window.resize(width, height)
    window.show()
    return window


@contextmanager
def window_of(
    language: Language, look: Appearance, size: tuple[int, int], *, detailed: bool = False
) -> Iterator[MainWindow]:
    """A window on its start page, let go at the end."""
    window = shown_window(language, *size, look, detailed=detailed)
    yield window
    window.session.let_go()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def pages(album: Album) -> None:
    """Every page as it opens: page-NAME-LANGUAGE-LOOK-DEPTH-WIDTH."""
    for language in LANGUAGES:
        for look in LOOKS:
            for size in SIZES:
                for depth in ("basic", "detailed"):
                    end = f"{language}-{look}-{depth}-{size[0]}"
                    if any(fnmatch(f"page-{name}-{end}", album.only) for name in _names()):
                        _pages(album, language, look, size, depth, end)


def _names() -> list[str]:
    return ["start", *(name for name, _title in PAGES)]


def _pages(
    album: Album, language: Language, look: Appearance, size: tuple[int, int], depth: str, end: str
) -> None:
    with window_of(language, look, size, detailed=depth == "detailed") as window:
        album.take(f"page-start-{end}", lambda: window)
        window.session.new(PRESETS[0])
        for name, _title in PAGES:
            if fnmatch(f"page-{name}-{end}", album.only):
                window.show_page(name)
                album.take(f"page-{name}-{end}", lambda: window)


def whole_pages(album: Album) -> None:
    """Every page unfolded, with all that is scrolled out: whole-NAME-PRESET-LANGUAGE-LOOK-WIDTH."""
    for preset in (*PRESETS, CROWDED):
        for language in LANGUAGES:
            for look in LOOKS if preset == PRESETS[0] else LOOKS[:1]:
                for size in SIZES[:2]:
                    end = f"{preset}-{language}-{look}-{size[0]}"
                    if any(fnmatch(f"whole-{name}-{end}", album.only) for name in _names()):
                        _whole_pages(album, preset, language, look, size, end)


def _whole_pages(
    album: Album, preset: str, language: Language, look: Appearance, size: tuple[int, int], end: str
) -> None:
    with window_of(language, look, size, detailed=True) as window:
        if preset == CROWDED:
            file = Path(tempfile.mkdtemp(prefix="pictures-")) / f"{CROWDED}.salesplan"
            create(crowded(language), file)
            window.session.open(file)
        else:
            window.session.new(preset)
        for name, _title in PAGES:
            if fnmatch(f"whole-{name}-{end}", album.only):
                window.show_page(name)
                unfold(window.page())
                album.take(f"whole-{name}-{end}", lambda: window.page().widget() or window)


def unfold(page: QWidget) -> None:
    """Open all cards of a page, and what belongs to the first row of each table."""
    for card in page.findChildren(Card):
        card.unfold()
    for table in page.findChildren(Table):
        table.setCurrentIndex(table.table_model.index(0, 0))
    for detail in page.findChildren(Detail):
        for title in detail.findChildren(QPushButton):
            title.setChecked(title.isCheckable())


def crowded(language: Language) -> Project:
    """A plan of five years with many rows, and a name longer than a screen likes."""
    name, _preset = largest_preset()
    preset = aligned(load_preset(name, language))
    large = of_size(preset, months=60, products=15, channels=9, roles=12)
    return answer(large, "company.name", LONG_NAME[language])


def dialogs(album: Album) -> None:
    """Every dialog and menu: dialog-NAME-LANGUAGE-LOOK."""
    for language in LANGUAGES:
        for look in LOOKS:
            if album.wants("dialog-"):
                _dialogs(album, language, look, f"{language}-{look}")


def _dialogs(album: Album, language: Language, look: Appearance, end: str) -> None:
    with window_of(language, look, SIZES[1]) as window:
        window.session.new(PRESETS[0])
        file = Path(tempfile.mkdtemp(prefix="pictures-")) / "plan.salesplan"
        window.session.save_as(file)
        window.session.keep_version(window.session.title)
        window.session.answer("goals.growth", 0.2)
        for name, make in DIALOGS.items():
            dialog = make(window)
            dialog.show()
            album.take(f"dialog-{name}-{end}", partial(_same, dialog))
            dialog.close()
        buttons = window.findChildren(QToolButton)
        menus = {
            "menu": next(found for button in buttons if (found := button.menu()) is not None),
            "scenarios": window.findChildren(ScenarioChoice)[0].choices,
        }
        for name, menu in menus.items():
            menu.aboutToShow.emit()
            menu.popup(window.pos())
            album.take(f"dialog-{name}-{end}", partial(_same, menu))
            menu.close()
        _help(album, window, end)


def _help(album: Album, window: MainWindow, end: str) -> None:
    """The explanation of a figure, each step of the tour, the guide at each page's place."""
    window.show_page("goals")
    place = window.mapToGlobal(QPoint(window.width() - 320, 300))
    window.page().explain.emit("goals.leads_needed", 1, QRect(place, place))
    album.take(f"dialog-explanation-{end}", lambda: window)
    window.show_page("goals")
    window.help.begin_tour()
    for number, _step in enumerate(STEPS, 1):
        if window.help.tour is not None:
            album.take(f"dialog-tour{number}-{end}", lambda: window)
            window.help.tour.on.click()
    for name, _title in PAGES:
        window.show_page(name)
        window.help.open_guide()
        if window.help.guide is not None:
            album.take(f"dialog-guide-{name}-{end}", partial(_same, window.help.guide))
    window.help.close()


def _same(widget: QWidget) -> QWidget:
    return widget


def main() -> None:
    """Read the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("build/pictures"))
    parser.add_argument("--only", default="*", help="a pattern of names")
    parser.add_argument("--guide", action="store_true", help="the pictures of the guide alone")
    given = parser.parse_args()
    application = QApplication([])
    if given.guide:
        from tests.guide_pictures import guide_pictures

        print(f"{guide_pictures(application)} pictures of the guide")
        return
    given.folder.mkdir(parents=True, exist_ok=True)
    album = Album(given.folder, given.only)
    pages(album)
    whole_pages(album)
    dialogs(album)
    application.processEvents()
    print(f"{len(album.taken)} pictures in {given.folder}")


if __name__ == "__main__":
    main()
