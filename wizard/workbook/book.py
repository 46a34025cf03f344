"""Writing the workbook of a project: which sheets there are and in which order they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from wizard.errors import WizardError
from wizard.files import write_whole
from wizard.plan.figures import Figures, compute
from wizard.plan.formulas.line import Line
from wizard.project.company import OutputLanguage
from wizard.project.notes import told_notes
from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.workbook import arrangement, bonus_calculator, kpi_calculator, scenario_sheet, scenarios
from wizard.workbook.bonus_calculator import BonusSheet
from wizard.workbook.budget import LINK, budget_sheet
from wizard.workbook.checks import Checks
from wizard.workbook.data_blocks import START
from wizard.workbook.input_sheet import InputSheet
from wizard.workbook.inputs import arrange
from wizard.workbook.launch import ABOUT, SHEET, LaunchSheet
from wizard.workbook.layout import Layout, Place
from wizard.workbook.line_sheet import LineWriter, Opened, RowValues
from wizard.workbook.plan_fact import Actuals
from wizard.workbook.safe_text import HEADING_LIMIT, one_line
from wizard.workbook.scenario_sheet import ScenarioSheet
from wizard.workbook.scenarios import APART, Switching, switch_names
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

    `figures` are of the project, or of it under one of its scenarios, which the book then opens
    with; what stands as typed is the project's either way.
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
        # What is typed is the base plan; what is computed is the plan its figures are of.
        self.typed, self.project = project, figures.project
        self.figures, self.book, self.cancelled = figures, book, cancelled
        self.language: Language = "en" if company.language is OutputLanguage.EN else "ru"
        self.company = one_line(company.name, HEADING_LIMIT)
        self.styles = Styles(book, self.language, company.currency.value, company.colour)
        self.checks = Checks(figures.project, figures, switched=bool(project.scenarios.scenarios))

    def write(self) -> None:
        """Lay everything out, then write sheet by sheet."""
        self._properties()
        self._lay_out()
        pages = self._pages()
        for name, where in self.inputs.names.items():
            self.book.define_name(name, f"={where}")
        self._inputs(pages)
        self._lines(pages)
        self._views(pages)
        self._go_on()
        abouts = self._abouts()
        summary = pages[self.summary]
        SummarySheet(self.project, self.figures, self.layout, self.styles, self.language).write(
            self.book,
            summary,
            [(name, abouts[name].into(self.language)) for name in pages if name in abouts],
            timeline=self.timeline,
            failed_checks=self.checks.failed,
            opened=self.opened,
        )
        summary.activate()

    def _lay_out(self) -> None:
        """Which sheets there are and where everything stands on them."""
        names = {part: self._name(texts[0]) for part, texts in arrangement.PARTS.items()}
        self.summary, self.timeline = (
            self._name(arrangement.SUMMARY),
            self._name(arrangement.CALENDAR),
        )
        self.stages = arrangement.stage_sheets(self.figures.plan.lines.values(), names)
        self.budget = budget_sheet(self.project, self.figures, self._name(arrangement.BUDGET))
        self.ordered = [
            *(sheet for part, sheet in self.stages.items() if arrangement.before_budget(part)),
            self.budget,
            *(sheet for part, sheet in self.stages.items() if not arrangement.before_budget(part)),
            self.checks.sheet(self._name(arrangement.CHECKS)),
        ]
        same = self.figures.project is self.typed
        self.base = self.figures if same else compute(self.typed)
        self.inputs = arrange(
            self.typed,
            self.base,
            self.language,
            self._name(arrangement.INPUTS),
            also=self.checks.vectors,
        )
        self.switching: Switching | None = None
        self.opened: Opened | None = None
        if self.typed.scenarios.scenarios:
            self._lay_out_scenarios()
        places: dict[str, Place] = {}
        for sheet in self.ordered:
            places |= sheet.places()
        self.layout = Layout(
            self.project.company.months, places, self.inputs.cells, self.inputs.vectors
        )
        self.views = views(
            self.project,
            self.figures,
            self.layout,
            self.styles,
            self.language,
            self.timeline,
            {**self.stages, "budget": self.budget},
            self.company,
            self.actuals,
            self.titles,
        )

    def _lay_out_scenarios(self) -> None:
        """Let the answers that scenarios change be read from their sheet."""
        sheet = self._name(scenarios.SHEET)
        switching = Switching(self.typed, self.figures, self.inputs, sheet, self.language)
        self.switching, self.inputs = switching, switching.linked()
        switch, number = switch_names(tuple(self.inputs.names), self.language)
        self.inputs.names[switch] = switching.switch
        self.inputs.names[number] = switching.number
        self.inputs.cells.update({APART: switching.apart, scenarios.CHOSEN: number})
        opened = switching.versions[switching.chosen]
        self.opened = Opened(switch, opened.name, switching.switch)

    def _pages(self) -> dict[str, Worksheet]:
        """The sheets by name, in their order in the workbook."""
        ordered = [self.summary, self.inputs.sheet]
        if self.switching is not None:
            ordered.append(self.switching.sheet)
        ordered += [self.timeline, *(sheet.name for sheet in self.ordered)]
        extra = (SHEET, bonus_calculator.SHEET, kpi_calculator.SHEET)
        ordered += [self._name(text) for text in extra]
        ordered += [self._name(view.name) for view in self.views]
        return {name: self.book.add_worksheet(name, Sheet) for name in ordered}

    def _lines(self, pages: Mapping[str, Worksheet]) -> None:
        """Write the timeline and the sheets of lines by month."""
        write_timeline(
            pages[self.timeline],
            self.layout,
            self.styles,
            self.language,
            self.company,
            self.figures.calendar,
            self.inputs.cells[START],
        )
        writer = LineWriter(
            self.book,
            self.layout,
            self.styles,
            self.language,
            self.company,
            self.timeline,
            self.figures.calendar,
            self._values,
            {key for sheet in self.ordered for row in sheet.rows for key in row.line.before},
            self.opened,
        )
        for sheet in self.ordered:
            self._go_on()
            writer.write(sheet, pages[sheet.name])
        self.checks.mark(pages[self.ordered[-1].name], self.layout, self.styles)

    def _views(self, pages: Mapping[str, Worksheet]) -> None:
        """Write the sheets that show the plan from another side, and those to work by."""
        launch = LaunchSheet(self.project, self.figures, self.layout, self.styles, self.language)
        launch.write(pages[self._name(SHEET)], self.company)
        bonus = BonusSheet(
            self.typed, self.base, self.figures, self.layout, self.styles, self.language
        )
        bonus.write(pages[self._name(bonus_calculator.SHEET)], self.company)
        calculator = pages[self._name(kpi_calculator.SHEET)]
        kpi_calculator.write_calculator(calculator, self.styles, self.language, self.company)
        for view in self.views:
            self._go_on()
            view.write(pages[self._name(view.name)])

    def _abouts(self) -> dict[str, Text]:
        """What each sheet is about, for the contents."""
        abouts = {sheet.name: sheet.about for sheet in self.ordered}
        abouts |= {self._name(view.name): view.about for view in self.views}
        abouts[self._name(SHEET)] = ABOUT
        abouts[self._name(bonus_calculator.SHEET)] = bonus_calculator.ABOUT
        abouts[self._name(kpi_calculator.SHEET)] = kpi_calculator.ABOUT
        abouts[self.inputs.sheet] = _(
            "Все ответы, на которых стоит план; жёлтые ячейки можно менять."
        )
        if self.switching is not None:
            abouts[self.switching.sheet] = scenario_sheet.ABOUT
        abouts[self.timeline] = _("Месяцы плана, на которые ссылаются все листы.")
        return abouts

    def _go_on(self) -> None:
        if self.cancelled():
            raise WorkbookCancelled("the writing of the workbook was stopped")

    def _name(self, text: Text) -> str:
        return text.into(self.language)

    def _properties(self) -> None:
        company = self.project.company
        self.book.set_properties(
            {
                "title": self.company,
                "company": one_line(company.legal_name or self.company, HEADING_LIMIT),
            }
        )
        self.book.set_calc_mode("auto")

    def _inputs(self, pages: Mapping[str, Worksheet]) -> None:
        """Write the inputs and the scenarios over them."""
        inputs, switching = self.inputs, self.switching
        values = {
            derived.vector.key: derived.vector.values(self.checks.scope).tolist()
            for block in inputs.blocks
            for derived in block.derived
        }
        switched = switching.changed_paths if switching is not None else frozenset()
        page = pages[inputs.sheet]
        writer = InputSheet(
            page,
            inputs,
            self.styles,
            self.language,
            self.company,
            switched,
            self.typed.notes,
            [
                (place.into(self.language), note)
                for place, note in told_notes(self.typed.notes, self.typed)
            ],
        )
        writer.write(values)
        if switching is not None:
            sheet = ScenarioSheet(switching, self.layout, self.styles, self.language, inputs)
            sheet.write(pages[switching.sheet], self.company)

    def _values(self, line: Line) -> RowValues:
        found = self.figures.get(line.key.removeprefix(LINK))
        if found is None:
            return self.checks.values(line)
        return RowValues(found.months, found.total, self.figures.opening(line.key))
