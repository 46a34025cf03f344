"""Where the focus is on a page, in words that outlive its widgets: a language makes them anew."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication, QLineEdit

from wizard.ui.binding.field import Field, Months
from wizard.ui.binding.table import Table
from wizard.ui.stages.page import Page


@dataclass(frozen=True, slots=True)
class FocusPlace:
    """The path of a field, and where in its line the cursor is; or the path of a row or a list,
    and the cell of its table."""

    path: str
    cursor: int | None = None
    cell: tuple[int, int] | None = None


def focus_place(page: Page) -> FocusPlace | None:
    """Which field or cell of a page has the focus, if one has."""
    widget = QApplication.focusWidget()
    if widget is None or not page.isAncestorOf(widget):
        return None
    cursor = widget.cursorPosition() if isinstance(widget, QLineEdit) else None
    while widget is not None and widget is not page:
        if isinstance(widget, Field):
            return FocusPlace(widget.path, cursor)
        if isinstance(widget, Months):
            return FocusPlace(widget.focused_path, cursor)
        if isinstance(widget, Table):
            model, index = widget.table_model, widget.currentIndex()
            row = model.row_at(index.row())
            path = model.path if row is None else f"{model.path}.{row.id}"
            cell = (index.row(), index.column()) if index.isValid() else None
            return FocusPlace(path, cell=cell)
        widget = widget.parentWidget()
    return None


def give_focus(page: Page, place: FocusPlace) -> None:
    """Give the focus to the field or cell of a page that stands at a place."""
    page.reveal(place.path)
    widget = QApplication.focusWidget()
    if place.cell is not None and isinstance(widget, Table):
        widget.setCurrentIndex(widget.table_model.index(*place.cell))
    elif place.cursor is not None and isinstance(widget, QLineEdit):
        widget.setCursorPosition(place.cursor)
