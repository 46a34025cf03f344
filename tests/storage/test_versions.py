"""Rules of versions: they live in the project's file, survive every save, and never change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wizard.project.path import replaced
from wizard.storage.presets import load_preset
from wizard.storage.project_file import (
    create,
    open_project,
    read_project,
    save,
    save_as,
)
from wizard.storage.versions import VersionUnreadable, version_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "plan.salesplan"
    create(load_preset("online-service"), place)
    return place


def test_a_version_is_kept_in_the_file_through_later_saves(path: Path) -> None:
    opened = open_project(path)
    first = version_of(opened.project, " отправлено клиенту ")
    opened = save(opened, opened.project, (first,))
    changed = replaced(opened.project, "goals.growth", 0.5)
    save(opened, changed).close()
    again = read_project(path)
    assert [version.name for version in again.versions] == ["отправлено клиенту"]
    assert again.versions[0].project() == load_preset("online-service")
    assert again.project.goals.growth == 0.5


def test_a_copy_under_another_name_has_the_versions_too(path: Path, tmp_path: Path) -> None:
    kept = (version_of(load_preset("wholesale"), "опт"),)
    copy = save_as(load_preset("online-service"), tmp_path / "copy.salesplan", kept)
    copy.close()
    assert [one.name for one in read_project(tmp_path / "copy.salesplan").versions] == ["опт"]


def test_a_version_of_an_older_format_is_migrated_when_it_is_read(path: Path) -> None:
    whole = json.loads(path.read_text("utf-8"))
    old = json.loads((Path(__file__).parent / "samples" / "format-1.salesplan").read_text("utf-8"))
    whole["versions"] = [
        {
            "name": "старая",
            "saved_at": "2026-01-05T10:00:00+00:00",
            "format": 1,
            "project": old["project"],
        }
    ]
    path.write_text(json.dumps(whole), "utf-8")
    (version,) = read_project(path).versions
    assert version.project().company.name == old["project"]["company"]["name"]


@pytest.mark.parametrize(
    "damaged",
    [{"name": "x"}, None, "x", {"name": 1, "saved_at": 2, "format": True, "project": {}},
     {"name": "x", "saved_at": "2026-01-05T10:00:00+00:00", "format": 999, "project": {}},
     {"name": "x", "saved_at": "2026-01-05T10:00:00+00:00", "format": 1, "project": []}],
)  # fmt: skip
def test_a_damaged_version_keeps_nothing_from_opening_and_stays_in_the_file(
    path: Path, damaged: object
) -> None:
    opened = open_project(path)
    save(opened, opened.project, (version_of(opened.project, "первая"),)).close()
    whole = json.loads(path.read_text("utf-8"))
    whole["versions"].insert(0, damaged)
    path.write_text(json.dumps(whole), "utf-8")
    opened = open_project(path)
    bad, good = opened.versions
    assert opened.project == load_preset("online-service")
    assert (bad.is_sound, good.is_sound) == (False, True)
    with pytest.raises(VersionUnreadable):
        bad.project()
    save(opened, opened.project).close()
    assert json.loads(path.read_text("utf-8"))["versions"] == whole["versions"]


@pytest.mark.parametrize("versions", [{"a": 1}, None, "x"])
def test_what_is_no_list_of_versions_is_one_damaged_version(path: Path, versions: object) -> None:
    whole = json.loads(path.read_text("utf-8"))
    whole["versions"] = versions
    path.write_text(json.dumps(whole), "utf-8")
    (version,) = read_project(path).versions
    assert not version.is_sound
    assert version.raw == versions


def test_a_version_with_a_wrong_answer_is_named_as_a_version(path: Path) -> None:
    opened = open_project(path)
    version = version_of(opened.project, "первая")
    version.raw["project"]["company"]["currency"] = "XXX"
    with pytest.raises(VersionUnreadable) as refused:
        version.project()
    text = refused.value.into("ru")
    assert text.startswith("Версия «первая» не читается: Компания → Валюта: нужно одно из: «RUB»,")
    assert "Проект «" not in text
    opened.close()
