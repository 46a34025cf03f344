"""Templates are found, ordered, and mistakes in them told by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from wizard.documents.catalogue import catalogue, read_template
from wizard.documents.setting.containers import NAMES
from wizard.errors import UserError
from wizard.texts import LANGUAGES, Language

GOOD = "---\nid: own\ntitle: Своё\ngroup: B\nprofile: L\n---\nТекст.\n"


def told(path: Path, source: str) -> str:
    path.write_text(source, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        read_template(path, "ru")
    return caught.value.into("ru")


def test_templates_come_in_their_order() -> None:
    orders = [template.order for template in catalogue("ru")]
    assert orders == sorted(orders)


def test_lines_of_the_text_are_those_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "t.md"
    path.write_text(GOOD, encoding="utf-8")
    assert read_template(path, "ru").text.split("\n").index("Текст.") == 6


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Текст", ("строка 1", "---")),
        ("---\nid: a\n", ("не закрыто",)),
        ("---\nid: a\ntitle: А\ngroup: A\n---\n", ("«profile»",)),
        (GOOD.replace("title", "titel"), ("строка 3", "«titel»", "«title»")),
        (GOOD.replace("group: B", "group: Z"), ("строка 4", "«Z»")),
        (GOOD.replace("group: B", "group: B\norder: два"), ("строка 5", "«два»")),
    ],
)
def test_mistakes_name_file_and_line(tmp_path: Path, source: str, words: tuple[str, ...]) -> None:
    said = told(tmp_path / "B-own.md", source)
    assert "B-own.md" in said
    assert all(word in said for word in words), said


def test_the_containers_of_the_contract_are_known() -> None:
    assert {"signature", "acquaintance", "note", "appendix", "figure", "pagebreak"} <= set(NAMES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_annexed_to_a_document_that_exists(language: Language) -> None:
    templates = {template.id: template for template in catalogue(language)}
    for template in templates.values():
        if template.annex_to:
            assert template.annex_to in templates, template.id
            assert template.profile == "F", template.id
