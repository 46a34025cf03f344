"""Rules of what is written in English: it holds no Russian word and no Russian quotation mark."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.documents.test_escaping import words_of_pdf
from wizard.documents.context import document_set
from wizard.documents.facts.names import Names
from wizard.documents.filling.text import lowered
from wizard.documents.language.english import company, initials, long_date, short_date
from wizard.documents.package import build_package
from wizard.documents.word.word import render_word
from wizard.plan.figures import compute
from wizard.storage.presets import load_preset, preset_names
from wizard.texts import Language

RUSSIAN = re.compile("[А-Яа-яЁё«»„№]+")
# Where a file keeps what people read; styles and themes name fonts and languages alone.
READ = re.compile(r"(word/(document|header\d*|footer\d*|footnotes)|xl/(sharedStrings|workbook)|"
                  r"xl/(worksheets|charts|comments|drawings)/[^/]+|docProps/\w+)\.xml")  # fmt: skip


def words_of_office(file: Path) -> str:
    """All text of a Word or Excel file, with its marks: headings of charts and names of sheets
    are read as well as cells and paragraphs."""
    with ZipFile(file) as parts:
        read = [name for name in parts.namelist() if READ.fullmatch(name)]
        assert read
        return "\n".join(parts.read(name).decode("utf-8") for name in read)


def test_a_whole_package_in_english_is_english(tmp_path: Path) -> None:
    folder = tmp_path / "package"
    build_package(load_preset("wholesale", "en"), folder)
    wrong = {}
    for file in sorted(folder.rglob("*.*")):
        if file.suffix == ".pdf":
            words = words_of_pdf(file.read_bytes(), tmp_path)
        elif file.suffix in (".docx", ".xlsx"):
            words = words_of_office(file)
        else:
            words = file.read_text(encoding="utf-8")
        if found := set(RUSSIAN.findall(f"{file.name}\n{words}")):
            wrong[file.name] = found
    assert wrong == {}


@pytest.mark.parametrize("name", sorted(set(preset_names()) - {"wholesale"}))
def test_every_english_paper_is_english(name: str, tmp_path: Path) -> None:
    project = load_preset(name, "en")
    wrong = {}
    for made in document_set(project, compute(project)):
        file = tmp_path / "paper.docx"
        file.write_bytes(render_word(made.document))
        if found := set(RUSSIAN.findall(words_of_office(file))):
            wrong[made.document.title] = found
    assert wrong == {}


@pytest.mark.parametrize(
    ("name", "form", "told"),
    [
        ("Daisy", "LLC", "Daisy LLC"),
        ("«Daisy»", "LLC", "Daisy LLC"),
        ("Daisy", "ООО", "Daisy LLC"),
        ("Daisy", "ТОО", "Daisy LLP"),
        ("Ivan Berestov", "ИП", "Sole Proprietor Ivan Berestov"),
        ("Trading House «Daisy»", "АО", "Trading House “Daisy” JSC"),
        ("Daisy", "", "Daisy"),
        ("Daisy", "GmbH", "Daisy GmbH"),
    ],
)
def test_an_english_paper_names_a_company_as_english_does(name: str, form: str, told: str) -> None:
    assert company(name, form) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mon–Fri, 9:00–19:00", "Mon–Fri, 9:00–19:00"),
        ("Mondays at nine", "Mondays at nine"),
        ("Monthly report", "monthly report"),
        ("Sunflower oil", "sunflower oil"),
        ("Friends", "friends"),
    ],
)
def test_english_days_keep_their_capital_inside_a_sentence(text: str, told: str) -> None:
    assert lowered(text) == told


def test_english_papers_write_dates_and_names_as_english_does() -> None:
    assert short_date(date(2027, 6, 5)).replace("\u00a0", " ") == "5 Jun 2027"
    assert long_date(date(2027, 6, 5)).replace("\u00a0", " ") == "5 June 2027"
    assert initials("Gromov Pavel Nikolaevich") == "Pavel Nikolaevich Gromov"
    assert initials("Gromov") == "Gromov"


def test_a_limit_of_a_kpi_in_money_is_written_as_money() -> None:
    expected: dict[Language, str] = {"ru": "320\u00a0₽", "en": "₽320"}
    for language, told in expected.items():
        project = load_preset("online-service", language)
        names = Names(project, compute(project), language)
        kpi = next(one for one in project.motivation.pay[0].kpi if one.id == "cpl")
        assert names.kpi_value(kpi, kpi.target) == told
        assert names.kpi_value(kpi, 2.5) == {"ru": "2,5\u00a0₽", "en": "₽2.5"}[language]
