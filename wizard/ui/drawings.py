"""The drawings of the window, from those of the documents: one drawing serves both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.project.project import Project
from wizard.texts import Language, _

if TYPE_CHECKING:
    from wizard.plan.figures import Figures
    from wizard.plan.simulator import Simulation

SHORT_MONTHS = (
    _("янв"), _("фев"), _("мар"), _("апр"), _("май"), _("июн"),
    _("июл"), _("авг"), _("сен"), _("окт"), _("ноя"), _("дек"),
)  # fmt: skip


def draw(
    name: str, project: Project, figures: Figures, language: Language, width_mm: float, dark: bool
) -> bytes:
    """A drawing of the plan as SVG."""
    # The drawing engine is loaded at the first picture, after the window has been shown.
    from wizard.documents.drawings import drawings
    from wizard.documents.figures import figure_svg

    months = [SHORT_MONTHS[month.month - 1].into(language) for month in figures.calendar]
    return figure_svg(
        name,
        drawings(project, figures, language, months)[name],
        theme="dark" if dark else "light",
        width_mm=width_mm,
        language=language,
    )


def bonus_curve_svg(
    simulation: Simulation, language: Language, currency: str, width_mm: float, dark: bool
) -> bytes:
    """The income of a role by attainment, model beside model, as SVG."""
    from wizard.documents.bonus_curve import bonus_curve
    from wizard.documents.figures import figure_svg

    return figure_svg(
        f"bonus-curve:{simulation.role}",
        bonus_curve(simulation, language, currency),
        theme="dark" if dark else "light",
        width_mm=width_mm,
        language=language,
    )
