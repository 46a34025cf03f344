"""Lines of stage 2: what the people can do while newcomers learn, and the deals that allows."""

from __future__ import annotations

from wizard.plan.formulas.expression import Expression, Input, Ref
from wizard.plan.formulas.line import Lines, Ratio, Total
from wizard.plan.formulas.operators import choose, equal, smaller
from wizard.plan.formulas.over_months import previous
from wizard.project.project import Project
from wizard.project.structure import Role, WorksOn
from wizard.texts import _
from wizard.units import DEALS_EXACT, FACTOR, PEOPLE, PEOPLE_EXACT, UNITS_OF_WORK

CAPACITY = _("Мощность")


def define(project: Project, lines: Lines) -> None:
    """Define capacity for each role that has a norm, and the deals feasible for all."""
    counted = [
        role
        for role in project.structure.roles
        if role.works_on in (WorksOn.STAGES, WorksOn.CLIENTS, WorksOn.REQUESTS)
    ]
    for role in counted:
        _capacity(role, lines)
    feasible: Expression = lines["goals.deals"]
    sellers = [role for role in counted if role.works_on is WorksOn.STAGES]
    least: Ref | None = None
    for role in sellers:
        met = lines[f"structure.load_met.{role.id}"]
        least = lines.line(
            f"structure.load_met_up_to.{role.id}",
            met if least is None else smaller(least, met),
            _("Посильная доля плана, до роли: {role}", role=role.title),
            FACTOR,
            Total.NONE,
            group=CAPACITY,
            help=_("Наименьшая посильная доля среди ролей воронки по порядку."),
        )
    if least is not None:
        feasible = feasible * least
    lines.line(
        "structure.feasible_deals",
        feasible,
        _("Посильные сделки"),
        DEALS_EXACT,
        group=CAPACITY,
        help=_("Новые сделки × доля нагрузки, которую осилит самое узкое место воронки."),
    )


def _capacity(role: Role, lines: Lines) -> None:
    path, name = f"structure.roles.{role.id}", role.title
    trained: Expression = lines[f"structure.staff.{role.id}"]
    arrived = lines[f"hiring.hires.{role.id}"]
    for age, _share in enumerate(role.ramp):
        if age:
            arrived = lines.line(
                f"structure.newcomers.{role.id}.{age}",
                previous(arrived),
                _("Новички, {age}-й месяц работы: {role}", age=age + 1, role=name),
                PEOPLE,
                Total.NONE,
                group=CAPACITY,
                help=_("Принятые столько месяцев назад."),
            )
        trained = trained - arrived * (1 - Input(f"{path}.ramp.{age}"))
    effective = lines.line(
        f"structure.effective.{role.id}",
        trained,
        _("Людей с учётом обучения: {role}", role=name),
        PEOPLE_EXACT,
        Total.AVERAGE,
        group=CAPACITY,
        help=_("Люди − недоработка новичков: каждый даёт долю нормы по своему месяцу работы."),
    )
    capacity = lines.line(
        f"structure.capacity.{role.id}",
        effective * Input(f"{path}.norm"),
        _("Мощность: {role}", role=name),
        UNITS_OF_WORK,
        group=CAPACITY,
        help=_("Норма × люди с учётом выхода новичков на норму."),
    )
    load = lines[f"structure.load.{role.id}"]
    lines.line(
        f"structure.plan_per_person.{role.id}",
        load / lines[f"structure.staff.{role.id}"],
        _("План одного человека: {role}", role=name),
        UNITS_OF_WORK,
        Ratio(load.key, f"structure.staff.{role.id}"),
        group=CAPACITY,
        help=_(
            "Нагрузка ÷ люди: оперативный план одного человека на месяц. Сравните с нормой; "
            "новичкам план снижают по их доле нормы."
        ),
    )
    lines.line(
        f"structure.load_met.{role.id}",
        choose(equal(load, 0), 1, smaller(1, capacity / load)),
        _("Посильная доля нагрузки: {role}", role=name),
        FACTOR,
        Total.NONE,
        group=CAPACITY,
        help=_("Мощность ÷ нагрузка, не больше 1."),
    )
