"""The headless commands, from new to guide. The only module that prints.

Belongs here: reading the command line, printing, exit codes. Does not belong here: anything that
decides what is printed (the plan, the advice, the package). Nothing of Qt is imported: the window
is handed in by `wizard.__main__`.

Exit codes: 0 done, 1 the check found errors, 2 refused with one clear line, 130 interrupted.
"""

from __future__ import annotations

import io
import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wizard.advice.check import problems
from wizard.command_line import read_command_line
from wizard.errors import UserError
from wizard.files import write_whole
from wizard.numbers import format_value
from wizard.plan.comparison import figure_changes
from wizard.plan.explain import explain
from wizard.plan.figures import Figure, Figures, UnknownFigureError, compute
from wizard.project.changes import changes, remark_changes
from wizard.project.path import PathError, title
from wizard.project.problem import Problem, Severity
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset
from wizard.storage.project_file import create, read_project
from wizard.texts import Language, Text, Verbatim, _, n_

if TYPE_CHECKING:
    from wizard.documents.package import PackageReport

DONE, FOUND_ERRORS, REFUSED, INTERRUPTED = 0, 1, 2, 130

OpenWindow = Callable[[Path | None, Language | None], int]

_SEVERITIES = {
    Severity.ERROR: _("ошибка"),
    Severity.WARNING: _("предупреждение"),
    Severity.HINT: _("совет"),
}
_GAP = "  "
_SAME = _("Различий нет.")


def main(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Do what the command line asks for; gives back the exit code."""
    _print_in_unicode()
    asked = read_command_line(arguments)
    language: Language = asked.language
    try:
        match asked.command:
            case "new":
                return _new(asked, language)
            case "figures":
                return _figures(asked, language)
            case "explain":
                return _explain(asked, language)
            case "check":
                return _check(asked, language)
            case "diff":
                return _diff(asked, language)
            case "build":
                return _build(asked, language)
            case "templates":
                return _templates(asked, language)
            case "guide":
                return _guide(asked, language)
            case _:
                return _window(asked, open_window)
    except UserError as error:
        _refuse(error.text, language)
        return REFUSED
    except KeyboardInterrupt:
        _refuse(_("Прервано."), language)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; nothing is wrong, and nothing to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _window(asked: Namespace, open_window: OpenWindow) -> int:
    if asked.file is not None and not asked.file.exists():
        raise UserError(_("Файла «{name}» нет. Проверьте путь к проекту.", name=str(asked.file)))
    return open_window(asked.file, asked.chosen_language)


def _new(asked: Namespace, language: Language) -> int:
    project = load_preset(asked.preset, asked.written_in or language)
    create(project, asked.output)
    made = _(
        "Создан проект «{name}» по примеру «{preset}».",
        name=str(asked.output),
        preset=preset(asked.preset).title,
    )
    print(made.into(language))
    return DONE


def _figures(asked: Namespace, language: Language) -> int:
    project = read_project(asked.project).project
    figures = compute(project)
    chosen = [_figure(figures, key) for key in asked.keys] if asked.keys else list(figures)
    if asked.json:
        print(json.dumps(_as_json(chosen, language), ensure_ascii=False, indent=1))
        return DONE
    for line in _table(chosen, figures, project, language):
        print(line)
    return DONE


def _explain(asked: Namespace, language: Language) -> int:
    project = read_project(asked.project).project
    figures = compute(project)
    _figure(figures, asked.key)
    horizon = project.company.months
    if not 0 <= asked.month <= horizon:
        raise UserError(
            _(
                "Месяца {month} в плане нет: укажите от 1 до {horizon} или 0 для итога.",
                month=asked.month,
                horizon=horizon,
            )
        )
    for line in _explained(figures, asked.key, asked.month, max(asked.depth, 1), language):
        print(line)
    return DONE


def _explained(
    figures: Figures, key: str, month: int, depth: int, language: Language
) -> Iterator[str]:
    """An explanation and, indented below it, those of its parts; each figure is told once."""
    told: set[tuple[str, int]] = set()

    def tell(key: str, month: int, left: int, indent: str) -> Iterator[str]:
        told.add((key, month))
        found = explain(figures, key, month)
        yield f"{indent}{_one_line(found.in_names.into(language))}"
        yield f"{indent}{_one_line(found.in_numbers.into(language))}"
        for part in found.parts:
            label = _one_line(part.label.into(language))
            value = _one_line(part.value.into(language))
            yield f"{indent}{_GAP}{label}: {value}  [{part.key or part.path}]"
            if part.key and left > 1 and (part.key, part.month) not in told:
                yield from tell(part.key, part.month, left - 1, indent + _GAP * 2)

    yield from tell(key, month, depth, "")


def _check(asked: Namespace, language: Language) -> int:
    project = read_project(asked.project).project
    found = problems(project, compute(project))
    for problem in found:
        print(_problem_line(problem, project, language))
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    if not found:
        print(_("Замечаний нет.").into(language))
    elif errors:
        summary = n_(
            "{n} ошибка: пакет не собрать, пока она не исправлена.",
            "{n} ошибок: пакет не собрать, пока они не исправлены.",
            errors,
        )
        print(summary.into(language))
    return FOUND_ERRORS if errors else DONE


def _diff(asked: Namespace, language: Language) -> int:
    if asked.old.is_dir() and asked.new.is_dir():
        _print_package_changes(asked.old, asked.new, language)
        return DONE
    if asked.old.is_dir() or asked.new.is_dir():
        raise UserError(_("Сравните два проекта или две папки с пакетами, а не одно с другим."))
    old, new = read_project(asked.old).project, read_project(asked.new).project
    answers, remarks = changes(old, new), remark_changes(old, new)
    figures = figure_changes(compute(old), compute(new))
    _print_section(_("Ответы"), [one.sentence for one in answers], language)
    _print_section(_("Заметки и непонятые записи"), [one.sentence for one in remarks], language)
    _print_section(_("Показатели"), [one.sentence for one in figures], language)
    if not answers and not remarks and not figures:
        print(_SAME.into(language))
    return DONE


def _print_package_changes(old: Path, new: Path, language: Language) -> None:
    from wizard.documents.changes import package_changes

    found = package_changes(old, new)
    for file in found:
        print(file.sentence.into(language))
        for line in file.lines:
            for mark, text in line.sides:
                if text:
                    print(f"{_GAP}{mark} {text}")
        for row in file.rows:
            print(f"{_GAP}{row.sentence.into(language)}")
    if not found:
        print(_SAME.into(language))


def _print_section(heading: Text, lines: list[Text], language: Language) -> None:
    if lines:
        print(f"{heading.into(language)} ({len(lines)}):")
        for line in lines:
            print(f"{_GAP}{line.into(language)}")


def _build(asked: Namespace, language: Language) -> int:
    project = read_project(asked.project).project
    errors = [
        problem
        for problem in problems(project, compute(project))
        if problem.severity is Severity.ERROR
    ]
    if errors:
        for problem in errors:
            print(_problem_line(problem, project, language), file=sys.stderr)
        _refuse(_("Пакет не собран: сначала исправьте ошибки, названные выше."), language)
        return REFUSED
    # The document libraries are slow to load, and no other command needs them.
    from wizard.documents.package import PackageOfAnother, build_package
    from wizard.documents.packs.packs import open_pack

    packs = [open_pack(path) for path in asked.pack] if asked.pack else None
    if asked.without_packs:
        packs = []
    progress = _Progress(language)
    try:
        report = build_package(
            project,
            asked.output,
            file=asked.project,
            over_others=asked.replace_other,
            only=asked.only,
            progress=progress.show,
            packs=packs,
        )
    except PackageOfAnother as error:
        raise UserError(
            _(
                "{problem} Чтобы собрать поверх него, добавьте --replace-other.",
                problem=error.text,
            )
        ) from error
    finally:
        progress.clear()
    _print_report(report, asked.output, language)
    return DONE


def _templates(asked: Namespace, language: Language) -> int:
    # As slow to load as the building of documents.
    from wizard import template_commands

    match asked.action:
        case "export":
            lines = template_commands.exported(asked, language)
        case "list":
            lines = template_commands.listed(asked, language)
        case "names":
            lines = template_commands.names(asked, language)
        case _:
            return _pack_mistakes(template_commands.mistakes(asked, language), language)
    for line in lines:
        print(_one_line(line))
    return DONE


def _guide(asked: Namespace, language: Language) -> int:
    from wizard.documents.guide import guide_pdf

    write_whole(asked.output, guide_pdf(language))
    print(_("Руководство записано в «{name}».", name=str(asked.output)).into(language))
    return DONE


def _pack_mistakes(found: Sequence[str], language: Language) -> int:
    for line in found:
        print(_one_line(line))
    if not found:
        print(_("Ошибок нет.").into(language))
        return DONE
    print(n_("Ошибок: {n}.", "Ошибок: {n}.", len(found)).into(language))
    return FOUND_ERRORS


class _Progress:
    """One line that is written over, on a terminal alone."""

    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._on = sys.stderr.isatty()
        self._width = 0

    def show(self, done: int, of: int, what: Text | Verbatim) -> None:
        """Say how far the work has come and what is being made."""
        if not self._on:
            return
        line = f"{done}/{of}  {_one_line(what.into(self._language))}"[:78]
        print(f"\r{line.ljust(self._width)}", end="", file=sys.stderr, flush=True)
        self._width = len(line)

    def clear(self) -> None:
        """Leave the line empty for what is printed next."""
        if self._width:
            print(f"\r{' ' * self._width}\r", end="", file=sys.stderr, flush=True)


def _figure(figures: Figures, key: str) -> Figure:
    try:
        return figures[key]
    except UnknownFigureError as error:
        if error.nearest:
            raise UserError(
                _("Показателя «{key}» нет. Ближайший: {near}", key=key, near=error.nearest)
            ) from error
        raise UserError(
            _("Показателя «{key}» нет. Все ключи покажет figures без ключей.", key=key)
        ) from error


def _as_json(chosen: Sequence[Figure], language: Language) -> dict[str, object]:
    return {
        figure.key: {
            "label": figure.label.into(language),
            "unit": figure.unit.key,
            "months": list(figure.months),
            "total": figure.total,
        }
        for figure in chosen
    }


def _table(
    chosen: Sequence[Figure], figures: Figures, project: Project, language: Language
) -> list[str]:
    """The figures as aligned columns: key, name, unit, a column for each month, the total."""
    currency = project.company.currency.value

    def shown(figure: Figure, value: float) -> str:
        return format_value(value, figure.unit, language, currency, sign=False)

    months = [f"{month.month:02d}.{month.year}" for month in figures.calendar]
    heads = [_("Ключ"), _("Показатель"), _("Единица")]
    rows = [[*(head.into(language) for head in heads), *months, _("Итого").into(language)]]
    for figure in chosen:
        values = [shown(figure, value) for value in figure.months] or [""] * len(months)
        unit = figure.unit.sign(currency).into(language)
        label = _one_line(figure.label.into(language))
        rows.append([figure.key, label, unit.strip(), *values, shown(figure, figure.total)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        _GAP.join(
            cell.ljust(width) if column < len(heads) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _problem_line(problem: Problem, project: Project, language: Language) -> str:
    text = _one_line(problem.text.into(language))
    try:
        field = _one_line(title(project, problem.path).into(language)) if problem.path else ""
    except PathError:
        field = problem.path
    severity = _SEVERITIES[problem.severity].into(language)
    return f"{severity}: {text}" if text.startswith(field) else f"{severity}: {field}: {text}"


def _print_report(report: PackageReport, folder: Path, language: Language) -> None:
    made = n_(
        "Собран {n} файл в «{folder}»:",
        "Собрано файлов: {n} в «{folder}»:",
        len(report.made),
        folder=str(folder),
    )
    print(made.into(language))
    for path in report.made:
        print(f"{_GAP}{path}")
    if report.kept:
        print(_("Оставлено как есть:").into(language))
        for path in report.kept:
            print(f"{_GAP}{path}")
    if report.removed:
        print(_("Убрано, больше не входит в пакет:").into(language))
        for path in report.removed:
            print(f"{_GAP}{path}")
    for attention in report.attention:
        print(f"! {_one_line(attention.into(language))}")


def _refuse(text: Text, language: Language) -> None:
    print(_one_line(text.into(language)), file=sys.stderr)


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")).replace("\r", " ")


def _print_in_unicode() -> None:
    # A pipe on Windows and a bare C locale would otherwise stop at the first Cyrillic letter.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
