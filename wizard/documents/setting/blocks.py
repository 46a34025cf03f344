"""What a document is made of, once its text is read: a short list of typed blocks.

Both renderers (Word and PDF) walk these and nothing else. How a block looks belongs to the
renderers; how Markdown becomes blocks belongs to `markdown.py`; which blocks open a document of a
given profile belongs to `layout.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style; a line feed inside it is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """The bare text of runs."""
    return "".join(run.text for run in runs)


def announces(runs: Runs) -> bool:
    """Whether a text leads to the list or table below it, and so stays on its page."""
    return plain(runs).rstrip().endswith(":")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; `number` is empty where the document is not numbered."""

    level: int
    runs: Runs
    number: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause; `level` counts in the shared numbering, 0 is that of a section.

    `starts_list` is the first clause of a list that counts from one again.
    """

    level: int
    runs: Runs
    number: str = ""
    starts_list: bool = False


@dataclass(frozen=True, slots=True)
class Bullet:
    """An item of a bulleted list; `under` is the level of the clause it stands in, -1 for none."""

    level: int
    runs: Runs
    under: int = -1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Plain text; `under` is the level of the clause that it continues, -1 for none."""

    runs: Runs
    under: int = -1
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to be said or copied, set off from the text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class Note:
    """A remark beside the rules."""

    paragraphs: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the header is repeated on every page."""

    header: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]
    aligns: tuple[Align, ...]


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A drawing by its name, with its caption."""

    name: str
    caption: Runs = ()


@dataclass(frozen=True, slots=True)
class Person:
    """One who signs or agrees: a position and initials with a surname."""

    position: str
    name: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Rows with the position at the left, a line, and the name at the right."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Agreed:
    """Those who agreed to the document, each with a line and a date."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """The sheet on which staff sign that they have read the document."""

    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


@dataclass(frozen=True, slots=True)
class Appendix:
    """A numbered appendix, on a page of its own."""

    title: str
    blocks: tuple[Block, ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class OnePage:
    """The short version of a document, on a page of its own; where it comes first, on the first."""

    title: str
    blocks: tuple[Block, ...]
    new_page: bool = True


@dataclass(frozen=True, slots=True)
class Landscape:
    """Pages turned on their side, for wide tables."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """The first lines of a paper: two corners, then the kind, the title and a line of requisites.

    Lines of a corner are (text, style) where style is "plain", "bold", "muted" or "caps".
    """

    left: tuple[tuple[str, str], ...] = ()
    right: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    title: str = ""
    centred: bool = True


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The organisation at the head of an order or a letter."""

    organisation: str
    details: tuple[str, ...]
    logo: bytes | None = None


@dataclass(frozen=True, slots=True)
class RequisitesRow:
    """Date, number and place on one line, spread over its width."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SmallPrint:
    """A closing remark in small type."""

    text: str


Block = (
    Heading
    | Clause
    | Bullet
    | Paragraph
    | Quote
    | Note
    | Table
    | FigureBlock
    | Signature
    | Agreed
    | Acquaintance
    | PageBreak
    | Appendix
    | OnePage
    | Landscape
    | Opening
    | Letterhead
    | RequisitesRow
    | SmallPrint
)


_SHORT_ROWS = 13
_SHORT_TEXT = 900
_SHORT_SHEET = 12


def stays_whole(block: Table | Acquaintance) -> bool:
    """Whether a table is so short that it moves to the next page rather than break."""
    if isinstance(block, Acquaintance):
        signs = sum(len(person.name) + len(person.position) for person in block.people)
        return len(block.people) <= _SHORT_SHEET and signs <= _SHORT_TEXT
    return len(block.rows) <= _SHORT_ROWS and _signs(block) <= _SHORT_TEXT


_FIRST_PAGE_TEXT = 6000  # more than a page takes
_FIRST_PAGE_BLOCKS = 60


def beginning(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The first blocks, more than the first page takes."""
    signs = 0
    for count, block in enumerate(blocks, start=1):
        signs += _signs(block)
        if signs > _FIRST_PAGE_TEXT or count == _FIRST_PAGE_BLOCKS:
            return tuple(blocks[:count])
    return tuple(blocks)


def _signs(block: Block) -> int:
    """How much text a block holds, about: forms and drawings count as nothing."""
    match block:
        case Heading() | Clause() | Bullet() | Paragraph() | Quote():
            return len(plain(block.runs))
        case Note(paragraphs):
            return sum(len(plain(runs)) for runs in paragraphs)
        case Table(header, rows):
            return sum(len(plain(runs)) for row in (header, *rows) for runs in row)
        case _:
            return 0


_CLOSING_TEXT = 190


def kept_with_next(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """Whether each block stays on the page of the one below it beyond what its text asks for.

    A text stays with the table that it leads to. What closes a paper (signatures, approvals, a
    short acquaintance sheet, the small print) stands together, and with at least two lines of the
    words that it is put under. Nor are the last words of a paper or of a part of it alone on a page
    where they are fewer.
    """
    kept = [False] * len(blocks)
    for place, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
        match block:
            case Signature() | Agreed() | Acquaintance() | SmallPrint():
                signs = 0
            case Clause() | Paragraph() | Bullet() if following is None or _begins_a_page(
                following
            ):
                signs = len(plain(block.runs))
            case _:
                continue
        for above in _above(blocks, place, signs):
            kept[above] = True
    for place, (block, following) in enumerate(pairwise(blocks)):
        kept[place] |= isinstance(following, Table) and isinstance(
            block, Clause | Paragraph | Bullet
        )
    return tuple(kept)


def _begins_a_page(block: Block) -> bool:
    return isinstance(block, Appendix | OnePage | Landscape | PageBreak)


def _above(blocks: Sequence[Block], place: int, signs: int) -> Iterator[int]:
    """The places of the blocks that closing words or forms keep with them, from the nearest up.

    `signs` is how long those words are.
    """
    if signs >= _CLOSING_TEXT:
        return
    for above in range(place - 1, -1, -1):
        match blocks[above]:
            case Clause(runs=runs) | Paragraph(runs=runs) | Bullet(runs=runs):
                yield above
                signs += len(plain(runs))
                if signs >= _CLOSING_TEXT:
                    return
            case Signature() | Agreed():
                yield above
                return
            case Table() | Acquaintance() as table:
                if stays_whole(table):
                    yield above
                return
            case _:
                return
