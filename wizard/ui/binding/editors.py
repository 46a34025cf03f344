"""The widgets that take one answer each, bound to a path of the project.

An editor shows the answer, hands over what is typed, and keeps what could not be understood. Its
look follows from its state: `preset` until a person answers, `wrong` while there is an objection.
"""

from __future__ import annotations

from datetime import date
from itertools import takewhile

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from wizard.dates import MONTHS
from wizard.errors import UserError
from wizard.project.project import Project
from wizard.texts import Text, Verbatim, _
from wizard.ui import shortcuts, theme
from wizard.ui.binding.entry import Entry, Kind
from wizard.ui.binding.help import example_of
from wizard.ui.binding.inputs import Check, CheckMenu, Combo, Line, TextBox, cut_words, tell
from wizard.ui.session import Session
from wizard.units import MANY

MOST_LINES, EMPTY_LINES = 14, 4
"""How high a text may grow, and how much room an empty one takes at most."""


class Editor(QObject):
    """One answer: its widget and the traffic between the two.

    Undo and redo are the project's in every editor, and Esc takes back what is being entered.
    """

    objected = Signal(str)
    """What is wrong with the entry, in the window's language; empty when nothing is."""

    def __init__(self, session: Session, path: str, entry: Entry) -> None:
        super().__init__()
        self.session, self.path, self.entry = session, path, entry
        self._stood: Project | None = None  # before what is being entered

    @property
    def widget(self) -> QWidget:
        """What stands on the page."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the project's answer."""
        raise NotImplementedError

    def commit(self) -> None:
        """Hand over what is typed."""

    def propose(self, text: str) -> None:
        """Show what stands while nothing is answered."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and shortcuts.travels(event):
                event.ignore()  # a line of Qt would take the key for its own letters
                return True
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event) or super().eventFilter(watched, event)
        elif event.type() == QEvent.Type.FocusOut and isinstance(watched, Combo):
            self._end()  # as many arrow keys as it took to get there were one choice
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Take a key before the widget does; whether it was taken."""
        if event.key() == Qt.Key.Key_Escape:
            return self._take_back()
        undoes = shortcuts.UNDO.pressed(event) or event.matches(QKeySequence.StandardKey.Undo)
        if undoes:  # the window has nothing to undo, else the key would not come here
            self._take_back()
        return undoes or shortcuts.REDO.pressed(event)

    def _give(self, value: object, calculation: str = "") -> None:
        """Hand over an answer that is being entered: all of it is one step."""
        if not self._is_entering():
            self._stood = self.session.project
        self.session.answer(self.path, value, calculation=calculation, going_on=True)

    def _is_entering(self) -> bool:
        step = self.session.next_undo
        return step is not None and step.before is self._stood

    def _end(self) -> None:
        """What is entered from now on is a step of its own."""
        self._stood = None
        self.session.end_typing()

    def _take_back(self) -> bool:
        """Return what stood before the entry: the answer, whose it is and its note."""
        entering = self._is_entering()
        self._stood = None
        if entering:
            self.session.undo()
        return entering

    def _mark(self, state: str, target: QWidget | None = None) -> None:
        widget = target or self.widget
        if widget.property("state") != state:
            widget.setProperty("state", state)
            widget.style().unpolish(widget)
            widget.style().polish(widget)

    def _object(self, problem: Text | None) -> None:
        """Show what is wrong with the answer, or that nothing is."""
        self._mark("wrong" if problem is not None else self._resting_state())
        self.objected.emit(self.session.say(problem) if problem is not None else "")

    def _resting_state(self) -> str:
        return "" if self.session.is_answered(self.path) else "preset"


class LineEditor(Editor):
    """A number, a short text, a date or a row of numbers."""

    def __init__(self, session: Session, path: str, entry: Entry) -> None:
        super().__init__(session, path, entry)
        self._line = Line(self._unit())
        if entry.kind is Kind.TEXT:
            self._line.setPlaceholderText(example_of(session, entry.question))
        if entry.kind is Kind.DATE:
            self._line.setPlaceholderText(session.say(_("дд.мм.гггг")))
        self._line.textEdited.connect(self._typed)
        self._line.editingFinished.connect(self.commit)
        self._line.installEventFilter(self)
        self._dirty = False
        self.refresh()

    @property
    def widget(self) -> QWidget:
        return self._line

    def refresh(self) -> None:
        if self._dirty:  # what a person is typing is not touched
            return
        draft = self.session.draft(self.path)
        value = self.session.value(self.path)
        text = draft if draft is not None else self.entry.written(value, self.session)
        if self._line.text() != text:
            self._line.setText(text)
            self._line.setCursorPosition(0)
        self._line.set_unit(self._unit())
        self._dirty = False
        self._judge()

    def propose(self, text: str) -> None:
        self._line.setPlaceholderText(text)

    def commit(self) -> None:
        if not self._dirty:
            self._end()
            return
        text = self._line.text()
        try:
            value, calculation = self.entry.read_noted(text, self.session)
        except UserError:
            super()._take_back()  # «12» is no answer when «12 or so» was meant
            self.session.keep_draft(self.path, text)
        else:
            self._give(value, calculation)
        self._dirty = False
        self._end()
        self.refresh()

    def _key(self, event: QKeyEvent) -> bool:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self._resting_state() == "preset":
            self._dirty = True  # Enter on a preset value takes it as one's own answer
        return super()._key(event)

    def _take_back(self) -> bool:
        was_typing, self._dirty = self._dirty, False
        if super()._take_back():
            return True
        if not was_typing:
            return self.session.drop_draft(self.path)
        self.refresh()
        return True

    def _typed(self, text: str) -> None:
        self._dirty = True
        try:
            value, calculation = self.entry.read_noted(text, self.session)
        except UserError:
            return  # half of a number is no mistake yet: it is judged when the field is left
        if self.entry.objection(value, self.session) is None:
            self._give(value, calculation)
            self._mark("")
            self.objected.emit("")

    def _judge(self) -> None:
        problem: Text | None = None
        draft = self.session.draft(self.path)
        if draft is not None:
            try:
                self.entry.read(draft, self.session)
            except UserError as error:
                problem = error.text
        else:
            problem = self.entry.objection(self.session.value(self.path), self.session)
            problem = problem or self.session.refusal(self.path)
        self._object(problem)

    def _unit(self) -> str:
        """The unit as it goes with the number: «1 балл», «4 балла»."""
        unit, value = self.entry.question.unit, self.session.value(self.path)
        if unit is None:
            return ""
        count = float(value) if isinstance(value, (int, float)) else MANY
        return self.session.say(unit.sign(self.session.currency, count))


class TextEditor(Editor):
    """A text of several lines."""

    def __init__(self, session: Session, path: str, entry: Entry) -> None:
        super().__init__(session, path, entry)
        self._box = TextBox()
        self._box.setPlaceholderText(example_of(session, entry.question))
        self._box.setTabChangesFocus(True)
        self._box.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._box.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._box.widened.connect(self._grow)
        self._box.setUndoRedoEnabled(False)
        self._box.installEventFilter(self)
        self._of = self._shown = ""  # the answer, and how the box has it
        self._box.textChanged.connect(self._typed)
        self._box.left.connect(self._end)
        self._box.overfilled.connect(lambda length: tell(self._box, session.say(cut_words(length))))
        self.refresh()
        self._grow()

    @property
    def widget(self) -> QWidget:
        return self._box

    def refresh(self) -> None:
        text, before = str(self.session.value(self.path)), self._box.toPlainText()
        if text != before and text != self._of:
            with QSignalBlocker(self._box):  # showing a text is no edit of it
                self._box.setPlainText(text)
            self._put_cursor(before)
        # Qt shows some signs as others: a no-break space as a plain one.
        self._of, self._shown = text, self._box.toPlainText()
        self._object(self.session.refusal(self.path))

    def commit(self) -> None:
        self._end()

    def _put_cursor(self, before: str) -> None:
        """Put the cursor where the text is another one than before."""
        pairs = zip(before, self._box.toPlainText(), strict=False)
        same = "".join(one for one, _other in takewhile(lambda pair: pair[0] == pair[1], pairs))
        cursor = self._box.textCursor()
        cursor.setPosition(len(same.encode("utf-16-le")) // 2)  # as Qt counts
        self._box.setTextCursor(cursor)

    def _grow(self) -> None:
        """As high as the text, within reason: no scrolling inside a scrolling page."""
        wanted = self._box.lines(MOST_LINES)
        lines = min(max(2, min(self.entry.question.lines, EMPTY_LINES), wanted), MOST_LINES)
        height = self._box.line_height() * lines + 18
        if self._box.height() != height:
            self._box.setFixedHeight(height)
        scrolls = Qt.ScrollBarPolicy
        policy = scrolls.ScrollBarAsNeeded if wanted > MOST_LINES else scrolls.ScrollBarAlwaysOff
        self._box.setVerticalScrollBarPolicy(policy)

    def _typed(self) -> None:
        text = self._box.toPlainText()
        if text != self._shown:
            self._of = self._shown = text
            self._give(text)
            self._object(self.session.refusal(self.path))


class ChoiceEditor(Editor):
    """One of a list."""

    def __init__(self, session: Session, path: str, entry: Entry) -> None:
        super().__init__(session, path, entry)
        self._combo = Combo()
        self._values: list[object] = []
        self._combo.activated.connect(self._chosen)
        self._combo.installEventFilter(self)
        self.refresh()

    @property
    def widget(self) -> QWidget:
        return self._combo

    def refresh(self) -> None:
        options = list(self.entry.options()) if self.entry.options else []
        value = self.session.value(self.path)
        if value not in [found for found, _text in options]:
            # What is stored stays in sight even if it is no option any more.
            options.append((value, Verbatim(str(value) or "—")))
        names = [self.session.say(text) for _value, text in options]
        if names != [self._combo.itemText(index) for index in range(self._combo.count())]:
            self._combo.clear()
            self._combo.addItems(names)
        self._values = [found for found, _text in options]
        self._combo.setCurrentIndex(self._values.index(value))
        self._combo.setToolTip(self._combo.currentText())
        self._mark(self._resting_state())

    def _chosen(self, index: int) -> None:
        self._give(self._values[index])
        self.refresh()


class SeveralEditor(Editor):
    """Some of a list."""

    def __init__(self, session: Session, path: str, entry: Entry) -> None:
        super().__init__(session, path, entry)
        none = _("Все") if entry.question.none_is_all else _("Не выбрано")
        self._button = CheckMenu(self._options, session.say(none))
        self._button.chosen.connect(lambda value: session.answer(path, value))
        self.refresh()

    @property
    def widget(self) -> QWidget:
        return self._button

    def refresh(self) -> None:
        value = self.session.value(self.path)
        self._button.set_value(value if isinstance(value, tuple) else ())
        self._mark(self._resting_state())

    def _options(self) -> list[tuple[object, str]]:
        options = self.entry.options() if self.entry.options else ()
        return [(value, self.session.say(text)) for value, text in options]


class FlagEditor(Editor):
    """Yes or no; the question stands beside the box."""

    def __init__(self, session: Session, path: str, entry: Entry) -> None:
        super().__init__(session, path, entry)
        self._box = Check(session.say(entry.question.title))
        self._box.clicked.connect(lambda on: session.answer(path, bool(on)))
        self.refresh()

    @property
    def widget(self) -> QWidget:
        return self._box

    def refresh(self) -> None:
        self._box.setChecked(bool(self.session.value(self.path)))
        self._mark(self._resting_state())


class MonthEditor(Editor):
    """A month of a year, kept as its first day."""

    def __init__(self, session: Session, path: str, entry: Entry) -> None:
        super().__init__(session, path, entry)
        self._holder = QWidget()
        row = QHBoxLayout(self._holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SMALL)
        self._month, self._year = Combo(), Combo()
        self._month.addItems([session.say(name) for name in MONTHS])
        row.addWidget(self._month, 3)
        row.addWidget(self._year, 2)
        for combo in (self._month, self._year):
            combo.activated.connect(self._chosen)
            combo.installEventFilter(self)
        self._holder.setFocusProxy(self._month)
        self._month.setAccessibleName(session.say(_("Месяц")))
        self._year.setAccessibleName(session.say(_("Год")))
        self.refresh()

    @property
    def widget(self) -> QWidget:
        return self._holder

    def refresh(self) -> None:
        value = self.session.value(self.path)
        if not isinstance(value, date):
            return
        first = min(value.year, date.today().year - 1)
        years = [str(year) for year in range(first, max(value.year, date.today().year) + 6)]
        if years != [self._year.itemText(index) for index in range(self._year.count())]:
            self._year.clear()
            self._year.addItems(years)
        self._year.setCurrentIndex(years.index(str(value.year)))
        self._month.setCurrentIndex(value.month - 1)
        for combo in (self._month, self._year):
            self._mark(self._resting_state(), combo)

    def _chosen(self) -> None:
        self._give(date(int(self._year.currentText()), self._month.currentIndex() + 1, 1))


def editor_for(session: Session, path: str, entry: Entry) -> Editor:
    """The editor that fits an answer."""
    match entry.kind:
        case Kind.FLAG:
            return FlagEditor(session, path, entry)
        case Kind.CHOICE | Kind.REFERENCE:
            return ChoiceEditor(session, path, entry)
        case Kind.REFERENCES:
            return SeveralEditor(session, path, entry)
        case Kind.LONG_TEXT:
            return TextEditor(session, path, entry)
        case Kind.DATE if not entry.optional:
            return MonthEditor(session, path, entry)
        case _:
            return LineEditor(session, path, entry)
