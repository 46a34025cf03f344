"""The page of stage 7, automation."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wizard.project.automation import Tool
from wizard.project.model import Row
from wizard.texts import Text, Verbatim, _
from wizard.ui.binding.entry import Option, Options
from wizard.ui.binding.table_model import Column
from wizard.ui.session import Session
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.stages.scores import Scores
from wizard.ui.widgets.figures import figure_text, row_figure
from wizard.units import MONEY


class AutomationPage(Page):
    """Which tools the department works with, and what they cost."""

    name = "automation"
    number = 7
    title = _("Автоматизация")
    sentence = _("Какие программы нужны отделу, кому нужны лицензии и что настроить в CRM.")
    panel_title = _("Инструменты")
    picture = "cost-structure"
    key_figures = (
        KeyFigure("automation.cost", _("Стоит за весь план"), better="less"),
        KeyFigure("automation.cost", _("В первый месяц"), of="first", better="less"),
        KeyFigure("costs.total", _("Все расходы за весь план"), better="less"),
    )

    def build(self) -> None:
        card = self.card(_("Инструменты"))
        card.table(
            "automation.tools",
            [
                Column("name", stretch=1),
                Column("category"),
                Column("used", width=100, always=True),
                Column("choice", stretch=1, row_options=_options_of),
                row_figure(_("За весь план"), "automation.tool", "total", MONEY),
            ],
            invite=_("Новый инструмент…"),
            totals=lambda session: {
                "name": session.say(_("Всего")),
                _("За весь план").message: figure_text(session, "automation.cost", sign=False),
            },
            detail=(
                "options",
                "requirements",
                "reason",
                "roles",
                "start",
                "integration",
                "migration",
                "training",
                "reserve",
            ),
            nested={
                "options": [
                    Column("name", stretch=1),
                    Column("price_user"),
                    Column("price_month"),
                    Column("price_once"),
                ],
                "requirements": [Column("name", stretch=1), Column("weight")],
            },
        )
        card = self.card(_("Выбор по требованиям"))
        scores = Scores(self.session)
        card.column.addWidget(scores)
        card.bound.append(scores)
        card = self.card(_("Настройка CRM"))
        for name in (
            "aims", "statuses", "fields", "rights", "tasks", "reports", "integrations",
            "duplicates", "record_minutes", "filled",
        ):  # fmt: skip
            card.field(f"automation.crm.{name}")
        card = self.card(_("Перенос данных"), folded=True)
        card.table(
            "automation.crm.migration",
            [
                Column("name", stretch=1),
                Column("records"),
                Column("owner", stretch=1),
            ],
            invite=_("Новый источник…"),
            detail=("what", "check"),
        )
        card = self.card(_("Приёмочные проверки"), folded=True)
        card.table(
            "automation.crm.acceptance",
            [Column("action", stretch=1), Column("expected", stretch=1)],
            invite=_("Новая проверка…"),
        )
        card = self.card(_("План внедрения"))
        card.table(
            "automation.setup",
            [Column("action", stretch=1), Column("owner"), Column("due", width=100)],
            invite=_("Новый шаг…"),
            in_sequence=True,
        )


def _options_of(row: Row) -> Options:
    def options() -> list[Option]:
        found: list[Option] = [("", Text("—"))]
        if isinstance(row, Tool):
            found += [(option.id, Verbatim(option.name)) for option in row.options]
        return found

    return options


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return AutomationPage(session, parent)
