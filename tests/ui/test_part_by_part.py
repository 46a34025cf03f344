"""A long page is laid part by part: the window answers between them, and nothing of it is lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.finding import button
from wizard.ui.binding.field import Field
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.documentation import DocumentationPage

LONG = "documentation"


@pytest.fixture
def begun(opened: MainWindow) -> DocumentationPage:
    """The long page as it is in the moment when it is asked for."""
    opened.show_page(LONG)
    page = opened.findChild(DocumentationPage)
    assert page is not None
    assert not page.is_laid
    return page


def titles(page: DocumentationPage) -> list[str]:
    return [card.accessibleName() for card in page.cards]


def test_the_rest_follows_by_itself_above_the_way_on(
    opened: MainWindow, begun: DocumentationPage, qtbot: QtBot
) -> None:
    first = titles(begun)
    assert first
    qtbot.waitUntil(lambda: begun.is_laid, timeout=20_000)
    by_itself = titles(begun)
    assert by_itself[: len(first)] == first
    assert len(by_itself) > 2 * len(first)
    opened.session.close()
    opened.session.new("wholesale")
    opened.show_page(LONG)
    at_once = opened.page()
    assert isinstance(at_once, DocumentationPage)
    assert at_once is not begun
    assert titles(at_once) == by_itself
    qtbot.wait(50)
    on = next(one for one in at_once.findChildren(QPushButton) if one.text().startswith("Далее"))
    last = next(card for card in reversed(at_once.cards) if card.isVisible())
    end = last.mapTo(at_once, QPoint(0, last.height())).y()
    assert on.mapTo(at_once, QPoint(0, 0)).y() >= end


def test_a_page_that_is_left_before_it_is_all_there_is_there_later(
    opened: MainWindow, begun: DocumentationPage, qtbot: QtBot
) -> None:
    opened.show_page("goals")
    qtbot.waitUntil(lambda: begun.is_laid, timeout=20_000)
    opened.show_page(LONG)
    assert opened.page() is begun
    assert button(begun, "Посмотреть документ").isVisible()


def test_a_project_that_is_closed_before_the_page_is_all_there_is_closed(
    opened: MainWindow, begun: DocumentationPage, qtbot: QtBot
) -> None:
    opened.session.close()
    qtbot.wait(300)
    assert not opened.has_project


def test_a_change_while_the_page_is_laid_reaches_all_of_it(
    opened: MainWindow, begun: DocumentationPage
) -> None:
    opened.session.answer("documentation.calls.answer_minutes", 7)
    assert begun.is_laid
    asked = [part for card in begun.cards for part in card.bound if isinstance(part, Field)]
    field = next(one for one in asked if one.path == "documentation.calls.answer_minutes")
    line = field.editor.widget
    assert isinstance(line, QLineEdit)
    assert line.text() == "7"
