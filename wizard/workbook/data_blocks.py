"""The blocks of the inputs sheet that come from data: working days and rates of contributions.

Belongs here: columns of numbers and what is derived from them. Does not belong here: the answers
of the project (`inputs`), how the sheet looks (`input_sheet`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from wizard.plan.data.calendar import COUNTED, source_version, working_days_by_year
from wizard.plan.figures import Figures
from wizard.plan.formulas.expression import Vector
from wizard.plan.formulas.tables import vectors_of
from wizard.project.model import Question
from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.units import MONEY, NUMBER, PERCENT, Unit
from wizard.workbook.input_blocks import Block, Derived, Entry, Inputs
from wizard.workbook.months import calendar_month_names
from wizard.workbook.safe_text import cell_text

# The production calendar: its days and its years.
_CALENDAR, _YEARS = "calendar.days", "calendar.years"
START = "company.start"

_RATE_COLUMNS = {
    "start": Question(_("Доход одного человека от"), MONEY, low=0),
    "rate": Question(_("Ставка"), PERCENT, low=0, high=1),
    "beyond": Question(_("Ставка сверх базы года"), PERCENT, low=0, high=1),
    "ceiling": Question(_("Предельная база года, на человека"), MONEY, low=0),
}


class DataBlocks:
    """Blocks of numbers that a plan reads: what the program's data gives of them."""

    def __init__(
        self, project: Project, figures: Figures, language: Language, also: Sequence[Vector]
    ) -> None:
        plan = figures.plan
        self.project, self.figures, self.language = project, figures, language
        self.plan = plan
        entered = {vector.key: vector for vector in (*plan.vectors, *also)}
        self.columns: dict[str, list[Vector]] = {}
        self.lists: list[Vector] = []
        for vector in entered.values():
            if vector.field:
                self.columns.setdefault(vector.path, []).append(vector)
            else:
                self.lists.append(vector)
        self.derived: dict[str, dict[str, Vector]] = {}
        for line in plan.lines.values():
            for node in line.nodes:
                for vector in vectors_of(node):
                    self._add_derived(vector)

    def _add_derived(self, vector: Vector) -> None:
        if vector.derived and vector.beside is not None:
            self._add_derived(vector.beside)
            self.derived.setdefault(vector.path, {})[vector.key] = vector

    def say(self, text: Text | None) -> str:
        """A text of the program in the workbook's language."""
        return cell_text(text.into(self.language), self.language) if text is not None else ""

    def typed(self, text: str) -> str:
        """A text that a person typed."""
        return cell_text(text, self.language)

    def production_calendar(self, meta: Question) -> Block:
        block = Block(self.say(_("Рабочие дни производственного календаря")))
        years = working_days_by_year(self.project)
        block.heads = [(month, "") for month in calendar_month_names(self.language)]
        for year, days in years.items():
            entries = [
                number_entry(f"{_CALENDAR}.{year}.{month}", value, meta)
                for month, value in enumerate(days, 1)
            ]
            block.rows.append((str(year), entries))
        block.areas = {_CALENDAR: (0, 11), _YEARS: (-1, -1)}
        block.note = self.say(
            _(
                "Праздники и переносы — из пакета holidays {version}; переносы на будущие годы "
                "утверждают ежегодно, сверьте их. Вне этих лет берётся ближайший год.",
                version=source_version(),
            )
            if self.project.company.country in COUNTED
            else _("С понедельника по пятницу. Вне этих лет берётся ближайший год.")
        )
        return block

    def rates(self) -> Iterator[Block]:
        """The bands of contributions from the regime's data file."""
        regime = self.plan.regime
        for table in regime.tables:
            path = f"rates.{table.id}"
            if path not in self.columns:
                continue
            names = (regime.title.into(self.language), table.title.into(self.language))
            block = Block(self.typed(": ".join(names)), self.say(regime.origin))
            yield self.number_columns(
                block,
                path,
                [(name, _RATE_COLUMNS[name], None) for name in table.fields],
                [
                    (str(number), f"{path}.{number}", list(row))
                    for number, row in enumerate(table.rows, 1)
                ],
            )

    def number_columns(
        self,
        block: Block,
        path: str,
        columns: list[tuple[str, Question, Unit | None]],
        rows: list[tuple[str, str, list[float]]],
    ) -> Block:
        """Fill a block of number columns, with the columns derived from them at the right."""
        currency = self.project.company.currency.value
        for _name, meta, own in columns:
            unit = own or meta.unit or NUMBER
            block.heads.append((self.say(meta.title), self.say(unit.sign(currency))))
        for label, row_path, values in rows:
            entries = [
                number_entry(f"{row_path}.{name}", value, meta, own)
                for value, (name, meta, own) in zip(values, columns, strict=True)
            ]
            block.rows.append((label, entries))
        names = [name for name, _meta, _own in columns]
        block.lists = [
            (vector, names.index(vector.field), len(rows)) for vector in self.columns[path]
        ]
        places = {vector.key: column for vector, column, _count in block.lists}
        for vector in self.derived.get(path, {}).values():
            assert vector.beside is not None
            points = places.get(Vector(path, vector.field).key, 0)
            column = len(block.heads)
            block.derived.append(Derived(vector, column, places[vector.beside.key], points))
            places[vector.key] = column
            title = _("Прирост") if vector.derived == "increments" else _("Наклон")
            block.heads.append((self.say(title), ""))
        return block


def working_days_in(inputs: Inputs, so_far: str) -> str:
    """The working days of a month of the plan; `so_far` is the column down to its row."""
    day = f"EDATE({inputs.cells[START]},ROWS({so_far})-1)"
    days, years = inputs.areas[_CALENDAR], inputs.areas[_YEARS]
    row = f"YEAR({day})-VALUE(INDEX({years},1))+1"
    return f"INDEX({days},MAX(1,MIN(ROWS({days}),{row})),MONTH({day}))"


def number_entry(path: str, value: Any, meta: Question, unit: Unit | None = None) -> Entry:
    return Entry(
        float(value),
        path,
        meta,
        unit or meta.unit or NUMBER,
        whole=isinstance(value, int),
        flag=isinstance(value, bool),
    )
