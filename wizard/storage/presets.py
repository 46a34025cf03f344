"""Presets: complete, sensible projects of a trade, one file of `resources/presets` for each.

A text of the project stands there once, in every language: `{"ru": …, "en": …}`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wizard.errors import UserError
from wizard.paths import resources
from wizard.texts import LANGUAGES, Language, Text, Verbatim, _, joined

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


def load_preset(name: str, language: Language = "ru") -> Project:
    """The whole project of a preset, its names and papers in a language. Raises UnknownPreset."""
    # The start page lists presets before anything of a project is loaded.
    from wizard.storage.validation import validated

    place = _place(name)
    answers = _spoken(_raw(place)["project"], language)
    answers["company"]["language"] = language
    return validated({**answers, "preset": name}, place.name)


def respoken(project: Project, language: Language) -> Project:
    """The project with its papers in a language, and with them the texts of its preset.

    A text that a person gave, or that is no longer the preset's, stays as it is.
    """
    from wizard.project.path import PathError, get, replaced

    found = replaced(project, "company.language", language)
    if project.preset not in preset_names():
        return found
    for path, texts in _texts(_raw(_place(project.preset))["project"]):
        try:
            text = get(project, path)
        except PathError:
            continue
        if path not in project.answered and text in texts.values():
            found = replaced(found, path, texts[language])
    return found


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


def _is_text(value: object) -> bool:
    return isinstance(value, dict) and set(value) == set(LANGUAGES)


def _spoken(value: Any, language: Language) -> Any:
    """A part of a preset's project with every text in one language."""
    if _is_text(value):
        return value[language]
    if isinstance(value, dict):
        return {name: _spoken(part, language) for name, part in value.items()}
    if isinstance(value, list):
        return [_spoken(part, language) for part in value]
    return value


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, dict[Language, str]]]:
    """The texts in a part of a preset's project, by their paths in the project."""
    if _is_text(value):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from _texts(part, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for row in value:
            if isinstance(row, dict):
                yield from _texts(row, f"{path}.{row['id']}")


def _in_both(texts: dict[str, str]) -> PresetText:
    return PresetText(texts["ru"], english=texts["en"])


def _folder() -> Path:
    return resources() / "presets"


def _raw(place: Path) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return raw
