"""Nothing that people read stays outside the catalogue: code, templates and resources.

Belongs here: finding texts that no translation could reach. Does not belong here: the translations
of marked texts (`test_catalogue.py`), the wording of papers (`tests/documents/test_wording.py`).
"""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from wizard.paths import resources, templates
from wizard.texts import LANGUAGES

CODE = Path(__file__).resolve().parent.parent / "wizard"
CYRILLIC = re.compile("[А-Яа-яЁё]")
RUSSIAN_WORDS = re.compile("[А-Яа-яЁё]{2,}[ \u00a0][а-яё]{2,}")
LETTERS = re.compile(r"[^\W\d_]{2,}")
MARKS = {"_": 1, "n_": 2}
# Not texts that are shown: Russian grammar, names of languages in themselves, and defaults of a
# project that is told in Russian (its examples are told in both, see test_preset_languages.py).
RUSSIAN_BY_NATURE = {
    "documents/language/declension.py",
    "documents/language/russian.py",
    "documents/language/typography.py",
    "project/company.py",
    "project/motivation.py",
}
# Kazakh law wants the words of approval in Kazakh, whatever the language of the document.
KAZAKH = {"БЕКІТЕМІН", "БЕКІТІЛДІ"}


def sources() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the program with its name."""
    for path in sorted(CODE.rglob("*.py")):
        yield path.relative_to(CODE).as_posix(), ast.parse(path.read_text("utf-8"))


def marked(tree: ast.Module) -> Iterator[ast.expr]:
    """What is marked for translation: the texts of `_` and `n_`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from node.args[: MARKS.get(node.func.id, 0)]


def strings(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The strings of a module that are neither marked nor said to the reader of the code."""
    apart = {id(text) for text in marked(tree)}
    apart |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node.lineno, node.value


def test_a_marked_text_stands_in_the_code_as_it_is() -> None:
    """What is put together when the program runs is never found for the catalogue."""
    built = [
        f"{name}:{text.lineno}"
        for name, tree in sources()
        if name != "texts.py"
        for text in marked(tree)
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str))
    ]
    assert built == []


def test_no_russian_text_of_the_program_is_left_unmarked() -> None:
    left = [
        f"{name}:{line} {text}"
        for name, tree in sources()
        if name not in RUSSIAN_BY_NATURE
        for line, text in strings(tree)
        if RUSSIAN_WORDS.search(text)
    ]
    assert left == []


def test_an_unmarked_text_would_be_found() -> None:
    tree = ast.parse('"""Чтение кода."""\nshow("Новая строка")\nshow(_("Новая строка"))\n')
    assert list(strings(tree)) == [(2, "Новая строка")]


def _typst() -> list[Path]:
    return sorted(templates().rglob("*.typ"))


def said_by(typst: str) -> list[str]:
    """The words that a Typst file says itself: text between brackets, and strings of many words."""
    code = re.sub(r"(?m)//.*$", "", typst)
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', code)
    found = [text for text in quoted if re.search(r"[^\W\d_] [^\W\d_]|[А-яЁё]{3}", text)]
    for inside in re.findall(r"\[([^\[\]]*)\]", re.sub(r'"[^"]*"', '""', code)):
        plain = re.sub(r"#[\w.-]+(\([^()]*\))*", "", inside)
        found += [plain] if LETTERS.search(plain) and not re.search(r"[=(){};]", plain) else []
    return found


def test_drawings_and_layouts_hold_no_words_of_their_own() -> None:
    """A drawing takes its words with its data, in the language of the document."""
    said = {
        path.name: [text for text in said_by(path.read_text("utf-8")) if not _unseen(text)]
        for path in _typst()
    }
    assert {name: texts for name, texts in said.items() if texts} == {}
    assert said_by('text(size: 9pt)[Total] + "two words" // a remark') == ["two words", "Total"]


def _unseen(text: str) -> bool:
    """The name of a font, or letters to look for."""
    return text.startswith(("PT ", "DejaVu ", "Noto ", "["))


def test_the_letterhead_holds_tags_alone() -> None:
    document = docx.Document(str(templates() / "base.docx"))
    parts = [document, *(part for section in document.sections for part in _edges(section))]
    texts = [paragraph.text for part in parts for paragraph in part.paragraphs]
    assert [text for text in texts if LETTERS.search(re.sub(r"\{\{.*?\}\}", "", text))] == []


def _edges(section: Any) -> list[Any]:
    return [
        section.header,
        section.footer,
        section.first_page_header,
        section.first_page_footer,
    ]


@pytest.mark.parametrize("folder", ["", "book"])
def test_every_template_and_part_of_templates_is_in_both_languages(folder: str) -> None:
    russian, english = (
        {path.name for path in (templates() / language / folder).glob("*.*")}
        for language in LANGUAGES
    )
    assert russian == english


@pytest.mark.parametrize("folder", ["guide", "pictures"])
def test_the_guide_and_its_pictures_are_in_both_languages(folder: str) -> None:
    russian, english = (
        {path.name for path in (resources() / folder / language).iterdir()}
        for language in LANGUAGES
    )
    assert russian == english


def _told(value: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The texts of a resource that are told by language, with their places."""
    if isinstance(value, dict):
        spoken = set(LANGUAGES) & set(value)
        if spoken and set(value) <= set(LANGUAGES) and _texts(value):
            yield place, value
        for key, inner in value.items():
            yield from _told(inner, f"{place}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _told(inner, f"{place}.{index}")


def _texts(value: dict[str, Any]) -> bool:
    return all(isinstance(text, str) for text in value.values())


def _resources() -> list[Path]:
    return sorted(resources().rglob("*.json"))


@pytest.mark.parametrize("path", _resources(), ids=lambda path: path.stem)
def test_a_text_of_a_resource_is_told_in_both_languages(path: Path) -> None:
    wrong = [
        place
        for place, told in _told(json.loads(path.read_text("utf-8")), path.stem)
        if set(told) != set(LANGUAGES)
        or any(bool(told[language].strip()) != bool(told["ru"].strip()) for language in LANGUAGES)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", _resources(), ids=lambda path: path.stem)
def test_the_english_of_a_resource_has_no_russian_left_in_it(path: Path) -> None:
    wrong = [
        f"{place}: {told['en']}"
        for place, told in _told(json.loads(path.read_text("utf-8")), path.stem)
        if (CYRILLIC.search(told["en"]) or re.search("[«»№]", told["en"]))
        and told["en"] not in KAZAKH
    ]
    assert wrong == []


# Patterns look for words of both languages; a law's source is for whoever checks the file.
FOR_THE_KEEPER = {"source", "seen", "found", "unless"}


@pytest.mark.parametrize("path", _resources(), ids=lambda path: path.stem)
def test_a_russian_text_of_a_resource_stands_under_its_language(path: Path) -> None:
    apart = {"ru", *FOR_THE_KEEPER} | ({"words"} if path.stem == "unlawful" else set())

    def bare(value: Any, key: str) -> Iterator[str]:
        if isinstance(value, dict):
            for name, inner in value.items():
                yield from () if name in apart else bare(inner, name)
        elif isinstance(value, list):
            for inner in value:
                yield from bare(inner, key)
        elif isinstance(value, str) and CYRILLIC.search(value) and value not in KAZAKH:
            yield f"{key}: {value}"

    if path.stem != "positions":  # a list of words to decline
        assert list(bare(json.loads(path.read_text("utf-8")), path.stem)) == []
