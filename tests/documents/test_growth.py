"""What a package costs grows with its papers and roles, and no faster.

Counted in calls of functions, which are the same on every machine and at every load.
"""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable
from functools import partial

from wizard.documents.context import document_set
from wizard.documents.setting.pdf import prepared_pdf
from wizard.plan.figures import Figures, compute
from wizard.project.edit import aligned, answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset


def calls(work: Callable[[], object]) -> int:
    profile = cProfile.Profile()
    profile.runcall(work)
    return int(pstats.Stats(profile).total_calls)  # type: ignore[attr-defined]


def with_roles(project: Project, times: int) -> Project:
    """The project with every role so many times."""
    rows = tuple(
        role.model_copy(update={"id": f"{role.id}{turn}", "title": f"{role.title} {turn}"})
        if turn
        else role
        for turn in range(times)
        for role in project.structure.roles
    )
    return aligned(answer(project, "structure.roles", rows))


def test_each_role_more_costs_the_same() -> None:
    preset = load_preset("online-service")
    costs: list[int] = []
    for times in (1, 2, 3):
        project = with_roles(preset, times)
        figures = compute(project)
        if not costs:
            make(project, figures)  # what is done once in a process is no part of the growth
        costs.append(calls(partial(make, project, figures)))
    once, twice, thrice = costs
    assert thrice - twice < (twice - once) * 1.25
    assert twice < once * 2


def make(project: Project, figures: Figures) -> None:
    """The texts of all papers, and what is handed over to set their pages."""
    for one in document_set(project, figures):
        prepared_pdf(one.document)
