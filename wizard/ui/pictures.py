"""A picture that a person chooses, made fit for the papers: a PNG of a sensible size.

Qt reads what Word and the PDF cannot (an SVG), and tells a picture from a file that is none.
"""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from wizard.errors import UserError
from wizard.files import FileRefused, refusal
from wizard.texts import _

LARGEST_FILE = 10_000_000
PATTERN = "*.png *.jpg *.jpeg *.svg"
_MOST = QSize(1200, 600)
_SVG_SIDE = 1200


def picture_from(file: Path) -> str:
    """The picture of a file as base64 of a PNG. Raises UserError for what is no picture."""
    try:
        size = file.stat().st_size
        content = file.read_bytes() if size <= LARGEST_FILE else b""
    except OSError as error:
        raise FileRefused(refusal(error, file)) from error
    if size > LARGEST_FILE:
        raise UserError(_("Файл «{name}» больше 10 МБ: возьмите меньший.", name=file.name))
    image = _drawn(content) if b"<svg" in content[:4000].lower() else _read(content)
    if image is None or image.isNull():
        raise UserError(_("«{name}» — не картинка. Подойдёт PNG, JPG или SVG.", name=file.name))
    if image.width() > _MOST.width() or image.height() > _MOST.height():
        image = image.scaled(
            _MOST,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    return base64.b64encode(packed_png(image)).decode("ascii")


def packed_png(image: QImage) -> bytes:
    """An image as the content of a PNG file."""
    packed = QByteArray()
    buffer = QBuffer(packed)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(packed.data())


def shown_picture(entry: str, width: int, height: int, ratio: float) -> QPixmap:
    """A kept picture small enough to be shown, with the pixels of a screen of that ratio; an empty
    one where there is none."""
    picture = QPixmap()
    try:
        content = base64.b64decode(entry, validate=True)
    except (binascii.Error, ValueError):
        return picture
    if not content or not picture.loadFromData(content):
        return QPixmap()
    shown = picture.scaled(
        round(width * ratio),
        round(height * ratio),
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    shown.setDevicePixelRatio(ratio)
    return shown


def _read(content: bytes) -> QImage | None:
    packed = QByteArray(content)
    buffer = QBuffer(packed)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()) not in (b"png", b"jpg", b"jpeg"):
        return None
    return reader.read()


def _drawn(content: bytes) -> QImage | None:
    if b"<!entity" in content.lower():  # nothing that unfolds without end
        return None
    renderer = QSvgRenderer(QByteArray(content))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return None
    image = QImage(
        size.scaled(_SVG_SIDE, _SVG_SIDE, Qt.AspectRatioMode.KeepAspectRatio),
        QImage.Format.Format_ARGB32,
    )
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image
