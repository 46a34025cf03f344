"""Writing the inputs sheet: fields that may be changed, choices that may not, tables, checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from wizard.numbers import format_value
from wizard.plan.formulas.expression import Vector
from wizard.project.model import Question
from wizard.texts import Language, Text, _
from wizard.units import Unit
from wizard.workbook.input_blocks import (
    FIRST_BLOCK_ROW,
    LABEL_COLUMN,
    NOTE_COLUMN,
    UNIT_COLUMN,
    VALUE_COLUMN,
    Block,
    Derived,
    Entry,
    Inputs,
    Place,
)
from wizard.workbook.line_sheet import SMALL, excel_day, wrapped, write_headings
from wizard.workbook.number_formats import number_format
from wizard.workbook.page import A3, page_ends, protect, set_page
from wizard.workbook.safe_text import (
    HEADING_LIMIT,
    PROMPT_LIMIT,
    PROMPT_TITLE_LIMIT,
    cell_text,
    one_line,
)
from wizard.workbook.styles import (
    EDITED_FILL,
    EDITED_INK,
    FIXED_INK,
    LINE,
    MUTED,
    UNUSED_FILL,
    Styles,
)

_SWITCHED = _("Меняется сценариями: в расчёт идёт значение с листа «Сценарии».")
_LAST_COLUMN = 12
_LABEL_WIDTH, _COLUMN_WIDTH = 40.0, 16.0
_COMMENT_WIDTH, _COMMENT_LINE, _COMMENT_LETTERS, _TALLEST_COMMENT = 240, 17, 36.0, 20
# A row of a spreadsheet is at most 409 points high.
_TALLEST = 400.0
_NOTE_WIDTH = _COLUMN_WIDTH * (_LAST_COLUMN - NOTE_COLUMN)


def changed_column(inputs: Inputs) -> int:
    """The hidden column in which each block says how many of its answers were changed."""
    return VALUE_COLUMN + max(_LAST_COLUMN, inputs.widest) + 1


def changed_count(inputs: Inputs) -> str:
    """The formula of how many answers were changed in the workbook."""
    letter = xl_col_to_name(changed_column(inputs))
    last = inputs.blocks[-1].end
    return f"SUM({quote_sheetname(inputs.sheet)}!${letter}$1:${letter}${last})"


class InputSheet:
    """Writes the inputs of one project."""

    def __init__(
        self,
        sheet: Worksheet,
        inputs: Inputs,
        styles: Styles,
        language: Language,
        company: str,
        switched: Set[str],
        notes: Mapping[str, str],
        told_notes: Sequence[tuple[str, str]],
    ) -> None:
        self._sheet, self._inputs, self._styles = sheet, inputs, styles
        self._language, self._company, self._switched = language, company, switched
        self._notes, self._told_notes = notes, told_notes
        self._copies = changed_column(inputs) + 1
        self._heights: dict[int, float] = {0: 26.0}

    def write(self, values: dict[str, list[float]]) -> None:
        """Write the sheet; `values` are the numbers of the derived columns by their list's key."""
        sheet, styles = self._sheet, self._styles
        about = _(
            "Жёлтые ячейки можно менять: книга пересчитается сама. Серые — выбор, от которого "
            "зависит устройство книги: он меняется в программе."
        )
        write_headings(sheet, styles, self._language, _("Исходные данные"), about, months=False)
        sheet.set_column(LABEL_COLUMN, LABEL_COLUMN, _LABEL_WIDTH)
        sheet.set_column(VALUE_COLUMN, _LAST_COLUMN, _COLUMN_WIDTH)
        stage = ""
        for block in self._inputs.blocks:
            if block.stage != stage:
                stage = block.stage
                look = styles.look(font_size=13, bold=True, font_color=styles.brand)
                sheet.write_string(block.row - 2, LABEL_COLUMN, stage, look)
            if block.scalar:
                self._singles(block)
            else:
                self._table(block, values)
            self._follow(block)
        end = self._list_notes(self._inputs.blocks[-1].end + 1)
        sheet.set_column(
            self._copies - 1, self._copies + self._inputs.widest, None, None, {"hidden": True}
        )
        sheet.freeze_panes(FIRST_BLOCK_ROW - 1, VALUE_COLUMN)
        last = max(_LAST_COLUMN, self._inputs.widest)
        set_page(sheet, self._company, self._language, paper=A3)
        sheet.print_area(0, 0, end, last)
        widths = [_LABEL_WIDTH, *[_COLUMN_WIDTH] * last]
        sheet.set_h_pagebreaks(page_ends(self._parts(), end + 1, self._heights, widths, A3))
        protect(sheet)

    def _parts(self) -> list[int]:
        """The first row of each block, with the heading of its stage where it has one."""
        blocks, stage, rows = self._inputs.blocks, "", []
        for block in blocks:
            rows.append(block.row - 2 if block.stage != stage else block.row)
            stage = block.stage
        if self._told_notes:
            rows.append(blocks[-1].end + 2)
        return rows

    def _height(self, row: int, points: float) -> None:
        self._heights[row] = min(points, _TALLEST)
        self._sheet.set_row(row, self._heights[row])

    def _list_notes(self, row: int) -> int:
        """Every note with its place in words, also of answers that have no cell here; the last row
        used."""
        if not self._told_notes:
            return row - 1
        sheet, styles = self._sheet, self._styles
        look = styles.look(font_size=13, bold=True, font_color=styles.brand)
        sheet.write_string(row + 1, LABEL_COLUMN, self._say(_("Заметки")), look)
        wide = _COLUMN_WIDTH * (_LAST_COLUMN - VALUE_COLUMN + 1)
        text_look = styles.look(
            text_wrap=True,
            align="left",
            valign="vcenter",
            indent=1,
            bottom=4,
            bottom_color=LINE,
        )
        first = row + 2
        for row, (place, note) in enumerate(self._told_notes, first):
            sheet.write_string(row, LABEL_COLUMN, self._whole(place), styles.label())
            sheet.merge_range(row, VALUE_COLUMN, row, _LAST_COLUMN, "", text_look)
            sheet.write_string(row, VALUE_COLUMN, self._whole(note), text_look)
            lines = max(
                wrapped(place, _LABEL_WIDTH),
                sum(wrapped(line, wide) for line in note.split("\n")),
            )
            if lines > 1:
                self._height(row, 12.0 * lines + 3)
        return first + len(self._told_notes) - 1

    def _follow(self, block: Block) -> None:
        """Keep a copy of what may be typed, so that the book can say what was changed in it."""
        cells = [
            (block.first + index, column, entry)
            for index, (_label, entries) in enumerate(block.rows)
            for column, entry in enumerate(entries)
            if entry.open
        ]
        for row, column, entry in cells:
            if isinstance(entry.value, float):
                self._sheet.write_number(row, self._copies + column, entry.value)
            elif isinstance(entry.value, date):
                day = excel_day(entry.value.year, entry.value.month)
                self._sheet.write_number(row, self._copies + column, day)
        if not cells:
            return
        width = max(column for _row, column, _entry in cells)
        first, last = block.first, cells[-1][0]
        now, then = (
            f"{xl_col_to_name(start)}{first + 1}:{xl_col_to_name(start + width)}{last + 1}"
            for start in (VALUE_COLUMN, self._copies)
        )
        formula = f"=SUMPRODUCT(ISNUMBER({then})*({now}<>{then}))"
        self._sheet.write_formula(block.row, self._copies - 1, formula, None, 0)
        a, b = (f"{xl_col_to_name(column)}{first + 1}" for column in (VALUE_COLUMN, self._copies))
        self._sheet.conditional_format(
            first,
            VALUE_COLUMN,
            last,
            VALUE_COLUMN + width,
            {
                "type": "formula",
                "criteria": f"=AND(ISNUMBER({b}),{a}<>{b})",
                "format": self._styles.look(bold=True, font_color=EDITED_INK, bg_color=EDITED_FILL),
            },
        )

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    def _whole(self, text: str) -> str:
        return cell_text(text, self._language)

    def _head(self, block: Block) -> None:
        band = self._styles.band()
        for column in range(_LAST_COLUMN + 1):
            self._sheet.write_blank(block.row, column, None, band)
        self._sheet.write_string(
            block.row, LABEL_COLUMN, one_line(block.title, HEADING_LIMIT), band
        )
        if block.note:
            self._sheet.write_string(
                block.row + 1, LABEL_COLUMN, block.note, self._styles.quiet(size=8)
            )

    def _singles(self, block: Block) -> None:
        self._head(block)
        band = self._styles.band()
        for column, text in (
            (VALUE_COLUMN, _("Значение")),
            (UNIT_COLUMN, _("Единица")),
            (NOTE_COLUMN, _("Пояснение")),
        ):
            self._sheet.write_string(block.row, column, self._say(text), band)
        for index, (label, entries) in enumerate(block.rows):
            row, entry = block.first + index, entries[0]
            self._sheet.write_string(row, LABEL_COLUMN, self._whole(label), self._styles.label())
            self._entry(row, VALUE_COLUMN, entry, label)
            unit = entry.unit.sign(self._styles.currency).into(self._language)
            if not entry.unit.symbol.message and not entry.unit.money:
                unit = ""
            if isinstance(entry.value, str):
                self._sheet.merge_range(row, VALUE_COLUMN, row, UNIT_COLUMN, "", self._fixed_look())
                self._entry(row, VALUE_COLUMN, entry, label)
            else:
                self._sheet.write_string(row, UNIT_COLUMN, unit, self._styles.quiet(indent=1))
            self._note(row, entry)

    def _note(self, row: int, entry: Entry) -> None:
        note = self._help(entry.question)
        first = ""
        if not entry.open:
            first = self._say(_("Меняется в программе."))
        elif entry.path in self._switched:
            first = self._say(_SWITCHED)
        note = " ".join(part for part in (first, note) if part)
        if not note:
            return
        look = self._styles.quiet(size=8, wrap=True)
        self._sheet.merge_range(row, NOTE_COLUMN, row, _LAST_COLUMN, "", look)
        self._sheet.write_string(row, NOTE_COLUMN, note, look)
        lines = wrapped(note, _NOTE_WIDTH * SMALL)
        if isinstance(entry.value, str):
            lines = max(lines, wrapped(entry.value, 2 * _COLUMN_WIDTH))
        if lines > 1:
            self._height(row, 12.0 * lines + 3)

    def _help(self, question: Question | None) -> str:
        if question is None:
            return ""
        parts = [text for text in (question.help, question.usual) if text is not None]
        return " ".join(self._say(text) for text in parts)

    def _table(self, block: Block, values: dict[str, list[float]]) -> None:
        self._head(block)
        sheet, styles = self._sheet, self._styles
        head_row = block.first - 2
        look = styles.look(bold=True, text_wrap=True, align="right", bottom=1, bottom_color=MUTED)
        left = styles.look(bold=True, text_wrap=True, bottom=1, bottom_color=MUTED)
        worded = styles.look(
            bold=True, text_wrap=True, indent=1, bottom=1, bottom_color=MUTED, align="left"
        )
        sheet.write_blank(head_row, LABEL_COLUMN, None, left)
        tallest = max(
            (wrapped(title, _COLUMN_WIDTH - 3) for title, _unit in block.heads), default=1
        )
        self._height(head_row, 12.5 * tallest + 3)
        unit_look = styles.look(font_color=MUTED, font_size=8, align="right")
        for column, (title, unit) in enumerate(block.heads, VALUE_COLUMN):
            words = any(
                isinstance(entries[column - VALUE_COLUMN].value, str)
                for _label, entries in block.rows
                if column - VALUE_COLUMN < len(entries)
            )
            sheet.write_string(
                head_row, column, one_line(title, HEADING_LIMIT), worded if words else look
            )
            if unit:
                sheet.write_string(head_row + 1, column, unit, unit_look)
        for index, (label, entries) in enumerate(block.rows):
            row = block.first + index
            sheet.write_string(row, LABEL_COLUMN, self._whole(label), styles.label())
            lines = wrapped(label, _LABEL_WIDTH)
            for column, entry in enumerate(entries):
                self._entry(row, VALUE_COLUMN + column, entry, block.heads[column][0])
                if isinstance(entry.value, str):
                    lines = max(lines, wrapped(entry.value, _COLUMN_WIDTH))
            if lines > 1:
                self._height(row, 12.0 * lines + 3)
        for column, formula_of in block.formulas.items():
            self._computed(block, column, formula_of)
        for derived in block.derived:
            self._derived(block, derived, values[derived.vector.key])

    def _computed(
        self, block: Block, column: int, formula_of: Callable[[Inputs, str], str]
    ) -> None:
        """A column that is computed and not typed."""
        letter = xl_col_to_name(VALUE_COLUMN + column)
        for index, (_label, entries) in enumerate(block.rows):
            entry, row = entries[column], block.first + index
            number = number_format(entry.unit, self._language, self._styles.currency)
            look = self._styles.look(num_format=number, align="right", bottom=4, bottom_color=LINE)
            so_far = f"{letter}${block.first + 1}:{letter}{row + 1}"
            formula = f"={formula_of(self._inputs, so_far)}"
            self._sheet.write_formula(row, VALUE_COLUMN + column, formula, look, entry.value)

    def _derived(self, block: Block, derived: Derived, values: list[float]) -> None:
        look = self._styles.look(num_format="0.0###", align="right", bottom=4, bottom_color=LINE)
        column = VALUE_COLUMN + derived.column
        of, points = (self._place(block, column) for column in (derived.of, derived.points))
        for index, value in enumerate(values):
            row = block.first + index
            formula = _derived_formula(derived.vector, of, points, index)
            self._sheet.write_formula(row, column, formula, look, value)

    def _place(self, block: Block, column: int) -> Place:
        """Where a column is read: beside its table, or on the sheet of scenarios."""
        own = Place("", xl_col_to_name(VALUE_COLUMN + column), block.first + 1)
        return self._inputs.live.get((block.row, column), own)

    def _entry(self, row: int, column: int, entry: Entry, title: str) -> None:
        sheet, styles = self._sheet, self._styles
        note = self._notes.get(entry.path, "")
        if note:
            lines = sum(wrapped(line, _COMMENT_LETTERS) for line in note.split("\n"))
            height = _COMMENT_LINE * (min(lines, _TALLEST_COMMENT) + 1)
            options = {"width": _COMMENT_WIDTH, "height": height, "author": ""}
            sheet.write_comment(row, column, self._whole(note), options)
        if entry.value is None:
            sheet.write_blank(
                row, column, None, styles.look(bg_color=UNUSED_FILL, bottom=4, bottom_color=LINE)
            )
        elif isinstance(entry.value, date):
            start = entry.value
            sheet.write_number(
                row, column, excel_day(start.year, start.month), styles.entered_date()
            )
            sheet.data_validation(row, column, row, column, self._date_limits(title))
        elif isinstance(entry.value, str):
            text = cell_text(entry.value, self._language)
            sheet.write_string(row, column, text, self._fixed_look())
        elif entry.open:
            look = styles.entered(entry.value, entry.unit, whole=entry.whole, flag=entry.flag)
            sheet.write_number(row, column, entry.value, look)
            cell = f"{xl_col_to_name(column)}{row + 1}"
            sheet.data_validation(row, column, row, column, self._limits(entry, title, cell))
        else:
            decimals = 0 if entry.whole else None
            number = number_format(entry.unit, self._language, styles.currency, decimals)
            look = styles.look(
                font_color=FIXED_INK, bg_color=UNUSED_FILL, align="right", num_format=number
            )
            sheet.write_number(row, column, entry.value, look)

    def _fixed_look(self) -> Format:
        return self._styles.look(
            font_color=FIXED_INK,
            text_wrap=True,
            indent=1,
            align="left",
            bg_color=UNUSED_FILL,
            bottom=4,
            bottom_color=LINE,
        )

    def _limits(self, entry: Entry, title: str, cell: str) -> dict[str, object]:
        """The data validation of a number: its limits, its help, what to say when it is wrong."""
        meta = entry.question
        assert meta is not None
        low, high = meta.low, meta.high
        rule: dict[str, object]
        if entry.flag:
            rule = {"validate": "list", "source": ["1", "0"]}
            allowed = _("1 — да, 0 — нет.")
        elif meta.above is not None and high is not None:
            rule = {
                "validate": "custom",
                "value": f"=AND(ISNUMBER({cell}),{cell}>{meta.above:.15g},{cell}<={high:.15g})",
            }
            allowed = _(
                "Число больше {low} и не больше {high}.",
                low=self._shown(meta.above, entry.unit),
                high=self._shown(high, entry.unit),
            )
        else:
            bottom = low if low is not None else -1e15
            top = high if high is not None else 1e15
            rule = {
                "validate": "integer" if entry.whole else "decimal",
                "criteria": "between",
                "minimum": bottom,
                "maximum": top,
            }
            pattern = (
                _("Целое число от {low} до {high}.", **self._bounds(bottom, top, entry.unit))
                if entry.whole
                else _("Число от {low} до {high}.", **self._bounds(bottom, top, entry.unit))
            )
            allowed = pattern
        said = self._help(meta)
        if entry.path in self._switched:
            said = f"{self._say(_SWITCHED)} {said}"
        return rule | self._messages(title, allowed, said)

    def _bounds(self, low: float, high: float, unit: Unit) -> dict[str, object]:
        return {"low": self._shown(low, unit), "high": self._shown(high, unit)}

    def _shown(self, value: float, unit: Unit) -> str:
        return format_value(value, unit, self._language, self._styles.currency, exact=True)

    def _date_limits(self, title: str) -> dict[str, object]:
        rule: dict[str, object] = {
            "validate": "date",
            "criteria": "between",
            "minimum": date(2000, 1, 1),
            "maximum": date(2100, 12, 1),
        }
        allowed = _("Первое число месяца, с 2000 по 2100 год.")
        return rule | self._messages(title, allowed, "")

    def _messages(self, title: str, allowed: Text, help: str) -> dict[str, object]:
        limits = self._say(allowed)
        return {
            "input_title": one_line(title, PROMPT_TITLE_LIMIT),
            "input_message": one_line(f"{limits} {help}", PROMPT_LIMIT),
            "error_title": one_line(self._say(_("Проверьте число")), PROMPT_TITLE_LIMIT),
            "error_message": one_line(f"{title}: {limits}", PROMPT_LIMIT),
        }


def _derived_formula(vector: Vector, of: Place, points: Place, index: int) -> str:
    """One formula for every row: the row above the table holds text, the row below nothing."""
    if vector.derived == "increments":
        return f"={of.cell(index)}-N({of.cell(index - 1)})"
    run = f"{points.cell(index + 1)}-{points.cell(index)}"
    slope = f"IF({run}=0,0,({of.cell(index + 1)}-{of.cell(index)})/({run}))"
    return f"=IF(ISNUMBER({points.cell(index + 1)}),{slope},0)"
