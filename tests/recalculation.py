"""LibreOffice recalculates a workbook, so that its formulas can be held against stored values.

LibreOffice keeps the stored values of such files by default: a comparison would then hold our
numbers against themselves. The profile made here forces it to recalculate, and a canary (a formula
stored with a false value) proves each time that it did.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

Cells = dict[tuple[str, str], Any]

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode"
 oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
_FALSE = 12345.0


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
    found = openpyxl.load_workbook(out / "canary.xlsx", data_only=True).active
    assert found is not None
    assert found["A1"].value == 2, "LibreOffice did not recalculate: the comparison means nothing"
    return [out / book.name for book in books]


def values_of(path: Path) -> Cells:
    """Every cell with a value, by sheet and address; dates as Excel's day numbers."""
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): _plain(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def formulas_of(path: Path) -> dict[tuple[str, str], str]:
    """Every formula, by sheet and address."""
    book = openpyxl.load_workbook(path)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def differences(expected: Cells, found: Cells, cells: Sequence[tuple[str, str]]) -> list[str]:
    """The cells whose values differ, told in words."""
    return [
        f"{sheet}!{cell}: stored {expected.get((sheet, cell))!r}, "
        f"recalculated {found.get((sheet, cell))!r}"
        for sheet, cell in cells
        if not same(expected.get((sheet, cell)), found.get((sheet, cell)))
    ]


def same(a: Any, b: Any) -> bool:
    """Whether two values agree to nine digits.

    A difference of two nearly equal sums is exactly 0 for a spreadsheet and a few last bits for
    NumPy; a millionth of a kopeck is let pass for that reason.
    """
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= max(1e-9 * max(abs(a), abs(b)), 1e-8)
    return bool(a == b)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return float((value - date(1899, 12, 30)).days)
    return value
