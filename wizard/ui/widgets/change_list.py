"""What a build changed: a line for each document, its old and new sentences when it is unfolded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from wizard.texts import Text, _, n_
from wizard.ui import icons, theme
from wizard.ui.session import Session
from wizard.ui.widgets.parts import clear, label

if TYPE_CHECKING:
    from wizard.documents.placing import PackageReport

MOST_LINES = 120


class ChangeList(QWidget):
    """The changes of the last build."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.TINY)

    def show_report(self, report: PackageReport) -> None:
        """Show what a build changed against the one before."""
        clear(self._column)
        say = self._session.say
        if report.figures:
            title = n_(
                "Изменился {n} показатель", "Изменилось показателей: {n}", len(report.figures)
            )
            self._add(title, [say(text) for text in report.figures])
        for change in report.changes:
            lines = [f"{mark} {text}" for line in change.lines for mark, text in line.sides if text]
            self._add(change.sentence, lines)

    def _add(self, title: Text, lines: Sequence[str]) -> None:
        if not lines:
            self._column.addWidget(label(self._session.say(title), ""))
            return
        fold = QPushButton(self._session.say(title))
        fold.setProperty("role", "fold")
        fold.setCheckable(True)
        icons.beside(fold, "caret-right")
        body = label("", "caption")
        body.setTextFormat(Qt.TextFormat.PlainText)
        body.setWordWrap(True)
        body.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        body.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        body.setContentsMargins(theme.EDGE, 0, 0, theme.SMALL)
        shown = "\n".join(lines[:MOST_LINES])
        if len(lines) > MOST_LINES:
            more = _("и ещё {n}", n=len(lines) - MOST_LINES)
            shown += f"\n{self._session.say(more)}"
        body.hide()

        def unfold(is_open: bool) -> None:
            icons.beside(fold, "caret-down" if is_open else "caret-right")
            body.setText(shown if is_open else "")  # long texts are laid out only when asked for
            body.setVisible(is_open)

        fold.toggled.connect(unfold)
        self._column.addWidget(fold)
        self._column.addWidget(body)
