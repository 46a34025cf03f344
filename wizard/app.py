"""The window's objects and how they are wired."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path
from PySide6.QtCore import QEvent, QLibraryInfo, QObject, Qt, QThreadPool, QTimer, QTranslator
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from wizard.storage.own_presets import own_presets_folder
from wizard.storage.recovery import recovery_folder
from wizard.texts import Language
from wizard.ui import theme
from wizard.ui.background import is_waiting
from wizard.ui.help.mark import program_icon
from wizard.ui.interface import Interface
from wizard.ui.main_window import MainWindow
from wizard.ui.memory import share_arenas
from wizard.ui.mishaps import Mishaps
from wizard.ui.preferences import Preferences

if TYPE_CHECKING:
    from wizard.ui.session import Session


def make_window(preferences: Preferences) -> MainWindow:
    """The window with its start page, not yet shown."""
    share_arenas()
    interface = Interface(preferences)
    _dress(interface)
    interface.appearance_changed.connect(lambda: _dress(interface))
    _application().styleHints().colorSchemeChanged.connect(interface.appearance_changed)
    _translate_qt(interface)
    interface.language_changed.connect(lambda: _translate_qt(interface))
    return MainWindow(interface, lambda: _make_session(interface))


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("the window is made before its application")
    return application


def system_is_dark() -> bool:
    """How the system looks at this moment."""
    return _application().styleHints().colorScheme() == Qt.ColorScheme.Dark


def _dress(interface: Interface) -> None:
    """Be light or dark as the person chose, or as the system is at this moment."""
    application, appearance = _application(), interface.preferences.appearance
    schemes = Qt.ColorScheme
    # The title bar, which the system draws, follows the choice, too.
    chosen = {"system": schemes.Unknown, "light": schemes.Light, "dark": schemes.Dark}
    application.styleHints().setColorScheme(chosen[appearance])
    dark = appearance == "dark" or (appearance == "system" and system_is_dark())
    if not application.styleSheet() or dark is not theme.is_dark():
        theme.apply(application, dark=dark)


def _translate_qt(interface: Interface) -> None:
    """Let the menus that Qt itself brings speak the window's language, too."""
    translator = interface.findChild(QTranslator) or QTranslator(interface)
    QApplication.removeTranslator(translator)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{interface.language}", folder):
        QApplication.installTranslator(translator)


def _make_session(interface: Interface) -> Session:
    # The project's model and the plan take longer to load than the start page to show.
    from wizard.advice.check import problems
    from wizard.plan.figures import compute
    from wizard.ui.drawings import draw
    from wizard.ui.session import Session

    return Session(interface, compute, problems, draw)


def _load_plan() -> None:
    """Load the plan while a person looks at the start page."""
    import_module("wizard.advice.check")


_WAITED_MS = 100


class FileOpener(QObject):
    """Hands over the files that macOS asks the running program to open."""

    def __init__(self, open_path: Callable[[Path], object]) -> None:
        super().__init__()
        self._open_path = open_path

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QFileOpenEvent) or not event.file():
            return False
        path = Path(event.file())
        # The event must end before a dialog may open.
        QTimer.singleShot(0, self, lambda: self._open(path))
        return True

    def _open(self, path: Path) -> None:
        if is_waiting():  # for a change of the project that is open
            QTimer.singleShot(_WAITED_MS, self, lambda: self._open(path))
        else:
            self._open_path(path)


def run(project: Path | None = None, language: Language | None = None) -> int:
    """Show the window, on a project and in a language if they are named, until it is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("sales-wizard")
    application.setDesktopFileName("sales-wizard")
    application.setWindowIcon(program_icon())
    settings = user_config_path("sales-wizard", appauthor=False)
    mishaps = Mishaps(settings)
    sys.excepthook = mishaps.seen
    window = make_window(Preferences(settings, recovery_folder(), own_presets_folder()))
    if language is not None:
        window.interface.set_language(language)
    mishaps.tell_in(window)
    geometry = window.interface.preferences.geometry
    if geometry is not None:
        window.restoreGeometry(geometry)
    window.help.greets = True
    window.show()
    if project is not None:
        window.files.open_path(project)
    opener = FileOpener(window.files.open_path)
    application.installEventFilter(opener)
    QThreadPool.globalInstance().start(_load_plan)
    return application.exec()
