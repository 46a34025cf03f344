"""Every figure can say where it comes from, down to the answers."""

from __future__ import annotations

import pytest

from tests.plan.projects import figures_of, paid, selling
from wizard.plan.explain import explain
from wizard.plan.figures import UnknownFigureError, compute
from wizard.project.path import question_at
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES


def test_source_example_is_told_in_names_and_numbers() -> None:
    told = explain(figures_of(selling(150, 900, (0.3,))), "goals.leads_needed", 1)
    assert told.in_numbers.into("ru") == "500 лидов = 150 сделок ÷ 30 %".replace(" %", "\u00a0%") \
        .replace("500 ", "500\u00a0").replace("150 ", "150\u00a0")  # fmt: skip
    assert "Дошли до этапа: Этап 1 ÷" in told.in_names.into("ru")
    paths = [part.path for part in told.parts]
    assert "goals.funnel.stage1.conversion" in paths
    assert "goals.stage.stage1" in [part.key for part in told.parts]


@pytest.mark.parametrize("name", preset_names())
@pytest.mark.parametrize("month", [0, 1, 2, 12])
def test_every_figure_is_explained(name: str, month: int) -> None:
    figures = compute(load_preset(name))
    for figure in figures:
        told = explain(figures, figure.key, month)
        for language in LANGUAGES:
            assert told.in_names.into(language).count(" = ") >= 1
            assert told.in_numbers.into(language)
        for part in told.parts:
            assert part.key or part.path
            if part.key:
                assert part.key in figures
            else:
                assert question_at(figures.project, part.path)


def test_every_explanation_ends_at_answers() -> None:
    figures = compute(load_preset("online-service"))
    left, seen, answers = ["result.cash"], set(), set()
    while left:
        key = left.pop()
        if key in seen:
            continue
        seen.add(key)
        for part in explain(figures, key, 3).parts:
            if part.key:
                left.append(part.key)
            else:
                answers.add(part.path)
    assert "goals.deals_per_month" in answers
    assert any(path.endswith(".salary") for path in answers)


def test_the_month_before_the_first_is_explained_by_the_opening() -> None:
    project = selling(10, 1, (1.0,), product={"clients_at_start": 8.0, "churn": 0.5})
    told = explain(figures_of(project), "goals.retained.one", 1)
    assert "goals.products.one.clients_at_start" in [part.path for part in told.parts]


def test_rates_lead_to_the_choice_of_the_regime() -> None:
    figures = figures_of(paid(selling(), 500_000, regime="kz-2026"))
    told = explain(figures, "motivation.contribution.seller.social", 1)
    assert "motivation.regime" in [part.path for part in told.parts]


def test_a_total_is_explained_by_its_kind() -> None:
    figures = figures_of(selling())
    assert len(explain(figures, "goals.deals", 0).parts) == 12
    ratio = explain(figures, "kpi.arpu", 0)
    assert [part.key for part in ratio.parts] == ["goals.revenue", "goals.clients"]


def test_an_unknown_figure_is_refused() -> None:
    with pytest.raises(UnknownFigureError):
        explain(figures_of(selling()), "goals.nothing", 1)
