"""The quick sheet writes what XlsxWriter's own would write."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from xlsxwriter.worksheet import Worksheet

from tests.workbook.projects import variants
from wizard.plan.figures import compute
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.workbook import book
from wizard.workbook.book import workbook_bytes
from wizard.workbook.sheet import Sheet

_FUNCTION = re.compile(r"\b[A-Z][A-Z0-9.]*\(")
_FORMULA = re.compile(r"<(?:f|formula|formula1|formula2)(?: [^>]*)?>([^<]*)</")
_KINDS = (
    "kazakhstan",
    "working-days",
    "profit",
    "tiers-marginal-money",
    "tiers-interpolated-money",
)
PROJECTS: dict[str, Project] = {
    **{name: load_preset(name) for name in preset_names()},
    **{name: found for name, found in variants().items() if name in _KINDS},
}


def sheets(project: Project) -> dict[str, str]:
    """The text of each sheet's file, with its cells, checks of entries and conditional looks."""
    with ZipFile(BytesIO(workbook_bytes(project, compute(project)))) as archive:
        return {
            name: archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if Path(name).parent.name == "worksheets"
        }


@cache
def quick_sheets(name: str) -> dict[str, str]:
    return sheets(PROJECTS[name])


@pytest.mark.parametrize("name", PROJECTS)
def test_every_sheet_is_what_xlsxwriters_own_class_writes(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = quick_sheets(name)
    monkeypatch.setattr(book, "Sheet", Worksheet)
    assert sheets(PROJECTS[name]) == quick


@pytest.mark.parametrize("name", PROJECTS)
def test_no_formula_has_a_function_that_needs_a_prefix(name: str) -> None:
    formulas = [
        formula for text in quick_sheets(name).values() for formula in _FORMULA.findall(text)
    ]
    functions = {function for formula in formulas for function in _FUNCTION.findall(formula)}
    assert {"IF(", "SUM("} <= functions
    own = Worksheet()
    assert own._prepare_formula("=XLOOKUP(", True) == "_xlfn.XLOOKUP("
    assert {own._prepare_formula(function, True) for function in functions} == functions


def test_a_formula_may_come_with_or_without_its_equals_sign() -> None:
    assert Sheet()._prepare_formula("=A1+1") == Sheet()._prepare_formula("A1+1") == "A1+1"
