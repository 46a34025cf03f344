"""The field for the company's logo: a PNG kept inside the project as base64."""

from __future__ import annotations

import base64
import binascii
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from wizard.texts import _
from wizard.ui import theme
from wizard.ui.binding.field import LABEL_WIDTH
from wizard.ui.file_dialogs import tell
from wizard.ui.session import Session
from wizard.ui.widgets.parts import label

LARGEST = 1_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_SHOWN_HEIGHT, _SHOWN_WIDTH = 40, 160


class LogoField(QWidget):
    """Shows the logo; takes another one or takes it away."""

    def __init__(self, session: Session, path: str) -> None:
        super().__init__()
        self._session, self._path = session, path
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        title = label(session.say(session.question(path).title), "")
        title.setFixedWidth(LABEL_WIDTH)
        row.addWidget(title)
        self._picture = QLabel()
        self._picture.setAccessibleName(session.say(session.question(path).title))
        row.addWidget(self._picture)
        self._choose = QPushButton(session.say(_("Выбрать PNG…")))
        self._choose.clicked.connect(self._ask)
        row.addWidget(self._choose)
        self._remove = QPushButton(session.say(_("Убрать")))
        self._remove.clicked.connect(lambda: session.answer(path, ""))
        row.addWidget(self._remove)
        row.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Show the project's logo."""
        picture = QPixmap()
        try:
            content = base64.b64decode(str(self._session.value(self._path)), validate=True)
        except (binascii.Error, ValueError):
            content = b""
        shown = bool(content) and picture.loadFromData(content)
        if shown:
            self._picture.setPixmap(
                picture.scaled(
                    _SHOWN_WIDTH,
                    _SHOWN_HEIGHT,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        self._picture.setVisible(shown)
        self._remove.setVisible(bool(self._session.value(self._path)))

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """Give the button the focus if the path leads here."""
        if path == self._path:
            self._choose.setFocus()
        return path == self._path

    def take(self, file: Path) -> None:
        """Keep a PNG as the logo; another kind of file is refused with a text."""
        session = self._session
        try:
            content = file.read_bytes() if file.stat().st_size <= LARGEST else b""
        except OSError:
            tell(self, session.interface, _("Файл «{name}» не читается.", name=file.name))
            return
        if not content.startswith(_PNG) or not QPixmap().loadFromData(content):
            tell(
                self,
                session.interface,
                _("Нужна картинка PNG не больше 1 МБ: «{name}».", name=file.name),
            )
            return
        session.answer(self._path, base64.b64encode(content).decode("ascii"))

    def _ask(self) -> None:
        session = self._session
        name, _filter = QFileDialog.getOpenFileName(
            self,
            session.say(_("Логотип")),
            str(session.interface.preferences.folder),
            "PNG (*.png)",
        )
        if name:
            self.take(Path(name))
