"""The Word file itself: the base document opened, its pages, lists, pictures and properties.

Belongs here: what concerns the file as a whole. Does not belong here: what a block becomes
(`word.py`).
"""

from __future__ import annotations

import re
from copy import deepcopy
from io import BytesIO
from struct import unpack_from
from zipfile import ZipFile

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

from wizard.documents.language.escaping import clean
from wizard.documents.setting.figures import PALETTES, SOFT, blended
from wizard.documents.setting.layout import ACCENT, Document
from wizard.documents.setting.typesetting import FONTS, SERIF
from wizard.documents.word.letterhead import base_of
from wizard.documents.word.wordprocessing import NAMESPACES, picture, twips

_LANGUAGES = {"ru": "ru-RU", "en": "en-US"}
_STYLE = re.compile(r'(<w:(?:pStyle|tblStyle) w:val=")([^"]+)(")')
_ENTRY = 46  # bytes of an entry in the list of a zip file, without its name
_NO_DATE = b"\x00\x00\x21\x00"  # midnight of 1 January 1980, the least that a zip file can say
LONGEST_PROPERTY = 255  # characters of a title or an author that a Word file can hold
_FOOTER = re.compile(r"\{\{\s*footer\s*\}\}")


class WordFile:
    """A Word file that is being written."""

    def __init__(self, document: Document, *, right_margin: float) -> None:
        self._base = base_of(document.base)
        self._file = docx.Document(BytesIO(self._base.content))
        self._body = self._file.element.body
        self._pieces: list[str] = []
        self._pictures = 0
        self._right_margin = right_margin
        self._binding = document.binding
        last = self._body.find(qn("w:sectPr"))
        for old in list(self._body):
            self._body.remove(old)
        self._page = deepcopy(last)
        self._landscape_ended = False
        self._first_pages_ended = False
        self._numbering = self._file.part.numbering_part.element
        self.main_list = self._list_of_headings()
        self._describe(document)

    def add(self, xml: str) -> None:
        """The next paragraph or table."""
        self._pieces.append(xml)
        self._landscape_ended = False

    def new_list(self) -> int:
        """A list of sections and clauses that counts from one again.

        It gets a definition of its own: lists of one definition share their counters in Word.
        """
        numbers = self._numbering.findall(qn("w:num"))
        main = next(item for item in numbers if _number(item, "w:numId") == self.main_list)
        main_definition = main.find(qn("w:abstractNumId")).get(qn("w:val"))
        definitions = self._numbering.findall(qn("w:abstractNum"))
        source = next(
            item for item in definitions if item.get(qn("w:abstractNumId")) == main_definition
        )
        definition = deepcopy(source)
        for tag in ("w:nsid", "w:tmpl"):
            for element in definition.findall(qn(tag)):
                definition.remove(element)
        for level in definition.findall(qn("w:lvl")):
            for link in level.findall(qn("w:pStyle")):  # a style belongs to one list alone
                level.remove(link)
        new = 1 + max(_number(item, "w:abstractNumId") for item in definitions)
        definition.set(qn("w:abstractNumId"), str(new))
        definitions[-1].addnext(definition)
        number = 1 + max(_number(item, "w:numId") for item in numbers)
        self._numbering.append(
            parse_xml(
                f'<w:num {NAMESPACES} w:numId="{number}"><w:abstractNumId w:val="{new}"/></w:num>'
            )
        )
        return number

    def end_pages(self, *, landscape: bool) -> None:
        """What was added since the last end stands on pages of this orientation."""
        if not self._pieces or self._landscape_ended:
            return
        page = self._page_xml(landscape=landscape)
        last = self._pieces[-1]
        if last.startswith("<w:p><w:pPr>"):
            self._pieces[-1] = last.replace("</w:pPr>", f"{page}</w:pPr>", 1)
        else:
            gap = f'<w:p><w:pPr><w:pStyle w:val="TableGap"/>{page}</w:pPr></w:p>'
            self._pieces.append(gap)
        self._first_pages_ended = True
        self._landscape_ended = landscape

    def picture(self, png: bytes, width: float, description: str) -> str:
        """A picture of a width in millimetres, as a run."""
        relation, ratio = self._related(png)
        return picture(relation, self._pictures, width, width * ratio, description)

    def picture_of_height(self, image: bytes, height: float, description: str) -> tuple[str, float]:
        """A picture of a height in millimetres, as a run, and its width."""
        relation, ratio = self._related(image)
        width = height / ratio
        return picture(relation, self._pictures, width, height, description), width

    def saved(self) -> bytes:
        """The file."""
        ends_landscape = self._landscape_ended
        page = self._page_xml(landscape=ends_landscape)
        if ends_landscape:  # the last pages are the landscape ones: no empty page after them
            self._pieces[-1] = re.sub(r"<w:sectPr.*</w:sectPr>", "", self._pieces[-1], flags=re.S)
        content = self._in_styles_of_the_base("".join(self._pieces))
        body = parse_xml(f"<w:body {NAMESPACES}>{content}{page}</w:body>")
        self._body.extend(list(body))
        result = BytesIO()
        self._file.save(result)
        return _undated(result.getvalue())

    @property
    def has_head(self) -> bool:
        """Whether the base file brings a head of its own for the first page."""
        return self._base.has_head

    def _in_styles_of_the_base(self, content: str) -> str:
        styles = self._base.styles
        if not styles:
            return content
        return _STYLE.sub(lambda used: used[1] + styles.get(used[2], used[2]) + used[3], content)

    def _colour(self, accent: str) -> None:
        """The accent in place of the base document's own, in every style that has it."""
        if accent.upper() == ACCENT:
            return
        palette = PALETTES["light"]
        changed = {
            ACCENT[1:]: accent[1:].upper(),
            palette["soft"][1:]: blended(accent, palette["card"], SOFT)[1:],
        }
        for element in self._file.styles.element.iter():
            for name in (qn("w:color"), qn("w:fill"), qn("w:val")):
                value = element.get(name)
                if value in changed:
                    element.set(name, changed[value])

    def _related(self, image: bytes) -> tuple[str, float]:
        self._pictures += 1
        relation, part = self._file.part.get_or_add_image(BytesIO(image))
        return relation, part.px_height / part.px_width

    def _page_xml(self, *, landscape: bool) -> str:
        page = deepcopy(self._page)
        size, margins = page.find(qn("w:pgSz")), page.find(qn("w:pgMar"))
        if landscape:
            width, height = size.get(qn("w:w")), size.get(qn("w:h"))
            size.set(qn("w:w"), height)
            size.set(qn("w:h"), width)
            size.set(qn("w:orient"), "landscape")
        margins.set(qn("w:left"), str(twips(self._binding)))
        margins.set(qn("w:right"), str(twips(self._right_margin)))
        first = page.find(qn("w:titlePg"))
        if self._first_pages_ended and first is not None:
            page.remove(first)
        return str(etree.tostring(page, encoding="unicode"))

    def _list_of_headings(self) -> int:
        """The list that the style of the first heading belongs to."""
        items = self._numbering.findall(qn("w:num"))
        return next(
            _number(item, "w:numId")
            for item in items
            if item.find(qn("w:abstractNumId")).get(qn("w:val")) == self._base.list_id
        )

    def _describe(self, document: Document) -> None:
        properties = self._file.core_properties
        properties.title = clean(document.title)[:LONGEST_PROPERTY]
        properties.author = clean(document.organisation.name)[:LONGEST_PROPERTY]
        properties.language = _LANGUAGES[document.language]
        properties.comments = ""
        for language in self._file.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), _LANGUAGES[document.language])
        self._colour(document.accent)
        self._set_in(document)
        for relation in self._file.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.FOOTER:
                for paragraph in relation.target_part.element.iter(qn("w:p")):
                    _fill_in(paragraph, clean(document.footer))

    def _set_in(self, document: Document) -> None:
        """The family of the text; a person's own file keeps its own."""
        if document.base is not None or document.font == "serif":
            return
        for fonts in self._file.styles.element.iter(qn("w:rFonts")):
            for name, family in fonts.attrib.items():
                if family == SERIF[0]:
                    fonts.set(name, FONTS[document.font][0])


def _fill_in(paragraph: BaseOxmlElement, footer: str) -> None:
    """The footer where its mark stands, which Word may have cut into several runs."""
    texts = list(paragraph.iter(qn("w:t")))
    whole = "".join(text.text or "" for text in texts)
    if not _FOOTER.search(whole):
        return
    if not footer and not _FOOTER.sub("", whole).strip():
        _take_line_off(paragraph)
    for text in texts:
        text.text = ""
    texts[0].text = _FOOTER.sub(lambda _match: footer, whole)


def _take_line_off(paragraph: BaseOxmlElement) -> None:
    """The line that the style draws above a footer stands above nothing where there is none."""
    nothing = parse_xml(f'<w:pBdr {NAMESPACES}><w:top w:val="nil"/></w:pBdr>')
    for properties in paragraph.findall(qn("w:pPr")):
        for style in properties.findall(qn("w:pStyle")):
            style.addnext(nothing)


def _undated(packed: bytes) -> bytes:
    """The file without the moment of its packing: the same paper is the same file."""
    content = bytearray(packed)
    with ZipFile(BytesIO(packed)) as archive:
        at = archive.start_dir
        for part in archive.infolist():
            content[at + 12 : at + 16] = _NO_DATE
            content[part.header_offset + 10 : part.header_offset + 14] = _NO_DATE
            at += _ENTRY + sum(unpack_from("<3H", packed, at + 28))  # its name and what follows it
    return bytes(content)


def _number(element: BaseOxmlElement, name: str) -> int:
    return int(element.get(qn(name)) or 0)
