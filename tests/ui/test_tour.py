"""The first walk through the window: offered once, left at any moment, walked by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.texts import LANGUAGES, Language
from wizard.ui.help.tour import STEPS, Tour
from wizard.ui.main_window import MainWindow


def begun(window: MainWindow) -> Tour:
    window.help.begin_tour()
    tour = window.help.tour
    assert tour is not None
    return tour


def hole(tour: Tour) -> QRect:
    """Where the part stands that the note is about."""
    part, window = tour.part, tour.parentWidget()
    assert part is not None
    assert window is not None
    return QRect(part.mapTo(window, QPoint(0, 0)), part.size())


def test_it_is_offered_with_the_first_project_and_never_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.help.greets = True
    window.session.new("online-service")
    qtbot.waitUntil(lambda: window.help.tour is not None)
    tour = window.help.tour
    assert tour is not None
    tour.skip.click()
    assert window.help.tour is None
    assert window.interface.preferences.tour_seen
    window.session.new("wholesale")
    qtbot.wait(600)
    assert window.help.tour is None


def test_a_window_that_greets_nobody_begins_no_tour(window: MainWindow, qtbot: QtBot) -> None:
    window.session.new("online-service")
    qtbot.wait(600)
    assert window.help.tour is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_every_note_is_whole_and_hides_nothing_of_its_part(
    opened: MainWindow, language: Language, size: tuple[int, int], qtbot: QtBot
) -> None:
    opened.interface.set_language(language)
    opened.resize(*size)
    opened.show_page("goals")
    qtbot.wait(50)
    tour = begun(opened)
    for number, step in enumerate(STEPS, start=1):
        assert tour.step is step
        assert tour.rect().contains(tour.note.geometry())
        assert not tour.note.geometry().intersects(hole(tour) & tour.rect()), step.title.message
        assert str(number) in tour.count.text()
        assert tour.text.heightForWidth(tour.text.width()) <= tour.text.height()
        tour.on.click()
    assert opened.help.tour is None


def test_it_is_walked_and_left_by_keys_and_gives_the_focus_back(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.show_page("goals")
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    before = QApplication.focusWidget()
    assert before is not None
    tour = begun(opened)
    assert tour.on.hasFocus()
    QTest.keyClick(tour.on, Qt.Key.Key_Return)
    assert tour.step is STEPS[1]
    QTest.keyClick(tour.on, Qt.Key.Key_Tab)
    QTest.keyClick(tour.skip, Qt.Key.Key_Tab)
    assert tour.back.hasFocus()
    QTest.keyClick(tour.back, Qt.Key.Key_Space)
    assert tour.step is STEPS[0]
    QTest.keyClick(tour.on, Qt.Key.Key_Escape)
    assert opened.help.tour is None
    assert before.hasFocus()


def test_it_follows_the_size_of_the_window(opened: MainWindow, qtbot: QtBot) -> None:
    opened.show_page("goals")
    tour = begun(opened)
    for _step in STEPS[:-1]:
        tour.on.click()
    opened.resize(1500, 900)
    qtbot.waitUntil(lambda: tour.size() == opened.size())
    assert tour.rect().contains(tour.note.geometry())
    assert not tour.note.geometry().intersects(hole(tour))
    tour.leave()


def test_another_language_or_project_ends_it(opened: MainWindow) -> None:
    begun(opened)
    opened.interface.set_language("en")
    assert opened.help.tour is None
    begun(opened)
    opened.session.close()
    assert opened.help.tour is None


def test_a_press_beside_the_note_changes_nothing_below(opened: MainWindow) -> None:
    opened.show_page("goals")
    tour = begun(opened)
    rail = hole(tour)
    QTest.mouseClick(tour, Qt.MouseButton.LeftButton, pos=rail.center())
    assert opened.current == "goals"
    assert tour.step is STEPS[0]
    tour.leave()


def test_it_can_be_taken_again_from_the_menu(opened: MainWindow) -> None:
    opened.interface.preferences.tour_seen = True
    action = next(one for one in opened.actions() if one.text() == "Знакомство с окном")
    action.trigger()
    assert opened.help.tour is not None
    opened.help.leave_tour()
