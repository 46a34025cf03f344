"""How long the window's thread is busy: the processor's time between two turns of its event loop.

What other programs take of the machine does not count.
"""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time

from PySide6.QtCore import QEvent, QThreadPool, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication


def longest_gap(act: Callable[[], object]) -> float:
    """Do something, and see how long the window was busy at most before it answered again."""
    QTest.qWait(200)
    QThreadPool.globalInstance().waitForDone()
    QApplication.processEvents()
    gaps: list[float] = []
    last = [thread_time()]

    def tick() -> None:
        gaps.append(thread_time() - last[0])
        last[0] = thread_time()

    clock = QTimer()
    clock.timeout.connect(tick)
    clock.start(5)
    act()
    for _turn in range(20):
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QTest.qWait(10)
    tick()
    clock.stop()
    return max(gaps)
