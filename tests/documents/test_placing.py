"""Rules of a build's folder: all or none, and what a person changed is never lost."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from wizard.documents import placing
from wizard.documents.manifest import ForeignManifest, PartKind
from wizard.documents.placing import BuildCancelled, PackageReport, Part, build_parts
from wizard.errors import UserError
from wizard.files import FileRefused, digest
from wizard.storage.migrations import FORMAT as PROJECT_FORMAT
from wizard.texts import Verbatim

BOOK, PLAN, PAY = "Книга.xlsx", "Документы/Word/План.docx", "Документы/Word/Оплата.docx"


def part(place: str, content: str) -> Part:
    kind: PartKind = "workbook" if place.endswith("xlsx") else "document"
    return Part(place, Verbatim(place), kind, content.encode, "plan", "1")


def built(
    folder: Path,
    contents: dict[str, str],
    *,
    kinds: tuple[PartKind, ...] = ("workbook", "document"),
    cancelled: Callable[[], bool] = lambda: False,
) -> PackageReport:
    parts = [part(place, content) for place, content in contents.items()]
    return build_parts(
        parts,
        folder,
        kinds,
        "ru",
        lambda _done, _of, _what: None,
        cancelled,
    )


def everything(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def test_a_build_puts_every_file_in_its_place_and_leaves_nothing_else(
    tmp_path: Path, folder: Path
) -> None:
    report = built(folder, {BOOK: "1", PLAN: "2"})
    assert everything(folder) == {BOOK: "1", PLAN: "2"}
    assert report == PackageReport((BOOK, PLAN), (), ())
    assert list(tmp_path.iterdir()) == [folder]


def test_the_manifest_names_each_file_its_digest_and_its_template(folder: Path) -> None:
    built(folder, {BOOK: "1", PLAN: "2"})
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["program"]
    assert manifest["project_format"] == PROJECT_FORMAT
    assert {item["path"]: item["sha256"] for item in manifest["files"]} == {
        BOOK: digest(b"1"),
        PLAN: digest(b"2"),
    }
    assert {(item["template"], item["version"]) for item in manifest["files"]} == {("plan", "1")}


def test_building_again_replaces_what_nobody_changed(folder: Path) -> None:
    built(folder, {BOOK: "1", PLAN: "2"})
    report = built(folder, {BOOK: "1", PLAN: "new"})
    assert everything(folder) == {BOOK: "1", PLAN: "new"}
    assert report.kept == ()


def test_a_document_edited_by_hand_stays_and_the_new_one_lies_beside_it(folder: Path) -> None:
    built(folder, {BOOK: "1", PLAN: "2"})
    (folder / PLAN).write_text("by hand", encoding="utf-8")
    report = built(folder, {BOOK: "1", PLAN: "new"})
    beside = "Документы/Word/План (новый).docx"
    assert everything(folder) == {BOOK: "1", PLAN: "by hand", beside: "new"}
    assert report.kept == (PLAN,)
    assert beside in report.made
    assert "изменён вами" in report.attention[0].into("ru")
    assert "План (новый).docx" in report.attention[0].into("ru")


def test_the_copy_beside_is_replaced_by_the_next_build_unless_it_was_edited_too(
    folder: Path,
) -> None:
    built(folder, {PLAN: "1"})
    (folder / PLAN).write_text("by hand", encoding="utf-8")
    built(folder, {PLAN: "2"})
    built(folder, {PLAN: "3"})
    beside = "Документы/Word/План (новый).docx"
    assert everything(folder) == {PLAN: "by hand", beside: "3"}
    (folder / beside).write_text("by hand too", encoding="utf-8")
    built(folder, {PLAN: "4"})
    assert everything(folder) == {
        PLAN: "by hand",
        beside: "by hand too",
        "Документы/Word/План (новый 2).docx": "4",
    }


def test_an_edited_copy_beside_is_told_as_kept_and_not_as_left_out(folder: Path) -> None:
    beside = "Документы/Word/План (новый).docx"
    built(folder, {PLAN: "1"})
    (folder / PLAN).write_text("by hand", encoding="utf-8")
    built(folder, {PLAN: "2"})
    (folder / beside).write_text("by hand too", encoding="utf-8")
    for content in "34":
        report = built(folder, {PLAN: content})
        told = [text.into("ru") for text in report.attention]
        assert [text.partition("»")[0] for text in told] == [f"«{PLAN}", f"«{beside}"]
        assert all("изменён вами и оставлен" in text for text in told)
        assert all("«План (новый 2).docx»" in text for text in told)
        assert report.kept == (PLAN, beside)
    told = [text.into("ru") for text in built(folder, {}).attention]
    assert all("больше не входит" in text for text in told)


def test_a_copy_beside_that_is_open_elsewhere_is_told_as_open(folder: Path) -> None:
    built(folder, {BOOK: "1"})
    (folder / BOOK).write_text("by hand", encoding="utf-8")
    built(folder, {BOOK: "2"})
    (folder / ".~lock.Книга (новый).xlsx#").write_text("", encoding="utf-8")
    told = [text.into("ru") for text in built(folder, {BOOK: "3"}).attention]
    assert "изменён вами" in told[0]
    assert "«Книга (новый).xlsx» открыт в другой программе" in told[1]


def test_a_new_document_put_in_the_place_of_the_old_counts_as_built(folder: Path) -> None:
    built(folder, {PLAN: "1"})
    (folder / PLAN).write_text("by hand", encoding="utf-8")
    built(folder, {PLAN: "2"})
    os.replace(folder / "Документы/Word/План (новый).docx", folder / PLAN)
    built(folder, {PLAN: "3"})
    assert everything(folder) == {PLAN: "3"}


def test_a_file_that_was_there_before_the_first_build_is_kept(folder: Path) -> None:
    (folder / PLAN).parent.mkdir(parents=True)
    (folder / PLAN).write_text("somebody's", encoding="utf-8")
    built(folder, {PLAN: "1"})
    assert everything(folder)[PLAN] == "somebody's"


def test_a_file_that_a_person_removed_is_made_again(folder: Path) -> None:
    built(folder, {BOOK: "1", PLAN: "2"})
    (folder / PLAN).unlink()
    assert built(folder, {BOOK: "1", PLAN: "2"}).kept == ()
    assert everything(folder) == {BOOK: "1", PLAN: "2"}


@pytest.mark.parametrize("lock", [".~lock.Книга.xlsx#", "~$Книга.xlsx"])
def test_a_workbook_that_is_open_elsewhere_is_not_touched(folder: Path, lock: str) -> None:
    built(folder, {BOOK: "1"})
    (folder / lock).write_text("", encoding="utf-8")
    report = built(folder, {BOOK: "2"})
    assert (folder / BOOK).read_text(encoding="utf-8") == "1"
    assert (folder / "Книга (новый).xlsx").read_text(encoding="utf-8") == "2"
    assert "открыт в другой программе" in report.attention[0].into("ru")


def test_a_workbook_that_the_system_will_not_replace_is_left_and_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(folder, {BOOK: "1"})
    real = os.replace

    def as_on_windows(source: Path, target: Path) -> None:
        if Path(target).name == "Книга.xlsx":
            raise PermissionError(errno.EACCES, "sharing violation", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", as_on_windows)
    report = built(folder, {BOOK: "2"})
    assert everything(folder) == {BOOK: "1", "Книга (новый).xlsx": "2"}
    assert "открыт в другой программе" in report.attention[0].into("ru")


def test_what_the_package_no_longer_holds_is_removed(folder: Path) -> None:
    built(folder, {PLAN: "1", "Документы/PDF/Оплата.pdf": "2"})
    report = built(folder, {PLAN: "1"})
    assert report.removed == ("Документы/PDF/Оплата.pdf",)
    assert everything(folder) == {PLAN: "1"}
    assert not (folder / "Документы/PDF").exists()


def test_what_the_package_no_longer_holds_stays_if_it_was_edited(folder: Path) -> None:
    built(folder, {PLAN: "1", PAY: "2"})
    (folder / PAY).write_text("by hand", encoding="utf-8")
    report = built(folder, {PLAN: "1"})
    assert everything(folder) == {PLAN: "1", PAY: "by hand"}
    assert report.kept == (PAY,)
    built(folder, {PLAN: "1"})
    assert everything(folder) == {PLAN: "1", PAY: "by hand"}


def test_files_of_other_people_in_the_folder_are_never_touched(folder: Path) -> None:
    built(folder, {PLAN: "1"})
    (folder / "Документы/Word/Заметки.docx").write_text("notes", encoding="utf-8")
    built(folder, {})
    assert everything(folder) == {"Документы/Word/Заметки.docx": "notes"}


def test_building_one_part_leaves_the_other_and_still_knows_it(folder: Path) -> None:
    built(folder, {BOOK: "1", PLAN: "2"})
    built(folder, {BOOK: "new"}, kinds=("workbook",))
    assert everything(folder) == {BOOK: "new", PLAN: "2"}
    built(folder, {PLAN: "new"}, kinds=("document",))
    assert everything(folder) == {BOOK: "new", PLAN: "new"}


def test_a_cancelled_build_leaves_nothing_behind(tmp_path: Path) -> None:
    answers = iter([False, True])
    with pytest.raises(BuildCancelled):
        built(tmp_path / "a" / "out", {BOOK: "1", PLAN: "2"}, cancelled=lambda: next(answers))
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_build_leaves_the_earlier_package_as_it_was(
    tmp_path: Path, folder: Path
) -> None:
    built(folder, {BOOK: "1", PLAN: "2"})
    manifest = (folder / "manifest.json").read_bytes()
    answers = iter([False, False, True])
    with pytest.raises(BuildCancelled):
        built(folder, {BOOK: "new", PLAN: "new"}, cancelled=lambda: next(answers))
    assert everything(folder) == {BOOK: "1", PLAN: "2"}
    assert (folder / "manifest.json").read_bytes() == manifest
    assert list(tmp_path.iterdir()) == [folder]


def test_a_failure_while_building_leaves_the_earlier_package_as_it_was(folder: Path) -> None:
    built(folder, {BOOK: "1", PLAN: "2"})

    def full() -> bytes:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    broken = Part(PLAN, Verbatim("План"), "document", full)
    with pytest.raises(FileRefused, match="нет места"):
        build_parts(
            [part(BOOK, "new"), broken],
            folder,
            ("workbook", "document"),
            "ru",
            lambda _done, _of, _what: None,
            lambda: False,
        )
    assert everything(folder) == {BOOK: "1", PLAN: "2"}


def test_a_failure_while_moving_puts_everything_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(folder, {BOOK: "1", PLAN: "2", "Документы/Word/Лишнее.docx": "3"})
    manifest = (folder / "manifest.json").read_bytes()
    real = os.replace

    def failing(source: Path, target: Path) -> None:
        if Path(target).name == "Оплата.docx":
            raise OSError(errno.EIO, os.strerror(errno.EIO), str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(FileRefused):
        built(folder, {BOOK: "new", PLAN: "new", PAY: "new"})
    monkeypatch.undo()
    assert everything(folder) == {BOOK: "1", PLAN: "2", "Документы/Word/Лишнее.docx": "3"}
    assert (folder / "manifest.json").read_bytes() == manifest


def test_a_build_cut_off_half_way_does_not_take_its_own_files_for_hand_made(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(folder, {BOOK: "1", PLAN: "2"})
    monkeypatch.setattr(placing, "_undo", lambda _placed: None)
    real = os.replace

    def cut_off(source: Path, target: Path) -> None:
        if Path(target).name == "План.docx":
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", cut_off)
    with pytest.raises(KeyboardInterrupt):
        built(folder, {BOOK: "new", PLAN: "new"})
    monkeypatch.undo()
    assert everything(folder) == {BOOK: "new", PLAN: "2"}
    assert built(folder, {BOOK: "newest", PLAN: "newest"}).kept == ()
    assert everything(folder) == {BOOK: "newest", PLAN: "newest"}


KILLED = """
import os, signal, sys
from pathlib import Path
from wizard.documents.placing import Part, build_parts
from wizard.texts import Verbatim

part = Part("План.docx", Verbatim("План"), "document", lambda: os.kill(os.getpid(), signal.SIGKILL))
build_parts([part], Path(sys.argv[1]), ["document"], "ru", lambda *_: None, lambda: False)
"""


@pytest.mark.skipif(os.name == "nt", reason="there a process is killed otherwise")
def test_what_a_killed_build_left_is_cleared_by_the_next_one(tmp_path: Path, folder: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(folder)], check=False)
    (left,) = tmp_path.glob(".out.*.tmp")
    other = tmp_path / f".another{left.name}"
    left.rename(other)
    built(folder, {PLAN: "1"})
    assert other.exists()
    other.rename(left)
    built(folder, {PLAN: "1"})
    assert not left.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"out"}


def test_the_workshop_of_a_build_at_work_is_left_alone(tmp_path: Path, folder: Path) -> None:
    seen: list[int] = []

    def content() -> bytes:
        built(folder, {BOOK: "1"})
        seen.append(len(list(tmp_path.glob(".out.*.tmp"))))
        return b"2"

    build_parts(
        [Part(PLAN, Verbatim("План"), "document", content)],
        folder,
        ("document",),
        "ru",
        lambda _done, _of, _what: None,
        lambda: False,
    )
    assert seen == [1]
    assert (folder / PLAN).read_text() == "2"


def test_a_workshop_without_a_lock_is_left_for_a_day(tmp_path: Path, folder: Path) -> None:
    left = tmp_path / ".out.0123abcd.tmp"
    (left / "new").mkdir(parents=True)
    built(folder, {PLAN: "1"})
    assert left.exists()  # its build may be about to lay its lock
    day_ago = left.stat().st_mtime - 25 * 60 * 60
    os.utime(left, (day_ago, day_ago))
    built(folder, {PLAN: "1"})
    assert not left.exists()


def test_an_output_that_is_a_file_is_refused_and_left(tmp_path: Path) -> None:
    place = tmp_path / "out"
    place.write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="нужна папка"):
        built(place, {BOOK: "1"})
    with pytest.raises(UserError) as refused:
        built(place / "below", {BOOK: "1"})
    assert f"«{place}» — файл, а пакету нужна папка" in refused.value.into("ru")
    assert place.read_text(encoding="utf-8") == "mine"


def test_an_output_that_cannot_be_written_is_refused_before_the_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(folder, {BOOK: "1"})
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    worked: list[str] = []

    def work() -> bytes:
        worked.append("done")
        return b""

    with pytest.raises(FileRefused, match="только для чтения"):
        build_parts(
            [Part(BOOK, Verbatim("Книга"), "workbook", work)],
            folder,
            ("workbook",),
            "ru",
            lambda _done, _of, _what: None,
            lambda: False,
        )
    assert worked == []
    assert everything(folder) == {BOOK: "1"}


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"name": "a web page"}', '{"kind": "salesplan-package", "format": 9}']
)
def test_a_foreign_manifest_is_refused_and_left(folder: Path, content: str) -> None:
    folder.mkdir()
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    with pytest.raises(ForeignManifest, match="Выберите"):
        built(folder, {BOOK: "1"})
    assert [path.name for path in folder.iterdir()] == ["manifest.json"]
    assert (folder / "manifest.json").read_text(encoding="utf-8") == content


def test_a_manifest_cannot_make_a_build_remove_a_file_outside_the_folder(
    tmp_path: Path, folder: Path
) -> None:
    built(folder, {PLAN: "1"})
    outside = tmp_path / "precious.txt"
    outside.write_text("mine", encoding="utf-8")
    place = folder / "manifest.json"
    manifest = json.loads(place.read_text(encoding="utf-8"))
    for path in ("../precious.txt", str(outside)):
        entry = {"path": path, "sha256": digest(b"mine"), "kind": "document"}
        manifest["files"].append({**entry, "template": "", "version": ""})
    place.write_text(json.dumps(manifest), encoding="utf-8")
    built(folder, {PLAN: "2"})
    assert outside.read_text(encoding="utf-8") == "mine"


def test_a_package_can_be_built_into_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    built(Path("."), {PLAN: "1"})
    assert everything(tmp_path) == {PLAN: "1"}


def test_progress_is_told_for_every_file_and_at_the_end(folder: Path) -> None:
    told: list[tuple[int, int]] = []
    build_parts(
        [part(BOOK, "1"), part(PLAN, "2")],
        folder,
        ("workbook", "document"),
        "ru",
        lambda done, of, _what: told.append((done, of)),
        lambda: False,
    )
    assert told == [(0, 2), (1, 2), (2, 2)]
