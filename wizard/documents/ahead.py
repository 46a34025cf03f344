"""Work begun before it is needed, on threads beside the one that waits for it.

Belongs here: threads, waiting with an eye on a cancel. Does not belong here: what the work is. It
pays for work that runs outside Python's lock (the setting of pages), and only such work is given.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from wizard.documents.placing import BuildCancelled, Cancelled

T = TypeVar("T")

_THREADS = 2  # the caller writes Word files meanwhile; more threads would take its processor
_LOOK = 0.1  # seconds between two looks at whether the work is still wanted


class Ahead:
    """Pieces of work in the order they were begun; each gives bytes or the like, and no file.

    A cancel or an error drops what was not begun and does not wait for the piece in work: its
    result goes nowhere.
    """

    def __init__(self, cancelled: Cancelled) -> None:
        self._cancelled = cancelled
        self._threads = ThreadPoolExecutor(_THREADS, "ahead")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def begin(self, work: Callable[[], T]) -> Callable[[], T]:
        """Begin a piece of work; what is given back waits for it, and raises what it raised.

        The waiting raises BuildCancelled as soon as a cancel is seen. The work is done in the
        context of whoever begins it: with the same typesetter.
        """
        return partial(self._result, self._threads.submit(copy_context().run, work))

    def _result(self, work: Future[T]) -> T:
        while not work.done():
            if self._cancelled():
                raise BuildCancelled
            wait([work], timeout=_LOOK)
        return work.result()
