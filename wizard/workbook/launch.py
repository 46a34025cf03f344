"""The sheet of the launch plan: tasks with live dates, and the first hiring of each role.

A task stands on working days counted from the plan's first, as in `wizard.plan.launch`; the sheet
carries the days off, so that its dates follow when the first month, a duration or a start changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from wizard.numbers import format_value
from wizard.plan.data.calendar import YEARS_MORE, WorkingCalendar, working_calendar
from wizard.plan.figures import Figures
from wizard.plan.launch import Scheduled, schedule, vacancy_days, who_hires
from wizard.project.launch import LaunchTask
from wizard.project.model import Question, questions
from wizard.project.project import Project
from wizard.texts import Language, Text, _
from wizard.units import DAYS, FLAG, MONTH_NUMBER, PEOPLE, Unit
from wizard.workbook.data_blocks import START
from wizard.workbook.layout import Layout
from wizard.workbook.line_sheet import excel_day, wrapped, write_headings
from wizard.workbook.number_formats import number_format
from wizard.workbook.page import A4, page_ends, protect, set_page
from wizard.workbook.safe_text import PROMPT_LIMIT, PROMPT_TITLE_LIMIT, cell_text, one_line
from wizard.workbook.styles import LINE, LINKED_INK, MUTED, UNUSED_FILL, Styles

SHEET = _("План запуска")
ABOUT = _("Задачи всех этапов с датами и ответственными; даты следуют за первым месяцем плана.")

_NUMBER, _TASK, _STAGE, _OWNER, _START, _DUE, _DAYS, _WAITS, _SLACK, _DONE = range(10)
_BEGINS, _ENDS, _LATEST = range(10, 13)
_FREE = 14
_HEAD_ROW, _FIRST_ROW = 3, 4  # counted from 0
_WIDTHS = (4, 54, 20, 30, 12, 12, 9, 15, 10, 10, 9, 9, 9, 3, 12)
_NAME_LIMIT, _MOST_LINES = 2_000, 12
_LINE_HEIGHT = 12.5
_DATE = {"ru": "dd.mm.yyyy", "en": "[$-409]d mmm yyyy"}
# A spreadsheet takes at most 255 arguments.
_MOST_ARGUMENTS = 200


class LaunchSheet:
    """Writes the launch plan of one project."""

    def __init__(
        self,
        project: Project,
        figures: Figures,
        layout: Layout,
        styles: Styles,
        language: Language,
    ) -> None:
        self._project, self._figures, self._layout = project, figures, layout
        self._styles, self._language = styles, language
        self._cells = layout.cells(SHEET.into(language))
        self._start = layout.inputs[START]
        self._calendar = working_calendar(project)
        self._tasks = [task for task in schedule(project, figures) if not task.automatic]
        self._rows = {task.id: _FIRST_ROW + place for place, task in enumerate(self._tasks)}
        self._asked = questions(LaunchTask)
        self._heights: dict[int, float] = {}

    def write(self, sheet: Worksheet, company: str) -> None:
        """Write the tasks, the first hiring of each role, and the days off."""
        write_headings(sheet, self._styles, self._language, SHEET, ABOUT, months=False)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        self._free = self._days_off(sheet)
        self._heads(sheet)
        for task in self._tasks:
            self._task(sheet, task)
        end = _FIRST_ROW + len(self._tasks)
        if not self._tasks:
            sheet.write_string(end, _TASK, self._say(_("Задач пока нет.")), self._styles.quiet())
            end += 1
        else:
            self._marks(sheet, end - 1)
        hiring = end + 1
        end = self._hiring(sheet, hiring)
        sheet.freeze_panes(_FIRST_ROW, _STAGE)
        set_page(sheet, company, self._language)
        sheet.repeat_rows(_HEAD_ROW)
        sheet.print_area(0, 0, max(end, _FIRST_ROW), _DONE)
        parts, widths = (_FIRST_ROW, hiring), _WIDTHS[: _DONE + 1]
        sheet.set_h_pagebreaks(page_ends(parts, end + 1, self._heights, widths, A4))
        protect(sheet)

    def _say(self, text: Text) -> str:
        return cell_text(text.into(self._language), self._language)

    def _heads(self, sheet: Worksheet) -> None:
        heads = (
            (_NUMBER, _("№"), "left"),
            (_TASK, _("Что сделать"), "left"),
            (_STAGE, _("Этап"), "left"),
            (_OWNER, _("Ответственный"), "left"),
            (_START, _("Начало"), "right"),
            (_DUE, _("Срок"), "right"),
            (_DAYS, _("Рабочих дней"), "right"),
            (_WAITS, _("Ждёт №"), "center"),
            (_SLACK, _("Запас, дней"), "right"),
            (_DONE, _("Сделано"), "right"),
            (_BEGINS, _("Начало от старта"), "right"),
            (_ENDS, _("Конец от старта"), "right"),
            (_LATEST, _("Конец не позже"), "right"),
        )
        sheet.set_row(_HEAD_ROW, 27)
        for column, text, align in heads:
            look = self._styles.head(align=align, wrap=True)
            sheet.write_string(_HEAD_ROW, column, self._say(text), look)
        bold = _("Жирным — критический путь: задержка такой задачи сдвигает окончание всех работ.")
        sheet.write_string(_HEAD_ROW - 1, _TASK, self._say(bold), self._styles.quiet(size=8))
        note = _("Рабочие дни считаются от первого рабочего дня плана: он — нулевой.")
        sheet.write_string(_HEAD_ROW - 1, _BEGINS, self._say(note), self._styles.quiet(size=8))

    def _task(self, sheet: Worksheet, task: Scheduled) -> None:
        row, look = self._rows[task.id], self._styles.label()
        action = one_line(task.action.into(self._language), _NAME_LIMIT)
        owner = one_line(task.owner, _NAME_LIMIT)
        waits = ", ".join(str(number) for number in self._numbers(task.after))
        sheet.write_number(row, _NUMBER, row - _FIRST_ROW + 1, self._number("0", align="left"))
        sheet.write_string(row, _TASK, action, look)
        sheet.write_string(row, _STAGE, self._say(task.stage.title_text), look)
        sheet.write_string(row, _OWNER, owner, look)
        sheet.write_string(row, _WAITS, waits, self._number("@", align="center"))
        lines = max(
            wrapped(action, _WIDTHS[_TASK]),
            wrapped(owner, _WIDTHS[_OWNER]),
            wrapped(waits, _WIDTHS[_WAITS]),
        )
        self._height(sheet, row, lines)
        begins, ends = _cell(_BEGINS, row), _cell(_ENDS, row)
        date, quiet = self._number(_DATE[self._language]), self._quiet_number()
        sheet.write_formula(
            row, _START, f"={self._day(begins)}", date, _date(task.calendar, task.begins)
        )
        sheet.write_formula(row, _DUE, f"={self._day(ends)}", date, _date(task.calendar, task.ends))
        self._entry(sheet, row, _DAYS, task.days, DAYS, "days")
        if task.after:
            before = [_cell(_ENDS, self._rows[one]) for one in task.after]
            sheet.write_formula(row, _BEGINS, f"={_of('MAX', before)}+1", quiet, task.begins)
        else:
            self._entry(sheet, row, _BEGINS, task.begins, DAYS, "starts")
        sheet.write_formula(row, _ENDS, f"={begins}+{_cell(_DAYS, row)}-1", quiet, task.ends)
        last, first = self._rows[self._tasks[-1].id], _FIRST_ROW
        after = [
            f"{_cell(_LATEST, self._rows[one.id])}-{_cell(_DAYS, self._rows[one.id])}"
            for one in self._tasks
            if task.id in one.after
        ]
        everything = f"MAX(${_cell(_ENDS, first, '$')}:${_cell(_ENDS, last, '$')})"
        latest = task.ends + task.slack
        formula = f"={_of('MIN', after)}" if after else f"={everything}"
        sheet.write_formula(row, _LATEST, formula, quiet, latest)
        slack = f"={_cell(_LATEST, row)}-{ends}"
        sheet.write_formula(row, _SLACK, slack, self._number("0"), task.slack)
        self._entry(sheet, row, _DONE, float(task.done), FLAG, "done")

    def _height(self, sheet: Worksheet, row: int, lines: int) -> None:
        if lines > 1:
            self._heights[row] = _LINE_HEIGHT * min(lines, _MOST_LINES) + 3
            sheet.set_row(row, self._heights[row])

    def _numbers(self, ids: Iterable[str]) -> list[int]:
        return sorted(self._rows[one] - _FIRST_ROW + 1 for one in ids)

    def _marks(self, sheet: Worksheet, last: int) -> None:
        """Tasks without slack in bold, those that are done in grey."""
        slack, done = f"${_cell(_SLACK, _FIRST_ROW)}", f"${_cell(_DONE, _FIRST_ROW)}"
        for rule, look in (
            (f"={done}=1", self._styles.look(font_color=MUTED)),
            (f"={slack}=0", self._styles.look(bold=True)),
        ):
            sheet.conditional_format(
                _FIRST_ROW,
                _NUMBER,
                last,
                _SLACK,
                {"type": "formula", "criteria": rule, "format": look},
            )

    def _hiring(self, sheet: Worksheet, row: int) -> int:
        """The first hiring of each role, as the hiring plan has it; the row after."""
        roles = self._project.structure.roles
        if not roles:
            return row
        band = self._styles.band()
        for column in range(_NUMBER, _LATEST + 1):
            sheet.write_blank(row, column, None, band)
        sheet.write_string(row, _TASK, self._say(_("Вакансии по плану найма")), band)
        heads = (
            (_TASK, _("Открыть вакансии и нанять"), "left"),
            (_OWNER, _("Ответственный"), "left"),
            (_START, _("Открыть"), "right"),
            (_DUE, _("Закрыть"), "right"),
            (_DAYS, _("Человек"), "right"),
            (_WAITS, _("Первый приём"), "right"),
        )
        for column, text, align in heads:
            look = self._styles.look(bold=True, align=align, bottom=1, bottom_color=MUTED)
            sheet.write_string(row + 1, column, self._say(text), look)
        for at, role in enumerate(roles, row + 2):
            keys = (f"hiring.first_vacancies.{role.id}", f"hiring.first_month.{role.id}")
            people, month = (self._figures[key].total for key in keys)
            title = one_line(role.title, _NAME_LIMIT)
            sheet.write_string(at, _TASK, title, self._styles.label())
            owner = one_line(who_hires(self._project, role), _NAME_LIMIT)
            sheet.write_string(at, _OWNER, owner, self._styles.label())
            sheet.write_blank(at, _STAGE, None, self._styles.label())
            lines = max(wrapped(title, _WIDTHS[_TASK]), wrapped(owner, _WIDTHS[_OWNER]))
            self._height(sheet, at, lines)
            links = zip((_DAYS, _WAITS), keys, (people, month), (PEOPLE, MONTH_NUMBER), strict=True)
            for column, key, value, unit in links:
                look = self._linked(unit)
                sheet.write_formula(at, column, f"={self._cells.line(key)}", look, value)
            opens = ends = 0.0
            if people > 0 and month >= 1:
                first, comes = vacancy_days(self._project, role, round(month), self._calendar)
                opens = _date(self._calendar, first)
                ends = _date(self._calendar, max(first, comes - 1))
            look = self._number(f'{_DATE[self._language]};;"—"')
            path = f"hiring.roles.{role.id}.days_to_hire"
            come = f"EDATE({self._start},{_cell(_WAITS, at)}-1)"
            before = f"{come}-ROUND({self._cells.input(path)},0)-1"
            asked = f"OR({_cell(_DAYS, at)}=0,{_cell(_WAITS, at)}=0)"
            opening = f'WORKDAY.INTL({before},1,"0000000",{self._free})'
            closing = f'WORKDAY.INTL({come},-1,"0000000",{self._free})'
            sheet.write_formula(at, _START, f"=IF({asked},0,{opening})", look, opens)
            last = f"=IF({asked},0,MAX({_cell(_START, at)},{closing}))"
            sheet.write_formula(at, _DUE, last, look, ends)
        return row + 2 + len(roles)

    def _days_off(self, sheet: Worksheet) -> str:
        """Write the days off of all years the plan touches, and of some around; their range.

        With them every day of the week counts as worked: some Saturdays are working days.
        """
        dates = [day for task in self._tasks for day in (task.start, task.due)]
        years = [self._project.company.start.year, *(day.year for day in dates)]
        days = self._calendar.free_days(min(years) - 1, max(years) + YEARS_MORE)
        look = self._styles.look(font_size=8, font_color=MUTED, num_format=_DATE[self._language])
        head = self._styles.head(align="right", wrap=True)
        sheet.write_string(_HEAD_ROW, _FREE, self._say(_("Выходные и праздники")), head)
        for row, day in enumerate(days, _FIRST_ROW):
            sheet.write_number(row, _FREE, excel_day(day.year, day.month, day.day), look)
        letter = xl_col_to_name(_FREE)
        return f"${letter}${_FIRST_ROW + 1}:${letter}${_FIRST_ROW + len(days)}"

    def _day(self, number: str) -> str:
        """The date of a working day by the cell of its number."""
        rest = f'"0000000",{self._free})'
        return (
            f"IF({number}<0,WORKDAY.INTL({self._start},{number},{rest},"
            f"WORKDAY.INTL({self._start}-1,{number}+1,{rest})"
        )

    def _entry(
        self, sheet: Worksheet, row: int, column: int, value: float, unit: Unit, name: str
    ) -> None:
        """A cell that may be changed, with the limits of its question."""
        meta: Question = self._asked[name]
        flag = unit == FLAG
        look = self._styles.entered(value, unit, whole=True, flag=flag)
        sheet.write_number(row, column, value, look)
        rule: dict[str, object] = {"validate": "list", "source": ["1", "0"]}
        allowed = _("1 — да, 0 — нет.")
        if not flag:
            low, high = meta.low or 0.0, meta.high or 0.0
            rule = {"validate": "integer", "criteria": "between", "minimum": low, "maximum": high}
            allowed = _(
                "Целое число от {low} до {high}.",
                low=format_value(low, unit, self._language, ""),
                high=format_value(high, unit, self._language, ""),
            )
        title, limits = self._say(meta.title), self._say(allowed)
        help = self._say(meta.help) if meta.help else ""
        rule |= {
            "input_title": one_line(title, PROMPT_TITLE_LIMIT),
            "input_message": one_line(f"{limits} {help}", PROMPT_LIMIT),
            "error_title": one_line(self._say(_("Проверьте число")), PROMPT_TITLE_LIMIT),
            "error_message": one_line(f"{title}: {limits}", PROMPT_LIMIT),
        }
        sheet.data_validation(row, column, row, column, rule)

    def _number(self, code: str, align: str = "right") -> Format:
        return self._styles.look(
            num_format=code, align=align, text_wrap=align != "right", bottom=4, bottom_color=LINE
        )

    def _quiet_number(self) -> Format:
        return self._styles.look(
            num_format="0", align="right", font_color=MUTED, bg_color=UNUSED_FILL
        )

    def _linked(self, unit: Unit) -> Format:
        code = number_format(unit, self._language, self._styles.currency)
        return self._styles.look(
            num_format=code, align="right", font_color=LINKED_INK, bottom=4, bottom_color=LINE
        )


def _cell(column: int, row: int, fixed: str = "") -> str:
    """A cell of the sheet, the row counted from 0; `fixed` stands before the row."""
    return f"{xl_col_to_name(column)}{fixed}{row + 1}"


def _of(function: str, cells: Sequence[str]) -> str:
    """MAX or MIN of cells, in groups where there are more than a function takes."""
    groups = [
        f"{function}({','.join(cells[at : at + _MOST_ARGUMENTS])})"
        for at in range(0, len(cells), _MOST_ARGUMENTS)
    ]
    return groups[0] if len(groups) == 1 else f"{function}({','.join(groups)})"


def _date(calendar: WorkingCalendar, number: int) -> float:
    day = calendar.day(number)
    return excel_day(day.year, day.month, day.day)
