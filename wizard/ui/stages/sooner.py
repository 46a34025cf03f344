"""One sentence on the summary: what would bring the break-even forward, and the way to take it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from wizard.plan.sooner import Sooner, sooner, wanted_month
from wizard.project.path import PathError, get
from wizard.texts import Text, Verbatim, _
from wizard.ui import icons, theme
from wizard.ui.background import Later
from wizard.ui.mishaps import NOT_FOUND_OUT
from wizard.ui.session import Session
from wizard.ui.widgets.parts import label, link
from wizard.units import MONEY, PERCENT

TO_MONTHS = (
    _("к январю"), _("к февралю"), _("к марту"), _("к апрелю"), _("к маю"), _("к июню"),
    _("к июлю"), _("к августу"), _("к сентябрю"), _("к октябрю"), _("к ноябрю"), _("к декабрю"),
)  # fmt: skip


class SoonerLine(QFrame):
    """What would break even sooner; it follows the plan."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._found: Sooner | None = None
        self._later = Later(self)
        self._later.found.connect(self._tell)
        self._later.failed.connect(self._tell_failed)
        self.setProperty("role", "advice-hint")
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.GAP, theme.SMALL, theme.GAP, theme.SMALL)
        row.setSpacing(theme.SMALL)
        top = Qt.AlignmentFlag.AlignVCenter
        row.addWidget(icons.Sign("target", "muted", 18), 0, top)
        self.words = label("", "")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        row.addWidget(self.words, 1, top)
        self.take = link(session.say(_("Подставить")), self._substitute)
        policy = self.take.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # words keep their width and so their lines
        self.take.setSizePolicy(policy)
        self.take.hide()
        row.addWidget(self.take, 0, top)
        self._say(_("Считаю, что приблизит выход в ноль…"))
        self.refresh()

    def refresh(self) -> None:
        """Look anew for the project as it is now; what was found stands until then."""
        session = self._session
        self._later.ask(partial(sooner, session.shown, session.figures))

    def _tell(self, found: Sooner | None) -> None:
        session = self._session
        # A scenario's answers are changed ones: what is told of them is not put in their place.
        self._found = None if session.scenario else found
        self.take.setVisible(self._found is not None)
        if found is not None:
            self._say(self._sentence(found))
        elif wanted_month(session.figures) == 0:
            self._say(_("Уже первый месяц плана — без убытка."))
        else:
            self._say(
                _(
                    "Ни одна конверсия или цена в одиночку выход в ноль не приблизит: ищите в "
                    "расходах и в нескольких ответах сразу."
                )
            )
        self.take.setAccessibleDescription(self.words.text())

    def _tell_failed(self) -> None:
        self._found = None
        self.take.hide()
        self._say(NOT_FOUND_OUT)

    def _sentence(self, found: Sooner) -> Text:
        session = self._session
        month = session.figures.calendar[found.month - 1]
        told = {
            "month": TO_MONTHS[month.month - 1],
            "year": Verbatim(str(month.year)),
            "name": Verbatim(self._name(found)),
        }
        unit = MONEY if found.is_price else PERCENT
        values = {
            "value": Verbatim(session.written(found.value, unit, exact=True)),
            "now": Verbatim(session.written(found.now, unit, exact=True)),
        }
        if found.is_price:
            return _(
                "Чтобы выйти в ноль {month} {year} года, нужна цена «{name}» {value}, сейчас "
                "{now}.",
                **told, **values,
            )  # fmt: skip
        return _(
            "Чтобы выйти в ноль {month} {year} года, нужна конверсия «{name}» {value}, сейчас "
            "{now}.",
            **told, **values,
        )  # fmt: skip

    def _name(self, found: Sooner) -> str:
        try:
            return str(get(self._session.shown, found.path.rpartition(".")[0]).name)
        except PathError:  # the row has gone while it was looked for; another search is on its way
            return "—"

    def _say(self, text: Text) -> None:
        self.words.setText(self._session.say(text))

    def _substitute(self) -> None:
        found, self._found = self._found, None
        self.take.hide()
        if found is not None and self._session.exists(found.path):
            self._session.answer(found.path, found.value)
