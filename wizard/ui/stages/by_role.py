"""Pages that ask the same of every role: a picker of roles, and cards of the picked one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wizard.project.model import Row
from wizard.project.structure import Role
from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.binding.inputs import show_if
from wizard.ui.session import Session
from wizard.ui.stages.page import Page
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.flow import Flow
from wizard.ui.widgets.parts import clear

_WIDEST_TAB = 300


class RolePage(Page):
    """A page with cards for one role at a time. `rows_path` is the list with a row for each."""

    rows_path: str

    def __init__(self, session: Session, parent: QWidget) -> None:
        self.role_id = ""
        self._role_cards: list[Card] = []
        super().__init__(session, parent)

    def build_role(self, role: Role) -> None:
        """Lay the cards of a role, made by `role_card`."""
        raise NotImplementedError

    def pick_role(self) -> None:
        """Put the picker and the place of the role's cards here."""
        self._picker = Flow()
        self._picker.setAccessibleName(self.session.say(_("Роль")))
        self.column.addWidget(self._picker)
        self._holder = QWidget()
        self._role_column = QVBoxLayout(self._holder)
        self._role_column.setContentsMargins(0, 0, 0, 0)
        self._role_column.setSpacing(theme.GAP)
        self.column.addWidget(self._holder)
        self._titles: list[tuple[str, str]] = []
        self._fill_picker()

    def role_card(self, title: Text | None = None) -> Card:
        """A card of the picked role."""
        card = Card(self.session, title, place=self.name)
        self._role_cards.append(card)
        self.cards.append(card)
        card.turned.connect(self._say_fold_all)
        self._role_column.addWidget(card)
        return card

    def role_path(self, name: str) -> str:
        """The path of an answer about the picked role."""
        return f"{self.rows_path}.{self.role_id}.{name}"

    def refresh(self) -> None:
        """Show the project as it is now; the picked role may be gone."""
        self._fill_picker()
        super().refresh()

    def reveal(self, path: str) -> bool:
        """Pick the role that the path leads to, then lead on."""
        if self.session.detailed and path.startswith(f"{self.rows_path}."):
            role_id = path[len(self.rows_path) + 1 :].partition(".")[0]
            if any(role.id == role_id for role in self.session.project.structure.roles):
                self._pick(role_id)
        return super().reveal(path)

    def _fill_picker(self) -> None:
        roles = self.session.project.structure.roles
        titles = [(role.id, role.title) for role in roles]
        if titles != self._titles:
            self._titles = titles
            clear(self._picker.flow)
            for number, role in enumerate(roles, 1):
                button = QPushButton()
                button.setProperty("role", "tab")
                _name(button, role.title or str(number))
                button.setCheckable(True)
                button.setProperty("roleId", role.id)
                button.clicked.connect(lambda _on=False, role_id=role.id: self._pick(role_id))
                self._picker.flow.addWidget(button)
            self._picker.updateGeometry()
        known = [role.id for role in roles]
        if self.role_id not in known:
            self._pick(known[0] if known else "")
        else:
            self._mark()

    def _pick(self, role_id: str) -> None:
        if role_id != self.role_id:
            for card in self._role_cards:
                for part in card.bound:
                    part.commit()
                self.cards.remove(card)
            self._role_cards = []
            clear(self._role_column)
            self.role_id = role_id
            for role in self.session.project.structure.roles:
                if role.id == role_id:
                    self.build_role(role)
            for card in self._role_cards:
                card.show_if_asked()
        self._mark()

    def _mark(self) -> None:
        # Basic depth asks of all roles at once, in a table.
        for part in (self._picker, self._holder):
            show_if(part, self.session.detailed)
        for button in self._picker.findChildren(QPushButton):
            button.setChecked(button.property("roleId") == self.role_id)


def _name(button: QPushButton, title: str) -> None:
    """Write a title on a button; a very long one is told whole by the tip."""
    button.ensurePolished()
    shown = button.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, _WIDEST_TAB)
    button.setText(shown)
    button.setAccessibleName(title)
    if shown != title:
        button.setToolTip(title)


def role_title(session: Session, row: Row) -> str:
    """The title of the role whose id a row carries."""
    for number, role in enumerate(session.project.structure.roles, 1):
        if role.id == row.id:
            return role.title or str(number)
    return row.id
