"""Three people at the window, from the first press to the files on the disk.

An owner who has never seen a funnel, with the mouse; a consultant at the fifth client of the week,
with the keyboard alone; somebody who comes back to a plan after six months.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.finding import button, field, line, table
from wizard.storage.project_file import read_project
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.versions_dialog import VersionsDialog

A_BUILD_MS = 180_000
STAGES = [name for name, _title in PAGES]
CONTROL = Qt.KeyboardModifier.ControlModifier


def click(widget: QWidget) -> None:
    """Press a widget as a hand does: where it is seen."""
    assert widget.isVisible()
    assert widget.isEnabled()
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def activate(window: QWidget) -> None:
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def write(text: str) -> None:
    """Write over what is in the focused field. Qt's test keyboard knows Latin alone."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(target, Qt.Key.Key_A, CONTROL)
    if text.isascii():
        QTest.keyClicks(target, text)
    else:
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(target, Qt.Key.Key_V, CONTROL)


def says(window: MainWindow) -> str:
    """All that the shown page says, with plain spaces."""
    labels = [one.text() for one in window.page().findChildren(QLabel) if one.isVisible()]
    return "\n".join(labels).replace("\u00a0", " ").replace("\u202f", " ")


def next_page(window: MainWindow) -> None:
    ways = window.page().findChildren(QPushButton)
    click(next(way for way in ways if way.text().startswith("Далее: ")))


def built(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: "Пакет готов" in says(window), timeout=A_BUILD_MS)


# The owner


def test_an_owner_comes_from_a_preset_to_a_package_with_the_mouse(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window.interface.set_detailed(False)
    activate(window)
    presets = [one for one in window.findChildren(QPushButton) if one.property("preset")]
    click(next(one for one in presets if one.property("preset") == "online-service"))
    assert window.current == "company"

    answers: dict[str, list[tuple[str, str]]] = {
        "company": [("company.name", "Зёрна и листья")],
        "goals": [("goals.deals_per_month", "120")],
        "documentation": [("documentation.calls.answer_minutes", "10")],
    }
    typed = 0
    for stage in STAGES[: STAGES.index("summary")]:
        assert window.current == stage
        for path, answer in answers.get(stage, []):
            editor = line(window, path)
            window.page().ensureWidgetVisible(editor)
            click(editor)
            write(answer)
            QTest.keyClick(editor, Qt.Key.Key_Return)
            typed += 1
        if stage == "structure":
            roles = table(window, "structure.roles")
            cell = roles.visualRect(roles.table_model.index(1, 2)).center()
            QTest.mouseClick(roles.viewport(), Qt.MouseButton.LeftButton, pos=cell)
            QTest.keyClicks(roles, "3")
            QTest.keyClick(QApplication.focusWidget() or roles, Qt.Key.Key_Return)
            typed += 1
        next_page(window)
    assert typed <= 25
    assert not window.interface.detailed, "nothing made the owner look at all the questions"

    assert window.current == "summary"
    assert "Выручка за весь план" in says(window)
    assert window.session.project.company.name == "Зёрна и листья"
    assert window.session.figures["goals.deals"].first == 120
    next_page(window)

    assert window.current == "package"
    folder = tmp_path / "пакет"
    place = window.page().findChildren(QLineEdit)[0]
    click(place)
    write(str(folder))
    click(button(window.page(), "Собрать пакет"))
    built(window, qtbot)
    links = {one.text() for one in window.page().findChildren(QPushButton) if one.isVisible()}
    made = [file for file in folder.rglob("*") if file.is_file()]
    assert {".xlsx", ".docx", ".pdf"} <= {file.suffix for file in made}
    assert {file.name for file in folder.glob("*.xlsx")} <= links


# The consultant


class MouseCounter(QObject):
    """Counts presses of the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self.presses = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.presses += event.type() == QEvent.Type.MouseButtonPress
        return False


def tab_to(wanted: Callable[[QWidget], bool], most: int = 400) -> QWidget:
    """Press Tab until the wanted widget has the focus."""
    for _press in range(most):
        focused = QApplication.focusWidget()
        assert focused is not None
        if wanted(focused):
            return focused
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError("Tab does not lead there")


def keys(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifiers)
    QApplication.processEvents()


def test_a_consultant_fills_in_a_client_with_the_keyboard_alone(
    window: MainWindow,
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mouse = MouseCounter()
    qapp.installEventFilter(mouse)
    activate(window)
    window.setFocus()
    QTest.keyClick(window, Qt.Key.Key_Tab)
    tab_to(lambda one: one.property("preset") == "wholesale")
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    assert window.session.project.preset == "wholesale"

    name = line(window, "company.name")
    tab_to(lambda one: one is name)
    write("Склад у моста")
    keys(window, Qt.Key.Key_PageDown, CONTROL)
    assert window.current == "goals"
    assert window.session.project.company.name == "Склад у моста"

    deals = line(window, "goals.deals_per_month")
    tab_to(lambda one: one is deals)
    write("15*2")
    products = table(window, "goals.products")
    tab_to(lambda one: one is products)
    rows = ("Ящики|12 500,50 ₽|60%", "Плёнка|8 000|40 %", "Лента|900|0")
    pasted = "\n".join(row.replace("|", "\tразовая продажа\t", 1) for row in rows)
    pasted = pasted.replace("|", "\t")
    QGuiApplication.clipboard().setText(pasted)
    QTest.keyClick(products, Qt.Key.Key_Home, CONTROL)
    QTest.keyClick(products, Qt.Key.Key_V, CONTROL)
    goals = window.session.project.goals
    assert goals.deals_per_month == 30
    assert [one.name for one in goals.products[:2]] == ["Ящики", "Плёнка"]
    assert [one.price for one in goals.products[:2]] == [12_500.5, 8_000]
    assert [one.share for one in goals.products[:2]] == [0.6, 0.4]
    keys(window, Qt.Key.Key_Z, CONTROL)
    assert window.session.project.goals.products[0].name != "Ящики"
    keys(window, Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert window.session.project.goals.products[0].name == "Ящики"

    for stage in STAGES[STAGES.index("goals") + 1 : STAGES.index("package") + 1]:
        keys(window, Qt.Key.Key_PageDown, CONTROL)
        assert window.current == stage
    file = tmp_path / "клиент.salesplan"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    keys(window, Qt.Key.Key_S, CONTROL)
    assert read_project(file).project.company.name == "Склад у моста"

    tab_to(lambda one: one.accessibleName() == "Папка пакета")
    write(str(tmp_path / "пакет"))
    for choice in ("Документы в Word и PDF", "Книга для клиента (PDF)"):
        box = tab_to(lambda one: isinstance(one, QAbstractButton) and one.text() == choice)  # noqa: B023
        QTest.keyClick(box, Qt.Key.Key_Space)
    build = tab_to(lambda one: isinstance(one, QPushButton) and one.property("scale") == "large"
                   and one.text() == "Собрать пакет")  # fmt: skip
    QTest.keyClick(build, Qt.Key.Key_Space)
    built(window, qtbot)
    assert list((tmp_path / "пакет").glob("*.xlsx"))
    keys(window, Qt.Key.Key_W, CONTROL)
    assert not window.has_project
    qapp.removeEventFilter(mouse)
    assert mouse.presses == 0


# Somebody who comes back


def test_a_plan_taken_up_after_six_months_keeps_the_edits_by_hand(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = window.session
    file, folder = tmp_path / "план.salesplan", tmp_path / "пакет"
    session.new("online-service")
    session.save_as(file)
    session.keep_version("Отправлено директору")
    build_documents(window, folder, qtbot)
    paper = next(one for one in folder.rglob("*.docx") if "План продаж" in one.name)
    edited = Document(str(paper))
    edited.paragraphs[0].add_run(" — правка юриста")
    edited.save(str(paper))
    by_hand = paper.read_bytes()
    session.save()
    session.close()

    activate(window)
    click(button(window, "план"))
    assert window.session.path == file
    window.show_page("company")
    month, year = field(window, "company.start").editor.widget.findChildren(QComboBox)
    before = window.session.project.company.start
    for combo in (month, year):
        combo.setFocus()
    month.setFocus()
    for _press in range(6):
        QTest.keyClick(month, Qt.Key.Key_Down)
    after = window.session.project.company.start
    assert (after.year * 12 + after.month) - (before.year * 12 + before.month) == 6
    assert window.session.figures.calendar[0].month == after.month

    told: list[str] = []
    QTimer.singleShot(0, lambda: compare(told))
    window.versions_action.trigger()
    assert "Первый месяц плана" in told[0]

    build_documents(window, folder, qtbot)
    said = says(window)
    assert "Оставлены ваши правки" in said
    assert "Что изменилось с прошлой сборки" in said
    assert paper.read_bytes() == by_hand
    assert len([one for one in folder.rglob("*.docx") if "План продаж" in one.name]) == 2


def build_documents(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    """Build the documents alone, as one who has the workbook already."""
    activate(window)
    window.show_page("package")
    place = window.page().findChildren(QLineEdit)[0]
    QApplication.processEvents()
    click(place)
    assert QApplication.focusWidget() is place
    write(str(folder))
    assert place.text() == str(folder)
    for choice in ("Книга Excel", "Книга для клиента (PDF)"):
        box = button(window.page(), choice)
        assert isinstance(box, QAbstractButton)
        if box.isChecked():
            QTest.keyClick(box, Qt.Key.Key_Space)
    click(button(window.page(), "Собрать пакет"))
    built(window, qtbot)


def compare(told: list[str]) -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, VersionsDialog)
    dialog.list.setCurrentRow(0)
    told.append(dialog.differences.toPlainText().replace("\u00a0", " "))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
