"""Bad input: any key, any paste, any file, any failure of the disk. A clear text, nothing lost."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QLocale, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent, QFontDatabase, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.finding import answering, button, line, table, type_into
from wizard.storage.project_file import read_project
from wizard.ui.binding.table import Table
from wizard.ui.main_window import MainWindow
from wizard.ui.preferences import Preferences
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.widgets.side_panel import SidePanel

W = TypeVar("W", bound=QWidget)
STAGES = [name for name, _title in PAGES]
KEYS: list[Qt.Key | str] = [
    *(chr(code) for code in range(ord(" "), ord("~"))),
    Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Delete,
    Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Right,
    Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F2,
]  # fmt: skip
EDITORS_OF_A_PAGE = 15
MEGABYTES = "0123456789 абвгд\t" * 150_000


def close_popups() -> None:
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()


def of_page(window: MainWindow, kind: type[W]) -> list[W]:
    return [found for found in window.page().findChildren(kind) if found.isVisible()]


def press(target: QWidget, key: Qt.Key | str) -> None:
    if isinstance(key, str):
        QTest.keyClicks(target, key)
    else:
        QTest.keyClick(target, key)


@pytest.mark.parametrize("page", STAGES)
def test_any_key_in_any_field_leaves_a_plan_that_can_be_saved(
    opened: MainWindow, page: str, tmp_path: Path
) -> None:
    keys = random.Random(page)
    opened.show_page(page)
    watch = QTimer()
    watch.timeout.connect(close_popups)  # a menu would wait for a choice for ever
    watch.start(20)
    editors = [
        *of_page(opened, QLineEdit),
        *of_page(opened, QPlainTextEdit),
        *of_page(opened, Table),
    ]
    keys.shuffle(editors)
    for editor in editors[:EDITORS_OF_A_PAGE]:
        editor.setFocus()
        for _press in range(6):
            target = QApplication.focusWidget()
            if target is None or not opened.page().isAncestorOf(target):
                break
            press(target, keys.choice(KEYS))
    watch.stop()
    close_popups()
    session = opened.session
    opened.session.save_as(tmp_path / "план.salesplan")
    kept = session.project
    assert read_project(tmp_path / "план.salesplan").project == kept
    while session.next_undo is not None:
        session.undo()
    for name in STAGES:
        opened.show_page(name)


def test_pasted_megabytes_are_taken_without_a_hang(opened: MainWindow) -> None:
    opened.show_page("goals")
    QGuiApplication.clipboard().setText(MEGABYTES)
    products = table(opened, "goals.products")
    products.setCurrentIndex(products.table_model.index(0, 0))
    for editor in (line(opened, "goals.growth"), products):
        QTest.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        QApplication.processEvents()
    opened.show_page("company")
    assert opened.session.draft("goals.growth")
    assert opened.session.project.goals.products[0].name == MEGABYTES.split("\t")[0]
    assert opened.session.undo() is not None


def drop(window: MainWindow, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(200, 200), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    window.dropEvent(event)


def telling(qtbot: QtBot, command: Callable[[], object]) -> str:
    """What the window says about a command."""
    said: list[str] = []

    def read() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            said.append(box.text())
            button(box, "Понятно").click()

    watch = QTimer()
    watch.timeout.connect(read)
    watch.start(10)
    command()
    qtbot.waitUntil(lambda: bool(said), timeout=3000)
    watch.stop()
    return said[0]


def test_a_dropped_thing_that_is_no_plan_is_refused_in_words(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    picture, folder = tmp_path / "фото.png", tmp_path / "папка"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 500)
    folder.mkdir()
    before = opened.session.project
    assert "фото.png" in telling(qtbot, lambda: drop(opened, picture))
    assert "папка" in telling(qtbot, lambda: drop(opened, folder))
    assert "один файл" in telling(qtbot, lambda: drop(opened, picture, folder))
    assert opened.session.project is before


@pytest.fixture
def saved(opened: MainWindow, tmp_path: Path) -> Path:
    """The open plan on a share, with an edit that is not saved."""
    file = tmp_path / "share" / "план.salesplan"
    file.parent.mkdir()
    opened.session.save_as(file)
    opened.show_page("goals")
    type_into(line(opened, "goals.growth"), "12")
    return file


def test_a_full_disk_is_told_and_the_old_file_stays_whole(
    opened: MainWindow, saved: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = saved.read_bytes()
    with monkeypatch.context() as full:

        def refuse(_file: int) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        full.setattr("wizard.files.os.fsync", refuse)
        assert "нет места" in telling(qtbot, opened.save_action.trigger)
    assert saved.read_bytes() == content
    assert opened.session.dirty
    assert opened.session.value("goals.growth") == 0.12
    opened.save_action.trigger()
    assert not opened.session.dirty
    assert read_project(saved).project.goals.growth == 0.12


def test_a_share_that_vanishes_takes_nothing(
    opened: MainWindow, saved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(saved.parent)
    said = answering("Отмена")
    opened.save_action.trigger()
    assert "или диск отключён" in said[0]
    assert not saved.parent.exists()
    assert opened.session.dirty
    assert opened.session.value("goals.growth") == 0.12
    elsewhere = tmp_path / "на месте.salesplan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(elsewhere), ""))
    answering("Сохранить как…")
    opened.save_action.trigger()
    assert read_project(elsewhere).project.goals.growth == 0.12
    assert opened.session.path == elsewhere
    assert not opened.session.dirty


def test_a_file_moved_while_it_is_open_is_made_again_only_if_it_is_wanted(
    opened: MainWindow, saved: Path
) -> None:
    saved.rename(saved.with_name("архив.salesplan"))
    answering("Отмена")
    opened.save_action.trigger()
    assert not saved.exists()
    assert opened.session.dirty
    answering("Записать заново")
    opened.save_action.trigger()
    assert read_project(saved).project.goals.growth == 0.12
    assert not opened.session.dirty


def test_a_second_window_on_the_same_file_is_told_who_has_it(
    opened: MainWindow, saved: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    from wizard.app import make_window

    other_preferences = Preferences(tmp_path / "other settings")
    other_preferences.language = "ru"
    other = make_window(other_preferences)
    qtbot.addWidget(other)
    said = telling(qtbot, lambda: other.files.open_path(saved))
    assert "план.salesplan" in said
    assert not other.has_project
    opened.save_action.trigger()
    assert read_project(saved).project.goals.growth == 0.12


def test_a_system_in_a_language_we_do_not_speak_gets_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, wanted in (("fr_FR", "en"), ("zh_CN", "en"), ("ru_KZ", "ru"), ("C", "ru")):
        monkeypatch.setattr(QLocale, "system", lambda name=name: QLocale(name))
        assert Preferences(tmp_path / name).language == wanted


def test_missing_fonts_are_replaced_by_those_of_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from wizard.ui import theme

    monkeypatch.setattr(theme, "resources", lambda: tmp_path)
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda _family: False)
    theme.apply(qapp)
    assert QMenu().fontMetrics().horizontalAdvance("Отдел продаж") > 40


def test_a_name_without_a_space_makes_no_panel_wider(opened: MainWindow) -> None:
    opened.show_page("goals")
    product = opened.session.project.goals.products[0].id
    opened.session.answer(f"goals.products.{product}.name", "я" * 5000)
    QApplication.processEvents()
    (panel,) = opened.findChildren(SidePanel)
    told = [one for one in panel.findChildren(QLabel) if "яя" in one.text()]
    assert told
    assert all(one.minimumSizeHint().width() < panel.width() for one in told)
