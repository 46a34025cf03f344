"""A document as a Word file, built upon a base document with its styles and numbering.

Belongs here: what each block becomes in Word. Does not belong here: the look of a style (the base
document), the XML of a single piece (`wordprocessing.py`), pages and numbering lists of the file
itself (`word_file.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import zip_longest

from wizard.documents.setting.blocks import (
    Acquaintance,
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
    Quote,
    RequisitesRow,
    Runs,
    SmallPrint,
    Table,
    announces,
    kept_with_next,
    plain,
    stays_whole,
)
from wizard.documents.setting.figures import figure_png
from wizard.documents.setting.fixed_texts import FixedTexts, figure_data
from wizard.documents.setting.layout import Document
from wizard.documents.setting.widths import columns
from wizard.documents.word.word_closing import (
    KEEP_WITH_NEXT,
    Closing,
    closes,
    closing_table,
    label_of,
)
from wizard.documents.word.word_file import WordFile
from wizard.documents.word.wordprocessing import (
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
_IN_MIDDLE = '<w:vAlign w:val="center"/>'
_APART = f'<w:tcMar><w:right w:w="{twips(6.0)}" w:type="dxa"/></w:tcMar>'
_PAGE_BREAK_BEFORE = "<w:pageBreakBefore/>"
_LAST_ROWS = 2
_LONG_TABLE = 300  # signs
_TO_FILL_IN = ("____", "☐")
_ON_A_NEW_PAGE = ("AppendixLabel", "OnePageTitle")
_NO_HEIGHT = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


Drawn = Callable[[str, float], bytes]
"""Draws a drawing by its name, so many millimetres wide, as PNG."""


def render_word(document: Document, drawn: Drawn | None = None) -> bytes:
    """The document as a .docx file; `drawn` gives drawings that were made beforehand.

    Raises UserError for a text that cannot be read.
    """
    writer = _Writer(document, drawn or partial(drawing_png, document))
    writer.write(document.blocks)
    return writer.finished()


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


def _kept(blocks: Sequence[Block]) -> Iterator[bool]:
    """Whether each block stays on the page of the next one; of a long table the last rows do."""
    for block, following, kept in zip_longest(blocks, blocks[1:], kept_with_next(blocks)):
        yield bool(kept) or (isinstance(block, Table) and closes(following))


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
        self._gap_due = False  # below a table, unless a new page begins there
        self._gap_kept = ""
        self._kept = False  # whether the block in work stays on the page of the next one

    def write(self, blocks: Sequence[Block]) -> None:
        closing: list[Closing] = []
        for block, kept in zip(blocks, _kept(blocks), strict=True):
            if closes(block) and isinstance(block, Closing):
                closing.append(block)
                continue
            self._closing(closing)
            closing = []
            self._kept = kept
            self._write(block)
        self._closing(closing)

    def finished(self) -> bytes:
        """The file."""
        if self._ends_with_table:  # Word wants a paragraph there; this one never takes a page
            self.file.add(paragraph("TableGap", "", _NO_HEIGHT))
        return self.file.saved()

    def _write(self, block: Block) -> None:
        kept = KEEP_WITH_NEXT if self._kept else ""
        match block:
            case Heading():
                self._heading(block)
            case Clause():
                if block.starts_list:
                    self._list = self.file.new_list()
                keeps = announces(block.runs) or self._kept
                place = (KEEP_WITH_NEXT if keeps else "") + numbered(self._list, block.level)
                self._text(f"Clause{block.level + 1}", block.runs, place)
            case Bullet(level, runs, under):
                left = (LEVEL_TEXT[under] if under >= 0 else 0.0) + _BULLET * (level + 1)
                place = kept + (indented(left, _BULLET) if under >= 0 else "")
                self._text(f"Bullet{min(level, 2) + 1}", runs, place)
            case Paragraph(runs, under, leads):
                place = kept + (indented(LEVEL_TEXT[under]) if under >= 0 else "")
                self._text("Lead" if leads else "Normal", runs, place)
            case Quote(runs):
                self._text("Quote", runs, kept)
            case Note(paragraphs):
                for runs in paragraphs:
                    self._text("Note", runs, kept)
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
            case Acquaintance():  # too long to stay on one page
                self._closing([block])
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
            case _:
                raise TypeError(type(block).__name__)

    def _text(self, style: str, runs: Runs, properties: str) -> None:
        """A paragraph of text; one with blanks to fill in is not spread over the line."""
        uneven = any(mark in plain(runs) for mark in _TO_FILL_IN)
        self._add(style, runs_xml(runs), properties + (justified("left") if uneven else ""))

    def _add(self, style: str, content: str, properties: str = "") -> None:
        """A paragraph, on a new page where one is due."""
        if self._break_due:
            kept = KEEP_WITH_NEXT if properties.startswith(KEEP_WITH_NEXT) else ""
            properties = kept + _PAGE_BREAK_BEFORE + properties.removeprefix(kept)
        elif self._gap_due and style not in _ON_A_NEW_PAGE:
            self.file.add(paragraph("TableGap", "", self._gap_kept))
        self._break_due = self._gap_due = self._ends_with_table = False
        self.file.add(paragraph(style, content, properties))

    def _add_table(self, xml: str) -> None:
        if self._break_due or self._gap_due or self._ends_with_table:
            self._gap_due = False
            self._add("TableGap", "", self._gap_kept)  # Word joins tables that touch
        self.file.add(xml)
        self._ends_with_table = True

    def _gap(self) -> None:
        self._gap_due = True
        self._gap_kept = KEEP_WITH_NEXT if self._kept else ""

    def _heading(self, heading: Heading) -> None:
        if not heading.number:
            place = numbered(0, 0) + '<w:ind w:left="0" w:firstLine="0"/>'
        elif self._list != self.file.main_list:
            place = numbered(self._list, heading.level - 1)
        else:
            place = ""  # the style carries the numbering
        # LibreOffice does not always take it from the style.
        properties = KEEP_WITH_NEXT + place
        self._add(f"Heading{min(heading.level, 3)}", runs_xml(heading.runs), properties)

    def _pages(self, block: Appendix | OnePage | Landscape) -> None:
        outer_list = self._list
        if isinstance(block, Landscape):
            self._break_due = self._gap_due = False
            self.file.end_pages(landscape=False)
            upright = self._room
            self._room = _room(self._document, PAGE_HEIGHT)
            self.write(block.blocks)
            self._room = upright
            self.file.end_pages(landscape=True)
            self._gap_due = self._ends_with_table = False
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
        last = len(block.rows) - 1
        # A long table that had to stay whole with what closes the paper would leave a page empty.
        long = sum(len(plain(runs)) for texts in block.rows for runs in texts) > _LONG_TABLE
        for number, texts in enumerate(block.rows):
            near_the_end = self._kept and number > last - _LAST_ROWS
            together = near_the_end or (stays_whole(block) and not (self._kept and long))
            kept = together and (self._kept or number < last)
            rows.append(row(cells(texts, "TableText", KEEP_WITH_NEXT if kept else "")))
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

    def _closing(self, blocks: Sequence[Closing]) -> None:
        self._kept = False
        match blocks:
            case []:
                return
            case [SmallPrint(text)]:
                self._add("SmallPrint", words(text))
                return
        if label := label_of(blocks[0], self._texts):
            self._add("FormLabel", label, KEEP_WITH_NEXT)
        if xml := closing_table(blocks, self._room, self._texts):
            self._add_table(xml)
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
