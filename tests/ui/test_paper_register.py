"""The register of documents in the window: reasons, and a look at each document."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QThreadPool
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from wizard.documents import preview
from wizard.documents.catalogue import catalogue
from wizard.documents.packs.packs import packs_stamp
from wizard.documents.setting.layout import Document
from wizard.documents.setting.pdf import page_pictures
from wizard.project.documentation import DocumentChoice, Wanted
from wizard.project.project import Project
from wizard.ui.main_window import MainWindow
from wizard.ui.stages import paper_register
from wizard.ui.stages.documentation import DocumentationPage
from wizard.ui.stages.paper_groups import ALL, ATTENTION
from wizard.ui.stages.paper_register import PaperRegister
from wizard.ui.steps import undo_text

WAIT_MS = 10_000
CHOICES = "documentation.documents"


@pytest.fixture
def register(opened: MainWindow, qtbot: QtBot) -> PaperRegister:
    opened.show_page("documentation")
    page = opened.page()
    assert isinstance(page, DocumentationPage)
    qtbot.waitUntil(lambda: state(page.register, "pay") != "—", timeout=WAIT_MS)
    return page.register


def row_of(register: PaperRegister, document: str) -> int:
    return [row.id for row in register.table.table_model.rows].index(document)


def state(register: PaperRegister, document: str) -> str:
    model = register.table.table_model
    return str(model.data(model.index(row_of(register, document), 1)))


def tip(register: PaperRegister, document: str) -> str:
    model = register.table.table_model
    index = model.index(row_of(register, document), 0)
    return str(model.data(index, Qt.ItemDataRole.ToolTipRole))


def said(register: PaperRegister) -> str:
    return "\n".join(label.text() for label in register.preview.findChildren(QLabel))


def look(register: PaperRegister, qtbot: QtBot, document: str) -> None:
    with qtbot.waitSignal(register.preview.shown, timeout=WAIT_MS):
        register.open(document)


def test_every_document_has_a_row_and_a_project_is_not_changed_by_it(
    opened: MainWindow, register: PaperRegister
) -> None:
    rows = [row.id for row in register.table.table_model.rows]
    assert rows == [template.id for template in catalogue("ru")]
    assert not opened.session.dirty
    assert opened.session.next_undo is None


def test_a_row_without_a_template_stays_and_says_so(
    opened: MainWindow, register: PaperRegister
) -> None:
    session = opened.session
    choices = (*session.project.documentation.documents, DocumentChoice(id="own", number="9"))
    session.answer(CHOICES, choices)
    assert [row.id for row in register.table.table_model.rows][-1] == "own"
    assert "Шаблона с таким именем нет" in tip(register, "own")


def test_the_reason_follows_the_answers(
    opened: MainWindow, register: PaperRegister, qtbot: QtBot
) -> None:
    assert state(register, "pay") == "есть"
    assert tip(register, "pay").startswith("Нужен: без него премию")
    opened.session.answer(f"{CHOICES}.pay.wanted", Wanted.NO)
    qtbot.waitUntil(lambda: state(register, "pay") == "нет, хотя нужен", timeout=WAIT_MS)
    assert "по вашему решению не делается" in tip(register, "pay")
    opened.session.answer("structure.responsibility", ())
    qtbot.waitUntil(lambda: state(register, "responsibility") == "не нужен", timeout=WAIT_MS)


def test_a_document_made_for_roles_counts_its_papers(register: PaperRegister) -> None:
    assert state(register, "job-description") == "3 документа"


def test_enter_on_a_title_opens_the_preview(register: PaperRegister, qtbot: QtBot) -> None:
    table = register.table
    table.setCurrentIndex(table.table_model.index(row_of(register, "department"), 0))
    with qtbot.waitSignal(register.preview.shown, timeout=WAIT_MS):
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert register.preview.isVisible()
    assert not register.preview.sheet.is_empty
    assert register.preview.place.text().startswith("Страница 1 из ")


def test_the_first_page_is_there_before_the_others(
    register: PaperRegister, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()

    def slow(document: Document) -> tuple[bytes, ...]:
        may_go_on.wait(WAIT_MS / 1000)
        return page_pictures(document)

    monkeypatch.setattr("wizard.documents.preview.page_pictures", slow)
    look = register.preview
    register.open("department")
    qtbot.waitUntil(lambda: not look.sheet.is_empty, timeout=WAIT_MS)
    assert look.place.text() == "Страница 1 из …"
    assert not look.on.isEnabled()
    assert not look.printing.isEnabled()
    with qtbot.waitSignal(look.shown, timeout=WAIT_MS):
        may_go_on.set()
    assert look.place.text().removeprefix("Страница 1 из ").isdigit()
    assert look.on.isEnabled()
    assert look.printing.isEnabled()


def test_pages_are_turned_within_the_document(register: PaperRegister, qtbot: QtBot) -> None:
    look(register, qtbot, "staffing")
    preview = register.preview
    assert not preview.back.isEnabled()
    look(register, qtbot, "department")
    first = preview.place.text()
    QTest.keyClick(preview.sheet, Qt.Key.Key_PageDown)
    assert preview.place.text() != first
    preview.turn(100)
    assert not preview.on.isEnabled()
    preview.turn(-100)
    assert preview.place.text() == first


def test_an_open_preview_follows_the_answers_and_the_cursor(
    opened: MainWindow, register: PaperRegister, qtbot: QtBot
) -> None:
    look(register, qtbot, "sales-plan")
    title = register.preview.sheet.accessibleName()
    with qtbot.waitSignal(register.preview.shown, timeout=WAIT_MS):
        opened.session.answer(
            "company.start", opened.session.project.company.start.replace(month=3)
        )
    assert register.preview.sheet.accessibleName() != title
    table = register.table
    with qtbot.waitSignal(register.preview.shown, timeout=WAIT_MS):
        table.setCurrentIndex(table.table_model.index(row_of(register, "budget"), 0))
    assert "Бюджет" in register.preview.sheet.accessibleName()


def test_a_document_that_is_left_out_can_be_looked_at(
    opened: MainWindow, register: PaperRegister, qtbot: QtBot
) -> None:
    opened.session.answer(f"{CHOICES}.budget.wanted", Wanted.NO)
    look(register, qtbot, "budget")
    assert not register.preview.sheet.is_empty


def test_a_document_is_saved_alone_in_both_formats(
    opened: MainWindow,
    register: PaperRegister,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look(register, qtbot, "staffing")
    for name, press in (("s.docx", register.preview.word), ("s.pdf", register.preview.pdf)):
        target = tmp_path / name
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_asked, to=target: (str(to), "")
        )
        press.click()
        assert f"Сохраняю «{name}»…" in said(register)
        assert not press.isEnabled()
        qtbot.waitUntil(press.isEnabled, timeout=WAIT_MS)
        assert "Сохраняю" not in said(register)
        assert target.read_bytes()[:2] in (b"PK", b"%P")
    assert not opened.session.dirty


def test_nothing_is_made_before_the_file_is_asked_for(
    register: PaperRegister, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(register, qtbot, "staffing")
    asked: list[str] = []

    def ask(*words: object) -> tuple[str, str]:
        asked.append(Path(str(words[2])).name)
        return "", ""

    def make(*_any: object) -> bytes:
        raise AssertionError("nobody wants it")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(preview, "paper_file", make)
    register.preview.pdf.click()
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    assert asked == ["Выписка из штатного расписания.pdf"]
    assert register.preview.pdf.isEnabled()


def test_a_document_that_cannot_be_written_is_told_and_can_be_saved_again(
    register: PaperRegister, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(register, qtbot, "staffing")
    target = tmp_path / "нет такой папки" / "s.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    told: list[str] = []
    monkeypatch.setattr(
        "wizard.ui.stages.paper_preview.tell",
        lambda _window, interface, text: told.append(interface.say(text)),
    )
    register.preview.pdf.click()
    qtbot.waitUntil(register.preview.pdf.isEnabled, timeout=WAIT_MS)
    assert len(told) == 1
    assert "s.pdf" in told[0]


def test_the_templates_are_looked_up_once_an_edit(
    opened: MainWindow, register: PaperRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Project] = []

    def stamp(project: Project) -> tuple[object, ...]:
        looked.append(project)
        return packs_stamp(project)

    monkeypatch.setattr(paper_register, "packs_stamp", stamp)
    opened.session.answer("documentation.calls.answer_minutes", 17)
    QApplication.processEvents()
    assert len(looked) == 1


def test_opening_brings_the_preview_before_the_eyes_and_closing_the_row(
    opened: MainWindow, register: PaperRegister, qtbot: QtBot
) -> None:
    table, page = register.table, opened.page()
    table.setCurrentIndex(table.table_model.index(row_of(register, "sales-plan"), 0))
    look(register, qtbot, "sales-plan")
    qtbot.waitUntil(lambda: not register.preview.visibleRegion().isEmpty(), timeout=WAIT_MS)
    below = page.verticalScrollBar().value()
    assert below > 0
    register.preview.close_paper()
    qtbot.waitUntil(lambda: page.verticalScrollBar().value() < below, timeout=WAIT_MS)
    assert not register.preview.isVisible()
    assert table.hasFocus()


def test_escape_closes_the_preview_and_returns_to_the_row(
    opened: MainWindow, register: PaperRegister, qtbot: QtBot
) -> None:
    register.table.setCurrentIndex(register.table.table_model.index(row_of(register, "pay"), 0))
    look(register, qtbot, "pay")
    qtbot.waitUntil(register.preview.sheet.hasFocus, timeout=WAIT_MS)
    QTest.keyClick(register.preview.sheet, Qt.Key.Key_Escape)
    assert not register.preview.isVisible()
    assert register.table.hasFocus()
    assert register.table.currentIndex().row() == row_of(register, "pay")
    look(register, qtbot, "pay")
    register.preview.pdf.setFocus()
    QTest.keyClick(register.preview.pdf, Qt.Key.Key_Escape)
    assert not register.preview.isVisible()


def test_only_the_document_asked_for_last_is_shown(register: PaperRegister, qtbot: QtBot) -> None:
    shown: list[str] = []
    register.preview.shown.connect(lambda: shown.append(register.preview.sheet.accessibleName()))
    for document in ("pay", "sales-plan", "staffing"):
        register.open(document)
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT_MS)
    qtbot.wait(300)
    assert [name.partition(".")[0] for name in shown] == [
        "Выписка из штатного расписания отдела продаж"
    ]


def test_a_refused_text_is_told_in_place_of_the_pages(
    opened: MainWindow, register: PaperRegister, qtbot: QtBot
) -> None:
    opened.session.answer("motivation.leaving", "Штраф 500 рублей за опоздание")
    look(register, qtbot, "pay")
    assert not register.preview.sheet.isVisible()
    assert not register.preview.pdf.isVisible()
    assert "штрафовать работника нельзя" in said(register)
    with qtbot.waitSignal(register.preview.shown, timeout=WAIT_MS):
        opened.session.undo()
    assert register.preview.sheet.isVisible()


# Groups


def seen(register: PaperRegister) -> list[str]:
    table = register.table
    rows = table.table_model.rows
    return [row.id for number, row in enumerate(rows) if not table.isRowHidden(number)]


def in_group(group: str) -> list[str]:
    return [template.id for template in catalogue("ru") if template.group == group]


def test_the_register_shows_one_group_at_a_time(register: PaperRegister) -> None:
    assert seen(register) == in_group("A")
    for group in "BCDEFG":
        register.groups.tabs[group].click()
        assert seen(register) == in_group(group)
        assert register.groups.tabs[group].text().endswith(f": {len(in_group(group))}")
        assert register.table.verticalScrollBar().maximum() == 0
    register.groups.tabs[ALL].click()
    assert seen(register) == [template.id for template in catalogue("ru")]
    assert register.groups.tabs[ATTENTION].isHidden()


def test_what_needs_attention_is_shown_first_and_does_not_vanish_when_put_in_order(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.show_page("documentation")
    opened.session.answer(f"{CHOICES}.discounts.wanted", Wanted.NO)
    opened.show_page("goals")
    opened.interface.set_language("en")
    opened.show_page("documentation")
    page = opened.page()
    assert isinstance(page, DocumentationPage)
    register = page.register
    qtbot.waitUntil(lambda: seen(register) == ["discounts"], timeout=WAIT_MS)
    assert register.groups.tabs[ATTENTION].text() == "Need attention: 1"
    opened.session.answer(f"{CHOICES}.discounts.wanted", Wanted.AUTO)
    qtbot.waitUntil(lambda: state(register, "discounts") != "left out", timeout=WAIT_MS)
    assert seen(register) == ["discounts"]


def test_a_link_to_a_document_shows_its_group(opened: MainWindow, register: PaperRegister) -> None:
    opened.reveal(f"{CHOICES}.nps.wanted")
    assert register.groups.group == "F"
    assert seen(register) == in_group("F")
    assert register.table.currentIndex().row() == row_of(register, "nps")


def test_tab_goes_on_in_the_next_group(register: PaperRegister) -> None:
    model = register.table.table_model
    last = row_of(register, in_group("A")[-1])
    register.table.setFocus()
    register.table.setCurrentIndex(model.index(last, model.columnCount() - 1))
    QTest.keyClick(register.table, Qt.Key.Key_Tab)
    assert register.groups.group == "B"
    assert register.table.currentIndex().row() == last + 1


def test_what_can_be_undone_names_the_document(opened: MainWindow, register: PaperRegister) -> None:
    model = register.table.table_model
    index = model.index(row_of(register, "sales-plan"), 5)
    model.setData(index, "77-П")
    undo = undo_text(opened.session)
    assert undo is not None
    assert opened.session.say(undo).startswith("План продаж → Номер: ")
