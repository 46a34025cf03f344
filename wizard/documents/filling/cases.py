"""The cases of a project's names and positions: what a person typed, otherwise a proposal.

Belongs here: which of the two stands in a paper. Does not belong here: how a proposal is made
(`russian.py`).
"""

from __future__ import annotations

from wizard.documents.filling.text import lowered
from wizard.documents.language.language import mechanics
from wizard.project.cases import Cases
from wizard.project.company import Person
from wizard.project.project import Project
from wizard.texts import Language


def full_name(person: Person) -> str:
    """«Фамилия Имя Отчество», as much of it as is known."""
    return " ".join(" ".join((person.surname, person.name, person.patronymic)).split())


class CaseForms:
    """Names and positions of one project in the cases of a language."""

    def __init__(self, project: Project, language: Language) -> None:
        self._say = mechanics(language)
        self._approver = project.company.approver
        self._declines = language == "ru"
        titles = [(role.title, role.cases) for role in project.structure.roles]
        titles.append((self._approver.position, self._approver.position_forms))
        self._titles: dict[str, Cases] = {}
        for title, cases in titles:
            if any(cases.model_dump().values()):
                self._titles.setdefault(_key(title), cases)

    def position(self, title: str, case: str) -> str:
        """A position in a case; the first letter is as large as it was in the nominative."""
        own = self._titles.get(_key(title)) if self._declines else None
        typed = own.typed(case) if own is not None else ""
        if not typed:
            return self._say.position(title, case)
        return typed[0].upper() + typed[1:] if title[:1].isupper() else lowered(typed)

    def person(self, name: str, case: str) -> str:
        """«Фамилия Имя Отчество» in a case."""
        approver = self._approver
        if not self._declines or _key(name) != _key(full_name(approver)):
            return self._say.person(name, case)
        return approver.forms.typed(case) or self._say.person(name, case, approver.gender.value)


def _key(text: str) -> str:
    return " ".join(text.lower().split())
