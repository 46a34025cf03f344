"""The package page: what blocks a build, a build from the window, cancelling, failures."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.finding import button
from tests.ui.test_language import settle
from tests.ui.test_window import answering
from wizard.documents.package import BuildCancelled
from wizard.project.company import OutputLanguage
from wizard.ui.binding.inputs import Check
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.goal_seek import GoalSeek
from wizard.ui.stages.package import PackagePage
from wizard.ui.widgets.figures import headline
from wizard.ui.widgets.pressable import FigureButton
from wizard.ui.widgets.side_panel import FigureStrip, SidePanel

A_BUILD_MS = 60_000


@pytest.fixture
def page(opened: MainWindow, tmp_path: Path) -> PackagePage:
    opened.show_page("package")
    found = opened.page()
    assert isinstance(found, PackagePage)
    set_folder(found, tmp_path / "пакет")
    return found


def set_folder(page: PackagePage, folder: Path) -> None:
    line = page.findChildren(QLineEdit)[0]
    line.setText(str(folder))
    line.setModified(True)
    line.textEdited.emit(line.text())


def texts(page: PackagePage) -> str:
    labels = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels)


def test_a_package_is_built_and_listed(page: PackagePage, qtbot: QtBot, tmp_path: Path) -> None:
    page.start()
    qtbot.waitUntil(lambda: "Пакет готов" in texts(page), timeout=A_BUILD_MS)
    folder = tmp_path / "пакет"
    assert list(folder.glob("*.xlsx"))
    assert list(folder.rglob("*.docx"))
    assert list(folder.rglob("*.pdf"))
    listed = {found.text() for found in page.findChildren(QPushButton)}
    assert any(text.endswith(".pdf") for text in listed)


def test_an_error_blocks_the_build_and_leads_to_its_field(
    opened: MainWindow, page: PackagePage
) -> None:
    opened.session.keep_draft("goals.growth", "много")
    assert not button(page, "Собрать пакет").isEnabled()
    assert "Сначала исправьте" in texts(page)
    page.start()
    assert button(page, "Собрать пакет").isVisible()
    button(page, "Перейти к полю").click()
    assert opened.current == "goals"


def test_a_cancelled_build_leaves_no_package(
    page: PackagePage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.start()
    button(page, "Остановить").click()
    qtbot.waitUntil(lambda: "остановлена" in texts(page), timeout=A_BUILD_MS)
    assert not list(tmp_path.rglob("*.pdf"))


@contextmanager
def answered(button: str) -> Iterator[list[str]]:
    """The text of the next dialog, which is answered with a button."""
    seen: list[str] = []
    answer = answering(button, seen)
    waiting = QTimer()
    waiting.setInterval(20)

    def look() -> None:
        if QApplication.activeModalWidget() is not None:
            waiting.stop()
            answer()

    waiting.timeout.connect(look)
    waiting.start()
    yield seen
    waiting.stop()


def test_a_folder_that_is_a_file_is_refused_with_a_text(
    page: PackagePage, qtbot: QtBot, tmp_path: Path
) -> None:
    file = tmp_path / "занято"
    file.write_text("файл", encoding="utf-8")
    set_folder(page, file)
    with answered("Понятно") as seen:
        page.start()
        qtbot.waitUntil(lambda: bool(seen), timeout=A_BUILD_MS)
    assert "занято» — файл, а пакету нужна папка" in seen[0]
    assert file.read_text(encoding="utf-8") == "файл"


def test_the_folder_of_a_user_who_is_not_there_is_refused_with_a_text(page: PackagePage) -> None:
    set_folder(page, Path("~nouser/пакет"))
    with answered("Понятно") as seen:
        button(page, "Собрать пакет").click()
    assert "~nouser" in seen[0]
    assert button(page, "Собрать пакет").isEnabled()


def test_closing_the_window_stops_a_build(
    opened: MainWindow, page: PackagePage, tmp_path: Path
) -> None:
    page.start()
    assert opened.close()
    assert not list(tmp_path.rglob("*.part"))


def test_nothing_chosen_builds_nothing(page: PackagePage) -> None:
    from wizard.ui.binding.inputs import Check

    for box in page.findChildren(Check):
        box.setChecked(False)
    assert not button(page, "Собрать пакет").isEnabled()


def test_the_client_book_can_be_built_alone(
    page: PackagePage, qtbot: QtBot, tmp_path: Path
) -> None:
    for box in page.findChildren(QCheckBox):
        box.setChecked(box.text() == "Книга для клиента (PDF)")
    page.start()
    qtbot.waitUntil(lambda: "Пакет готов" in texts(page), timeout=A_BUILD_MS)
    made = {path.name for path in (tmp_path / "пакет").iterdir()}
    assert made == {"manifest.json", "Книга для клиента.pdf"}


def test_a_plan_opened_again_is_built_where_its_package_lies(
    opened: MainWindow, tmp_path: Path
) -> None:
    session = opened.session
    session.save_as(tmp_path / "plan.salesplan")
    folder = tmp_path / "elsewhere" / "package"
    session.interface.preferences.remember_package(session.path, folder)
    session.close()
    session.open(tmp_path / "plan.salesplan")
    opened.show_page("package")
    field = opened.page().findChild(QLineEdit)
    assert field is not None
    assert field.text() == str(folder)


def workbook_of(page: PackagePage, qtbot: QtBot, folder: Path | None = None) -> Path:
    """Build the workbook alone; where it lies."""
    if folder is not None:
        set_folder(page, folder)
    for box in page.findChildren(QCheckBox):
        box.setChecked(box.text() == "Книга Excel")
    built = Path(page.findChildren(QLineEdit)[0].text())
    page.start()
    qtbot.waitUntil(lambda: "Пакет готов" in texts(page), timeout=A_BUILD_MS)
    return next(built.glob("*.xlsx"))


def test_a_plan_saved_under_another_name_is_offered_a_folder_of_its_own(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    session = opened.session
    session.save_as(tmp_path / "план 2027.salesplan")
    opened.show_page("package")
    first = opened.page()
    assert isinstance(first, PackagePage)
    book = workbook_of(first, qtbot)
    content = book.read_bytes()
    session.save_as(tmp_path / "план 2028.salesplan")
    session.answer("goals.deals_per_month", 77.0)
    opened.show_page("goals")
    opened.show_page("package")
    page = opened.page()
    assert isinstance(page, PackagePage)
    line = page.findChildren(QLineEdit)[0]
    assert line.text() == f"{book.parent} 2"
    assert "план 2027.salesplan" in texts(page)
    set_folder(page, book.parent)
    with answered("Отмена") as seen:
        page.start()
    assert "план 2027.salesplan" in seen[0]
    assert button(page, "Собрать пакет").isEnabled()
    assert book.read_bytes() == content
    with answered("Собрать поверх") as seen:
        workbook_of(page, qtbot, book.parent)
    assert seen
    assert book.read_bytes() != content


def test_the_report_tells_what_was_taken_away(
    opened: MainWindow, page: PackagePage, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.session.save_as(tmp_path / "план.salesplan")
    book = workbook_of(page, qtbot)
    assert "Убран" not in texts(page)
    opened.session.answer("company.language", OutputLanguage.EN)
    workbook_of(page, qtbot)
    assert not book.exists()
    assert "Убран 1 файл прежней сборки" in texts(page)
    qtbot.waitUntil(lambda: f"«{book.name}»: больше не входит" in texts(page))


def test_beside_the_page_stands_what_the_package_will_hold_whatever_the_scenario(
    opened: MainWindow, page: PackagePage
) -> None:
    session = opened.session
    revenue = headline(session, "goals.revenue")
    session.answer("scenarios.active", session.project.scenarios.scenarios[0].id)
    under = headline(session, "goals.revenue")
    assert under != revenue
    opened.show_page("package")
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for shown in (SidePanel, FigureStrip):
        found = opened.findChildren(shown)[0].findChildren(FigureButton)
        keys = {one.key for one in found if revenue in one.accessibleName()}
        assert keys == {""}  # the explanation would tell the figure of the scenario
        assert not any(under in one.accessibleName() for one in found)
    opened.show_page("goals")
    found = opened.findChildren(SidePanel)[0].findChildren(FigureButton)
    assert any(under in one.accessibleName() for one in found)


def test_what_is_chosen_stays_when_the_window_speaks_another_language(
    opened: MainWindow, tmp_path: Path
) -> None:
    opened.show_page("package")
    page = opened.page()
    ticks = page.findChildren(Check)
    ticks[2].click()
    (folder,) = [one for one in page.findChildren(QLineEdit) if one.isVisible()]
    folder.selectAll()
    QTest.keyClicks(folder, str(tmp_path / "own"))
    opened.show_page("summary")
    seek = opened.page().findChild(GoalSeek)
    assert seek is not None
    QTest.keyClicks(seek.wanted, "1234567")
    opened.interface.set_language("en")
    settle()
    again = opened.page().findChild(GoalSeek)
    assert again is not None
    assert again.wanted.text() == "1,234,567"
    opened.show_page("package")
    (kept,) = [one for one in opened.page().findChildren(QLineEdit) if one.isVisible()]
    assert kept.text() == str(tmp_path / "own")
    assert [one.isChecked() for one in opened.page().findChildren(Check)] == [True, True, False]


def test_a_window_that_leaves_a_build_behind_does_not_wait_for_it(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    begun, may_end, ended = Event(), Event(), Event()

    def slow(*_args: object, **_more: object) -> object:
        begun.set()
        may_end.wait(10)
        ended.set()
        raise BuildCancelled

    monkeypatch.setattr("wizard.documents.package.build_package", slow)
    opened.show_page("package")
    page = opened.page()
    assert isinstance(page, PackagePage)
    page.start()
    qtbot.waitUntil(begun.is_set, timeout=20_000)
    opened.interface.set_language("en")
    settle()
    assert opened.page() is not page
    assert not ended.is_set()
    may_end.set()
    qtbot.waitUntil(ended.is_set, timeout=20_000)
