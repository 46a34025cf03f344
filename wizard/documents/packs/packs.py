"""Template packs: documents of one's own beside or in place of the program's.

Belongs here: the manifest of a pack, what is in it, which packs are installed and which of them a
project uses. Does not belong here: reading files safely (`pack_files.py`), finding mistakes in
templates (`pack_check.py`).

A pack is a folder or a zip::

    pack.json            what the pack is
    ru/contract.md       a template: adds a document, or replaces the one of the same id
    ru/_parts.md         a piece for the templates of this pack
    ru/book/1-goals.md   a chapter of the book: adds one, or replaces the one of the same id
    ru/offer.md          front matter alone, with the line `word: offer.docx`
    ru/offer.docx        … a document written in Word

Pieces of a pack serve its own templates; where it has no piece of a name, the program's stands in.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from platformdirs import user_data_path

from wizard import __version__
from wizard.documents.packs.pack_files import PackRefused, read_files
from wizard.errors import UserError
from wizard.files import FileRefused, refusal, write_whole
from wizard.paths import templates
from wizard.project.project import PackUse, Project
from wizard.texts import LANGUAGES, Language, Text, _

MANIFEST = "pack.json"
FORMAT = 1
CHAPTERS = "book"  # the folder in which the chapters of the book lie
_NAME = re.compile(r"[^\W_][\w .()«»—–-]{0,59}")
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


@dataclass(frozen=True)
class Pack:
    """A pack in memory; `files` by their path in it."""

    name: str
    version: str
    author: str
    languages: tuple[Language, ...]
    files: Mapping[str, bytes] = field(repr=False)

    @property
    def use(self) -> PackUse:
        """How a project names the pack."""
        return PackUse(name=self.name, version=self.version)

    def of(self, language: Language, suffix: str, folder: str = "") -> dict[str, bytes]:
        """The files of a language, or of a folder in it, with a suffix, by their name."""
        wanted = f"{language}/{folder}" if folder else language
        found = {}
        for place, content in sorted(self.files.items()):
            inside, _slash, name = place.rpartition("/")
            if inside == wanted and name.lower().endswith(suffix):
                found[name] = content
        return found


class PackMissing(PackRefused):
    """The project uses a pack that is not installed."""


def open_pack(path: Path) -> Pack:
    """The pack in a folder or zip. Raises PackRefused, FileRefused."""
    files = read_files(path)
    if MANIFEST not in files:
        raise PackRefused(_("В наборе «{name}» нет файла {file}.", name=path.name, file=MANIFEST))
    try:
        raw = json.loads(files[MANIFEST].decode("utf-8-sig"))
        if not isinstance(raw, dict):
            raise ValueError
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise _wrong(path, line, _("это не запись JSON")) from error
    return _described(raw, files, path)


def _described(raw: dict[str, Any], files: Mapping[str, bytes], path: Path) -> Pack:
    lines = files[MANIFEST].decode("utf-8-sig").splitlines()

    def wrong(key: str, problem: Text) -> PackRefused:
        places = [number for number, line in enumerate(lines, 1) if f'"{key}"' in line]
        return _wrong(path, places[0] if places else 1, problem)

    def text(key: str) -> str:
        value = raw.get(key, "")
        if not isinstance(value, str) or not value.strip() or len(value) > 200:
            raise wrong(key, _("в «{key}» нужен текст в кавычках", key=key))
        return value.strip()

    number = raw.get("format")
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise wrong("format", _("в «format» нужно число {format}", format=FORMAT))
    if number > FORMAT:
        raise PackRefused(
            _(
                "Набор «{name}» сделан для более новой версии программы (формат {format}). "
                "Обновите программу.",
                name=path.name,
                format=number,
            )
        )
    name, version = text("name"), text("version")
    if not _NAME.fullmatch(name):
        raise wrong("name", _("имя набора — до 60 букв, цифр, пробелов и дефисов"))
    if not _VERSION.fullmatch(version):
        raise wrong("version", _("версия — числа через точку, например 1.0"))
    languages = raw.get("languages")
    known = tuple(one for one in LANGUAGES if isinstance(languages, list) and one in languages)
    if not known or not isinstance(languages, list) or len(known) != len(languages):
        raise wrong("languages", _("в «languages» нужен список из {known}", known='"ru", "en"'))
    return Pack(name, version, text("author"), known, files)


def _wrong(path: Path, line: int, problem: Text) -> PackRefused:
    return PackRefused(
        _(
            "Набор «{name}», {file}, строка {line}: {problem}.",
            name=path.name,
            file=MANIFEST,
            line=line,
            problem=problem,
        )
    )


# Packs that are installed


def packs_folder() -> Path:
    """Where packs are installed: the program's data folder of this user."""
    return user_data_path("sales-wizard", appauthor=False) / "packs"


def install(pack: Pack) -> Path:
    """Keep a pack for projects to use; one of the same name is replaced. Raises FileRefused."""
    folder = packs_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileRefused(refusal(error, folder)) from error
    path = folder / f"{pack.name}.zip"
    write_whole(path, zipped(pack.files))
    return path


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip that is the same for the same files."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(place), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def installed() -> Iterator[Pack]:
    """The packs that are installed and can be opened, by name; others are left out."""
    with suppress(OSError):
        for path in sorted(packs_folder().glob("*.zip")):
            found = path.stat()
            pack = _installed_at(path, found.st_mtime_ns, found.st_size)
            if pack is not None:
                yield pack


def packs_stamp(project: Project) -> tuple[object, ...]:
    """Another one whenever the packs of a project, or the files of those installed, change."""
    stamp: list[object] = [project.packs]
    for use in project.packs:
        with suppress(OSError):
            found = (packs_folder() / f"{use.name}.zip").stat()
            stamp.append((found.st_mtime_ns, found.st_size))
    return tuple(stamp)


@lru_cache(maxsize=32)
def _installed_at(path: Path, _changed: int, _size: int) -> Pack | None:
    """A pack that is installed, opened once until its file changes; None where it cannot be."""
    try:
        return open_pack(path)
    except UserError:
        return None


def packs_of(project: Project) -> tuple[Pack, ...]:
    """The packs that a project uses. Raises PackMissing, PackRefused."""
    if not project.packs:
        return ()
    known = {pack.name: pack for pack in installed()}
    found = []
    for use in project.packs:
        pack = known.get(use.name)
        if pack is None:
            beside = packs_folder() / f"{use.name}.zip"
            if beside.is_file():
                open_pack(beside)  # says what is wrong with it
            raise PackMissing(
                _(
                    "Набор шаблонов «{name}» {version}, который выбран в проекте, не установлен. "
                    "Установите его на странице «Документы» или уберите из проекта: тогда "
                    "документы соберутся по шаблонам программы.",
                    name=use.name,
                    version=use.version,
                )
            )
        found.append(pack)
    return tuple(found)


def remarks(project: Project, packs: Sequence[Pack]) -> Iterator[Text]:
    """What a person should know of the packs: other versions, languages that they lack."""
    versions = {use.name: use.version for use in project.packs}
    for pack in packs:
        before = versions.get(pack.name, pack.version)
        if before != pack.version:
            yield _(
                "Набор «{name}» теперь версии {now}, а в проекте записана {before}.",
                name=pack.name,
                now=pack.version,
                before=before,
            )
        if project.company.language.value not in pack.languages:
            yield _(
                "В наборе «{name}» нет шаблонов на языке проекта: взяты шаблоны программы.",
                name=pack.name,
            )


# The program's own templates as a pack


def built_in(languages: Sequence[Language] = LANGUAGES) -> dict[str, bytes]:
    """The files of a pack that holds the program's own templates, to be changed."""
    files = {
        path.relative_to(templates()).as_posix(): path.read_bytes()
        for language in languages
        for pattern in ("*.md", f"{CHAPTERS}/*.md")
        for path in sorted((templates() / language).glob(pattern))
    }
    manifest = {
        "name": _("Мои шаблоны").into("ru" if "ru" in languages else "en"),
        "version": "1.0",
        "author": "—",
        "languages": list(languages),
        "format": FORMAT,
        "program": __version__,
    }
    files[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    return files


def export(folder: Path, languages: Sequence[Language] = LANGUAGES) -> tuple[str, ...]:
    """Write the program's own templates as a pack into a new or empty folder.

    Gives back the paths in it. Raises FileRefused, and PackRefused where something is there.
    """
    files = built_in(languages)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise PackRefused(
                _("В «{name}» уже что-то есть: укажите новую или пустую папку.", name=str(folder))
            )
        for place, content in files.items():
            path = folder / place
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
    except OSError as error:
        raise FileRefused(refusal(error, folder)) from error
    return tuple(files)
