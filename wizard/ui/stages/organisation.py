"""Which way to organise sales suits this plan and why; how selling differs from leading clients."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wizard.advice.organisation import MODELS, SELLING_AND_ACCOUNTING, SPLITS, Qualities
from wizard.advice.recommendation import Verdict, recommend
from wizard.project.model import Choice
from wizard.project.structure import OrganisationModel, RoleSplit
from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.session import Session
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.parts import clear, label, rule

MODEL, SPLIT = "structure.model", "structure.split"
_REST_MS = 150


def lay_recommendation(card: Card) -> None:
    """Put what is recommended, with its reasons, on a card."""
    part = Recommended(card.session)
    card.column.addWidget(part)
    card.bound.append(part)


def lay_comparison(card: Card) -> None:
    """Put selling and accounting side by side on a card."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.INSIDE)
    grid.setVerticalSpacing(theme.SMALL)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    say = card.session.say
    for place, title in ((1, _("Привлечение")), (2, _("Ведение клиентов"))):
        grid.addWidget(label(say(title), "strong"), 0, place)
    for row, one in enumerate(SELLING_AND_ACCOUNTING, 1):
        grid.addWidget(rule(), row * 2 - 1, 0, 1, 3)
        for place, text in enumerate((one.aspect, one.selling, one.accounting)):
            cell = _wrapped(say(text), "" if place else "caption")
            cell.setMinimumWidth(110)
            grid.addWidget(cell, row * 2, place, Qt.AlignmentFlag.AlignTop)
    card.column.addLayout(grid)


class Recommended(QFrame):
    """The recommended model and split: reasons, what it gives and costs, and the way to take it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SMALL)
        self._shown: object = None
        # Its sentences carry figures, so nearly every edit changes them; laying them anew costs
        # more than all the rest of the page, so it waits until the hands rest.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._lay_anew)
        self._lay_anew()

    def refresh(self) -> None:
        """Recommend for the project as it is now; a choice made here is shown at once."""
        structure = self._session.project.structure
        if (structure.model, structure.split) != self._chosen:
            self._lay_anew()
        elif not self._rest.isActive():
            self._rest.start(_REST_MS)

    def _lay_anew(self) -> None:
        self._rest.stop()
        session = self._session
        found = recommend(session.shown, session.figures)
        structure = session.project.structure
        self._chosen = (structure.model, structure.split)
        state = (found, *self._chosen)
        if state == self._shown:
            return
        self._shown = state
        clear(self._column)
        self._lay(_("Модель продаж"), MODEL, found.of_model, structure.model, MODELS)
        self._column.addSpacing(theme.SMALL)
        self._column.addWidget(rule())
        self._column.addSpacing(theme.SMALL)
        self._lay(_("Разделение ролей"), SPLIT, found.of_split, structure.split, SPLITS)

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    def _lay(
        self,
        what: Text,
        path: str,
        verdict: Verdict[OrganisationModel] | Verdict[RoleSplit],
        chosen: Choice,
        qualities: dict[OrganisationModel, Qualities] | dict[RoleSplit, Qualities],
    ) -> None:
        session, say = self._session, self._session.say
        way = verdict.way
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(label(say(what), "caption"))
        names.addWidget(_wrapped(say(way.title_text), "strong"))
        head.addLayout(names, 1)
        if chosen is way:
            head.addWidget(label(say(_("✓ выбрано")), "caption"))
        else:
            button = QPushButton(say(_("Выбрать")))
            told = say(_("Выбрать: {way}", way=way.title_text))
            button.setAccessibleName(told)
            button.clicked.connect(lambda _on=False: session.answer(path, way))
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(head)
        for factor in verdict.reasons:
            self._column.addWidget(_point("•", say(factor.sentence)))
        for other in dict.fromkeys(factor.speaks_for for factor in verdict.factors):
            if other is not way:
                against = _("За вариант «{way}»:", way=other.title_text)
                self._column.addWidget(_wrapped(say(against), "caption"))
                for factor in verdict.factors:
                    if factor.speaks_for is other:
                        self._column.addWidget(_point("•", say(factor.sentence), "caption"))
        found = {key.value: value for key, value in qualities.items()}[way.value]
        sides = QGridLayout()
        sides.setHorizontalSpacing(theme.INSIDE)
        for place, (title, points) in enumerate(
            ((_("Что даёт"), found.pluses), (_("Чем платите"), found.minuses))
        ):
            sides.setColumnStretch(place, 1)
            sides.addWidget(label(say(title), "caption"), 0, place)
            sign = "−" if place else "+"
            for row, point in enumerate(points, 1):
                sides.addWidget(_point(sign, say(point)), row, place, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(sides)


def _point(mark: str, text: str, role: str = "") -> QWidget:
    """A point of a list: its mark stands before all of its lines."""
    point = QWidget()
    row = QHBoxLayout(point)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.TINY)
    row.addWidget(label(mark, role), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(_wrapped(text, role), 1)
    return point


def _wrapped(text: str, role: str) -> QLabel:
    found = label(text, role)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(True)
    found.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
    return found
