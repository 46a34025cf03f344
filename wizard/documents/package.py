"""The package: the workbook and the book at the top of a folder, the documents below it.

Belongs here: which files a package consists of and what they are called. Does not belong here: how
they get into the folder without harm (`placing`), what stands in them (`context`, the workbook).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from wizard.dates import MONTHS
from wizard.documents.ahead import Ahead
from wizard.documents.book import Book, bound, prepared_book
from wizard.documents.catalogue import DocumentTemplate, catalogue, document_titles
from wizard.documents.chapters import chapters
from wizard.documents.context import MadeDocument, PaperRefused, document_set
from wizard.documents.manifest import Manifest, PartKind, read_manifest
from wizard.documents.owner import owner_of
from wizard.documents.packs.packs import Pack, packs_of, remarks
from wizard.documents.placing import (
    Account,
    BuildCancelled,
    Cancelled,
    PackageReport,
    Part,
    Progress,
    build_parts,
    refuse_file,
)
from wizard.documents.register import unknown_rows
from wizard.documents.setting.layout import Document
from wizard.documents.setting.pdf import prepared_pdf
from wizard.documents.word.word import Drawn, drawing_png, drawings_in, render_word
from wizard.errors import UserError
from wizard.files import digest, file_stem, refusal
from wizard.numbers import Shown
from wizard.plan.comparison import same_total
from wizard.plan.figures import Figures, compute
from wizard.project.company import OutputLanguage
from wizard.project.project import Project
from wizard.texts import LANGUAGES, Language, Text, Verbatim, _, joined
from wizard.workbook.actuals import read_actuals
from wizard.workbook.book import WorkbookCancelled, workbook_bytes
from wizard.workbook.plan_fact import SHEET, Actuals, kept_facts

__all__ = ["BuildCancelled", "Only", "PackageOfAnother", "PackageReport", "build_package"]

Only = Literal["workbook", "documents", "book"]
Made = TypeVar("Made")

WORKBOOK = _("План и бюджет отдела продаж")
BOOK = _("Книга для клиента")
WORD_FOLDER, PDF_FOLDER = _("Документы/Word"), _("Документы/PDF")

_KINDS: dict[Only, PartKind] = {"workbook": "workbook", "documents": "document", "book": "book"}

_VERSION_DIGITS = 16


class PackageOfAnother(UserError):
    """The folder holds the package of another plan."""


def build_package(
    project: Project,
    folder: Path,
    *,
    file: Path | None = None,
    over_others: bool = False,
    only: Only | frozenset[Only] | None = None,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    today: date | None = None,
    packs: Sequence[Pack] | None = None,
) -> PackageReport:
    """Build the package of a project into a folder, which is made if it is not there.

    `progress(done, of, what)` is called before each file and at the end; until the texts are ready,
    their number is not known and `of` is 1. `cancelled()` is asked between files. Files that a
    person changed since they were built, or has open, are kept, and the new ones laid beside them;
    actual figures typed into the workbook of the folder stand in the new one too.
    `file` is the project's file, if it has one. A package of another plan is built over only if
    `over_others` says so; another company's facts are then left in their workbook.
    `only` builds a part, or some, and leaves the others as they are. The cover of the book says
    `today`, the day of the build unless given. `packs` are the template packs, those that the
    project names unless given. A document that fails is told in `attention`, the one built before
    stays, and the others are made.

    Raises BuildCancelled, FileRefused, ForeignManifest, PackageOfAnother, PackMissing, UserError;
    the folder is then as it was.
    """
    refuse_file(folder)
    before = read_manifest(folder)
    owner = owner_of(project, file, folder)
    is_others = not before.owner.may_be(owner)
    if is_others and not over_others:
        raise PackageOfAnother(
            _(
                "В папке «{folder}» лежит пакет другого плана: {plan}. Он не тронут. Укажите "
                "другую папку.",
                folder=str(folder),
                plan=before.owner.name,
            )
        )
    language: Language = "en" if project.company.language is OutputLanguage.EN else "ru"
    figures = compute(project)
    stop, tell = cancelled or _never, progress or _unseen
    tell(0, 1, _("Тексты документов"))
    wanted = frozenset({only}) if isinstance(only, str) else only or frozenset(_KINDS)
    parts: list[Part] = []
    unread: list[Text] = []
    failed: set[str] = set()
    templates: tuple[DocumentTemplate, ...] = ()
    used: Sequence[Pack] = ()
    if wanted & {"documents", "book"}:
        used = packs_of(project) if packs is None else packs
        unread.extend(remarks(project, used))
        templates = catalogue(language, used, lambda error: unread.append(_left_out(error)))
        unread.extend(unknown_rows(project, templates))
    foreign = frozenset[str]()
    if is_others and before.owner.company != owner.company:
        foreign = _with_facts(folder)
        if foreign:
            unread.append(
                _(
                    "Факт прежнего плана ({plan}) в этот не взят. Книга с ним осталась в папке.",
                    plan=before.owner.name,
                )
            )
    if "workbook" in wanted:
        actuals = _typed_actuals(folder, before, before.foreign | foreign, unread)
        unread.extend(_kept_facts(figures, actuals))
        parts.append(_workbook(project, figures, language, stop, actuals))
    with Ahead(stop) as ahead:

        def fail(template: DocumentTemplate, error: UserError) -> None:
            failed.add(template.id)
            unread.append(_left_out(error))

        papers = list[MadeDocument]()
        making = _noted(_papers(project, figures, templates, stop, fail), papers)
        if "documents" in wanted:  # the first pages are set while the next text is made
            parts.extend(_documents(making, templates, language, ahead))
            unread.extend(_word_only(papers))
        else:
            deque(making, maxlen=0)
        if "book" in wanted:  # last: it is set while the Word files are written
            making_chapters = chapters(
                project, figures, templates, used, lambda error: unread.append(_chapter_out(error))
            )
            told = tuple(_unless(stop, making_chapters))
            inside = [made for made in papers if made.word is None]
            whole = bound(project, figures, told, inside, today or date.today())
            parts.append(_book(whole, language, ahead))
        kinds = [_KINDS[one] for one in wanted]
        try:
            account = replace(_account(figures, before), owner=owner, foreign=foreign)
            report = build_parts(parts, folder, kinds, language, tell, stop, account, failed)
        except WorkbookCancelled as stopped:
            raise BuildCancelled from stopped
    return replace(report, attention=(*report.attention, *unread))


def _account(figures: Figures, before: Manifest) -> Account:
    """The totals of this build, and those that differ from the build before."""
    currency = figures.project.company.currency.value
    earlier = before.currency or currency
    changed = tuple(
        _(
            "{figure}: {was} → {will}",
            figure=figure.label,
            was=Shown(before.figures[figure.key], figure.unit, earlier),
            will=Shown(figure.total, figure.unit, currency),
        )
        for figure in figures
        if figure.key in before.figures
        and not (
            same_total(before.figures[figure.key], figure.total)
            and (earlier == currency or not figure.unit.money)
        )
    )
    return Account({figure.key: figure.total for figure in figures}, currency, changed)


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


def _typed_actuals(
    folder: Path, before: Manifest, foreign: frozenset[str], unread: list[Text]
) -> Actuals:
    """Actual figures of the workbook that was saved last, of those the package has laid here.

    One workbook alone is taken: a figure erased in it must not come back from an older one. Only
    what no person has touched and holds no fact erases nothing: the one before it is asked; so is
    it where a workbook is another plan's. What cannot be read is told in `unread`.
    """
    for path in _workbooks(folder):
        try:
            found, content = read_actuals(path), digest(path.read_bytes())
            if content not in foreign and (found or content not in before.digests):
                return found
        except UserError as refused:
            unread.append(refused.text)
        except OSError as error:
            unread.append(refusal(error, path))
    return {}


def _with_facts(folder: Path) -> frozenset[str]:
    """The digests of the workbooks in the folder into which facts were typed."""
    found = set()
    for path in _workbooks(folder):
        with suppress(UserError, OSError):  # one that cannot be read is not taken for built either
            if read_actuals(path):
                found.add(digest(path.read_bytes()))
    return frozenset(found)


def _workbooks(folder: Path) -> list[Path]:
    """The workbooks that packages have laid in the folder, the one saved last first."""
    stems = {file_stem(WORKBOOK.into(language)) for language in LANGUAGES}
    try:
        saved = {
            path: path.stat().st_mtime_ns
            for stem in stems
            for path in (folder / f"{stem}.xlsx", *folder.glob(f"{stem} (*).xlsx"))
            if path.is_file()
        }
    except OSError:
        return []  # the placing of the parts says what is wrong with the folder
    return sorted(saved, key=saved.__getitem__, reverse=True)


def _kept_facts(figures: Figures, actuals: Actuals) -> Iterator[Text]:
    """Says of which months outside the plan the workbook keeps the facts."""
    days = sorted({day for _key, day, _value in kept_facts(figures, actuals)})
    if not days:
        return
    first, last = (
        _("{month} {year}", month=MONTHS[day.month - 1], year=str(day.year))
        for day in (days[0], days[-1])
    )
    yield _(
        "Факт за месяцы, которых в плане нет ({months}), сохранён внизу листа «{sheet}»: войдут "
        "они в план — он встанет на место.",
        months=first if days[0] == days[-1] else _("{first} — {last}", first=first, last=last),
        sheet=SHEET,
    )


def _papers(
    project: Project,
    figures: Figures,
    templates: Sequence[DocumentTemplate],
    cancelled: Cancelled,
    failed: Callable[[DocumentTemplate, UserError], None],
) -> Iterator[MadeDocument]:
    if templates:
        yield from _unless(cancelled, document_set(project, figures, templates, failed=failed))


def _unless(cancelled: Cancelled, made: Iterable[Made]) -> Iterator[Made]:
    """What is made, one after another, until a cancel is seen."""
    for one in made:
        if cancelled():
            raise BuildCancelled
        yield one


def _noted(made: Iterable[Made], into: list[Made]) -> Iterator[Made]:
    """What is made, kept in a list besides."""
    for one in made:
        into.append(one)
        yield one


def _left_out(error: UserError) -> Text:
    if isinstance(error, PaperRefused):
        return error.text
    return _("Документ не собран. {problem}", problem=error.text)


def _chapter_out(error: UserError) -> Text:
    if isinstance(error, PaperRefused):
        return error.text
    return _("Глава книги не собрана. {problem}", problem=error.text)


def _word_only(papers: Sequence[MadeDocument]) -> Iterator[Text]:
    titles = [_("«{name}»", name=made.document.title) for made in papers if made.word is not None]
    if titles:
        yield _(
            "Только в Word, потому что шаблон сделан в Word: {titles}. PDF сохраните из Word.",
            titles=joined(titles),
        )


def _book(whole: Book, language: Language, ahead: Ahead) -> Part:
    return Part(
        f"{file_stem(BOOK.into(language))}.pdf", BOOK, "book", ahead.begin(prepared_book(whole))
    )


def _documents(
    papers: Iterable[MadeDocument],
    templates: Sequence[DocumentTemplate],
    language: Language,
    ahead: Ahead,
) -> Iterator[Part]:
    """The parts of the documents; the setting of their pages begins at once, beside the rest."""
    versions = {
        template.id: digest(template.word or template.text.encode("utf-8"))[:_VERSION_DIGITS]
        for template in templates
    }
    taken: set[str] = set()
    drawings = _Drawings(ahead)
    for made in papers:
        stem = _free_stem(file_stem(made.file), taken)
        for folder, suffix, content in _formats(made, drawings, ahead):
            yield Part(
                f"{folder.into(language)}/{stem}.{suffix}",
                Verbatim(f"{made.document.title} ({suffix.upper()})"),
                "document",
                content,
                made.id,
                versions.get(made.id, ""),
            )


def _formats(
    made: MadeDocument, drawings: _Drawings, ahead: Ahead
) -> Iterator[tuple[Text, str, Callable[[], bytes]]]:
    """The folder, the suffix and the content of each file of a document."""
    if made.word is not None:
        yield WORD_FOLDER, "docx", made.word.filled
        return
    drawn = drawings.of(made.document)
    yield WORD_FOLDER, "docx", partial(render_word, made.document, drawn)
    yield PDF_FOLDER, "pdf", ahead.begin(prepared_pdf(made.document))


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
