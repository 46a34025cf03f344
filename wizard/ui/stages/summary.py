"""The page of the summary: the plan on one screen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.session import Session
from wizard.ui.stages.goal_seek import GoalSeek
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.stages.scenario_cards import lay_scenarios
from wizard.ui.stages.sooner import SoonerLine
from wizard.ui.stages.uncertainty import Tornado, lay_probability
from wizard.ui.widgets.figures import figure_text, month_name, short_money, value_of
from wizard.ui.widgets.month_table import MonthColumn, MonthTable
from wizard.ui.widgets.parts import label
from wizard.ui.widgets.pressable import FigureButton

_REVENUE, _PROFIT = "goals.revenue", "result.operating_profit"
_FUNDING = "result.funding_need"
_SUMS = (_REVENUE, _PROFIT, _FUNDING)


class SummaryPage(Page):
    """Revenue, profit, break-even and money, by month."""

    name = "summary"
    in_all_depths = True
    title = _("Итоги")
    sentence = _("План на одном экране. Нажмите на любое число, чтобы увидеть, откуда оно.")
    panel_title = _("Экономика клиента к концу плана")
    key_figures = (
        KeyFigure("kpi.cac_full", _("Полная цена клиента"), of="last", better="less"),
        KeyFigure("kpi.cltv", _("Ценность клиента за срок жизни")),
        KeyFigure("kpi.ltv_to_cac", _("Ценность к цене клиента")),
        KeyFigure("kpi.payback_months", _("Клиент окупается за"), better="less"),
        KeyFigure("kpi.cpl_full", _("Полная цена лида"), of="last", better="less"),
    )

    def build(self) -> None:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP)
        self._headlines = [
            _Headline(self.session, key, title, value, remark)
            for key, title, value, remark in (
                (_REVENUE, _("Выручка за весь план"), self._revenue, self._deals),
                (_PROFIT, _("Прибыль отдела"), self._profit, self._margin),
                (
                    "result.break_even_month",
                    _("Точка безубыточности"),
                    self._break_even,
                    self._payback,
                ),
                (_FUNDING, _("Нужно денег"), self._funding, self._opening),
            )
        ]
        for place, headline in enumerate(self._headlines):
            headline.button.asked.connect(self.explain)
            grid.addWidget(headline, 0, place)
            grid.setColumnStretch(place, 1)
        self.column.addWidget(row)
        self._sooner = SoonerLine(self.session)
        self.column.addWidget(self._sooner)
        self.lay_picture("plan-by-month")
        lay_scenarios(self.card(_("Сценарии")))
        card = self.card(_("Что влияет сильнее всего"))
        card.aside(lambda: self.session.say(_("прибыль за весь план при ответе ±10 %")))
        tornado = Tornado(self.session)
        tornado.follow.connect(self.follow)
        card.column.addWidget(tornado)
        card.bound.append(tornado)
        lay_probability(self.card(_("Вероятность")))
        card = self.card(_("Подбор"))
        seek = GoalSeek(self.session)
        card.column.addWidget(seek)
        card.bound.append(seek)
        card = self.card(_("По месяцам"))
        table = MonthTable(
            self.session,
            [
                MonthColumn("goals.leads_inflow", _("Приход лидов")),
                MonthColumn("goals.deals", _("Сделок")),
                MonthColumn(_REVENUE, _("Выручка")),
                MonthColumn("result.gross_margin", _("Валовая маржа")),
                MonthColumn("result.expenses", _("Расходы отдела")),
                MonthColumn(_PROFIT, _("Прибыль")),
                MonthColumn("result.cash", _("Деньги на конец"), in_total=False),
            ],
        )
        card.column.addWidget(table)
        card.bound.append(table)
        table.explain.connect(self.explain)

    def refresh(self) -> None:
        """Show the plan as it is now."""
        super().refresh()
        self._sooner.refresh()
        for headline in self._headlines:
            headline.refresh()

    def _money(self, key: str) -> str:
        figures = self.session.figures
        shown = figures.get(key)
        if shown is None:
            return "—"
        beside = [found.total for one in _SUMS if (found := figures.get(one)) is not None]
        return short_money(self.session, shown.total, shown.unit, beside)

    def _revenue(self) -> str:
        return self._money(_REVENUE)

    def _deals(self) -> Text:
        return _("сделок: {n}", n=figure_text(self.session, "goals.deals", sign=False))

    def _profit(self) -> str:
        return self._money(_PROFIT)

    def _margin(self) -> Text:
        share = figure_text(self.session, "result.cost_share")
        return _("расходы — {share} выручки", share=share)

    def _break_even(self) -> str:
        return self._month("result.break_even_month", _("не в этом плане"))

    def _payback(self) -> Text:
        month = self._month("result.payback_month", _("позже конца плана"))
        return _("окупится: {month}", month=month)

    def _funding(self) -> str:
        return self._money(_FUNDING)

    def _opening(self) -> Text:
        return _("сверх денег на старте")

    def _month(self, key: str, never: Text) -> str:
        number = value_of(self.session.figures, key)
        return month_name(self.session, round(number)) if number else self.session.say(never)


class _Headline(QFrame):
    def __init__(
        self,
        session: Session,
        key: str,
        title: Text,
        value: Callable[[], str],
        remark: Callable[[], Text],
    ) -> None:
        super().__init__()
        self._session, self._value, self._remark = session, value, remark
        self._title = session.say(title)
        self.setProperty("role", "card")
        around = QVBoxLayout(self)
        around.setContentsMargins(theme.TINY, theme.TINY, theme.TINY, theme.TINY)
        self.button = FigureButton()
        self.button.key = key
        around.addWidget(self.button)
        column = QVBoxLayout(self.button)
        column.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        column.setSpacing(theme.TINY)
        self._labels = (
            label(self._title, "caption"), label("", "big-figure"), label("", "caption")
        )  # fmt: skip
        for part in self._labels:
            part.setWordWrap(True)
            column.addWidget(part)
        column.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the plan as it is now."""
        self._labels[1].setText(self._value())
        self._labels[2].setText(self._session.say(self._remark()))
        self.button.setAccessibleName(f"{self._title}: {self._labels[1].text()}")


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return SummaryPage(session, parent)
