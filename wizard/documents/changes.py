"""What differs between two packages, or between the package in a folder and the one just built.

Belongs here: texts of Word files line by line, cells of workbooks, files that came and went. Does
not belong here: answers and figures of projects (`wizard.project.changes`,
`wizard.plan.comparison`).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from wizard.documents.manifest import MANIFEST, Entry, Manifest, read_manifest
from wizard.documents.word.word_text import NotWord, word_lines
from wizard.errors import UserError
from wizard.files import FileRefused, digest, refusal
from wizard.texts import Text, Verbatim, _
from wizard.workbook.cells import RowChange, row_changes

WORD = ".docx"
WORKBOOK = ".xlsx"


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that differs; `before` is empty for an added one, `after` for one taken away."""

    before: str
    after: str

    @property
    def sides(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Both sides with their marks."""
        return (("−", self.before), ("+", self.after))


@dataclass(frozen=True, slots=True)
class FileChanges:
    """What differs in one file of a package: lines of a document, rows of a workbook.

    `added` or `removed` is set where the other package has no such file; then there is no more to
    tell. `by_hand` where the older side is what a person made of it, because what the program wrote
    is not there any more.
    """

    place: str
    added: bool = False
    removed: bool = False
    lines: tuple[LineChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    unread: Text | None = None
    by_hand: bool = False

    @property
    def sentence(self) -> Text:
        """What happened to the file, in one line."""
        name = Verbatim(PurePosixPath(self.place).name)
        if self.added:
            return _("«{name}»: добавлен", name=name)
        if self.removed:
            return _("«{name}»: больше не входит", name=name)
        if self.unread is not None:
            return _("«{name}»: {reason}", name=name, reason=self.unread)
        if self.rows:
            return _("«{name}»: изменилось строк таблиц: {n}", name=name, n=len(self.rows))
        if self.by_hand:
            return _(
                "«{name}»: отличается от исправленного вами, строк: {n}",
                name=name,
                n=len(self.lines),
            )
        return _("«{name}»: изменилось строк: {n}", name=name, n=len(self.lines))


def line_changes(old: list[str], new: list[str]) -> tuple[LineChange, ...]:
    """The lines that differ, in their order; a line rewritten is one change, not two."""
    found: list[LineChange] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what == "equal":
            continue
        before, after = old[i1:i2], new[j1:j2]
        longest = max(len(before), len(after))
        before += [""] * (longest - len(before))
        after += [""] * (longest - len(after))
        found.extend(LineChange(*pair) for pair in zip(before, after, strict=True))
    return tuple(found)


def document_changes(place: str, old: bytes, new: bytes) -> FileChanges | None:
    """What differs between two Word files; None where their texts are the same."""
    try:
        lines = line_changes(word_lines(old), word_lines(new))
    except NotWord as error:
        return FileChanges(place, unread=error.text)
    return FileChanges(place, lines=lines) if lines else None


def changes_in_place(
    places: Iterable[str], built: Path, folder: Path, before: Manifest
) -> tuple[FileChanges, ...]:
    """What the documents just `built` say otherwise than those that the build before wrote into the
    folder: not than what a person made of them, unless nothing else is left to compare with.
    Without a build before there is nothing to compare."""
    if not before.files:
        return ()
    found: list[FileChanges] = []
    for place in places:
        if not place.endswith(WORD):
            continue
        files = _files_for(place, before.files)
        lying = [path for path in files if (folder / PurePosixPath(path)).is_file()]
        if not lying:
            if not files:
                found.append(FileChanges(place, added=True))
            continue
        new, old = _content(built, place), _written_last(place, folder, before)
        if before.files[files[0]].sha256 == digest(new):
            continue
        change = document_changes(place, _content(folder, old or lying[0]), new)
        if change is not None:
            found.append(replace(change, by_hand=not old))
    return tuple(found)


def removed_papers(
    removed: Iterable[str], before: Manifest, built: Container[str]
) -> tuple[FileChanges, ...]:
    """Of the files that a build took away, those that a reader misses: not a PDF, whose Word file
    tells it, and not what lay beside a file that is still made."""
    return tuple(
        FileChanges(path, removed=True)
        for path in removed
        if path.endswith((WORD, WORKBOOK)) or before.files[path].kind == "book"
        if before.files[path].stands_for not in built
    )


def _files_for(place: str, files: Mapping[str, Entry]) -> list[str]:
    """The files of a package that hold what was made for a place, the newest first: those laid
    beside it by their number, then the one in the place itself."""
    beside = [path for path, entry in files.items() if entry.stands_for == place]
    beside.sort(key=lambda path: (len(path), path), reverse=True)
    return [*beside, place] if place in files else beside


def _written_last(place: str, folder: Path, package: Manifest) -> str:
    """The file that holds what the program wrote last for a place; empty if a person changed it."""
    for path in _files_for(place, package.files):
        if _is_as_written(path, folder, package):
            return path
    return ""


def _is_as_written(path: str, folder: Path, package: Manifest) -> bool:
    file = folder / PurePosixPath(path)
    return file.is_file() and digest(_content(folder, path)) in package.digests


def package_changes(old: Path, new: Path) -> tuple[FileChanges, ...]:
    """What differs between the packages in two folders: Word files and workbooks; a PDF says what
    its Word file says.

    A document that only got another name is the same document. Raises UserError for a folder that
    holds no package.
    """
    before, after = _package(old), _package(new)
    papers = _papers(before), _papers(after)
    renamed = _renamed(*papers)
    found: list[FileChanges] = []
    for place, entry in after.files.items():
        paper = entry.stands_for or place
        was = paper if paper in papers[0] else renamed.get(paper, "")
        if not was:
            found.append(FileChanges(place, added=True))
            continue
        # What the program wrote is held against what it wrote, a person's own against what lay
        # in its place.
        own = was if was in before.files else _files_for(was, before.files)[0]
        if _is_as_written(place, new, after):
            own = _written_last(was, old, before) or own
        change = _file_changes(place, _content(old, own), _content(new, place))
        if change is not None:
            found.append(change)
    gone = [
        paper for paper in papers[0] if paper not in papers[1] and paper not in renamed.values()
    ]
    found.extend(FileChanges(place, removed=True) for place in gone)
    return tuple(found)


def _file_changes(place: str, old: bytes, new: bytes) -> FileChanges | None:
    if old == new:
        return None
    if place.endswith(WORD):
        return document_changes(place, old, new)
    try:
        rows = row_changes(old, new, PurePosixPath(place).name)
    except UserError as error:
        return FileChanges(place, unread=error.text)
    return FileChanges(place, rows=rows) if rows else None


def _package(folder: Path) -> Manifest:
    """The manifest of a folder, with those of its files that are compared and are there."""
    if not (folder / MANIFEST).is_file():
        raise UserError(
            _(
                "В папке «{folder}» нет пакета: не найден «{file}». Укажите папку, которую "
                "собирала эта программа, или файл проекта.",
                folder=str(folder),
                file=MANIFEST,
            )
        )
    package = read_manifest(folder)
    files = {
        place: entry
        for place, entry in package.files.items()
        if place.endswith((WORD, WORKBOOK)) and (folder / PurePosixPath(place)).is_file()
    }
    return replace(package, files=files, earlier=package.digests)


def _papers(package: Manifest) -> dict[str, Entry]:
    """The files of a package by the places that they were made for."""
    return {entry.stands_for or place: entry for place, entry in package.files.items()}


def _renamed(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> dict[str, str]:
    """Files of the newer package that stand in the older one under another name."""

    def alone(files: Mapping[str, Entry], others: Mapping[str, Entry]) -> Iterator[tuple[str, str]]:
        kinds = {place: entry.template or entry.kind for place, entry in files.items()}
        for place, kind in kinds.items():
            if place not in others and list(kinds.values()).count(kind) == 1:
                yield kind, place

    old = dict(alone(before, after))
    return {place: old[kind] for kind, place in alone(after, before) if kind in old}


def _content(folder: Path, place: str) -> bytes:
    path = folder / PurePosixPath(place)
    try:
        return path.read_bytes()
    except OSError as error:
        raise FileRefused(refusal(error, path)) from error
