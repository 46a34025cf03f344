"""How a date is written for people, the same in the window, on the command line and in reports.

Belongs here: dates in figures. Does not belong here: dates in words, which papers use
(`wizard/documents/language/russian.py`, `english.py`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from wizard.texts import Language, _

MONTHS = (
    _("январь"), _("февраль"), _("март"), _("апрель"), _("май"), _("июнь"),
    _("июль"), _("август"), _("сентябрь"), _("октябрь"), _("ноябрь"), _("декабрь"),
)  # fmt: skip
"""The months by name, as a text names them."""
# Not strftime's %b: that follows the system's language.
SHORT_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


@dataclass(frozen=True)
class Day:
    """A date inside a text: written in the language the text is read in."""

    day: date

    def into(self, language: Language) -> str:
        """The date as this language writes it."""
        return written_date(self.day, language)


def written_date(value: date, language: Language) -> str:
    """«25.11.2026», or 25 Nov 2026 in English, where 05.06 is read as May or as June."""
    if language == "ru":
        return f"{value:%d.%m.}{value.year:04d}"
    return f"{value.day} {SHORT_MONTHS[value.month - 1]} {value.year:04d}"


def written_moment(value: datetime, language: Language) -> str:
    """«25.11.2026, 14:32» by the machine's own clock."""
    here = value.astimezone()
    return f"{written_date(here.date(), language)}, {here:%H:%M}"
