"""Rules of comparing projects: every difference is told once, in the words of its question."""

from __future__ import annotations

import pytest

from wizard.plan.comparison import figure_changes
from wizard.plan.figures import compute
from wizard.project import edit
from wizard.project.changes import ChangeKind, changes, place_of_change
from wizard.project.offering import Product
from wizard.project.path import fields, replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset


@pytest.fixture
def project() -> Project:
    return load_preset("online-service")


def told(old: Project, new: Project) -> list[str]:
    return [one.sentence.into("ru").replace("\u00a0", " ") for one in changes(old, new)]


def test_equal_projects_differ_in_nothing(project: Project) -> None:
    assert changes(project, load_preset("online-service")) == ()
    assert figure_changes(compute(project), compute(load_preset("online-service"))) == ()


def test_an_answer_is_told_with_its_place_unit_and_both_values(project: Project) -> None:
    new = replaced(project, "goals.products.start.price", 700.0)
    assert told(project, new) == ["Продукты → Тариф «Старт» → Цена: 600 ₽ → 700 ₽"]


def test_choices_references_shares_and_empty_answers_read_as_words(project: Project) -> None:
    new = replaced(project, "goals.goal_by", "revenue")
    new = replaced(new, "goals.growth", 0.25)
    new = replaced(new, "company.city", "")
    role, stage = new.structure.roles[0], new.goals.funnel[0]
    new = replaced(new, f"goals.funnel.{stage.id}.role", role.id)
    lines = told(project, new)
    assert "Город: Воронеж → пусто" in lines
    assert "Что известно: Сделок в месяц → Выручка за год" in lines
    assert any(line.startswith("Рост за год: 0 %") and "→ 25 %" in line for line in lines)
    assert any(line.endswith(f"→ {role.title}") for line in lines)


def test_rows_come_go_and_move(project: Project) -> None:
    added = edit.with_row(project, "goals.products", Product(id="third", name="Тариф «Три»"))
    assert told(project, added) == ["Продукты → Тариф «Три»: добавлено"]
    assert told(added, project) == ["Продукты → Тариф «Три»: удалено"]
    ids = [row.id for row in project.goals.products]
    moved = edit.with_order(project, "goals.products", ids[::-1])
    found = changes(project, moved)
    assert [one.kind for one in found] == [ChangeKind.MOVED]


def test_every_single_answer_that_differs_is_found(project: Project) -> None:
    numbers = [
        (path, value)
        for path, value, _question in fields(project)
        if isinstance(value, (int, float)) and not isinstance(value, bool)
    ]
    for path, value in numbers[::7]:
        new = replaced(project, path, value + 1)
        assert [one.path for one in changes(project, new)] == [path]


def test_figures_that_differ_are_told_by_total_or_by_the_first_month(project: Project) -> None:
    new = replaced(project, "goals.deals_per_month", 170.0)
    found = {one.key: one for one in figure_changes(compute(project), compute(new))}
    deals = found["goals.deals"].sentence.into("ru").replace("\u00a0", " ")
    assert deals.endswith("1 800 сделок → 2 040 сделок")
    # A line whose total says nothing is told by the first month that differs.
    assert any(", месяц " in one.sentence.into("ru") for one in found.values())
    assert "motivation.salary.head" not in found


def test_a_figure_that_only_one_plan_has_is_told_as_missing(project: Project) -> None:
    new = edit.with_row(project, "goals.products", Product(id="third", name="Три", price=10.0))
    found = {one.key: one for one in figure_changes(compute(project), compute(new))}
    assert found["goals.clients.third"].sentence.into("ru").count("нет →") == 1


PRODUCTS = "goals.products"


def test_the_place_of_a_change_in_a_list_is_its_first_other_answer(project: Project) -> None:
    start, team = f"{PRODUCTS}.start", f"{PRODUCTS}.team"
    other = replaced(replaced(project, f"{team}.price", 1.0), f"{team}.share", 0.1)
    assert place_of_change(project, other, PRODUCTS) == f"{team}.price"
    assert place_of_change(project, other, "goals.growth") == "goals.growth"
    assert place_of_change(project, project, PRODUCTS) == start
    misread = edit.with_draft(project, f"{team}.share", "half")
    assert place_of_change(project, misread, PRODUCTS) == f"{team}.share"


def test_the_place_of_a_change_of_rows_is_a_row_that_is_there(project: Project) -> None:
    start, team = f"{PRODUCTS}.start", f"{PRODUCTS}.team"
    more = edit.with_row(project, PRODUCTS, Product(id="new"))
    assert place_of_change(project, more, PRODUCTS) == f"{PRODUCTS}.new"
    assert place_of_change(more, project, PRODUCTS) == team
    turned = edit.with_order(project, PRODUCTS, ["team", "start"])
    assert place_of_change(project, turned, PRODUCTS) == team
    one = edit.without_rows(project, PRODUCTS, {"start"})
    assert place_of_change(project, one, PRODUCTS) == team
    assert place_of_change(one, project, PRODUCTS) == start
    assert place_of_change(one, edit.without_rows(one, PRODUCTS, {"team"}), PRODUCTS) == PRODUCTS
