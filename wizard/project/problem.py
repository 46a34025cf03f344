"""A problem: something that a person should look at, with the place it leads to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from wizard.texts import Text


class Severity(IntEnum):
    """An error keeps the package from being built; a warning and a hint do not."""

    HINT = 1
    WARNING = 2
    ERROR = 3


@dataclass(frozen=True, slots=True)
class Mend:
    """The one answer that mends a problem: where it goes, the answer, and what it is in words."""

    path: str
    value: object
    text: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One sentence of what is wrong and why, and the path of the field it leads to.

    `mend` stands only where one answer takes the problem away.
    """

    severity: Severity
    path: str
    text: Text
    mend: Mend | None = None

    @property
    def stage(self) -> str:
        """The stage (or `company`) whose page holds the field."""
        return self.path.partition(".")[0]
