"""Work beside the window: it never harms a window that goes away meanwhile, and fails in sight."""

from __future__ import annotations

import gc
from functools import partial
from threading import Event, current_thread, main_thread

from PySide6.QtCore import QEvent, QObject, QThreadPool
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from wizard.ui.background import Later, begin, told
from wizard.ui.session import Session
from wizard.ui.widgets.drawing import Drawing


class Taker(QWidget):
    """Somebody who waits for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.taken: list[object] = []

    def take(self, found: object) -> None:
        assert current_thread() is main_thread()
        self.taken.append(found)


def settle() -> None:
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()


def delete(widget: QObject) -> None:
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_an_answer_arrives_in_the_windows_thread(qapp: QApplication, qtbot: QtBot) -> None:
    taker = Taker()
    qtbot.addWidget(taker)
    begin(lambda: current_thread() is main_thread(), taker.take)
    settle()
    assert taker.taken == [False]


def test_whoever_is_gone_is_not_told(qapp: QApplication) -> None:
    taker, go = Taker(), Event()
    taken = taker.taken
    begin(go.wait, taker.take)
    tell = told(taker.take)
    delete(taker)
    go.set()
    tell("late")
    settle()
    assert taken == []


def test_work_that_fails_fails_where_errors_are_seen(qtbot: QtBot) -> None:
    taker = Taker()
    qtbot.addWidget(taker)

    def fail() -> object:
        raise ArithmeticError("no such month")

    with qtbot.captureExceptions() as seen:
        begin(fail, taker.take)
        begin(lambda: "next", taker.take)
        settle()
    assert [str(error) for _kind, error, _trace in seen] == ["no such month"]
    assert taker.taken == ["next"]


def test_an_object_of_the_window_held_by_work_dies_in_the_windows_thread(
    qapp: QApplication, qtbot: QtBot
) -> None:
    taker = Taker()
    qtbot.addWidget(taker)
    died_in: list[object] = []

    class Held:
        def __del__(self) -> None:
            died_in.append(current_thread())

    def start() -> None:
        held = Held()
        begin(lambda: str(held), taker.take)

    for _time in range(50):
        start()
    settle()
    gc.collect()
    assert died_in == [main_thread()] * 50


def test_only_the_newest_question_is_answered(qapp: QApplication, qtbot: QtBot) -> None:
    taker = Taker()
    qtbot.addWidget(taker)
    later = Later(taker)
    later.found.connect(taker.take)
    for number in range(20):
        later.ask_now(partial(int, number))
    settle()
    later.ask_now(lambda: "unwanted")
    later.drop()
    settle()
    assert taker.taken == [19]


def test_a_question_whose_work_breaks_off_is_answered_too(qtbot: QtBot) -> None:
    taker = Taker()
    qtbot.addWidget(taker)
    later = Later(taker)
    later.found.connect(taker.take)
    later.failed.connect(lambda: taker.take("failed"))

    def fail() -> object:
        raise ArithmeticError("no such month")

    with qtbot.captureExceptions() as seen:
        later.ask_now(fail)
        later.ask_now(fail)
        settle()
    assert taker.taken == ["failed"]  # once: nobody waits for the older question
    assert [str(error) for _kind, error, _trace in seen] == ["no such month"] * 2


def test_windows_that_close_while_they_draw_do_no_harm(session: Session, qtbot: QtBot) -> None:
    for turn in range(6):
        drawings = [Drawing(session) for _one in range(12)]
        for drawing in drawings:
            drawing.choose("funnel")
            drawing.refresh()
        qtbot.wait(95 + turn * 5)  # some have begun, some have not, some are done
        for drawing in drawings:
            delete(drawing)
        for _one in range(100):
            later = Later(gone := Taker())
            later.ask_now(partial(getattr, gone, "taken"))
            delete(gone)
    settle()
