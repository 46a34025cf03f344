"""Work that takes longer than a frame: done off the window's thread, shown if still the newest.

Belongs here: asking, waiting for the hands to rest, dropping what is stale. Does not belong here:
what is worked out, and how it is shown.

A worker never touches an object of the window: the window may be closed, and its objects deleted,
at any moment of the work. A worker leaves what it found at a desk that lives as long as the
program; the desk hands it on in the window's own thread, where it can be seen safely whether there
is still somebody to take it.
"""

from __future__ import annotations

import atexit
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from itertools import count
from queue import SimpleQueue
from typing import Any
from weakref import WeakMethod

from PySide6.QtCore import QEventLoop, QObject, Qt, QThreadPool, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

_REST_MS = 150


def told(method: Callable[..., None]) -> Callable[..., None]:
    """A function that any thread may call: it calls the method in the window's thread, later.

    `method` belongs to a QObject; once that is gone, nothing is called. To be asked for in the
    window's thread.
    """
    return partial(_desk().leave, WeakMethod(method))


def begin(
    work: Callable[[], object], take: Callable[..., None], pool: QThreadPool | None = None
) -> None:
    """Do the work in another thread and give what it found to a method of a QObject.

    A work that fails, fails in the window's thread, where errors of the program are seen.
    """
    desk = _desk()
    number = desk.accept(work)
    pool = pool if pool is not None else QThreadPool.globalInstance()
    pool.start(partial(desk.do, number, WeakMethod(take)))


def meanwhile(work: Callable[[], object]) -> None:
    """Do the work in another thread and wait for it while the window goes on painting; keys and
    clicks wait too. A work that fails is over."""
    _Wait().for_(work)


def is_waiting() -> bool:
    """Whether somebody waits for a work right now: the window may not be closed under it."""
    return _Wait.waiting > 0


class _Wait(QObject):
    waiting = 0

    def __init__(self) -> None:
        super().__init__()
        self._loop = QEventLoop()

    def for_(self, work: Callable[[], object]) -> None:
        def tried() -> None:
            with suppress(Exception):
                work()

        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        _Wait.waiting += 1
        try:
            begin(tried, self._over)
            self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            _Wait.waiting -= 1
            QGuiApplication.restoreOverrideCursor()

    def _over(self, _found: object) -> None:
        self._loop.quit()


@dataclass(frozen=True, slots=True)
class _Failure:
    error: Exception


class _Desk(QObject):
    """Where workers leave what they found until the window's thread takes it."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._found: SimpleQueue[tuple[int, WeakMethod[Any], tuple[object, ...]]] = SimpleQueue()
        # A work may hold objects of the window, and the last to hold one deletes it: so the desk
        # holds the work itself, and lets it go in the window's thread alone.
        self._works: dict[int, Callable[[], object]] = {}
        self._numbers = count(1)
        self.left.connect(self._hand_on, Qt.ConnectionType.QueuedConnection)

    def accept(self, work: Callable[[], object]) -> int:
        number = next(self._numbers)
        self._works[number] = work
        return number

    def do(self, number: int, take: WeakMethod[Any]) -> None:
        try:
            found = self._works[number]()
        except Exception as error:
            found = _Failure(error)
        self._leave(number, take, found)

    def leave(self, take: WeakMethod[Any], *found: object) -> None:
        self._leave(0, take, *found)

    def _leave(self, number: int, take: WeakMethod[Any], *found: object) -> None:
        self._found.put((number, take, found))
        self.left.emit()

    def _hand_on(self) -> None:
        """Called once for each thing left, so that a failure stops only itself."""
        number, reference, found = self._found.get()
        self._works.pop(number, None)
        for part in found:
            if isinstance(part, _Failure):
                raise part.error
        take = reference()
        if take is not None and isValid(take.__self__):
            take(*found)


@cache
def _desk() -> _Desk:
    # At the end of the program what has not begun is dropped, and what has begun is waited for.
    atexit.register(_finish)
    return _Desk()


def _finish() -> None:
    pool = QThreadPool.globalInstance()
    pool.clear()
    pool.waitForDone()


class Later(QObject):
    """One question asked again and again; only the newest answer arrives."""

    found = Signal(object)
    failed = Signal()
    """The work on the newest question broke off: nothing will be found."""

    def __init__(self, parent: QObject, rest_ms: int = _REST_MS) -> None:
        super().__init__(parent)
        self._number = 0
        self._work: Callable[[], object] | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(rest_ms)
        self._rest.timeout.connect(self._start)

    def ask(self, work: Callable[[], object]) -> None:
        """Work something out soon; what is being worked out for an older question is dropped."""
        self._number += 1
        self._work = work
        self._rest.start()

    def ask_now(self, work: Callable[[], object]) -> None:
        """As `ask`, without waiting for the hands to rest: a single press, no typing."""
        self._number += 1
        self._work = work
        self._rest.stop()
        self._start()

    def drop(self) -> None:
        """What is being worked out is not wanted any more."""
        self._number += 1
        self._work = None
        self._rest.stop()

    def _start(self) -> None:
        if self._work is not None:
            work, number = self._work, self._number
            begin(lambda: (number, *_tried(work)), self._take)
            self._work = None

    def _take(self, answer: tuple[int, object, Exception | None]) -> None:
        number, found, failure = answer
        if failure is not None:
            if number == self._number:
                self.failed.emit()
            raise failure
        if number == self._number:
            self.found.emit(found)


class Steady(QObject):
    """A question asked at every edit, worked on at once and one at a time.

    What was asked meanwhile is dropped but for the newest, so answers arrive in the order of the
    edits, the next one while the hands still type.
    """

    found = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._busy = False
        self._next: Callable[[], object] | None = None

    def ask(self, work: Callable[[], object]) -> None:
        """Work something out; after what is being worked out, if anything is."""
        if self._busy:
            self._next = work
        else:
            self._start(work)

    def _start(self, work: Callable[[], object]) -> None:
        self._busy = True
        begin(partial(_tried, work), self._take)

    def _take(self, answer: tuple[object, Exception | None]) -> None:
        found, failure = answer
        self._busy = False
        following, self._next = self._next, None
        if following is not None:
            self._start(following)
        if failure is not None:
            raise failure
        self.found.emit(found)


def _tried(work: Callable[[], object]) -> tuple[object, Exception | None]:
    """What a work found, or why it failed: the asker has to go on after either."""
    try:
        return work(), None
    except Exception as error:
        return None, error
