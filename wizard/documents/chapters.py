"""The chapters of the book: which there are, and their texts.

Belongs here: finding the templates of chapters, the program's and those of packs, and filling them
in. Does not belong here: what else the book consists of (`book.py`), what a template is
(`catalogue.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from wizard.documents.catalogue import (
    DocumentTemplate,
    add_templates,
    catalogue,
    is_piece,
    own_pieces,
    pack_templates,
    read_template,
)
from wizard.documents.context import document_set, spoken_in
from wizard.documents.filling.mistakes import TemplateError
from wizard.documents.packs.packs import CHAPTERS, Pack
from wizard.documents.setting.layout import Document
from wizard.errors import UserError
from wizard.paths import templates as template_folder
from wizard.plan.figures import Figures
from wizard.project.project import Project
from wizard.texts import Language, _


def chapter_templates(
    language: Language,
    packs: Iterable[Pack] = (),
    failed: Callable[[UserError], None] | None = None,
) -> tuple[DocumentTemplate, ...]:
    """The chapters of the book by their order; one of a later pack replaces its namesake.

    Where `failed` is given, it takes what is wrong with a chapter of a pack, and the others are
    read. Raises UserError.
    """
    folder = template_folder() / language / CHAPTERS
    shared = {**own_pieces(language), **own_pieces(language, CHAPTERS)}
    pieces = tuple(shared.items())
    paths = [path for path in sorted(folder.glob("*.md")) if not is_piece(path.name)]
    found = {one.id: one for one in (read_template(path, language, pieces) for path in paths)}
    for pack in packs:
        add_templates(found, pack_templates(pack, language, shared, CHAPTERS), failed)
    return tuple(sorted(found.values(), key=lambda chapter: chapter.order))


def chapters(
    project: Project,
    figures: Figures,
    templates: Sequence[DocumentTemplate] | None = None,
    packs: Iterable[Pack] = (),
    failed: Callable[[UserError], None] | None = None,
) -> Iterator[Document]:
    """The chapters of a project's book, one after another.

    `templates` are those of the documents that chapters may name, the built-in ones unless given.
    Where `failed` is given, it takes what is wrong with a chapter, and the others are made. Raises
    as `document_set`.
    """
    language = spoken_in(project)
    papers = catalogue(language) if templates is None else templates
    taken = {template.id: template for template in papers}
    found = []
    for chapter in chapter_templates(language, packs, failed):
        if chapter.id in taken:
            error = named_as_a_document(chapter, taken[chapter.id])
            if failed is None:
                raise error
            failed(error)
        else:
            found.append(chapter)
    own = {chapter.id for chapter in found}
    made = document_set(
        project,
        figures,
        (*papers, *found),
        only=lambda template: template.id in own,
        failed=None if failed is None else lambda _chapter, error: failed(error),
    )
    return (one.document for one in made)


def named_as_a_document(chapter: DocumentTemplate, paper: DocumentTemplate) -> TemplateError:
    """What is wrong with a chapter that takes the name of a document."""
    return TemplateError(
        chapter.path.name,
        chapter.line("id"),
        _("имя «{id}» уже носит документ «{file}»", id=chapter.id, file=paper.path.name),
    )
