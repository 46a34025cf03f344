"""Help: the guide opens where one is, its names are those of the window, nothing is hidden."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.catalogue import extracted
from wizard.documents.guide import guide, picture
from wizard.texts import LANGUAGES, Language, Text
from wizard.ui import shortcuts
from wizard.ui.help.about import AboutDialog
from wizard.ui.help.guide_window import GuideWindow, Place, place_of
from wizard.ui.help.news import NewsDialog
from wizard.ui.help.parts import parts
from wizard.ui.help.shortcuts_dialog import ShortcutsDialog
from wizard.ui.interface import Interface
from wizard.ui.main_window import MainWindow
from wizard.ui.shortcuts import SHORTCUTS, Shortcut
from wizard.ui.stages.catalogue import PAGES

QUOTED: dict[Language, re.Pattern[str]] = {
    "ru": re.compile("«([^»]+)»"),
    "en": re.compile("“([^”]+)”"),
}
WINDOW = Path(shortcuts.__file__).parent
PLACE = re.compile(r"\\\{\w+\\\}")


@cache
def names(language: Language) -> frozenset[str]:
    """Every text of the program in a language."""
    marked = (message if isinstance(message, str) else message[0] for message in extracted())
    return frozenset(
        " ".join(Text(message).into(language).replace("\u00a0", " ").split()) for message in marked
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_quoted_in_the_guide_is_one_of_the_window(language: Language) -> None:
    unknown = [
        (chapter.name, name)
        for chapter in guide(language)
        for name in QUOTED[language].findall(f"{chapter.title}\n{chapter.text}")
        if name not in names(language)
    ]
    assert unknown == []


def test_both_guides_have_the_same_chapters_sections_and_pictures() -> None:
    def shape(language: Language) -> list[tuple[str, tuple[str, ...], list[str], int]]:
        return [
            (
                chapter.name,
                chapter.pictures,
                re.findall(r"\{#([\w-]+)\}", chapter.text),
                len(re.findall(r"^#+ ", chapter.text, re.MULTILINE)),
            )
            for chapter in guide(language)
        ]

    assert shape("ru") == shape("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_picture_of_the_guide_leads_somewhere(language: Language) -> None:
    chapters = {chapter.name: chapter for chapter in guide(language)}
    for chapter in chapters.values():
        for name in chapter.pictures:
            assert picture(name, language).is_file()
        for target in re.findall(r"(?<!!)\[[^\]]+\]\(([\w-]+)\.md", chapter.text):
            assert target in chapters


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guide_speaks_of_every_page(language: Language) -> None:
    chapters = {chapter.name: chapter for chapter in guide(language)}
    for page, _title in (("", None), *PAGES):
        place = place_of(page)
        assert not place.section or f"{{#{place.section}}}" in chapters[place.chapter].text


def test_f1_opens_the_chapter_of_the_shown_page(opened: MainWindow, qtbot: QtBot) -> None:
    def press() -> None:
        opened.activateWindow()
        qtbot.waitUntil(opened.isActiveWindow)
        QTest.keyClick(opened, Qt.Key.Key_F1)

    opened.show_page("summary")
    press()
    shown = opened.help.guide
    assert shown is not None
    assert shown.isVisible()
    assert shown.windowTitle() == "Итоги: сценарии, подбор, вероятность"
    opened.show_page("hiring")
    press()
    assert opened.help.guide is shown
    assert shown.windowTitle() == "Страницы по порядку"
    assert shown.text.verticalScrollBar().value() > 0


@pytest.fixture
def reader(qtbot: QtBot, preferences: object, window: MainWindow) -> GuideWindow:
    made = GuideWindow(window.interface)
    qtbot.addWidget(made)
    made.open_at("")
    return made


def test_search_leaves_the_chapters_that_hold_the_words(reader: GuideWindow) -> None:
    everything = reader.contents.count()
    reader.search.setText("калькулятор премии")
    found = [reader.contents.item(row).text() for row in range(reader.contents.count())]
    assert found == ["Книга Excel"]
    QTest.keyClick(reader.search, Qt.Key.Key_Return)
    assert reader.windowTitle() == "Книга Excel"
    assert reader.text.textCursor().selectedText().casefold() == "калькулятор премии"
    reader.search.setText("такого слова нет")
    assert reader.contents.count() == 0
    assert reader.nothing.isVisible()
    reader.search.clear()
    assert reader.contents.count() == everything


def test_links_lead_on_and_back_returns(reader: GuideWindow) -> None:
    reader.text.anchorClicked.emit(QUrl("03-tables.md"))
    assert reader.windowTitle() == "Таблицы, числа и клавиши"
    QTest.keyClick(reader, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert reader.windowTitle() == "Первые десять минут"
    reader.on.click()
    assert reader.windowTitle() == "Таблицы, числа и клавиши"


def test_the_guide_follows_the_language_at_the_same_chapter(reader: GuideWindow) -> None:
    reader.go(Place("05-figures"))
    interface = reader._interface
    assert isinstance(interface, Interface)
    interface.set_language("en")
    assert reader.windowTitle() == "Figures and where they come from"
    assert reader.pdf.text() == "Save as PDF"


def test_the_guide_is_saved_as_pdf(
    reader: GuideWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    wanted = tmp_path / "руководство"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a: (str(wanted), ""))
    reader.pdf.click()
    file = wanted.with_name("руководство.pdf")
    qtbot.waitUntil(file.is_file, timeout=30_000)
    assert file.read_bytes().startswith(b"%PDF")


def test_the_list_of_shortcuts_names_every_key_of_the_menu(
    opened: MainWindow, qtbot: QtBot
) -> None:
    dialog = ShortcutsDialog(opened.interface, opened)
    qtbot.addWidget(dialog)
    shown = " ".join(label.text() for label in dialog.findChildren(QLabel))
    actions = [action for action in opened.actions() if not action.shortcut().isEmpty()]
    assert len(actions) > 10
    for action in actions:
        native = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        assert action.text().rstrip("…") in shown
        assert native in shown


def test_no_two_commands_of_a_place_share_a_key() -> None:
    taken = [(one.place, keys) for one in SHORTCUTS.values() for keys in one.keys]
    assert len(taken) == len(set(taken))


def test_a_key_is_told_from_the_list_of_keys_alone() -> None:
    texts = (message if isinstance(message, str) else " ".join(message) for message in extracted())
    assert [text for text in texts if re.search(r"\((Ctrl|Alt|Shift|Page|Pg|F\d)", text)] == []


def test_a_key_that_is_listed_is_a_key_of_the_program() -> None:
    """The keys of fields and tables are those of the widgets that hold them."""
    elsewhere = (shortcuts.Place.FIELD, shortcuts.Place.TABLE)
    code = "".join(path.read_text("utf-8") for path in WINDOW.rglob("*.py"))
    names = {
        name
        for name, one in vars(shortcuts).items()
        if isinstance(one, Shortcut) and one.place not in elsewhere
    }
    assert len(names) > 20
    assert {name for name in names if f"shortcuts.{name}" not in code} == set()


def test_about_names_every_part_with_its_licence_and_copies_it(
    opened: MainWindow, qtbot: QtBot
) -> None:
    dialog = AboutDialog(opened.interface, opened)
    qtbot.addWidget(dialog)
    known = {part.name for part in parts()}
    assert {"Qt", "Typst", "PT Sans, PT Serif", "Phosphor Icons", "numpy", "Jinja2"} <= known
    assert all(part.licence for part in parts())
    dialog.list.setCurrentRow([part.name for part in parts()].index("Noto Emoji"))
    assert "SIL Open Font License" in dialog.licence.toPlainText()
    dialog.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert all(name in copied for name in known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_news_are_told_in_both_languages(
    language: Language, window: MainWindow, qtbot: QtBot
) -> None:
    window.interface.set_language(language)
    dialog = NewsDialog(window.interface, window)
    qtbot.addWidget(dialog)
    told = dialog.text.toPlainText()
    assert ("Версия 0.1" if language == "ru" else "Version 0.1") in told
    assert "**" not in told


def test_the_menu_has_help_in_it_and_repeats_nothing(opened: MainWindow) -> None:
    menu = opened._menu()
    texts: list[str] = []

    def walk(actions: list[QAction]) -> None:
        for action in actions:
            if action.menu() is not None:
                walk(action.menu().actions())  # type: ignore[attr-defined]
            elif not action.isSeparator():
                texts.append(action.text())

    walk(menu.actions())
    assert {"Руководство", "Горячие клавиши", "Что нового", "О программе"} <= set(texts)
    assert len(texts) == len(set(texts))
    assert len(menu.actions()) <= 24


def test_the_guide_can_be_opened_from_the_start_page(window: MainWindow) -> None:
    way = next(b for b in window.findChildren(QPushButton) if b.text() == "Руководство")
    way.click()
    assert window.help.guide is not None
    assert window.help.guide.windowTitle() == "Первые десять минут"
    assert QApplication.activeModalWidget() is None
