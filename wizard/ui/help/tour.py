"""The first walk through the window: a few notes beside its real parts, left at any moment.

Belongs here: which parts are shown, and a note beside each. Does not belong here: when the tour is
begun (`desk.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.binding.field import Field
from wizard.ui.interface import Interface
from wizard.ui.widgets.depth_choice import DepthChoice
from wizard.ui.widgets.parts import label
from wizard.ui.widgets.pressable import FigureButton
from wizard.ui.widgets.rail import Rail
from wizard.ui.widgets.side_panel import FigureStrip, SidePanel
from wizard.ui.widgets.top_bar import TopBar

WIDTH = 348
_AROUND, _BESIDE, _EDGE, _ROUND = 6, 14, 12, 8


@dataclass(frozen=True, slots=True)
class Step:
    """A part of the window, and what is said of it."""

    title: Text
    text: Text
    part: Callable[[QWidget], QWidget | None]


def _shown(kind: type[QWidget]) -> Callable[[QWidget], QWidget | None]:
    """The first visible widget of a kind."""

    def find(window: QWidget) -> QWidget | None:
        return next((one for one in window.findChildren(kind) if one.isVisible()), None)

    return find


def _results(window: QWidget) -> QWidget | None:
    return _shown(SidePanel)(window) or _shown(FigureStrip)(window)


def _figure(window: QWidget) -> QWidget | None:
    results = _results(window)
    return None if results is None else _shown(FigureButton)(results)


def _main_action(window: QWidget) -> QWidget | None:
    bar = _shown(TopBar)(window)
    ways = [] if bar is None else bar.findChildren(QPushButton)
    return next((way for way in ways if way.property("role") == "main" and way.isVisible()), None)


STEPS: tuple[Step, ...] = (
    Step(
        _("Семь этапов"),
        _(
            "План складывается из семи этапов. Открыть можно любой и в любое время; значок и "
            "счётчик показывают, сколько вопросов на нём осталось."
        ),
        _shown(Rail),
    ),
    Step(
        _("Ответы"),
        _(
            "В каждом поле уже стоит значение из примера: серое, в пунктире. Измените его или "
            "примите клавишей Enter, и оно станет вашим."
        ),
        _shown(Field),
    ),
    Step(
        _("Что получается"),
        _(
            "Каждая правка сразу меняет показатели, рисунок и советы. "
            "Ждать и пересчитывать не надо."
        ),
        _results,
    ),
    Step(
        _("Откуда число"),
        _("Нажмите на любое число: программа покажет формулу и ответы, из которых оно сложилось."),
        _figure,
    ),
    Step(
        _("Сколько вопросов"),
        _(
            "«Основное» — немного вопросов, на остальные отвечает пример. «Подробно» — все "
            "вопросы. Переключение ничего не теряет."
        ),
        _shown(DepthChoice),
    ),
    Step(
        _("Пакет"),
        _(
            "Когда план готов, эта кнопка соберёт книгу Excel, документы и книгу для клиента. "
            "Руководство открывает F1; повторить знакомство можно из меню «Справка»."
        ),
        _main_action,
    ),
)


class Tour(QWidget):
    """Shades the window but for one part, with a note beside it. Esc leaves."""

    left = Signal()

    def __init__(self, interface: Interface, window: QWidget) -> None:
        super().__init__(window)
        self._interface, self._window = interface, window
        self._came_from = QApplication.focusWidget()
        self._place = -1
        self._hole = QRect()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(interface.say(_("Знакомство с окном")))
        self._lay_note()
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._go(1)

    def _lay_note(self) -> None:
        say = self._interface.say
        self.note = QFrame(self)
        self.note.setProperty("role", "explanation")
        self.note.setFixedWidth(WIDTH)
        column = QVBoxLayout(self.note)
        column.setContentsMargins(theme.INSIDE, theme.GAP, theme.INSIDE, theme.GAP)
        column.setSpacing(theme.SMALL)
        self.count = label("", "caption")
        self.title = label("", "figure")
        self.text = label("", "")
        for one in (self.count, self.title, self.text):
            one.setWordWrap(True)
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            column.addWidget(one)
        column.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SMALL)
        self.skip = self._button(say(_("Пропустить")), self.leave)
        self.back = self._button(say(_("Назад")), lambda: self._go(-1))
        self.on = self._button("", lambda: self._go(1))
        foot.addWidget(self.skip)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.on)
        column.addLayout(foot)

    def _button(self, text: str, command: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "note")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _on=False: command())
        return button

    # Going through

    @property
    def step(self) -> Step:
        """What is shown."""
        return STEPS[self._place]

    @property
    def part(self) -> QWidget | None:
        """The part of the window that the note is about."""
        return self.step.part(self._window)

    def leave(self) -> None:
        """End the tour; the focus goes back to where it was."""
        self._window.removeEventFilter(self)
        self.hide()
        came_from, self._came_from = self._came_from, None
        if came_from is not None:
            try:
                came_from.setFocus()
            except RuntimeError:  # it has been laid anew meanwhile
                self._window.setFocus()
        self.left.emit()

    def _go(self, by: int) -> None:
        place = self._place + by
        # What the shown page has not is not told of.
        while 0 <= place < len(STEPS) and STEPS[place].part(self._window) is None:
            place += by
        if place >= len(STEPS):
            self.leave()
            return
        if place < 0:
            return
        self._place = place
        self._show()

    def _show(self) -> None:
        say, step = self._interface.say, self.step
        last = self._place == len(STEPS) - 1
        told = _("{n} из {m}", n=str(self._place + 1), m=str(len(STEPS)))
        self.count.setText(say(told))
        self.title.setText(say(step.title))
        self.text.setText(say(step.text))
        self.on.setText(say(_("Начать работу") if last else _("Дальше")))
        self.back.setEnabled(self._place > 0)
        self.skip.setVisible(not last)  # there is nothing left to skip
        self.note.setAccessibleName(f"{self.title.text()}. {self.text.text()}")
        part = self.part
        if part is not None:
            _scroll_to(part)
        self._settle()
        self.on.setFocus(Qt.FocusReason.TabFocusReason)

    def _settle(self) -> None:
        part = self.part
        inside = self.note.layout()
        if part is None or inside is None:
            return
        inside.activate()
        height = max(inside.heightForWidth(WIDTH), inside.minimumSize().height())
        self.note.setFixedHeight(height + theme.TINY)
        corner = part.mapTo(self._window, QPoint(0, 0))
        around = QRect(corner, part.size()).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        self._hole = around.intersected(self.rect().adjusted(2, 2, -2, -2))
        self.note.move(_beside(self._hole, self.note.size(), self.rect()))
        self.update()

    # Keys, size, looks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                focused = QApplication.focusWidget()
                if isinstance(focused, QPushButton) and self.isAncestorOf(focused):
                    focused.click()
            case _:
                super().keyPressEvent(event)

    def focusNextPrevChild(self, on: bool) -> bool:
        """Tab goes round inside the note."""
        ring = [way for way in (self.skip, self.back, self.on) if way.isEnabled()]
        now = QApplication.focusWidget()
        place = ring.index(now) if now in ring else 0
        ring[(place + (1 if on else -1)) % len(ring)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the note does nothing: the window is not worked in meanwhile."""
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade, hole = QPainterPath(), QPainterPath()
        shade.addRect(QRectF(self.rect()))
        hole.addRoundedRect(QRectF(self._hole), _ROUND, _ROUND)
        painter.fillPath(shade.subtracted(hole), QColor(*theme.SHADE))
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.drawPath(hole)
        painter.end()


def _scroll_to(part: QWidget) -> None:
    """Bring a part of a page into sight."""
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(part)
        above = above.parentWidget()


def _beside(hole: QRect, note: QSize, room: QRect) -> QPoint:
    """A place for the note: right of the part, left, below or above; over it where none is free."""
    places = (
        QPoint(hole.right() + _BESIDE, hole.top()),
        QPoint(hole.left() - _BESIDE - note.width(), hole.top()),
        QPoint(hole.right() - note.width(), hole.bottom() + _BESIDE),
        QPoint(hole.right() - note.width(), hole.top() - _BESIDE - note.height()),
    )
    inside = room.adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)

    def fitted(place: QPoint) -> QRect:
        x = max(inside.left(), min(place.x(), inside.right() - note.width()))
        y = max(inside.top(), min(place.y(), inside.bottom() - note.height()))
        return QRect(QPoint(x, y), note)

    for place in places:
        found = fitted(place)
        if not found.intersects(hole):
            return found.topLeft()
    return fitted(QPoint(hole.center().x() - note.width() // 2, hole.center().y())).topLeft()
