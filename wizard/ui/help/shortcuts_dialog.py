"""The list of all shortcuts, by where they work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wizard.texts import _
from wizard.ui import theme
from wizard.ui.interface import Interface
from wizard.ui.shortcuts import Shortcut, listed
from wizard.ui.widgets.parts import label


class ShortcutsDialog(QDialog):
    """Names at the left, keys at the right."""

    def __init__(self, interface: Interface, parent: QWidget) -> None:
        super().__init__(parent)
        self._interface = interface
        say = interface.say
        self.setWindowTitle(say(_("Горячие клавиши")))
        self.resize(520, 640)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.INSIDE)
        column.setSpacing(theme.GAP)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(say(_("Горячие клавиши")))
        body = QWidget()
        body.setProperty("role", "clear")
        grid = QGridLayout(body)
        grid.setContentsMargins(theme.EDGE, theme.INSIDE, theme.EDGE, theme.INSIDE)
        grid.setHorizontalSpacing(theme.EDGE)
        grid.setVerticalSpacing(theme.SMALL)
        grid.setColumnStretch(0, 1)
        for place, found in listed().items():
            self._list(grid, say(place.title), found)
        grid.setRowStretch(grid.rowCount(), 1)
        area.setWidget(body)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.EDGE, 0, theme.EDGE, 0)
        foot.addStretch(1)
        leave = QPushButton(say(_("Закрыть")))
        leave.clicked.connect(lambda _on=False: self.accept())
        foot.addWidget(leave)
        column.addLayout(foot)
        leave.setFocus()

    def _list(self, grid: QGridLayout, title: str, found: list[Shortcut]) -> None:
        row = grid.rowCount()
        heading = label(title, "section")
        heading.setContentsMargins(0, theme.GAP if row > 1 else 0, 0, 0)
        grid.addWidget(heading, row, 0, 1, 2)
        for below, shortcut in enumerate(found, start=1):
            name = self._interface.say(shortcut.title).rstrip("…")
            grid.addWidget(label(name, ""), row + below, 0)
            keys = label(shortcut.shown, "strong")
            grid.addWidget(keys, row + below, 1, Qt.AlignmentFlag.AlignRight)
