"""The recovery file: unsaved work, kept apart from the project and offered after a crash.

It is written while the user works and cleared at every save and at a regular close; so one that is
found when a project is opened is left from a crash, or kept by a program that runs beside this one.
Every run of the program writes files of its own. None ever replaces the project by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path

from wizard.errors import UserError
from wizard.files import FileRefused, digest, is_full, write_whole
from wizard.project.project import Project
from wizard.storage.lock import THIS_RUN, is_at_work
from wizard.storage.migrations import FORMAT, migrated
from wizard.storage.validation import raw_answers, validated
from wizard.texts import Text, _

KIND = "salesplan-recovery"
SUFFIX = ".recovery"


@dataclass(frozen=True, slots=True)
class Recovery:
    """Unsaved work: the project as it was, when, and the file it belongs to (None: never saved).

    `digest` is of the project file that the work began from, empty if there was none; `pid` and
    `run` tell the program that wrote it down.
    """

    project: Project
    path: Path | None
    digest: str
    saved_at: datetime
    place: Path
    pid: int
    run: str

    @property
    def left(self) -> bool:
        """Whether the program that wrote it down has ended: the work is lost unless taken."""
        return not is_at_work(self.pid, self.run)

    @property
    def file_gone(self) -> bool:
        """Whether the project had a file, and it is no longer at its place."""
        return self.path is not None and not self.path.exists()

    @property
    def file_unchanged(self) -> bool:
        """Whether the project file is still the one that the work began from."""
        if self.path is None:
            return self.digest == ""
        try:
            return digest(self.path.read_bytes()) == self.digest
        except OSError:
            return False


def recovery_folder() -> Path:
    """Where recovery files lie: the user's own folder for a program's state."""
    return user_state_path("sales-wizard", appauthor=False) / "recovery"


def recovery_place(path: Path | None, folder: Path | None = None) -> Path:
    """Where this run of the program writes down its work on a project file, or on a project that
    has none yet."""
    return _home(folder) / f"{_stem(path)}-{THIS_RUN}{SUFFIX}"


def keep_recovery(
    project: Project, path: Path | None, file_digest: str, folder: Path | None = None
) -> Path:
    """Write the unsaved work down; gives back the file. Raises FileRefused."""
    place = recovery_place(path, folder)
    whole = {
        "kind": KIND,
        "format": FORMAT,
        "path": None if path is None else os.path.realpath(path),
        "digest": file_digest,
        "saved_at": datetime.now(UTC).isoformat(),
        "pid": os.getpid(),
        "run": THIS_RUN,
        "project": raw_answers(project),
    }
    content = json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        write_whole(place, content)
    except (OSError, FileRefused) as error:
        reason = error.__cause__ if isinstance(error, FileRefused) else error
        raise FileRefused(_refused(reason, place.parent)) from error
    return place


def find_recovery(
    path: Path, file_digest: str, folder: Path | None = None, *, sole: bool
) -> Recovery | None:
    """The newest unsaved work that a crash left of a project file, if any can be read: of the file
    at that path, or of the same file at a place where it is no more.

    `sole` tells that no other program can have the file open (its lock is ours); else the work of
    a program that still runs is passed over.
    """
    here = set(_home(folder).glob(f"{_stem(path)}*{SUFFIX}"))
    found = [one for one in _all(folder) if _concerns(one, file_digest, here, sole=sole)]
    newest = max(found, key=lambda one: one.saved_at, default=None)
    return None if newest is None else replace(newest, path=path)


def lost_projects(folder: Path | None = None) -> list[Recovery]:
    """Unsaved work of projects that had no file yet, or whose file is gone from its place, and
    whose program no longer runs."""
    return [one for one in _all(folder) if one.left and (one.path is None or one.file_gone)]


def clear_recovery(path: Path | None, folder: Path | None = None) -> None:
    """Forget what this run wrote down of a project: it was saved, or the user does not want it."""
    forget(recovery_place(path, folder))


def forget(place: Path) -> None:
    """Remove a recovery file; one that cannot be removed is only offered again."""
    with suppress(OSError):
        place.unlink()


def _refused(reason: BaseException | None, folder: Path) -> Text:
    """Why nothing can be written down, and what to do: the folder is no one's choice."""
    if isinstance(reason, OSError) and is_full(reason):
        return _(
            "На диске с папкой «{name}» нет места. Освободите место, а пока чаще сохраняйте "
            "проект.",
            name=str(folder),
        )
    return _(
        "В папку «{name}» нельзя писать. Проверьте, что это папка и что запись в неё разрешена, а "
        "пока чаще сохраняйте проект.",
        name=str(folder),
    )


def _home(folder: Path | None) -> Path:
    return folder if folder is not None else recovery_folder()


def _all(folder: Path | None) -> list[Recovery]:
    return list(filter(None, map(_read, sorted(_home(folder).glob(f"*{SUFFIX}")))))


def _concerns(recovery: Recovery, file_digest: str, here: set[Path], *, sole: bool) -> bool:
    """Whether unsaved work is of a file with that digest; `here` are what its place names."""
    if recovery.place in here:
        return sole or recovery.left
    return recovery.left and recovery.file_gone and recovery.digest == file_digest


def _stem(path: Path | None) -> str:
    if path is None:
        return "untitled"
    return hashlib.sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:24]


def _read(place: Path) -> Recovery | None:
    # A recovery file that cannot be understood is of no use to anybody, and no reason to stop.
    try:
        whole = json.loads(place.read_text(encoding="utf-8"))
        if whole["kind"] != KIND or not 1 <= whole["format"] <= FORMAT:
            return None
        return Recovery(
            project=validated(migrated(whole["project"], whole["format"]), place.name),
            path=None if whole["path"] is None else Path(whole["path"]),
            digest=str(whole["digest"]),
            saved_at=datetime.fromisoformat(whole["saved_at"]).astimezone(UTC),
            place=place,
            pid=int(whole.get("pid", 0)),
            run=str(whole.get("run", "")),
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError, UserError):
        return None
