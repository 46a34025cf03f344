"""Presets: complete, sensible projects of a trade, one file of `resources/presets` for each."""

from __future__ import annotations

import json
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wizard.errors import UserError
from wizard.paths import resources
from wizard.texts import Language, Text, Verbatim, _, joined

if TYPE_CHECKING:
    from wizard.project.project import Project


class UnknownPreset(UserError):
    """There is no preset of that name."""


@dataclass(frozen=True, slots=True)
class PresetText(Text):
    """A text that stands in the preset's own file in both languages, not in the catalogue."""

    english: str = ""

    def into(self, language: Language) -> str:
        """The text in a language."""
        return self.english if language == "en" else self.message


@dataclass(frozen=True, slots=True)
class Preset:
    """What a person needs to choose a preset: its name in files and commands, title, one sentence.

    `sources` says where its figures come from.
    """

    name: str
    title: Text
    description: Text
    sources: tuple[Text, ...]


def preset_names() -> tuple[str, ...]:
    """The names of all presets, in the order in which they are offered."""
    raws = {path.stem: _raw(path) for path in _folder().glob("*.json")}
    return tuple(sorted(raws, key=lambda name: (raws[name]["order"], name)))


def preset(name: str) -> Preset:
    """What a preset is. Raises UnknownPreset."""
    raw = _raw(_place(name))
    return Preset(
        name,
        _in_both(raw["title"]),
        _in_both(raw["description"]),
        tuple(_in_both(source) for source in raw["sources"]),
    )


def load_preset(name: str) -> Project:
    """The whole project of a preset. Raises UnknownPreset."""
    # The start page lists presets before anything of a project is loaded.
    from wizard.storage.validation import validated

    place = _place(name)
    return validated({**_raw(place)["project"], "preset": name}, place.name)


def _place(name: str) -> Path:
    place = _folder() / f"{name}.json"
    if name in preset_names():
        return place
    known = preset_names()
    near = get_close_matches(name, known, n=1)
    if near:
        raise UnknownPreset(_("Примера «{name}» нет. Может быть, {near}?", name=name, near=near[0]))
    names: list[Text | Verbatim] = [Verbatim(one) for one in known]
    raise UnknownPreset(_("Примера «{name}» нет. Есть: {known}.", name=name, known=joined(names)))


def _in_both(texts: dict[str, str]) -> PresetText:
    return PresetText(texts["ru"], english=texts["en"])


def _folder() -> Path:
    return resources() / "presets"


def _raw(place: Path) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return raw
