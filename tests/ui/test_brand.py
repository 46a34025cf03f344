"""Choosing a brand in the window: what is taken, what is refused, what reaches the project."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.test_window import answering
from wizard.documents.word.letterhead import base_of, own_letterhead
from wizard.project.company import Consultant, ConsultantPlace
from wizard.storage.consultant import read_consultant
from wizard.ui.consultant_dialog import ConsultantDialog
from wizard.ui.main_window import MainWindow
from wizard.ui.pictures import picture_from
from wizard.ui.widgets.brand import ColourChoice, LetterheadChoice, PictureChoice, contrast_to_white
from wizard.ui.widgets.brand_field import BrandField
from wizard.ui.widgets.consultant import ConsultantField

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="80">'
    '<rect width="99" height="9"/></svg>'
)


@pytest.fixture
def window(opened: MainWindow) -> MainWindow:
    opened.show_page("company")
    return opened


@contextmanager
def told_and_closed() -> Iterator[list[str]]:
    """What the message said that opens inside."""
    told: list[str] = []
    QTimer.singleShot(0, answering("Понятно", told))
    yield told
    assert told


def choice_of(window: MainWindow, path: str) -> PictureChoice | ColourChoice | LetterheadChoice:
    fields = window.page().findChildren(BrandField)
    return next(field.choice for field in fields if field.path == path)


def picture(folder: Path, name: str, width: int = 40) -> Path:
    image = QImage(width, 20, QImage.Format.Format_RGB32)
    image.fill(0xFF8844)
    image.save(str(folder / name))
    return folder / name


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg", "logo.svg"])
def test_a_picture_of_each_kind_becomes_the_logo(
    window: MainWindow, tmp_path: Path, name: str
) -> None:
    if name.endswith("svg"):
        (tmp_path / name).write_text(SVG, encoding="utf-8")
    else:
        picture(tmp_path, name)
    choice = choice_of(window, "company.logo")
    assert isinstance(choice, PictureChoice)
    choice.take(tmp_path / name)
    entry = window.session.project.company.logo
    assert base64.b64decode(entry).startswith(b"\x89PNG")
    window.undo()
    assert window.session.project.company.logo == ""


def test_a_large_picture_is_made_smaller(tmp_path: Path) -> None:
    entry = base64.b64decode(picture_from(picture(tmp_path, "wide.png", 4000)))
    assert QImage.fromData(entry).width() == 1200


def test_a_file_that_is_no_picture_is_refused_in_words(window: MainWindow, tmp_path: Path) -> None:
    choice = choice_of(window, "company.logo")
    assert isinstance(choice, PictureChoice)
    contents = (b"", b"text", b"\x89PNG\r\n\x1a\n cut", b"<svg", b"<!ENTITY a 'b'><svg></svg>")
    for number, content in enumerate(contents):
        file = tmp_path / f"{number}.png"
        file.write_bytes(content)
        with told_and_closed() as told:
            choice.take(file)
        assert "не картинка" in told[0]
    with told_and_closed():
        choice.take(tmp_path / "gone.png")
    assert window.session.project.company.logo == ""


def test_a_pale_colour_is_warned_of(window: MainWindow) -> None:
    choice = choice_of(window, "company.brand_color")

    def texts() -> str:
        return "".join(label.text() for label in choice.findChildren(QLabel))

    window.session.answer("company.brand_color", "#FFF2A8")
    assert "Бледный" in texts()
    window.session.answer("company.brand_color", "#1A7F5A")
    assert "Бледный" not in texts()


def test_contrast_goes_from_one_to_twenty_one() -> None:
    assert contrast_to_white("#FFFFFF") == pytest.approx(1.0)
    assert contrast_to_white("#000000") == pytest.approx(21.0)


def test_a_letterhead_is_exported_changed_and_taken(window: MainWindow, tmp_path: Path) -> None:
    choice = choice_of(window, "company.letterhead")
    assert isinstance(choice, LetterheadChoice)
    choice.write_own(tmp_path / "Бланк.docx")
    choice.take(tmp_path / "Бланк.docx")
    entry = window.session.project.company.letterhead
    assert base_of(base64.b64decode(entry)).content == own_letterhead()
    assert "свой бланк" in choice.state.text()


def test_an_unfit_letterhead_is_refused_in_words(window: MainWindow, tmp_path: Path) -> None:
    choice = choice_of(window, "company.letterhead")
    assert isinstance(choice, LetterheadChoice)
    (tmp_path / "a.docx").write_bytes(b"text")
    with told_and_closed() as told:
        choice.take(tmp_path / "a.docx")
    assert "не открывается" in told[0]
    assert window.session.project.company.letterhead == ""


def test_the_consultants_brand_is_kept_in_the_settings_and_copied_into_the_project(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = ConsultantDialog(window.interface, window)
    qtbot.addWidget(dialog)
    dialog.name.setText("Бюро")
    dialog.contacts.setPlainText("+7\nb.ru")
    dialog.colour.chosen.emit("#8E44AD")
    dialog.logo.take(picture(tmp_path, "logo.png"))
    dialog.keep()
    place = window.interface.preferences.consultant_file
    own = read_consultant(place)
    assert (own.name, own.color, own.contacts) == ("Бюро", "#8E44AD", "+7\nb.ru")
    assert window.session.project.company.consultant == Consultant()
    window.session.answer("company.consultant.place", ConsultantPlace.BOOK)
    field = window.page().findChildren(ConsultantField)[0]
    assert "ещё не взят" in "".join(label.text() for label in field.findChildren(QLabel))
    field.take_over()
    taken = window.session.project.company.consultant
    assert taken == own.model_copy(update={"place": ConsultantPlace.BOOK})
    place.unlink()
    assert window.session.project.company.consultant == taken
    window.undo()
    assert window.session.project.company.consultant.name == ""


def test_a_damaged_brand_is_told_and_can_be_filled_in_anew(
    window: MainWindow, qtbot: QtBot
) -> None:
    place = window.interface.preferences.consultant_file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(b"{")
    with told_and_closed() as told:
        dialog = ConsultantDialog(window.interface, window)
    qtbot.addWidget(dialog)
    assert "повреждён" in told[0]
    dialog.name.setText("Бюро")
    dialog.keep()
    assert read_consultant(place).name == "Бюро"


def test_the_menu_leads_to_the_consultants_brand(window: MainWindow) -> None:
    assert "Бренд консультанта" in window.consultant_action.text()
    texts = [button.text() for button in window.page().findChildren(QPushButton)]
    assert "Бренд консультанта…" in texts
