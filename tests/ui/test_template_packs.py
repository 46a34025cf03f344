"""Template packs in the window: chosen, checked, taken off, exported; the names they may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.documents.packs import HEAD, OWN, made
from wizard.documents.packs.packs import packs_folder
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.documentation import DocumentationPage
from wizard.ui.stages.template_packs import TemplatePacks

WAIT_MS = 20_000


@pytest.fixture(autouse=True)
def _data_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "wizard.documents.packs.packs.packs_folder", lambda: tmp_path / "data" / "packs"
    )


@pytest.fixture
def page(opened: MainWindow) -> DocumentationPage:
    opened.show_page("documentation")
    page = opened.page()
    assert isinstance(page, DocumentationPage)
    return page


def said(packs: TemplatePacks) -> list[str]:
    """The texts of the card that can be seen."""
    QApplication.processEvents()
    card = packs.parent()
    assert isinstance(card, QWidget)
    return [one.text() for one in card.findChildren(QLabel) if one.isVisibleTo(card)]


def added(packs: TemplatePacks, qtbot: QtBot, folder: Path) -> None:
    with qtbot.waitSignal(packs.checked, timeout=WAIT_MS):
        packs.add(folder)


def test_a_pack_that_is_added_is_installed_checked_and_in_the_register(
    page: DocumentationPage, qtbot: QtBot, tmp_path: Path
) -> None:
    added(page.packs, qtbot, made(tmp_path / "pack", {"ru/own.md": OWN}))
    assert [use.name for use in page.session.project.packs] == ["Набор"]
    assert any("Набор «Набор» 1.0" in text for text in said(page.packs))
    assert any("Ошибок нет" in text for text in said(page.packs))
    rows = page.session.project.documentation.documents
    assert "own" in [row.id for row in rows]


def test_a_pack_that_is_added_again_shows_its_new_titles(
    page: DocumentationPage, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = made(tmp_path / "pack", {"ru/own.md": OWN})
    added(page.packs, qtbot, folder)
    made(folder, {"ru/own.md": OWN.replace("Свой документ", "Наш договор поставки")})
    added(page.packs, qtbot, folder)
    model = page.register.table.table_model
    titles = [model.data(model.index(row, 0)) for row in range(len(model.rows))]
    assert "Наш договор поставки" in titles
    assert "Свой документ" not in titles


def test_mistakes_of_a_pack_are_listed_with_file_and_line(
    page: DocumentationPage, qtbot: QtBot, tmp_path: Path
) -> None:
    text = HEAD.format(id="bad", title="Плохой") + "{{ compani.name }}\n{{ 1 | mony }}"
    added(page.packs, qtbot, made(tmp_path / "pack", {"ru/bad.md": text}))
    shown = "\n".join(said(page.packs))
    assert "ru/bad.md, строка 7" in shown
    assert "«company»" in shown
    assert "ru/bad.md, строка 8" in shown


def test_a_pack_is_taken_off_and_undo_brings_it_back(
    page: DocumentationPage, qtbot: QtBot, tmp_path: Path
) -> None:
    added(page.packs, qtbot, made(tmp_path / "pack", {"ru/own.md": OWN}))
    page.packs.take_off("Набор")
    assert page.session.project.packs == ()
    assert not any("Набор «Набор»" in text for text in said(page.packs))
    page.session.undo()
    assert len(page.session.project.packs) == 1


def test_a_pack_that_is_missing_is_told_and_can_be_taken_off(
    page: DocumentationPage, qtbot: QtBot, tmp_path: Path
) -> None:
    added(page.packs, qtbot, made(tmp_path / "pack", {"ru/own.md": OWN}))
    (tmp_path / "data" / "packs" / "Набор.zip").unlink()
    page.packs.refresh()
    assert any("не установлен" in text for text in said(page.packs))
    page.packs.take_off("Набор")
    assert page.session.project.packs == ()


def test_what_is_no_pack_is_refused_and_changes_nothing(
    page: DocumentationPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(
        "wizard.ui.stages.template_packs.tell",
        lambda _window, interface, text: told.append(interface.say(text)),
    )
    (tmp_path / "a.zip").write_bytes(b"no zip")
    page.packs.add(tmp_path / "a.zip")
    assert "не читается" in told[0]
    assert page.session.project.packs == ()
    assert not packs_folder().exists()


def test_the_programs_templates_are_exported(page: DocumentationPage, tmp_path: Path) -> None:
    page.packs.export(tmp_path / "mine")
    assert (tmp_path / "mine" / "pack.json").is_file()
    assert any("Выгружено" in text for text in said(page.packs))


def test_a_name_is_found_by_its_meaning(page: DocumentationPage, qtbot: QtBot) -> None:
    dialog = page.packs.show_names()
    table = dialog.table
    whole = table.rowCount()
    assert whole > 500
    dialog.search.setText("выручка показатели")
    shown = [row for row in range(whole) if not table.isRowHidden(row)]
    items = [table.item(row, 0) for row in shown]
    assert 'figures["goals.revenue"]' in [item.text() for item in items if item is not None]
    assert len(shown) < 60
    dialog.close()
