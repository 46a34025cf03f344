"""What every page of the wizard is: a title, one sentence, cards, and the way on.

A page is a subclass with a `build` that lays its cards; everything bound to the project goes on
cards made by `card`, so that refreshing, taking over entries and leading to a path work by
themselves. `key_figures` and `picture` say what the right panel shows beside it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from wizard.texts import Text, _
from wizard.ui import shortcuts, theme
from wizard.ui.binding.field import Field, Months
from wizard.ui.binding.inputs import show_if
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_help import show_column_help
from wizard.ui.progress import left_out_of
from wizard.ui.session import Session
from wizard.ui.widgets.anchor import Anchor, bring_soon
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.drawing import Drawing
from wizard.ui.widgets.more import More
from wizard.ui.widgets.parts import label, link
from wizard.ui.widgets.picture import Picture

PAGE_WIDTH = 860
MANY_CARDS = 5
"""From so many cards on a page offers to fold them all."""


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure of the right panel: which value of it, and whether more of it is good news."""

    key: str
    label: Text | None = None
    of: Literal["total", "first", "last"] = "total"
    better: Literal["more", "less", "neither"] = "more"


class _Body(QWidget):
    """What scrolls: as high as it is at its width."""

    def minimumSizeHint(self) -> QSize:
        # Qt would keep the height of the narrowest page: its wrapped texts leave a gap at the foot.
        return QSize(super().minimumSizeHint().width(), 0)


_END = object()


class Page(QScrollArea):
    """A page of the wizard."""

    go = Signal(str)
    """The name of the page to show."""
    follow = Signal(str)
    """A path to lead to, on whatever page it is."""
    explain = Signal(str, int, QRect)
    """A figure to explain: its key, its month (0: the total), its place on the screen."""

    laid = Signal()
    """The page is all there."""

    name: ClassVar[str]
    title: ClassVar[Text]
    sentence: ClassVar[Text]
    number: ClassVar[int | None] = None
    panel_title: ClassVar[Text] = _("Что получается")
    in_all_depths: ClassVar[bool] = False
    """Whether the page asks nothing, so that basic depth shows all of it."""
    key_figures: ClassVar[tuple[KeyFigure, ...]] = ()
    of_base: ClassVar[bool] = False
    """Whether the panel shows the base plan, whatever scenario is on the screen."""
    picture: ClassVar[str] = ""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.cards: list[Card] = []
        self._pictures: list[Drawing] = []
        self.setProperty("role", "page")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(session.say(self.title))
        body = _Body()
        body.setProperty("role", "page")
        # In its place before it is filled: all that is laid on it is polished once.
        self.setWidget(body)
        outer = QHBoxLayout(body)
        outer.setContentsMargins(theme.EDGE, theme.EDGE - 4, theme.EDGE, theme.EDGE)
        self._content = QWidget()
        self._content.setMaximumWidth(PAGE_WIDTH)
        outer.addWidget(self._content)
        self.column = QVBoxLayout(self._content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.GAP)
        number = f"{self.number}. " if self.number else ""
        head = QVBoxLayout()
        head.setSpacing(theme.TINY)
        line = QHBoxLayout()
        line.addWidget(label(number + session.say(self.title), "title"))
        line.addStretch(1)
        self.fold_all = link("", self._fold_all)
        self.fold_all.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line.addWidget(self.fold_all, 0, Qt.AlignmentFlag.AlignBottom)
        head.addLayout(line)
        sentence = label(session.say(self.sentence), "sentence")
        sentence.setWordWrap(True)
        head.addWidget(sentence)
        self.column.addLayout(head)
        self.column.addSpacing(theme.TINY)
        self._more = More(session)
        self._more.asked.connect(lambda: session.interface.set_detailed(True))
        self._parts = self.build()
        self._lay_part()
        keys = QShortcut(shortcuts.FIELD_HELP.sequences[0], self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.show_help)
        self.column.addWidget(self._more)
        self._show_depth()
        self.column.addSpacing(theme.TINY)
        self._foot = QHBoxLayout()
        self.column.addLayout(self._foot)
        self.column.addStretch(1)
        self._anchor = Anchor(self)

    def build(self) -> Iterator[None] | None:
        """Lay the cards of the page.

        A long page gives back an iterator that stops after each part of them: the first part is
        laid at once, and before each other one the window answers.
        """
        raise NotImplementedError

    def finish(self) -> None:
        """Lay all that is not laid yet."""
        if self._parts is not None:
            deque(self._parts, maxlen=0)
            self._all_laid()

    @property
    def is_laid(self) -> bool:
        """Whether the page is all there."""
        return self._parts is None

    def _lay_part(self) -> None:
        if self._parts is None:
            return
        if next(self._parts, _END) is _END:
            self._all_laid()
        else:
            QTimer.singleShot(0, self, self._lay_next)

    def _lay_next(self) -> None:
        if self._parts is not None:
            self._show_depth()  # of the part before: it is seen while the next one is made
            self._lay_part()

    def _all_laid(self) -> None:
        self._parts = None
        self._show_depth()
        self.laid.emit()

    def card(self, title: Text | None = None, *, folded: bool = False) -> Card:
        """A new card below the others; `folded` one is folded until a person unfolds it."""
        card = Card(
            self.session,
            title,
            in_all_depths=self.in_all_depths,
            place=self.name,
            folded_at_first=folded,
        )
        self.cards.append(card)
        card.turned.connect(self._say_fold_all)
        # Above what ends the page, which is there before the later parts are; else at the end.
        self.column.insertWidget(self.column.indexOf(self._more), card)
        return card

    def lay_picture(self, name: str) -> Drawing:
        """Put a picture of the plan on a card of its own; its parts lead on from this page."""
        drawing = Drawing(self.session, name)
        drawing.follow.connect(self.follow)
        drawing.explain.connect(self.explain)
        self.card().column.addWidget(Picture(self.session, drawing, is_section=True))
        self._pictures.append(drawing)
        drawing.refresh()
        return drawing

    def refresh(self) -> None:
        """Show the project as it is now."""
        for drawing in self._pictures:
            drawing.refresh()
        for card in self.cards:
            card.refresh()
        self._show_depth()

    def _show_depth(self) -> None:
        """Show the cards that are asked at this depth, and how many questions are left out."""
        for card in self.cards:
            card.show_if_asked()
        self._say_fold_all()
        left_out = 0
        if not self.session.detailed and not self.in_all_depths:
            left_out = left_out_of(self.session.project, self.name)
        self._more.tell(left_out)

    def _folding(self) -> list[Card]:
        return [card for card in self.cards if card.can_fold and card.is_asked]

    def _say_fold_all(self) -> None:
        cards = self._folding()
        folded = all(card.is_folded for card in cards)
        say = self.session.say
        self.fold_all.setText(say(_("Развернуть всё")) if folded else say(_("Свернуть всё")))
        show_if(self.fold_all, len(cards) >= MANY_CARDS)

    def _fold_all(self) -> None:
        cards = self._folding()
        folded = all(card.is_folded for card in cards)
        for card in cards:
            if folded:
                card.unfold()
            else:
                card.fold()

    def commit(self) -> None:
        """Hand over everything that is typed."""
        for card in self.cards:
            for part in card.bound:
                part.commit()

    def stop(self) -> None:
        """End what the page has in work: the project is about to be left."""
        self._parts = None

    def reveal(self, path: str) -> bool:
        """Lead to the editor of a path, or to the nearest above it: scroll there, give it focus."""
        while path.count(".") > 0:
            if self._reveal_exactly(path):
                return True
            path = path.rpartition(".")[0]
        return False

    def _reveal_exactly(self, path: str) -> bool:
        for card in self.cards:
            if not card.is_asked:
                continue
            # A row's detail is asked first: it names the field, its table only the row.
            for part in sorted(card.bound, key=lambda part: type(part).__name__ != "Detail"):
                if part.reveal(path):
                    if card.is_folded:
                        card.unfold()
                        part.reveal(path)  # what was folded away could not take the focus
                    revealed = QApplication.focusWidget()
                    if revealed is not None:
                        bring_soon(revealed)
                    return True
        return False

    def show_help(self) -> None:
        """Show the help of the question that has the focus: of a field, of a table's column."""
        widget = QApplication.focusWidget()
        while widget is not None and widget is not self:
            if isinstance(widget, (Field, Months)):
                widget.show_help()
                return
            if isinstance(widget, Table):
                show_column_help(widget)
                return
            widget = widget.parentWidget()

    def bring(self, part: QWidget) -> None:
        """Scroll to a part of the page once it has its place: its top, or its cursor."""
        QTimer.singleShot(0, part, lambda: self._scroll_to(part))

    def _scroll_to(self, part: QWidget) -> None:
        body = self.widget()
        if body is None or not body.isAncestorOf(part):
            return
        cell = getattr(part, "cell_area", None)
        if cell is not None:
            middle = part.mapTo(body, cell().center())
            self.ensureVisible(middle.x(), middle.y(), 0, 120)
        else:
            top = part.mapTo(body, QPoint(0, 0)).y()
            self.verticalScrollBar().setValue(top - theme.GAP)

    def lead_on(self, back: tuple[str, Text] | None, on: tuple[str, Text] | None) -> None:
        """Put the way back and the way on at the foot."""
        if back is not None:
            button = self._way(f"← {self.session.say(back[1])}", back[0])
            self._foot.addWidget(button)
        self._foot.addStretch(1)
        if on is not None:
            text = self.session.say(_("Далее: {page}", page=on[1]))
            button = self._way(f"{text} →", on[0])
            button.setProperty("role", "main")
            self._foot.addWidget(button)

    def _way(self, text: str, target: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("scale", "large")
        button.clicked.connect(lambda _on=False: self.go.emit(target))
        return button
