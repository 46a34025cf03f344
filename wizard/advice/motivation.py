"""Rules of stage 5."""

from __future__ import annotations

from collections.abc import Iterator

from wizard.advice.mend import to_whole
from wizard.advice.rule import Case, Rule, error, hint, warning
from wizard.plan.data.payroll import Regime, regimes
from wizard.plan.lines.sales import STEMS
from wizard.project.bonus import Component, ComponentKind, TierMethod
from wizard.project.path import question_at
from wizard.project.problem import Mend, Problem
from wizard.texts import Text, _

# How far weights may be from 100 % before they are wrong.
NEARLY_WHOLE = 0.0005
# More measures than this and a person no longer knows what matters.
MOST_KPI = 5


def unknown_regime(case: Case) -> Iterator[Problem]:
    """A regime of contributions that the program has no rates for."""
    regime = case.project.motivation.regime
    if regime not in regimes():
        yield error(
            "motivation.regime",
            _(
                "Для режима взносов «{regime}» нет ставок. Выберите режим из списка или одну "
                "ставку.",
                regime=regime,
            ),
        )


def old_rates(case: Case) -> Iterator[Problem]:
    """Rates of another year than the plan's."""
    regime = regimes().get(case.project.motivation.regime)
    start = case.project.company.start
    if regime is not None and regime.year and regime.year < start.year:
        newer = _of_year(case, regime, start.year)
        # Nobody can do anything about rates that are not out yet.
        yield (warning if newer is not None else hint)(
            "motivation.regime",
            _(
                "Взносы посчитаны по ставкам {year} года, а план начинается в {start}-м. Проверьте "
                "ставки нового года.",
                year=regime.year,
                start=start.year,
            ),
            newer,
        )


def foreign_regime(case: Case) -> Iterator[Problem]:
    """Rates of a country in which the company is not."""
    regime = regimes().get(case.project.motivation.regime)
    country = case.project.company.country
    if regime is not None and regime.year and regime.country != country.value:
        yield warning(
            "motivation.regime",
            _(
                "Компания: {country}, а взносы считаются по режиму «{regime}». Выберите режим "
                "своей страны или одну ставку.",
                country=country.title_text,
                regime=regime.title,
            ),
            _of_country(case, country.value),
        )


def _of_year(case: Case, regime: Regime, year: int) -> Mend | None:
    """The same regime with the rates of the plan's year, where the program has them."""
    family = regime.id.rpartition("-")[0]
    same = regimes().get(f"{family}-{year}")
    return None if same is None else _to_regime(case, same)


def _of_country(case: Case, country: str) -> Mend | None:
    """The country's first regime for the plan's year, or for the last year that is known."""
    own = [one for one in regimes().values() if one.country == country and one.year]
    if not own:
        return None
    start = case.project.company.start.year
    known = [one for one in own if one.year == start] or [
        one for one in own if one.year == max(other.year for other in own)
    ]
    return _to_regime(case, known[0])


def _to_regime(case: Case, regime: Regime) -> Mend:
    path = "motivation.regime"
    field = question_at(case.project, path).title
    return Mend(path, regime.id, _("{field} → {value}", field=field, value=regime.title))


def tier_tables(case: Case) -> Iterator[Problem]:
    """Bands must follow one another: no gap, no overlap, no falling limit, no empty table."""
    for pay in case.project.motivation.pay:
        for component in pay.components:
            if component.kind is not ComponentKind.TIERS:
                continue
            path = f"motivation.pay.{pay.id}.components.{component.id}.tiers"
            if not component.tiers:
                yield error(
                    path,
                    _(
                        "Премия «{name}»: таблица ступеней пуста. Добавьте ступень.",
                        name=component.name,
                    ),
                )
            for row, text in _tier_faults(component):
                yield error(f"{path}.{row}", text)


def _tier_faults(component: Component) -> Iterator[tuple[str, Text]]:
    tiers = component.tiers
    points = component.method is TierMethod.INTERPOLATED
    for number, tier in enumerate(tiers, 1):
        said = {"name": component.name, "row": number}
        if not points and tier.end is not None and tier.end <= tier.start:
            yield (
                tier.id,
                _(
                    "Премия «{name}», ступень {row}: верхняя граница не выше нижней. "
                    "Исправьте «До».",
                    **said,
                ),
            )
        if number == len(tiers):
            if not points and tier.end is not None:
                yield (
                    tier.id,
                    _(
                        "Премия «{name}», ступень {row}: у последней ступени не должно быть "
                        "верхней границы, иначе выше неё ставки нет. Очистите «До».",
                        **said,
                    ),
                )
            continue
        following = tiers[number]
        if following.start <= tier.start:
            yield (
                following.id,
                _(
                    "Премия «{name}», ступень {row}: начинается не выше предыдущей. Расставьте "
                    "ступени по возрастанию.",
                    name=component.name,
                    row=number + 1,
                ),
            )
        elif not points and tier.end is None:
            yield (
                tier.id,
                _(
                    "Премия «{name}», ступень {row}: нет верхней границы, а за ней идёт ещё "
                    "ступень. Заполните «До».",
                    **said,
                ),
            )
        elif not points and tier.end is not None and tier.end != following.start:
            gap = tier.end < following.start
            yield (
                following.id,
                (
                    _(
                        "Премия «{name}», ступень {row}: между ней и предыдущей разрыв. Начните её "
                        "там, где кончается предыдущая.",
                        name=component.name,
                        row=number + 1,
                    )
                    if gap
                    else _(
                        "Премия «{name}», ступень {row}: накладывается на предыдущую. Начните её "
                        "там, где кончается предыдущая.",
                        name=component.name,
                        row=number + 1,
                    )
                ),
            )


def quota_of_zero(case: Case) -> Iterator[Problem]:
    """A tier bonus whose plan is zero pays nothing, and the reason should be known."""
    for pay in case.project.motivation.pay:
        for component in pay.components:
            plan = case.figures[f"goals.revenue{STEMS[component.scope]}"].total
            if component.kind is ComponentKind.TIERS and plan == 0:
                yield warning(
                    f"motivation.pay.{pay.id}.components.{component.id}.scope",
                    _(
                        "Премия «{name}» не начисляется: план, от которого она считается "
                        "({scope}), равен нулю. Выберите, чьи продажи считать, или задайте план.",
                        name=component.name,
                        scope=component.scope.title_text,
                    ),
                )


def kpi_weights(case: Case) -> Iterator[Problem]:
    """The weights of a role's KPI must be 100 % together."""
    titles = {role.id: role.title for role in case.project.structure.roles}
    for pay in case.project.motivation.pay:
        total = sum(kpi.weight for kpi in pay.kpi)
        if pay.kpi and abs(total - 1) > NEARLY_WHOLE:
            yield error(
                f"motivation.pay.{pay.id}.kpi",
                _(
                    "Веса KPI роли «{role}» вместе дают {total}, а должно быть 100 %.",
                    role=titles.get(pay.id, pay.id),
                    total=case.percent(total),
                ),
                to_whole(f"motivation.pay.{pay.id}.kpi", pay.kpi, "weight"),
            )
        if len(pay.kpi) > MOST_KPI:
            yield hint(
                f"motivation.pay.{pay.id}.kpi",
                _(
                    "У роли «{role}» {n} KPI: больше пяти человек не удержит. Оставьте главные.",
                    role=titles.get(pay.id, pay.id),
                    n=len(pay.kpi),
                ),
            )


def bonus_above_margin(case: Case) -> Iterator[Problem]:
    """Variable pay eats the gross margin."""
    bonus, margin = case.figures["motivation.bonus"], case.figures["result.gross_margin"]
    if bonus.total > margin.total and bonus.total > 0:
        yield warning(
            "motivation.pay",
            _(
                "Премии за план {bonus} больше валовой маржи {margin}: продажи не окупают премий.",
                bonus=case.money(bonus.total),
                margin=case.money(margin.total),
            ),
        )


def no_salary(case: Case) -> Iterator[Problem]:
    """A role that costs nothing."""
    for pay in case.project.motivation.pay:
        if pay.salary == 0 and not pay.components:
            titles = {role.id: role.title for role in case.project.structure.roles}
            yield warning(
                f"motivation.pay.{pay.id}.salary",
                _("У роли «{role}» нет ни оклада, ни премии.", role=titles.get(pay.id, pay.id)),
            )


RULES: tuple[Rule, ...] = (
    unknown_regime,
    old_rates,
    foreign_regime,
    tier_tables,
    quota_of_zero,
    kpi_weights,
    bonus_above_margin,
    no_salary,
)
