"""The parts of a role's bonus: the list, and below it what the chosen part is counted from.

Which questions a part asks follows from its kind; they change when the kind does.
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from wizard.project import edit
from wizard.project.bonus import Component, ComponentKind, ProductRate, TierMethod, TierOver
from wizard.project.model import Row
from wizard.project.path import get
from wizard.project.project import Project
from wizard.texts import Text, Verbatim, _
from wizard.ui import theme
from wizard.ui.binding.field import Field
from wizard.ui.binding.inputs import show_if
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_model import Column, Shown, TableModel
from wizard.ui.session import Session
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.detail import Bound, BoundTable
from wizard.ui.widgets.parts import clear, label, link
from wizard.units import MONEY, PERCENT

_FIELDS: dict[ComponentKind, tuple[str, ...]] = {
    ComponentKind.PERCENT_OF_SALES: ("scope", "basis", "rate", "period"),
    ComponentKind.FIXED_FOR_PLAN: ("amount", "threshold", "period"),
    ComponentKind.TIERS: ("scope", "basis", "over", "method", "period"),
    ComponentKind.PER_UNIT: ("unit", "stage", "amount", "period"),
    ComponentKind.ON_PREPAYMENT: ("scope", "rate", "period"),
    ComponentKind.ON_CLOSING: ("scope", "rate", "period"),
    ComponentKind.TEAM: ("amount", "threshold", "period"),
    ComponentKind.LEADER: ("amount", "threshold", "period"),
    ComponentKind.COMPANY: ("rate", "period"),
    ComponentKind.KPI: ("period",),
}
_BY_RATE = frozenset(
    {ComponentKind.PERCENT_OF_SALES, ComponentKind.ON_PREPAYMENT, ComponentKind.ON_CLOSING,
     ComponentKind.COMPANY}
)  # fmt: skip
_BY_SUM = frozenset(
    {ComponentKind.FIXED_FOR_PLAN, ComponentKind.PER_UNIT, ComponentKind.TEAM, ComponentKind.LEADER}
)


class BonusParts:
    """The table of parts and the questions of the chosen one, laid on a card."""

    def __init__(self, card: Card, path: str) -> None:
        table = card.table(
            path,
            [
                Column("name", stretch=2),
                Column("kind", stretch=1),
                Column("rate", usable=lambda row: _kind(row) in _BY_RATE),
                Column("amount", usable=lambda row: _kind(row) in _BY_SUM),
                Column("period"),
            ],
            invite=_("Новая часть…"),
        )
        part = _Part(card.session, path, table)
        card.column.addWidget(part)
        card.bound.append(part)


class _Part(QFrame):
    """What the chosen part asks."""

    def __init__(self, session: Session, path: str, table: Table) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._session, self._path, self._table = session, path, table
        self._row_id = ""
        self._shape: tuple[object, ...] = ()
        self._bound: list[Bound] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        self._column.setSpacing(theme.GAP)
        table.row_chosen.connect(self._choose)
        self.refresh()

    def refresh(self) -> None:
        """Show the chosen part, or the first one; ask anew if its kind has changed."""
        rows = self._rows()
        if self._row_id not in [row.id for row in rows]:
            self._row_id = rows[0].id if rows else ""
        row = self._row()
        show_if(self, row is not None)
        if row is None:
            self._shape = ()
            return
        shape = (row.id, row.kind, row.over, row.method, row.name,
                 bool(row.product_rates), bool(row.channel_rates))  # fmt: skip
        if shape != self._shape:
            self._shape = shape
            self._lay(row)
            return
        for part in self._bound:
            part.refresh()

    def commit(self) -> None:
        """Hand over what is typed."""
        for part in self._bound:
            part.commit()

    def reveal(self, path: str) -> bool:
        """Open the part that the path leads to and its field."""
        if not path.startswith(f"{self._path}."):
            return False
        row_id = path[len(self._path) + 1 :].partition(".")[0]
        self._choose(row_id)
        return any(part.reveal(path) for part in self._bound)

    def _choose(self, row_id: str) -> None:
        if row_id and row_id != self._row_id:
            self.commit()
            self._row_id = row_id
            self.refresh()

    def _rows(self) -> tuple[Component, ...]:
        if not self._session.exists(self._path):
            return ()
        found: tuple[Component, ...] = get(self._session.project, self._path)
        return found

    def _row(self) -> Component | None:
        return next((row for row in self._rows() if row.id == self._row_id), None)

    def _lay(self, row: Component) -> None:
        self._bound = []
        clear(self._column)
        say = self._session.say
        name = Verbatim(row.name) if row.name else row.kind.title_text
        self._column.addWidget(label(say(_("Как считается: {name}", name=name)), "strong"))
        base = f"{self._path}.{row.id}"
        for field_name in _FIELDS[row.kind]:
            field = Field(self._session, f"{base}.{field_name}")
            self._bound.append(field)
            self._column.addWidget(field)
            field.refresh()  # now that it has a place it may be seen, and take the focus
        if row.kind is ComponentKind.TIERS:
            self._add_table(f"{base}.tiers", _tier_columns(row), _("Новая ступень…"))
        if row.kind in _BY_RATE:
            self._own_rates(f"{base}.product_rates", "goals.products", _("Ставки по продуктам"))
            self._own_rates(f"{base}.channel_rates", "goals.channels", _("Ставки по каналам"))

    def _add_table(self, path: str, columns: list[Column | Shown], invite: Text | None) -> None:
        table = Table(TableModel(self._session, path, columns, invite=invite))
        self._bound.append(BoundTable(path, table))
        self._column.addWidget(table)

    def _own_rates(self, path: str, of: str, title: Text) -> None:
        session = self._session
        if not get(session.project, path):
            self._column.addWidget(
                link(session.say(_("Задать: {what}", what=title)), lambda: self._set(path, of))
            )
            return
        self._column.addWidget(label(session.say(title), "caption"))

        def name_of(session: Session, row: Row) -> str:
            for found in get(session.project, of):
                if found.id == row.id:
                    return str(found.name)
            return row.id

        shown = Shown(_("Название"), name_of, stretch=1, numeric=False)
        self._add_table(path, [shown, Column("rate")], None)

    def _set(self, path: str, of: str) -> None:
        base = get(self._session.project, path.rpartition(".")[0])

        def with_rates(project: Project) -> Project:
            for row in get(project, of):
                project = edit.with_row(project, path, ProductRate(id=row.id, rate=base.rate))
            return project

        self._session.apply(self._session.question(path).title, path, with_rates)


def _tier_columns(row: Component) -> list[Column | Shown]:
    """Limits as shares of the plan or as sums; a rate, or for straight lines a sum."""
    unit = PERCENT if row.over is TierOver.ATTAINMENT else MONEY
    by_sum = row.method is TierMethod.INTERPOLATED
    columns: list[Column | Shown] = [
        Column("start", stretch=1, unit=unit),
        Column("end", stretch=1, unit=unit),
        Column("amount" if by_sum else "rate", stretch=1),
    ]
    return columns


def _kind(row: Row) -> ComponentKind | None:
    return row.kind if isinstance(row, Component) else None
