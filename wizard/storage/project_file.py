"""The project file: reading, opening, saving. JSON in UTF-8 with a kind marker and a format number.

Belongs here: what a `.salesplan` file is and the rules that keep it whole. Does not belong here:
older formats (`migrations`), the texts for wrong answers (`validation`), the recovery file
(`recovery`).
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from wizard import __version__
from wizard.errors import UserError
from wizard.files import PROJECT_SUFFIX, FileRefused, digest, refusal, write_whole
from wizard.project.project import Project
from wizard.storage.lock import Lock, take_lock
from wizard.storage.migrations import FORMAT, migrated
from wizard.storage.validation import raw_answers, validated
from wizard.storage.versions import Version, read_versions, stored
from wizard.texts import _

KIND = "salesplan"
SIZE_LIMIT = 64 * 1024 * 1024


class NotAProject(UserError):
    """The file is empty, damaged, or something else altogether."""


class NewerFormat(UserError):
    """The file was written by a newer version of the program."""


class ChangedOutside(UserError):
    """The file on the disk is no longer the one that was opened; saving would destroy a change."""


class FileGone(UserError):
    """The file that was opened is no longer at its place."""


class AlreadyExists(UserError):
    """A new project would overwrite a file."""


@dataclass(frozen=True, slots=True)
class ProjectFile:
    """A project and the file it came from.

    `digest` is of the bytes on the disk as they were read or written last; `format` is the one the
    file is in, older than FORMAT until the first save; `lock` is None for a file that was only
    read, and in a folder where nothing can be written. `versions` are the named states kept in it.
    """

    path: Path
    project: Project
    digest: str
    format: int
    lock: Lock | None = None
    versions: tuple[Version, ...] = ()

    def close(self) -> None:
        """Give the lock back."""
        if self.lock is not None:
            self.lock.release()


def read_project(path: Path) -> ProjectFile:
    """The project of a file, without locking it; the file is not changed.

    Raises NotAProject, NewerFormat, BadAnswers, FileRefused.
    """
    content = _content(path)
    raw, found, versions = _opened(content, path)
    project = validated(migrated(raw, found), path.name)
    return ProjectFile(path, project, digest(content), found, versions=versions)


def open_project(path: Path) -> ProjectFile:
    """The project of a file, locked until `close`; the file is not changed.

    Raises what `read_project` raises, and ProjectLocked.
    """
    _content(path)  # a missing file is refused before a lock is laid beside it
    lock = take_lock(path)
    try:
        return replace(read_project(path), lock=lock)
    except UserError:
        if lock is not None:
            lock.release()
        raise


def save(
    opened: ProjectFile,
    project: Project,
    versions: tuple[Version, ...] | None = None,
    *,
    anew: bool = False,
) -> ProjectFile:
    """Write a project into the file that it came from, with its versions, or with other ones.

    The first save after a migration keeps the old file beside it, as `name.salesplan.format-N`.
    A file that is gone from its place is made there again only `anew`. Raises FileGone,
    ChangedOutside if somebody changed the file since, FileRefused.
    """
    if os.path.lexists(opened.path):
        on_disk = _content(opened.path)
        if digest(on_disk) != opened.digest:
            raise ChangedOutside(
                _(
                    "Файл «{name}» изменили после того, как вы его открыли. Он не перезаписан. "
                    "Сохраните проект под другим именем («Сохранить как») и сравните.",
                    name=opened.path.name,
                )
            )
        if opened.format < FORMAT:
            _keep_old(opened, on_disk)
    elif not anew:
        raise FileGone(
            _(
                "Файла «{name}» нет на месте: его перенесли, переименовали или удалили, или диск "
                "отключён. Проект не сохранён. Верните файл или сохраните проект заново командой "
                "«Сохранить».",
                name=str(opened.path),
            )
        )
    kept = opened.versions if versions is None else versions
    return _written(opened.path, project, opened.lock, kept)


def save_as(project: Project, path: Path, versions: tuple[Version, ...] = ()) -> ProjectFile:
    """Write a project into a file that the user chose, replacing what is there, and lock it.

    Raises ProjectLocked if a project of that name is open elsewhere, FileRefused.
    """
    lock = take_lock(path)
    try:
        return _written(path, project, lock, versions)
    except UserError:
        if lock is not None:
            lock.release()
        raise


def create(project: Project, path: Path) -> ProjectFile:
    """Write a project into a new file, unlocked. Raises AlreadyExists, FileRefused."""
    if os.path.lexists(path) and not path.is_dir():
        raise AlreadyExists(
            _("«{name}» уже есть и не перезаписан. Укажите другое имя файла.", name=str(path))
        )
    return _written(path, project, None, ())


def file_content(project: Project, versions: tuple[Version, ...] = ()) -> bytes:
    """The content of a project file in the newest format."""
    whole = {
        "kind": KIND,
        "format": FORMAT,
        "program": __version__,
        "project": raw_answers(project),
    }
    if versions:
        whole["versions"] = stored(versions)
    # Half of a surrogate pair (a torn paste) is no text in any file; it becomes a question mark.
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _written(
    path: Path, project: Project, lock: Lock | None, versions: tuple[Version, ...]
) -> ProjectFile:
    content = file_content(project, versions)
    write_whole(path, content)
    return ProjectFile(path, project, digest(content), FORMAT, lock, versions)


def _keep_old(opened: ProjectFile, content: bytes) -> None:
    kept = opened.path.with_name(f"{opened.path.name}.format-{opened.format}")
    number = 2
    while kept.exists() and kept.read_bytes() != content:
        kept = opened.path.with_name(f"{opened.path.name}.format-{opened.format}.{number}")
        number += 1
    write_whole(kept, content)


def _content(path: Path) -> bytes:
    if path.exists() and not (path.is_file() or path.is_dir()):
        # Reading a pipe or a device would wait for whoever writes into it.
        raise NotAProject(
            _("«{name}» — не файл. Выберите файл {suffix}.", name=path.name, suffix=PROJECT_SUFFIX)
        )
    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise FileRefused(refusal(error, path)) from error
    if len(content) > SIZE_LIMIT:
        raise NotAProject(
            _(
                "«{name}» больше {limit} МБ: это не проект отдела продаж. Выберите файл {suffix}.",
                name=path.name,
                limit=SIZE_LIMIT // 1024 // 1024,
                suffix=PROJECT_SUFFIX,
            )
        )
    return content


def _opened(content: bytes, path: Path) -> tuple[dict[str, Any], int, tuple[Version, ...]]:
    """The raw answers, the format number and the versions of a file's content."""
    if not content.strip(b"\0 \t\r\n"):
        raise NotAProject(
            _("Файл «{name}» пуст. Откройте более раннюю копию проекта.", name=path.name)
        )
    try:
        whole = json.loads(content.decode("utf-8-sig"))
        if b"\\u" in content:  # an escape may hold half of a surrogate pair
            whole = json.loads(json.dumps(whole, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        if _looks_like_ours(content):
            raise NotAProject(
                _(
                    "Файл «{name}» повреждён: он обрывается или испорчен. Откройте более раннюю "
                    "копию проекта.",
                    name=path.name,
                )
            ) from error
        raise _foreign(path) from error
    if not isinstance(whole, dict) or whole.get("kind") != KIND:
        raise _foreign(path)
    found, answers = whole.get("format"), whole.get("project")
    if isinstance(found, int) and not isinstance(found, bool) and found > FORMAT:
        raise NewerFormat(
            _(
                "Проект «{name}» записан более новой версией программы ({version}, формат {found}; "
                "здесь {version_here}, формат {known}). Обновите программу, чтобы открыть его.",
                name=path.name,
                version=str(whole.get("program", "?"))[:40],
                found=found,
                version_here=__version__,
                known=FORMAT,
            )
        )
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise NotAProject(
            _(
                "Файл «{name}» повреждён: в нём нет номера формата. Откройте более раннюю копию "
                "проекта.",
                name=path.name,
            )
        )
    if not isinstance(answers, dict):
        raise NotAProject(
            _(
                "Файл «{name}» повреждён: в нём нет самого проекта. Откройте более раннюю копию "
                "проекта.",
                name=path.name,
            )
        )
    return answers, found, read_versions(whole.get("versions", []))


def _looks_like_ours(content: bytes) -> bool:
    head = content[:4096]
    return b'"kind"' in head and f'"{KIND}"'.encode() in head


def _foreign(path: Path) -> NotAProject:
    return NotAProject(
        _(
            "«{name}» — не проект отдела продаж. Выберите файл {suffix}, сохранённый этой "
            "программой.",
            name=path.name,
            suffix=PROJECT_SUFFIX,
        )
    )
