"""Mistakes of a pack are found before anything is built: all of them, each with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.packs import HEAD, OWN, WORD, opened
from wizard.documents.pack_check import check_pack
from wizard.documents.packs.packs import export, open_pack
from wizard.project.project import Project
from wizard.storage.presets import load_preset

BAD = """---
id: bad
titel: Плохой
title: Документ {{ yeer }}
group: Z
profile: W
order: первый
when: goals.strategicc
просто строка
---
{{ company.nam }}
{{ figures["goals.leeds"] | total }}
{{ goals.deals_per_month | mony }}
{% if company.city %}
::: nota
{{ compani.name }}
{% for role in structure.roles %}{{ role.titel }}{{ role.norn }}
{% endfor %}
{{ (1 + }}
::: note
{% set x = 1 %}{{ x.__class__ }}
"""


@pytest.fixture
def preset() -> list[Project]:
    return [load_preset("online-service")]


def said(tmp_path: Path, files: dict[str, str | bytes], projects: list[Project]) -> list[str]:
    return [one.text.into("ru") for one in check_pack(opened(tmp_path, files), projects)]


def test_all_mistakes_of_a_file_are_told_with_line_tag_and_the_nearest_name(
    tmp_path: Path, preset: list[Project]
) -> None:
    found = said(tmp_path, {"ru/bad.md": BAD}, preset)
    for words in (
        ("строка 3", "titel", "title"),
        ("строка 4", "{{ yeer }}", "yeer"),
        ("строка 5", "«Z»"),
        ("строка 7", "«первый»"),
        ("строка 9", "имя: значение"),
        ("строка 13", "mony", "money"),
        ("строка 14", "{% if company.city %}", "не закрыта", "{% endif %}"),
        ("строка 15", "nota", "note"),
        ("строка 16", "compani", "company"),
        ("строка 19", "{{ (1 + }}"),
        ("строка 20", "note", "не закрыт"),
    ):
        assert any(all(word in line for word in ("ru/bad.md", *words)) for line in found), words


def test_unknown_attributes_and_figures_are_found_by_filling_in_and_one_does_not_hide_the_next(
    tmp_path: Path, preset: list[Project]
) -> None:
    text = (
        "{{ company.nam }}\n{{ figures['goals.leeds'] | total }}\n"
        "{% for role in structure.roles %}{{ role.titel }}\n{{ role.norn | number }}{% endfor %}\n"
        "{{ company.model_copy() }}{{ nobody }}\n"
    )
    found = said(tmp_path, {"ru/a.md": HEAD.format(id="a", title="А") + text}, preset)
    assert [line for line in found if "строка 7" in line and "«nam»" in line and "«name»" in line]
    assert [line for line in found if "строка 8" in line and "«goals.leads»" in line]
    assert [line for line in found if "строка 9" in line and "«titel»" in line]
    assert [line for line in found if "строка 10" in line and "«norm»" in line]
    assert [line for line in found if "строка 11" in line and "запрещено" in line]
    assert [line for line in found if "строка 11" in line and "«nobody»" in line]
    assert len(found) == 6


def test_a_mistake_in_a_piece_is_told_in_the_piece(tmp_path: Path, preset: list[Project]) -> None:
    files: dict[str, str | bytes] = {
        "ru/a.md": HEAD.format(id="a", title="А")
        + '{% import "_own.md" as own with context %}{{ own.m() }}',
        "ru/_own.md": "{% macro m() %}\n{{ company.nam }}{% endmacro %}",
    }
    found = said(tmp_path, files, preset)
    assert len(found) == 1
    assert "ru/_own.md, строка 2" in found[0]


def test_what_stops_the_filling_is_told(tmp_path: Path, preset: list[Project]) -> None:
    files: dict[str, str | bytes] = {
        "ru/a.md": HEAD.format(id="a", title="А") + "\n{{ 1 / 0 }}",
        "ru/b.md": HEAD.format(id="b", title="Б") + "{{ figure('nothing') }}",
        "ru/c.md": HEAD.format(id="c", title="В") + '{% import "_no.md" as no %}',
        "ru/d.md": HEAD.format(id="d", title="Г") + "{{ ref('budgett') }}",
        "ru/e.md": HEAD.format(id="a", title="Д"),
    }
    found = said(tmp_path, files, preset)
    for words in (
        ("ru/a.md, строка 8", "1 / 0"),
        ("ru/b.md", "nothing"),
        ("ru/c.md, строка 7", "_no.md"),
        ("ru/d.md, строка 7", "budget"),
        ("ru/e.md, строка 2", "«a»", "a.md"),
    ):
        assert any(all(word in line for word in words) for line in found), (words, found)


def test_mistakes_of_a_chapter_are_told_with_its_place(
    tmp_path: Path, preset: list[Project]
) -> None:
    piece = "{% macro hello() %}{{ figurs }}{% endmacro %}"
    files: dict[str, str | bytes] = {
        "ru/own.md": OWN,
        "ru/_ours.md": piece,
        "ru/book/a.md": HEAD.format(id="a", title="А") + "{{ gaols }}\n{{ 5 | mony }}",
        "ru/book/b.md": HEAD.format(id="b", title="Б") + "{{ ref('own') }}{{ ref('budgett') }}",
        "ru/book/c.md": HEAD.format(id="c", title="В")
        + '{% import "_ours.md" as ours with context %}{{ ours.hello() }}',
        "ru/book/d.md": WORD,
    }
    found = said(tmp_path, files, preset)
    for words in (
        ("ru/book/a.md, строка 7", "goals"),
        ("ru/book/a.md, строка 8", "money"),
        ("ru/book/b.md", "budget"),
        ("ru/_ours.md", "figures"),
        ("ru/book/d.md", "letter.docx"),
    ):
        assert any(all(word in line for word in words) for line in found), (words, found)
    assert not any("ru/book/_ours.md" in line or "«own»" in line for line in found)


def test_files_that_nobody_reads_are_told(tmp_path: Path, preset: list[Project]) -> None:
    files: dict[str, str | bytes] = {
        "ru/own.md": OWN,
        "own.md": OWN,
        "fr/own.md": OWN,
        "en/own.md": OWN,
        "ru/more/own.md": OWN,
        "ru/book/deep/own.md": OWN,
        "ru/book/own.docx": b"x",
        "ru/own.txt": "x",
        "ru/lonely.docx": b"x",
        "ru/latin.md": OWN.encode("cp1251"),
        "README.md": "x",
    }
    found = said(tmp_path, files, preset)
    told = {line.split(":")[0].split(",")[0] for line in found}
    assert told == set(files) - {"ru/own.md", "README.md"}


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_programs_own_templates_pass(language: str, tmp_path: Path) -> None:
    export(tmp_path / "out", ["ru" if language == "ru" else "en"])
    assert check_pack(open_pack(tmp_path / "out"), [load_preset("wholesale")]) == []
