"""Every free text of the project arrives in Word and PDF whole and as typed, whatever it holds.

Each question gets 5 000 characters of its own: numbered words, each with a sign that Markdown,
Jinja, XML, Word or Typst would read as theirs, line breaks and emoji among them. A word that does
not come out of the finished file in its order is a word lost.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from tests.documents.test_coverage import shape
from wizard.documents.context import MadeDocument, document_set
from wizard.documents.setting.pdf import render_pdf
from wizard.documents.word.word import render_word
from wizard.plan.figures import compute
from wizard.project.model import Choice, Question
from wizard.project.path import fields, replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset

SIGNS = ("&", "<", ">", '"', "'", "{{", "}}", "{%", "%}", "|", "*", "_", "#", "\\", "`", "$", "@",
         "~", "^", "{#", "**", "__", "[", "]", "//", "=", "&amp", "%s", "{0}")  # fmt: skip
LENGTH = 5_000
EMOJI = "😀"

# What is no text of a paper: pictures, files, colours, forms of words, a choice told by its id.
NOT_TEXT = ("company.logo", "company.letterhead", "company.brand_color", "company.consultant.",
            "company.approver.forms.", "company.approver.position_forms.")  # fmt: skip
NOT_TEXT_ENDS = (".choice", ".stage", ".path", ".regime")


@dataclass(frozen=True)
class Hostile:
    """A long hostile answer: its number, its words in their order, the whole."""

    number: int

    @property
    def mark(self) -> str:
        return f"{self.number:03d}ы000"

    @property
    def words(self) -> list[str]:
        return [word for word in self.text.split() if word != EMOJI]

    @property
    def text(self) -> str:
        parts: list[str] = []
        left = LENGTH
        while left > 0:
            at = len(parts)
            sign = SIGNS[(at + self.number) % len(SIGNS)]
            gap = "\n" if at % 90 == 89 else f" {EMOJI} " if at % 60 == 59 else " "
            parts.append(f"{self.number:03d}ы{at:03d}{sign}{gap}"[:left])
            left -= len(parts[-1])
        return "".join(parts)


def is_free_text(value: object, asked: Question, path: str) -> bool:
    return (
        isinstance(value, str)
        and not isinstance(value, Choice)
        and asked.refers is None
        and not path.startswith(NOT_TEXT)
        and ".cases." not in path
        and not path.endswith(NOT_TEXT_ENDS)
    )


def told(made: MadeDocument) -> str:
    """All that a paper says, as its renderers are given it."""
    return f"{made.document.text}{made.document.blocks!r}"


@cache
def places() -> dict[str, str]:
    """The path to type into for each question of free text that reaches a paper."""
    project = load_preset("online-service")
    marks: dict[str, str] = {}
    for number, (path, value, asked) in enumerate(fields(project)):
        if is_free_text(value, asked, path):
            marks[f"7{number:04d}7"] = path
            project = replaced(project, path, f"7{number:04d}7")
    said = "".join(map(told, document_set(project, compute(project))))
    found: dict[str, str] = {}
    for mark, path in marks.items():
        if mark in said:
            found.setdefault(shape(project, path), path)
    return found


@cache
def answers() -> dict[str, Hostile]:
    return {place: Hostile(number) for number, place in enumerate(sorted(places()))}


@cache
def papers() -> tuple[MadeDocument, ...]:
    """As few papers as hold every hostile answer, the shorter ones first."""
    project: Project = load_preset("online-service")
    for place, typed in answers().items():
        project = replaced(project, places()[place], typed.text)
    made = {one.file: one for one in document_set(project, compute(project))}
    said = {file: told(one) for file, one in made.items()}
    holds = {
        file: {place for place, typed in answers().items() if typed.mark in text}
        for file, text in said.items()
    }
    left, chosen = set(answers()), []
    while left:
        file = max(holds, key=lambda one: len(holds[one] & left) / (20_000 + len(said[one])))
        assert holds[file] & left, f"in no paper: {sorted(left)}"
        chosen.append(made[file])
        left -= holds[file]
    return tuple(chosen)


def lost(text: str, made: MadeDocument) -> Iterator[tuple[str, list[str]]]:
    """The words of each answer of a paper that a text does not give back in their order."""
    solid, said = "".join(text.split()), told(made)
    for place, typed in answers().items():
        if typed.mark not in said:
            continue
        at, missing = 0, []
        for word in typed.words:
            found = solid.find(word, at)
            if found < 0:
                missing.append(word)
            else:
                at = found + len(word)
        if missing:
            yield place, missing


def test_most_questions_of_free_text_are_typed_into() -> None:
    assert len(places()) > 110
    assert all(len(typed.text) == LENGTH for typed in answers().values())


def test_five_thousand_hostile_characters_of_every_question_arrive_in_word() -> None:
    for made in papers():
        file = docx.Document(BytesIO(render_word(made.document)))
        parts = [file.element.body, *(one.header._element for one in file.sections)]
        text = " ".join(node.text or "" for part in parts for node in part.iter(qn("w:t")))
        assert dict(lost(text, made)) == {}, made.file
        assert EMOJI in text


def test_five_thousand_hostile_characters_of_every_question_arrive_in_pdf(tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    for made in papers():
        path = tmp_path / "paper.pdf"
        path.write_bytes(render_pdf(made.document))
        command = ["pdftotext", "-raw", str(path), "-"]
        text = subprocess.run(command, capture_output=True, check=True, text=True).stdout
        assert dict(lost(text, made)) == {}, made.file
        assert EMOJI in text
