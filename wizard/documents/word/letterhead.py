"""The Word file that papers are built upon: the program's own, or one that a person brings.

Belongs here: what such a file must hold, and what it may not. Does not belong here: writing a paper
into it (`word_file.py`).

A person's file is a stranger's: nothing in it may reach outside, unpack without end or run. Styles
are found by their names: Word gives them other ids when it saves a file in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from wizard.documents.word.word_safety import danger
from wizard.errors import UserError
from wizard.paths import templates
from wizard.texts import Text, _

LARGEST = 5_000_000
_LARGEST_UNPACKED = 60_000_000
_MOST_PARTS = 1000
_KINDS = ("paragraph", "table")
_FIRST_HEADING = "Heading1"
_DECLARES = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_RELATIONSHIP = re.compile(rb"<Relationship\b[^>]*>")
_OUTSIDE = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_HYPERLINK = re.compile(rb"/hyperlink[\"']")


@dataclass(frozen=True)
class Base:
    """A Word file fit to build upon.

    `styles` leads from the id of a style in the program's own file to that in this one; `list_id`
    is the abstract list that the headings are numbered by; `has_head` says that the first page has
    a head of its own.
    """

    content: bytes
    styles: Mapping[str, str]
    list_id: str
    has_head: bool


def own_letterhead() -> bytes:
    """The program's own file, to be changed and brought back."""
    return (templates() / "base.docx").read_bytes()


def base_of(content: bytes | None) -> Base:
    """A file to build upon; the program's own for None. Raises UserError with what is wrong."""
    return _base(own_letterhead() if content is None else content)


@lru_cache(maxsize=4)
def _base(content: bytes) -> Base:
    _refuse_what_is_unsafe(content)
    try:
        file = docx.Document(BytesIO(content))
    except (
        BadZipFile, PackageNotFoundError, KeyError, ValueError, AttributeError,
        etree.XMLSyntaxError,
    ) as error:  # fmt: skip
        raise UserError(
            _("Бланк Word не открывается: {reason}. Нужен файл .docx.", reason=str(error))
        ) from error
    found = _ids_by_name(file)
    wanted = _own_styles()
    missing = [name for _id, (kind, name) in wanted.items() if (kind, _key(name)) not in found]
    if missing:
        raise _unfit(_("в нём нет стилей: {names}", names=", ".join(missing)))
    styles = {own: found[kind, _key(name)] for own, (kind, name) in wanted.items()}
    list_id = _list_of(file, styles[_FIRST_HEADING])
    if list_id is None:
        raise _unfit(_("в нём нет нумерации, связанной с «Заголовок 1»"))
    return Base(
        content,
        {own: other for own, other in styles.items() if own != other},
        list_id,
        _has_head(file),
    )


def _refuse_what_is_unsafe(content: bytes) -> None:
    if len(content) > LARGEST:
        raise UserError(_("Бланк Word больше 5 МБ. Уменьшите картинки в нём."))
    try:
        with ZipFile(BytesIO(content)) as packed:
            parts = packed.infolist()
            whole = sum(part.file_size for part in parts)
            if len(parts) > _MOST_PARTS or whole > _LARGEST_UNPACKED:
                raise UserError(_("Бланк Word слишком велик в развёрнутом виде."))
            for part in parts:
                if part.filename.lower().endswith("vbaproject.bin"):
                    raise UserError(_("В бланке Word есть макросы. Сохраните его как .docx."))
                written = packed.read(part)
                if part.filename.lower().endswith((".xml", ".rels")):
                    _refuse_part(written)
                why = danger(part.filename, written)
                if why is not None:
                    raise UserError(_("Бланк Word не открыт: {why}.", why=why))
    except (BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError) as error:
        raise UserError(
            _("Бланк Word не открывается: {reason}. Нужен файл .docx.", reason=str(error))
        ) from error


def _refuse_part(content: bytes) -> None:
    if any(mark in content for mark in _DECLARES):
        raise UserError(_("В бланке Word есть объявления DTD: такой файл небезопасен."))
    for relationship in _RELATIONSHIP.findall(content):
        if _OUTSIDE.search(relationship) and not _HYPERLINK.search(relationship):
            raise UserError(
                _(
                    "Бланк Word берёт что-то из другого файла или из сети (шаблон, картинку по "
                    "ссылке). Вставьте это в сам бланк."
                )
            )


def _unfit(problem: Text) -> UserError:
    return UserError(
        _(
            "Бланк Word не подходит: {problem}. Выгрузите бланк программы, измените его и выберите "
            "снова.",
            problem=problem,
        )
    )


@lru_cache(maxsize=1)
def _own_styles() -> dict[str, tuple[str, str]]:
    """The styles that papers use: id, kind and name."""
    own = docx.Document(BytesIO(own_letterhead()))
    return {style_id: (kind, name) for style_id, kind, name in _styles(own)}


def _ids_by_name(file: WordDocument) -> dict[tuple[str, str], str]:
    return {(kind, _key(name)): style_id for style_id, kind, name in _styles(file)}


def _styles(file: WordDocument) -> Iterator[tuple[str, str, str]]:
    for style in file.styles.element.findall(qn("w:style")):
        name = style.find(qn("w:name"))
        kind = style.get(qn("w:type"))
        if name is not None and kind in _KINDS:
            yield style.get(qn("w:styleId")) or "", kind, name.get(qn("w:val")) or ""


def _key(name: str) -> str:
    return name.replace(" ", "").casefold()


def _list_of(file: WordDocument, heading: str) -> str | None:
    """The list that the style of the first heading belongs to."""
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in file.part.rels.values()):
        return None
    numbering = file.part.numbering_part.element
    for abstract in numbering.findall(qn("w:abstractNum")):
        link = abstract.find(f"{qn('w:lvl')}/{qn('w:pStyle')}")
        if link is not None and link.get(qn("w:val")) == heading:
            wanted = str(abstract.get(qn("w:abstractNumId")))
            uses = (item.find(qn("w:abstractNumId")) for item in numbering.findall(qn("w:num")))
            if any(use is not None and use.get(qn("w:val")) == wanted for use in uses):
                return wanted
    return None


def _has_head(file: WordDocument) -> bool:
    section = file.sections[0]
    if not section.different_first_page_header_footer:
        return False
    head = section.first_page_header._element
    if any(head.find(f".//{qn(tag)}") is not None for tag in ("w:drawing", "w:pict")):
        return True
    return any((text.text or "").strip() for text in head.iter(qn("w:t")))
