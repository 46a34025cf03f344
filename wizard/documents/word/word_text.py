"""The text of a Word file, line by line, as a reader sees it.

Belongs here: reading what stands in a `.docx`, ours or one that a person edited. Does not belong
here: making one (`word`), telling two apart (`changes`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from wizard.errors import UserError
from wizard.texts import _

LARGEST = 64 * 1024 * 1024
_MAIN = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CELL_SEPARATOR = " | "


class NotWord(UserError):
    """The file is no Word document, is damaged, or is too large to be one."""


def word_lines(content: bytes) -> list[str]:
    """Paragraphs and table rows in their order, without empty ones. Raises NotWord."""
    # A parser that resolves no entities and fetches nothing: the file may be a stranger's.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if archive.getinfo(_MAIN).file_size > LARGEST:
                raise NotWord(_("Файл слишком велик для документа Word."))
            root = etree.fromstring(archive.read(_MAIN), parser)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, RuntimeError) as error:
        raise NotWord(_("Файл не читается как документ Word.")) from error
    body = root.find(f"{_W}body")
    return [] if body is None else [line for line in _lines(body) if line]


def _lines(parent: etree._Element) -> Iterator[str]:
    for element in parent:
        if element.tag == f"{_W}p":
            yield _text(element)
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                cells = (" ".join(map(_text, cell.iter(f"{_W}p"))) for cell in row.iter(f"{_W}tc"))
                yield _CELL_SEPARATOR.join(cells).strip(" |")
        elif element.tag == f"{_W}sdt":
            yield from (line for part in element.iter(f"{_W}sdtContent") for line in _lines(part))


def _text(paragraph: etree._Element) -> str:
    parts = []
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        parts.append(element.text or "" if element.tag == f"{_W}t" else " ")
    return " ".join("".join(parts).split())
