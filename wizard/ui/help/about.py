"""What the program is: its version, its parts and their licences, ready to be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard import __version__
from wizard.texts import _
from wizard.ui import theme
from wizard.ui.help.mark import program_icon
from wizard.ui.help.parts import LicensedPart, as_text, parts
from wizard.ui.interface import Interface
from wizard.ui.widgets.parts import label

_MARK_SIZE = 48


class AboutDialog(QDialog):
    """The name and version above, the parts at the left, the licence of the chosen one beside."""

    def __init__(self, interface: Interface, parent: QWidget) -> None:
        super().__init__(parent)
        self._interface = interface
        say = interface.say
        self._parts = parts()
        self.setWindowTitle(say(_("О программе")))
        self.resize(860, 580)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.INSIDE)
        column.setSpacing(theme.GAP)
        column.addLayout(self._head())
        column.addWidget(label(say(_("Из чего сделана программа")), "section"))
        middle = QHBoxLayout()
        middle.setSpacing(theme.GAP)
        self.list = QListWidget()
        self.list.setAccessibleName(say(_("Из чего сделана программа")))
        self.list.setFixedWidth(280)
        self.list.addItems([f"{part.name} {part.version}".rstrip() for part in self._parts])
        self.list.currentRowChanged.connect(lambda row: self._show(self._parts[row]))
        middle.addWidget(self.list)
        self.licence = QPlainTextEdit()
        self.licence.setReadOnly(True)
        self.licence.setTabChangesFocus(True)
        self.licence.setAccessibleName(say(_("Лицензия")))
        middle.addWidget(self.licence, 1)
        column.addLayout(middle, 1)
        foot = QHBoxLayout()
        self.copy = QPushButton(say(_("Скопировать сведения")))
        self.copy.setToolTip(say(_("Версия, система и состав — для письма о неполадке")))
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda _on=False: self._copy())
        foot.addWidget(self.copy)
        self.copied = label("", "caption")
        foot.addWidget(self.copied)
        foot.addStretch(1)
        leave = QPushButton(say(_("Закрыть")))
        leave.clicked.connect(lambda _on=False: self.accept())
        foot.addWidget(leave)
        column.addLayout(foot)
        self.list.setCurrentRow(0)
        leave.setFocus()

    def _head(self) -> QHBoxLayout:
        say = self._interface.say
        head = QHBoxLayout()
        head.setSpacing(theme.INSIDE)
        mark = QLabel()
        mark.setPixmap(program_icon().pixmap(_MARK_SIZE, _MARK_SIZE))
        head.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.TINY)
        words.addWidget(label(say(_("Мастер отдела продаж")), "title"))
        words.addWidget(label(say(_("Версия {version}", version=__version__)), "sentence"))
        told = label(
            say(
                _(
                    "Работает без интернета и никуда ничего не отправляет. Qt подключается как "
                    "отдельная библиотека: её можно заменить своей сборкой."
                )
            ),
            "caption",
        )
        told.setWordWrap(True)
        words.addWidget(told)
        head.addLayout(words, 1)
        return head

    def _show(self, part: LicensedPart) -> None:
        say = self._interface.say
        about = say(part.what)
        lines = [
            f"{part.name} {part.version}".rstrip() + (f" — {about}" if about else ""),
            say(_("Лицензия: {name}", name=part.licence)),
            "",
            part.text() or say(_("Текст лицензии: {address}", address=_address(part.licence))),
        ]
        self.licence.setPlainText("\n".join(lines))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(as_text())
        self.copied.setText(self._interface.say(_("Скопировано")))


def _address(licence: str) -> str:
    """Where the text of a licence stands for everyone."""
    return f"https://spdx.org/licenses/{licence.split()[0]}.html"
