"""Memory of the window's process: held in few places, and given back to the system when it can be.

Under glibc each thread that allocates gets an arena of its own, and what was freed in one stays
with the program: some hundred megabytes after an hour of work. Elsewhere the allocator gives it
back by itself.
"""

from __future__ import annotations

import ctypes
import sys

from PySide6.QtCore import QObject, QTimer

from wizard.ui.background import begin

_M_ARENA_MAX = -8  # malloc.h of glibc
_ARENAS = 2  # one for the window's thread, one that all workers share
SOON_MS = 2000  # it takes some 20 ms of a worker, so it is done no more often than that


def share_arenas() -> None:
    """Let threads that are yet to begin share what earlier ones have freed."""
    if sys.platform == "linux":
        option = getattr(ctypes.CDLL(None), "mallopt", None)
        if option is not None:
            option(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """Let the system have what the program holds and does not use."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)


class GivingBack(QObject):
    """Gives back what the window has used, soon after it has done something."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON_MS)
        self._timer.timeout.connect(self._begin)

    def soon(self) -> None:
        """Something was done. That more follows puts it off no further: what one edit leaves lies
        between what the next ones keep, and can then not be given back any more."""
        if not self._timer.isActive():
            self._timer.start()

    def _begin(self) -> None:
        begin(give_back, self._given)

    def _given(self, _nothing: object) -> None:
        """Nobody waits for it."""
