"""Lines of stage 6: who leaves, who is hired and when, and what hiring costs.

The staff of stage 2 is a balance of leavers and hires, so it is defined here beside them.
"""

from __future__ import annotations

from wizard.plan.formulas.expression import MONTH, Expression, Input, Number, Ref, Vector
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import above, choose, larger, nearest, whole_part
from wizard.plan.formulas.over_months import ahead, first_month, previous, sum_of, up_to
from wizard.plan.formulas.tables import count_below_one, matching
from wizard.project.project import Project
from wizard.project.structure import Role
from wizard.texts import _
from wizard.units import FLAG, HOURS, MONEY, MONTH_NUMBER, PEOPLE, PEOPLE_EXACT

STAFF, MOVEMENT = _("Люди"), _("Движение")
COST, TRAINING = _("Расходы на найм"), _("Обучение")


def define(project: Project, lines: Lines) -> None:
    """Define the movement of people for each role, and the cost of hiring."""
    roles = project.structure.roles
    for role in roles:
        _movement(role, lines)
        _vacancies(role, lines)
    lines.line(
        "structure.staff",
        sum_of([lines[f"structure.staff.{role.id}"] for role in roles]),
        _("Людей в отделе"),
        PEOPLE,
        Total.LAST,
        help=_("Все роли вместе, на конец месяца."),
        group=STAFF,
    )
    lines.line(
        "hiring.hires",
        sum_of([lines[f"hiring.hires.{role.id}"] for role in roles]),
        _("Приём людей"),
        PEOPLE,
        help=_("Все роли вместе."),
        group=MOVEMENT,
    )
    lines.line(
        "hiring.cost",
        sum_of([lines[f"hiring.cost.{role.id}"] for role in roles]),
        _("Расходы на найм и обучение"),
        MONEY,
        help=_("Приём × (найм одного человека + его обучение + доплата наставнику)."),
        group=COST,
    )
    for role in roles:
        _training(project, role, lines)
    lines.line(
        "hiring.training_hours",
        sum_of([lines[f"hiring.training_hours.{role.id}"] for role in roles]),
        _("Часы обучения"),
        HOURS,
        help=_("Модули программы и наставник, все роли вместе."),
        group=TRAINING,
    )


def _training(project: Project, role: Role, lines: Lines) -> None:
    hours: Expression = Input(f"hiring.roles.{role.id}.mentor_hours")
    for module in project.hiring.modules:
        if not module.roles or role.id in module.roles:
            hours = hours + Input(f"hiring.modules.{module.id}.hours")
    for_one = lines.line(
        f"hiring.hours_for_one.{role.id}",
        hours,
        _("Часов обучения на новичка: {role}", role=role.title),
        HOURS,
        Total.LAST,
        single=True,
        help=_("Модули программы для роли и часы наставника."),
        group=TRAINING,
    )
    lines.line(
        f"hiring.training_hours.{role.id}",
        lines[f"hiring.hires.{role.id}"] * for_one,
        _("Часы обучения: {role}", role=role.title),
        HOURS,
        help=_("Приём × часов на новичка."),
        group=TRAINING,
    )


def _movement(role: Role, lines: Lines) -> None:
    path, name, staff = f"hiring.roles.{role.id}", role.title, f"structure.staff.{role.id}"
    leavers = lines.line(
        f"hiring.leavers.{role.id}",
        previous(staff) * Input(f"{path}.turnover") / 12,
        _("Ожидаемые увольнения: {role}", role=name),
        PEOPLE_EXACT,
        help=_("Люди прошлого месяца × текучесть за год ÷ 12."),
        group=MOVEMENT,
    )
    expected_key = f"hiring.leavers_so_far.{role.id}"
    expected = lines.line(
        expected_key,
        previous(expected_key) + leavers,
        _("Увольнения с начала плана, ожидание: {role}", role=name),
        PEOPLE_EXACT,
        Total.LAST,
        help=_("Накопленные ожидаемые увольнения."),
        group=MOVEMENT,
    )
    departures = lines.line(
        f"hiring.departures.{role.id}",
        whole_part(expected) - whole_part(previous(expected_key)),
        _("Увольнения: {role}", role=name),
        PEOPLE,
        help=_("Человек уходит в том месяце, когда накопленное ожидание доходит до целого."),
        group=MOVEMENT,
    )
    need = lines[f"structure.need.{role.id}"]
    released: Expression = Number(0.0)
    if role.overrides:
        target, released = _by_hand(role, departures, lines)
    elif role.ramp:
        ramp = count_below_one(Vector(f"structure.roles.{role.id}.ramp"))
        target = lines.line(
            f"hiring.target.{role.id}",
            larger(need, ahead(need, ramp)),
            _("Должно быть людей: {role}", role=name),
            PEOPLE,
            Total.GREATEST,
            help=_(
                "Потребность месяца или, если больше, того месяца, к которому новичок обучится."
            ),
            group=MOVEMENT,
        )
    else:
        target = need
    hires = lines.line(
        f"hiring.hires.{role.id}",
        larger(0, target - (previous(staff) - departures)),
        _("Приём: {role}", role=name),
        PEOPLE,
        help=_("Сколько людей принять, чтобы к нужному месяцу хватало обученных."),
        group=MOVEMENT,
    )
    lines.line(
        staff,
        previous(staff) - departures + hires - released
        if role.overrides
        else previous(staff) - departures + hires,
        _("Людей: {role}", role=name),
        PEOPLE,
        Total.LAST,
        opening=Input(f"structure.roles.{role.id}.at_start"),
        help=_("Было − ушли + приняты."),
        group=STAFF,
    )


def _by_hand(role: Role, departures: Ref, lines: Lines) -> tuple[Ref, Ref]:
    """The people that there must be, and those released, where months are fixed by hand."""
    table = f"structure.roles.{role.id}.overrides"
    months, people = Vector(table, "month"), Vector(table, "people")
    need, staff = lines[f"structure.need.{role.id}"], f"structure.staff.{role.id}"
    fixed = lines.line(
        f"hiring.fixed.{role.id}",
        matching(MONTH, months),
        _("Численность задана вручную: {role}", role=role.title),
        FLAG,
        Total.NONE,
        group=MOVEMENT,
        help=_("1 в месяцы, для которых число людей введено вручную."),
    )
    target = lines.line(
        f"hiring.target.{role.id}",
        choose(fixed, matching(MONTH, months, people), need),
        _("Должно быть людей: {role}", role=role.title),
        PEOPLE,
        Total.GREATEST,
        group=MOVEMENT,
        help=_("Число, введённое вручную для месяца, иначе потребность."),
    )
    released = lines.line(
        f"hiring.released.{role.id}",
        choose(fixed, larger(0, previous(staff) - departures - target), 0),
        _("Высвобождены: {role}", role=role.title),
        PEOPLE,
        group=MOVEMENT,
        help=_("На сколько людей больше, чем введено вручную для месяца."),
    )
    return target, released


def _vacancies(role: Role, lines: Lines) -> None:
    path, name = f"hiring.roles.{role.id}", role.title
    hires = lines[f"hiring.hires.{role.id}"]
    months = nearest(Input(f"{path}.days_to_hire") / 30)
    lines.line(
        f"hiring.vacancies_before.{role.id}",
        up_to(hires, months),
        _("Открыть вакансии до начала плана: {role}", role=name),
        PEOPLE,
        Total.LAST,
        single=True,
        help=_("Приём первых месяцев, на который по сроку найма вакансии нужны раньше плана."),
        group=MOVEMENT,
    )
    recruiting = lines.line(
        f"hiring.recruiting.{role.id}",
        above(hires, 0),
        _("Идёт приём: {role}", role=name),
        FLAG,
        Total.NONE,
        help=_("1 в месяцы, когда принимают людей."),
        group=MOVEMENT,
    )
    first = lines.line(
        f"hiring.first_month.{role.id}",
        first_month(recruiting),
        _("Первый приём: {role}", role=name),
        MONTH_NUMBER,
        Total.LAST,
        single=True,
        help=_("Первый месяц плана, в котором принимают людей; 0 — никого не принимают."),
        group=MOVEMENT,
    )
    lines.line(
        f"hiring.first_vacancies.{role.id}",
        up_to(hires, larger(first, months)),
        _("Открыть вакансии к запуску: {role}", role=name),
        PEOPLE,
        Total.LAST,
        single=True,
        help=_("Вакансии до начала плана, а если их нет — на первый приём."),
        group=MOVEMENT,
    )
    lines.line(
        f"hiring.vacancies.{role.id}",
        ahead(hires, months, closed=True),
        _("Открыть вакансии: {role}", role=name),
        PEOPLE,
        help=_("Приём, сдвинутый раньше на срок найма."),
        group=MOVEMENT,
    )
    conversions = Input(f"{path}.interviews") * Input(f"{path}.offers") * Input(f"{path}.starts")
    candidates = lines.line(
        f"hiring.candidates.{role.id}",
        hires / (conversions * Input(f"{path}.passed")),
        _("Нужно откликов: {role}", role=name),
        PEOPLE_EXACT,
        help=_("Приём ÷ произведение конверсий найма."),
        group=MOVEMENT,
    )
    interviews = lines.line(
        f"hiring.interviews.{role.id}",
        candidates * Input(f"{path}.interviews"),
        _("Провести интервью: {role}", role=name),
        PEOPLE_EXACT,
        help=_("Отклики × доля откликов, дошедших до интервью."),
        group=MOVEMENT,
    )
    offers = lines.line(
        f"hiring.offers.{role.id}",
        interviews * Input(f"{path}.offers"),
        _("Сделать предложений: {role}", role=name),
        PEOPLE_EXACT,
        help=_("Интервью × доля интервью, после которых делают предложение."),
        group=MOVEMENT,
    )
    lines.line(
        f"hiring.starts.{role.id}",
        offers * Input(f"{path}.starts"),
        _("Выйдет на работу: {role}", role=name),
        PEOPLE_EXACT,
        help=_("Предложения × доля вышедших; часть из них не пройдёт испытание."),
        group=MOVEMENT,
    )
    lines.line(
        f"hiring.cost.{role.id}",
        hires
        * (
            Input(f"{path}.cost_of_hire")
            + Input(f"{path}.training_cost")
            + Input(f"{path}.mentor_cost")
        ),
        _("Найм и обучение: {role}", role=name),
        MONEY,
        help=_("Приём × (найм одного человека + его обучение + доплата наставнику)."),
        group=COST,
    )
