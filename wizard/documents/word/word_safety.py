"""Word files from other hands: what makes one that is not opened.

Belongs here: macros, embedded files, fields and links that fetch, document types, sizes. Does not
belong here: what a file is opened for (`word_template.py`, `letterhead.py`).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from wizard.errors import UserError
from wizard.texts import Text, _

MOST_PARTS = 1000
LARGEST_PART = 2 * 2**20  # of those that are filled in
LARGEST_UNPACKED = 60 * 2**20
HIGHEST_RATIO = 200

FILLED_IN = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_XML = (".xml", ".rels", ".vml")
_DECLARATIONS = [
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]
_FORBIDDEN_PARTS = re.compile(r"vbaProject|vbaData|/activeX/|/embeddings/|/afchunk|altChunk", re.I)
_FETCHING_FIELDS = re.compile(r"\b(DDE|DDEAUTO|INCLUDE\w*|IMPORT|LINK|MACROBUTTON)\b", re.I)
_LEADING_OUT = re.compile(r"(hyperlink)$")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class WordRefused(UserError):
    """A Word file that is not opened; the text says why."""


def word_parts(content: bytes, file: str) -> Mapping[str, bytes]:
    """The parts of a Word file by their name, if it is one that may be opened.

    Raises WordRefused.
    """

    def refused(why: Text) -> WordRefused:
        return WordRefused(_("Файл Word «{file}» не открыт: {why}.", file=file, why=why))

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            items = archive.infolist()
            if len(items) > MOST_PARTS:
                raise refused(_("в нём слишком много частей"))
            parts: dict[str, bytes] = {}
            left = LARGEST_UNPACKED
            for item in items:
                if item.file_size > 2**20 and item.file_size > HIGHEST_RATIO * item.compress_size:
                    raise refused(_("он разворачивается во много раз"))
                with archive.open(item) as opened:
                    parts[item.filename] = opened.read(left + 1)
                left -= len(parts[item.filename])
                if left < 0:
                    raise refused(_("он слишком велик"))
    except (
        zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError,
        OSError,
    ) as error:  # fmt: skip
        raise refused(_("это не файл Word или он повреждён")) from error
    if "word/document.xml" not in parts or "[Content_Types].xml" not in parts:
        raise refused(_("это не файл Word или он повреждён"))
    for name, part in parts.items():
        why = danger(name, part)
        if why is not None:
            raise refused(why)
    return parts


def danger(name: str, content: bytes) -> Text | None:
    """What makes a part of a Word file one that is not opened."""
    if _FORBIDDEN_PARTS.search(name):
        return _("в нём программа или вложенный файл ({name})", name=name)
    if not name.lower().endswith(_XML):
        return None
    if any(mark in content for mark in _DECLARATIONS):
        return _("в нём объявлен тип документа ({name})", name=name)
    if FILLED_IN.fullmatch(name) and len(content) > LARGEST_PART:
        return _("он слишком велик")
    try:
        root = etree.fromstring(content, safe_parser())
    except etree.XMLSyntaxError:
        return _("это не файл Word или он повреждён")
    if name.lower().endswith(".rels"):
        for one in root:
            kind, mode = str(one.get("Type") or ""), str(one.get("TargetMode") or "")
            if mode.lower() == "external" and not _LEADING_OUT.search(kind):
                return _("в нём ссылка на внешний файл")
    if name == "[Content_Types].xml" and b"macroEnabled" in content:
        return _("в нём программа или вложенный файл ({name})", name=name)
    fields = [str(one.text or "") for one in root.iter(f"{WORD}instrText")]
    fields += [str(one.get(f"{WORD}instr") or "") for one in root.iter(f"{WORD}fldSimple")]
    # Word joins the pieces of a field's code, so they are looked at joined as well.
    if any(_FETCHING_FIELDS.search(text) for text in (*fields, "".join(fields))):
        return _("в нём поле, которое подгружает другой файл")
    return None


def safe_parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
