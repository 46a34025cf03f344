"""Rules of recovery: unsaved work outlives a crash and never replaces a project by itself."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.crash import of_another_run
from wizard.files import FileRefused
from wizard.project.path import replaced
from wizard.project.project import Project
from wizard.storage.presets import load_preset
from wizard.storage.project_file import create, save_as
from wizard.storage.recovery import (
    clear_recovery,
    find_recovery,
    keep_recovery,
    lost_projects,
    recovery_place,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


@pytest.fixture
def changed() -> Project:
    return replaced(load_preset("online-service"), "company.name", "Не сохранено")


def test_unsaved_work_is_found_again_beside_an_untouched_project(
    tmp_path: Path, folder: Path, changed: Project
) -> None:
    path = tmp_path / "a.salesplan"
    opened = create(load_preset("online-service"), path)
    before = path.read_bytes()
    keep_recovery(changed, path, opened.digest, folder)
    found = find_recovery(path, "", folder, sole=True)
    assert found is not None
    assert found.project == changed
    assert found.file_unchanged
    assert path.read_bytes() == before


def test_recovery_says_when_the_project_went_on_without_it(
    tmp_path: Path, folder: Path, changed: Project
) -> None:
    path = tmp_path / "a.salesplan"
    opened = create(load_preset("online-service"), path)
    keep_recovery(changed, path, opened.digest, folder)
    save_as(load_preset("wholesale"), path).close()
    found = find_recovery(path, "", folder, sole=True)
    assert found is not None
    assert not found.file_unchanged


def test_a_save_clears_the_recovery(tmp_path: Path, folder: Path, changed: Project) -> None:
    path = tmp_path / "a.salesplan"
    keep_recovery(changed, path, "", folder)
    clear_recovery(path, folder)
    assert find_recovery(path, "", folder, sole=True) is None
    clear_recovery(path, folder)


def test_damaged_recovery_is_passed_over(tmp_path: Path, folder: Path, changed: Project) -> None:
    path = tmp_path / "a.salesplan"
    place = keep_recovery(changed, path, "", folder)
    for content in (b"", b"{", b"[]", b'{"kind": "salesplan-recovery", "format": 99}', b"\xff"):
        place.write_bytes(content)
        assert find_recovery(path, "", folder, sole=True) is None


def test_work_that_never_had_a_file_is_offered_after_a_crash_only(
    folder: Path, changed: Project
) -> None:
    place = keep_recovery(changed, None, "", folder)
    assert lost_projects(folder) == []
    of_another_run(place)
    assert [found.project for found in lost_projects(folder)] == [changed]


def test_work_of_a_crashed_run_with_the_same_process_number_is_neither_passed_over_nor_replaced(
    folder: Path, changed: Project
) -> None:
    of_another_run(keep_recovery(changed, None, "", folder), os.getpid())
    keep_recovery(load_preset("wholesale"), None, "", folder)
    assert [found.project for found in lost_projects(folder)] == [changed]


def test_work_of_a_program_that_runs_is_offered_to_no_other_and_survives_its_close(
    tmp_path: Path, folder: Path, changed: Project
) -> None:
    path = tmp_path / "a.salesplan"
    opened = create(load_preset("online-service"), path)
    other = of_another_run(keep_recovery(changed, path, opened.digest, folder), os.getppid())
    assert find_recovery(path, "", folder, sole=False) is None
    keep_recovery(load_preset("wholesale"), path, opened.digest, folder)
    clear_recovery(path, folder)
    assert other.is_file()
    # Where the lock is ours, that process cannot have it open: its number has come again.
    found = find_recovery(path, "", folder, sole=True)
    assert found is not None
    assert found.project == changed


def test_each_project_has_its_own_recovery_file(tmp_path: Path, folder: Path) -> None:
    places = {
        recovery_place(tmp_path / "a.salesplan", folder),
        recovery_place(tmp_path / "b.salesplan", folder),
        recovery_place(None, folder),
    }
    assert len(places) == 3


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_a_link_and_its_project_share_the_recovery(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "a.salesplan").write_text("x", encoding="utf-8")
    (tmp_path / "b.salesplan").symlink_to(tmp_path / "a.salesplan")
    assert recovery_place(tmp_path / "a.salesplan", folder) == recovery_place(
        tmp_path / "b.salesplan", folder
    )


def test_work_of_a_file_that_was_moved_is_found_by_what_stands_in_the_file(
    tmp_path: Path, folder: Path, changed: Project
) -> None:
    path = tmp_path / "a.salesplan"
    opened = create(load_preset("online-service"), path)
    of_another_run(keep_recovery(changed, path, opened.digest, folder))
    assert lost_projects(folder) == []
    copy = tmp_path / "b.salesplan"
    copy.write_bytes(path.read_bytes())
    assert find_recovery(copy, opened.digest, folder, sole=True) is None
    path.unlink()
    assert [found.project for found in lost_projects(folder)] == [changed]
    found = find_recovery(copy, opened.digest, folder, sole=True)
    assert found is not None
    assert found.project == changed
    assert found.file_unchanged
    assert find_recovery(copy, "another", folder, sole=True) is None


def test_work_on_a_file_that_a_running_program_has_lost_stays_its_own(
    tmp_path: Path, folder: Path, changed: Project
) -> None:
    gone = tmp_path / "gone.salesplan"
    of_another_run(keep_recovery(changed, gone, "digest", folder), os.getppid())
    assert lost_projects(folder) == []
    assert find_recovery(tmp_path / "moved.salesplan", "digest", folder, sole=True) is None


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "нет места"), (errno.EIO, "нельзя писать")]
)
def test_work_that_cannot_be_written_down_says_what_to_do_until_it_can(
    folder: Path, changed: Project, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def refuse(_file: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("wizard.files.os.fsync", refuse)
    with pytest.raises(FileRefused) as refused:
        keep_recovery(changed, None, "", folder)
    text = refused.value.into("ru")
    assert words in text
    assert str(folder) in text
    assert text.endswith("а пока чаще сохраняйте проект.")
