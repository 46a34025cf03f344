"""The bonus calculator: what one person of a role earns in a month, from facts that are typed.

Each role with pay has a calculator: the plan and the facts of one person, every part of the bonus
by the formula that the plan uses for the role (`bonus`), the cap, the guarantee and the sum. The
facts are no part of the project: they are typed into the workbook month by month, and begin with
what the plan gives one person in a mean month.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from wizard.plan.figures import Figures
from wizard.plan.formulas.expression import Expression, Input, Ref, Scope, Value
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import at_least, choose, larger
from wizard.plan.formulas.over_months import sum_of
from wizard.plan.kpi_calculator import Calculator, Entry
from wizard.plan.lines import rated
from wizard.plan.lines.bonus import Counted, capped, earned_by, kpi_part, missing_to_guarantee
from wizard.plan.lines.sales import SCOPE_NAMES, own_sales, sales_key
from wizard.plan.solving.evaluate import solve, solving_order
from wizard.project.bonus import BonusUnit, Component, ComponentKind, SalesBasis, SalesScope
from wizard.project.funnel import Channel
from wizard.project.motivation import Pay
from wizard.project.offering import Product
from wizard.project.project import Project
from wizard.project.structure import Role
from wizard.texts import NOTHING, Text, _
from wizard.units import DEALS, MONEY, MONTHS_WHOLE, PERCENT, PIECES, Unit

STEM = "bonus"
# The lines of a calculator that are told of every role: the sum, and what it is made of.
TOTAL, SALARY, EARNED, BONUS, GUARANTEE, ATTAINMENT = (
    "total", "salary", "earned", "bonus", "guarantee", "attainment",
)  # fmt: skip
_PARTS: dict[ComponentKind, Text] = {
    ComponentKind.PERCENT_OF_SALES: _("Основа × ставка."),
    ComponentKind.FIXED_FOR_PLAN: _("Сумма, если выполнение плана не ниже порога."),
    ComponentKind.PER_UNIT: _("Сумма × число единиц."),
    ComponentKind.ON_PREPAYMENT: _("Полученные предоплаты × ставка."),
    ComponentKind.ON_CLOSING: _("Закрытое полной оплатой × ставка."),
    ComponentKind.TEAM: _("Сумма, если план группы выполнен не ниже порога, и ставка от продаж."),
    ComponentKind.LEADER: _("Сумма, если план группы выполнен не ниже порога, и ставка от продаж."),
    ComponentKind.COMPANY: _("Продажи × ставка и сумма за каждую сделку."),
    ComponentKind.KPI: _("Сумма при KPI на уровне цели × общая оценка KPI."),
}
_ON_ONE = _("На одного; вначале — среднее по плану.")
_BASES = {
    SalesBasis.SOLD: _("Продано"),
    SalesBasis.PREPAID: _("Получено предоплат"),
    SalesBasis.PAID: _("Закрыто полной оплатой"),
    SalesBasis.MARGIN: _("Маржа проданного"),
}


def bonus_calculators(project: Project, figures: Figures) -> tuple[Calculator, ...]:
    """A calculator for each role that has pay, in the order of the roles; its id is the role's."""
    pays = {pay.id: pay for pay in project.motivation.pay}
    return tuple(
        _Person(project, figures, role, pays[role.id]).calculator()
        for role in project.structure.roles
        if role.id in pays
    )


def bonus_results(
    project: Project,
    figures: Figures,
    entered: Mapping[str, float],
    *,
    answers: Figures | None = None,
) -> dict[str, float]:
    """The value of every line by key; a fact that is missing is the one it begins with.

    `answers` are the figures whose answers (rates, salaries …) are read, where not of `figures`.
    """
    read = answers or figures
    found: dict[str, float] = {}
    for calculator in bonus_calculators(project, figures):
        lines = {line.key: line for line in calculator.results}
        examples = {entry.path: entry.example for entry in calculator.entries}
        inputs: dict[str, Value] = {path: read.input(path) for path in read.plan.inputs}
        vectors = {vector.key: np.array(read.list_of(vector)) for vector in read.plan.vectors}
        typed = {path: float(fact) for path, fact in entered.items()}
        scope = Scope(1, 1, {**inputs, **examples, **typed}, vectors)
        solve(solving_order(lines), scope)
        found |= {key: float(scope.lines[key][-1]) for key in lines}
    return found


class _Person(Counted):
    """One person of a role: the facts, and the lines over them."""

    def __init__(self, project: Project, figures: Figures, role: Role, pay: Pay) -> None:
        self.role = role.id
        self._project, self._figures, self._of, self._pay = project, figures, role, pay
        self._entries: dict[str, Entry] = {}
        self._lines = Lines()
        staff = figures[f"structure.staff.{role.id}"].months
        self._people = sum(staff)
        self._own = own_sales(project, pay)
        planned = self._entry(
            "plan",
            _("План на месяц: {scope}", scope=SCOPE_NAMES[self._own[0]]),
            MONEY,
            self._mean(sales_key(self._own[0], SalesBasis.SOLD)),
            _ON_ONE,
        )
        self._plan = planned
        self.attainment = self._line(
            ATTAINMENT,
            self._sales(self._own[0], SalesBasis.SOLD) / planned,
            _("Выполнение плана"),
            PERCENT,
            _("Продано ÷ план на месяц."),
        )

    def calculator(self) -> Calculator:
        """The entries and the lines of the role."""
        path = f"motivation.pay.{self.role}"
        parts = [self._part(component) for component in self._pay.components]
        bonus: Expression = sum_of(parts)
        if parts:
            earned = self._line(
                EARNED, bonus, _("Премии до потолка"), MONEY, _("Все части премии вместе.")
            )
            bonus = capped(self.role, earned, self)
        bonus = self._line(BONUS, bonus, _("Премия"), MONEY, _("Не выше потолка, если он задан."))
        month = self._entry(
            "month",
            _("Месяц работы сотрудника"),
            MONTHS_WHOLE,
            self._pay.guarantee_months + 1.0,
            _("Гарантия новичку действует первые месяцы, заданные в оплате роли."),
        )
        newcomer = at_least(Input(f"{path}.guarantee_months"), month)
        guarantee = self._line(
            GUARANTEE,
            choose(newcomer, missing_to_guarantee(self.role, bonus), 0),
            _("Доплата новичку до гарантии"),
            MONEY,
            _("Гарантия − оклад − премия, если больше нуля, пока действует гарантия."),
        )
        salary = self._line(
            SALARY, Input(f"{path}.salary"), _("Оклад"), MONEY, _("До вычета налога, за месяц.")
        )
        self._line(
            TOTAL,
            salary + bonus + guarantee,
            _("Начислено за месяц"),
            MONEY,
            _("Оклад + премия + доплата до гарантии, до вычета налога."),
        )
        title = Text("{title}", (("title", self._of.title or self.role),))
        return Calculator(self.role, title, tuple(self._entries.values()), tuple(self._lines))

    def _part(self, component: Component) -> Ref:
        help = (
            _("По ступеням. Способ: {method}.", method=component.method.title_text)
            if component.kind is ComponentKind.TIERS
            else _PARTS[component.kind]
        )
        label = Text("{part}", (("part", component.name or component.kind.title_text),))
        return self._line(f"part.{component.id}", earned_by(component, self), label, MONEY, help)

    def _line(self, name: str, formula: Expression, label: Text, unit: Unit, help: Text) -> Ref:
        key = f"{STEM}.{self.role}.{name}"
        return self._lines.line(key, formula, label, unit, Total.LAST, single=True, help=help)

    def _entry(
        self, name: str, label: Text, unit: Unit, example: float, help: Text = NOTHING
    ) -> Input:
        path = f"{STEM}.{self.role}.{name}"
        if path not in self._entries:
            shown = float(round(example)) if unit in (MONEY, DEALS, PIECES) else example
            self._entries[path] = Entry(path, label, unit, shown, help)
        return Input(path)

    @property
    def group_attainment(self) -> Expression:  # type: ignore[override]
        """Typed apart: a person may sell the own plan while the group does not."""
        return self._entry(
            "group",
            _("Выполнение плана группы"),
            PERCENT,
            1.0,
            _("Всего отдела или группы: по нему платят командную премию и премию руководителя."),
        )

    def _mean(self, key: str) -> float:
        """What the plan gives one person in a mean month."""
        figure = self._figures.get(key)
        if figure is None or not self._people:
            return 0.0
        return sum(figure.months) / self._people

    def _sales(self, scope: SalesScope, basis: SalesBasis) -> Input:
        label = Text("{what}: {scope}", (("what", _BASES[basis]), ("scope", SCOPE_NAMES[scope])))
        mean = self._mean(sales_key(scope, basis))
        return self._entry(f"sales.{scope.value}.{basis.value}", label, MONEY, mean, _ON_ONE)

    # What the parts of a bonus are counted on

    def each(self, amount: Expression) -> Expression:
        return amount

    def planned(self, component: Component, basis: SalesBasis) -> Expression:
        if (component.scope, basis) == (self._own[0], SalesBasis.SOLD):
            return self._plan
        return self.sold(component, basis) / self.attainment

    def sold(self, component: Component, basis: SalesBasis) -> Expression:
        return self._sales(component.scope, basis)

    def sold_by_one(self, component: Component) -> Expression:
        return self.sold(component, component.basis)

    def at_own_rates(self, component: Component) -> Expression:
        sales = self._sales(component.scope, component.basis)
        own = f"own.{component.id}"

        def product_sales(product: Product) -> Expression:
            return self._entry(
                f"{own}.product.{product.id}",
                _("Из них, продукт «{name}»", name=product.name or product.id),
                MONEY,
                sales_example * product.share,
            )

        def channel_share(channel: Channel) -> Ref:
            name = channel.name or channel.id
            of_channel = self._entry(
                f"{own}.channel.{channel.id}", _("Из них, канал «{name}»", name=name), MONEY, 0.0
            )
            return self._line(
                f"{own}.share.{channel.id}",
                of_channel / sales,
                _("Доля канала «{name}»", name=name),
                PERCENT,
                _("Продажи канала ÷ все продажи."),
            )

        def kept(by_product: Expression) -> Expression:
            return self._line(
                f"{own}.by_product",
                by_product,
                _("По ставкам продуктов «{part}»", part=component.name or component.id),
                MONEY,
                _("Продажи каждого продукта × его ставка; без своей ставки — общая."),
            )

        sales_example = self._entries[sales.path].example
        return rated.at_own_rates(
            self._project,
            self.role,
            component,
            product_sales=product_sales,
            channel_share=channel_share,
            sales=lambda: sales,
            kept=kept,
        )

    def deals(self) -> Expression:
        label = _("Сделок с приведёнными клиентами")
        return self._entry("deals", label, DEALS, self._mean("goals.deals"))

    def units(self, component: Component) -> Expression:
        if component.unit is BonusUnit.RENEWAL:
            products = self._project.goals.products
            example = sum(self._mean(f"goals.base_orders.{product.id}") for product in products)
            return self._entry("renewals", _("Продлений и повторных покупок"), PIECES, example)
        for stage in self._project.goals.funnel:
            if stage.id == component.stage:
                label = _("Дошло до этапа «{stage}»", stage=stage.name or stage.id)
                example = self._mean(f"goals.stage.{stage.id}")
                return self._entry(f"stage.{stage.id}", label, PIECES, example)
        return sum_of([])

    def kpi_score(self) -> Expression:
        if not self._pay.kpi:
            return self.attainment
        scores = []
        for kpi in self._pay.kpi:
            path = f"motivation.pay.{self.role}.kpi.{kpi.id}"
            name = kpi.name or kpi.id
            label = _("Факт: {name}", name=name)
            fact = self._entry(f"kpi.{kpi.id}", label, kpi.measured_in, kpi.target)
            low = Input(f"{path}.low")
            reached = larger(0, (fact - low) / (Input(f"{path}.target") - low))
            scores.append(self._score(kpi.id, name, reached))
        return sum_of(scores)

    def _score(self, kpi: str, name: str, of_target: Expression) -> Ref:
        key = f"{STEM}.{self.role}.score.{kpi}"
        if key in self._lines:
            return self._lines[key]
        reached = self._line(
            f"reached.{kpi}",
            of_target,
            _("Выполнение KPI «{name}»", name=name),
            PERCENT,
            _("(Факт − минимум) ÷ (цель − минимум), не ниже нуля."),
        )
        return self._line(
            f"score.{kpi}",
            kpi_part(self.role, kpi, reached),
            _("Оценка KPI «{name}»", name=name),
            PERCENT,
            _("Вес × выполнение, не больше, чем на максимуме."),
        )
