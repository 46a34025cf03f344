"""The main window: the start page or the workspace, commands and their shortcuts, files dropped.

Belongs here: the life of the window and its menu. Does not belong here: pages (`workspace.py`),
asking about files (`file_dialogs.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget

from wizard.texts import LANGUAGES, Language, Text, _
from wizard.ui import shortcuts
from wizard.ui.background import is_waiting
from wizard.ui.file_dialogs import FileDialogs
from wizard.ui.help.desk import HelpDesk
from wizard.ui.interface import LANGUAGE_NAMES, Interface
from wizard.ui.memory import GivingBack
from wizard.ui.preferences import Appearance
from wizard.ui.shortcuts import Shortcut
from wizard.ui.stages.start import StartPage

if TYPE_CHECKING:
    from wizard.ui.session import Session
    from wizard.ui.stages.page import Page
    from wizard.ui.workspace import Workspace

SMALLEST = (1024, 640)
_APPEARANCES: dict[Appearance, Text] = {
    "system": _("Как в системе"),
    "light": _("Светлое"),
    "dark": _("Тёмное"),
}


class MainWindow(QMainWindow):
    """The window of one session, which is made when it is first needed."""

    def __init__(self, interface: Interface, make_session: Callable[[], Session]) -> None:
        super().__init__()
        self.interface = interface
        self._make_session = make_session
        self._session: Session | None = None
        self.files = FileDialogs(interface, lambda: self.session, self)
        self.help = HelpDesk(interface, self, lambda: self.current)
        self._workspace: Workspace | None = None
        self._start: StartPage | None = None
        self._shown_menu: QMenu | None = None
        self._actions: list[QAction] = []
        self._memory = GivingBack(self)
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        interface.language_changing.connect(self._commit)
        interface.language_changed.connect(self._speak_anew)
        interface.depth_changed.connect(lambda: self.depth_action.setChecked(interface.detailed))
        self._make_actions()
        self._opened()

    @property
    def session(self) -> Session:
        """What is worked on in this window."""
        if self._session is None:
            self._session = session = self._make_session()
            session.changed.connect(self._project_changed)
            session.file_changed.connect(self._file_changed)
            session.opened.connect(self._opened)
            session.closing_edits.connect(self._commit)
        return self._session

    @property
    def has_project(self) -> bool:
        """Whether a project is open."""
        return self._session is not None and self._session.is_open

    def keep_work(self) -> bool:
        """Write unsaved work down at once; whether nothing of it would be lost in a crash."""
        return self._session is None or self._session.keep_now()

    # What is shown

    def _opened(self) -> None:
        """Another project, or none: begin afresh."""
        self._drop_shown()
        if not self.has_project:
            self._show_start()
        else:
            self._show_workspace("goals" if self.session.path else "company")
            self.help.project_shown()
        self._file_changed()

    def _speak_anew(self) -> None:
        before = self._workspace.place() if self._workspace is not None else None
        self._make_actions()
        self._drop_shown()
        if self.has_project:
            self.session.speak_anew()
        if before is None:
            self._show_start()
        else:
            workspace = self._show_workspace(before.page)
            QTimer.singleShot(0, workspace, lambda: workspace.go_to(before))
        self._file_changed()

    def _drop_shown(self) -> None:
        self.help.leave_tour()
        if self._workspace is not None:
            self._workspace.stop()
        for widget in (self._workspace, self._start):
            if widget is not None:
                self._stack.removeWidget(widget)
                widget.deleteLater()
        if self._shown_menu is not None:
            self._shown_menu.deleteLater()
        if self._workspace is not None:
            self._memory.soon()
        self._workspace = self._start = self._shown_menu = None

    def _show_start(self) -> None:
        self._start = start = StartPage(self.interface)
        start.chosen.connect(self.files.new)
        start.dropped.connect(self.files.drop_preset)
        start.open_asked.connect(self.files.open)
        start.file_chosen.connect(self.files.open_path)
        start.lost_chosen.connect(self.files.take_lost)
        # Later: the page whose link was pressed is made anew in the other language.
        queued = Qt.ConnectionType.QueuedConnection
        start.language_chosen.connect(self._set_language, queued)
        start.help_asked.connect(self.help.open_guide)
        self._stack.addWidget(start)

    def _show_workspace(self, page: str) -> Workspace:
        # The pages and the project's model are loaded when the first project is opened.
        from wizard.ui.workspace import Workspace

        self._shown_menu = menu = self._menu()
        self._workspace = workspace = Workspace(self.session, menu)
        workspace.undo.connect(self.undo)
        workspace.redo.connect(self.redo)
        self._stack.addWidget(workspace)
        workspace.show_page(page)
        return workspace

    @property
    def workspace(self) -> Workspace:
        """Where the open project is worked on."""
        if self._workspace is None:
            raise ValueError("no project is open")
        return self._workspace

    @property
    def current(self) -> str:
        """The name of the shown page; empty on the start page."""
        return self._workspace.current if self._workspace is not None else ""

    def show_page(self, name: str) -> None:
        """Show a page of the open project."""
        self.workspace.show_page(name)

    def page(self) -> Page:
        """The page that is shown."""
        return self.workspace.page()

    def reveal(self, path: str) -> None:
        """Lead to the field of a path, on whatever page it is."""
        self.workspace.reveal(path)

    # What the session tells

    def _project_changed(self) -> None:
        if self._workspace is not None:
            self._workspace.refresh()
            self._memory.soon()

    def _file_changed(self) -> None:
        if self._workspace is not None:
            self._workspace.refresh_bar()
        session = self._session if self.has_project else None
        for action in (
            self.save_action,
            self.save_as_action,
            self.versions_action,
            self.preset_action,
            self.close_action,
        ):
            action.setEnabled(session is not None)
        for action in (self.build_action, self.next_action, self.back_action):
            action.setEnabled(session is not None)
        self.undo_action.setEnabled(session is not None and session.next_undo is not None)
        self.redo_action.setEnabled(session is not None and session.next_redo is not None)
        program = self.interface.say(_("Отдел продаж"))
        if session is None:
            self.setWindowModified(False)
            self.setWindowTitle(program)
            return
        file = session.path.name if session.path else self.interface.say(_("не сохранён"))
        self.setWindowTitle(f"{session.title} — {file}[*] — {program}")
        self.setWindowModified(session.dirty)

    def _commit(self) -> None:
        if self._workspace is not None:
            self._workspace.commit()

    # Commands

    def undo(self) -> None:
        """Undo, and show where."""
        self.workspace.travel(self.session.undo)

    def redo(self) -> None:
        """Redo, and show where."""
        self.workspace.travel(self.session.redo)

    def _make_actions(self) -> None:
        for action in self._actions:
            self.removeAction(action)
            action.deleteLater()
        self._actions = []
        self.new_action = self._action(shortcuts.NEW, self.files.close)
        self.open_action = self._action(shortcuts.OPEN, self.files.open)
        self.save_action = self._action(shortcuts.SAVE, self.files.save)
        self.save_as_action = self._action(shortcuts.SAVE_AS, self.files.save_as)
        self.preset_action = self._action(shortcuts.PRESET, self.files.keep_as_preset)
        self.close_action = self._action(shortcuts.CLOSE, self.files.close)
        self.versions_action = self._action(shortcuts.VERSIONS, self._show_versions)
        self.undo_action = self._action(shortcuts.UNDO, self.undo)
        self.redo_action = self._action(shortcuts.REDO, self.redo)
        self.build_action = self._action(shortcuts.BUILD, lambda: self.show_page("package"))
        self.consultant_action = self._action(shortcuts.CONSULTANT, self._change_consultant)
        self.quit_action = self._action(shortcuts.QUIT, self.close)
        self.next_action = self._action(shortcuts.NEXT_PAGE, lambda: self.workspace.turn(1))
        self.back_action = self._action(shortcuts.PREVIOUS_PAGE, lambda: self.workspace.turn(-1))
        self.depth_action = self._action(shortcuts.DEPTH, self._turn_depth)
        self.help_actions = self.help.actions(self._action)
        self.depth_action.setCheckable(True)
        self.depth_action.setChecked(self.interface.detailed)
        self.language_actions: dict[Language, QAction] = {}
        for language in LANGUAGES:
            action = QAction(LANGUAGE_NAMES[language], self)
            action.setCheckable(True)
            action.setChecked(language == self.interface.language)
            action.triggered.connect(
                lambda _on=False, language=language: self._set_language(language)
            )
            self.language_actions[language] = action
            self._actions.append(action)

    def _looks(self, parent: QMenu) -> QMenu:
        """Light, dark, or as the system is."""
        say, interface = self.interface.say, self.interface
        menu = QMenu(say(_("Оформление")), parent)
        choice = QActionGroup(menu)
        for appearance, title in _APPEARANCES.items():
            action = choice.addAction(say(title))
            action.setCheckable(True)
            action.setChecked(appearance == interface.preferences.appearance)
            action.triggered.connect(
                lambda _on=False, appearance=appearance: interface.set_appearance(appearance)
            )
            menu.addAction(action)
        return menu

    def _action(self, shortcut: Shortcut, command: Callable[[], object]) -> QAction:
        action = QAction(self.interface.say(shortcut.title), self)
        action.setShortcuts(shortcut.sequences)
        action.triggered.connect(lambda _on=False: command())
        self.addAction(action)
        self._actions.append(action)
        return action

    def _menu(self) -> QMenu:
        say = self.interface.say
        menu = QMenu(self)
        menu.addActions([self.new_action, self.open_action])
        recent = menu.addMenu(say(_("Недавние")))
        recent.aboutToShow.connect(lambda: self._fill_recent(recent))
        menu.addSeparator()
        menu.addActions([self.save_action, self.save_as_action, self.versions_action])
        menu.addActions([self.preset_action, self.close_action])
        menu.addSeparator()
        menu.addActions([self.undo_action, self.redo_action])
        menu.addSeparator()
        menu.addActions([self.build_action, self.consultant_action])
        menu.addSeparator()
        view = menu.addMenu(say(_("Вид окна")))
        view.addActions([self.back_action, self.next_action, self.depth_action])
        view.addMenu(self._looks(view))
        languages = menu.addMenu("Язык · Language")
        languages.addActions(list(self.language_actions.values()))
        menu.addMenu(self.help.menu(self.help_actions, menu))
        menu.addSeparator()
        menu.addAction(self.quit_action)
        return menu

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        menu.setToolTipsVisible(True)
        paths = [known.path for known in self.interface.preferences.recent]
        names = [path.name for path in paths]
        for path in paths:
            # Files of one name are told apart by their folders.
            alone = names.count(path.name) == 1
            text = path.name if alone else f"{path.name} — {path.parent}"
            action = menu.addAction(text.replace("&", "&&"))
            action.setToolTip(str(path))
            action.setEnabled(path.is_file())
            action.triggered.connect(lambda _on=False, path=path: self.files.open_path(path))

    def _show_versions(self) -> None:
        """Versions are kept in the project's file, so it must have one."""
        from wizard.ui.versions_dialog import VersionsDialog

        self._commit()
        if self.session.path is not None or self.files.save_first():
            dialog = VersionsDialog(self.session, self)
            dialog.exec()
            dialog.deleteLater()

    def _turn_depth(self) -> None:
        self.interface.set_detailed(not self.interface.detailed)

    def _change_consultant(self) -> None:
        # It loads the project's model, which the start page does without.
        from wizard.ui.consultant_dialog import ConsultantDialog

        dialog = ConsultantDialog(self.interface, self)
        dialog.exec()
        dialog.deleteLater()

    def _set_language(self, language: Language) -> None:
        self.interface.set_language(language)
        for found, action in self.language_actions.items():
            action.setChecked(found == self.interface.language)

    # Files dropped, window closed

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = _dropped(event)
        if paths:
            event.acceptProposedAction()
            # The drag must end before a dialog may open.
            QTimer.singleShot(0, self, lambda: self.files.open_dropped(paths))

    def closeEvent(self, event: QCloseEvent) -> None:
        if is_waiting() or (self._session is not None and not self.files.may_lose()):
            event.ignore()
            return
        if self._workspace is not None:
            self._workspace.stop()
        self.interface.preferences.geometry = self.saveGeometry()
        if self._session is not None:
            self._session.let_go()
        self.help.close()
        event.accept()


def _dropped(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
