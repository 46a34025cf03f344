"""Lines of stage 1: corrections of leads, of a conversion and of the price for some months."""

from __future__ import annotations

from wizard.plan.formulas.expression import MONTH, Expression, Input, Ref
from wizard.plan.formulas.line import Lines, Total
from wizard.plan.formulas.operators import at_least
from wizard.project.goals import Correction, CorrectionOf, Goals
from wizard.texts import Text, _
from wizard.units import FACTOR, PERCENT

CORRECTIONS = _("Корректировки")


def define(goals: Goals, lines: Lines) -> None:
    """Define the factors of what is corrected; what is not corrected has no factor."""
    stages = {stage.id: stage for stage in goals.funnel[1:]}
    of_price, of_leads = [], []
    of_conversion: dict[str, list[Ref]] = {}
    for number, correction in enumerate(goals.corrections, 1):
        factor = _factor(correction, number, lines)
        match correction.what:
            case CorrectionOf.PRICE:
                of_price.append(factor)
            case CorrectionOf.LEADS:
                of_leads.append(factor)
            case CorrectionOf.CONVERSION if correction.stage in stages:
                of_conversion.setdefault(correction.stage, []).append(factor)
            case CorrectionOf.CONVERSION:
                pass  # advice names a correction of a conversion that is not there
    _together("goals.price_factor", of_price, _("Цена с корректировками, множитель"), lines)
    _together("goals.leads_factor", of_leads, _("Лиды с корректировками, множитель"), lines)
    for stage_id, factors in of_conversion.items():
        lines.line(
            f"goals.conversion.{stage_id}",
            _product(factors, Input(f"goals.funnel.{stage_id}.conversion")),
            _("Конверсия с корректировками: {name}", name=stages[stage_id].name),
            PERCENT,
            Total.AVERAGE,
            group=CORRECTIONS,
            help=_("Конверсия этапа × корректировки месяца."),
        )


def _factor(correction: Correction, number: int, lines: Lines) -> Ref:
    path = f"goals.corrections.{correction.id}"
    start, end = Input(f"{path}.start"), Input(f"{path}.end")
    return lines.line(
        f"goals.correction.{correction.id}",
        1 + Input(f"{path}.change") * at_least(MONTH, start) * at_least(end, MONTH),
        _(
            "Корректировка {number}: {what}",
            number=number,
            what=correction.what.title_text,
        ),
        FACTOR,
        Total.NONE,
        group=CORRECTIONS,
        help=_("1 + изменение в месяцы корректировки, 1 в остальные."),
    )


def _together(key: str, factors: list[Ref], label: Text, lines: Lines) -> None:
    if factors:
        lines.line(
            key,
            _product(factors[1:], factors[0]),
            label,
            FACTOR,
            Total.NONE,
            group=CORRECTIONS,
            help=_("Произведение корректировок месяца."),
        )


def _product(factors: list[Ref], start: Expression) -> Expression:
    for factor in factors:
        start = start * factor
    return start
