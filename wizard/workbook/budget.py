"""The budget sheet: the three groups of costs by month, each row a link to where it is computed."""

from __future__ import annotations

from wizard.plan.figures import Figures
from wizard.plan.formulas.expression import Ref
from wizard.plan.formulas.line import Line
from wizard.plan.lines.costs import is_counted
from wizard.project.costs import CostGroup
from wizard.project.project import Project
from wizard.texts import _
from wizard.workbook.line_sheet import LineSheet

LINK = "budget:"
_OWN = ("motivation.payroll", "costs.leads", "hiring.cost", "automation.cost")


def budget_sheet(project: Project, figures: Figures, name: str) -> LineSheet:
    """The sheet of links, group by group, with what the department brings below."""
    sheet = LineSheet(
        name,
        _("Бюджет отдела продаж"),
        _("Капитальные, прямые и косвенные расходы по месяцам; каждая строка ссылается на расчёт."),
    )
    mode = project.company.work_mode
    counted = [item for item in project.costs.items if is_counted(item, mode)]
    groups = (
        (CostGroup.CAPITAL, _("Капитальные расходы"), "costs.capital", ()),
        (CostGroup.DIRECT, _("Прямые расходы"), "costs.direct", _OWN),
        (CostGroup.INDIRECT, _("Косвенные расходы"), "costs.indirect", ()),
    )
    for group, heading, total, own in groups:
        sheet.heading(heading)
        for key in (*(f"costs.item.{item.id}" for item in counted if item.group is group), *own):
            sheet.add(_link(figures, key), indent=1)
        sheet.add(_link(figures, total), strong=True)
    sheet.heading(_("Всего"))
    sheet.add(_link(figures, "costs.total"), strong=True)
    sheet.add(_link(figures, "costs.depreciation"))
    sheet.heading(_("Что приносит отдел"))
    for key in ("goals.revenue", "result.gross_margin", "result.operating_profit"):
        sheet.add(_link(figures, key))
    return sheet


def _link(figures: Figures, key: str) -> Line:
    source = figures[key].line
    return Line(f"{LINK}{key}", Ref(key), source.label, source.unit, source.total, help=source.help)
