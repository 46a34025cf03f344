"""Errors of the program itself: written down in a file, and told to the person once.

Belongs here: what is said of an error that nobody foresaw. Does not belong here: errors meant for
people (`file_dialogs.tell`).
"""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QLayout, QMessageBox

from wizard import __version__
from wizard.texts import Text, Verbatim, _
from wizard.ui.widgets.parts import clear, label

if TYPE_CHECKING:
    from wizard.ui.main_window import MainWindow
    from wizard.ui.session import Session

LOG = "errors.log"
_MOST_BYTES = 1_000_000

NOT_FOUND_OUT: Text = _(
    "Не получилось из-за ошибки программы. Введённое на месте; после следующей правки программа "
    "попробует ещё раз."
)
"""Stands where the answer to a question that every edit asks anew would stand."""
NOT_DONE: Text = _("Не получилось из-за ошибки программы. Попробуйте ещё раз.")
"""Answers a command whose work failed."""


class Mishaps(QObject):
    """What nobody foresaw: every error goes into the log, the first one is told, too."""

    _happened = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.log = folder / LOG
        self._window: MainWindow | None = None
        self._written = self._told = False
        # Queued: an error comes from any thread, and out of any paint or signal of the window.
        self._happened.connect(self._tell_first, Qt.ConnectionType.QueuedConnection)

    def tell_in(self, window: MainWindow) -> None:
        """There is a window now over which an error can be told."""
        self._window = window

    def seen(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write an error down and have it told; made to be the `sys.excepthook`."""
        if sys.stderr is not None:  # a program without a console has none
            sys.__excepthook__(kind, error, trace)
        if issubclass(kind, Exception):
            self._written = self._write("".join(traceback.format_exception(kind, error, trace)))
            self._happened.emit()

    def _write(self, told: str) -> bool:
        head = f"{datetime.now().astimezone().isoformat(timespec='seconds')} {__version__}"
        system = f"{platform.platform()}, Python {platform.python_version()}"
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            full = self.log.is_file() and self.log.stat().st_size > _MOST_BYTES
            with self.log.open("w" if full else "a", encoding="utf-8", errors="replace") as file:
                file.write(f"{head} ({system})\n{told}\n")
        except OSError:
            return False
        return True

    def _tell_first(self) -> None:
        if self._window is not None and not self._told:
            self._told = True  # before: the question itself lets further errors through
            self.tell(self._window)

    def tell(self, window: MainWindow) -> None:
        """Say that something went wrong, what became of the work, and what to do."""
        say = window.interface.say
        box = QMessageBox(QApplication.activeModalWidget() or window)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(say(_("Ошибка программы")))
        box.setText(say(_("Программа ошиблась и не закончила того, что делала.")))
        again = _(
            "Повторите то, что делали; если ошибка вернётся, закройте программу и откройте снова."
        )
        more = [_work_told(window), again]
        if self._written:
            more.append(
                _(
                    "Подробности записаны в файл «{log}», туда же запишутся и новые ошибки: "
                    "приложите его, когда попросите о помощи.",
                    log=Verbatim(str(self.log)),
                )
            )
        box.setInformativeText(" ".join(say(text) for text in more))
        box.addButton(say(_("Понятно")), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
        box.deleteLater()


def tell_failed(session: Session, column: QLayout) -> None:
    """Say in the place of what every edit asks anew that it could not be found out."""
    clear(column)
    told = label(session.say(NOT_FOUND_OUT), "caption")
    told.setWordWrap(True)
    column.addWidget(told)


def _work_told(window: MainWindow) -> Text:
    try:
        kept = window.keep_work()
    except Exception:  # it may be the very thing that is broken
        kept = False
    if kept:
        return _("Введённое не пропало: всё несохранённое записано про запас.")
    return _("Сохраните проект: записать несохранённое про запас не удалось.")
