"""Errors that the program raises on purpose.

Nothing here knows how an error is shown: the command line prints it, the window shows a dialog.
"""

from __future__ import annotations

from wizard.texts import Language, Text


class WizardError(Exception):
    """Root of all errors raised by the program itself."""


class UserError(WizardError):
    """An error meant for people: it says what is wrong, where, and what to do about it."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.message)
        self.text = text

    def into(self, language: Language) -> str:
        """The sentence to show in the given language."""
        return self.text.into(language)
