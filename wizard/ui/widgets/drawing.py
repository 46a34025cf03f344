"""A drawing of the plan that follows every edit: made off the window's thread, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent

from wizard.texts import Text
from wizard.ui import theme
from wizard.ui.background import Steady
from wizard.ui.binding.inputs import show_if
from wizard.ui.drawings import CAPTIONS
from wizard.ui.drawn import Drawn
from wizard.ui.session import Session
from wizard.ui.widgets.canvas import Canvas
from wizard.ui.widgets.role_drag import ROLES, RoleDrag

_RESIZED_MS = 90
MM_PER_PIXEL = 25.4 / 96
LEAST_WIDTH, REDRAWN_FROM = 240, 24
EXPORT_MM = 170.0
# Letters of the picture shown large are larger, too.
LARGE_ZOOM = 1.6
# How high a picture is for its width before it was ever drawn.
_LIKELY = 0.6


class Drawing(RoleDrag, Canvas):
    """A picture that follows the plan. While it is hidden nothing is drawn."""

    drawn = Signal()

    def __init__(self, session: Session, name: str = "", zoom: float = 1.0) -> None:
        super().__init__()
        self.session = session
        self._zoom = zoom
        self._name = ""
        self._known: dict[str, Drawn] = {}
        self._drawn_width, self._drawn_dark = 0, theme.is_dark()
        self._is_stale = False
        self._work = Steady(self)
        self._work.found.connect(self._take)
        # Figures are painted before the worker asks for a part of the time.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._ask)
        self._resized = QTimer(self)
        self._resized.setSingleShot(True)
        self._resized.setInterval(_RESIZED_MS)
        self._resized.timeout.connect(self.refresh)
        if name:
            self.choose(name)
        else:
            self.hide()

    @property
    def name(self) -> str:
        """Which drawing it is."""
        return self._name

    @property
    def caption(self) -> Text:
        """What the drawing is called."""
        return CAPTIONS[self._name]

    def choose(self, name: str) -> None:
        """Show another drawing, as it was last seen until the new one is there; "" shows none."""
        if name == self._name:
            return
        self._name = name
        self.can_move = name == ROLES
        show_if(self, bool(name))
        if not name:
            return
        self.setAccessibleName(self.session.say(self.caption))
        self.show_drawn(self._known.get(name, Drawn()))
        if name not in self._known:
            self.keep_height(round(max(LEAST_WIDTH, self.width()) * _LIKELY))

    def refresh(self) -> None:
        """Ask for the drawing of the project as it is now."""
        self._is_stale = True
        if self._name and self.isVisible():
            self._soon.start(0)

    def export(self) -> bytes:
        """The picture as an SVG of its own, as wide as in documents and in light colours."""
        session = self.session
        return session.draw(
            self._name, session.shown, session.figures, session.language, EXPORT_MM, False
        ).svg

    def another(self) -> Drawing:
        """The same picture once more, to be shown elsewhere."""
        return Drawing(self.session, self._name, LARGE_ZOOM)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale or not self.shown.svg:
            # Later: the width is settled only after the layout of what is shown.
            QTimer.singleShot(0, self, self.refresh)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._drawn_width and abs(self.width() - self._drawn_width) > REDRAWN_FROM:
            self._resized.start()  # letters keep their size: it is drawn anew, not stretched

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and theme.is_dark() is not self._drawn_dark:
            self._known = {self._name: self.shown}  # the others would come back in other colours
            self.refresh()

    def _ask(self) -> None:
        if not self._name:
            return
        self._is_stale = False
        session = self.session
        width = max(LEAST_WIDTH, self.width())
        self._drawn_dark = theme.is_dark()
        self._work.ask(
            partial(
                _drawn, session.draw, self._name, session.shown, session.figures,
                session.language, width * MM_PER_PIXEL / self._zoom, self._drawn_dark,
            )
        )  # fmt: skip
        self._drawn_width = self.width()

    def _take(self, found: tuple[str, Drawn]) -> None:
        name, drawn = found
        self._known[name] = drawn
        if name == self._name:
            self.show_drawn(drawn)
            self.drawn.emit()


def _drawn(draw: Callable[..., Drawn], name: str, *of: object) -> tuple[str, Drawn]:
    return name, draw(name, *of)
