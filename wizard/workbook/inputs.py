"""What stands on the inputs sheet and where: every answer the plan rests on, and the choices made.

Belongs here: the blocks of the sheet, the cell of each answer, its name. Does not belong here: how
the cells look (`input_sheet`), and what the answers mean (the questions of `wizard.project`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from wizard.plan.figures import Figures
from wizard.plan.formulas.expression import Vector
from wizard.plan.lines.goals import FOUND_DEALS, LATER_YEARS, WORKING_DAYS
from wizard.project.bonus import Component
from wizard.project.model import Choice, Model, Question, Row, in_its_unit, question_of
from wizard.project.path import get, row_name
from wizard.project.project import STAGES, Project
from wizard.texts import Language, _
from wizard.units import DAYS, DEALS, NUMBER
from wizard.workbook.data_blocks import START, DataBlocks, number_entry, working_days_in
from wizard.workbook.input_blocks import UNUSED, Block, Entry, Inputs, addressed
from wizard.workbook.months import calendar_month_names
from wizard.workbook.plan_scope import answer_of

_PROFIT = "goals.profit_year"

# Parts of a bonus have choices that only some kinds look at.
_SALES_KINDS = ("percent_of_sales", "company", "leader", "tiers", "on_prepayment", "on_closing")
_ONLY_FOR = {
    "scope": _SALES_KINDS,
    "basis": ("percent_of_sales", "company", "leader", "tiers"),
    "unit": ("per_unit",),
    "stage": ("per_unit",),
    "method": ("tiers",),
    "over": ("tiers",),
}
# Single choices that shape the formulas; they are shown and changed in the program.
_FIXED = (
    "company.country",
    "company.currency",
    "company.work_mode",
    "company.horizon",
    "goals.goal_by",
    "structure.model",
    "structure.split",
    "costs.tax_regime",
    "motivation.regime",
)


def arrange(
    project: Project,
    figures: Figures,
    language: Language,
    sheet: str,
    *,
    also: Sequence[Vector] = (),
) -> Inputs:
    """Lay out the answers that the plan rests on, and `also` these lists, stage by stage."""
    return addressed(sheet, list(_Arrangement(project, figures, language, also).blocks()))


class _Arrangement(DataBlocks):
    """The blocks of a project's inputs."""

    def __init__(
        self, project: Project, figures: Figures, language: Language, also: Sequence[Vector]
    ) -> None:
        super().__init__(project, figures, language, also)
        plan = figures.plan
        self.used = set(plan.inputs) - set(_FIXED)
        self.used_in = {
            path[:at] for path in self.used for at, sign in enumerate(path) if sign == "."
        }
        self.row_names: dict[str, dict[str, str]] = {}
        # A list is shown if formulas read it whole or number by number.
        self.listed = {vector.path for vector in self.lists} | {
            path.rpartition(".")[0] for path in self.used if path.rpartition(".")[2].isdigit()
        }

    def blocks(self) -> Iterator[Block]:
        """All blocks in the order of the stages."""
        parts = (("company", _("Компания")), *STAGES)
        for stage, title in parts:
            model = getattr(self.project, stage)
            name = self.say(title)
            single = self._singles(stage, model, name)
            if single.rows:
                yield single
            more: list[Block] = list(self._tables(stage, model))
            if stage == "goals":
                more += self._working_days()
            if stage == "motivation":
                more += self.rates()
            for block in more:
                block.stage = name
                yield block

    def _singles(self, stage: str, model: Model, name: str) -> Block:
        block = Block(self.say(_("Отдельные ответы")), stage=name, scalar=True)
        for path, value, meta in _single_fields(model, stage):
            label = self.say(meta.title)
            if path == START:
                block.rows.append((label, [Entry(value, path, meta)]))
            elif path in self.used:
                block.rows.append((label, [number_entry(path, value, meta)]))
            elif path in _FIXED or (path == _PROFIT and FOUND_DEALS in self.used):
                block.rows.append((label, [self._fixed(path, value, meta)]))
        if stage == "goals" and FOUND_DEALS in self.used:
            block.rows.append(self._found_deals())
        return block

    def _found_deals(self) -> tuple[str, list[Entry]]:
        """The answer that the program found; it stays an input, so that the book stays live."""
        meta = Question(
            _("Сделок в месяц, найдено"),
            DEALS,
            _("Подобрано программой под прибыль за год. Меняйте, чтобы увидеть, что выйдет."),
            low=0,
            high=1e9,
        )
        value = answer_of(self.project, self.figures, FOUND_DEALS)
        return self.say(meta.title), [number_entry(FOUND_DEALS, value, meta)]

    def _working_days(self) -> Iterator[Block]:
        """The production calendar by years, and the working days of the plan's months out of it."""
        if WORKING_DAYS.path not in self.listed:
            return
        meta = Question(_("Рабочих дней"), DAYS, low=0, high=31)
        yield self.production_calendar(meta)
        values = self.plan.vector_values(self.project, WORKING_DAYS).tolist()
        block = self._grid(
            self.say(_("Рабочие дни по месяцам плана")),
            [(WORKING_DAYS.path, self.say(meta.title), tuple(values), meta)],
        )
        block.rows = [
            (label, [replace(entry, path="", locked=True) for entry in entries])
            for label, entries in block.rows
        ]
        block.formulas[0] = working_days_in
        block.note = self.say(_("Следуют за первым месяцем плана: берутся из таблицы выше."))
        yield block

    def _fixed(self, path: str, value: Any, meta: Question) -> Entry:
        if isinstance(value, Choice):
            shown: str | float = self.say(value.title_text)
        elif path == "motivation.regime":
            shown = self.typed(self.plan.regime.title.into(self.language))
        else:
            shown = float(value)
        unit = meta.unit or NUMBER
        kept = path if isinstance(shown, float) else ""
        return Entry(shown, kept, meta, unit, whole=isinstance(value, int), locked=True)

    def _tables(self, path: str, model: Model) -> Iterator[Block]:
        """The tables of a model, those nested in rows gathered into one table a kind."""
        for name, declared in type(model).model_fields.items():
            value = getattr(model, name)
            meta = question_of(declared)
            here = f"{path}.{name}"
            if isinstance(value, Model):
                yield from self._tables(here, value)
            if meta is None or not isinstance(value, tuple):
                continue
            if value and isinstance(value[0], Row):
                rows = [(f"{here}.{row.id}", self._name(here, row), row) for row in value]
                yield from self._table(self.say(meta.title), rows, whole_list=here)
                yield from self._nested(rows, self.say(meta.title))
            elif here in self.listed:
                yield self._grid(self.say(meta.title), [(here, self.say(meta.title), value, meta)])

    def _nested(self, rows: list[tuple[str, str, Row]], title: str) -> Iterator[Block]:
        """Tables and lists inside the rows of a table, gathered over its rows."""
        if not rows:
            return
        for name, declared in type(rows[0][2]).model_fields.items():
            meta = question_of(declared)
            if meta is None or not isinstance(getattr(rows[0][2], name), tuple):
                continue
            inner = [
                (f"{path}.{name}.{row.id}", f"{label} · {self._name(f'{path}.{name}', row)}", row)
                for path, label, owner in rows
                for row in getattr(owner, name)
                if isinstance(row, Row)
            ]
            heading = f"{title}: {self.say(meta.title)}"
            if any(f"{path}.{name}" in self.columns for path, _label, _row in rows):
                yield from self._own_tables(rows, name, meta)
            elif inner:
                used = [row for row in inner if self._is_used(row[0])]
                yield from self._table(heading, used)
                yield from self._nested(inner, heading)
            else:
                yield from self._ramps(rows, name, meta, heading)

    def _ramps(
        self, rows: list[tuple[str, str, Row]], name: str, meta: Question, heading: str
    ) -> Iterator[Block]:
        lists = [
            (f"{path}.{name}", label, getattr(row, name), meta)
            for path, label, row in rows
            if f"{path}.{name}" in self.listed
        ]
        if lists:
            yield self._grid(heading, lists)

    def _is_used(self, prefix: str) -> bool:
        return prefix in self.used_in

    def _name(self, list_path: str, row: Row) -> str:
        named = getattr(row, "name", "") or getattr(row, "title", "") or getattr(row, "reason", "")
        # What has no name goes by its owner's: pay by its role, a score by its requirement.
        return self.typed(str(named or row_name(self.project, f"{list_path}.{row.id}")))

    def _table(
        self, title: str, rows: list[tuple[str, str, Row]], *, whole_list: str = ""
    ) -> Iterator[Block]:
        """A table with the fields that the plan uses in any of its rows."""
        vectors = self.columns.get(whole_list, [])
        in_lists = {vector.field for vector in vectors}
        if not rows or not (in_lists or any(self._is_used(path) for path, _name, _row in rows)):
            return
        block = Block(title)
        columns: list[tuple[str, Question]] = []
        for name, declared in type(rows[0][2]).model_fields.items():
            meta = question_of(declared)
            if meta is None:
                continue
            numeric = name in in_lists or any(f"{row[0]}.{name}" in self.used for row in rows)
            chosen = isinstance(getattr(rows[0][2], name), Choice) or meta.refers
            if numeric or (chosen and any(_says(found[2], name) for found in rows)):
                columns.append((name, meta))
        for _name, meta in columns:
            unit = meta.unit.sign(self.project.company.currency.value) if meta.unit else None
            block.heads.append((self.say(meta.title), self.say(unit)))
        for path, label, row in rows:
            entries = [
                self._cell(f"{path}.{name}", getattr(row, name), asked, name in in_lists)
                if _concerns(row, name)
                else UNUSED
                for name, meta in columns
                for asked in (in_its_unit(meta, row, name),)
            ]
            block.rows.append((label, entries))
        names = [name for name, _meta in columns]
        block.lists = [(vector, names.index(vector.field), len(rows)) for vector in vectors]
        yield block

    def _cell(self, path: str, value: Any, meta: Question, in_list: bool) -> Entry:
        if isinstance(value, Choice):
            return Entry(self.say(value.title_text), question=meta)
        if meta.refers is not None:
            ids = value if isinstance(value, tuple) else (value,)
            titles = self._titles(meta.refers)
            names = [titles[found] for found in ids if found in titles]
            none = self.say(_("все")) if meta.none_is_all else "—"
            shown = ", ".join(names) or none
            return Entry(self.typed(shown), question=meta)
        if path in self.used or in_list:
            return number_entry(path, value, meta)
        return UNUSED

    def _titles(self, path: str) -> dict[str, str]:
        found = self.row_names.get(path)
        if found is None:
            found = {row.id: self._name(path, row) for row in get(self.project, path)}
            self.row_names[path] = found
        return found

    def _grid(self, title: str, lists: list[tuple[str, str, tuple[float, ...], Question]]) -> Block:
        """Lists of numbers side by side, each going down its own column."""
        block = Block(title)
        longest = max(len(values) for _path, _label, values, _meta in lists)
        for path, label, values, meta in lists:
            unit = meta.unit.sign(self.project.company.currency.value) if meta.unit else None
            block.lists.append((Vector(path), len(block.heads), len(values)))
            block.heads.append((label, self.say(unit)))
        for index in range(longest):
            label = self._place_name(lists[0][0], index)
            entries = [
                number_entry(f"{path}.{index}", values[index], meta)
                if index < len(values)
                else UNUSED
                for path, _label, values, meta in lists
            ]
            block.rows.append((label, entries))
        return block

    def _place_name(self, path: str, index: int) -> str:
        """What the number at a place of a list is for."""
        if path.endswith(".season"):
            months = calendar_month_names(self.language)
            return months[index % len(months)]
        if path == LATER_YEARS.path:
            return self.say(_("{n}-й год", n=index + 2))
        return self.say(_("{n}-й месяц", n=index + 1))

    def _own_tables(
        self, rows: list[tuple[str, str, Row]], name: str, meta: Question
    ) -> Iterator[Block]:
        """A table for each row that has such a list: tiers of a bonus, head counts by hand."""
        for path, label, owner in rows:
            here = f"{path}.{name}"
            vectors = self.columns.get(here)
            if not vectors:
                continue
            block = Block(f"{self.say(meta.title)}: {label}")
            method = getattr(owner, "method", None)
            if isinstance(method, Choice):
                block.note = self.say(_("Способ: {method}.", method=method.title_text))
            inside = getattr(owner, name)
            shown = {vector.field for vector in vectors}
            columns = [
                (field_name, question, inside[0].unit_of(field_name, owner))
                for field_name, declared in type(inside[0]).model_fields.items()
                if (question := question_of(declared)) is not None
                and (
                    field_name in shown or (field_name == "start" and isinstance(owner, Component))
                )
            ]
            lines = [
                (
                    self.typed(getattr(row, "name", "")) or str(number),
                    f"{here}.{row.id}",
                    [getattr(row, found[0]) for found in columns],
                )
                for number, row in enumerate(inside, 1)
            ]
            yield self.number_columns(block, here, columns, lines)


def _single_fields(model: Model, prefix: str) -> Iterator[tuple[str, Any, Question]]:
    """The fields of a model that stand outside tables."""
    for name, declared in type(model).model_fields.items():
        value, meta = getattr(model, name), question_of(declared)
        path = f"{prefix}.{name}"
        if isinstance(value, Model):
            yield from _single_fields(value, path)
        elif meta is not None and not isinstance(value, tuple):
            yield path, value, meta


def _concerns(row: Row, name: str) -> bool:
    """Whether a choice matters for a part of a bonus of its kind."""
    return not isinstance(row, Component) or row.kind.value in _ONLY_FOR.get(name, (row.kind,))


def _says(row: Row, name: str) -> bool:
    return bool(getattr(row, name)) and _concerns(row, name)
