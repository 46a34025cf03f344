"""The projects that are measured: the largest preset, and larger ones grown from it."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TypeVar

from wizard.plan.figures import compute
from wizard.project.edit import aligned
from wizard.project.funnel import Channel
from wizard.project.model import Row
from wizard.project.offering import Product
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names

R = TypeVar("R", bound=Row)
S = TypeVar("S", Product, Channel)


def largest_preset() -> tuple[str, Project]:
    """The preset whose plan has the most lines, and its name."""
    projects = {name: aligned(load_preset(name)) for name in preset_names()}
    name = max(projects, key=lambda name: len(compute(projects[name])))
    return name, projects[name]


def of_size(
    project: Project,
    *,
    months: int | None = None,
    products: int | None = None,
    channels: int | None = None,
    roles: int | None = None,
) -> Project:
    """The project with so many months and rows: its own rows over and over, under other ids.

    A copied role has the pay and the hiring of its model; the shares of products and channels are
    cut so that they stay what they were together.
    """
    goals, company = project.goals, project.company
    if months is not None:
        company = company.model_copy(update={"horizon": months})
    if products is not None:
        goals = goals.model_copy(
            update={"products": _shared(_copies(goals.products, products), len(goals.products))}
        )
    if channels is not None:
        goals = goals.model_copy(
            update={"channels": _shared(_copies(goals.channels, channels), len(goals.channels))}
        )
    project = project.model_copy(update={"company": company, "goals": goals})
    return project if roles is None else _with_roles(project, roles)


def _with_roles(project: Project, count: int) -> Project:
    structure, motivation, hiring = project.structure, project.motivation, project.hiring
    return aligned(
        project.model_copy(
            update={
                "structure": structure.model_copy(
                    update={"roles": _copies(structure.roles, count)}
                ),
                "motivation": motivation.model_copy(update={"pay": _copies(motivation.pay, count)}),
                "hiring": hiring.model_copy(update={"roles": _copies(hiring.roles, count)}),
            }
        )
    )


def _copies(rows: tuple[R, ...], count: int) -> tuple[R, ...]:
    copied = []
    for number, row in enumerate(islice(cycle(rows), count)):
        turn = number // len(rows)
        copied.append(row.model_copy(update={"id": f"{row.id}-{turn + 1}"}) if turn else row)
    return tuple(copied)


def _shared(rows: tuple[S, ...], before: int) -> tuple[S, ...]:
    part = before / len(rows)
    return tuple(row.model_copy(update={"share": row.share * part}) for row in rows)
