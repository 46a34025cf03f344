"""An advice that one answer mends offers it: pressed, it is given, told, and can be undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from wizard.project.company import Country
from wizard.project.path import replaced
from wizard.ui.main_window import MainWindow
from wizard.ui.widgets.side_panel import SidePanel

SELLER, HEAD = "documentation.discount_seller", "documentation.discount_head"


def mends(window: MainWindow) -> list[QPushButton]:
    panel = window.findChild(SidePanel)
    assert panel is not None
    QApplication.processEvents()  # what was just laid is shown only then
    return [
        found
        for found in panel.findChildren(QPushButton)
        if found.isVisible() and found.accessibleName().startswith("Исправить")
    ]


def test_the_offered_answer_is_given_by_one_press_and_undone_by_one(
    opened: MainWindow, qtbot: QtBot
) -> None:
    session = opened.session
    opened.show_page("documentation")
    head = session.value(HEAD)
    session.answer(SELLER, 0.5)
    offered = next(one for one in mends(opened) if "→" in one.accessibleName())
    QTest.mouseClick(offered, Qt.MouseButton.LeftButton)
    assert session.value(SELLER) == head
    assert session.is_answered(SELLER)
    assert all(problem.path != SELLER for problem in session.problems)
    opened.undo()
    assert session.value(SELLER) == 0.5
    assert mends(opened)


def test_the_offer_is_reached_and_taken_by_keys(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    opened.show_page("documentation")
    session.answer(SELLER, 0.5)
    offered = mends(opened)[0]
    assert offered.focusPolicy() & Qt.FocusPolicy.TabFocus
    offered.setFocus()
    QTest.keyClick(offered, Qt.Key.Key_Space)
    assert session.value(SELLER) == session.value(HEAD)


def test_under_a_scenario_nothing_is_mended_by_a_press(opened: MainWindow, qtbot: QtBot) -> None:
    session = opened.session
    opened.show_page("documentation")
    session.answer(SELLER, 0.5)
    scenario = session.project.scenarios.scenarios[0].id
    session.apply(
        session.question(SELLER).title,
        SELLER,
        lambda project: replaced(project, "scenarios.active", scenario),
    )
    opened.show_page("goals")
    opened.show_page("documentation")
    assert mends(opened) == []


def test_an_offer_fits_the_panel(opened: MainWindow, qtbot: QtBot) -> None:
    opened.session.answer("company.country", "kz")
    opened.show_page("motivation")
    panel = opened.findChild(SidePanel)
    assert panel is not None
    offered = mends(opened)
    assert offered
    for one in offered:
        right = one.mapTo(panel, one.rect().topRight()).x()
        assert right <= panel.width()
        assert one.text().replace("\n", " ") == one.accessibleName()


def test_a_mended_currency_takes_its_sums_with_it_as_a_chosen_one_does(opened: MainWindow) -> None:
    session = opened.session
    pay = next(one for one in session.project.motivation.pay if one.kpi)
    session.answer(f"motivation.pay.{pay.id}.kpi.{pay.kpi[0].id}.unit", "₽")
    session.answer("company.country", Country.KAZAKHSTAN)
    told = next(one for one in session.problems if one.path == "company.currency")
    assert told.mend is not None
    session.mend(told.mend)
    assert session.currency == "KZT"
    assert session.value(f"motivation.pay.{pay.id}.kpi.{pay.kpi[0].id}.unit") == "₸"
    opened.undo()
    assert session.currency == "RUB"
