"""The workbook with stored values, beside XlsxWriter writing the same cells from a list."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.cell.cell import Cell, MergedCell

from tests.benchmarks.projects import largest_preset
from tests.benchmarks.table import Row
from tests.benchmarks.timing import in_turn, timed
from wizard.plan.figures import compute
from wizard.workbook.book import write_workbook

_DAY_ZERO = datetime(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class Written:
    """A cell as it is to be written again: `content` is a number, a text, a formula or nothing."""

    sheet: int
    row: int
    column: int
    content: Any
    formula: str
    look: int


@dataclass(frozen=True, slots=True)
class Content:
    """The cells of a workbook, its sheets' names, and the properties of each of its formats."""

    sheets: tuple[str, ...]
    looks: tuple[dict[str, Any], ...]
    cells: tuple[Written, ...]


def rows(repeats: int | None) -> Iterator[Row]:
    """The row of the workbook; 15 repeats unless told otherwise."""
    name, project = largest_preset()
    figures = compute(project)
    with tempfile.TemporaryDirectory() as folder:
        ours, other = Path(folder) / "ours.xlsx", Path(folder) / "other.xlsx"
        write_workbook(project, figures, ours)
        content = content_of(ours)
        # The figures are computed anew for each repeat, as they are in the program.
        of_ours, of_other = in_turn(
            [
                timed(lambda: write_workbook(project, compute(project), ours)),
                timed(lambda: write_from_list(content, other)),
            ],
            repeats or 15,
        )
        if difference(content, content_of(other)):
            raise AssertionError("the list does not give the same cells")
    formulas = sum(bool(cell.formula) for cell in content.cells)
    yield Row(
        f"Workbook of {name}: {len(content.sheets)} sheets, {len(content.cells)} cells, "
        f"{formulas} formulas, {len(content.looks)} formats",
        of_ours,
        of_other,
        "XlsxWriter, the same cells from a list",
        ratio_limit=3,
    )


def content_of(path: Path) -> Content:
    """Everything that stands in the cells of a workbook, and its formats."""
    content = path.read_bytes()
    formulas = openpyxl.load_workbook(BytesIO(content))
    values = openpyxl.load_workbook(BytesIO(content), data_only=True)
    looks: dict[int, tuple[int, dict[str, Any]]] = {}
    cells: list[Written] = []
    for number, sheet in enumerate(formulas.worksheets):
        valued = values.worksheets[number]
        for row, line in enumerate(sheet.iter_rows()):
            for column, cell in enumerate(line):
                if cell.value is None and not cell.has_style:
                    continue
                look, _properties = looks.setdefault(cell.style_id, (len(looks), _look(cell)))
                formula = str(cell.value) if cell.data_type == "f" else ""
                value = valued.cell(row + 1, column + 1).value if formula else cell.value
                if isinstance(value, datetime):
                    value = (value - _DAY_ZERO).days
                elif isinstance(value, time):  # openpyxl reads day 0, a date left open, as midnight
                    value = 0
                elif value is None and formula:  # a formula that gives an empty text
                    value = ""
                cells.append(Written(number, row, column, value, formula, look))
    return Content(
        tuple(sheet.title for sheet in formulas.worksheets),
        tuple(properties for _number, properties in looks.values()),
        tuple(cells),
    )


def write_from_list(content: Content, path: Path) -> None:
    """Write the cells with XlsxWriter and nothing else: no widths, charts or checks of entries."""
    with xlsxwriter.Workbook(path, {"in_memory": True}) as book:
        looks = [book.add_format(properties) for properties in content.looks]
        sheets = [book.add_worksheet(name) for name in content.sheets]
        for cell in content.cells:
            sheet, look = sheets[cell.sheet], looks[cell.look]
            if cell.formula:
                sheet.write_formula(cell.row, cell.column, cell.formula, look, cell.content)
            elif cell.content is None:
                sheet.write_blank(cell.row, cell.column, None, look)
            elif isinstance(cell.content, str):
                sheet.write_string(cell.row, cell.column, cell.content, look)
            else:
                sheet.write_number(cell.row, cell.column, cell.content, look)


def difference(one: Content, other: Content) -> set[tuple[object, ...]]:
    """The cells that the two do not have in common, whatever they look like."""

    def plain(content: Content) -> set[tuple[object, ...]]:
        return {
            (cell.sheet, cell.row, cell.column, cell.content, cell.formula)
            for cell in content.cells
        }

    return plain(one) ^ plain(other)


def _look(cell: Cell | MergedCell) -> dict[str, Any]:
    """Enough of a format that formats which differ here differ for XlsxWriter too."""
    properties: dict[str, Any] = {
        "num_format": cell.number_format,
        "font_name": cell.font.name,
        "font_size": cell.font.sz,
        "bold": bool(cell.font.b),
        "italic": bool(cell.font.i),
        "indent": int(cell.alignment.indent or 0),
        "text_wrap": bool(cell.alignment.wrap_text),
        "locked": bool(cell.protection.locked),
        "valign": "vcenter",
    }
    if cell.alignment.horizontal in ("left", "center", "right"):
        properties["align"] = cell.alignment.horizontal
    if cell.font.color is not None and isinstance(cell.font.color.rgb, str):
        properties["font_color"] = f"#{cell.font.color.rgb[-6:]}"
    if cell.fill.fill_type == "solid" and isinstance(cell.fill.fgColor.rgb, str):
        properties["bg_color"] = f"#{cell.fill.fgColor.rgb[-6:]}"
    for side in ("left", "right", "top", "bottom"):
        edge = getattr(cell.border, side)
        if edge is not None and edge.style is not None:
            properties[side] = 4 if edge.style == "dotted" else 1
    return properties
