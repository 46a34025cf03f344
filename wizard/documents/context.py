"""The set of documents of a project: which are made, with what text and requisites.

Belongs here: choosing the templates that apply, filling them in, and joining the text with numbers,
dates and signatures. Does not belong here: the names that a template may use (`names.py`), how a
paper looks (`layout.py` and the renderers), where it is saved.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from types import SimpleNamespace

from markupsafe import Markup

from wizard.advice.rule import Case
from wizard.advice.unlawful import Refused, refusals, told
from wizard.documents.brand import (
    accent_of,
    adviser_of,
    base_for,
    font_of,
    kept_picture,
    on_paper,
)
from wizard.documents.catalogue import DocumentTemplate, bare_title, catalogue
from wizard.documents.facts.drawings import drawings
from wizard.documents.facts.gaps import without_gaps
from wizard.documents.facts.launch import launch_plan
from wizard.documents.facts.names import Known, Names, city_line, organisation
from wizard.documents.filling.cases import full_name
from wizard.documents.filling.text import TemplateEnvironment, TemplateError, fill, plain_text
from wizard.documents.filling.unknown import BLANK, NOTE
from wizard.documents.language.escaping import protect, restore
from wizard.documents.language.language import mechanics
from wizard.documents.register import Paper, Register
from wizard.documents.setting.containers import ContainerError
from wizard.documents.setting.figures import FigureData
from wizard.documents.setting.fixed_texts import figure_data
from wizard.documents.setting.layout import Document, Organisation, Stamp
from wizard.documents.word.word import drawings_in
from wizard.documents.word.word_template import WordMistake, WordTemplate
from wizard.errors import UserError
from wizard.plan.figures import Figures
from wizard.project.company import Country, OutputLanguage
from wizard.project.project import Project
from wizard.texts import Language, Text, _

VERSION = "1"
_MANY_BREAKS = re.compile(r"\n{3,}")
_MARK = "\ue000"  # never in what a person typed: `escaping` takes it out
_ANNEX = re.compile(f"{_MARK}(\\d+){_MARK}")
_APPENDIX = re.compile(r"^\s*:::\s*appendix\b", re.MULTILINE)


OF_A_PAPER: dict[str, Text] = {
    "document": _("сам документ: title, number, date, due, version, owner, approver, annexes"),
    "ref": _('название и номер другого документа: ref("pay")'),
    "role": _("роль, для которой делается документ (в шаблонах «per: role»)"),
}
"""What `context` adds for a single paper, with its meaning."""


class PaperRefused(UserError):
    """A paper that would say what it may not; the text says what and why."""


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """A document of the package: its place in it, and the paper that the renderers take.

    `file` is the stem of the file's name, `role` the id of the role it is made for or "". Where
    `word` is given, the document is that Word file alone, and `document` has no text.
    """

    id: str
    file: str
    role: str
    because: str
    document: Document
    word: WordTemplate | None = None


def document_set(
    project: Project,
    figures: Figures,
    templates: Sequence[DocumentTemplate] | None = None,
    *,
    language: Language | None = None,
    only: Callable[[DocumentTemplate], bool] = lambda _template: True,
    failed: Callable[[DocumentTemplate, UserError], None] | None = None,
) -> Iterator[MadeDocument]:
    """Each document to be made, in the order of the package.

    `templates` are the built-in ones of the project's language unless given; `only` narrows what is
    made, references among documents stay. Where `failed` is given, it takes what is wrong with a
    template, and the others are made. Raises TemplateError with the file and line, and
    PaperRefused where a paper would say what it may not.
    """
    spoken = language or spoken_in(project)
    known = catalogue(spoken) if templates is None else templates
    maker = Maker(project, figures, spoken, known)
    if failed is None:
        for template in known:
            if only(template):
                yield from map(maker.made, maker.register.of(template))
        return
    broken = dict(maker.broken())
    for template in known:
        if only(template) and template.id in broken:
            failed(template, broken[template.id])
    if broken:  # papers that name others are not to fail with them
        known = [template for template in known if template.id not in broken]
        maker = Maker(project, figures, spoken, known)
    for template in known:
        if only(template):
            yield from _made_or_failed(maker, template, failed)


def _made_or_failed(
    maker: Maker, template: DocumentTemplate, failed: Callable[[DocumentTemplate, UserError], None]
) -> Iterator[MadeDocument]:
    """The papers of a template; one that fails is told and the next is tried."""
    try:
        papers = maker.register.of(template)
    except UserError as error:
        failed(template, error)
        return
    for paper in papers:
        try:
            made = maker.made(paper)
            for name, _width in drawings_in(made.document):  # reads the text, too
                figure_data(made.document, name)
        except (TemplateError, WordMistake, PaperRefused) as error:
            failed(template, error)
        except UserError as error:
            # The lines of a container's error are those of the text filled in.
            problem = error.problem if isinstance(error, ContainerError) else error.text
            file = template.path.name
            failed(template, UserError(_("Шаблон «{file}»: {problem}", file=file, problem=problem)))
        else:
            yield made


def spoken_in(project: Project) -> Language:
    """The language of the project's documents."""
    return "en" if project.company.language is OutputLanguage.EN else "ru"


class Maker:
    """Makes the papers of one project; `register` says which there are."""

    def __init__(
        self,
        project: Project,
        figures: Figures,
        language: Language,
        templates: Sequence[DocumentTemplate],
    ) -> None:
        project = without_gaps(project, language)
        self.project = project
        self.language: Language = language
        self.names = Names(project, figures, language)
        plan = launch_plan(project, figures, language)
        launch = {"launch": Known(_("план запуска: stages, steps, critical, start, due"), plan)}
        self.register = Register(project, self.names, templates, launch)
        months = [f"{month.short}" for month in self.names.calendar]
        self.drawings: dict[str, FigureData] = drawings(project, figures, language, months)
        self._texts: dict[tuple[str, str], str] = {}
        self._figures = figures

    def broken(self) -> Iterator[tuple[str, UserError]]:
        """The templates whose own condition or title cannot be read, by their id."""
        for template in self.register.templates.values():
            try:
                self.register.of(template)
            except TemplateError as error:
                if error.file == template.path.name:
                    yield template.id, error
            except UserError:
                continue  # another template's, or the register's: told when the paper is made

    def made(self, paper: Paper) -> MadeDocument:
        """A paper of the register with its text."""
        template, file = paper.made_by, paper.made_by.path.name
        names = self.register.with_role(self.names.role_by(paper.role))
        document = self._document(paper)
        return MadeDocument(
            id=paper.id,
            file=plain_text(self._environment(paper), template.file, names, file),
            role=paper.role,
            because=template.because,
            document=document,
            word=self._word(paper, document.accent),
        )

    def _word(self, paper: Paper, accent: str) -> WordTemplate | None:
        template = paper.made_by
        if template.word is None:
            return None
        return WordTemplate(
            template.word,
            template.word_name,
            self.language,
            self.register.currency,
            self.context(paper),
            self.drawings,
            accent,
            partial(self._refuse, paper),
        )

    def _legal_line(self, paper: Paper, text: str) -> str:
        """The advice on the law; a form or a letter that cites nothing does without it."""
        law = self.names.law
        return law.note(text) if paper.profile in ("L", "O") or law.cited_in(text) else ""

    def _document(self, paper: Paper) -> Document:
        template = paper.made_by
        text = self._text(paper)
        number = self._annex_number(paper)
        date = paper.date
        say = mechanics(self.language)
        company = self.project.company
        consultant = on_paper(company, paper.profile)
        return Document(
            title=paper.title,
            text=_numbered_annexes(text),
            organisation=on_letters(self.project, self.language),
            kind=paper.kind,
            profile=paper.profile,
            group=paper.group,
            language=self.language,
            number=paper.number,
            date=say.long_date(date) if date else "",
            version=VERSION,
            owner=self._responsible(paper),
            confidential=_("Конфиденциально").into(self.language) if template.confidential else "",
            annex_to=paper.annex_to,
            annex_number=number,
            addressee=self._filled(template.addressee, paper),
            valid_until=self._valid_until(paper),
            stamp=self._stamp(paper),
            legal_line=self._legal_line(paper, text),
            accent=accent_of(company, consultant),
            font=font_of(company),
            binding=template.binding,
            numbered=template.numbered,
            figures=self.drawings,
            base=base_for(company, consultant),
            adviser=adviser_of(company) if consultant is not None else None,
        )

    # The text and the annexes that it names

    def _text(self, paper: Paper) -> str:
        """The text filled in; annexes stand in it as marks that wait for their numbers."""
        key = (paper.id, paper.role)
        if key not in self._texts:
            template = paper.made_by
            env = self._environment(paper)
            text = fill(env, template.text, self.context(paper), template.path.name)
            self._refuse(paper, text)
            if self.names.figures.nothing_to_count and protect(BLANK) in text:
                note = NOTE.into(self.language)
                text = f"::: note\n{note}\n:::\n\n{text}"
            self._texts[key] = _MANY_BREAKS.sub("\n\n", text)
        return self._texts[key]

    @cached_property
    def _refused(self) -> tuple[Refused, ...]:
        return tuple(refusals(Case(self.project, self._figures)))

    def _refuse(self, paper: Paper, text: str) -> None:
        """Raises PaperRefused where a paper would say what it may not."""
        if not self._refused:
            return
        said = _folded(text)
        for refused in self._refused:
            if _folded(refused.clause) in said:
                country = self.project.company.country
                raise PaperRefused(
                    _(
                        "Документ «{title}» не собран: {problem}",
                        title=paper.title,
                        problem=told(refused, country),
                    )
                )

    def context(self, paper: Paper) -> dict[str, object]:
        """All names that the template of a paper may use."""
        annexes = [
            SimpleNamespace(
                title=annex.title,
                number=Markup(f"{_MARK}{place}{_MARK}"),
                kind_of=annex.id,
                name=bare_title(annex.made_by.title),
            )
            for place, annex in enumerate(self.register.annexes(paper), start=1)
        ]
        described = SimpleNamespace(
            id=paper.id,
            role=paper.role,
            title=paper.title,
            number=paper.number,
            date=paper.date,
            due=paper.due,
            version=VERSION,
            owner=paper.owner,
            approver=paper.approver,
            annexes=annexes,
            annex_groups=_grouped(annexes),
        )
        names = self.register.with_role(self.names.role_by(paper.role))
        return {**names, "document": described, "ref": partial(self.register.reference, set())}

    def _annex_number(self, paper: Paper) -> int:
        """The number of an annex: after the appendices within the paper that it belongs to."""
        parent = self.register.parent(paper)
        if parent is None:
            return 0
        place = [(one.id, one.role) for one in self.register.annexes(parent)]
        return _appendices(self._text(parent)) + place.index((paper.id, paper.role)) + 1

    # Requisites

    def _filled(self, text: str, paper: Paper) -> str:
        names = self.register.with_role(self.names.role_by(paper.role))
        return plain_text(self._environment(paper), text, names, paper.made_by.path.name)

    def _environment(self, paper: Paper) -> TemplateEnvironment:
        return paper.made_by.environment(self.register.currency)

    def _responsible(self, paper: Paper) -> str:
        title = paper.owner or self.names.role_title("")
        return _("Ответственный: {title}", title=title).into(self.language)

    def _valid_until(self, paper: Paper) -> str:
        """The last day of a letter to a client; a blank while its date is open."""
        days = self._filled(paper.made_by.valid_days, paper)
        if not days:
            return ""
        say = mechanics(self.language)
        if paper.date is None:
            return say.BLANK_DATE
        try:
            return say.long_date(paper.date + datetime.timedelta(days=round(float(days))))
        except (ValueError, OverflowError) as error:
            template = paper.made_by
            problem = _("в «valid_days» нужно число дней, а не «{value}»", value=days[:40])
            raise TemplateError(template.path.name, template.line("valid_days"), problem) from error

    def _stamp(self, paper: Paper) -> Stamp:
        """Who approves: the order where it is known, the approver named in the register himself."""
        say = mechanics(self.language)
        order = self.register.introduction
        usual = self.names.approver_position
        own = paper.approver != usual
        by_order = not own and bool(order.number or order.date)
        approver = self.project.company.approver
        return Stamp(
            position=self.names.cases.position(usual, "genitive") if by_order else paper.approver,
            name="" if own else say.initials(full_name(approver)),
            order=by_order,
            order_date=say.long_date(order.date) if order.date else "",
            order_number=order.number,
            also=self.names.law.word("stamp_order" if by_order else "stamp_person"),
        )


_TAX_NUMBERS = {
    Country.RUSSIA: _("ИНН {id}"),
    Country.KAZAKHSTAN: _("БИН {id}"),
    Country.OTHER: _("Налоговый номер {id}"),
}


def on_letters(project: Project, language: Language) -> Organisation:
    """The company as the head of a letter has it."""
    company = project.company
    label = _TAX_NUMBERS[company.country].into(language)
    tax = label.format(id=company.tax_id) if company.tax_id else ""
    details = (tax, company.registration_id, company.address, company.contacts)
    return Organisation(
        name=company.legal_name.strip() or organisation(project, language),
        city=city_line(project, language),
        details=tuple(line for line in details if line),
        logo=kept_picture(company.logo),
    )


def _folded(text: str) -> str:
    """A text as it is compared: what templates do to an answer (case, spaces) left out."""
    return " ".join(restore(text).casefold().split())


def _appendices(text: str) -> int:
    """How many appendices a text holds."""
    return len(_APPENDIX.findall(text))


def _numbered_annexes(text: str) -> str:
    """The text with the numbers of its annexes, which follow those of its own appendices."""
    own = _appendices(text)
    return _ANNEX.sub(lambda mark: str(own + int(mark.group(1))), text)


def _grouped(annexes: Sequence[SimpleNamespace]) -> list[SimpleNamespace]:
    """Annexes of one template as one entry: `first` and `last` number, `last` "" where alone."""
    groups: list[SimpleNamespace] = []
    for _kind, same in groupby(annexes, key=lambda annex: annex.kind_of):
        forms = list(same)
        alone = len(forms) == 1
        groups.append(
            SimpleNamespace(
                title=forms[0].title if alone else forms[0].name,
                first=forms[0].number,
                last="" if alone else forms[-1].number,
            )
        )
    return groups
