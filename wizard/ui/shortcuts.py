"""Every key that does something: one list for the window, its menus and the help.

Belongs here: names and keys. Does not belong here: what happens (`main_window.py`,
`binding/table.py`). Keys are written as Qt writes them portably: `Ctrl+Shift+S`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from wizard.texts import Text, Translatable, _


class Place(Enum):
    """Where a key works."""

    WINDOW = "window"
    FIELD = "field"
    TABLE = "table"
    FIGURE = "figure"
    PAPER = "paper"
    GUIDE = "guide"

    @property
    def title(self) -> Text:
        """The place in words, a heading of the list of keys."""
        return _PLACES[self]


_PLACES = {
    Place.WINDOW: _("Везде"),
    Place.FIELD: _("В поле и в ячейке"),
    Place.TABLE: _("В таблице"),
    Place.FIGURE: _("В объяснении показателя"),
    Place.PAPER: _("В просмотре документа"),
    Place.GUIDE: _("В руководстве"),
}


# Keys that Qt names and keyboards mark otherwise.
_SIGNS = {"Return": "Enter", "Left": "←", "Right": "→", "Up": "↑", "Down": "↓"}


# Keys that Qt tells apart and a list of keys does not: of the number pad, and Tab with Shift.
_SAME = {Qt.Key.Key_Enter: Qt.Key.Key_Return, Qt.Key.Key_Backtab: Qt.Key.Key_Tab}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A command and its keys; the first are shown in menus, all of them work."""

    name: str
    place: Place
    title: Text
    keys: tuple[str, ...]

    @property
    def shown(self) -> str:
        """The keys as this system writes them."""
        native = QKeySequence.SequenceFormat.NativeText
        told = ", ".join(QKeySequence(keys).toString(native) for keys in self.keys)
        return re.sub(r"\b(Return|Left|Right|Up|Down)\b", lambda key: _SIGNS[key[0]], told)

    def told(self, say: Callable[[Translatable], str]) -> str:
        """The command with its keys, as a tooltip tells it."""
        return self.beside(say(self.title)) if self.keys else say(self.title)

    def beside(self, told: str) -> str:
        """The keys beside what is told of the command in other words."""
        return f"{told} ({self.shown})"

    @property
    def sequences(self) -> list[QKeySequence]:
        """The keys for an action of Qt."""
        return [QKeySequence(keys) for keys in self.keys]

    def pressed(self, event: QKeyEvent) -> bool:
        """Whether a key event is one of the keys, on the number pad too."""
        pressed = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() == Qt.Key.Key_Plus:  # a letter keyboard has it over another sign
            pressed &= ~Qt.KeyboardModifier.ShiftModifier
        key = _SAME.get(Qt.Key(event.key()), Qt.Key(event.key()))
        return QKeySequence(QKeyCombination(pressed, key)) in self.sequences


SHORTCUTS: dict[str, Shortcut] = {}
"""All commands by name; some have no key."""


def listed() -> dict[Place, list[Shortcut]]:
    """What has a key, place by place, as the help lists it."""
    return {
        place: [one for one in SHORTCUTS.values() if one.keys and one.place is place]
        for place in Place
    }


def _known(name: str, place: Place, title: Text, *keys: str) -> Shortcut:
    SHORTCUTS[name] = Shortcut(name, place, title, keys)
    return SHORTCUTS[name]


def travels(event: QKeyEvent) -> bool:
    """Whether a key event undoes or redoes."""
    return UNDO.pressed(event) or REDO.pressed(event)


NEW = _known("new", Place.WINDOW, _("Новый проект…"), "Ctrl+N")
OPEN = _known("open", Place.WINDOW, _("Открыть…"), "Ctrl+O")
SAVE = _known("save", Place.WINDOW, _("Сохранить"), "Ctrl+S")
SAVE_AS = _known("save_as", Place.WINDOW, _("Сохранить как…"), "Ctrl+Shift+S")
PRESET = _known("preset", Place.WINDOW, _("Сохранить как пример…"), "Ctrl+Alt+S")
CLOSE = _known("close", Place.WINDOW, _("Закрыть проект"), "Ctrl+W")
VERSIONS = _known("versions", Place.WINDOW, _("Версии…"), "Ctrl+Shift+H")
UNDO = _known("undo", Place.WINDOW, _("Отменить"), "Ctrl+Z")
REDO = _known("redo", Place.WINDOW, _("Вернуть"), "Ctrl+Shift+Z", "Ctrl+Y")
BUILD = _known("build", Place.WINDOW, _("Собрать пакет…"), "Ctrl+B")
NEXT_PAGE = _known("next_page", Place.WINDOW, _("Следующая страница"), "Ctrl+PgDown")
PREVIOUS_PAGE = _known("previous_page", Place.WINDOW, _("Предыдущая страница"), "Ctrl+PgUp")
CONSULTANT = _known("consultant", Place.WINDOW, _("Бренд консультанта…"))
DEPTH = _known("depth", Place.WINDOW, _("Показывать все вопросы"), "Ctrl+D")
MENU = _known("menu", Place.WINDOW, _("Меню"), "Alt+M")
GUIDE = _known("guide", Place.WINDOW, _("Руководство"), "F1")
KEYS = _known("keys", Place.WINDOW, _("Горячие клавиши"), "Ctrl+/")
TOUR = _known("tour", Place.WINDOW, _("Знакомство с окном"))
FILE_OPENING = _known("file_opening", Place.WINDOW, _("Открывать .salesplan двойным щелчком…"))
NEWS = _known("news", Place.WINDOW, _("Что нового"))
ABOUT = _known("about", Place.WINDOW, _("О программе"))
QUIT = _known("quit", Place.WINDOW, _("Выйти"), "Ctrl+Q")

TAKE_PRESET = _known("take_preset", Place.FIELD, _("Принять значение из примера"), "Return")
TAKE_BACK = _known("take_back", Place.FIELD, _("Вернуть, что стояло"), "Esc")
FIELD_HELP = _known("field_help", Place.FIELD, _("Справка о поле"), "Ctrl+F1")
NOTE = _known("note", Place.FIELD, _("Заметка…"), "Shift+F2")

OPEN_CELL = _known("open_cell", Place.TABLE, _("Править ячейку"), "Return", "F2")
NEXT_CELL = _known("next_cell", Place.TABLE, _("Следующая ячейка"), "Tab")
PREVIOUS_CELL = _known("previous_cell", Place.TABLE, _("Предыдущая ячейка"), "Shift+Tab")
LEAVE_ON = _known("leave_on", Place.TABLE, _("Из таблицы дальше"), "Ctrl+Tab", "F6")
LEAVE_BACK = _known("leave_back", Place.TABLE, _("Из таблицы назад"), "Ctrl+Shift+Tab", "Shift+F6")
ROW_DETAIL = _known("row_detail", Place.TABLE, _("Подробности строки и обратно"), "Alt+Return")
COPY = _known("copy", Place.TABLE, _("Копировать"), "Ctrl+C", "Ctrl+Ins")
CUT = _known("cut", Place.TABLE, _("Вырезать"), "Ctrl+X", "Shift+Del")
PASTE = _known("paste", Place.TABLE, _("Вставить"), "Ctrl+V", "Shift+Ins")
SELECT_ALL = _known("select_all", Place.TABLE, _("Выделить всё"), "Ctrl+A")
CLEAR = _known("clear", Place.TABLE, _("Очистить ячейки"), "Del", "Backspace")
FILL_DOWN = _known("fill_down", Place.TABLE, _("Заполнить вниз"), "Ctrl+J")
INSERT_ROW = _known("insert_row", Place.TABLE, _("Вставить строку выше"), "Ins", "Ctrl++")
DOUBLE_ROW = _known("double_row", Place.TABLE, _("Повторить строку"), "Ctrl+Shift+D")
ROW_UP = _known("row_up", Place.TABLE, _("Строку выше"), "Alt+Up")
ROW_DOWN = _known("row_down", Place.TABLE, _("Строку ниже"), "Alt+Down")
REMOVE_ROWS = _known("remove_rows", Place.TABLE, _("Удалить строки"), "Ctrl+Del")
SORT_UP = _known("sort_up", Place.TABLE, _("Сортировать по возрастанию"), "Alt+Shift+Up")
SORT_DOWN = _known("sort_down", Place.TABLE, _("Сортировать по убыванию"), "Alt+Shift+Down")
COMMANDS = _known("commands", Place.TABLE, _("Все команды таблицы"), "F4")

MONTH_BEFORE = _known("month_before", Place.FIGURE, _("Месяц раньше"), "Left")
MONTH_AFTER = _known("month_after", Place.FIGURE, _("Месяц позже"), "Right")
FIGURE_BACK = _known("figure_back", Place.FIGURE, _("Назад"), "Backspace")
FIGURE_LEAVE = _known("figure_leave", Place.FIGURE, _("Закрыть"), "Esc")

PAPER_BACK = _known("paper_back", Place.PAPER, _("Страница назад"), "PgUp", "Left")
PAPER_ON = _known("paper_on", Place.PAPER, _("Страница вперёд"), "PgDown", "Right")
PAPER_LEAVE = _known("paper_leave", Place.PAPER, _("Закрыть просмотр"), "Esc")
PRINT = _known("print", Place.PAPER, _("Печать…"), "Ctrl+P")

GUIDE_SEARCH = _known("guide_search", Place.GUIDE, _("Найти в руководстве"), "Ctrl+F")
GUIDE_BACK = _known("guide_back", Place.GUIDE, _("Назад"), "Alt+Left")
GUIDE_ON = _known("guide_on", Place.GUIDE, _("Вперёд"), "Alt+Right")
GUIDE_LEAVE = _known("guide_leave", Place.GUIDE, _("Закрыть"), "Esc")
