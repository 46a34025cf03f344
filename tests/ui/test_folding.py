"""Cards fold: by mouse and by key, remembered, told in a line, unfolded where a link leads."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.finding import field, line, type_into
from wizard.ui.main_window import MainWindow
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.detail import Detail
from wizard.ui.widgets.figures import figure_text
from wizard.ui.widgets.fold import Fold


def card(window: MainWindow, title: str) -> Card:
    """The card of a title on the shown page."""
    return next(one for one in window.page().cards if one.accessibleName() == title)


def fold_of(found: Card) -> Fold:
    """The caret and the title of a card."""
    fold = found.findChild(Fold)
    assert fold is not None
    return fold


def aside_of(found: Card) -> str:
    """What stands at the right of a card's title."""
    return found.aside_label.text()


def cycle(window: MainWindow) -> str:
    """What the funnel's card says beside its title."""
    return f"цикл сделки: {figure_text(window.session, 'goals.cycle_days')}"


@pytest.fixture
def folded(opened: MainWindow) -> Card:
    """The funnel's card, folded by the key."""
    opened.show_page("goals")
    found = card(opened, "Воронка")
    caret = fold_of(found).caret
    caret.setFocus()
    QTest.keyClick(caret, Qt.Key.Key_Space)
    return found


def test_a_card_folds_by_key_and_says_in_a_line_what_it_holds(
    folded: Card, opened: MainWindow
) -> None:
    assert folded.is_folded
    rows = len(opened.session.project.goals.funnel)
    assert aside_of(folded) == f"{rows} этапа · {cycle(opened)}"
    assert fold_of(folded).caret.accessibleName() == "Развернуть: Воронка"


def test_a_card_that_is_folded_at_first_says_at_once_what_it_holds(opened: MainWindow) -> None:
    opened.show_page("documentation")
    questions = card(opened, "Частые вопросы")
    assert questions.is_folded
    assert len(opened.session.project.documentation.book.faq) == 3
    assert aside_of(questions) == "3 вопроса"


def test_one_command_folds_all_cards_and_unfolds_them(opened: MainWindow) -> None:
    opened.show_page("goals")
    page = opened.page()
    assert page.fold_all.text() == "Свернуть всё"
    QTest.mouseClick(page.fold_all, Qt.MouseButton.LeftButton)
    assert all(one.is_folded for one in page.cards if one.can_fold and one.is_asked)
    assert page.fold_all.text() == "Развернуть всё"
    QTest.mouseClick(page.fold_all, Qt.MouseButton.LeftButton)
    assert not any(one.is_folded for one in page.cards)


def test_a_click_on_the_title_unfolds(folded: Card, opened: MainWindow) -> None:
    QTest.mouseClick(fold_of(folded).title, Qt.MouseButton.LeftButton)
    assert not folded.is_folded
    assert aside_of(folded) == cycle(opened)


def test_a_folded_card_of_questions_counts_the_answers(opened: MainWindow) -> None:
    opened.show_page("goals")
    goal = card(opened, "Цель продаж")
    fold_of(goal).set_folded(True)
    assert aside_of(goal) == "отвечено 0 из 4"
    opened.session.answer("goals.growth", 0.2)
    assert aside_of(goal) == "отвечено 1 из 4"


def test_what_was_folded_is_folded_the_next_time(folded: Card, opened: MainWindow) -> None:
    opened.session.new("wholesale")
    opened.show_page("goals")
    again = card(opened, "Воронка")
    assert again is not folded
    assert again.is_folded
    assert not card(opened, "Каналы").is_folded


def test_a_link_to_a_question_unfolds_its_card(opened: MainWindow) -> None:
    opened.show_page("goals")
    goal = card(opened, "Цель продаж")
    fold_of(goal).set_folded(True)
    assert not field(opened, "goals.growth").isVisible()
    opened.reveal("goals.growth")
    assert not goal.is_folded
    assert field(opened, "goals.growth").editor.widget.hasFocus()


def test_a_card_that_was_folded_shows_what_changed_meanwhile(opened: MainWindow) -> None:
    opened.show_page("goals")
    goal = card(opened, "Цель продаж")
    fold_of(goal).set_folded(True)
    opened.session.answer("goals.deals_per_month", 175.0)
    fold_of(goal).set_folded(False)
    assert line(opened, "goals.deals_per_month").text() == "175"


def test_what_is_typed_is_kept_when_its_card_is_folded(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = line(opened, "goals.deals_per_month")
    type_into(editor, "сто")
    fold_of(card(opened, "Цель продаж")).set_folded(True)
    fold_of(card(opened, "Цель продаж")).set_folded(False)
    assert editor.text() == "сто"


@pytest.mark.parametrize("page", ["goals", "structure", "costs", "hiring", "automation", "launch"])
def test_the_rest_of_the_first_row_is_offered_as_soon_as_a_page_opens(
    opened: MainWindow, page: str
) -> None:
    opened.show_page(page)
    details = opened.page().findChildren(Detail)
    assert details
    assert [detail for detail in details if detail.isHidden()] == []
    opened.interface.set_detailed(False)
    opened.show_page(page)
    assert [one for one in opened.page().findChildren(Detail) if one.isVisible()] == []
