"""Oblique cases of a name or a position, where the ones proposed are wrong."""

from __future__ import annotations

from wizard.project.model import Model, question
from wizard.texts import _


class Cases(Model):
    """The cases that a person typed; empty means "as proposed"."""

    genitive: str = question(
        "",
        _("Родительный (кого?)"),
        help=_(
            "Встаёт в тексты «должность менеджера», «приказ директора». Пусто — форма, "
            "показанная серым."
        ),
    )
    dative: str = question(
        "",
        _("Дательный (кому?)"),
        help=_(
            "Встаёт в тексты «сообщить менеджеру», «подчиняется директору». Пусто — форма, "
            "показанная серым."
        ),
    )
    accusative: str = question(
        "",
        _("Винительный (кого?)"),
        help=_(
            "Встаёт в тексты «назначить менеджера», «заменяет директора». Пусто — форма, "
            "показанная серым."
        ),
    )
    instrumental: str = question(
        "",
        _("Творительный (кем?)"),
        help=_(
            "Встаёт в тексты «согласуется с менеджером», «подписано директором». Пусто — "
            "форма, показанная серым."
        ),
    )
    prepositional: str = question(
        "",
        _("Предложный (о ком?)"),
        help=_(
            "Встаёт в тексты «положение о менеджере», «сведения о директоре». Пусто — "
            "форма, показанная серым."
        ),
    )

    def typed(self, case: str) -> str:
        """What was typed for a case, without spaces around; empty where nothing was."""
        found: str = getattr(self, case, "")
        return found.strip()
