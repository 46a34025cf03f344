"""The summary: scenarios side by side, what matters most, probability, goal seek, the chooser."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.finding import button, table
from wizard.plan.figures import compute
from wizard.plan.runs import sensitivity
from wizard.plan.scenarios import applied
from wizard.project.goals import GoalBy
from wizard.project.path import get
from wizard.project.scenarios import ChangeHow
from wizard.ui.background import Later
from wizard.ui.binding.clipboard import cells_of
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.goal_seek import GoalSeek
from wizard.ui.stages.scenario_cards import Comparison
from wizard.ui.stages.sooner import SoonerLine
from wizard.ui.stages.uncertainty import Outcome, Tornado, in_words, told_share
from wizard.ui.widgets.figures import short_money
from wizard.ui.widgets.month_table import MonthTable
from wizard.ui.widgets.pressable import Pressable
from wizard.ui.widgets.scenario_choice import ScenarioChoice, ScenarioMark
from wizard.units import MONEY

SCENARIOS, RANGES = "scenarios.scenarios", "scenarios.ranges"
PROFIT = "result.operating_profit"


def texts(window: MainWindow, kind: type[Comparison] | type[Outcome]) -> list[str]:
    """What is written on a part of the page."""
    part = window.page().findChild(kind)
    assert part is not None
    return [found.text() for found in part.findChildren(QLabel) if not found.isHidden()]


def summary(window: MainWindow) -> MainWindow:
    """The window on its summary."""
    window.show_page("summary")
    return window


def test_scenarios_stand_beside_the_base_plan(opened: MainWindow, qtbot: QtBot) -> None:
    summary(opened)
    session = opened.session
    careful = compute(applied(session.project, session.project.scenarios.scenarios[0]))
    profit = careful[PROFIT]
    wanted = session.written(profit.total, profit.unit)
    qtbot.waitUntil(lambda: wanted in texts(opened, Comparison), timeout=20_000)
    assert {"● Базовый", "Осторожный", "Смелый"} <= set(texts(opened, Comparison))


def test_a_scenario_without_a_name_goes_by_its_id_beside_the_others(
    opened: MainWindow, qtbot: QtBot
) -> None:
    scenario = opened.session.project.scenarios.scenarios[0].id
    opened.session.answer(f"scenarios.scenarios.{scenario}.name", "")
    summary(opened)
    qtbot.waitUntil(lambda: "Смелый" in texts(opened, Comparison), timeout=20_000)
    assert scenario in texts(opened, Comparison)


def test_a_scenario_is_added_renamed_changed_and_removed_with_undo(
    opened: MainWindow, qtbot: QtBot
) -> None:
    summary(opened)
    session = opened.session
    scenarios = table(opened, SCENARIOS)
    scenarios.table_model.setData(scenarios.table_model.index(2, 0), "Crisis")
    assert [one.name for one in session.project.scenarios.scenarios][2] == "Crisis"
    scenarios.setCurrentIndex(scenarios.table_model.index(2, 0))
    added = session.project.scenarios.scenarios[2].id
    changes = table(opened, f"{SCENARIOS}.{added}.changes")
    model = changes.table_model
    model.setData(model.index(0, 0), "Продукты → все строки → Цена")
    model.setData(model.index(0, 1), "умножить на")
    model.setData(model.index(0, 2), "0,5")
    change = session.project.scenarios.scenarios[2].changes[0]
    assert (change.path, change.how) == ("goals.products.*.price", ChangeHow.MULTIPLY)
    assert change.value == 0.5
    qtbot.waitUntil(lambda: "Crisis" in texts(opened, Comparison), timeout=20_000)
    scenarios.table_model.setData(scenarios.table_model.index(2, 0), "Fall")
    assert session.project.scenarios.scenarios[2].name == "Fall"
    changes.setCurrentIndex(model.index(0, 0))
    button(opened.page(), "Убрать изменение").click()
    assert session.project.scenarios.scenarios[2].changes == ()
    scenarios.setCurrentIndex(scenarios.table_model.index(2, 0))
    QTest.keyClick(scenarios, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert len(session.project.scenarios.scenarios) == 2
    opened.undo_action.trigger()
    assert len(session.project.scenarios.scenarios) == 3
    assert opened.current == "summary"


def test_a_replaced_answer_is_entered_in_its_own_unit(opened: MainWindow) -> None:
    summary(opened)
    model = table(opened, f"{SCENARIOS}.careful.changes").table_model
    model.setData(model.index(0, 1), "заменить на")
    model.setData(model.index(0, 2), "34")
    change = opened.session.project.scenarios.scenarios[0].changes[0]
    assert change.value == 0.34
    assert model.data(model.index(0, 2)) == "34 %"


def test_the_strongest_answers_lead_to_their_fields(opened: MainWindow, qtbot: QtBot) -> None:
    summary(opened)
    tornado = opened.page().findChild(Tornado)
    assert tornado is not None
    swings = sensitivity(opened.session.project)
    qtbot.waitUntil(lambda: len(tornado.findChildren(Pressable)) == len(swings), timeout=20_000)
    strongest = swings[0].path
    tornado.findChildren(Pressable)[0].click()
    assert opened.current == strongest.partition(".")[0]


def test_a_range_begins_around_the_answer_and_moves_the_probability(
    opened: MainWindow, qtbot: QtBot
) -> None:
    summary(opened)
    session = opened.session
    qtbot.waitUntil(lambda: len(texts(opened, Outcome)) > 5, timeout=30_000)
    before = texts(opened, Outcome)
    assert any("с вероятностью" in text for text in before)
    ranges = table(opened, RANGES).table_model
    number = len(session.project.scenarios.ranges)
    ranges.setData(ranges.index(number, 0), "Продукты → Тариф «Команда» → Допродажи")
    made = session.project.scenarios.ranges[number]
    now = get(session.project, made.path)
    assert made.low <= now == made.likely <= made.high
    ranges.setData(ranges.index(0, 1), "30")
    assert session.project.scenarios.ranges[0].low == 0.3
    qtbot.waitUntil(lambda: texts(opened, Outcome) not in (before, []), timeout=30_000)


def test_the_ends_that_a_pasted_range_does_not_say_are_round_the_answer(
    opened: MainWindow,
) -> None:
    summary(opened)
    ranges = table(opened, RANGES).table_model
    number = len(opened.session.project.scenarios.ranges)
    ranges.paste(number, 0, [["Продукты → Тариф «Команда» → Цена", "1000"]])
    made = opened.session.project.scenarios.ranges[number]
    now = get(opened.session.project, made.path)
    assert (made.low, made.likely) == (1000, now)
    assert made.high == pytest.approx(now * 1.1)


def test_a_probability_is_said_in_words() -> None:
    said = [in_words(share / 100).into("ru") for share in (0, 10, 35, 50, 60, 80, 99)]
    assert len(set(said)) == 7


def test_no_probability_is_told_as_certain(opened: MainWindow) -> None:
    def told(share: float) -> str:
        return opened.session.say(told_share(opened.session, share))

    assert [told(share) for share in (0, 0.004, 0.4, 0.996, 1)] == [
        "меньше 1\u00a0%", "меньше 1\u00a0%", "40\u00a0%", "больше 99\u00a0%", "больше 99\u00a0%",
    ]  # fmt: skip


def test_goal_seek_says_what_is_needed_and_puts_it_in(opened: MainWindow, qtbot: QtBot) -> None:
    summary(opened)
    seek = opened.page().findChild(GoalSeek)
    assert seek is not None
    path = "goals.products.team.price"
    seek.choose(PROFIT, path)
    QTest.keyClicks(seek.wanted, "3000000")
    QTest.keyClick(seek.wanted, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not seek.put.isHidden(), timeout=20_000)
    assert "3 000 000" in seek.sentence.text().replace("\u00a0", " ")
    seek.put.click()
    assert round(opened.session.figures[PROFIT].total) == 3_000_000
    opened.undo_action.trigger()
    assert opened.session.value(path) == 1200.0


def test_goal_seek_says_the_nearest_where_nothing_reaches_the_goal(
    opened: MainWindow, qtbot: QtBot
) -> None:
    summary(opened)
    seek = opened.page().findChild(GoalSeek)
    assert seek is not None
    seek.choose(PROFIT, "goals.funnel.deal.conversion")
    for typed, said in (("", "Введите"), ("many", "не число")):
        seek.wanted.setText(typed)
        seek.search.click()
        assert said in seek.sentence.text()
    seek.wanted.setText("999000000000")
    seek.search.click()
    qtbot.waitUntil(lambda: not seek.put.isHidden(), timeout=20_000)
    assert "Ближе всего" in seek.sentence.text()


def test_an_edit_takes_away_what_goal_seek_found_before_it(
    opened: MainWindow, qtbot: QtBot
) -> None:
    summary(opened)
    seek = opened.page().findChild(GoalSeek)
    assert seek is not None
    seek.choose(PROFIT, "goals.products.team.price")
    seek.wanted.setText("3000000")
    seek.search.click()
    qtbot.waitUntil(lambda: not seek.put.isHidden(), timeout=20_000)
    opened.session.answer("goals.products.team.price", 900.0)
    assert seek.put.isHidden()
    assert seek.sentence.text() == "План изменился: подберите заново."


def test_a_search_that_the_plan_has_left_behind_is_not_told(
    opened: MainWindow, qtbot: QtBot
) -> None:
    summary(opened)
    seek = opened.page().findChild(GoalSeek)
    assert seek is not None
    seek.choose(PROFIT, "goals.products.team.price")
    seek.wanted.setText("3000000")
    with qtbot.waitSignal(seek.findChildren(Later)[0].found, timeout=20_000):
        seek.search.click()
        opened.show_page("company")  # the page follows the plan only while it is shown
        opened.session.answer("goals.products.team.price", 900.0)
    assert seek.put.isHidden()
    summary(opened)
    assert seek.sentence.text() == "План изменился: подберите заново."


def choose_scenario(window: MainWindow, place: int) -> ScenarioChoice:
    """Choose from the bar's menu."""
    found = window.findChild(ScenarioChoice)
    assert found is not None
    found.click()
    assert found.choices.isVisible()
    found.choices.actions()[place].trigger()
    found.choices.close()
    return found


def test_a_chosen_scenario_rules_every_figure_and_is_marked(opened: MainWindow) -> None:
    opened.show_page("goals")
    session = opened.session
    base = session.figures[PROFIT].total
    chooser = choose_scenario(opened, 1)
    careful = session.project.scenarios.scenarios[0]
    assert session.figures[PROFIT].total == compute(applied(session.project, careful))[PROFIT].total
    assert "Осторожный" in chooser.text()
    mark = opened.findChild(ScenarioMark)
    assert mark is not None
    assert mark.isVisible()
    assert "Осторожный" in mark.text.text()
    assert "базовому" in mark.text.text()  # what the package is built from
    assert session.value("goals.funnel.deal.conversion") == 0.5  # the answers stay the base plan's
    mark.back.click()
    assert session.figures[PROFIT].total == base
    assert mark.isHidden()
    opened.undo_action.trigger()
    assert opened.current == "goals"
    assert mark.isVisible()


def test_a_scenario_that_is_removed_while_shown_gives_way_to_the_base(opened: MainWindow) -> None:
    summary(opened)
    session = opened.session
    base = session.figures[PROFIT].total
    choose_scenario(opened, 1)
    table(opened, SCENARIOS).table_model.remove({0})
    assert session.scenario == ""
    assert session.figures[PROFIT].total == base


def test_advice_on_a_change_leads_to_its_cell(opened: MainWindow) -> None:
    opened.show_page("goals")
    opened.reveal(f"{SCENARIOS}.bold.changes.churn.path")
    assert opened.current == "summary"
    changes = table(opened, f"{SCENARIOS}.bold.changes")
    assert changes.currentIndex().row() == 2
    opened.reveal(f"{RANGES}.demo.low")
    assert table(opened, RANGES).currentIndex().row() == 1
    assert opened.page().findChildren(QLineEdit)


def test_goal_seek_asks_for_a_month_and_says_what_comes_out(
    opened: MainWindow, qtbot: QtBot
) -> None:
    summary(opened)
    seek = opened.page().findChild(GoalSeek)
    assert seek is not None
    seek.choose(PROFIT, "goals.products.team.price")
    seek.month.setCurrentIndex(4)  # April: the total stands before the months
    seek.wanted.setText("0")
    seek.search.click()
    qtbot.waitUntil(lambda: not seek.put.isHidden(), timeout=20_000)
    assert "за апр 2027" in seek.sentence.text()
    seek.put.click()
    assert abs(opened.session.figures[PROFIT].month(4)) < 1


def test_the_answers_to_choose_from_follow_names_and_not_amounts(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.show_page("summary")
    seek = opened.page().findChild(GoalSeek)
    assert seek is not None
    session = opened.session
    product = session.project.goals.products[0]
    names = [seek.answer.itemText(place) for place in range(seek.answer.count())]
    session.answer(f"goals.products.{product.id}.price", 777.0)
    assert [seek.answer.itemText(place) for place in range(seek.answer.count())] == names
    session.answer(f"goals.products.{product.id}.name", "Совсем другой тариф")
    shown = [seek.answer.itemText(place) for place in range(seek.answer.count())]
    assert any("Совсем другой тариф" in name for name in shown)
    assert not any(product.name in name for name in shown)


def test_the_summary_says_what_breaks_even_sooner_and_takes_it(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = opened.session
    opened.show_page("summary")
    line = opened.page().findChild(SoonerLine)
    assert line is not None
    qtbot.waitUntil(lambda: line.take.isVisible(), timeout=20_000)
    assert line.words.text().startswith("Чтобы выйти в ноль к ")
    before = session.figures["result.break_even_month"].total
    project = session.project
    QTest.mouseClick(line.take, Qt.MouseButton.LeftButton)
    assert session.figures["result.break_even_month"].total < before
    opened.undo()
    assert session.project.goals == project.goals


def copied(months: MonthTable) -> list[list[str]]:
    QTest.keyClick(months, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return cells_of(QGuiApplication.clipboard().text())


def test_chosen_cells_of_the_months_are_copied_for_a_spreadsheet(opened: MainWindow) -> None:
    months = summary(opened).page().findChild(MonthTable)
    assert isinstance(months, MonthTable)
    months.setFocus()
    model = months.model()
    months.setCurrentIndex(model.index(1, 1))
    QTest.keyClick(months, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(months, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert copied(months) == [[model.index(row, at).data() for at in (1, 2)] for row in (1, 2)]
    QTest.keyClick(months, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    whole = copied(months)
    heading = model.headerData(1, Qt.Orientation.Horizontal)
    assert whole[0][:2] == ["", str(heading).replace("\u00ad", "")]
    assert whole[1:] == [
        [model.index(row, at).data() for at in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_months_show_no_chosen_cell_once_the_keyboard_has_left(opened: MainWindow) -> None:
    months = summary(opened).page().findChild(MonthTable)
    assert isinstance(months, MonthTable)
    months.setFocus()
    months.setCurrentIndex(months.model().index(1, 1))
    QTest.keyClick(months, Qt.Key.Key_Tab)
    assert not months.hasFocus()
    assert months.selectedIndexes() == []
    months.setFocus()
    assert copied(months) == [[months.model().index(1, 1).data()]]


@pytest.mark.parametrize("by", list(GoalBy))
def test_scenarios_say_what_the_goal_keeps_as_it_is(opened: MainWindow, by: GoalBy) -> None:
    opened.session.answer("goals.goal_by", by)
    summary(opened)
    texts = [one.text() for one in opened.page().findChildren(QLabel)]
    kept = {GoalBy.REVENUE: "цель — выручка", GoalBy.PROFIT: "цель — прибыль"}.get(by, "")
    told = [text for text in texts if text.startswith("цель — ")]
    assert len(told) == (kept != "")
    assert all(text.startswith(kept) for text in told)


def test_sums_that_stand_beside_each_other_are_written_alike(opened: MainWindow) -> None:
    session = opened.session
    assert short_money(session, 499_071, MONEY) == "499\u00a0071\u00a0₽"
    assert short_money(session, 499_071, MONEY, [13_200_000]) == "499,1\u00a0тыс.\u00a0₽"


def test_revenue_less_cost_and_expenses_is_the_profit_of_every_month(opened: MainWindow) -> None:
    figures = opened.session.figures
    for month in range(1, 13):
        margin, expenses, profit = (
            figures[key].month(month)
            for key in ("result.gross_margin", "result.expenses", "result.operating_profit")
        )
        assert margin - expenses == pytest.approx(profit)
    summary(opened)
    table = opened.page().findChild(MonthTable)
    assert table is not None
    shown = {str(table.model().headerData(n, Qt.Orientation.Horizontal)) for n in range(8)}
    assert {"Валовая маржа,\u00a0₽", "Расходы отдела,\u00a0₽", "Прибыль,\u00a0₽"} <= shown
