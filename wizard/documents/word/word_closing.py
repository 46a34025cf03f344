"""The end of a paper in Word: who signs, who agreed, who has read it, and the small print.

Belongs here: these blocks as rows of one table. Does not belong here: other tables (`word.py`).

One table, because rows stay together in every program, while a table of its own does not stay
with what follows it in LibreOffice: the approval or the small print would stand alone on a page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from wizard.documents.setting.blocks import (
    Acquaintance,
    Agreed,
    Block,
    Person,
    Signature,
    SmallPrint,
    stays_whole,
)
from wizard.documents.setting.fixed_texts import FixedTexts, acquaintance_rows
from wizard.documents.word.wordprocessing import (
    TWIPS,
    cell,
    justified,
    paragraph,
    row,
    size_xml,
    spanned,
    table,
    twips,
    words,
)

Closing = Signature | Agreed | Acquaintance | SmallPrint

KEEP_WITH_NEXT = "<w:keepNext/>"
_HAIRLINE = "C9CED6"
_LINE_BELOW = (
    '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="1B2430"/></w:tcBorders>'
    '<w:vAlign w:val="bottom"/>'
)
_AT_BOTTOM = '<w:vAlign w:val="bottom"/>'
_IN_MIDDLE = '<w:vAlign w:val="center"/>'
_BOX = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{_HAIRLINE}"/>'
    for side in ("top", "left", "bottom", "right")
)
_INSET = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 60), ("left", 90), ("bottom", 60), ("right", 90))
)
_BOXED = f"<w:tcBorders>{_BOX}</w:tcBorders><w:tcMar>{_INSET}</w:tcMar>{_IN_MIDDLE}"
_LETTERSPACED = '<w:spacing w:val="14"/>'
_BOLD = "<w:b/><w:bCs/>"
_SIGNATURE_HEIGHT, _SHEET_HEIGHT = 15.0, 9.0


@dataclass(frozen=True, slots=True)
class _Cell:
    """Paragraphs as (style, content, properties) in a cell so many millimetres wide."""

    width: float
    paragraphs: tuple[tuple[str, str, str], ...]
    look: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[_Cell, ...]
    height: float = 0.0
    heads: bool = False


def closes(block: Block | None) -> bool:
    """Whether a block ends a paper and stays on a page with the words above it."""
    match block:
        case Signature() | Agreed() | SmallPrint():
            return True
        case Acquaintance(people):
            return stays_whole(Acquaintance(tuple(acquaintance_rows(people))))
        case _:
            return False


def closing_table(blocks: Sequence[Closing], room: float, texts: FixedTexts) -> str:
    """The blocks as one table, the first one without its label; "" where nobody is named.

    A sheet by itself repeats its header on every page that it takes.
    """
    rows = [
        made
        for number, block in enumerate(blocks)
        for made in _rows(block, room, texts, labelled=number > 0)
    ]
    if not rows:
        return ""
    ends = sorted({end for one in rows for end in _ends(one)})
    grid = [(end - start) / TWIPS for start, end in pairwise((0, *ends))]
    together = all(map(closes, blocks))
    last = len(rows) - 1
    xml = [
        _row_xml(one, ends, kept=together and number < last, header=number == 0 and one.heads)
        for number, one in enumerate(rows)
    ]
    return table("TableNormal", grid, xml)


def label_of(block: Closing, texts: FixedTexts) -> str:
    """The words that stand above a block, as a run."""
    match block:
        case Agreed():
            return words(texts.agreed, _LETTERSPACED)
        case Acquaintance():
            return words(texts.acquainted, _BOLD)
        case _:
            return ""


def _rows(block: Closing, room: float, texts: FixedTexts, *, labelled: bool) -> Iterator[_Row]:
    label = label_of(block, texts)
    if label and labelled:
        yield _Row((_Cell(room, (("FormLabel", label, ""),)),))
    match block:
        case Signature(people):
            yield from (_signature(person, room, "") for person in people)
        case Agreed(people):
            yield from (_signature(person, room, texts.blank_date) for person in people)
        case Acquaintance(people):
            yield from _sheet(people, room, texts)
        case SmallPrint(text):
            yield _Row((_Cell(room, (("SmallPrint", words(text), ""),)),))


def _signature(person: Person, room: float, date: str) -> _Row:
    first = [("SignatureLine", words(person.position), "")]
    if date:
        first.append(("SignatureLine", words(date, size_xml(10.5)), ""))
    empty = (("SignatureLine", "", ""),)
    return _Row(
        (
            _Cell(room - 84.0, tuple(first), _AT_BOTTOM),
            _Cell(40.0, empty, _LINE_BELOW),
            _Cell(4.0, empty),
            _Cell(40.0, (("SignatureLine", words(person.name), ""),), _AT_BOTTOM),
        ),
        _SIGNATURE_HEIGHT,
    )


def _sheet(people: Sequence[Person], room: float, texts: FixedTexts) -> Iterator[_Row]:
    rest = room - 66.0
    widths = (12.0, rest * 0.45, rest * 0.55, 24.0, 30.0)  # «No.» is whole in any font
    middle = justified("center")
    yield _Row(
        tuple(
            _Cell(width, (("TableHeader", words(name), middle),), _BOXED)
            for width, name in zip(widths, texts.acquaintance_header, strict=True)
        ),
        heads=True,
    )
    for number, person in enumerate(acquaintance_rows(people), start=1):
        lines = (str(number), person.name, person.position, "", "")
        yield _Row(
            tuple(
                _Cell(width, (("TableText", words(text), middle if index == 0 else ""),), _BOXED)
                for index, (width, text) in enumerate(zip(widths, lines, strict=True))
            ),
            _SHEET_HEIGHT,
        )


def _ends(one: _Row) -> list[int]:
    return [twips(end) for end in accumulate(part.width for part in one.cells)]


def _row_xml(one: _Row, ends: list[int], *, kept: bool, header: bool) -> str:
    keep = KEEP_WITH_NEXT if kept else ""
    cells, start = [], 0
    for part, end in zip(one.cells, _ends(one), strict=True):
        content = "".join(
            paragraph(style, text, keep + properties) for style, text, properties in part.paragraphs
        )
        span = sum(start < other <= end for other in ends)
        cells.append(cell((end - start) / TWIPS, content, spanned(span) + part.look))
        start = end
    return row(cells, height=one.height, header=header)
