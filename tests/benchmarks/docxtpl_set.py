"""The documents of a package as somebody would make them with docxtpl: one template a document.

Belongs here: templates made from the blocks of a document, with a Jinja tag for every text, and
their filling in. Does not belong here: what is timed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage

from wizard.documents.setting.blocks import (
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
    plain,
)
from wizard.documents.setting.figures import figure_png
from wizard.documents.setting.fixed_texts import figure_data
from wizard.documents.setting.layout import Document

_PICTURE_WIDTH = 165.0

Row = tuple[str, ...]


@dataclass
class Template:
    """A Word template and what is to be filled in; pictures are drawn beforehand."""

    path: Path
    texts: list[str] = field(default_factory=list)
    tables: list[list[Row]] = field(default_factory=list)
    pictures: list[bytes] = field(default_factory=list)

    def fill(self, path: Path) -> None:
        """Make the document."""
        template = DocxTemplate(self.path)
        width = Mm(_PICTURE_WIDTH)
        context = {
            "texts": self.texts,
            "tables": self.tables,
            "pictures": [
                InlineImage(template, BytesIO(picture), width=width) for picture in self.pictures
            ],
        }
        template.render(context, autoescape=True)
        template.save(path)


def template_of(document: Document, path: Path) -> Template:
    """The template of a document, written to a path."""
    return _Writer(document, path).template()


class _Writer:
    """Writes one template; each text goes to the context, its tag into the template."""

    def __init__(self, document: Document, path: Path) -> None:
        self._document = document
        self._word: WordDocument = docx.Document()
        self._made = Template(path)

    def template(self) -> Template:
        self._all(self._document.blocks)
        self._word.save(str(self._made.path))
        return self._made

    def _all(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading(level, runs, number):
                self._paragraph(f"{number} {plain(runs)}".strip(), f"Heading {min(level + 1, 9)}")
            case Clause(_level, runs, number):
                self._paragraph(f"{number} {plain(runs)}")
            case Bullet(_level, runs):
                self._paragraph(plain(runs), "List Bullet")
            case Table(header, rows):
                self._table(_plain(header), [_plain(row) for row in rows])
            case FigureBlock(name, caption):
                self._picture(name)
                self._paragraph(plain(caption), "Caption")
            case Appendix(title, blocks) | OnePage(title, blocks):
                self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
                self._paragraph(title, "Heading 1")
                self._all(blocks)
            case Landscape(blocks):
                self._all(blocks)
            case Signature(people) | Agreed(people) | Acquaintance(people):
                self._table(("", "", ""), [_signed(person) for person in people])
            case PageBreak():
                self._word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            case _:
                for text in _texts(block):
                    self._paragraph(text)

    def _paragraph(self, text: str, style: str = "Normal") -> None:
        self._word.add_paragraph(f"{{{{ texts[{len(self._made.texts)}] }}}}", style)
        self._made.texts.append(text)

    def _table(self, header: Row, rows: list[Row]) -> None:
        count = len(header)
        table = self._word.add_table(4, count, "Table Grid")
        for cell, text in zip(table.rows[0].cells, header, strict=True):
            cell.text = f"{{{{ texts[{len(self._made.texts)}] }}}}"
            self._made.texts.append(text)
        table.cell(1, 0).text = f"{{%tr for row in tables[{len(self._made.tables)}] %}}"
        for column in range(count):
            table.cell(2, column).text = f"{{{{ row[{column}] }}}}"
        table.cell(3, 0).text = "{%tr endfor %}"
        self._made.tables.append([(row + ("",) * count)[:count] for row in rows])

    def _picture(self, name: str) -> None:
        png = figure_png(
            name,
            figure_data(self._document, name),
            width_mm=_PICTURE_WIDTH,
            language=self._document.language,
        )
        self._word.add_paragraph(f"{{{{ pictures[{len(self._made.pictures)}] }}}}")
        self._made.pictures.append(png)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(runs) | Quote(runs):
            yield plain(runs)
        case Note(paragraphs):
            yield from map(plain, paragraphs)
        case Opening(left, right, kind, title):
            yield from (text for text, _style in (*left, *right))
            yield from (kind, title)
        case Letterhead(organisation, details):
            yield from (organisation, *details)
        case RequisitesRow(cells):
            yield " ".join(cells)
        case SmallPrint(text):
            yield text


def _plain(cells: Sequence[Runs]) -> Row:
    return tuple(plain(runs) for runs in cells)


def _signed(person: Person) -> Row:
    return (person.position, "", person.name)
