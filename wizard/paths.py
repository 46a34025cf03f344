"""The only finder of `templates/` and `resources/`.

They lie beside the package in a checkout and in an editable install, inside the package in an
installed wheel, and beside the unpacked program in a frozen one.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def _home(name: str) -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    candidates = [_PACKAGE / name, _PACKAGE.parent / name]
    if frozen is not None:
        candidates.insert(0, Path(frozen) / name)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"{name}/ is missing: the program is not fully installed ({_PACKAGE})")


def templates() -> Path:
    """The folder with the document templates."""
    return _home("templates")


def resources() -> Path:
    """The folder with presets, payroll data, fonts, icons and translations."""
    return _home("resources")
