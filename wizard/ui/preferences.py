"""What the window remembers of a person: language, look, recent files, folders.

Does not belong here: anything of a project.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QByteArray, QLocale, QSettings

from wizard.storage.recent import Glance, Recent, drop, known_projects, remember
from wizard.texts import LANGUAGES, Language, language_of

Appearance = Literal["system", "light", "dark"]
APPEARANCES: tuple[Appearance, ...] = ("system", "light", "dark")


class Preferences:
    """The settings file of the program, read and written through Qt.

    `recovery` is where unsaved work is written down and `presets` where own presets lie, beside the
    settings unless named.
    """

    def __init__(
        self, folder: Path, recovery: Path | None = None, presets: Path | None = None
    ) -> None:
        self.recovery_folder = recovery if recovery is not None else folder / "recovery"
        self.presets_folder = presets if presets is not None else folder / "presets"
        self._settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        self._recent = folder / "recent.json"
        self.consultant_file = folder / "consultant.json"

    @property
    def language(self) -> Language:
        """The chosen language of the window, or the system's."""
        chosen = str(self._settings.value("language", ""))
        for language in LANGUAGES:
            if chosen == language:
                return language
        return language_of(QLocale.system().name())

    @language.setter
    def language(self, language: Language) -> None:
        self._settings.setValue("language", language)

    @property
    def detailed(self) -> bool:
        """Whether all questions are shown, or the basic ones alone."""
        return str(self._settings.value("depth", "basic")) == "detailed"

    @detailed.setter
    def detailed(self, detailed: bool) -> None:
        self._settings.setValue("depth", "detailed" if detailed else "basic")

    def is_folded(self, card: str, *, at_first: bool) -> bool:
        """Whether a card was folded when it was last seen; `at_first` for one not seen yet."""
        kept = str(self._settings.value(f"folded/{card}", ""))
        return kept == "yes" if kept else at_first

    def set_folded(self, card: str, folded: bool) -> None:
        """Remember whether a card is folded."""
        self._settings.setValue(f"folded/{card}", "yes" if folded else "no")

    @property
    def appearance(self) -> Appearance:
        """Whether the window is light, dark, or as the system is."""
        chosen = str(self._settings.value("appearance", ""))
        return next((one for one in APPEARANCES if one == chosen), "system")

    @appearance.setter
    def appearance(self, appearance: Appearance) -> None:
        self._settings.setValue("appearance", appearance)

    @property
    def tour_seen(self) -> bool:
        """Whether the first walk through the window has been taken, or left."""
        return str(self._settings.value("tour", "")) == "seen"

    @tour_seen.setter
    def tour_seen(self, seen: bool) -> None:
        self._settings.setValue("tour", "seen" if seen else "")

    @property
    def recent(self) -> list[Recent]:
        """The projects that were open lately, the last one first; some may be gone."""
        return known_projects(self._recent)

    def remember(self, path: Path, glance: Glance | None = None) -> None:
        """Put a project in front of the recent ones, with what it looks like now."""
        remember(path, self._recent, glance)

    def forget(self, path: Path) -> None:
        """Take a project off the recent ones."""
        drop(path, self._recent)

    @property
    def folder(self) -> Path:
        """Where the last file dialog ended."""
        kept = str(self._settings.value("folder", ""))
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._settings.setValue("folder", str(folder))

    def package_folder(self, project: Path | None) -> Path | None:
        """Where the package of a project file was built last; of no file, where any was."""
        kept = str(self._settings.value(_package_key(project), ""))
        return Path(kept) if kept else None

    def remember_package(self, project: Path | None, folder: Path) -> None:
        """Note where the package of a project file is built, so that the next build finds it."""
        self._settings.setValue(_package_key(None), str(folder))
        if project is not None:
            self._settings.setValue(_package_key(project), str(folder))

    @property
    def geometry(self) -> QByteArray | None:
        """The window's place on the screen."""
        kept = self._settings.value("geometry")
        return kept if isinstance(kept, QByteArray) else None

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("geometry", geometry)


def _package_key(project: Path | None) -> str:
    if project is None:
        return "output"
    real = os.fsencode(os.path.realpath(project))
    return f"packages/{hashlib.sha256(real).hexdigest()[:24]}"
