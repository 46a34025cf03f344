"""The fields of a project's brand: a picture, a colour and a Word file kept inside the project."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.ui import theme
from wizard.ui.binding.field import LABEL_WIDTH
from wizard.ui.session import Session
from wizard.ui.widgets.brand import ColourChoice, LetterheadChoice, PictureChoice
from wizard.ui.widgets.parts import label


class BrandField(QWidget):
    """A choice bound to an answer, with its title at the left."""

    def __init__(
        self,
        session: Session,
        path: str,
        choice: PictureChoice | ColourChoice | LetterheadChoice,
        *,
        titled: bool = True,
    ) -> None:
        super().__init__()
        self._session, self.path, self.choice = session, path, choice
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        title = label(session.say(session.question(path).title) if titled else "", "")
        title.setFixedWidth(LABEL_WIDTH)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(choice, 1)
        choice.chosen.connect(lambda entry: session.answer(path, entry))
        self.refresh()

    def refresh(self) -> None:
        """Show the project's answer."""
        self.choice.show_entry(str(self._session.value(self.path)))

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """Give the choice the focus if the path leads here."""
        if path == self.path:
            self.choice.focus_first()
        return path == self.path


def logo_field(session: Session, path: str) -> BrandField:
    """The field for a logo."""
    return BrandField(session, path, PictureChoice(session.interface, session.question(path).title))


def colour_field(session: Session, path: str) -> BrandField:
    """The button that picks a colour by eye, below the field in which it is typed."""
    choice = ColourChoice(session.interface, session.question(path).title)
    return BrandField(session, path, choice, titled=False)


def letterhead_field(session: Session, path: str) -> BrandField:
    """The field for a Word file to build upon."""
    return BrandField(
        session, path, LetterheadChoice(session.interface, session.question(path).title)
    )
