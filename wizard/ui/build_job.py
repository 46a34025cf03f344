"""Building a package off the window's thread."""

from __future__ import annotations

import atexit
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal

from wizard.errors import UserError
from wizard.project.project import Project
from wizard.texts import Text, Translatable, _
from wizard.ui.background import begin, told
from wizard.ui.memory import give_back

if TYPE_CHECKING:
    from wizard.documents.package import Only, PackageReport


class BuildJob(QObject):
    """One build of a package."""

    progress = Signal(int, int, object)
    """How many files are made, of how many, and the text of the one in work."""
    built = Signal(object)
    """The report."""
    failed = Signal(object)
    """The text of what went wrong; None after a cancel."""

    def __init__(
        self,
        parent: QObject,
        project: Project,
        file: Path | None,
        folder: Path,
        only: frozenset[Only],
        *,
        over_others: bool = False,
    ) -> None:
        super().__init__(parent)
        self._project, self._file, self._folder, self._only = project, file, folder, only
        self._over_others = over_others
        self._cancel = Event()

    def start(self) -> None:
        """Build in a thread of its own; whatever happens, the window is told, if it still asks."""
        work = partial(
            _build,
            self._project,
            self._file,
            self._folder,
            self._only,
            self._over_others,
            told(self._progressed),
            self._cancel,
        )
        begin(work, self._ended, _line())

    def cancel(self) -> None:
        """Stop before the next file; what was there before stays."""
        self._cancel.set()

    def _progressed(self, done: int, of: int, what: Translatable) -> None:
        self.progress.emit(done, of, what)

    def _ended(self, ending: _Ending) -> None:
        if ending.report is not None:
            self.built.emit(ending.report)
        else:
            self.failed.emit(ending.failure)
        if ending.error is not None:
            raise ending.error  # where errors of the program are seen


@cache
def _line() -> QThreadPool:
    """One build after the other, whichever page asked: a window that leaves a build behind does
    not wait for it to stop, the next build does, and so does the end of the program."""
    pool = QThreadPool()
    pool.setMaxThreadCount(1)
    atexit.register(pool.waitForDone)
    return pool


@dataclass(frozen=True, slots=True)
class _Ending:
    report: PackageReport | None = None
    failure: Text | None = None
    error: Exception | None = None


def _build(
    project: Project,
    file: Path | None,
    folder: Path,
    only: frozenset[Only],
    over_others: bool,
    progress: Callable[[int, int, Translatable], None],
    cancel: Event,
) -> _Ending:
    try:
        # The document engine is loaded here, so that it costs the window's start nothing.
        from wizard.documents.package import BuildCancelled, build_package
        from wizard.documents.setting.apart import set_apart

        try:
            with set_apart():
                report = build_package(
                    project,
                    folder,
                    file=file,
                    over_others=over_others,
                    only=only,
                    progress=progress,
                    cancelled=cancel.is_set,
                )
        except BuildCancelled:
            return _Ending()
    except UserError as error:
        return _Ending(failure=error.text)
    except Exception as error:
        return _Ending(failure=_BROKEN, error=error)  # the person is told before it is raised
    finally:
        _let_go()
    return _Ending(report)


def _let_go() -> None:
    """Keep nothing of a build in memory, whichever way it ended."""
    from wizard.documents.setting.typesetting import typesetter

    typesetter().forget()
    give_back()


_BROKEN: Text = _(
    "Сборка прервалась из-за ошибки программы. Прежний пакет не тронут. Сохраните проект и "
    "попробуйте ещё раз."
)
