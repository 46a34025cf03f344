"""Presets of one's own in the window: kept from a project, offered on the start page, dropped."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QMessageBox, QPushButton

from tests.ui.finding import button
from wizard.storage.own_presets import drop_own_preset, own_presets
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.start import StartPage
from wizard.ui.widgets.rail import Rail


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


def test_a_preset_of_the_same_title_is_replaced_only_if_one_wants_it(opened: MainWindow) -> None:
    session = opened.session
    session.answer("goals.growth", 0.4)
    session.keep_as_preset("Мой сервис")
    session.answer("goals.growth", 0.5)
    titles = ["Мой сервис", "МОЙ СЕРВИС"]
    said: list[str] = []
    answers = ["Отмена", "Заменить"]

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QInputDialog):
            said.append(dialog.textValue())
            dialog.setTextValue(titles.pop(0))
            QTest.keyClick(dialog, Qt.Key.Key_Return)
        elif isinstance(dialog, QMessageBox):
            said.append(dialog.text())
            button(dialog, answers.pop(0)).click()

    watch = QTimer()
    watch.timeout.connect(answer)
    watch.start(10)
    opened.preset_action.trigger()
    watch.stop()
    question = "Свой пример «{}» уже есть. Заменить его? Прежний вернуть будет нельзя."
    asked = [question.format(title) for title in ("Мой сервис", "МОЙ СЕРВИС")]
    assert said == ["", asked[0], "Мой сервис", asked[1]]
    ((name, title),) = own_presets(session.interface.preferences.presets_folder).items()
    assert title == "МОЙ СЕРВИС"
    session.new(name)
    assert session.project.goals.growth == 0.5


def test_a_title_that_is_free_replaces_nothing(opened: MainWindow) -> None:
    opened.session.keep_as_preset("Мой сервис")
    assert opened.session.has_preset(" мой Сервис")
    assert not opened.session.has_preset("Мой сервис 2")


def test_an_own_preset_can_be_deleted_from_the_start_page(opened: MainWindow) -> None:
    opened.session.keep_as_preset("Лишний")
    opened.session.close()
    start = opened.findChildren(StartPage)[-1]
    assert "Лишний" in preset_buttons(opened)
    button(start, "Удалить").click()
    opened.session.new("wholesale")
    opened.session.close()
    assert preset_buttons(opened) == {}


def test_what_an_own_preset_brought_is_named_after_it_also_when_the_plan_is_opened_again(
    opened: MainWindow, tmp_path: Path
) -> None:
    session, file = opened.session, tmp_path / "план.salesplan"
    session.keep_as_preset("Мой сервис")
    folder = session.interface.preferences.presets_folder
    (name,) = own_presets(folder)
    session.new(name)
    session.save_as(file)

    def said() -> str:
        rail = opened.findChildren(Rail)[-1]
        return "\n".join(one.text() for one in rail.findChildren(QLabel) if one.isVisible())

    for _time in range(2):
        assert session.preset_words == "Из своего примера «Мой сервис»"
        assert "Свой пример «Мой сервис»." in said()
        session.close()
        session.open(file)
    session.close()
    drop_own_preset(name, folder)
    session.open(file)
    assert session.preset_words == "Из примера, которого на этом компьютере нет"
    assert "на этом компьютере не найден" in said()
