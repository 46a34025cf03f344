"""What a role earns at 50…150 % of the plan, by its own bonus and by others; the six rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from wizard.advice.six_rules import RuleState, State, six_rules
from wizard.plan.simulator import Simulation, simulate
from wizard.project.project import Project
from wizard.texts import Language, _
from wizard.ui import icons, theme
from wizard.ui.background import Later
from wizard.ui.drawings import bonus_curve
from wizard.ui.drawn import Drawn
from wizard.ui.mishaps import NOT_FOUND_OUT
from wizard.ui.session import Session
from wizard.ui.widgets.attainment import POINTS, AttainmentSlider, BonusCurve
from wizard.ui.widgets.drawing import LEAST_WIDTH, MM_PER_PIXEL, REDRAWN_FROM
from wizard.ui.widgets.parts import clear, label, link, rule
from wizard.ui.widgets.picture import Picture
from wizard.units import MONEY, PERCENT

if TYPE_CHECKING:
    from wizard.plan.figures import Figures

_TABLE_EVERY = 10
SIGNS = {
    State.KEPT: ("check-circle", "good"),
    State.BROKEN: ("warning", "warn"),
    State.ASKED: ("question", "muted"),
}


class Simulator(QFrame):
    """The curve of a role's income, a slider along it, and its table, model beside model."""

    def __init__(self, session: Session, role: str) -> None:
        super().__init__()
        self._session, self._role = session, role
        self._drawn_dark, self._drawn_width = theme.is_dark(), 0
        self._later = Later(self)
        self._later.found.connect(self._show)
        self._later.failed.connect(self._show_failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self.curve = BonusCurve(session)
        self.picture = Picture(session, self.curve)
        column.addWidget(self.picture)
        self.slider = AttainmentSlider(session)
        self.slider.moved.connect(self.curve.mark)
        column.addWidget(self.slider)
        self._nothing = label("", "caption")
        self._nothing.setWordWrap(True)
        column.addWidget(self._nothing)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.TINY + 2)
        column.addLayout(self._grid)
        for part in (self.picture, self.slider, self._nothing):
            part.hide()
        self.refresh()

    def refresh(self) -> None:
        """Simulate the project as it is now."""
        session = self._session
        self._drawn_dark, self._drawn_width = theme.is_dark(), max(LEAST_WIDTH, self.width())
        self._later.ask(
            partial(
                _simulated, session.shown, self._role, session.language,
                self._drawn_width * MM_PER_PIXEL, dark=self._drawn_dark,
            )
        )  # fmt: skip

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if abs(self.width() - self._drawn_width) > REDRAWN_FROM:
            self.refresh()  # letters keep their size: it is drawn anew, not stretched

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and theme.is_dark() is not self._drawn_dark:
            self.refresh()

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    def _show(self, found: tuple[Simulation, Drawn] | None) -> None:
        clear(self._grid)
        self._nothing.setText(
            self._session.say(_("Пока нечего показать: у роли нет людей или нет оплаты."))
        )
        simulation = found[0] if found is not None else None
        curves = simulation.curves if simulation is not None else ()
        self._nothing.setVisible(not curves)
        self.picture.setVisible(bool(curves))
        self.slider.setVisible(bool(curves))
        if found is None or simulation is None or not curves:
            return
        self.curve.show_simulation(*found)
        self.slider.show_simulation(simulation)
        session = self._session
        say = session.say
        headings = [_("План выполнен на"), *(curve.name for curve in curves), _("Стоит компании")]
        for place, heading in enumerate(headings):
            self._add(say(heading), "caption", 0, place)
            self._grid.setColumnStretch(place, 1)
        columns = [*(curve.incomes for curve in curves), curves[0].costs]
        for row, point in enumerate(range(0, len(simulation.attainments), _TABLE_EVERY), 1):
            attainment = simulation.attainments[point]
            role = "strong" if attainment == 1.0 else ""
            self._grid.addWidget(rule(), row * 2 - 1, 0, 1, len(headings))
            self._add(session.written(attainment, PERCENT), role, row * 2, 0)
            for place, values in enumerate(columns, 1):
                text = session.written(values[point], MONEY, sign=False)
                self._add(text, role, row * 2, place)

    def _show_failed(self) -> None:
        self._show(None)
        self._nothing.setText(self._session.say(NOT_FOUND_OUT))

    def _add(self, text: str, role: str, row: int, column: int) -> None:
        cell = label(text, role)
        cell.setWordWrap(row == 0)
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        vertical = Qt.AlignmentFlag.AlignVCenter if row else Qt.AlignmentFlag.AlignBottom
        cell.setAlignment(side | vertical)
        self._grid.addWidget(cell, row, column)


def _simulated(
    project: Project, role: str, language: Language, width_mm: float, *, dark: bool
) -> tuple[Simulation, Drawn] | None:
    if not any(one.id == role for one in project.structure.roles):
        return None
    found = simulate(project, role, POINTS)
    if not found.curves:
        return found, Drawn()
    currency = project.company.currency.value
    return found, bonus_curve(found, language, currency, width_mm, dark)


class Rules:
    """How the project stands to the six rules; looked at once for each state of the plan."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._of: tuple[Project, Figures] | None = None
        self._states: tuple[RuleState, ...] = ()

    @property
    def states(self) -> tuple[RuleState, ...]:
        """The state of every rule, in their order."""
        session = self._session
        if self._of is None or self._of[0] is not session.shown:
            self._of = (session.shown, session.figures)
            self._states = six_rules(*self._of)
        return self._states


class RuleList(QFrame):
    """The six rules: a sign, the rule, why it counts as kept or broken, the way to the field."""

    follow = Signal(str)

    def __init__(self, session: Session, rules: Rules) -> None:
        super().__init__()
        self._session, self._rules = session, rules
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SMALL)
        self.refresh()

    def refresh(self) -> None:
        """Judge the project as it is now."""
        states = self._rules.states
        if states == self._shown:
            return
        self._shown = states
        clear(self._column)
        for state in states:
            self._column.addLayout(self._row(state))

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    def _row(self, state: RuleState) -> QHBoxLayout:
        say = self._session.say
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        icon, colour = SIGNS[state.state]
        mark = icons.Sign(icon, colour, 18, say(state.state.title_text))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(label(f"{say(state.title)}: {say(state.state.title_text)}", ""))
        why = label(say(state.sentence), "caption")
        why.setTextFormat(Qt.TextFormat.PlainText)
        why.setWordWrap(True)
        told.addWidget(why)
        row.addLayout(told, 1)
        if state.state is State.BROKEN:
            to = link(say(_("Перейти к полю")), lambda: self.follow.emit(state.path))
            to.setAccessibleDescription(say(state.sentence))
            row.addWidget(to, 0, Qt.AlignmentFlag.AlignTop)
        return row
