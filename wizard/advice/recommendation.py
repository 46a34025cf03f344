"""Which organisation model and which split of roles suit a project, factor by factor.

Every factor reads one figure or answer, speaks for one way with a weight, and says so in a sentence
with the figure in it. The way with the largest sum is recommended; the earlier one of the list wins
a tie, because it is the simpler. Limits are relative (a client's value is held against a month's
income of a colleague), so that they mean the same in any currency.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeAlias, TypeVar

from wizard.advice.rule import Case
from wizard.plan.figures import Figures
from wizard.project.model import Choice
from wizard.project.project import Project
from wizard.project.structure import Complexity, OrganisationModel, RoleSplit
from wizard.texts import Text, Translatable, _
from wizard.units import DEALS, PEOPLE

Level = Literal["low", "middle", "high"]
W = TypeVar("W", bound=Choice)

# Deals a month: below the first each is led for long, from the second on they are a flow.
FEW_DEALS, MANY_DEALS = 20.0, 100.0
# A client's year in monthly incomes of one person: less than half pays no specialist of its own.
SMALL_VALUE, LARGE_VALUE = 0.5, 5.0
# People in the department at the end of the plan: from three on work can be divided.
SMALL_TEAM, LARGE_TEAM = 3.0, 6.0
MONTHS_A_YEAR = 12.0


@dataclass(frozen=True, slots=True)
class Factor(Generic[W]):
    """One reason: what was looked at, its value, the way it speaks for, how much, and why."""

    name: Text
    value: Translatable
    speaks_for: W
    weight: int
    sentence: Text


@dataclass(frozen=True, slots=True)
class Verdict(Generic[W]):
    """A recommended way, the factors, and the points of every way."""

    way: W
    factors: tuple[Factor[W], ...]
    points: Mapping[W, int]

    @property
    def reasons(self) -> tuple[Factor[W], ...]:
        """The factors that speak for the recommended way, the weightiest first."""
        own = [factor for factor in self.factors if factor.speaks_for is self.way]
        return tuple(sorted(own, key=lambda factor: -factor.weight))


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is recommended for both choices of the structure."""

    of_model: Verdict[OrganisationModel]
    of_split: Verdict[RoleSplit]

    @property
    def model(self) -> OrganisationModel:
        """The recommended organisation model."""
        return self.of_model.way

    @property
    def split(self) -> RoleSplit:
        """The recommended split of the sales, project and account roles."""
        return self.of_split.way

    @property
    def factors(self) -> tuple[Factor[OrganisationModel] | Factor[RoleSplit], ...]:
        """All factors: those of the model, then those of the split."""
        return (*self.of_model.factors, *self.of_split.factors)


_Sign: TypeAlias = tuple[str, Translatable, Level]

NAMES: dict[str, Text] = {
    "complexity": _("Сложность продукта"),
    "deals": _("Сделок в месяц"),
    "value": _("Клиент за год"),
    "team": _("Людей в отделе"),
    "production": _("Производство после продажи"),
    "after_sale": _("Ведение клиента после продажи"),
}
_COMPLEXITY: dict[Complexity, Level] = {
    Complexity.LOW: "low",
    Complexity.MIDDLE: "middle",
    Complexity.HIGH: "high",
}
_ONE, _TWO = OrganisationModel.ONE_STAGE, OrganisationModel.TWO_STAGE
_BY_FUNNEL = OrganisationModel.BY_FUNNEL

_MODEL: dict[tuple[str, Level], tuple[OrganisationModel, int, Text]] = {
    ("complexity", "low"): (
        _ONE, 2,
        _("Продукт продаётся за один разговор: сделку целиком проведёт один человек."),
    ),
    ("complexity", "middle"): (
        _TWO, 2,
        _("Нужна демонстрация или расчёт: привлечению удобно не отвлекаться на ведение клиентов."),
    ),
    ("complexity", "high"): (
        _BY_FUNNEL, 3,
        _("Сделка идёт через несколько встреч и согласований: на этапах нужны специалисты."),
    ),
    ("deals", "low"): (
        _BY_FUNNEL, 1,
        _("{value} в месяц — каждую сделку можно вести вдумчиво, передавая по этапам."),
    ),
    ("deals", "middle"): (
        _TWO, 1,
        _("{value} в месяц — новых клиентов достаточно, чтобы занять отдельное привлечение."),
    ),
    ("deals", "high"): (
        _ONE, 1,
        _("{value} в месяц — сделок много, и чем короче путь каждой, тем лучше."),
    ),
    ("value", "low"): (
        _ONE, 1,
        _("Клиент приносит за год {value}: специалист на этапе не "
          "окупится."),
    ),
    ("value", "middle"): (
        _TWO, 2,
        _("Клиент приносит за год {value}: удержание окупает "
          "отдельного человека."),
    ),
    ("value", "high"): (
        _BY_FUNNEL, 2,
        _("Клиент приносит за год {value}: окупается специалист на "
          "каждом этапе."),
    ),
    ("team", "low"): (_ONE, 2, _("В отделе {value} — делить работу не между кем.")),
    ("team", "middle"): (_TWO, 1, _("В отделе {value} — хватает на привлечение и ведение.")),
    ("team", "high"): (_BY_FUNNEL, 1, _("В отделе {value} — людей хватает на отдельные этапы.")),
    ("production", "low"): (_ONE, 1, _("Производства после продажи нет: передавать некому.")),
    ("production", "high"): (
        _BY_FUNNEL, 1,
        _("После продажи начинается производство: воронка продолжается и за договором."),
    ),
    ("after_sale", "low"): (
        _ONE, 2,
        _("После продажи клиента не ведут: отдельный отдел ведения не нужен."),
    ),
    ("after_sale", "high"): (
        _TWO, 2,
        _("Клиента ведут после продажи: этому нужен свой человек со своим показателем."),
    ),
}  # fmt: skip

_SPLIT: dict[tuple[str, Level], tuple[RoleSplit, int, Text]] = {
    ("complexity", "low"): (
        RoleSplit.ALL_IN_ONE, 1,
        _("Простой продукт один человек и продаст, и сопроводит."),
    ),
    ("complexity", "middle"): (
        RoleSplit.SALES, 1,
        _("Продажа требует подготовки: лучше, когда её ничто не прерывает."),
    ),
    ("complexity", "high"): (
        RoleSplit.SEPARATE, 2,
        _("Продать, сделать и развивать сложный продукт — три разных умения."),
    ),
    ("deals", "low"): (
        RoleSplit.PROJECT, 1,
        _("{value} в месяц — клиентов немного, продавец может остаться с каждым надолго."),
    ),
    ("deals", "middle"): (
        RoleSplit.SALES, 1,
        _("{value} в месяц — новые сделки занимают продавца целиком."),
    ),
    ("deals", "high"): (
        RoleSplit.SALES, 2,
        _("{value} в месяц — за потоком новых сделок на прежних клиентов не остаётся времени."),
    ),
    ("value", "low"): (
        RoleSplit.ALL_IN_ONE, 1,
        _("Клиент приносит за год {value}: на троих его не разделить."),
    ),
    ("value", "middle"): (
        RoleSplit.PROJECT, 1,
        _("Клиент приносит за год {value}: важна выручка с него за "
          "весь срок."),
    ),
    ("value", "high"): (
        RoleSplit.SEPARATE, 1,
        _("Клиент приносит за год {value}: он окупает три роли."),
    ),
    ("team", "low"): (
        RoleSplit.ALL_IN_ONE, 3,
        _("В отделе {value} — каждому приходится делать всё."),
    ),
    ("team", "middle"): (
        RoleSplit.SALES, 1,
        _("В отделе {value} — можно освободить продавца от остального."),
    ),
    ("team", "high"): (
        RoleSplit.SEPARATE, 1,
        _("В отделе {value} — людей хватает на отдельные роли."),
    ),
    ("production", "low"): (
        RoleSplit.SALES, 2,
        _("Производства нет: делить остаётся продажу и ведение клиента."),
    ),
    ("production", "high"): (
        RoleSplit.PROJECT, 2,
        _("Есть производство: его заботы не должны портить отношения с клиентом."),
    ),
    ("after_sale", "low"): (
        RoleSplit.ALL_IN_ONE, 2,
        _("После продажи клиента не ведут: отдельная роль для этого не нужна."),
    ),
    ("after_sale", "high"): (
        RoleSplit.SEPARATE, 2,
        _("Клиента ведут после продажи: это отдельная работа."),
    ),
}  # fmt: skip

# Without production nobody leads projects: what is left to divide is selling and accounting.
_SPLIT_WITHOUT_PRODUCTION: dict[tuple[str, Level], tuple[RoleSplit, int, Text]] = {
    ("complexity", "high"): (
        RoleSplit.SALES, 2,
        _("Продать сложный продукт и развивать клиента — два разных умения."),
    ),
    ("deals", "low"): (
        RoleSplit.ALL_IN_ONE, 1,
        _("{value} в месяц — продавец может остаться с каждым клиентом надолго."),
    ),
    ("value", "middle"): (
        RoleSplit.SALES, 1,
        _("Клиент приносит за год {value}: удержание окупает отдельного человека."),
    ),
    ("value", "high"): (
        RoleSplit.SALES, 1,
        _("Клиент приносит за год {value}: он стоит отдельного внимания после продажи."),
    ),
    ("team", "high"): (
        RoleSplit.SALES, 1,
        _("В отделе {value} — людей хватает, чтобы разделить продажу и ведение."),
    ),
    ("after_sale", "high"): (
        RoleSplit.SALES, 2,
        _("Клиента ведут после продажи: это отдельная от продажи работа."),
    ),
}  # fmt: skip


def recommend(project: Project, figures: Figures) -> Recommendation:
    """The organisation model and the role split that suit the project, with the reasons."""
    signs = list(_signs(Case(project, figures)))
    without = {} if project.structure.has_production else _SPLIT_WITHOUT_PRODUCTION
    return Recommendation(
        _verdict(list(OrganisationModel), _MODEL, signs),
        _verdict(list(RoleSplit), {**_SPLIT, **without}, signs),
    )


def _verdict(
    ways: list[W], table: Mapping[tuple[str, Level], tuple[W, int, Text]], signs: list[_Sign]
) -> Verdict[W]:
    factors = []
    points = dict.fromkeys(ways, 0)
    for sign, shown, level in signs:
        way, weight, sentence = table[sign, level]
        said = Text(sentence.message, (("value", shown),))
        factors.append(Factor(NAMES[sign], shown, way, weight, said))
        points[way] += weight
    return Verdict(max(ways, key=lambda way: points[way]), tuple(factors), points)


def _signs(case: Case) -> Iterator[_Sign]:
    """What the factors read; figures that the plan does not have yet are left out."""
    structure = case.project.structure
    yield "complexity", structure.complexity.title_text, _COMPLEXITY[structure.complexity]
    deals = case.figures["goals.deals"]
    if deals.total > 0:
        a_month = deals.total / len(deals.months)
        yield "deals", case.shown(a_month, DEALS), _level(a_month, FEW_DEALS, MANY_DEALS)
    income, worth = _income(case), _year_of_a_client(case)
    if income > 0 and worth > 0:
        shown = _(
            "{money}, это {ratio} месячного дохода сотрудника",
            money=case.money(worth),
            ratio=case.number(worth / income),
        )
        yield "value", shown, _level(worth / income, SMALL_VALUE, LARGE_VALUE)
    team = case.figures["structure.staff"].last
    if team > 0:
        yield "team", case.shown(team, PEOPLE), _level(team, SMALL_TEAM, LARGE_TEAM)
    for sign, there in (
        ("production", structure.has_production),
        ("after_sale", structure.has_after_sale),
    ):
        yield sign, _("есть") if there else _("нет"), "high" if there else "low"


def _level(value: float, middle: float, high: float) -> Level:
    return "low" if value < middle else "middle" if value < high else "high"


def _income(case: Case) -> float:
    """The mean income of a colleague a month."""
    pay = case.figures["motivation.salary"].total + case.figures["motivation.bonus"].total
    people = sum(case.figures["structure.staff"].months)
    return pay / people if people else 0.0


def _year_of_a_client(case: Case) -> float:
    """The revenue of a client in the first year, or in the lifetime if that is shorter."""
    lifetime = case.figures["kpi.lifetime"].total
    months = min(MONTHS_A_YEAR, lifetime) if lifetime > 0 else MONTHS_A_YEAR
    return case.figures["kpi.arpu"].total * months
