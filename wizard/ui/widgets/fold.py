"""The head of a card that folds: a caret and the title; what is folded away is told in a line.

Whether a card is folded is remembered for the person, not for the project.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from wizard.texts import Text, _
from wizard.ui import icons, theme
from wizard.ui.binding.field import Field
from wizard.ui.binding.table import Table
from wizard.ui.session import Session
from wizard.ui.widgets.counts import counted
from wizard.ui.widgets.parts import Title

HEAD_HEIGHT = 30  # as high as the commands of rows, so that all heads are


class Fold(QWidget):
    """A caret and a title; either of them folds and unfolds."""

    turned = Signal()

    def __init__(self, session: Session, title: Text, place: str, *, folded_at_first: bool) -> None:
        super().__init__()
        self._session, self._title = session, title
        self._key = f"{place}/{title.message}"
        preferences = session.interface.preferences
        self.is_folded = preferences.is_folded(self._key, at_first=folded_at_first)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.TINY)
        self.setMinimumHeight(HEAD_HEIGHT)
        self.caret = QToolButton()
        self.caret.setProperty("role", "fold")
        self.caret.setFixedSize(22, 22)
        self.caret.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.caret.clicked.connect(lambda _on=False: self.set_folded(not self.is_folded))
        self.title: QLabel = Title(session.say(title), "section")
        row.addWidget(self.caret)
        row.addWidget(self.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._show()

    def set_folded(self, folded: bool) -> None:
        """Fold or unfold, and remember it."""
        if folded != self.is_folded:
            self.is_folded = folded
            self._session.interface.preferences.set_folded(self._key, folded)
            self._show()
            self.turned.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.set_folded(not self.is_folded)

    def _show(self) -> None:
        self.caret.setIcon(icons.icon("caret-right" if self.is_folded else "caret-down"))
        title = self._title
        command = (
            _("Развернуть: {title}", title=title)
            if self.is_folded
            else _("Свернуть: {title}", title=title)
        )
        name = self._session.say(command)
        self.caret.setAccessibleName(name)
        self.caret.setToolTip(name)


def contents(session: Session, tables: Iterable[Table], bound: Iterable[object]) -> Iterator[str]:
    """What a folded card holds: the rows of its lists, how many of its questions are answered."""
    for table in tables:
        yield session.say(counted(table.table_model.path, len(table.table_model.rows)))
    fields = [part for part in bound if isinstance(part, Field) and part.is_asked()]
    if fields:
        answered = sum(session.is_answered(part.path) for part in fields)
        yield session.say(_("отвечено {n} из {m}", n=answered, m=len(fields)))
