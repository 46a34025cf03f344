"""The catalogue of KPI as templates read it: each measure in the language of the document.

Belongs here: what a paper says of a measure. Does not belong here: the catalogue itself
(`wizard.plan.data.kpi_catalogue`), its values in the plan (`figures`).
"""

from __future__ import annotations

from dataclasses import dataclass

from wizard.plan.data.kpi_catalogue import catalogue
from wizard.texts import Language


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """A measure in words; `figure` is the key of the plan's figure, empty where it has none."""

    id: str
    name: str
    formula: str
    unit: str
    period: str
    source: str
    figure: str


def measures(group: str, language: Language) -> list[NamedMeasure]:
    """The measures of a group, "accounting" or "plan", in the order of the catalogue."""
    return [
        NamedMeasure(
            measure.id,
            measure.name.into(language),
            measure.formula.into(language),
            measure.unit.into(language),
            measure.period.title_text.into(language),
            measure.source.into(language),
            measure.figure,
        )
        for measure in catalogue().values()
        if measure.group == group
    ]
