"""Presets of one's own: a project without its client, kept for the next one.

Belongs here: the files of such presets in the user's own folder. Does not belong here: the presets
that come with the program (`presets`), what is a client's own (`wizard.project.anonymous`).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from wizard.errors import UserError
from wizard.files import FileRefused, refusal, write_whole
from wizard.project.anonymous import without_client
from wizard.project.project import Project
from wizard.storage.migrations import FORMAT, migrated
from wizard.storage.validation import validated
from wizard.texts import _, alphabetical

KIND = "salesplan-preset"
PREFIX = "own:"
_SUFFIX = ".json"


class OwnPresetUnreadable(UserError):
    """The file of an own preset is gone or damaged."""


def own_presets_folder() -> Path:
    """Where own presets lie: the user's own folder for a program's data."""
    return user_data_path("sales-wizard", appauthor=False) / "presets"


def own_presets(folder: Path) -> dict[str, str]:
    """The titles of all own presets by name, in the order of their titles; files that cannot be
    read are passed over."""
    found = {}
    for place in folder.glob(f"*{_SUFFIX}"):
        try:
            found[f"{PREFIX}{place.stem}"] = str(_raw(place)["title"])
        except OwnPresetUnreadable:
            continue
    return dict(sorted(found.items(), key=lambda item: alphabetical(item[1])))


def own_title(name: str, folder: Path) -> str | None:
    """The title of an own preset; None where it cannot be read, or is not of this computer."""
    try:
        return str(_raw(_place(name, folder))["title"])
    except OwnPresetUnreadable:
        return None


def is_kept(title: str, folder: Path) -> bool:
    """Whether a preset of that title, in whatever letters, is there, be it one that cannot be
    read."""
    return _place(_name(title), folder).is_file()


def keep_own_preset(project: Project, title: str, folder: Path) -> str:
    """Keep a project, without what is its client's, under a title; gives back the preset's name.

    A preset of the same title is replaced. Raises FileRefused.
    """
    kept = without_client(project)
    name = _name(title)
    answers = kept.model_dump(mode="json")
    answers["answered"] = []
    whole = {"kind": KIND, "format": FORMAT, "title": title.strip(), "project": answers}
    place = _place(name, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileRefused(refusal(error, folder)) from error
    write_whole(place, json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
    return name


def load_own_preset(name: str, folder: Path) -> Project:
    """The project of an own preset. Raises OwnPresetUnreadable, BadAnswers."""
    place = _place(name, folder)
    raw = _raw(place)
    return validated({**migrated(raw["project"], raw["format"]), "preset": name}, raw["title"])


def drop_own_preset(name: str, folder: Path) -> None:
    """Forget an own preset. Raises FileRefused."""
    place = _place(name, folder)
    try:
        place.unlink(missing_ok=True)
    except OSError as error:
        raise FileRefused(refusal(error, place)) from error


def _name(title: str) -> str:
    stem = hashlib.sha256(title.strip().casefold().encode("utf-8")).hexdigest()[:16]
    return f"{PREFIX}{stem}"


def _place(name: str, folder: Path) -> Path:
    return folder / f"{Path(name.removeprefix(PREFIX)).name}{_SUFFIX}"


def _raw(place: Path) -> dict[str, Any]:
    try:
        raw = json.loads(place.read_text(encoding="utf-8"))
        if raw["kind"] != KIND or not isinstance(raw["project"], dict):
            raise ValueError(raw["kind"])
        number = raw["format"]
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= FORMAT:
            raise ValueError(number)
        return {"title": str(raw["title"]), "format": number, "project": raw["project"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise OwnPresetUnreadable(
            _(
                "Пример «{name}» не читается: файл удалён, повреждён или записан более новой "
                "версией программы.",
                name=place.stem,
            )
        ) from error
