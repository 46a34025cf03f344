"""The catalogue of KPI: what can be measured, how it is counted and where the CRM holds it.

Reference data in `resources/kpi.json`: the eight of account management and those of the common
funnel. Belongs here: reading it, and what suits a role. Does not belong here: arithmetic on typed
figures (`wizard.plan.kpi_calculator`).
"""

from __future__ import annotations

import json
from functools import cache
from typing import Literal

from wizard.paths import resources
from wizard.plan.data.dated import Bilingual, Data
from wizard.project.bonus import BonusPeriod
from wizard.project.structure import RoleFunction


class Measure(Data):
    """An entry: the measure, its formula in words, unit, period, source, and whom it suits.

    `better` is the direction in which it improves; `figure` is the key of the plan's figure that
    could be its target, empty where the plan has none.
    """

    id: str
    group: Literal["accounting", "plan"]
    name: Bilingual
    formula: Bilingual
    unit: Bilingual
    period: BonusPeriod
    source: Bilingual
    better: Literal["higher", "lower"]
    functions: tuple[RoleFunction, ...]
    figure: str = ""


@cache
def catalogue() -> dict[str, Measure]:
    """All measures by id, in the order of the file."""
    entries = json.loads((resources() / "kpi.json").read_text("utf-8"))
    found = [Measure.model_validate(entry) for entry in entries]
    return {measure.id: measure for measure in found}


def suggested(function: RoleFunction) -> tuple[Measure, ...]:
    """The measures that suit a role's function, in the order of the catalogue."""
    return tuple(measure for measure in catalogue().values() if function in measure.functions)
