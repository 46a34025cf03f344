"""The recovery file: unsaved work, kept apart from the project and offered after a crash.

It is written while the user works and cleared at every save and at a regular close; so one that is
found when a project is opened is left from a crash. It never replaces the project by itself.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path

from wizard.errors import UserError
from wizard.files import FileRefused, digest, refusal, write_whole
from wizard.project.project import Project
from wizard.storage.lock import is_running
from wizard.storage.migrations import FORMAT, migrated
from wizard.storage.validation import validated

KIND = "salesplan-recovery"
SUFFIX = ".recovery"


@dataclass(frozen=True, slots=True)
class Recovery:
    """Unsaved work: the project as it was, when, and the file it belongs to (None: never saved).

    `digest` is of the project file that the work began from, empty if there was none.
    """

    project: Project
    path: Path | None
    digest: str
    saved_at: datetime
    place: Path

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
    """The recovery file of a project file, or of this process's project that has none yet."""
    home = folder if folder is not None else recovery_folder()
    if path is None:
        return home / f"untitled-{os.getpid()}{SUFFIX}"
    real = os.path.realpath(path)
    return home / f"{hashlib.sha256(os.fsencode(real)).hexdigest()[:24]}{SUFFIX}"


def keep_recovery(
    project: Project, path: Path | None, file_digest: str, folder: Path | None = None
) -> Path:
    """Write the unsaved work down; gives back the file. Raises FileRefused."""
    place = recovery_place(path, folder)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileRefused(refusal(error, place.parent)) from error
    answers = project.model_dump(mode="json")
    answers["answered"] = sorted(answers["answered"])
    whole = {
        "kind": KIND,
        "format": FORMAT,
        "path": None if path is None else os.path.realpath(path),
        "digest": file_digest,
        "saved_at": datetime.now(UTC).isoformat(),
        "pid": os.getpid(),
        "project": answers,
    }
    write_whole(place, json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace"))
    return place


def find_recovery(path: Path, folder: Path | None = None) -> Recovery | None:
    """The unsaved work that belongs to a project file, if a crash left any that can be read."""
    return _read(recovery_place(path, folder))


def lost_projects(folder: Path | None = None) -> list[Recovery]:
    """Unsaved work of projects that had no file yet and whose program no longer runs."""
    home = folder if folder is not None else recovery_folder()
    found: list[Recovery] = []
    for place in sorted(home.glob(f"untitled-*{SUFFIX}")):
        number = place.stem.removeprefix("untitled-")
        if number.isdigit() and (int(number) == os.getpid() or is_running(int(number))):
            continue
        recovery = _read(place)
        if recovery is not None:
            found.append(recovery)
    return found


def clear_recovery(path: Path | None, folder: Path | None = None) -> None:
    """Forget the unsaved work of a project: it was saved, or the user does not want it."""
    forget(recovery_place(path, folder))


def forget(place: Path) -> None:
    """Remove a recovery file; one that cannot be removed is only offered again."""
    with suppress(OSError):
        place.unlink()


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
            saved_at=datetime.fromisoformat(whole["saved_at"]),
            place=place,
        )
    except (OSError, ValueError, TypeError, KeyError, RecursionError, UserError):
        return None
