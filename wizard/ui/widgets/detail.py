"""The questions of a table's current row that found no room in its columns, below the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from wizard.project.model import Row, questions
from wizard.project.path import get
from wizard.texts import Verbatim, _
from wizard.ui import icons, shortcuts, theme
from wizard.ui.binding.entry import Kind, entry_of, row_name, row_type
from wizard.ui.binding.field import Field, Proposal, When
from wizard.ui.binding.inputs import show_if
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_model import Column, Shown, TableModel
from wizard.ui.session import Session
from wizard.ui.tab_order import tab_stops
from wizard.ui.widgets.anchor import bring_soon
from wizard.ui.widgets.parts import FoldTitle, clear, label


class Bound(Protocol):
    """Something on a page that shows a part of the project."""

    def refresh(self) -> None: ...
    def commit(self) -> None: ...
    def reveal(self, path: str) -> bool: ...


class BoundTable:
    """A table as a bound part of a page; `detailed_only` for one that basic depth leaves out."""

    def __init__(self, path: str, table: Table, *, detailed_only: bool = False) -> None:
        self._path, self._table, self._detailed_only = path, table, detailed_only

    def refresh(self) -> None:
        """Show the project's rows."""
        self._table.refresh()
        if self._detailed_only:
            show_if(self._table, self._table.table_model.session.detailed)

    def commit(self) -> None:
        """Hand over what is typed in an open cell."""
        self._table.commit()

    def reveal(self, path: str) -> bool:
        """Put the cursor on the cell of a path, or into the list itself."""
        if path != self._path:
            return self._table.reveal(path)
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self._table.currentIndex().isValid():
            self._table.setCurrentIndex(self._table.table_model.index(0, 0))
        return True


def lead_between(table: Table, part: QWidget, enter: Callable[[], QWidget | None]) -> None:
    """Let a key lead from a row of a table to the part of its page that asks the rest of it, and
    back. `enter` opens that part and gives back where its first answer is."""

    def go() -> None:
        table.commit()
        found = enter() if table.table_model.row_at(table.currentIndex().row()) else None
        if found is not None:
            found.setFocus(Qt.FocusReason.TabFocusReason)
            bring_soon(found)

    def back() -> None:
        table.setFocus(Qt.FocusReason.BacktabFocusReason)
        bring_soon(table)

    table.commands.lead_to_detail(go)
    for sequence in shortcuts.ROW_DETAIL.sequences:
        key = QShortcut(sequence, part)
        key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        key.activated.connect(back)


class Detail(QFrame):
    """The rest of a row: fields, and the lists that the row itself holds. Folded at first.

    `nested` names the columns of such a list; without them all its fields are columns.
    """

    def __init__(
        self,
        session: Session,
        path: str,
        table: Table,
        names: Sequence[str],
        when: Mapping[str, Callable[[Row], bool]],
        nested: Mapping[str, Sequence[Column | Shown]],
        proposals: Mapping[str, Callable[[Row], str]],
    ) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._session, self._path, self._table = session, path, table
        self._names, self._row_when, self._nested = tuple(names), when, nested
        self._proposals = proposals
        self._row_id = ""
        self._bound: list[Bound] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, theme.TINY, theme.GAP, theme.TINY)
        column.setSpacing(theme.SMALL)
        self._title = FoldTitle()
        self._title.toggled.connect(self._fold)
        column.addWidget(self._title)
        self._body = QWidget()
        self._inside = QVBoxLayout(self._body)
        self._inside.setContentsMargins(theme.SMALL, 0, 0, theme.SMALL)
        self._inside.setSpacing(theme.GAP)
        column.addWidget(self._body)
        self._fold(False)
        table.row_chosen.connect(self._choose)
        lead_between(table, self, self._enter)
        self.refresh()

    def refresh(self) -> None:
        """Show the current row, or the first one."""
        ids = [row.id for row in self._rows()]
        if self._row_id not in ids:
            self._choose(ids[0] if ids else "")
            return
        show_if(self, self._session.detailed and bool(self._row_id))
        self._say_title()
        for part in self._bound:
            part.refresh()

    def commit(self) -> None:
        """Hand over what is typed."""
        for part in self._bound:
            part.commit()

    def reveal(self, path: str) -> bool:
        """Open the row that the path leads to and its field."""
        if not self._session.detailed or not path.startswith(f"{self._path}."):
            return False
        row_id, _dot, name = path[len(self._path) + 1 :].partition(".")
        if name.partition(".")[0] not in {own.partition(".")[0] for own in self._names}:
            return False
        self._table.reveal(f"{self._path}.{row_id}")
        self._title.setChecked(True)
        return any(part.reveal(path) for part in self._bound)

    def _rows(self) -> tuple[Row, ...]:
        if not self._session.exists(self._path):
            return ()
        found: tuple[Row, ...] = get(self._session.project, self._path)
        return found

    def _choose(self, row_id: str) -> None:
        if row_id == self._row_id and row_id:
            return
        if not row_id and self._rows():
            return  # the inviting row has no details: keep showing the last one
        self.commit()
        self._bound = []
        clear(self._inside)
        self._row_id = row_id
        show_if(self, self._session.detailed and bool(row_id))
        if row_id:
            self._say_title()
            if self._title.isChecked():
                self._fill()

    def _enter(self) -> QWidget | None:
        """Unfold; the first answer."""
        if self.isHidden():
            return None
        self._title.setChecked(True)
        return next(tab_stops(self._body), self._title)

    def _fold(self, is_open: bool) -> None:
        self._title.setIcon(icons.icon("caret-down" if is_open else "caret-right"))
        self._body.setVisible(is_open)
        if is_open and not self._bound and self._row_id:
            self._fill()

    def _fill(self) -> None:
        for name in self._names:
            path = f"{self._path}.{self._row_id}.{name}"
            row_class = row_type(self._session.project, self._path)
            if name in row_class.model_fields and (
                entry_of(self._session, row_class, name, None).kind is Kind.ROWS
            ):
                self._add_table(path, name)
                continue
            field = Field(
                self._session, path, when=self._when_of(name), proposal=self._proposal_of(name)
            )
            self._bound.append(field)
            self._inside.addWidget(field)
            field.refresh()  # now that it has a place it may be seen, and take the focus

    def _add_table(self, path: str, name: str) -> None:
        session = self._session
        columns = self._nested.get(name) or [
            Column(field) for field in questions(row_type(session.project, path))
        ]
        self._inside.addWidget(label(session.say(session.question(path).title), "caption"))
        table = Table(TableModel(session, path, columns, invite=_("Добавить…")))
        self._bound.append(BoundTable(path, table))
        self._inside.addWidget(table)

    def _when_of(self, name: str) -> When | None:
        usable = self._row_when.get(name)
        if usable is None:
            return None
        row_id = self._row_id
        return lambda project: any(
            usable(row) for row in get(project, self._path) if row.id == row_id
        )

    def _proposal_of(self, name: str) -> Proposal | None:
        proposed = self._proposals.get(name)
        if proposed is None:
            return None
        row_id = self._row_id
        return lambda project: "".join(
            proposed(row) for row in get(project, self._path) if row.id == row_id
        )

    def _say_title(self) -> None:
        for number, row in enumerate(self._rows(), 1):
            if row.id == self._row_id:
                first = self._table.table_model.index(number - 1, 0)
                name = row_name(row) or str(first.data() or number)
                self._title.say(self._session.say(_("Подробнее: {name}", name=Verbatim(name))))
