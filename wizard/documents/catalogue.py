"""The templates that exist: each found, its front matter read, in the order of the package.

Belongs here: finding templates and telling mistakes in their front matter and structure. Does not
belong here: filling them in (`text.py`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache, partial
from pathlib import Path
from typing import Literal, TypeVar, get_args

from wizard.documents.filling.text import (
    TemplateEnvironment,
    TemplateError,
    shared_environment,
)
from wizard.documents.packs.packs import Pack, installed
from wizard.documents.setting.layout import PROFILES, Profile
from wizard.errors import UserError
from wizard.paths import templates
from wizard.project.project import Project
from wizard.texts import Language, Text, _

Group = Literal["A", "B", "C", "D", "E", "F", "G"]
Per = Literal["one", "role"]
GROUPS: tuple[Group, ...] = get_args(Group)
BINDINGS = (20, 30)
_KEYS = (
    "id", "title", "kind", "group", "profile", "per", "when", "order", "file", "because",
    "binding", "numbered", "annex_to", "confidential", "addressee", "valid_days", "word",
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
    client may name its `addressee` and for how many days it is valid (both Jinja). `word` is a Word
    file to be filled in instead of the text, `pieces` the names and texts of what may be imported.
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
    word: bytes | None = None
    word_name: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    from_pack: bool = False

    def line(self, key: str) -> int:
        """The line of the file in which an entry of the front matter stands."""
        return dict(self.lines).get(key, 1)

    def environment(self, currency: str) -> TemplateEnvironment:
        """Where the template is filled in: nothing but its pieces can be imported."""
        return shared_environment(self.language, currency, self.pieces)


def catalogue(
    language: Language,
    packs: Iterable[Pack] = (),
    failed: Callable[[UserError], None] | None = None,
) -> tuple[DocumentTemplate, ...]:
    """All templates of a language by their order; one of a later pack replaces its namesake.

    The program's own templates come first. Where `failed` is given, it takes what is wrong with a
    template of a pack, and the others are read. Raises UserError.
    """
    folder = templates() / language
    found = {template.id: template for template in _own(folder, language, _stamp(folder))}
    for pack in packs:
        add_templates(found, pack_templates(pack, language, own_pieces(language)), failed)
    return tuple(sorted(found.values(), key=lambda item: (item.order, item.group, item.id)))


Stamp = tuple[tuple[str, int, int], ...]


def _stamp(folder: Path) -> Stamp:
    """What tells whether a file of the folder was changed: names, times and sizes."""
    with os.scandir(folder) as entries:
        files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".md")]
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in files))


@lru_cache(maxsize=8)
def _own(folder: Path, language: Language, stamp: Stamp) -> tuple[DocumentTemplate, ...]:
    """The program's own templates, read again only when a file of theirs has changed: the window
    asks for them at every edit."""
    pieces = own_pieces(language)
    given = tuple(pieces.items())
    found: dict[str, DocumentTemplate] = {}
    names = [name for name, _time, _size in stamp if name not in pieces]
    add_templates(
        found, (partial(read_template, folder / name, language, given) for name in names), None
    )
    return tuple(found.values())


def catalogue_of(project: Project, language: Language) -> tuple[DocumentTemplate, ...]:
    """The templates of a project's documents, so far as its packs are there and can be read.

    What is wrong with a pack is told where it is checked and where the package is built.
    """
    names = [use.name for use in project.packs]
    known = {pack.name: pack for pack in installed()} if names else {}
    packs = [known[name] for name in names if name in known]
    return catalogue(language, packs, lambda _error: None)


def pack_templates(
    pack: Pack, language: Language, own: Mapping[str, str], folder: str = ""
) -> Iterator[Callable[[], DocumentTemplate]]:
    """How to read each template of a pack: a call that raises UserError where it is wrong.

    `own` are the program's pieces. The templates are those of a folder of the language; they may
    use the pieces that lie above it, and are never Word files.
    """
    sources = pack.of(language, ".md", folder)
    words = {} if folder else pack.of(language, ".docx")
    shared = {**pack.of(language, ".md"), **sources}

    def read(name: str, source: bytes) -> DocumentTemplate:
        added = {piece: _decoded(piece, text) for piece, text in shared.items() if is_piece(piece)}
        pieces = tuple({**own, **added}.items())
        template = template_of(Path(name), _decoded(name, source), language, pieces, words)
        return replace(template, from_pack=True)

    for name, source in sources.items():
        if not is_piece(name):
            yield partial(read, name, source)


def own_pieces(language: Language, folder: str = "") -> dict[str, str]:
    """The program's own pieces in a folder of the language, by their file's name."""
    place = templates() / language / folder
    return {path.name: _source(path) for path in sorted(place.glob("_*.md"))}


def is_piece(name: str) -> bool:
    """Whether a file is a piece that templates share, no document."""
    return name.startswith("_")


def add_templates(
    found: dict[str, DocumentTemplate],
    readers: Iterable[Callable[[], DocumentTemplate]],
    failed: Callable[[UserError], None] | None,
) -> None:
    """Read templates and put each in place of its namesake; two of one name are a mistake.

    What is wrong goes to `failed`, or is raised where nobody takes it.
    """
    seen: dict[str, str] = {}
    for read in readers:
        try:
            template = read()
            if template.id in seen:
                raise TemplateError(
                    template.path.name,
                    template.line("id"),
                    _(
                        "имя «{id}» уже носит шаблон «{file}»",
                        file=seen[template.id],
                        id=template.id,
                    ),
                )
        except UserError as error:
            if failed is None:
                raise
            failed(error)
            continue
        seen[template.id] = template.path.name
        found[template.id] = template


def read_template(
    path: Path, language: Language, pieces: tuple[tuple[str, str], ...] = ()
) -> DocumentTemplate:
    """One template. Raises UserError naming the file, the line and what is wrong."""
    return template_of(path, _source(path), language, pieces)


def _source(path: Path) -> str:
    try:
        return _decoded(path.name, path.read_bytes())
    except OSError as error:
        raise _unreadable(path.name, error) from error


def _decoded(name: str, source: bytes) -> str:
    try:
        return source.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _unreadable(name, error) from error


def _unreadable(name: str, error: Exception) -> UserError:
    return UserError(
        _("Не получается прочитать шаблон «{file}»: {reason}", file=name, reason=str(error))
    )


def template_of(
    path: Path,
    source: str,
    language: Language,
    pieces: tuple[tuple[str, str], ...] = (),
    words: Mapping[str, bytes] | None = None,
    note: Callable[[TemplateError], None] | None = None,
) -> DocumentTemplate:
    """A template of its text; `words` are the Word files that lie beside it.

    Raises TemplateError at the first mistake, unless `note` takes them all.
    """
    reader = _FrontMatter(path.name, source, note)
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
        word=reader.word(words or {}),
        word_name=reader.text("word"),
        pieces=pieces,
        lines=reader.lines,
    )


class _FrontMatter:
    """The `key: value` lines between two `---`."""

    def __init__(
        self, file: str, source: str, note: Callable[[TemplateError], None] | None
    ) -> None:
        self._file, self._note = file, note
        self._values: dict[str, tuple[str, int]] = {}
        lines = source.splitlines()
        if not lines or lines[0].strip() != _FENCE:
            self._wrong(1, _("шаблон начинается со строки «---» и описания документа"))
        ends = [index for index, line in enumerate(lines) if index and line.strip() == _FENCE]
        if not ends:
            self._wrong(1, _("описание документа не закрыто второй строкой «---»"))
            ends = [0]
        for number, line in enumerate(lines[1 : ends[0]], start=2):
            self._read(line, number)
        for key in _REQUIRED:
            if not self.text(key):
                self._wrong(1, _("в описании документа нет «{key}»", key=key))
        self.body = "\n" * (ends[0] + 1) + "\n".join(lines[ends[0] + 1 :])

    @property
    def lines(self) -> tuple[tuple[str, int], ...]:
        return tuple((key, line) for key, (_value, line) in self._values.items())

    def _read(self, line: str, number: int) -> None:
        if not line.strip() or line.lstrip().startswith("#"):
            return
        key, colon, value = line.partition(":")
        key, value = key.strip(), value.strip()
        if not colon:
            self._wrong(number, _("ожидалась запись «имя: значение»"))
            return
        if key not in _KEYS:
            nearest = get_close_matches(key, _KEYS, 1, 0.3) or [_KEYS[0]]
            self._wrong(
                number,
                _("неизвестное имя «{name}». Похоже на «{nearest}»", name=key, nearest=nearest[0]),
            )
            return
        if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1]
        self._values[key] = (value, number)

    def text(self, key: str) -> str:
        return self._values.get(key, ("", 0))[0]

    def word(self, words: Mapping[str, bytes]) -> bytes | None:
        """The Word file that is named, which lies beside the template."""
        name, line = self._values.get("word", ("", 0))
        if not name:
            return None
        if name not in words:
            self._wrong(line, _("рядом нет файла Word «{name}»", name=name))
            return None
        for number, text in enumerate(self.body.splitlines(), start=1):
            if text.strip():
                self._wrong(number, _("текст стоит в файле Word, а здесь он не нужен"))
        return words[name]

    def whole(self, key: str, default: int) -> int:
        value, line = self._values.get(key, (str(default), 0))
        try:
            return int(value)
        except ValueError:
            problem = _("в «{key}» нужно целое число, а не «{value}»", key=key, value=value)
            self._wrong(line, problem)
            return default

    def choice(self, key: str, choices: tuple[Choice, ...], default: Choice) -> Choice:
        value, line = self._values.get(key, (default, 0))
        for choice in choices:
            if choice.lower() == value.lower():
                return choice
        known = ", ".join(choices)
        self._wrong(
            line,
            _("в «{key}» может стоять {known}, а не «{value}»", key=key, known=known, value=value),
        )
        return default

    def _wrong(self, line: int, problem: Text) -> None:
        error = TemplateError(self._file, line, problem)
        if self._note is None:
            raise error
        self._note(error)


def document_titles(language: Language) -> dict[str, str]:
    """The documents that can be made: id and title."""
    return {document.id: bare_title(document.title) for document in catalogue(language)}


def bare_title(title: str) -> str:
    """A template's title without the places it fills in: «План продаж на {{ year }}»."""
    fixed = re.split(r"\{[{%]", title)[0].strip(" :")
    return re.sub(r"\s(на|за|for|of)$", "", fixed)
