"""Goal seek in words: which value of one answer gives a figure its wanted value."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from wizard.arithmetic import read_typed
from wizard.errors import UserError
from wizard.plan.explain import short_title
from wizard.plan.figures import UnknownFigureError
from wizard.plan.formulas.sought import Sought
from wizard.plan.runs import seek_answer
from wizard.project.path import PathError
from wizard.project.project import Project
from wizard.texts import Text, Verbatim, _
from wizard.ui import theme
from wizard.ui.background import Later
from wizard.ui.binding.answers import Answers, unit_at
from wizard.ui.binding.inputs import Combo, Line
from wizard.ui.mishaps import NOT_DONE
from wizard.ui.session import Session
from wizard.ui.widgets.figures import month_name
from wizard.ui.widgets.parts import label
from wizard.units import Unit

# Months (of break-even, of payback) are left out, they jump: «в ноль к июню» is asked as a
# profit of 0 in June.
FIGURES = (
    "result.operating_profit", "goals.revenue", "result.funding_need", "result.cash",
    "result.net_profit", "result.cost_share", "goals.deals", "goals.leads_inflow", "costs.total",
    "motivation.payroll", "kpi.cac_full", "kpi.ltv_to_cac", "kpi.payback_months",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Question:
    path: str
    key: str
    wanted: float
    month: int


class GoalSeek(QFrame):
    """Figure, wanted value, month and answer; below them what must be, in a sentence."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._answers = Answers(session, in_every_row=False)
        self._later = Later(self)
        self._later.found.connect(self._tell)
        self._later.failed.connect(lambda: self._say(NOT_DONE))
        self._asked: _Question | None = None
        self._found: tuple[_Question, float] | None = None
        self._of: Project | None = None  # the project that was searched
        self._keys: list[str] = []
        self._paths: list[str] = []
        self._offered: object = None
        say = session.say
        self.figure, self.month, self.answer = Combo(), Combo(), Combo()
        self.wanted = Line()
        self.search = QPushButton(say(_("Подобрать")))
        self.put = QPushButton(say(_("Подставить")))
        self.sentence = label("", "strong")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.SMALL)
        for row, (title, widget) in enumerate(
            (
                (_("Чтобы показатель"), self.figure),
                (_("стал равен"), self.wanted),
                (_("за срок"), self.month),
                (_("подобрать ответ"), self.answer),
            )
        ):
            name = QLabel(say(title))
            name.setBuddy(widget)
            widget.setAccessibleName(say(title))
            # The answer's name is the longest: it has a row of its own.
            at, place = (row // 2, row % 2 * 2) if row < 3 else (2, 0)
            grid.addWidget(name, at, place)
            grid.addWidget(widget, at, place + 1, 1, 3 if row == 3 else 1)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)
        column.addLayout(grid)
        buttons = QHBoxLayout()
        buttons.addWidget(self.search)
        buttons.addWidget(self.sentence, 1)
        buttons.addWidget(self.put)
        column.addLayout(buttons)
        self.put.hide()
        self.figure.currentIndexChanged.connect(self._another_figure)
        self.search.clicked.connect(self.seek)
        self.wanted.returnPressed.connect(self.seek)
        self.put.clicked.connect(self._substitute)
        self.answer.setMaxVisibleItems(16)
        self.refresh()
        self._take_over()
        for one in (self.figure, self.month, self.answer):
            one.activated.connect(self._keep)
        self.wanted.textEdited.connect(self._keep)

    def refresh(self) -> None:
        """Offer the figures, months and answers of the project as it is now; what was found for
        another one holds no more."""
        session = self._session
        if self._asked is not None and self._of is not session.project:
            self._forget(_("План изменился: подберите заново."))
        keys = [key for key in FIGURES if key in session.figures]
        names = [session.say(session.figures[key].label) for key in keys]
        _fill(self.figure, names)
        self._keys = keys
        options = self._answers()
        if options is not self._offered:
            self._offered = options
            self._paths = paths = [str(path) for path, _title in options]
            first = next((n for n, path in enumerate(paths) if path.endswith(".conversion")), 0)
            _fill(self.answer, [session.say(title) for _path, title in options], first)
        _fill(self.month, [session.say(_("за весь план")), *self._months()])
        self._another_figure()

    def _keep(self) -> None:
        text = self.wanted.text()
        try:
            wanted = read_typed(text, self._unit(self._key()), self._session.language).value
        except UserError:
            wanted = None
        chosen = self._key(), self._path(), self.month.currentIndex(), wanted, text
        self._session.choices["seek"] = chosen

    def _take_over(self) -> None:
        """Ask what was asked before the window spoke another language."""
        session = self._session
        key, path, month, wanted, text = session.choices.get("seek", ("", "", 0, None, ""))
        if key not in self._keys or path not in self._paths:
            return
        self.choose(key, path)
        self.month.setCurrentIndex(month)
        unit = self._unit(key)
        written = "" if wanted is None else session.written(wanted, unit, sign=False, exact=True)
        self.wanted.setText(written or text)

    def commit(self) -> None:
        """Nothing here belongs to the project."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    def choose(self, key: str, path: str) -> None:
        """Ask for a figure by an answer."""
        self.figure.setCurrentIndex(self._keys.index(key))
        self.answer.setCurrentIndex(self._paths.index(path))

    def seek(self) -> None:
        """Search for the answer; what is wrong with the wanted value is said instead."""
        session = self._session
        key, path = self._key(), self._path()
        if not key or not path:
            return
        self.put.hide()
        try:
            wanted = read_typed(self.wanted.text(), self._unit(key), session.language).value
        except UserError as error:
            self._forget(error.text)
            return
        if wanted is None:
            self._forget(_("Введите, каким должен стать показатель."))
            return
        month = max(0, self.month.currentIndex()) if self.month.isEnabled() else 0
        asked = self._asked = _Question(path, key, wanted, month)
        self._say(_("Ищу…"))
        project = self._of = session.project
        self._later.ask(lambda: _sought(project, asked))

    def _forget(self, told: Text) -> None:
        self._later.drop()
        self._asked = self._found = None
        self.put.hide()
        self._say(told)

    def _tell(self, found: Sought | None) -> None:
        asked, session = self._asked, self._session
        if asked is None or self._of is not session.project:
            return  # the page was not shown while the plan changed: it is refreshed when it is
        if found is None:
            self._forget(_("Такого показателя или ответа в плане больше нет."))
            return
        unit, answer_unit = self._unit(asked.key), unit_at(session.project, asked.path)
        value = float(f"{found.value:.9g}")
        told = {
            "figure": self._subject(asked),
            "wanted": session.written(asked.wanted, unit),
            "answer": short_title(session.project, asked.path),
            "value": session.written(value, answer_unit),
        }
        if found.reached:
            now = session.value(asked.path)
            got = session.written(found.figure, unit)
            shown = session.written(float(now), answer_unit) if isinstance(now, float) else "—"
            self._say(
                _(
                    "Чтобы показатель {figure} стал {wanted}, ответ «{answer}» должен быть {value} "
                    "(сейчас {now}).",
                    now=shown,
                    **told,
                ),
                # Whole people and deals make figures jump past the wanted value.
                _("Выйдет {got}: людей и сделки план считает целыми.", got=got)
                if got != told["wanted"]
                else None,
            )
        else:
            self._say(
                _(
                    "Ни при каком значении ответа «{answer}» показатель {figure} не станет "
                    "{wanted}. Ближе всего — {nearest}, при {value}.",
                    nearest=session.written(found.figure, unit),
                    **told,
                )
            )
        self._found = (asked, value)
        self.put.setText(
            session.say(_("Подставить") if found.reached else _("Подставить ближайшее"))
        )
        self.put.setAccessibleDescription(self.sentence.text())
        self.put.show()

    def _substitute(self) -> None:
        if self._found is None:
            return
        asked, value = self._found
        self._forget(_("Подставлено."))
        self._session.answer(asked.path, value)

    def _another_figure(self) -> None:
        session, key = self._session, self._key()
        if not key:
            return
        figure = session.figures[key]
        self.wanted.set_unit(session.say(figure.unit.sign(session.currency)))
        self.wanted.setPlaceholderText(session.written(figure.total, figure.unit, sign=False))
        self.month.setEnabled(bool(figure.months))

    def _subject(self, asked: _Question) -> Text:
        figure = self._session.figures[asked.key]
        if not figure.months:
            return _("«{figure}»", figure=figure.label)
        if not asked.month:
            return _("«{figure}» за весь план", figure=figure.label)
        month = Verbatim(month_name(self._session, asked.month))
        return _("«{figure}» за {month}", figure=figure.label, month=month)

    def _months(self) -> list[str]:
        calendar = self._session.figures.calendar
        return [month_name(self._session, month.number) for month in calendar]

    def _unit(self, key: str) -> Unit:
        return self._session.figures[key].unit

    def _key(self) -> str:
        place = self.figure.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else ""

    def _path(self) -> str:
        place = self.answer.currentIndex()
        return self._paths[place] if 0 <= place < len(self._paths) else ""

    def _say(self, text: Text, more: Text | None = None) -> None:
        said = [self._session.say(each) for each in (text, more) if each is not None]
        self.sentence.setText(" ".join(said))


def _sought(project: Project, asked: _Question) -> Sought | None:
    try:
        return seek_answer(project, asked.path, asked.key, asked.wanted, month=asked.month)
    except (PathError, UnknownFigureError):
        return None


def _fill(combo: Combo, names: list[str], first: int = 0) -> None:
    """Offer other names; what was chosen stays chosen by its name."""
    if names == [combo.itemText(place) for place in range(combo.count())]:
        return
    chosen = combo.currentText()
    combo.blockSignals(True)
    combo.clear()
    combo.addItems(names)
    combo.setCurrentIndex(names.index(chosen) if chosen in names else first)
    combo.blockSignals(False)
