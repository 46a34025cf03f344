"""The scenarios of a project as the workbook holds them: what each changes, and the live answers.

An answer that a scenario changes is typed where it always was, on the inputs sheet. What formulas
read is the answer of the chosen scenario, which stands here; names point to it. All other answers
are read where they are typed. Belongs here: which answers those are, their rows and references.
Does not belong here: how the sheet looks (`scenario_sheet`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from wizard.plan.figures import Figures, compute
from wizard.plan.lines.goals import FOUND_DEALS
from wizard.plan.scenarios import Changed, applied, changed, changes_of, left_out
from wizard.project.model import Question
from wizard.project.path import PathError, title
from wizard.project.project import Project
from wizard.project.scenarios import Scenario
from wizard.texts import Language, Text, _
from wizard.workbook.input_blocks import Block, Entry, Inputs, Place
from wizard.workbook.names import Names, unlike
from wizard.workbook.safe_text import one_line

SHEET = _("Сценарии")
# What formulas read of this sheet: figures that differ from the program, the scenario's number.
APART, CHOSEN = "scenarios.apart", "scenarios.number"

# Columns of the sheet, counted from 0; a column for each scenario begins at BASE.
LABEL, UNIT, LIVE, BASE = range(4)
# Rows, counted from 0: the switch, and the heads of the scenarios.
SWITCH_ROW, NUMBER_ROW, HEAD_ROW, COUNT_ROW = 3, 4, 7, 8
_NAME_LIMIT = 60

# Told side by side; each by its total.
COMPARED = (
    "goals.revenue",
    "goals.deals",
    "goals.leads",
    "goals.clients",
    "goals.average_check",
    "goals.conversion",
    "structure.staff",
    "structure.feasible_deals",
    "motivation.payroll",
    "costs.leads",
    "costs.total",
    "result.gross_margin",
    "result.operating_profit",
    "result.net_profit",
    "result.cash",
    "result.lowest_cash",
    "result.funding_need",
    "result.break_even_month",
    "result.payback_month",
    "kpi.cac_full",
    "kpi.ltv_to_cac",
)


@dataclass(frozen=True, slots=True)
class Version:
    """The base plan or a scenario of the book: what it changes and what comes of it."""

    name: str
    note: str
    changes: Mapping[str, Changed]
    figures: Figures


@dataclass(frozen=True, slots=True)
class LiveRow:
    """An answer that scenarios change, in its row (counted from 0)."""

    row: int
    label: str
    entry: Entry
    typed: str
    changes: tuple[Changed, ...]
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LiveGroup:
    """Answers of one block of the inputs sheet, below a heading and above an empty row."""

    title: str
    row: int
    rows: tuple[LiveRow, ...]


def letter(column: int, *, fixed: bool = True) -> str:
    """The letter of a column of the sheet, with a dollar sign where it is fixed."""
    name: str = xl_col_to_name(column)
    return f"${name}" if fixed else name


class Switching:
    """The scenarios of one workbook, which opens with the one its figures are of."""

    def __init__(
        self, project: Project, figures: Figures, inputs: Inputs, sheet: str, language: Language
    ) -> None:
        self.sheet, self._language = sheet, language
        self._quoted = quote_sheetname(sheet)
        self._project, self._inputs = project, inputs
        self._asked = {
            entry.path: entry
            for block in inputs.blocks
            for _label, entries in block.rows
            for entry in entries
            if entry.open and isinstance(entry.value, float)
        }
        scenarios = project.scenarios.scenarios
        base_name = self._say(_("Базовый план"))
        named = [
            one.name.strip() or self._say(_("Сценарий {n}", n=number))
            for number, one in enumerate(scenarios, 1)
        ]
        names = unlike([base_name, *named], _NAME_LIMIT)
        base = figures if figures.project is project else compute(project)
        self.versions = [Version(names[0], "", {}, base)]
        self.refused: list[tuple[str, str]] = []
        self.chosen = 0
        for number, scenario in enumerate(scenarios, 1):
            if figures.project is not project and applied(project, scenario) == figures.project:
                self.chosen = number
            self.versions.append(self._version(scenario, names[number]))
        self.first_group = self.first_compared + len(self.compared) + 3
        self.groups = tuple(self._grouped())

    @property
    def compared(self) -> list[str]:
        """The key figures told side by side."""
        return [key for key in COMPARED if key in self.versions[0].figures]

    @property
    def first_compared(self) -> int:
        """The row of the first of them."""
        return COUNT_ROW + 1 + self._notes()

    @property
    def apart_column(self) -> int:
        """The column that holds the live figures against the stored ones."""
        return BASE + len(self.versions)

    @property
    def factors(self) -> int:
        """The first column of factors, one for each scenario."""
        return self.apart_column + 1

    @property
    def replacements(self) -> int:
        """The first column of numbers in place of an answer."""
        return self.factors + len(self.versions) - 1

    @property
    def limits(self) -> int:
        """The column of the least value of an answer; that of the greatest follows."""
        return self.replacements + len(self.versions) - 1

    @property
    def copies(self) -> int:
        """The first of the hidden columns that keep factors and replacements as they were made."""
        return self.limits + 3

    def chosen_in(self, row: int, number: str) -> str:
        """The chosen scenario's number in a row that has one for each; `number` names its place."""
        first, last = letter(BASE), letter(BASE + len(self.versions) - 1)
        return f"INDEX({first}{row + 1}:{last}{row + 1},{number})"

    @property
    def end(self) -> int:
        """The row after the last group."""
        return self.groups[-1].rows[-1].row + 2 if self.groups else self.first_group + 1

    def _notes(self) -> int:
        return 1 if any(version.note for version in self.versions) else 0

    def cell(self, row: int, column: int) -> str:
        """A cell of the sheet, as formulas of other sheets write it."""
        return f"{self._quoted}!{letter(column)}${row + 1}"

    @property
    def switch(self) -> str:
        """The cell in which the scenario is chosen."""
        return self.cell(SWITCH_ROW, LIVE)

    @property
    def number(self) -> str:
        """The cell with the number of the chosen scenario, 1 for the base plan."""
        return self.cell(NUMBER_ROW, LIVE)

    @property
    def apart(self) -> str:
        """The cell that says how many key figures differ from those of the program."""
        return self.cell(self.first_compared + len(self.compared), self.apart_column)

    @property
    def changed_paths(self) -> frozenset[str]:
        """The answers that some scenario changes."""
        return frozenset(path for version in self.versions for path in version.changes)

    def linked(self) -> Inputs:
        """The inputs, with the names of answers that scenarios change pointing to this sheet."""
        names, live = dict(self._inputs.names), {}
        for path, where in self._places().items():
            names[self._inputs.cells[path]] = where
        for block, column, group in self._columns():
            first = group.rows[0].row
            live[block.row, column] = Place(f"{self._quoted}!", xl_col_to_name(LIVE), first + 1)
            for vector, at, count in block.lists:
                if at == column:
                    start, end = self.cell(first, LIVE), self.cell(first + count - 1, LIVE)
                    name = self._inputs.vectors[vector.key]
                    names[name] = f"{start}:{end.partition('!')[2]}"
        return replace(self._inputs, names=names, live=live)

    def _say(self, text: Text) -> str:
        return text.into(self._language)

    def _version(self, scenario: Scenario, name: str) -> Version:
        changes = changes_of(self._project, scenario)
        gone = {change.path for change in left_out(self._project, scenario)}
        self.refused += [(name, f"{path}: {self._say(_GONE)}") for path in sorted(gone)]
        for path in [path for path in changes if path not in self._asked]:
            del changes[path]
            self.refused.append((name, f"{self._title(path)}: {self._say(_NOT_IN_BOOK)}"))
        figures = compute(changed(self._project, changes))
        found = figures.found(FOUND_DEALS)
        if changes and found is not None:
            changes[FOUND_DEALS] = Changed(found.value)
        return Version(name, one_line(scenario.note, 400), changes, figures)

    def _title(self, path: str) -> str:
        try:
            return title(self._project, path).into(self._language)
        except PathError:
            return path

    def _places(self) -> dict[str, str]:
        return {
            row.entry.path: self.cell(row.row, LIVE) for group in self.groups for row in group.rows
        }

    def _chosen_entries(self) -> Iterator[tuple[Block, int, list[tuple[str, Entry]]]]:
        """The entries that come to this sheet, by block and column: whole lists, else one by one.

        A list is read as a range, so that all its numbers stand together.
        """
        asked = self.changed_paths
        for block in self._inputs.blocks:
            counts = {column: count for _vector, column, count in block.lists}
            for column in range(max(1, len(block.heads))):
                rows = [
                    (label, entries[column])
                    for label, entries in block.rows
                    if column < len(entries) and entries[column].path
                ]
                if not any(entry.path in asked for _label, entry in rows):
                    continue
                if column in counts:
                    yield block, column, rows[: counts[column]]
                else:
                    yield block, column, [row for row in rows if row[1].path in asked]

    def _grouped(self) -> Iterator[LiveGroup]:
        at = self.first_group + 3
        for block, column, entries in self._chosen_entries():
            name = f"{block.stage} · {block.title}"
            if not block.scalar:
                head = block.heads[column][0]
                name = block.title if head == block.title else f"{block.title} · {head}"
            rows = tuple(
                self._row(at + place, label, entry)
                for place, (label, entry) in enumerate(entries, 1)
            )
            yield LiveGroup(name, at, rows)
            at += len(rows) + 2

    def _columns(self) -> Iterator[tuple[Block, int, LiveGroup]]:
        """The groups that hold a whole list."""
        for (block, column, _rows), group in zip(self._chosen_entries(), self.groups, strict=True):
            if any(at == column for _vector, at, _count in block.lists):
                yield block, column, group

    def _row(self, row: int, label: str, entry: Entry) -> LiveRow:
        assert isinstance(entry.value, float)
        entered = int(entry.value) if entry.whole else entry.value
        meta = entry.question or Question(Text(""))
        changes = tuple(version.changes.get(entry.path, Changed()) for version in self.versions[1:])
        values = (
            entry.value,
            *(
                float(change.value(entered, meta)) if change != Changed() else entry.value
                for change in changes
            ),
        )
        return LiveRow(row, label, entry, self._inputs.typed[entry.path], changes, values)


_GONE = _("такого ответа в проекте больше нет, изменение не учтено")
_NOT_IN_BOOK = _("в книге этот ответ не переключается, изменение не учтено")


def switch_names(taken: Sequence[str], language: Language) -> tuple[str, str]:
    """The names of the switch and of the number of the chosen scenario, unlike all taken ones."""
    names = Names(taken)
    switch = names.name(_("Сценарий книги").into(language))
    return switch, names.name(_("Номер сценария").into(language))
