"""What a spreadsheet does, done to a table by keys, the menu and the mouse, each undone by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolButton, QWidget

from tests.ui.finding import table
from wizard.ui import shortcuts
from wizard.ui.binding.clipboard import cells_of, text_of
from wizard.ui.binding.field import Field
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_commands import LONGEST_CELL
from wizard.ui.binding.table_model import MOST_PASTED_ROWS
from wizard.ui.main_window import MainWindow

NAME, KIND, PRICE, SHARE, COST = range(5)
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def products(opened: MainWindow) -> Table:
    opened.show_page("goals")
    found = table(opened, "goals.products")
    found.setFocus()
    return found


@pytest.fixture
def channels(opened: MainWindow) -> Table:
    opened.show_page("goals")
    found = table(opened, "goals.channels")
    found.setFocus()
    return found


@pytest.fixture
def clipboard() -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def put_cursor(of: Table, row: int, column: int) -> None:
    of.setCurrentIndex(of.table_model.index(row, column))


def names(of: Table) -> list[str]:
    return [str(getattr(row, "name", "")) for row in of.table_model.rows]


def prices(of: Table) -> list[float]:
    return [row.price for row in of.table_model.rows]  # type: ignore[attr-defined]


def undone_name(window: MainWindow) -> str:
    step = window.session.next_undo
    assert step is not None
    return window.session.say(step.name)


def test_filling_down_takes_the_row_above_or_the_first_of_the_chosen(
    opened: MainWindow, products: Table
) -> None:
    before = opened.session.project
    put_cursor(products, 1, PRICE)
    QTest.keyClick(products, Qt.Key.Key_J, CONTROL)
    assert prices(products) == [600, 600]
    assert undone_name(opened) == "заполнение вниз: Продукты"
    opened.undo()
    assert opened.session.project == before
    put_cursor(products, 0, PRICE)
    QTest.keyClick(products, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(products, Qt.Key.Key_Right, SHIFT)
    QTest.keyClick(products, Qt.Key.Key_J, CONTROL)
    first, second = opened.session.project.goals.products
    assert (second.price, second.share) == (first.price, first.share)


def test_filling_down_copies_an_entry_that_is_not_understood_too(
    opened: MainWindow, products: Table
) -> None:
    put_cursor(products, 0, PRICE)
    QTest.keyClicks(products, "1")
    editor = products.viewport().findChildren(QLineEdit)[-1]
    QTest.keyClicks(editor, "+")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClick(products, Qt.Key.Key_J, CONTROL)
    assert opened.session.draft("goals.products.team.price") == "1+"


def test_cut_cells_are_on_the_clipboard_and_cleared_as_one_step(
    opened: MainWindow, products: Table, clipboard: None
) -> None:
    before = opened.session.project
    put_cursor(products, 0, PRICE)
    QTest.keyClick(products, Qt.Key.Key_X, CONTROL)
    assert QGuiApplication.clipboard().text() == "600"
    assert prices(products)[0] != 600
    assert undone_name(opened) == "вырезание: Продукты"
    QTest.keyClick(products, Qt.Key.Key_V, CONTROL)
    assert prices(products)[0] == 600
    opened.undo()
    opened.undo()
    assert opened.session.project == before


def test_all_cells_are_chosen_and_copied_for_a_spreadsheet(
    products: Table, clipboard: None
) -> None:
    put_cursor(products, 0, NAME)
    QTest.keyClick(products, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(products, Qt.Key.Key_C, CONTROL)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [line.split("\t")[NAME] for line in lines] == names(products)
    assert lines[0].split("\t")[SHARE] == "50%"


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Insert, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Plus, CONTROL),
        (Qt.Key.Key_Plus, CONTROL | SHIFT),
        (Qt.Key.Key_Plus, CONTROL | Qt.KeyboardModifier.KeypadModifier),
    ],
)
def test_a_row_is_inserted_above_and_takes_the_cursor(
    opened: MainWindow, products: Table, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    put_cursor(products, 1, PRICE)
    QTest.keyClick(products, key, held)
    assert names(products) == ["Тариф «Старт»", "", "Тариф «Команда»"]
    assert (products.currentIndex().row(), products.currentIndex().column()) == (1, NAME)
    opened.undo()
    assert names(products) == ["Тариф «Старт»", "Тариф «Команда»"]


def test_a_row_is_repeated_with_its_notes(opened: MainWindow, products: Table) -> None:
    opened.session.keep_note("goals.products.start.price", "прайс")
    put_cursor(products, 0, PRICE)
    QTest.keyClick(products, Qt.Key.Key_D, CONTROL | SHIFT)
    assert names(products) == ["Тариф «Старт»", "Тариф «Старт»", "Тариф «Команда»"]
    assert products.currentIndex().row() == 1
    assert undone_name(opened) == "копия строки: Продукты"
    copied = opened.session.project.goals.products[1].id
    assert opened.session.note(f"goals.products.{copied}.price") == "прайс"


def test_a_click_on_a_heading_sorts_and_a_second_one_turns_the_order(
    opened: MainWindow, products: Table
) -> None:
    before = opened.session.project
    headings = products.horizontalHeader()
    place = QPoint(headings.sectionViewportPosition(PRICE) + 20, headings.height() // 2)
    QTest.mouseClick(headings.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert prices(products) == [600, 1200]
    QTest.mouseClick(headings.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert prices(products) == [1200, 600]
    assert products.table_model.sorted_by(PRICE) is True
    assert undone_name(opened) == "сортировка: Продукты"
    opened.undo()
    assert opened.session.project == before
    assert products.table_model.sorted_by(PRICE) is False


def test_names_are_sorted_as_in_a_dictionary(opened: MainWindow, products: Table) -> None:
    model = products.table_model
    for row, name in enumerate(("Ясень", "Ёлка", "Акация")):
        model.setData(model.index(row, 0), name)
    model.sort_rows(0, descending=False)
    assert [row.name for row in opened.session.project.goals.products] == [
        "Акация", "Ёлка", "Ясень",
    ]  # fmt: skip


def test_headings_are_reached_and_sort_by_keys_and_tell_their_order(
    opened: MainWindow, products: Table
) -> None:
    put_cursor(products, 0, KIND)
    QTest.keyClick(products, Qt.Key.Key_Up)
    headings = products.horizontalHeader()
    assert opened.focusWidget() is headings
    QTest.keyClick(headings, Qt.Key.Key_Right)
    QTest.keyClick(headings, Qt.Key.Key_Return)
    QTest.keyClick(headings, Qt.Key.Key_Return)
    assert prices(products) == [1200, 600]
    assert headings.accessibleName() == "Цена,\u00a0₽: по убыванию"
    QTest.keyClick(headings, Qt.Key.Key_Down)
    assert opened.focusWidget() is products
    assert products.currentIndex().column() == PRICE


def test_sorting_by_keys_puts_what_is_not_understood_last(
    opened: MainWindow, channels: Table
) -> None:
    first = channels.table_model.rows[0]
    opened.session.keep_draft(f"goals.channels.{first.id}.share", "много")
    share = next(
        number
        for number, column in enumerate(channels.table_model.columns)
        if getattr(column, "name", "") == "share"
    )
    put_cursor(channels, 0, share)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        QTest.keyClick(channels, key, ALT | SHIFT)
        assert channels.table_model.rows[-1].id == first.id


def test_the_stages_of_the_funnel_are_not_sorted(opened: MainWindow) -> None:
    opened.show_page("goals")
    funnel = table(opened, "goals.funnel")
    before = opened.session.project
    put_cursor(funnel, 1, 0)
    QTest.keyClick(funnel, Qt.Key.Key_Up, ALT | SHIFT)
    funnel.horizontalHeader().sectionClicked.emit(0)
    assert opened.session.project == before


def test_a_row_is_dragged_by_its_grip_to_another_place(opened: MainWindow, channels: Table) -> None:
    grips = channels.verticalHeader()
    ids = [row.id for row in channels.table_model.rows]

    def middle(row: int) -> QPoint:
        return QPoint(8, grips.sectionViewportPosition(row) + grips.sectionSize(row) // 2)

    view = grips.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=middle(0))
    QTest.mouseMove(view, middle(1))
    QTest.mouseMove(view, middle(2) + QPoint(0, 8))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle(2) + QPoint(0, 8))
    assert [row.id for row in channels.table_model.rows] == [ids[1], ids[2], ids[0], *ids[3:]]
    assert channels.currentIndex().row() == 2
    assert undone_name(opened) == "порядок: Каналы"
    opened.undo()
    assert [row.id for row in channels.table_model.rows] == ids


def test_a_click_on_a_grip_chooses_the_row_and_moves_nothing(
    opened: MainWindow, channels: Table
) -> None:
    before = opened.session.project
    grips = channels.verticalHeader()
    place = QPoint(8, grips.sectionViewportPosition(1) + 5)
    QTest.mouseClick(grips.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert {index.row() for index in channels.selectedIndexes()} == {1}
    assert len(channels.selectedIndexes()) == channels.table_model.columnCount()
    assert opened.session.project == before


def actions(menu: QMenu) -> dict[str, QAction]:
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def test_the_menu_lists_every_command_with_its_keys(opened: MainWindow, products: Table) -> None:
    put_cursor(products, 0, PRICE)
    menu = products.commands.menu()
    found = actions(menu)
    listed = shortcuts.listed()[shortcuts.Place.TABLE]
    moves = {
        shortcuts.OPEN_CELL,
        shortcuts.NEXT_CELL,
        shortcuts.PREVIOUS_CELL,
        shortcuts.LEAVE_ON,
        shortcuts.LEAVE_BACK,
    }
    for shortcut in set(listed) - moves - {shortcuts.COMMANDS}:
        action = found[opened.session.say(shortcut.title)]
        assert action.shortcuts() == shortcut.sequences
    assert not found["Заполнить вниз"].isEnabled()
    found["Повторить строку"].trigger()
    assert len(names(products)) == 3
    menu.deleteLater()


def test_the_menu_opens_by_keys_and_does_what_is_chosen(
    opened: MainWindow, products: Table
) -> None:
    put_cursor(products, 1, PRICE)

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        menu.setActiveAction(actions(menu)["Заполнить вниз"])
        QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(0, choose)
    QTest.keyClick(products, Qt.Key.Key_F4)
    assert prices(products) == [600, 600]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def asked_now() -> str:
    """The path of the field that has the keyboard."""
    asked = focused().parentWidget()
    assert isinstance(asked, Field)
    return asked.path


def test_a_key_leads_from_a_row_to_its_detail_and_back(opened: MainWindow, products: Table) -> None:
    put_cursor(products, 1, PRICE)
    QTest.keyClick(products, Qt.Key.Key_Return, ALT)
    assert asked_now() == "goals.products.team.upsell"
    QTest.keyClick(focused(), Qt.Key.Key_Return, ALT)
    assert focused() is products
    assert (products.currentIndex().row(), products.currentIndex().column()) == (1, PRICE)


def test_the_key_to_the_detail_hands_over_what_is_typed_in_a_cell(
    opened: MainWindow, products: Table
) -> None:
    put_cursor(products, 0, PRICE)
    QTest.keyClicks(products, "7")
    QTest.keyClick(focused(), Qt.Key.Key_Return, ALT)
    assert prices(products)[0] == 7
    assert asked_now() == "goals.products.start.upsell"


def test_a_key_leads_from_a_scenario_to_its_changes_and_back(opened: MainWindow) -> None:
    opened.show_page("summary")
    scenarios = table(opened, "scenarios.scenarios")
    scenarios.setFocus()
    put_cursor(scenarios, 1, 0)
    QTest.keyClick(scenarios, Qt.Key.Key_Return, ALT)
    name = scenarios.table_model.rows[1].id
    assert focused() is table(opened, f"scenarios.scenarios.{name}.changes")
    QTest.keyClick(focused(), Qt.Key.Key_Return, ALT)
    assert focused() is scenarios


@pytest.mark.parametrize(
    ("on", "back", "modifier"),
    [
        (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, CONTROL),
        (Qt.Key.Key_F6, Qt.Key.Key_F6, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_key_leaves_the_table_from_any_of_its_cells(
    opened: MainWindow,
    products: Table,
    on: Qt.Key,
    back: Qt.Key,
    modifier: Qt.KeyboardModifier,
) -> None:
    def leave(key: Qt.Key, pressed: Qt.KeyboardModifier) -> QWidget:
        QTest.keyClick(focused(), key, pressed)
        return focused()

    put_cursor(products, 0, NAME)
    after = leave(on, modifier)
    assert after is not products
    assert products.mapToGlobal(QPoint(0, 0)).y() < after.mapToGlobal(QPoint(0, 0)).y()
    products.setFocus()
    before = leave(back, modifier | SHIFT)
    assert before.mapToGlobal(QPoint(0, 0)).y() < products.mapToGlobal(QPoint(0, 0)).y()
    products.setFocus()
    QTest.keyClicks(products, "N")
    assert leave(on, modifier) is after
    assert names(products)[0] == "N"


def test_the_row_commands_stand_above_the_table_with_their_keys(
    opened: MainWindow, products: Table
) -> None:
    put_cursor(products, 0, NAME)
    wanted = "Повторить строку (Ctrl+Shift+D)"
    found = [
        button
        for button in opened.page().findChildren(QToolButton)
        if button.accessibleName() == wanted and button.isVisible()
    ]
    assert len(found) == 1
    QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert len(names(products)) == 3


def test_a_quoted_cell_with_a_line_break_is_one_cell(opened: MainWindow, products: Table) -> None:
    put_cursor(products, 0, NAME)
    QGuiApplication.clipboard().setText('"Тариф\nдля ""своих"""\tподписка\t700 ₽\t30%\n')
    QTest.keyClick(products, Qt.Key.Key_V, CONTROL)
    first = opened.session.project.goals.products[0]
    assert (first.name, first.price, first.share) == ('Тариф для "своих"', 700, 0.3)
    assert len(opened.session.project.goals.products) == 2


def test_a_quotation_mark_that_begins_a_cell_swallows_none_of_the_others(
    opened: MainWindow, channels: Table
) -> None:
    put_cursor(channels, 0, NAME)
    text = '"Труба 5\r\n"Ромашка" плюс\r\n"Астра"\r\nООО "Лютик"\r\n"""Пион"""\r\n'
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(channels, Qt.Key.Key_V, CONTROL)
    assert names(channels)[:5] == ['"Труба 5', '"Ромашка" плюс', '"Астра"', 'ООО "Лютик"', '"Пион"']


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_of_a_pasted_text_end_as_any_system_ends_them(
    opened: MainWindow, channels: Table, end: str
) -> None:
    put_cursor(channels, 0, NAME)
    QGuiApplication.clipboard().setText(f"Первый{end}Второй")
    QTest.keyClick(channels, Qt.Key.Key_V, CONTROL)
    assert names(channels)[:2] == ["Первый", "Второй"]


def test_quotes_around_a_number_are_not_part_of_it(opened: MainWindow, products: Table) -> None:
    put_cursor(products, 0, PRICE)
    QGuiApplication.clipboard().setText('"1 000"\t"30%"')
    QTest.keyClick(products, Qt.Key.Key_V, CONTROL)
    first = opened.session.project.goals.products[0]
    assert (first.price, first.share) == (1000, 0.3)


@given(
    st.lists(
        st.lists(st.text(alphabet='aя1 "\t\n', max_size=6), min_size=2, max_size=2), max_size=4
    )
)
def test_copied_cells_are_read_back_as_they_were(lines: list[list[str]]) -> None:
    while lines and not any(cell.strip() for cell in lines[-1]):
        lines.pop()
    assert cells_of(text_of(lines)) == lines


def test_an_empty_cell_in_a_pasted_column_keeps_the_others_in_their_rows(
    opened: MainWindow, channels: Table
) -> None:
    put_cursor(channels, 0, NAME)
    QGuiApplication.clipboard().setText("Первый\r\n\r\nТретий\r\n")
    QTest.keyClick(channels, Qt.Key.Key_V, CONTROL)
    assert names(channels)[:3] == ["Первый", "", "Третий"]


def test_columns_that_do_not_fit_are_said(
    opened: MainWindow, products: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(products, "tell", said.append)
    last = products.table_model.columnCount() - 1
    put_cursor(products, 0, last)
    for text in ("5%\t", "6%\tлишнее\tи ещё\n7%\tодно"):
        QGuiApplication.clipboard().setText(text)
        QTest.keyClick(products, Qt.Key.Key_V, CONTROL)
    assert said == ["Справа не поместились 2 столбца."]
    assert [row.churn for row in opened.session.project.goals.products] == [0.06, 0.07]


def test_a_megabyte_without_cells_is_cut_and_said(
    opened: MainWindow, products: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(products, "tell", said.append)
    QGuiApplication.clipboard().setText("я" * 2_000_000)
    put_cursor(products, 0, NAME)
    QTest.keyClick(products, Qt.Key.Key_V, CONTROL)
    products.repaint()
    assert names(products)[0] == "я" * LONGEST_CELL
    assert said == [f"Длинный текст вставлен не целиком: первые {LONGEST_CELL} знаков."]


def test_a_pasted_megabyte_is_cut_and_said_and_taken_back(
    opened: MainWindow, products: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(products, "tell", said.append)
    line = "Тариф длинный\tподписка\t1 250,50 ₽\t1%\t90\t4%\n"
    QGuiApplication.clipboard().setText(line * (2_000_000 // len(line)))
    before = names(products)
    put_cursor(products, len(before), NAME)
    QTest.keyClick(products, Qt.Key.Key_V, CONTROL)
    pasted = opened.session.project.goals.products[len(before) :]
    assert len(pasted) == MOST_PASTED_ROWS
    assert {(row.name, row.price, row.share, row.variable_cost) for row in pasted} == {
        ("Тариф длинный", 1250.5, 0.01, 90)
    }
    assert not opened.session.project.drafts
    assert said == [f"Вставлены первые {MOST_PASTED_ROWS} строк."]
    opened.session.undo()
    assert names(products) == before


def paste(of: Table, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(of, Qt.Key.Key_V, CONTROL)


def choose(of: Table, first: tuple[int, int], last: tuple[int, int]) -> None:
    """Choose a block of cells by keys."""
    put_cursor(of, *first)
    for _step in range(last[0] - first[0]):
        QTest.keyClick(of, Qt.Key.Key_Down, SHIFT)
    for _step in range(last[1] - first[1]):
        QTest.keyClick(of, Qt.Key.Key_Right, SHIFT)


def chosen(of: Table) -> set[tuple[int, int]]:
    return {(index.row(), index.column()) for index in of.selectedIndexes()}


def test_one_pasted_value_fills_every_chosen_cell_and_they_stay_chosen(
    opened: MainWindow, products: Table
) -> None:
    choose(products, (0, PRICE), (1, PRICE))
    paste(products, "777")
    assert prices(products) == [777, 777]
    assert chosen(products) == {(0, PRICE), (1, PRICE)}
    assert undone_name(opened) == "вставка: Продукты"


def test_a_pasted_block_is_repeated_where_the_chosen_cells_hold_it_exactly(
    opened: MainWindow, channels: Table
) -> None:
    count = len(channels.table_model.rows)
    choose(channels, (0, NAME), (3, NAME))
    paste(channels, "А\nБ")
    assert names(channels)[:4] == ["А", "Б", "А", "Б"]
    choose(channels, (0, NAME), (2, NAME))
    paste(channels, "В\nГ")  # it fits three rows not exactly: once, from the first one on
    assert names(channels)[:4] == ["В", "Г", "А", "Б"]
    assert len(channels.table_model.rows) == count


def test_a_value_pasted_over_the_whole_table_adds_no_row(
    opened: MainWindow, products: Table
) -> None:
    QTest.keyClick(products, Qt.Key.Key_A, CONTROL)
    paste(products, "5")
    assert prices(products) == [5, 5]


def test_a_paste_leaves_cells_without_meaning_as_they_are_and_says_so(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.show_page("costs")
    items = table(opened, "costs.items")
    items.setFocus()
    said: list[str] = []
    monkeypatch.setattr(items, "tell", said.append)
    column = [getattr(one, "name", "") for one in items.table_model.columns].index("rate")
    unusable = next(
        row
        for row in range(len(items.table_model.rows))
        if items.table_model.index(row, column).data() == "—"
    )
    before = opened.session.project
    put_cursor(items, unusable, column)
    paste(items, "25")
    assert opened.session.project == before
    assert opened.session.next_undo is None
    assert said == ["Не вставлено в 1 ячейку с «—»: в её строке этот ответ не нужен."]


def test_a_paste_that_gives_a_row_another_kind_enters_what_that_kind_asks(
    opened: MainWindow, products: Table
) -> None:
    put_cursor(products, 2, NAME)
    paste(products, "Разовый\tразовая продажа\t100\t1%\t10\t9%")
    put_cursor(products, 3, NAME)
    paste(products, "Подписка\tподписка\t100\t1%\t10\t9%")
    one_off, subscription = opened.session.project.goals.products[2:]
    assert one_off.churn == type(one_off)(id="new").churn
    assert subscription.churn == 0.09


def test_chosen_rows_are_moved_together_and_stay_chosen(
    opened: MainWindow, channels: Table
) -> None:
    before = names(channels)
    choose(channels, (0, NAME), (1, PRICE))
    QTest.keyClick(channels, Qt.Key.Key_Down, ALT)
    assert names(channels) == [before[2], *before[:2], *before[3:]]
    cells = {(row, column) for row in (1, 2) for column in (NAME, KIND, PRICE)}
    assert chosen(channels) == cells
    QTest.keyClick(channels, Qt.Key.Key_Up, ALT)
    assert names(channels) == before
    QTest.keyClick(channels, Qt.Key.Key_Up, ALT)
    assert names(channels) == before
