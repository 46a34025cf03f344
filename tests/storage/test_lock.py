"""Rules of the lock: one window at a time, and a crash never locks anybody out."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from wizard.storage.lock import ProjectLocked, is_running, lock_path, take_lock
from wizard.storage.presets import load_preset
from wizard.storage.project_file import create, open_project, read_project, save_as


@pytest.fixture
def path(tmp_path: Path) -> Path:
    place = tmp_path / "план.salesplan"
    create(load_preset("online-service"), place)
    return place


def held_by(path: Path, pid: int, host: str, run: str = "other") -> None:
    lock_path(path).write_text(
        json.dumps({"pid": pid, "host": host, "user": "Анна", "run": run}), encoding="utf-8"
    )


def dead_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_project_opens_in_one_window_at_a_time(path: Path) -> None:
    first = open_project(path)
    with pytest.raises(ProjectLocked) as refused:
        open_project(path)
    assert "уже открыт" in refused.value.into("ru")
    first.close()
    open_project(path).close()
    assert not lock_path(path).exists()


def test_the_refusal_says_who_has_the_project_open_and_where(path: Path) -> None:
    held_by(path, 17, "сервер-2")
    with pytest.raises(ProjectLocked) as refused:
        open_project(path)
    text = refused.value.into("ru")
    assert "Анна" in text
    assert "сервер-2" in text
    assert lock_path(path).exists()


def test_reading_without_a_window_needs_no_lock(path: Path) -> None:
    opened = open_project(path)
    assert read_project(path).project == opened.project
    opened.close()


def test_a_lock_left_by_a_crash_is_taken_over(path: Path) -> None:
    held_by(path, dead_pid(), socket.gethostname())
    open_project(path).close()


def test_a_lock_of_an_earlier_run_with_the_same_process_number_is_taken_over(path: Path) -> None:
    held_by(path, os.getpid(), socket.gethostname())
    open_project(path).close()


def test_a_lock_of_a_running_process_of_this_computer_holds(path: Path) -> None:
    held_by(path, os.getppid(), socket.gethostname())
    with pytest.raises(ProjectLocked):
        open_project(path)


def test_a_damaged_lock_file_locks_nobody_out(path: Path) -> None:
    lock_path(path).write_text("{", encoding="utf-8")
    old = time.time() - 3600
    os.utime(lock_path(path), (old, old))
    open_project(path).close()


def test_a_lock_let_go_while_its_folder_was_away_locks_nobody_out(tmp_path: Path) -> None:
    stick, pocket = tmp_path / "stick", tmp_path / "pocket"
    stick.mkdir()
    path = stick / "план.salesplan"
    create(load_preset("online-service"), path)
    opened = open_project(path)
    stick.rename(pocket)
    opened.close()
    pocket.rename(stick)
    assert lock_path(path).exists()
    again = open_project(path)
    with pytest.raises(ProjectLocked):
        open_project(path)
    again.close()
    assert not lock_path(path).exists()


def test_another_program_s_lock_is_never_taken_away(path: Path) -> None:
    opened = open_project(path)
    held_by(path, 17, "сервер-2")
    opened.close()
    assert lock_path(path).exists()


def test_a_project_open_elsewhere_is_not_replaced_by_save_as(path: Path) -> None:
    opened = open_project(path)
    before = path.read_bytes()
    with pytest.raises(ProjectLocked):
        save_as(load_preset("wholesale"), path)
    assert path.read_bytes() == before
    opened.close()


def test_a_read_only_folder_lets_a_project_be_opened_without_a_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refusing(name: Path | str, flags: int, mode: int = 0o777) -> int:
        if str(name).endswith(lock_path(path).name):
            raise PermissionError(13, "denied", str(name))
        return real(name, flags, mode)

    monkeypatch.setattr(os, "open", refusing)
    assert take_lock(path) is None
    assert open_project(path).lock is None


def test_processes_are_told_running_from_ended() -> None:
    assert is_running(os.getpid())
    assert not is_running(dead_pid())
    assert not is_running(0)
