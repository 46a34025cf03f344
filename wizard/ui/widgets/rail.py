"""The rail at the left: where one is, how far each stage has come, what needs attention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from wizard.texts import Text, _
from wizard.ui import icons, theme
from wizard.ui.progress import Progress, State, answered_of
from wizard.ui.session import Session
from wizard.ui.widgets.parts import label, link, rule

_EDGE, _BEFORE = 8, 38  # of an entry: its rim, and where its text begins behind the mark
_LONGEST_COUNT = "10/11"
_TAKE = _("Серое значение в пунктире — не ваше. Измените его или примите клавишей Enter.")
_STATES = {
    State.UNTOUCHED: _("не начат"),
    State.IN_WORK: _("в работе"),
    State.COMPLETE: _("готов"),
    State.ATTENTION: _("нужно внимание"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the rail: a page, its title, and its number or icon."""

    page: str
    title: Text
    number: int | None = None
    icon: str = ""
    after_rule: bool = False


class Rail(QWidget):
    """The list of pages."""

    go = Signal(str)
    sources_asked = Signal()
    """Where the preset's values come from."""

    def __init__(self, session: Session, places: Sequence[Place]) -> None:
        super().__init__()
        self._session = session
        self.setProperty("role", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(session.say(_("Этапы")))
        column = QVBoxLayout(self)
        column.setContentsMargins(10, theme.INSIDE, 10, theme.INSIDE)
        column.setSpacing(2)
        self._count = label("", "caption")
        self._count.setContentsMargins(10, 0, 0, theme.SMALL)
        column.addWidget(self._count)
        self._items: dict[str, _Item] = {}
        for place in places:
            if place.after_rule:
                column.addSpacing(theme.SMALL)
                line = rule()
                column.addWidget(line)
                column.addSpacing(theme.SMALL)
            item = _Item(session, place)
            item.clicked.connect(lambda _on=False, page=place.page: self.go.emit(page))
            item.stepped.connect(self._step)
            self._items[place.page] = item
            column.addWidget(item)
        column.addStretch(1)
        self._whose = label("", "caption")
        for text in (self._whose, label(session.say(_TAKE), "caption")):
            text.setWordWrap(True)
            text.setContentsMargins(10, 0, theme.TINY, 0)
            column.addWidget(text)
        self._sources = link(session.say(_("Откуда эти цифры")), self.sources_asked.emit)
        indented = QHBoxLayout()
        indented.setContentsMargins(10, 0, 0, 0)
        indented.addWidget(self._sources)
        column.addLayout(indented)

    def choose(self, page: str) -> None:
        """Mark the page that is shown."""
        for name, item in self._items.items():
            item.setChecked(name == page)

    def refresh(self, progress: dict[str, Progress]) -> None:
        """Show how far each stage has come."""
        self._whose.setText(self._session.preset_named)
        self._whose.setVisible(bool(self._whose.text()))
        self._sources.setVisible(self._session.preset is not None)
        answered = sum(one.answered for one in progress.values())
        asked = sum(one.asked for one in progress.values())
        self._count.setText(self._session.say(answered_of(answered, asked)))
        for name, item in self._items.items():
            item.show_progress(progress.get(name))

    def _step(self, by: int) -> None:
        items = list(self._items.values())
        focused = [number for number, item in enumerate(items) if item.hasFocus()]
        if focused:
            items[(focused[0] + by) % len(items)].setFocus(Qt.FocusReason.TabFocusReason)


class _Item(QAbstractButton):
    stepped = Signal(int)

    def __init__(self, session: Session, place: Place) -> None:
        super().__init__()
        self._session, self._place = session, place
        self._progress: Progress | None = None
        self.setText(session.say(place.title))
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.text())

    def show_progress(self, progress: Progress | None) -> None:
        self._progress = progress
        if progress is not None:
            state = self._session.say(_STATES[progress.state])
            done = answered_of(progress.answered, progress.asked)
            says = _("{state}: {done}", state=state, done=done)
            self.setToolTip(self._session.say(says))
            self.setAccessibleDescription(self._session.say(says))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(180, 36)

    def minimumSizeHint(self) -> QSize:
        font = self.font()
        font.setBold(True)  # as it is on its page
        text = QFontMetrics(font).horizontalAdvance(self.text())
        font.setPixelSize(theme.MARK)
        count = QFontMetrics(font).horizontalAdvance(_LONGEST_COUNT)
        return QSize(_BEFORE + text + theme.TINY + count + _EDGE, 36)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            fill = colours.soft if self.isChecked() else colours.background
            painter.setBrush(QColor(fill))
            painter.drawRoundedRect(area, 8, 8)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 8, 8)
        self._paint_mark(painter, QRectF(_EDGE, area.center().y() - 10, 20, 20))
        font = self.font()
        font.setPixelSize(theme.TEXT)
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(colours.accent if self.isChecked() else colours.ink))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(area.adjusted(_BEFORE, 0, 0, 0), middle, self.text())
        if self._progress is not None:
            font.setBold(False)
            font.setPixelSize(theme.MARK)
            painter.setFont(font)
            painter.setPen(QColor(colours.muted))
            count = f"{self._progress.answered}/{self._progress.asked}"
            right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(area.adjusted(0, 0, -_EDGE, 0), right, count)
        painter.end()

    def _paint_mark(self, painter: QPainter, circle: QRectF) -> None:
        colours = theme.tokens()
        state = self._progress.state if self._progress is not None else State.UNTOUCHED
        inner = circle.adjusted(1, 1, -1, -1)
        if state is State.COMPLETE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.good))
            painter.drawEllipse(circle)
            icons.paint(painter, "check", circle.adjusted(4, 4, -4, -4), QColor(colours.card))
            return
        line = colours.accent if self.isChecked() else colours.field_line
        ink = colours.accent if self.isChecked() else colours.muted
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if state is State.ATTENTION:
            line = ink = colours.warn
            painter.setBrush(QColor(colours.warn_soft))
        painter.setPen(QPen(QColor(line), 1.8))
        painter.drawEllipse(inner)
        if state is State.IN_WORK and self._progress is not None:
            # The ring fills with the answers.
            painter.setPen(QPen(QColor(colours.accent), 1.8))
            share = self._progress.answered / max(1, self._progress.asked)
            painter.drawArc(inner, 90 * 16, -round(360 * 16 * share))
        font = self.font()
        font.setPixelSize(theme.MARK)
        font.setBold(state is State.ATTENTION)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        if self._place.icon and state is not State.ATTENTION:
            icons.paint(painter, self._place.icon, circle.adjusted(4, 4, -4, -4), QColor(ink))
        else:
            mark = "!" if state is State.ATTENTION else str(self._place.number or "")
            painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), mark)
