"""Work begun ahead: it is waited for, it can be given up at once, and its errors come through."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import CancelledError
from functools import partial
from threading import Barrier, Event, get_ident

import pytest

from wizard.documents.ahead import Ahead
from wizard.documents.placing import BuildCancelled
from wizard.documents.setting.typesetting import Typesetter

SOURCE = '#set page(width: 60mm, height: auto)\n#json("/data.json").text'


@pytest.fixture
def held() -> Iterator[Event]:
    """What a piece of work waits for; let go when the test is over."""
    event = Event()
    yield event
    event.set()


def test_the_work_is_done_on_another_thread_and_its_result_comes_back() -> None:
    def numbered(number: int) -> tuple[int, int]:
        return number, get_ident()

    with Ahead(lambda: False) as ahead:
        waiting = [ahead.begin(partial(numbered, number)) for number in range(9)]
        results = [result() for result in waiting]
    assert [number for number, _thread in results] == list(range(9))
    assert get_ident() not in {thread for _number, thread in results}


def test_a_result_may_be_asked_for_again() -> None:
    with Ahead(lambda: False) as ahead:
        result = ahead.begin(object)
        assert result() is result()


def test_an_error_comes_out_where_the_result_is_asked_for() -> None:
    def work() -> bytes:
        raise ZeroDivisionError("of the work")

    with Ahead(lambda: False) as ahead:
        result = ahead.begin(work)
        with pytest.raises(ZeroDivisionError, match="of the work"):
            result()


def test_a_cancel_does_not_wait_for_the_piece_in_work(held: Event) -> None:
    with Ahead(lambda: True) as ahead:
        result = ahead.begin(held.wait)
        with pytest.raises(BuildCancelled):
            result()
    assert not held.is_set()


def test_leaving_drops_what_was_not_begun(held: Event) -> None:
    done: list[int] = []
    with Ahead(lambda: False) as ahead:
        for _thread in range(8):
            ahead.begin(held.wait)
        result = ahead.begin(partial(done.append, 1))
    held.set()
    with pytest.raises(CancelledError):
        result()
    for thread in threading.enumerate():
        if thread.name.startswith("ahead"):
            thread.join(timeout=60)
    assert done == []


def test_pages_set_at_the_same_time_are_those_set_one_by_one() -> None:
    typesetter = Typesetter()
    together = Barrier(2)
    texts = [f"Страница {number}" for number in range(6)]

    def picture(text: str) -> bytes:
        together.wait(timeout=60)
        return typesetter.compile(SOURCE, {"text": text}, "png")

    with Ahead(lambda: False) as ahead:
        waiting = [ahead.begin(partial(picture, text)) for text in texts]
        pictures = [result() for result in waiting]
    assert pictures == [typesetter.compile(SOURCE, {"text": text}, "png") for text in texts]
    assert len(set(pictures)) == len(texts)
