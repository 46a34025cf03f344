"""The package: the workbook at the top of a folder, the documents below it in Word and PDF.

Belongs here: which files a package consists of and what they are called. Does not belong here: how
they get into the folder without harm (`placing`), what stands in them (`context`, the workbook).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Literal

from wizard.documents.ahead import Ahead
from wizard.documents.catalogue import catalogue, document_titles
from wizard.documents.context import document_set
from wizard.documents.layout import Document
from wizard.documents.manifest import PartKind
from wizard.documents.pdf import prepared_pdf
from wizard.documents.placing import (
    BuildCancelled,
    Cancelled,
    PackageReport,
    Part,
    Progress,
    build_parts,
)
from wizard.documents.register import unknown_rows
from wizard.documents.word import Drawn, drawing_png, drawings_in, render_word
from wizard.errors import UserError
from wizard.files import digest
from wizard.plan.figures import Figures, compute
from wizard.project.company import OutputLanguage
from wizard.project.project import Project
from wizard.texts import LANGUAGES, Language, Text, Verbatim, _
from wizard.workbook.actuals import read_actuals
from wizard.workbook.book import WorkbookCancelled, workbook_bytes
from wizard.workbook.plan_fact import Actuals

__all__ = ["BuildCancelled", "Only", "PackageReport", "build_package"]

Only = Literal["workbook", "documents"]

WORKBOOK = _("План и бюджет отдела продаж")
WORD_FOLDER, PDF_FOLDER = _("Документы/Word"), _("Документы/PDF")

_KINDS: dict[Only | None, tuple[PartKind, ...]] = {
    "workbook": ("workbook",),
    "documents": ("document",),
    None: ("workbook", "document"),
}

LONGEST_NAME = 180  # bytes; systems take 255, and « (новый 2).docx» must fit
_VERSION_DIGITS = 16
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def build_package(
    project: Project,
    folder: Path,
    *,
    only: Only | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> PackageReport:
    """Build the package of a project into a folder, which is made if it is not there.

    `progress(done, of, what)` is called before each file and at the end; until the texts are ready,
    their number is not known and `of` is 1. `cancelled()` is asked between files. Files that a
    person changed since they were built, or has open, are kept, and the new ones laid beside them;
    actual figures typed into the workbook of the folder stand in the new one too.
    `only` builds a part and leaves the other as it is.

    Raises BuildCancelled, FileRefused, ForeignManifest, UserError; the folder is then as it was.
    """
    language: Language = "en" if project.company.language is OutputLanguage.EN else "ru"
    figures = compute(project)
    stop, tell = cancelled or _never, progress or _unseen
    tell(0, 1, _("Тексты документов"))
    parts: list[Part] = []
    unread: list[Text] = []
    if only != "workbook":
        unread.extend(unknown_rows(project, catalogue(language)))
    if only != "documents":
        actuals = _typed_actuals(folder, unread)
        parts.append(_workbook(project, figures, language, stop, actuals))
    with Ahead(stop) as ahead:
        if only != "workbook":
            parts.extend(_documents(project, figures, language, stop, ahead))
        try:
            report = build_parts(parts, folder, _KINDS[only], language, tell, stop)
        except WorkbookCancelled as stopped:
            raise BuildCancelled from stopped
    return replace(report, attention=(*report.attention, *unread))


def file_stem(name: str) -> str:
    """A name that every system takes for a file: no forbidden signs, not too long, not reserved."""
    allowed = (sign if sign.isprintable() and sign not in _FORBIDDEN else " " for sign in name)
    clean = " ".join("".join(allowed).split())
    clean = clean.encode("utf-8")[:LONGEST_NAME].decode("utf-8", "ignore").strip(" .")
    if not clean or _RESERVED.fullmatch(clean):
        clean = f"{clean}_"
    return clean


def _workbook(
    project: Project,
    figures: Figures,
    language: Language,
    cancelled: Cancelled,
    actuals: Actuals,
) -> Part:
    return Part(
        f"{file_stem(WORKBOOK.into(language))}.xlsx",
        WORKBOOK,
        "workbook",
        partial(
            workbook_bytes,
            project,
            figures,
            cancelled=cancelled,
            actuals=actuals,
            titles=document_titles(language),
        ),
    )


def _typed_actuals(folder: Path, unread: list[Text]) -> Actuals:
    """Actual figures of the workbook that was saved last, of those the package has laid here.

    One workbook alone is taken: a figure erased in it must not come back from an older one. What
    cannot be read is told in `unread`.
    """
    stems = {file_stem(WORKBOOK.into(language)) for language in LANGUAGES}
    try:
        saved = {
            path: path.stat().st_mtime_ns
            for stem in stems
            for path in (folder / f"{stem}.xlsx", *folder.glob(f"{stem} (*).xlsx"))
            if path.is_file()
        }
    except OSError:
        return {}  # the placing of the parts says what is wrong with the folder
    for path in sorted(saved, key=saved.__getitem__, reverse=True):
        try:
            return read_actuals(path)
        except UserError as refused:
            unread.append(refused.text)
    return {}


def _documents(
    project: Project, figures: Figures, language: Language, cancelled: Cancelled, ahead: Ahead
) -> Iterator[Part]:
    """The parts of the documents; the setting of their pages begins at once, beside the rest."""
    versions = {
        template.id: digest(template.text.encode("utf-8"))[:_VERSION_DIGITS]
        for template in catalogue(language)
    }
    taken: set[str] = set()
    drawings = _Drawings(ahead)
    for made in document_set(project, figures):
        if cancelled():
            raise BuildCancelled
        stem = _free_stem(file_stem(made.file), taken)
        drawn = drawings.of(made.document)
        for folder, suffix, content in (
            (WORD_FOLDER, "docx", partial(render_word, made.document, drawn)),
            (PDF_FOLDER, "pdf", ahead.begin(prepared_pdf(made.document))),
        ):
            yield Part(
                f"{folder.into(language)}/{stem}.{suffix}",
                Verbatim(f"{made.document.title} ({suffix.upper()})"),
                "document",
                content,
                made.id,
                versions.get(made.id, ""),
            )


class _Drawings:
    """The drawings of the Word files: one of the same name and width is drawn once for them all.

    All documents of a package show the same figures in the same colours.
    """

    def __init__(self, ahead: Ahead) -> None:
        self._ahead = ahead
        self._begun: dict[tuple[str, float], Callable[[], bytes]] = {}

    def of(self, document: Document) -> Drawn:
        """Begin what a document needs and nobody has begun; gives back how to get it."""
        for name, width in drawings_in(document):
            if (name, width) not in self._begun:
                work = partial(drawing_png, document, name, width)
                self._begun[name, width] = self._ahead.begin(work)
        return lambda name, width: self._begun[name, width]()


def _free_stem(stem: str, taken: set[str]) -> str:
    """The stem, or the stem with a number: Windows and macOS do not tell Plan from plan."""
    free, number = stem, 2
    while free.casefold() in taken:
        free, number = f"{stem} {number}", number + 1
    taken.add(free.casefold())
    return free


def _unseen(_done: int, _of: int, _what: Text | Verbatim) -> None:
    pass


def _never() -> bool:
    return False
