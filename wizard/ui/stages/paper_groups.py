"""The groups of the register of documents: one is shown at a time, by the tabs above its table.

Belongs here: the tabs. Does not belong here: which document is in which group
(`paper_register.py`).
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from wizard.documents.catalogue import GROUPS
from wizard.texts import Text, Verbatim, _
from wizard.ui import icons
from wizard.ui.binding.inputs import show_if
from wizard.ui.session import Session
from wizard.ui.widgets.flow import Flow

ALL, ATTENTION = "all", "attention"
TITLES: dict[str, Text] = {
    ATTENTION: _("Требуют внимания"),
    "A": _("Устройство отдела"),
    "B": _("Процесс продаж"),
    "C": _("Оплата и премии"),
    "D": _("Найм и обучение"),
    "E": _("CRM"),
    "F": _("Работа с клиентом"),
    "G": _("Отчёты и запуск"),
    ALL: _("Все"),
}


class PaperGroups(Flow):
    """A tab for each group with the number of its documents, one for those that need attention
    while there are any, one for all."""

    chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.group: str = GROUPS[0]
        self.touched = False
        """Whether a person has chosen a group."""
        self.setAccessibleName(session.say(_("Группы документов")))
        self.tabs: dict[str, QPushButton] = {}
        for key in TITLES:
            tab = QPushButton()
            tab.setProperty("role", "tab")
            tab.setCheckable(True)
            tab.clicked.connect(lambda _on=False, key=key: self._press(key))
            self.flow.addWidget(tab)
            self.tabs[key] = tab
        icons.beside(self.tabs[ATTENTION], "warning", "warn")
        self.choose(self.group)

    def count(self, numbers: Mapping[str, int]) -> None:
        """Say how many documents each group has; one without any has no tab, unless it is shown:
        what was just put in order stays in sight."""
        for key, tab in self.tabs.items():
            number = numbers.get(key, 0)
            said = _("{title}: {n}", title=TITLES[key], n=Verbatim(str(number)))
            tab.setText(self._session.say(said))
            show_if(tab, number > 0 or key == self.group)
        self.updateGeometry()

    def choose(self, group: str) -> None:
        """Show a group."""
        changed, self.group = group != self.group, group
        for key, tab in self.tabs.items():
            tab.setChecked(key == group)
        if changed:
            self.chosen.emit(group)

    def _press(self, group: str) -> None:
        self.touched = True
        self.choose(group)
