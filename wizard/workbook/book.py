"""Writing the workbook of a project: which sheets there are and in which order they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from wizard.errors import WizardError
from wizard.files import write_whole
from wizard.plan.figures import Figures
from wizard.plan.line import Line
from wizard.project.company import OutputLanguage
from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.workbook import arrangement, kpi_calculator
from wizard.workbook.budget import LINK, budget_sheet
from wizard.workbook.checks import Checks
from wizard.workbook.input_blocks import Inputs
from wizard.workbook.input_sheet import InputSheet
from wizard.workbook.inputs import START, arrange
from wizard.workbook.launch import ABOUT, SHEET, LaunchSheet
from wizard.workbook.layout import Layout, Place
from wizard.workbook.line_sheet import LineWriter, RowValues
from wizard.workbook.plan_fact import Actuals
from wizard.workbook.safe_text import HEADING_LIMIT, one_line
from wizard.workbook.sheet import Sheet
from wizard.workbook.styles import FONT, Styles
from wizard.workbook.summary import SummarySheet
from wizard.workbook.timeline import write_timeline
from wizard.workbook.views import views

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "default_format_properties": {"font_name": FONT, "font_size": 9},
}


class WorkbookCancelled(WizardError):
    """The user stopped the writing; nothing was put in the file's place."""


def write_workbook(
    project: Project,
    figures: Figures,
    path: Path,
    *,
    cancelled: Callable[[], bool] | None = None,
    actuals: Actuals | None = None,
    titles: Mapping[str, str] | None = None,
) -> None:
    """Write the workbook of a project, in the project's language, over the file if there is one.

    `actuals` are figures already typed into an earlier workbook, to stand in the new one too;
    `titles` name the documents of the register by their ids.

    Raises FileRefused where the file cannot be written (the old one stays as it was), and
    WorkbookCancelled as soon as `cancelled` says so between two sheets.
    """
    content = workbook_bytes(project, figures, cancelled=cancelled, actuals=actuals, titles=titles)
    write_whole(path, content)


def workbook_bytes(
    project: Project,
    figures: Figures,
    *,
    cancelled: Callable[[], bool] | None = None,
    actuals: Actuals | None = None,
    titles: Mapping[str, str] | None = None,
) -> bytes:
    """The workbook as the content of an .xlsx file."""
    content = BytesIO()
    with Workbook(content, _OPTIONS) as book:
        stop = cancelled or (lambda: False)
        _Book(project, figures, book, stop, actuals or {}, titles or {}).write()
    return content.getvalue()


class _Book:
    """One workbook being written."""

    def __init__(
        self,
        project: Project,
        figures: Figures,
        book: Workbook,
        cancelled: Callable[[], bool],
        actuals: Actuals,
        titles: Mapping[str, str],
    ) -> None:
        company = project.company
        self.actuals, self.titles = actuals, titles
        self.project, self.figures, self.book, self.cancelled = project, figures, book, cancelled
        self.language: Language = "en" if company.language is OutputLanguage.EN else "ru"
        self.company = one_line(company.name, HEADING_LIMIT)
        self.styles = Styles(book, self.language, company.currency.value, company.colour)
        self.checks = Checks(project, figures)

    def write(self) -> None:
        """Lay everything out, then write sheet by sheet."""
        project, figures = self.project, self.figures
        self._properties()
        names = {part: self._name(texts[0]) for part, texts in arrangement.PARTS.items()}
        stages = arrangement.stage_sheets(figures.plan.lines.values(), names)
        budget = budget_sheet(project, figures, self._name(arrangement.BUDGET))
        checks = self.checks.sheet(self._name(arrangement.CHECKS))
        inputs = arrange(
            project,
            figures,
            self.language,
            self._name(arrangement.INPUTS),
            also=self.checks.vectors,
        )
        places: dict[str, Place] = {}
        ordered = [
            *(sheet for part, sheet in stages.items() if arrangement.before_budget(part)),
            budget,
            *(sheet for part, sheet in stages.items() if not arrangement.before_budget(part)),
            checks,
        ]
        for sheet in ordered:
            places |= sheet.places()
        layout = Layout(project.company.months, places, inputs.cells, inputs.vectors)
        timeline = self._name(arrangement.CALENDAR)
        fixed = (self._name(arrangement.SUMMARY), inputs.sheet, timeline)
        pages = {name: self.book.add_worksheet(name, Sheet) for name in fixed}
        pages |= {sheet.name: self.book.add_worksheet(sheet.name, Sheet) for sheet in ordered}
        launch = self._name(SHEET)
        pages[launch] = self.book.add_worksheet(launch, Sheet)
        calculator = self._name(kpi_calculator.SHEET)
        pages[calculator] = self.book.add_worksheet(calculator, Sheet)
        more = views(
            project,
            figures,
            layout,
            self.styles,
            self.language,
            timeline,
            {**stages, "budget": budget},
            self.company,
            self.actuals,
            self.titles,
        )
        for view in more:
            name = self._name(view.name)
            pages[name] = self.book.add_worksheet(name, Sheet)
        for name, where in inputs.names.items():
            self.book.define_name(name, f"={where}")
        self._inputs(inputs, pages[inputs.sheet])
        write_timeline(
            pages[timeline],
            layout,
            self.styles,
            self.language,
            self.company,
            figures.calendar,
            inputs.cells[START],
        )
        writer = LineWriter(
            self.book,
            layout,
            self.styles,
            self.language,
            self.company,
            timeline,
            figures.calendar,
            self._values,
            {key for sheet in ordered for row in sheet.rows for key in row.line.before},
        )
        for sheet in ordered:
            self._go_on()
            writer.write(sheet, pages[sheet.name])
        self.checks.mark(pages[checks.name], layout, self.styles)
        launch_sheet = LaunchSheet(project, figures, layout, self.styles, self.language)
        launch_sheet.write(pages[launch], self.company)
        kpi_calculator.write_calculator(pages[calculator], self.styles, self.language, self.company)
        for view in more:
            self._go_on()
            view.write(pages[self._name(view.name)])
        self._go_on()
        abouts = {sheet.name: sheet.about for sheet in ordered}
        abouts |= {self._name(view.name): view.about for view in more}
        abouts[launch] = ABOUT
        abouts[calculator] = kpi_calculator.ABOUT
        abouts[inputs.sheet] = _("Все ответы, на которых стоит план; жёлтые ячейки можно менять.")
        abouts[timeline] = _("Месяцы плана, на которые ссылаются все листы.")
        SummarySheet(project, figures, layout, self.styles, self.language).write(
            self.book,
            pages[fixed[0]],
            [(name, abouts[name].into(self.language)) for name in pages if name in abouts],
            timeline=timeline,
            failed_checks=self.checks.failed,
        )
        pages[fixed[0]].activate()

    def _go_on(self) -> None:
        if self.cancelled():
            raise WorkbookCancelled("the writing of the workbook was stopped")

    def _name(self, text: Text) -> str:
        return text.into(self.language)

    def _properties(self) -> None:
        company = self.project.company
        self.book.set_properties(
            {"title": self.company, "company": one_line(company.legal_name, HEADING_LIMIT)}
        )
        self.book.set_calc_mode("auto")

    def _inputs(self, inputs: Inputs, sheet: Worksheet) -> None:
        values = {
            derived.vector.key: derived.vector.values(self.checks.scope).tolist()
            for block in inputs.blocks
            for derived in block.derived
        }
        InputSheet(sheet, inputs, self.styles, self.language, self.company).write(values)

    def _values(self, line: Line) -> RowValues:
        found = self.figures.get(line.key.removeprefix(LINK))
        if found is None:
            return self.checks.values(line)
        return RowValues(found.months, found.total, self.figures.opening(line.key))
