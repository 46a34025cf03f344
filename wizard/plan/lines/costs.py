"""Lines of stage 3: each item of the budget, the three groups, depreciation."""

from __future__ import annotations

from wizard.plan.formulas.expression import MONTH, Expression, Input, Ref
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import at_least, choose, equal, power
from wizard.plan.formulas.over_months import sum_of, trailing
from wizard.project.company import WorkMode
from wizard.project.costs import CostBasis, CostGroup, CostItem, CostKind, Inclusion
from wizard.project.funnel import Channel
from wizard.project.project import Project
from wizard.texts import _
from wizard.units import MONEY, PERCENT

ITEMS, LEADS, GROUPS = _("Статьи"), _("Привлечение лидов"), _("Группы")


def define(project: Project, lines: Lines) -> None:
    """Define the items and the groups; pay, leads, hiring and tools come in by themselves."""
    for channel in project.goals.channels:
        _channel_spend(channel, lines)
    lines.line(
        "costs.leads",
        sum_of([lines[f"costs.leads.{channel.id}"] for channel in project.goals.channels]),
        _("Расходы на привлечение лидов"),
        MONEY,
        group=LEADS,
        help=_("Все включённые каналы: лиды × цена лида + постоянный расход."),
    )
    counted = [item for item in project.costs.items if is_counted(item, project.company.work_mode)]
    for item in counted:
        _item(project, item, lines)

    def of(group: CostGroup) -> list[Ref]:
        return [lines[f"costs.item.{item.id}"] for item in counted if item.group is group]

    capital = lines.line(
        "costs.capital",
        sum_of(of(CostGroup.CAPITAL)),
        _("Капитальные расходы"),
        MONEY,
        group=GROUPS,
        help=_("Покупки в полной сумме в месяце покупки."),
    )
    own = [lines["motivation.payroll"], lines["costs.leads"], lines["hiring.cost"]]
    direct = lines.line(
        "costs.direct",
        sum_of([*of(CostGroup.DIRECT), *own, lines["automation.cost"]]),
        _("Прямые расходы"),
        MONEY,
        group=GROUPS,
        help=_("Всё, что относится к продажам: оплата труда, лиды, найм, инструменты, статьи."),
    )
    indirect = lines.line(
        "costs.indirect",
        sum_of(of(CostGroup.INDIRECT)),
        _("Косвенные расходы"),
        MONEY,
        group=GROUPS,
        help=_("Аренда, коммунальные услуги, расходные материалы."),
    )
    lines.line(
        "costs.total",
        capital + direct + indirect,
        _("Расходы отдела"),
        MONEY,
        group=GROUPS,
        help=_("Капитальные, прямые и косвенные вместе."),
    )
    lines.line(
        "costs.depreciation",
        sum_of(
            [
                lines[f"costs.depreciation.{item.id}"]
                for item in counted
                if item.group is CostGroup.CAPITAL
            ]
        ),
        _("Амортизация"),
        MONEY,
        group=GROUPS,
        help=_("Капитальные покупки, разложенные поровну на срок службы."),
    )


def is_counted(item: CostItem, mode: WorkMode) -> bool:
    """Whether an item counts: a remote team keeps only the software among the capital items."""
    if item.inclusion is not Inclusion.AUTO:
        return item.inclusion is Inclusion.YES
    remote_capital = mode is WorkMode.REMOTE and item.group is CostGroup.CAPITAL
    return not remote_capital or item.kind is CostKind.SOFTWARE


def _channel_spend(channel: Channel, lines: Lines) -> None:
    path = f"goals.channels.{channel.id}"
    lines.line(
        f"costs.leads.{channel.id}",
        lines[f"goals.leads_inflow.{channel.id}"] * Input(f"{path}.lead_cost")
        + Input(f"{path}.fixed_cost") * Input(f"{path}.on"),
        _("Расход канала: {name}", name=channel.name),
        MONEY,
        group=LEADS,
        help=_("Лиды канала в месяце прихода × цена лида + постоянный расход."),
    )


def _item(project: Project, item: CostItem, lines: Lines) -> None:
    path, name = f"costs.items.{item.id}", item.name
    start, end = Input(f"{path}.start"), Input(f"{path}.end")
    if item.basis is CostBasis.ONCE:
        active = equal(MONTH, start)
    else:
        active = at_least(MONTH, start) * choose(equal(end, 0), 1, at_least(end, MONTH))
    if item.basis is CostBasis.REVENUE:
        price: Expression = Input(f"{path}.rate") * active
    else:
        growth = power(1 + Input(f"{path}.growth"), (MONTH - 1) / 12)
        price = Input(f"{path}.amount") * growth * active
    unit_price = lines.line(
        f"costs.price.{item.id}",
        price,
        _("Цена: {name}", name=name),
        PERCENT if item.basis is CostBasis.REVENUE else MONEY,
        Total.LAST,
        group=ITEMS,
        help=_("Сумма статьи в месяце с ростом цены; вне срока статьи 0."),
    )
    cost = lines.line(
        f"costs.item.{item.id}",
        unit_price if (driver := _driver(project, item, lines)) is None else unit_price * driver,
        _("{name}", name=name or _("Статья без названия")),
        MONEY,
        group=ITEMS,
        help=_("Цена × то, за что платится."),
    )
    if item.group is CostGroup.CAPITAL:
        life = Input(f"{path}.life")
        lines.line(
            f"costs.depreciation.{item.id}",
            trailing(cost, life) / life,
            _("Амортизация: {name}", name=name),
            MONEY,
            group=GROUPS,
            help=_("Покупки за срок службы ÷ срок службы."),
        )


def _driver(project: Project, item: CostItem, lines: Lines) -> Expression | None:
    """What an item is paid for, or None where the price is the cost."""
    roles = [role.id for role in project.structure.roles if not item.roles or role.id in item.roles]
    match item.basis:
        case CostBasis.ONCE | CostBasis.MONTH:
            return None
        case CostBasis.PERSON:
            return sum_of([lines[f"structure.staff.{role}"] for role in roles])
        case CostBasis.NEW_PERSON:
            return sum_of([lines[f"hiring.hires.{role}"] for role in roles])
        case CostBasis.DEAL:
            return lines["goals.deals"]
        case CostBasis.LEAD:
            return lines["goals.leads_inflow"]
        case CostBasis.REVENUE:
            return lines["goals.revenue"]
