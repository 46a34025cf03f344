"""The list of projects opened lately; losing it costs nothing, so damage to it is passed over."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from platformdirs import user_config_path

from wizard.errors import UserError
from wizard.files import write_whole

KEPT = 10


def recent_file() -> Path:
    """Where the list lies: the user's own folder for a program's settings."""
    return user_config_path("sales-wizard", appauthor=False) / "recent.json"


def known_projects(place: Path | None = None) -> list[Path]:
    """Project files opened lately, the last one first; some may be gone."""
    return _read(place or recent_file())


def recent_projects(place: Path | None = None) -> list[Path]:
    """Project files opened lately, the last one first; files that are gone are left out."""
    return [path for path in known_projects(place) if path.is_file()]


def remember(path: Path, place: Path | None = None) -> None:
    """Put a project file at the head of the list."""
    home = place or recent_file()
    first = Path(os.path.realpath(path))
    _write(home, [first, *(known for known in _read(home) if known != first)][:KEPT])


def drop(path: Path, place: Path | None = None) -> None:
    """Take a project file off the list."""
    home = place or recent_file()
    gone = Path(os.path.realpath(path))
    _write(home, [known for known in _read(home) if known not in (gone, path)])


def _read(place: Path) -> list[Path]:
    try:
        raw = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(raw, list):
        return []
    return [Path(item) for item in raw if isinstance(item, str) and item and "\0" not in item]


def _write(place: Path, paths: list[Path]) -> None:
    # A full disk or a locked-down profile must not keep a project from being opened.
    with suppress(OSError, UserError):
        place.parent.mkdir(parents=True, exist_ok=True)
        content = json.dumps([str(path) for path in paths], ensure_ascii=False, indent=1)
        write_whole(place, content.encode("utf-8"))
