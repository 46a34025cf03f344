"""What the built-in templates name exists, in branches that no preset enters, too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, get_args, get_origin

import docx
import pytest
from jinja2 import meta, nodes

from tests.documents.test_escaping import words_of_pdf
from tests.documents.test_templates import small_project
from wizard.documents.catalogue import catalogue
from wizard.documents.context import document_set
from wizard.documents.facts.law import law_of
from wizard.documents.facts.names import Names
from wizard.documents.filling.text import environment
from wizard.documents.setting.pdf import render_pdf
from wizard.documents.word.word import render_word
from wizard.paths import templates
from wizard.plan.figures import compute
from wizard.project.company import Country
from wizard.project.model import Model
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import LANGUAGES, Language

OF_A_DOCUMENT = {"document", "ref", "role", "is_made", "papers", "launch"}


def files() -> list[tuple[Language, Path]]:
    return [
        (language, path)
        for language in LANGUAGES
        for path in sorted((templates() / language).glob("*.md"))
    ]


@cache
def tree(language: Language, path: Path) -> nodes.Template:
    return environment(language, "RUB").parse(path.read_text(encoding="utf-8"))


@cache
def given(language: Language) -> frozenset[str]:
    project = load_preset("digital-agency")
    return frozenset(Names(project, compute(project), language).given)


@cache
def figure_keys() -> frozenset[str]:
    projects = [load_preset(name) for name in preset_names()]
    return frozenset(figure.key for project in projects for figure in compute(project))


def chains(found: nodes.Template) -> Iterator[tuple[str, ...]]:
    """Names with what is read of them: `company.approver.position` as its three parts."""
    for node in found.find_all(nodes.Getattr):
        parts = [node.attr]
        inner: nodes.Node = node.node
        while isinstance(inner, nodes.Getattr):
            parts.append(inner.attr)
            inner = inner.node
        if isinstance(inner, nodes.Name):
            yield (inner.name, *reversed(parts))


def missing_in(model: type[Model], parts: tuple[str, ...]) -> str | None:
    """The first part that the model does not have."""
    kind: Any = model
    for part in parts:
        if not (isinstance(kind, type) and issubclass(kind, Model)):
            return None
        if part not in kind.model_fields:
            return None if hasattr(kind, part) else part
        kind = kind.model_fields[part].annotation
        if get_origin(kind) is not None and type(None) in get_args(kind):
            kind = get_args(kind)[0]
    return None


def constants(found: nodes.Template, function: str) -> Iterator[str]:
    """The texts that a function is called with."""
    for call in found.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == function and call.args:
            first = call.args[0]
            if isinstance(first, nodes.Const):
                yield str(first.value)


@pytest.mark.parametrize(
    ("language", "path"), files(), ids=lambda value: getattr(value, "name", value)
)
class TestEveryTemplate:
    def test_uses_only_names_that_it_is_given(self, language: Language, path: Path) -> None:
        undeclared = meta.find_undeclared_variables(tree(language, path))
        functions = {"figure", "range", "namespace"}
        assert undeclared - given(language) - OF_A_DOCUMENT - functions == set()

    def test_reads_only_answers_that_exist(self, language: Language, path: Path) -> None:
        asked = Project.model_fields
        for root, *parts in chains(tree(language, path)):
            if root == "project":
                assert missing_in(Project, tuple(parts)) is None, (root, *parts)
            elif root in asked and root not in ("launch", "scenarios"):  # made for templates
                model = asked[root].annotation
                assert isinstance(model, type)
                assert issubclass(model, Model)
                assert missing_in(model, tuple(parts)) is None, (root, *parts)

    def test_names_only_figures_norms_and_papers_that_exist(
        self, language: Language, path: Path
    ) -> None:
        found = tree(language, path)
        papers = {template.id for template in catalogue(language)}
        assert {*constants(found, "ref"), *constants(found, "is_made")} <= papers
        for country in Country:
            law = law_of(country, language)
            for key in {*constants(found, "law"), *constants(found, "law_word")}:
                law.word(key)  # raises where no country knows it
        for item in found.find_all(nodes.Getitem):
            if isinstance(item.node, nodes.Name) and item.node.name == "figures":
                named = item.arg
                if isinstance(named, nodes.Const):
                    assert named.value in figure_keys(), named.value


TYPED = "A & B <i> \"x\" 'y' {{ 7*7 }} {% raw %} | *b* _c_ # конец 😀"


def with_hostile_answers() -> Project:
    project = small_project()
    project = replaced(project, "goals.products.one.name", TYPED)
    long = " ".join(f"слово{number}" for number in range(560))[:5000]
    return replaced(project, "documentation.book.about", f"{TYPED}\nвторая строка\n{long}")


def test_hostile_answers_arrive_in_the_sales_book_as_typed(tmp_path: Path) -> None:
    project = with_hostile_answers()
    (made,) = document_set(project, compute(project), only=lambda item: item.id == "sales-book")
    file = docx.Document(BytesIO(render_word(made.document)))
    cells = {cell.text for table in file.tables for row in table.rows for cell in row.cells}
    assert TYPED in cells
    about = next(one.text for one in file.paragraphs if "вторая строка" in one.text)
    assert TYPED in about
    assert "слово0 " in about
    assert "слово500 " in about
    pdf = "".join(words_of_pdf(render_pdf(made.document), tmp_path).split())
    for piece in ("A&B<i>", "{{7*7}}", "{%raw%}", "|*b*_c_#конец", "😀", "слово500"):
        assert piece in pdf
