"""Projects that together go through every kind of formula a workbook can hold."""

from __future__ import annotations

from typing import Any

from wizard.project.edit import aligned, answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names

LANGUAGES = ("ru", "en")
HORIZONS = (1, 7, 36, 60)


def with_answers(project: Project, **answers: Any) -> Project:
    """The project with answers by path; `__` stands for a dot."""
    for path, value in answers.items():
        project = answer(project, path.replace("__", "."), value)
    return project


def presets() -> dict[str, Project]:
    """Every preset in both languages."""
    return {
        f"{name}-{language}": with_answers(load_preset(name), company__language=language)
        for name in preset_names()
        for language in LANGUAGES
    }


def variants() -> dict[str, Project]:
    """Other horizons, goals, taxes, regimes and seasons than the presets have."""
    first, agency, wholesale = (
        load_preset(name) for name in ("online-service", "digital-agency", "wholesale")
    )
    found = {
        f"months-{months}": with_answers(wholesale, company__horizon=months) for months in HORIZONS
    }
    found["empty"] = Project()
    found["no-rows"] = with_answers(
        first, goals__products=(), goals__channels=(), goals__funnel=(), structure__roles=()
    )
    found["no-rows"] = aligned(found["no-rows"])
    found["revenue"] = with_answers(
        first,
        goals__goal_by="revenue",
        goals__revenue_year=12_000_000.0,
        goals__growth=0.2,
        company__horizon=30,
    )
    found["profit"] = with_answers(
        agency, goals__goal_by="profit", goals__profit_year=5_000_000.0, company__currency="USD"
    )
    found["leads-budget"] = with_answers(
        first, goals__goal_by="leads_budget", goals__leads_budget=200_000.0
    )
    found["working-days"] = with_answers(
        agency, goals__season_by="working_days", costs__tax_regime="profit", costs__tax_rate=0.25
    )
    found["kazakhstan"] = with_answers(
        wholesale,
        company__country="kz",
        company__currency="KZT",
        motivation__regime="kz-2026",
        costs__tax_regime="revenue",
        costs__tax_rate=0.03,
    )
    highest = wholesale.motivation.pay[0].id
    found["beyond-the-yearly-base"] = with_answers(
        wholesale,
        company__horizon=15,
        motivation__regime="ru-sme-2026",
        **{f"motivation__pay__{highest}__salary": 400_000.0},
    )
    for method in ("whole", "marginal", "interpolated"):
        for over in ("attainment", "money"):
            found[f"tiers-{method}-{over}"] = with_tiers(first, method, over)
    return found


def with_tiers(project: Project, method: str, over: str) -> Project:
    """The project whose tiers of a bonus are applied by another method."""
    for pay in project.motivation.pay:
        for component in pay.components:
            if component.tiers:
                path = f"motivation.pay.{pay.id}.components.{component.id}"
                project = answer(project, f"{path}.method", method)
                project = answer(project, f"{path}.over", over)
                for number, tier in enumerate(component.tiers):
                    amount = 5000.0 * number * (number + 1)
                    project = answer(project, f"{path}.tiers.{tier.id}.amount", amount)
                    if over == "money":
                        start = 20_000.0 * number
                        project = answer(project, f"{path}.tiers.{tier.id}.start", start)
    return project
