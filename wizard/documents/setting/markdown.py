"""From the Markdown of a document to its blocks.

Belongs here: which part of Markdown the papers use, and what each piece becomes. Does not belong
here: numbers of sections and clauses (`numbering.py`), the look (`word.py`, `pdf.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from wizard.documents.language.escaping import restore
from wizard.documents.language.typography import typeset
from wizard.documents.setting.blocks import (
    Acquaintance,
    Agreed,
    Align,
    Appendix,
    Block,
    Bullet,
    Clause,
    FigureBlock,
    Heading,
    Landscape,
    Note,
    OnePage,
    PageBreak,
    Paragraph,
    Person,
    Quote,
    Run,
    Runs,
    Signature,
    Table,
    announces,
)
from wizard.documents.setting.containers import Container, containers
from wizard.texts import Language

_UNUSED = (
    "code", "fence", "reference", "html_block", "lheading", "hr",
    "link", "image", "autolink", "html_inline", "backticks",
)  # fmt: skip
_CELL_BREAK = re.compile(r"<br\s*/?>")


def read_markdown(text: str, language: Language) -> tuple[Block, ...]:
    """The blocks of a text. Raises ContainerError for an unknown or unclosed container."""
    return _Reader(language).blocks(containers(text))


class _Reader:
    def __init__(self, language: Language) -> None:
        self._language: Language = language
        self._parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable(_UNUSED)

    def blocks(self, container: Container) -> tuple[Block, ...]:
        result: list[Block] = []
        for part in container.parts:
            if isinstance(part, str):
                result.extend(self._markdown(part))
            else:
                result.append(self._container(part))
        return tuple(result)

    def _container(self, container: Container) -> Block:
        match container.name:
            case "signature":
                return Signature(self._people(container))
            case "agreed":
                return Agreed(self._people(container))
            case "acquaintance":
                return Acquaintance(self._people(container, name_first=True))
            case "note":
                inner = self._markdown(container.text)
                return Note(tuple(runs for block in inner if (runs := _runs_of(block))))
            case "figure":
                caption = [_runs_of(block) for block in self._markdown(container.text)]
                return FigureBlock(container.title, caption[0] if caption else ())
            case "appendix":
                return Appendix(self._line(container.title), self.blocks(container))
            case "onepage":
                return OnePage(self._line(container.title), self.blocks(container))
            case "landscape":
                return Landscape(self.blocks(container))
            case _:
                return PageBreak()

    def _people(self, container: Container, *, name_first: bool = False) -> tuple[Person, ...]:
        people = []
        for line in container.text.split("\n"):
            if line.strip():
                first, _bar, second = line.partition("|")
                pair = (self._line(first), self._line(second))
                people.append(Person(*(pair[::-1] if name_first else pair)))
        return tuple(people)

    def _line(self, text: str) -> str:
        return restore(typeset(text.strip(), self._language))

    def _markdown(self, text: str) -> Iterator[Block]:
        yield from self._walk(self._parser.parse(text))

    def _walk(self, tokens: Sequence[Token]) -> Iterator[Block]:
        position = 0
        while position < len(tokens):
            token = tokens[position]
            end = _closing(tokens, position)
            inner = tokens[position + 1 : end]
            match token.type:
                case "heading_open":
                    # One # is taken as ## : the title is never written in the text.
                    yield Heading(max(1, int(token.tag[1]) - 1), self._runs(inner[0]))
                case "paragraph_open":
                    runs = self._runs(inner[0])
                    yield Paragraph(runs, leads=announces(runs))
                case "ordered_list_open" | "bullet_list_open":
                    yield from self._list(token, inner, clauses=-1, bullets=-1)
                case "blockquote_open":
                    yield from (Quote(_runs_of(block)) for block in self._walk(inner))
                case "table_open":
                    yield self._table(inner)
            position = end + 1

    def _list(
        self, opening: Token, tokens: Sequence[Token], *, clauses: int, bullets: int
    ) -> Iterator[Block]:
        ordered = opening.type == "ordered_list_open"
        clauses, bullets = (clauses + 1, bullets) if ordered else (clauses, bullets + 1)
        starts_list = True
        position = 0
        while position < len(tokens):
            end = _closing(tokens, position)
            item = tokens[position + 1 : end]
            first = True
            inside = 0
            while inside < len(item):
                inside_end = _closing(item, inside)
                token = item[inside]
                if token.type == "paragraph_open":
                    runs = self._runs(item[inside + 1])
                    if not first:
                        yield Paragraph(runs, under=clauses)
                    elif ordered:
                        yield Clause(clauses, runs, starts_list=starts_list)
                    else:
                        yield Bullet(bullets, runs, under=clauses)
                    first = starts_list = False
                elif token.type in ("ordered_list_open", "bullet_list_open"):
                    inner = item[inside + 1 : inside_end]
                    yield from self._list(token, inner, clauses=clauses, bullets=bullets)
                else:
                    yield from self._walk(item[inside : inside_end + 1])
                inside = inside_end + 1
            position = end + 1

    def _table(self, tokens: Sequence[Token]) -> Table:
        rows: list[list[Runs]] = []
        aligns: list[Align] = []
        for position, token in enumerate(tokens):
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                rows[-1].append(self._runs(tokens[position + 1]))
                if token.type == "th_open":
                    aligns.append(_align(token))
        header, *body = (tuple(row) for row in rows)
        return Table(header, tuple(body), tuple(aligns))

    def _runs(self, inline: Token) -> Runs:
        runs: list[Run] = []
        bold = italic = 0
        for token in inline.children or ():
            match token.type:
                case "strong_open":
                    bold += 1
                case "strong_close":
                    bold -= 1
                case "em_open":
                    italic += 1
                case "em_close":
                    italic -= 1
                case "softbreak":
                    runs.append(Run(" ", bold > 0, italic > 0))
                case "hardbreak":
                    runs.append(Run("\n", bold > 0, italic > 0))
                case _:
                    text = _CELL_BREAK.sub("\n", token.content)
                    runs.append(Run(text, bold > 0, italic > 0))
        return self._joined(runs)

    def _joined(self, runs: Sequence[Run]) -> Runs:
        """Neighbours of one style as one run; typography sees a paragraph as a whole."""
        joined: list[Run] = []
        for run in runs:
            if joined and (joined[-1].bold, joined[-1].italic) == (run.bold, run.italic):
                joined[-1] = Run(joined[-1].text + run.text, run.bold, run.italic)
            elif run.text:
                joined.append(run)
        if not joined:
            return ()
        set_texts = typeset("\ue000".join(run.text for run in joined), self._language)
        texts = set_texts.split("\ue000")
        return tuple(
            Run(restore(text), run.bold, run.italic)
            for text, run in zip(texts, joined, strict=True)
        )


def _runs_of(block: Block) -> Runs:
    match block:
        case Paragraph() | Heading() | Clause() | Bullet() | Quote():
            return block.runs
        case _:
            return ()


def _align(token: Token) -> Align:
    style = str(token.attrGet("style") or "")
    choices: dict[str, Align] = {"text-align:right": "right", "text-align:center": "center"}
    return choices.get(style.replace(" ", ""), "left")


def _closing(tokens: Sequence[Token], position: int) -> int:
    """The position of the token that closes the one at `position`."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1
