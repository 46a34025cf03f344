"""Documents written in Word with Jinja tags in them, filled in by docxtpl.

Belongs here: what such a file may hold, its tags and their paragraphs, filling it in. Does not
belong here: Word files that the program writes itself (`word.py`).

A stranger's Word file is looked at before anything reads it, and again after it was filled in: no
document type, no program, no embedded object, no link or field that fetches a file; sizes limited.
Tags must be closed within their paragraph, be short and few: docxtpl looks for them with regular
expressions whose time grows fast without that.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jinja2
from docx.shared import Mm
from lxml import etree
from markupsafe import Markup, escape

from wizard.documents.filling.mistakes import MISTAKES, place_of, problem_of
from wizard.documents.filling.sandbox import MOST_SOURCE, limited, spend
from wizard.documents.filling.text import TemplateEnvironment
from wizard.documents.language.escaping import clean
from wizard.documents.setting.figures import FigureData, figure_png
from wizard.documents.word.word_file import LONGEST_PROPERTY
from wizard.documents.word.word_safety import (
    FILLED_IN,
    WORD,
    WordRefused,
    safe_parser,
    word_parts,
)
from wizard.errors import UserError
from wizard.texts import Language, Text, _

MOST_TAGS = 3000
LONGEST_TAG = 1000
FIGURE_WIDTH, NARROWEST = 170.0, 40.0  # millimetres

_TAG = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_CLOSES = {"{{": "}}", "{%": "%}", "{#": "#}"}
_UNSUPPORTED = re.compile(r"\{%-?\s*(colspan|cellbg|vm|hm)\b")
_RUNS = re.compile(r"\s{20}")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with the number of its paragraph in its part, counted from 1."""

    part: str
    paragraph: int
    text: str


class WordMistake(UserError):
    """A mistake in a Word template, with the paragraph, its part and the tag."""

    def __init__(self, file: str, tag: Tag, problem: Text) -> None:
        super().__init__(
            _(
                "Шаблон «{file}», {place}, «{tag}»: {problem}",
                file=file,
                place=place_in_word(tag),
                tag=tag.text[:80],
                problem=problem,
            )
        )
        self.file, self.tag, self.problem = file, tag, problem


def place_in_word(tag: Tag) -> Text:
    """«абзац 12», «верхний колонтитул, абзац 1»."""
    where = {
        "header": _("верхний колонтитул, абзац {n}", n=tag.paragraph),
        "footer": _("нижний колонтитул, абзац {n}", n=tag.paragraph),
        "footnotes": _("сноски, абзац {n}", n=tag.paragraph),
    }
    return where.get(tag.part.rstrip("0123456789"), _("абзац {n}", n=tag.paragraph))


# Tags and their paragraphs


def tags_in(content: bytes, file: str) -> Iterator[Tag | WordMistake]:
    """The tags of a Word template in their order, and the mistakes in their writing.

    Raises WordRefused.
    """
    for name, part in word_parts(content, file).items():
        if not FILLED_IN.fullmatch(name):
            continue
        short = name.removeprefix("word/").removesuffix(".xml")
        for number, text in enumerate(_paragraphs(part), start=1):
            yield from _tags_of(file, short, number, text)


def _paragraphs(part: bytes) -> Iterator[str]:
    """The text of each paragraph; that of a text box within is its own."""
    root = etree.fromstring(part, safe_parser())
    for paragraph in root.iter(f"{WORD}p"):
        pieces = []
        for run in paragraph.iter(f"{WORD}t"):
            above = next(run.iterancestors(f"{WORD}p"))
            if above is paragraph:
                pieces.append(run.text or "")
        yield "".join(pieces)


def _tags_of(file: str, part: str, number: int, text: str) -> Iterator[Tag | WordMistake]:
    opened: re.Match[str] | None = None
    for mark in _TAG.finditer(text):
        if opened is None:
            if mark.group() in _CLOSES:
                opened = mark
            elif mark.group() != "#}":
                tag = Tag(part, number, text[max(mark.start() - 40, 0) : mark.end()])
                yield WordMistake(file, tag, _("лишние закрывающие скобки"))
        elif mark.group() == _CLOSES[opened.group()]:
            tag = Tag(part, number, text[opened.start() : mark.end()])
            opened = None
            unfit = _unfit(tag.text)
            yield tag if unfit is None else WordMistake(file, tag, unfit)
    if opened is not None:
        tag = Tag(part, number, text[opened.start() :])
        problem = _("тег не закрыт до конца абзаца: нужно «{close}»", close=_CLOSES[opened.group()])
        yield WordMistake(file, tag, problem)


def _unfit(tag: str) -> Text | None:
    if len(tag) > LONGEST_TAG:
        return _("тег длиннее {most} знаков", most=LONGEST_TAG)
    if _RUNS.search(tag):
        return _("в теге слишком много пробелов подряд")
    found = _UNSUPPORTED.match(tag)
    if found is not None:
        return _("команда «{name}» не поддерживается", name=found.group(1))
    return None


def sound_tags(content: bytes, file: str) -> list[Tag]:
    """The tags of a Word template. Raises WordMistake at the first that is wrong, WordRefused."""
    tags: list[Tag] = []
    for found in tags_in(content, file):
        if isinstance(found, WordMistake):
            raise found
        tags.append(found)
    if len(tags) > MOST_TAGS:
        raise WordRefused(_("В шаблоне «{file}» больше {most} тегов.", file=file, most=MOST_TAGS))
    return tags


# Filling in


class WordEnvironment(TemplateEnvironment):
    """The same filters and names as in Markdown, written for Word."""

    def __init__(
        self, language: Language, currency: str, drawings: Mapping[str, FigureData], accent: str
    ) -> None:
        super().__init__(language, currency, {})
        self._drawings, self._accent = drawings, accent
        self.target: Any = None
        self.tags: list[Tag] = []
        self.filters["paragraphs"] = self._charged(self._paragraphs)

    def template(self, text: str) -> jinja2.Template:
        """The text of a part of the Word file, which is longer than that of a Markdown file."""
        return self.from_string(text)

    def guarded(self, said: str) -> str:
        """A text as XML; a tabulator and a line end become Word's own."""
        xml = str(escape(clean(said)))
        # docxtpl would read {_{ as {{.
        return xml.replace("{_", "{&#95;").replace("_}", "&#95;}")

    def figure(self, name: str, caption: str = "") -> Markup:
        """A drawing as a picture."""
        from docxtpl import InlineImage

        key = self.said(name)
        if key not in self._drawings:
            raise UserError(_("для рисунка «{name}» нет данных", name=key[:80]))
        width = _room(self.target)
        png = figure_png(
            key,
            self._drawings[key],
            width_mm=width,
            accent=self._accent,
            language=self.language,
        )
        spend(len(png) // 10)
        picture = InlineImage(self.target, io.BytesIO(png), width=Mm(width))
        below = Markup("\n") + self.written(caption) if caption else Markup("")
        return Markup(str(picture)) + below

    def tag_at(self, line: int) -> Tag:
        """The tag at a line of what is being filled in."""
        return _tag_at(self.target, self.tags, line)

    def _paragraphs(self, text: object) -> str:
        return "\n".join(line.strip() for line in self.said(text).splitlines() if line.strip())


@dataclass(frozen=True)
class WordTemplate:
    """A Word template ready to be filled in: what stands in it, and with what."""

    content: bytes
    file: str
    language: Language
    currency: str
    context: Mapping[str, object]
    drawings: Mapping[str, FigureData]
    accent: str
    accept: Callable[[str], None] = lambda _text: None
    """Takes the text that came out; raises UserError where a paper may not say it."""

    @cached_property
    def tags(self) -> list[Tag]:
        """Its tags. Raises WordMistake, WordRefused."""
        return sound_tags(self.content, self.file)

    def filled(self) -> bytes:
        """The Word file. Raises WordMistake, WordRefused."""
        return self.filled_by(
            WordEnvironment(self.language, self.currency, self.drawings, self.accent)
        )

    def filled_by(self, env: WordEnvironment) -> bytes:
        """The Word file filled in by an environment. Raises WordMistake, WordRefused."""
        tags = self.tags
        if sum(len(tag.text) for tag in tags) > MOST_SOURCE:
            raise WordRefused(_("В шаблоне «{file}» слишком много тегов.", file=self.file))
        target = env.target = _target(self.content)
        env.tags = tags
        names = {**self.context, "figure": env.figure}
        whole = io.BytesIO()
        try:
            with limited():
                target.render(names, env, autoescape=True)
            target.save(whole)
        except (*MISTAKES, etree.LxmlError) as error:
            tag = env.tag_at(place_of(error)[1])
            raise WordMistake(self.file, tag, problem_of(error, names)) from error
        parts = word_parts(whole.getvalue(), self.file)  # nothing dangerous was put in
        for name, part in parts.items():
            if FILLED_IN.fullmatch(name):
                self.accept("\n".join(_paragraphs(part)))
        return whole.getvalue()


def _target(content: bytes) -> Any:
    """docxtpl's own object, made to remember the source of the part that it fills in."""
    from docxtpl import DocxTemplate

    class Target(DocxTemplate):  # type: ignore[misc]
        source = ""

        def render_xml_part(
            self, src_xml: str, part: Any, context: Any, jinja_env: Any = None
        ) -> str:
            self.source = src_xml.replace("\n", " ")
            self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", self.source)
            return str(
                super().render_xml_part(self.source.replace("\n", ""), part, context, jinja_env)
            )

        def render_properties(self, context: Any, jinja_env: Any = None) -> None:
            """The title and the like are texts: what was escaped for XML is undone."""
            properties = self.docx.core_properties
            for name in ("author", "comments", "identifier", "language", "subject", "title"):
                text = jinja_env.from_string(getattr(properties, name)).render(context)
                setattr(properties, name, Markup(text).unescape()[:LONGEST_PROPERTY])

    return Target(io.BytesIO(content))


def _room(target: Any) -> float:
    """The length of a line in millimetres, not more than a drawing needs."""
    section = target.docx.sections[0]
    page, left, right = section.page_width, section.left_margin, section.right_margin
    if None in (page, left, right):
        return FIGURE_WIDTH
    return max(NARROWEST, min(FIGURE_WIDTH, float((page - left - right) / Mm(1))))


def _tag_at(target: Any, tags: list[Tag], line: int) -> Tag:
    """The tag at a line: docxtpl drops paragraphs, so it is found by its text."""
    lines = str(target.source).splitlines()
    text = re.sub(r"<[^>]*>", "", lines[line - 1]) if 0 < line <= len(lines) else ""
    part = re.sub(r".*/|\.xml$", "", str(getattr(target.current_rendering_part, "partname", "")))
    inside = [_core(found) for found in re.findall(r"\{[{%].*?[}%]\}", text)]
    of_part = [tag for tag in tags if tag.part == part] or tags
    # Dropped paragraphs only lower the line, so the paragraph is this one or a later one.
    for tag in of_part:
        if tag.paragraph >= line - 1 and _core(tag.text) in inside:
            return tag
    return Tag(part or "document", max(line - 1, 1), text.strip())


def _core(tag: str) -> str:
    """A tag without its brackets, its `p`, `tr` or `r` and its spaces."""
    found = re.sub(r"^\{[{%]-?\s*((p|tr|tc|r)\s)?|-?[}%]\}$", "", tag)
    return re.sub(r"\s+|[“”‘’\"']", "", found.replace("&lt;", "<").replace("&gt;", ">"))
