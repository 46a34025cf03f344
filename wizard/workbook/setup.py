"""Two sheets to work by: how the CRM is set up, and who answers for which step.

Belongs here: texts and choices of the project laid out as tables. Does not belong here: anything
computed; the conversions of the pipeline are links to the inputs sheet.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wizard.project.funnel import FunnelStage
from wizard.project.model import questions
from wizard.project.project import Project
from wizard.project.structure import ResponsibilityStep
from wizard.texts import Language, Text, _
from wizard.units import DAYS, PERCENT, Unit
from wizard.workbook.layout import Layout
from wizard.workbook.line_sheet import TALLEST, wrapped, write_headings
from wizard.workbook.number_formats import number_format
from wizard.workbook.page import protect, set_page
from wizard.workbook.safe_text import cell_text, one_line
from wizard.workbook.styles import LINE, LINKED_INK, Styles

CRM = _("Настройка CRM")
CRM_ABOUT = _("Что завести в CRM: этапы с полями и переходами, статусы, права, задачи, отчёты.")
MATRIX = _("Матрица ответственности")
MATRIX_ABOUT = _("Кто отвечает за каждый шаг, кто исполняет, с кем советуются, кому сообщают.")

_HEAD, _FIRST = 3, 4  # rows, counted from 0
_STAGE, _CONVERSION, _DAYS, _OWNER, _ENTRY, _EXIT, _FIELDS, _PAPERS = range(8)
_CRM_WIDTHS = (30, 15, 14, 28, 34, 34, 28, 28)
_STEP_WIDTH, _ROLE_WIDTH = 46, 17
_LINE_HEIGHT = 12.5
_TEXT_LIMIT = 2_000


class _Page:
    """What both sheets share: texts made safe, looks, heights of rows."""

    def __init__(
        self, project: Project, layout: Layout, styles: Styles, language: Language
    ) -> None:
        self._project, self._layout, self._styles = project, layout, styles
        self._language = language
        self._titles = {
            role.id: one_line(role.title, _TEXT_LIMIT) for role in project.structure.roles
        }

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    def _typed(self, text: str) -> str:
        return cell_text(text, self._language, _TEXT_LIMIT)

    def _cell(self, *, bold: bool = False, align: str = "left", indent: int = 0) -> Format:
        return self._styles.look(
            bold=bold,
            align=align,
            indent=indent,
            text_wrap=True,
            valign="top",
            bottom=4,
            bottom_color=LINE,
        )

    def _fit(self, sheet: Worksheet, row: int, texts: Sequence[tuple[str, float]]) -> None:
        """Make a row as tall as its longest text, within what a spreadsheet allows."""
        lines = max((wrapped(text, width) for text, width in texts), default=1)
        if lines > 1:
            sheet.set_row(row, min(_LINE_HEIGHT * lines + 3, TALLEST))


class CrmSheet(_Page):
    """Writes the set-up of the CRM."""

    def write(self, sheet: Worksheet, company: str) -> None:
        """Write the pipeline and then the lists, an item in a row."""
        write_headings(sheet, self._styles, self._language, CRM, CRM_ABOUT, months=False)
        for column, width in enumerate(_CRM_WIDTHS):
            sheet.set_column(column, column, width)
        row = self._pipeline(sheet)
        asked = questions(type(self._project.automation.crm))
        for name, meta in asked.items():
            text = getattr(self._project.automation.crm, name)
            if not isinstance(text, str):  # numbers and tables stand in the papers
                continue
            items = [item for line in text.splitlines() if (item := one_line(line, _TEXT_LIMIT))]
            if items:
                row = self._list(sheet, row + 1, meta.title, items)
        sheet.freeze_panes(_FIRST, _CONVERSION)
        set_page(sheet, company, self._language)
        protect(sheet)

    def _pipeline(self, sheet: Worksheet) -> int:
        """The stages of the funnel; the row after them."""
        asked = questions(FunnelStage)
        columns = ("name", "conversion", "days", "role", "entry", "exit", "crm_fields", "documents")
        sheet.set_row(_HEAD, 27)
        for column, name in enumerate(columns):
            align = "center" if column in (_CONVERSION, _DAYS) else "left"
            look = self._styles.head(align=align, wrap=True, indent=int(column > _DAYS))
            sheet.write_string(_HEAD, column, self._say(asked[name].title), look)
        stages = self._project.goals.funnel
        for row, stage in enumerate(stages, _FIRST):
            texts = {
                _STAGE: self._typed(stage.name),
                _OWNER: self._titles.get(stage.role, ""),
                _ENTRY: self._typed(stage.entry),
                _EXIT: self._typed(stage.exit),
                _FIELDS: self._typed(stage.crm_fields),
                _PAPERS: self._typed(stage.documents),
            }
            for column, text in texts.items():
                look = self._cell(bold=column == _STAGE, indent=int(column > _DAYS))
                sheet.write_string(row, column, text, look)
            path = f"goals.funnel.{stage.id}"
            self._number(sheet, row, _CONVERSION, f"{path}.conversion", stage.conversion, PERCENT)
            self._number(sheet, row, _DAYS, f"{path}.days", stage.days, DAYS)
            self._fit(sheet, row, [(text, _CRM_WIDTHS[at] - 2) for at, text in texts.items()])
        if not stages:
            sheet.write_string(
                _FIRST, _STAGE, self._say(_("Этапов пока нет.")), self._styles.quiet()
            )
        return _FIRST + max(1, len(stages))

    def _number(
        self, sheet: Worksheet, row: int, column: int, path: str, value: float, unit: Unit
    ) -> None:
        """A link to the answer, or the answer itself where no formula of the plan reads it."""
        code = number_format(unit, self._language, self._styles.currency)
        common = {"num_format": code, "align": "center", "valign": "top", "bottom": 4}
        look = self._styles.look(bottom_color=LINE, **common)
        where = self._layout.inputs.get(path)
        if where is None:
            sheet.write_number(row, column, value, look)
        else:
            linked = self._styles.look(bottom_color=LINE, font_color=LINKED_INK, **common)
            sheet.write_formula(row, column, f"={where}", linked, value)

    def _list(self, sheet: Worksheet, row: int, title: Text, items: Sequence[str]) -> int:
        """A heading and its items below; the row after them."""
        band = self._styles.band()
        for column in range(len(_CRM_WIDTHS)):
            sheet.write_blank(row, column, None, band)
        sheet.write_string(row, _STAGE, self._say(title), band)
        look, width = self._cell(), sum(_CRM_WIDTHS)
        for at, item in enumerate(items, row + 1):
            sheet.merge_range(at, _STAGE, at, _PAPERS, "", look)
            sheet.write_string(at, _STAGE, item, look)
            self._fit(sheet, at, [(item, width)])
        return row + 1 + len(items)


class MatrixSheet(_Page):
    """Writes the matrix of responsibility: a step in a row, a role in a column."""

    def write(self, sheet: Worksheet, company: str) -> None:
        """Write the letters of every step and what they stand for."""
        styles, roles = self._styles, self._project.structure.roles
        write_headings(sheet, styles, self._language, MATRIX, MATRIX_ABOUT, months=False)
        sheet.set_column(0, 0, _STEP_WIDTH)
        head = styles.head(wrap=True)
        sheet.write_string(_HEAD, 0, self._say(_("Шаг")), head)
        if roles:
            sheet.set_column(1, len(roles), _ROLE_WIDTH)
        centred = styles.head(align="center", wrap=True)
        for column, role in enumerate(roles, 1):
            sheet.write_string(_HEAD, column, self._titles[role.id], centred)
        # The heading is bold, and so wider than its letters say.
        self._fit(sheet, _HEAD, [(title, _ROLE_WIDTH - 3) for title in self._titles.values()])
        steps = self._project.structure.responsibility
        for row, step in enumerate(steps, _FIRST):
            name = self._typed(step.name)
            sheet.write_string(row, 0, name, self._cell())
            for column, role in enumerate(roles, 1):
                letters = self._letters(step, role.id)
                look = self._cell(bold=role.id == step.accountable, align="center")
                sheet.write_string(row, column, letters, look)
            self._fit(sheet, row, [(name, _STEP_WIDTH)])
        if not steps:
            sheet.write_string(_FIRST, 0, self._say(_("Шагов пока нет.")), styles.quiet())
        legend = _FIRST + max(1, len(steps)) + 1
        text = _("О — отвечает за результат, И — исполняет, С — советует, З — знает о решении.")
        sheet.write_string(legend, 0, self._say(text), styles.quiet())
        sheet.freeze_panes(_FIRST, 1)
        set_page(sheet, company, self._language)
        sheet.repeat_rows(_HEAD)
        protect(sheet)

    def _letters(self, step: ResponsibilityStep, role: str) -> str:
        parts = (
            (role == step.accountable, _("О")),
            (role in step.responsible, _("И")),
            (role in step.consulted, _("С")),
            (role in step.informed, _("З")),
        )
        return ", ".join(self._say(letter) for holds, letter in parts if holds)
