"""Nothing is cut off and nothing stands on another: every text has the room it needs, in both
languages and depths, on every page and in every window that the program opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.pictures import crowded
from tests.ui import room
from tests.ui.dialogs import WINDOWS, asked, explained, menus, questions
from tests.ui.room import crowding, cut_texts, lasting, seen_in, settle
from wizard.project.edit import answer
from wizard.project.path import get
from wizard.storage.project_file import create
from wizard.texts import LANGUAGES, Language
from wizard.ui import theme
from wizard.ui.binding.inputs import Combo, Line
from wizard.ui.help.tour import STEPS
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.widgets.explanation import ExplanationNote
from wizard.ui.widgets.month_table import MonthTable

SIZES = ((1024, 700), (1280, 800), (1259, 720), (1260, 760))
LONG_WORDS = (
    "Внешнеэкономический электрооборудованию представитель лесопромышленного "
    "сельскохозяйственного направления"
)
BILLIONS = "MonthTable is wider than its place"
"""Eight columns of money in billions are moved sideways where the panel takes its room."""
NAMED = {
    "structure.roles": "title", "goals.products": "name", "goals.channels": "name",
    "goals.funnel": "name", "costs.items": "name", "automation.tools": "name",
}  # fmt: skip


def walk(window: MainWindow, *sizes: tuple[int, int]) -> Iterator[tuple[str, int, str]]:
    """What is wrong on any page at these sizes."""
    for width, height in sizes:
        window.resize(width, height)
        for name, _title in PAGES:
            window.show_page(name)
            settle()
            for text in lasting(window):
                yield name, width, text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", ["online-service", "digital-agency", "wholesale"])
def test_no_text_is_cut_off_on_any_page(
    window: MainWindow, language: Language, preset: str
) -> None:
    window.interface.set_language(language)
    window.session.new(preset)
    assert not (found := list(walk(window, *SIZES))), room.told(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_cut_off_in_basic_depth(window: MainWindow, language: Language) -> None:
    window.interface.set_language(language)
    window.interface.set_detailed(False)
    window.session.new("digital-agency")
    assert not (found := list(walk(window, SIZES[0], SIZES[3]))), room.told(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_crowded_plan_with_long_names_is_whole(
    window: MainWindow, language: Language, tmp_path: Path
) -> None:
    project = crowded(language)
    for rows, field in NAMED.items():
        project = answer(project, f"{rows}.{get(project, rows)[0].id}.{field}", LONG_WORDS)
    create(project, tmp_path / "crowded.salesplan")
    window.interface.set_language(language)
    window.session.open(tmp_path / "crowded.salesplan")
    sizes = (SIZES[0],) if language == "en" else (SIZES[0], SIZES[3])
    found = [one for one in walk(window, *sizes) if one[2] != BILLIONS]
    assert not found, room.told(found)
    window.show_page("summary")
    settle()
    months = window.findChildren(MonthTable)[0]
    assert months.verticalScrollBar().maximum() == 0, "a row is under the scroll bar"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_has_room_for_its_texts(window: MainWindow, language: Language) -> None:
    window.interface.set_language(language)
    window.resize(1024, 700)
    settle()
    assert not (found := crowding(window)), room.told(found)


# Windows beside the main one


@pytest.fixture
def kept(window: MainWindow, tmp_path: Path) -> MainWindow:
    """A window on a saved project that has been changed, with a version of a long name."""
    window.resize(1024, 700)
    window.session.new("digital-agency")
    window.session.save_as(tmp_path / "plan.salesplan")
    window.session.keep_version("Отправлено клиенту после совещания с руководителями направлений")
    window.session.answer("goals.growth", 0.2)
    window.show_page("goals")
    settle()
    return window


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_cut_off_in_any_dialog(
    kept: MainWindow, language: Language, qtbot: QtBot
) -> None:
    kept.interface.set_language(language)
    found = []
    for name, make in WINDOWS.items():
        dialog = make(kept)
        dialog.show()
        settle()
        found += [(name, text) for text in lasting(dialog)]
        dialog.close()
        dialog.deleteLater()
    assert not found, room.told(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_is_cut_off(kept: MainWindow, language: Language) -> None:
    kept.interface.set_language(language)
    found: list[tuple[str, str]] = []
    seen: list[str] = []

    def look(name: str) -> Callable[[QWidget], None]:
        def at(box: QWidget) -> None:
            settle()
            seen.append(name)
            found.extend((name, text) for text in lasting(box))

        return at

    asking = questions(kept)
    for name, question in asking.items():
        asked(question, look(name))
    assert seen == list(asking)
    assert not found, room.told(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_menu_fits_the_smallest_window(kept: MainWindow, language: Language) -> None:
    kept.interface.set_language(language)
    found = menus(kept)
    assert len(found) > 5
    for menu in found:
        size = menu.sizeHint()
        texts = [action.text() for action in menu.actions()]
        longest = max(map(menu.fontMetrics().horizontalAdvance, texts), default=0)
        assert longest < size.width() < 1024, texts
        assert size.height() < 700, texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_explanations_are_whole(kept: MainWindow, language: Language) -> None:
    kept.interface.set_language(language)
    kept.show_page("goals")
    settle()
    found = []
    keys = list(kept.session.figures.plan.lines)
    assert len(keys) > 100
    for key in keys[::19]:
        for month in (1, 0):
            note: ExplanationNote = explained(kept, key, month)
            settle()
            found += [(key, month, text) for text in crowding(note)]
            assert kept.rect().contains(note.geometry())
            note.close()
    assert not found, room.told(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notes_of_the_tour_are_whole(kept: MainWindow, language: Language) -> None:
    kept.interface.set_language(language)
    kept.show_page("goals")
    settle()
    kept.help.begin_tour()
    tour = kept.help.tour
    assert tour is not None
    for _step in STEPS:
        settle()
        assert crowding(tour.note) == []
        tour.on.click()


# What watches over it sees what is wrong


def laid(*widgets: QWidget) -> QWidget:
    """Widgets on a sheet, each 40 by 20 pixels at the same place."""
    sheet = QFrame()
    for widget in widgets:
        widget.setParent(sheet)
        widget.setGeometry(10, 10, 40, 20)
    sheet.resize(200, 60)
    sheet.show()
    settle()
    return sheet


def wrapping(text: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def prompting(text: str) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(text)
    return line


def numbered(text: str) -> Line:
    line = Line("₽ в месяц")
    line.setText(text)
    return line


def choosing(text: str) -> Combo:
    combo = Combo()
    combo.addItem(text)
    return combo


def listing(text: str) -> QListWidget:
    entries = QListWidget()
    entries.addItem(text)
    return entries


def headed(text: str) -> QTableWidget:
    table = QTableWidget(1, 1)
    table.setHorizontalHeaderLabels([text])
    return table


@pytest.mark.parametrize("make", [QLabel, wrapping, QPushButton, QCheckBox, prompting, numbered,
                                  choosing, listing, headed])  # fmt: skip
def test_a_text_that_is_cut_is_seen(qtbot: QtBot, make: Callable[[str], QWidget]) -> None:
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    long = laid(make("Внешнеэкономический представитель"))
    qtbot.addWidget(long)
    assert cut_texts(seen_in(long)), make
    short = laid(make("1"))
    qtbot.addWidget(short)
    short.findChildren(QWidget)[0].resize(180, 50)
    settle()
    assert cut_texts(seen_in(short)) == [], make


def test_texts_on_one_another_and_beyond_their_frame_are_seen(qtbot: QtBot) -> None:
    sheet = laid(QLabel("один"), QLabel("два"))
    qtbot.addWidget(sheet)
    assert len(room.overlapping(sheet, seen_in(sheet))) == 1
    frame = QFrame(sheet)
    frame.setGeometry(100, 10, 30, 20)
    inside = QLabel("три", frame)
    inside.setGeometry(10, 0, 60, 20)
    frame.show()
    settle()
    assert len(room.outside(sheet, seen_in(sheet))) == 1


def test_in_a_narrow_window_the_panel_opens_on_demand(opened: MainWindow) -> None:
    from wizard.ui.widgets.side_panel import FigureStrip, SidePanel

    opened.show_page("goals")
    opened.resize(1024, 700)
    QApplication.processEvents()
    panel = opened.findChildren(SidePanel)[0]
    strip = opened.findChildren(FigureStrip)[0]
    assert not panel.isVisible()
    assert strip.isVisible()
    strip.more.click()
    assert panel.isVisible()
    opened.resize(1280, 800)
    QApplication.processEvents()
    assert panel.isVisible()
    assert not strip.isVisible()
