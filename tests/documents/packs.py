"""Packs as tests make them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import docx

from wizard.documents.packs.packs import MANIFEST, Pack, open_pack

MANIFEST_OF_TESTS: dict[str, object] = {
    "name": "Набор",
    "version": "1.0",
    "author": "Автор",
    "languages": ["ru"],
    "format": 1,
}
HEAD = "---\nid: {id}\ntitle: {title}\ngroup: B\nprofile: W\n---\n"
OWN = (
    HEAD.format(id="own", title="Свой документ")
    + "Выручка: {{ figures['goals.revenue'] | total }}.\n"
)
WORD = HEAD.format(id="letter", title="Письмо").replace("---\n", "---\nword: letter.docx\n", 1)


def made(folder: Path, files: dict[str, str | bytes], **manifest: object) -> Path:
    """A folder with a pack of these files."""
    described = json.dumps(MANIFEST_OF_TESTS | manifest, ensure_ascii=False, indent=1)
    for place, content in {MANIFEST: described, **files}.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def opened(folder: Path, files: dict[str, str | bytes], **manifest: object) -> Pack:
    return open_pack(made(folder, files, **manifest))


def zipped(path: Path, *entries: tuple[str | zipfile.ZipInfo, bytes]) -> Path:
    """A zip with a manifest and these entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(MANIFEST_OF_TESTS))
        for name, content in entries:
            archive.writestr(name, content)
    return path


def word(*paragraphs: str, table: list[list[str]] | None = None) -> bytes:
    """A Word file with these paragraphs and, after them, a table."""
    file = docx.Document()
    for text in paragraphs:
        file.add_paragraph(text)
    if table:
        grid = file.add_table(len(table), len(table[0]))
        for row, texts in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    whole = io.BytesIO()
    file.save(whole)
    return whole.getvalue()


def repacked(content: bytes, parts: dict[str, bytes]) -> bytes:
    """A Word file with some parts replaced or added."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for item in old.infolist():
            if item.filename not in parts:
                new.writestr(item.filename, old.read(item))
        for name, part in parts.items():
            new.writestr(name, part)
    return whole.getvalue()


def part(content: bytes, name: str) -> bytes:
    """A part of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
