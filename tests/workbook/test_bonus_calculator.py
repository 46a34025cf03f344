"""The bonus calculator pays one person what the plan pays, and follows the facts typed into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.recalculation import differences, read, recalculated, same, typed
from tests.workbook.projects import with_answers
from wizard.plan.bonus_calculator import bonus_calculators, bonus_results
from wizard.plan.figures import compute
from wizard.project.bonus import Component, ComponentKind, ProductRate, SalesScope, Tier, TierMethod
from wizard.project.path import get, replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.workbook.arrangement import CHECKS
from wizard.workbook.bonus_calculator import SHEET
from wizard.workbook.book import write_workbook


def seller(*components: Component, **pay: object) -> tuple[Project, str]:
    """A project whose first seller is paid by these parts alone, and the seller's role."""
    project = load_preset("online-service")
    role = next(
        one.id
        for one in project.motivation.pay
        if any(part.kind is ComponentKind.TIERS for part in one.components)
    )
    paid = get(project, f"motivation.pay.{role}").model_copy(
        update={"components": components, "salary": 40_000.0, "cap": 0.0, "kpi": (), **pay}
    )
    return replaced(project, f"motivation.pay.{role}", paid), role


def earned(project: Project, role: str, **facts: float) -> dict[str, float]:
    """What a person earns, by the name of the line; facts by the name of the entry."""
    typed_facts = {f"bonus.{role}.{name.replace('__', '.')}": fact for name, fact in facts.items()}
    found = bonus_results(project, compute(project), typed_facts)
    stem = f"bonus.{role}."
    return {key.removeprefix(stem): found[key] for key in found if key.startswith(stem)}


@pytest.mark.parametrize("name", preset_names())
def test_a_person_who_meets_the_plan_earns_what_the_plan_says(name: str) -> None:
    project = load_preset(name)
    figures = compute(project)
    found = bonus_results(project, figures, {})
    calculators = bonus_calculators(project, figures)
    assert len(calculators) == len(project.motivation.pay)
    for calculator in calculators:
        planned = figures[f"motivation.income.{calculator.id}"].total
        # Facts begin rounded to whole deals, units and money.
        assert found[f"bonus.{calculator.id}.total"] == pytest.approx(planned, rel=0.01)


@pytest.mark.parametrize(
    ("method", "sold", "bonus"),
    [
        # Tiers 5 % from 0 and 10 % from 100 % of a plan of 100 000.
        (TierMethod.WHOLE, 99_000, 4_950),
        (TierMethod.WHOLE, 120_000, 12_000),
        (TierMethod.MARGINAL, 120_000, 100_000 * 0.05 + 20_000 * 0.10),
        (TierMethod.INTERPOLATED, 50_000, 2_500),
    ],
)
def test_tiers_pay_by_their_stated_method(method: TierMethod, sold: float, bonus: float) -> None:
    tiers = (
        Tier(id="a", start=0.0, end=1.0, rate=0.05, amount=0.0),
        Tier(id="b", start=1.0, rate=0.1, amount=5_000.0),
    )
    part = Component(id="p", name="П", kind=ComponentKind.TIERS, method=method, tiers=tiers)
    project, role = seller(part)
    found = earned(project, role, plan=100_000, sales__new__sold=sold)
    assert found["part.p"] == pytest.approx(bonus)
    assert found["total"] == pytest.approx(40_000 + bonus)


def test_the_cap_and_the_guarantee_hold() -> None:
    part = Component(id="p", name="П", rate=0.1)
    project, role = seller(part, cap=7_000.0, guarantee=45_000.0, guarantee_months=2)
    rich = earned(project, role, plan=100_000, sales__new__sold=100_000, month=1)
    assert (rich["earned"], rich["bonus"], rich["guarantee"]) == (10_000, 7_000, 0)
    poor = earned(project, role, plan=100_000, sales__new__sold=10_000, month=2)
    assert (poor["bonus"], poor["guarantee"], poor["total"]) == (1_000, 4_000, 45_000)
    later = earned(project, role, plan=100_000, sales__new__sold=10_000, month=3)
    assert (later["guarantee"], later["total"]) == (0, 41_000)


def test_own_rates_of_products_and_channels_take_their_parts() -> None:
    project, role = seller()
    first, second = (product.id for product in project.goals.products[:2])
    channel = project.goals.channels[0].id
    part = Component(
        id="p",
        name="П",
        rate=0.1,
        product_rates=(ProductRate(id=first, rate=0.2),),
        channel_rates=(ProductRate(id=channel, rate=0.5),),
    )
    project, role = seller(part)
    facts = {
        "own__p__product__" + first: 30_000.0,
        "own__p__product__" + second: 70_000.0,
        "own__p__channel__" + channel: 20_000.0,
    }
    found = earned(project, role, sales__new__sold=100_000, **facts)
    by_product = 30_000 * 0.2 + 70_000 * 0.1
    assert found["part.p"] == pytest.approx(by_product * 0.8 + 20_000 * 0.5)


def test_a_team_bonus_is_paid_for_the_plan_of_the_group() -> None:
    part = Component(
        id="p", name="П", kind=ComponentKind.TEAM, scope=SalesScope.ALL, amount=3_000.0, threshold=1
    )
    project, role = seller(part)
    assert earned(project, role, group=0.99)["part.p"] == 0
    assert earned(project, role, group=1.0, sales__new__sold=0.0)["part.p"] == 3_000


def test_a_role_without_pay_has_no_calculator_and_none_at_all_leave_a_calm_sheet(
    tmp_path: Path,
) -> None:
    write_workbook(Project(), compute(Project()), tmp_path / "empty.xlsx")
    book = read(tmp_path / "empty.xlsx")
    assert not [place for place in book.formulas if place[0] == SHEET.into("ru")]
    assert "Оплата ролей пока не задана." in book.values.values()


def test_facts_and_the_role_chosen_in_the_workbook_give_what_the_program_gives(
    tmp_path: Path,
) -> None:
    project = with_answers(load_preset("digital-agency"))
    figures = compute(project)
    write_workbook(project, figures, tmp_path / "book.xlsx")
    written = read(tmp_path / "book.xlsx")
    sheet = SHEET.into("ru")
    seller_at = 1
    calculator = bonus_calculators(project, figures)[seller_at]
    label = calculator.entries[1].label.into("ru")
    rows = [
        int(cell[1:])
        for (name, cell), value in written.values.items()
        if name == sheet and cell.startswith("A") and value == label
    ]
    facts = {calculator.entries[1].path: 1_000_000.0}
    role = written.values[sheet, f"F{6 + seller_at}"]
    cells = {(sheet, f"D{rows[0]}"): 1_000_000.0, (sheet, "C4"): role}
    typed(tmp_path / "book.xlsx", cells, tmp_path / "typed.xlsx")
    (path,) = recalculated([tmp_path / "typed.xlsx"], tmp_path)
    found = read(path)
    expected = bonus_results(project, figures, facts)
    shown = [
        value
        for (name, cell), value in sorted(found.values.items())
        if name == sheet and cell[0] == "D" and int(cell[1:]) < 20 and isinstance(value, float)
    ]
    for name in ("attainment", "bonus", "total"):
        wanted = expected[f"bonus.{calculator.id}.{name}"]
        assert any(same(wanted, value) for value in shown), name
    # Nothing but the calculator moved.
    moved = {one.partition("!")[0] for one in differences(written, found)}
    assert moved == {sheet}
    assert CHECKS.into("ru") not in moved
