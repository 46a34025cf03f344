"""A section of a page: a white card with a title, holding fields, tables and texts.

A card remembers what on it is bound to the project, so that its page can refresh it, take over
what is typed and lead to a path.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
)

from wizard.project.asked import ASKED_WHEN
from wizard.project.model import Row
from wizard.project.path import is_basic_at
from wizard.texts import Text
from wizard.ui import icons, shortcuts, theme
from wizard.ui.binding.entry import Options
from wizard.ui.binding.field import Field, Months, Proposal, When
from wizard.ui.binding.inputs import show_if
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_model import Column, Shown, TableModel, Totals
from wizard.ui.session import Session
from wizard.ui.shortcuts import Shortcut
from wizard.ui.widgets.detail import Bound, BoundTable, Detail
from wizard.ui.widgets.fold import Fold, contents
from wizard.ui.widgets.parts import holder, label


class Card(QFrame):
    """A section with a title and, at its right, an aside."""

    turned = Signal()
    """The card has been folded or unfolded."""

    def __init__(
        self,
        session: Session,
        title: Text | None = None,
        *,
        in_all_depths: bool = False,
        place: str = "",
        folded_at_first: bool = False,
    ) -> None:
        """`place` is the page, under which it is remembered whether the card is folded."""
        super().__init__()
        self.setProperty("role", "card")
        self.session = session
        self._in_all_depths = in_all_depths
        self._asks_basic = in_all_depths
        self.bound: list[Bound] = []
        self._when: When | None = None
        outer = self._outer = QVBoxLayout(self)
        outer.setSpacing(theme.GAP)
        self._body, self.column = holder()
        self._tables: list[Table] = []
        self._commands: list[QToolButton] = []
        self._fold: Fold | None = None
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.SMALL)
        self._aside: Callable[[], str] | None = None
        self._aside_when_folded = True
        self.aside_label = label("", "caption")
        if title is not None:
            self.setAccessibleName(session.say(title))
            self._fold = Fold(session, title, place, folded_at_first=folded_at_first)
            self._fold.turned.connect(self._turn)
            self.title = self._fold.title
            self.head.addWidget(self._fold)
            self.head.addStretch(1)
            self.head.addWidget(self.aside_label)
            outer.addLayout(self.head)
        else:
            self.aside_label.setParent(self)  # not shown, but it must go with the card
            self.aside_label.hide()
        outer.addWidget(self._body)
        self._show_body()

    def aside(self, text: Callable[[], str], *, when_folded: bool = True) -> None:
        """A live remark at the right of the title."""
        self._aside, self._aside_when_folded = text, when_folded
        self._say_aside()

    def only_when(self, when: When) -> None:
        """Show the card for some projects alone."""
        self._when = when

    @property
    def is_asked(self) -> bool:
        """Whether the card means anything for the project as it is now."""
        if not (self.session.detailed or self._asks_basic):
            return False
        return self._when is None or self._when(self.session.project)

    def show_if_asked(self) -> None:
        """Show or hide the card by its condition and the depth, if it has any."""
        if self._when is not None or not self._in_all_depths:
            show_if(self, self.is_asked)
        if self.is_folded and self.is_asked:
            self._say_aside()

    def refresh(self) -> None:
        """Show the project's answers."""
        self.show_if_asked()
        if not self.is_asked:
            return
        self._say_aside()
        if not self.is_folded:
            for part in self.bound:
                part.refresh()

    @property
    def is_folded(self) -> bool:
        """Whether the head alone is shown."""
        return self._fold is not None and self._fold.is_folded

    @property
    def can_fold(self) -> bool:
        """Whether the card has a head to be folded to."""
        return self._fold is not None

    def fold(self) -> None:
        """Show the head alone."""
        if self._fold is not None:
            self._fold.set_folded(True)

    def unfold(self) -> None:
        """Show all of the card."""
        if self._fold is not None:
            self._fold.set_folded(False)

    def _turn(self) -> None:
        for button in self._commands:
            button.hide()
        self._show_body()
        if self.is_asked:
            self.refresh()
        self.turned.emit()

    def _show_body(self) -> None:
        self._body.setVisible(not self.is_folded)
        above = theme.SMALL if self.is_folded else theme.INSIDE
        self._outer.setContentsMargins(theme.INSIDE, above, theme.INSIDE, above)

    def _say_aside(self) -> None:
        told = self._aside is not None and (self._aside_when_folded or not self.is_folded)
        says = [self._aside()] if self._aside is not None and told else []
        if self.is_folded:
            says = [*contents(self.session, self._tables, self.bound), *says]
        self.aside_label.setText(" · ".join(filter(None, says)))

    def field(
        self,
        path: str,
        *,
        title: Text | None = None,
        options: Options | None = None,
        when: When | None = None,
        wide: bool | None = None,
        proposal: Proposal | None = None,
    ) -> Field:
        """Ask one question."""
        self._has(path)
        field = Field(
            self.session,
            path,
            title=title,
            options=options,
            when=when or ASKED_WHEN.get(path),
            wide=wide,
            proposal=proposal,
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
        self._has(path)
        months = Months(self.session, path, when=when or ASKED_WHEN.get(path))
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
        in_sequence: bool = False,
        detail: Sequence[str] = (),
        detail_when: dict[str, Callable[[Row], bool]] | None = None,
        nested: Mapping[str, Sequence[Column | Shown]] | None = None,
        proposals: Mapping[str, Callable[[Row], str]] | None = None,
        model: type[TableModel] = TableModel,
    ) -> Table:
        """Ask for a list. `detail` are the questions of a row that stand below the table.

        In a list that is `in_sequence` the order of the rows means something: it is not sorted.
        `proposals` are what stands in the papers while such a question is empty.
        """
        rows = model(
            self.session, path, columns, invite=invite, totals=totals, in_sequence=in_sequence
        )
        table = self.lay_table(Table(rows))
        if detail:
            below = Detail(
                self.session, path, table, detail, detail_when or {}, nested or {}, proposals or {}
            )
            self.column.addWidget(below)
            self.bound.append(below)
        return table

    def lay_table(self, table: Table) -> Table:
        """Put a table made elsewhere on the card, with the commands of its rows."""
        if table.table_model.invite is not None:
            self._row_commands(table)
        self.column.addWidget(table)
        self._tables.append(table)
        path = table.table_model.path
        basic = self._has(path)
        self.bound.append(BoundTable(path, table, detailed_only=not basic))
        return table

    def _has(self, path: str) -> bool:
        """Take note of a question on the card; whether basic depth asks it here."""
        basic = self._in_all_depths or is_basic_at(self.session.project, path)
        self._asks_basic = self._asks_basic or basic
        return basic

    def _row_commands(self, table: Table) -> None:
        do = table.commands
        commands: tuple[tuple[str, Shortcut, Callable[[], None]], ...] = (
            ("arrow-up", shortcuts.ROW_UP, lambda: do.move_row(-1)),
            ("arrow-down", shortcuts.ROW_DOWN, lambda: do.move_row(1)),
            ("copy", shortcuts.DOUBLE_ROW, do.double_rows),
            ("trash", shortcuts.REMOVE_ROWS, do.remove_rows),
            ("dots-three", shortcuts.COMMANDS, do.show_menu),
        )
        buttons = []
        for icon, shortcut, command in commands:
            button = QToolButton()
            button.setIcon(icons.icon(icon))
            button.setToolTip(shortcut.told(self.session.say))
            button.setAccessibleName(shortcut.told(self.session.say))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda _on=False, command=command: command())
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
            button.hide()
            self.head.insertWidget(self.head.count() - 1, button)
            buttons.append(button)
        self._commands += buttons

        def show(row_id: str) -> None:
            for button in buttons:
                button.setVisible(bool(row_id))

        table.row_chosen.connect(show)
