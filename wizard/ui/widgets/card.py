"""A section of a page: a white card with a title, holding fields, tables and texts.

A card remembers what on it is bound to the project, so that its page can refresh it, take over
what is typed and lead to a path.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from wizard.project.model import Row
from wizard.project.path import get
from wizard.texts import Text, Verbatim, _
from wizard.ui import icons, theme
from wizard.ui.binding.entry import Options
from wizard.ui.binding.field import Field, Fields, Months, When
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_model import Column, Shown, TableModel, Totals
from wizard.ui.session import Session


class Bound(Protocol):
    """Something on a page that shows a part of the project."""

    def refresh(self) -> None: ...
    def commit(self) -> None: ...
    def reveal(self, path: str) -> bool: ...


class Card(QFrame):
    """A section with a title and, at its right, an aside."""

    def __init__(self, session: Session, title: Text | None = None) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.session = session
        self.bound: list[Bound] = []
        self._when: When | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(theme.INSIDE, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        self.column.setSpacing(theme.GAP)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.SMALL)
        self._aside: Callable[[], str] | None = None
        self._aside_label = label("", "caption")
        if title is not None:
            self.setAccessibleName(session.say(title))
            self.title = label(session.say(title), "section")
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            self.head.addWidget(self._aside_label)
            self.column.addLayout(self.head)

    def aside(self, text: Callable[[], str]) -> None:
        """A live remark at the right of the title."""
        self._aside = text
        self._aside_label.setText(text())

    def only_when(self, when: When) -> None:
        """Show the card for some projects alone."""
        self._when = when

    def refresh(self) -> None:
        """Show the project's answers."""
        if self._when is not None:
            asked = self._when(self.session.project)
            self.setVisible(asked)
            if not asked:
                return
        if self._aside is not None:
            self._aside_label.setText(self._aside())
        for part in self.bound:
            part.refresh()

    def field(
        self,
        path: str,
        *,
        title: Text | None = None,
        hint: Text | None = None,
        options: Options | None = None,
        when: When | None = None,
        wide: bool | None = None,
    ) -> Field:
        """Ask one question."""
        field = Field(
            self.session, path, title=title, hint=hint, options=options, when=when, wide=wide
        )
        self.column.addWidget(field)
        self.bound.append(field)
        return field

    def fields(self, *paths: str) -> None:
        """Ask several questions as they are described in the project model."""
        for path in paths:
            self.field(path)

    def months(self, path: str, *, when: When | None = None) -> None:
        """Ask for twelve numbers of a year."""
        months = Months(self.session, path, when=when)
        self.column.addWidget(months)
        self.bound.append(months)

    def say(self, text: Text, role: str = "sentence") -> QLabel:
        """A paragraph."""
        paragraph = label(self.session.say(text), role)
        paragraph.setWordWrap(True)
        self.column.addWidget(paragraph)
        return paragraph

    def table(
        self,
        path: str,
        columns: Sequence[Column | Shown],
        *,
        invite: Text | None = None,
        totals: Totals | None = None,
        detail: Sequence[str] = (),
        detail_when: dict[str, Callable[[Row], bool]] | None = None,
    ) -> Table:
        """Ask for a list. `detail` are the questions of a row that stand below the table."""
        model = TableModel(self.session, path, columns, invite=invite, totals=totals)
        table = Table(model)
        if invite is not None:
            self._row_commands(table)
        self.column.addWidget(table)
        self.bound.append(_BoundTable(self.session, path, table))
        if detail:
            below = Detail(self.session, path, table, detail, detail_when or {})
            self.column.addWidget(below)
            self.bound.append(below)
        return table

    def _row_commands(self, table: Table) -> None:
        commands: tuple[tuple[str, Text, Callable[[], None]], ...] = (
            ("arrow-up", _("Строку выше (Alt+↑)"), lambda: table.move_row(-1)),
            ("arrow-down", _("Строку ниже (Alt+↓)"), lambda: table.move_row(1)),
            ("trash", _("Удалить строку (Ctrl+Delete)"), table.remove_rows),
        )
        buttons = []
        for icon, text, command in commands:
            button = QToolButton()
            button.setIcon(icons.icon(icon))
            button.setToolTip(self.session.say(text))
            button.setAccessibleName(self.session.say(text))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, command=command: command())
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            button.hide()
            self.head.insertWidget(self.head.count() - 1, button)
            buttons.append(button)

        def show(row_id: str) -> None:
            for button in buttons:
                button.setVisible(bool(row_id))

        table.row_chosen.connect(show)


class _BoundTable:
    def __init__(self, session: Session, path: str, table: Table) -> None:
        self._session, self._path, self._table = session, path, table

    def refresh(self) -> None:
        self._table.refresh()

    def commit(self) -> None:
        self._table.commit()

    def reveal(self, path: str) -> bool:
        if path == self._path:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self._table.currentIndex().isValid():
                self._table.setCurrentIndex(self._table.table_model.index(0, 0))
            return True
        return self._table.reveal(path)


class Detail(QFrame):
    """The questions of a table's current row that found no room in its columns."""

    def __init__(
        self,
        session: Session,
        path: str,
        table: Table,
        names: Sequence[str],
        when: dict[str, Callable[[Row], bool]],
    ) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._session, self._path, self._table = session, path, table
        self._names, self._row_when, self._row_id = tuple(names), when, ""
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SMALL, theme.TINY, theme.GAP, theme.TINY)
        column.setSpacing(theme.SMALL)
        self._title = QPushButton()
        self._title.setProperty("role", "fold")
        self._title.setCheckable(True)
        self._title.toggled.connect(self._fold)
        column.addWidget(self._title)
        self._fields = Fields()
        self._fields.hide()
        column.addWidget(self._fields)
        self._fold(False)
        table.row_chosen.connect(self._choose)
        self.refresh()

    def refresh(self) -> None:
        """Show the current row, or the first one."""
        rows = self._rows()
        ids = [row.id for row in rows]
        if self._row_id not in ids:
            self._choose(ids[0] if ids else "")
            return
        self._say_title()
        for field in self._fields.fields:
            field.refresh()

    def commit(self) -> None:
        """Hand over what is typed."""
        for field in self._fields.fields:
            field.commit()

    def reveal(self, path: str) -> bool:
        """Open the row that the path leads to and its field."""
        if not path.startswith(f"{self._path}."):
            return False
        row_id, _dot, name = path[len(self._path) + 1 :].partition(".")
        if name.partition(".")[0] not in {own.partition(".")[0] for own in self._names}:
            return False
        self._table.reveal(f"{self._path}.{row_id}")
        self._title.setChecked(True)
        return any(field.reveal(path) for field in self._fields.fields)

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
        self._fields.clear()
        self._row_id = row_id
        self.setVisible(bool(row_id))
        if not row_id:
            return
        self._say_title()
        if self._title.isChecked():
            self._fill()

    def _fold(self, is_open: bool) -> None:
        self._title.setIcon(icons.icon("caret-down" if is_open else "caret-right"))
        self._fields.setVisible(is_open)
        if is_open and not self._fields.fields:
            self._fill()

    def _fill(self) -> None:
        for name in self._names:
            path = f"{self._path}.{self._row_id}.{name}"
            self._fields.add(Field(self._session, path, when=self._when_of(name)))

    def _when_of(self, name: str) -> When | None:
        usable = self._row_when.get(name)
        if usable is None:
            return None
        row_id = self._row_id
        return lambda project: any(
            usable(row) for row in get(project, self._path) if row.id == row_id
        )

    def _say_title(self) -> None:
        for number, row in enumerate(self._rows(), 1):
            if row.id == self._row_id:
                name = str(getattr(row, "name", "") or getattr(row, "title", "") or number)
                self._title.setText(self._session.say(_("Подробнее: {name}", name=Verbatim(name))))


def label(text: str, role: str) -> QLabel:
    """A text in a role of the theme."""
    found = QLabel(text)
    found.setProperty("role", role)
    return found


def link(text: str, command: Callable[[], object]) -> QPushButton:
    """A command that reads as a link."""
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(lambda _on=False: command())
    return button


def rule() -> QFrame:
    """A thin line."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def holder() -> tuple[QWidget, QVBoxLayout]:
    """A bare column of widgets."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GAP)
    return widget, column
