"""At twice the pixels and with a large font of the system the window is as sharp and as whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

SECONDS = 120
SHARP = 60
"""How much the darkest grain of a sharp picture loses when its pixels are made half as many."""
SCRIPT = """
import base64
import sys
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from tests.pictures import window_of
from tests.ui.room import bring, lasting, settle
from tests.ui.test_sharp import grain, SHARP
from wizard.paths import resources
from wizard.ui.icons import Sign
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.widgets.attainment import BonusCurve
from wizard.ui.widgets.canvas import Canvas

ratio = float(sys.argv[1])
application = QApplication([])
application.setFont(QFont("DejaVu Sans", round(10 * ratio)))
assert application.devicePixelRatio() == ratio
logo = base64.b64encode((resources() / "icons" / "salesplan-256.png").read_bytes()).decode()
faults, seen = [], set()
with window_of("ru", "light", (1024, 700), detailed=True) as window:
    window.session.new("online-service")
    window.session.answer("company.logo", logo)
    for name, _title in PAGES:
        window.show_page(name)
        settle()
        bring()
        for curve in window.page().findChildren(BonusCurve):
            turns = 0
            while not curve.shown.svg and turns < 400:
                QTest.qWait(50)
                turns += 1
        faults += [(name, text) for text in lasting(window)]
        for kind in (Canvas, QAbstractButton, QLabel, Sign):
            for widget in window.findChildren(kind):
                if not widget.isVisible() or widget.width() < 8:
                    continue
                pictured = isinstance(widget, (Canvas, Sign)) or (
                    isinstance(widget, QLabel) and not widget.pixmap().isNull()
                ) or (isinstance(widget, QAbstractButton) and not widget.icon().isNull())
                if not pictured or (isinstance(widget, Canvas) and not widget.shown.svg):
                    continue
                image = widget.grab().toImage()
                assert image.devicePixelRatio() == ratio
                assert image.width() >= int(widget.width() * ratio)
                seen.add(type(widget).__name__)
                if grain(image) < SHARP:
                    faults.append((name, type(widget).__name__, grain(image)))
    picture = window.grab()
    assert picture.size() == QSize(round(1024 * ratio), round(700 * ratio))
assert {"Drawing", "BonusCurve", "QPushButton", "QToolButton", "QLabel", "Sign"} <= seen, seen
print(*faults, "whole and sharp", sep="\\n")
"""


def grain(image: QImage) -> int:
    """By how much a pixel differs most from what is left when the picture has half its pixels."""
    plain = QImage(image.size(), QImage.Format.Format_Grayscale8)
    plain.fill(255)
    painter = QPainter(plain)
    bare = QImage(image)
    bare.setDevicePixelRatio(1.0)
    painter.drawImage(0, 0, bare)
    painter.end()
    smooth = _smoothly(_smoothly(plain, plain.size() / 2), plain.size())
    rows = zip(_rows(plain), _rows(smooth), strict=True)
    return max((abs(a - b) for one, other in rows for a, b in zip(one, other, strict=True)))


def _smoothly(image: QImage, size: QSize) -> QImage:
    mode = Qt.TransformationMode.SmoothTransformation
    found = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, mode)
    return found.convertToFormat(QImage.Format.Format_Grayscale8)


def _rows(image: QImage) -> list[bytes]:
    held, step = bytes(image.constBits()), image.bytesPerLine()
    return [held[row * step : row * step + image.width()] for row in range(image.height())]


@pytest.mark.parametrize("ratio", ["1.25", "2"])
def test_pages_are_whole_and_pictures_sharp(ratio: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, ratio],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": ratio},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "whole and sharp"


def test_a_picture_blown_up_is_not_sharp() -> None:
    small = QImage(20, 20, QImage.Format.Format_Grayscale8)
    small.fill(255)
    painter = QPainter(small)
    painter.drawLine(0, 0, 19, 19)
    painter.drawLine(3, 15, 15, 3)
    painter.end()
    assert grain(small) >= SHARP
    assert grain(_smoothly(small, small.size() * 2)) < SHARP
