"""The book: one PDF in which a client finds the plan told in chapters, and all documents.

Belongs here: what the book consists of: its cover, its chapters, the documents behind them. Does
not belong here: the chapters (`chapters.py`), the look (`templates/book.typ`), the documents
themselves (`context.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby

from babel.dates import get_month_names

from wizard.documents.brand import accent_of, adviser_of
from wizard.documents.catalogue import DocumentTemplate
from wizard.documents.chapters import chapters
from wizard.documents.context import MadeDocument, on_letters, spoken_in
from wizard.documents.language.language import mechanics
from wizard.documents.setting.figures import theme_input
from wizard.documents.setting.layout import Document, Organisation
from wizard.documents.setting.pdf import Json, paper_input
from wizard.documents.setting.typesetting import typesetter
from wizard.plan.figures import Figures
from wizard.project.project import Project
from wizard.texts import Language, Text, _

_MARGIN = 25
GROUP_TITLES: Mapping[str, Text] = {
    "A": _("Организация отдела"),
    "B": _("Процесс продаж"),
    "C": _("Оплата и премии"),
    "D": _("Найм и обучение"),
    "E": _("CRM и автоматизация"),
    "F": _("Разговор с клиентом"),
    "G": _("Отчётность и запуск"),
}
"""How the groups of papers are called in the contents of the book."""
SOURCE = '#import "/book.typ": render\n#render(json("/data.json"))\n'


@dataclass(frozen=True)
class Cover:
    """What the first page says; `name` is the short name of the company, `company` the full one."""

    title: str
    subtitle: str
    name: str
    company: str
    period: str
    place_and_date: str
    logo: bytes | None
    consultant: Organisation | None
    consultant_accent: str


@dataclass(frozen=True)
class Book:
    """A book ready to be set; `papers` are the documents of the package, group by group."""

    language: Language
    accent: str
    cover: Cover
    chapters: tuple[Document, ...]
    papers: tuple[MadeDocument, ...]


def book(
    project: Project,
    figures: Figures,
    papers: Sequence[MadeDocument],
    today: date,
    templates: Sequence[DocumentTemplate] | None = None,
) -> Book:
    """The book of a project around its documents, which were made from `templates`.

    Those are the built-in ones unless given. Raises TemplateError with the file and line.
    """
    return bound(project, figures, tuple(chapters(project, figures, templates)), papers, today)


def bound(
    project: Project,
    figures: Figures,
    chapters: tuple[Document, ...],
    papers: Sequence[MadeDocument],
    today: date,
) -> Book:
    """The book of chapters and documents that are made."""
    language = spoken_in(project)
    return Book(
        language=language,
        accent=project.company.colour,
        cover=_cover(project, figures, language, today),
        chapters=chapters,
        papers=tuple(sorted(papers, key=lambda paper: paper.document.group)),
    )


def prepared_book(book: Book) -> Callable[[], bytes]:
    """The setting of the book, ready to be done on any thread; it raises UserError."""
    return partial(_set, book)


def _set(book: Book) -> bytes:
    return typesetter().compile(SOURCE, book_input(book), "pdf")


def _cover(project: Project, figures: Figures, language: Language, today: date) -> Cover:
    company = project.company
    letters = on_letters(project, language)
    say = mechanics(language)
    place = company.city.strip()
    day = say.long_date(today)
    return Cover(
        title=_("Отдел продаж").into(language),
        subtitle=_("План, правила и документы").into(language),
        name=company.name.strip() or letters.name,
        company=letters.name,
        period=_period(figures, language),
        place_and_date=f"{place}, {day}" if place else day,
        logo=letters.logo,
        consultant=adviser_of(company),
        consultant_accent=accent_of(company, company.adviser),
    )


def _period(figures: Figures, language: Language) -> str:
    """«январь – декабрь 2027» or «июль 2027 – июнь 2028»."""
    names = get_month_names("wide", "stand-alone", language)
    first, last = figures.calendar[0], figures.calendar[-1]
    end = f"{names[last.month]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return end
    year = "" if first.year == last.year else f" {first.year}"
    return f"{names[first.month]}{year} – {end}"


def chapter_input(chapter: Document, accent: str) -> Json:
    """A chapter has its title from the book, and none of what opens and closes a paper."""
    return paper_input(
        replace(chapter, binding=_MARGIN, accent=accent), blocks=chapter.body, right=float(_MARGIN)
    )


def _consultant(adviser: Organisation, cover: Cover) -> Json:
    return {
        "name": adviser.name,
        "contacts": adviser.details,
        "logo": None if adviser.logo is None else list(adviser.logo),
        "accent": cover.consultant_accent,
    }


def book_input(book: Book) -> Json:
    """A book as `templates/book.typ` reads it. Raises UserError."""
    language, cover = book.language, book.cover
    adviser = cover.consultant

    def say(text: Text) -> str:
        return text.into(language)

    return {
        "language": language,
        "accent": book.accent,
        "theme": theme_input("light", 100.0, book.accent, language),
        "title": f"{cover.title}. {cover.company}".rstrip(". "),
        "author": cover.company,
        "name": cover.name,
        "footer": "" if adviser is None else adviser.name,
        "cover": {
            "title": cover.title,
            "subtitle": cover.subtitle,
            "name": cover.name,
            "company": cover.company,
            "period": cover.period,
            "date": cover.place_and_date,
            "consultant": None if adviser is None else _consultant(adviser, cover),
            "logo": None if cover.logo is None else list(cover.logo),
        },
        "words": {
            "prepared": say(_("Подготовлено")),
            "contents": say(_("Содержание")),
            "documents": say(_("Документы")),
            "document": say(_("Документ")),
            "because": say(_("Зачем нужен")),
            "page": say(_("Стр.")),
            "lead": say(
                _(
                    "Полные тексты документов пакета. На подпись идут файлы Word из пакета: "
                    "текст тот же, и его можно править."
                )
            ),
        },
        "chapters": [chapter_input(chapter, book.accent) for chapter in book.chapters],
        "papers": [
            {
                "because": paper.because,
                "together": together,
                "group": say(GROUP_TITLES[paper.document.group]) if first else "",
                **paper_input(paper.document, entry=paper.document.title),
            }
            for paper, together, first in _in_turn(book.papers)
        ],
    }


def _in_turn(papers: Sequence[MadeDocument]) -> Iterator[tuple[MadeDocument, int, bool]]:
    """Each paper with how many of its template stand together (said of the first, 0 of the rest),
    and whether it is the first of its group.
    """
    group = ""
    for _id, alike in groupby(papers, key=lambda paper: paper.id):
        together = list(alike)
        for place, paper in enumerate(together):
            yield paper, 0 if place else len(together), paper.document.group != group
            group = paper.document.group
