"""Nothing that a person answers is lost on the way: every input reaches a paper or a sheet.

An input of the plan stands in a cell of the inputs sheet. Every other one is changed, and the
papers, the figures or the workbook must differ.
"""

from __future__ import annotations

import datetime
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

import pytest

from wizard.documents.catalogue import DocumentTemplate, catalogue
from wizard.documents.context import MadeDocument, document_set
from wizard.paths import templates
from wizard.plan.figures import Figures, compute
from wizard.project.model import Choice, Model, Question, Row
from wizard.project.path import fields, get, replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.workbook.book import workbook_bytes

_BRAND = ("place", "name", "logo", "color", "contacts", "letterhead")
_OBLIQUE = ("dative", "accusative", "instrumental", "prepositional")

# What is kept for whom; nothing of it is text or figure of the package.
NOT_OF_THE_PACKAGE = {
    # All six cases are kept together: a template of one's own may ask for any of them.
    *(f"company.approver.forms.{case}" for case in _OBLIQUE),
    *(f"company.approver.position_forms.{case}" for case in ("accusative", "prepositional")),
    *(f"structure.roles.*.cases.{case}" for case in ("genitive", "instrumental", "prepositional")),
    # Pictures, letterheads and whose brand the package carries: the tests of the brand.
    "company.logo", "company.letterhead",
    *(f"company.consultant.{name}" for name in _BRAND),
    # What the window opens with and how it draws the runs of its uncertainty picture.
    "scenarios.active", "scenarios.seed",
    *(f"scenarios.ranges.*.{name}" for name in ("path", "low", "likely", "high")),
}  # fmt: skip

# Answers that count only beside another one, told here by the place of that other one.
BESIDE: Mapping[str, tuple[str, object]] = {
    "goals.revenue_year": ("goals.goal_by", "revenue"),
    "goals.deals_per_month": ("goals.goal_by", "deals"),
    "goals.profit_year": ("goals.goal_by", "profit"),
    "goals.leads_budget": ("goals.goal_by", "leads_budget"),
    "costs.items.*.rate": ("basis", "revenue"),
    "motivation.plain_rate": ("motivation.regime", "plain"),
    "motivation.pay.*.components.*.unit": ("kind", "per_unit"),
    "motivation.pay.*.components.*.stage": ("kind", "per_unit"),
    "documentation.book.vat_rate": ("documentation.book.vat", "included"),
}


def shape(project: Project, path: str) -> str:
    """The path with its rows written as `*`."""
    found: Any = project
    parts = []
    for part in path.split("."):
        if isinstance(found, tuple):
            found = next(row for row in found if getattr(row, "id", None) == part)
            parts.append("*")
        else:
            found = getattr(found, part)
            parts.append(part)
    return ".".join(parts)


Answer = tuple[str, Any, Question]


@cache
def opened(name: str) -> tuple[Project, Figures]:
    project = load_preset(name)
    return project, compute(project)


@cache
def answers() -> dict[str, list[tuple[str, Answer]]]:
    """Every single answer of the presets by its shape; lists of rows are walked, not told."""
    found: dict[str, list[tuple[str, Answer]]] = {}
    for name in preset_names():
        project, _figures = opened(name)
        for path, value, asked in fields(project):
            rows = isinstance(value, tuple) and (not value or isinstance(value[0], Row))
            if not isinstance(value, Model) and not rows:
                found.setdefault(shape(project, path), []).append((name, (path, value, asked)))
    return found


Paper = tuple[str, str]


def papers(project: Project, figures: Figures, word: str = "") -> Iterator[MadeDocument]:
    """Every paper as its renderers are given it; if a word is named, those that mention it."""
    return document_set(project, figures, only=lambda one: not word or one.id in mentioning(word))


@cache
def mentioning(word: str) -> frozenset[str]:
    """The templates that name a word, themselves or in a piece that they take in."""
    pieces = {
        path.name: path.read_text(encoding="utf-8") for path in (templates() / "ru").glob("_*.md")
    }
    named = re.compile(rf"\b{re.escape(word)}\b")

    def mentions(template: DocumentTemplate) -> bool:
        return bool(named.search(template.text + template.title)) or any(
            name in template.text and named.search(text) for name, text in pieces.items()
        )

    return frozenset(template.id for template in catalogue("ru") if mentions(template))


def said(project: Project, figures: Figures) -> str:
    """All that the papers and the workbook say; the drawings, which all papers share, once."""
    made = list(papers(project, figures))
    told = [
        f"{one.file} {replace(one.document, figures={})!r} {one.document.blocks!r}" for one in made
    ]
    return "\n".join([*told, repr(made[0].document.figures), sheets(project, figures)])


def sheets(project: Project, figures: Figures) -> str:
    """All texts and cells of the workbook."""
    with zipfile.ZipFile(BytesIO(workbook_bytes(project, figures))) as book:
        names = [name for name in book.namelist() if name.startswith("xl/")]
        return "\n".join(book.read(name).decode("utf-8") for name in names if name.endswith(".xml"))


Told = tuple[tuple[float, ...], float, str]


def values(figures: Figures) -> Iterator[tuple[str, Told]]:
    for figure in figures:
        yield figure.key, (figure.months, figure.total, repr(figure.label))


def is_typed_text(project: Project, value: object, asked: Question, path: str) -> bool:
    references = (".choice", ".stage", ".path", ".regime")
    return (
        isinstance(value, str)
        and not isinstance(value, Choice)
        and asked.refers is None
        and not path.startswith(("scenarios.", "structure.roles.", "company.logo", "company.brand"))
        and not path.endswith(references)
    )


_MARK = re.compile(r"(?=(7\d{4}7))")  # marks may touch other digits


@cache
def arrived() -> frozenset[str]:
    """Shapes of the typed texts that arrive when each carries a mark of its own."""
    found = set()
    for name in preset_names():
        project, _figures = opened(name)
        marks = {}
        for number, (path, value, asked) in enumerate(fields(opened(name)[0])):
            if is_typed_text(project, value, asked, path):
                mark = f"7{number:04d}7"
                marks[mark] = shape(opened(name)[0], path)
                project = replaced(project, path, f"{value} {mark}")
        seen = set(_MARK.findall(said(project, compute(project))))
        found |= {told for mark, told in marks.items() if mark in seen}
    return frozenset(found)


def others(project: Project, value: object, asked: Question) -> Sequence[object]:
    """Other answers to a question."""
    match value:
        case bool():
            return [not value]
        case Choice():
            return [choice for choice in type(value) if choice is not value]
        case int() | float():
            tried = (value + 1, value - 1, value * 0.5, value + 0.07)
            return [type(value)(one) for one in tried if _within(one, asked)][:2]
        case datetime.date() | None:
            return [datetime.date(2031, 3, 4)]
        case tuple():
            return [(), value[:1], value + value[:1]] if value else []
        case str() if asked.refers:
            return [row.id for row in get(project, asked.refers) if row.id != value][:3]
        case _:
            return [f"{value}а9", "Щ", "#123456"]


def _within(value: float, asked: Question) -> bool:
    low = asked.low if asked.low is not None else value
    high = asked.high if asked.high is not None else value
    return low <= value <= high and (asked.above is None or value > asked.above)


Beside = tuple[str, object] | None


@cache
def before(name: str, beside: Beside) -> dict[Paper, MadeDocument]:
    """The papers of an unchanged preset."""
    return {(made.id, made.role): made for made in papers(*arranged(name, beside))}


@cache
def values_before(name: str, beside: Beside) -> dict[str, Told]:
    return dict(values(arranged(name, beside)[1]))


@cache
def sheets_before(name: str, beside: Beside) -> str:
    return sheets(*arranged(name, beside))


@cache
def arranged(name: str, beside: Beside) -> tuple[Project, Figures]:
    """A preset with one answer set, if another one counts only beside it."""
    if beside is None:
        return opened(name)
    project = replaced(opened(name)[0], *beside)
    return project, compute(project)


@dataclass(frozen=True)
class Changed:
    """A preset before and after one answer was changed."""

    name: str
    beside: Beside
    word: str
    project: Project
    figures: Figures

    def moves_a_figure(self) -> bool:
        known = values_before(self.name, self.beside)
        same = (known.get(key) == told for key, told in values(self.figures))
        return len(known) != len(self.figures) or not all(same)

    def is_told_where_it_is_mentioned(self) -> bool:
        return self._is_told(self.word)

    def is_told_anywhere(self) -> bool:
        """The long look: every paper and the whole workbook."""
        if self._is_told(""):
            return True
        return sheets(self.project, self.figures) != sheets_before(self.name, self.beside)

    def _is_told(self, word: str) -> bool:
        """Whether a paper came, went or differs; looks no further than the first one."""
        known = before(self.name, self.beside)
        gone = {key for key in known if not word or key[0] in mentioning(word)}
        for made in papers(self.project, self.figures, word):
            key = (made.id, made.role)
            if made != known.get(key):
                return True
            gone.discard(key)
        return bool(gone)


def changes(name: str, answer: Answer, told: str) -> Iterator[Changed]:
    """The preset with other answers to one question."""
    path, value, asked = answer
    beside = None
    if told in BESIDE:
        place, choice = BESIDE[told]
        beside = (place if "." in place else f"{path.rpartition('.')[0]}.{place}", choice)
    project, _figures = arranged(name, beside)
    for other in others(project, value, asked):
        changed = replaced(project, path, other)
        yield Changed(name, beside, path.rpartition(".")[2], changed, compute(changed))


def stands_in_a_cell(name: str, path: str) -> bool:
    """Whether the plan rests on this answer: the inputs sheet holds it then."""
    plan = opened(name)[1].plan
    if path in plan.inputs:
        return True
    table, _dot, rest = path.rpartition(".")
    return any(
        path == vector.path or (table.startswith(f"{vector.path}.") and vector.field == rest)
        for vector in plan.vectors
    )


@pytest.mark.parametrize("stage", sorted(Project.model_fields))
def test_every_input_reaches_a_paper_or_a_sheet(stage: str) -> None:
    lost = set()
    for told, given in answers().items():
        if told.partition(".")[0] != stage or told in arrived() or told in NOT_OF_THE_PACKAGE:
            continue
        if any(stands_in_a_cell(name, answer[0]) for name, answer in given):
            continue
        near = (one for name, answer in given[:12] for one in changes(name, answer, told))
        if any(one.moves_a_figure() or one.is_told_where_it_is_mentioned() for one in near):
            continue
        if not any(one.is_told_anywhere() for one in changes(*given[0], told)):
            lost.add(told)
    assert lost == set()


def test_what_is_kept_out_of_the_package_is_still_asked() -> None:
    assert set(NOT_OF_THE_PACKAGE) - set(answers()) == set()
