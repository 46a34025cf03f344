"""The user's guide: its chapters as they are written, as HTML for the window, and as a PDF.

Belongs here: reading `resources/guide`, what each piece of its Markdown becomes. Does not belong
here: the window that shows it, the look of the pages (`templates/book.typ`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import zip_longest
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from wizard import __version__
from wizard.documents.book import SOURCE, Book, Cover, book_input, chapter_input
from wizard.documents.setting.layout import ACCENT, Document, Organisation
from wizard.documents.setting.pdf import Json
from wizard.documents.setting.typesetting import typesetter
from wizard.paths import resources
from wizard.texts import Language, _

_PICTURE = re.compile(r"^!\[(?P<caption>[^\]]*)\]\((?P<name>[\w-]+)\.png\)$", re.MULTILINE)
_ANCHOR = re.compile(r"^(?P<heading>#+ .+?) \{#(?P<name>[\w-]+)\}$", re.MULTILINE)
_LINK = re.compile(r"\[(?P<words>[^\]]+)\]\([^)]+\)")
_CODE_LINE = re.compile(r"^    (?P<code>\S.*)$", re.MULTILINE)
_CODE = re.compile(r"`(?P<code>[^`]+)`")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its name (that of the file), its title, and its Markdown below the title."""

    name: str
    title: str
    text: str
    language: Language

    @property
    def html(self) -> str:
        """The chapter as HTML; sections that have a name are anchors, pictures stand by name."""
        marked = _ANCHOR.sub(r'<a name="\g<name>"></a>\n\n\g<heading>', self.text)
        return f"<h1>{escape(self.title)}</h1>\n{html(marked)}"

    @property
    def words(self) -> str:
        """The bare text, to be searched."""
        return f"{self.title}\n{_TAG.sub('', self.html)}"

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of the pictures that the chapter shows."""
        return tuple(found["name"] for found in _PICTURE.finditer(self.text))


def html(markdown: str) -> str:
    """Markdown of the program's own texts as HTML."""
    return str(MarkdownIt("commonmark").enable("table").render(markdown))


def guide(language: Language) -> tuple[Chapter, ...]:
    """The chapters in their order."""
    return _read(language)


@cache
def _read(language: Language) -> tuple[Chapter, ...]:
    found = []
    for path in sorted((resources() / "guide" / language).glob("*.md")):
        first, _line_end, text = path.read_text("utf-8").partition("\n")
        found.append(Chapter(path.stem, first.removeprefix("# ").strip(), text.strip(), language))
    return tuple(found)


def picture(name: str, language: Language) -> Path:
    """The file of a picture."""
    return resources() / "pictures" / language / f"{name}.png"


def guide_pdf(language: Language) -> bytes:
    """The whole guide as a PDF with cover and contents."""
    title = _("Мастер отдела продаж").into(language)
    cover = Cover(
        title=_("Руководство").into(language),
        subtitle=_("Как составить план отдела продаж и собрать пакет").into(language),
        name=title,
        company="",
        period=_("Версия {version}", version=__version__).into(language),
        place_and_date="",
        logo=None,
        consultant=None,
        consultant_accent=ACCENT,
    )
    book = Book(language, ACCENT, cover, chapters=(), papers=())
    data = {**book_input(book), "chapters": [_printed(chapter) for chapter in guide(language)]}
    return typesetter().compile(SOURCE, data, "pdf")


def _printed(chapter: Chapter) -> Json:
    """A chapter as the book sets it: no links, code in bold, pictures as wide as the text."""
    blocks: list[Json] = []
    pieces = _PICTURE.split(chapter.text)
    for text, caption, name in zip_longest(pieces[::3], pieces[1::3], pieces[2::3], fillvalue=""):
        blocks += _set_text(text, chapter)["blocks"]
        if name:
            content = list(picture(name, chapter.language).read_bytes())
            blocks.append({"type": "picture", "content": content, "caption": caption})
    return {**_set_text("", chapter), "blocks": blocks}


def _set_text(text: str, chapter: Chapter) -> dict[str, Any]:
    text = _ANCHOR.sub(r"\g<heading>", text)
    text = _LINK.sub(r"\g<words>", text)
    text = _CODE_LINE.sub(r"> \g<code>\n", text)
    text = _CODE.sub(r"**\g<code>**", text)
    document = Document(
        title=chapter.title,
        text=text,
        organisation=Organisation(name=""),
        language=chapter.language,
        font="sans",
        numbered=False,
    )
    return chapter_input(document, ACCENT)
