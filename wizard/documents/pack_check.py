"""A pack looked through before anything is built: every mistake of every file, with its place.

Belongs here: finding mistakes. Does not belong here: saying what is wrong in plain words
(`mistakes.py`), what a pack is (`packs.py`).

First each file is read by itself: its front matter, its blocks, its commands, the names and filters
that it uses. Then the templates that can be read are filled in with projects: what is unknown there
is noted, and the filling goes on, so that one mistake does not hide the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from jinja2 import meta, nodes

from wizard.documents.catalogue import (
    DocumentTemplate,
    catalogue,
    is_piece,
    own_pieces,
    template_of,
)
from wizard.documents.chapters import chapter_templates, named_as_a_document
from wizard.documents.context import Maker
from wizard.documents.filling.jinja_tags import Add, parsed, tag_at
from wizard.documents.filling.mistakes import TemplateError, unknown_name
from wizard.documents.filling.text import TemplateEnvironment, environment
from wizard.documents.noting import Note, NotedTemplate, NotingEnvironment, NotingWordEnvironment
from wizard.documents.packs.packs import CHAPTERS, MANIFEST, Pack
from wizard.documents.setting.containers import ContainerError, containers
from wizard.documents.setting.fixed_texts import figure_data
from wizard.documents.word.word import drawings_in
from wizard.documents.word.word_safety import WordRefused
from wizard.documents.word.word_template import WordMistake, place_in_word, tags_in
from wizard.errors import UserError
from wizard.plan.figures import Figures, compute
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language, Text, _

_LONGEST = 80
_MOST = 200  # mistakes of a file; more help nobody
_TOP = ("readme", "license", "licence", "changelog")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake: the file in the pack, where in it, the tag or line meant, what is wrong."""

    file: str
    place: Text | None
    tag: str
    problem: Text
    number: int = 0
    """Of the line or paragraph."""

    @property
    def text(self) -> Text:
        """The mistake in one line."""
        if self.place is None:
            return _("{file}: {problem}", file=self.file, problem=self.problem)
        if not self.tag:
            return _(
                "{file}, {place}: {problem}", file=self.file, place=self.place, problem=self.problem
            )
        return _(
            "{file}, {place} «{tag}»: {problem}",
            file=self.file,
            place=self.place,
            tag=self.tag,
            problem=self.problem,
        )


def check_pack(pack: Pack, projects: Iterable[Project] | None = None) -> list[Mistake]:
    """All mistakes of a pack, in the order of its files; none where it can be used.

    It is filled in with the projects, those of all presets unless given.
    """
    given = [load_preset(name) for name in preset_names()] if projects is None else list(projects)
    worlds = [(project, compute(project)) for project in given]
    found = list(_misplaced(pack))
    for language in pack.languages:
        for folder in ("", CHAPTERS):
            found += _Language(pack, language, folder, worlds).mistakes()
    return list(dict.fromkeys(found))


def _misplaced(pack: Pack) -> Iterator[Mistake]:
    """Files that nobody will read."""
    for place in sorted(pack.files):
        folder, _slash, name = place.partition("/")
        top = not _slash and (place == MANIFEST or Path(place).stem.lower() in _TOP)
        if top:
            continue
        if folder not in LANGUAGES or not _slash:
            problem = _("шаблоны лежат в папках {known}", known=", ".join(LANGUAGES))
        elif folder not in pack.languages:
            problem = _("языка «{language}» нет в «languages»", language=folder)
        elif name.startswith(f"{CHAPTERS}/") and name.count("/") == 1:
            if name.lower().endswith(".md"):
                continue
            problem = _("это не глава книги: нужен .md")
        elif "/" in name:
            problem = _(
                "вложенные папки не читаются, кроме «{folder}» с главами книги", folder=CHAPTERS
            )
        elif Path(name).suffix.lower() not in (".md", ".docx"):
            problem = _("это не шаблон: нужен .md или .docx")
        else:
            continue
        yield Mistake(place, None, "", problem)
    for language in pack.languages:
        if not any(place.startswith(f"{language}/") for place in pack.files):
            problem = _("языку «{language}» нужна папка с шаблонами", language=language)
            yield Mistake(MANIFEST, None, "", problem)


class _Language:
    """The templates of a pack in one language: its documents, or the chapters in their folder."""

    def __init__(
        self,
        pack: Pack,
        language: Language,
        folder: str,
        worlds: Sequence[tuple[Project, Figures]],
    ) -> None:
        self.pack, self.language, self.worlds = pack, language, worlds
        self.folder = folder
        self.found: list[Mistake] = []
        self.grave = 0  # mistakes that leave a template unfit to be filled in
        self.sources: dict[str, str] = {}
        self.above = self._pieces_above()
        for name, content in pack.of(language, ".md", folder).items():
            try:
                self.sources[name] = content.decode("utf-8-sig").replace("\r\n", "\n")
            except UnicodeDecodeError:
                self._add(name, None, "", _("файл записан не в UTF-8"))
        self.words = {} if folder else pack.of(language, ".docx")
        self.known = known_names(language)
        self.pieces = {
            **own_pieces(language),
            **(own_pieces(language, folder) if folder else {}),
            **self.above,
            **{name: text for name, text in self.sources.items() if is_piece(name)},
        }

    def _pieces_above(self) -> dict[str, str]:
        """What chapters may use of the documents' pieces; their mistakes are told once, there."""
        if not self.folder:
            return {}
        own = self.pack.of(self.language, ".md", self.folder)
        return {
            name: content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
            for name, content in self.pack.of(self.language, ".md").items()
            if is_piece(name) and name not in own
        }

    def mistakes(self) -> list[Mistake]:
        sound = []
        for name, source in self.sources.items():
            before = self.grave
            if is_piece(name):
                self._commands(name, source, 0)
                continue
            template = self._front_matter(name, source)
            self._blocks(template)
            self._commands(name, template.text, 0)
            for key in ("title", "file", "addressee", "valid_days"):
                self._commands(name, getattr(template, key), template.line(key) - 1)
            if template.when.strip():
                condition = "{% if " + template.when + " %}{% endif %}"
                self._commands(name, condition, template.line("when") - 1)
            if template.word is not None:
                self._word(template)
            if self.grave == before:
                sound.append(template)
        self._names_taken(sound)
        named = {template.word_name for template in sound}
        named |= {
            name for name in self.words if any(name in text for text in self.sources.values())
        }
        for name in sorted(self.words.keys() - named):
            problem = _(
                "его не называет ни один шаблон: нужен .md со строкой «word: {name}»", name=name
            )
            self._add(name, None, "", problem)
        self._filled_in(sound)
        return sorted(self.found, key=lambda one: (one.file, one.number))

    def _add(
        self,
        name: str,
        place: Text | None,
        tag: str,
        problem: Text,
        *,
        name_alone: bool = False,
    ) -> None:
        number = 0 if place is None else dict(place.values).get("n", 0)
        folder = "" if not self.folder or name in self.above else f"{self.folder}/"
        mistake = Mistake(f"{self.language}/{folder}{name}", place, tag, problem, int(str(number)))
        self.grave += not name_alone
        if len(self.found) < _MOST and mistake not in self.found:
            self.found.append(mistake)

    def _at_line(self, name: str, line: int, problem: Text, *, name_alone: bool = False) -> None:
        about = str(dict(problem.values).get("name", ""))
        source = self.sources.get(name, self.above.get(name, ""))
        tag = tag_at(source, line, about)
        self._add(name, _("строка {n}", n=line), tag, problem, name_alone=name_alone)

    # Each file by itself

    def _front_matter(self, name: str, source: str) -> DocumentTemplate:
        def note(error: TemplateError) -> None:
            self._at_line(name, error.line, error.problem)

        pieces = tuple(self.pieces.items())
        return template_of(Path(name), source, self.language, pieces, self.words, note)

    def _names_taken(self, sound: list[DocumentTemplate]) -> None:
        owners: dict[str, str] = {}
        papers = {one.id: one for one in self._papers()} if self.folder else {}
        for template in list(sound):
            name = template.path.name
            if template.id in papers:
                error = named_as_a_document(template, papers[template.id])
                self._at_line(name, error.line, error.problem)
                sound.remove(template)
            elif template.id in owners:
                problem = _(
                    "имя «{id}» уже носит шаблон «{file}»", id=template.id, file=owners[template.id]
                )
                self._at_line(name, template.line("id"), problem)
                sound.remove(template)
            owners.setdefault(template.id, name)

    def _blocks(self, template: DocumentTemplate) -> None:
        lines = template.text.split("\n")
        for _try in range(len(lines)):
            try:
                containers("\n".join(lines))
                return
            except ContainerError as error:
                self._at_line(template.path.name, error.line, error.problem)
                lines[error.line - 1] = ""

    def _commands(self, name: str, text: str, shift: int) -> None:
        """Commands, filters and names of a text that begins `shift` lines below the file's top."""
        if not text or ("{{" not in text and "{%" not in text and "{#" not in text):
            return
        env = environment(self.language, "RUB")

        def add(line: int, problem: Text) -> None:
            self._at_line(name, line + shift, problem)

        tree = parsed(env, text, add)
        if tree is not None:
            _unknown_filters(env, tree, add)
            for line, problem in _unknown_names(tree, self.known):
                self._at_line(name, line + shift, problem, name_alone=True)

    def _word(self, template: DocumentTemplate) -> None:
        name = template.word_name
        try:
            for found in tags_in(template.word or b"", name):
                if isinstance(found, WordMistake):
                    self._add(
                        name, place_in_word(found.tag), found.tag.text[:_LONGEST], found.problem
                    )
        except WordRefused as error:
            self._add(name, None, "", error.text)

    # Filled in with projects

    def _papers(self) -> tuple[DocumentTemplate, ...]:
        """The documents that chapters may name; what is wrong with them is told elsewhere."""
        return catalogue(self.language, [self.pack], lambda _error: None)

    def _others(self) -> tuple[DocumentTemplate, ...]:
        """What is made beside the templates of the pack."""
        if self.folder:
            return (*self._papers(), *chapter_templates(self.language))
        return catalogue(self.language)

    def _filled_in(self, sound: Sequence[DocumentTemplate]) -> None:
        own = {template.id for template in sound}
        others = [one for one in self._others() if one.id not in own]
        notes: list[Note] = []
        made: dict[str, NotingEnvironment] = {}
        noted = [NotedTemplate.of(one, notes, made, self.known) for one in sound]
        for project, figures in self.worlds:
            everything = sorted([*others, *noted], key=lambda one: one.order)
            maker = Maker(project, figures, self.language, everything)
            for template in noted:
                notes.clear()
                self._fill(template, maker, notes)

    def _fill(self, template: NotedTemplate, maker: Maker, notes: list[Note]) -> None:
        """Fill a template in; an error after a note may come of it and is not told."""
        name = template.path.name
        try:
            for paper in maker.register.of(template):
                made = maker.made(paper)
                if made.word is None:
                    for figure, _width in drawings_in(made.document):
                        figure_data(made.document, figure)
                else:
                    env = NotingWordEnvironment(
                        self.language,
                        maker.register.currency,
                        maker.drawings,
                        made.document.accent,
                        notes,
                    )
                    env.known = self.known
                    made.word.filled_by(env)
        except UserError as error:
            if not notes:
                self._raised(template, error)
        for note in notes:
            if note.tag is None:
                self._at_line(note.file or name, note.line, note.problem)
            else:
                place, tag = place_in_word(note.tag), note.tag.text[:_LONGEST]
                self._add(template.word_name, place, tag, note.problem)

    def _raised(self, template: NotedTemplate, error: UserError) -> None:
        match error:
            case WordMistake():
                place, tag = place_in_word(error.tag), error.tag.text[:_LONGEST]
                self._add(error.file, place, tag, error.problem)
            case TemplateError():
                self._at_line(error.file, error.line, error.problem)
            case _:
                self._add(template.word_name or template.path.name, None, "", error.text)


def known_names(language: Language) -> list[str]:
    """The names that every template may use."""
    project = load_preset(preset_names()[0], language)
    maker = Maker(project, compute(project), language, catalogue(language))
    return [*maker.register.given, "document", "ref", "role", *environment(language, "RUB").globals]


def _unknown_filters(env: TemplateEnvironment, tree: nodes.Template, add: Add) -> None:
    """Filters and tests that do not exist; in the tree others take their place."""
    for used in list(tree.find_all((nodes.Filter, nodes.Test))):
        have = env.filters if isinstance(used, nodes.Filter) else env.tests
        if used.name in have:
            continue
        near = get_close_matches(used.name, have, 1, 0.4)
        add(
            used.lineno,
            _("неизвестный фильтр «{name}». Похоже на «{nearest}»", name=used.name, nearest=near[0])
            if near
            else _("неизвестный фильтр «{name}»", name=used.name),
        )
        used.name = "upper" if isinstance(used, nodes.Filter) else "none"  # so that it compiles


def _unknown_names(tree: nodes.Template, known: list[str]) -> Iterator[tuple[int, Text]]:
    """Names that neither the program nor the template gives, with their lines."""
    strange = meta.find_undeclared_variables(tree) - set(known)
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and name.name in strange:
            yield name.lineno, unknown_name(name.name, None, known)
