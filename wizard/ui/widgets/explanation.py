"""Where a figure comes from, in a dark note beside it: its sentence, and its parts as links.

A part that is a figure opens its own explanation, with a way back; a part that is an answer leads
to its field. Belongs here: showing an explanation. Does not belong here: making one
(`wizard.plan.explain`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wizard.plan.explain import Explanation, Part, explain
from wizard.texts import Text, _
from wizard.ui import shortcuts, theme
from wizard.ui.session import Session
from wizard.ui.widgets.figures import month_name
from wizard.ui.widgets.parts import clear, label
from wizard.ui.widgets.pressable import Pressable

WIDTH, _MOST_PARTS_HEIGHT, _LEAST_PARTS_HEIGHT, _EDGE = 348, 236, 66, 8
_LONGEST_VALUE = 150


@dataclass(frozen=True, slots=True)
class _Place:
    key: str
    month: int


class ExplanationNote(QFrame):
    """The note; it lies over the workspace until it is left."""

    follow = Signal(str)
    """The path of an answer to lead to."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._back: list[_Place] = []
        self._shown: _Place | None = None
        self._beside = QRect()
        self._came_from: QWidget | None = None
        self.setProperty("role", "explanation")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(session.say(_("Откуда число")))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.INSIDE, theme.GAP, theme.INSIDE, theme.GAP)
        column.setSpacing(theme.TINY)
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        self.back = self._command("←", _("Назад"), self._go_back)
        self.name = _text("caption")
        self.leave = self._command("×", _("Закрыть (Esc)"), self.close)
        head.addWidget(self.back)
        head.addWidget(self.name, 1)
        head.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        self.value = _text("figure")
        self.numbers, self.names, self.meaning = _text(""), _text("caption"), _text("caption")
        for one in (self.value, self.numbers, self.names, self.meaning):
            column.addWidget(one)
        self._parts_area = QScrollArea()
        self._parts_area.setWidgetResizable(True)
        self._parts_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._parts_area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setProperty("role", "clear")
        self._parts = QVBoxLayout(body)
        self._parts.setContentsMargins(0, theme.TINY, 0, 0)
        self._parts.setSpacing(0)
        self._parts_area.setWidget(body)
        column.addWidget(self._parts_area)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(theme.SMALL)
        self.before = self._command("‹", _("Месяц раньше"), lambda: self._step(-1))
        self.month = _text("")
        self.month.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.month.setMinimumWidth(80)
        self.after = self._command("›", _("Месяц позже"), lambda: self._step(1))
        self.total = self._command(session.say(_("За весь план")), None, lambda: self._turn(0))
        for widget in (self.before, self.month, self.after):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(self.total)
        column.addWidget(self._foot)
        self.hide()

    # What is shown

    def ask(self, key: str, month: int, beside: QRect) -> None:
        """Explain a figure in a month (0: its total) beside a place of the screen."""
        if key not in self._session.figures:
            return
        if not self.isVisible():
            self._came_from = QApplication.focusWidget()
            QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._back = []
        self._beside = beside
        self._show(_Place(key, month))
        self.leave.setFocus()
        for part in self._parts_area.findChildren(Pressable):
            part.setFocus()
            break

    def refresh(self) -> None:
        """Explain anew: the project has changed."""
        if self.isVisible() and self._shown is not None:
            if self._shown.key in self._session.figures:
                self._show(self._shown)
            else:
                self.close()

    def _show(self, place: _Place) -> None:
        session, figures = self._session, self._session.figures
        figure = figures[place.key]
        month = 0 if not figure.months else min(place.month, len(figure.months))
        self._shown = place = _Place(place.key, month)
        found = explain(figures, place.key, month)
        self.name.setText(session.say(found.label))
        self.value.setText(session.say(found.value))
        self.numbers.setText(session.say(found.in_numbers))
        self.names.setText(session.say(found.in_names))
        self.names.setVisible(bool(figure.months) and month > 0)
        self.meaning.setText(session.say(found.meaning))
        self.meaning.setVisible(bool(self.meaning.text()))
        self.setAccessibleDescription(f"{self.name.text()}: {self.numbers.text()}")
        self.back.setVisible(bool(self._back))
        self._lay_parts(found)
        self._foot.setVisible(bool(figure.months))
        self.month.setText(month_name(session, month) if month else session.say(_("за весь план")))
        self.before.setEnabled(month > 1)
        self.after.setEnabled(month < len(figure.months))
        self.total.setEnabled(month > 0)
        self.show()
        self._settle()

    def _lay_parts(self, found: Explanation) -> None:
        clear(self._parts)
        for part in found.parts:
            own = part.key == found.key
            name = month_name(self._session, part.month) if own else self._session.say(part.label)
            button = self._part(part, name)
            self._parts.addWidget(button)
            button.show()  # at once: it may be given the focus
        self._parts.addStretch(1)
        self._parts_area.setVisible(bool(found.parts))

    def _part(self, part: Part, name: str) -> Pressable:
        session = self._session
        button = Pressable()
        button.frame_color = "note_link"
        row = QHBoxLayout(button)
        row.setContentsMargins(6, 3, 6, 3)
        row.setSpacing(theme.SMALL)
        value = session.say(part.value)
        short = value if len(value) <= _LONGEST_VALUE else f"{value[:_LONGEST_VALUE]}…"
        text, amount = _text("note-link"), _text("caption")
        text.setText(name)
        narrow = QFontMetrics(amount.font()).horizontalAdvance(short) < WIDTH // 3
        amount.setWordWrap(not narrow)
        if part.path:
            mine = session.is_answered(part.path)
            said = _("введено вами") if mine else _("из примера")
            short = f"{short} · {session.say(said)}"
        amount.setText(short)
        amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        row.addWidget(text, 3)
        row.addWidget(amount, 0 if narrow and not part.path else 2)
        button.setAccessibleName(f"{name}: {short}")
        button.clicked.connect(lambda: self._open(part))
        return button

    def _open(self, part: Part) -> None:
        if part.path:
            self.close()
            self.follow.emit(part.path)
        elif self._shown is not None:
            self._back.append(self._shown)
            self._show(_Place(part.key, part.month))
            self.back.setFocus()

    def _go_back(self) -> None:
        if self._back:
            self._show(self._back.pop())
            (self.back if self._back else self.leave).setFocus()

    def _step(self, by: int) -> None:
        if self._shown is not None:
            self._turn(self._shown.month + by)

    def _turn(self, month: int) -> None:
        if self._shown is None:
            return
        figure = self._session.figures[self._shown.key]
        if 0 <= month <= len(figure.months):
            self._show(_Place(self._shown.key, month))
            if not isinstance(QApplication.focusWidget(), QPushButton):
                self.leave.setFocus()

    # Where it lies

    def _settle(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        inner = WIDTH - 2 * theme.INSIDE
        self._parts.activate()
        wanted = self._parts.heightForWidth(inner - 12) if self._parts.hasHeightForWidth() else 0
        wanted = min(max(wanted, self._parts.sizeHint().height()), _MOST_PARTS_HEIGHT) + 2
        room = parent.height() - 2 * _EDGE
        height = self._height_with(wanted)
        if height > room:  # the parts are scrolled, the words are not
            height = min(room, self._height_with(max(_LEAST_PARTS_HEIGHT, wanted - height + room)))
        self.setFixedHeight(height)
        corner = parent.mapFromGlobal(self._beside.topLeft())
        area = QRect(corner, self._beside.size())
        x, y = area.left() - WIDTH - theme.SMALL, area.top()
        if area.center().x() < parent.width() * 2 // 3 or x < 0:  # not in the panel: below it
            x, y = area.left(), area.bottom() + theme.TINY
            if y + height > parent.height() - _EDGE:
                y = area.top() - height - theme.TINY
        x = max(_EDGE, min(x, parent.width() - WIDTH - _EDGE))
        y = max(_EDGE, min(y, parent.height() - height - _EDGE))
        self.move(QPoint(x, y))
        self.raise_()

    def _height_with(self, parts: int) -> int:
        """How high the note is, frame and all, with the parts at a height."""
        layout = self.layout()
        self._parts_area.setFixedHeight(parts)
        if layout is None:
            return self.height()
        layout.activate()
        return max(self.heightForWidth(WIDTH), layout.minimumSize().height())

    # Leaving

    def close(self) -> bool:
        """Leave the note; the focus goes back to where it came from."""
        inside = QApplication.focusWidget()
        was_inside = inside is not None and self.isAncestorOf(inside)
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        closed = super().close()
        came_from = self._came_from
        self._shown, self._came_from = None, None
        if was_inside and came_from is not None:
            try:
                came_from.setFocus()
            except RuntimeError:  # what it came from has been laid anew meanwhile
                self.window().setFocus()
        return closed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if shortcuts.FIGURE_LEAVE.pressed(event):
            self.close()
        elif shortcuts.MONTH_BEFORE.pressed(event):
            self._step(-1)
        elif shortcuts.MONTH_AFTER.pressed(event):
            self._step(1)
        elif shortcuts.FIGURE_BACK.pressed(event):
            self._go_back()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, on: bool) -> bool:
        """Tab goes round inside the note."""
        ring = [
            found
            for found in self.findChildren(QWidget)
            if found.isVisible() and found.isEnabled()
            and found.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]  # fmt: skip
        now = QApplication.focusWidget()
        place = ring.index(now) if now in ring else -1
        if ring:
            chosen = ring[(place + (1 if on else -1)) % len(ring)]
            chosen.setFocus(Qt.FocusReason.TabFocusReason)
            if self._parts_area.isAncestorOf(chosen):
                self._parts_area.ensureWidgetVisible(chosen)
        return bool(ring)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.MouseButtonPress
            and isinstance(watched, QWidget)
            and watched is not self
            and not self.isAncestorOf(watched)
            and watched.window() is self.window()
        ):
            self.close()
        return super().eventFilter(watched, event)

    def _command(self, text: str, name: Text | None, command: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "note")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if name is not None:
            button.setAccessibleName(self._session.say(name))
            button.setToolTip(self._session.say(name))
        button.clicked.connect(lambda _on=False: command())
        return button


def _text(role: str) -> QLabel:
    found = label("", role)
    found.setTextFormat(Qt.TextFormat.PlainText)
    found.setWordWrap(True)
    found.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return found
