"""What differs between two packages, or between the package in a folder and the one just built.

Belongs here: texts of Word files line by line, cells of workbooks, files that came and went. Does
not belong here: answers and figures of projects (`wizard.project.changes`,
`wizard.plan.comparison`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path, PurePosixPath

from wizard.documents.manifest import MANIFEST, Entry, read_manifest
from wizard.documents.word.word_text import NotWord, word_lines
from wizard.errors import UserError
from wizard.files import FileRefused, refusal
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
    tell.
    """

    place: str
    added: bool = False
    removed: bool = False
    lines: tuple[LineChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    unread: Text | None = None

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
    places: Iterable[str], built: Path, folder: Path, known: Iterable[str]
) -> tuple[FileChanges, ...]:
    """What the documents just `built` say otherwise than the ones that lie in the folder, which a
    person may have edited. `known` are the files of the build before: without one there is
    nothing to compare."""
    before = set(known)
    if not before:
        return ()
    found: list[FileChanges] = []
    for place in places:
        if not place.endswith(WORD):
            continue
        if not (folder / PurePosixPath(place)).is_file():
            if place not in before:
                found.append(FileChanges(place, added=True))
            continue
        old, new = _content(folder, place), _content(built, place)
        change = None if old == new else document_changes(place, old, new)
        if change is not None:
            found.append(change)
    return tuple(found)


def package_changes(old: Path, new: Path) -> tuple[FileChanges, ...]:
    """What differs between the packages in two folders: Word files and workbooks; a PDF says what
    its Word file says.

    A document that only got another name is the same document. Raises UserError for a folder that
    holds no package.
    """
    before, after = _files(old), _files(new)
    renamed = _renamed(before, after)
    found: list[FileChanges] = []
    for place in after:
        was = place if place in before else renamed.get(place, "")
        if not was:
            found.append(FileChanges(place, added=True))
            continue
        change = _file_changes(place, _content(old, was), _content(new, place))
        if change is not None:
            found.append(change)
    gone = [place for place in before if place not in after and place not in renamed.values()]
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


def _files(folder: Path) -> Mapping[str, Entry]:
    if not (folder / MANIFEST).is_file():
        raise UserError(
            _(
                "В папке «{folder}» нет пакета: не найден «{file}». Укажите папку, которую "
                "собирала эта программа, или файл проекта.",
                folder=str(folder),
                file=MANIFEST,
            )
        )
    files = read_manifest(folder).files
    return {
        place: entry
        for place, entry in files.items()
        if place.endswith((WORD, WORKBOOK)) and (folder / PurePosixPath(place)).is_file()
    }


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
