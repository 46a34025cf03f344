"""A document as PDF: its blocks as JSON for `templates/layout.typ`.

Belongs here: what each block tells the page template. Does not belong here: the look itself
(`layout.typ`), the order of blocks (`layout.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from wizard.documents.setting.blocks import (
    Acquaintance,
    Agreed,
    Appendix,
    Block,
    Bullet,
    Clause,
    FigureBlock,
    Heading,
    Landscape,
    Letterhead,
    Note,
    OnePage,
    Opening,
    PageBreak,
    Paragraph,
    Person,
    Quote,
    RequisitesRow,
    Runs,
    Signature,
    SmallPrint,
    Table,
    announces,
    beginning,
    kept_with_next,
    stays_whole,
)
from wizard.documents.setting.figures import drawing_of, theme_input
from wizard.documents.setting.fixed_texts import FixedTexts, acquaintance_rows, figure_data
from wizard.documents.setting.layout import Document
from wizard.documents.setting.typesetting import FONTS, typesetter
from wizard.documents.setting.widths import columns

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
RIGHT_MARGIN = 12.0
_SOURCE = '#import "/layout.typ": render\n#render(json("/data.json"))\n'
# Typst parts no line after these signs, not even at the space that follows.
_HELD_TOGETHER = re.compile(r"(?:\S*[\"'{(\[] )+\S+")
_HELD_SPACE = re.compile(r" (?=\S)")
_LONGEST_HELD = 16
_LONG_WORD = re.compile(r"[^\s\u00a0-]{40,}")
_BREAK_EVERY = 20
_FIGURE_SHARE = 0.94

Json = dict[str, object]


def render_pdf(document: Document) -> bytes:
    """The document as PDF. Raises UserError for a text that cannot be read."""
    return prepared_pdf(document)()


def prepared_pdf(document: Document) -> Callable[[], bytes]:
    """The setting of the PDF, ready to be done on any thread. Raises UserError as `render_pdf`."""
    return partial(typesetter().compile, _SOURCE, paper_input(document), "pdf")


def paper_input(
    document: Document,
    *,
    blocks: Sequence[Block] | None = None,
    entry: str = "",
    right: float = RIGHT_MARGIN,
) -> Json:
    """A paper as `layout.typ` reads it: `blocks`, or all that it consists of.

    `entry` is its line in the contents of a book, `right` the right margin in millimetres. Raises
    UserError as `render_pdf`.
    """
    return _Pages(document, entry, right).input(document.blocks if blocks is None else blocks)


def page_pictures(document: Document) -> tuple[bytes, ...]:
    """The pages of the PDF as SVG, to be looked at. Raises UserError as `render_pdf`."""
    return typesetter().pages(_SOURCE, paper_input(document))


def first_picture(document: Document) -> bytes:
    """The first of `page_pictures`, without the time that the others take."""
    given = paper_input(document, blocks=beginning(document.blocks))
    return typesetter().pages(_SOURCE, given)[0]


class _Pages:
    """Turns the blocks of one document into JSON; knows how much room a line has."""

    def __init__(self, document: Document, entry: str, right: float) -> None:
        self._document = document
        self._entry = entry
        self._right = right
        self._texts = FixedTexts(document.language)
        self._room = PAGE_WIDTH - document.binding - right

    def input(self, blocks: Sequence[Block]) -> Json:
        document = self._document
        width = self._room * _FIGURE_SHARE
        return {
            "title": document.title,
            "organisation": document.organisation.name,
            "language": document.language,
            "fonts": FONTS[document.font],
            "accent": document.accent,
            "binding": document.binding,
            "right": self._right,
            "footer": document.footer,
            "blank-date": self._texts.blank_date,
            "theme": theme_input("light", width, document.accent, document.language),
            "words": {"agreed": self._texts.agreed, "acquainted": self._texts.acquainted},
            "blocks": self._all(blocks),
        }

    def _all(self, blocks: Sequence[Block]) -> list[Json]:
        return [
            {**self._block(block), "kept": kept}
            for block, kept in zip(blocks, kept_with_next(blocks), strict=True)
        ]

    def _block(self, block: Block) -> Json:
        match block:
            case Heading(level, runs, number):
                return {"type": "heading", "level": level, "number": number, "runs": _runs(runs)}
            case Clause(level, runs, number):
                return {
                    "type": "clause",
                    "level": level,
                    "number": number,
                    "leads": announces(runs),
                    "runs": _runs(runs),
                }
            case Bullet(level, runs, under):
                return {"type": "bullet", "level": level, "under": under, "runs": _runs(runs)}
            case Paragraph(runs, under, leads):
                return {"type": "paragraph", "under": under, "leads": leads, "runs": _runs(runs)}
            case Quote(runs):
                return {"type": "quote", "runs": _runs(runs)}
            case Note(paragraphs):
                return {"type": "note", "paragraphs": [_runs(runs) for runs in paragraphs]}
            case Table():
                return self._table(block)
            case FigureBlock(name, caption):
                data = figure_data(self._document, name)
                return {
                    "type": "figure",
                    "drawing": drawing_of(name),
                    "data": data,
                    "caption": _runs(caption),
                }
            case Landscape(blocks):
                return {"type": "landscape", "blocks": self._turned(blocks)}
            case Appendix(title, blocks, number):
                label = self._texts.appendix(number)
                return {
                    "type": "appendix",
                    "label": label,
                    "title": title,
                    "blocks": self._all(blocks),
                }
            case OnePage(title, blocks, new_page):
                return {
                    "type": "onepage",
                    "new-page": new_page,
                    "title": title,
                    "blocks": self._all(blocks),
                }
            case _:
                return self._form(block)

    def _form(self, block: Block) -> Json:
        match block:
            case Signature(people):
                return {"type": "signature", "people": _people(people)}
            case Agreed(people):
                return {"type": "agreed", "people": _people(people)}
            case Acquaintance(people):
                return {
                    "type": "acquaintance",
                    "header": self._texts.acquaintance_header,
                    "whole": stays_whole(block),
                    "rows": _people(acquaintance_rows(people)),
                }
            case Opening(left, right, kind, title, centred):
                entry = ""
                if kind or title:
                    entry, self._entry = self._entry, ""
                return {
                    "type": "opening",
                    "left": left,
                    "right": right,
                    "kind": kind,
                    "title": title,
                    "centred": centred,
                    "entry": entry,
                }
            case Letterhead(organisation, details, logo):
                return {
                    "type": "letterhead",
                    "organisation": organisation,
                    "details": details,
                    "logo": None if logo is None else list(logo),
                }
            case RequisitesRow(cells):
                return {"type": "requisites", "cells": cells}
            case SmallPrint(text):
                return {"type": "smallprint", "text": text}
            case PageBreak():
                return {"type": "pagebreak"}
            case _:
                raise TypeError(type(block).__name__)

    def _table(self, table: Table) -> Json:
        set_columns = columns(table, self._room)
        count = len(table.header)
        return {
            "type": "table",
            "widths": set_columns.widths,
            "size": set_columns.size,
            "aligns": table.aligns,
            "whole": stays_whole(table),
            "header": [_runs(runs) for runs in table.header],
            "rows": [
                [_runs(row[index]) if index < len(row) else [] for index in range(count)]
                for row in table.rows
            ],
        }

    def _turned(self, blocks: Sequence[Block]) -> list[Json]:
        upright = self._room
        self._room = PAGE_HEIGHT - self._document.binding - self._right
        try:
            return self._all(blocks)
        finally:
            self._room = upright


def _runs(runs: Runs) -> list[tuple[str, str]]:
    return [
        (_breakable(run.text), ("b" if run.bold else "") + ("i" if run.italic else ""))
        for run in runs
    ]


def _breakable(text: str) -> str:
    """A text whose endless words may break, and every space; Word breaks them by itself."""
    text = _HELD_TOGETHER.sub(_parted, text)
    return _LONG_WORD.sub(
        lambda match: "\u200b".join(
            match.group()[at : at + _BREAK_EVERY]
            for at in range(0, len(match.group()), _BREAK_EVERY)
        ),
        text,
    )


def _parted(words: re.Match[str]) -> str:
    held = words.group()
    return held if len(held) <= _LONGEST_HELD else _HELD_SPACE.sub(" \u200b", held)


def _people(people: Sequence[Person]) -> list[Mapping[str, str]]:
    return [{"position": person.position, "name": person.name} for person in people]
