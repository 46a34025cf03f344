"""Every input of the model has a home on a page: a field, a cell, or a list of its own."""

from __future__ import annotations

from typing import Any

from wizard.project.model import Model
from wizard.project.path import fields
from wizard.project.project import Project
from wizard.ui.binding.field import Field, Months
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_model import Column
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.widgets.brand_field import BrandField
from wizard.ui.widgets.consultant import ConsultantField

# Asked only where they mean something: the year's goal by what is known of it, a part of a bonus
# by its kind, the rates of a regime by the regime.
ASKED_WHEN_NEEDED = {
    "goals.revenue_year", "goals.deals_per_month", "goals.profit_year", "goals.leads_budget",
    "goals.later_years", "goals.season", "motivation.plain_rate", "motivation.accident_rate",
    "costs.tax_rate",
}  # fmt: skip
BY_KIND = {
    "scope", "basis", "unit", "stage", "method", "over", "tiers", "product_rates",
    "channel_rates", "threshold", "amount", "rate", "period", "start", "end",
}  # fmt: skip
# Points of options are still to find theirs; scenarios have their own page to come.
NOT_YET = {"automation.tools.*.options.*.scores", "automation.tools.*.options.*.scores.*.points"}


def pattern(project: Project, path: str) -> str:
    """The path with rows written as `*`."""
    found: Any = project
    parts = []
    for part in path.split("."):
        if isinstance(found, tuple):
            found = next(row for row in found if row.id == part)
            parts.append("*")
        else:
            found = getattr(found, part)
            parts.append(part)
    return ".".join(parts)


def has_home(window: MainWindow, path: str) -> bool:
    """Whether something on the shown page takes this answer."""
    page = window.page()
    if any(field.path == path for field in page.findChildren(Field)):
        return True
    if any(months.path == path for months in page.findChildren(Months)):
        return True
    for table in page.findChildren(Table):
        model = table.table_model
        if model.path == path:
            return True
        row_path, _dot, name = path.rpartition(".")
        if row_path.rpartition(".")[0] == model.path and any(
            isinstance(column, Column) and column.name == name for column in model.columns
        ):
            return True
    if path.startswith("company.consultant."):
        return bool(page.findChildren(ConsultantField))
    return any(field.path == path for field in page.findChildren(BrandField))


def test_every_input_has_a_home(opened: MainWindow) -> None:
    opened.session.new("digital-agency")
    project = opened.session.project
    pages = dict(PAGES)
    homeless: set[str] = set()
    tried: set[str] = set()
    for path, value, _meta in fields(project):
        shape = pattern(project, path)
        _page, _dot, last = path.rpartition(".")
        if shape in tried or isinstance(value, Model) or path.partition(".")[0] not in pages:
            continue
        tried.add(shape)
        if shape in ASKED_WHEN_NEEDED or shape in NOT_YET:
            continue
        if ".components." in shape and last in BY_KIND:
            continue
        opened.reveal(path)
        if path not in ("motivation.pay", "hiring.roles") and not has_home(opened, path):
            homeless.add(shape)
    assert homeless == set()
