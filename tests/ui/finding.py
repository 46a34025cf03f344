"""Finding things on a page as a person does: the field of a path, a button by its text."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMessageBox, QWidget

from wizard.ui.binding.field import Field
from wizard.ui.binding.table import Table
from wizard.ui.main_window import MainWindow


def field(window: MainWindow, path: str) -> Field:
    """The field of a path on the shown page."""
    for found in window.page().findChildren(Field):
        if found.path == path:
            return found
    raise AssertionError(f"no field {path} on {window.current}")


def line(window: MainWindow, path: str) -> QLineEdit:
    """The one-line editor of a path."""
    widget = field(window, path).editor.widget
    assert isinstance(widget, QLineEdit)
    return widget


def table(window: MainWindow, path: str) -> Table:
    """The table of a list on the shown page."""
    for found in window.page().findChildren(Table):
        if found.table_model.path == path:
            return found
    raise AssertionError(f"no table {path} on {window.current}")


def button(parent: QWidget, text: str) -> QAbstractButton:
    """The visible button with a text."""
    for found in parent.findChildren(QAbstractButton):
        if found.text() == text and found.isVisible():
            return found
    raise AssertionError(f"no button «{text}»")


def type_into(editor: QLineEdit, text: str) -> None:
    """Replace what stands in a field by typing, and leave it with Enter."""
    editor.setFocus()
    editor.selectAll()
    type_on(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)


def type_on(editor: QLineEdit, text: str) -> None:
    """Type a text. Qt's test keyboard knows Latin alone: other letters come by the clipboard."""
    if text.isascii():
        QTest.keyClicks(editor, text)
    else:
        QGuiApplication.clipboard().setText(text)
        editor.paste()


def answering(choice: str) -> list[str]:
    """Press a button of the question that will be open; what it says stands in the list then."""
    said: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        said.append(f"{box.text()} {box.informativeText()}")
        button(box, choice).click()

    QTimer.singleShot(0, press)
    return said
