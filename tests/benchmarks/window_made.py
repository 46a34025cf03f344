"""The window that the benchmarks work in, and the file of the largest project."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.benchmarks.projects import largest_preset
from wizard.app import make_window
from wizard.project.project import Project
from wizard.storage.project_file import create
from wizard.ui import theme
from wizard.ui.main_window import MainWindow
from wizard.ui.preferences import Preferences


def made_window(settings: Path) -> tuple[QApplication, MainWindow]:
    """The application, and a window of its usual size that asks all questions, shown."""
    application = QApplication(sys.argv[:1])
    theme.apply(application)
    preferences = Preferences(settings)
    preferences.detailed = True
    window = make_window(preferences)
    window.show()
    return application, window


def largest_file(folder: Path, project: Project | None = None) -> Path:
    """A new file of the largest preset, or of the project that was made of it."""
    place = folder / "largest.salesplan"
    create(project or largest_preset()[1], place).close()
    return place
