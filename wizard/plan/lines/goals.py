"""Lines of stage 1: the goal by month, deals, clients and revenue.

The funnel, the channels and the open pipeline of the same stage stand in `funnel`.
"""

from __future__ import annotations

from wizard.plan.formulas.expression import CALENDAR_MONTH, MONTH, YEAR, Expression, Input, Vector
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import choose, equal, larger, power, whole_part
from wizard.plan.formulas.over_months import MonthsInYear, in_year, previous, sum_of
from wizard.plan.formulas.tables import mean, pick, products
from wizard.plan.lines import corrections, funnel
from wizard.plan.lines.funnel import whole_if_asked
from wizard.project.goals import GoalBy, Goals, SeasonBy
from wizard.project.offering import Product, ProductKind
from wizard.project.project import Project
from wizard.texts import _
from wizard.units import CLIENTS, CLIENTS_EXACT, DEALS, DEALS_EXACT, FACTOR, MONEY

SEASON = Vector("goals.season")
WORKING_DAYS = Vector("calendar.working_days")
LATER_YEARS = Vector("goals.later_years")
SHARES, PRICES = Vector("goals.products", "share"), Vector("goals.products", "price")
COSTS = Vector("goals.products", "variable_cost")
CLIENTS_AT_START = Vector("goals.products", "clients_at_start")
# Solved for, not entered: the deals a month that give the wanted profit of the first year.
FOUND_DEALS = "found.deals_per_month"

GOAL, CLIENT_BASE, REVENUE = _("Цель"), _("Клиенты"), _("Выручка")


def define(project: Project, lines: Lines) -> None:
    """Define the lines of the stage."""
    goals = project.goals
    _season(goals, lines)
    corrections.define(goals, lines)
    _prices(goals, lines)
    for product in goals.products:
        _product_base(product, lines)
    base = [lines[f"goals.revenue_base.{product.id}"] for product in goals.products]
    lines.line(
        "goals.revenue_base",
        sum_of(base),
        _("Выручка от клиентской базы"),
        MONEY,
        help=_("Подписки после оттока, допродажи и повторные покупки тех, кто уже клиент."),
        group=REVENUE,
    )
    _deals(goals, lines)
    for product in goals.products:
        _product_sales(product, lines)
    _revenue(goals, lines)
    funnel.define(goals, lines)


def _season(goals: Goals, lines: Lines) -> None:
    by_days = goals.season_by is SeasonBy.WORKING_DAYS
    lines.line(
        "goals.season",
        pick(WORKING_DAYS, MONTH) / mean(WORKING_DAYS)
        if by_days
        else pick(SEASON, CALENDAR_MONTH) / mean(SEASON),
        _("Сезон"),
        FACTOR,
        Total.AVERAGE,
        help=_("Рабочих дней в месяце ÷ в среднем месяце, по производственному календарю.")
        if by_days
        else _("Сезонный множитель календарного месяца, приведённый к среднему 1."),
        group=GOAL,
    )
    lines.line(
        "goals.growth",
        power(1 + Input("goals.growth"), (MONTH - 1) / 12),
        _("Рост с начала плана"),
        FACTOR,
        Total.LAST,
        help=_("Во сколько раз месяц больше первого из-за годового роста, без сезона."),
        group=GOAL,
    )


def _prices(goals: Goals, lines: Lines) -> None:
    lines.line(
        "goals.average_check",
        products(SHARES, PRICES) if goals.products else 0.0,
        _("Средний чек"),
        MONEY,
        Total.LAST,
        single=True,
        help=_("Цены продуктов, взвешенные долями сделок."),
        group=GOAL,
    )
    lines.line(
        "goals.average_cost",
        products(SHARES, COSTS) if goals.products else 0.0,
        _("Средняя себестоимость сделки"),
        MONEY,
        Total.LAST,
        single=True,
        help=_("Себестоимость продуктов, взвешенная долями сделок."),
        group=GOAL,
    )


def _deals(goals: Goals, lines: Lines) -> None:
    season, growth = lines["goals.season"], lines["goals.growth"]
    check: Expression = lines["goals.average_check"]
    if "goals.price_factor" in lines:
        check = check * lines["goals.price_factor"]
    base = lines["goals.revenue_base"]
    exact: Expression
    if goals.goal_by is GoalBy.REVENUE:
        weight = lines.line(
            "goals.weight",
            season * growth,
            _("Вес месяца"),
            FACTOR,
            help=_("Сезон × рост: по этим весам раскладывается цель года."),
            group=GOAL,
        )
        first_year = Input("goals.revenue_year")
        year_goal = lines.line(
            "goals.revenue_year",
            choose(equal(YEAR, 1), first_year, pick(LATER_YEARS, YEAR - 1))
            if goals.later_years
            else first_year * power(1 + Input("goals.growth"), YEAR - 1),
            _("Цель по выручке на год плана"),
            MONEY,
            Total.NONE,
            help=_("Цель первого года; дальше — заданные цели лет или, без них, годовой рост."),
            group=GOAL,
        )
        goal = lines.line(
            "goals.revenue_goal",
            year_goal * weight / in_year(weight) * MonthsInYear() / 12,
            _("Цель по выручке"),
            MONEY,
            help=_(
                "Цель года, разложенная по месяцам весами сезона и роста; сумма за полный год "
                "равна цели точно, неполный год берётся пропорционально числу месяцев."
            ),
            group=GOAL,
        )
        exact = larger(0, goal - base) / check
    elif goals.goal_by is GoalBy.LEADS_BUDGET:
        exact = funnel.deals_of_budget(goals, season * growth, lines)
    else:
        asked = FOUND_DEALS if goals.goal_by is GoalBy.PROFIT else "goals.deals_per_month"
        exact = Input(asked) * season * growth
    needed = lines.line(
        "goals.deals_needed",
        exact,
        _("Нужно сделок, точно"),
        DEALS_EXACT,
        help=_("Сколько новых сделок даёт цель месяца, до округления."),
        group=GOAL,
    )
    lines.line(
        "goals.deals",
        # A budget buys whole deals only as far as it goes; a goal must be reached.
        choose(Input("goals.whole_units"), whole_part(needed), needed)
        if goals.goal_by is GoalBy.LEADS_BUDGET
        else whole_if_asked(needed),
        _("Новые сделки"),
        DEALS,
        help=_("Сделки с новыми клиентами в месяце."),
        group=GOAL,
    )
    if goals.goal_by is not GoalBy.REVENUE:
        lines.line(
            "goals.revenue_goal",
            needed * check + base,
            _("Цель по выручке"),
            MONEY,
            help=_("Сделки месяца до округления × средний чек + выручка от базы."),
            group=GOAL,
        )


def _product_base(product: Product, lines: Lines) -> None:
    """Clients of a product and what those already won bring."""
    path, name = f"goals.products.{product.id}", product.name
    clients = f"goals.clients.{product.id}"
    retained = lines.line(
        f"goals.retained.{product.id}",
        previous(clients) * (1 - Input(f"{path}.churn")),
        _("Остались с прошлого месяца: {name}", name=name),
        CLIENTS_EXACT,
        Total.NONE,
        help=_("Клиенты прошлого месяца × (1 − отток)."),
        group=CLIENT_BASE,
    )
    lines.line(
        clients,
        retained + lines[f"goals.deals.{product.id}"],
        _("Клиенты: {name}", name=name),
        CLIENTS_EXACT,
        Total.LAST,
        opening=Input(f"{path}.clients_at_start"),
        help=_("Оставшиеся клиенты и новые сделки."),
        group=CLIENT_BASE,
    )
    orders = lines.line(
        f"goals.base_orders.{product.id}",
        retained
        if product.kind is ProductKind.SUBSCRIPTION
        else retained * Input(f"{path}.repeats") / 12,
        _("Оплаты базы: {name}", name=name),
        DEALS_EXACT,
        help=_("У подписки — каждый оставшийся клиент; у разовой продажи — повторные покупки."),
        group=CLIENT_BASE,
    )
    lines.line(
        f"goals.revenue_base.{product.id}",
        orders * _price(product, lines) * (1 + Input(f"{path}.upsell")),
        _("Выручка от базы: {name}", name=name),
        MONEY,
        help=_("Оплаты базы × цена × (1 + допродажи)."),
        group=REVENUE,
    )


def _price(product: Product, lines: Lines) -> Expression:
    price = Input(f"goals.products.{product.id}.price")
    return price * lines["goals.price_factor"] if "goals.price_factor" in lines else price


def _product_sales(product: Product, lines: Lines) -> None:
    path, name = f"goals.products.{product.id}", product.name
    deals = lines.line(
        f"goals.deals.{product.id}",
        lines["goals.deals"] * Input(f"{path}.share"),
        _("Новые сделки: {name}", name=name),
        DEALS_EXACT,
        group=GOAL,
        help=_("Новые сделки × доля продукта."),
    )
    new = lines.line(
        f"goals.revenue_new.{product.id}",
        deals * _price(product, lines),
        _("Выручка от новых сделок: {name}", name=name),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки продукта × цена."),
    )
    lines.line(
        f"goals.revenue.{product.id}",
        new + lines[f"goals.revenue_base.{product.id}"],
        _("Выручка: {name}", name=name),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки и база вместе."),
    )
    cost = Input(f"{path}.variable_cost")
    lines.line(
        f"goals.variable_cost_new.{product.id}",
        deals * cost,
        _("Себестоимость новых сделок: {name}", name=name),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки продукта × себестоимость."),
    )
    lines.line(
        f"goals.variable_cost_base.{product.id}",
        lines[f"goals.base_orders.{product.id}"] * cost,
        _("Себестоимость базы: {name}", name=name),
        MONEY,
        group=REVENUE,
        help=_("Оплаты базы × себестоимость."),
    )


def _revenue(goals: Goals, lines: Lines) -> None:
    def by_product(stem: str) -> Expression:
        return sum_of([lines[f"goals.{stem}.{product.id}"] for product in goals.products])

    new = lines.line(
        "goals.revenue_new",
        by_product("revenue_new"),
        _("Выручка от новых сделок"),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки месяца по цене продуктов."),
    )
    lines.line(
        "goals.revenue",
        new + lines["goals.revenue_base"],
        _("Выручка"),
        MONEY,
        group=REVENUE,
        help=_("Новые сделки и клиентская база вместе."),
    )
    cost_new = lines.line(
        "goals.variable_cost_new",
        by_product("variable_cost_new"),
        _("Себестоимость новых сделок"),
        MONEY,
        group=REVENUE,
        help=_("Переменные затраты на сделки месяца."),
    )
    cost_base = lines.line(
        "goals.variable_cost_base",
        by_product("variable_cost_base"),
        _("Себестоимость базы"),
        MONEY,
        group=REVENUE,
        help=_("Переменные затраты на клиентскую базу."),
    )
    lines.line(
        "goals.variable_cost",
        cost_new + cost_base,
        _("Себестоимость продаж"),
        MONEY,
        group=REVENUE,
        help=_("Переменные затраты на сделки и на обслуживание базы."),
    )
    lines.line(
        "goals.clients",
        by_product("clients"),
        _("Действующие клиенты"),
        CLIENTS,
        Total.LAST,
        opening=products(CLIENTS_AT_START) if goals.products else None,
        group=CLIENT_BASE,
        help=_("На конец месяца: было × (1 − отток) + новые."),
    )
