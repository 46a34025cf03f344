"""The drawings of the window, from those of the documents: one drawing serves both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.ui.drawn import Drawn, drawn

if TYPE_CHECKING:
    from wizard.plan.figures import Figures
    from wizard.plan.simulator import Simulation

SHORT_MONTHS = (
    _("янв"), _("фев"), _("мар"), _("апр"), _("май"), _("июн"),
    _("июл"), _("авг"), _("сен"), _("окт"), _("ноя"), _("дек"),
)  # fmt: skip


CAPTIONS: dict[str, Text] = {
    "funnel": _("Воронка, первый месяц"),
    "organisation": _("Кто кому подчиняется"),
    "process": _("Карта процесса"),
    "plan-by-month": _("Выручка и деньги по месяцам"),
    "plan-by-month:profit": _("Прибыль и накопленный поток денег"),
    "plan-by-month:capacity": _("План и силы отдела по месяцам"),
    "cost-structure": _("Из чего состоят расходы"),
    "timeline": _("Календарь запуска"),
    "bonus-curve": _("Кривая дохода"),
    "season": _("Сезон по месяцам"),
}
"""What each picture is called."""


def draw(
    name: str, project: Project, figures: Figures, language: Language, width_mm: float, dark: bool
) -> Drawn:
    """A drawing of the plan."""
    # The drawing engine is loaded at the first picture, after the window has been shown.
    from wizard.documents.facts.drawings import drawing
    from wizard.documents.facts.told import told
    from wizard.documents.setting.figures import figure_svg

    months = [SHORT_MONTHS[month.month - 1].into(language) for month in figures.calendar]
    data = drawing(name, project, figures, language, months)
    svg = figure_svg(
        name,
        data,
        theme="dark" if dark else "light",
        width_mm=width_mm,
        language=language,
        spots=True,
    )
    return drawn(svg, told(name, data, language))


def bonus_curve(
    simulation: Simulation, language: Language, currency: str, width_mm: float, dark: bool
) -> Drawn:
    """The income of a role by attainment, model beside model; its spot `plot` is the plot."""
    from wizard.documents.facts import bonus_curve
    from wizard.documents.facts.told import told
    from wizard.documents.setting.figures import figure_svg

    name = f"bonus-curve:{simulation.role}"
    data = bonus_curve.bonus_curve(simulation, language, currency)
    svg = figure_svg(
        name,
        data,
        theme="dark" if dark else "light",
        width_mm=width_mm,
        language=language,
        spots=True,
    )
    ticks = [tick["value"] for tick in data["ticks"]]
    scale = (ticks[0], ticks[-1]) if ticks else (0.0, 0.0)
    return drawn(svg, told(name, data, language), scale)
