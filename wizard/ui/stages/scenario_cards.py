"""Scenarios on the summary: side by side with the base plan, and below what each one changes."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from wizard.plan.figures import Figures
from wizard.plan.scenarios import compared
from wizard.project.goals import GoalBy
from wizard.project.path import get
from wizard.project.scenarios import Change, Scenario
from wizard.texts import Text, Verbatim, _
from wizard.ui import theme
from wizard.ui.background import Later
from wizard.ui.binding.answers import AnswerRows, Answers, value_now
from wizard.ui.binding.inputs import show_if
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_model import Column, Shown
from wizard.ui.mishaps import tell_failed
from wizard.ui.session import Session
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.detail import BoundTable, lead_between
from wizard.ui.widgets.figures import month_name, short_money
from wizard.ui.widgets.parts import clear, label, link, rule

PATH = "scenarios.scenarios"
_ROWS: tuple[tuple[str, Text, str], ...] = (
    ("goals.revenue", _("Выручка за весь план"), "total"),
    ("result.operating_profit", _("Прибыль отдела"), "total"),
    ("structure.staff", _("Людей к концу плана"), "last"),
    ("result.break_even_month", _("Точка безубыточности"), "month"),
    ("result.funding_need", _("Нужно денег"), "total"),
)


def lay_scenarios(card: Card) -> None:
    """Put the comparison, the list of scenarios and the changes of the chosen one on a card."""
    comparison = Comparison(card.session)
    card.column.addWidget(comparison)
    card.bound.append(comparison)
    card.aside(lambda: _kept_by_the_goal(card.session))
    card.column.addSpacing(theme.SMALL)
    table = card.table(
        PATH,
        [Column("name", width=190), Column("note", stretch=1)],
        invite=_("Новый сценарий…"),
    )
    changes = Changes(card.session, table)
    card.column.addWidget(changes)
    card.bound.insert(0, changes)  # asked first: it names the change, the table only its scenario


def _kept_by_the_goal(session: Session) -> str:
    """Why a scenario leaves the revenue or the profit as it is: the goal asks for just that."""
    match session.project.goals.goal_by:
        case GoalBy.REVENUE:
            return session.say(_("цель — выручка: меняются лиды, люди и расходы"))
        case GoalBy.PROFIT:
            return session.say(_("цель — прибыль: меняются сделки, лиды и люди"))
        case _:
            return ""


class Comparison(QFrame):
    """The base plan and every scenario side by side."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._later = Later(self)
        self._later.found.connect(self._show)
        self.setAccessibleName(session.say(_("Сценарии рядом")))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.SMALL, 0, theme.SMALL, 0)
        self._grid.setHorizontalSpacing(theme.INSIDE)
        self._grid.setVerticalSpacing(theme.SMALL)
        self._grid.setColumnStretch(0, 1)
        self._later.failed.connect(lambda: tell_failed(session, self._grid))
        self.refresh()

    def refresh(self) -> None:
        """Compare the scenarios of the project as it is now."""
        project = self._session.project
        self._later.ask(lambda: compared(project))

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    def _show(self, found: dict[str, Figures]) -> None:
        session = self._session
        clear(self._grid)
        names = {one.id: one.name or one.id for one in session.project.scenarios.scenarios}
        for place, (key, figures) in enumerate(found.items(), 1):
            name = names.get(key, "") if key else session.say(_("Базовый"))
            active = session.project.scenarios.active == key
            heading = label(f"● {name}" if active else name, "strong" if active else "caption")
            heading.setWordWrap(True)
            self._add(heading, 0, place)
            for number, (line, _title, of) in enumerate(_ROWS, 1):
                cell = label(self._text(figures, line, of, found.values()), "")
                cell.setTextFormat(Qt.TextFormat.PlainText)
                self._add(cell, number * 2, place)
        for number, (_line, title, _of) in enumerate(_ROWS, 1):
            self._grid.addWidget(rule(), number * 2 - 1, 0, 1, len(found) + 1)
            name_of = label(session.say(title), "")
            name_of.setWordWrap(True)
            name_of.setMinimumWidth(120)
            self._grid.addWidget(name_of, number * 2, 0)

    def _add(self, cell: QLabel, row: int, column: int) -> None:
        cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        cell.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._grid.addWidget(cell, row, column)

    def _text(self, figures: Figures, key: str, of: str, beside: Iterable[Figures]) -> str:
        figure = figures.get(key)
        if figure is None:
            return "—"
        if of == "month":
            number = round(figure.total)
            return month_name(self._session, number) if number else self._never()
        value = figure.last if of == "last" else figure.total
        if figure.unit.money:
            totals = [one[key].total for one in beside if key in one]
            return short_money(self._session, value, figure.unit, totals)
        return self._session.written(value, figure.unit, sign=False)

    def _never(self) -> str:
        return self._session.say(_("не в этом плане"))


class Changes(QFrame):
    """What the chosen scenario changes."""

    def __init__(self, session: Session, table: Table) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._session, self._table = session, table
        self._answers = Answers(session, in_every_row=True)
        self._row_id = ""
        self._bound: BoundTable | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.SMALL)
        self._title = label("", "strong")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        self._remove = link(session.say(_("Убрать изменение")), self._remove_change)
        head.addWidget(self._remove)
        column.addLayout(head)
        self._place: Table | None = None
        table.row_chosen.connect(self._choose)
        lead_between(table, self, lambda: self._place)
        self.refresh()

    def refresh(self) -> None:
        """Show the chosen scenario, or the first one."""
        rows = self._rows()
        if self._row_id not in [row.id for row in rows]:
            self._row_id = ""
            self._choose(rows[0].id if rows else "")
            return
        show_if(self, bool(rows))
        self._say_title()
        if self._bound is not None:
            self._bound.refresh()

    def commit(self) -> None:
        """Hand over what is typed."""
        if self._bound is not None:
            self._bound.commit()

    def reveal(self, path: str) -> bool:
        """Open the scenario and the cell that the path leads to."""
        row_id, _dot, rest = path.removeprefix(f"{PATH}.").partition(".")
        if not path.startswith(f"{PATH}.") or not rest.startswith("changes"):
            return False
        self._choose(row_id)
        return self._bound is not None and self._bound.reveal(path)

    def _rows(self) -> tuple[Scenario, ...]:
        return self._session.project.scenarios.scenarios

    def _choose(self, row_id: str) -> None:
        if (row_id or self._row_id) == self._row_id and self._place is not None:
            return
        self.commit()
        if self._place is not None:
            self._place.hide()
            self._place.deleteLater()
            self._place = self._bound = None
        self._row_id = row_id
        show_if(self, bool(row_id))
        layout = self.layout()
        if not row_id or layout is None:
            return
        self._say_title()
        path = f"{PATH}.{row_id}.changes"
        columns: list[Column | Shown] = [
            Column("path", stretch=1, options=self._answers),
            Column("how", width=128),
            Column("value", width=96),
            Shown(_("Сейчас"), _now, width=150),
        ]
        model = AnswerRows(self._session, path, columns, invite=_("Что изменится…"))
        self._place = Table(model)
        self._bound = BoundTable(path, self._place)
        layout.addWidget(self._place)
        self._place.show()
        remove = self._remove
        self._place.row_chosen.connect(lambda chosen: remove.setEnabled(bool(chosen)))
        remove.setEnabled(False)

    def _remove_change(self) -> None:
        if self._place is not None:
            self._place.commands.remove_rows()

    def _say_title(self) -> None:
        found: Scenario = get(self._session.project, f"{PATH}.{self._row_id}")
        name = Verbatim(found.name or self._row_id)
        self._title.setText(self._session.say(_("Что меняет «{name}»", name=name)))


def _now(session: Session, row: object) -> str:
    return value_now(session, row.path) if isinstance(row, Change) and row.path else ""
