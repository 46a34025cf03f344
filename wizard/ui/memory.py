"""Memory of the window's process: held in few places, and given back to the system when it can be.

Under glibc each thread that allocates gets an arena of its own, and what was freed in one stays
with the program: some hundred megabytes after an hour of work. Elsewhere the allocator gives it
back by itself.
"""

from __future__ import annotations

import ctypes
import sys

_M_ARENA_MAX = -8  # malloc.h of glibc
_ARENAS = 2  # one for the window's thread, one that all workers share


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
