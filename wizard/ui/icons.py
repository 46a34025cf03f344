"""Icons of one set: Phosphor, from the font that the QtAwesome package carries.

The font is read where QtAwesome installed it, without importing QtAwesome: its import costs more
than the whole rest of the window's start.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPixmap

from wizard.ui import theme

_FONT, _MAP = "phosphor-1.3.0.ttf", "phosphor-charmap-1.3.0.json"


def icon(name: str, color: str = "muted", size: int = 18) -> QIcon:
    """An icon of the set in a colour of the theme."""
    return QIcon(pixmap(name, color, size, 2.0))


def pixmap(name: str, color: str = "muted", size: int = 18, ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, name, QRectF(0, 0, size, size), theme.color(color))
    painter.end()
    return picture


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
    number = QFontDatabase.addApplicationFont(str(folder / _FONT))
    glyphs: dict[str, str] = json.loads((folder / _MAP).read_text(encoding="utf-8"))
    return QFontDatabase.applicationFontFamilies(number)[0], glyphs
