"""Whether project files open with a double click: asks, says what is written, takes it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard.errors import UserError
from wizard.texts import Text, _
from wizard.ui import theme
from wizard.ui.association import (
    Association,
    Registry,
    associate,
    is_associated,
    is_left,
    take_back,
    this_association,
)
from wizard.ui.file_dialogs import tell
from wizard.ui.interface import Interface
from wizard.ui.widgets.parts import label
from wizard.ui.windows_registry import registry_of_person


class AssociationDialog(QDialog):
    """What it means above, where it is written in the middle, the two ways below."""

    def __init__(
        self,
        interface: Interface,
        parent: QWidget,
        told: Association | None = None,
        registry: Registry | None = None,
    ) -> None:
        super().__init__(parent)
        self._interface = interface
        self._told = told if told is not None else this_association(interface.language)
        self._registry = registry if registry is not None else registry_of_person()
        say = interface.say
        self.setWindowTitle(say(_("Открывать .salesplan двойным щелчком")))
        self.resize(640, 400)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.INSIDE)
        column.setSpacing(theme.GAP)
        self.state = label("", "strong")
        self.state.setWordWrap(True)
        column.addWidget(self.state)
        about = label(
            say(
                _(
                    "Система запомнит, что файлы проектов открывает эта программа. Это делается "
                    "только для вас, прав администратора не нужно, и это можно отменить здесь же."
                )
            ),
            "sentence",
        )
        about.setWordWrap(True)
        column.addWidget(about)
        self.places_title = label("", "caption")
        column.addWidget(self.places_title)
        self.places = QPlainTextEdit()
        self.places.setReadOnly(True)
        self.places.setTabChangesFocus(True)
        self.places.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.places.setPlainText("\n".join(self._told.places))
        column.addWidget(self.places, 1)
        foot = QHBoxLayout()
        self.take = self._button(foot, _("Открывать двойным щелчком"), self._associate)
        self.take.setProperty("role", "main")
        self.drop = self._button(foot, _("Больше не открывать"), self._take_back)
        foot.addStretch(1)
        self._button(foot, _("Закрыть"), self.accept)
        column.addLayout(foot)
        self._show()
        (self.take if self.take.isEnabled() else self.drop).setFocus()

    def _button(self, row: QHBoxLayout, text: Text, command: Callable[[], object]) -> QPushButton:
        button = QPushButton(self._interface.say(text))
        button.setAutoDefault(False)
        button.clicked.connect(lambda _on=False: command())
        row.addWidget(button)
        return button

    def _show(self) -> None:
        say = self._interface.say
        on = is_associated(self._told, self._registry)
        left = on or is_left(self._told, self._registry)
        if on:
            state = _("✓ Файлы .salesplan открываются двойным щелчком.")
        elif left:
            state = _(
                "Файлы .salesplan двойным щелчком открывает программа, которая стояла в другом "
                "месте, или её прежняя версия."
            )
        else:
            state = _("Файлы .salesplan пока не открываются двойным щелчком.")
        self.state.setText(say(state))
        title = say(_("Записано:") if left else _("Будет записано:"))
        self.places_title.setText(title)
        self.places.setAccessibleName(title)
        self.take.setEnabled(not on)
        self.drop.setEnabled(left)

    def _associate(self) -> None:
        self._done(lambda: associate(self._told, self._registry))

    def _take_back(self) -> None:
        self._done(lambda: take_back(self._told, self._registry))

    def _done(self, command: Callable[[], None]) -> None:
        try:
            command()
        except UserError as error:
            tell(self, self._interface, error.text)
        self._show()
