"""Rules of the window's language towards the open project."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.finding import line, table, type_on
from wizard.project.company import OutputLanguage
from wizard.ui.binding.table import Table
from wizard.ui.main_window import MainWindow


def test_a_preset_that_nobody_worked_on_follows_the_windows_language(window: MainWindow) -> None:
    session = window.session
    session.new("wholesale")
    window.interface.set_language("en")
    assert session.value("company.name") == "Sunflower"
    assert not session.dirty
    window.interface.set_language("ru")
    assert session.value("company.name") == "Подсолнух"


def test_a_project_that_is_worked_on_stays_as_it_is_in_any_window(window: MainWindow) -> None:
    session = window.session
    session.new("wholesale")
    session.answer("company.name", "Василёк")
    before = session.project
    window.interface.set_language("en")
    assert session.project is before
    assert session.value("company.language") == OutputLanguage.RU


def test_a_saved_project_stays_as_it_is_in_any_window(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    session.new("wholesale")
    session.save_as(tmp_path / "a.salesplan")
    before = session.project
    window.interface.set_language("en")
    assert session.project is before


PRICE = 2


def settle() -> None:
    for _turn in range(3):
        QApplication.processEvents()


@pytest.mark.parametrize(
    ("page", "path"),
    [
        ("goals", "goals.growth"),
        ("goals", "goals.season.7"),
        ("company", "company.name"),
        ("motivation", "motivation.pay.head.salary"),
    ],
)
def test_a_field_keeps_the_focus_in_another_language(
    opened: MainWindow, page: str, path: str
) -> None:
    opened.show_page(page)
    assert opened.page().reveal(path)
    settle()
    before = opened.workspace.place()
    assert before.focus is not None
    assert path.startswith(before.focus.path)
    opened.interface.set_language("en")
    settle()
    after = opened.workspace.place()
    assert (after.page, after.focus) == (page, before.focus)


def test_what_is_typed_when_the_language_changes_is_kept_and_typing_goes_on(
    opened: MainWindow,
) -> None:
    opened.show_page("company")
    name = line(opened, "company.name")
    name.setFocus()
    name.selectAll()
    type_on(name, "Zerno")
    opened.interface.set_language("en")
    settle()
    name = line(opened, "company.name")
    assert QApplication.focusWidget() is name
    QTest.keyClicks(name, " 2")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert opened.session.value("company.name") == "Zerno 2"


@pytest.mark.parametrize("row", [0, 1, 2])
def test_a_cell_keeps_the_focus_in_another_language(opened: MainWindow, row: int) -> None:
    """The last of the rows is the one that invites an entry."""
    opened.show_page("goals")
    products = table(opened, "goals.products")
    assert products.table_model.is_invite(2)
    assert getattr(products.table_model.columns[PRICE], "name", "") == "price"
    products.setFocus()
    products.setCurrentIndex(products.table_model.index(row, PRICE))
    QTest.keyClicks(products, "12")  # a cell that is open
    opened.interface.set_language("en")
    settle()
    after = QApplication.focusWidget()
    assert isinstance(after, Table)
    assert after.table_model.path == "goals.products"
    assert (after.currentIndex().row(), after.currentIndex().column()) == (row, PRICE)


def test_nothing_done_in_the_other_language_is_done_again(opened: MainWindow) -> None:
    """A project nobody has worked on is spoken anew, its names with it."""
    session = opened.session
    product = session.project.goals.products[0]
    session.answer(f"goals.products.{product.id}.price", 700.0)
    opened.undo()
    opened.interface.set_language("en")
    name = session.project.goals.products[0].name
    assert name != product.name
    opened.redo()
    assert session.project.goals.products[0].name == name
