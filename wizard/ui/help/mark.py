"""The program's own mark: a funnel of the icon set on a tile of the accent colour.

`resources/icons/` holds it as files for the systems; `tests.pictures` writes them from here.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap

from wizard.paths import resources
from wizard.ui import icons, theme

SIZES = (16, 32, 48, 128, 256)
_GLYPH, _ROUND, _INSET = "funnel-fill", 0.22, 0.2


@cache
def program_icon() -> QIcon:
    """The icon of the window."""
    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(QPixmap(str(resources() / "icons" / f"salesplan-{size}.png")))
    return icon


def drawn(size: int) -> QImage:
    """The mark, drawn at a size in pixels."""
    picture = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.LIGHT.accent))
    painter.drawRoundedRect(QRectF(0, 0, size, size), size * _ROUND, size * _ROUND)
    inset = size * _INSET
    area = QRectF(0, 0, size, size).adjusted(inset, inset, -inset, -inset)
    icons.paint(painter, _GLYPH, area, QColor(theme.LIGHT.on_accent))
    painter.end()
    return picture
