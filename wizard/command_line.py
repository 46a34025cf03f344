"""How the command line reads: commands, options, help and refusals in the reader's language.

Belongs here: argparse. Does not belong here: what a command does (`wizard.cli`).
"""

from __future__ import annotations

import argparse
import locale
import os
import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from wizard import __version__
from wizard.storage.presets import preset, preset_names
from wizard.texts import LANGUAGES, Language, Text, _, language_of

COMMANDS = ("new", "figures", "explain", "check", "diff", "build", "templates", "guide")
PROGRAM = "python -m wizard"

_REFUSALS: tuple[tuple[str, Text], ...] = (
    (r"the following arguments are required: (.+)", _("Не хватает: {0}.")),
    (r"unrecognized arguments: (.+)", _("Лишнее в команде: {0}.")),
    (r"argument (.+): expected one argument", _("После {0} нужно значение.")),
    (
        r"argument (.+): invalid choice: '?(.*?)'? \(choose from (.+)\)",
        _("{0}: нет значения «{1}». Есть: {2}."),
    ),
    (r"argument (.+): invalid int value: '?(.*?)'?", _("{0}: нужно целое число, а не «{1}».")),
    (
        r"argument (.+): not allowed with argument (.+)",
        _("{0} и {1} не указывают вместе."),
    ),
    (r"argument (.+): ignored explicit argument '?(.*?)'?", _("{0}: значение «{1}» не нужно.")),
)


def read_command_line(arguments: Sequence[str]) -> Namespace:
    """What the command line asks for; ends the program (code 2) where it cannot be understood.

    The result has `command` (empty: the window), `language` (of the messages), `chosen_language`
    (None: the system's), and the command's own arguments; `written_in` is the language asked for
    in what a command writes.
    """
    chosen = _chosen_language(arguments)
    language = chosen or system_language()
    parser = _parser(language)
    word = _first_word(arguments)
    if word in COMMANDS or _asks_for_help(arguments):
        asked, rest = parser.parse_known_args(arguments)
        if asked.command == "figures" and not any(one.startswith("-") for one in rest):
            asked.keys += rest  # argparse does not take keys that stand behind an option
        elif rest:
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
    else:
        if word is not None and not Path(word).exists():
            near = get_close_matches(word, COMMANDS, n=1)
            if near and not Path(word).suffix:
                parser.error(
                    _("Команды «{word}» нет. Может быть, {near}?", word=word, near=near[0]).into(
                        language
                    )
                )
        asked = _window_parser(language).parse_args(arguments)
        asked.command = ""
    asked.language, asked.chosen_language = language, chosen
    return asked


def system_language() -> Language:
    """The language of the system; Russian, the program's own, where none is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        found = os.environ.get(name, "")
        if found:
            break
    else:
        found = locale.getlocale()[0] or ""
    return language_of(found)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks the reader's language and refuses in one line."""

    language: Language = "ru"

    def error(self, message: str) -> NoReturn:
        """Print one line and end with code 2."""
        for pattern, text in _REFUSALS:
            found = re.fullmatch(pattern, message)
            if found is not None:
                message = text.into(self.language).format(*found.groups())
                break
        hint = _("Справка: {program} --help", program=PROGRAM).into(self.language)
        print(f"{' '.join(message.split())} {hint}", file=sys.stderr)
        raise SystemExit(2)

    def format_help(self) -> str:
        """The help with argparse's own headings in the reader's language."""
        text = super().format_help()
        for english, own in (
            ("usage: ", _("Запуск: ")),
            ("positional arguments:", _("Что указать:")),
            ("options:", _("Ключи:")),
        ):
            text = text.replace(english, own.into(self.language), 1)
        return text


def _parser(language: Language) -> _Parser:
    def say(text: Text) -> str:
        return text.into(language)

    parser = _new_parser(
        language,
        PROGRAM,
        _(
            "Мастер отдела продаж: план, книга Excel и документы из одних ответов. Без команды "
            "открывается окно; команды ниже работают без него."
        ),
        usage=f"{PROGRAM} [{say(_('ПРОЕКТ'))}]\n"
        + "".join(
            f"        {PROGRAM} {line}\n"
            for line in (
                say(_("new [--preset ПРИМЕР] -o ПРОЕКТ")),
                say(_("figures ПРОЕКТ [КЛЮЧ …] [--json]")),
                say(_("explain ПРОЕКТ КЛЮЧ [--month N] [--depth N]")),
                say(_("check ПРОЕКТ")),
                say(_("diff СТАРЫЙ НОВЫЙ")),
                say(_("build ПРОЕКТ -o ПАПКА [--only workbook|documents|book] [--pack НАБОР]")),
                say(_("templates export|check|list|names …")),
                say(_("guide -o ФАЙЛ.pdf")),
            )
        ),
    )
    parser.add_argument("--version", action="version", version=__version__, help=say(_("версия")))
    parser.epilog = say(
        _(
            "Код выхода: 0 — сделано, 1 — check нашёл ошибки, 2 — отказ с одной строкой причины. "
            "Справка по команде: {program} КОМАНДА --help.",
            program=PROGRAM,
        )
    )
    commands = parser.add_subparsers(
        dest="command",
        metavar=say(_("КОМАНДА")),
        title=say(_("Команды")),
        prog=PROGRAM,
        parser_class=_Parser,
    )

    def command(name: str, help_text: Text, more: Text) -> _Parser:
        made = commands.add_parser(
            name,
            help=say(help_text),
            description=say(more),
            add_help=False,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        made.language = language
        _add_common(made, language)
        return made

    project = say(_("ПРОЕКТ"))
    new = command(
        "new", _("новый проект"), _("Создаёт проект по примеру; готовый файл не трогает.")
    )
    presets = "; ".join(f"{name} — {say(preset(name).title)}" for name in preset_names())
    new.add_argument(
        "--preset",
        metavar=say(_("ПРИМЕР")),
        default=preset_names()[0],
        help=say(_("пример: {presets}", presets=presets)),
    )
    new.add_argument(
        "-o", "--output", metavar=project, type=Path, required=True, help=say(_("куда записать"))
    )
    new.add_argument(
        "--language",
        dest="written_in",
        choices=LANGUAGES,
        help=say(_("язык названий примера и документов; без ключа — язык сообщений")),
    )
    figures = command(
        "figures",
        _("показатели плана"),
        _(
            "Печатает показатели по месяцам. Доли и проценты в JSON — части единицы: 0.3 значит "
            "30 %; у показателя с одним значением список months пуст."
        ),
    )
    figures.add_argument("project", metavar=project, type=Path, help=say(_("файл проекта")))
    figures.add_argument(
        "keys",
        metavar=say(_("КЛЮЧ")),
        nargs="*",
        help=say(_("какие показатели, например goals.leads; без ключей — все")),
    )
    figures.add_argument(
        "--json", action="store_true", help=say(_("вывод для программ вместо таблицы"))
    )
    explain = command(
        "explain",
        _("откуда показатель"),
        _(
            "Печатает, из чего сложился показатель, в названиях и в числах: формулу, её части и "
            "ответы, на которых она стоит."
        ),
    )
    explain.add_argument("project", metavar=project, type=Path, help=say(_("файл проекта")))
    explain.add_argument("key", metavar=say(_("КЛЮЧ")), help=say(_("например goals.leads")))
    explain.add_argument(
        "--month",
        metavar="N",
        type=int,
        default=1,
        help=say(_("номер месяца плана; 0 — итог; без ключа — первый месяц")),
    )
    explain.add_argument(
        "--depth",
        metavar="N",
        type=int,
        default=2,
        help=say(_("на сколько шагов вглубь; без ключа — 2")),
    )
    check = command(
        "check",
        _("ошибки и замечания"),
        _("Печатает ошибки, предупреждения и советы. Код выхода 1, если есть ошибки."),
    )
    check.add_argument("project", metavar=project, type=Path, help=say(_("файл проекта")))
    diff = command(
        "diff",
        _("чем различаются проекты или пакеты"),
        _(
            "Сравнивает два проекта — ответы и показатели — или две папки с пакетами: тексты "
            "документов и ячейки книг. Ничего не меняет."
        ),
    )
    for place, name, help_text in (
        ("old", _("СТАРЫЙ"), _("файл проекта или папка пакета")),
        ("new", _("НОВЫЙ"), _("то же, с чем сравнить")),
    ):
        diff.add_argument(place, metavar=say(name), type=Path, help=say(help_text))
    build = command(
        "build",
        _("книга и документы"),
        _(
            "Собирает пакет в папку. Документы, исправленные вами после прошлой сборки, остаются; "
            "новые кладутся рядом."
        ),
    )
    build.add_argument("project", metavar=project, type=Path, help=say(_("файл проекта")))
    build.add_argument(
        "-o",
        "--output",
        metavar=say(_("ПАПКА")),
        type=Path,
        required=True,
        help=say(_("папка пакета; создаётся, если её нет")),
    )
    build.add_argument(
        "--only",
        choices=("workbook", "documents", "book"),
        help=say(
            _(
                "только книга Excel (workbook), только документы (documents) или только книга для "
                "клиента (book)"
            )
        ),
    )
    build.add_argument(
        "--replace-other",
        action="store_true",
        help=say(_("собрать и поверх пакета другого плана; факт другой компании не берётся")),
    )
    packs = build.add_mutually_exclusive_group()
    packs.add_argument(
        "--pack",
        metavar=say(_("НАБОР")),
        type=Path,
        action="append",
        default=[],
        help=say(
            _(
                "папка или zip с шаблонами, вместо наборов, выбранных в проекте; можно указать "
                "несколько"
            )
        ),
    )
    packs.add_argument(
        "--without-packs",
        action="store_true",
        help=say(_("собрать по шаблонам программы, даже если в проекте выбраны наборы")),
    )
    templates = command(
        "templates",
        _("наборы шаблонов: выгрузить, проверить, список, имена"),
        _(
            "Шаблоны документов можно менять и добавлять: набор — папка или zip с файлом "
            "pack.json. Справка по действию: {program} templates ДЕЙСТВИЕ --help.",
            program=PROGRAM,
        ),
    )
    _template_actions(templates, language)
    guide = command(
        "guide",
        _("руководство в PDF"),
        _("Записывает руководство с картинками одним файлом PDF, на языке сообщений."),
    )
    guide.add_argument(
        "-o",
        "--output",
        metavar=say(_("ФАЙЛ")),
        type=Path,
        required=True,
        help=say(_("куда записать PDF")),
    )
    return parser


def _template_actions(templates: _Parser, language: Language) -> None:
    """`templates export|check|list|names`."""

    def say(text: Text) -> str:
        return text.into(language)

    actions = templates.add_subparsers(
        dest="action",
        metavar=say(_("ДЕЙСТВИЕ")),
        title=say(_("Действия")),
        required=True,
        prog=f"{PROGRAM} templates",
        parser_class=_Parser,
    )

    def action(name: str, help_text: Text) -> _Parser:
        made = actions.add_parser(
            name, help=say(help_text), description=say(help_text), add_help=False
        )
        made.language = language
        _add_common(made, language)
        return made

    pack, project = say(_("НАБОР")), say(_("ПРОЕКТ"))
    export = action("export", _("выгрузить шаблоны программы как набор, чтобы менять их"))
    export.add_argument(
        "folder", metavar=say(_("ПАПКА")), type=Path, help=say(_("новая или пустая папка"))
    )
    export.add_argument(
        "--language",
        dest="written_in",
        choices=LANGUAGES,
        help=say(_("только шаблоны этого языка; без ключа — все")),
    )
    check = action(
        "check", _("найти ошибки набора до сборки: файл, строка, тег, что не так; код 1, если есть")
    )
    check.add_argument("pack", metavar=pack, type=Path, help=say(_("папка или zip")))
    check.add_argument(
        "--project",
        metavar=project,
        type=Path,
        help=say(_("проверить на этом проекте; без ключа — на всех примерах")),
    )
    listed = action("list", _("документы программы или набора, установленные наборы"))
    listed.add_argument("--pack", metavar=pack, type=Path, help=say(_("папка или zip")))
    listed.add_argument(
        "--language",
        dest="written_in",
        choices=LANGUAGES,
        help=say(_("язык шаблонов; без ключа — язык сообщений")),
    )
    names = action("names", _("все имена для шаблонов: что значат и чему равны"))
    names.add_argument(
        "--project",
        metavar=project,
        type=Path,
        help=say(_("чьи значения показать; без ключа — примера")),
    )
    names.add_argument(
        "--markdown", action="store_true", help=say(_("справочник в записи Markdown"))
    )


def _window_parser(language: Language) -> _Parser:
    parser = _new_parser(language, PROGRAM, Text(""), usage=None)
    parser.add_argument("file", nargs="?", type=Path)
    return parser


def _new_parser(language: Language, program: str, about: Text, usage: str | None) -> _Parser:
    parser = _Parser(
        prog=program,
        description=about.into(language),
        usage=usage,
        add_help=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.language = language
    _add_common(parser, language)
    return parser


def _add_common(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument("-h", "--help", action="help", help=_("эта справка").into(language))
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=_("язык сообщений; без ключа — язык системы").into(language),
    )


def _chosen_language(arguments: Sequence[str]) -> Language | None:
    """The language that was asked for, found before parsing: it is the language of the help."""
    for index, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--lang=") else ""
        if word == "--lang" and index + 1 < len(arguments):
            value = arguments[index + 1]
        for language in LANGUAGES:
            if value == language:
                return language
    return None


def _first_word(arguments: Sequence[str]) -> str | None:
    skip = False
    for word in arguments:
        if skip:
            skip = False
        elif word == "--lang":
            skip = True
        elif not word.startswith("-"):
            return word
    return None


def _asks_for_help(arguments: Sequence[str]) -> bool:
    return any(word in ("-h", "--help", "--version") for word in arguments)
