"""A cancel is answered at once, whatever is being made, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from threading import Event

import pytest

from tests.benchmarks.projects import largest_preset
from wizard.documents import package, placing
from wizard.documents.context import document_set
from wizard.documents.package import BOOK, WORKBOOK, BuildCancelled, build_package
from wizard.plan.figures import compute
from wizard.project.project import Project
from wizard.texts import Text, Verbatim


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
def test_a_cancel_is_looked_for_with_each_text_and_between_any_two_files(
    project: Project, tmp_path: Path
) -> None:
    """How long it is from one look to the next, the benchmark of the package tells."""
    seen: list[str] = []

    def cancelled() -> bool:
        seen.append("look")
        return False

    def progress(_done: int, _of: int, what: Text | Verbatim) -> None:
        seen.append(what.into("ru"))

    report = build_package(project, tmp_path, progress=progress, cancelled=cancelled)
    first_file = next(place for place, what in enumerate(seen[1:], 1) if what != "look")
    texts = sum(1 for _made in document_set(project, compute(project)))
    assert seen[1:first_file].count("look") > texts
    files = [place for place, what in enumerate(seen) if what != "look"][1:]
    assert len(files) > len(report.made)
    assert all("look" in seen[before:after] for before, after in pairwise(files))


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
