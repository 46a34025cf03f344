"""Programs written from formulas: compiled once, shared by all plans that need the same one."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=64)
def run_of(source: str) -> Callable[..., Any]:
    """The function `run` of a program.

    A source holds our own operators, generated names and keys written by `repr`: no text that a
    person typed can become code. A renamed row changes a plan's labels, not its program.
    """
    names: dict[str, Any] = {}
    exec(compile(source, "<plan>", "exec"), names)
    run: Callable[..., Any] = names["run"]
    return run
