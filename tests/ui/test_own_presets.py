"""Presets of one's own in the window: kept from a project, offered on the start page, dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QPushButton

from tests.ui.finding import button
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.start import StartPage


def preset_buttons(window: MainWindow) -> dict[str, QPushButton]:
    start = window.findChildren(StartPage)[-1]
    found = start.findChildren(QPushButton)
    return {one.text(): one for one in found if str(one.property("preset")).startswith("own:")}


def test_a_project_is_kept_as_a_preset_and_begins_another_one(opened: MainWindow) -> None:
    opened.session.answer("goals.growth", 0.4)

    def type_title() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        dialog.setTextValue("Мой сервис")
        QTest.keyClick(dialog, Qt.Key.Key_Return)

    QTimer.singleShot(0, type_title)
    opened.preset_action.trigger()
    opened.session.new("wholesale")  # what was open is a preset without answers: no question
    opened.session.close()
    QTest.mouseClick(preset_buttons(opened)["Мой сервис"], Qt.MouseButton.LeftButton)
    project = opened.session.project
    assert project.goals.growth == 0.4
    assert project.company.name == ""
    assert not opened.session.dirty


def test_an_own_preset_can_be_deleted_from_the_start_page(opened: MainWindow) -> None:
    opened.session.keep_as_preset("Лишний")
    opened.session.close()
    start = opened.findChildren(StartPage)[-1]
    assert "Лишний" in preset_buttons(opened)
    button(start, "Удалить").click()
    opened.session.new("wholesale")
    opened.session.close()
    assert preset_buttons(opened) == {}
