"""A tiny picture of a project: its revenue by month."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from wizard.ui import theme

SPARK_WIDTH = 56
_HEIGHT = 28
_GAP = 1.0


class Spark(QWidget):
    """Bars as high as the months' revenue; nothing where there is none."""

    def __init__(self, months: Sequence[float]) -> None:
        super().__init__()
        self._months = tuple(months)
        self.setFixedSize(SPARK_WIDTH, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        highest = max(self._months, default=0.0)
        if highest <= 0:
            return
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        step = self.width() / len(self._months)
        for place, value in enumerate(self._months):
            height = max(1.0, value / highest * self.height()) if value > 0 else 0.0
            gap = _GAP if step > 3 else 0.0
            painter.drawRect(QRectF(place * step, self.height() - height, step - gap, height))
        painter.end()
