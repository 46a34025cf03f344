"""One problem of the plan in words, with the way to its field and the answer that mends it."""

from __future__ import annotations

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from wizard.project.problem import Mend, Problem, Severity
from wizard.texts import _
from wizard.ui import icons, theme
from wizard.ui.session import Session
from wizard.ui.widgets.parts import link

MEND_WIDTH = 232
_ON_A_LINE, _MOST_OF_A_WORD = 20, 60  # letters
_LONG_WORD = re.compile(r"\S{26,}")
_MAY_BREAK = "\u200b"  # a space of no width
_LOOKS = {
    Severity.ERROR: ("advice-error", "x-circle", "bad"),
    Severity.WARNING: ("advice-warning", "warning", "warn"),
    Severity.HINT: ("advice-hint", "info", "muted"),
}
SEVERITIES = {
    Severity.ERROR: _("Ошибка"),
    Severity.WARNING: _("Внимание"),
    Severity.HINT: _("Совет"),
}


class Advice(QFrame):
    """A problem; typing changes the numbers in its words far more often than what it is."""

    def __init__(self, session: Session, problem: Problem, follow: Callable[[str], object]) -> None:
        super().__init__()
        self._session, self._problem = session, problem
        mends = self._mend_of(problem) is not None
        self._made_for = (problem.severity, problem.path, mends)
        role, icon, colour = _LOOKS[problem.severity]
        severity = session.say(SEVERITIES[problem.severity])
        self.setProperty("role", role)
        self.setAccessibleName(severity)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 9, 10, 6)
        row.setSpacing(theme.SMALL)
        sign = icons.Sign(icon, colour, 18, severity)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(0)
        self._text = QLabel()
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column.addWidget(self._text)
        self._to: QPushButton | None = None
        if problem.path:
            self._to = link(session.say(_("Перейти к полю")), lambda: follow(self._problem.path))
            self._to.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            column.addWidget(self._to)
        self._mend: QPushButton | None = None
        if mends:
            self._mend = link("", self._give)
            self._mend.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            column.addWidget(self._mend)
        row.addLayout(column, 1)
        self._say()

    def tell(self, problem: Problem) -> bool:
        """Say what a problem is now. False, and nothing is said, if it is one of another make."""
        mends = self._mend_of(problem) is not None
        if self._made_for != (problem.severity, problem.path, mends):
            return False
        if problem != self._problem:
            self._problem = problem
            self._say()
        return True

    def _say(self) -> None:
        text = self._session.say(self._problem.text)
        self._text.setText(_breaking(text))
        if self._to is not None:
            self._to.setAccessibleDescription(text)
        mend = self._mend_of(self._problem)
        if self._mend is not None and mend is not None:
            said = self._session.say(_("Исправить: {what}", what=mend.text))
            self._mend.setText(_in_lines(said, QFontMetrics(self._mend.font()), MEND_WIDTH))
            self._mend.setAccessibleName(said)
            self._mend.setAccessibleDescription(text)

    def _mend_of(self, problem: Problem) -> Mend | None:
        """The one answer which takes the problem away.

        A scenario's figures are found from changed answers, so it stands beside the base plan
        alone.
        """
        return None if self._session.scenario else problem.mend

    def _give(self) -> None:
        if self._problem.mend is not None:
            self._session.mend(self._problem.mend)


def _breaking(text: str) -> str:
    """A text of which no word is wider than a panel: a name may be a page without a space."""

    def broken(found: re.Match[str]) -> str:
        word = found[0] if len(found[0]) <= _MOST_OF_A_WORD else f"{found[0][:_MOST_OF_A_WORD]}…"
        parts = (word[at : at + _ON_A_LINE] for at in range(0, len(word), _ON_A_LINE))
        return _MAY_BREAK.join(parts)

    return _LONG_WORD.sub(broken, text)


def _in_lines(text: str, metrics: QFontMetrics, width: int) -> str:
    """A text broken between words: a button does not wrap by itself."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)
