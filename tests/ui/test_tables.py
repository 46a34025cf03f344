"""Tables: typing, moving, pasting from a spreadsheet, rows added, removed and moved, errors."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from tests.ui.finding import field, line, table, type_on
from wizard.project.offering import ProductKind
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_model import STATE_ROLE
from wizard.ui.main_window import MainWindow

NAME, KIND, PRICE, SHARE, COST = range(5)


@pytest.fixture
def products(opened: MainWindow) -> Table:
    opened.show_page("goals")
    found = table(opened, "goals.products")
    found.setFocus()
    return found


def put_cursor(of: Table, row: int, column: int) -> None:
    of.setCurrentIndex(of.table_model.index(row, column))


def cell_editor(of: Table) -> QLineEdit:
    return of.viewport().findChildren(QLineEdit)[-1]


def type_in_cell(of: Table, row: int, column: int, text: str) -> None:
    put_cursor(of, row, column)
    QTest.keyClick(of, Qt.Key.Key_F2)
    editor = cell_editor(of)
    editor.selectAll()
    type_on(editor, text)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()


def paste(of: Table, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(of, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def names(window: MainWindow) -> list[str]:
    return [product.name for product in window.session.project.goals.products]


def test_typing_on_a_cell_edits_it_and_enter_goes_down(opened: MainWindow, products: Table) -> None:
    put_cursor(products, 0, PRICE)
    QTest.keyClicks(products, "7")
    editor = cell_editor(products)
    QTest.keyClicks(editor, "50")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert opened.session.project.goals.products[0].price == 750
    assert products.currentIndex().row() == 1
    assert products.currentIndex().column() == PRICE


def test_tab_goes_to_the_next_cell_and_on_to_the_next_row(
    opened: MainWindow, products: Table
) -> None:
    last = products.table_model.columnCount() - 1
    put_cursor(products, 0, last - 1)
    QTest.keyClick(products, Qt.Key.Key_Tab)
    assert (products.currentIndex().row(), products.currentIndex().column()) == (0, last)
    QTest.keyClick(products, Qt.Key.Key_Tab)
    assert (products.currentIndex().row(), products.currentIndex().column()) == (1, 0)


def test_the_empty_last_row_takes_the_next_entry(opened: MainWindow, products: Table) -> None:
    type_in_cell(products, 2, NAME, "Тариф «Сеть»")
    assert names(opened) == ["Тариф «Старт»", "Тариф «Команда»", "Тариф «Сеть»"]
    assert products.table_model.is_invite(3)


def test_a_block_from_a_spreadsheet_fills_cells_and_adds_rows_as_one_step(
    opened: MainWindow, products: Table
) -> None:
    before = opened.session.project
    put_cursor(products, 1, NAME)
    paste(
        products,
        "Малый\tподписка\t1\u00a0250,50\t40\u00a0%\t90\n"
        "Большой\tразовая продажа\t12 000 ₽\t60\t1e\n",
    )
    small, large = opened.session.project.goals.products[1:]
    assert (small.name, small.kind, small.price) == ("Малый", ProductKind.SUBSCRIPTION, 1250.5)
    assert (small.share, small.variable_cost, large.share) == (0.4, 90, 0.6)
    assert (large.name, large.kind, large.price) == ("Большой", ProductKind.ONE_OFF, 12_000)
    bad = f"goals.products.{large.id}.variable_cost"
    assert opened.session.draft(bad) == "1e"
    opened.session.undo()
    assert opened.session.project == before


def test_copied_cells_come_back_as_they_were(opened: MainWindow, products: Table) -> None:
    before = opened.session.project.goals.products
    products.selectAll()
    put_cursor(products, 0, NAME)
    products.selectAll()
    products.commands.copy()
    put_cursor(products, 0, NAME)
    paste(products, QGuiApplication.clipboard().text())
    assert opened.session.project.goals.products == before


def test_a_bad_cell_keeps_its_entry_and_says_what_is_wrong(
    opened: MainWindow, products: Table
) -> None:
    type_in_cell(products, 0, PRICE, "дорого")
    cell = products.table_model.index(0, PRICE)
    assert cell.data() == "дорого"
    assert cell.data(STATE_ROLE) == "wrong"
    assert cell.data(Qt.ItemDataRole.ToolTipRole)
    assert opened.session.project.goals.products[0].price == 600
    type_in_cell(products, 0, PRICE, "800")
    assert cell.data(STATE_ROLE) == ""


def test_escape_on_a_wrong_cell_returns_what_stood_there(
    opened: MainWindow, products: Table
) -> None:
    before = opened.session.project
    index = products.table_model.index(0, PRICE)
    shown = index.data()
    type_in_cell(products, 0, PRICE, "12abc")
    put_cursor(products, 0, PRICE)
    QTest.keyClick(products, Qt.Key.Key_Escape)
    assert (index.data(), index.data(STATE_ROLE)) == (shown, "preset")
    assert opened.session.project == before
    opened.undo()
    assert index.data() == "12abc"  # nothing typed is lost


def test_a_negative_price_is_kept_and_marked(opened: MainWindow, products: Table) -> None:
    type_in_cell(products, 0, PRICE, "-5")
    cell = products.table_model.index(0, PRICE)
    assert opened.session.project.goals.products[0].price == -5
    assert cell.data(STATE_ROLE) == "wrong"


def test_rows_are_removed_and_moved_by_keys_and_undone(opened: MainWindow, products: Table) -> None:
    put_cursor(products, 1, NAME)
    QTest.keyClick(products, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert names(opened) == ["Тариф «Команда»", "Тариф «Старт»"]
    assert products.currentIndex().row() == 0
    QTest.keyClick(products, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert names(opened) == ["Тариф «Старт»"]
    opened.session.undo()
    opened.session.undo()
    assert names(opened) == ["Тариф «Старт»", "Тариф «Команда»"]


def test_a_choice_is_made_from_its_list(opened: MainWindow, products: Table) -> None:
    put_cursor(products, 0, KIND)
    QTest.keyClick(products, Qt.Key.Key_Return)
    combo = products.viewport().findChildren(QComboBox)[-1]
    combo.setCurrentIndex(combo.findData(ProductKind.ONE_OFF))
    combo.activated.emit(combo.currentIndex())
    combo.hidePopup()
    assert opened.session.project.goals.products[0].kind is ProductKind.ONE_OFF


def test_space_and_a_click_turn_a_flag(opened: MainWindow) -> None:
    opened.show_page("goals")
    channels = table(opened, "goals.channels")
    channels.setFocus()
    put_cursor(channels, 0, 1)
    QTest.keyClick(channels, Qt.Key.Key_Space)
    assert not opened.session.project.goals.channels[0].on
    middle = channels.visualRect(channels.table_model.index(0, 1)).center()
    QTest.mouseClick(channels.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(middle))
    assert opened.session.project.goals.channels[0].on


def test_the_total_row_shows_the_plans_figures(opened: MainWindow, products: Table) -> None:
    total = products.table_model.index(products.table_model.rowCount() - 1, PRICE)
    assert total.data() == "900"
    type_in_cell(products, 0, PRICE, "800")
    assert total.data() == "1\u00a0000"


def test_the_rest_of_a_row_is_asked_below_its_table(opened: MainWindow, products: Table) -> None:
    put_cursor(products, 1, NAME)
    opened.reveal("goals.products.team.prepaid")
    shown = field(opened, "goals.products.team.prepaid")
    assert shown.isVisible()


def test_a_problem_leads_to_its_cell(opened: MainWindow) -> None:
    opened.show_page("summary")
    opened.reveal("goals.channels.partners.lead_cost")
    channels = table(opened, "goals.channels")
    assert opened.current == "goals"
    assert channels.currentIndex().data() == "250"


@pytest.mark.parametrize("text", ["\t" * 5000, "а\n" * 3000, '"' * 999, "\0\x01", "1\t2\r\n3\t4"])
def test_any_paste_leaves_a_project_that_computes(
    opened: MainWindow, products: Table, text: str
) -> None:
    put_cursor(products, 0, NAME)
    paste(products, text)
    assert opened.session.figures["goals.deals"].total >= 0


def test_a_heading_names_the_unit_that_none_of_its_words_says(opened: MainWindow) -> None:
    opened.interface.set_language("en")
    opened.show_page("documentation")
    deadlines = table(opened, "documentation.support.priorities").table_model
    headings = [
        str(deadlines.headerData(column, Qt.Orientation.Horizontal))
        for column in range(deadlines.columnCount())
    ]
    assert "Answer within,\u00a0h" in headings
    steps = table(opened, "documentation.proposals.steps").table_model
    last = steps.columnCount() - 1
    assert steps.headerData(last, Qt.Orientation.Horizontal) == "Hours"


def test_keys_after_a_click_on_the_current_cell_are_all_taken(opened: MainWindow) -> None:
    opened.show_page("goals")
    products = table(opened, "goals.products")
    model = products.table_model
    price = next(n for n, one in enumerate(model.columns) if getattr(one, "name", "") == "price")
    products.setFocus()
    products.setCurrentIndex(model.index(0, price))
    QTest.mouseClick(
        products.viewport(),
        Qt.MouseButton.LeftButton,
        pos=products.visualRect(model.index(0, price)).center(),
    )
    keys = Qt.Key
    for key in (keys.Key_3, keys.Key_5, keys.Key_0, keys.Key_0, keys.Key_Return):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    assert opened.session.project.goals.products[0].price == 3500


def test_a_click_from_an_open_cell_into_a_field_stays_in_the_field(opened: MainWindow) -> None:
    opened.show_page("goals")
    products = table(opened, "goals.products")
    products.setFocus()
    products.setCurrentIndex(products.table_model.index(0, 0))
    QTest.keyClicks(products, "x")
    editor = line(opened, "goals.deals_per_month")
    opened.page().ensureWidgetVisible(editor)
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton)
    QTest.qWait(50)
    assert editor.hasFocus()
    assert opened.session.project.goals.products[0].name == "x"


def test_of_two_rows_of_one_title_the_one_that_is_chosen_is_kept(opened: MainWindow) -> None:
    session = opened.session
    first, second, *_others = session.project.structure.roles
    session.answer(f"structure.roles.{second.id}.title", first.title)
    opened.show_page("goals")
    opened.interface.set_detailed(True)
    funnel = table(opened, "goals.funnel")
    model = funnel.table_model
    role = next(n for n, one in enumerate(model.columns) if getattr(one, "name", "") == "role")
    index = model.index(0, role)
    funnel.setFocus()
    funnel.setCurrentIndex(index)
    funnel.edit(index)
    editor = funnel.indexWidget(index) or funnel.viewport().findChild(QComboBox)
    assert isinstance(editor, QComboBox)
    for wanted in (second.id, first.id, second.id):
        editor.setCurrentIndex(editor.findData(wanted))
        funnel.itemDelegate().setModelData(editor, model, index)
        assert session.project.goals.funnel[0].role == wanted


def test_a_list_that_is_opened_and_left_changes_nothing(opened: MainWindow) -> None:
    session = opened.session
    opened.show_page("goals")
    opened.interface.set_detailed(True)
    funnel = table(opened, "goals.funnel")
    model = funnel.table_model
    role = next(n for n, one in enumerate(model.columns) if getattr(one, "name", "") == "role")
    stage = session.project.goals.funnel[0]
    path = f"goals.funnel.{stage.id}.role"
    session.answer(path, "ghost")
    session.keep_draft(path, "Петров")
    index = model.index(0, role)
    funnel.setFocus()
    funnel.setCurrentIndex(index)
    funnel.edit(index)
    funnel.commit()
    assert session.draft(path) == "Петров"
    assert session.value(path) == "ghost"


def test_a_filtered_table_pastes_into_the_rows_that_are_seen(opened: MainWindow) -> None:
    opened.show_page("goals")
    channels = table(opened, "goals.channels")
    model = channels.table_model
    rows = opened.session.project.goals.channels
    assert len(rows) >= 3
    channels.show_only([rows[0].id, rows[2].id])
    channels.setFocus()
    channels.setCurrentIndex(model.index(0, 0))
    QGuiApplication.clipboard().setText("Раз\nДва")
    QTest.keySequence(channels, "Ctrl+V")
    names = [one.name for one in opened.session.project.goals.channels]
    assert (names[0], names[1], names[2]) == ("Раз", rows[1].name, "Два")
    opened.undo()
    assert [one.name for one in opened.session.project.goals.channels] == [one.name for one in rows]
