"""Built files put into a folder: all or none, and never over what a person changed.

Belongs here: the temporary folder, what is replaced, kept and laid beside, undoing a failure. Does
not belong here: what the files are (`package`).
"""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from wizard.documents.changes import FileChanges, changes_in_place, removed_papers
from wizard.documents.manifest import (
    MANIFEST,
    Entry,
    Manifest,
    PartKind,
    manifest_content,
    of_kinds,
    read_manifest,
)
from wizard.documents.owner import NOBODY, Owner
from wizard.errors import UserError, WizardError
from wizard.files import FileRefused, digest, refusal, write_whole
from wizard.storage.lock import lock_path, take_lock
from wizard.texts import Language, Text, Verbatim, _

FIGURES = _("Показатели")
Progress = Callable[[int, int, Text | Verbatim], None]
Cancelled = Callable[[], bool]

_AT_WORK = "build"
_LONGEST_BUILD_SECONDS = 24 * 60 * 60
_NOT_HERE = {errno.EACCES, errno.EPERM, errno.EROFS}


class BuildCancelled(WizardError):
    """The user stopped the build; everything is as it was before."""


@dataclass(frozen=True, slots=True)
class Part:
    """A file to build: its path in the package (with `/`), its title, and what makes its content.

    `version` is a digest of the template that it is made from.
    """

    place: str
    title: Text | Verbatim
    kind: PartKind
    content: Callable[[], bytes]
    template: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class PackageReport:
    """What a build did: paths in the package, sentences for what a person should look at, what
    texts and figures say otherwise than in the build before, and the files of it that are gone."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    attention: tuple[Text, ...]
    changes: tuple[FileChanges, ...] = ()
    figures: tuple[Text, ...] = ()
    removed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """What a build notes in its manifest: the totals by key, their currency, what changed in them,
    the plan, and the digests of `foreign` workbooks, which are kept."""

    totals: Mapping[str, float] = field(default_factory=dict)
    currency: str = ""
    changes: tuple[Text, ...] = ()
    owner: Owner = NOBODY
    foreign: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Placed:
    """What has been done so far, and how to undo it."""

    made: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    attention: list[Text] = field(default_factory=list)
    entries: dict[str, Entry] = field(default_factory=dict)
    emptied: list[Path] = field(default_factory=list)
    undo: list[Callable[[], object]] = field(default_factory=list)


def build_parts(
    parts: Sequence[Part],
    folder: Path,
    kinds: Sequence[PartKind],
    language: Language,
    progress: Progress,
    cancelled: Cancelled,
    account: Account | None = None,
    failed: Collection[str] = (),
) -> PackageReport:
    """Build the parts in a temporary folder, then put them into `folder` file by file.

    `kinds` are the kinds that this build covers: files of other kinds from earlier builds stay, and
    so do those of the `failed` templates. A document whose content cannot be made is told, and the
    others are built.
    Raises BuildCancelled, FileRefused, ForeignManifest; the folder is then as it was.
    """
    folder = Path(os.path.abspath(folder))
    refuse_file(folder)
    before = read_manifest(folder)
    figures = account or Account()
    before = replace(before, foreign=before.foreign | figures.foreign)
    created = _made_folders(folder)
    _check_writable(folder)
    _clear_dead_workshops(folder)
    try:
        workshop = _workshop(folder)
        try:
            take_lock(workshop / _AT_WORK)
            broken = _build(parts, workshop, folder, progress, cancelled)
            built = [part for part in parts if part.place not in broken]
            changes = _changes(built, workshop, folder, before, cancelled)
            progress(len(parts), len(parts), _("Пакет собран"))
            lost = {part.template for part in parts if part.place in broken} | set(failed)
            report = _place(
                built, workshop, folder, before, kinds, language, changes, figures, lost
            )
            return replace(report, attention=(*report.attention, *broken.values()))
        finally:
            shutil.rmtree(workshop, ignore_errors=True)
    except BaseException:
        for path in reversed(created):
            with suppress(OSError):  # not empty: somebody else put something there
                path.rmdir()
        raise


def refuse_file(folder: Path) -> None:
    """Raises UserError where a file stands in the place of the package's folder, or above it."""
    folder = Path(os.path.abspath(folder))
    for path in (folder, *folder.parents):
        if os.path.exists(path) and not os.path.isdir(path):
            raise UserError(
                _("«{name}» — файл, а пакету нужна папка. Укажите другую папку.", name=str(path))
            )


def _build(
    parts: Sequence[Part],
    workshop: Path,
    folder: Path,
    progress: Progress,
    cancelled: Cancelled,
) -> dict[str, Text]:
    """Write the new files; gives back what is wrong with those that could not be made."""
    broken: dict[str, Text] = {}
    for number, part in enumerate(parts):
        if cancelled():
            raise BuildCancelled
        progress(number, len(parts), part.title)
        path = workshop / "new" / PurePosixPath(part.place)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(part.content())
        except OSError as error:
            raise FileRefused(refusal(error, folder / part.place)) from error
        except UserError as error:
            if part.kind != "document" or isinstance(error, FileRefused):
                raise
            broken[part.place] = _(
                "«{name}» не собран. {problem}", name=part.place, problem=error.text
            )
    return broken


def _changes(
    parts: Sequence[Part],
    workshop: Path,
    folder: Path,
    before: Manifest,
    cancelled: Cancelled,
) -> tuple[FileChanges, ...]:
    """What the built documents say otherwise; the last look at a cancel: what follows is short."""
    found: list[FileChanges] = []
    for part in parts:
        if cancelled():
            raise BuildCancelled
        found.extend(changes_in_place([part.place], workshop / "new", folder, before))
    if cancelled():
        raise BuildCancelled
    return tuple(found)


def _place(
    parts: Sequence[Part],
    workshop: Path,
    folder: Path,
    before: Manifest,
    kinds: Sequence[PartKind],
    language: Language,
    changes: tuple[FileChanges, ...],
    account: Account,
    failed: Collection[str],
) -> PackageReport:
    placed = _Placed()
    others = {path: entry for path, entry in before.files.items() if entry.kind not in kinds}
    try:
        built = {part.place: _entry(part, workshop) for part in parts}
        # Written first: a build cut off half-way must not take its own files for hand-made ones.
        begun = replace(before, files={**before.files, **built}, earlier=before.digests)
        _write_manifest(begun, folder, placed)
        for part in parts:
            _place_one(part, built[part.place], workshop, folder, before, language, placed)
        leftovers = {
            path: entry
            for path, entry in of_kinds(before, kinds).items()
            if path not in placed.entries
        }
        for path, entry in list(leftovers.items()):
            if entry.template and entry.template in failed:  # better the old one than none
                placed.entries[path] = leftovers.pop(path)
        _remove_leftovers(leftovers, workshop, folder, before, placed)
        changes += removed_papers(placed.removed, before, built)
        earlier = before.digests - {entry.sha256 for entry in placed.entries.values()}
        told = _told(changes, account, language)
        files = {**others, **placed.entries}
        written = Manifest(
            files,
            earlier,
            account.totals,
            told,
            account.currency,
            account.owner,
            before.foreign,
        )
        _write_manifest(written, folder, placed)
    except OSError as error:
        _undo(placed)
        raise FileRefused(refusal(error, Path(error.filename or folder))) from error
    except BaseException:
        _undo(placed)
        raise
    for emptied in placed.emptied:
        if emptied != folder:
            with suppress(OSError):  # other files live there
                emptied.rmdir()
    attention = tuple(placed.attention)
    return PackageReport(
        tuple(placed.made),
        tuple(placed.kept),
        attention,
        changes,
        account.changes,
        tuple(placed.removed),
    )


def _told(
    changes: Sequence[FileChanges], account: Account, language: Language
) -> dict[str, list[str]]:
    """What changed, for the manifest: under each file its lines, the figures under their own."""
    told = {
        change.place: [change.sentence.into(language)]
        + [f"{mark} {text}" for line in change.lines for mark, text in line.sides if text]
        for change in changes
    }
    if account.changes:
        told[FIGURES.into(language)] = [text.into(language) for text in account.changes]
    return told


def _place_one(
    part: Part,
    entry: Entry,
    workshop: Path,
    folder: Path,
    before: Manifest,
    language: Language,
    placed: _Placed,
) -> None:
    new, target = workshop / "new" / PurePosixPath(part.place), folder / PurePosixPath(part.place)
    _make_folder(target.parent, folder, placed)
    busy = target.is_file() and is_open_elsewhere(target)
    if not busy and (not os.path.lexists(target) or _is_ours(target, before, entry)):
        try:
            _move(new, target, workshop, placed)
        except PermissionError:
            if not target.is_file():
                raise
            busy = True  # Windows refuses to replace a file that a program has open
        else:
            placed.made.append(part.place)
            placed.entries[part.place] = entry
            return
    beside = _beside(target, before, language)
    _move(new, beside, workshop, placed)
    name = beside.relative_to(folder).as_posix()
    placed.made.append(name)
    placed.kept.append(part.place)
    placed.entries[name] = replace(entry, stands_for=part.place)
    if part.place in before.files:
        placed.entries[part.place] = before.files[part.place]
    placed.attention.append(_kept(part.place, beside.name, busy=busy))


def _kept(place: str, new: str, *, busy: bool) -> Text:
    if busy:
        return _(
            "«{name}» открыт в другой программе и не заменён. Новый лежит рядом: «{new}».",
            name=place,
            new=new,
        )
    return _(
        "«{name}» изменён вами и оставлен как есть. Новый лежит рядом: «{new}».",
        name=place,
        new=new,
    )


def _remove_leftovers(
    earlier: dict[str, Entry], workshop: Path, folder: Path, before: Manifest, placed: _Placed
) -> None:
    """Take away what an earlier build made and this one does not, unless a person changed it."""
    for path, entry in earlier.items():
        target = folder / PurePosixPath(path)
        if path in placed.entries or not target.is_file():
            continue
        ours = _is_ours(target, before, entry)
        if ours and not is_open_elsewhere(target):
            _set_aside(target, workshop, placed)
            target.unlink()
            placed.emptied.append(target.parent)
            placed.removed.append(path)
            continue
        new = _newest(entry.stands_for, placed)
        placed.kept.append(path)
        placed.entries[path] = entry
        placed.attention.append(
            _kept(path, new, busy=ours)
            if new
            else _(
                "«{name}» больше не входит в пакет, но изменён вами или открыт, поэтому оставлен.",
                name=path,
            )
        )


def _newest(place: str, placed: _Placed) -> str:
    """The name of the file that this build made for a place; empty where it made none."""
    for made in placed.made:
        if place and place in (made, placed.entries[made].stands_for):
            return PurePosixPath(made).name
    return ""


def is_open_elsewhere(path: Path) -> bool:
    """Whether an office program has the file open, by the lock file that it lays beside it."""
    names = (f".~lock.{path.name}#", f"~${path.name}", f"~${path.name[2:]}")
    return any((path.parent / name).exists() for name in names)


def _is_ours(target: Path, before: Manifest, entry: Entry) -> bool:
    if not target.is_file():
        return False
    found = digest(target.read_bytes())
    if found in before.foreign:
        return False
    return found == entry.sha256 or found in before.digests


def _beside(target: Path, before: Manifest, language: Language) -> Path:
    """Where the new file goes when the old one must stay: «План (новый).docx»."""
    word = _("новый").into(language)
    number = 1
    while True:
        mark = word if number == 1 else f"{word} {number}"
        beside = target.with_name(f"{target.stem} ({mark}){target.suffix}")
        if not os.path.lexists(beside):
            return beside
        free = beside.is_file() and not is_open_elsewhere(beside)
        if free and digest(beside.read_bytes()) in before.digests:
            return beside
        number += 1


def _entry(part: Part, workshop: Path) -> Entry:
    content = (workshop / "new" / PurePosixPath(part.place)).read_bytes()
    return Entry(digest(content), part.kind, part.template, part.version)


def _move(new: Path, target: Path, workshop: Path, placed: _Placed) -> None:
    if os.path.lexists(target):
        _set_aside(target, workshop, placed)
    else:
        placed.undo.append(lambda: target.unlink(missing_ok=True))
    os.replace(new, target)


def _set_aside(target: Path, workshop: Path, placed: _Placed) -> None:
    """Keep a copy of a file that is about to go, for the case that a later one fails."""
    kept = workshop / "old" / f"{len(placed.undo)}{target.suffix}"
    kept.parent.mkdir(exist_ok=True)
    shutil.copy2(target, kept)
    placed.undo.append(lambda: os.replace(kept, target))


def _write_manifest(manifest: Manifest, folder: Path, placed: _Placed) -> None:
    place = folder / MANIFEST
    old = place.read_bytes() if place.is_file() else None
    write_whole(place, manifest_content(manifest))
    if old is None:
        placed.undo.append(lambda: place.unlink(missing_ok=True))
    else:
        placed.undo.append(lambda: write_whole(place, old))


def _undo(placed: _Placed) -> None:
    for step in reversed(placed.undo):
        with suppress(OSError, UserError):  # undo what can be undone
            step()


def _make_folder(path: Path, folder: Path, placed: _Placed) -> None:
    for step in reversed([path, *path.parents]):
        if folder in step.parents and not step.is_dir():
            step.mkdir()
            placed.undo.append(step.rmdir)


def _made_folders(folder: Path) -> list[Path]:
    """Make the folder and those above it; gives back the ones that were not there."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        for path in missing:
            with suppress(OSError):
                path.rmdir()
        raise FileRefused(refusal(error, folder)) from error
    return missing[::-1]


def _check_writable(folder: Path) -> None:
    # Told before the work, not after it.
    if not os.access(folder, os.W_OK):
        error = PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
        raise FileRefused(refusal(error, folder))


def _clear_dead_workshops(folder: Path) -> None:
    """Take away the temporary folders of builds that were killed; one at work holds its lock."""
    name = re.compile(rf"{re.escape(_workshop_name(folder, ''))}[0-9a-f]{{8}}\.tmp")
    for place in (folder.parent, folder):
        with suppress(OSError):  # what cannot be cleared is in nobody's way
            for path in place.iterdir():
                if name.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
                    _clear_if_dead(path)


def _clear_if_dead(workshop: Path) -> None:
    if not lock_path(workshop / _AT_WORK).exists():
        # A build that is just beginning has not laid its lock yet; older versions never did.
        if time.time() - workshop.stat().st_mtime < _LONGEST_BUILD_SECONDS:
            return
    else:
        try:
            take_lock(workshop / _AT_WORK)
        except UserError:
            return
    shutil.rmtree(workshop, ignore_errors=True)


def _workshop_name(folder: Path, mark: str) -> str:
    return f".{folder.name or 'package'}.{mark}"


def _workshop(folder: Path) -> Path:
    """A temporary folder beside the package, or inside it where nothing can be made beside it."""
    name = f"{_workshop_name(folder, secrets.token_hex(4))}.tmp"
    beside = folder.parent
    try:
        if beside.stat().st_dev == folder.stat().st_dev and beside != folder:
            (beside / name).mkdir()
            return beside / name
    except OSError as error:
        if error.errno not in _NOT_HERE:
            raise FileRefused(refusal(error, folder)) from error
    try:
        (folder / name).mkdir()
    except OSError as error:
        raise FileRefused(refusal(error, folder / name)) from error
    return folder / name
