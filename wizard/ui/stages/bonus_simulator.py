"""What a role earns at 50…150 % of the plan, by its own bonus and by others; the six rules."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.advice.six_rules import RuleState, State, six_rules
from wizard.plan.simulator import Simulation, simulate
from wizard.project.project import Project
from wizard.texts import Language, _
from wizard.ui import icons, theme
from wizard.ui.background import Later
from wizard.ui.drawings import bonus_curve_svg
from wizard.ui.session import Session
from wizard.ui.widgets.parts import clear, label, link, rule
from wizard.units import MONEY, PERCENT

if TYPE_CHECKING:
    from wizard.plan.figures import Figures

_PICTURE_WIDTH_MM = 175.0
SIGNS = {
    State.KEPT: ("check-circle", "good"),
    State.BROKEN: ("warning", "warn"),
    State.ASKED: ("question", "muted"),
}


class Simulator(QFrame):
    """The curve of a role's income and its table, model beside model."""

    def __init__(self, session: Session, role: str) -> None:
        super().__init__()
        self._session, self._role = session, role
        self._drawn_dark = theme.is_dark()
        self._later = Later(self)
        self._later.found.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        self._picture = _Picture()
        self._picture.setAccessibleName(session.say(_("Кривая дохода")))
        column.addWidget(self._picture)
        self._nothing = label(
            session.say(_("Пока нечего показать: у роли нет людей или нет оплаты.")), "caption"
        )
        column.addWidget(self._nothing)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.TINY + 2)
        column.addLayout(self._grid)
        self._nothing.hide()
        self.refresh()

    def refresh(self) -> None:
        """Simulate the project as it is now."""
        session = self._session
        dark = theme.is_dark()
        self._later.ask(partial(_simulated, session.shown, self._role, session.language, dark=dark))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and theme.is_dark() is not self._drawn_dark:
            self.refresh()

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    def _show(self, found: tuple[Simulation, bytes] | None) -> None:
        clear(self._grid)
        curves = found[0].curves if found is not None else ()
        self._nothing.setVisible(not curves)
        self._picture.load(found[1] if found is not None and curves else b"")
        if found is None or not curves:
            return
        session = self._session
        say = session.say
        headings = [_("План выполнен на"), *(curve.name for curve in curves), _("Стоит компании")]
        for place, heading in enumerate(headings):
            self._add(say(heading), "caption", 0, place)
            self._grid.setColumnStretch(place, 1)
        columns = [*(curve.incomes for curve in curves), curves[0].costs]
        for row, attainment in enumerate(found[0].attainments, 1):
            role = "strong" if attainment == 1.0 else ""
            self._grid.addWidget(rule(), row * 2 - 1, 0, 1, len(headings))
            self._add(session.written(attainment, PERCENT), role, row * 2, 0)
            for place, values in enumerate(columns, 1):
                text = session.written(values[row - 1], MONEY, sign=False)
                self._add(text, role, row * 2, place)

    def _add(self, text: str, role: str, row: int, column: int) -> None:
        cell = label(text, role)
        cell.setWordWrap(row == 0)
        side = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        vertical = Qt.AlignmentFlag.AlignVCenter if row else Qt.AlignmentFlag.AlignBottom
        cell.setAlignment(side | vertical)
        self._grid.addWidget(cell, row, column)


def _simulated(
    project: Project, role: str, language: Language, *, dark: bool
) -> tuple[Simulation, bytes] | None:
    if not any(one.id == role for one in project.structure.roles):
        return None
    found = simulate(project, role)
    if not found.curves:
        return found, b""
    currency = project.company.currency.value
    return found, bonus_curve_svg(found, language, currency, _PICTURE_WIDTH_MM, dark)


class _Picture(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._renderer = QSvgRenderer(self)
        self.hide()

    def load(self, svg: bytes) -> None:
        """Show a picture; nothing for none."""
        self.setVisible(bool(svg))
        if svg:
            self._renderer.load(QByteArray(svg))
            self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
            self._fit()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        size = self._renderer.defaultSize()
        if self._renderer.isValid() and size.width() > 0:
            height = max(1, round(size.height() * self.width() / size.width()))
            if self.height() != height:
                self.setFixedHeight(height)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer.render(painter, QRectF(self.rect()))
        painter.end()


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
