"""Project files open with a double click: each system is told in its own form, and untold."""

from __future__ import annotations

import plistlib
import shutil
import struct
import xml.etree.ElementTree as ElementTree
from configparser import ConfigParser
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QTimer, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from wizard.app import FileOpener
from wizard.texts import Language, language_of
from wizard.ui.association import (
    Association,
    associate,
    association,
    desktop_entry,
    icns,
    ico,
    info_plist,
    is_associated,
    is_left,
    mime_package,
    russian_names,
    take_back,
)
from wizard.ui.background import is_waiting, meanwhile
from wizard.ui.help.association_dialog import AssociationDialog
from wizard.ui.main_window import MainWindow

COMMAND = ("/opt/мастер $1/python", "-m", "wizard")
PNG = b"\x89PNG"


class Written:
    """A registry in memory."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str] = {}

    def value(self, key: str, name: str) -> str | None:
        return self.values.get((key, name))

    def write(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def drop_value(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)

    def drop_key(self, key: str) -> None:
        below = key + "\\"
        self.values = {
            (at, name): value
            for (at, name), value in self.values.items()
            if at != key and not at.startswith(below)
        }


def told(
    system: str, home: Path, command: tuple[str, ...] = COMMAND, language: Language = "ru"
) -> Association:
    made = association(system, home, command, {}, language)
    # The systems' own tools are not of the test.
    return Association(made.files, made.executable, made.registry, home=made.home)


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_linux_is_told_the_kind_of_file_by_its_name() -> None:
    root = ElementTree.fromstring(mime_package())
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    kind = root.find(f"{space}mime-type")
    assert kind is not None
    assert kind.get("type") == "application/x-salesplan"
    glob = kind.find(f"{space}glob")
    assert glob is not None
    assert glob.get("pattern") == "*.salesplan"


def test_linux_is_told_how_the_program_is_started() -> None:
    reader = ConfigParser(interpolation=None, strict=True)
    reader.optionxform = str  # type: ignore[assignment,method-assign]
    reader.read_string(desktop_entry(COMMAND))
    entry = reader["Desktop Entry"]
    assert entry["Exec"] == '"/opt/мастер \\\\$1/python" "-m" "wizard" %f'
    assert entry["MimeType"] == "application/x-salesplan;"
    assert entry["Name[ru]"] == "Мастер отдела продаж"


def test_a_percent_sign_in_a_path_is_no_code_of_the_desktop_entry() -> None:
    assert 'Exec="/opt/100%%/python" %f' in desktop_entry(("/opt/100%/python",))


def test_linux_keeps_to_the_folder_that_the_person_has_chosen_for_data(tmp_path: Path) -> None:
    chosen = tmp_path / "data"
    made = association("linux", tmp_path / "home", COMMAND, {"XDG_DATA_HOME": str(chosen)}, "ru")
    assert all(chosen in path.parents for path in made.files)


def test_windows_is_told_under_the_classes_of_the_person_alone(tmp_path: Path) -> None:
    made = association(
        "win32", tmp_path, ("C:\\Program Files\\py\\pythonw.exe", "-m", "wizard"), {}, "ru"
    )
    keys = {key: value for key, _name, value in made.registry}
    assert all(key.startswith("Software\\Classes\\") for key in keys)
    assert (
        keys["Software\\Classes\\SalesWizard.Project\\shell\\open\\command"]
        == '"C:\\Program Files\\py\\pythonw.exe" -m wizard "%1"'
    )
    assert ("Software\\Classes\\.salesplan", "", "SalesWizard.Project") in made.registry


def test_macos_gets_a_bundle_that_owns_the_files_and_starts_the_program(tmp_path: Path) -> None:
    made = told("darwin", tmp_path)
    associate(made)
    bundle = tmp_path / "Applications" / "Sales Wizard.app" / "Contents"
    about = plistlib.loads((bundle / "Info.plist").read_bytes())
    kind = about["UTExportedTypeDeclarations"][0]
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == ["salesplan"]
    assert about["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    script = bundle / "MacOS" / about["CFBundleExecutable"]
    assert script.stat().st_mode & 0o111
    assert script.read_text("utf-8").endswith("exec '/opt/мастер $1/python' '-m' 'wizard' \"$@\"\n")
    assert (bundle / "Resources" / f"{about['CFBundleIconFile']}.icns").is_file()


def test_the_icons_of_windows_and_macos_hold_pictures_where_they_say() -> None:
    windows = ico((16, 256))
    _zero, kind, count = struct.unpack_from("<HHH", windows)
    assert (kind, count) == (1, 2)
    for number in range(count):
        length, at = struct.unpack_from("<II", windows, 6 + 16 * number + 8)
        assert windows[at : at + 4] == PNG
        assert at + length <= len(windows)
    mac = icns()
    assert struct.unpack_from(">4sI", mac) == (b"icns", len(mac))
    assert mac[16:20] == PNG


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_what_is_written_can_be_taken_back_without_a_trace(system: str, tmp_path: Path) -> None:
    home, registry = tmp_path / "home", Written()
    home.mkdir()
    made = told(system, home)
    assert not is_associated(made, registry)
    associate(made, registry)
    assert is_associated(made, registry)
    assert files_in(home)
    assert all(str(path) in made.places for path in files_in(home))
    take_back(made, registry)
    assert not is_associated(made, registry)
    assert list(home.iterdir()) == []
    assert registry.values == {}


def test_taking_back_leaves_what_others_have_written(tmp_path: Path) -> None:
    registry = Written()
    made = told("win32", tmp_path)
    associate(made, registry)
    registry.write("Software\\Classes\\.salesplan", "", "Another.Program")
    neighbour = tmp_path / "AppData" / "Local" / "neighbour.txt"
    neighbour.write_text("stays")
    take_back(made, registry)
    assert registry.values == {("Software\\Classes\\.salesplan", ""): "Another.Program"}
    assert files_in(tmp_path) == [neighbour]


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_folders_that_are_gone_hinder_nobody_to_take_back(system: str, tmp_path: Path) -> None:
    made = told(system, tmp_path)
    associate(made)
    for path in made.files:
        shutil.rmtree(path.parent, ignore_errors=True)
    take_back(made)
    assert list(tmp_path.iterdir()) == []


MOVED = ("/elsewhere/python", "-m", "wizard")


@pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
def test_a_program_moved_elsewhere_is_not_taken_for_the_one_that_was_told(
    system: str, tmp_path: Path
) -> None:
    registry = Written()
    assert not is_left(told(system, tmp_path), registry)
    associate(told(system, tmp_path), registry)
    moved = told(system, tmp_path, MOVED)
    assert not is_associated(moved, registry)
    assert is_left(moved, registry)


def test_each_system_names_the_files_in_both_languages(tmp_path: Path) -> None:
    registry = Written()
    for language, name in (("ru", "Проект отдела продаж"), ("en", "Sales department project")):
        made = told("win32", tmp_path, language=language_of(language))
        associate(made, registry)
        assert registry.value("Software\\Classes\\SalesWizard.Project", "") == name
    assert is_associated(told("win32", tmp_path, language="ru"), registry)
    about = plistlib.loads(info_plist())
    assert about["CFBundleName"] == "Sales department wizard"
    strings = russian_names().decode()
    assert '"CFBundleName" = "Мастер отдела продаж";' in strings
    for kind in (
        about["CFBundleDocumentTypes"][0]["CFBundleTypeName"],
        about["UTExportedTypeDeclarations"][0]["UTTypeDescription"],
    ):
        assert f'"{kind}" = "Проект отдела продаж";' in strings


def test_the_dialog_says_what_is_written_and_takes_it_back(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    dialog = AssociationDialog(window.interface, window, told("linux", home), Written())
    qtbot.addWidget(dialog)
    assert dialog.places_title.text() == "Будет записано:"
    assert str(home) in dialog.places.toPlainText()
    assert not dialog.drop.isEnabled()
    dialog.take.click()
    assert dialog.places_title.text() == "Записано:"
    assert "✓" in dialog.state.text()
    dialog.drop.click()
    assert files_in(home) == []
    assert not dialog.drop.isEnabled()


def test_the_dialog_of_a_program_that_was_moved_offers_both_ways(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    associate(told("linux", tmp_path))
    moved = told("linux", tmp_path, MOVED)
    dialog = AssociationDialog(window.interface, window, moved, Written())
    qtbot.addWidget(dialog)
    assert "стояла в другом месте" in dialog.state.text()
    assert dialog.places_title.text() == "Записано:"
    dialog.take.click()
    assert "✓" in dialog.state.text()
    associate(told("linux", tmp_path))
    dialog.drop.click()
    assert files_in(tmp_path / ".local") == []


def test_a_file_that_macos_hands_over_is_opened(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    opened: list[Path] = []
    opener = FileOpener(opened.append)
    qapp.installEventFilter(opener)
    file = tmp_path / "план.salesplan"
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(file))))
    qtbot.waitUntil(lambda: opened == [file])
    qapp.removeEventFilter(opener)


def test_a_file_waits_until_a_lengthy_change_is_done(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    opened: list[bool] = []
    opener = FileOpener(lambda _path: opened.append(is_waiting()))
    event = QFileOpenEvent(QUrl.fromLocalFile(str(tmp_path / "план.salesplan")))
    tried = Event()
    QTimer.singleShot(0, lambda: opener.eventFilter(qapp, event))
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, tried.set))  # after the opener has tried
    meanwhile(tried.wait)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened == [False]
