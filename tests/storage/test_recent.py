"""Rules of the list of recent projects: the last first, and damage to it stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from wizard.storage.recent import (
    KEPT,
    Glance,
    Recent,
    drop,
    known_projects,
    remember,
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "config" / "recent.json"


def paths(place: Path) -> list[Path]:
    return [one.path for one in known_projects(place)]


def made(tmp_path: Path, name: str) -> Path:
    path = tmp_path / name
    path.write_text("x", encoding="utf-8")
    return path


def test_the_project_opened_last_comes_first_and_once(tmp_path: Path, place: Path) -> None:
    first, second = made(tmp_path, "a"), made(tmp_path, "b")
    for path in (first, second, first):
        remember(path, place)
    assert paths(place) == [first, second]


def test_the_list_stays_short(tmp_path: Path, place: Path) -> None:
    for number in range(KEPT + 5):
        remember(made(tmp_path, f"{number}"), place)
    assert len(paths(place)) == KEPT


def test_a_project_can_be_dropped(tmp_path: Path, place: Path) -> None:
    path = made(tmp_path, "a")
    remember(path, place)
    drop(path, place)
    assert paths(place) == []


@pytest.mark.parametrize("content", [b"", b"{", b'{"a": 1}', b'[1, null, ""]', b"\xff\xff"])
def test_a_damaged_list_is_an_empty_one_and_is_mended(
    tmp_path: Path, place: Path, content: bytes
) -> None:
    place.parent.mkdir()
    place.write_bytes(content)
    assert paths(place) == []
    path = made(tmp_path, "a")
    remember(path, place)
    assert paths(place) == [path]


def test_a_profile_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "config").write_text("a file where a folder belongs", encoding="utf-8")
    place = tmp_path / "config" / "recent.json"
    remember(made(tmp_path, "a"), place)
    assert paths(place) == []


def test_a_glance_is_kept_until_a_newer_one_comes(tmp_path: Path, place: Path) -> None:
    path, first = made(tmp_path, "a"), Glance("Ромашка", 3, 21, (1.0, 2.0))
    remember(path, place, first)
    remember(path, place)
    assert known_projects(place) == [Recent(path, first)]
    remember(path, place, Glance("Лютик", 4, 21, ()))
    assert known_projects(place)[0].glance == Glance("Лютик", 4, 21, ())


def test_a_list_of_an_earlier_version_and_a_damaged_glance_still_open(
    tmp_path: Path, place: Path
) -> None:
    path = made(tmp_path, "a")
    place.parent.mkdir()
    place.write_text(json.dumps([str(path), {"path": str(path), "months": ["x"]}]), "utf-8")
    assert known_projects(place) == [Recent(path), Recent(path)]
