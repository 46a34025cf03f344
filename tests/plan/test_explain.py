"""Every figure can say where it comes from, down to the answers."""

from __future__ import annotations

import pytest

from tests.plan.projects import figures_of, paid, selling
from wizard.plan.explain import explain
from wizard.plan.figures import UnknownFigureError, compute
from wizard.project.goals import GoalBy
from wizard.project.path import question_at, replaced
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES


def test_source_example_is_told_in_names_and_numbers() -> None:
    told = explain(figures_of(selling(150, 900, (0.3,))), "goals.leads_needed", 1)
    assert told.in_numbers.into("ru") == "500 лидов = 150 сделок ÷ 30 %".replace(" %", "\u00a0%") \
        .replace("500 ", "500\u00a0").replace("150 ", "150\u00a0")  # fmt: skip
    assert "«Дошли до этапа: Этап 1» ÷ «Конверсия" in told.in_names.into("ru")
    paths = [part.path for part in told.parts]
    assert "goals.funnel.stage1.conversion" in paths
    assert "goals.stage.stage1" in [part.key for part in told.parts]


@pytest.mark.parametrize(("whole", "words"), [(True, "вверх до целого"), (False, "=")])
def test_numbers_tell_only_the_way_that_was_taken(whole: bool, words: str) -> None:
    project = replaced(selling(150, 900, (0.7,)), "goals.whole_units", whole)
    told = explain(figures_of(project), "goals.leads", 1)
    assert words in told.in_numbers.into("ru")
    assert "если" not in told.in_numbers.into("ru")
    assert "если «" in told.in_names.into("ru")


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


def test_a_ratio_tells_the_sums_that_give_it() -> None:
    project = selling(10, 100, (1.0,), product={"churn": 0.5, "clients_at_start": 8.0}, months=3)
    told = explain(figures_of(project), "kpi.arpu", 0)
    said = told.in_numbers.into("ru").replace("\u00a0", " ")
    assert said.endswith("3 000 ₽ ÷ 50 клиентов"), said
    assert told.parts[1].value.into("ru").replace("\u00a0", " ") == "50 клиентов"


def test_what_is_read_from_a_row_or_a_list_is_a_number_in_the_line_of_numbers() -> None:
    figures = figures_of(selling(goal_by=GoalBy.REVENUE, revenue_year=1200.0, months=12))
    said = explain(figures, "goals.revenue_goal", 2).in_numbers.into("ru").replace("\u00a0", " ")
    assert said == "100 ₽ = 1 200 ₽ × 1 ÷ 12 × 12 ÷ 12"


@pytest.mark.parametrize(
    ("days", "russian", "english"),
    [(30, "через 1 месяц", "1 month ahead"), (60, "через 2 месяца", "2 months ahead")],
)
def test_a_number_of_months_is_spoken_with_its_word(days: int, russian: str, english: str) -> None:
    project = replaced(selling(), "goals.funnel.lead.days", float(days))
    said = explain(figures_of(project), "goals.leads_inflow", 1)
    assert said.in_numbers.into("ru").endswith(russian)
    assert said.in_numbers.into("en").endswith(english)
    assert said.in_names.into("ru") == "Приход лидов = «Лиды» через «Цикл сделки» мес."


def test_an_own_rate_and_a_score_are_named_by_what_they_are_for() -> None:
    project = load_preset("digital-agency")
    figures = compute(project)
    tool = next(one for one in project.automation.tools if one.requirements)
    key = f"automation.score.{tool.id}.{tool.options[0].id}"
    said = explain(figures, key, 1).in_names.into("ru")
    assert f"«Балл ({tool.requirements[0].name})»" in said


def test_an_unknown_figure_is_refused() -> None:
    with pytest.raises(UnknownFigureError):
        explain(figures_of(selling()), "goals.nothing", 1)


def test_a_choice_by_an_answer_tells_in_numbers_only_the_way_that_was_taken() -> None:
    project = load_preset("wholesale")
    whole = explain(compute(project), "goals.leads").in_numbers.into("ru").replace("\u00a0", " ")
    assert whole == "99 лидов = 98,7 лида, вверх до целого"
    exact = compute(replaced(project, "goals.whole_units", False))
    told = explain(exact, "goals.leads").in_numbers.into("ru").replace("\u00a0", " ")
    assert "вверх" not in told
    assert "если" not in told
    assert "иначе" in explain(exact, "goals.leads").in_names.into("ru")
