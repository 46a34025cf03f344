"""Texts that the renderers add by themselves, and what a form holds when nothing is given."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from wizard.documents.language.language import mechanics
from wizard.documents.setting.blocks import Person
from wizard.documents.setting.figures import FigureData
from wizard.documents.setting.layout import Document
from wizard.errors import UserError
from wizard.texts import Language, _

BLANK_ROWS = 8


class FixedTexts:
    """The words of forms in the language of a paper."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self.blank_date = mechanics(language).BLANK_DATE
        self.agreed = _("СОГЛАСОВАНО").into(language)
        self.acquainted = _("С документом ознакомлены:").into(language)
        headers = (_("№"), _("Фамилия, имя, отчество"), _("Должность"), _("Дата"), _("Подпись"))
        self.acquaintance_header = tuple(header.into(language) for header in headers)

    def appendix(self, number: int) -> str:
        """«Приложение № 1»."""
        return _("Приложение № {number}", number=number).into(self._language)


def acquaintance_rows(people: Sequence[Person]) -> Sequence[Person]:
    """The people of the sheet; blank rows where nobody is named yet."""
    return people or [Person("", "")] * BLANK_ROWS


def figure_data(document: Document, name: str) -> FigureData:
    """The data of a drawing that the text names. Raises UserError with the nearest name."""
    if name in document.figures:
        return document.figures[name]
    nearest = get_close_matches(name, document.figures, 1, 0.3)
    raise UserError(
        _(
            "В документе «{title}» нет данных для рисунка «{name}». Есть: {known}",
            title=document.title,
            name=name,
            known=nearest[0] if nearest else ", ".join(document.figures) or "—",
        )
    )
