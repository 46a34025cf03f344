"""Lines of the result: gross margin, operating profit, tax, receipts, cash, break-even, payback."""

from __future__ import annotations

from wizard.plan.formulas.expression import MONTH, Expression, Input, Number
from wizard.plan.formulas.line import Lines, Ratio, Total
from wizard.plan.formulas.operators import above, at_least, choose, larger, whole
from wizard.plan.formulas.over_months import behind, first_month, over_all, previous, so_far, sum_of
from wizard.project.costs import CostBasis, CostGroup, TaxRegime
from wizard.project.offering import Product
from wizard.project.project import Project
from wizard.texts import _
from wizard.units import DEALS, FLAG, MONEY, MONTH_NUMBER, PERCENT

PROFIT, CASH, RATIOS = _("Прибыль"), _("Деньги"), _("Показатели")
BREAK_EVEN = _("Выход в ноль")


def define(project: Project, lines: Lines) -> None:
    """Define profit, cash and what follows from them."""
    _profit(lines)
    for product in project.goals.products:
        _receipts(product, lines)
    receipts = lines.line(
        "result.receipts",
        sum_of([lines[f"result.receipts.{product.id}"] for product in project.goals.products]),
        _("Поступления от клиентов"),
        MONEY,
        group=CASH,
        help=_("Предоплата месяца и остатки, срок которых подошёл."),
    )
    before_tax = lines.line(
        "result.payments_before_tax",
        lines["goals.variable_cost"] + lines["costs.total"],
        _("Платежи до налога"),
        MONEY,
        group=CASH,
        help=_("Себестоимость продаж и все расходы отдела."),
    )
    tax = lines.line(
        "result.tax",
        _tax(project, lines),
        _("Налог"),
        MONEY,
        group=PROFIT,
        help=_TAX_HELP[project.costs.tax_regime],
    )
    lines.line(
        "result.net_profit",
        lines["result.operating_profit"] - tax,
        _("Чистая прибыль отдела"),
        MONEY,
        group=PROFIT,
        help=_("Операционная прибыль − налог."),
    )
    payments = lines.line(
        "result.payments",
        before_tax + tax,
        _("Платежи"),
        MONEY,
        group=CASH,
        help=_("Себестоимость, расходы отдела и налог."),
    )
    lines.line(
        "result.cash_flow",
        receipts - payments,
        _("Денежный поток"),
        MONEY,
        group=CASH,
        help=_("Поступления − платежи."),
    )
    _balance(lines)
    _break_even(project, lines)
    _ratios(lines)


def _profit(lines: Lines) -> None:
    margin = lines.line(
        "result.gross_margin",
        lines["goals.revenue"] - lines["goals.variable_cost"],
        _("Валовая маржа"),
        MONEY,
        group=PROFIT,
        help=_("Выручка − себестоимость продаж."),
    )
    expenses = lines.line(
        "result.expenses",
        sum_of([lines["costs.direct"], lines["costs.indirect"], lines["costs.depreciation"]]),
        _("Расходы периода"),
        MONEY,
        group=PROFIT,
        help=_("Прямые, косвенные и амортизация; капитальные покупки входят амортизацией."),
    )
    profit = lines.line(
        "result.operating_profit",
        margin - expenses,
        _("Операционная прибыль"),
        MONEY,
        group=PROFIT,
        help=_("Валовая маржа − прямые − косвенные − амортизация."),
    )
    profitable = lines.line(
        "result.profitable",
        choose(at_least(profit, 0), 1, 0),
        _("Месяц без убытка"),
        FLAG,
        group=PROFIT,
        help=_("1, если операционная прибыль не ниже нуля."),
    )
    lines.line(
        "result.break_even_month",
        first_month(profitable),
        _("Месяц выхода в ноль"),
        MONTH_NUMBER,
        Total.LAST,
        single=True,
        group=PROFIT,
        help=_("Первый месяц плана, когда операционная прибыль не ниже нуля; 0 — не наступает."),
    )


def _receipts(product: Product, lines: Lines) -> None:
    path, name = f"goals.products.{product.id}", product.name
    revenue, prepaid = lines[f"goals.revenue.{product.id}"], Input(f"{path}.prepaid")
    deferred = lines.line(
        f"result.deferred.{product.id}",
        revenue * (1 - prepaid),
        _("Оплата с отсрочкой: {name}", name=name),
        MONEY,
        group=CASH,
        help=_("Выручка × (1 − предоплата)."),
    )
    lines.line(
        f"result.receipts.{product.id}",
        revenue * prepaid + behind(deferred, Input(f"{path}.delay")),
        _("Поступления: {name}", name=name),
        MONEY,
        group=CASH,
        help=_("Предоплата месяца + отсроченное из месяца, срок которого подошёл."),
    )


_TAX_HELP = {
    TaxRegime.NONE: _("Налог не считается."),
    TaxRegime.REVENUE: _("Поступления × ставка."),
    TaxRegime.INCOME_LESS_COSTS: _("(Поступления − платежи), если больше нуля, × ставка."),
    TaxRegime.PROFIT: _("Операционная прибыль, если больше нуля, × ставка."),
}


def _tax(project: Project, lines: Lines) -> Expression:
    rate, receipts = Input("costs.tax_rate"), lines["result.receipts"]
    match project.costs.tax_regime:
        case TaxRegime.NONE:
            return Number(0.0)
        case TaxRegime.REVENUE:
            return receipts * rate
        case TaxRegime.INCOME_LESS_COSTS:
            return larger(0, receipts - lines["result.payments_before_tax"]) * rate
        case TaxRegime.PROFIT:
            return larger(0, lines["result.operating_profit"]) * rate


def _balance(lines: Lines) -> None:
    flow = lines["result.cash_flow"]
    cash = lines.line(
        "result.cash",
        previous("result.cash") + flow,
        _("Деньги на конец месяца"),
        MONEY,
        Total.LAST,
        opening=Input("costs.opening_cash"),
        group=CASH,
        help=_("Деньги на старте и все денежные потоки."),
    )
    lowest = lines.line(
        "result.lowest_cash",
        over_all(cash, "MIN"),
        _("Наименьший остаток денег"),
        MONEY,
        Total.LAST,
        single=True,
        group=CASH,
        help=_("Меньше этого остаток на конец месяца за весь план не бывает."),
    )
    lines.line(
        "result.funding_need",
        larger(0, 0 - lowest),
        _("Не хватает денег"),
        MONEY,
        Total.LAST,
        single=True,
        group=CASH,
        help=_("Самый глубокий минус остатка: столько нужно сверх денег на старте."),
    )
    paid_back = lines.line(
        "result.cumulative_cash_flow",
        so_far(flow),
        _("Накопленный денежный поток"),
        MONEY,
        Total.LAST,
        group=CASH,
        help=_("Сумма денежных потоков с начала плана, без денег на старте."),
    )
    debt = lines.line(
        "result.month_in_debt",
        choose(at_least(paid_back, 0), 0, MONTH),
        _("Месяц с незакрытыми вложениями"),
        MONTH_NUMBER,
        Total.GREATEST,
        group=CASH,
        help=_("Номер месяца, если накопленный поток ниже нуля; иначе 0."),
    )
    last = lines.line(
        "result.last_month_in_debt",
        over_all(debt, "MAX"),
        _("Последний месяц с незакрытыми вложениями"),
        MONTH_NUMBER,
        Total.LAST,
        single=True,
        group=CASH,
        help=_("После него накопленный поток больше не опускается ниже нуля."),
    )
    lines.line(
        "result.payback_month",
        choose(at_least(last, Input("company.horizon")), 0, last + 1),
        _("Месяц окупаемости"),
        MONTH_NUMBER,
        Total.LAST,
        single=True,
        group=CASH,
        help=_(
            "Первый месяц, с которого накопленный поток не ниже нуля до конца плана; "
            "0 — не наступает."
        ),
    )


def _break_even(project: Project, lines: Lines) -> None:
    """How many new deals make the month's operating profit zero, given the client base."""
    moving = (CostBasis.DEAL, CostBasis.LEAD, CostBasis.REVENUE)
    items = [
        lines[f"costs.item.{item.id}"]
        for item in project.costs.items
        if item.basis in moving
        and item.group is not CostGroup.CAPITAL
        and f"costs.item.{item.id}" in lines
    ]
    variable = lines.line(
        "result.variable_expenses",
        sum_of([lines["costs.leads"], lines["motivation.bonus"], *items]),
        _("Расходы, зависящие от сделок"),
        MONEY,
        group=BREAK_EVEN,
        help=_("Привлечение лидов, премии и статьи за сделку, за лид и % от выручки."),
    )
    fixed = lines.line(
        "result.fixed_expenses",
        lines["result.expenses"] - variable,
        _("Постоянные расходы"),
        MONEY,
        group=BREAK_EVEN,
        help=_("Расходы периода − зависящие от сделок."),
    )
    margin = lines.line(
        "result.deal_margin",
        (lines["goals.revenue_new"] - lines["goals.variable_cost_new"] - variable)
        / lines["goals.deals"],
        _("Маржа одной сделки"),
        MONEY,
        Total.AVERAGE,
        group=BREAK_EVEN,
        help=_("(Выручка новых сделок − их себестоимость − зависящие расходы) ÷ новые сделки."),
    )
    covered = lines["goals.revenue_base"] - lines["goals.variable_cost_base"]
    lines.line(
        "result.break_even_deals",
        choose(above(margin, 0), whole(larger(0, fixed - covered) / margin), 0),
        _("Сделок, чтобы выйти в ноль"),
        DEALS,
        Total.AVERAGE,
        group=BREAK_EVEN,
        help=_(
            "(Постоянные расходы − маржа клиентской базы) ÷ маржа одной сделки, вверх до целого; "
            "0, если база покрывает всё или маржи сделки нет."
        ),
    )


def _ratios(lines: Lines) -> None:
    lines.line(
        "result.cost_share",
        lines["result.expenses"] / lines["goals.revenue"],
        _("Доля отдела в выручке"),
        PERCENT,
        Ratio("result.expenses", "goals.revenue"),
        group=RATIOS,
        help=_("Расходы периода ÷ выручка."),
    )
    lines.line(
        "result.revenue_per_head",
        lines["goals.revenue"] / lines["structure.staff"],
        _("Выручка на человека"),
        MONEY,
        Ratio("goals.revenue", "structure.staff"),
        group=RATIOS,
        help=_("Выручка ÷ люди; итог — в среднем за месяц."),
    )
