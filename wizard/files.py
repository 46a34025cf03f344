"""Writing files so that a failure leaves the old one whole, and what the system refused, in words.

Belongs here: replacing a file in one step, names that every system takes, and turning an OSError
into a text for people. Does not belong here: what stands in a file (`wizard.storage`,
`wizard.documents`).
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from wizard.errors import UserError
from wizard.texts import Text, _

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_DENIED = {errno.EACCES, errno.EPERM}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENXIO, errno.ENODEV}
_FAR = {
    getattr(errno, name)
    for name in ("ESTALE", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH", "ETIMEDOUT",
                 "ENOTCONN", "ECONNRESET", "EREMOTEIO")
    if hasattr(errno, name)
}  # fmt: skip
# Windows: sharing violation, lock violation, network path or name gone.
_BUSY_WINDOWS = {32, 33}
_FAR_WINDOWS = {53, 55, 59, 64, 67, 1231}

PROJECT_SUFFIX = ".salesplan"
_LONGEST_NAME = 180  # bytes; systems take 255, and « (новый 2).docx» must fit
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])( *\..*)?")


class FileRefused(UserError):
    """The system did not let a file be read or written; the text says why and what to do."""


def file_stem(name: str) -> str:
    """A name that every system takes for a file: no forbidden signs, not too long, not reserved."""
    allowed = (sign if sign.isprintable() and sign not in _FORBIDDEN else " " for sign in name)
    clean = " ".join("".join(allowed).split())
    clean = clean.encode("utf-8")[:_LONGEST_NAME].decode("utf-8", "ignore").strip(" .")
    if not clean or _RESERVED.fullmatch(clean):
        clean = f"_{clean}"  # a device is told by what stands before the first full stop
    return clean


def digest(content: bytes) -> str:
    """The SHA-256 of a file's content, in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def write_whole(path: Path, content: bytes) -> None:
    """Write a file in one step: it has either all of the new content or all of the old.

    A temporary file in the same folder is written, flushed to the disk and put in the place of the
    file; an existing file keeps its permissions, a link still leads to it. Raises FileRefused.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = _mode_to_keep(target)
        temporary = target.with_name(f".{target.name}.{secrets.token_hex(4)}.tmp")
        try:
            _write(temporary, content, mode)
            os.replace(temporary, target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        _flush_folder(target.parent)
    except OSError as error:
        raise FileRefused(refusal(error, path)) from error


def is_full(error: OSError) -> bool:
    """Whether the disk has no room left."""
    return error.errno in _FULL


def refusal(error: OSError, path: Path) -> Text:
    """What is wrong with a file or folder and what to do, from the error of the system."""
    name = str(path)
    windows = getattr(error, "winerror", None)
    if windows in _BUSY_WINDOWS or error.errno == errno.EBUSY:
        return _("Файл «{name}» занят другой программой. Закройте его там и повторите.", name=name)
    if is_full(error):
        return _(
            "На диске нет места для «{name}». Освободите место или выберите другой диск.", name=name
        )
    if error.errno == errno.EROFS:
        return _(
            "Диск, на котором лежит «{name}», открыт только для чтения. Выберите другую папку.",
            name=name,
        )
    # Windows says "access denied" of a folder that is opened as a file.
    if error.errno == errno.EISDIR or (os.name == "nt" and _opened_as_file(error, path)):
        return _("«{name}» — папка, а не файл. Укажите имя файла.", name=name)
    if error.errno in _DENIED:
        return _(
            "Нет прав на «{name}»: файл или папка только для чтения. Выберите другую папку или "
            "снимите запрет.",
            name=name,
        )
    if error.errno in _FAR or windows in _FAR_WINDOWS:
        return _(
            "Сетевая папка с «{name}» не отвечает. Проверьте сеть или сохраните на этот компьютер.",
            name=name,
        )
    if error.errno in _GONE:
        return _(
            "«{name}» не найден: нет файла или папки с таким именем. Проверьте путь; если это "
            "сетевая папка или флешка, проверьте, подключена ли она.",
            name=name,
        )
    if error.errno == errno.EEXIST:
        return _(
            "На месте папки «{name}» лежит файл. Переименуйте его или выберите другую папку.",
            name=name,
        )
    if error.errno == errno.ENAMETOOLONG:
        return _("Слишком длинное имя: «{name}». Сократите его.", name=name)
    return _(
        "С файлом «{name}» не удалось работать: {reason}. Выберите другую папку.",
        name=name,
        reason=error.strerror or type(error).__name__,
    )


def _opened_as_file(error: OSError, path: Path) -> bool:
    return error.errno == errno.EACCES and error.filename == str(path) and path.is_dir()


def _mode_to_keep(target: Path) -> int | None:
    try:
        found = target.stat()
    except FileNotFoundError:
        return None
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if not found.st_mode & stat.S_IWUSR:
        # Replacing would succeed in a writable folder; the owner's wish counts for more.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return stat.S_IMODE(found.st_mode)


def _write(temporary: Path, content: bytes, mode: int | None) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(temporary, flags, 0o666), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        os.chmod(temporary, mode)


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there
        return
    # Some network file systems cannot flush a folder; the file itself is safe by now.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
