"""The register of a project's papers: which are made, their requisites, and how they refer to one
another.

Belongs here: which templates apply, for which roles, the answers of the register (number, dates,
who prepares and approves), the numbers of annexes, references. Does not belong here: filling the
texts in (`context.py`), how a paper looks (`layout.py`).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from wizard.documents.catalogue import DocumentTemplate, Group, bare_title, catalogue_of
from wizard.documents.facts.names import Known, Names
from wizard.documents.filling.text import applies, plain_text
from wizard.documents.language.language import mechanics
from wizard.documents.setting.layout import Profile
from wizard.errors import UserError
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.project import Project
from wizard.project.structure import Role
from wizard.texts import Language, Text, _

INTRODUCTION = "order-introduction"  # its number and date stand in the stamps of what it approves


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of the package as others see it; `role` is the id of its role or "".

    `owner` is the title of the role that prepares it, "" where nobody is named. `annex_to` is the
    title of what it is annexed to, "" where that is not made. `made_by` is the template.
    """

    id: str
    role: str
    title: str
    kind: str
    group: Group
    profile: Profile
    number: str
    date: datetime.date | None
    due: datetime.date | None
    owner: str
    approver: str
    annex_to: str
    made_by: DocumentTemplate

    @property
    def name(self) -> str:
        """The title without what differs from role to role: «Должностная инструкция»."""
        return bare_title(self.made_by.title) if self.role else self.title


@dataclass(frozen=True, slots=True)
class Introduction:
    """The order of introduction as the stamps of approval name it."""

    number: str
    date: datetime.date | None


class Register:
    """The papers of one project. Raises TemplateError with the file and line."""

    def __init__(
        self,
        project: Project,
        names: Names,
        templates: Sequence[DocumentTemplate],
        more: Mapping[str, Known],
    ) -> None:
        self.project = project
        self.names = names
        self.currency = project.company.currency.value
        self.language: Language = names.language
        self.templates = {template.id: template for template in templates}
        self.choices = {choice.id: choice for choice in project.documentation.documents}
        self.known: Mapping[str, Known] = {
            **names.known,
            **more,
            "is_made": Known(_('есть ли документ в пакете: is_made("pay")'), self.is_made),
            "papers": Known(_("все документы пакета: papers()"), self.papers),
        }
        self.given: Mapping[str, object] = {name: known.value for name, known in self.known.items()}
        self._scopes: dict[str, tuple[Role | None, ...]] = {}
        self._deciding: list[str] = []
        self._known: dict[tuple[str, str], Paper] = {}

    # Which papers are made

    def papers(self) -> list[Paper]:
        """All papers of the package in its order."""
        return [paper for template in self.templates.values() for paper in self.of(template)]

    def of(self, template: DocumentTemplate) -> list[Paper]:
        """The papers made from a template: none, one, or one for each role that it applies to."""
        return [self.paper(template, role) for role in self._scope(template)]

    def is_made(self, document_id: str, role: Role | None = None) -> bool:
        """Whether a document is in the package; for a role, where one is named."""
        made = self._scope(self._template(document_id))
        return bool(made) if role is None else any(one is None or one.id == role.id for one in made)

    def _scope(self, template: DocumentTemplate) -> tuple[Role | None, ...]:
        if template.id not in self._scopes:
            if template.id in self._deciding:
                chain = " → ".join([*self._deciding, template.id])
                raise UserError(_("условия документов зависят друг от друга: {chain}", chain=chain))
            self._deciding.append(template.id)
            try:
                self._scopes[template.id] = self._decided(template)
            finally:
                self._deciding.remove(template.id)
        return self._scopes[template.id]

    def _decided(self, template: DocumentTemplate) -> tuple[Role | None, ...]:
        """What the answer of the register and the template's condition come to.

        A document asked for in spite of its condition is made for every role.
        """
        wanted = self.choice(template).wanted
        if wanted is Wanted.NO:
            return ()
        fitting = self.fitting(template)
        return self._everyone(template) if wanted is Wanted.YES and not fitting else fitting

    def fitting(self, template: DocumentTemplate) -> tuple[Role | None, ...]:
        """Whom a template's condition fits, whatever the register says; nobody is ()."""
        everyone = self._everyone(template)
        return tuple(role for role in everyone if self._applies(template, role))

    def _everyone(self, template: DocumentTemplate) -> tuple[Role | None, ...]:
        return self.project.structure.roles if template.per == "role" else (None,)

    def _applies(self, template: DocumentTemplate, role: Role | None) -> bool:
        return applies(
            template.environment(self.currency),
            template.when,
            self.with_role(role),
            template.path.name,
        )

    # Requisites

    def paper(self, template: DocumentTemplate, role: Role | None) -> Paper:
        """The requisites of a paper."""
        key = (template.id, role.id if role else "")
        if key not in self._known:
            self._known[key] = self._described(template, role)
        return self._known[key]

    def _described(self, template: DocumentTemplate, role: Role | None) -> Paper:
        choice = self.choice(template)
        prepares = self.names.role_by(choice.prepares)
        number, date = choice.number.strip(), choice.dated
        approver = choice.approves.strip() or self.names.approver_position
        if template.profile == "L" and approver == self.names.approver_position:
            date = date or self.introduction.date  # the order approves it on its own date
        if template.id == INTRODUCTION:
            number, date = self.introduction.number, self.introduction.date
        if number and role is not None:
            place = [one.id for one in self.project.structure.roles].index(role.id) + 1
            number = f"{number}/{place}"
        return Paper(
            id=template.id,
            role=role.id if role else "",
            title=plain_text(
                template.environment(self.currency),
                template.title,
                self.with_role(role),
                template.path.name,
            ),
            kind=template.kind,
            group=template.group,
            profile=template.profile,
            number=number,
            date=date,
            due=choice.due,
            owner=prepares.title if prepares else "",
            approver=approver,
            annex_to=self._annexed_to(template, role),
            made_by=template,
        )

    @property
    def introduction(self) -> Introduction:
        """Number and date of the order that puts the documents into effect, made here or not."""
        documentation = self.project.documentation
        row = self.choices.get(INTRODUCTION) or DocumentChoice(id=INTRODUCTION)
        number = documentation.order_number.strip() or row.number.strip()
        return Introduction(number, documentation.order_date or row.dated)

    def choice(self, template: DocumentTemplate) -> DocumentChoice:
        """The register's row of a template."""
        return self.choices.get(template.id) or DocumentChoice(id=template.id)

    # Annexes

    def parent(self, paper: Paper) -> Paper | None:
        """The paper that this one is annexed to, where that is made."""
        template = self.templates.get(paper.made_by.annex_to)
        if template is None:
            return None
        same = [one for one in self.of(template) if one.role in ("", paper.role)]
        return same[0] if same else None

    def annexes(self, paper: Paper) -> list[Paper]:
        """The papers annexed to one, in the order of the package."""
        return [
            annex
            for template in self.templates.values()
            if template.annex_to == paper.id
            for annex in self.of(template)
            if paper.role in ("", annex.role)
        ]

    def _annexed_to(self, template: DocumentTemplate, role: Role | None) -> str:
        if not template.annex_to:
            return ""
        above = self._template(template.annex_to)
        for scoped in self._scope(above):
            if scoped is None or (role is not None and scoped.id == role.id):
                return self._to(self.paper(above, scoped))
        return ""

    def _to(self, paper: Paper) -> str:
        """«к Положению об оплате труда № 4-ОП», «к Приказу о … от 21 декабря 2026 г. № 12»."""
        said = mechanics(self.language).annex_to(paper.kind, paper.title)
        if paper.profile == "O" and paper.date:
            from_ = _("от").into(self.language)
            said = f"{said} {from_} {mechanics(self.language).long_date(paper.date)}"
        return f"{said} {self._number(paper.number)}".rstrip()

    # References

    def reference(self, told: set[str], document_id: str, role: Role | None = None) -> str:
        """«Title» and, at its first mention in a document, the number.

        Of a paper that the package does not hold the first mention says so.
        """
        template = self._template(document_id)
        scope = self._scope(template)
        scoped = next((one for one in scope if one is None or (role and one.id == role.id)), None)
        if template.per == "role" and scoped is None:
            title, number = bare_title(template.title), ""
        else:
            paper = self.paper(template, scoped)
            title, number = paper.title, paper.number
        quoted = self.names.quoted(title)
        key = document_id + (f"/{role.id}" if role else "")
        if key in told:
            return quoted
        told.add(key)
        if not scope:
            apart = _("(принимается отдельно)")
            return f"{quoted} {apart.into(self.language)}"
        return f"{quoted} {self._number(number)}".rstrip()

    def _number(self, number: str) -> str:
        if not number:
            return ""
        return f"№\u00a0{number}" if self.language == "ru" else f"(No.\u00a0{number})"

    def with_role(self, role: Role | None) -> Mapping[str, object]:
        """The names that every template may use, with the role that it is made for."""
        return self.given if role is None else {**self.given, "role": role}

    def _template(self, document_id: str) -> DocumentTemplate:
        found = self.templates.get(document_id)
        if found is None:
            raise UserError(unknown(document_id, self.templates))
        return found


def unknown(document_id: str, known: Mapping[str, DocumentTemplate]) -> Text:
    """What to say of a document that no template makes."""
    nearest = get_close_matches(document_id, known, 1, 0.4)
    if not nearest:
        return _("нет документа «{name}»", name=document_id)
    return _("нет документа «{name}». Похоже на «{nearest}»", name=document_id, nearest=nearest[0])


def unknown_rows(project: Project, templates: Sequence[DocumentTemplate]) -> list[Text]:
    """The rows of the register that no template answers to."""
    known = {template.id: template for template in templates}
    return [
        _("Реестр документов: {problem}", problem=unknown(choice.id, known))
        for choice in project.documentation.documents
        if choice.id not in known
    ]


def with_rows(project: Project, language: Language) -> Project:
    """The project whose register holds a row for every template, in the order of the package.

    Rows that no template answers to stay at the end: nothing that was entered is dropped.
    """
    rows = {choice.id: choice for choice in project.documentation.documents}
    known = [template.id for template in catalogue_of(project, language)]
    ordered = [rows.pop(name, DocumentChoice(id=name)) for name in known]
    documents = (*ordered, *rows.values())
    if documents == project.documentation.documents:
        return project
    documentation = project.documentation.model_copy(update={"documents": documents})
    return project.model_copy(update={"documentation": documentation})
