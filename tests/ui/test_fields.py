"""Fields: typing moves the plan, what is not understood stays, presets look like presets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from tests.ui.finding import field, line, table, type_into, type_on
from wizard.project.goals import GoalBy, SeasonBy
from wizard.ui.binding.entry import entry_at
from wizard.ui.binding.field import Months
from wizard.ui.binding.inputs import LONGEST_TEXT, Line, TextBox
from wizard.ui.main_window import MainWindow


def test_figures_follow_while_a_number_is_typed(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = line(opened, "goals.deals_per_month")
    editor.selectAll()
    QTest.keyClicks(editor, "30")
    assert opened.session.figures["goals.deals"].first == 30
    QTest.keyClicks(editor, "0")
    assert opened.session.figures["goals.deals"].first == 300


def test_numbers_are_written_as_the_language_writes_them(opened: MainWindow) -> None:
    opened.show_page("costs")
    editor = line(opened, "costs.opening_cash")
    type_into(editor, "1250000,5")
    assert editor.text() == "1\u00a0250\u00a0000,5"
    assert opened.session.value("costs.opening_cash") == 1_250_000.5


def test_a_bad_entry_stays_in_its_field_with_its_message(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = line(opened, "goals.deals_per_month")
    type_into(editor, "сто пятьдесят")
    assert editor.text() == "сто пятьдесят"
    assert editor.property("state") == "wrong"
    assert opened.session.value("goals.deals_per_month") == 150
    assert opened.session.draft("goals.deals_per_month") == "сто пятьдесят"
    opened.show_page("costs")
    opened.show_page("goals")
    assert line(opened, "goals.deals_per_month").text() == "сто пятьдесят"


def test_a_sum_in_another_currency_is_kept_and_told(opened: MainWindow) -> None:
    opened.show_page("costs")
    editor = line(opened, "costs.opening_cash")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "$500")
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.text() == "$500"
    assert opened.session.draft("costs.opening_cash") == "$500"
    assert any("в другой валюте" in one.text() for one in opened.page().findChildren(QLabel))


def test_a_value_out_of_its_limits_is_shown_with_the_limit(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = line(opened, "goals.growth")
    type_into(editor, "5000")
    assert editor.property("state") == "wrong"
    shown = field(opened, "goals.growth").findChildren(QLabel)
    message = next(label for label in shown if label.property("role") == "error")
    assert message.isVisible()
    assert "1\u00a0000" in message.text()
    assert any(problem.path == "goals.growth" for problem in opened.session.problems)


def test_a_corrected_entry_is_no_longer_wrong(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = line(opened, "goals.deals_per_month")
    type_into(editor, "ой")
    type_into(editor, "160")
    assert editor.property("state") == ""
    assert opened.session.draft("goals.deals_per_month") is None
    assert opened.session.value("goals.deals_per_month") == 160


def test_escape_takes_back_what_is_being_typed(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = line(opened, "goals.deals_per_month")
    editor.setFocus()
    editor.selectAll()
    type_on(editor, "ой")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.text() == "150"


def test_a_preset_value_looks_like_one_until_it_is_answered(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = line(opened, "goals.growth")
    assert editor.property("state") == "preset"
    type_into(editor, "20")
    assert editor.property("state") == ""


def test_enter_takes_a_preset_value_as_ones_own(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = line(opened, "goals.growth")
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert opened.session.is_answered("goals.growth")
    assert editor.property("state") == ""


def test_the_known_goal_decides_which_number_is_asked(opened: MainWindow) -> None:
    opened.show_page("goals")
    combo = field(opened, "goals.goal_by").editor.widget
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    assert opened.session.project.goals.goal_by is GoalBy.REVENUE
    assert not field(opened, "goals.revenue_year").isHidden()
    assert field(opened, "goals.deals_per_month").isHidden()


def test_a_pasted_megabyte_is_cut_to_what_a_text_may_hold_and_said(opened: MainWindow) -> None:
    opened.show_page("automation")
    opened.reveal("automation.crm.tasks")
    box = field(opened, "automation.crm.tasks").editor.widget
    assert isinstance(box, TextBox)
    said: list[int] = []
    box.overfilled.connect(said.append)
    box.selectAll()
    QGuiApplication.clipboard().setText("я" * 2_000_000)
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.value("automation.crm.tasks") == "я" * LONGEST_TEXT
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert said == [LONGEST_TEXT, 0]


def months(window: MainWindow) -> list[QLineEdit]:
    window.show_page("goals")
    window.session.answer("goals.season_by", SeasonBy.MANUAL)
    return window.page().findChildren(Months)[0].findChildren(QLineEdit)


@pytest.mark.parametrize("between", ["\t", "\n", "\r\n"])
def test_twelve_numbers_of_a_spreadsheet_go_into_the_months(
    opened: MainWindow, between: str
) -> None:
    lines = months(opened)
    wanted = [0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6]
    before = opened.session.project
    lines[0].setFocus()  # and the cursor stands behind what is there
    lines[0].end(False)
    copied = between.join(str(one).replace(".", ",") for one in wanted) + between
    QGuiApplication.clipboard().setText(copied)
    QTest.keyClick(lines[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.value("goals.season") == tuple(wanted)
    assert [one.text() for one in lines[:3]] == ["0,5", "0,6", "0,7"]
    QTest.keyClick(lines[0], Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.project == before


def test_a_pasted_row_keeps_what_it_cannot_read_and_says_what_found_no_month(
    opened: MainWindow,
) -> None:
    lines = months(opened)
    season = opened.session.project.goals.season
    lines[10].setFocus()
    lines[10].selectAll()
    QGuiApplication.clipboard().setText("2\tмного\t3\t4")
    QTest.keyClick(lines[10], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.value("goals.season") == (*season[:10], 2.0, season[11])
    assert (lines[11].text(), lines[11].property("state")) == ("много", "wrong")
    assert lines[10].accessibleDescription() == "Не поместилось 2 числа."


def test_one_pasted_number_stays_in_its_month(opened: MainWindow) -> None:
    lines = months(opened)
    lines[0].setFocus()
    lines[0].selectAll()
    QGuiApplication.clipboard().setText("1,2\r\n")
    QTest.keyClick(lines[0], Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert opened.session.project.goals.season[0] == 1.2


def test_what_is_typed_is_saved_without_leaving_the_field(
    opened: MainWindow, tmp_path: Path
) -> None:
    opened.session.save_as(tmp_path / "план.salesplan")
    opened.show_page("goals")
    editor = line(opened, "goals.deals_per_month")
    editor.setFocus()
    editor.selectAll()
    type_on(editor, "сто")
    opened.save_action.trigger()
    opened.session.close()
    opened.session.open(tmp_path / "план.salesplan")
    assert opened.session.draft("goals.deals_per_month") == "сто"


def test_a_date_shown_in_english_is_read_back_as_it_stands(opened: MainWindow) -> None:
    opened.interface.set_language("en")
    opened.show_page("documentation")
    editor = line(opened, "documentation.order_date")
    for typed in ("5 Jun 2027", "5 june 2027", "05-JUN-2027", "2027-06-05", "05.06.2027"):
        type_into(editor, typed)
        assert opened.session.value("documentation.order_date") == date(2027, 6, 5)
        assert editor.text() == "5 Jun 2027"
    type_into(editor, "31 Jun 2027")
    assert editor.text() == "31 Jun 2027"
    assert "31 Jun 2027" in str(opened.session.refusal("documentation.order_date"))


def test_showing_a_text_is_no_edit_whatever_signs_it_has(opened: MainWindow) -> None:
    session, path = opened.session, "documentation.calls.brief"
    session.answer(path, "Срок 5\u00a0дней\r\nи ещё\u2028строка")
    text, undone = session.value(path), session.next_undo
    opened.show_page("documentation")
    opened.interface.set_detailed(True)
    opened.reveal(path)
    assert session.value(path) == text
    assert session.next_undo is undone
    opened.undo()
    assert session.value(path) != text


def test_names_with_commas_are_read_back_as_they_are_listed(opened: MainWindow) -> None:
    session = opened.session
    first, second, *_others = session.project.structure.roles
    session.answer(f"structure.roles.{first.id}.title", "Менеджер, старший")
    opened.show_page("structure")
    opened.interface.set_detailed(True)
    matrix = table(opened, "structure.responsibility")
    model = matrix.table_model
    column = next(
        n for n, one in enumerate(model.columns) if getattr(one, "name", "") == "consulted"
    )
    row = session.project.structure.responsibility[0]
    model.setData(model.index(0, column), f"{second.title}, Менеджер, старший")
    assert session.value(f"structure.responsibility.{row.id}.consulted") == (second.id, first.id)


def test_the_unit_in_a_field_goes_with_its_number(opened: MainWindow) -> None:
    opened.interface.set_language("en")
    opened.show_page("documentation")
    editor = line(opened, "documentation.proposals.days")
    assert isinstance(editor, Line)
    assert (editor.text(), editor.unit) == ("1", "day")
    type_into(editor, "4")
    assert editor.unit == "days"
    opened.undo()
    assert editor.unit == "day"


def test_none_chosen_means_all_only_where_the_question_says_so(opened: MainWindow) -> None:
    session = opened.session
    item, task = session.project.costs.items[0], session.project.launch.tasks[0]
    item_roles = f"costs.items.{item.id}.roles"
    assert entry_at(session, item_roles).written((), session) == "все"
    assert entry_at(session, item_roles).read("все", session) == ()
    assert entry_at(session, f"launch.tasks.{task.id}.after").written((), session) == ""


def test_the_funnel_says_the_quality_that_its_stages_follow_from(opened: MainWindow) -> None:
    opened.show_page("goals")
    for channel in opened.session.project.goals.channels:
        opened.session.answer(f"goals.channels.{channel.id}.quality", 0.5)
    assert any("качество лидов: 0,5" in one.text() for one in opened.page().findChildren(QLabel))
