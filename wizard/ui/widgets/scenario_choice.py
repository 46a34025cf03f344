"""Which scenario the window shows: the choice in the bar, and the mark while it is not the base."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy

from wizard.texts import Verbatim, _
from wizard.ui import icons, theme
from wizard.ui.binding.inputs import paint_caret, show_if
from wizard.ui.session import Session
from wizard.ui.widgets.parts import link

ACTIVE = "scenarios.active"
_NAME_WIDTH = 110


class ScenarioChoice(QPushButton):
    """«Сценарий: базовый», and below it the base plan and all scenarios."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "scenario")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.choices = QMenu(self)
        self._offered = QActionGroup(self.choices)
        self.choices.aboutToShow.connect(self.fill)
        # Not setMenu: a style sheet's padding is not kept for a button with a menu.
        self.clicked.connect(self.open)
        self.refresh()

    def refresh(self) -> None:
        """Name the scenario that is shown."""
        session = self._session
        name = session.scenario
        shown = QFontMetrics(self.font()).elidedText(name, Qt.TextElideMode.ElideRight, _NAME_WIDTH)
        what = Verbatim(shown) if name else _("базовый")
        self.setText(session.say(_("Сценарий: {name}", name=what)))
        full = Verbatim(name) if name else _("базовый")
        self.setAccessibleName(session.say(_("Сценарий: {name}", name=full)))
        self.setToolTip(self.accessibleName())
        theme.set_role(self, "scenario-on" if name else "scenario")

    def open(self) -> None:
        """Open the list below the button."""
        self.fill()
        self.choices.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def fill(self) -> None:
        """Offer the base plan and the scenarios of the project."""
        session = self._session
        self.choices.clear()
        self._offered.deleteLater()  # with the actions that were offered
        self._offered = group = QActionGroup(self.choices)
        scenarios = session.project.scenarios
        offered = [("", session.say(_("Базовый")))]
        offered += [(one.id, one.name or one.id) for one in scenarios.scenarios]
        active = scenarios.active if session.scenario else ""
        for key, name in offered:
            action = QAction(name.replace("&", "&&"), group)
            action.setCheckable(True)
            action.setChecked(key == active)
            action.triggered.connect(lambda _on=False, key=key: session.answer(ACTIVE, key))
            self.choices.addAction(action)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_caret(self)


class ScenarioMark(QFrame):
    """A line over the page that says under which scenario the figures are, with the way back."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "scenario-mark")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.EDGE, theme.TINY, theme.INSIDE, theme.TINY)
        row.setSpacing(theme.SMALL)
        row.addWidget(icons.Sign("warning", "warn", 18))
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row.addWidget(self.text, 1)
        self.back = link(session.say(_("К базовому плану")), lambda: session.answer(ACTIVE, ""))
        row.addWidget(self.back)
        self.hide()

    def refresh(self) -> None:
        """Show the mark while a scenario is active."""
        name = self._session.scenario
        show_if(self, bool(name))
        told = _(
            "Все числа — по сценарию «{name}». В полях — ответы базового плана; пакет собирается "
            "по базовому.",
            name=Verbatim(name),
        )
        self.text.setText(self._session.say(told) if name else "")
