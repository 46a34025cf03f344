"""Unsaved work written down while it is done, so that a crash or a power cut takes nothing.

Belongs here: when the recovery file is written and when it is forgotten. Does not belong here:
what it looks like (`wizard.storage.recovery`), the question after a crash (`file_dialogs`).
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from wizard.errors import UserError
from wizard.project.project import Project
from wizard.storage.recovery import clear_recovery, keep_recovery
from wizard.texts import Text
from wizard.ui.background import begin

REST_MS = 2000


class Autosave(QObject):
    """Keeps the recovery file of one project up to date, off the window's thread."""

    failed = Signal(object)
    """Why the unsaved work could not be written down (a Text); None once it can be again,
    or once nothing is unsaved any more."""

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._waiting: tuple[Project, Path | None, str] | None = None
        self._forgotten = 0  # how often: a file written before that tells nothing any more
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._begin)

    def keep(self, project: Project, path: Path | None, file_digest: str) -> None:
        """Write this project down soon; `file_digest` is of the file that the work began from."""
        self._waiting = (project, path, file_digest)
        if not self._rest.isActive():
            self._rest.start(REST_MS)

    def _begin(self) -> None:
        if self._waiting is not None:
            write, of = partial(_write, *self._waiting, self._folder), self._forgotten
            begin(lambda: (of, write()), self._written, self._pool)
            self._waiting = None

    def forget(self, path: Path | None) -> None:
        """Nothing of a project is unsaved any more, or nobody wants it."""
        self._rest.stop()
        self._waiting = None
        self._forgotten += 1
        self._pool.waitForDone()  # a file written after this would be offered as lost work
        clear_recovery(path, self._folder)
        self.failed.emit(None)

    def keep_now(self, project: Project, path: Path | None, file_digest: str) -> bool:
        """Write this project down at once; whether that could be done."""
        self._rest.stop()
        self._waiting = None
        self._pool.waitForDone()  # an older state written after this would take its place
        problem = _write(project, path, file_digest, self._folder)
        self.failed.emit(problem)
        return problem is None

    def _written(self, answer: tuple[int, Text | None]) -> None:
        of, problem = answer
        if of == self._forgotten:
            self.failed.emit(problem)


def _write(project: Project, path: Path | None, file_digest: str, folder: Path) -> Text | None:
    """Write the recovery file; what went wrong, if anything did."""
    try:
        keep_recovery(project, path, file_digest, folder)
    except UserError as error:
        return error.text
    return None
