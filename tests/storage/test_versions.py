"""Rules of versions: they live in the project's file, survive every save, and never change."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wizard.project.path import replaced
from wizard.storage.presets import load_preset
from wizard.storage.project_file import (
    NotAProject,
    create,
    open_project,
    read_project,
    save,
    save_as,
)
from wizard.storage.versions import version_of


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


@pytest.mark.parametrize("versions", [[{"name": "x"}], {"a": 1}, [{"format": 999}], [None]])
def test_damaged_versions_are_refused_in_words_and_not_dropped(
    path: Path, versions: object
) -> None:
    whole = json.loads(path.read_text("utf-8"))
    whole["versions"] = versions
    path.write_text(json.dumps(whole), "utf-8")
    with pytest.raises(NotAProject):
        read_project(path)
