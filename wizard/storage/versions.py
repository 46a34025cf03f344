"""Versions of a project that a person named, kept inside the project's own file.

Belongs here: what a version is and how it stands in the file. Does not belong here: the file
(`project_file`), what differs between versions (`wizard.project.changes`).
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wizard.errors import UserError
from wizard.project.project import Project
from wizard.storage.migrations import FORMAT, migrated
from wizard.storage.validation import BadAnswers, raw_answers, validated
from wizard.texts import Translatable, Verbatim, _


class VersionUnreadable(UserError):
    """A version is damaged, or some of its answers are of a kind that they cannot be."""


@dataclass(frozen=True, slots=True)
class Version:
    """A state of the project: its name, when it was kept, and all of it as it stands in the file.

    That stays in the format of its day, so a version is never rewritten by opening; and one that is
    damaged stays in the file, too, nameless or undated where these cannot be read.
    """

    name: str
    saved_at: datetime | None
    raw: Any

    @property
    def title(self) -> Translatable:
        """What it is called."""
        return Verbatim(self.name) if self.name else _("без имени")

    @property
    def is_sound(self) -> bool:
        """Whether it is a version at all; its answers may still be wrong."""
        if not isinstance(self.raw, dict) or not isinstance(self.raw.get("project"), dict):
            return False
        number = self.raw.get("format")
        return isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= FORMAT

    def project(self) -> Project:
        """The project as it was. Raises VersionUnreadable."""
        if not self.is_sound:
            raise VersionUnreadable(
                _(
                    "Версия «{name}» повреждена и не читается. Сам проект цел. Версия остаётся в "
                    "файле, пока вы её не удалите.",
                    name=self.title,
                )
            )
        try:
            return validated(migrated(self.raw["project"], self.raw["format"]), self.name)
        except BadAnswers as error:
            raise VersionUnreadable(
                _(
                    "Версия «{name}» не читается: {places}. Сам проект цел. Версия остаётся в "
                    "файле, пока вы её не удалите.",
                    name=self.title,
                    places=error.places,
                )
            ) from error


def version_of(project: Project, name: str) -> Version:
    """The project as it is now, under a name."""
    return _read(
        {
            "name": name.strip(),
            "saved_at": datetime.now(UTC).isoformat(),
            "format": FORMAT,
            "project": raw_answers(project),
        }
    )


def stored(versions: Iterable[Version]) -> list[Any]:
    """Versions as they stand in the file."""
    return [version.raw for version in versions]


def read_versions(raw: Any) -> tuple[Version, ...]:
    """The versions of a file, damaged ones among them."""
    return tuple(map(_read, raw if isinstance(raw, list) else [raw]))


def _read(raw: Any) -> Version:
    known = raw if isinstance(raw, dict) else {}
    name, saved_at = known.get("name"), None
    with suppress(ValueError, TypeError):
        saved_at = datetime.fromisoformat(known.get("saved_at", ""))
    return Version(name if isinstance(name, str) else "", saved_at, raw)
