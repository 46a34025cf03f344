"""The sheets that show the finished plan from another side: totals of periods, plan and fact …

Belongs here: which of them a workbook has and in which order. Does not belong here: what stands on
them (a module for each).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from wizard.plan.figures import Figures
from wizard.project.project import Project
from wizard.texts import Language, Text
from wizard.workbook import documentation, periods, plan_fact, setup
from wizard.workbook.documentation import DocumentationSheet
from wizard.workbook.layout import Layout
from wizard.workbook.line_sheet import LineSheet
from wizard.workbook.periods import PeriodSheet
from wizard.workbook.plan_fact import Actuals, PlanFactSheet
from wizard.workbook.setup import CrmSheet, MatrixSheet
from wizard.workbook.styles import Styles


@dataclass(frozen=True, slots=True)
class View:
    """A sheet to be: its name, what it is about, and what writes it."""

    name: Text
    about: Text
    write: Callable[[Worksheet], None]


def views(
    project: Project,
    figures: Figures,
    layout: Layout,
    styles: Styles,
    language: Language,
    timeline: str,
    sources: Mapping[str, LineSheet],
    company: str,
    actuals: Actuals,
    titles: Mapping[str, str],
) -> list[View]:
    """The views of a project; `sources` are the month sheets by part of the plan."""

    def of_periods(sheet: Worksheet) -> None:
        shown = [sources[part] for part in ("goals", "budget", "result", "kpi") if part in sources]
        PeriodSheet(figures, layout, styles, language, timeline).write(sheet, shown, company)

    def of_fact(sheet: Worksheet) -> None:
        PlanFactSheet(figures, layout, styles, language, timeline, actuals).write(sheet, company)

    def of_documents(sheet: Worksheet) -> None:
        DocumentationSheet(project, titles, styles, language).write(sheet, company)

    def of_crm(sheet: Worksheet) -> None:
        CrmSheet(project, layout, styles, language).write(sheet, company)

    def of_matrix(sheet: Worksheet) -> None:
        MatrixSheet(project, layout, styles, language).write(sheet, company)

    return [
        View(plan_fact.SHEET, plan_fact.ABOUT, of_fact),
        View(periods.SHEET, periods.ABOUT, of_periods),
        View(documentation.SHEET, documentation.ABOUT, of_documents),
        View(setup.CRM, setup.CRM_ABOUT, of_crm),
        View(setup.MATRIX, setup.MATRIX_ABOUT, of_matrix),
    ]
