"""Which lines of the plan stand on which sheet, in which order and under which headings.

The order is the plan's story, with one liberty: lines of one kind (deals by product, salaries by
role) stand together inside their group, so that they read as a table and their sum is a range.
"""

from __future__ import annotations

from collections.abc import Iterable

from wizard.plan.formulas.line import Line
from wizard.texts import NOTHING, Text, _
from wizard.workbook.line_sheet import LineSheet

SUMMARY, INPUTS, CALENDAR = _("Сводка"), _("Исходные данные"), _("Календарь")
BUDGET, CHECKS = _("Бюджет"), _("Проверки")

# Part of the plan: the sheet's name, its title, what it is about. In the order of the stages.
PARTS: dict[str, tuple[Text, Text, Text]] = {
    "goals": (
        _("Цели"),
        _("Цели и план продаж"),
        _("Цель года, сделки, воронка от сделки вверх к лидам, каналы, клиенты и выручка."),
    ),
    "structure": (
        _("Структура"),
        _("Структура и численность"),
        _("Нагрузка каждой роли, сколько людей нужно и сколько работает."),
    ),
    "costs": (
        _("Расходы"),
        _("Расходы отдела"),
        _("Каждая статья по месяцам, три группы расходов, амортизация."),
    ),
    "motivation": (
        _("Мотивация"),
        _("Мотивация и оплата труда"),
        _("Оклады, части премий, взносы работодателя, доход одного человека."),
    ),
    "hiring": (
        _("Найм"),
        _("Найм и обучение"),
        _("Кто уходит, кого и когда принять, когда открыть вакансии, во что это обойдётся."),
    ),
    "automation": (
        _("Автоматизация"),
        _("Автоматизация"),
        _("Лицензии по людям и расходы на инструменты."),
    ),
    "result": (
        _("Прибыль и деньги"),
        _("Прибыль и деньги"),
        _("Маржа, операционная прибыль, налог, поступления и платежи, окупаемость."),
    ),
    "kpi": (
        _("KPI"),
        _("KPI отдела"),
        _("Цена лида и клиента, ARPU, срок жизни и ценность клиента."),
    ),
}
_AFTER_BUDGET = ("result", "kpi")


def stage_sheets(lines: Iterable[Line], name: dict[str, str]) -> dict[str, LineSheet]:
    """A sheet for each part of the plan that has lines; `name` gives a sheet's name by its part.

    Lines of a part that no sheet is named for stand on the sheet of the result.
    """
    lines = list(lines)
    # A line with parts of its own (deals, and deals by product) is their total.
    wholes = {line.key.rpartition(".")[0] for line in lines}
    by_part: dict[str, list[Line]] = {part: [] for part in PARTS}
    for line in lines:
        by_part[line.stage if line.stage in by_part else "result"].append(line)
    sheets = {}
    for part, found in by_part.items():
        if not found:
            continue
        _short, title, about = PARTS[part]
        sheet = sheets[part] = LineSheet(name[part], title, about)
        for group, members in _groups(found):
            if group.message:
                sheet.heading(group)
            for line in _by_kind(members):
                part_of = line.key.count(".") > 1
                sheet.add(line, indent=1 if part_of else 0, strong=line.key in wholes)
    return sheets


def before_budget(part: str) -> bool:
    """Whether the sheet of a part stands before the budget."""
    return part not in _AFTER_BUDGET


def _groups(lines: list[Line]) -> list[tuple[Text, list[Line]]]:
    """The lines under their headings, in the order in which the headings first appear."""
    groups: dict[Text, list[Line]] = {}
    for line in lines:
        groups.setdefault(line.group or NOTHING, []).append(line)
    return list(groups.items())


def _by_kind(lines: list[Line]) -> list[Line]:
    """Lines whose keys begin alike together, in the order in which each kind first appears."""
    kinds: dict[tuple[str, bool], list[Line]] = {}
    for line in lines:
        parts = line.key.split(".")
        kinds.setdefault((parts[1], len(parts) > 2), []).append(line)
    return [line for found in kinds.values() for line in found]
