"""The few pictures that the guide and the README show, and the icon: always the same files.

Belongs here: which places of the program are shown, and how they are reached. Does not belong here:
the pictures of all pages (`pictures.py`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.pictures import PRESETS, settle, shown_window
from wizard.documents.guide import picture
from wizard.paths import resources
from wizard.texts import LANGUAGES, Language
from wizard.ui import theme
from wizard.ui.help.mark import SIZES, drawn
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.paper_preview import PaperPreview

WIDTH, HEIGHT = 1280, 800
PAPER = "sales-plan"
# Whoever makes the pictures: no folder of theirs is to be seen in them.
HOME = "/home/user"
COLOURS = 256
SMALLEST = 0  # of the qualities of a PNG: the most packed

Places = tuple[tuple[str, Callable[[MainWindow], object]], ...]


def guide_pictures(application: QApplication) -> int:
    """Write them all; how many there are."""
    for size in SIZES:
        drawn(size).save(str(resources() / "icons" / f"salesplan-{size}.png"))
    os.environ["HOME"] = os.environ["USERPROFILE"] = HOME
    return sum(_of_language(language, application) for language in LANGUAGES)


def _of_language(language: Language, application: QApplication) -> int:
    window = shown_window(language, WIDTH, HEIGHT)
    settle()
    _keep(window.grab().toImage(), picture("start", language))
    window.session.new(PRESETS[0])
    for name, reach in PLACES:
        reach(window)
        _settle()
        _keep(window.grab().toImage(), picture(name, language))
    window.session.let_go()
    window.close()
    window = shown_window(language, WIDTH, HEIGHT, "dark")
    window.session.new(PRESETS[0])
    window.show_page("summary")
    _settle()
    _keep(window.grab().toImage(), picture("dark", language))
    window.session.let_go()
    window.close()
    return len(PLACES) + 2


def _settle() -> None:
    """Let the drawings come, and then what they have moved."""
    for _round in range(3):
        settle()


def _explain(window: MainWindow) -> None:
    window.show_page("goals")
    place = window.mapToGlobal(QPoint(window.width() - 320, 300))
    window.page().explain.emit("goals.leads_needed", 1, QRect(place, place))


def _preview(window: MainWindow) -> None:
    window.interface.set_detailed(True)
    window.show_page("documentation")
    paper = window.page().findChildren(PaperPreview)[0]
    paper.open_paper(PAPER)
    settle()
    top = paper.mapTo(window.page(), QPoint(0, 0)).y() - theme.GAP
    bar = window.page().verticalScrollBar()
    bar.setValue(bar.value() + top)


def _motivation(window: MainWindow) -> None:
    window.interface.set_detailed(True)
    window.show_page("motivation")


def _basic(page: str) -> Callable[[MainWindow], None]:
    def reach(window: MainWindow) -> None:
        window.interface.set_detailed(False)
        window.show_page(page)

    return reach


PLACES: Places = (
    ("goals", _basic("goals")),
    ("explanation", _explain),
    ("summary", _basic("summary")),
    ("package", _basic("package")),
    ("motivation", _motivation),
    ("preview", _preview),
)


def _keep(picture: QImage, path: Path) -> None:
    """A small file: the window has few colours, so its 256 most frequent ones show all of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32)
    found, counts = np.unique(pixels, return_counts=True)
    table = [int(colour) for colour in found[np.argsort(-counts, kind="stable")[:COLOURS]]]
    kept = plain.convertToFormat(
        QImage.Format.Format_Indexed8, table, Qt.ImageConversionFlag.ThresholdDither
    )
    kept.save(str(path), quality=SMALLEST)
