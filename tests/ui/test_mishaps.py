"""Errors that nobody foresaw: written down, told once, and no wait goes on for ever after one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dialogs import asked
from wizard.files import FileRefused
from wizard.texts import _
from wizard.ui import autosave, background
from wizard.ui.help.guide_window import GuideWindow
from wizard.ui.main_window import MainWindow
from wizard.ui.mishaps import NOT_DONE, NOT_FOUND_OUT, Mishaps
from wizard.ui.stages.bonus_simulator import Simulator
from wizard.ui.stages.documentation import DocumentationPage
from wizard.ui.stages.goal_seek import GoalSeek
from wizard.ui.stages.scenario_cards import Comparison
from wizard.ui.stages.sooner import SoonerLine
from wizard.ui.stages.uncertainty import Outcome, Tornado

BROKEN = "no such month"
Breaking = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture
def mishaps(opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mishaps:
    made = Mishaps(tmp_path / "settings")
    made.tell_in(opened)
    monkeypatch.setattr(sys, "excepthook", made.seen)
    return made


def fail(*_any: object) -> tuple[object, Exception | None]:
    raise ArithmeticError(BROKEN)


def told(qtbot: QtBot) -> str:
    """What the program says after something has broken in it."""
    said: list[str] = []

    def look(box: QWidget) -> None:
        assert isinstance(box, QMessageBox)
        said.append(f"{box.text()} {box.informativeText()}")

    QTimer.singleShot(0, fail)
    asked(lambda: qtbot.waitUntil(lambda: bool(said)), look)
    return said[0]


def test_an_error_is_written_down_and_the_unsaved_work_is_kept(
    opened: MainWindow, mishaps: Mishaps, qtbot: QtBot
) -> None:
    opened.session.answer("company.name", "Лютик")
    said = told(qtbot)
    assert "Введённое не пропало" in said
    assert str(mishaps.log) in said
    assert f"ArithmeticError: {BROKEN}" in mishaps.log.read_text(encoding="utf-8")
    kept = list(opened.interface.preferences.recovery_folder.glob("*"))
    assert len(kept) == 1
    assert "Лютик" in kept[0].read_text(encoding="utf-8")


def test_only_the_first_error_is_told(mishaps: Mishaps, qtbot: QtBot) -> None:
    told(qtbot)
    QTimer.singleShot(0, fail)
    qtbot.waitUntil(lambda: mishaps.log.read_text(encoding="utf-8").count(BROKEN) == 2)
    QApplication.processEvents()
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("broken", [FileRefused(_("нет места")), ArithmeticError(BROKEN)])
def test_work_that_cannot_be_kept_is_not_called_safe(
    opened: MainWindow, mishaps: Mishaps, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch,
    broken: Exception,
) -> None:  # fmt: skip
    def refuse(*_any: object) -> None:
        raise broken

    monkeypatch.setattr(autosave, "keep_recovery", refuse)
    opened.session.answer("company.name", "Лютик")
    said = told(qtbot)
    assert "Введённое не пропало" not in said
    assert "Сохраните проект" in said


def test_without_a_place_for_the_log_none_is_named(mishaps: Mishaps, qtbot: QtBot) -> None:
    mishaps.log.mkdir(parents=True)
    assert str(mishaps.log) not in told(qtbot)


def test_a_log_that_has_grown_large_begins_anew(mishaps: Mishaps, qtbot: QtBot) -> None:
    mishaps.log.parent.mkdir(parents=True, exist_ok=True)
    mishaps.log.write_text("old" * 400_000, encoding="utf-8")
    told(qtbot)
    assert "old" not in mishaps.log.read_text(encoding="utf-8")


def test_the_program_writes_down_what_breaks_in_it(tmp_path: Path) -> None:
    told = (
        "from PySide6.QtWidgets import QApplication; from wizard.app import run; "
        "QApplication.exec = lambda *_: [][0]; run()"
    )
    homes = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(tmp_path))
    xdg = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "STATE", "DATA")}
    over = subprocess.run(
        [sys.executable, "-c", told], env={**os.environ, **homes, **xdg}, capture_output=True
    )
    assert over.returncode == 1
    (log,) = tmp_path.rglob("errors.log")
    assert "IndexError" in log.read_text(encoding="utf-8")


# Whoever waits for an answer


@pytest.fixture
def broken(opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Breaking:
    """All work beside the window breaks off; what is seen of it."""

    @contextmanager
    def breaking() -> Iterator[list[str]]:
        failure, messages = ArithmeticError(BROKEN), list[str]()
        monkeypatch.setattr(background, "_tried", lambda _work: (None, failure))
        with qtbot.captureExceptions() as seen:
            yield messages
            opened.session.close()  # whoever still waits for an answer goes
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        messages += [str(error) for _kind, error, _trace in seen]

    return breaking


def says(widget: QWidget, text: str) -> Callable[[], bool]:
    return lambda: any(
        one.text() == text and one.isVisibleTo(widget) for one in widget.findChildren(QLabel)
    )


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("summary", SoonerLine),
        ("summary", Comparison),
        ("summary", Tornado),
        ("summary", Outcome),
        ("motivation", Simulator),
    ],
)
def test_what_cannot_be_found_out_says_so_in_its_place(
    opened: MainWindow, qtbot: QtBot, broken: Breaking, page: str, kind: type[QWidget]
) -> None:
    with broken() as seen:
        opened.show_page(page)
        shown = opened.page().findChildren(kind)[0]
        qtbot.waitUntil(says(shown, opened.interface.say(NOT_FOUND_OUT)))
    assert set(seen) == {BROKEN}


def test_a_search_that_breaks_off_says_so(
    opened: MainWindow, qtbot: QtBot, broken: Breaking
) -> None:
    with broken():
        opened.show_page("summary")
        seek = opened.page().findChildren(GoalSeek)[0]
        seek.wanted.setText("1000000")
        seek.seek()
        qtbot.waitUntil(lambda: seek.sentence.text() == opened.interface.say(NOT_DONE))


def test_pages_that_cannot_be_made_say_so(
    opened: MainWindow, qtbot: QtBot, broken: Breaking
) -> None:
    with broken():
        opened.show_page("documentation")
        page = opened.page()
        assert isinstance(page, DocumentationPage)
        page.register.open("")
        qtbot.waitUntil(says(page.register.preview, opened.interface.say(NOT_FOUND_OUT)))


def test_a_pack_that_cannot_be_checked_says_so(
    opened: MainWindow, qtbot: QtBot, broken: Breaking
) -> None:
    with broken():
        opened.show_page("documentation")
        page = opened.page()
        assert isinstance(page, DocumentationPage)
        page.packs.check("own")
        qtbot.waitUntil(says(page, opened.interface.say(NOT_DONE)))


def test_the_guide_can_be_saved_again_after_it_failed(
    opened: MainWindow, qtbot: QtBot, broken: Breaking, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def ask(*_any: object) -> tuple[str, str]:
        return str(tmp_path / "guide.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    guide = GuideWindow(opened.interface)
    qtbot.addWidget(guide)
    guide.show()
    said: list[QWidget] = []

    def save() -> None:
        guide.pdf.click()
        qtbot.waitUntil(lambda: bool(said))

    with broken():
        asked(save, said.append)
    assert guide.pdf.isEnabled()
