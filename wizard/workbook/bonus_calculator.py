"""The sheet of the bonus calculator: the month of one person, from the role and typed facts.

Each role has its calculator, whose formulas are the lines of `wizard.plan.bonus_calculator`; above
them stands the role that is chosen, with every part of its bonus and the sum.
"""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from wizard.plan.bonus_calculator import (
    ATTAINMENT,
    BONUS,
    EARNED,
    GUARANTEE,
    SALARY,
    STEM,
    TOTAL,
    bonus_calculators,
    bonus_results,
)
from wizard.plan.figures import Figures
from wizard.plan.kpi_calculator import Calculator
from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.units import MONEY, PERCENT, Unit
from wizard.workbook.calculators import CalculatorWriter
from wizard.workbook.layout import LABEL, NOTE, UNIT, Layout
from wizard.workbook.layout import TOTAL as VALUE
from wizard.workbook.line_sheet import write_headings
from wizard.workbook.names import unlike
from wizard.workbook.page import protect, set_page
from wizard.workbook.safe_text import PROMPT_LIMIT, PROMPT_TITLE_LIMIT, cell_text, one_line
from wizard.workbook.styles import MUTED, Styles

SHEET = _("Калькулятор премии")
ABOUT = _("Выберите роль и впишите факт её сотрудника: премия посчитается по частям.")

_ROLE_ROW, _FIRST_ROW = 3, 5  # counted from 0
_GAP, _ROLES, _NUMBERS = 4, 5, 6
_ROLES_WIDTH = 36
_NAME_LIMIT = 60
_SUMMED = (
    (EARNED, _("Премии до потолка"), MONEY),
    (BONUS, _("Премия"), MONEY),
    (GUARANTEE, _("Доплата новичку до гарантии"), MONEY),
    (SALARY, _("Оклад"), MONEY),
    (TOTAL, _("Начислено за месяц"), MONEY),
)


class BonusSheet:
    """Writes the bonus calculator of one project.

    Facts begin with those of the base plan, `base`; the pay is read as in `figures`, those of the
    scenario that the workbook opens with.
    """

    def __init__(
        self,
        project: Project,
        base: Figures,
        figures: Figures,
        layout: Layout,
        styles: Styles,
        language: Language,
    ) -> None:
        self._styles, self._language, self._layout = styles, language, layout
        self._calculators = bonus_calculators(project, base)
        self._values = bonus_results(project, base, {}, answers=figures)
        titles = [one.title.into(language) for one in self._calculators]
        self._names = unlike(titles, _NAME_LIMIT)
        self._rows: list[dict[str, int]] = []

    def write(self, sheet: Worksheet, company: str) -> None:
        """Write the calculators, and above them the role that is chosen."""
        styles, language = self._styles, self._language
        write_headings(sheet, styles, language, SHEET, ABOUT, months=False)
        writer = CalculatorWriter(
            sheet,
            SHEET,
            styles,
            language,
            self._values,
            self._layout.inputs,
            self._layout.vectors,
        )
        if not self._calculators:
            text = self._say(_("Оплата ролей пока не задана."))
            sheet.write_string(_ROLE_ROW, LABEL, text, styles.quiet())
            writer.heads(_ROLE_ROW + 2)
        else:
            self._sections(sheet, writer)
            self._choice(sheet)
            self._result(sheet)
        set_page(sheet, company, language, upright=True)
        last = max((max(rows.values()) for rows in self._rows), default=_FIRST_ROW)
        sheet.print_area(0, 0, last, VALUE)
        if self._rows:
            # The chosen role on a page, then each role on its own below the repeated heading.
            first, *others = (rows[""] for rows in self._rows)
            sheet.repeat_rows(first - 1)
            sheet.set_h_pagebreaks([first - 1, *others])
        protect(sheet)

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    @property
    def _most_parts(self) -> int:
        return max(len(_parts(one)) for one in self._calculators)

    def _sections(self, sheet: Worksheet, writer: CalculatorWriter) -> None:
        row = _FIRST_ROW + self._most_parts + len(_SUMMED) + 3
        writer.heads(row)
        row += 1
        for calculator in self._calculators:
            rows = writer.write(calculator, row)
            self._rows.append(rows | {"": row})
            row = max(rows.values()) + 2

    def _choice(self, sheet: Worksheet) -> None:
        """The role to choose, and the list of roles with links to their calculators."""
        styles = self._styles
        strong = styles.look(font_size=11, bold=True)
        sheet.set_row(_ROLE_ROW, 22)
        sheet.write_string(_ROLE_ROW, LABEL, self._say(_("Чей месяц считаем")), strong)
        look = styles.choice()
        sheet.write_string(_ROLE_ROW, NOTE, self._names[0], look)
        names = self._range(_ROLES)
        sheet.data_validation(
            _ROLE_ROW,
            NOTE,
            _ROLE_ROW,
            NOTE,
            {
                "validate": "list",
                "source": f"={names}",
                "input_title": one_line(self._say(_("Роль")), PROMPT_TITLE_LIMIT),
                "input_message": one_line(
                    self._say(_("Выберите роль: ниже встанет её расчёт.")), PROMPT_LIMIT
                ),
                "error_title": one_line(self._say(_("Нет такой роли")), PROMPT_TITLE_LIMIT),
                "error_message": self._say(_("Выберите роль из списка.")),
            },
        )
        small = styles.look(font_color=MUTED, font_size=8, align="right", num_format="0")
        chosen = f"$C${_ROLE_ROW + 1}"
        sheet.write_formula(
            _ROLE_ROW,
            VALUE,
            f"=MAX(1,SUMPRODUCT(({names}={chosen})*{self._range(_NUMBERS)}))",
            small,
            1,
        )
        sheet.set_column(_GAP, _GAP, 3)
        sheet.set_column(_ROLES, _ROLES, _ROLES_WIDTH)
        sheet.set_column(_NUMBERS, _NUMBERS, 5)
        head = self._say(_("Роли: к расчёту"))
        sheet.write_string(_FIRST_ROW - 1, _ROLES, head, styles.band())
        sheet.write_blank(_FIRST_ROW - 1, _NUMBERS, None, styles.band())
        where = quote_sheetname(SHEET.into(self._language))
        for place, (name, rows) in enumerate(zip(self._names, self._rows, strict=True)):
            row = _FIRST_ROW + place
            target = f"internal:{where}!A{rows[''] + 1}"
            sheet.write_url(row, _ROLES, target, styles.link(), string=name)
            sheet.write_number(row, _NUMBERS, place + 1, small)

    def _range(self, column: int) -> str:
        letter = "FG"[column - _ROLES]
        return f"${letter}${_FIRST_ROW + 1}:${letter}${_FIRST_ROW + len(self._names)}"

    def _result(self, sheet: Worksheet) -> None:
        """The parts and the sum of the chosen role, each taken from its calculator."""
        row = _FIRST_ROW
        keys = [f"{STEM}.{one.id}.{ATTAINMENT}" for one in self._calculators]
        self._chosen(sheet, row, self._say(_("Выполнение плана")), PERCENT, keys)
        parts = [_parts(one) for one in self._calculators]
        for at in range(self._most_parts):
            row += 1
            keys = [found[at] if at < len(found) else "" for found in parts]
            self._chosen(sheet, row, "", MONEY, keys)
        for name, label, unit in _SUMMED:
            row += 1
            found = [f"{STEM}.{one.id}.{name}" for one in self._calculators]
            known = [key if key in self._values else "" for key in found]
            self._chosen(sheet, row, self._say(label), unit, known, strong=name == TOTAL)

    def _chosen(
        self,
        sheet: Worksheet,
        row: int,
        label: str,
        unit: Unit,
        keys: Sequence[str],
        *,
        strong: bool = False,
    ) -> None:
        """A line of the chosen role; without a label its name is taken from the calculator too."""
        styles = self._styles
        cells = [
            (f"$A${rows[key] + 1}", f"$D${rows[key] + 1}") if key else ('""', '""')
            for key, rows in zip(keys, self._rows, strict=True)
        ]
        number = f"$D${_ROLE_ROW + 1}"
        look = styles.label(strong=strong, indent=0 if label else 1)
        if label:
            sheet.write_string(row, LABEL, label, look)
        else:
            named = ",".join(name for name, _value in cells)
            title = self._titles().get(keys[0], "")
            sheet.write_formula(row, LABEL, f"=CHOOSE({number},{named})", look, title)
        # A role with fewer parts leaves rows empty, and an empty row has no unit.
        sign = unit.sign(styles.currency).into(self._language) if label else ""
        sheet.write_string(row, UNIT, sign, styles.quiet(size=8, line=True))
        sheet.write_blank(row, NOTE, None, styles.quiet(line=True))
        values = ",".join(value for _name, value in cells)
        stored = self._values.get(keys[0], "")
        figure = styles.figure(unit, strong=strong, part="total" if strong else "month")
        sheet.write_formula(row, VALUE, f"=CHOOSE({number},{values})", figure, stored)

    def _titles(self) -> dict[str, str]:
        return {
            line.key: self._say(line.label) for one in self._calculators for line in one.results
        }


def _parts(calculator: Calculator) -> list[str]:
    """The keys of the parts of a bonus."""
    stem = f"{STEM}.{calculator.id}.part."
    return [line.key for line in calculator.results if line.key.startswith(stem)]
