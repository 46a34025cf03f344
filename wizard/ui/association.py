"""Opening project files with a double click: what each system is told, and taking it back.

Belongs here: the content of the files (and, on Windows, of the registry) that tell a system which
program opens `.salesplan`, and writing them for the person who asks, for nobody else on the
machine. Does not belong here: the dialog that asks (`help/association_dialog.py`).
"""

from __future__ import annotations

import os
import plistlib
import struct
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from shutil import which
from typing import Protocol
from xml.sax.saxutils import escape

from wizard import __version__
from wizard.files import PROJECT_SUFFIX, FileRefused, refusal, write_whole
from wizard.paths import resources
from wizard.texts import LANGUAGES, Language, Text, _

MIME = "application/x-salesplan"
PROGID = "SalesWizard.Project"
_NAME, _KIND = _("Мастер отдела продаж"), _("Проект отдела продаж")
_CLASSES = r"Software\Classes"
_BUNDLE = "Sales Wizard.app"
_LSREGISTER = (
    "/System/Library/Frameworks/CoreServices.framework/Frameworks/LaunchServices.framework/Support/"
    "lsregister"
)
_RUNS = 0o755
_PATIENCE = 10.0
# Sizes of the icon files, and what macOS calls each of them.
_LINUX_ICONS = (16, 32, 48, 128, 256)
_ICNS = ((128, b"ic07"), (256, b"ic08"))


class Registry(Protocol):
    """The registry of the person on Windows; a key is a path, the nameless value is its default."""

    def value(self, key: str, name: str) -> str | None: ...
    def write(self, key: str, name: str, value: str) -> None: ...
    def drop_value(self, key: str, name: str) -> None: ...
    def drop_key(self, key: str) -> None: ...


@dataclass(frozen=True)
class Association:
    """What makes a system open project files with this program."""

    files: Mapping[Path, bytes]
    executable: frozenset[Path] = frozenset()
    registry: tuple[tuple[str, str, str], ...] = ()
    after: tuple[tuple[str, ...], ...] = ()
    """Commands that let the system take notice; those that are missing are left out."""
    home: Path = field(default_factory=Path.home)

    @property
    def places(self) -> list[str]:
        """Where something is written, to be told."""
        keys = dict.fromkeys(key for key, _name, _value in self.registry)
        return [str(path) for path in self.files] + [f"HKEY_CURRENT_USER\\{key}" for key in keys]


def association(
    system: str,
    home: Path,
    command: tuple[str, ...],
    environment: Mapping[str, str],
    language: Language,
) -> Association:
    """What a system (as `sys.platform` names it) is told, for a program started by `command`; in
    one `language` where it knows no more than one name."""
    if system == "win32":
        return _windows(home, command, environment, language)
    if system == "darwin":
        return _macos(home, command)
    return _linux(home, command, environment)


def this_association(language: Language) -> Association:
    """What this system is told of this program."""
    return association(sys.platform, Path.home(), start_command(), os.environ, language)


def start_command() -> tuple[str, ...]:
    """How this program is started, wherever one stands."""
    if getattr(sys, "frozen", False):
        return (sys.executable,)
    python = Path(sys.executable)
    silent = python.with_name("pythonw.exe")  # on Windows: without a console beside the window
    return (str(silent if silent.exists() else python), "-m", "wizard")


# Linux: the freedesktop standards


def _linux(home: Path, command: tuple[str, ...], environment: Mapping[str, str]) -> Association:
    named = environment.get("XDG_DATA_HOME", "")
    data = Path(named) if named.startswith("/") else home / ".local" / "share"
    files = {
        data / "mime" / "packages" / "sales-wizard.xml": mime_package().encode(),
        data / "applications" / "sales-wizard.desktop": desktop_entry(command).encode(),
    }
    for size in _LINUX_ICONS:
        folder = data / "icons" / "hicolor" / f"{size}x{size}"
        files[folder / "apps" / "sales-wizard.png"] = _icon(size)
        files[folder / "mimetypes" / f"{MIME.replace('/', '-')}.png"] = _icon(size)
    after = (
        ("update-mime-database", str(data / "mime")),
        ("update-desktop-database", str(data / "applications")),
    )
    return Association(files, after=after, home=home)


def mime_package() -> str:
    """The shared-mime-info file: which names the files have, and what they are called."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="{MIME}">
    <comment>{escape(_said(_KIND, "en"))}</comment>
    <comment xml:lang="ru">{escape(_said(_KIND, "ru"))}</comment>
    <glob pattern="*{PROJECT_SUFFIX}"/>
  </mime-type>
</mime-info>
"""


def desktop_entry(command: tuple[str, ...]) -> str:
    """The desktop entry: how the program is started on a file."""
    started = " ".join(_desktop_word(word) for word in command)
    return f"""[Desktop Entry]
Type=Application
Name={_said(_NAME, "en")}
Name[ru]={_said(_NAME, "ru")}
Exec={started} %f
Icon=sales-wizard
MimeType={MIME};
Categories=Office;
StartupNotify=true
"""


def _desktop_word(word: str) -> str:
    """A word of a command as the standard wants it: quoted, its special characters escaped twice,
    since the file is read as a string first."""
    for special in '\\"`$':
        word = word.replace(special, f"\\{special}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


# Windows: the classes of the person


def _windows(
    home: Path, command: tuple[str, ...], environment: Mapping[str, str], language: Language
) -> Association:
    local = environment.get("LOCALAPPDATA", "")
    folder = (Path(local) if local else home / "AppData" / "Local") / "sales-wizard"
    icon = folder / "salesplan.ico"
    kind = rf"{_CLASSES}\{PROGID}"
    started = f'{subprocess.list2cmdline(command)} "%1"'
    registry = (
        (rf"{_CLASSES}\{PROJECT_SUFFIX}", "", PROGID),
        (rf"{_CLASSES}\{PROJECT_SUFFIX}\OpenWithProgids", PROGID, ""),
        (kind, "", _said(_KIND, language)),
        (rf"{kind}\DefaultIcon", "", str(icon)),
        (rf"{kind}\shell\open\command", "", started),
    )
    return Association({icon: ico((16, 32, 48, 256))}, registry=registry, home=home)


def ico(sizes: tuple[int, ...]) -> bytes:
    """The icon in the format of Windows, with PNG inside."""
    pictures = [_icon(size) for size in sizes]
    at = 6 + 16 * len(sizes)
    entries = b""
    for size, picture in zip(sizes, pictures, strict=True):
        side = size % 256  # a byte: 256 is written as 0
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), at)
        at += len(picture)
    return struct.pack("<HHH", 0, 1, len(sizes)) + entries + b"".join(pictures)


# macOS: a bundle that starts the program


def _macos(home: Path, command: tuple[str, ...]) -> Association:
    bundle = home / "Applications" / _BUNDLE
    script = bundle / "Contents" / "MacOS" / "sales-wizard"
    words = " ".join("'" + word.replace("'", "'\\''") + "'" for word in command)
    files = {
        bundle / "Contents" / "Info.plist": info_plist(),
        script: f'#!/bin/sh\nexec {words} "$@"\n'.encode(),
        bundle / "Contents" / "Resources" / "salesplan.icns": icns(),
        bundle / "Contents" / "Resources" / "ru.lproj" / "InfoPlist.strings": russian_names(),
    }
    after = ((_LSREGISTER, "-f", str(bundle)),)
    return Association(files, executable=frozenset({script}), after=after, home=home)


def info_plist() -> bytes:
    """What the bundle says of itself: the files it owns."""
    kind = "org.saleswizard.project"
    return plistlib.dumps(
        {
            "CFBundleName": _said(_NAME, "en"),
            "CFBundleDevelopmentRegion": "en",
            "CFBundleIdentifier": "org.saleswizard.app",
            "CFBundleVersion": __version__,
            "CFBundleShortVersionString": __version__,
            "CFBundlePackageType": "APPL",
            "CFBundleExecutable": "sales-wizard",
            "CFBundleIconFile": "salesplan",
            "NSHighResolutionCapable": True,
            "CFBundleDocumentTypes": [
                {
                    "CFBundleTypeName": _said(_KIND, "en"),
                    "CFBundleTypeRole": "Editor",
                    "CFBundleTypeIconFile": "salesplan",
                    "LSHandlerRank": "Owner",
                    "LSItemContentTypes": [kind],
                }
            ],
            "UTExportedTypeDeclarations": [
                {
                    "UTTypeIdentifier": kind,
                    "UTTypeDescription": _said(_KIND, "en"),
                    "UTTypeConformsTo": ["public.data", "public.content"],
                    "UTTypeTagSpecification": {
                        "public.filename-extension": [PROJECT_SUFFIX.removeprefix(".")],
                        "public.mime-type": MIME,
                    },
                }
            ],
        }
    )


def russian_names() -> bytes:
    """The names of the bundle for a system that speaks Russian."""
    names = {"CFBundleName": _NAME, _said(_KIND, "en"): _KIND}
    return "".join(f'"{key}" = "{_said(name, "ru")}";\n' for key, name in names.items()).encode()


def icns() -> bytes:
    """The icon in the format of macOS, with PNG inside."""
    entries = b"".join(
        name + struct.pack(">I", len(_icon(size)) + 8) + _icon(size) for size, name in _ICNS
    )
    return b"icns" + struct.pack(">I", len(entries) + 8) + entries


# Writing, and taking back


def associate(told: Association, registry: Registry | None = None) -> None:
    """Tell the system. Raises FileRefused."""
    for path, content in told.files.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
            if path in told.executable:
                path.chmod(_RUNS)
        except OSError as error:
            raise FileRefused(refusal(error, path)) from error
    for key, name, value in told.registry if registry is not None else ():
        assert registry is not None
        registry.write(key, name, value)
    _let_notice(told)


def take_back(told: Association, registry: Registry | None = None) -> None:
    """Untell the system; what somebody else wrote in the same places stays. Raises FileRefused."""
    for path in told.files:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise FileRefused(refusal(error, path)) from error
        _drop_empty(path.parent, told.home)
    if registry is not None and told.registry:
        suffix = rf"{_CLASSES}\{PROJECT_SUFFIX}"
        registry.drop_value(rf"{suffix}\OpenWithProgids", PROGID)
        if registry.value(suffix, "") == PROGID:
            registry.drop_value(suffix, "")
        registry.drop_key(rf"{_CLASSES}\{PROGID}")
    _let_notice(told)


def is_associated(told: Association, registry: Registry | None = None) -> bool:
    """Whether the system has been told all of it, of this very program."""
    if registry is not None and any(
        registry.value(key, name) not in _alike(value) for key, name, value in told.registry
    ):
        return False
    return all(path.is_file() and path.read_bytes() == told.files[path] for path in told.files)


def is_left(told: Association, registry: Registry | None = None) -> bool:
    """Whether the system has been told something of it, be it of a program that was elsewhere."""
    started = rf"{_CLASSES}\{PROGID}\shell\open\command"
    if registry is not None and registry.value(started, "") is not None:
        return True
    return any(path.is_file() for path in told.files)


def _alike(value: str) -> frozenset[str]:
    """What may stand for a value in the registry: a name told in another language is as good."""
    names = frozenset(_said(_KIND, language) for language in LANGUAGES)
    return names if value in names else frozenset({value})


def _let_notice(told: Association) -> None:
    for name, *words in told.after:
        program = which(name)
        if program is not None:
            # The files are what counts; a system that is slow to notice does so at the next start.
            with suppress(OSError, subprocess.SubprocessError):
                subprocess.run([program, *words], check=False, timeout=_PATIENCE,
                               capture_output=True)  # fmt: skip


def _drop_empty(folder: Path, home: Path) -> None:
    """Take away folders that were made for the files alone, up to the one of the person."""
    while folder != home and home in folder.parents:
        try:
            folder.rmdir()
        except FileNotFoundError:
            pass
        except OSError:
            return  # something is left in it
        folder = folder.parent


def _icon(size: int) -> bytes:
    return (resources() / "icons" / f"salesplan-{size}.png").read_bytes()


def _said(text: Text, language: Language) -> str:
    return text.into(language)
