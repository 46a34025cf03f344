"""Undo, redo and Esc by keys: the project's in every field of an answer, and nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.finding import field, line, table, type_into, type_on
from wizard.project.goals import SeasonBy
from wizard.project.path import get
from wizard.ui.binding.note import NotePopup
from wizard.ui.main_window import MainWindow
from wizard.ui.steps import redo_text
from wizard.ui.widgets.season import SeasonCurve
from wizard.ui.widgets.top_bar import TopBar

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
DEALS, GROWTH, TASKS = "goals.deals_per_month", "goals.growth", "automation.crm.tasks"


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def typing(window: MainWindow, path: str, text: str) -> QLineEdit:
    """A field in which something is being typed."""
    editor = line(window, path)
    editor.setFocus()
    editor.selectAll()
    type_on(editor, text)
    return editor


def box(window: MainWindow, path: str) -> QPlainTextEdit:
    window.show_page(path.partition(".")[0])
    window.reveal(path)
    found = field(window, path).editor.widget
    assert isinstance(found, QPlainTextEdit)
    found.setFocus()
    return found


def test_undo_in_a_field_takes_its_own_entry_back_with_the_preset_mark(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = typing(opened, DEALS, "55")
    press(Qt.Key.Key_Z, CONTROL)
    assert (editor.text(), editor.property("state")) == ("150", "preset")
    assert opened.session.value(DEALS) == 150
    assert not opened.session.is_answered(DEALS)
    assert opened.session.next_undo is None


def test_undo_in_a_field_takes_back_an_edit_of_another_field(opened: MainWindow) -> None:
    opened.show_page("goals")
    type_into(line(opened, DEALS), "55")
    other = line(opened, GROWTH)
    other.setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert line(opened, DEALS).text() == "150"
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert opened.session.value(DEALS) == 55
    press(Qt.Key.Key_Z, CONTROL)
    press(Qt.Key.Key_Y, CONTROL)
    assert opened.session.value(DEALS) == 55


def test_undo_takes_first_what_is_typed_and_not_understood(opened: MainWindow) -> None:
    opened.show_page("goals")
    type_into(line(opened, GROWTH), "20")
    editor = typing(opened, DEALS, "abc")
    press(Qt.Key.Key_Z, CONTROL)
    assert editor.text() == "150"
    assert opened.session.draft(DEALS) is None
    assert opened.session.is_answered(GROWTH)


def test_undo_takes_back_what_is_not_understood_where_nothing_else_was_done(
    opened: MainWindow,
) -> None:
    opened.show_page("goals")
    editor = typing(opened, DEALS, "abc")
    press(Qt.Key.Key_Z, CONTROL)
    assert (editor.text(), editor.property("state")) == ("150", "preset")
    assert opened.session.next_undo is None


def test_undo_in_a_text_takes_the_typing_back_and_leaves_the_cursor_there(
    opened: MainWindow,
) -> None:
    text = box(opened, TASKS)
    before = text.toPlainText()
    cursor = text.textCursor()
    cursor.setPosition(3)
    text.setTextCursor(cursor)
    QTest.keyClicks(text, "XY")
    press(Qt.Key.Key_Z, CONTROL)
    assert (text.toPlainText(), text.textCursor().position()) == (before, 3)
    assert not opened.session.is_answered(TASKS)
    press(Qt.Key.Key_Z, CONTROL)  # the letters of a field have no undo of their own
    assert opened.session.next_undo is None
    press(Qt.Key.Key_Y, CONTROL)
    assert text.toPlainText() == f"{before[:3]}XY{before[3:]}"


def test_undo_in_an_open_cell_takes_back_what_is_typed_there(opened: MainWindow) -> None:
    opened.show_page("goals")
    type_into(line(opened, GROWTH), "20")
    products = table(opened, "goals.products")
    products.setFocus()
    products.setCurrentIndex(products.table_model.index(0, 2))
    QTest.keyClicks(products, "7")
    editor = products.viewport().findChildren(QLineEdit)[-1]
    QTest.keyClicks(editor, "50")
    press(Qt.Key.Key_Z, CONTROL)
    assert opened.session.project.goals.products[0].price == 600
    redone = redo_text(opened.session)
    assert redone is not None
    assert opened.session.say(redone).endswith("600 → 750")  # and is not lost
    assert opened.session.is_answered(GROWTH)


def test_a_note_being_written_has_its_own_undo(opened: MainWindow) -> None:
    opened.show_page("goals")
    type_into(line(opened, GROWTH), "20")
    editor = line(opened, DEALS)
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_F2, SHIFT)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, NotePopup)
    QTest.keyClicks(popup.text, "ask")
    press(Qt.Key.Key_Z, CONTROL)
    assert popup.text.toPlainText() == ""
    popup.close()
    assert opened.session.is_answered(GROWTH)


def test_the_menu_of_a_field_offers_no_undo_of_its_letters(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = typing(opened, DEALS, "55")
    shown: list[str] = []

    def read() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        shown.extend(action.objectName() for action in menu.actions() if action.isVisible())
        menu.close()

    QTimer.singleShot(0, read)
    at = QPoint(5, 5)
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, editor.mapToGlobal(at))
    QApplication.sendEvent(editor, asked)
    assert "edit-paste" in shown
    assert not {"edit-undo", "edit-redo"} & set(shown)


@pytest.mark.parametrize("typed", ["77", "12abc", "abc"])
def test_escape_returns_what_stood_with_its_mark(opened: MainWindow, typed: str) -> None:
    opened.show_page("goals")
    before = opened.session.project
    editor = typing(opened, DEALS, typed)
    press(Qt.Key.Key_Escape)
    assert (editor.text(), editor.property("state")) == ("150", "preset")
    assert opened.session.project == before
    assert opened.session.next_undo is None


def test_escape_returns_the_calculation_and_the_answer_that_stood(opened: MainWindow) -> None:
    opened.show_page("goals")
    type_into(line(opened, DEALS), "10*12")
    before = opened.session.project
    typing(opened, DEALS, "7")
    press(Qt.Key.Key_Escape)
    assert opened.session.project == before
    assert "10*12" in opened.session.note(DEALS)


def test_escape_in_a_text_returns_what_stood(opened: MainWindow) -> None:
    text = box(opened, TASKS)
    before = opened.session.project
    QTest.keyClicks(text, "XY")
    press(Qt.Key.Key_Escape)
    assert text.toPlainText() == before.automation.crm.tasks
    assert opened.session.project == before


def test_escape_after_a_text_was_left_takes_nothing_back(opened: MainWindow) -> None:
    text = box(opened, TASKS)
    QTest.keyClicks(text, "XY")
    QTest.keyClick(text, Qt.Key.Key_Tab)
    text.setFocus()
    press(Qt.Key.Key_Escape)
    assert text.toPlainText().startswith("XY")


def test_escape_keeps_what_was_saved(opened: MainWindow, tmp_path: Path) -> None:
    opened.session.save_as(tmp_path / "план.salesplan")
    opened.show_page("goals")
    editor = typing(opened, DEALS, "77")
    QTest.keyClick(editor, Qt.Key.Key_S, CONTROL)
    press(Qt.Key.Key_Escape)
    assert opened.session.value(DEALS) == 77


def test_escape_in_a_field_left_wrong_returns_its_answer(opened: MainWindow) -> None:
    opened.show_page("goals")
    before = opened.session.project
    editor = line(opened, DEALS)
    type_into(editor, "12abc")
    assert opened.session.value(DEALS) == 150  # half of the entry is no answer
    assert editor.property("state") == "wrong"
    press(Qt.Key.Key_Escape)
    assert (editor.text(), editor.property("state")) == ("150", "preset")
    assert opened.session.project == before
    press(Qt.Key.Key_Z, CONTROL)
    assert editor.text() == "12abc"  # nothing typed is lost


def seen(window: MainWindow, widget: QWidget, area: QRect) -> bool:
    """Whether an area of a widget lies in what is scrolled into sight."""
    view = window.page().viewport()
    return view.rect().contains(area.translated(widget.mapTo(view, QPoint(0, 0))))


def test_undo_from_another_page_brings_the_changed_cell_into_sight(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.show_page("goals")
    channels = table(opened, "goals.channels")
    channels.setFocus()
    channels.setCurrentIndex(channels.table_model.index(1, 3))
    QTest.keyClicks(channels, "9")
    press(Qt.Key.Key_Return)
    channels.setCurrentIndex(channels.table_model.index(0, 0))
    opened.page().verticalScrollBar().setValue(0)
    opened.show_page("company")
    press(Qt.Key.Key_Z, CONTROL)
    assert opened.current == "goals"
    assert QApplication.focusWidget() is channels
    assert (channels.currentIndex().row(), channels.currentIndex().column()) == (1, 3)
    qtbot.waitUntil(lambda: seen(opened, channels, channels.cell_area()))


def test_undo_by_the_bar_shows_the_field_and_leaves_the_keyboard_on_the_button(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.show_page("goals")
    type_into(line(opened, GROWTH), "12")
    type_into(line(opened, DEALS), "55")
    foot = opened.page().verticalScrollBar()
    foot.setValue(foot.maximum())
    bar = opened.findChildren(TopBar)[0]
    found = [one for one in bar.findChildren(QPushButton) if "150 → 55" in one.accessibleName()]
    found[0].setFocus()
    press(Qt.Key.Key_Space)
    field_shown = line(opened, DEALS)
    qtbot.waitUntil(lambda: seen(opened, field_shown, field_shown.rect()))
    assert QApplication.focusWidget() is found[0]


def test_a_row_taken_back_leaves_the_cursor_on_a_row_and_no_arrow_leads_to_the_total(
    opened: MainWindow,
) -> None:
    opened.show_page("goals")
    products = table(opened, "goals.products")
    products.setFocus()
    products.setCurrentIndex(products.table_model.index(2, 0))
    QTest.keyClicks(products, "N")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Z, CONTROL)
    assert products.currentIndex().row() == 1
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_PageDown):
        press(key)
        assert products.currentIndex().row() == 2
        assert products.table_model.is_invite(2)
    press(Qt.Key.Key_End, CONTROL)
    assert products.currentIndex().row() == 2


def test_a_row_that_others_take_away_leaves_the_cursor_off_the_total(opened: MainWindow) -> None:
    opened.show_page("goals")
    products = table(opened, "goals.products")
    products.setFocus()
    products.table_model.add()
    products.setCurrentIndex(products.table_model.index(2, 1))
    opened.session.undo()
    assert products.table_model.is_invite(products.currentIndex().row())


def test_undo_of_a_row_whose_detail_has_the_keyboard_leads_to_the_row_beside_it(
    opened: MainWindow,
) -> None:
    opened.show_page("summary")
    scenarios = table(opened, "scenarios.scenarios")
    scenarios.setFocus()
    last = len(scenarios.table_model.rows)
    scenarios.setCurrentIndex(scenarios.table_model.index(last, 0))
    QTest.keyClicks(scenarios, "N")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up)
    table(opened, "scenarios.scenarios.n.changes").setFocus()
    press(Qt.Key.Key_Z, CONTROL)
    assert QApplication.focusWidget() is scenarios
    assert scenarios.currentIndex().row() == last - 1


def test_undo_on_the_curve_of_the_season_stays_there(opened: MainWindow) -> None:
    opened.show_page("goals")
    opened.session.answer("goals.season_by", SeasonBy.MANUAL)
    curve = opened.page().findChildren(SeasonCurve)[0]
    curve.setFocus()
    before = curve.values
    press(Qt.Key.Key_Up)
    assert curve.values != before
    press(Qt.Key.Key_Z, CONTROL)
    assert curve.values == before
    assert curve.hasFocus()


def combo(window: MainWindow, path: str) -> QComboBox:
    """A closed choice that has the keyboard."""
    window.show_page(path.partition(".")[0])
    widget = field(window, path).editor.widget
    found = widget if isinstance(widget, QComboBox) else widget.findChildren(QComboBox)[0]
    found.setFocus()
    return found


@pytest.mark.parametrize("path", ["company.country", "company.start"])
def test_arrow_keys_on_a_closed_choice_are_one_step(opened: MainWindow, path: str) -> None:
    closed = combo(opened, path)
    before = opened.session.project
    for _press in range(3):
        press(Qt.Key.Key_Down)
    assert opened.session.value(path) != get(before, path)
    press(Qt.Key.Key_Z, CONTROL)
    assert opened.session.project == before
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Tab)
    closed.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Z, CONTROL)
    assert opened.session.is_answered(path)  # what was chosen before the field was left


def test_escape_on_a_closed_choice_returns_what_stood(opened: MainWindow) -> None:
    closed = combo(opened, "company.country")
    before, shown = opened.session.project, closed.currentText()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Escape)
    assert (closed.currentText(), closed.property("state")) == (shown, "preset")
    assert opened.session.project == before


def ticking(window: MainWindow, *, escape: bool) -> None:
    """Tick the first of a menu of ticks by keys, and leave it."""

    def tick() -> None:
        menu = QApplication.activePopupWidget()
        if menu is None:  # not open yet
            QTimer.singleShot(0, window, tick)
            return
        QTest.keyClick(menu, Qt.Key.Key_Down)
        box = menu.findChildren(QCheckBox)[0]
        QTest.keyClick(box, Qt.Key.Key_Space)
        if escape:
            QTest.keyClick(box, Qt.Key.Key_Escape)
        menu.close()  # as a click elsewhere does

    window.show_page("structure")
    shared = table(window, "structure.responsibility")
    shared.setFocus()
    names = [getattr(column, "name", "") for column in shared.table_model.columns]
    shared.setCurrentIndex(shared.table_model.index(0, names.index("consulted")))
    QTimer.singleShot(0, tick)
    press(Qt.Key.Key_Return)


@pytest.mark.parametrize("escape", [True, False])
def test_escape_in_a_menu_of_ticks_leaves_them_as_they_were(
    opened: MainWindow, escape: bool
) -> None:
    before = opened.session.project
    ticking(opened, escape=escape)
    assert (opened.session.project == before) is escape
