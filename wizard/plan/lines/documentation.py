"""Lines of stage 4: what a proposal costs, what a discount leaves, what falls on one person."""

from __future__ import annotations

from wizard.plan.formulas.expression import Input, Vector
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.over_months import sum_of
from wizard.plan.formulas.tables import products
from wizard.plan.lines import vat
from wizard.project.project import Project
from wizard.project.structure import RoleFunction, WorksOn
from wizard.texts import _
from wizard.units import HOURS, MONEY, PERCENT, PIECES, UNITS_OF_WORK

PROPOSALS, OPERATIONAL = _("Предложения"), _("Оперативный план")
DISCOUNTS = _("Скидки")
_COUNTED = (WorksOn.STAGES, WorksOn.CLIENTS, WorksOn.REQUESTS)


def define(project: Project, lines: Lines) -> None:
    """Define the cost of proposals, margins after discounts and the plan of one person."""
    if project.documentation.proposals.used:
        _proposals(project, lines)
    vat.define(project, lines)
    _discounts(project, lines)
    _operational(project, lines)


def _discounts(project: Project, lines: Lines) -> None:
    """What is left of a product's price after the discounts that the two limits allow."""
    for product in project.goals.products:
        path = f"goals.products.{product.id}"
        price, cost = Input(f"{path}.price"), Input(f"{path}.variable_cost")
        for key, label, discount in (
            ("list_margin", _("Маржа по прайсу: {name}", name=product.name), None),
            (
                "seller_discount_margin",
                _("Маржа при скидке сотрудника: {name}", name=product.name),
                Input("documentation.discount_seller"),
            ),
            (
                "head_discount_margin",
                _("Маржа при скидке руководителя: {name}", name=product.name),
                Input("documentation.discount_head"),
            ),
        ):
            paid = price if discount is None else price * (1 - discount)
            lines.line(
                f"kpi.{key}.{product.id}",
                (paid - cost) / paid,
                label,
                PERCENT,
                Total.LAST,
                single=True,
                group=DISCOUNTS,
                help=_("(Цена для клиента − себестоимость) ÷ цена для клиента."),
            )


def _proposals(project: Project, lines: Lines) -> None:
    path = "documentation.proposals"
    steps = project.documentation.proposals.steps
    hours = lines.line(
        "kpi.proposal_hours",
        products(Vector(f"{path}.steps", "hours")) if steps else 0.0,
        _("Часов на одно предложение"),
        HOURS,
        Total.LAST,
        single=True,
        group=PROPOSALS,
        help=_("Сумма часов по шагам подготовки."),
    )
    cost = lines.line(
        "kpi.proposal_cost",
        hours * Input(f"{path}.hour_cost"),
        _("Предложение стоит"),
        MONEY,
        Total.LAST,
        single=True,
        group=PROPOSALS,
        help=_("Часы на одно предложение × цена часа подготовки."),
    )
    lines.line(
        "kpi.proposal_cost_won",
        cost / Input(f"{path}.win_rate"),
        _("Предложения на одну выигранную сделку стоят"),
        MONEY,
        Total.LAST,
        single=True,
        group=PROPOSALS,
        help=_("Цена предложения ÷ доля выигранных: платят и проигранные."),
    )
    needed = lines.line(
        "kpi.proposals",
        lines["goals.deals"] / Input(f"{path}.win_rate"),
        _("Предложений нужно"),
        PIECES,
        group=PROPOSALS,
        help=_("Новые сделки ÷ доля выигранных предложений."),
    )
    lines.line(
        "kpi.proposals_hours",
        needed * hours,
        _("Часов на предложения"),
        HOURS,
        group=PROPOSALS,
        help=_("Нужно предложений × часы на одно."),
    )


def _operational(project: Project, lines: Lines) -> None:
    for role in project.structure.roles:
        if role.works_on in _COUNTED:
            lines.line(
                f"kpi.load_person.{role.id}",
                lines[f"structure.load.{role.id}"] / lines[f"structure.staff.{role.id}"],
                _("Нагрузка на человека: {role}", role=role.title),
                UNITS_OF_WORK,
                Total.NONE,
                group=OPERATIONAL,
                help=_("Нагрузка роли ÷ её люди: личный план работника, вышедшего на норму."),
            )
    sellers = [
        lines[f"structure.staff.{role.id}"]
        for role in project.structure.roles
        if role.function is RoleFunction.SALES
    ]
    if sellers:
        lines.line(
            "kpi.new_revenue_person",
            lines["goals.revenue_new"] / sum_of(sellers),
            _("Выручка новых клиентов на одного продавца"),
            MONEY,
            Total.NONE,
            group=OPERATIONAL,
            help=_("Выручка новых клиентов ÷ люди с назначением «Продажи»."),
        )
