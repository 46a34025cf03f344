"""Where help is asked for: opens the guide, the lists and what is told of the program.

Everything is loaded when it is first asked for: a start of the window pays for none of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from wizard.texts import _
from wizard.ui import shortcuts
from wizard.ui.interface import Interface
from wizard.ui.shortcuts import Shortcut

if TYPE_CHECKING:
    from wizard.ui.help.guide_window import GuideWindow
    from wizard.ui.help.tour import Tour

_LAID_OUT_MS = 300

MakeAction = Callable[[Shortcut, Callable[[], object]], QAction]


class HelpDesk:
    """The help of one window; `greets` where a first project is to begin with the tour."""

    def __init__(self, interface: Interface, window: QWidget, page: Callable[[], str]) -> None:
        """`page` tells which page of the window is shown."""
        self._interface, self._window, self._page = interface, window, page
        self.guide: GuideWindow | None = None
        self.tour: Tour | None = None
        self.greets = False

    def actions(self, make: MakeAction) -> list[QAction]:
        """The commands of help, made by the window as its others are."""
        return [
            make(shortcuts.GUIDE, self.open_guide),
            make(shortcuts.KEYS, self.show_shortcuts),
            make(shortcuts.TOUR, self.begin_tour),
            make(shortcuts.FILE_OPENING, self.ask_file_opening),
            make(shortcuts.NEWS, self.show_news),
            make(shortcuts.ABOUT, self.show_about),
        ]

    def menu(self, actions: list[QAction], parent: QMenu) -> QMenu:
        """The menu of help."""
        menu = QMenu(self._interface.say(_("Справка")), parent)
        menu.addActions(actions)
        return menu

    def open_guide(self) -> None:
        """Show what the guide says of the page that is shown."""
        from wizard.ui.help.guide_window import GuideWindow

        if self.guide is None:
            self.guide = GuideWindow(self._interface)
        self.guide.open_at(self._page())

    def project_shown(self) -> None:
        """A project is shown: the first one that a person opens begins with the tour."""
        if self.greets and not self._interface.preferences.tour_seen:
            # Once the page has been laid out: its parts have their places only then.
            QTimer.singleShot(_LAID_OUT_MS, self._window, self.begin_tour)

    def begin_tour(self) -> None:
        """Walk through the window, if a project is open in it."""
        if not self._page() or self.tour is not None:
            return
        from wizard.ui.help.tour import Tour

        self.tour = Tour(self._interface, self._window)
        self.tour.left.connect(self._tour_left)

    def leave_tour(self) -> None:
        """The page that the tour walks through is about to be taken away."""
        if self.tour is not None:
            self.tour.leave()

    def _tour_left(self) -> None:
        self._interface.preferences.tour_seen = True
        if self.tour is not None:
            self.tour.deleteLater()
            self.tour = None

    def close(self) -> None:
        """The program's window is closed: so is the guide."""
        if self.guide is not None:
            self.guide.close()
            self.guide.deleteLater()
            self.guide = None

    def show_shortcuts(self) -> None:
        """List the shortcuts."""
        from wizard.ui.help.shortcuts_dialog import ShortcutsDialog

        _show(ShortcutsDialog(self._interface, self._window))

    def ask_file_opening(self) -> None:
        """Ask whether project files open with a double click."""
        from wizard.ui.help.association_dialog import AssociationDialog

        _show(AssociationDialog(self._interface, self._window))

    def show_news(self) -> None:
        """Tell what is new."""
        from wizard.ui.help.news import NewsDialog

        _show(NewsDialog(self._interface, self._window))

    def show_about(self) -> None:
        """Tell what the program is."""
        from wizard.ui.help.about import AboutDialog

        _show(AboutDialog(self._interface, self._window))


def _show(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()
