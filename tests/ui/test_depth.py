"""Basic and detailed depth: few questions lead to a complete plan, and switching loses nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.ui.finding import button, field, line, table, type_into
from tests.ui.test_every_question import kind_of
from wizard.project.model import Model
from wizard.project.path import fields
from wizard.project.problem import Severity
from wizard.project.project import STAGES, Project
from wizard.storage.presets import load_preset, preset_names
from wizard.ui.binding.field import Field
from wizard.ui.binding.table import Table
from wizard.ui.main_window import MainWindow
from wizard.ui.progress import State, progress
from wizard.ui.widgets.depth_choice import DepthChoice

MOST_QUESTIONS = 25
WAYS_TO_THE_GOAL = 4


def basic_questions(project: Project) -> set[str]:
    """The basic questions of the company and the stages, a column of a list as one question."""
    return {
        kind_of(project, path)
        for path, value, question in fields(project)
        if question.basic and not isinstance(value, Model)
    }


@pytest.fixture
def basic(opened: MainWindow) -> MainWindow:
    """The window on a preset, with the basic questions alone."""
    opened.interface.set_detailed(False)
    return opened


@pytest.mark.parametrize("name", preset_names())
def test_at_most_25_questions_lead_through_all_stages(name: str) -> None:
    asked = basic_questions(load_preset(name))
    # Of the ways to set the goal one alone is asked.
    assert len(asked) - (WAYS_TO_THE_GOAL - 1) <= MOST_QUESTIONS
    assert {path.partition(".")[0] for path in asked} == {
        "company",
        *(stage for stage, _title in STAGES),
    }


def test_every_basic_question_has_a_home_in_basic_depth(basic: MainWindow) -> None:
    project = basic.session.project
    for path, value, question in fields(project):
        if not question.basic or isinstance(value, Model):
            continue
        if path in ("goals.revenue_year", "goals.profit_year", "goals.leads_budget"):
            continue  # asked where it is the way to the goal
        basic.reveal(path)
        assert not basic.interface.detailed, path
        homes = [one for one in basic.page().findChildren(Field) if one.path == path]
        shown = any(not one.isHidden() for one in homes)
        tables = [one for one in basic.page().findChildren(Table) if not one.isHidden()]
        shown = shown or any(one.table_model.index_of(path) is not None for one in tables)
        assert shown, path


def test_basic_depth_hides_the_rest_and_says_how_much(basic: MainWindow) -> None:
    basic.show_page("goals")
    assert field(basic, "goals.growth").isHidden()
    assert not field(basic, "goals.deals_per_month").isHidden()
    headings = [
        str(table(basic, "goals.products").table_model.headerData(n, Qt.Orientation.Horizontal))
        for n in range(table(basic, "goals.products").table_model.columnCount())
    ]
    assert headings == ["Название", "Цена,\u00a0₽", "Доля сделок"]
    told = [label.text() for label in basic.page().findChildren(QLabel) if label.isVisible()]
    assert any("ответил пример" in text for text in told)


def test_switching_depth_loses_nothing_that_is_typed(basic: MainWindow) -> None:
    basic.show_page("goals")
    editor = line(basic, "goals.deals_per_month")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "175")
    button(basic.page(), "Показать все вопросы").click()
    assert basic.interface.detailed
    assert basic.session.project.goals.deals_per_month == 175
    type_into(line(basic, "goals.growth"), "20")
    basic.depth_action.trigger()
    assert field(basic, "goals.growth").isHidden()
    assert basic.session.project.goals.growth == pytest.approx(0.2)
    assert basic.session.project.goals.deals_per_month == 175


def test_the_depth_is_kept_for_the_next_time(basic: MainWindow) -> None:
    assert not basic.interface.preferences.detailed
    basic.interface.set_detailed(True)
    assert basic.interface.preferences.detailed


def test_a_link_to_a_question_left_out_shows_all_questions(basic: MainWindow) -> None:
    basic.reveal("goals.growth")
    assert basic.interface.detailed
    assert field(basic, "goals.growth").editor.widget.hasFocus()
    (choice,) = basic.findChildren(DepthChoice)
    assert "показаны все вопросы" in choice.accessibleDescription()


def test_a_paste_fills_the_columns_that_are_seen(basic: MainWindow) -> None:
    basic.show_page("goals")
    products = table(basic, "goals.products")
    products.setFocus()
    products.setCurrentIndex(products.table_model.index(0, 0))
    QGuiApplication.clipboard().setText("Alpha\t700\t40%\nBeta\t1 300\t60%\n")
    products.commands.paste()
    rows = basic.session.project.goals.products
    assert [(row.name, row.price, row.share) for row in rows] == [
        ("Alpha", 700, 0.4),
        ("Beta", 1300, 0.6),
    ]


def test_a_preset_value_says_so_until_it_is_touched(basic: MainWindow) -> None:
    basic.show_page("goals")
    editor = line(basic, "goals.deals_per_month")
    assert "Из примера «Онлайн-сервис по подписке»" in editor.toolTip()
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert editor.toolTip() == ""
    assert basic.session.is_answered("goals.deals_per_month")


def test_answering_the_basic_questions_completes_every_stage(basic: MainWindow) -> None:
    session = basic.session
    for path, value, question in fields(session.project):
        if question.basic and not isinstance(value, Model):
            session.answer(path, value)
    assert not [one for one in session.problems if one.severity is Severity.ERROR]
    found = progress(session.project, [], detailed=False)
    assert {one.state for one in found.values()} == {State.COMPLETE}
    every = progress(session.project, [])
    assert sum(one.asked for one in found.values()) < sum(one.asked for one in every.values()) / 2
