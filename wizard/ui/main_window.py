"""The main window: it wires the bar, the rail, the pages and the panel to the session.

Belongs here: which page is shown, commands and their shortcuts, how the window uses its width.
Does not belong here: asking about files (`file_dialogs.py`) and anything inside a page.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wizard.texts import LANGUAGES, Language, Text, _
from wizard.ui.file_dialogs import FileDialogs
from wizard.ui.progress import progress
from wizard.ui.session import LANGUAGE_NAMES, Session
from wizard.ui.stages.catalogue import PAGES, make_page
from wizard.ui.stages.page import Page
from wizard.ui.stages.start import StartPage
from wizard.ui.widgets.rail import Place, Rail
from wizard.ui.widgets.side_panel import PANEL_WIDTH, FigureStrip, SidePanel
from wizard.ui.widgets.top_bar import TopBar

WIDE_FROM = 1260
RAIL_WIDTH = 216
SMALLEST = (1024, 640)
_ICONS = {"company": "buildings", "summary": "chart-bar", "package": "download-simple"}


class MainWindow(QMainWindow):
    """The window of one session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.files = FileDialogs(session, self)
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.current = ""
        self.setMinimumSize(*SMALLEST)
        self.resize(1280, 800)
        self.setAcceptDrops(True)
        self._actions: list[QAction] = []
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.timeout.connect(self._refresh_side)
        self._lay()
        session.changed.connect(self._project_changed)
        session.file_changed.connect(self._file_changed)
        session.opened.connect(self._opened)
        session.language_changed.connect(self._relay)
        session.closing_edits.connect(self._commit)

    # Laying out

    def _lay(self) -> None:
        """Make everything in the session's language."""
        self._make_actions()
        self._stack = QStackedWidget()
        self._work: QWidget | None = None
        self._start: StartPage | None = None
        self.setCentralWidget(self._stack)
        self._opened()

    def _relay(self) -> None:
        place, shown = self._scroll_place(), self.current
        self._work = self._start = None
        self._pages.clear()
        old = self._stack
        self._lay()
        old.deleteLater()
        if self.session.is_open and shown:
            self.show_page(shown)
            QTimer.singleShot(0, self, lambda: self._scroll_to(place))

    def _opened(self) -> None:
        """Another project, or none: begin with fresh pages."""
        for page in self._pages.values():
            page.may_leave()
            page.deleteLater()
        self._pages.clear()
        self.current = ""
        if self._start is not None:
            self._stack.removeWidget(self._start)
            self._start.deleteLater()
            self._start = None
        if not self.session.is_open:
            self._start = StartPage(self.session)
            self._start.chosen.connect(self.files.new)
            self._start.open_asked.connect(self.files.open)
            self._start.file_chosen.connect(self.files.open_path)
            # Later: the page whose link was pressed is made anew in the other language.
            self._start.language_chosen.connect(
                self._set_language, Qt.ConnectionType.QueuedConnection
            )
            self._stack.addWidget(self._start)
            self._stack.setCurrentWidget(self._start)
        else:
            if self._work is None:
                self._work = self._make_work()
                self._stack.addWidget(self._work)
            self._stack.setCurrentWidget(self._work)
            self.show_page("company" if not self.session.path else "goals")
        self._file_changed()

    def _make_work(self) -> QWidget:
        session, work = self.session, QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = TopBar(session, self._menu())
        self._bar.build.connect(lambda: self.show_page("package"))
        self._bar.undo.connect(self.undo)
        self._bar.redo.connect(self.redo)
        column.addWidget(self._bar)
        below = QHBoxLayout()
        below.setSpacing(0)
        column.addLayout(below, 1)
        numbers = {name: number for number, (name, _t) in enumerate(PAGES)}
        self._rail = Rail(
            session,
            [
                Place(
                    name,
                    text,
                    number=numbers[name] if name not in _ICONS else None,
                    icon=_ICONS.get(name, ""),
                    after_rule=name in ("goals", "summary"),
                )
                for name, text in PAGES
            ],
        )
        self._rail.setFixedWidth(RAIL_WIDTH)
        self._rail.go.connect(self.show_page)
        below.addWidget(self._rail)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self._strip = FigureStrip(session)
        middle.addWidget(self._strip)
        self._page_stack = QStackedWidget()
        middle.addWidget(self._page_stack, 1)
        below.addWidget(self._middle, 1)
        self._panel = SidePanel(session)
        self._panel.follow.connect(self.reveal)
        below.addWidget(self._panel)
        self._strip.more.toggled.connect(self._place_panel)
        self._beside = below
        QTimer.singleShot(0, self, self._place_panel)
        return work

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel()

    def _place_panel(self) -> None:
        """Beside the page in a wide window; in a narrow one over it, when asked for."""
        if self._work is None:
            return
        wide = self.width() >= WIDE_FROM
        self._strip.setVisible(not wide and bool(self.current))
        if wide:
            if self._beside.indexOf(self._panel) < 0:
                self._panel.setParent(self._work)
                self._beside.addWidget(self._panel)
            self._panel.show()
            return
        if self._beside.indexOf(self._panel) >= 0:
            self._beside.removeWidget(self._panel)
            self._panel.setParent(self._middle)
        top = self._strip.sizeHint().height()
        self._panel.setGeometry(
            self._middle.width() - PANEL_WIDTH, top, PANEL_WIDTH, self._middle.height() - top
        )
        self._panel.setVisible(self._strip.more.isChecked())
        self._panel.raise_()

    # Pages

    def show_page(self, name: str) -> None:
        """Show a page; it is made at the first visit."""
        if not self.session.is_open:
            return
        if self.current in self._pages:
            self._pages[self.current].commit()
        page = self._pages.get(name)
        if page is None:
            page = make_page(name, self.session)
            page.go.connect(self.show_page)
            page.follow.connect(self.reveal)
            self._pages[name] = page
            self._page_stack.addWidget(page)
        elif name in self._stale:
            page.refresh()
        self._stale.discard(name)
        self.current = name
        self._page_stack.setCurrentWidget(page)
        focus = QApplication.focusWidget()
        if focus is None or not self._rail.isAncestorOf(focus):
            page.setFocus()  # Tab goes on to the first field
        self._rail.choose(name)
        self._bar.offer_build(offered=name != "package")
        self._panel.show_page(page)
        self._strip.show_page(page)
        self._refresh_side()
        self._place_panel()

    def page(self) -> Page:
        """The page that is shown."""
        return self._pages[self.current]

    def reveal(self, path: str) -> None:
        """Lead to the field of a path, on whatever page it is."""
        stage = path.partition(".")[0]
        if stage in dict(PAGES):
            self.show_page(stage)
            self._pages[stage].reveal(path)

    # What the session tells

    def _project_changed(self) -> None:
        self._stale = set(self._pages)
        if self.current in self._pages:
            self._pages[self.current].refresh()
            self._stale.discard(self.current)
            self._panel.refresh()
            self._refresh_soon.start(0)

    def _refresh_side(self) -> None:
        if self._work is not None:
            self._strip.refresh()
            self._rail.refresh(progress(self.session.project, self.session.problems))

    def _file_changed(self) -> None:
        session = self.session
        if self._work is not None:
            self._bar.refresh()
        for action, possible in (
            (self.undo_action, session.undo_name is not None),
            (self.redo_action, session.redo_name is not None),
            (self.save_action, session.is_open),
            (self.save_as_action, session.is_open),
            (self.close_action, session.is_open),
        ):
            action.setEnabled(possible)
        program = session.say(_("Отдел продаж"))
        if not session.is_open:
            self.setWindowTitle(program)
            self.setWindowModified(False)
            return
        file = session.path.name if session.path else session.say(_("не сохранён"))
        self.setWindowTitle(f"{session.title} — {file}[*] — {program}")
        self.setWindowModified(session.dirty)

    def _commit(self) -> None:
        if self.current in self._pages:
            self._pages[self.current].commit()

    # Commands

    def undo(self) -> None:
        """Undo, and show where."""
        self._commit()
        self._follow_change(self.session.undo())

    def redo(self) -> None:
        """Redo, and show where."""
        self._commit()
        self._follow_change(self.session.redo())

    def _follow_change(self, path: str) -> None:
        stage = path.partition(".")[0]
        if stage in dict(PAGES) and stage != self.current:
            self.show_page(stage)

    def _make_actions(self) -> None:
        for action in self._actions:
            self.removeAction(action)
            action.deleteLater()
        self._actions = []
        keys = QKeySequence.StandardKey
        self.new_action = self._action(_("Новый проект…"), self.files.close, keys.New)
        self.open_action = self._action(_("Открыть…"), self.files.open, keys.Open)
        self.save_action = self._action(_("Сохранить"), self.files.save, keys.Save)
        self.save_as_action = self._action(
            _("Сохранить как…"), self.files.save_as, QKeySequence("Ctrl+Shift+S")
        )
        self.close_action = self._action(
            _("Закрыть проект"), self.files.close, QKeySequence("Ctrl+W")
        )
        self.undo_action = self._action(_("Отменить"), self.undo, keys.Undo)
        self.redo_action = self._action(_("Вернуть"), self.redo, QKeySequence("Ctrl+Shift+Z"))
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        self.build_action = self._action(
            _("Собрать пакет…"), lambda: self.show_page("package"), QKeySequence("Ctrl+B")
        )
        self.quit_action = self._action(_("Выйти"), self.close, keys.Quit)
        self.next_action = self._action(
            _("Следующая страница"), lambda: self._turn(1), QKeySequence("Ctrl+PgDown")
        )
        self.back_action = self._action(
            _("Предыдущая страница"), lambda: self._turn(-1), QKeySequence("Ctrl+PgUp")
        )
        self.language_actions: dict[Language, QAction] = {}
        for language in LANGUAGES:
            action = QAction(LANGUAGE_NAMES[language], self)
            action.setCheckable(True)
            action.setChecked(language == self.session.language)
            action.triggered.connect(
                lambda _on=False, language=language: self._set_language(language)
            )
            self.language_actions[language] = action
            self._actions.append(action)

    def _action(
        self,
        text: Text,
        command: Callable[[], object],
        keys: QKeySequence | QKeySequence.StandardKey,
    ) -> QAction:
        action = QAction(self.session.say(text), self)
        action.setShortcut(keys)
        action.triggered.connect(lambda _on=False: command())
        self.addAction(action)
        self._actions.append(action)
        return action

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for action in (self.new_action, self.open_action):
            menu.addAction(action)
        recent = menu.addMenu(self.session.say(_("Недавние")))
        recent.aboutToShow.connect(lambda: self._fill_recent(recent))
        menu.addSeparator()
        for action in (self.save_action, self.save_as_action, self.close_action):
            menu.addAction(action)
        menu.addSeparator()
        for action in (self.undo_action, self.redo_action):
            menu.addAction(action)
        menu.addSeparator()
        for action in (self.back_action, self.next_action, self.build_action):
            menu.addAction(action)
        menu.addSeparator()
        languages = menu.addMenu("Язык · Language")
        for action in self.language_actions.values():
            languages.addAction(action)
        menu.addSeparator()
        menu.addAction(self.quit_action)
        return menu

    def _fill_recent(self, menu: QMenu) -> None:
        menu.clear()
        for path in self.session.preferences.recent:
            action = menu.addAction(path.name)
            action.setToolTip(str(path))
            action.setEnabled(path.is_file())
            action.triggered.connect(lambda _on=False, path=path: self.files.open_path(path))

    def _turn(self, by: int) -> None:
        names = [name for name, _title in PAGES]
        if self.current in names and 0 <= names.index(self.current) + by < len(names):
            self.show_page(names[names.index(self.current) + by])

    def _set_language(self, language: Language) -> None:
        self.session.set_language(language)
        for found, action in self.language_actions.items():
            action.setChecked(found == self.session.language)

    def _scroll_place(self) -> int:
        page = self._pages.get(self.current)
        return page.verticalScrollBar().value() if page is not None else 0

    def _scroll_to(self, place: int) -> None:
        if self.current in self._pages:
            self._pages[self.current].verticalScrollBar().setValue(place)

    # Files dropped, window closed

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            # The drag must end before a dialog may open.
            QTimer.singleShot(0, self, lambda: self.files.open_path(path))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._commit()
        for page in self._pages.values():
            if not page.may_leave():
                event.ignore()
                return
        if not self.files.may_lose():
            event.ignore()
            return
        self.session.preferences.geometry = self.saveGeometry()
        if self.session.is_open:
            self.session.let_go()
        event.accept()


def _dropped(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
