"""How much the window asks: the choice in the bar between the basic questions and all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton

from wizard.texts import _
from wizard.ui import shortcuts
from wizard.ui.binding.inputs import paint_caret
from wizard.ui.session import Session

BASIC, DETAILED = _("Основное"), _("Подробно")
_ABOUT = {
    False: _("Основное — немного вопросов, остальное из примера"),
    True: _("Подробно — все вопросы всех этапов"),
}


class DepthChoice(QPushButton):
    """«Основное» or «Подробно»; switching shows and hides questions and changes no answer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "scenario")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(shortcuts.DEPTH.beside(session.say(_("Сколько вопросов показывать"))))
        self.choices = QMenu(self)
        group = QActionGroup(self.choices)
        self._actions: dict[bool, QAction] = {}
        for detailed, text in _ABOUT.items():
            action = QAction(session.say(text), group)
            action.setCheckable(True)
            action.triggered.connect(
                lambda _on=False, detailed=detailed: session.interface.set_detailed(detailed)
            )
            self.choices.addAction(action)
            self._actions[detailed] = action
        self.clicked.connect(self.open)
        self.refresh()

    def refresh(self) -> None:
        """Name the depth that is shown."""
        detailed = self._session.detailed
        self.setText(self._session.say(DETAILED if detailed else BASIC))
        self.setAccessibleName(self._session.say(_ABOUT[detailed]))
        self._actions[detailed].setChecked(True)

    def open(self) -> None:
        """Open the choice below the button."""
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_caret(self)
