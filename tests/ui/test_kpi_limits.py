"""Limits of a KPI are read and typed in the unit that stands beside them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui.finding import table
from tests.ui.test_tables import paste, put_cursor, type_in_cell
from wizard.project.motivation import Kpi
from wizard.project.path import get
from wizard.ui.binding.table import Table
from wizard.ui.main_window import MainWindow
from wizard.ui.steps import undo_text

NAME, WEIGHT, UNIT, LOW, TARGET, HIGH = range(6)


@pytest.fixture
def kpi(opened: MainWindow) -> Table:
    opened.show_page("motivation")
    QTest.qWait(1)
    found = table(opened, f"motivation.pay.{opened.session.project.motivation.pay[0].id}.kpi")
    found.setFocus()
    return found


def rows(of: Table) -> tuple[Kpi, ...]:
    found: tuple[Kpi, ...] = get(of.table_model.session.project, of.table_model.path)
    return found


def shown(of: Table, row: int) -> list[str]:
    return [str(of.table_model.index(row, column).data()) for column in (LOW, TARGET, HIGH)]


def test_a_share_is_shown_and_typed_in_percent(opened: MainWindow, kpi: Table) -> None:
    assert (rows(kpi)[0].unit, rows(kpi)[0].low) == ("%", 0.8)
    assert shown(kpi, 0) == ["80 %", "100 %", "120 %"]
    type_in_cell(kpi, 0, LOW, "75")
    assert rows(kpi)[0].low == 0.75
    assert shown(kpi, 0)[0] == "75 %"
    undo = undo_text(opened.session)
    assert undo is not None
    assert "80 % → 75 %" in opened.session.say(undo)


def test_what_was_typed_before_the_unit_keeps_its_look(kpi: Table) -> None:
    new = len(rows(kpi))
    type_in_cell(kpi, new, NAME, "Конверсия")
    for column, text in ((LOW, "20"), (TARGET, "30"), (HIGH, "40")):
        type_in_cell(kpi, new, column, text)
    assert (rows(kpi)[new].low, shown(kpi, new)) == (20.0, ["20", "30", "40"])
    type_in_cell(kpi, new, UNIT, "%")
    assert (rows(kpi)[new].low, shown(kpi, new)) == (0.2, ["20 %", "30 %", "40 %"])
    type_in_cell(kpi, new, UNIT, "pcs")
    assert (rows(kpi)[new].low, shown(kpi, new)) == (20.0, ["20", "30", "40"])


def test_a_pasted_row_is_read_in_the_unit_that_it_brings(kpi: Table) -> None:
    new = len(rows(kpi))
    put_cursor(kpi, new, NAME)
    paste(kpi, "Конверсия\t20\t%\t10\t15 %\t0,2\nЗвонки\t10\tшт.\t10\t15\t20")
    share, count = rows(kpi)[new:]
    assert (share.low, share.target, share.high) == (0.1, 0.15, 0.002)
    assert (count.low, count.target, count.high) == (10.0, 15.0, 20.0)


def test_a_copied_row_comes_back_the_same(kpi: Table) -> None:
    put_cursor(kpi, 0, NAME)
    whole = QItemSelection(kpi.table_model.index(0, NAME), kpi.table_model.index(0, HIGH))
    kpi.selectionModel().select(whole, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    kpi.commands.copy()
    text = QGuiApplication.clipboard().text()
    new = len(rows(kpi))
    put_cursor(kpi, new, NAME)
    paste(kpi, text)
    QApplication.processEvents()
    first, last = rows(kpi)[0], rows(kpi)[new]
    assert (last.low, last.target, last.high) == (first.low, first.target, first.high)
