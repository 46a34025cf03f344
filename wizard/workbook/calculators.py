"""Calculators on a sheet: numbers to type, and below them the lines that follow.

Belongs here: how one calculator is written. Does not belong here: which calculators there are
(`kpi_calculator`, `bonus_calculator`), and their formulas, which are lines of `wizard.plan`.
"""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.worksheet import Worksheet

from wizard.plan.formulas.line import Line
from wizard.plan.kpi_calculator import Calculator, Entry
from wizard.texts import Language, Text, _
from wizard.workbook.layout import LABEL, NOTE, TOTAL, UNIT, Layout, Place
from wizard.workbook.line_sheet import (
    LABEL_WIDTH,
    LINE_HEIGHT,
    NOTE_WIDTH,
    SMALL,
    TALLEST,
    UNIT_WIDTH,
    wrapped,
)
from wizard.workbook.safe_text import HEADING_LIMIT, cell_text, one_line
from wizard.workbook.styles import Styles

_MOST = 1e12
_VALUE_WIDTH = 18


class CalculatorWriter:
    """Writes calculators below each other on one sheet.

    `values` are those of the lines by key; `inputs` and `vectors` say where the answers stand that
    the lines read beside the typed numbers.
    """

    def __init__(
        self,
        sheet: Worksheet,
        name: Text,
        styles: Styles,
        language: Language,
        values: Mapping[str, float],
        inputs: Mapping[str, str],
        vectors: Mapping[str, str],
    ) -> None:
        self._sheet, self._styles, self._language = sheet, styles, language
        self._name, self._values = name.into(language), values
        self._inputs, self._vectors = inputs, vectors

    def heads(self, row: int) -> None:
        """The heading of the columns, and their widths."""
        names = (
            (LABEL, _("Показатель"), "left"),
            (UNIT, _("Единица"), "left"),
            (NOTE, _("Как считается"), "left"),
            (TOTAL, _("Значение"), "right"),
        )
        for column, text, align in names:
            look = self._styles.head(align=align)
            self._sheet.write_string(row, column, text.into(self._language), look)
        widths = (
            (LABEL, LABEL_WIDTH), (UNIT, UNIT_WIDTH), (NOTE, NOTE_WIDTH), (TOTAL, _VALUE_WIDTH),
        )  # fmt: skip
        for column, width in widths:
            self._sheet.set_column(column, column, width)

    def write(self, calculator: Calculator, row: int) -> dict[str, int]:
        """A heading, the numbers, the lines; gives back the rows by path and by key."""
        band = self._styles.band()
        for column in (LABEL, UNIT, NOTE, TOTAL):
            self._sheet.write_blank(row, column, None, band)
        title = one_line(calculator.title.into(self._language), HEADING_LIMIT)
        self._sheet.write_string(row, LABEL, title, band)
        rows: dict[str, int] = {}
        inputs = dict(self._inputs)
        for entry in calculator.entries:
            row += 1
            rows[entry.path] = row
            inputs[entry.path] = f"$D${row + 1}"
            self._entry(entry, row)
        places = {
            line.key: Place(self._name, row + number + 1, single=True)
            for number, line in enumerate(calculator.results, 1)
        }
        layout = Layout(1, places, inputs, self._vectors)
        for line in calculator.results:
            row += 1
            rows[line.key] = row
            self._result(line, layout, row)
        return rows

    def _entry(self, entry: Entry, row: int) -> None:
        self._names(row, entry.label, entry.unit.sign(self._styles.currency), strong=False)
        self._note(row, entry.help)
        look = self._styles.entered(entry.example, entry.unit, whole=False, flag=False)
        self._sheet.write_number(row, TOTAL, entry.example, look)
        self._sheet.data_validation(
            row,
            TOTAL,
            row,
            TOTAL,
            {"validate": "decimal", "criteria": "between", "minimum": -_MOST, "maximum": _MOST},
        )

    def _result(self, line: Line, layout: Layout, row: int) -> None:
        self._names(row, line.label, line.unit.sign(self._styles.currency), strong=True)
        self._note(row, line.help)
        formula = line.formula.excel(layout.cells(self._name)).text
        look = self._styles.figure(line.unit, strong=True, part="total")
        self._sheet.write_formula(row, TOTAL, f"={formula}", look, self._values[line.key])

    def _note(self, row: int, text: Text) -> None:
        note = cell_text(text.into(self._language), self._language)
        self._sheet.write_string(row, NOTE, note, self._styles.quiet(size=8, wrap=True, line=True))
        lines = wrapped(note, NOTE_WIDTH * SMALL)
        if lines > 1:
            self._sheet.set_row(row, min(10.0 * lines + 4, TALLEST))

    def _names(self, row: int, label: Text, unit: Text, *, strong: bool) -> None:
        look = self._styles.label(strong=strong, indent=0 if strong else 1)
        name = cell_text(label.into(self._language), self._language)
        self._sheet.write_string(row, LABEL, name, look)
        if wrapped(name, LABEL_WIDTH - 4) > 1:
            lines = wrapped(name, LABEL_WIDTH - 4)
            self._sheet.set_row(row, min(LINE_HEIGHT * lines, TALLEST))
        quiet = self._styles.quiet(line=True)
        self._sheet.write_string(row, UNIT, unit.into(self._language), quiet)
