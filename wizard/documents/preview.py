"""A document looked at before the package is built, and saved alone.

Belongs here: one paper of a project as pictures of its pages or as a file, and what becomes of
every document of the register. Does not belong here: the window that shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from wizard.documents.catalogue import catalogue_of
from wizard.documents.context import MadeDocument, Maker, spoken_in
from wizard.documents.filling.mistakes import MISTAKES
from wizard.documents.register import with_rows
from wizard.documents.setting.layout import Document
from wizard.documents.setting.pdf import first_picture, page_pictures, render_pdf
from wizard.documents.word.word import render_word
from wizard.errors import UserError
from wizard.plan.figures import Figures
from wizard.project.documentation import Wanted
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.texts import _

Suffix = Literal["docx", "pdf"]


@dataclass(frozen=True, slots=True)
class State:
    """What becomes of a document: how many papers are made, and whether the answers ask for it."""

    made: int
    fits: bool


@dataclass(frozen=True, slots=True)
class PaperPages:
    """A paper as pictures of its pages (SVG); `file` is its name without suffix, `roles` are those
    it is made for, by id and title.

    Where only the first page is there yet, `whole` makes them all. It raises UserError.
    """

    title: str
    file: str
    in_package: bool
    roles: tuple[tuple[str, str], ...]
    role: str
    pages: tuple[bytes, ...]
    whole: Callable[[], PaperPages] | None = None


_WORD_ALONE = _(
    "Шаблон этого документа сделан в Word, поэтому он собирается только в Word: сохраните его и "
    "откройте там."
)


def states(project: Project, figures: Figures) -> dict[str, State]:
    """What becomes of every document, by id; one whose template cannot be read is not made."""
    language = spoken_in(project)
    register = Maker(project, figures, language, catalogue_of(project, language)).register
    found = {}
    for template in register.templates.values():
        try:
            found[template.id] = State(len(register.of(template)), bool(register.fitting(template)))
        except UserError:
            found[template.id] = State(0, False)
    return found


def paper_pages(
    project: Project, figures: Figures, document_id: str, role: str = ""
) -> PaperPages | None:
    """The pages of a document (for a role, where it is made for roles), also of one that the
    package leaves out; None where there is nobody it could be made for. Raises UserError."""
    found = _one(project, figures, document_id, role)
    return None if found is None else _pictured(found, page_pictures)


def paper_begun(
    project: Project, figures: Figures, document_id: str, role: str = ""
) -> PaperPages | None:
    """As `paper_pages`, with the first page alone, which is there sooner, and `whole`."""
    found = _one(project, figures, document_id, role)
    if found is None:
        return None
    begun = _pictured(found, lambda document: (first_picture(document),))
    return replace(begun, whole=partial(_pictured, found, page_pictures))


def compile_ahead(project: Project) -> None:
    """Make ready what takes longest at the first look at a document: its template compiled."""
    currency = project.company.currency.value
    for template in catalogue_of(project, spoken_in(project)):
        with suppress(*MISTAKES):  # told where the document is asked for
            template.environment(currency).template(template.text)


def paper_file(
    project: Project, figures: Figures, document_id: str, role: str, suffix: Suffix
) -> bytes | None:
    """The content of a document saved alone. Raises UserError."""
    found = _one(project, figures, document_id, role)
    if found is None:
        return None
    made, _roles, _in_package = found
    if made.word is not None:
        if suffix != "docx":
            raise UserError(_WORD_ALONE)
        return made.word.filled()
    return render_word(made.document) if suffix == "docx" else render_pdf(made.document)


_Found = tuple[MadeDocument, tuple[tuple[str, str], ...], bool]


def _pictured(found: _Found, pictures: Callable[[Document], tuple[bytes, ...]]) -> PaperPages:
    made, roles, in_package = found
    if made.word is not None:
        raise UserError(_WORD_ALONE)
    pages = pictures(made.document)
    return PaperPages(made.document.title, made.file, in_package, roles, made.role, pages)


def _one(project: Project, figures: Figures, document_id: str, role: str) -> _Found | None:
    language = spoken_in(project)
    templates = catalogue_of(project, language)
    maker = Maker(project, figures, language, templates)
    template = maker.register.templates.get(document_id)
    if template is None:
        return None
    papers = maker.register.of(template)
    in_package = bool(papers)
    if not papers:
        wanted = with_rows(project, language)
        path = f"documentation.documents.{document_id}.wanted"
        maker = Maker(answer(wanted, path, Wanted.YES), figures, language, templates)
        papers = maker.register.of(template)
    if not papers:
        return None
    chosen = next((paper for paper in papers if paper.role == role), papers[0])
    roles = tuple((paper.role, maker.names.role_title(paper.role)) for paper in papers)
    return maker.made(chosen), roles if chosen.role else (), in_package
