"""In which language the window speaks, and whether it asks the basic questions or all of them.

It stands apart from the session so that the start page can be shown before anything of a project
is loaded.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from wizard.texts import Language, Translatable
from wizard.ui.preferences import Appearance, Preferences

LANGUAGE_NAMES: dict[Language, str] = {"ru": "Русский", "en": "English"}


class Interface(QObject):
    """The language and depth of the window, and what the window remembers of a person."""

    language_changing = Signal()
    """What is typed must be handed over before: numbers are written in the old language."""
    language_changed = Signal()
    depth_changed = Signal()
    """More or fewer questions are shown; the answers are the same."""

    appearance_changed = Signal()

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.preferences = preferences
        self.language: Language = preferences.language
        self.detailed = preferences.detailed

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

    def set_appearance(self, appearance: Appearance) -> None:
        """Be light, dark, or as the system is, and remember it."""
        if appearance != self.preferences.appearance:
            self.preferences.appearance = appearance
            self.appearance_changed.emit()

    def set_detailed(self, detailed: bool) -> None:
        """Show all questions, or the basic ones alone, and remember it."""
        if detailed != self.detailed:
            self.detailed = detailed
            self.preferences.detailed = detailed
            self.depth_changed.emit()
