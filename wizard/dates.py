"""How a date is written for people, the same in the window, on the command line and in reports.

Belongs here: dates in figures. Does not belong here: dates in words, which papers use
(`wizard/documents/russian.py`, `english.py`).
"""

from __future__ import annotations

from datetime import date, datetime

from wizard.texts import Language


def written_date(value: date, language: Language) -> str:
    """«25.11.2026», or 2026-11-25 in English."""
    return value.strftime("%d.%m.%Y") if language == "ru" else f"{value:%Y-%m-%d}"


def written_moment(value: datetime, language: Language) -> str:
    """«25.11.2026, 14:32» by the machine's own clock."""
    here = value.astimezone()
    return f"{written_date(here.date(), language)}, {here:%H:%M}"
