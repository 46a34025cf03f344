"""The templates that exist: each found, its front matter read, in the order of the package.

Belongs here: finding templates and telling mistakes in their front matter and structure. Does not
belong here: filling them in (`text.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, TypeVar, get_args

import jinja2

from wizard.documents.containers import ContainerError, containers
from wizard.documents.layout import PROFILES, Profile
from wizard.documents.text import TemplateError, environment, syntax_error
from wizard.errors import UserError
from wizard.paths import templates
from wizard.texts import Language, Text, _

Group = Literal["A", "B", "C", "D", "E", "F", "G"]
Per = Literal["one", "role"]
GROUPS: tuple[Group, ...] = get_args(Group)
BINDINGS = (20, 30)
_KEYS = (
    "id", "title", "kind", "group", "profile", "per", "when", "order", "file", "because",
    "binding", "numbered", "annex_to", "confidential", "addressee", "valid_days",
)  # fmt: skip
_REQUIRED = ("id", "title", "group", "profile")
_FENCE = "---"

Choice = TypeVar("Choice", bound=str)


@dataclass(frozen=True, slots=True)
class DocumentTemplate:
    """A template: `title`, `file` and `text` may hold Jinja, `when` is a Jinja expression.

    `when` of a template made for each role is asked with `role` known. `text` keeps its line
    numbers: the lines of the front matter are empty in it. `binding` is the left margin in
    millimetres, `numbered` whether its sections carry numbers, `annex_to` the id of the document
    that a form is annexed to, `confidential` whether a working paper is marked so. A letter to a
    client may name its `addressee` and for how many days it is valid (both Jinja).
    """

    id: str
    title: str
    kind: str
    group: Group
    profile: Profile
    per: Per
    when: str
    order: int
    file: str
    because: str
    binding: int
    numbered: bool
    annex_to: str
    confidential: bool
    addressee: str
    valid_days: str
    language: Language
    path: Path
    text: str


def catalogue(language: Language, folders: Iterable[Path] = ()) -> tuple[DocumentTemplate, ...]:
    """All templates of a language by their order; one in a later folder replaces its namesake.

    `folders` are template packs; the program's own templates come first. Raises UserError.
    """
    found: dict[str, DocumentTemplate] = {}
    for folder in (templates(), *folders):
        seen: dict[str, str] = {}
        for path in sorted((folder / language).glob("*.md")):
            if path.name.startswith("_"):  # pieces that templates share
                continue
            template = read_template(path, language)
            if template.id in seen:
                raise TemplateError(
                    _(
                        "Шаблоны «{first}» и «{second}» носят одно имя «{id}»",
                        first=seen[template.id],
                        second=path.name,
                        id=template.id,
                    )
                )
            seen[template.id] = path.name
            found[template.id] = template
    return tuple(sorted(found.values(), key=lambda item: (item.order, item.group, item.id)))


def read_template(path: Path, language: Language) -> DocumentTemplate:
    """One template. Raises UserError naming the file, the line and what is wrong."""
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(
            _(
                "Не получается прочитать шаблон «{file}»: {reason}",
                file=path.name,
                reason=str(error),
            )
        ) from error
    reader = _FrontMatter(path.name, source)
    return DocumentTemplate(
        id=reader.text("id"),
        title=reader.text("title"),
        kind=reader.text("kind"),
        group=reader.choice("group", GROUPS, "A"),
        profile=reader.choice("profile", PROFILES, "W"),
        per=reader.choice("per", get_args(Per), "one"),
        when=reader.text("when"),
        order=reader.whole("order", 1000),
        file=reader.text("file") or reader.text("title"),
        because=reader.text("because"),
        binding=reader.whole("binding", BINDINGS[0]),
        numbered=reader.choice("numbered", ("yes", "no"), "yes") == "yes",
        annex_to=reader.text("annex_to"),
        confidential=reader.choice("confidential", ("yes", "no"), "no") == "yes",
        addressee=reader.text("addressee"),
        valid_days=reader.text("valid_days"),
        language=language,
        path=path,
        text=reader.body,
    )


class _FrontMatter:
    """The `key: value` lines between two `---`."""

    def __init__(self, file: str, source: str) -> None:
        self._file = file
        self._values: dict[str, tuple[str, int]] = {}
        lines = source.splitlines()
        if not lines or lines[0].strip() != _FENCE:
            raise self._error(1, _("шаблон начинается со строки «---» и описания документа"))
        ends = [index for index, line in enumerate(lines) if index and line.strip() == _FENCE]
        if not ends:
            raise self._error(1, _("описание документа не закрыто второй строкой «---»"))
        for number, line in enumerate(lines[1 : ends[0]], start=2):
            self._read(line, number)
        for key in _REQUIRED:
            if not self.text(key):
                raise self._error(1, _("в описании документа нет «{key}»", key=key))
        self.body = "\n" * (ends[0] + 1) + "\n".join(lines[ends[0] + 1 :])

    def _read(self, line: str, number: int) -> None:
        if not line.strip() or line.lstrip().startswith("#"):
            return
        key, colon, value = line.partition(":")
        key, value = key.strip(), value.strip()
        if not colon:
            raise self._error(number, _("ожидалась запись «имя: значение»"))
        if key not in _KEYS:
            nearest = get_close_matches(key, _KEYS, 1, 0.3) or [_KEYS[0]]
            raise self._error(
                number,
                _("неизвестное имя «{name}». Похоже на «{nearest}»", name=key, nearest=nearest[0]),
            )
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        self._values[key] = (value, number)

    def text(self, key: str) -> str:
        return self._values.get(key, ("", 0))[0]

    def whole(self, key: str, default: int) -> int:
        value, line = self._values.get(key, (str(default), 0))
        try:
            return int(value)
        except ValueError as error:
            problem = _("в «{key}» нужно целое число, а не «{value}»", key=key, value=value)
            raise self._error(line, problem) from error

    def choice(self, key: str, choices: tuple[Choice, ...], default: Choice) -> Choice:
        value, line = self._values.get(key, (default, 0))
        for choice in choices:
            if choice.lower() == value.lower():
                return choice
        known = ", ".join(choices)
        raise self._error(
            line,
            _("в «{key}» может стоять {known}, а не «{value}»", key=key, known=known, value=value),
        )

    def _error(self, line: int, problem: Text) -> TemplateError:
        return TemplateError(
            _(
                "Шаблон «{file}», строка {line}: {problem}",
                file=self._file,
                line=line,
                problem=problem,
            )
        )


def check_template(template: DocumentTemplate) -> None:
    """Raises UserError where a container or a Jinja command is unknown or not closed."""
    file = template.path.name
    try:
        containers(template.text)
    except ContainerError as error:
        raise TemplateError(
            _("Шаблон «{file}», {problem}", file=file, problem=error.text)
        ) from error
    env = environment(template.language, "RUB")
    for text in (template.text, template.title, template.file, template.addressee):
        try:
            env.parse(text)
        except jinja2.TemplateSyntaxError as error:
            raise syntax_error(error, file) from error


def document_titles(language: Language) -> dict[str, str]:
    """The documents that can be made: id and title."""
    return {document.id: bare_title(document.title) for document in catalogue(language)}


def bare_title(title: str) -> str:
    """A template's title without the places it fills in: «План продаж на {{ year }}»."""
    fixed = re.split(r"\{[{%]", title)[0].strip(" :")
    return re.sub(r"\s(на|за|for|of)$", "", fixed)
