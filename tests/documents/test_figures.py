"""Drawings draw with any data: none, one, many, long names; and say which exist."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.plan.projects import paid, selling
from wizard.documents.facts.bonus_curve import bonus_curve
from wizard.documents.setting.figures import (
    FigureData,
    Theme,
    figure_names,
    figure_png,
    figure_svg,
    plan_by_month,
)
from wizard.documents.setting.layout import Document, Organisation
from wizard.documents.setting.pdf import render_pdf
from wizard.documents.word.word import render_word
from wizard.errors import UserError
from wizard.plan.simulator import Simulation, simulate
from wizard.project.bonus import Component, ComponentKind
from wizard.storage.presets import load_preset

LONG = "Квалифицированное обращение с подтверждённой потребностью и согласованным бюджетом"


def written(value: float) -> str:
    return f"{value:,.0f} ₽"


def funnel(count: int, label: str = "Этап") -> FigureData:
    stages = [
        {"label": label, "value": 900.0 - index, "shown": "900", "conversion": "60 %"}
        for index in range(count)
    ]
    return {"stages": stages}


def roles(count: int) -> FigureData:
    boxes = [
        {"id": f"r{index}", "title": LONG, "count": "1 чел.", "parent": f"r{index // 4 - 1}"}
        for index in range(count)
    ]
    return {"roles": boxes}


def months(count: int, value: float = 1.0) -> FigureData:
    values = [value * (1 + index) for index in range(count)]
    labels = ["янв"] * count
    line = [-item for item in values]
    return plan_by_month(
        labels, values, line, bar_label="Выручка", line_label=LONG, written=written
    )


def costs(count: int) -> FigureData:
    groups = [
        {"label": LONG, "value": float(index), "shown": "10 ₽", "share": "5 %"}
        for index in range(count)
    ]
    return {"groups": groups, "total_label": "Всего", "total": "100 ₽"}


def key_figures(count: int, shown: str = "1,2 млн ₽") -> FigureData:
    return {"cards": [{"label": LONG, "shown": shown} for _number in range(count)]}


def timeline(count: int, label: str = "Задача") -> FigureData:
    tasks = [
        {
            "label": label,
            "shown": "7–8 дек",
            "start": 3.0 * index,
            "end": 3.0 * index + 1 + index % 5,
            "critical": index % 3 == 0,
            "done": index % 4 == 0,
            "automatic": index % 5 == 1,
        }
        for index in range(count)
    ]
    kinds = ("critical", "task", "automatic", "done")
    return {
        "stages": [{"title": LONG, "tasks": tasks[::2]}, {"title": "Цели", "tasks": tasks[1::2]}],
        "span": 3.0 * count + 5,
        "months": [{"value": 0.0, "label": "янв", "year": "2027"}],
        "weeks": [{"value": 4.0, "label": "11"}],
        "plan_start": 2.0,
        "plan_start_label": "старт плана",
        "more": "и ещё 3 задачи" if count == 60 else "",
        "labels": dict.fromkeys(kinds, "срок"),
    }


def process(count: int, label: str = "Этап") -> FigureData:
    step = {"label": label, "owner": label, "deadline": label, "days": "3 дн.", "status": label}
    bare = dict.fromkeys(step, "") | {"label": label}
    steps = [
        {**(step if index % 2 else bare), "conversion": "60 %" if index else ""}
        for index in range(count)
    ]
    return {"steps": steps, "labels": {"status": "CRM"}}


def bonus(*components: Component) -> FigureData:
    project = paid(selling(100, 1000, (1.0,)), 40_000, *components)
    return bonus_curve(simulate(project, "seller"), "ru", "RUB")


PERCENT = Component(id="percent", kind=ComponentKind.PERCENT_OF_SALES, rate=0.1)
FIXED = Component(id="fixed", kind=ComponentKind.FIXED_FOR_PLAN, amount=20_000, threshold=0.8)

CASES = [
    ("bonus-curve", bonus_curve(Simulation("seller", (), ()), "ru", "RUB")),
    ("bonus-curve", bonus()),
    ("bonus-curve", bonus(PERCENT, FIXED)),
    ("key-figures", key_figures(0)),
    ("key-figures", key_figures(1)),
    ("key-figures", key_figures(12, LONG)),
    ("funnel", funnel(0)),
    ("funnel", funnel(1)),
    ("funnel", funnel(10, LONG)),
    ("organisation", roles(0)),
    ("organisation", roles(1)),
    ("organisation", roles(40)),
    ("plan-by-month", months(0)),
    ("plan-by-month", months(1)),
    ("plan-by-month", months(60)),
    ("plan-by-month", months(12, 0.0)),
    ("cost-structure", costs(0)),
    ("cost-structure", costs(1)),
    ("cost-structure", costs(12)),
    ("process", process(0)),
    ("process", process(1)),
    ("process", process(10, LONG)),
    ("timeline", timeline(0)),
    ("timeline", timeline(1)),
    ("timeline", timeline(24, LONG)),
    ("timeline", timeline(60, LONG)),
    ("timeline", timeline(6, "Н" * 200)),
]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("name", "data"), CASES)
def test_every_drawing_draws_with_any_data(name: str, data: FigureData, theme: Theme) -> None:
    svg = figure_svg(name, data, theme=theme, width_mm=90)
    assert svg.startswith(b"<svg")
    assert b"oklab" not in svg  # Qt reads colours as #rrggbb only


def test_two_roles_that_name_each_other_do_not_hang_the_drawing() -> None:
    boxes = [
        {"id": "a", "title": "А", "count": "", "parent": "b"},
        {"id": "b", "title": "Б", "count": "", "parent": "a"},
    ]
    assert figure_svg("organisation", {"roles": boxes}).startswith(b"<svg")


def test_a_drawing_is_as_wide_as_asked() -> None:
    assert b'width="255.1' in figure_svg("funnel", funnel(3), width_mm=90)


def test_png_is_a_picture() -> None:
    assert figure_png("funnel", funnel(3)).startswith(b"\x89PNG")


def test_an_unknown_drawing_names_the_nearest() -> None:
    with pytest.raises(UserError) as caught:
        figure_svg("funel", funnel(1))
    assert "funnel" in caught.value.into("ru")


def test_every_drawing_stands_in_both_kinds_of_document() -> None:
    data = {"funnel": funnel(3), "organisation": roles(5), "key-figures": key_figures(8)}
    data |= {
        "plan-by-month": months(12),
        "cost-structure": costs(4),
        "process": process(5),
        "timeline": timeline(60, LONG),
        "bonus-curve": bonus(PERCENT, FIXED),
    }
    assert set(data) == set(figure_names())
    text = "\n\n".join(f"::: figure {name}\nРис.\n:::" for name in data)
    paper = Document(title="Проба", text=text, organisation=Organisation("Ромашка"), figures=data)
    assert render_pdf(paper).startswith(b"%PDF")
    assert render_word(paper).startswith(b"PK")


def test_a_figure_without_data_is_told_by_name() -> None:
    paper = Document(
        title="План", text="::: figure funnel\n:::", organisation=Organisation("Ромашка")
    )
    with pytest.raises(UserError) as caught:
        render_pdf(paper)
    assert "funnel" in caught.value.into("ru")
    with pytest.raises(UserError):
        render_word(replace(paper))


def test_axis_marks_span_the_values() -> None:
    plan = plan_by_month(
        ["янв", "фев"], [10.0, 1234.0], [5.0, -300.0], bar_label="а", line_label="б", written=str
    )
    marks = [tick["value"] for tick in plan["ticks"]]
    assert min(marks) <= -300
    assert max(marks) >= 1234
    assert 0 in marks
    assert 4 <= len(marks) <= 9


def test_a_line_of_another_size_gets_an_axis_of_its_own() -> None:
    plan = plan_by_month(["янв"], [10.0], [1000.0], bar_label="а", line_label="б", written=str)
    assert plan["line_ticks"]


def test_every_paid_role_has_its_bonus_curve() -> None:
    project = load_preset("wholesale")
    for role in project.structure.roles:
        data = bonus_curve(simulate(project, role.id), "ru", "RUB", models=False)
        assert data["curves"], role.id
        assert figure_svg(f"bonus-curve:{role.id}", data, width_mm=90).startswith(b"<svg")


def test_income_axis_spans_the_curves_and_not_more() -> None:
    data = bonus_curve(
        simulate(load_preset("online-service"), "manager"), "ru", "RUB", models=False
    )
    marks = [tick["value"] for tick in data["ticks"]]
    incomes = [point[1] for piece in data["curves"][0]["segments"] for point in piece]
    assert marks[0] <= min(incomes) < marks[1]
    assert marks[-2] < max(incomes) <= marks[-1]
    assert data["plan"]["shown"] == "56\u00a0450\u00a0₽"
