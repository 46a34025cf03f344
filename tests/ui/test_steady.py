"""Nothing jumps under the hands: what is typed in stays where it is on the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from tests.ui.finding import type_on
from wizard.ui.binding.entry import NUMERIC
from wizard.ui.binding.field import Field
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES

ASKING = [name for name, _title in PAGES if name not in ("launch", "package")]
UNSEEN = 2  # pixels
ENTRIES = ("7", "77,x", "99999999999", "1*", "0")


def settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()


def place(window: MainWindow, field: Field) -> int:
    return field.editor.widget.mapTo(window, QPoint(0, 0)).y()


@pytest.mark.parametrize("page", ASKING)
def test_a_field_stays_in_its_place_while_it_is_typed_in(opened: MainWindow, page: str) -> None:
    opened.resize(1024, 720)
    opened.show_page(page)
    QThreadPool.globalInstance().waitForDone()
    QTest.qWait(150)  # the pictures of a page that was just opened take their room
    QThreadPool.globalInstance().waitForDone()
    settle()
    moved: list[tuple[str, str, int]] = []
    for field in opened.page().findChildren(Field):
        editor = field.editor.widget
        if not editor.isVisible() or field.editor.entry.kind not in NUMERIC:
            continue
        assert isinstance(editor, QLineEdit)
        opened.page().ensureWidgetVisible(editor)
        editor.setFocus()
        settle()
        before, kept = place(opened, field), editor.text()
        for entry in ENTRIES:
            editor.selectAll()
            type_on(editor, entry)
            settle()
            if abs(place(opened, field) - before) > UNSEEN:
                moved.append((field.path, entry, place(opened, field) - before))
        editor.selectAll()
        type_on(editor, kept or "0")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        settle()
        if abs(place(opened, field) - before) > UNSEEN:
            moved.append((field.path, kept, place(opened, field) - before))
    assert moved == []
