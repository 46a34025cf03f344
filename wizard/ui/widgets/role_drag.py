"""Dragging a role under another one on the organisation chart.

The role's own field stays the way by keys; a drop does what the field does, as one step.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication

from wizard.texts import Text, Verbatim, _
from wizard.ui.drawn import Spot
from wizard.ui.session import Session
from wizard.ui.widgets.canvas import Canvas

ROLES = "organisation"
_ROLE = "structure.roles."


def move_role(session: Session, role_id: str, boss_id: str) -> Text | None:
    """Let a role report to another one; why not, where that would close a ring."""
    from wizard.plan.lines.structure import in_ring

    roles = {role.id: role for role in session.project.structure.roles}
    bosses = {one: role.reports_to for one, role in roles.items()} | {role_id: boss_id}
    if in_ring(role_id, bosses):
        return _(
            "Так не получится: роль «{role}» через «{boss}» подчинялась бы сама себе.",
            role=Verbatim(roles[role_id].title),
            boss=Verbatim(roles[boss_id].title),
        )
    session.answer(f"{_ROLE}{role_id}.reports_to", boss_id)
    return None


class RoleDrag(Canvas):
    """A canvas whose roles can be dragged where `can_move` says so."""

    session: Session
    can_move = False

    def __init__(self) -> None:
        super().__init__()
        self._held: Spot | None = None
        self._grip = self._place = QPoint()
        self._dragging = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        place = event.position().toPoint()
        number = self.spot_at(place)
        if self.can_move and event.button() is Qt.MouseButton.LeftButton and number >= 0:
            self._held, self._grip = self.spots[number], place

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._place = event.position().toPoint()
        if self._held is None:
            super().mouseMoveEvent(event)
            return
        far = (self._place - self._grip).manhattanLength()
        if self._dragging or far >= QApplication.startDragDistance():
            self._dragging = True
            self.point_at(self.spot_at(self._place))
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        held, was_dragged = self._held, self._dragging
        self._let_go()
        if held is None or not was_dragged:
            super().mouseReleaseEvent(event)
            return
        number = self.spot_at(event.position().toPoint())
        if number < 0 or self.spots[number].target == held.target:
            return
        under = self.spots[number]
        refused = move_role(self.session, _role_of(held), _role_of(under))
        if refused is not None:
            self.setAccessibleDescription(self.session.say(refused))
            self.tell(self.session.say(refused), under)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._dragging and event.key() == Qt.Key.Key_Escape:
            self._let_go()
        else:
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self._dragging:
            super().leaveEvent(event)

    def is_pointed(self) -> bool:
        return self._dragging or super().is_pointed()

    def paint_over(self, painter: QPainter) -> None:
        """The role under the mouse, half seen, over the role it would report to."""
        if not self._dragging or self._held is None:
            return
        area = self.area(self._held)
        picture = self.rendered()
        ratio = picture.devicePixelRatio()
        source = QRectF(area.topLeft() * ratio, area.size() * ratio)
        painter.setOpacity(0.9)
        painter.drawPixmap(area.translated((self._place - self._grip).toPointF()), picture, source)
        painter.setOpacity(1.0)

    def _let_go(self) -> None:
        self._held, self._dragging = None, False
        self.unsetCursor()
        self.update()


def _role_of(spot: Spot) -> str:
    return spot.target.removeprefix(_ROLE)
