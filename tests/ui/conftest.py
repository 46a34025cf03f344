"""The window under test: offscreen, with its own settings, and no warning of Qt let through."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import (
    QEvent,
    QMessageLogContext,
    QThreadPool,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from wizard.advice.check import problems
from wizard.plan.figures import compute
from wizard.ui import theme
from wizard.ui.drawings import draw
from wizard.ui.interface import Interface
from wizard.ui.main_window import MainWindow
from wizard.ui.preferences import Preferences
from wizard.ui.session import Session

# The offscreen platform has no window manager to talk to, and says so.
HARMLESS = "This plugin does not support "
LONGEST_DIALOG = 20.0  # seconds


@pytest.fixture(autouse=True)
def no_qt_warnings(qapp: QApplication) -> Iterator[None]:
    """A warning of Qt fails the test that caused it; so does a dialog left open."""
    said: list[str] = []

    def keep(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind is not QtMsgType.QtDebugMsg and not text.startswith(HARMLESS):
            said.append(text)

    open_since: dict[int, float] = {}

    def close_forgotten() -> None:
        """A dialog that no test answers would wait for ever."""
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            open_since.clear()
        elif monotonic() - open_since.setdefault(id(dialog), monotonic()) > LONGEST_DIALOG:
            text = dialog.text() if isinstance(dialog, QMessageBox) else dialog.windowTitle()
            said.append(f"nobody answered: {text}")
            dialog.close()

    watch = QTimer()
    watch.timeout.connect(close_forgotten)
    watch.start(500)
    before = qInstallMessageHandler(keep)
    try:
        yield
        QThreadPool.globalInstance().waitForDone(5000)
        qapp.processEvents()
    finally:
        watch.stop()
        qInstallMessageHandler(before)
    assert said == []
    assert QApplication.activeModalWidget() is None


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """Settings in a folder of the test, in Russian, with all questions shown."""
    kept = Preferences(tmp_path / "settings")
    kept.language = "ru"
    kept.detailed = True
    return kept


@pytest.fixture
def session(qapp: QApplication, preferences: Preferences) -> Session:
    """A session on the preset of an online service."""
    made = Session(Interface(preferences), compute, problems, draw)
    made.new("online-service")
    return made


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, preferences: Preferences) -> Iterator[MainWindow]:
    """The window on its start page."""
    if not qapp.styleSheet():
        theme.apply(qapp)
    interface = Interface(preferences)
    made = MainWindow(interface, lambda: Session(interface, compute, problems, draw))
    made.resize(1280, 800)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)  # else nothing has the focus
    yield made
    made.session.let_go()
    made.close()
    made.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def opened(window: MainWindow, qtbot: QtBot) -> MainWindow:
    """The window on a project from a preset."""
    window.session.new("online-service")
    return window
