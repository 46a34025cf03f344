"""Every question of a project has its place in the window, and a score has its cell."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from tests.ui.finding import type_into
from wizard.project.automation import Requirement
from wizard.project.edit import aligned, with_row, without_rows
from wizard.project.goals import GoalBy
from wizard.project.model import Model
from wizard.project.path import fields, get
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.page import Page
from wizard.ui.stages.scores import Scores

# Asked only where another answer makes it matter.
CONDITIONS = {
    "goals.profit_year": ("goals.goal_by", GoalBy.PROFIT),
    "goals.leads_budget": ("goals.goal_by", GoalBy.LEADS_BUDGET),
    "goals.revenue_year": ("goals.goal_by", GoalBy.REVENUE),
    "goals.later_years": ("goals.goal_by", GoalBy.REVENUE),
    "motivation.plain_rate": ("motivation.regime", "plain"),
}
# Chosen in the bar above the pages; lists whose rows stand in another table, cell by cell.
ELSEWHERE = {
    "scenarios.active",
    "automation.tools.options.scores",
    "motivation.pay.components.product_rates",
    "motivation.pay.components.channel_rates",
}
PAGE_OF = {"scenarios": "summary"}


def kind_of(project: Project, path: str) -> str:
    """The place in the model of the question at a path: one for all rows of a list."""
    parts = path.split(".")
    return ".".join(
        part
        for place, part in enumerate(parts)
        if not (place and isinstance(get(project, ".".join(parts[:place])), tuple))
    )


def kinds(project: Project) -> dict[str, list[str]]:
    """The paths of every question, by the question's place in the model; groups ask nothing."""
    found: dict[str, list[str]] = {}
    for path, value, _meta in fields(project):
        if not isinstance(value, Model):
            found.setdefault(kind_of(project, path), []).append(path)
    return found


def is_led_to(page: Page, path: str) -> bool:
    """Whether the very field is there; a page itself would fall back on the row above it."""
    page.reveal(path)  # a page of roles picks the role first
    return any(part.reveal(path) for card in page.cards if card.is_asked for part in card.bound)


def test_every_question_can_be_led_to(opened: MainWindow) -> None:
    session = opened.session
    seen: set[str] = set(ELSEWHERE)
    missed: set[str] = set()
    for preset in ("wholesale", "digital-agency", "online-service"):
        session.new(preset)
        for kind, paths in kinds(session.project).items():
            if kind in seen:
                continue
            if kind in CONDITIONS:
                session.answer(*CONDITIONS[kind])
            stage = kind.partition(".")[0]
            opened.show_page(PAGE_OF.get(stage, stage))
            found = any(is_led_to(opened.page(), path) for path in paths)
            (seen if found else missed).add(kind)
    assert missed - seen == set()
    assert len(seen) > 300


def test_a_score_is_typed_in_its_cell_and_weighed_below(opened: MainWindow) -> None:
    session = opened.session
    session.new("digital-agency")
    opened.show_page("automation")
    tool = next(one for one in session.project.automation.tools if one.requirements)
    base = f"automation.tools.{tool.id}.options.{tool.options[0].id}.scores"
    for requirement in tool.requirements:
        opened.reveal(f"{base}.{requirement.id}.points")
        cell = QApplication.focusWidget()
        assert isinstance(cell, QLineEdit)
        type_into(cell, "10")
    key = f"automation.score.{tool.id}.{tool.options[0].id}"
    assert session.figures[key].total == 10
    grid = opened.page().findChild(Scores)
    assert grid is not None
    assert "10" in " ".join(found.text() for found in grid.findChildren(QLabel))


def test_a_new_requirement_brings_its_cells_and_takes_them_away() -> None:

    project = aligned(load_preset("digital-agency"))
    tool = next(one for one in project.automation.tools if one.requirements)
    path = f"automation.tools.{tool.id}.requirements"
    more = with_row(project, path, Requirement(id="new", name="Новое"))
    options = get(more, f"automation.tools.{tool.id}.options")
    assert all(option.scores[-1].id == "new" for option in options)
    assert without_rows(more, path, {"new"}).automation == project.automation
