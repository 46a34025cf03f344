"""Icons of one set: Phosphor, from the font that the QtAwesome package carries.

The font is read where QtAwesome installed it, without importing QtAwesome: its import costs more
than the whole rest of the window's start.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QIconEngine,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QLabel

from wizard.ui import theme

_BEFORE_TEXT = 5
_FONT, _MAP = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"


def icon(name: str, color: str = "muted", size: int = 18) -> QIcon:
    """An icon of the set in a colour of the theme, whichever theme is in use when it is painted."""
    return QIcon(_Engine(name, color, size))


def beside(button: QAbstractButton, name: str, color: str = "muted") -> None:
    """Put an icon before a button's text; styles leave no more than a hair between the two."""
    side = button.iconSize().height()
    button.setIcon(QIcon(_Engine(name, color, side, _BEFORE_TEXT)))
    button.setIconSize(QSize(side + _BEFORE_TEXT, side))


class Sign(QLabel):
    """An icon that stands by itself; `says` is what it means, for those who do not see it."""

    def __init__(self, name: str, color: str, size: int, says: str = "") -> None:
        super().__init__()
        self._name, self._color = name, color
        self.setFixedSize(size, size)
        self.setAccessibleName(says)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint(painter, self._name, QRectF(self.rect()), theme.color(self._color))
        painter.end()


class _Engine(QIconEngine):
    """An icon, and the room left at its right."""

    def __init__(self, name: str, color: str, size: int, after: int = 0) -> None:
        super().__init__()
        self._of = (name, color, size, after)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        name, color, _size, after = self._of
        shown = theme.color("field_line" if mode is QIcon.Mode.Disabled else color)
        paint(painter, name, QRectF(rect.adjusted(0, 0, -after, 0)), shown)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():  # of a button that is being laid out anew
            return QPixmap()
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return picture

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        _name, _color, side, after = self._of
        return size.boundedTo(QSize(side + after, side))

    def clone(self) -> QIconEngine:
        return _Engine(*self._of)


def paint(painter: QPainter, name: str, area: QRectF, color: QColor) -> None:
    """Draw an icon into an area."""
    family, glyphs = _set()
    font = QFont(family)
    font.setPixelSize(max(1, round(area.height())))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), chr(int(glyphs[name], 16)))
    painter.restore()


@cache
def _set() -> tuple[str, dict[str, str]]:
    spec = find_spec("qtawesome")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("QtAwesome is missing: the program is not fully installed")
    folder = Path(spec.origin).parent / "fonts"
    glyphs: dict[str, str] = json.loads((folder / _MAP).read_text(encoding="utf-8"))
    if not (folder / _FONT).is_file():
        raise FileNotFoundError(f"QtAwesome carries no {_FONT}: it is not the release asked for")
    number = QFontDatabase.addApplicationFont(str(folder / _FONT))
    return QFontDatabase.applicationFontFamilies(number)[0], glyphs
