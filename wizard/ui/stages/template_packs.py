"""The card of template packs: which the project uses, what is wrong with them, the names they know.

Belongs here: choosing, exporting and checking packs in the window. Does not belong here: anything
about packs themselves (`wizard.documents`).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from wizard.documents.packs.packs import Pack, export, install, installed, open_pack
from wizard.errors import UserError
from wizard.project.project import PackUse, Project
from wizard.texts import Text, _, n_
from wizard.ui import icons, theme
from wizard.ui.background import Later
from wizard.ui.file_dialogs import tell
from wizard.ui.mishaps import NOT_DONE
from wizard.ui.session import Session
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.flow import Flow
from wizard.ui.widgets.parts import clear, label, link

if TYPE_CHECKING:
    from wizard.documents.template_names import TemplateName

_PATH = "documentation.documents"
_MOST_SHOWN = 50


class TemplatePacks(QObject):
    """The packs of the project, with the ways to add, take off, check and export them."""

    installed = Signal()
    """The files of a pack are other ones, though the project may name it as before."""
    checked = Signal()
    """What is wrong with a pack is on the screen."""

    def __init__(self, card: Card) -> None:
        super().__init__(card)
        self._card, self._session = card, card.session
        card.say(
            _(
                "Свои документы вместо шаблонов программы или рядом с ними. Набор — папка или zip "
                "с файлом pack.json, шаблонами .md и файлами Word."
            ),
            "caption",
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.TINY)
        card.column.addLayout(self._list)
        self._lay_commands()
        self._results = QVBoxLayout()
        self._results.setSpacing(theme.TINY)
        card.column.addLayout(self._results)
        self._shown: object = None
        self._later = Later(card)
        self._later.found.connect(self._show_mistakes)
        self._later.failed.connect(self._show_unchecked)
        self.refresh()

    def _lay_commands(self) -> None:
        say = self._session.say
        row = Flow()
        for icon, text, command in (
            ("file", _("Набор из zip…"), self._ask_zip),
            ("folder-open", _("Набор из папки…"), self._ask_folder),
            ("export", _("Выгрузить шаблоны…"), self._ask_export),
            ("list", _("Имена…"), self.show_names),
        ):
            button = QPushButton(say(text))
            icons.beside(button, icon, "ink")
            button.clicked.connect(lambda _on=False, command=command: command())
            row.flow.addWidget(button)
        self._card.column.addWidget(row)

    # Which packs the project uses

    def refresh(self) -> None:
        """Show the packs that the project uses now."""
        found = {pack.name: pack.version for pack in installed()} if self._uses else {}
        shown = (self._uses, tuple(found.items()))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        for use in self._uses:
            self._list.addWidget(self._row(use, found.get(use.name)))

    @property
    def _uses(self) -> tuple[PackUse, ...]:
        return self._session.project.packs

    def _row(self, use: PackUse, version: str | None) -> QWidget:
        say = self._session.say
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        if version is None:
            text = _(
                "⚠ Набор «{name}» {version} не установлен: пакет не соберётся. Добавьте его снова "
                "или уберите, и документы соберутся по шаблонам программы.",
                name=use.name,
                version=use.version,
            )
        else:
            text = _("Набор «{name}» {version}", name=use.name, version=version)
        said = label(say(text), "strong" if version else "")
        said.setWordWrap(True)
        line.addWidget(said, 1)
        if version is not None:
            line.addWidget(link(say(_("Проверить")), partial(self.check, use.name)))
        line.addWidget(link(say(_("Убрать")), partial(self.take_off, use.name)))
        return row

    def add(self, path: Path) -> None:
        """Install the pack of a folder or zip, let the project use it, and check it."""
        try:
            pack = open_pack(path)
            install(pack)
        except UserError as error:
            tell(self._card, self._session.interface, error.text)
            return

        def used(project: Project) -> Project:
            others = tuple(use for use in project.packs if use.name != pack.name)
            return project.model_copy(update={"packs": (*others, pack.use)})

        self._session.apply(_("Набор шаблонов «{name}»", name=pack.name), _PATH, used)
        self.installed.emit()
        self.check(pack.name)

    def take_off(self, name: str) -> None:
        """Let the project do without a pack; it stays installed for others."""

        def without(project: Project) -> Project:
            others = tuple(use for use in project.packs if use.name != name)
            return project.model_copy(update={"packs": others})

        self._session.apply(_("Без набора «{name}»", name=name), _PATH, without)
        clear(self._results)
        self.refresh()

    # What is wrong with a pack

    def check(self, name: str) -> None:
        """Look a pack through with the project, off the window's thread."""
        clear(self._results)
        busy = _("Проверяю «{name}»…", name=name)
        self._results.addWidget(label(self._session.say(busy), "caption"))
        self._later.ask(partial(_mistakes, name, self._session.project))

    def _show_mistakes(self, found: list[Text]) -> None:
        say = self._session.say
        clear(self._results)
        if not found:
            head = _("Ошибок нет: все шаблоны заполняются ответами этого проекта.")
        else:
            head = n_("Найдена {n} ошибка", "Найдено ошибок: {n}", len(found))
        self._results.addWidget(label(say(head), "strong"))
        for text in found[:_MOST_SHOWN]:
            line = label(say(text), "")
            line.setWordWrap(True)
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._results.addWidget(line)
        if len(found) > _MOST_SHOWN:
            more = _("И ещё {n}.", n=len(found) - _MOST_SHOWN)
            self._results.addWidget(label(say(more), "caption"))
        self.checked.emit()

    def _show_unchecked(self) -> None:
        clear(self._results)
        self._results.addWidget(label(self._session.say(NOT_DONE), "caption"))

    # Questions

    def _ask_zip(self) -> None:
        say, preferences = self._session.say, self._session.interface.preferences
        name, _filter = QFileDialog.getOpenFileName(
            self._card, say(_("Набор шаблонов")), str(preferences.folder), "ZIP (*.zip)"
        )
        if name:
            self.add(Path(name))

    def _ask_folder(self) -> None:
        found = self._folder(_("Папка набора"))
        if found is not None:
            self.add(found)

    def _ask_export(self) -> None:
        found = self._folder(_("Пустая папка для шаблонов программы"))
        if found is not None:
            self.export(found)

    def _folder(self, title: Text) -> Path | None:
        session = self._session
        found = QFileDialog.getExistingDirectory(
            self._card, session.say(title), str(session.interface.preferences.folder)
        )
        return Path(found) if found else None

    def export(self, folder: Path) -> None:
        """Write the program's own templates into a folder, to be changed."""
        try:
            written = export(folder)
        except UserError as error:
            tell(self._card, self._session.interface, error.text)
            return
        clear(self._results)
        told = n_(
            "Выгружен {n} файл в «{folder}».",
            "Выгружено файлов: {n} в «{folder}».",
            len(written),
            folder=str(folder),
        )
        paragraph = label(self._session.say(told), "")
        paragraph.setWordWrap(True)
        self._results.addWidget(paragraph)

    def show_names(self) -> NamesDialog:
        """Every name that a template may use, in a window of its own."""
        dialog = NamesDialog(self._session, self._card)
        dialog.show()
        return dialog


def _mistakes(name: str, project: Project) -> list[Text]:
    # Loaded only for a check: it brings the whole document engine.
    from wizard.documents.pack_check import check_pack

    pack: Pack | None = next((one for one in installed() if one.name == name), None)
    if pack is None:
        return [_("Набор «{name}» не установлен.", name=name)]
    return [mistake.text for mistake in check_pack(pack, [project])]


class NamesDialog(QDialog):
    """The names of templates with a search."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(session.say(_("Имена для шаблонов")))
        self.resize(1000, 660)
        column = QVBoxLayout(self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(session.say(_("Найти имя или пояснение")))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._find)
        column.addWidget(self.search)
        self.table = QTableWidget(0, 3)
        heads = (_("Имя в шаблоне"), _("Что значит"), _("В этом проекте"))
        self.table.setHorizontalHeaderLabels([session.say(head) for head in heads])
        self.table.setAccessibleName(self.windowTitle())
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setColumnWidth(0, 250)
        self.table.setColumnWidth(2, 180)
        stretch = QHeaderView.ResizeMode.Stretch
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(1, stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(self.table)
        self._fill(session)

    def _fill(self, session: Session) -> None:
        from wizard.documents.template_names import template_names

        language = session.language
        names: list[TemplateName] = template_names(session.project, session.figures, language)
        group = ""
        for one in names:
            if group != one.group.into(language):
                group = one.group.into(language)
                self._add((group,))
            self._add((one.name, one.meaning.into(language), one.value))

    def _add(self, texts: tuple[str, ...]) -> None:
        """A row at the end; a text that stands alone heads the rows below it."""
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            self.table.setItem(row, column, item)
            if len(texts) == 1:
                self.table.setSpan(row, 0, 1, self.table.columnCount())
                bold = self.table.font()
                bold.setBold(True)
                item.setFont(bold)

    def _find(self, wanted: str) -> None:
        """Show the rows that hold all the words, under the heading that they stand below."""
        words, heading, group = wanted.casefold().split(), 0, ""
        for row in range(self.table.rowCount()):
            texts = [self.table.item(row, column) for column in range(3)]
            is_heading = texts[1] is None
            line = " ".join(item.text() for item in texts if item is not None).casefold()
            hidden = is_heading or not all(word in line or word in group for word in words)
            self.table.setRowHidden(row, hidden)
            if is_heading:
                heading, group = row, line
            elif not hidden:
                self.table.setRowHidden(heading, False)
