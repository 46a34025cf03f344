"""The set of documents of a project: which are made, with what text and requisites.

Belongs here: choosing the templates that apply, filling them in, and joining the text with numbers,
dates and signatures. Does not belong here: the names that a template may use (`names.py`), how a
paper looks (`layout.py` and the renderers), where it is saved.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from types import SimpleNamespace

import jinja2

from wizard.documents.catalogue import DocumentTemplate, catalogue
from wizard.documents.drawings import drawings
from wizard.documents.figures import FigureData
from wizard.documents.language import mechanics
from wizard.documents.launch import launch_plan
from wizard.documents.layout import Document, Organisation, Stamp
from wizard.documents.names import Names, full_name, organisation
from wizard.documents.text import TemplateEnvironment, applies, environment, fill, plain_text
from wizard.paths import templates as template_folder
from wizard.plan.figures import Figures
from wizard.project.company import Country, OutputLanguage
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.project import Project
from wizard.project.structure import Role
from wizard.texts import Language, _

VERSION = "1"
_MANY_BREAKS = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document of the package: its place in it, and the paper that the renderers take.

    `file` is the stem of the file's name, `role` the id of the role it is made for or "".
    """

    id: str
    file: str
    role: str
    because: str
    document: Document


def document_set(
    project: Project,
    figures: Figures,
    templates: Sequence[DocumentTemplate] | None = None,
    *,
    language: Language | None = None,
    only: Callable[[DocumentTemplate], bool] = lambda _template: True,
) -> Iterator[MadeDocument]:
    """Each document to be made, in the order of the package.

    `templates` are the built-in ones of the project's language unless given; `only` narrows what is
    made, references among documents stay. Raises TemplateError with the file and line.
    """
    spoken = language or spoken_in(project)
    known = catalogue(spoken) if templates is None else templates
    made = _Maker(project, figures, spoken, known)
    for template in known:
        if only(template) and made.wanted(template):
            yield from made.documents(template)


def spoken_in(project: Project) -> Language:
    """The language of the project's documents."""
    return "en" if project.company.language is OutputLanguage.EN else "ru"


class _Maker:
    def __init__(
        self,
        project: Project,
        figures: Figures,
        language: Language,
        templates: Sequence[DocumentTemplate],
    ) -> None:
        self.project = project
        self.language: Language = language
        self.names = Names(project, figures, language)
        self.env = _environment(language, project.company.currency.value, templates)
        self.given = self.names.given | {"launch": launch_plan(project, figures, language)}
        self.templates = {template.id: template for template in templates}
        self.choices = {choice.id: choice for choice in project.documentation.documents}
        months = [f"{month.short}" for month in self.names.calendar]
        self.drawings: dict[str, FigureData] = drawings(project, figures, language, months)

    def wanted(self, template: DocumentTemplate) -> bool:
        """Whether the register or the template's own condition asks for the document."""
        wanted = self._choice(template).wanted
        if wanted is Wanted.AUTO:
            return applies(self.env, template.when, self.given, template.path.name)
        return wanted is Wanted.YES

    def documents(self, template: DocumentTemplate) -> Iterator[MadeDocument]:
        """The document of a template, or one for each role."""
        if template.per == "one":
            yield self._made(template, None, self._choice(template).number)
            return
        for index, role in enumerate(self.project.structure.roles, start=1):
            number = self._choice(template).number
            yield self._made(template, role, f"{number}/{index}" if number else "")

    def _made(self, template: DocumentTemplate, role: Role | None, number: str) -> MadeDocument:
        file = template.path.name
        context = dict(self.given)
        if role is not None:
            context["role"] = role
        title = plain_text(self.env, template.title, context, file)
        context["document"] = SimpleNamespace(
            number=number, date="", version=VERSION, title=title, id=template.id
        )
        context["ref"] = partial(self._reference, set())
        text = fill(self.env, template.text, context, file)
        return MadeDocument(
            id=template.id,
            file=plain_text(self.env, template.file, context, file),
            role=role.id if role else "",
            because=template.because,
            document=self._paper(template, title, text, number),
        )

    def _paper(self, template: DocumentTemplate, title: str, text: str, number: str) -> Document:
        return Document(
            title=title,
            text=_MANY_BREAKS.sub("\n\n", text),
            organisation=self._organisation(),
            kind=template.kind,
            profile=template.profile,
            group=template.group,
            language=self.language,
            number=number,
            version=VERSION,
            stamp=self._stamp(self._choice(template)),
            legal_line=self.names.law.note,
            accent=self.project.company.colour,
            binding=template.binding,
            numbered=template.numbered,
            figures=self.drawings,
        )

    def _reference(self, told: set[str], document_id: str) -> str:
        """«Title» and, at its first mention in a document, the number."""
        template = self.templates[document_id]
        title = plain_text(self.env, template.title, self.given, template.path.name)
        quoted = f"«{title}»" if self.language == "ru" else f"“{title}”"
        number = self._choice(template).number
        if not number or document_id in told:
            return quoted
        told.add(document_id)
        return f"{quoted} № {number}" if self.language == "ru" else f"{quoted} (No. {number})"

    def _choice(self, template: DocumentTemplate) -> DocumentChoice:
        return self.choices.get(template.id) or DocumentChoice(id=template.id)

    def _organisation(self) -> Organisation:
        company = self.project.company
        tax_label = _("БИН {id}") if company.country is Country.KAZAKHSTAN else _("ИНН {id}")
        tax = tax_label.into(self.language).format(id=company.tax_id) if company.tax_id else ""
        details = (tax, company.registration_id, company.address, company.contacts)
        return Organisation(
            name=company.legal_name.strip() or organisation(self.project),
            city=self.names.city,
            details=tuple(line for line in details if line),
            logo=_picture(company.logo),
        )

    def _stamp(self, choice: DocumentChoice) -> Stamp:
        documentation = self.project.documentation
        approver = self.project.company.approver
        say = mechanics(self.language)
        by_order = bool(documentation.order_number or documentation.order_date)
        position = choice.approves.strip() or self.names.approver_position
        date = documentation.order_date
        return Stamp(
            position=say.position(position, "genitive") if by_order else position,
            name="" if choice.approves.strip() else say.initials(full_name(approver)),
            order=by_order,
            order_date=say.long_date(date) if date else "",
            order_number=documentation.order_number,
        )


def _environment(
    language: Language, currency: str, templates: Sequence[DocumentTemplate]
) -> TemplateEnvironment:
    """The environment in which a template imports the shared parts (`_*.md`) beside it.

    Nothing but these files can be imported, whatever name a template asks for.
    """
    folders = [template_folder() / language]
    folders += [template.path.parent for template in templates]
    parts = {
        path.name: path.read_text(encoding="utf-8")
        for folder in dict.fromkeys(folders)
        for path in sorted(folder.glob("_*.md"))
    }
    return _environment_with(language, currency, tuple(parts.items()))


@lru_cache(maxsize=8)
def _environment_with(
    language: Language, currency: str, parts: tuple[tuple[str, str], ...]
) -> TemplateEnvironment:
    """One environment for the same parts: compiling templates is most of the work."""
    env = environment(language, currency)
    env.loader = jinja2.DictLoader(dict(parts))
    return env


def _picture(logo: str) -> bytes | None:
    """The picture kept inside the project; what is no picture is no logo."""
    if not logo:
        return None
    try:
        return base64.b64decode(logo.rpartition(",")[2], validate=True)
    except binascii.Error:
        return None
