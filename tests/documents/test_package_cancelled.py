"""A cancel is answered at once, whatever is being made, and leaves nothing behind."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from tests.benchmarks.projects import largest_preset
from wizard.documents import package, placing
from wizard.documents.package import BOOK, WORKBOOK, BuildCancelled, build_package
from wizard.project.project import Project
from wizard.texts import Text, Verbatim

ANSWER = 0.3  # seconds between two looks at whether the build is still wanted


@pytest.fixture
def held() -> Iterator[Event]:
    """A piece of work on another thread that is let go when the test is over."""
    event = Event()
    yield event
    event.set()


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are set on threads that a cancel does not wait for: here they cost nothing."""
    monkeypatch.setattr(package, "prepared_pdf", lambda _document: lambda: b"%PDF")
    monkeypatch.setattr(package, "prepared_book", lambda _book: lambda: b"%PDF")
    monkeypatch.setattr(package, "drawing_png", drawn)


def drawn(*_asked: object) -> bytes:
    """The smallest picture there is."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
        "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
    )


class Told:
    """What the build said that it was making."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def __call__(self, _done: int, _of: int, what: Text | Verbatim) -> None:
        self.lines.append(what.into("ru"))

    def says(self, what: Text) -> bool:
        return what.into("ru") in self.lines


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def project() -> Project:
    return largest_preset()[1]


@pytest.mark.usefixtures("unset")
def test_a_build_of_the_largest_preset_looks_for_a_cancel_all_the_time(
    project: Project, tmp_path: Path
) -> None:
    """Counted in processor time: the machine may be busy with something else."""

    def looks(folder: Path) -> list[float]:
        seen = [time.thread_time()]

        def cancelled() -> bool:
            seen.append(time.thread_time())
            return False

        build_package(project, folder, cancelled=cancelled)
        return [*seen, time.thread_time()]

    looks(tmp_path)  # templates are compiled once in a process

    def longest() -> float:
        return max(after - before for before, after in pairwise(looks(tmp_path)))

    # A stretch without a look is there in every build; what disturbs one of them is not.
    assert min(longest() for _try in range(3)) < ANSWER


@pytest.mark.usefixtures("unset")
def test_a_cancel_while_the_workbook_is_written_leaves_nothing(
    project: Project, tmp_path: Path
) -> None:
    told, asked = Told(), list[bool]()

    def cancelled() -> bool:
        asked.append(told.says(WORKBOOK))
        return asked.count(True) > 3  # some sheets stand already

    with pytest.raises(BuildCancelled):
        build_package(project, tmp_path / "out", progress=told, cancelled=cancelled)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("unset")
def test_a_cancel_while_the_book_is_set_leaves_nothing(
    project: Project, tmp_path: Path, held: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = Told()
    monkeypatch.setattr(package, "prepared_book", lambda _book: held.wait)
    with pytest.raises(BuildCancelled):
        build_package(
            project,
            tmp_path / "out",
            only="book",
            progress=told,
            cancelled=lambda: told.says(BOOK),
        )
    assert not held.is_set()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("unset")
def test_a_cancel_while_the_texts_are_compared_leaves_the_package_as_it_was(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_package(project, tmp_path / "out", only="documents")
    before, compared = contents(tmp_path), list[object]()

    def compare(*asked: object) -> tuple[()]:
        compared.append(asked)
        return ()

    monkeypatch.setattr(placing, "changes_in_place", compare)
    with pytest.raises(BuildCancelled):
        build_package(
            project, tmp_path / "out", only="documents", cancelled=lambda: len(compared) > 4
        )
    assert len(compared) == 5
    assert contents(tmp_path) == before
