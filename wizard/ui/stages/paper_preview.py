"""A document of the register as it will be printed: its pages, live from the answers.

The text and the pages are made off the window's thread; a result that is no longer the newest is
dropped. Turning a page costs only its painting.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from wizard.errors import UserError
from wizard.files import file_stem, write_whole
from wizard.project.project import Project
from wizard.texts import Text, Verbatim, _
from wizard.ui import icons, shortcuts, theme
from wizard.ui.background import Later
from wizard.ui.binding.inputs import Combo
from wizard.ui.file_dialogs import tell
from wizard.ui.memory import give_back
from wizard.ui.mishaps import NOT_DONE, NOT_FOUND_OUT
from wizard.ui.session import Session
from wizard.ui.widgets.parts import label

if TYPE_CHECKING:
    from wizard.documents.preview import PaperPages, Suffix

_NOBODY = _("Этот документ составляют для должности, а должностей в структуре пока нет.")


class PaperPreview(QFrame):
    """The pages of one document with the ways to turn them and to save it alone."""

    shown = Signal()
    """All the newest pages are there, or the reason why there are none."""
    closed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._session = session
        self._document, self._role, self._number = "", "", 0
        self._paper: PaperPages | None = None
        self._later = Later(self)
        self._later.found.connect(self._take)
        self._later.failed.connect(lambda: self._take(NOT_FOUND_OUT))
        self._aside = Later(self)  # for work that nobody waits for
        self._saving = ""
        self._saver = Later(self)
        self._saver.found.connect(self._saved)
        self._saver.failed.connect(lambda: self._saved(NOT_DONE))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.SMALL)
        self.sheet = Sheet()
        self.sheet.turn.connect(self.turn)
        self._lay_head(column)
        self._note = label("", "caption")
        self._note.setWordWrap(True)
        column.addWidget(self._note)
        column.addWidget(self.sheet)
        self._lay_foot(column)
        self.hide()

    def _lay_head(self, column: QVBoxLayout) -> None:
        say = self._session.say
        head = QHBoxLayout()
        self._title = label("", "strong")
        self._title.setWordWrap(True)
        head.addWidget(self._title, 1)
        self._roles = Combo()
        self._roles.setAccessibleName(say(_("Должность")))
        self._roles.activated.connect(lambda _at: self._choose_role())
        head.addWidget(self._roles)
        self._close = QToolButton()
        self._close.setIcon(icons.icon("x"))
        self._close.setToolTip(shortcuts.PAPER_LEAVE.told(say))
        self._close.setAccessibleName(shortcuts.PAPER_LEAVE.told(say))
        self._close.clicked.connect(lambda _on=False: self.close_paper())
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)

    def _lay_foot(self, column: QVBoxLayout) -> None:
        say = self._session.say
        foot = QHBoxLayout()
        self.back = self._button("←", shortcuts.PAPER_BACK.told(say), lambda: self.turn(-1))
        self.on = self._button("→", shortcuts.PAPER_ON.told(say), lambda: self.turn(1))
        self.place = label("", "caption")
        foot.addWidget(self.back)
        foot.addWidget(self.place)
        foot.addWidget(self.on)
        foot.addStretch(1)
        self.word = self._button(say(_("Сохранить в Word")), "", lambda: self._save("docx"))
        self.pdf = self._button(say(_("Сохранить в PDF")), "", lambda: self._save("pdf"))
        self.printing = self._button(say(shortcuts.PRINT.title), "", self._print)
        self.printing.setShortcut(shortcuts.PRINT.sequences[0])
        for button in (self.word, self.pdf, self.printing):
            foot.addWidget(button)
        column.addLayout(foot)

    def _button(self, text: str, tip: str, command: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        if tip:
            button.setToolTip(tip)
            button.setAccessibleName(tip)
        button.clicked.connect(lambda _on=False: command())
        return button

    # What the page asks

    def open_paper(self, document: str) -> None:
        """Show a document of the register from its first page."""
        if document != self._document:
            self._document, self._role, self._number, self._paper = document, "", 0, None
            self.sheet.load(b"")
        if not self.isVisible():
            self._note.setText(self._session.say(_("Готовлю страницы…")))
            self.show()
        self._later.ask_now(self._work() if self._paper else self._begin())

    def prepare(self) -> None:
        """Make ready what would keep the first look at a document waiting."""
        self._aside.ask(partial(_compiled_ahead, self._session.project))

    def close_paper(self) -> None:
        """Show no document; what is being made for one is dropped."""
        self._document, self._paper = "", None
        if self.isVisible():
            self._aside.ask(give_back)  # dozens of drawn pages
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.PAPER_LEAVE.pressed(event):
            self.close_paper()
        else:
            super().keyPressEvent(event)

    def turn(self, by: int) -> None:
        """Go some pages on or back."""
        if self._paper is not None:
            self._number = max(0, min(self._number + by, len(self._paper.pages) - 1))
            self._show_page()

    def refresh(self) -> None:
        """Make the document of the project as it is now."""
        if self._document:
            self._later.ask(self._work())

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    # Making and showing

    def _work(self) -> partial[PaperPages | Text | None]:
        return partial(_made, self._session.project, self._document, self._role)

    def _begin(self) -> partial[PaperPages | Text | None]:
        """The first page of a document not shown yet: the others follow."""
        return partial(_begun, self._session.project, self._document, self._role)

    def _take(self, found: PaperPages | Text | None) -> None:
        if not self._document:
            return
        say = self._session.say
        usable = found is not None and not isinstance(found, Text)
        for part in (
            self.sheet,
            self.word,
            self.pdf,
            self.printing,
            self.back,
            self.on,
            self.place,
        ):
            part.setVisible(usable)
        self._roles.setVisible(False)
        if found is None or isinstance(found, Text):
            self._paper = None
            self._note.setText(say(found or _NOBODY))
            self._note.show()
            self.shown.emit()
            return
        self._paper = found
        self._title.setText(found.title)
        self._say_note()
        self._roles.setVisible(len(found.roles) > 1)
        self._roles.clear()
        for role, title in found.roles:
            self._roles.addItem(title, role)
        self._roles.setCurrentIndex(max(0, self._roles.findData(found.role)))
        self._number = min(self._number, len(found.pages) - 1)
        self._show_page()
        if found.whole is not None:
            self._later.ask_now(partial(_tried, found.whole))
        else:
            self.shown.emit()

    def _show_page(self) -> None:
        paper = self._paper
        if paper is None:
            return
        self.sheet.load(paper.pages[self._number])
        told = _(
            "Страница {number} из {n}",
            number=str(self._number + 1),
            n=str(len(paper.pages)) if paper.whole is None else "…",
        )
        self.place.setText(self._session.say(told))
        self.sheet.setAccessibleName(f"{paper.title}. {self.place.text()}")
        self.printing.setEnabled(paper.whole is None)
        self.back.setEnabled(self._number > 0)
        self.on.setEnabled(self._number + 1 < len(paper.pages))

    def _choose_role(self) -> None:
        self._role, self._number = str(self._roles.currentData()), 0
        self._later.ask_now(self._begin())

    def _say_note(self) -> None:
        """Say what is going on with the document that is shown, if anything is."""
        told = []
        if self._saving:
            told.append(_("Сохраняю «{name}»…", name=Verbatim(self._saving)))
        if self._paper is not None and not self._paper.in_package:
            told.append(_("В пакет этот документ не войдёт: так решено в реестре."))
        self._note.setText(" ".join(self._session.say(text) for text in told))
        self._note.setVisible(bool(told))

    def _save(self, suffix: Suffix) -> None:
        session, paper = self._session, self._paper
        session.closing_edits.emit()
        path = self._asked(paper.file, suffix) if paper is not None else None
        if path is not None:
            session.interface.preferences.folder = path.parent
            self._say_saving(path.name)
            self._saver.ask_now(
                partial(_kept, session.project, self._document, self._role, suffix, path)
            )

    def _saved(self, refused: Text | None) -> None:
        self._say_saving("")
        if refused is not None:
            tell(self, self._session.interface, refused)

    def _say_saving(self, name: str) -> None:
        self._saving = name
        self.word.setEnabled(not name)
        self.pdf.setEnabled(not name)
        self._say_note()

    def _print(self) -> None:
        # The print system is loaded when it is first needed.
        from wizard.ui.printing import print_asked

        if self._paper is not None:
            try:
                print_asked(self, self._paper.title, self._paper.pages)
            except UserError as error:
                tell(self, self._session.interface, error.text)

    def _asked(self, name: str, suffix: Suffix) -> Path | None:
        session = self._session
        suggested = session.interface.preferences.folder / f"{file_stem(name)}.{suffix}"
        kind = {"docx": "Word", "pdf": "PDF"}[suffix]
        chosen, _filter = QFileDialog.getSaveFileName(
            self, session.say(_("Сохранить документ")), str(suggested), f"{kind} (*.{suffix})"
        )
        if not chosen:
            return None
        path = Path(chosen)
        return (
            path if path.suffix.lower() == f".{suffix}" else path.with_name(f"{path.name}.{suffix}")
        )


class Sheet(QWidget):
    """A page on white paper, as wide as there is room; PageUp and PageDown turn it."""

    turn = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._renderer = self._empty()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def is_empty(self) -> bool:
        """Whether no page is shown."""
        return not self._renderer.isValid()

    def load(self, svg: bytes) -> None:
        """Show a page."""
        if svg:
            self._renderer.load(QByteArray(svg))
        else:
            self._renderer.deleteLater()  # nothing else lets a page go
            self._renderer = self._empty()
        self._fit()
        self.update()

    def _empty(self) -> QSvgRenderer:
        renderer = QSvgRenderer(self)
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        return renderer

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.PAPER_ON.pressed(event):
            self.turn.emit(1)
        elif shortcuts.PAPER_BACK.pressed(event):
            self.turn.emit(-1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.is_empty:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("accent" if self.hasFocus() else "line"), 1))
        painter.setBrush(QColor(theme.PAPER))
        painter.drawRect(area)
        self._renderer.render(painter, area)
        painter.end()

    def _fit(self) -> None:
        size = self._renderer.defaultSize()
        height = 1
        if self._renderer.isValid() and size.width() > 0:
            height = max(1, round(size.height() * self.width() / size.width()))
        if self.height() != height:
            self.setFixedHeight(height)


def _made(project: Project, document: str, role: str) -> PaperPages | Text | None:
    # The document engine is loaded here, so that it costs the window's start nothing.
    from wizard.documents.preview import paper_pages
    from wizard.plan.figures import compute

    return _tried(lambda: paper_pages(project, compute(project), document, role))


def _begun(project: Project, document: str, role: str) -> PaperPages | Text | None:
    from wizard.documents.preview import paper_begun
    from wizard.plan.figures import compute

    return _tried(lambda: paper_begun(project, compute(project), document, role))


def _kept(project: Project, document: str, role: str, suffix: Suffix, path: Path) -> Text | None:
    """Save a document; why it could not be, if that is so."""
    from wizard.documents.preview import paper_file
    from wizard.plan.figures import compute

    try:
        content = paper_file(project, compute(project), document, role, suffix)
        if content is None:
            return _NOBODY
        write_whole(path, content)
    except UserError as error:
        return error.text
    return None


def _compiled_ahead(project: Project) -> None:
    from wizard.documents.preview import compile_ahead

    with suppress(UserError):  # a pack that is missing is told where a document is asked for
        compile_ahead(project)


def _tried(work: Callable[[], PaperPages | None]) -> PaperPages | Text | None:
    try:
        return work()
    except UserError as error:
        return error.text
