"""The page of stage 5, motivation."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from wizard.advice.six_rules import TITLES, State
from wizard.plan.data.payroll import Regime, regime_of, regimes
from wizard.project.model import Row
from wizard.project.structure import Role
from wizard.texts import Text, _
from wizard.ui.binding.entry import Option
from wizard.ui.binding.table_model import Column, Shown
from wizard.ui.session import Session
from wizard.ui.stages.bonus import BonusParts
from wizard.ui.stages.bonus_simulator import RuleList, Rules, Simulator
from wizard.ui.stages.by_role import RolePage, role_title
from wizard.ui.stages.kpi_rows import KpiRows
from wizard.ui.stages.page import KeyFigure, Page
from wizard.ui.widgets.figures import figure_text, headline, row_figure, share_total
from wizard.units import MONEY


class MotivationPage(RolePage):
    """What each role is paid, for what, and what that costs the company."""

    name = "motivation"
    number = 5
    title = _("Мотивация")
    sentence = _("Из чего складывается доход каждого и сколько он стоит компании.")
    panel_title = _("Оплата при этом плане")
    picture = ""
    rows_path = "motivation.pay"
    key_figures = (
        KeyFigure("motivation.payroll", _("Фонд оплаты за весь план"), better="less"),
        KeyFigure("motivation.payroll", _("В первый месяц"), of="first", better="less"),
        KeyFigure("motivation.payroll", _("В последний месяц"), of="last", better="less"),
        KeyFigure("result.cost_share", _("Расходы отдела в выручке"), better="less"),
    )

    def build(self) -> None:
        self._salaries()
        self.pick_role()
        self._contributions()
        self._terms()
        self._rules()

    def build_role(self, role: Role) -> None:
        card = self.role_card(Text("{title}", (("title", role.title),)))
        card.aside(
            lambda: self.session.say(
                _(
                    "доход одного: {income} в первый месяц",
                    income=headline(self.session, f"motivation.income.{role.id}", "first"),
                )
            )
        )
        for name in ("salary", "cap", "guarantee", "guarantee_months"):
            card.field(self.role_path(name))
        BonusParts(self.role_card(_("Премия")), self.role_path("components"))
        card = self.role_card(_("KPI"))
        card.field(self.role_path("kpi_amount"))
        path = self.role_path("kpi")
        card.table(
            path,
            [
                Column("name", stretch=2),
                Column("weight"),
                Column("unit", stretch=1),
                Column("low"),
                Column("target"),
                Column("high"),
            ],
            invite=_("Новый показатель…"),
            totals=lambda session: {
                "name": session.say(_("Вместе")),
                "weight": share_total(session, path, "weight"),
            },
            detail=("formula", "period", "source"),
            model=KpiRows,
        )
        card = self.role_card(_("Доход при 50–150\u00a0% плана"))
        simulator = Simulator(self.session, role.id)
        card.column.addWidget(simulator)
        card.bound.append(simulator)

    def _salaries(self) -> None:
        card = self.card(_("Оклады"))
        card.table(
            self.rows_path,
            [
                Shown(_("Роль"), role_title, stretch=1, numeric=False),
                Column("salary"),
                row_figure(_("Премии всех, первый месяц"), "motivation.bonus", "first", MONEY),
                row_figure(_("Доход одного, первый месяц"), "motivation.income", "first", MONEY),
            ],
        )
        card.field("motivation.attainment")

    def _contributions(self) -> None:
        card = self.card(_("Взносы работодателя"))
        card.aside(
            lambda: self.session.say(
                _(
                    "фонд оплаты за весь план: {sum}",
                    sum=figure_text(self.session, "motivation.payroll"),
                )
            )
        )
        card.field("motivation.regime", options=_regimes)
        self._rates = card.say(self._regime().help, "caption")
        card.fields("motivation.plain_rate", "motivation.accident_rate")

    def refresh(self) -> None:
        """Show the page anew; the rates are those of the regime chosen now."""
        super().refresh()
        self._rates.setText(self.session.say(self._regime().help))

    def _regime(self) -> Regime:
        return regime_of(self.session.project.motivation.regime)

    def _terms(self) -> None:
        card = self.card(_("Условия выплаты"))
        for name in (
            "advance_day", "salary_day", "bonus_day", "calculation_days", "objection_days",
            "refund", "leaving", "probation_months", "indexation_month",
        ):  # fmt: skip
            card.field(f"motivation.{name}")

    def _rules(self) -> None:
        rules = Rules(self.session)
        card = self.card(_("Шесть правил хорошей премии"))
        card.aside(lambda: self._kept(rules))
        states = RuleList(self.session, rules)
        states.follow.connect(self.follow)
        card.column.addWidget(states)
        card.bound.append(states)
        card.say(_("Чего не видно по числам, подтвердите сами."), "caption")
        card.table(
            "motivation.rules",
            [
                Column("confirmed", width=96),
                Shown(_("Правило"), _rule, stretch=1, numeric=False),
                Column("comment", stretch=1),
            ],
        )

    def _kept(self, rules: Rules) -> str:
        kept = sum(state.state is State.KEPT for state in rules.states)
        return self.session.say(_("{n} из {m}", n=kept, m=len(rules.states)))


def _rule(session: Session, row: Row) -> str:
    text = TITLES.get(row.id)
    return session.say(text) if text is not None else row.id


def _regimes() -> list[Option]:
    return [(regime.id, regime.title) for regime in regimes().values()]


def page(session: Session, parent: QWidget) -> Page:
    """The page, ready to be shown."""
    return MotivationPage(session, parent)
