"""The user's guide in a window of its own: contents and search at the left, a chapter at the right.

Belongs here: finding and turning pages. Does not belong here: the texts (`resources/guide`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QCloseEvent, QDesktopServices, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard.documents.guide import Chapter, guide, guide_pdf, picture
from wizard.errors import UserError
from wizard.files import write_whole
from wizard.texts import Text, _
from wizard.ui import shortcuts, theme
from wizard.ui.background import Later
from wizard.ui.file_dialogs import tell
from wizard.ui.help.reading import Reading
from wizard.ui.interface import Interface
from wizard.ui.mishaps import NOT_DONE
from wizard.ui.widgets.parts import label

CONTENTS_WIDTH = 280
_OF_PAGE = {
    "": ("01-start", ""),
    "documentation": ("07-documents", ""),
    "summary": ("06-scenarios", ""),
    "package": ("08-package", ""),
}
_PAGES = "02-pages"


@dataclass(frozen=True, slots=True)
class Place:
    """A chapter and a section of it."""

    chapter: str
    section: str = ""


def place_of(page: str) -> Place:
    """Where the guide speaks of a page of the program."""
    return Place(*_OF_PAGE.get(page, (_PAGES, page)))


class GuideWindow(QWidget):
    """The guide; it stays open beside the program."""

    def __init__(self, interface: Interface) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._interface = interface
        self._chapters: dict[str, Chapter] = {}
        self._back: list[Place] = []
        self._on: list[Place] = []
        self._place = Place("")
        self._later = Later(self)
        self._later.found.connect(self._save)
        self._later.failed.connect(self._tell_failed)
        self._file = Path()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1020, 720)
        self.setMinimumSize(760, 480)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side())
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self._head())
        self.text = Reading()
        self.text.anchorClicked.connect(self._follow)
        right.addWidget(self.text, 1)
        row.addLayout(right, 1)
        for shortcut, command in (
            (shortcuts.GUIDE_BACK, self.go_back),
            (shortcuts.GUIDE_ON, self.go_on),
            (shortcuts.GUIDE_SEARCH, self._search_asked),
            (shortcuts.GUIDE_LEAVE, self.close),
        ):
            QShortcut(shortcut.sequences[0], self).activated.connect(command)
        interface.language_changed.connect(self.speak)
        self.speak()

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("role", "rail")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        side.setFixedWidth(CONTENTS_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.SMALL)
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._fill())
        self.search.returnPressed.connect(self._take_first)
        column.addWidget(self.search)
        self.contents = QListWidget()
        self.contents.setWordWrap(True)
        self.contents.currentItemChanged.connect(lambda item, _old: self._chosen(item))
        column.addWidget(self.contents, 1)
        self.nothing = label("", "caption")
        self.nothing.setWordWrap(True)
        column.addWidget(self.nothing)
        return side

    def _head(self) -> QWidget:
        head = QWidget()
        head.setProperty("role", "bar")
        head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.INSIDE, theme.SMALL, theme.INSIDE, theme.SMALL)
        self.back = QPushButton("←")
        self.back.clicked.connect(lambda _on=False: self.go_back())
        self.on = QPushButton("→")
        self.on.clicked.connect(lambda _on=False: self.go_on())
        self.pdf = QPushButton()
        self.pdf.clicked.connect(lambda _on=False: self._ask_file())
        row.addWidget(self.back)
        row.addWidget(self.on)
        row.addStretch(1)
        row.addWidget(self.pdf)
        return head

    # What is shown

    def speak(self) -> None:
        """Show the guide in the window's language, at the same chapter."""
        self._chapters = {found.name: found for found in guide(self._interface.language)}
        self.contents.setAccessibleName(self._say(_("Содержание")))
        for widget, shortcut in (
            (self.search, shortcuts.GUIDE_SEARCH),
            (self.back, shortcuts.GUIDE_BACK),
            (self.on, shortcuts.GUIDE_ON),
        ):
            widget.setAccessibleName(shortcut.told(self._interface.say))
        self.search.setPlaceholderText(self.search.accessibleName())
        for button in (self.back, self.on):
            button.setToolTip(button.accessibleName())
        self.pdf.setText(self._say(_("Сохранить как PDF")))
        self.nothing.setText(self._say(_("Таких слов в руководстве нет.")))
        self._fill()
        self._show(self._place if self._place.chapter else place_of(""))

    def open_at(self, page: str) -> None:
        """Show what the guide says of a page of the program."""
        self.search.clear()
        self.go(place_of(page))
        self.show()
        self.raise_()
        self.activateWindow()

    def go(self, place: Place) -> None:
        """Show a place; the one before it can be returned to."""
        if place != self._place:
            self._back.append(self._place)
            self._on.clear()
        self._show(place)

    def go_back(self) -> None:
        """To the place shown before."""
        if self._back:
            self._on.append(self._place)
            self._show(self._back.pop())

    def go_on(self) -> None:
        """To the place that was left by going back."""
        if self._on:
            self._back.append(self._place)
            self._show(self._on.pop())

    def _show(self, place: Place) -> None:
        chapter = self._chapters[place.chapter]
        if place.chapter != self._place.chapter or chapter.title != self.windowTitle():
            self.text.folder = picture("", chapter.language).parent
            self.text.show_html(chapter.html)
        self._place = place
        self.setWindowTitle(chapter.title)
        if place.section:
            self.text.scrollToAnchor(place.section)
        else:
            self.text.verticalScrollBar().setValue(0)
        self.back.setEnabled(bool(self._back))
        self.on.setEnabled(bool(self._on))
        self._mark()

    def _mark(self) -> None:
        """Mark the shown chapter in the contents."""
        self.contents.blockSignals(True)
        names = [
            self.contents.item(row).data(Qt.ItemDataRole.UserRole)
            for row in range(self.contents.count())
        ]
        found = self._place.chapter
        self.contents.setCurrentRow(names.index(found) if found in names else -1)
        self.contents.blockSignals(False)

    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
            return
        name = Path(url.path()).stem or self._place.chapter
        if name in self._chapters:
            self.go(Place(name, url.fragment()))

    # Search

    def _fill(self) -> None:
        """The chapters that hold the searched words; all of them where none are."""
        wanted = self.search.text().strip().casefold()
        self.contents.blockSignals(True)
        self.contents.clear()
        for chapter in self._chapters.values():
            if wanted in chapter.words.casefold():
                item = QListWidgetItem(chapter.title)
                item.setData(Qt.ItemDataRole.UserRole, chapter.name)
                item.setSizeHint(QSize(0, self._height_of(chapter.title)))
                self.contents.addItem(item)
        self.contents.blockSignals(False)
        self.nothing.setVisible(self.contents.count() == 0)
        self._mark()

    def _height_of(self, title: str) -> int:
        room = CONTENTS_WIDTH - 2 * theme.GAP - 32
        wide = self.fontMetrics().horizontalAdvance(title)
        return (wide // room + 1) * self.fontMetrics().lineSpacing() + 14

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.go(Place(str(item.data(Qt.ItemDataRole.UserRole))))
            self._find_words()

    def _take_first(self) -> None:
        """Enter goes through the found words, chapter after chapter."""
        if not self.search.text().strip() or not self.contents.count():
            return
        if self._shown_is_found() and self.text.find(self.search.text().strip()):
            return
        row = (self.contents.currentRow() + 1) % self.contents.count()
        name = str(self.contents.item(row).data(Qt.ItemDataRole.UserRole))
        self.go(Place(name))
        self._find_words()

    def _shown_is_found(self) -> bool:
        return self.contents.currentRow() >= 0

    def _find_words(self) -> None:
        words = self.search.text().strip()
        if words:
            cursor = self.text.textCursor()
            cursor.setPosition(0)
            self.text.setTextCursor(cursor)
            self.text.find(words, QTextDocument.FindFlag(0))

    def _search_asked(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    # Saving

    def _ask_file(self) -> None:
        title = self._say(_("Руководство"))
        folder = self._interface.preferences.folder
        name, _filter = QFileDialog.getSaveFileName(
            self, self._say(_("Сохранить как PDF")), str(folder / f"{title}.pdf"), "PDF (*.pdf)"
        )
        if name:
            self._file = Path(name) if name.lower().endswith(".pdf") else Path(f"{name}.pdf")
            self.pdf.setEnabled(False)
            language = self._interface.language
            self._later.ask_now(lambda: guide_pdf(language))

    def _save(self, content: bytes) -> None:
        self.pdf.setEnabled(True)
        try:
            write_whole(self._file, content)
        except UserError as error:
            tell(self, self._interface, error.text)

    def _tell_failed(self) -> None:
        self.pdf.setEnabled(True)
        tell(self, self._interface, NOT_DONE)

    def _say(self, text: Text) -> str:
        return self._interface.say(text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The next time it is opened, it begins with an empty search."""
        self.search.clear()
        super().closeEvent(event)
