"""The right panel: what follows from the answers of the page, at once.

Key figures with their changes, the stage's picture, and advice that leads to the field.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wizard.project.problem import Problem
from wizard.texts import _
from wizard.ui import icons, theme
from wizard.ui.session import Session
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.widgets.advice import Advice
from wizard.ui.widgets.drawing import Drawing
from wizard.ui.widgets.figures import base_figures, change_text, headline, month_of, value_of
from wizard.ui.widgets.parts import clear, label, rule
from wizard.ui.widgets.picture import Picture
from wizard.ui.widgets.pressable import FigureButton

if TYPE_CHECKING:
    from wizard.plan.figures import Figures

PANEL_WIDTH = 320
MOST_PROBLEMS = 6
CHANGE_SHOWN_MS = 6000


class SidePanel(QScrollArea):
    """What follows from the answers."""

    follow = Signal(str)
    """A path to lead to."""
    explain = Signal(str, int, QRect)
    """A figure to explain: its key, its month, its place on the screen."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "panel")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(PANEL_WIDTH)
        self.setAccessibleName(session.say(_("Что получается")))
        body = QWidget()
        body.setProperty("role", "clear")
        self.setWidget(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(theme.INSIDE, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        column.setSpacing(theme.SMALL)
        self._title = label("", "heading")
        column.addWidget(self._title)
        self._drawing = Drawing(session)
        self._drawing.follow.connect(self.follow)
        self._drawing.explain.connect(self.explain)
        self._picture: Picture | None = None
        self._picture_place = QVBoxLayout()
        column.addLayout(self._picture_place)
        self._figures = QVBoxLayout()
        self._figures.setSpacing(0)
        column.addLayout(self._figures)
        column.addSpacing(theme.SMALL)
        self._advice_title = label(session.say(_("Советы")).upper(), "heading")
        column.addWidget(self._advice_title)
        self._advice = QVBoxLayout()
        self._advice.setSpacing(theme.GAP)
        column.addLayout(self._advice)
        self._more = label("", "caption")
        self._more.hide()
        column.addWidget(self._more)
        column.addStretch(1)
        self._rows: list[_FigureRow] = []
        self._told: list[Advice] = []
        self._shown_problems: tuple[str, list[Problem]] | None = None
        self._page: Page | None = None

    def show_page(self, page: Page) -> None:
        """Show what belongs to a page."""
        self._page = page
        self._title.setText(self._session.say(page.panel_title).upper())
        clear(self._figures)
        self._rows = []
        for key_figure in page.key_figures:
            row = _FigureRow(self._session, key_figure)
            row.asked.connect(self.explain)
            self._rows.append(row)
            self._figures.addWidget(row)
        self._drawing.choose(page.picture)
        self._frame_picture()
        self._shown_problems = None
        self.refresh(with_changes=False)

    def refresh(self, *, with_changes: bool = True) -> None:
        """Show the plan as it is now; `with_changes` also by how much it moved."""
        figures = _figures_beside(self._session, self._page)
        for row in self._rows:
            row.refresh(figures, with_changes=with_changes)
        self._drawing.refresh()
        self._refresh_advice()

    def _frame_picture(self) -> None:
        """The frame is made for the first page that has a picture."""
        if self._drawing.name and self._picture is None:
            self._picture = Picture(self._session, self._drawing)
            self._picture_place.addWidget(self._picture)
            self._drawing.show()  # chosen before it had a place, it could not appear
        if self._picture is not None:
            self._picture.setVisible(bool(self._drawing.name))
            if self._drawing.name:
                self._picture.say_caption()

    def _refresh_advice(self) -> None:
        if self._page is None:
            return
        own = _problems_of(self._session, self._page)
        shown = (self._session.scenario, own)
        if shown == self._shown_problems:
            return
        self._shown_problems = shown
        self._advice_title.setVisible(bool(own))
        told = own[:MOST_PROBLEMS]
        # What is said anew stays where it is: the hand may be on its way there.
        if len(told) != len(self._told) or not all(map(Advice.tell, self._told, told)):
            clear(self._advice)
            self._told = [Advice(self._session, one, self.follow.emit) for one in told]
            for advice in self._told:
                self._advice.addWidget(advice)
        self._more.setText(self._session.say(_("и ещё {n}", n=len(own) - len(told))))
        self._more.setVisible(len(own) > len(told))


def _figures_beside(session: Session, page: Page | None) -> Figures:
    return base_figures(session) if page is not None and page.of_base else session.figures


class _FigureRow(FigureButton):
    """A figure beside its name, and below it by how much it has just changed. The change's line is
    always kept free: nothing jumps when one is shown, and no name is cut for it."""

    def __init__(self, session: Session, key_figure: KeyFigure) -> None:
        super().__init__()
        self._session, self._figure = session, key_figure
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(0, theme.TINY, 0, 1)
        row.setSpacing(theme.TINY + 2)
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._label.setContentsMargins(0, 2, 0, 0)  # on the line of the figure's larger letters
        self._value = label("", "figure")
        self._change = label("", "delta")
        kept = self._change.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._change.setSizePolicy(kept)
        row.addWidget(self._label, 1, Qt.AlignmentFlag.AlignTop)
        numbers = QVBoxLayout()
        numbers.setSpacing(0)
        numbers.addWidget(self._value, 0, Qt.AlignmentFlag.AlignRight)
        numbers.addWidget(self._change, 0, Qt.AlignmentFlag.AlignRight)
        row.addLayout(numbers)
        column.addLayout(row)
        column.addWidget(rule())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._change.hide)
        self._change.hide()

    def refresh(self, figures: Figures, *, with_changes: bool) -> None:
        session, wanted = self._session, self._figure
        figure = figures.get(wanted.key)
        self.setVisible(figure is not None)
        if figure is None:
            return
        name = session.say(wanted.label or figure.label)
        on_screen = figures is session.figures  # what is not there cannot be explained
        self.key, self.month = wanted.key if on_screen else "", month_of(session, wanted.of)
        text = headline(session, wanted.key, wanted.of, figures)
        self._label.setText(name)
        self._value.setText(text)
        self.setAccessibleName(f"{name}: {text}")
        now = value_of(figures, wanted.key, wanted.of)
        before = value_of(session.figures_before, wanted.key, wanted.of)
        if not with_changes or not on_screen or now is None or before is None:
            self._change.hide()
            return
        change = change_text(session, figure, now - before)
        self._change.setVisible(bool(change))
        if change:
            self._change.setText(change)
            theme.set_role(self._change, self._role(now - before))
            self._timer.start(CHANGE_SHOWN_MS)

    def _role(self, change: float) -> str:
        if self._figure.better == "neither":
            return "delta"
        return "delta-good" if (change > 0) == (self._figure.better == "more") else "delta-bad"


class FigureStrip(QFrame):
    """The key figures in one line, for windows too narrow for the panel."""

    explain = Signal(str, int, QRect)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "strip")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, theme.SMALL, theme.GAP, theme.SMALL)
        row.setSpacing(theme.EDGE)
        self._cells = QHBoxLayout()
        self._cells.setSpacing(theme.EDGE)
        row.addLayout(self._cells)
        row.addStretch(1)
        self.more = QPushButton()
        self.more.setProperty("role", "quiet")
        self.more.setCheckable(True)
        icons.beside(self.more, "caret-double-left")
        row.addWidget(self.more)
        self._page: Page | None = None

    def show_page(self, page: Page) -> None:
        """Show the first figures of a page."""
        self._page = page
        self.refresh()

    def refresh(self) -> None:
        """Show the plan as it is now."""
        session = self._session
        clear(self._cells)
        figures = _figures_beside(session, self._page)
        for wanted in self._page.key_figures[:3] if self._page is not None else ():
            figure = figures.get(wanted.key)
            if figure is None:
                continue
            cell = FigureButton()
            on_screen = figures is session.figures
            cell.key, cell.month = wanted.key if on_screen else "", month_of(session, wanted.of)
            cell.asked.connect(self.explain)
            column = QVBoxLayout(cell)
            column.setContentsMargins(theme.TINY, 0, theme.TINY, 0)
            column.setSpacing(0)
            name = session.say(wanted.label or figure.label)
            value = headline(session, wanted.key, wanted.of, figures)
            column.addWidget(label(name, "caption"))
            column.addWidget(label(value, "strong"))
            cell.setAccessibleName(f"{name}: {value}")
            self._cells.addWidget(cell)
        told = len(_problems_of(session, self._page)) if self._page is not None else 0
        text = _("Подробности и советы: {n}", n=told) if told else _("Подробности")
        self.more.setText(session.say(text))


def _problems_of(session: Session, page: Page) -> list[Problem]:
    """What a page's panel advises: of the whole plan where a page shows it whole."""
    if page.name in ("summary", "package"):
        return session.problems
    return [problem for problem in session.problems if problem.stage == page.name]
