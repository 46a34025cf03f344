"""Memory that a build, drawn documents or dropped pages have used, given back to the system.

Under glibc, what many threads have freed stays with the program: some hundred megabytes after an
hour of work. Elsewhere the allocator gives it back by itself.
"""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Let the system have what the program holds and does not use."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)
