"""Typesetting in processes of their own, which take with them what it leaves in memory.

Belongs here: the processes, and what is done where there can be none. Does not belong here: how
Typst is called (`typesetting.py`). A package set inside the program leaves it a hundred megabytes
larger: Typst gives back what it used, but in pieces between which small ones stay.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from threading import Thread

from wizard.documents.setting.typesetting import Output, Typesetter, typesetter, used

_PROCESSES = 2  # beside the one that waits for them


@contextmanager
def set_apart() -> Iterator[None]:
    """Let processes of their own set what is set meanwhile in this context."""
    apart = _Apart()
    before = used.set(apart)
    try:
        yield
    finally:
        used.reset(before)
        apart.end()


class _Apart(Typesetter):
    """A typesetter that leaves the work to processes; where they fail, it does it itself."""

    def __init__(self) -> None:
        super().__init__(typesetter().fonts)
        self._processes: ProcessPoolExecutor | None = None
        # A system without the means for it sets everything here.
        with suppress(OSError, ImportError, NotImplementedError):
            self._processes = ProcessPoolExecutor(
                _PROCESSES, multiprocessing.get_context("spawn"), initializer=_begin
            )

    def end(self) -> None:
        """Let the processes go; a piece in work is not waited for."""
        if self._processes is not None:
            self._processes.shutdown(wait=False, cancel_futures=True)

    def set_files(self, files: dict[str, bytes], output: Output, ppi: float) -> tuple[bytes, ...]:
        processes = self._processes  # another thread may find it broken meanwhile
        if processes is not None:
            try:
                return processes.submit(_set_files, files, output, ppi).result()
            except (BrokenProcessPool, OSError):
                self._processes = None
        return super().set_files(files, output, ppi)


def _set_files(files: dict[str, bytes], output: Output, ppi: float) -> tuple[bytes, ...]:
    return typesetter().set_files(files, output, ppi)


def _begin() -> None:
    """End with the program, whichever way it ended: nobody else would end this process then."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(program: int) -> None:
    from multiprocessing.connection import wait

    wait([program])
    os._exit(0)
