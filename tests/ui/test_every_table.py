"""What is true of every table of every page: what is pasted arrives, what is done is taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from wizard.project.automation import Tool
from wizard.project.model import Row
from wizard.project.path import get
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_rows import Column
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES

CONTROL = Qt.KeyboardModifier.ControlModifier
Commands = tuple[tuple[int, Callable[[], object]], ...]  # each in a row of a table
LEAST_NEW = 5  # more than the rows that a table has for inviting and for totals


def entered(of: Table, row: int) -> dict[str, object]:
    """The answers of a row, but for those that its place or another answer makes meaningless."""
    model = of.table_model
    return {
        shown.name: getattr(model.rows[row], shown.name)
        for column, shown in enumerate(model.columns)
        if isinstance(shown, Column) and model.entry(model.index(row, column)) is not None
    }


def waiting(window: MainWindow, path: str, row: Row) -> dict[str, object]:
    """What a tool was chosen to be: its options are no columns of the table, so a new tool has
    none yet, and the choice waits in its cell as it was pasted."""
    if not isinstance(row, Tool):
        return {}
    pasted = next(one for one in get(window.session.project, path) if one.name == row.name)
    words = {option.name: option.id for option in pasted.options}
    return {"choice": words[window.session.project.drafts[f"{path}.{row.id}.choice"]]}


def shown(window: MainWindow, path: str) -> Table:
    """The table that is seen: one that was taken from the page may not be gone yet."""
    return next(
        one
        for one in window.page().findChildren(Table)
        if one.table_model.path == path and one.isVisible()
    )


@pytest.mark.parametrize("page", [name for name, _title in PAGES])
@pytest.mark.parametrize("preset", ["wholesale", "online-service"])
def test_copied_rows_are_the_same_where_they_are_pasted(
    window: MainWindow, page: str, preset: str
) -> None:
    window.session.new(preset)
    window.interface.set_detailed(True)
    window.show_page(page)
    paths = [of.table_model.path for of in window.page().findChildren(Table)]
    for path in paths:
        rows = get(window.session.project, path)
        if not rows:
            continue
        window.reveal(f"{path}.{rows[0].id}")
        of = shown(window, path)
        model, count = of.table_model, len(rows)
        if not model.rows_change:
            continue
        last = model.index(count - 1, model.columnCount() - 1)
        of.setFocus()
        of.clearSelection()
        of.selectionModel().select(
            QItemSelection(model.index(0, 0), last), QItemSelectionModel.SelectionFlag.Select
        )
        QTest.keyClick(of, Qt.Key.Key_C, CONTROL)
        times = -(-LEAST_NEW // count)
        QGuiApplication.clipboard().setText("\n".join([QGuiApplication.clipboard().text()] * times))
        of.setCurrentIndex(model.index(count, 0))
        QTest.keyClick(of, Qt.Key.Key_V, CONTROL)
        assert len(model.rows) == count * (1 + times), path
        for number in range(count, len(model.rows)):
            was, row = entered(of, number % count), model.rows[number]
            assert {name: getattr(row, name) for name in was} | waiting(window, path, row) == was
        window.session.undo()
        assert len(model.rows) == count, path


@pytest.mark.parametrize("page", [name for name, _title in PAGES])
def test_every_command_is_taken_back(window: MainWindow, page: str) -> None:
    session = window.session
    session.new("wholesale")
    window.interface.set_detailed(True)
    window.show_page(page)
    for path in [of.table_model.path for of in window.page().findChildren(Table)]:
        rows = get(session.project, path)
        if not rows:
            continue
        window.reveal(f"{path}.{rows[0].id}")
        of = shown(window, path)
        do, model, last = of.commands, of.table_model, len(rows) - 1
        to_rows: Commands = (
            (0, do.double_rows),
            (last, do.insert_row),
            (0, partial(do.move_row, 1)),
            (last, partial(do.move_row, -1)),
            (0, partial(do.sort, descending=True)),
            (last, do.remove_rows),
        )
        to_cells: Commands = (
            (0, do.clear),
            (last, do.fill_down),
            (last, do.cut),
        )
        work = [(row, 0, command) for row, command in to_rows]
        for column in range(model.columnCount()):
            work += [(row, column, command) for row, command in to_cells]
        for row, column, command in work:
            before, step = session.project, session.next_undo
            of.setCurrentIndex(model.index(row, column))
            command()
            if session.next_undo is step:  # there was nothing to do
                assert session.project is before, path
                continue
            session.undo()
            assert session.project == before, path
            assert [one.id for one in model.rows] == [one.id for one in rows], path
