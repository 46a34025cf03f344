"""The window's objects and how they are wired."""

from __future__ import annotations

import sys
from pathlib import Path

from platformdirs import user_config_path
from PySide6.QtWidgets import QApplication

from wizard.plan.figures import compute
from wizard.texts import Language
from wizard.ui import theme
from wizard.ui.drawings import draw
from wizard.ui.main_window import MainWindow
from wizard.ui.preferences import Preferences
from wizard.ui.session import Session


def make_window(preferences: Preferences) -> MainWindow:
    """The window on a fresh session, not yet shown."""
    from wizard.advice.check import problems

    return MainWindow(Session(preferences, compute, problems, draw))


def run(project: Path | None = None, language: Language | None = None) -> int:
    """Show the window, on a project and in a language if they are named, until it is closed."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("sales-wizard")
    theme.apply(application)
    window = make_window(Preferences(user_config_path("sales-wizard", appauthor=False)))
    if language is not None:
        window.session.set_language(language)
    if language is not None:
        window.session.set_language(language)
    geometry = window.session.preferences.geometry
    if geometry is not None:
        window.restoreGeometry(geometry)
    window.show()
    if project is not None:
        window.files.open_path(project)
    return application.exec()
