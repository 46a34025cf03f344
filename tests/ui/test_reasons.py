"""Structure and motivation say why: what suits the plan, what people earn, which rules are kept."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from wizard.advice.recommendation import recommend
from wizard.advice.six_rules import State, six_rules
from wizard.plan.simulator import simulate
from wizard.project.structure import OrganisationModel
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.bonus_simulator import RuleList, Simulator
from wizard.ui.stages.organisation import Recommended


def texts(part: QWidget) -> list[str]:
    """What is written on a part of the page."""
    QApplication.processEvents()  # what is laid anew is shown in the next turn
    return [found.text() for found in part.findChildren(QLabel) if not found.isHidden()]


def test_the_recommended_model_is_taken_by_one_press_with_undo(opened: MainWindow) -> None:
    opened.show_page("structure")
    session = opened.session
    found = recommend(session.project, session.figures)
    other = next(way for way in OrganisationModel if way is not found.model)
    session.answer("structure.model", other)
    card = opened.page().findChild(Recommended)
    assert card is not None
    said = " ".join(texts(card))
    for factor in recommend(session.project, session.figures).of_model.reasons:
        assert session.say(factor.sentence) in said
    take = next(b for b in card.findChildren(QPushButton) if not b.isHidden())
    take.click()
    assert session.project.structure.model is found.model
    opened.undo_action.trigger()
    assert session.project.structure.model is other


def test_selling_and_accounting_stand_side_by_side(opened: MainWindow) -> None:
    opened.show_page("structure")
    said = texts(opened.page())
    assert "Короткий: месяц, квартал, сделка." in said
    assert "Длинный: весь срок жизни клиента." in said


def test_the_simulator_shows_the_income_at_half_and_at_one_and_a_half_of_the_plan(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.show_page("motivation")
    session = opened.session
    part = opened.page().findChild(Simulator)
    assert part is not None
    role = session.project.structure.roles[0].id
    expected = simulate(session.project, role)
    unit = session.figures["motivation.payroll"].unit
    wanted = {session.written(curve.incomes[0], unit, sign=False) for curve in expected.curves}
    wanted |= {session.written(expected.curves[0].costs[-1], unit, sign=False), "50 %", "150 %"}
    qtbot.waitUntil(
        lambda: wanted <= {text.replace("\u00a0%", " %") for text in texts(part)}, timeout=30_000
    )


def test_the_six_rules_say_why_and_lead_to_the_field(opened: MainWindow) -> None:
    opened.show_page("motivation")
    session = opened.session
    session.answer("motivation.pay.manager.kpi", ())
    part = opened.page().findChild(RuleList)
    assert part is not None
    states = six_rules(session.project, session.figures)
    said = texts(part)
    for state in states:
        assert session.say(state.sentence) in said
    broken = [state for state in states if state.state is State.BROKEN]
    assert broken
    links = [b for b in part.findChildren(QPushButton) if not b.isHidden()]
    assert len(links) == len(broken)
    links[0].click()
    assert opened.current == broken[0].path.partition(".")[0]
