"""Where a figure comes from: its formula in names and in numbers, and what it rests on.

The words come from the same tree as the value and the Excel formula, so an explanation cannot
disagree with either.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from wizard.numbers import Shown
from wizard.plan.figures import Figures
from wizard.plan.formulas.expression import (
    ATOM,
    COMPARISON,
    Clock,
    Expression,
    Input,
    Number,
    Ref,
    Speaker,
    Vector,
    Words,
)
from wizard.plan.formulas.line import Line, Ratio, Total
from wizard.plan.formulas.operators import Choose, Compare, Elementwise, Nearest, WholePart
from wizard.plan.formulas.over_months import AlongRow, Previous, Sum
from wizard.plan.formulas.tables import BandRate, ByParts, Mean, Pick, vectors_of
from wizard.plan.lines.goals import FOUND_DEALS
from wizard.project.model import Row, questions
from wizard.project.path import get, question_at, row_name
from wizard.project.project import Project
from wizard.texts import Text, Translatable, _, joined, n_
from wizard.units import DEALS_EXACT, FACTOR, MONEY, NUMBER, PERCENT, Unit


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a figure rests on: another figure (`key`) or an answer (`path`).

    `month` is the month of the other figure that is meant, 0 for its total or its whole row.
    """

    label: Translatable
    value: Translatable
    key: str = ""
    path: str = ""
    month: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """A figure in a month (0: its total), its formula in names and in numbers, and its parts."""

    key: str
    label: Text
    month: int
    value: Translatable
    meaning: Text
    in_names: Translatable
    in_numbers: Translatable
    parts: tuple[Part, ...]


def explain(figures: Figures, key: str, month: int = 1) -> Explanation:
    """Explain a figure in a month counted from 1; month 0 explains its total.

    Raises UnknownFigureError for a key that no line has.
    """
    figure = figures[key]
    line = figure.line
    if month == 0 and not line.single:
        return _total(figures, line)
    month = max(month, 1)
    names = line.formula.words(_Names(figures)).text
    numbers = _taken(figures, line.formula).words(_Numbers(figures, month)).text
    value = _shown(figures, figure.month(month), line.unit)
    return Explanation(
        key,
        line.label,
        month,
        value,
        line.help,
        _("{label} = {formula}", label=line.label, formula=names),
        _("{value} = {formula}", value=value, formula=numbers),
        tuple(_parts(figures, line, month)),
    )


def _total(figures: Figures, line: Line) -> Explanation:
    figure = figures[line.key]
    value = _shown(figures, figure.total, line.unit)
    months = n_("{n} месяц", "{n} месяцев", len(figure.months))
    parts: list[Part] = []
    match line.total:
        case Ratio(over=over, under=under):
            names: Translatable = _(
                "сумма «{over}» ÷ сумма «{under}»",
                over=figures[over].label,
                under=figures[under].label,
            )
            parts = [_sum_part(figures, each) for each in (over, under)]
            numbers: Translatable = joined([part.value for part in parts], " ÷ ")
        case Total.SUM:
            names = numbers = _("сумма за {months}", months=months)
        case Total.LAST:
            names = numbers = _("последний месяц")
        case Total.AVERAGE:
            names = numbers = _("среднее за {months}", months=months)
        case Total.GREATEST:
            names = numbers = _("наибольший месяц")
        case Total.NONE:
            names = numbers = _("итога нет")
    if not parts:
        parts = [_figure_part(figures, line.key, month.number) for month in figures.calendar]
    return Explanation(
        line.key,
        line.label,
        0,
        value,
        line.help,
        _("{label}, итого = {formula}", label=line.label, formula=names),
        _("{value} = {formula}", value=value, formula=numbers),
        tuple(parts),
    )


def _sum_part(figures: Figures, key: str) -> Part:
    """The sum of a figure over its months, which need not be the total that is shown for it."""
    figure = figures[key]
    total = math.fsum(figure.months)
    label = _("{label}, сумма по месяцам", label=figure.label)
    return Part(label, _shown(figures, total, figure.unit), key=key)


def _shown(figures: Figures, value: float, unit: Unit) -> Translatable:
    return Shown(value, unit, figures.project.company.currency.value)


def _answer(figures: Figures, path: str) -> Translatable:
    """An answer as it is read: a number with its unit, or yes and no."""
    value = figures.input(path)
    if path == FOUND_DEALS:
        return _shown(figures, value, DEALS_EXACT)
    if isinstance(get(figures.project, path), bool):
        return _("да") if value else _("нет")
    return _shown(figures, value, question_at(figures.project, path).unit or NUMBER)


def answer_title(figures: Figures, path: str) -> Text:
    """The name of an answer, of a rate from a data file, or of a number that was solved for."""
    if path == FOUND_DEALS:
        return _("Сделок в месяц, найдено по цели")
    if path.startswith("rates."):
        return _("Ставки: {regime}", regime=figures.plan.regime.title)
    if path.startswith("calendar."):
        return _("Рабочие дни месяца")
    return short_title(figures.project, path)


def short_title(project: Project, path: str) -> Text:
    """The name of an answer for a sentence: «Цена» («Тариф «Старт»»), without the way to it."""
    asked = question_at(project, path).title
    parts = path.split(".")
    for length in range(len(parts) - 1, 0, -1):
        above = get(project, ".".join(parts[:length]))
        if isinstance(above, Row):
            name = row_name(project, ".".join(parts[:length]))
            return _("{asked} ({name})", asked=asked, name=name) if name else asked
    return asked


def list_title(figures: Figures, vector: Vector) -> Text:
    """The name of a list of answers: the column's, for a column of a table."""
    if vector.field and not vector.path.startswith("rates."):
        rows: tuple[Row, ...] = get(figures.project, vector.path)
        column = questions(type(rows[0])).get(vector.field) if rows else None
        if column is not None:
            return column.title
    regime = figures.plan.regime.title
    match vector.field:
        case "start":
            return _("Пределы: {regime}", regime=regime)
        case "beyond":
            return _("Ставки сверх базы года: {regime}", regime=regime)
        case "ceiling":
            return _("Предельная база года: {regime}", regime=regime)
    return answer_title(figures, vector.path)


def answer_place(path: str) -> str:
    """The field that an answer is changed in."""
    if path == FOUND_DEALS:
        return "goals.profit_year"
    if path.startswith("rates."):
        return "motivation.regime"
    return "goals.season_by" if path.startswith("calendar.") else path


class _Names(Speaker):
    """Speaks in names."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    def line(self, key: str, *, back: bool = False) -> Translatable:
        name = _named(self.figures[key].label)
        return _("{label} месяцем раньше", label=name) if back else name

    def row(self, key: str) -> Translatable:
        return _named(self.figures[key].label)

    def input(self, path: str) -> Translatable:
        return _named(answer_title(self.figures, path))

    def vector(self, vector: Vector) -> Translatable:
        return _named(list_title(self.figures, vector))

    def number(self, value: float) -> Translatable:
        return _shown(self.figures, value, FACTOR)

    def clock(self, row: str) -> Translatable:
        return {
            "month": _("номер месяца"),
            "calendar_month": _("календарный месяц"),
            "year": _("год плана"),
        }[row]

    def span(self, length: Expression) -> Translatable:
        # A length is whole already; the formula's own rounding says nothing to a reader.
        exact = length.operands[0] if isinstance(length, (WholePart, Nearest)) else length
        return _("{length} мес.", length=exact.words(self).inside(ATOM))

    def instead(self, operand: Expression) -> Words | None:
        if isinstance(operand, Compare):
            condition = operand.words(self).text
            return Words(_("1, если {condition}, иначе 0", condition=condition), COMPARISON)
        return None

    def decided(self, condition: Expression) -> bool | None:
        return None


def _named(name: Text) -> Text:
    return _("«{name}»", name=name)


class _Numbers(_Names):
    """Speaks in the numbers of a month.

    What is read from a whole row or a list is its result there: the names say how it is read. Where
    the formula is nothing but such a reading, it keeps its words.
    """

    def __init__(self, figures: Figures, month: int) -> None:
        super().__init__(figures)
        self.month = month

    def line(self, key: str, *, back: bool = False) -> Translatable:
        figure = self.figures[key]
        value = figure.month(self.month)
        if back:
            before = self.figures.opening(key) or 0.0
            value = figure.month(self.month - 1) if self.month > 1 else before
        shown = _shown(self.figures, value, figure.unit)
        # «5 + −3» is hard to read.
        return _("({inner})", inner=shown) if value < 0 else shown

    def input(self, path: str) -> Translatable:
        return _answer(self.figures, path)

    def span(self, length: Expression) -> Translatable:
        months = round(self.figures.value_of(length, self.month))
        return n_("{n} месяц", "{n} месяцев", months)

    def instead(self, operand: Expression) -> Words | None:
        if isinstance(operand, Input):
            flag = _is_flag(self.figures, operand.path)
            return self._value(operand, NUMBER) if flag else None
        if isinstance(operand, (Number, Ref, Previous, Clock, Sum)):
            return None
        if isinstance(operand, AlongRow):
            return self._value(operand, self.figures[operand.row].unit)
        if isinstance(operand, Compare) or not isinstance(operand, Elementwise):
            return self._value(operand, _unit_of(self.figures, operand))
        return None

    def decided(self, condition: Expression) -> bool | None:
        """An answer of yes or no is the same in every month: «98,7 лида, вверх до целого»."""
        if isinstance(condition, Input) and _is_flag(self.figures, condition.path):
            return bool(self.figures.value_of(condition, self.month))
        return None

    def _value(self, node: Expression, unit: Unit) -> Words:
        value = self.figures.value_of(node, self.month)
        shown = _shown(self.figures, value, unit)
        return Words(_("({inner})", inner=shown) if value < 0 else shown)

    def clock(self, row: str) -> Translatable:
        month = self.figures.calendar[self.month - 1]
        numbers = {
            "month": month.number,
            "calendar_month": month.month,
            "year": (month.number - 1) // 12 + 1,
        }
        return _shown(self.figures, float(numbers[row]), NUMBER)


def _taken(figures: Figures, formula: Expression) -> Expression:
    """The way that a formula takes where a yes or no of the project decides: in numbers the other
    way is not told."""
    while isinstance(formula, Choose):
        condition, then, otherwise = formula.operands
        if not (isinstance(condition, Input) and _is_flag(figures, condition.path)):
            break
        formula = then if figures.input(condition.path) else otherwise
    return formula


def _is_flag(figures: Figures, path: str) -> bool:
    if path == FOUND_DEALS or path.startswith(("rates.", "calendar.")):
        return False
    return isinstance(get(figures.project, path), bool)


def _unit_of(figures: Figures, node: Expression) -> Unit:
    """The unit of what a node reads from a list: the column's own, where it is that."""
    match node:
        case BandRate():
            return PERCENT
        case ByParts() | Pick(vector=Vector(field="ceiling")):
            return MONEY
        case Pick(vector=vector) | Mean(vector=vector) if not vector.path.startswith("calendar."):
            return question_at(figures.project, vector.path).unit or FACTOR
        case _:
            return FACTOR


def _parts(figures: Figures, line: Line, month: int) -> list[Part]:
    parts: dict[str, Part] = {}
    for node in line.formula.walk():
        for part in _parts_of(figures, node, month):
            parts.setdefault(f"{part.key}|{part.path}|{part.label}", part)
    return list(parts.values())


def _parts_of(figures: Figures, node: Expression, month: int) -> list[Part]:
    match node:
        case Ref(key=key):
            return [_figure_part(figures, key, month)]
        case Previous(key=key):
            if month > 1:
                return [_figure_part(figures, key, month - 1)]
            opening = figures.plan.lines[key].opening
            return [] if opening is None else _parts_of(figures, opening, month)
        case AlongRow():
            return [_figure_part(figures, node.row, 0)]
        case Input(path=path):
            return [
                Part(answer_title(figures, path), _answer(figures, path), path=answer_place(path))
            ]
        case Sum() | Clock():
            return []
        case _:
            lists = [base for vector in vectors_of(node) for base in vector.base()]
            return [
                Part(
                    list_title(figures, vector),
                    joined([_shown(figures, each, FACTOR) for each in figures.list_of(vector)]),
                    path=answer_place(vector.path),
                )
                for vector in lists
            ]


def _figure_part(figures: Figures, key: str, month: int) -> Part:
    figure = figures[key]
    value = figure.total if month == 0 else figure.month(month)
    return Part(figure.label, _shown(figures, value, figure.unit), key=key, month=month)
