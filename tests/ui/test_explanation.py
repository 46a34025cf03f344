"""A press on any figure says where it comes from, and leads to what it rests on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.finding import field
from wizard.plan.explain import explain
from wizard.project.path import get
from wizard.ui.main_window import MainWindow
from wizard.ui.widgets.explanation import ExplanationNote
from wizard.ui.widgets.month_table import MonthTable
from wizard.ui.widgets.pressable import FigureButton, Pressable


def note(window: MainWindow) -> ExplanationNote:
    """The note of the window."""
    found = window.findChild(ExplanationNote)
    assert isinstance(found, ExplanationNote)
    return found


def figure(window: MainWindow, key: str) -> FigureButton:
    """The visible figure with a key."""
    for found in window.findChildren(FigureButton):
        if found.key == key and found.isVisible():
            return found
    raise AssertionError(f"no figure {key}")


def parts(window: MainWindow) -> dict[str, Pressable]:
    """The links of the note by their text."""
    return {
        found.accessibleName().partition(":")[0]: found
        for found in note(window).findChildren(Pressable)
        if found.isVisible()
    }


def test_a_click_on_a_figure_of_the_panel_explains_it(opened: MainWindow) -> None:
    opened.show_page("goals")
    QTest.mouseClick(figure(opened, "goals.revenue"), Qt.MouseButton.LeftButton)
    assert note(opened).isVisible()
    assert note(opened).value.text() in note(opened).numbers.text()


def test_enter_and_space_explain_the_focused_figure_and_escape_goes_back(
    opened: MainWindow,
) -> None:
    opened.show_page("goals")
    asked = figure(opened, "goals.revenue")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        asked.setFocus()
        QTest.keyClick(asked, key)
        assert note(opened).isVisible()
        focus = QApplication.focusWidget()
        assert focus is not None
        assert note(opened).isAncestorOf(focus)
        QTest.keyClick(focus, Qt.Key.Key_Escape)
        assert not note(opened).isVisible()
        assert asked.hasFocus()


def test_tab_stays_inside_the_note(opened: MainWindow) -> None:
    opened.show_page("goals")
    figure(opened, "goals.revenue").click()
    for _time in range(30):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert note(opened).isAncestorOf(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)


def test_a_part_opens_its_own_explanation_with_a_way_back(opened: MainWindow) -> None:
    opened.show_page("goals")
    figure(opened, "goals.revenue").click()
    note(opened).before.click()  # the total has no month before
    note(opened).after.click()
    first = note(opened).name.text()
    part = next(iter(parts(opened).values()))
    part.click()
    assert note(opened).name.text() != first
    note(opened).back.click()
    assert note(opened).name.text() == first
    assert note(opened).back.isHidden()


def test_a_part_that_is_an_answer_leads_to_its_field(opened: MainWindow) -> None:
    opened.show_page("summary")
    path, session = "goals.deals_per_month", opened.session
    key = next(
        found.key
        for found in session.figures
        if any(part.path == path for part in explain(session.figures, found.key).parts)
    )
    note(opened).ask(key, 1, opened.workspace.geometry())
    parts(opened)[session.say(session.question(path).title)].click()
    assert not note(opened).isVisible()
    assert opened.current == "goals"
    assert field(opened, path).editor.widget.hasFocus()


def test_months_are_walked_and_the_total_is_one_press_away(opened: MainWindow) -> None:
    opened.show_page("goals")
    note(opened).ask("goals.revenue", 0, opened.workspace.geometry())
    total = note(opened).value.text()
    figures = opened.session.figures["goals.revenue"]
    shown = []
    for _month in range(3):
        note(opened).after.click()
        shown.append(note(opened).value.text())
    session = opened.session
    assert shown == [session.written(figures.month(n), figures.unit) for n in (1, 2, 3)]
    note(opened).before.click()
    assert note(opened).value.text() == shown[1]
    note(opened).total.click()
    assert note(opened).value.text() == total


def test_a_click_elsewhere_closes_the_note(opened: MainWindow) -> None:
    opened.show_page("goals")
    figure(opened, "goals.revenue").click()
    QTest.mouseClick(opened.page().viewport(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not note(opened).isVisible()


def test_the_cards_and_the_months_of_the_summary_explain_themselves(opened: MainWindow) -> None:
    opened.show_page("summary")
    figure(opened, "result.operating_profit").click()
    assert note(opened).isVisible()
    table = opened.page().findChild(MonthTable)
    assert isinstance(table, MonthTable)
    table.setCurrentIndex(table.model().index(2, 3))
    QTest.keyClick(table, Qt.Key.Key_Return)
    revenue = opened.session.figures["goals.revenue"]
    assert note(opened).value.text() == opened.session.written(revenue.month(3), revenue.unit)
    table.clicked.emit(table.model().index(12, 3))
    assert note(opened).value.text() == opened.session.written(revenue.total, revenue.unit)


def test_every_figure_of_the_strip_explains_itself_in_a_narrow_window(opened: MainWindow) -> None:
    opened.resize(1024, 700)
    opened.show_page("goals")
    QApplication.processEvents()
    figure(opened, "goals.revenue").click()
    assert note(opened).isVisible()


def test_the_note_follows_an_edit_and_stays_inside_the_window(opened: MainWindow) -> None:
    opened.show_page("goals")
    figure(opened, "goals.revenue").click()
    before = note(opened).value.text()
    path = "goals.deals_per_month"
    opened.session.answer(path, get(opened.session.project, path) * 2)
    assert note(opened).isVisible()
    assert note(opened).value.text() != before
    assert opened.workspace.rect().contains(note(opened).geometry())


def test_every_figure_of_the_plan_can_be_explained(opened: MainWindow) -> None:
    opened.show_page("summary")
    area = opened.workspace.geometry()
    for found in opened.session.figures:
        for month in (0, 1):
            note(opened).ask(found.key, month, area)
            assert note(opened).numbers.text()
