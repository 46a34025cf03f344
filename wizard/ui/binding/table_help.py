"""The help of a table: of the column where the cursor is, after what the whole list is."""

from __future__ import annotations

from PySide6.QtCore import QPoint

from wizard.ui.binding.help import Help, HelpNote, help_of
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_model import Column


def column_help(table: Table) -> Help:
    """The help of the current column; of the list alone where the column asks nothing."""
    model = table.table_model
    of_list = help_of(model.session, model.session.question(model.path))
    place = max(0, table.currentIndex().column())
    column = model.columns[place]
    if not isinstance(column, Column):
        return of_list
    of_column = help_of(model.session, model.entries[column.name].question)
    says = (*of_column.says, *(f"{of_list.title}: {text}" for text in of_list.says[:1]))
    return Help(of_column.title, says, of_column.example)


def show_column_help(table: Table) -> HelpNote | None:
    """Show the help of the current column below its cell; None where there is none."""
    helps = column_help(table)
    if not helps.says:
        return None
    note = HelpNote(helps, table)
    area = table.cell_area()
    note.show_below(table.mapToGlobal(QPoint(area.left(), area.bottom() + 2)))
    return note
