"""The dialog for the consultant's own brand, which is kept in the program's settings."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from wizard.errors import UserError
from wizard.project.company import Consultant
from wizard.project.model import questions
from wizard.storage.consultant import keep_consultant, read_consultant
from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.file_dialogs import tell
from wizard.ui.interface import Interface
from wizard.ui.widgets.brand import ColourChoice, LetterheadChoice, PictureChoice
from wizard.ui.widgets.parts import label

_WIDTH = 720


class ConsultantDialog(QDialog):
    """Name, contacts, colour, logo and Word file; `consultant` is what was kept."""

    def __init__(self, interface: Interface, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.interface = interface
        self.consultant = self._kept()
        say = interface.say
        self.setWindowTitle(say(_("Бренд консультанта")))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.INSIDE, theme.INSIDE, theme.INSIDE, theme.INSIDE)
        column.setSpacing(theme.GAP)
        about = label(
            say(
                _(
                    "Данные консультанта хранятся в настройках программы на этом компьютере. В "
                    "проект попадает копия: её вставляют на странице «Компания», и пакет одинаков "
                    "на любой машине."
                )
            ),
            "sentence",
        )
        about.setWordWrap(True)
        column.addWidget(about)
        form = QFormLayout()
        form.setHorizontalSpacing(theme.GAP)
        form.setVerticalSpacing(theme.GAP)
        column.addLayout(form)
        self.name = QLineEdit(self.consultant.name)
        self.contacts = QPlainTextEdit(self.consultant.contacts)
        self.contacts.setFixedHeight(theme.FIELD_HEIGHT * 3)
        self.contacts.setTabChangesFocus(True)
        self.colour = ColourChoice(interface, _title("color"))
        self.logo = PictureChoice(interface, _title("logo"))
        self.letterhead = LetterheadChoice(interface, _title("letterhead"))
        rows: tuple[tuple[str, QWidget], ...] = (
            ("name", self.name),
            ("contacts", self.contacts),
            ("color", self.colour),
            ("logo", self.logo),
            ("letterhead", self.letterhead),
        )
        for name, widget in rows:
            title = say(_title(name))
            widget.setAccessibleName(title)
            form.addRow(label(title, ""), widget)
        for name, choice in (
            ("color", self.colour), ("logo", self.logo), ("letterhead", self.letterhead),
        ):  # fmt: skip
            choice.show_entry(str(getattr(self.consultant, name)))
            choice.chosen.connect(lambda entry, name=name: self._take(name, entry))
        buttons = QDialogButtonBox()
        save = buttons.addButton(say(_("Сохранить")), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setProperty("role", "main")
        buttons.addButton(say(_("Отмена")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.keep)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def keep(self) -> None:
        """Keep the brand and close; what the system refuses is told, and the dialog stays."""
        self.consultant = self.consultant.model_copy(
            update={
                "name": self.name.text().strip(),
                "contacts": self.contacts.toPlainText().strip(),
            }
        )
        try:
            keep_consultant(self.consultant, self.interface.preferences.consultant_file)
        except UserError as error:
            tell(self, self.interface, error.text)
            return
        self.accept()

    def _kept(self) -> Consultant:
        try:
            return read_consultant(self.interface.preferences.consultant_file)
        except UserError as error:
            tell(self, self.interface, error.text)
            return Consultant()

    def _take(self, name: str, entry: str) -> None:
        self.consultant = self.consultant.model_copy(update={name: entry})
        match name:
            case "color":
                self.colour.show_entry(entry)
            case "logo":
                self.logo.show_entry(entry)
            case _:
                self.letterhead.show_entry(entry)


def _title(name: str) -> Text:
    return questions(Consultant)[name].title
