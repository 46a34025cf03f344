"""The window's objects and how they are wired."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_config_path
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QApplication

from wizard.texts import Language
from wizard.ui import theme
from wizard.ui.drawings import draw
from wizard.ui.main_window import MainWindow
from wizard.ui.preferences import Preferences
from wizard.ui.session import Session

if TYPE_CHECKING:
    from wizard.plan.figures import Figures
    from wizard.project.problem import Problem
    from wizard.project.project import Project


def make_window(preferences: Preferences) -> MainWindow:
    """The window on a fresh session, not yet shown."""
    return MainWindow(Session(preferences, _compute, _problems, draw))


def _compute(project: Project) -> Figures:
    # The plan is loaded after the window is shown: until a project is open nobody needs it.
    from wizard.plan.figures import compute

    return compute(project)


def _problems(project: Project, figures: Figures) -> list[Problem]:
    from wizard.advice.check import problems

    return problems(project, figures)


def _load_plan() -> None:
    """Load the plan while a person looks at the start page."""
    import_module("wizard.advice.check")


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
    QThreadPool.globalInstance().start(_load_plan)
    return application.exec()
