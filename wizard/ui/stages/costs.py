"""The page of stage 3, costs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wizard.project.costs import CostBasis, CostGroup, CostItem
from wizard.project.model import Row
from wizard.texts import NOTHING, _
from wizard.ui.binding.table_model import Column, Shown
from wizard.ui.binding.table_rows import UNUSABLE
from wizard.ui.session import Session
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.widgets.figures import figure_text
from wizard.units import MONEY


class CostsPage(Page):
    """What the department costs besides pay, leads, hiring and licences."""

    name = "costs"
    number = 3
    title = _("Расходы")
    sentence = _("Во что обходится отдел и когда он начинает зарабатывать больше, чем тратит.")
    panel_title = _("Бюджет отдела")
    picture = "cost-structure"
    key_figures = (
        KeyFigure("costs.total", _("Расходы за весь план"), better="less"),
        KeyFigure("result.expenses", _("Расходы, вошедшие в прибыль"), better="less"),
        KeyFigure("result.cost_share", _("Их доля в выручке"), better="less"),
        KeyFigure("result.operating_profit", _("Прибыль отдела")),
        KeyFigure("result.funding_need", _("Нужно денег"), better="less"),
    )

    def build(self) -> None:
        card = self.card(_("Статьи расходов"))
        card.say(
            _(
                "Оплата труда, взносы, лиды, лицензии, найм и обучение приходят сами из других "
                "этапов."
            ),
            "caption",
        )
        card.table(
            "costs.items",
            [
                Column("name", stretch=1),
                Column("group"),
                Column("basis", always=True),
                Column("amount", usable=lambda row: not _of_revenue(row)),
                Column("rate", usable=_of_revenue, always=True),
                Shown(_("За весь план"), _total_of, tip=_why_not, unit=MONEY),
            ],
            invite=_("Новая статья…"),
            totals=lambda session: {
                "name": session.say(_("Все расходы отдела, с оплатой труда")),
                _("За весь план").message: figure_text(session, "costs.total", sign=False),
            },
            detail=("kind", "roles", "start", "end", "growth", "life", "inclusion"),
            detail_when={"life": _is_capital, "roles": _by_people},
        )
        self.lay_picture("plan-by-month:profit")
        card = self.card(_("Деньги и налог"))
        card.fields("costs.opening_cash", "costs.tax_regime", "costs.tax_rate")


def _total_of(session: Session, row: Row) -> str:
    return figure_text(session, f"costs.item.{row.id}", sign=False) or UNUSABLE


def _why_not(session: Session, row: Row) -> str:
    """Why an item costs nothing: the plan of a remote team leaves it out."""
    if f"costs.item.{row.id}" in session.figures:
        return ""
    return session.say(session.question("company.work_mode").help or NOTHING)


def _of_revenue(row: Row) -> bool:
    return isinstance(row, CostItem) and row.basis is CostBasis.REVENUE


def _is_capital(row: Row) -> bool:
    return isinstance(row, CostItem) and row.group is CostGroup.CAPITAL


def _by_people(row: Row) -> bool:
    return isinstance(row, CostItem) and row.basis in (CostBasis.PERSON, CostBasis.NEW_PERSON)


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return CostsPage(session, parent)
