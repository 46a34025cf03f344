"""Whose a package is: no plan is built over the package of another without being asked."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from wizard.documents.package import PackageOfAnother, build_package
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.workbook.actuals import read_actuals

BOOK = "План и бюджет отдела продаж.xlsx"
BESIDE = "План и бюджет отдела продаж (новый).xlsx"


@pytest.fixture
def project() -> Project:
    return load_preset("online-service")


def built(
    project: Project, file: Path | None, folder: Path, *, over: bool = False
) -> tuple[str, ...]:
    """Build the workbook; gives back what the report says."""
    report = build_package(project, folder, file=file, over_others=over, only="workbook")
    return tuple(text.into("ru") for text in report.attention)


def with_fact(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["План — факт"]["F10"] = 77
    book.save(path)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_plan_is_not_built_over_the_package_of_another(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "пакет"
    built(project, tmp_path / "план 2027.salesplan", folder)
    before = contents(folder)
    with pytest.raises(PackageOfAnother) as refused:
        built(project, tmp_path / "план 2028.salesplan", folder)
    assert "«Ромашка», файл «план 2027.salesplan»" in refused.value.into("ru")
    assert str(folder) in refused.value.into("ru")
    with pytest.raises(PackageOfAnother):
        built(project, None, folder)
    assert contents(folder) == before


def test_it_can_be_built_over_on_purpose_and_is_the_new_plans_then(
    project: Project, tmp_path: Path
) -> None:
    first, second, folder = tmp_path / "1.salesplan", tmp_path / "2.salesplan", tmp_path / "пакет"
    built(project, first, folder)
    with_fact(folder / BOOK)
    facts = read_actuals(folder / BOOK)
    built(project, second, folder, over=True)
    assert read_actuals(folder / BESIDE) == facts
    assert built(project, second, folder)
    with pytest.raises(PackageOfAnother):
        built(project, first, folder)


def test_a_plan_and_its_package_may_be_moved_together(project: Project, tmp_path: Path) -> None:
    here, there = tmp_path / "здесь", tmp_path / "там"
    built(project, here / "план.salesplan", here / "пакет")
    here.rename(there)
    assert built(project, there / "план.salesplan", there / "пакет") == ()


def test_the_company_of_a_plan_may_get_another_name(project: Project, tmp_path: Path) -> None:
    file, folder = tmp_path / "план.salesplan", tmp_path / "пакет"
    built(project, file, folder)
    assert built(answer(project, "company.name", "Мак"), file, folder) == ()


def test_a_plan_that_was_not_saved_is_known_by_its_company(
    project: Project, tmp_path: Path
) -> None:
    built(project, None, tmp_path / "пакет")
    built(project, None, tmp_path / "пакет")
    with pytest.raises(PackageOfAnother):
        built(answer(project, "company.name", "Мак"), None, tmp_path / "пакет")
    built(project, tmp_path / "план.salesplan", tmp_path / "пакет")


def test_the_manifest_does_not_tell_the_folders_of_the_computer(
    project: Project, tmp_path: Path
) -> None:
    folder = tmp_path / "пакет"
    built(project, tmp_path / "план.salesplan", folder)
    text = (folder / "manifest.json").read_text("utf-8")
    assert tmp_path.name not in text
    assert "план.salesplan" in text


def test_a_package_of_an_older_version_is_anybodys(project: Project, tmp_path: Path) -> None:
    folder = tmp_path / "пакет"
    built(project, tmp_path / "1.salesplan", folder)
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for new in ("owner", "foreign", "currency"):
        del manifest[new]
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    assert built(project, tmp_path / "2.salesplan", folder) == ()


def test_facts_of_another_company_stay_in_their_workbook_and_out_of_this_one(
    project: Project, tmp_path: Path
) -> None:
    first, second, folder = tmp_path / "1.salesplan", tmp_path / "2.salesplan", tmp_path / "пакет"
    built(project, first, folder)
    with_fact(folder / BOOK)
    built(project, first, folder)
    (folder / BESIDE).replace(folder / BOOK)  # as the program wrote it, and with the facts
    theirs = (folder / BOOK).read_bytes()
    other = answer(project, "company.name", "Мак")
    told = built(other, second, folder, over=True)
    assert any("Факт прежнего плана («Ромашка», файл «1.salesplan»)" in text for text in told)
    for _again in range(2):
        assert (folder / BOOK).read_bytes() == theirs
        assert read_actuals(folder / BESIDE) == {}
        built(other, second, folder)
    with_fact(folder / BESIDE)
    built(other, second, folder)
    newest = folder / BESIDE.replace("новый", "новый 2")
    assert read_actuals(newest) == read_actuals(folder / BESIDE) != {}
    english = answer(other, "company.language", "en")
    built(english, second, folder)
    assert (folder / BOOK).read_bytes() == theirs
