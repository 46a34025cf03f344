"""The window: walking the stages, files, undo from anywhere, languages, what must not be lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.dialogs import menus
from tests.ui.finding import button, line, table, type_into
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.stages.package import PackagePage
from wizard.ui.stages.start import StartPage
from wizard.ui.widgets.side_panel import FigureStrip

STAGES = [name for name, _title in PAGES]


def answering(choice: str, seen: list[str]) -> Callable[[], None]:
    """Press a button of the question that is open, and keep what it asked."""

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.append(box.text())
        button(box, choice).click()

    return answer


def test_the_window_begins_with_presets_to_choose_from(window: MainWindow, qtbot: QtBot) -> None:
    start = window.findChild(StartPage)
    assert start is not None
    presets = [found.property("preset") for found in start.findChildren(QPushButton)]
    assert {"online-service", "digital-agency", "wholesale"} <= set(presets)
    first = next(
        found
        for found in start.findChildren(QPushButton)
        if found.property("preset") == "wholesale"
    )
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    assert window.session.project.preset == "wholesale"
    assert window.current == "company"


def test_next_leads_through_all_pages_and_back_again(opened: MainWindow) -> None:
    walked = [opened.current]
    for _step in STAGES[1:]:
        ways = opened.page().findChildren(QPushButton)
        next(way for way in ways if way.text().startswith("Далее: ")).click()
        walked.append(opened.current)
    assert walked == STAGES
    back = [b for b in opened.page().findChildren(QPushButton) if b.text().startswith("←")]
    back[0].click()
    assert opened.current == "summary"


def test_a_walk_through_all_stages_edits_saves_and_reopens(
    opened: MainWindow, tmp_path: Path
) -> None:
    session = opened.session
    for page, path, text, value in (
        ("company", "company.name", "Lutik", "Lutik"),
        ("goals", "goals.deals_per_month", "200", 200),
        ("costs", "costs.opening_cash", "2 000 000", 2_000_000),
        ("documentation", "documentation.calls.answer_minutes", "10", 10),
        ("motivation", "motivation.pay.head.salary", "95000", 95_000),
        ("hiring", "hiring.roles.head.days_to_hire", "60", 60),
    ):
        opened.show_page(page)
        type_into(line(opened, path), text)
        assert session.value(path) == value
    opened.show_page("structure")
    roles = table(opened, "structure.roles")
    roles.table_model.setData(roles.table_model.index(1, 3), "3")
    opened.show_page("automation")
    tools = table(opened, "automation.tools")
    tools.table_model.setData(tools.table_model.index(0, 0), "CRM-2")
    opened.show_page("summary")
    opened.show_page("package")
    file = tmp_path / "план.salesplan"
    session.save_as(file)
    saved = session.project
    session.close()
    session.open(file)
    assert session.project == saved
    assert session.project.structure.roles[1].minimum == 3
    assert session.project.automation.tools[0].name == "CRM-2"
    assert "Lutik" in opened.windowTitle()
    assert file.name in opened.windowTitle()


def test_going_back_wipes_nothing(opened: MainWindow) -> None:
    opened.show_page("goals")
    type_into(line(opened, "goals.growth"), "12")
    for page in reversed(STAGES):
        opened.show_page(page)
    assert opened.session.value("goals.growth") == 0.12


def test_undo_leads_to_the_page_of_the_change(opened: MainWindow) -> None:
    opened.show_page("goals")
    type_into(line(opened, "goals.growth"), "12")
    opened.show_page("hiring")
    opened.undo_action.trigger()
    assert opened.current == "goals"
    assert line(opened, "goals.growth").text() == "0"
    opened.redo_action.trigger()
    assert line(opened, "goals.growth").text() == "12"


def test_the_bar_names_what_would_be_undone(opened: MainWindow) -> None:
    opened.show_page("goals")
    type_into(line(opened, "goals.growth"), "12")
    assert any("Рост за год" in b.text() for b in opened.findChildren(QPushButton))


def test_a_changed_figure_says_by_how_much(opened: MainWindow) -> None:
    opened.show_page("goals")
    type_into(line(opened, "goals.deals_per_month"), "160")
    changes = [
        label.text()
        for label in opened.findChildren(QLabel)
        if str(label.property("role")).startswith("delta") and label.isVisible()
    ]
    assert "+10" in changes


def test_the_rail_counts_answers(opened: MainWindow) -> None:
    opened.show_page("goals")
    shown = [label.text() for label in opened.findChildren(QLabel)]
    assert any(text.startswith("0 из") for text in shown)
    type_into(line(opened, "goals.growth"), "12")
    QApplication.processEvents()
    shown = [label.text() for label in opened.findChildren(QLabel)]
    assert any(text.startswith("1 из") for text in shown)


def test_unsaved_changes_are_asked_about_before_closing(opened: MainWindow, tmp_path: Path) -> None:
    opened.session.save_as(tmp_path / "план.salesplan")
    opened.show_page("goals")
    type_into(line(opened, "goals.growth"), "12")
    seen: list[str] = []
    QTimer.singleShot(0, answering("Отмена", seen))
    assert not opened.close()
    QTimer.singleShot(0, answering("Сохранить", seen))
    assert opened.close()
    assert len(seen) == 2
    assert "Ромашка" in seen[0]
    opened.session.open(tmp_path / "план.salesplan")
    assert opened.session.value("goals.growth") == 0.12


def test_changes_may_be_thrown_away_on_purpose(opened: MainWindow, tmp_path: Path) -> None:
    file = tmp_path / "план.salesplan"
    opened.session.save_as(file)
    opened.session.answer("goals.growth", 0.5)
    seen: list[str] = []
    QTimer.singleShot(0, answering("Не сохранять", seen))
    opened.close_action.trigger()
    assert seen
    assert not opened.session.is_open
    opened.session.open(file)
    assert opened.session.value("goals.growth") == 0


def test_nothing_is_asked_when_nothing_would_be_lost(opened: MainWindow) -> None:
    assert opened.close()


def test_save_as_adds_the_suffix(
    opened: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "мой план"), "")
    )
    opened.save_action.trigger()
    assert (tmp_path / "мой план.salesplan").is_file()
    assert not opened.session.dirty


def test_the_names_that_are_suggested_every_system_takes(
    opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(*words: object) -> tuple[str, str]:
        asked.append(Path(str(words[2])).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    opened.session.answer("company.name", "nul")
    opened.save_action.trigger()
    assert asked == ["_nul.salesplan"]
    opened.session.answer("company.name", "Отдел/продаж " * 40)
    opened.save_action.trigger()
    assert asked[1].startswith("Отдел продаж Отдел")
    assert len(asked[1].encode()) < 255
    opened.show_page("package")
    page = opened.page()
    assert isinstance(page, PackagePage)
    folders = [one.text() for one in page.findChildren(QLineEdit) if "пакет" in one.text()]
    assert [len(Path(one).name.encode()) < 255 for one in folders] == [True]


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"kind": "other"}', b"\x00" * 100, "не проект".encode("cp1251")]
)
def test_a_foreign_file_is_refused_with_a_clear_text(
    opened: MainWindow, tmp_path: Path, content: bytes
) -> None:
    foreign = tmp_path / "чужой.salesplan"
    foreign.write_bytes(content)
    before = opened.session.project
    seen: list[str] = []
    QTimer.singleShot(0, answering("Понятно", seen))
    opened.files.open_path(foreign)
    assert "чужой.salesplan" in seen[0]
    assert opened.session.project is before


def test_a_file_dropped_on_the_window_is_opened(
    window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    window.session.new("wholesale")
    file = tmp_path / "план.salesplan"
    window.session.save_as(file)
    window.session.close()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(200, 200),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(drop)
    qtbot.waitUntil(lambda: window.session.path == file)
    assert window.current == "goals"


def test_recent_projects_show_which_are_missing(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    session.new("wholesale")
    for name in ("есть", "пропал"):
        session.save_as(tmp_path / f"{name}.salesplan")
    session.close()
    (tmp_path / "пропал.salesplan").unlink()
    session.opened.emit()
    start = window.findChildren(StartPage)[-1]
    assert button(start, "есть").isEnabled()
    assert not button(start, "пропал").isEnabled()
    said = [one.text() for one in start.findChildren(QLabel)]
    assert f"Подсолнух · файла нет на месте: перемещён или удалён · {tmp_path}" in said
    QTest.qWait(0)  # until it is laid out
    places = {button(start, name).mapTo(start, QPoint()).x() for name in ("есть", "пропал")}
    assert len(places) == 1
    button(start, "Убрать из списка").click()
    assert session.interface.preferences.recent[0].path == tmp_path / "есть.salesplan"


def test_recent_projects_of_one_name_are_told_apart_in_the_menu(
    opened: MainWindow, tmp_path: Path
) -> None:
    for place in ("a/план", "b/план", "b/другой"):
        file = tmp_path / f"{place}.salesplan"
        file.parent.mkdir(exist_ok=True)
        opened.session.save_as(file)
    (recent,) = (menu for menu in menus(opened) if menu.title() == "Недавние")
    assert recent.toolTipsVisible()
    assert [action.text() for action in recent.actions()] == [
        "другой.salesplan",
        f"план.salesplan — {tmp_path / 'b'}",
        f"план.salesplan — {tmp_path / 'a'}",
    ]


def test_the_language_changes_at_once_and_the_page_stays(opened: MainWindow) -> None:
    opened.show_page("costs")
    type_into(line(opened, "costs.opening_cash"), "1234567,5")
    opened.language_actions["en"].trigger()
    assert opened.current == "costs"
    assert line(opened, "costs.opening_cash").text() == "1,234,567.5"
    opened.language_actions["ru"].trigger()
    assert line(opened, "costs.opening_cash").text() == "1\u00a0234\u00a0567,5"


def test_what_is_half_typed_survives_a_change_of_language(opened: MainWindow) -> None:
    opened.show_page("goals")
    editor = line(opened, "goals.growth")
    editor.setFocus()
    editor.selectAll()
    QTest.keyClicks(editor, "12abc")
    opened.language_actions["en"].trigger()
    assert line(opened, "goals.growth").text() == "12abc"


def test_another_project_leaves_nothing_of_the_first_on_the_pages(opened: MainWindow) -> None:
    opened.show_page("goals")
    opened.session.new("wholesale")
    opened.show_page("goals")
    shown = table(opened, "goals.products").table_model.rows
    assert shown == opened.session.project.goals.products


def test_every_control_has_a_name_for_screen_readers(opened: MainWindow) -> None:
    nameless: list[tuple[str, str]] = []
    kinds: tuple[type[QWidget], ...] = (
        QLineEdit,
        QPlainTextEdit,
        QComboBox,
        QAbstractButton,
        QAbstractItemView,
    )
    for name in STAGES:
        opened.show_page(name)
        for kind in kinds:
            for widget in opened.page().findChildren(kind):
                inner = (
                    widget.objectName().startswith("qt_")
                    or isinstance(widget, QHeaderView)
                    or widget.window() is not opened
                )
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                if not inner and not widget.accessibleName() and not text:
                    nameless.append((name, type(widget).__name__))
    assert nameless == []


def test_every_widget_of_the_pages_belongs_to_the_window_and_goes_with_it(
    opened: MainWindow,
) -> None:
    def strays() -> list[QWidget]:
        QApplication.processEvents()
        return [one for one in QApplication.topLevelWidgets() if one.parent() is None]

    before = len(strays())
    for name, _title in PAGES:
        opened.show_page(name)
    opened.interface.set_language("en")
    for name, _title in PAGES:
        opened.show_page(name)
    assert len(strays()) <= before


def test_the_start_page_says_the_seven_steps_and_what_comes_of_them(window: MainWindow) -> None:
    texts = [one.text() for one in window.findChildren(QLabel) if one.isVisibleTo(window)]
    for number, (_name, title) in enumerate(PAGES[1:8], 1):
        step = f"{number} {title.into('ru')}".replace(" ", "\u00a0")
        assert any(step in text for text in texts)
    assert {"Книга Excel", "Документы в Word и PDF", "Книга отдела в PDF"} <= set(texts)


def test_the_strip_counts_the_advice_of_its_page_alone(opened: MainWindow) -> None:
    opened.session.answer("motivation.salary_day", 31)
    strip = opened.findChildren(FigureStrip)[0]
    for page, _title in PAGES:
        opened.show_page(page)
        told = [one for one in opened.session.problems if one.stage == page]
        if page in ("summary", "package"):
            told = opened.session.problems
        said = f"Подробности и советы: {len(told)}" if told else "Подробности"
        assert strip.more.text() == said
