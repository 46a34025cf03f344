"""A pack's files read into memory from a folder or a zip, with all that is dangerous refused.

Belongs here: what may be read, how much of it, and which names. Does not belong here: what the
files mean (`packs.py`). After this nothing of a pack is read from the disk, so no name that a
template gives can lead anywhere.
"""

from __future__ import annotations

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from wizard.errors import UserError
from wizard.files import FileRefused, refusal
from wizard.texts import Text, _

MOST_FILES = 500
LARGEST_FILE = 20 * 2**20
LARGEST = 60 * 2**20
LARGEST_ARCHIVE = 60 * 2**20
DEEPEST = 4
HIGHEST_RATIO = 100  # a text packs to a tenth of its size; a bomb to a thousandth
_RATIO_FROM = 2**20
_STRAY = re.compile(r"__MACOSX|\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\..*", re.IGNORECASE)


class PackRefused(UserError):
    """A pack that is not opened; the text says why."""


def read_files(path: Path) -> Mapping[str, bytes]:
    """The files of a folder or zip by their path in it (with `/`).

    A zip that holds nothing but one folder is read as that folder. Raises PackRefused, FileRefused.
    """
    try:
        if path.is_dir():
            return dict(_of_folder(path))
        if path.stat().st_size > LARGEST_ARCHIVE:
            raise PackRefused(_("Набор «{name}» слишком велик.", name=path.name))
        with zipfile.ZipFile(path) as archive:
            return _without_outer_folder(dict(_of_zip(archive, path.name)))
    except OSError as error:
        raise FileRefused(refusal(error, path)) from error
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        # What zipfile raises for a damaged archive is not told in one kind.
        raise PackRefused(
            _("«{name}» не читается: нужна папка набора или исправный zip.", name=path.name)
        ) from error


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    left, count, size = [folder], 0, 0
    while left:
        with os.scandir(left.pop()) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            place = Path(entry.path).relative_to(folder).as_posix()
            if _STRAY.fullmatch(entry.name):
                continue
            if entry.is_symlink():
                raise _refused(folder.name, place, _("это ссылка на другой файл"))
            count += 1
            if count > MOST_FILES or place.count("/") >= DEEPEST:
                raise PackRefused(_too_many(folder.name))
            if entry.is_dir(follow_symlinks=False):
                left.append(Path(entry.path))
                continue
            content = _content(Path(entry.path), folder.name, place)
            size += len(content)
            if size > LARGEST:
                raise PackRefused(_("Набор «{name}» слишком велик.", name=folder.name))
            yield place, content


def _content(path: Path, pack: str, place: str) -> bytes:
    # A link laid there since it was looked at is not followed, a pipe is not waited for.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _refused(pack, place, _("это не обычный файл"))
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise _refused(pack, place, _("файл слишком велик"))
    return content


def _of_zip(archive: zipfile.ZipFile, pack: str) -> Iterator[tuple[str, bytes]]:
    items = archive.infolist()
    if len(items) > MOST_FILES:
        raise PackRefused(_too_many(pack))
    seen: set[str] = set()
    size = 0
    for item in items:
        place = _safe_name(item, pack)
        if any(_STRAY.fullmatch(part) for part in PurePosixPath(place).parts) or item.is_dir():
            continue
        if place.casefold() in seen:
            raise _refused(pack, place, _("это имя стоит в архиве дважды"))
        seen.add(place.casefold())
        content = _unpacked(archive, item, pack, place)
        size += len(content)
        if size > LARGEST:
            raise PackRefused(_("Набор «{name}» слишком велик.", name=pack))
        yield place, content


def _unpacked(archive: zipfile.ZipFile, item: zipfile.ZipInfo, pack: str, place: str) -> bytes:
    """The content of an entry, never more than is allowed, whatever the archive says of it."""
    if item.file_size > _RATIO_FROM and item.file_size > HIGHEST_RATIO * item.compress_size:
        raise _refused(pack, place, _("он разворачивается во много раз"))
    if item.flag_bits & 0x1:
        raise _refused(pack, place, _("он закрыт паролем"))
    with archive.open(item) as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise _refused(pack, place, _("файл слишком велик"))
    return content


def _safe_name(item: zipfile.ZipInfo, pack: str) -> str:
    # zipfile cuts a name at a zero; `orig_filename` is what stands in the archive.
    name = item.orig_filename
    pure = PurePosixPath(name)
    climbs = (
        not name
        or "\\" in name
        or "\0" in name
        or ":" in name
        or pure.is_absolute()
        or ".." in pure.parts
    )
    if climbs:
        raise _refused(pack, name[:80].replace("\0", " "), _("имя ведёт за пределы набора"))
    kind = stat.S_IFMT(item.external_attr >> 16)
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise _refused(pack, name, _("это ссылка на другой файл"))
    if len(pure.parts) > DEEPEST + 1:
        raise PackRefused(_too_many(pack))
    return pure.as_posix()


def _without_outer_folder(files: dict[str, bytes]) -> dict[str, bytes]:
    outer = {place.partition("/")[0] for place in files}
    if len(outer) == 1 and all("/" in place for place in files):
        return {place.partition("/")[2]: content for place, content in files.items()}
    return files


def _too_many(pack: str) -> Text:
    return _("В наборе «{name}» слишком много файлов или папок.", name=pack)


def _refused(pack: str, place: str, why: Text) -> PackRefused:
    return PackRefused(
        _("Набор «{name}» не открыт из-за «{place}»: {why}.", name=pack, place=place, why=why)
    )
