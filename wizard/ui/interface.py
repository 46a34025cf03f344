"""In which language the window speaks.

It stands apart from the session so that the start page can be shown before anything of a project
is loaded.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wizard.texts import Language, Translatable
from wizard.ui.preferences import Preferences

LANGUAGE_NAMES: dict[Language, str] = {"ru": "Русский", "en": "English"}


class Interface(QObject):
    """The language of the window, and what the window remembers of a person."""

    language_changing = Signal()
    """What is typed must be handed over before: numbers are written in the old language."""
    language_changed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.language: Language = preferences.language

    def say(self, text: Translatable) -> str:
        """A text in the window's language."""
        return text.into(self.language)

    def set_language(self, language: Language) -> None:
        """Let the window speak another language, and remember it."""
        if language != self.language:
            self.language_changing.emit()
            self.language = language
            self.preferences.language = language
            self.language_changed.emit()
