"""Oblique cases of a name or a position, where the ones proposed are wrong."""

from __future__ import annotations

from wizard.project.model import Model, question
from wizard.texts import _


class Cases(Model):
    """The cases that a person typed; empty means "as proposed"."""

    genitive: str = question("", _("Родительный (кого?)"))
    dative: str = question("", _("Дательный (кому?)"))
    accusative: str = question("", _("Винительный (кого?)"))
    instrumental: str = question("", _("Творительный (кем?)"))
    prepositional: str = question("", _("Предложный (о ком?)"))

    def typed(self, case: str) -> str:
        """What was typed for a case, without spaces around; empty where nothing was."""
        found: str = getattr(self, case, "")
        return found.strip()
