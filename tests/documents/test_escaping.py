"""What a person types arrives in Word and in PDF exactly as it was typed."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wizard.documents.filling.text import environment, fill
from wizard.documents.language.escaping import clean, protect, restore
from wizard.documents.setting.blocks import Paragraph, Table, plain
from wizard.documents.setting.layout import Document, Organisation
from wizard.documents.setting.markdown import read_markdown
from wizard.documents.setting.pdf import render_pdf
from wizard.documents.word.word import render_word

AWKWARD = (
    "& < > \" ' {{ x }} {% if %} {# #}",
    "| a || b |",
    "*звёздочки* **и** _подчёркивания_ __два__",
    "# решётка $x$ @имя \\ [скобки](http://x) `код` ~тильда~",
    "1. не пункт",
    "- не список",
    "::: не блок",
    "<script>alert(1)</script> &amp; &lt;",
    "#let x = 1; #panic() // не комментарий /* и */ не это",
    "=заголовок ==",
    "Ә ғ Қ ң Ө ұ Ү һ І і — 5 ₸, 7 ₽",
    "50 % -- 5 - 7 ...",
)


def document(text: str) -> Document:
    return Document(title="Проба", text=text, organisation=Organisation("ООО «Ромашка»"))


def written(value: str) -> str:
    return fill(environment("ru", "RUB"), "{{ value }}", {"value": value}, "t.md")


def words_of_pdf(pdf: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    path = folder / "paper.pdf"
    path.write_bytes(pdf)
    command = ["pdftotext", "-layout", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.mark.parametrize(
    "filters",
    [
        "upper_first",
        "lower_first",
        "trim | upper_first",
        "string",
        "paragraphs",
        "person('genitive')",
        "position('genitive')",
    ],
)
def test_what_was_typed_comes_whole_out_of_a_macro_and_its_filters(filters: str) -> None:
    typed = "2 & 3 | {4} *5* <6>"
    template = f"{{% macro told() %}}{{{{ value }}}}{{% endmacro %}}{{{{ told() | {filters} }}}}"
    text = fill(environment("ru", "RUB"), template, {"value": typed}, "t.md")
    signs = [sign for sign in typed if not sign.isspace()]
    assert [sign for sign in restore(text) if not sign.isspace()] == signs


@pytest.mark.parametrize("typed", AWKWARD)
def test_awkward_characters_arrive_in_word(typed: str) -> None:
    file = docx.Document(BytesIO(render_word(document(f"Вот: {written(typed)}"))))
    assert f"Вот: {typed}" in [paragraph.text for paragraph in file.paragraphs]


@pytest.mark.parametrize("typed", AWKWARD)
def test_awkward_characters_arrive_in_pdf(typed: str, tmp_path: Path) -> None:
    found = words_of_pdf(render_pdf(document(f"Вот: {written(typed)}")), tmp_path)
    assert "".join(f"Вот: {typed}".split()) in "".join(found.split())


def test_emoji_arrive_in_both(tmp_path: Path) -> None:
    pdf = words_of_pdf(render_pdf(document(written("Ура 😀 ☑ ✓"))), tmp_path)
    file = docx.Document(BytesIO(render_word(document(written("Ура 😀 🚀")))))
    assert "😀" in pdf
    assert "Ура 😀 🚀" in [paragraph.text for paragraph in file.paragraphs]


def test_a_cell_keeps_bars_and_line_breaks() -> None:
    text = f"| А | Б |\n|---|---|\n| {written('a|b')} | {written('раз' + chr(10) + 'два')} |"
    (table,) = read_markdown(text, "ru")
    assert isinstance(table, Table)
    assert [plain(runs) for runs in table.rows[0]] == ["a|b", "раз\nдва"]


def test_bold_around_a_typed_text_stays_bold() -> None:
    (paragraph,) = read_markdown(f"**{written('«*»!')}**слово", "ru")
    assert isinstance(paragraph, Paragraph)
    assert [(run.text, run.bold) for run in paragraph.runs] == [("«*»!", True), ("слово", False)]


def test_the_private_signs_of_the_escaping_are_not_taken_from_a_person() -> None:
    assert restore(protect("a\U000f0000\U000f007bb")) == "ab"


@settings(max_examples=300, deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_typed_text_comes_through_markdown_unchanged(typed: str) -> None:
    blocks = read_markdown("x" + protect(typed) + "x", "ru")
    assert len(blocks) == 1
    assert isinstance(blocks[0], Paragraph)
    assert plain(blocks[0].runs) == "x" + clean(typed) + "x"
