"""What the program consists of, and under which licences: read from what is installed.

Belongs here: the list of parts and the texts of their licences. Does not belong here: the window
that shows them.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path
from platform import platform

from PySide6.QtCore import qVersion

from wizard import __version__
from wizard.paths import resources
from wizard.texts import Text, Verbatim, _

PROGRAM = "sales-wizard"
_REQUIRED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LICENCE_FILE = re.compile(r"(?i)(licen[cs]e|copying|notice)")
_LONGEST_NAME = 60
_CLASSIFIER = "License :: "


@dataclass(frozen=True, slots=True)
class LicensedPart:
    """A part of the program: what it is, its version, its licence, and where the text lies."""

    name: str
    what: Text | Verbatim
    version: str
    licence: str
    files: tuple[Path, ...] = ()

    def text(self) -> str:
        """The text of the licence; empty where the part brings none."""
        return "\n\n".join(path.read_text("utf-8", "replace").strip() for path in self.files)


def parts() -> list[LicensedPart]:
    """Every part, the largest first, then the Python packages by name."""
    fonts = resources() / "fonts"
    packages = {_key(found.name): _package(found) for found in _installed()}

    def files_of(name: str) -> tuple[Path, ...]:
        found = packages.get(name)
        return found.files if found is not None else ()

    return [
        LicensedPart("Python", _("язык программы"), sys.version.split()[0], "PSF-2.0"),
        LicensedPart("Qt", _("окно"), qVersion(), "LGPL-3.0-only", files_of("pyside6-essentials")),
        LicensedPart(
            "Typst", _("вёрстка PDF"), _version_of("typst"), "Apache-2.0", files_of("typst")
        ),
        LicensedPart("Phosphor Icons", _("значки окна"), "1.3.0", "MIT", files_of("qtawesome")),
        LicensedPart(
            "PT Sans, PT Serif",
            _("шрифты"),
            "",
            _licence_named(fonts / "ParaType-LICENSE.txt"),
            (fonts / "ParaType-LICENSE.txt",),
        ),
        LicensedPart(
            "DejaVu Sans",
            _("шрифт знаков"),
            "",
            "Bitstream Vera",
            (fonts / "DejaVu-LICENSE.txt",),
        ),
        LicensedPart(
            "Noto Emoji",
            _("шрифт значков"),
            "",
            "OFL-1.1",
            (fonts / "NotoEmoji-LICENSE.txt",),
        ),
        *sorted(packages.values(), key=lambda part: part.name.casefold()),
    ]


def as_text() -> str:
    """Version, system and all parts, to be copied into a letter."""
    lines = [f"{PROGRAM} {__version__}", platform(), ""]
    lines += [f"{part.name} {part.version}".rstrip() + f" — {part.licence}" for part in parts()]
    return "\n".join(lines)


def _installed() -> list[Distribution]:
    """The packages that the program needs, and those that they need; all there are where the
    program is not installed as a package itself."""
    try:
        waiting = [distribution(PROGRAM)]
    except PackageNotFoundError:
        return list(distributions())
    found: dict[str, Distribution] = {}
    while waiting:
        for line in waiting.pop().requires or ():
            name = _REQUIRED.match(line)
            if name is None or "extra ==" in line or _key(name.group()) in found:
                continue
            try:
                needed = distribution(name.group())
            except PackageNotFoundError:  # needed on another system alone
                continue
            found[_key(name.group())] = needed
            waiting.append(needed)
    return list(found.values())


def _package(found: Distribution) -> LicensedPart:
    files = tuple(
        path
        for file in found.files or ()
        if _LICENCE_FILE.search(file.name) and file.suffix.lower() in ("", ".txt", ".md", ".rst")
        for path in (Path(str(file.locate())),)
        if path.is_file()
    )
    about = found.metadata["Summary"] or ""
    return LicensedPart(found.name, Verbatim(about), found.version, _licence_of(found), files)


def _licence_of(found: Distribution) -> str:
    metadata = found.metadata
    stated = (metadata["License-Expression"] or metadata["License"] or "").strip()
    if stated and "\n" not in stated and len(stated) <= _LONGEST_NAME:
        return stated
    classified = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or ()
        if line.startswith(_CLASSIFIER)
    ]
    return ", ".join(classified) or stated.partition("\n")[0][:_LONGEST_NAME]


def _licence_named(path: Path) -> str:
    """What a licence file in the form of Debian calls its licence."""
    found = re.search(r"^License: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    return found.group(1).strip() if found else ""


def _version_of(name: str) -> str:
    try:
        return distribution(name).version
    except PackageNotFoundError:
        return ""


def _key(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
