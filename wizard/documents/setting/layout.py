"""A document ready to be rendered, and how its profile lays it out.

Belongs here: what stands before and after the text for each requisite profile (stamp, letterhead,
requisites, small print). Does not belong here: how any of it looks in Word or PDF.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from wizard.documents.language.language import mechanics
from wizard.documents.setting.blocks import (
    Appendix,
    Block,
    Landscape,
    Letterhead,
    OnePage,
    Opening,
    PageBreak,
    RequisitesRow,
    SmallPrint,
)
from wizard.documents.setting.figures import FigureData
from wizard.documents.setting.markdown import read_markdown
from wizard.documents.setting.numbering import numbered
from wizard.documents.setting.typesetting import Font
from wizard.texts import Language, Text, _

Profile = Literal["L", "O", "F", "W", "E", "A"]
PROFILES: tuple[Profile, ...] = ("L", "O", "F", "W", "E", "A")
ACCENT = "#1F6FEB"
SIGNING_LINE = "_" * 20
_SIGNS: Mapping[Language, str] = {"ru": "№", "en": "No."}


@dataclass(frozen=True, slots=True)
class Organisation:
    """Whose paper it is; `details` are the lines of the letterhead (INN, address, telephone)."""

    name: str
    city: str = ""
    details: tuple[str, ...] = ()
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """The approval: by a person's signature, or by an order where `order` is set.

    The position of an order stands in the genitive: «приказом генерального директора».
    """

    position: str
    name: str
    order: bool = False
    order_date: str = ""
    order_number: str = ""
    also: str = ""


@dataclass(frozen=True)
class Document:
    """Everything a paper needs; `text` is Markdown after the template was filled in.

    Dates are written out already («5 июня 2026 г.»); an empty one leaves a blank to fill by hand.
    `figures` holds the data of each drawing that the text names. `binding` is the left margin in
    millimetres: 30 for papers kept over ten years. `base` is a Word file to build upon. `adviser`
    is the consultant whose letterhead a working paper bears.
    """

    title: str
    text: str
    organisation: Organisation
    kind: str = ""
    profile: Profile = "W"
    group: str = ""
    language: Language = "ru"
    number: str = ""
    date: str = ""
    version: str = ""
    owner: str = ""
    confidential: str = ""
    annex_to: str = ""
    annex_number: int = 0
    addressee: str = ""
    valid_until: str = ""
    stamp: Stamp | None = None
    footer: str = ""
    legal_line: str = ""
    accent: str = ACCENT
    font: Font = "serif"
    binding: int = 20
    numbered: bool = True
    figures: Mapping[str, FigureData] = field(default_factory=dict)
    base: bytes | None = None
    adviser: Organisation | None = None

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The whole paper from its first line to its last. Raises UserError."""
        return (*_opening(self), *_with_small_print(self.body, self.legal_line))

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The text alone, without what opens and closes a paper. Raises UserError."""
        text = numbered(read_markdown(self.text, self.language), sections=self.numbered)
        if text and isinstance(text[0], OnePage):
            text = (replace(text[0], new_page=False), *text[1:])
        return text

    def say(self, text: Text) -> str:
        """A fixed text in the language of the paper."""
        return text.into(self.language)


def _with_small_print(blocks: tuple[Block, ...], text: str) -> tuple[Block, ...]:
    """The remark closes the paper itself, before the pages that are attached to it."""
    if not text:
        return blocks
    end = len(blocks)
    while end and isinstance(blocks[end - 1], Appendix | OnePage | Landscape | PageBreak):
        end -= 1
    return (*blocks[:end], SmallPrint(text), *blocks[end:])


def _opening(document: Document) -> tuple[Block, ...]:
    match document.profile:
        case "L":
            return (_corners(document),)
        case "O":
            return _order(document)
        case "F":
            return (_form(document),)
        case "E":
            return _letter(document)
        case "W":
            return _working_paper(document)
        case "A":
            return _agreement(document)


def _corners(document: Document) -> Opening:
    """An internal regulation: who and where at the left, the approval at the right."""
    blank = mechanics(document.language).BLANK_DATE
    left = [
        (document.organisation.name, "bold"),
        ("", "plain"),
        (f"{document.date or blank} {_numbered(document)}", "plain"),
        (document.organisation.city, "plain"),
        (_version(document), "muted"),
    ]
    kind, title = _kind_and_title(document)
    return Opening(_filled(left), _stamp(document), kind, title)


def _stamp(document: Document) -> tuple[tuple[str, str], ...]:
    stamp = document.stamp
    if stamp is None:
        return ()
    words = mechanics(document.language)
    if stamp.order:
        number = f"{_SIGNS[document.language]} {stamp.order_number or '_____'}"
        order = document.say(_("приказом"))
        whose = _lower_first(stamp.position)
        return (
            (_both(stamp.also, words.approved(document.kind)), "caps"),
            (f"{order} {whose}".rstrip(), "plain"),
            (f"{document.say(_('от'))} {stamp.order_date or words.BLANK_DATE} {number}", "plain"),
        )
    return (
        (_both(stamp.also, document.say(_("УТВЕРЖДАЮ"))), "caps"),
        (stamp.position, "plain"),
        (f"{SIGNING_LINE[:16]} {stamp.name}".rstrip(), "plain"),
        (words.BLANK_DATE, "plain"),
    )


def _both(also: str, word: str) -> str:
    return f"{also} / {word}" if also else word


def _order(document: Document) -> tuple[Block, ...]:
    words = mechanics(document.language)
    kind, title = _kind_and_title(document)
    row = RequisitesRow(
        (
            document.date or words.BLANK_DATE,
            document.organisation.city,
            _numbered(document),
        )
    )
    return (
        _letterhead(document),
        Opening(kind=kind or document.kind),
        row,
        Opening(title=_upper_first(title), centred=False),
    )


def _form(document: Document) -> Opening:
    right: list[tuple[str, str]] = []
    if document.annex_to:
        number = (
            f" {_SIGNS[document.language]} {document.annex_number}" if document.annex_number else ""
        )
        right += [(document.say(_("Приложение")) + number, "plain"), (document.annex_to, "plain")]
    right.append((_version(document), "muted"))
    left = [(document.organisation.name, "muted")]
    return Opening(_filled(left), _filled(right), title=document.title)


def _working_paper(document: Document) -> tuple[Block, ...]:
    left = [(document.organisation.name, "bold"), (document.confidential, "muted")]
    right = [
        (" · ".join(filter(None, (_version(document), document.date))), "muted"),
        (document.owner, "muted"),
    ]
    opening = Opening(_filled(left), _filled(right), title=document.title, centred=False)
    return (opening,) if document.adviser is None else (_head_of(document.adviser), opening)


def _letter(document: Document) -> tuple[Block, ...]:
    words = mechanics(document.language)
    valid = document.say(_("Действительно до {date}", date=document.valid_until))
    left = [
        (f"{document.date or words.BLANK_DATE} {_numbered(document)}", "plain"),
        (valid if document.valid_until else "", "muted"),
    ]
    right = [(line, "plain") for line in document.addressee.split("\n")]
    return (
        _letterhead(document),
        Opening(_filled(left), _filled(right), title=document.title, centred=False),
    )


def _agreement(document: Document) -> tuple[Block, ...]:
    """A paper of two sides: title, then place and date; nobody approves it."""
    date = document.date or mechanics(document.language).BLANK_DATE
    number = f" {_numbered(document)}" if document.number else ""
    title = Opening(title=document.title + number)
    return (title, RequisitesRow((document.organisation.city, date)))


def _letterhead(document: Document) -> Letterhead:
    return _head_of(document.organisation)


def _head_of(organisation: Organisation) -> Letterhead:
    return Letterhead(organisation.name, organisation.details, organisation.logo)


def _kind_and_title(document: Document) -> tuple[str, str]:
    """The kind on its own line where the title begins with it: ПОЛОЖЕНИЕ / об отделе продаж."""
    kind, title = document.kind.strip(), document.title.strip()
    if kind and title.lower().startswith(kind.lower() + " "):
        return title[: len(kind)], title[len(kind) :].strip()
    return "", title


def _numbered(document: Document) -> str:
    """«№ 5», a blank where the number is open."""
    return f"{_SIGNS[document.language]} {document.number or '_____'}"


def _version(document: Document) -> str:
    return document.say(_("Версия {version}", version=document.version)) if document.version else ""


def _filled(lines: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The lines without the empty ones at either end."""
    while lines and not lines[-1][0]:
        lines.pop()
    return tuple(lines)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]
