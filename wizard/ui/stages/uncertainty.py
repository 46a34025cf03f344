"""What the result hangs on, and how sure it is: the strongest answers, and 10 000 drawn plans."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from wizard.numbers import MINUS
from wizard.plan.explain import short_title
from wizard.plan.lines.goals import FOUND_DEALS
from wizard.plan.runs import PROFIT, REVENUE, Probability, Swing, probability, sensitivity
from wizard.project.path import PathError
from wizard.project.scenarios import Range
from wizard.texts import Text, Verbatim, _
from wizard.ui import theme
from wizard.ui.background import Later
from wizard.ui.binding.answers import AnswerRows, Answers, unit_at, value_now
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_model import Column, Shown
from wizard.ui.mishaps import tell_failed
from wizard.ui.session import Session
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.figures import short_money
from wizard.ui.widgets.parts import clear, label
from wizard.ui.widgets.pressable import Pressable
from wizard.units import MONEY, NUMBER, PERCENT

RUNS = 10_000
SHARE = 0.1
RANGES = "scenarios.ranges"
_SURE = 0.01  # nearer to certainty than this no probability is told


class Tornado(QFrame):
    """The answers that move the profit most, the strongest above; a press leads to the field."""

    follow = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._later = Later(self)
        self._later.found.connect(self._show)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._later.failed.connect(lambda: tell_failed(session, self._column))
        self.refresh()

    def refresh(self) -> None:
        """Find the strongest answers of the project as it is now."""
        project = self._session.shown
        self._later.ask(lambda: sensitivity(project, PROFIT, SHARE))

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    def _show(self, swings: tuple[Swing, ...]) -> None:
        clear(self._column)
        figure = self._session.figures.get(PROFIT)
        if figure is None:
            return
        moves = [
            (swing, swing.low_figure - figure.total, swing.high_figure - figure.total)
            for swing in swings
        ]
        widest = max((max(abs(low), abs(high)) for _swing, low, high in moves), default=0.0)
        for swing, low, high in moves:
            row = self._row(swing, min(low, high, 0.0), max(low, high, 0.0), widest)
            if row is not None:
                self._column.addWidget(row)

    def _row(self, swing: Swing, worse: float, better: float, widest: float) -> Pressable | None:
        session = self._session
        try:
            name = session.say(short_title(session.shown, swing.path))
        except PathError:
            return None
        unit = unit_at(session.shown, swing.path)
        button = Pressable()
        line = QHBoxLayout(button)
        line.setContentsMargins(theme.TINY, 3, theme.TINY, 3)
        line.setSpacing(theme.SMALL)
        title = label(name, "")
        title.setWordWrap(True)
        title.setFixedWidth(230)
        title.setMinimumHeight(20)
        line.addWidget(title)
        less = label(_moved(session, worse, widest), "caption")
        more = label(_moved(session, better, widest), "caption")
        for text, side in ((less, Qt.AlignmentFlag.AlignRight), (more, Qt.AlignmentFlag.AlignLeft)):
            text.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            text.setFixedWidth(96)
        line.addWidget(less)
        line.addWidget(_Bars(worse / widest if widest else 0, better / widest if widest else 0), 1)
        line.addWidget(more)
        told = _(
            "{name}: при {low} прибыль {at_low}, при {high} — {at_high}",
            name=name,
            low=session.written(swing.low_answer, unit),
            high=session.written(swing.high_answer, unit),
            at_low=session.written(swing.low_figure, MONEY),
            at_high=session.written(swing.high_figure, MONEY),
        )
        button.setToolTip(session.say(told))
        button.setAccessibleName(session.say(told))
        path = swing.path
        button.clicked.connect(lambda: self.follow.emit(path))
        return button


class _Bars(QWidget):
    """From the middle: how much worse to the left, how much better to the right."""

    def __init__(self, worse: float, better: float) -> None:
        super().__init__()
        self._worse, self._better = worse, better
        self.setMinimumWidth(80)
        self.setFixedHeight(16)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        half = self.width() / 2
        left, right = half * -self._worse, half * self._better
        for area, name in (
            (QRectF(half - left, 2, left, self.height() - 4), "bad"),
            (QRectF(half, 2, right, self.height() - 4), "good"),
        ):
            colour = theme.color(name)
            colour.setAlphaF(0.55)
            painter.fillRect(area, colour)
        painter.setPen(theme.color("muted"))
        painter.drawLine(round(half), 0, round(half), self.height())
        painter.end()


def lay_probability(card: Card) -> None:
    """Put the ranges of uncertain answers and what follows from them on a card."""
    answers = Answers(card.session, in_every_row=False)
    columns: list[Column | Shown] = [
        Column("path", stretch=1, options=answers),
        Column("low", width=96),
        Column("likely", width=96),
        Column("high", width=96),
        Shown(_("Сейчас"), _now, width=120),
    ]
    card.say(
        _(
            "Ответы, в которых вы не уверены: программа просчитает план {n} раз.",
            n=card.session.written(RUNS, NUMBER),
        ),
        "caption",
    )
    card.lay_table(Table(AnswerRows(card.session, RANGES, columns, invite=_("Ещё ответ…"))))
    card.field("scenarios.seed")
    outcome = Outcome(card.session)
    card.column.addWidget(outcome)
    card.bound.append(outcome)


class Outcome(QFrame):
    """Revenue and profit of the uncertain plan, and how likely the goal is, in words."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("role", "inset")
        self._session = session
        self._later = Later(self)
        self._later.found.connect(self._show)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        self._column.setSpacing(theme.SMALL)
        self._column.addWidget(label(session.say(_("Считаю…")), "caption"))
        self._later.failed.connect(lambda: tell_failed(session, self._column))
        self.refresh()

    def refresh(self) -> None:
        """Draw the uncertain answers of the project as it is now."""
        project = self._session.shown
        self._later.ask(lambda: probability(project, RUNS))

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    def _show(self, found: Probability) -> None:
        session = self._session
        clear(self._column)
        for sentence in self._sentences(found):
            text = label(session.say(sentence), "strong")
            text.setWordWrap(True)
            self._column.addWidget(text)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.INSIDE)
        grid.setColumnStretch(0, 1)
        headings = (
            _("хуже в\u00a01\u00a0случае из\u00a010"),
            _("посередине"),
            _("лучше в\u00a01\u00a0случае из\u00a010"),
        )
        for place, (short, heading) in enumerate(
            zip(("P10", "P50", "P90"), headings, strict=True), 1
        ):
            grid.addWidget(_right(f"{short}: {session.say(heading)}", "caption"), 0, place)
        for row, (title, spread) in enumerate(
            ((_("Выручка за весь план"), found.revenue), (_("Прибыль отдела"), found.profit)), 1
        ):
            grid.addWidget(label(session.say(title), ""), row, 0)
            values = spread.p10, spread.p50, spread.p90
            for place, value in enumerate(values, 1):
                written = short_money(session, value, MONEY, values)
                grid.addWidget(_right(written, ""), row, place)
        self._column.addLayout(grid)

    def _sentences(self, found: Probability) -> tuple[Text, Text]:
        session = self._session
        revenue = session.figures.get(REVENUE)
        planned = short_money(session, revenue.total, MONEY) if revenue is not None else "—"
        by_revenue = _(
            "Выручка будет не ниже плановой ({sum}) с вероятностью {share}: {words}.",
            sum=planned,
            share=told_share(session, found.reaches_revenue),
            words=in_words(found.reaches_revenue),
        )
        share = told_share(session, found.reaches_profit)
        words = in_words(found.reaches_profit)
        if FOUND_DEALS in session.figures.plan.inputs:
            return by_revenue, _(
                "Прибыль будет не ниже желаемой с вероятностью {share}: {words}.",
                share=share,
                words=words,
            )
        return by_revenue, _(
            "Отдел отработает без убытка с вероятностью {share}: {words}.",
            share=share,
            words=words,
        )


def _moved(session: Session, by: float, beside: float) -> str:
    """A change of the profit with its sign, written as one `beside` it is; one too small to show
    has none."""
    text = short_money(session, abs(by), MONEY, [beside])
    if not any(digit in text for digit in "123456789"):
        return text
    return f"{MINUS if by < 0 else '+'}{text}"


def told_share(session: Session, share: float) -> Text | Verbatim:
    """A probability as a number: that nothing went otherwise in some thousand runs is no proof."""
    if share > 1 - _SURE:
        return _("больше {share}", share=session.written(1 - _SURE, PERCENT))
    if share < _SURE:
        return _("меньше {share}", share=session.written(_SURE, PERCENT))
    return Verbatim(session.written(share, PERCENT))


def in_words(share: float) -> Text:
    """A probability as people say it."""
    for least, words in (
        (0.95, _("почти наверняка")),
        (0.7, _("скорее да")),
        (0.55, _("чуть чаще да, чем нет")),
        (0.45, _("шансы равны")),
        (0.3, _("чуть чаще нет, чем да")),
        (0.05, _("скорее нет")),
    ):
        if share >= least:
            return words
    return _("почти никогда")


def _right(text: str, role: str) -> QWidget:
    found = label(text, role)
    found.setWordWrap(True)
    found.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return found


def _now(session: Session, row: object) -> str:
    return value_now(session, row.path) if isinstance(row, Range) and row.path else ""
