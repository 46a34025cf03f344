"""The consultant's brand in a project: what is taken over, and the ways to take it or change it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QWidget

from wizard.errors import UserError
from wizard.project.company import Consultant, ConsultantPlace
from wizard.project.project import Project
from wizard.storage.consultant import read_consultant
from wizard.texts import _
from wizard.ui import theme
from wizard.ui.binding.field import LABEL_WIDTH
from wizard.ui.binding.inputs import show_if
from wizard.ui.consultant_dialog import ConsultantDialog
from wizard.ui.file_dialogs import tell
from wizard.ui.pictures import shown_picture
from wizard.ui.session import Session
from wizard.ui.widgets.parts import label

PATH = "company.consultant"
_LOGO_WIDTH, _LOGO_HEIGHT = 120, 32


class ConsultantField(QWidget):
    """The copy of the brand that the project holds."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        say = session.say
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.SMALL)
        before = QWidget()
        before.setFixedWidth(LABEL_WIDTH)
        grid.addWidget(before, 0, 0)
        grid.setColumnStretch(1, 1)
        shown = QHBoxLayout()
        shown.setSpacing(theme.SMALL)
        self._logo = QLabel()
        self._state = label("", "hint")
        self._state.setWordWrap(True)
        shown.addWidget(self._logo)
        shown.addWidget(self._state, 1)
        grid.addLayout(shown, 0, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SMALL)
        self._take = QPushButton(say(_("Взять мой бренд")))
        self._take.clicked.connect(self.take_over)
        self._change = QPushButton(say(_("Бренд консультанта…")))
        self._change.clicked.connect(self.change)
        for button in (self._take, self._change):
            button.setFixedHeight(theme.FIELD_HEIGHT)
            row.addWidget(button)
        row.addStretch(1)
        grid.addLayout(row, 1, 1)
        self.refresh()

    def refresh(self) -> None:
        """Show what the project holds."""
        consultant = self._session.project.company.consultant
        wanted = consultant.place is not ConsultantPlace.NOWHERE
        show_if(self, wanted)
        if not wanted:
            return
        logo = shown_picture(consultant.logo, _LOGO_WIDTH, _LOGO_HEIGHT, self.devicePixelRatioF())
        self._logo.setPixmap(logo)
        self._logo.setVisible(not logo.isNull())
        say = self._session.say
        if consultant.name:
            theme.set_role(self._state, "hint")
            self._state.setText(say(_("В проекте: {name}", name=consultant.name)))
        else:
            theme.set_role(self._state, "error")
            missing = _("⚠ В проект бренд ещё не взят, поэтому показать нечего.")
            self._state.setText(say(missing))

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """Give the button the focus if the path leads to a part of the copy."""
        here = path.startswith(f"{PATH}.") and path != f"{PATH}.place"
        if here:
            self.show()
            self._take.setFocus(Qt.FocusReason.OtherFocusReason)
        return here

    def take_over(self) -> None:
        """Copy the brand from the settings; where there is none, ask for it first."""
        session = self._session
        try:
            own = read_consultant(session.interface.preferences.consultant_file)
        except UserError as error:
            tell(self, session.interface, error.text)
            return
        if own.name:
            self._copy(own)
        else:
            self.change()

    def change(self) -> None:
        """Change the brand in the settings, and take it over."""
        dialog = ConsultantDialog(self._session.interface, self)
        if dialog.exec():
            self._copy(dialog.consultant)
        dialog.deleteLater()

    def _copy(self, own: Consultant) -> None:
        def changed(project: Project) -> Project:
            company = project.company
            place = company.consultant.place
            copy = own.model_copy(update={"place": place})
            return project.model_copy(
                update={"company": company.model_copy(update={"consultant": copy})}
            )

        self._session.apply(_("Бренд консультанта"), PATH, changed)
