"""`python -m wizard`: the window, or a headless command."""

from __future__ import annotations

import sys
from pathlib import Path

from wizard.cli import main as run_command
from wizard.errors import UserError
from wizard.texts import Language, _


def main() -> int:
    """Run the program; gives back the exit code."""
    return run_command(sys.argv[1:], _open_window)


def _open_window(path: Path | None, language: Language | None) -> int:
    # Qt is loaded only here: the headless commands run where its libraries are missing.
    try:
        from wizard.app import run
    except ImportError as error:
        raise UserError(
            _(
                "Окно не открыть: не загружаются библиотеки Qt ({reason}). Установите их, как "
                "сказано в README; команды без окна (список — по --help) работают и без них.",
                reason=str(error),
            )
        ) from error
    return run(path, language)


if __name__ == "__main__":
    raise SystemExit(main())
