"""The page of stage 1, goals."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wizard.project.goals import SeasonBy
from wizard.project.model import Row
from wizard.project.offering import Product, ProductKind
from wizard.texts import Text, _, joined
from wizard.ui.binding.inputs import show_if
from wizard.ui.binding.table_model import Column
from wizard.ui.session import Session
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.widgets.card import Card
from wizard.ui.widgets.figures import figure_text, row_figure, share_total, value_of
from wizard.ui.widgets.picture import Picture
from wizard.ui.widgets.season import SeasonCurve


class GoalsPage(Page):
    """How much must be sold, and how many leads that takes."""

    name = "goals"
    number = 1
    title = _("Цели")
    sentence = _(
        "Сколько нужно продать за год и сколько лидов — обращений возможных клиентов — для этого "
        "получить."
    )
    picture = "funnel"
    panel_title = _("Что получается")
    key_figures = (
        KeyFigure("goals.revenue", _("Выручка, первый месяц"), of="first"),
        KeyFigure("goals.revenue", _("Выручка за весь план")),
        KeyFigure("goals.deals", _("Сделок, первый месяц"), of="first"),
        KeyFigure("goals.leads", _("Лидов, первый месяц"), of="first", better="neither"),
        KeyFigure("kpi.cpl_operational", _("Стоимость лида"), better="less"),
    )

    def build(self) -> None:
        self._strategic()
        self._goal()
        self._products()
        self._funnel()
        self._channels()
        self._season()
        self._corrections()

    def _goal(self) -> None:
        card = self.card(_("Цель продаж"))
        for name in (
            "goal_by", "revenue_year", "deals_per_month", "profit_year", "leads_budget",
            "growth", "later_years", "whole_units",
        ):  # fmt: skip
            card.field(f"goals.{name}")

    def _products(self) -> None:
        card = self.card(_("Продукты"))
        card.aside(lambda: self.session.say(_("вставьте из Excel: Ctrl+V")), when_folded=False)
        card.table(
            "goals.products",
            [
                Column("name", stretch=1),
                Column("kind"),
                Column("price"),
                Column("share"),
                Column("variable_cost"),
                Column("churn", usable=_is_subscription),
            ],
            invite=_("Новый продукт…"),
            totals=lambda session: {
                "name": session.say(_("Средний чек, сумма долей")),
                "price": figure_text(session, "goals.average_check", "first", sign=False),
                "share": share_total(session, "goals.products", "share"),
            },
            detail=("upsell", "repeats", "prepaid", "delay", "clients_at_start"),
            detail_when={"upsell": _is_subscription},
        )

    def _funnel(self) -> None:
        card = self.card(_("Воронка"))
        card.aside(self._cycle)
        card.table(
            "goals.funnel",
            [
                Column("name", stretch=1),
                Column("conversion", usable=self._is_below_top),
                Column("days"),
                Column("role"),
                row_figure(_("В первый месяц"), "goals.stage"),
            ],
            invite=_("Новый этап…"),
            in_sequence=True,
            detail=("entry", "exit", "crm_fields", "documents", "open_deals", "open_money"),
        )

    def _channels(self) -> None:
        card = self.card(_("Каналы"))
        card.table(
            "goals.channels",
            [
                Column("name", stretch=1),
                Column("on", width=84),
                Column("share"),
                Column("lead_cost"),
                Column("fixed_cost"),
                Column("quality"),
                row_figure(_("Лидов в месяц"), "goals.leads"),
            ],
            invite=_("Новый канал…"),
        )

    def _season(self) -> None:
        card = self.card(_("Сезонность"))
        card.field("goals.season_by")
        SeasonPicture(card)
        card.months("goals.season")

    def _corrections(self) -> None:
        card = self.card(_("Корректировки"))
        card.say(_("Известные заранее отклонения: праздники, запуск рекламы, новая цена."))
        card.table(
            "goals.corrections",
            [
                Column("what"),
                Column("stage", usable=_of_conversion),
                Column("start"),
                Column("end"),
                Column("change"),
                Column("reason", stretch=1),
            ],
            invite=_("Новая корректировка…"),
        )

    def _strategic(self) -> None:
        card = self.card(_("Стратегические цели"))
        card.table(
            "goals.strategic",
            [
                Column("goal", stretch=2),
                Column("measure", stretch=1),
                Column("now"),
                Column("target"),
                Column("due"),
            ],
            invite=_("Новая цель…"),
            detail=("ways",),
            nested={"ways": [Column("action", stretch=2), Column("owner"), Column("due")]},
        )

    def _cycle(self) -> str:
        session = self.session
        cycle = figure_text(session, "goals.cycle_days")
        quality = value_of(session.figures, "goals.quality")
        said: list[Text] = []
        if cycle:
            said.append(_("цикл сделки: {cycle}", cycle=cycle))
        if quality is not None and quality < 1:
            # Without it the stages do not follow from the conversions that stand beside them.
            share = figure_text(session, "goals.quality")
            said.append(_("качество лидов: {share}", share=share))
        return session.say(joined(said, ", "))

    def _is_below_top(self, row: Row) -> bool:
        funnel = self.session.project.goals.funnel
        return not funnel or funnel[0].id != row.id


class SeasonPicture(Picture):
    """The season's curve, where the season is entered."""

    def __init__(self, card: Card) -> None:
        super().__init__(card.session, SeasonCurve(card.session))
        card.column.addWidget(self)
        card.bound.append(self)
        self.refresh()

    def refresh(self) -> None:
        """Show the factors, in the depth and for the projects in which they are asked."""
        session = self.session
        show_if(self, session.detailed and session.project.goals.season_by is SeasonBy.MANUAL)
        if not self.isHidden():
            self.drawable.refresh()

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """The months' own fields are the way."""
        return False


def _is_subscription(row: Row) -> bool:
    return isinstance(row, Product) and row.kind is ProductKind.SUBSCRIPTION


def _of_conversion(row: Row) -> bool:
    return getattr(row, "what", None) == "conversion"


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return GoalsPage(session, parent)
