"""The list of projects opened lately; losing it costs nothing, so damage to it is passed over."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from wizard.errors import UserError
from wizard.files import write_whole

KEPT = 10
_MOST_MONTHS, _LONGEST_TITLE = 60, 200


@dataclass(frozen=True, slots=True)
class Glance:
    """What a project looked like when it was last saved: whose it is, how far, its revenue."""

    title: str
    answered: int
    asked: int
    months: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Recent:
    """A project file opened lately, with a glance at it where one was kept."""

    path: Path
    glance: Glance | None = None


def recent_file() -> Path:
    """Where the list lies: the user's own folder for a program's settings."""
    return user_config_path("sales-wizard", appauthor=False) / "recent.json"


def known_projects(place: Path | None = None) -> list[Recent]:
    """Projects opened lately, the last one first; files of some may be gone."""
    return _read(place or recent_file())


def remember(path: Path, place: Path | None = None, glance: Glance | None = None) -> None:
    """Put a project file at the head of the list; without a glance it keeps the one it had."""
    home = place or recent_file()
    first, known = Path(os.path.realpath(path)), _read(home)
    kept = next((one.glance for one in known if one.path == first), None)
    others = [one for one in known if one.path != first]
    _write(home, [Recent(first, glance or kept), *others][:KEPT])


def drop(path: Path, place: Path | None = None) -> None:
    """Take a project file off the list."""
    home = place or recent_file()
    gone = (Path(os.path.realpath(path)), path)
    _write(home, [known for known in _read(home) if known.path not in gone])


def _read(place: Path) -> list[Recent]:
    try:
        raw = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return [found for item in raw if (found := _recent(item))] if isinstance(raw, list) else []


def _recent(item: object) -> Recent | None:
    # Before there were glances, an entry was the path alone.
    path = item.get("path") if isinstance(item, Mapping) else item
    if not isinstance(path, str) or not path or "\0" in path:
        return None
    return Recent(Path(path), _glance(item) if isinstance(item, Mapping) else None)


def _glance(item: Mapping[str, Any]) -> Glance | None:
    try:
        months = tuple(float(value) for value in item["months"])[:_MOST_MONTHS]
        title = str(item["title"])[:_LONGEST_TITLE]
        found = Glance(title, int(item["answered"]), int(item["asked"]), months)
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return found if all(map(math.isfinite, months)) else None


def _write(place: Path, projects: list[Recent]) -> None:
    # A full disk or a locked-down profile must not keep a project from being opened.
    with suppress(OSError, UserError):
        place.parent.mkdir(parents=True, exist_ok=True)
        items = [
            {"path": str(one.path), **(asdict(one.glance) if one.glance else {})}
            for one in projects
        ]
        content = json.dumps(items, ensure_ascii=False, indent=1)
        write_whole(place, content.encode("utf-8"))
