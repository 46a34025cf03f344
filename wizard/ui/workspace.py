"""Where an open project is worked on: the bar, the rail, the pages, the panel.

Belongs here: which page is shown, what is refreshed when, and how the width is used. Does not
belong here: files and menus (`main_window.py`), anything inside a page. A workspace lives as long
as its project is open and its language is spoken; then another one is made.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QMessageBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from wizard.project.changes import place_of_change
from wizard.project.path import is_basic_at
from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.focus_place import FocusPlace, focus_place, give_focus
from wizard.ui.progress import progress
from wizard.ui.session import Session
from wizard.ui.stages.catalogue import PAGES, make_page
from wizard.ui.stages.page import Page
from wizard.ui.tab_order import tab_on
from wizard.ui.widgets.explanation import ExplanationNote
from wizard.ui.widgets.rail import Place, Rail
from wizard.ui.widgets.scenario_choice import ACTIVE, ScenarioMark
from wizard.ui.widgets.season import SeasonCurve
from wizard.ui.widgets.side_panel import PANEL_WIDTH, FigureStrip, SidePanel
from wizard.ui.widgets.top_bar import TopBar

WIDE_FROM = 1260
RAIL_WIDTH = 216
_ICONS = {
    "company": "buildings",
    "launch": "calendar-check",
    "summary": "chart-bar",
    "package": "download-simple",
}


@dataclass(frozen=True, slots=True)
class PlaceKept:
    """Where somebody is in a project: the page, how far it is scrolled, the field or cell."""

    page: str
    scrolled: int
    focus: FocusPlace | None


class Workspace(QWidget):
    """The pages of one project."""

    undo = Signal()
    redo = Signal()

    def __init__(self, session: Session, menu: QMenu) -> None:
        super().__init__()
        self.session = session
        self._pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self.current = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = TopBar(session, menu)
        self._bar.build.connect(lambda: self.show_page("package"))
        self._bar.undo.connect(self.undo)
        self._bar.redo.connect(self.redo)
        column.addWidget(self._bar)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(0)
        column.addLayout(self._beside, 1)
        self._rail = Rail(session, _places())
        self._rail.setFixedWidth(RAIL_WIDTH)
        self._rail.go.connect(self.show_page)
        self._rail.sources_asked.connect(self._tell_sources)
        self._beside.addWidget(self._rail)
        self._middle = QWidget()
        middle = QVBoxLayout(self._middle)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        self._mark = ScenarioMark(session)
        middle.addWidget(self._mark)
        self._strip = FigureStrip(session)
        middle.addWidget(self._strip)
        self._stack = QStackedWidget()
        middle.addWidget(self._stack, 1)
        self._beside.addWidget(self._middle, 1)
        self._panel = SidePanel(session)
        self._panel.follow.connect(self.reveal)
        self._beside.addWidget(self._panel)
        self._strip.more.toggled.connect(self._place_panel)
        self._note = ExplanationNote(session, self)
        self._note.follow.connect(self.reveal)
        self._panel.explain.connect(self._note.ask)
        self._strip.explain.connect(self._note.ask)
        session.interface.depth_changed.connect(self._depth_changed)
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.timeout.connect(self._refresh_around)

    # Pages

    def show_page(self, name: str) -> None:
        """Show a page; it is made at the first visit."""
        self.commit()
        self._note.close()
        page = self._pages.get(name)
        if page is None:
            page = make_page(name, self.session, self._stack)
            page.go.connect(self.show_page)
            page.follow.connect(self.reveal)
            page.explain.connect(self._note.ask)
            self._pages[name] = page
            self._stack.addWidget(page)
        else:
            theme.dress(page)
            if name in self._stale:
                page.refresh()
        self._stale.discard(name)
        self.current = name
        self._stack.setCurrentWidget(page)
        focus = QApplication.focusWidget()
        if focus is None or not self._rail.isAncestorOf(focus):
            page.setFocus()  # Tab goes on to the first field
        self._rail.choose(name)
        self._bar.offer_build(offered=name != "package")
        self._panel.show_page(page)
        self._strip.show_page(page)
        self._refresh_around()
        self._place_panel()

    def page(self) -> Page:
        """The page that is shown, all of it."""
        page = self._pages[self.current]
        page.finish()
        return page

    def turn(self, by: int) -> None:
        """Show the next page or the one before."""
        names = [name for name, _title in PAGES]
        place = names.index(self.current) + by
        if 0 <= place < len(names):
            self.show_page(names[place])

    def reveal(self, path: str) -> None:
        """Lead to the field of a path, on whatever page it is."""
        stage = _page_of(path)
        if stage in dict(PAGES):
            self.show_page(stage)
            if not self.page().in_all_depths and not is_basic_at(self.session.project, path):
                self.session.interface.set_detailed(True)
                self._bar.tell_depth(_ALL_SHOWN)
            self.page().reveal(path)

    def travel(self, step: Callable[[], str]) -> None:
        """Take a step back or forth, and bring what it changed into sight. The keyboard goes there
        too, unless it is elsewhere than on the page."""
        self.commit()
        before, bar = self.session.project, self.page().verticalScrollBar()
        focus, scrolled = QApplication.focusWidget(), bar.value()
        stays = focus is not None and not self._stack.isAncestorOf(focus)
        path = step()
        stage = _page_of(path)
        # The active scenario is chosen in the bar, from any page.
        if path == ACTIVE or stage not in dict(PAGES):
            return
        if stage != self.current:
            self.show_page(stage)
        else:
            bar.setValue(scrolled)  # a row that went with the focus has let the page jump
        if isinstance(focus, SeasonCurve) and focus.holds(path):
            return  # it shows the change itself
        self.page().reveal(place_of_change(before, self.session.project, path))
        if stays and focus is not None and focus.isEnabled() and focus.isVisible():
            focus.setFocus()

    def commit(self) -> None:
        """Hand over what is typed on the shown page."""
        if self.current in self._pages:
            self._pages[self.current].commit()

    def stop(self) -> None:
        """End what the pages have in work: the project is about to be left."""
        for page in self._pages.values():
            page.stop()

    def place(self) -> PlaceKept:
        """What is shown, and where the focus is."""
        page = self.page()
        return PlaceKept(self.current, page.verticalScrollBar().value(), focus_place(page))

    def go_to(self, place: PlaceKept) -> None:
        """Scroll the shown page to where it was, and give the focus back, as soon as all of it is
        there."""
        page = self._pages[place.page]
        if not page.is_laid:
            page.laid.connect(lambda: self.go_to(place))
            return
        if page is not self.page():
            return  # another one was chosen meanwhile
        self.page().verticalScrollBar().setValue(place.scrolled)
        if place.focus is not None:
            give_focus(self.page(), place.focus)

    # What the session tells

    def refresh(self) -> None:
        """Show the project as it is now; hidden pages wait until they are shown."""
        self._stale = set(self._pages)
        if self.current in self._pages:
            self.page().refresh()
            self._stale.discard(self.current)
            self._panel.refresh()
            self._note.refresh()
            self._refresh_soon.start(0)

    def refresh_bar(self) -> None:
        """Show the file's state, and what can be undone."""
        self._bar.refresh()
        self._mark.refresh()

    def _depth_changed(self) -> None:
        """More or fewer questions: what is typed stays, so does the page."""
        self.commit()
        self._bar.refresh()
        self.refresh()

    def _tell_sources(self) -> None:
        """Say where the preset's values come from."""
        session, preset = self.session, self.session.preset
        if preset is not None:
            box = QMessageBox(self)
            box.setWindowTitle(session.say(_("Откуда эти цифры")))
            box.setText(session.say(_("Пример «{title}».", title=preset.title)))
            box.setInformativeText("\n\n".join(session.say(one) for one in preset.sources))
            box.exec()

    def _refresh_around(self) -> None:
        self._strip.refresh()
        session = self.session
        self._rail.refresh(progress(session.project, session.problems, detailed=session.detailed))
        self._place_panel()

    def focusNextPrevChild(self, next: bool) -> bool:
        return tab_on(self, forward=next) or super().focusNextPrevChild(next)

    # Width

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_panel()

    def _place_panel(self) -> None:
        """Beside the page in a wide window; in a narrow one over it, when asked for."""
        wide = self.width() >= WIDE_FROM
        self._strip.setVisible(not wide and bool(self.current))
        if wide:
            if self._beside.indexOf(self._panel) < 0:
                self._panel.setParent(self)
                self._beside.addWidget(self._panel)
            self._panel.show()
            return
        if self._beside.indexOf(self._panel) >= 0:
            self._beside.removeWidget(self._panel)
            self._panel.setParent(self._middle)
        inside = self._middle.layout()
        if inside is not None:
            inside.activate()
        top = self._stack.y()
        self._panel.setGeometry(
            self._middle.width() - PANEL_WIDTH, top, PANEL_WIDTH, self._middle.height() - top
        )
        self._panel.setVisible(self._strip.more.isChecked())
        self._panel.raise_()


_ALL_SHOWN: Text = _("Теперь показаны все вопросы: среди основных этого поля нет.")


def _page_of(path: str) -> str:
    """The page where the answer at a path lives; scenarios stand on the summary."""
    stage = path.partition(".")[0]
    return "summary" if stage == "scenarios" else stage


def _places() -> list[Place]:
    return [
        Place(
            name,
            text,
            number=number if name not in _ICONS else None,
            icon=_ICONS.get(name, ""),
            after_rule=name in ("goals", "launch"),
        )
        for number, (name, text) in enumerate(PAGES)
    ]
