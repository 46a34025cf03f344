"""The manifest of a package: what was built, so that the next build knows what a person changed.

Belongs here: reading and writing `manifest.json`. Does not belong here: deciding what is replaced
and what is kept (`placing`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, Literal, cast, get_args

from wizard import __version__
from wizard.documents.owner import NOBODY, Owner
from wizard.errors import UserError
from wizard.files import FileRefused, refusal
from wizard.storage.migrations import FORMAT as PROJECT_FORMAT
from wizard.texts import _

MANIFEST = "manifest.json"
KIND = "salesplan-package"
FORMAT = 1

PartKind = Literal["workbook", "document", "book"]


class ForeignManifest(UserError):
    """The folder holds a `manifest.json` that is not this program's, or cannot be read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that was built: its SHA-256 then, and which template in which version made it.

    `version` is a digest of the template's text, empty for the workbook and the book. `stands_for`
    is the place beside which the file was laid, because a person's own lies in it.
    """

    sha256: str
    kind: PartKind
    template: str = ""
    version: str = ""
    stands_for: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files of a package by their path in the folder (with `/`).

    `earlier` holds the digests of the build before: a build cut off half-way leaves files of both.
    `figures` holds the totals by key as they were built, money in `currency` (empty in packages of
    older versions); `changes` says, in the language of the package, what that build changed against
    the one before. `owner` is the plan that it was built from; `foreign` are digests of workbooks
    that hold the facts of another plan, whose package lay here before.
    """

    files: Mapping[str, Entry] = field(default_factory=dict)
    earlier: frozenset[str] = frozenset()
    figures: Mapping[str, float] = field(default_factory=dict)
    changes: Mapping[str, Sequence[str]] = field(default_factory=dict)
    currency: str = ""
    owner: Owner = NOBODY
    foreign: frozenset[str] = frozenset()

    @property
    def digests(self) -> frozenset[str]:
        """Digests of everything that is known to be built and not made by hand; what is foreign is
        kept like hand-made files."""
        return (self.earlier | {entry.sha256 for entry in self.files.values()}) - self.foreign


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder, an empty one if there is none. Raises ForeignManifest."""
    place = folder / MANIFEST
    try:
        content = place.read_bytes()
    except FileNotFoundError:
        return Manifest()
    except OSError as error:
        raise FileRefused(refusal(error, place)) from error
    try:
        raw: Any = json.loads(content)
        if raw["kind"] != KIND or not 1 <= raw["format"] <= FORMAT:
            raise ValueError
        files = {
            str(item["path"]): Entry(
                str(item["sha256"]),
                _kind(str(item["kind"])),
                str(item["template"]),
                str(item["version"]),
                str(item.get("stands_for", "")),
            )
            for item in raw["files"]
            if _inside(str(item["path"]))
        }
        figures = {str(key): float(total) for key, total in raw.get("figures", {}).items()}
        told = {str(of): [str(line) for line in lines] for of, lines in _told(raw).items()}
        earlier = frozenset(str(one) for one in raw["earlier"])
        foreign = frozenset(str(one) for one in raw.get("foreign", ()))
        currency = str(raw.get("currency", ""))
        return Manifest(files, earlier, figures, told, currency, _owner(raw), foreign)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ForeignManifest(
            _(
                "В папке «{folder}» лежит «{file}», который не читается как опись пакета. Выберите "
                "другую папку или уберите этот файл.",
                folder=str(folder),
                file=MANIFEST,
            )
        ) from error


def manifest_content(manifest: Manifest) -> bytes:
    """The content of `manifest.json`."""
    whole = {
        "kind": KIND,
        "format": FORMAT,
        "program": __version__,
        "project_format": PROJECT_FORMAT,
        "files": [
            {
                "path": path,
                "sha256": entry.sha256,
                "kind": entry.kind,
                "template": entry.template,
                "version": entry.version,
                "stands_for": entry.stands_for,
            }
            for path, entry in sorted(manifest.files.items())
        ],
        "earlier": sorted(manifest.earlier),
        "owner": {
            "company": manifest.owner.company,
            "file": manifest.owner.file,
            "places": sorted(manifest.owner.places),
        },
        "foreign": sorted(manifest.foreign),
        "currency": manifest.currency,
        "figures": dict(manifest.figures),
        "changes": {of: list(lines) for of, lines in manifest.changes.items()},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def of_kinds(manifest: Manifest, kinds: Iterable[PartKind]) -> dict[str, Entry]:
    """The entries of some kinds."""
    wanted = frozenset(kinds)
    return {path: entry for path, entry in manifest.files.items() if entry.kind in wanted}


def _kind(written: str) -> PartKind:
    for kind in get_args(PartKind):
        if written == kind:
            return cast(PartKind, kind)
    return "document"


def _owner(raw: Any) -> Owner:
    found = raw.get("owner", {})
    return Owner(
        str(found.get("company", "")),
        str(found.get("file", "")),
        frozenset(str(place) for place in found.get("places", ())),
    )


def _told(raw: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = raw.get("changes", {})
    return found


def _inside(path: str) -> bool:
    # A manifest may have been edited; a path that leads out of the folder is never ours.
    pure = PurePosixPath(path)
    return bool(path) and not pure.is_absolute() and ".." not in pure.parts and "\\" not in path
