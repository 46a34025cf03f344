"""Opening a workbook that somebody may have changed, or that is none of ours, safely.

Belongs here: the checks before a file is read, and what is wrong with it in words. Does not belong
here: what stands in the cells (`actuals`, `cells`).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from wizard.errors import UserError
from wizard.texts import _

LARGEST, LARGEST_UNPACKED = 20 * 2**20, 300 * 2**20  # bytes
_XML = (".xml", ".rels", ".vml")
_DECLARATIONS = [
    mark.encode(encoding)
    for mark in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]


class WorkbookUnreadable(UserError):
    """The file is no workbook, is damaged, too large, or declares a document type."""


@contextmanager
def values_of(content: bytes, name: str) -> Iterator[Any]:
    """The workbook in a file's content, its stored values in place of its formulas.

    Nothing in it is computed or executed, and nothing outside it is fetched. Raises
    WorkbookUnreadable, also for what is found wrong while the cells are being read.
    """
    try:
        if len(content) > LARGEST or _unpacked(content) > LARGEST_UNPACKED:
            raise WorkbookUnreadable(_("«{name}» слишком велик для книги плана.", name=name))
        _refuse_declarations(content)
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        try:
            yield book
        finally:
            book.close()
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        SyntaxError,  # of XML
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        EOFError,
    ) as error:
        # What openpyxl raises for a damaged file is not told in one kind.
        raise WorkbookUnreadable(_("«{name}» не читается как книга Excel.", name=name)) from error


def _unpacked(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(item.file_size for item in archive.infolist())


def _refuse_declarations(content: bytes) -> None:
    """No program writes a document type into a workbook; one there could pull in other files."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for item in archive.infolist():
            if item.filename.lower().endswith(_XML):
                part = archive.read(item)
                if any(mark in part for mark in _DECLARATIONS):
                    raise ValueError(f"{item.filename} declares a document type")
