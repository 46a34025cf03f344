"""What basic depth says at the end of a page: how much the preset answers, and how to see it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from wizard.texts import _, n_
from wizard.ui import theme
from wizard.ui.binding.inputs import show_if
from wizard.ui.session import Session
from wizard.ui.widgets.parts import label, link


class More(QFrame):
    """One line with a link that shows all questions."""

    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.INSIDE, 0, theme.INSIDE, 0)
        row.setSpacing(theme.SMALL)
        self._text = label("", "caption")
        row.addWidget(self._text)
        show = link(session.say(_("Показать все вопросы")), self.asked.emit)
        show.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row.addWidget(show)
        row.addStretch(1)

    def tell(self, left_out: int) -> None:
        """Say how many questions the preset answers here; nothing where it answers none."""
        show_if(self, left_out > 0)
        if left_out:
            says = n_(
                "На {n} вопрос этой страницы уже ответил пример.",
                "На вопросы этой страницы уже ответил пример: {n}.",
                left_out,
            )
            self._text.setText(self._session.say(says))
