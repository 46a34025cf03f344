"""A document as a Word file, built upon a base document with its styles and numbering.

Belongs here: what each block becomes in Word. Does not belong here: the look of a style (the base
document), the XML of a single piece (`wordprocessing.py`), pages and numbering lists of the file
itself (`word_file.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from wizard.documents.blocks import (
    Acquaintance,
    Agreed,
    Appendix,
    Block,
    Bullet,
    Clause,
    FigureBlock,
    Heading,
    Landscape,
    Letterhead,
    Note,
    OnePage,
    Opening,
    PageBreak,
    Paragraph,
    Person,
    Quote,
    RequisitesRow,
    Runs,
    Signature,
    SmallPrint,
    Table,
    announces,
    kept_with_next,
    plain,
    stays_whole,
)
from wizard.documents.figures import figure_png
from wizard.documents.fixed_texts import FixedTexts, acquaintance_rows, figure_data
from wizard.documents.layout import Document
from wizard.documents.widths import columns
from wizard.documents.word_file import WordFile
from wizard.documents.wordprocessing import (
    cell,
    indented,
    justified,
    numbered,
    paragraph,
    row,
    runs_xml,
    size_xml,
    table,
    twips,
    words,
)

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
RIGHT_MARGIN = 12.0
FIGURE_PPI = 200.0
CORNER = 80.0
LEVEL_TEXT = (13.0, 13.0, 31.0, 51.0)  # where the text of a clause begins, by level; see base.docx
_BULLET = 6.0
_TABLE_SIZE = 10.5
_FIGURE_SHARE = 0.94
_LINE_BELOW = (
    '<w:tcBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="1B2430"/></w:tcBorders>'
    '<w:vAlign w:val="bottom"/>'
)
_AT_BOTTOM = '<w:vAlign w:val="bottom"/>'
_IN_MIDDLE = '<w:vAlign w:val="center"/>'
_APART = f'<w:tcMar><w:right w:w="{twips(6.0)}" w:type="dxa"/></w:tcMar>'
_PAGE_BREAK_BEFORE = "<w:pageBreakBefore/>"
_KEEP_WITH_NEXT = "<w:keepNext/>"


Drawn = Callable[[str, float], bytes]
"""Draws a drawing by its name, so many millimetres wide, as PNG."""


def render_word(document: Document, drawn: Drawn | None = None) -> bytes:
    """The document as a .docx file; `drawn` gives drawings that were made beforehand.

    Raises UserError for a text that cannot be read.
    """
    writer = _Writer(document, drawn or partial(drawing_png, document))
    writer.write(document.blocks)
    return writer.file.saved()


def drawings_in(document: Document) -> Iterator[tuple[str, float]]:
    """The names and widths of the drawings that `render_word` will ask for."""

    def within(blocks: Sequence[Block], page: float) -> Iterator[tuple[str, float]]:
        for block in blocks:
            match block:
                case FigureBlock(name):
                    yield name, _room(document, page) * _FIGURE_SHARE
                case Landscape(inner):
                    yield from within(inner, PAGE_HEIGHT)
                case Appendix(_, inner) | OnePage(_, inner):
                    yield from within(inner, page)

    return within(document.blocks, PAGE_WIDTH)


def drawing_png(document: Document, name: str, width: float) -> bytes:
    """A drawing as it stands in a Word file. Raises UserError for one that has no figures."""
    return figure_png(
        name,
        figure_data(document, name),
        width_mm=width,
        accent=document.accent,
        language=document.language,
        ppi=FIGURE_PPI,
    )


def _room(document: Document, page: float) -> float:
    """The length of a line on a page of a width."""
    return page - document.binding - RIGHT_MARGIN


class _Writer:
    """Walks the blocks of one document and writes them into a Word file."""

    def __init__(self, document: Document, drawn: Drawn) -> None:
        self.file = WordFile(document, right_margin=RIGHT_MARGIN)
        self._document, self._drawn = document, drawn
        self._texts = FixedTexts(document.language)
        self._room = _room(document, PAGE_WIDTH)
        self._list = self.file.main_list
        self._break_due = False
        self._ends_with_table = False
        self._kept = False  # whether the block in work stays on the page of the next one

    def write(self, blocks: Sequence[Block]) -> None:
        for block, self._kept in zip(blocks, kept_with_next(blocks), strict=True):
            self._write(block)

    def _write(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Clause():
                if block.starts_list:
                    self._list = self.file.new_list()
                list_item = numbered(self._list, block.level)
                if announces(block.runs) or self._kept:
                    list_item = _KEEP_WITH_NEXT + list_item
                self._add(f"Clause{block.level + 1}", runs_xml(block.runs), list_item)
            case Bullet(level, runs, under):
                left = (LEVEL_TEXT[under] if under >= 0 else 0.0) + _BULLET * (level + 1)
                kept = _KEEP_WITH_NEXT if self._kept else ""
                place = kept + (indented(left, _BULLET) if under >= 0 else "")
                self._add(f"Bullet{min(level, 2) + 1}", runs_xml(runs), place)
            case Paragraph(runs, under, leads):
                place = indented(LEVEL_TEXT[under]) if under >= 0 else ""
                self._add("Lead" if leads or self._kept else "Normal", runs_xml(runs), place)
            case Quote(runs):
                self._add("Quote", runs_xml(runs))
            case Note(paragraphs):
                for runs in paragraphs:
                    self._add("Note", runs_xml(runs))
            case Table():
                self._table(block)
            case FigureBlock(name, caption):
                self._figure(name, caption)
            case PageBreak():
                self._break_due = True
            case Appendix() | OnePage() | Landscape():
                self._pages(block)
            case _:
                self._form(block)

    def _form(self, block: Block) -> None:
        match block:
            case Signature(people):
                self._signatures(people, with_date=False)
            case Agreed(people):
                self._add("FormLabel", words(self._texts.agreed, '<w:spacing w:val="14"/>'))
                self._signatures(people, with_date=True)
            case Acquaintance(people):
                self._acquaintance(people)
            case Opening():
                self._opening(block)
            case Letterhead():
                self._letterhead(block)
            case RequisitesRow(cells):
                width = self._room / len(cells)
                sides = ["left", *["center"] * (len(cells) - 2), "right"]
                content = [
                    cell(width, paragraph("Corner", words(text), justified(side)))
                    for text, side in zip(cells, sides, strict=False)
                ]
                self._add_table(table("TableNormal", [width] * len(cells), [row(content)]))
            case SmallPrint(text):
                self._add("SmallPrint", words(text))
            case _:
                raise TypeError(type(block).__name__)

    def _add(self, style: str, content: str, properties: str = "") -> None:
        """A paragraph, on a new page where one is due."""
        if self._break_due:
            kept = _KEEP_WITH_NEXT if properties.startswith(_KEEP_WITH_NEXT) else ""
            properties = kept + _PAGE_BREAK_BEFORE + properties.removeprefix(kept)
            self._break_due = False
        self.file.add(paragraph(style, content, properties))
        self._ends_with_table = False

    def _add_table(self, xml: str) -> None:
        if self._break_due or self._ends_with_table:  # Word joins tables that touch
            self._add("TableGap", "")
        self.file.add(xml)
        self._ends_with_table = True

    def _gap(self) -> None:
        self._add("TableGap", "")

    def _heading(self, heading: Heading) -> None:
        if not heading.number:
            place = numbered(0, 0) + '<w:ind w:left="0" w:firstLine="0"/>'
        elif self._list != self.file.main_list:
            place = numbered(self._list, heading.level - 1)
        else:
            place = ""  # the style carries the numbering
        # LibreOffice does not always take it from the style.
        properties = _KEEP_WITH_NEXT + place
        self._add(f"Heading{min(heading.level, 3)}", runs_xml(heading.runs), properties)

    def _pages(self, block: Appendix | OnePage | Landscape) -> None:
        outer_list = self._list
        if isinstance(block, Landscape):
            self._break_due = False
            self.file.end_pages(landscape=False)
            upright = self._room
            self._room = _room(self._document, PAGE_HEIGHT)
            self.write(block.blocks)
            self._room = upright
            self.file.end_pages(landscape=True)
            self._ends_with_table = False
            return
        if isinstance(block, Appendix):
            self._break_due = False  # the label's style starts a page
            self._add("AppendixLabel", words(self._texts.appendix(block.number)))
            self._add("AppendixTitle", words(block.title))
            self._list = self.file.new_list()
            self.write(block.blocks)
            self._list = outer_list
            self._break_due = True
            return
        self._break_due = False
        on_this_page = "" if block.new_page else '<w:pageBreakBefore w:val="0"/>'
        self._add("OnePageTitle", words(block.title), on_this_page)
        self.write(block.blocks)
        self._list = outer_list
        self._break_due = True

    def _table(self, block: Table) -> None:
        fitted = columns(block, self._room, hyphenated=False)
        size = size_xml(fitted.size) if fitted.size != _TABLE_SIZE else ""

        def cells(texts: Sequence[Runs], style: str, kept: str = "") -> list[str]:
            return [
                cell(
                    width,
                    paragraph(
                        style,
                        runs_xml(texts[index] if index < len(texts) else (), size),
                        kept + justified(block.aligns[index]),
                    ),
                )
                for index, width in enumerate(fitted.widths)
            ]

        rows = [row(cells(block.header, "TableHeader"), header=True)]
        kept = _KEEP_WITH_NEXT if stays_whole(block) else ""
        rows += [row(cells(texts, "TableText", kept)) for texts in block.rows[:-1]]
        last = _KEEP_WITH_NEXT if self._kept else ""
        rows += [row(cells(texts, "TableText", last)) for texts in block.rows[-1:]]
        self._add_table(table("PaperTable", fitted.widths, rows))
        self._gap()

    def _figure(self, name: str, caption: Runs) -> None:
        width = self._room * _FIGURE_SHARE
        png = self._drawn(name, width)
        self._add("Figure", self.file.picture(png, width, plain(caption) or name))
        if caption:
            self._add("Caption", runs_xml(caption))
        else:
            self._gap()

    def _signatures(self, people: Sequence[Person], *, with_date: bool) -> None:
        widths = [self._room - 84.0, 40.0, 4.0, 40.0]
        rows = []
        for number, person in enumerate(people, start=1):
            kept = _KEEP_WITH_NEXT if self._kept or number < len(people) else ""
            first = paragraph("SignatureLine", words(person.position), kept)
            if with_date:
                date = words(self._texts.blank_date, size_xml(10.5))
                first += paragraph("SignatureLine", date, kept)
            empty = paragraph("SignatureLine", "", kept)
            rows.append(
                row(
                    [
                        cell(widths[0], first, _AT_BOTTOM),
                        cell(widths[1], empty, _LINE_BELOW),
                        cell(widths[2], empty),
                        cell(
                            widths[3],
                            paragraph("SignatureLine", words(person.name), kept),
                            _AT_BOTTOM,
                        ),
                    ],
                    height=15.0,
                )
            )
        if rows:
            self._add_table(table("TableNormal", widths, rows))
            self._add("TableGap", "", _KEEP_WITH_NEXT if self._kept else "")

    def _acquaintance(self, people: Sequence[Person]) -> None:
        self._add("FormLabel", words(self._texts.acquainted, "<w:b/><w:bCs/>"))
        rest = self._room - 64.0
        widths = [10.0, rest * 0.54, rest * 0.46, 24.0, 30.0]
        header = [
            cell(width, paragraph("TableHeader", words(name), justified("center")), _IN_MIDDLE)
            for width, name in zip(widths, self._texts.acquaintance_header, strict=True)
        ]
        rows = [row(header, header=True)]
        sheet = acquaintance_rows(people)
        whole = stays_whole(Acquaintance(tuple(sheet)))
        for number, person in enumerate(sheet, start=1):
            kept = _KEEP_WITH_NEXT if self._kept or (whole and number < len(sheet)) else ""
            texts = (str(number), person.name, person.position, "", "")
            rows.append(
                row(
                    [
                        cell(
                            width,
                            paragraph(
                                "TableText",
                                words(text),
                                kept + (justified("center") if index == 0 else ""),
                            ),
                            _IN_MIDDLE,
                        )
                        for index, (width, text) in enumerate(zip(widths, texts, strict=True))
                    ],
                    height=9.0,
                )
            )
        self._add_table(table("PaperForm", widths, rows))
        self._gap()

    def _opening(self, block: Opening) -> None:
        if block.left or block.right:
            widths = [self._room - CORNER, CORNER]
            content = [
                cell(widths[0], _corner(block.left), _APART),
                cell(widths[1], _corner(block.right)),
            ]
            self._add_table(table("TableNormal", widths, [row(content)]))
        if block.kind or block.title:
            spaced = size_xml(14) if block.kind else ""
            kind = words(block.kind, f'<w:caps/><w:spacing w:val="16"/>{spaced}')
            line = words("\n") if block.kind and block.title else ""
            title = kind + line + words(block.title, spaced)
            self._add("Title" if block.centred else "TitleLeft", title)

    def _letterhead(self, head: Letterhead) -> None:
        if self.file.has_head:
            return
        lines = paragraph("Letterhead", words(head.organisation))
        lines += "".join(paragraph("LetterheadDetails", words(line)) for line in head.details)
        if head.logo is None:
            self.file.add(lines)
        else:
            logo, width = self.file.picture_of_height(head.logo, 16.0, head.organisation)
            widths = [width + 6.0, self._room - width - 6.0]
            cells = [
                cell(widths[0], paragraph("Letterhead", logo), _IN_MIDDLE),
                cell(widths[1], lines, _IN_MIDDLE),
            ]
            self._add_table(table("TableNormal", widths, [row(cells)]))
        self._add("Rule", "")


def _corner(lines: Sequence[tuple[str, str]]) -> str:
    """The lines of a corner; a cell holds at least one paragraph."""
    looks = {"bold": "<w:b/><w:bCs/>", "caps": '<w:spacing w:val="14"/>'}
    return "".join(
        paragraph("CornerMuted" if look == "muted" else "Corner", words(text, looks.get(look, "")))
        for text, look in lines
    ) or paragraph("Corner", "")
