"""A question on a page: its title, its editor, what helps to answer it, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QSizePolicy, QWidget

from wizard.errors import UserError
from wizard.project import edit
from wizard.project.path import is_basic_at
from wizard.project.project import Project
from wizard.texts import Text, _, n_
from wizard.ui import theme
from wizard.ui.binding.clipboard import cells_of
from wizard.ui.binding.editors import Editor, LineEditor, editor_for
from wizard.ui.binding.entry import Entry, Kind, Options, entry_at
from wizard.ui.binding.help import HelpButton, HelpNote, help_of, show_help
from wizard.ui.binding.inputs import show_if, tell
from wizard.ui.binding.note import NoteMark, told
from wizard.ui.drawings import SHORT_MONTHS
from wizard.ui.session import Session

LABEL_WIDTH, FIELD_WIDTH = 192, 190
_SENTENCE_HEIGHT = 20
_CHOICE_ROOM = FIELD_WIDTH - 46
_BETWEEN = frozenset("\t\r\n")  # between the cells of a spreadsheet
When = Callable[[Project], bool]
Proposal = Callable[[Project], str]


class Field(QWidget):
    """One question. `when` says for which projects it is asked at all.

    `proposal` is what stands in the papers while the field is empty, shown in its place; such a
    field has its help by key alone.
    """

    def __init__(
        self,
        session: Session,
        path: str,
        *,
        title: Text | None = None,
        options: Options | None = None,
        when: When | None = None,
        wide: bool | None = None,
        proposal: Proposal | None = None,
    ) -> None:
        super().__init__()
        self.session, self.path, self._when = session, path, when
        self._is_basic = is_basic_at(session.project, path)
        self._proposal = proposal
        entry = entry_at(session, path, options)
        self.editor: Editor = editor_for(session, path, entry)
        self._title = session.say(title or entry.question.title)
        self._help = help_of(session, entry.question, title)
        hinted = proposal is None  # fields with a proposal stand in rows alike
        self._brief = self._help.brief if hinted else ""
        self._error = ""
        is_wide = _is_wide(entry, session) if wide is None else wide
        self._lay(entry, is_wide=is_wide, marked=hinted and self._help.has_more)
        self.editor.objected.connect(self._objected)
        widget = self.editor.widget
        widget.setAccessibleName(self._title)
        self._mark = NoteMark(session, path, widget)
        self.setFocusProxy(widget)
        self.refresh()

    def refresh(self) -> None:
        """Show the project's answer."""
        asked = self.is_asked()
        show_if(self, asked)
        if asked and self.session.exists(self.path):
            self.editor.refresh()
            self._show_below()
            self._say_whose()
            self._mark.refresh()
            if self._proposal is not None:
                self.editor.propose(self._proposal(self.session.project))

    def commit(self) -> None:
        """Hand over what is typed."""
        if self.session.exists(self.path):
            self.editor.commit()

    def holds(self, path: str) -> bool:
        """Whether the path leads here."""
        return path == self.path or path.startswith(f"{self.path}.")

    def reveal(self, path: str) -> bool:
        """Give the editor the focus if the path leads here and the question is asked."""
        if not self.holds(path) or not self.is_asked():
            return False
        show_if(self, True)  # a field just laid takes the focus only once it is shown
        self.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def show_help(self) -> HelpNote | None:
        """Show all that helps to answer, below the editor."""
        return show_help(self._help, self.editor.widget)

    def is_asked(self) -> bool:
        """Whether the question is asked at this depth and for this project."""
        if not (self.session.detailed or self._is_basic):
            return False
        return self._when is None or self._when(self.session.project)

    def _say_whose(self) -> None:
        """Say at a value that nobody touched where it comes from, and what is noted at it."""
        session, widget = self.session, self.editor.widget
        whose = "" if session.is_answered(self.path) else session.preset_words
        take = session.say(_("Измените или примите клавишей Enter."))
        note = told(session, self.path)
        tip = "\n".join(filter(None, (note, whose, whose and take)))
        if widget.toolTip() != tip:
            widget.setToolTip(tip)
        description = " ".join(filter(None, (self._help.whole, whose, note)))
        if widget.accessibleDescription() != description:
            widget.setAccessibleDescription(description)

    def _lay(self, entry: Entry, *, is_wide: bool, marked: bool) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.TINY)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(0, LABEL_WIDTH)
        label = QLabel("" if entry.kind is Kind.FLAG else self._title)
        label.setWordWrap(True)
        label.setFixedWidth(LABEL_WIDTH)
        label.setMinimumHeight(theme.FIELD_HEIGHT)
        label.setBuddy(self.editor.widget)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(label, 0, 0, top)
        self._beside = _caption(self)
        self._below = _caption(self)
        if is_wide:
            self._beside.hide()
            grid.addWidget(self.editor.widget, 0, 1, 1, 3)
        else:
            if entry.kind is not Kind.FLAG:
                self.editor.widget.setFixedWidth(FIELD_WIDTH)
                self._beside.setMinimumHeight(theme.FIELD_HEIGHT)
                grid.addWidget(self._beside, 0, 2)
                grid.addWidget(self.editor.widget, 0, 1, top)
            else:
                self._beside.hide()
                grid.addWidget(self.editor.widget, 0, 1, 1, 2)
        grid.addWidget(self._below, 1, 1, 1, 2)
        self._is_wide = is_wide or entry.kind is Kind.FLAG
        if marked:
            button = HelpButton(self.session, self._help)
            # On the line of the field, or of the sentence below it.
            button.setFixedHeight(_SENTENCE_HEIGHT if self._is_wide else theme.FIELD_HEIGHT)
            grid.addWidget(button, int(self._is_wide), 3, top)

    def _objected(self, text: str) -> None:
        self._error = text
        self._show_below()

    def _show_below(self) -> None:
        if self._error:
            theme.set_role(self._below, "error")
            self._below.setText(f"⚠ {self._error}")
        else:
            theme.set_role(self._below, "hint")
            self._below.setText(self._brief if self._is_wide else "")
        self._below.setVisible(bool(self._below.text()))
        if not self._is_wide:
            # A field with no hint of its own has room to say whose value it shows.
            whose = "" if self.session.is_answered(self.path) else self.session.preset_words
            self._beside.setText(self._brief or whose)


class _Month(LineEditor):
    """One number of a row of them: several that are pasted into it go into those after it, too."""

    pasted = Signal(list)
    """The texts of several cells."""

    def _typed(self, text: str) -> None:
        if _BETWEEN.isdisjoint(text.strip()):
            super()._typed(text)
            return
        # What is on the clipboard, if it was that: the line may have held more.
        copied = QGuiApplication.clipboard().text()
        cells = [one for line in cells_of(copied if copied in text else text) for one in line]
        self._dirty = False
        self._end()
        self.refresh()
        self.pasted.emit(cells)


class Months(QWidget):
    """Twelve numbers of a year, month by month, in two rows."""

    def __init__(self, session: Session, path: str, *, when: When | None = None) -> None:
        super().__init__()
        self.session, self.path, self._when = session, path, when
        self._is_basic = is_basic_at(session.project, path)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SMALL)
        grid.setVerticalSpacing(2)
        self._editors: list[_Month] = []
        self._marks: list[NoteMark] = []
        for number, month in enumerate(SHORT_MONTHS):
            entry = entry_at(session, f"{path}.{number}")
            editor = _Month(session, f"{path}.{number}", entry)
            editor.setParent(self)  # it must go with the months, to which its signals lead back
            title = session.say(entry.question.title)
            editor.widget.setAccessibleName(f"{title}: {session.say(month)}")
            label = QLabel(session.say(month))
            theme.set_role(label, "caption")
            label.setBuddy(editor.widget)
            row, column = divmod(number, 6)
            grid.addWidget(label, row * 3, column)
            grid.addWidget(editor.widget, row * 3 + 1, column)
            if row == 0:
                grid.setRowMinimumHeight(2, theme.SMALL)
            self._editors.append(editor)
            self._marks.append(NoteMark(session, editor.path, editor.widget))
            editor.objected.connect(lambda text, number=number: self._objected(number, text))
            editor.pasted.connect(lambda cells, number=number: self._paste(number, cells))
        self._errors: dict[int, str] = {}
        self._below = _caption(self)
        grid.addWidget(self._below, 5, 0, 1, 6)
        self._help = help_of(session, session.question(path))
        self.refresh()

    def refresh(self) -> None:
        """Show the project's numbers."""
        asked = self.session.detailed or self._is_basic
        asked = asked and (self._when is None or self._when(self.session.project))
        show_if(self, asked)
        if asked:
            for editor in self._editors:
                editor.refresh()
                description = filter(None, (self._help.whole, told(self.session, editor.path)))
                editor.widget.setAccessibleDescription(" ".join(description))
            for mark in self._marks:
                mark.refresh()

    def commit(self) -> None:
        """Hand over what is typed."""
        for editor in self._editors:
            editor.commit()

    def holds(self, path: str) -> bool:
        """Whether the path leads here."""
        return path == self.path or path.startswith(f"{self.path}.")

    def reveal(self, path: str) -> bool:
        """Give the month's editor the focus."""
        if not self.holds(path) or self.isHidden():
            return False
        last = path.rpartition(".")[2]
        number = int(last) if last.isdigit() else 0
        self._editors[number].widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def focused_path(self) -> str:
        """The path of the month that has the focus; of the year where none has."""
        return next((one.path for one in self._editors if one.widget.hasFocus()), self.path)

    def show_help(self) -> HelpNote | None:
        """Show all that helps to answer, below the months."""
        return show_help(self._help, self)

    def _paste(self, first: int, cells: list[str]) -> None:
        """Enter the cells of a row or a column, month by month."""
        session, editors = self.session, self._editors[first:]

        def entered(project: Project) -> Project:
            for editor, text in zip(editors, cells, strict=False):
                if not text.strip():
                    continue
                try:
                    value, calculation = editor.entry.read_noted(text, session)
                except UserError:
                    project = edit.with_draft(project, editor.path, text)
                else:
                    project = edit.answer(project, editor.path, value, calculation)
            return project

        name = _("вставка: {list}", list=session.question(self.path).title)
        session.apply(name, self.path, entered)
        beyond = len(cells) - len(editors)
        if beyond > 0:
            told = n_("Не поместилось {n} число.", "Не поместилось {n} чисел.", beyond)
            tell(editors[0].widget, session.say(told))

    def _objected(self, number: int, text: str) -> None:
        self._errors[number] = text
        found = next((error for error in self._errors.values() if error), "")
        theme.set_role(self._below, "error" if found else "hint")
        self._below.setText(f"⚠ {found}" if found else self._help.whole)


def _is_wide(entry: Entry, session: Session) -> bool:
    if entry.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.REFERENCES, Kind.NUMBERS):
        return True
    if entry.kind is Kind.DATE and not entry.optional:
        return False
    if entry.kind in (Kind.CHOICE, Kind.REFERENCE) and entry.options:
        metrics = QFontMetrics(QApplication.font())
        texts = [session.say(text) for _value, text in entry.options()]
        return max(map(metrics.horizontalAdvance, texts), default=0) > _CHOICE_ROOM
    return False


def _caption(parent: QWidget) -> QLabel:
    label = QLabel(parent)  # also where it is not laid, so that it goes with its field
    label.setProperty("role", "hint")
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return label
