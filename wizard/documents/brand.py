"""Whose brand a paper bears: pictures and Word files kept in the project, the consultant's head.

Belongs here: what of the brand reaches which paper. Does not belong here: what a Word file must
hold (`letterhead.py`), how it looks (`layout.py`, the renderers).
"""

from __future__ import annotations

import base64
import binascii
import struct
from functools import lru_cache

import typst
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image

from wizard.documents.setting.layout import Organisation, Profile
from wizard.documents.setting.typesetting import Font, typesetter
from wizard.project.company import Company, Consultant, ConsultantPlace, DocumentFont, is_colour

# A few kilobytes can unpack to gigabytes of one colour.
MOST_PIXELS = 40_000_000
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_TRIAL = (
    '#set page(width: 1cm, height: 1cm, margin: 0pt)\n#image(bytes(json("/data.json").picture))'
)


def kept_picture(entry: str) -> bytes | None:
    """A picture kept inside the project; what is no whole PNG or JPG is no picture."""
    content = _kept(entry)
    return content if content is not None and _is_picture(content) else None


def adviser_of(company: Company) -> Organisation | None:
    """The consultant as the head of a paper, where the brand is to be shown."""
    consultant = company.adviser
    if consultant is None:
        return None
    lines = [line.strip() for line in consultant.contacts.splitlines()]
    return Organisation(
        consultant.name.strip(),
        details=tuple(line for line in lines if line),
        logo=kept_picture(consultant.logo),
    )


def on_paper(company: Company, profile: Profile) -> Consultant | None:
    """The consultant whose head a paper of a profile bears: working papers, where it is chosen."""
    consultant = company.adviser
    if profile != "W" or consultant is None or consultant.place is not ConsultantPlace.PAPERS:
        return None
    return consultant


def accent_of(company: Company, consultant: Consultant | None) -> str:
    """The colour of a paper: the consultant's on theirs, where there is one."""
    if consultant is not None and is_colour(consultant.color):
        return consultant.color
    return company.colour


def font_of(company: Company) -> Font:
    """The family of the papers' text."""
    return "sans" if company.font is DocumentFont.SANS else "serif"


def base_for(company: Company, consultant: Consultant | None) -> bytes | None:
    """The Word file that a paper is built upon; None for the program's own."""
    return _kept(company.letterhead if consultant is None else consultant.letterhead)


def _kept(entry: str) -> bytes | None:
    """A file kept inside the project as base64."""
    if not entry:
        return None
    try:
        return base64.b64decode(entry.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        return None


@lru_cache(maxsize=8)
def _is_picture(content: bytes) -> bool:
    """Whether a PDF can hold it: a picture cut short would fail the whole paper."""
    if not content.startswith(_PICTURES) or not 0 < _pixels(content) <= MOST_PIXELS:
        return False
    try:
        typesetter().compile(_TRIAL, {"picture": list(content)}, "png", ppi=36)
    except typst.TypstError:
        return False
    return True


def _pixels(content: bytes) -> int:
    """How large the picture unpacks, by its head alone; 0 where the head is not readable."""
    try:
        head = Image.from_blob(content)
        return int(head.px_width) * int(head.px_height)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, KeyError,
            ValueError, struct.error):  # fmt: skip
        return 0
