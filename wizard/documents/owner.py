"""Whose a package is: the plan that it was built from, so that no other plan is built over it.

Belongs here: telling one plan from another. Does not belong here: what becomes of the package of
another plan (`package`).
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from wizard.files import digest
from wizard.project.project import Project
from wizard.texts import Text, _


@dataclass(frozen=True, slots=True)
class Owner:
    """A plan: its company, the name of its file, and the places of that file as digests, because a
    package is given to people whom the folders of a computer are no business of.

    Empty in packages of older versions; a plan that was never saved has no file.
    """

    company: str = ""
    file: str = ""
    places: frozenset[str] = frozenset()

    def may_be(self, other: Owner) -> bool:
        """Whether both may be one plan.

        A saved plan is known by its file. One that was not saved before is known by its company,
        and so is a package of a version that noted nothing.
        """
        if self.places:
            return bool(self.places & other.places)
        return self.company in ("", other.company)

    @property
    def name(self) -> Text:
        """The plan in a sentence."""
        if not self.file:
            return _("«{name}»", name=self.company)
        if not self.company:
            return _("файл «{file}»", file=self.file)
        return _("«{company}», файл «{file}»", company=self.company, file=self.file)


NOBODY = Owner()


def owner_of(project: Project, file: Path | None, folder: Path) -> Owner:
    """The plan of a file as the package in a folder knows it.

    It is known both by its place on the computer and by its place beside the package: the two may
    be moved together, to another disk or another computer.
    """
    company = project.company.name
    if file is None:
        return Owner(company)
    real = os.path.realpath(file)
    places = [real]
    with suppress(ValueError):  # on another disk of Windows nothing leads from one to the other
        places.append(Path(os.path.relpath(real, os.path.realpath(folder))).as_posix())
    return Owner(
        company,
        file.name,
        frozenset(digest(os.fsencode(os.path.normcase(place))) for place in places),
    )
