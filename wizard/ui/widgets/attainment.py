"""The bonus curve with a point that a slider moves along it: income and cost at an attainment.

Every value is one of the simulation's own; nothing is worked out here between them.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from wizard.plan.simulator import FINE, HIGH, LOW, Simulation
from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.drawings import CAPTIONS, bonus_curve
from wizard.ui.drawn import Drawn
from wizard.ui.session import Session
from wizard.ui.widgets.canvas import Canvas
from wizard.ui.widgets.drawing import EXPORT_MM
from wizard.ui.widgets.parts import label
from wizard.units import MONEY, PERCENT

POINTS = FINE
"""One point of the simulation for each percent from 50 to 150."""
_PLAN = (POINTS - 1) // 2
_PAGE = 10


class BonusCurve(Canvas):
    """A role's curve, with the chosen attainment marked on it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._simulation: Simulation | None = None
        self.point = _PLAN
        self._others: list[BonusCurve] = []

    @property
    def caption(self) -> Text:
        """What the picture is called."""
        return CAPTIONS["bonus-curve"]

    def show_simulation(self, simulation: Simulation, drawn: Drawn) -> None:
        """Show another simulation."""
        self._simulation = simulation
        self.show_drawn(drawn)
        for other in self._others:
            other.show_simulation(simulation, drawn)

    def mark(self, point: int) -> None:
        """Mark an attainment by its number in the simulation."""
        self.point = point
        self.update()
        for other in self._others:
            other.mark(point)

    def refresh(self) -> None:
        """The simulation tells when there is something new."""

    def export(self) -> bytes:
        """The curve as an SVG of its own, in light colours."""
        if self._simulation is None:
            return b""
        session = self.session
        return bonus_curve(
            self._simulation, session.language, session.currency, EXPORT_MM, False
        ).svg

    def another(self) -> BonusCurve:
        """The same curve once more; the slider moves both."""
        other = BonusCurve(self.session)
        if self._simulation is not None:
            other.show_simulation(self._simulation, self.shown)
        other.mark(self.point)
        self._others.append(other)
        other.destroyed.connect(lambda: self._others.remove(other))
        return other

    def place(self) -> QPointF | None:
        """Where the marked point lies."""
        plot = next((spot for spot in self.shown.spots if spot.target == "plot"), None)
        if plot is None or self._simulation is None or not self._simulation.curves:
            return None
        area = self.area(plot)
        low, high = self.shown.scale
        income = self._simulation.curves[0].incomes[self.point]
        along = (self._simulation.attainments[self.point] - LOW) / (HIGH - LOW)
        up = (income - low) / (high - low) if high > low else 0.0
        return QPointF(area.left() + area.width() * along, area.bottom() - area.height() * up)

    def paint_over(self, painter: QPainter) -> None:
        """The marked point, its upright line and its income."""
        found = self.place()
        if found is None or self._simulation is None or self.point == _PLAN:
            return  # the plan's own point and words stand in the picture
        plot = next(spot for spot in self.shown.spots if spot.target == "plot")
        area = self.area(plot)
        colours = theme.tokens()
        painter.setPen(QPen(QColor(colours.ink), 1.2))
        painter.drawLine(QPointF(found.x(), area.top()), QPointF(found.x(), area.bottom()))
        painter.setPen(QPen(QColor(colours.card), 2))
        painter.setBrush(QColor(colours.ink))
        painter.drawEllipse(found, 6, 6)
        income = self._simulation.curves[0].incomes[self.point]
        words = self.session.written(income, MONEY)
        width = painter.fontMetrics().horizontalAdvance(words) + 16
        left = found.x() + 10 if found.x() + 10 + width <= self.width() else found.x() - 10 - width
        box = QRectF(left, max(area.top(), found.y() - 32), width, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.note))
        painter.drawRoundedRect(box, theme.FIELD_RADIUS, theme.FIELD_RADIUS)
        painter.setPen(QColor(colours.note_ink))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class AttainmentSlider(QWidget):
    """How much of the plan is done, from 50 to 150 %, and what it earns and costs."""

    moved = Signal(int)
    """The number of the attainment in the simulation."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._simulation: Simulation | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        name = session.say(_("План выполнен на"))
        title = label(name, "caption")
        row.addWidget(title)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, POINTS - 1)
        self.slider.setPageStep(_PAGE)
        self.slider.setValue(_PLAN)
        self.slider.setAccessibleName(name)
        self.slider.valueChanged.connect(self._tell)
        title.setBuddy(self.slider)
        row.addWidget(self.slider, 1)
        column.addLayout(row)
        self.words = label("", "strong")
        self.words.setWordWrap(True)
        column.addWidget(self.words)

    def show_simulation(self, simulation: Simulation) -> None:
        """Tell of another simulation at the same attainment."""
        self._simulation = simulation
        self._tell(self.slider.value())

    def _tell(self, point: int) -> None:
        self.moved.emit(point)
        if self._simulation is None or not self._simulation.curves:
            return
        session, own = self._session, self._simulation.curves[0]
        told = _(
            "При {attainment} плана доход одного — {income} в месяц, компании он стоит {cost}",
            attainment=session.written(self._simulation.attainments[point], PERCENT),
            income=session.written(own.incomes[point], MONEY),
            cost=session.written(own.costs[point], MONEY),
        )
        self.words.setText(session.say(told))
        self.slider.setAccessibleDescription(self.words.text())
