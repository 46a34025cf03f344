"""Choosing what a brand consists of: a picture, a colour, a Word file.

Belongs here: the buttons, what is shown of the choice, and what is refused. Does not belong here:
where the choice is kept (the project, or the program's settings).
"""

from __future__ import annotations

import base64
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QColorDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from wizard.errors import UserError
from wizard.files import FileRefused, refusal, write_whole
from wizard.project.company import OWN_COLOUR, is_colour
from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.file_dialogs import tell
from wizard.ui.interface import Interface
from wizard.ui.pictures import PATTERN, picture_from, shown_picture
from wizard.ui.widgets.parts import label

PALE = 3.0  # the contrast to white below which small print cannot be read
_SHOWN_HEIGHT, _SHOWN_WIDTH, _SWATCH = 40, 160, 16
_WORD_FILTER = "Word (*.docx)"


class _BrandChoice(QWidget):
    """A row of buttons about one entry; `chosen` carries the new entry."""

    chosen = Signal(str)

    def __init__(self, interface: Interface) -> None:
        super().__init__()
        self.interface = interface
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.SMALL)

    def button(self, text: Text) -> QPushButton:
        """A button of the row."""
        button = QPushButton(self.interface.say(text))
        button.setFixedHeight(theme.FIELD_HEIGHT)
        self.row.addWidget(button)
        return button

    def focus_first(self) -> None:
        """Give the first button the focus."""
        for button in self.findChildren(QPushButton):
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            return

    def remark(self) -> QLabel:
        """A remark at the end of the row."""
        remark = label("", "hint")
        remark.setWordWrap(True)
        remark.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.row.addWidget(remark, 1)
        return remark


class PictureChoice(_BrandChoice):
    """A picture, shown small."""

    def __init__(self, interface: Interface, title: Text) -> None:
        super().__init__(interface)
        self._title = title
        self._picture = QLabel()
        self._picture.setAccessibleName(interface.say(title))
        self.row.addWidget(self._picture)
        self.choose = self.button(_("Выбрать картинку…"))
        self.choose.clicked.connect(self._ask)
        self._remove = self.button(_("Убрать"))
        self._remove.clicked.connect(lambda _on=False: self.chosen.emit(""))
        self.row.addStretch(1)

    def show_entry(self, entry: str) -> None:
        """Show the picture that is kept."""
        shown = shown_picture(entry, _SHOWN_WIDTH, _SHOWN_HEIGHT, self.devicePixelRatioF())
        self._picture.setPixmap(shown)
        self._picture.setVisible(not shown.isNull())
        self._remove.setVisible(bool(entry))

    def take(self, file: Path) -> None:
        """Choose the picture of a file; what is none is refused with a text."""
        try:
            entry = picture_from(file)
        except UserError as error:
            tell(self, self.interface, error.text)
            return
        self.chosen.emit(entry)

    def _ask(self) -> None:
        interface = self.interface
        name, _filter = QFileDialog.getOpenFileName(
            self,
            interface.say(self._title),
            str(interface.preferences.folder),
            f"{interface.say(_('Картинка'))} ({PATTERN})",
        )
        if name:
            self.take(Path(name))


class ColourChoice(_BrandChoice):
    """A colour, picked by eye; a pale one is warned of."""

    def __init__(self, interface: Interface, title: Text) -> None:
        super().__init__(interface)
        self._title, self._entry = title, OWN_COLOUR
        self.pick = self.button(_("Выбрать цвет…"))
        self.pick.clicked.connect(self._ask)
        self._warning = self.remark()

    def show_entry(self, entry: str) -> None:
        """Show the colour that is kept."""
        self._entry = entry if is_colour(entry) else OWN_COLOUR
        ratio, size = self.devicePixelRatioF(), QSize(_SWATCH + theme.SMALL, _SWATCH)
        swatch = QPixmap(size * ratio)
        swatch.setDevicePixelRatio(ratio)
        swatch.fill(Qt.GlobalColor.transparent)
        painter = QPainter(swatch)
        painter.fillRect(0, 0, _SWATCH, _SWATCH, QColor(self._entry))
        painter.end()
        self.pick.setIconSize(size)
        self.pick.setIcon(QIcon(swatch))
        pale = contrast_to_white(self._entry) < PALE
        warning = _("⚠ Бледный цвет: надписи и линии этим цветом на белом читаются плохо.")
        self._warning.setText(self.interface.say(warning) if pale else "")

    def _ask(self) -> None:
        found = QColorDialog.getColor(QColor(self._entry), self, self.interface.say(self._title))
        if found.isValid():
            self.chosen.emit(found.name().upper())


class LetterheadChoice(_BrandChoice):
    """A Word file to build papers upon, checked before it is taken."""

    def __init__(self, interface: Interface, title: Text) -> None:
        super().__init__(interface)
        self._title = title
        self.state = label("", "caption")
        self.row.addWidget(self.state)
        self.choose = self.button(_("Выбрать .docx…"))
        self.choose.clicked.connect(self._ask)
        self._remove = self.button(_("Убрать"))
        self._remove.clicked.connect(lambda _on=False: self.chosen.emit(""))
        self.export = self.button(_("Выгрузить наш…"))
        self.export.setToolTip(
            interface.say(_("Измените его в Word — шапку, шрифты, поля — и выберите здесь."))
        )
        self.export.clicked.connect(self._ask_where)
        self.row.addStretch(1)

    def show_entry(self, entry: str) -> None:
        """Show whether a file is kept."""
        state = _("свой бланк") if entry else _("бланк программы")
        self.state.setText(self.interface.say(state))
        self._remove.setVisible(bool(entry))

    def take(self, file: Path) -> None:
        """Choose a Word file; one that papers cannot be built upon is refused with a text."""
        # The Word library costs the window's start nothing this way.
        from wizard.documents.word.letterhead import LARGEST, base_of

        try:
            try:
                if file.stat().st_size > LARGEST:
                    raise UserError(_("Бланк Word больше 5 МБ. Уменьшите картинки в нём."))
                content = file.read_bytes()
            except OSError as error:
                raise FileRefused(refusal(error, file)) from error
            base_of(content)
        except UserError as error:
            tell(self, self.interface, error.text)
            return
        self.chosen.emit(base64.b64encode(content).decode("ascii"))

    def write_own(self, file: Path) -> None:
        """Lay the program's own file where a person can change it."""
        from wizard.documents.word.letterhead import own_letterhead

        try:
            write_whole(file, own_letterhead())
        except UserError as error:
            tell(self, self.interface, error.text)

    def _ask(self) -> None:
        interface = self.interface
        folder = str(interface.preferences.folder)
        say = interface.say(self._title)
        name, _filter = QFileDialog.getOpenFileName(self, say, folder, _WORD_FILTER)
        if name:
            self.take(Path(name))

    def _ask_where(self) -> None:
        interface = self.interface
        suggested = interface.preferences.folder / f"{interface.say(_('Бланк'))}.docx"
        name, _filter = QFileDialog.getSaveFileName(
            self, interface.say(_("Выгрузить бланк программы")), str(suggested), _WORD_FILTER
        )
        if name:
            self.write_own(Path(name))


def contrast_to_white(colour: str) -> float:
    """The contrast of a colour to white by WCAG: from 1 (white) to 21 (black)."""
    channels = QColor(colour)
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channels.redF(), channels.greenF(), channels.blueF())
    )
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
