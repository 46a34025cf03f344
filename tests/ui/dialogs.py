"""Every window that the program opens beside its own, made as the program makes it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QTimer
from PySide6.QtWidgets import QApplication, QMenu, QToolButton, QWidget

from wizard.documents.owner import Owner
from wizard.texts import _
from wizard.ui.consultant_dialog import ConsultantDialog
from wizard.ui.file_dialogs import agreed, tell
from wizard.ui.help.about import AboutDialog
from wizard.ui.help.association_dialog import AssociationDialog
from wizard.ui.help.guide_window import GuideWindow
from wizard.ui.help.news import NewsDialog
from wizard.ui.help.shortcuts_dialog import ShortcutsDialog
from wizard.ui.main_window import MainWindow
from wizard.ui.mishaps import Mishaps
from wizard.ui.stages.package import may_build_over
from wizard.ui.stages.template_packs import NamesDialog
from wizard.ui.versions_dialog import VersionsDialog
from wizard.ui.widgets.explanation import ExplanationNote
from wizard.ui.widgets.scenario_choice import ScenarioChoice

Make = Callable[[MainWindow], QWidget]


def _guide(window: MainWindow) -> QWidget:
    guide = GuideWindow(window.interface)
    guide.open_at("goals")
    return guide


DIALOGS: dict[str, Make] = {
    "consultant": lambda window: ConsultantDialog(window.interface, window),
    "versions": lambda window: VersionsDialog(window.session, window),
    "names": lambda window: NamesDialog(window.session, window),
    "keys": lambda window: ShortcutsDialog(window.interface, window),
    "about": lambda window: AboutDialog(window.interface, window),
    "news": lambda window: NewsDialog(window.interface, window),
    "association": lambda window: AssociationDialog(window.interface, window),
}
WINDOWS: dict[str, Make] = {**DIALOGS, "guide": _guide}


def asked(question: Callable[[], object], look: Callable[[QWidget], object]) -> None:
    """Look at the question that a command asks, and leave it without an answer."""

    def at_it() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(10, at_it)
            return
        look(box)
        box.close()

    QTimer.singleShot(10, at_it)
    question()


def questions(window: MainWindow) -> dict[str, Callable[[], object]]:
    """The questions that the program stops for; the project of the window has changes."""
    files = window.files
    return {
        "unsaved": files.may_lose,
        "own preset": files.keep_as_preset,
        "file gone": lambda: files.save_gone(Path("x" * 60) / "plan.salesplan"),
        "agreement": lambda: agreed(window, window.interface, _("Удаление версии"),
                                    _("Заменить файл «{name}»?", name="x" * 60), _("Заменить")),
        "package of another": lambda: may_build_over(
            window, window.session, Path("/дом/пакет"), Owner("Ромашка", "план.salesplan")
        ),
        "mishap": lambda: Mishaps(Path("x" * 60)).tell(window),
        "failure": lambda: tell(window, window.interface, _("Нет доступа к файлу «{name}».",
                                                            name="x" * 60)),
    }  # fmt: skip


def menus(window: MainWindow) -> list[QMenu]:
    """The menu of the window with all its parts, and the list of scenarios."""
    bar = [menu for one in window.findChildren(QToolButton) if (menu := one.menu()) is not None]
    choices = [one.choices for one in window.findChildren(ScenarioChoice)]
    found: list[QMenu] = []
    for menu in (*bar, *choices):
        for one in (menu, *menu.findChildren(QMenu)):
            one.aboutToShow.emit()
            found.append(one)
    return found


def explained(window: MainWindow, key: str, month: int) -> ExplanationNote:
    """The note that explains a figure, open over the window."""
    note = window.findChildren(ExplanationNote)[0]
    corner = window.mapToGlobal(window.rect().center())
    note.ask(key, month, QRect(corner.x(), corner.y(), 80, 20))
    return note
