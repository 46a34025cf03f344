"""The bar above everything: whose plan this is, whether it is saved, undo, and the one main
action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from wizard.texts import Text, _
from wizard.ui import icons, shortcuts, theme
from wizard.ui.binding.inputs import tell
from wizard.ui.session import Session
from wizard.ui.steps import redo_text, shorter, undo_text
from wizard.ui.widgets.depth_choice import DepthChoice
from wizard.ui.widgets.parts import label
from wizard.ui.widgets.scenario_choice import ScenarioChoice

BAR_HEIGHT = 44
_NAME_WIDTH, _UNDO_WIDTH, _FILE_WIDTH, _LEAST = 260, 300, 340, 110
_UNDO_LEAST, _UNDO_CUT = 80, 190
_UNDO_FRAME = 44  # its icon and what stands around its text
_AUTOSAVE_FAILED = _("Несохранённое не записывается про запас.")


class TopBar(QWidget):
    """Name, file and state at the left; undo, redo and the main action at the right."""

    build = Signal()
    undo = Signal()
    redo = Signal()

    def __init__(self, session: Session, menu: QMenu) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(BAR_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SMALL, 0, theme.INSIDE, 0)
        row.setSpacing(theme.GAP)
        self._menu = QToolButton()
        self._menu.setIcon(icons.icon("list", "ink", 20))
        self._menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu.setMenu(menu)
        self._menu.setAccessibleName(session.say(shortcuts.MENU.title))
        self._menu.setToolTip(shortcuts.MENU.told(session.say))
        self._menu.setShortcut(shortcuts.MENU.sequences[0])
        self._menu.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        row.addWidget(self._menu)
        self._name = label("", "strong")
        row.addWidget(self._name)
        self._file = label("", "sentence")
        self._file.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row.addWidget(self._file, 1)
        self._undo_says = [""]
        self._undo = self._command("arrow-u-up-left", self.undo)
        icons.beside(self._undo, "arrow-u-up-left")
        self._redo = self._command("arrow-u-up-right", self.redo)
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        self._depth = DepthChoice(session)
        row.addWidget(self._depth)
        self._scenario = ScenarioChoice(session)
        row.addWidget(self._scenario)
        self._build = QPushButton(session.say(_("Собрать пакет")))
        self._build.setProperty("role", "main")
        what = session.say(_("Книга Excel и документы"))
        self._build.setToolTip(shortcuts.BUILD.beside(what))
        self._build.clicked.connect(self.build)
        row.addWidget(self._build)
        self.refresh()

    def tell_depth(self, text: Text) -> None:
        """Say something about the depth, below its choice."""
        tell(self._depth, self._session.say(text))

    def offer_build(self, *, offered: bool) -> None:
        """Whether the main action stands here; the package's own page has it itself."""
        self._build.setVisible(offered)
        self._share_room()

    def refresh(self) -> None:
        """Show the name, the file's state, and what can be undone."""
        session = self._session
        self._name.setToolTip(session.title)
        self._file.setToolTip(self._file_state())
        self._depth.refresh()
        self._scenario.refresh()
        undo, redo = undo_text(session), redo_text(session)
        text = session.say(_("Отменить: {what}", what=undo)) if undo else session.say(_("Отменить"))
        self._undo_says = [text]
        if undo is not None:
            less = (session.say(_("Отменить: {what}", what=one)) for one in shorter(undo))
            self._undo_says += less
        self._undo.setAccessibleName(text)
        self._undo.setToolTip(shortcuts.UNDO.beside(text))
        self._undo.setEnabled(undo is not None)
        again = session.say(_("Вернуть: {what}", what=redo)) if redo else session.say(_("Вернуть"))
        self._redo.setToolTip(shortcuts.REDO.beside(again))
        self._redo.setAccessibleName(again)
        self._redo.setEnabled(redo is not None)
        self._share_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Cut the three texts of changing length to the room there is, the undo first."""
        kept = (self._menu, self._redo, self._depth, self._scenario, self._build)
        shown = [part for part in kept if not part.isHidden()]
        room = self.width() - sum(part.sizeHint().width() for part in shown)
        room -= theme.SMALL + theme.INSIDE + (len(shown) + 2) * theme.GAP + _UNDO_FRAME
        name, file = self._session.title, self._file_state()
        wanted = min(_NAME_WIDTH, _width(self._name, name))
        told = min(_FILE_WIDTH, _width(self._file, file))
        most = min(_UNDO_WIDTH, max(_UNDO_LEAST, room - wanted - told))
        fitting = (text for text in self._undo_says if _width(self._undo, text) <= most)
        undo_says = next(fitting, self._undo_says[-1])
        undo = _width(self._undo, undo_says)
        if undo > most:
            undo = most
            if undo < _UNDO_CUT:  # a few letters of what it is say nothing; the tip says it
                undo_says = self._session.say(_("Отменить"))
                undo = _width(self._undo, undo_says)
        told = max(0, min(told, room - wanted - undo))
        if told < _LEAST and told < _width(self._file, file):
            told = 0  # half a word says nothing; the whole is in the tip
        self._name.setText(_cut(self._name, name, min(wanted, room - undo - told)))
        self._file.setText(_cut(self._file, file, told) if told else "")
        self._undo.setText(_cut(self._undo, undo_says, undo))

    def _file_state(self) -> str:
        session = self._session
        if session.autosave_problem is not None:
            return f"⚠ {session.say(_AUTOSAVE_FAILED)} {session.say(session.autosave_problem)}"
        if session.path is None:
            return session.say(_("не сохранён"))
        if session.dirty:
            state = _("есть несохранённые изменения")
        elif session.saved_at is not None:
            state = _("сохранено {time}", time=session.saved_at.strftime("%H:%M"))
        else:
            state = _("без изменений")
        return f"{session.path.name} · {session.say(state)}"

    def _command(self, icon: str, command: SignalInstance) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "quiet")
        button.setIcon(icons.icon(icon))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _on=False: command.emit())
        return button


def _width(widget: QWidget, text: str) -> int:
    return QFontMetrics(widget.font()).horizontalAdvance(text) + 2


def _cut(widget: QWidget, text: str, width: int) -> str:
    metrics = QFontMetrics(widget.font())
    # The end of what can be undone are its values, so the middle gives way.
    return metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, width)
