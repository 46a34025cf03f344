"""What is new in the program, told for those who use it."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from wizard.documents.guide import html
from wizard.paths import resources
from wizard.texts import Language, _
from wizard.ui import theme
from wizard.ui.help.reading import Reading
from wizard.ui.interface import Interface


class NewsDialog(QDialog):
    """The news, the newest part on top."""

    def __init__(self, interface: Interface, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(interface.say(_("Что нового")))
        self.resize(720, 600)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.INSIDE)
        column.setSpacing(theme.GAP)
        self.text = Reading()
        self.text.setAccessibleName(interface.say(_("Что нового")))
        self.text.show_html(html(news(interface.language)))
        column.addWidget(self.text, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.EDGE, 0, theme.EDGE, 0)
        foot.addStretch(1)
        leave = QPushButton(interface.say(_("Закрыть")))
        leave.clicked.connect(lambda _on=False: self.accept())
        foot.addWidget(leave)
        column.addLayout(foot)
        leave.setFocus()


def news(language: Language) -> str:
    """The news as Markdown."""
    return (resources() / "news" / f"{language}.md").read_text("utf-8")
