"""The table of a role's KPI, whose limits are entered in the unit that each row names.

Belongs here: what becomes of the limits when the unit is another. Does not belong here: what a unit
means (`wizard.project.motivation`).
"""

from __future__ import annotations

from collections.abc import Sequence

from wizard.project.motivation import KPI_LIMITS, Kpi
from wizard.project.path import get, replaced
from wizard.project.project import Project
from wizard.ui.binding.table_model import Cell, Column, TableModel


class KpiRows(TableModel):
    """KPI: a limit that stands keeps its look when the unit becomes % or ceases to be."""

    def _entered(self, project: Project, cells: Sequence[Cell]) -> Project:
        before = list(get(project, self.path))
        after = super()._entered(project, cells)
        typed = {(number, self._named(column)) for number, column, _value in cells}
        for number, row in enumerate(get(after, self.path)):
            old = before[number] if number < len(before) else Kpi(id=row.id)
            stand = [name for name in KPI_LIMITS if (number, name) not in typed]
            kept = row.reading_as(old, stand)
            if kept != row:
                after = replaced(after, f"{self.path}.{row.id}", kept)
        return after

    def _named(self, column: int) -> str:
        found = self.columns[column] if column >= 0 else None
        return found.name if isinstance(found, Column) else ""
