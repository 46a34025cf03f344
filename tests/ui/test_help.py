"""Help: a sentence beside the field, all of it by «?» and by key, all of it for a screen reader."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from tests.ui.finding import field, line, table
from wizard.project.model import Model, question_of
from wizard.project.offering import Product
from wizard.project.path import fields
from wizard.storage.presets import preset_names
from wizard.texts import LANGUAGES, Language
from wizard.ui.binding.entry import entry_at
from wizard.ui.binding.help import HelpButton, HelpNote, first_sentence
from wizard.ui.main_window import MainWindow


def shown_note() -> HelpNote:
    """The note that is open."""
    found = QApplication.activePopupWidget()
    assert isinstance(found, HelpNote)
    return found


def press_help(window: MainWindow, widget: QWidget) -> None:
    """Press the key of help in a widget; a key reaches its command only in an active window."""
    window.activateWindow()
    QApplication.processEvents()
    widget.setFocus()
    QTest.keyClick(widget, Qt.Key.Key_F1, Qt.KeyboardModifier.ControlModifier)


def words(note: HelpNote) -> str:
    """All that a note says."""
    return "\n".join(label.text() for label in note.findChildren(QLabel))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Одна мысль.", "Одна мысль."),
        ("Одна мысль. Другая мысль.", "Одна мысль."),
        ("Норма ст. 136 ТК РФ: дважды в месяц. Дальше.", "Норма ст. 136 ТК РФ: дважды в месяц."),
        ("Доля 0,5. Дальше 3–4 месяца.", "Доля 0,5."),
        ("Так ли это? «Да».", "Так ли это?"),
        ("Приказ Берестова И. А. Дальше.", "Приказ Берестова И. А. Дальше."),
        ("Пишется «г. Москва». Дальше.", "Пишется «г. Москва»."),
        ("A place, e.g. Moscow. The next.", "A place, e.g. Moscow."),
    ],
)
def test_the_first_sentence_ends_where_the_next_begins(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_a_sentence_stands_beside_the_field_and_the_rest_comes_by_key(opened: MainWindow) -> None:
    opened.show_page("goals")
    asked = field(opened, "goals.goal_by")
    beside = [label.text() for label in asked.findChildren(QLabel)]
    assert "Выберите, от чего вы отталкиваетесь." in beside
    press_help(opened, asked.editor.widget)
    note = shown_note()
    assert "Остальное программа выведет сама." in words(note)
    QTest.keyClick(note, Qt.Key.Key_Escape)
    assert QApplication.activePopupWidget() is None
    assert asked.editor.widget.hasFocus()


def test_the_question_mark_shows_the_same(opened: MainWindow) -> None:
    opened.show_page("goals")
    button = field(opened, "goals.goal_by").findChild(HelpButton)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "Остальное программа выведет сама." in words(shown_note())
    shown_note().close()


def test_a_screen_reader_is_told_all_of_it(opened: MainWindow) -> None:
    opened.show_page("goals")
    told = field(opened, "goals.goal_by").editor.widget.accessibleDescription()
    assert "Остальное программа выведет сама." in told
    opened.session.answer("goals.deals_per_month", 175.0)
    assert "в среднем месяце" in line(opened, "goals.deals_per_month").accessibleDescription()


def test_the_key_shows_the_help_of_the_current_column(opened: MainWindow) -> None:
    opened.show_page("goals")
    products = table(opened, "goals.products")
    place = [getattr(column, "name", "") for column in products.table_model.columns].index("price")
    products.setCurrentIndex(products.table_model.index(0, place))
    press_help(opened, products)
    asked = question_of(Product.model_fields["price"])
    assert asked is not None
    assert asked.help is not None
    assert asked.help.into("ru") in words(shown_note())
    shown_note().close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_an_answer_of_its_field(opened: MainWindow, language: Language) -> None:
    session = opened.session
    opened.interface.set_language(language)
    tried = set()
    for name in preset_names():
        session.new(name)
        for path, value, asked in fields(session.project):
            if asked.example is None or isinstance(value, Model):
                continue
            entry = entry_at(session, path)
            example = session.say(asked.example)
            answer = entry.read(example, session)
            assert entry.objection(answer, session) is None, (path, example)
            assert answer == example or not isinstance(answer, str), (path, example)
            tried.add(asked.title.message)
    assert len(tried) > 50


def test_an_empty_text_shows_its_example(opened: MainWindow) -> None:
    opened.session.answer("documentation.proposals.used", True)
    opened.session.answer("documentation.proposals.brainstorm", "")
    opened.show_page("documentation")
    box = field(opened, "documentation.proposals.brainstorm").editor.widget
    assert isinstance(box, QPlainTextEdit)
    assert box.placeholderText().startswith("Например: ")
    assert "на следующий день после брифа" in box.placeholderText()


def test_a_list_and_its_columns_tell_a_screen_reader_what_they_are(opened: MainWindow) -> None:
    opened.show_page("goals")
    products = table(opened, "goals.products")
    assert "То, что продаёт отдел" in products.accessibleDescription()
    model = products.table_model
    place = [getattr(column, "name", "") for column in model.columns].index("price")
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole):
        assert "Средний чек" in str(model.headerData(place, Qt.Orientation.Horizontal, role))
