"""Building a package off the window's thread."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRunnable, Signal

from wizard.errors import UserError
from wizard.project.project import Project
from wizard.texts import Text, _

if TYPE_CHECKING:
    from wizard.documents.package import Only, PackageReport


class BuildSignals(QObject):
    """What the build tells the window."""

    progress = Signal(int, int, object)
    """How many files are made, of how many, and the text of the one in work."""
    built = Signal(object)
    """The report."""
    failed = Signal(object)
    """The text of what went wrong; None after a cancel."""


class BuildJob(QRunnable):
    """One build of a package."""

    def __init__(self, project: Project, folder: Path, only: frozenset[Only]) -> None:
        super().__init__()
        self.signals = BuildSignals()
        self._project, self._folder, self._only = project, folder, only
        self._cancel = Event()

    def cancel(self) -> None:
        """Stop before the next file; what was there before stays."""
        self._cancel.set()

    def run(self) -> None:
        """Build; whatever happens, the window is told."""
        failure: Text | None = _BROKEN
        report: PackageReport | None = None
        try:
            # The document engine is loaded here, so that it costs the window's start nothing.
            from wizard.documents.package import BuildCancelled, build_package

            try:
                report = build_package(
                    self._project,
                    self._folder,
                    only=self._only,
                    progress=self.signals.progress.emit,
                    cancelled=self._cancel.is_set,
                )
            except BuildCancelled:
                failure = None
            except UserError as error:
                failure = error.text
        finally:
            if report is not None:
                self.signals.built.emit(report)
            else:
                self.signals.failed.emit(failure)


_BROKEN: Text = _(
    "Сборка прервалась из-за ошибки программы. Прежний пакет не тронут. Сохраните проект и "
    "попробуйте ещё раз."
)
