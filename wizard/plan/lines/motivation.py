"""Lines of stage 5: salaries, the parts of each bonus, employer contributions, income, payroll."""

from __future__ import annotations

from wizard.plan.data.payroll import Contribution, Regime, regime_of
from wizard.plan.formulas.expression import CALENDAR_MONTH, Expression, Input, Vector
from wizard.plan.formulas.line import Lines, Ratio, Total
from wizard.plan.formulas.operators import choose, equal, larger, smaller
from wizard.plan.formulas.over_months import previous, sum_of, trailing
from wizard.plan.formulas.tables import by_parts, mean, pick
from wizard.plan.lines import rated
from wizard.plan.lines.bonus import Counted, capped, earned_by, kpi_part, missing_to_guarantee
from wizard.plan.lines.sales import sales_line
from wizard.project.bonus import BonusUnit, Component, ComponentKind, SalesBasis
from wizard.project.motivation import Pay
from wizard.project.project import Project
from wizard.project.structure import Role
from wizard.texts import Text, _
from wizard.units import MONEY, PERCENT

SALARY, BONUS, CONTRIBUTIONS, PAYROLL = _("Оклады"), _("Премии"), _("Взносы"), _("Фонд оплаты")
ATTAINMENT = Input("motivation.attainment")


def define(project: Project, lines: Lines) -> None:
    """Define the pay of each role that has one."""
    regime = regime_of(project.motivation.regime)
    pays = {pay.id: pay for pay in project.motivation.pay}
    paid = [role for role in project.structure.roles if role.id in pays]
    for role in paid:
        _pay(project, role, pays[role.id], lines)
        _contributions(role, regime, lines)
    for stem, label in (
        ("salary", _("Оклады")),
        ("guarantee", _("Доплаты новичкам до гарантии")),
        ("bonus", _("Премии")),
        ("contributions", _("Взносы работодателя")),
    ):
        lines.line(
            f"motivation.{stem}",
            sum_of([lines[f"motivation.{stem}.{role.id}"] for role in paid]),
            label,
            MONEY,
            group=PAYROLL,
            help=_("Все роли вместе."),
        )
    lines.line(
        "motivation.payroll",
        sum_of(
            [
                lines[f"motivation.{part}"]
                for part in ("salary", "guarantee", "bonus", "contributions")
            ]
        ),
        _("Фонд оплаты труда со взносами"),
        MONEY,
        group=PAYROLL,
        help=_("Оклады, доплаты новичкам, премии и взносы работодателя."),
    )


def _pay(project: Project, role: Role, pay: Pay, lines: Lines) -> None:
    path, name = f"motivation.pay.{role.id}", role.title
    staff = lines[f"structure.staff.{role.id}"]
    salary = lines.line(
        f"motivation.salary.{role.id}",
        staff * Input(f"{path}.salary"),
        _("Оклады: {role}", role=name),
        MONEY,
        group=SALARY,
        help=_("Люди × оклад до вычета налога."),
    )
    on = _CountedOnThePlan(project, role, lines)
    parts = [
        lines.line(
            f"motivation.bonus_part.{role.id}.{component.id}",
            earned_by(component, on),
            _("Премия «{part}»: {role}", part=component.name, role=name),
            MONEY,
            group=BONUS,
            help=_COMPONENT_HELP[component.kind],
        )
        for component in pay.components
    ]
    total = sum_of(parts)
    if parts:
        earned = lines.line(
            f"motivation.bonus_earned.{role.id}",
            total,
            _("Премии до потолка: {role}", role=name),
            MONEY,
            group=BONUS,
            help=_("Все части премии роли."),
        )
        total = capped(role.id, earned, on)
    bonus = lines.line(
        f"motivation.bonus.{role.id}",
        total,
        _("Премии: {role}", role=name),
        MONEY,
        group=BONUS,
        help=_("Части премии вместе; потолок, если он задан, — на человека в месяц."),
    )
    guarantee = lines.line(
        f"motivation.guarantee.{role.id}",
        _guarantee(role, bonus / staff, lines),
        _("Доплата новичкам до гарантии: {role}", role=name),
        MONEY,
        group=SALARY,
        help=_(
            "Новички последних месяцев × (гарантия − оклад − премия с учётом выхода на норму), "
            "если больше нуля."
        ),
    )
    gross = lines.line(
        f"motivation.gross.{role.id}",
        salary + bonus + guarantee,
        _("Оклады и премии: {role}", role=name),
        MONEY,
        group=PAYROLL,
        help=_("Начислено роли до вычета налога, с доплатой новичкам до гарантии."),
    )
    lines.line(
        f"motivation.income.{role.id}",
        gross / staff,
        _("Доход одного человека: {role}", role=name),
        MONEY,
        Ratio(gross.key, staff.key),
        group=PAYROLL,
        help=_("Начислено роли ÷ люди, до вычета налога."),
    )


def _guarantee(role: Role, bonus: Expression, lines: Lines) -> Expression:
    months = Input(f"motivation.pay.{role.id}.guarantee_months")
    newcomers = trailing(lines[f"hiring.hires.{role.id}"], months)
    if role.ramp:
        bonus = bonus * mean(Vector(f"structure.roles.{role.id}.ramp"))
    return newcomers * missing_to_guarantee(role.id, bonus)


_TIERS_HELP = _(
    "По ступеням: «на всю сумму» — ставка достигнутой ступени на все продажи; «на свою часть» — "
    "каждая ставка на продажи своей ступени; «по прямой» — сумма на человека между точками."
)
_COMPONENT_HELP: dict[ComponentKind, Text] = {
    ComponentKind.PERCENT_OF_SALES: _("Основа × выполнение плана × ставка."),
    ComponentKind.FIXED_FOR_PLAN: _("Сумма на человека, если выполнение не ниже порога."),
    ComponentKind.TIERS: _TIERS_HELP,
    ComponentKind.PER_UNIT: _("Сумма × число единиц × выполнение плана."),
    ComponentKind.ON_PREPAYMENT: _("Предоплата месяца × выполнение плана × ставка."),
    ComponentKind.ON_CLOSING: _("Закрытые оплатой продажи × выполнение плана × ставка."),
    ComponentKind.TEAM: _("Сумма на человека, если план группы выполнен не ниже порога."),
    ComponentKind.LEADER: _("Сумма, если план отдела выполнен не ниже порога, и ставка от продаж."),
    ComponentKind.COMPANY: _("Продажи × выполнение плана × ставка: делится между приведшими."),
    ComponentKind.KPI: _("Сумма на человека при KPI на уровне цели."),
}


class _CountedOnThePlan(Counted):
    """A role's bonus counted on the plan of the department, at the attainment it is planned for."""

    attainment = group_attainment = ATTAINMENT

    def __init__(self, project: Project, role: Role, lines: Lines) -> None:
        self.role = role.id
        self._project, self._of, self._lines = project, role, lines
        self._staff = lines[f"structure.staff.{role.id}"]

    def each(self, amount: Expression) -> Expression:
        return self._staff * amount

    def planned(self, component: Component, basis: SalesBasis) -> Expression:
        return sales_line(self._project, component.scope, basis, self._lines)

    def sold(self, component: Component, basis: SalesBasis) -> Expression:
        return self.planned(component, basis) * ATTAINMENT

    def sold_by_one(self, component: Component) -> Expression:
        return self._lines.line(
            f"motivation.sales_per_person.{self.role}.{component.id}",
            self.sold(component, component.basis) / self._staff,
            _("Продажи на человека: {role}", role=self._of.title),
            MONEY,
            Total.AVERAGE,
            group=BONUS,
            help=_("Основа премии × выполнение плана ÷ люди роли."),
        )

    def at_own_rates(self, component: Component) -> Expression:
        return rated.bonus(self._project, self._of, component, self._lines) * ATTAINMENT

    def deals(self) -> Expression:
        return self._lines["goals.deals"] * ATTAINMENT

    def units(self, component: Component) -> Expression:
        return self._planned_units(component) * ATTAINMENT

    def _planned_units(self, component: Component) -> Expression:
        if component.unit is BonusUnit.RENEWAL:
            products = self._project.goals.products
            return sum_of([self._lines[f"goals.base_orders.{product.id}"] for product in products])
        known = {stage.id for stage in self._project.goals.funnel}
        stage = component.stage
        return sum_of([self._lines[f"goals.stage.{stage}"]] if stage in known else [])

    def kpi_score(self) -> Expression:
        return _kpi_score(self._project, self._of, self._lines)


def _kpi_score(project: Project, role: Role, lines: Lines) -> Expression:
    """The weighted score of a role's KPI at the plan's attainment; 1 at the targets."""
    key = f"motivation.kpi_score.{role.id}"
    if key in lines:
        return lines[key]
    pay = next(pay for pay in project.motivation.pay if pay.id == role.id)
    if not pay.kpi:
        return ATTAINMENT
    scores = []
    for kpi in pay.kpi:
        scores.append(
            lines.line(
                f"{key}.{kpi.id}",
                kpi_part(role.id, kpi.id, ATTAINMENT),
                _("Оценка KPI «{name}»: {role}", name=kpi.name, role=role.title),
                PERCENT,
                Total.LAST,
                single=True,
                group=BONUS,
                help=_(
                    "Вес × оценка: от 0 на минимуме до 1 на цели и дальше по той же прямой до "
                    "максимума; в плане показатель выполняется так же, как весь план."
                ),
            )
        )
    return lines.line(
        key,
        sum_of(scores),
        _("Оценка KPI вместе: {role}", role=role.title),
        PERCENT,
        Total.LAST,
        single=True,
        group=BONUS,
        help=_("Сумма «вес × оценка» по показателям роли."),
    )


def _contributions(role: Role, regime: Regime, lines: Lines) -> None:
    name, income = role.title, lines[f"motivation.income.{role.id}"]
    for deduction in regime.deductions:
        lines.line(
            f"motivation.deduction.{role.id}.{deduction.id}",
            by_parts(income, *_bands(deduction.id)),
            _("{part}, с человека: {role}", part=deduction.title, role=name),
            MONEY,
            group=CONTRIBUTIONS,
            help=_("Вычитается из основы взносов; удерживается у работника, а не сверх оплаты."),
        )
    parts = [
        lines.line(
            f"motivation.contribution.{role.id}.{part.id}",
            _contribution(role, part, lines),
            _("{part}: {role}", part=part.title, role=name),
            MONEY,
            group=CONTRIBUTIONS,
            help=_("Ставки и пределы — на листе ставок, с источником и датой."),
        )
        for part in regime.contributions
    ]
    lines.line(
        f"motivation.contributions.{role.id}",
        sum_of(parts),
        _("Взносы работодателя: {role}", role=name),
        MONEY,
        group=CONTRIBUTIONS,
        help=_("Все взносы, которые работодатель платит сверх оплаты труда."),
    )
    lines.line(
        f"motivation.pay_cost.{role.id}",
        lines[f"motivation.gross.{role.id}"] + lines[f"motivation.contributions.{role.id}"],
        _("Стоит компании: {role}", role=name),
        MONEY,
        group=PAYROLL,
        help=_("Оклады, премии и взносы роли."),
    )


def _bands(name: str) -> tuple[Vector, Vector]:
    return Vector(f"rates.{name}", "start"), Vector(f"rates.{name}", "rate")


def _contribution(role: Role, part: Contribution, lines: Lines) -> Expression:
    if part.rate_input:
        return lines[f"motivation.gross.{role.id}"] * Input(part.rate_input)
    base: Expression = lines[f"motivation.income.{role.id}"]
    for deduction in part.deductions:
        base = base - lines[f"motivation.deduction.{role.id}.{deduction}"]
    if part.ceiling is not None:
        each = _up_to_the_ceiling(role, part, base, lines)
    elif part.period == "year":
        so_far, bands = _year_to_date(role, part, base, lines), _bands(part.id)
        each = by_parts(so_far, *bands) - by_parts(so_far - base, *bands)
    else:
        each = by_parts(base, *_bands(part.id))
    return _less(role, part, each * lines[f"structure.staff.{role.id}"], lines)


def _year_to_date(role: Role, part: Contribution, base: Expression, lines: Lines) -> Expression:
    key = f"motivation.year_to_date.{role.id}.{part.id}"
    return lines.line(
        key,
        choose(equal(CALENDAR_MONTH, 1), 0, previous(key)) + base,
        _("Доход с начала года на человека: {role}", role=role.title),
        MONEY,
        Total.LAST,
        group=CONTRIBUTIONS,
        help=_("С января календарного года; до начала плана доход не учитывается."),
    )


def _up_to_the_ceiling(
    role: Role, part: Contribution, base: Expression, lines: Lines
) -> Expression:
    """Monthly bands that change their rates once the pay of the year has passed the ceiling.

    In the month that passes it, the first money of the month is the money below the ceiling.
    """
    ceiling = pick(Vector(f"rates.{part.id}.ceiling", "ceiling"), 1)
    before = _year_to_date(role, part, base, lines) - base
    within = lines.line(
        f"motivation.within_ceiling.{role.id}.{part.id}",
        smaller(base, larger(0, ceiling - before)),
        _("Доход месяца в пределах базы года, с человека: {role}", role=role.title),
        MONEY,
        group=CONTRIBUTIONS,
        help=_("Пока доход с начала года не превысил предельную базу; остальное — сверх неё."),
    )
    starts, rates = _bands(part.id)
    beyond = Vector(f"rates.{part.id}", "beyond")
    below = by_parts(within, starts, rates) - by_parts(within, starts, beyond)
    return below + by_parts(base, starts, beyond)


def _less(role: Role, part: Contribution, amount: Expression, lines: Lines) -> Expression:
    """An amount without the contributions that the regime takes off it."""
    if not part.less:
        return amount
    for other in part.less:
        amount = amount - lines[f"motivation.contribution.{role.id}.{other}"]
    return larger(0, amount)
