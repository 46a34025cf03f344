"""The page of stage 4, documentation."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from wizard.documents.register import with_rows
from wizard.project.model import Row
from wizard.texts import _
from wizard.ui.binding.table_model import Column, Shown
from wizard.ui.session import Session
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.stages.paper_register import PaperRegister
from wizard.ui.stages.sales_book import lay_sales_book
from wizard.ui.stages.service_rules import lay_care, lay_discounts, lay_planning
from wizard.ui.stages.template_packs import TemplatePacks


class DocumentationPage(Page):
    """Which papers there are and the rules that stand in them."""

    name = "documentation"
    number = 4
    title = _("Документы")
    sentence = _("Какие документы нужны отделу, кто их готовит и какие правила в них записаны.")
    panel_title = _("Процесс продаж")
    picture = "process"
    key_figures = (
        KeyFigure("goals.cycle_days", _("Цикл сделки"), better="less"),
        KeyFigure("goals.conversion", _("Из лида в сделку")),
        KeyFigure("structure.staff", _("Людей к концу плана"), of="last", better="neither"),
    )

    def build(self) -> Iterator[None]:
        self._fill_in()
        self.register = PaperRegister(self.card(_("Реестр документов")))
        self.register.opened.connect(self.bring)
        self._process()
        yield
        self._calls()
        self._proposals()
        yield
        lay_discounts(self)
        lay_care(self)
        lay_planning(self)
        yield
        self._reports()
        lay_sales_book(self)
        yield
        card = self.card(_("Ввод документов"), folded=True)
        card.fields(
            "documentation.order_number",
            "documentation.order_date",
            "documentation.union",
        )
        self.packs = TemplatePacks(self.card(_("Свои шаблоны")))
        self.packs.installed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the project's answers, and what they ask for."""
        self.finish()
        self._fill_in()
        super().refresh()
        self.register.refresh()
        self.packs.refresh()

    def _fill_in(self) -> None:
        language = self.session.language
        self.session.fill_in(lambda project: with_rows(project, language))

    def _process(self) -> None:
        card = self.card(_("Карта процесса"))
        card.say(_("По строке на каждый этап воронки."), "caption")
        card.table(
            "documentation.process",
            [
                Shown(_("Этап"), _stage_name, numeric=False),
                Column("deadline", stretch=2),
                Column("document", stretch=1),
                Column("crm_status", stretch=1),
            ],
            detail=("actions", "refusals"),
        )

    def _calls(self) -> None:
        card = self.card(_("Приём обращений"))
        for name in (
            "answer_minutes", "missed_minutes", "mail_hours", "hours", "touches", "touch_days",
            "filters", "brief", "handover",
        ):  # fmt: skip
            card.field(f"documentation.calls.{name}")

    def _proposals(self) -> None:
        card = self.card(_("Коммерческие предложения"))
        card.field("documentation.proposals.used")
        for name in (
            "owner", "days", "brainstorm", "specialists", "analyst", "hour_cost", "win_rate",
            "validity",
        ):  # fmt: skip
            card.field(
                f"documentation.proposals.{name}",
                when=lambda project: project.documentation.proposals.used,
            )
        card = self.card(_("Шаги подготовки предложения"), folded=True)
        card.only_when(lambda project: project.documentation.proposals.used)
        card.table(
            "documentation.proposals.steps",
            [Column("name", stretch=1), Column("role"), Column("hours")],
            invite=_("Новый шаг…"),
            in_sequence=True,
        )

    def _reports(self) -> None:
        card = self.card(_("Отчёты"), folded=True)
        card.table(
            "documentation.reports",
            [
                Column("name", stretch=1),
                Column("period"),
                Column("author"),
                Column("reader"),
                Column("place"),
            ],
            invite=_("Новый отчёт…"),
            detail=("figures",),
        )


def _stage_name(session: Session, row: Row) -> str:
    for stage in session.project.goals.funnel:
        if stage.id == row.id:
            return stage.name
    return row.id


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return DocumentationPage(session, parent)
