"""Notes: written by keys at fields and cells, shown, told, kept, undone; calculations noted."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tests.ui.finding import field, line, table, type_into, type_on
from wizard.ui.binding.note import NoteMark, NotePopup
from wizard.ui.binding.table import Table
from wizard.ui.main_window import MainWindow

CASH = "costs.opening_cash"
PRICE = "goals.products.start.price"


def press_note(on: QWidget) -> NotePopup:
    QTest.keyClick(on, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, NotePopup)
    return popup


def write_note(on: QWidget, text: str) -> None:
    popup = press_note(on)
    popup.text.selectAll()
    popup.text.insertPlainText(text)
    QTest.keyClick(popup.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


@pytest.fixture
def cash(opened: MainWindow) -> QLineEdit:
    opened.show_page("costs")
    found = line(opened, CASH)
    found.setFocus()
    return found


def mark_of(window: MainWindow, path: str) -> NoteMark:
    return field(window, path).findChildren(NoteMark)[0]


def test_a_note_is_written_at_a_field_by_keys_and_shown_there(
    opened: MainWindow, cash: QLineEdit
) -> None:
    assert not mark_of(opened, CASH).isVisible()
    write_note(cash, "остаток по выписке")
    assert opened.session.note(CASH) == "остаток по выписке"
    assert mark_of(opened, CASH).isVisible()
    assert "остаток по выписке" in cash.toolTip()
    assert "остаток по выписке" in cash.accessibleDescription()
    popup = press_note(cash)
    assert popup.text.toPlainText() == "остаток по выписке"
    QTest.keyClick(popup, Qt.Key.Key_Escape)


def test_a_note_is_undone_by_its_name(opened: MainWindow, cash: QLineEdit) -> None:
    before = opened.session.project
    write_note(cash, "остаток по выписке")
    step = opened.session.next_undo
    assert step is not None
    assert opened.session.say(step.name).startswith("заметка: ")
    opened.undo()
    assert opened.session.project == before
    assert not mark_of(opened, CASH).isVisible()


def test_a_note_is_kept_however_its_window_closes(opened: MainWindow, cash: QLineEdit) -> None:
    popup = press_note(cash)
    popup.text.insertPlainText("не потерять")
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert opened.session.note(CASH) == "не потерять"


def test_a_note_is_taken_away(opened: MainWindow, cash: QLineEdit) -> None:
    write_note(cash, "лишнее")
    popup = press_note(cash)
    QTest.mouseClick(popup.remove, Qt.MouseButton.LeftButton)
    assert opened.session.note(CASH) == ""
    assert not mark_of(opened, CASH).isVisible()


def test_a_long_text_and_a_month_of_a_row_take_notes_too(opened: MainWindow) -> None:
    opened.show_page("automation")
    opened.reveal("automation.crm.tasks")
    write_note(field(opened, "automation.crm.tasks").editor.widget, "из договора")
    opened.reveal("goals.season.3")
    april = opened.focusWidget()
    assert isinstance(april, QLineEdit)
    write_note(april, "праздники")
    assert opened.session.project.notes == {
        "automation.crm.tasks": "из договора",
        "goals.season.3": "праздники",
    }


def test_what_was_typed_in_a_field_is_kept_as_its_note(opened: MainWindow, cash: QLineEdit) -> None:
    type_into(cash, "150*12")
    assert cash.text() == "1\u00a0800"
    assert opened.session.note(CASH) == "= 150*12"
    assert "150*12" in cash.toolTip()
    type_into(cash, "2000")
    assert opened.session.note(CASH) == ""


def test_dividing_by_zero_is_said_at_the_field(opened: MainWindow, cash: QLineEdit) -> None:
    type_into(cash, "5/0")
    assert cash.property("state") == "wrong"
    assert opened.session.draft(CASH) == "5/0"


@pytest.fixture
def products(opened: MainWindow) -> Table:
    opened.show_page("goals")
    found = table(opened, "goals.products")
    found.setFocus()
    assert found.reveal(PRICE)
    return found


def test_a_note_is_written_at_a_cell_by_keys_and_told(opened: MainWindow, products: Table) -> None:
    write_note(products, "прайс от мая")
    cell = products.currentIndex()
    assert opened.session.note(PRICE) == "прайс от мая"
    assert "прайс от мая" in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert "прайс от мая" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert opened.focusWidget() is products


def test_a_calculation_typed_in_a_cell_is_kept_as_its_note(
    opened: MainWindow, products: Table
) -> None:
    QTest.keyClicks(products, "(")
    editor = products.viewport().findChildren(QLineEdit)[-1]
    QTest.keyClicks(editor, "600+1200)/2")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert opened.session.value(PRICE) == 900
    assert opened.session.note(PRICE) == "= (600+1200)/2"


def test_the_note_key_closes_an_open_cell_and_keeps_what_was_typed(
    opened: MainWindow, products: Table
) -> None:
    QTest.keyClicks(products, "7")
    editor = products.viewport().findChildren(QLineEdit)[-1]
    type_on(editor, "50")
    popup = press_note(editor)
    popup.text.insertPlainText("новая цена")
    popup.close()
    assert opened.session.value(PRICE) == 750
    assert opened.session.note(PRICE) == "новая цена"


def test_notes_are_saved_with_the_project(
    opened: MainWindow, cash: QLineEdit, tmp_path: Path
) -> None:
    write_note(cash, "остаток\nпо выписке")
    opened.session.save_as(tmp_path / "план.salesplan")
    opened.session.close()
    opened.session.open(tmp_path / "план.salesplan")
    assert opened.session.note(CASH) == "остаток\nпо выписке"
