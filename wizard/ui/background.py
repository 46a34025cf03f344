"""Work that takes longer than a frame: done off the window's thread, shown if still the newest.

Belongs here: asking, waiting for the hands to rest, dropping what is stale. Does not belong here:
what is worked out, and how it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QRunnable, QThreadPool, QTimer, Signal
from shiboken6 import isValid

_REST_MS = 150


class Later(QObject):
    """One question asked again and again; only the newest answer arrives."""

    found = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._number = 0
        self._work: Callable[[], object] | None = None
        # Kept here and not with the job: the pool drops a job before its answer is delivered.
        self._signals = _Signals(self)
        self._signals.done.connect(self._take)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
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

    def _start(self) -> None:
        if self._work is not None:
            QThreadPool.globalInstance().start(_Job(self._signals, self._number, self._work))
            self._work = None

    def _take(self, number: int, found: object) -> None:
        if number == self._number:
            self.found.emit(found)


class _Signals(QObject):
    done = Signal(int, object)


class _Job(QRunnable):
    def __init__(self, signals: _Signals, number: int, work: Callable[[], object]) -> None:
        super().__init__()
        self._signals, self._number, self._work = signals, number, work

    def run(self) -> None:
        found = self._work()
        # The window may have been closed meanwhile: then there is nobody to tell.
        if isValid(self._signals):
            with suppress(RuntimeError):
                self._signals.done.emit(self._number, found)
