"""What is not shown any more is let go: hours of work leave nothing behind in the memory."""

from __future__ import annotations

import ctypes
import gc
import sys
from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, QThreadPool
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.benchmarks.window_use import held
from wizard.documents.setting.typesetting import Typesetter
from wizard.texts import LANGUAGES
from wizard.ui import memory
from wizard.ui.main_window import MainWindow
from wizard.ui.memory import give_back
from wizard.ui.stages import paper_preview
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.stages.paper_preview import PaperPreview
from wizard.ui.widgets.scenario_choice import ScenarioChoice


def settle() -> None:
    QTest.qWait(300)
    QThreadPool.globalInstance().waitForDone()
    for _turn in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def objects() -> Counter[str]:
    """How many objects of the window there are, by class; those that Qt has deleted count, too."""
    settle()
    gc.collect()
    found = (one for one in gc.get_objects() if isinstance(one, QObject))
    return Counter(
        type(one).__name__
        for one in found
        if isinstance(one, QWidget | QAction) or not isValid(one)
    )


def walk(window: MainWindow) -> None:
    for name, _title in PAGES:
        window.show_page(name)


def test_a_window_in_another_language_lets_the_first_one_go(opened: MainWindow) -> None:
    for language in LANGUAGES:  # what is made once for a language is made
        opened.interface.set_language(language)
        walk(opened)
    before = objects()
    for language in LANGUAGES * 2:
        opened.interface.set_language(language)
        walk(opened)
    after = objects()
    assert after - before == Counter()


def test_a_preview_holds_no_more_than_the_page_that_it_shows(
    opened: MainWindow, qtbot: QtBot
) -> None:
    opened.show_page("documentation")
    preview = opened.page().findChild(PaperPreview)
    assert preview is not None
    for paper in opened.session.project.documentation.documents[:4]:
        with qtbot.waitSignal(preview.shown, timeout=20_000):
            preview.open_paper(paper.id)
        settle()
        assert len(preview.findChildren(QSvgRenderer)) == 1


def test_the_list_of_scenarios_holds_what_it_offers_and_no_more(opened: MainWindow) -> None:
    choice = opened.findChild(ScenarioChoice)
    assert choice is not None
    for _time in range(3):
        choice.fill()
        settle()
        (group,) = choice.choices.findChildren(QActionGroup)
        assert len(group.actions()) == len(opened.session.project.scenarios.scenarios) + 1


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_trim"),
    reason="elsewhere than under glibc the allocator does it by itself",
)
def test_what_a_build_freed_is_given_back_to_the_system() -> None:
    blocks = [bytes(2000 + number % 7) for number in range(60_000)]
    kept = blocks[::60]  # a few that stay keep all the rest from being given back
    full = held()
    del blocks
    gc.collect()
    give_back()
    assert full - held() > 60_000_000
    assert len(kept) == 1000


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read as Linux tells it")
def test_the_typesetter_forgets_what_it_kept_of_many_pages() -> None:
    setter = Typesetter()
    source = '#set page(height: 8cm)\n#for line in json("/data.json").lines [#line \\ ]'
    for number in range(3):
        lines = [f"{number} {line} слово " * 9 for line in range(4000)]
        setter.compile(source, {"lines": lines}, "pdf")
    full = held()
    setter.forget()
    give_back()
    assert held() < full - 30_000_000


def test_what_edits_dropped_pages_and_a_closed_preview_used_is_given_back(
    opened: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[str] = []
    monkeypatch.setattr(memory, "give_back", lambda: given.append("window"))
    monkeypatch.setattr(paper_preview, "give_back", lambda: given.append("preview"))
    opened.session.answer("goals.deals_per_month", 200)
    opened.session.answer("goals.deals_per_month", 210)  # once for both
    qtbot.waitUntil(lambda: given == ["window"], timeout=20_000)
    opened.interface.set_language("en")
    qtbot.waitUntil(lambda: given == ["window"] * 2, timeout=20_000)
    opened.show_page("documentation")
    preview = opened.page().findChild(PaperPreview)
    assert preview is not None
    with qtbot.waitSignal(preview.shown, timeout=20_000):
        preview.open_paper("sales-plan")
    preview.close_paper()
    preview.close_paper()  # there is nothing left to give
    qtbot.waitUntil(lambda: given == ["window"] * 2 + ["preview"], timeout=20_000)
