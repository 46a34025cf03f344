"""Versions of a project that a person named, kept inside the project's own file.

Belongs here: what a version is and how it stands in the file. Does not belong here: the file
(`project_file`), what differs between versions (`wizard.project.changes`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from wizard.project.project import Project
from wizard.storage.migrations import FORMAT, migrated
from wizard.storage.validation import validated


@dataclass(frozen=True, slots=True)
class Version:
    """A state of the project: its name, when it was kept, and the answers as they were stored.

    The answers stay in the format of their day, so a version is never rewritten by opening.
    """

    name: str
    saved_at: datetime
    format: int
    answers: dict[str, Any]

    def project(self) -> Project:
        """The project as it was. Raises BadAnswers."""
        return validated(migrated(self.answers, self.format), self.name)


def version_of(project: Project, name: str) -> Version:
    """The project as it is now, under a name."""
    answers = project.model_dump(mode="json")
    answers["answered"] = sorted(answers["answered"])
    return Version(name.strip(), datetime.now(UTC), FORMAT, answers)


def stored(versions: Iterable[Version]) -> list[dict[str, Any]]:
    """Versions as they stand in the file."""
    return [
        {
            "name": version.name,
            "saved_at": version.saved_at.isoformat(),
            "format": version.format,
            "project": version.answers,
        }
        for version in versions
    ]


def read_versions(raw: Any) -> tuple[Version, ...]:
    """The versions of a file; ValueError, KeyError or TypeError where they are damaged."""
    found = []
    for item in raw:
        number = item["format"]
        if isinstance(number, bool) or not isinstance(number, int) or not 1 <= number <= FORMAT:
            raise ValueError(number)
        if not isinstance(item["project"], dict):
            raise TypeError(item["project"])
        saved_at = datetime.fromisoformat(item["saved_at"])
        found.append(Version(str(item["name"]), saved_at, number, item["project"]))
    return tuple(found)
