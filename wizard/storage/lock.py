"""The lock beside an open project: who has it open, so that two people do not overwrite each other.

A small file `.~lock.NAME` holds the process, computer and person. The lock of a program that ended
without taking it away (a crash, a power cut) is recognised and taken over.
"""

from __future__ import annotations

import errno
import getpass
import json
import os
import secrets
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wizard.errors import UserError
from wizard.files import FileRefused, refusal
from wizard.texts import Text, _

HALF_WRITTEN_SECONDS = 10
_TRIES = 5

# A process number comes again after a restart (in a container at once); this word does not.
THIS_RUN = secrets.token_hex(8)
# The locks that this run holds. A lock file of this run that is not among them was let go while its
# folder was away (a stick that was taken out) and could not be removed.
_held: set[Path] = set()

_NO_LOCK_POSSIBLE = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Holder:
    """The process that has a project open."""

    pid: int
    host: str
    user: str
    run: str

    @property
    def alive(self) -> bool:
        """Whether the holder may still be at work; on another computer that cannot be known."""
        if self.host != socket.gethostname():
            return True
        return is_at_work(self.pid, self.run)


class ProjectLocked(UserError):
    """Somebody has the project open."""

    def __init__(self, path: Path, holder: Holder) -> None:
        super().__init__(_who(path, holder))
        self.holder = holder


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock that is held; `release` gives it back."""

    path: Path
    holder: Holder

    def release(self) -> None:
        """Take the lock file away, if it is still ours."""
        _held.discard(self.path)
        if _read(self.path) == self.holder:
            with suppress(OSError):
                self.path.unlink()


def lock_path(project_file: Path) -> Path:
    """Where the lock of a project file lies."""
    real = Path(os.path.realpath(project_file))
    return real.with_name(f".~lock.{real.name}")


def take_lock(project_file: Path) -> Lock | None:
    """The lock of a project file, or None where its folder is read-only and nobody can save.

    Raises ProjectLocked if the project is open elsewhere, FileRefused if the folder is gone.
    """
    path = lock_path(project_file)
    holder = Holder(os.getpid(), socket.gethostname(), _user(), THIS_RUN)
    for _try in range(_TRIES):
        try:
            _create(path, holder)
        except FileExistsError:
            found = _read(path)
            if found is not None and found.alive and (found != holder or path in _held):
                raise ProjectLocked(project_file, found) from None
            if found is not None or _age(path) > HALF_WRITTEN_SECONDS:
                with suppress(FileNotFoundError):
                    path.unlink()
            else:
                time.sleep(0.05)  # another program is just writing it
            continue
        except OSError as error:
            if error.errno in _NO_LOCK_POSSIBLE:
                return None
            raise FileRefused(refusal(error, project_file)) from error
        if _read(path) == holder:
            _held.add(path)
            return Lock(path, holder)
    raise ProjectLocked(project_file, _read(path) or Holder(0, "?", "?", ""))


def is_at_work(pid: int, run: str) -> bool:
    """Whether a run of the program on this computer may still go on."""
    return run == THIS_RUN if pid == os.getpid() else is_running(pid)


def is_running(pid: int) -> bool:
    """Whether a process of this computer is running."""
    if pid <= 0:
        return False
    if sys.platform == "win32":
        return _is_running_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it runs, and belongs to someone else
        return True
    return True


def _is_running_on_windows(pid: int) -> bool:
    # os.kill(pid, 0) would end the process there.
    import ctypes

    query_limited, still_active = 0x1000, 259
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    handle = kernel.OpenProcess(query_limited, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return bool(known) and code.value == still_active


def _who(path: Path, holder: Holder) -> Text:
    if holder.host == socket.gethostname() and holder.pid == os.getpid():
        return _(
            "Проект «{name}» уже открыт в этой программе. Перейдите в его окно.", name=path.name
        )
    return _(
        "Проект «{name}» уже открыт: {user}, компьютер {host}. Закройте его там или откройте "
        "копию файла. Если там его никто не держит, удалите «{lock}».",
        name=path.name,
        user=holder.user,
        host=holder.host,
        lock=lock_path(path).name,
    )


def _create(path: Path, holder: Holder) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    with os.fdopen(os.open(path, flags, 0o666), "w", encoding="utf-8") as file:
        json.dump(
            {"pid": holder.pid, "host": holder.host, "user": holder.user, "run": holder.run}, file
        )


def _read(path: Path) -> Holder | None:
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return Holder(int(raw["pid"]), str(raw["host"]), str(raw["user"]), str(raw["run"]))
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "?"
