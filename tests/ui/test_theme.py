"""One visual language, light and dark: defined once, readable, followed at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import wizard.ui
from wizard.app import make_window
from wizard.ui import icons, theme
from wizard.ui.main_window import MainWindow
from wizard.ui.preferences import Preferences
from wizard.ui.stages.catalogue import PAGES

TEXT_CONTRAST, CONTROL_CONTRAST = 4.5, 3.0
GROUNDS = ("card", "background")
INKS = ("ink", "muted", "accent", "good", "warn", "bad")
# What is written on what.
TEXTS = [
    *((ink, ground) for ink in INKS for ground in GROUNDS),
    *(("ink", ground) for ground in ("warn_soft", "bad_soft", "hint_soft", "good_soft")),
    ("muted", "preset"), ("muted", "hint_soft"), ("warn", "warn_soft"), ("bad", "bad_soft"),
    ("ink", "soft"), ("accent", "soft"), ("muted", "soft"),
    ("accent", "warn_soft"), ("accent", "bad_soft"), ("accent", "hint_soft"),
    ("accent", "good_soft"),
    ("on_accent", "accent"), ("on_accent", "accent_strong"),
    ("note_ink", "note"), ("note_muted", "note"), ("note_link", "note"),
]  # fmt: skip
# A ring of focus, the border of a field, the sign of a state: what tells without letters.
CONTROLS = [
    *((line, ground) for line in ("accent", "field_line", "dash") for ground in GROUNDS),
    ("warn", "warn_soft"), ("bad", "bad_soft"), ("muted", "hint_soft"), ("good", "card"),
    ("card", "good"), ("note_link", "note"),
]  # fmt: skip
THEMES = {"light": theme.LIGHT, "dark": theme.DARK}


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    found = QColor(colour)
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (found.redF(), found.greenF(), found.blueF())
    )
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_every_text_can_be_read_on_its_ground(name: str) -> None:
    tokens = THEMES[name]
    weak = {
        (ink, ground): round(ratio, 2)
        for ink, ground in TEXTS
        if (ratio := contrast(getattr(tokens, ink), getattr(tokens, ground))) < TEXT_CONTRAST
    }
    assert weak == {}


@pytest.mark.parametrize("name", THEMES)
def test_every_border_that_tells_something_is_seen(name: str) -> None:
    tokens = THEMES[name]
    weak = {
        (line, ground): round(ratio, 2)
        for line, ground in CONTROLS
        if (ratio := contrast(getattr(tokens, line), getattr(tokens, ground))) < CONTROL_CONTRAST
    }
    assert weak == {}


def test_only_the_theme_knows_colours_and_type() -> None:
    literal = re.compile(
        r'"#[0-9A-Fa-f]{3,8}"|QColor\(\s*["\d]|GlobalColor\.(?!transparent)|setStyleSheet\('
        r"|setPointSize|setPixelSize\(\d"
    )
    root = Path(wizard.ui.__file__).parent
    found = [
        f"{file.relative_to(root)}: {line.strip()}"
        for file in root.rglob("*.py")
        if file.name != "theme.py"
        for line in file.read_text(encoding="utf-8").splitlines()
        if literal.search(line)
    ]
    assert found == []


# The look is followed while the window is open


@pytest.fixture
def dressed(qtbot: QtBot, qapp: QApplication, preferences: Preferences) -> Iterator[MainWindow]:
    """A window dressed as the program does it, on a project."""
    preferences.appearance = "light"
    window = make_window(preferences)
    qtbot.addWidget(window, before_close_func=lambda _window: window.session.let_go())
    window.resize(1280, 800)
    window.show()
    window.session.new("online-service")
    yield window
    preferences.appearance = "light"
    window.interface.appearance_changed.emit()


def settle(qtbot: QtBot) -> None:
    qtbot.wait(250)
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()


def lightness(image: QImage, step: int = 7) -> float:
    """How light a picture is on the whole, from 0 to 255."""
    found = [
        image.pixelColor(x, y).lightness()
        for x in range(0, image.width(), step)
        for y in range(0, image.height(), step)
    ]
    return sum(found) / len(found)


def test_the_window_turns_dark_as_it_stands(dressed: MainWindow, qtbot: QtBot) -> None:
    dressed.show_page("goals")
    page = dressed.page()
    settle(qtbot)
    assert lightness(dressed.grab().toImage()) > 200
    dressed.interface.set_appearance("dark")
    settle(qtbot)
    assert dressed.page() is page
    assert lightness(dressed.grab().toImage()) < 70
    bright = [
        type(widget).__name__
        for widget in dressed.findChildren(QWidget)
        if widget.isVisible() and widget.width() > 20 and widget.height() > 12
        and not widget.children()
        and lightness(widget.grab().toImage(), 3) > 170
    ]  # fmt: skip
    assert set(bright) <= {"QPushButton"}, bright  # the main action is bright in the dark


def test_the_choice_of_the_look_is_kept(dressed: MainWindow, preferences: Preferences) -> None:
    titles = {"Светлое": False, "Тёмное": True}
    for title, dark in titles.items():
        menus = chain(*(menu.actions() for menu in dressed.findChildren(type(dressed._menu()))))
        next(one for one in menus if one.text() == title).trigger()
        assert theme.is_dark() is dark
    assert preferences.appearance == "dark"
    preferences.appearance = "system"
    assert preferences.appearance == "system"


def test_the_window_follows_the_system(
    dressed: MainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    dressed.interface.set_appearance("system")
    for scheme in (Qt.ColorScheme.Dark, Qt.ColorScheme.Light):
        dark = scheme is Qt.ColorScheme.Dark
        monkeypatch.setattr("wizard.app.system_is_dark", lambda dark=dark: dark)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert theme.is_dark() is dark
    dressed.interface.set_appearance("dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert theme.is_dark(), "a look that was chosen stays, whatever the system does"


def test_an_icon_is_painted_in_the_colours_in_use(dressed: MainWindow) -> None:
    sign = icons.icon("list", "ink", 20)

    def brightest() -> int:
        image = sign.pixmap(20, 20).toImage()
        seen = (image.pixelColor(x, y) for x in range(20) for y in range(20))
        return max(colour.lightness() for colour in seen if colour.alpha() > 200)

    assert brightest() < 100
    dressed.interface.set_appearance("dark")
    assert brightest() > 200


def looks(window: MainWindow, qtbot: QtBot) -> dict[str, QImage]:
    """Every page as it is painted at rest, without a focus."""
    found = {}
    for name, _title in PAGES:
        window.show_page(name)
        window.setFocus()
        before, image = None, QImage()
        while before != image:  # until its pictures have come
            settle(qtbot)
            before, image = image, window.page().grab().toImage()
        found[name] = image
    return found


def test_a_page_that_was_hidden_while_the_theme_changed_looks_as_if_made_in_it(
    dressed: MainWindow, qtbot: QtBot
) -> None:
    for name, _title in PAGES:
        dressed.show_page(name)
    dressed.show_page("goals")
    dressed.interface.set_appearance("dark")
    anew = looks(dressed, qtbot)
    dressed.interface.set_language("en")
    dressed.interface.set_language("ru")  # the pages are made afresh
    assert [name for name, image in looks(dressed, qtbot).items() if image != anew[name]] == []


def test_the_font_of_the_icons_is_there(qapp: QApplication) -> None:
    family, glyphs = icons._set()
    assert family == "Phosphor"
    assert "warning" in glyphs


def test_a_font_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(icons, "_FONT", "phosphor-9.ttf")
    with pytest.raises(FileNotFoundError, match=re.escape("phosphor-9.ttf")):
        icons._set.__wrapped__()
