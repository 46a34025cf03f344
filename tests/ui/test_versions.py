"""Versions in the window: keep one under a name, see what changed since, go back to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.finding import answering
from wizard.storage.presets import load_preset
from wizard.storage.project_file import create, read_project
from wizard.ui.main_window import MainWindow
from wizard.ui.versions_dialog import VersionsDialog


@pytest.fixture
def dialog(opened: MainWindow, tmp_path: Path, qtbot: QtBot) -> VersionsDialog:
    opened.session.save_as(tmp_path / "plan.salesplan")
    made = VersionsDialog(opened.session, opened)
    qtbot.addWidget(made)
    made.show()
    return made


NOTHING_NEW = "Ответы, заметки и показатели с тех пор не изменились."


def keep(dialog: VersionsDialog, name: str) -> None:
    dialog.name.setText(name)
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)


def test_a_version_is_kept_under_a_name_and_saved_at_once(
    dialog: VersionsDialog, opened: MainWindow
) -> None:
    assert not dialog.keep.isEnabled()
    assert dialog.differences.toPlainText() == "Версий пока нет."
    keep(dialog, "Отправлено клиенту")
    path = opened.session.path
    assert path is not None
    assert [one.name for one in read_project(path).versions] == ["Отправлено клиенту"]
    assert dialog.differences.toPlainText() == NOTHING_NEW


def test_what_changed_since_is_told_in_answers_and_figures(
    dialog: VersionsDialog, opened: MainWindow
) -> None:
    keep(dialog, "Первая")
    opened.session.answer("goals.deals_per_month", 170.0)
    dialog.list.setCurrentRow(-1)
    dialog.list.setCurrentRow(0)
    told = dialog.differences.toPlainText().replace("\u00a0", " ")
    assert "Сделок в месяц: 150 сделок → 170 сделок" in told
    assert "1 800 сделок → 2 040 сделок" in told


def test_a_note_written_since_is_told(dialog: VersionsDialog, opened: MainWindow) -> None:
    keep(dialog, "Первая")
    opened.session.keep_note("goals.deals_per_month", "спросить директора")
    dialog.list.setCurrentRow(-1)
    dialog.list.setCurrentRow(0)
    told = dialog.differences.toPlainText()
    assert "Заметка к «Сделок в месяц»: пусто → спросить директора" in told


def test_going_back_to_a_version_can_be_undone(dialog: VersionsDialog, opened: MainWindow) -> None:
    session = opened.session
    keep(dialog, "Первая")
    session.answer("goals.deals_per_month", 170.0)
    dialog.take.click()
    assert session.value("goals.deals_per_month") == 150
    session.undo()
    assert session.value("goals.deals_per_month") == 170


def test_a_version_can_be_deleted(dialog: VersionsDialog, opened: MainWindow) -> None:
    keep(dialog, "Первая")
    keep(dialog, "Вторая")
    assert dialog.list.item(0).text().startswith("Вторая")
    said = answering("Отмена")
    dialog.drop.click()
    assert "«Вторая»" in said[0]
    assert len(opened.session.versions) == 2
    answering("Удалить версию")
    dialog.drop.click()
    assert [one.name for one in opened.session.versions] == ["Первая"]


def test_deleting_a_version_saves_nothing_that_was_not_saved(
    dialog: VersionsDialog, opened: MainWindow
) -> None:
    session = opened.session
    keep(dialog, "Первая")
    session.answer("goals.deals_per_month", 170.0)
    session.keep_now()
    session.drop_version(session.versions[0])
    path = session.path
    assert path is not None
    assert read_project(path).versions == ()
    assert read_project(path).project.goals.deals_per_month == 150
    assert session.dirty
    session.keep_now()
    found = session.recovered
    assert found is not None
    assert found.file_unchanged
    session.save()
    assert read_project(path).project.goals.deals_per_month == 170


def test_versions_of_a_project_without_a_file_ask_for_one(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[bool] = []

    def refuse() -> bool:
        asked.append(True)
        return False

    monkeypatch.setattr(opened.files, "save_first", refuse)
    opened.versions_action.trigger()
    assert asked == [True]


def test_damaged_versions_are_told_on_opening_and_can_be_deleted(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "plan.salesplan"
    create(load_preset("online-service"), path)
    whole = json.loads(path.read_text("utf-8"))
    whole["versions"] = [{"name": "Первая"}, 7]
    path.write_text(json.dumps(whole), "utf-8")
    said = answering("Понятно")
    window.files.open_path(path)
    assert "«Первая», «без имени»" in said[0]
    dialog = VersionsDialog(window.session, window)
    qtbot.addWidget(dialog)
    assert "«без имени» повреждена" in dialog.differences.toPlainText()
    for _version in range(2):
        answering("Удалить версию")
        dialog.drop.click()
    assert read_project(path).versions == ()
