"""Unsaved work: written down while it is done, offered after a crash, gone once it is saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.crash import of_another_run
from tests.ui.finding import answering
from wizard.files import FileRefused, digest
from wizard.project.path import replaced
from wizard.storage import project_file
from wizard.storage.presets import load_preset
from wizard.storage.project_file import create
from wizard.storage.recovery import find_recovery, keep_recovery, lost_projects
from wizard.texts import _
from wizard.ui import autosave
from wizard.ui.main_window import MainWindow
from wizard.ui.session import Session
from wizard.ui.stages.start import StartPage
from wizard.ui.widgets.top_bar import TopBar


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "lutik.salesplan"
    create(load_preset("online-service"), path)
    return path


def folder(session: Session) -> Path:
    return session.interface.preferences.recovery_folder


def left_by_a_crash(session: Session, path: Path, pid: int = 0) -> Path:
    """Unsaved work as a program that was cut off leaves it."""
    project = replaced(load_preset("online-service"), "company.name", "Не сохранено")
    kept = keep_recovery(project, path, digest(path.read_bytes()), folder(session))
    return of_another_run(kept, pid)


def test_unsaved_work_is_written_down_by_itself(
    session: Session, saved: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "REST_MS", 1)
    session.open(saved)
    before = saved.read_bytes()
    session.answer("company.name", "Лютик")
    qtbot.waitUntil(lambda: find_recovery(saved, "", folder(session), sole=True) is not None)
    found = find_recovery(saved, "", folder(session), sole=True)
    assert found is not None
    assert found.project.company.name == "Лютик"
    assert found.file_unchanged
    assert saved.read_bytes() == before


@pytest.mark.parametrize("way", ["save", "save_as", "let_go"])
def test_nothing_is_left_to_recover_after_saving_or_a_regular_close(
    session: Session, saved: Path, tmp_path: Path, way: str
) -> None:
    session.open(saved)
    session.answer("company.name", "Лютик")
    session.keep_now()
    assert find_recovery(saved, "", folder(session), sole=True) is not None
    if way == "save_as":
        session.save_as(tmp_path / "new.salesplan")
    else:
        getattr(session, way)()
    assert find_recovery(saved, "", folder(session), sole=True) is None
    session.let_go()


def test_nothing_is_left_to_recover_once_everything_is_undone(
    session: Session, saved: Path
) -> None:
    session.open(saved)
    session.answer("company.name", "Лютик")
    session.keep_now()
    session.answer("company.name", "Василёк")  # it waits to be written
    session.undo()
    session.undo()
    session.keep_now()
    assert find_recovery(saved, "", folder(session), sole=True) is None
    session.let_go()


def test_work_a_crash_left_is_offered_with_its_file_and_can_be_undone(
    window: MainWindow, saved: Path
) -> None:
    left_by_a_crash(window.session, saved)
    answering("Восстановить")
    window.files.open_path(saved)
    session = window.session
    assert session.project.company.name == "Не сохранено"
    assert session.dirty
    session.undo()
    assert session.project.company.name == "Ромашка"
    assert not session.dirty


def test_work_a_crash_left_can_be_refused(window: MainWindow, saved: Path) -> None:
    left_by_a_crash(window.session, saved)
    answering("Открыть сохранённое, несохранённое удалить")
    window.files.open_path(saved)
    assert window.session.project.company.name == "Ромашка"
    assert find_recovery(saved, "", folder(window.session), sole=True) is None


def test_the_file_that_is_open_already_is_not_asked_about_and_keeps_its_unsaved_work(
    window: MainWindow, saved: Path
) -> None:
    session = window.session
    session.open(saved)
    session.answer("company.name", "Лютик")
    session.keep_now()
    said = answering("Понятно")
    window.files.open_dropped([saved])
    assert "открыт в этом окне" in said[0]
    assert session.project.company.name == "Лютик"
    assert find_recovery(saved, "", folder(session), sole=True) is not None


def test_a_project_that_was_never_saved_is_offered_on_the_start_page(
    window: MainWindow,
) -> None:
    home = window.interface.preferences.recovery_folder
    project = replaced(load_preset("online-service"), "company.name", "Безымянный")
    of_another_run(keep_recovery(project, None, "", home))
    window.session.close()
    start = window.findChildren(StartPage)[-1]
    found = [one for one in start.findChildren(QPushButton) if one.text() == "Безымянный"]
    found[0].click()
    assert window.session.project.company.name == "Безымянный"
    assert window.session.path is None
    assert window.session.dirty
    assert lost_projects(home) == []


def test_work_a_crash_left_of_a_file_that_was_moved_is_offered_where_it_is_now(
    window: MainWindow, saved: Path
) -> None:
    left = left_by_a_crash(window.session, saved)
    moved = saved.with_name("moved.salesplan")
    saved.rename(moved)
    answering("Восстановить")
    window.files.open_path(moved)
    assert window.session.project.company.name == "Не сохранено"
    assert window.session.path == moved
    assert not left.exists()


def test_work_a_crash_left_of_a_file_that_is_gone_is_offered_on_the_start_page(
    window: MainWindow, saved: Path
) -> None:
    left = left_by_a_crash(window.session, saved)
    saved.unlink()
    window.session.close()
    start = window.findChildren(StartPage)[-1]
    assert "файла «lutik.salesplan» нет на месте" in "".join(
        one.text() for one in start.findChildren(QLabel)
    )
    found = [one for one in start.findChildren(QPushButton) if one.text() == "Не сохранено"]
    found[0].click()
    assert window.session.project.company.name == "Не сохранено"
    assert window.session.path is None
    assert window.session.dirty
    assert not left.exists()


def test_a_recovery_that_cannot_be_written_is_told_in_the_bar(opened: MainWindow) -> None:
    session = opened.session
    folder(session).parent.mkdir(parents=True, exist_ok=True)
    folder(session).write_text("a file where the folder should be", encoding="utf-8")
    session.answer("company.name", "Лютик")
    session.keep_now()
    bar = opened.findChild(TopBar)
    assert bar is not None
    told = "".join(one.toolTip() for one in bar.findChildren(QLabel))
    assert "Несохранённое не записывается про запас" in told
    assert f"В папку «{folder(session)}» нельзя писать" in told
    assert "другую папку" not in told
    folder(session).unlink()


def test_once_nothing_is_unsaved_nobody_is_told_that_it_could_not_be_written(
    opened: MainWindow, tmp_path: Path
) -> None:
    session = opened.session
    folder(session).parent.mkdir(parents=True, exist_ok=True)
    folder(session).write_text("a file where the folder should be", encoding="utf-8")
    leaves: dict[str, Callable[[], None]] = {
        "Лютик": lambda: session.save_as(tmp_path / "lutik.salesplan"),
        "Астра": session.save,
        "Роза": lambda: session.new("online-service"),
    }
    for name, leave in leaves.items():
        session.answer("company.name", name)
        session.keep_now()
        assert session.autosave_problem is not None
        leave()
        assert session.autosave_problem is None
    folder(session).unlink()


def test_a_failure_on_its_way_while_the_project_is_saved_is_told_no_more(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, saving = Event(), Event()

    def refuse(*_any: object) -> None:
        begun.set()
        saving.wait()
        raise FileRefused(_("нет места"))

    monkeypatch.setattr(autosave, "REST_MS", 0)
    monkeypatch.setattr(autosave, "keep_recovery", refuse)
    session.answer("company.name", "Лютик")
    qtbot.waitUntil(begun.is_set)
    session.closing_edits.connect(saving.set)
    session.save_as(tmp_path / "lutik.salesplan")
    QApplication.processEvents()
    assert session.autosave_problem is None


def test_without_a_lock_the_live_work_of_another_program_is_neither_offered_nor_deleted(
    window: MainWindow, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project_file, "take_lock", lambda _path: None)  # as on a read-only disk
    theirs = left_by_a_crash(window.session, saved, os.getppid())
    window.files.open_path(saved)
    window.session.answer("company.name", "Лютик")
    window.session.keep_now()
    window.session.let_go()
    assert theirs.is_file()


def test_lost_work_that_cannot_be_written_down_anew_stays_where_it_is(
    window: MainWindow, saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = left_by_a_crash(window.session, saved)

    def refuse(*_any: object) -> None:
        raise FileRefused(_("нет места"))

    monkeypatch.setattr(autosave, "keep_recovery", refuse)
    answering("Восстановить")
    window.files.open_path(saved)
    assert window.session.project.company.name == "Не сохранено"
    assert left.is_file()
