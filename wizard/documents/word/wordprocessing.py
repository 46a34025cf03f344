"""Pieces of WordprocessingML as text: runs, paragraphs, tables.

Belongs here: the XML of one piece, with its text escaped. Does not belong here: which piece a block
of a document becomes (`word.py`). Written as text because a long table made cell by cell through an
object model takes seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape, quoteattr

from wizard.documents.language.escaping import clean
from wizard.documents.setting.blocks import Runs

TWIPS = 1440 / 25.4
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_EMU = 36000
_FIRM_HYPHEN = "\u2011"
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>", _FIRM_HYPHEN: "<w:noBreakHyphen/>"}
_IN_NUMBER = re.compile(r"(?<=\d)-(?=[A-ZА-ЯЁ]|[а-яё]{1,3}\b)")


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * TWIPS)


def words(text: str, properties: str = "") -> str:
    """A run; line feeds and tabs become Word's own, «152-ФЗ» stays on one line."""
    if not text:
        return ""
    pieces = [escape(clean(_IN_NUMBER.sub(_FIRM_HYPHEN, text)))]
    for sign, element in _BREAKS.items():
        pieces = [part for piece in pieces for part in _split(piece, sign, element)]
    inner = "".join(
        piece if piece in _BREAKS.values() else f'<w:t xml:space="preserve">{piece}</w:t>'
        for piece in pieces
        if piece
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>"


def runs_xml(runs: Runs, properties: str = "") -> str:
    """Runs in their styles; `properties` (a size) hold for all of them."""
    return "".join(
        words(
            run.text,
            ("<w:b/><w:bCs/>" if run.bold else "")
            + ("<w:i/><w:iCs/>" if run.italic else "")
            + properties,
        )
        for run in runs
    )


def paragraph(style: str, content: str, properties: str = "") -> str:
    """A paragraph; `properties` stand in the order of the schema (numPr, ind, jc …)."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'
        if style != "Normal" or properties
        else f"<w:p>{content}</w:p>"
    )


def numbered(number_id: int, level: int) -> str:
    """The properties that make a paragraph an item of a list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>'


def indented(left: float, hanging: float = 0.0) -> str:
    """An indent in millimetres."""
    return f'<w:ind w:left="{twips(left)}" w:hanging="{twips(hanging)}"/>'


def justified(side: str) -> str:
    """The side a paragraph is set to."""
    return f'<w:jc w:val="{side}"/>'


def size_xml(points: float) -> str:
    """A type size."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def spanned(columns: int) -> str:
    """The property of a cell that takes several columns of the table's grid."""
    return f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""


def cell(width: float, content: str, properties: str = "") -> str:
    """A cell of a table, its width in millimetres; `content` holds at least one paragraph."""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{properties}</w:tcPr>'
        f"{content}</w:tc>"
    )


def row(cells: Iterable[str], *, header: bool = False, height: float = 0.0) -> str:
    """A row that does not break over pages; a header is repeated on every page."""
    properties = "<w:cantSplit/>"
    if height:
        properties += f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>'
    if header:
        properties += "<w:tblHeader/>"
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(style: str, widths: Sequence[float], rows: Iterable[str]) -> str:
    """A table of fixed widths (millimetres)."""
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def picture(relation: str, number: int, width: float, height: float, description: str) -> str:
    """A picture in the line, its size in millimetres; the description is read aloud."""
    name = quoteattr(clean(description).replace("\n", " ") or f"{number}")
    extent = f'cx="{round(width * _EMU)}" cy="{round(height * _EMU)}"'
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {extent}/><wp:docPr id="{number}" name="Picture {number}" descr={name}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}" descr={name}/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch>'
        f'<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _split(piece: str, sign: str, element: str) -> list[str]:
    first, *others = piece.split(sign)
    return [first, *(part for other in others for part in (element, other))]
