"""The sheet of stage 4: the register of documents, the process map, proposals, reports, limits.

Nothing is computed here: it is what people work by beside the figures.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from xlsxwriter.worksheet import Worksheet

from wizard.dates import written_date
from wizard.numbers import format_value
from wizard.project.documentation import Documentation, Report
from wizard.project.model import Model, questions
from wizard.project.project import Project
from wizard.project.sales_process import ProposalStep
from wizard.texts import Language, Text, _
from wizard.workbook.line_sheet import wrapped, write_headings
from wizard.workbook.page import A4, page_ends, protect, set_page
from wizard.workbook.safe_text import cell_text
from wizard.workbook.styles import Styles

SHEET = _("Документы")
ABOUT = _("Реестр документов, карта процесса, предложения, отчёты и пределы.")

_WIDTHS = (44, 30, 26, 46, 28, 24, 34)
_FIRST_ROW = 3  # counted from 0
_LINE_HEIGHT, _MOST_LINES = 12.5, 12


class DocumentationSheet:
    """Writes the documents and rules of one project; `titles` names documents by their ids."""

    def __init__(
        self, project: Project, titles: Mapping[str, str], styles: Styles, language: Language
    ) -> None:
        self._project, self._titles = project, titles
        self._styles, self._language = styles, language
        self._roles = {role.id: role.title for role in project.structure.roles}
        self._row = _FIRST_ROW
        self._tables: list[int] = []
        self._heights: dict[int, float] = {}

    def write(self, sheet: Worksheet, company: str) -> None:
        """Write the tables one below another."""
        write_headings(sheet, self._styles, self._language, SHEET, ABOUT, months=False)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        documentation = self._project.documentation
        self._table(sheet, _("Реестр документов"), self._register(documentation))
        self._table(sheet, _("Карта процесса"), self._process(documentation))
        if documentation.proposals.used:
            self._table(sheet, _("Подготовка предложений"), self._proposals(documentation))
        self._table(sheet, _("Отчёты"), self._reports(documentation))
        self._table(sheet, _("Пределы и сроки"), self._limits(documentation))
        sheet.freeze_panes(2, 1)
        set_page(sheet, company, self._language)
        ends = page_ends(self._tables, self._row, self._heights, _WIDTHS, A4)
        sheet.set_h_pagebreaks(ends)
        protect(sheet)

    def _register(self, documentation: Documentation) -> list[list[str]]:
        approver = self._project.company.approver.position
        rows = [self._heads(_("Документ"), _("Готовит"), _("Утверждает"), _("Делать"),
                            _("Ввести к"), _("Номер"))]  # fmt: skip
        for row in documentation.documents:
            rows.append(
                [
                    self._titles.get(row.id, row.id),
                    self._role(row.prepares),
                    row.approves or approver,
                    self._say(row.wanted.title_text),
                    self._date(row.due),
                    row.number,
                ]
            )
        return rows

    def _process(self, documentation: Documentation) -> list[list[str]]:
        steps = {step.id: step for step in documentation.process}
        rows = [self._heads(_("Этап"), _("Кто отвечает"), _("Срок этапа"),
                            _("Что делает ответственный"),
                            _("Документ"), _("Статус в CRM"), _("Причины отказа"))]  # fmt: skip
        for stage in self._project.goals.funnel:
            step = steps.get(stage.id)
            said = (
                ("", "", "", "", "")
                if step is None
                else (step.deadline, step.actions, step.document, step.crm_status, step.refusals)
            )
            rows.append([stage.name, self._role(stage.role), *said])
        return rows

    def _proposals(self, documentation: Documentation) -> list[list[str]]:
        rows = [[*self._titles_of(ProposalStep, "name", "role", "hours")]]
        rows += [
            [step.name, self._role(step.role), self._number(step, "hours")]
            for step in documentation.proposals.steps
        ]
        return rows

    def _reports(self, documentation: Documentation) -> list[list[str]]:
        names = ("name", "author", "reader", "figures", "place", "period")
        rows = [[*self._titles_of(Report, *names)]]
        rows += [
            [one.name, self._role(one.author), one.reader, one.figures, one.place, one.period]
            for one in documentation.reports
        ]
        return rows

    def _limits(self, documentation: Documentation) -> list[list[str]]:
        rows = [self._heads(_("Правило"), _("Значение"))]
        for model, names in (
            (documentation, ("discount_seller", "discount_head")),
            (
                documentation.calls,
                ("answer_minutes", "missed_minutes", "mail_hours", "touches", "touch_days"),
            ),
            *(
                [(documentation.proposals, ("days", "validity", "win_rate"))]
                if documentation.proposals.used
                else []
            ),
            (
                documentation.planning,
                ("coverage", "deviation", "conversion_drop", "lead_price_rise", "days"),
            ),
            (documentation.handover, ("days", "first_contact_days", "seller_days")),
            (
                documentation.clients,
                (
                    "contact_days", "risk_days", "renewal_days", "complaint_hours",
                    "complaint_days",
                ),
            ),
            (documentation.support, ("escalate_at", "target", "close_days")),
            (documentation.discounts, ("margin_floor", "answer_hours", "valid_days")),
            (
                documentation.debts,
                (
                    "term", "limit", "remind_before", "call_day", "letter_day", "head_day",
                    "stop_day", "claim_day", "court_day", "overdue_share",
                ),
            ),
        ):  # fmt: skip
            titles = self._titles_of(type(model), *names)
            rows += [
                [title, self._number(model, name)]
                for title, name in zip(titles, names, strict=True)
            ]
        return rows

    def _table(self, sheet: Worksheet, title: Text, rows: Sequence[Sequence[str]]) -> None:
        self._tables.append(self._row)
        sheet.write_string(self._row, 0, self._say(title), self._styles.label(strong=True))
        self._row += 1
        for column, text in enumerate(rows[0]):
            head = self._styles.head(wrap=True, indent=int(column > 0))
            sheet.write_string(self._row, column, text, head)
        self._row += 1
        for row in rows[1:]:
            lines = 1
            for column, text in enumerate(row):
                clean = cell_text(text, self._language)
                body = self._styles.label(indent=int(column > 0))
                sheet.write_string(self._row, column, clean, body)
                lines = max(lines, wrapped(clean, _WIDTHS[column] - 1))
            self._heights[self._row] = _LINE_HEIGHT * min(lines, _MOST_LINES) + 2
            sheet.set_row(self._row, self._heights[self._row])
            self._row += 1
        if len(rows) == 1:
            nothing = self._say(_("Пока пусто: заполняется в программе, этап «Документы»."))
            sheet.write_string(self._row, 0, nothing, self._styles.quiet())
            self._row += 1
        self._row += 1

    def _heads(self, *texts: Text) -> list[str]:
        return [self._say(text) for text in texts]

    def _titles_of(self, model: type[Model], *names: str) -> list[str]:
        asked = questions(model)
        return [self._say(asked[name].title) for name in names]

    def _number(self, model: Model, name: str) -> str:
        unit = questions(type(model))[name].unit
        value = float(getattr(model, name))
        assert unit is not None
        currency = self._project.company.currency.value
        return format_value(value, unit, self._language, currency, exact=True)

    def _role(self, role_id: str) -> str:
        return self._roles.get(role_id, role_id)

    def _date(self, day: date | None) -> str:
        if day is None:
            return ""
        return written_date(day, self._language)

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)
