"""The smallest parts of a page: texts, links, rules, and taking them away."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from wizard.ui import theme


def label(text: str, role: str) -> QLabel:
    """A text in a role of the theme."""
    found = QLabel(text)
    found.setProperty("role", role)
    return found


def link(text: str, command: Callable[[], object]) -> QPushButton:
    """A command that reads as a link."""
    button = QPushButton(text)
    button.setProperty("role", "link")
    button.setCursor(Qt.CursorShape.PointingHandCursor)
    button.clicked.connect(lambda _on=False: command())
    return button


def rule() -> QFrame:
    """A thin line."""
    line = QFrame()
    line.setProperty("role", "rule")
    return line


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        inner = item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def holder() -> tuple[QWidget, QVBoxLayout]:
    """A bare column of widgets."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GAP)
    return widget, column
