"""LibreOffice recalculates a workbook, so that its formulas can be held against stored values.

LibreOffice keeps the stored values of such files by default: a comparison would then hold our
numbers against themselves. The profile made here forces it to recalculate, and a canary (a formula
stored with a false value) proves each time that it did.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from lxml import etree

from wizard.texts import LANGUAGES
from wizard.workbook.bonus_calculator import SHEET as BONUS

Cells = dict[tuple[str, str], Any]

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_FALSE = 12345.0
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_FORMULA, _VALUE = f"{_MAIN}f", f"{_MAIN}v"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def soffice() -> str:
    """LibreOffice's command; the test is skipped without it, and fails in CI."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        reason = "LibreOffice (soffice) is not installed"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}, and CI must run these tests")
        pytest.skip(reason)
    return found


def recalculated(books: Sequence[Path], folder: Path) -> list[Path]:
    """The workbooks as LibreOffice saves them after recalculating every formula, in one run."""
    command = soffice()
    profile, out = folder / "profile", folder / "recalculated"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    canary = folder / "canary.xlsx"
    with xlsxwriter.Workbook(canary) as book:
        book.add_worksheet().write_formula(0, 0, "=1+1", None, _FALSE)
    subprocess.run(
        [
            command,
            f"-env:UserInstallation={profile.resolve().as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            str(out),
            str(canary),
            *map(str, books),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (bird,) = read(out / "canary.xlsx").values.values()
    assert bird == 2, "LibreOffice did not recalculate: the comparison means nothing"
    return [out / book.name for book in books]


@dataclass(frozen=True)
class Book:
    """The cells of a workbook by sheet and address: their values and their formulas."""

    values: Cells
    formulas: dict[tuple[str, str], str]


def read(path: Path) -> Book:
    """A workbook's cells as they stand in the file; dates are Excel's day numbers."""
    values: Cells = {}
    formulas: dict[tuple[str, str], str] = {}
    with zipfile.ZipFile(path) as archive:
        strings = _shared_strings(archive)
        for title, part in _sheets(archive):
            for cell in etree.fromstring(archive.read(part)).iter(f"{_MAIN}c"):
                place = (title, cell.get("r", ""))
                for piece in cell:  # the formula stands before its value
                    if piece.tag == _FORMULA and piece.text:
                        formulas[place] = f"={piece.text}"
                    elif piece.tag == _VALUE and piece.text is not None:
                        values[place] = _typed(piece.text, cell.get("t", "n"), strings)
                    elif piece.tag == _VALUE and place in formulas:
                        values[place] = ""  # a formula whose result is an empty text
    return Book(values, formulas)


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    root = etree.fromstring(archive.read("xl/sharedStrings.xml"))
    return ["".join(text.text or "" for text in item.iter(f"{_MAIN}t")) for item in root]


def _sheets(archive: zipfile.ZipFile) -> list[tuple[str, str]]:
    links = etree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = etree.fromstring(archive.read("xl/workbook.xml"))
    return [
        (sheet.get("name", ""), f"xl/{targets[sheet.get(_LINK)].removeprefix('/xl/')}")
        for sheet in book.iter(f"{_MAIN}sheet")
    ]


def _typed(text: str, kind: str, strings: list[str]) -> float | str:
    if kind == "s":
        return strings[int(text)]
    return text if kind in ("str", "e", "inlineStr") else float(text)


def typed(source: Path, entries: Mapping[tuple[str, str], float | str], target: Path) -> None:
    """A copy of a workbook with other values in some cells, as if a person had typed them."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        parts = {part: title for title, part in _sheets(archive)}
        left = set(entries)
        for item in archive.infolist():
            content = archive.read(item)
            for place in [place for place in left if place[0] == parts.get(item.filename)]:
                content = _with_cell(content, place[1], entries[place])
                left.discard(place)
            copy.writestr(item, content, zipfile.ZIP_STORED)
    assert not left, f"no such cells: {left}"


def _with_cell(sheet: bytes, cell: str, value: float | str) -> bytes:
    filled = (
        f' t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        if isinstance(value, str)
        else f"><v>{value!r}</v></c>"
    )
    found = re.compile(
        rf'<c r="{cell}"(?P<style> s="\d+")?(?: t="\w+")?(?:/>|><v>[^<]*</v></c>)'.encode()
    )
    changed, count = found.subn(
        lambda match: f'<c r="{cell}"'.encode() + (match["style"] or b"") + filled.encode(), sheet
    )
    assert count == 1, f"{cell} stands in the sheet {count} times"
    return changed


def differences(stored: Book, found: Book) -> list[str]:
    """The formula cells whose values differ, told in words."""
    return [
        f"{sheet}!{cell}: stored {stored.values.get((sheet, cell))!r}, "
        f"recalculated {found.values.get((sheet, cell))!r} from {formula}"
        for (sheet, cell), formula in stored.formulas.items()
        if not same(stored.values.get((sheet, cell)), found.values.get((sheet, cell)))
    ]


def following_inputs(book: Book) -> Book:
    """The workbook without what does not follow its inputs when they are changed by hand.

    That is what tells of such changes, and the bonus calculator: its facts are typed, and begin
    with those of the plan that the workbook was written for.
    """
    calculators = {BONUS.into(language) for language in LANGUAGES}
    kept = {
        place: formula
        for place, formula in book.formulas.items()
        if "<>" not in formula and place[0] not in calculators
    }
    return Book(book.values, kept)


def same(a: Any, b: Any) -> bool:
    """Whether two values agree to nine digits.

    A difference of two nearly equal sums is exactly 0 for a spreadsheet and a few last bits for
    NumPy; a millionth of a kopeck is let pass for that reason.
    """
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= max(1e-9 * max(abs(a), abs(b)), 1e-8)
    return bool(a == b)
