"""The help of a question: one sentence stands beside its field, all of it is shown on demand.

What a question is, how its answer is found out, what is usual and who says so comes from the
project model; this module sets it out. «?» and Ctrl+F1 show it, a screen reader reads all of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from wizard.project.model import Question
from wizard.texts import Text, _
from wizard.ui import icons, shortcuts, theme
from wizard.ui.session import Session

WIDTH = 340
# The point of an initial, of «г.» or "e.g." ends no sentence.
_NEXT_SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\b[A-ZА-ЯЁ]\.)(?<!\bг\.)(?<!e\.g\.)(?<!i\.e\.)\s+(?=[«“\"(−]?[A-ZА-ЯЁ])"
)


@dataclass(frozen=True, slots=True)
class Help:
    """What helps to answer a question, in the window's language; `says` are its paragraphs."""

    title: str
    says: tuple[str, ...] = ()
    example: str = ""

    @property
    def brief(self) -> str:
        """The first sentence: what stands beside the field."""
        return first_sentence(self.says[0]) if self.says else ""

    @property
    def whole(self) -> str:
        """All of it in one line, as a screen reader says it."""
        return " ".join(filter(None, (*self.says, self.example)))

    @property
    def has_more(self) -> bool:
        """Whether more is said than the sentence beside the field; an example stands in it."""
        return " ".join(self.says) != self.brief


def first_sentence(text: str) -> str:
    """A text up to the end of its first sentence."""
    return _NEXT_SENTENCE.split(text, maxsplit=1)[0]


def help_of(session: Session, question: Question, title: Text | None = None) -> Help:
    """The help of a question: what it is and how to find it out, what is usual, an example."""
    says = [session.say(text) for text in (question.help, question.usual) if text is not None]
    return Help(session.say(title or question.title), tuple(says), example_of(session, question))


def example_of(session: Session, question: Question) -> str:
    """An example of an answer, told as one: it must not be taken for an answer that stands."""
    if question.example is None:
        return ""
    return session.say(_("Например: {example}", example=question.example))


class HelpNote(QWidget):
    """All of a question's help in a note below its field; Esc or a click elsewhere closes it."""

    def __init__(self, helps: Help, beside: QWidget) -> None:
        super().__init__(beside.window(), Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(helps.title)
        self.setAccessibleDescription(helps.whole)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        sheet = QFrame()  # the window itself is clear, so that the sheet's corners are round
        sheet.setProperty("role", "explanation")
        around.addWidget(sheet)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(theme.INSIDE, theme.GAP, theme.INSIDE, theme.GAP)
        column.setSpacing(theme.SMALL)
        for place, text in enumerate(filter(None, (helps.title, *helps.says, helps.example))):
            paragraph = QLabel(text)
            paragraph.setTextFormat(Qt.TextFormat.PlainText)
            paragraph.setProperty("role", "" if place else "strong")
            paragraph.setWordWrap(True)
            column.addWidget(paragraph)

    def show_below(self, place: QPoint) -> None:
        """Show the note at a place of the screen, moved so that all of it is seen."""
        self.adjustSize()
        screen = QGuiApplication.screenAt(place) or QGuiApplication.primaryScreen()
        room = screen.availableGeometry()
        x = max(room.left(), min(place.x(), room.right() - self.width()))
        y = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(x, y)
        self.show()
        self.setFocus()


def show_help(helps: Help, beside: QWidget) -> HelpNote | None:
    """Show all of the help below a widget; None where there is none."""
    if not helps.says:
        return None
    note = HelpNote(helps, beside)
    note.show_below(beside.mapToGlobal(QPoint(0, beside.height() + 2)))
    return note


class HelpButton(QToolButton):
    """«?»: the rest of the help. The keyboard has Ctrl+F1 instead of one more stop of Tab."""

    def __init__(self, session: Session, helps: Help) -> None:
        super().__init__()
        self.setIcon(icons.icon("question"))
        self.setProperty("role", "help")  # no padding: its sign is as large on a low line
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedSize(26, 26)
        name = session.say(
            _("Справка: {title} ({keys})", title=helps.title, keys=shortcuts.FIELD_HELP.shown)
        )
        self.setAccessibleName(name)
        self.setToolTip(session.say(_("Подробнее ({keys})", keys=shortcuts.FIELD_HELP.shown)))
        self.clicked.connect(lambda _on=False: show_help(helps, self))
