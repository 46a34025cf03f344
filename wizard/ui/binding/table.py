"""The table widget over a list of the project: its size, its keys and where the cursor goes.

Type to edit; Tab and Enter move; the last empty row takes the next entry. What else can be done is
in `table_commands.py`, and with its keys in `wizard/ui/shortcuts.py`.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QSizePolicy,
    QTableView,
    QWidget,
)

from wizard.ui import theme
from wizard.ui.binding.entry import NUMERIC, Kind
from wizard.ui.binding.help import help_of
from wizard.ui.binding.inputs import ask_several, tell
from wizard.ui.binding.table_cells import (
    ENTER_HINT,
    LINE_HEIGHT,
    PADDING,
    ROW_HEIGHT,
    CellDelegate,
    lines_of,
)
from wizard.ui.binding.table_commands import Commands
from wizard.ui.binding.table_headings import Grips, Headings
from wizard.ui.binding.table_model import Column, Shown, TableModel

MOST_LINES = 14
_MIN_TEXT, _MIN_NUMBER, _MOST_TEXT = 110, 64, 260
_SHORT = (*NUMERIC, Kind.FLAG)
_MOST_MEASURED = 5000


class Table(QTableView):
    """A list of the project, edited like a spreadsheet."""

    row_chosen = Signal(str)
    """The id of the row under the cursor; empty on the inviting row."""
    row_opened = Signal(str)
    """The id of a row whose shown cell was opened by Enter or a double click."""

    def __init__(self, model: TableModel) -> None:
        super().__init__()
        self.table_model = model
        model.setParent(self)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(self))
        self.commands = Commands(self)
        self._headings, self._grips = Headings(self), Grips(self)
        self.setHorizontalHeader(self._headings)
        self.setVerticalHeader(self._grips)
        self.setCornerButtonEnabled(False)
        self._grips.setVisible(model.rows_change)
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        self.setShowGrid(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            # Not SelectedClicked: while Qt waits whether the click will be a double one, it drops
            # the keys that are typed.
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setAccessibleName(model.session.say(model.session.question(model.path).title))
        helps = help_of(model.session, model.session.question(model.path))
        self.setAccessibleDescription(helps.whole)
        self._kept: tuple[str, int] = ("", 0)
        self._only: frozenset[str] | None = None
        self._measured_font, self._advances = self.font(), dict[str, int]()
        model.modelAboutToBeReset.connect(self._keep_place)
        model.modelReset.connect(self._take_place)
        model.dataChanged.connect(lambda *_args: self.viewport().update())
        self.selectionModel().currentChanged.connect(self._chosen)
        self.doubleClicked.connect(self._open_row)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self._fit()

    # Size: the page scrolls, the table shows all its rows

    def sizeHint(self) -> QSize:
        return QSize(400, self._wanted_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self._wanted_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page scrolls under the cursor, not the table

    def refresh(self) -> None:
        """Show the project's rows."""
        rows = self.table_model.rows_shown
        if self.table_model.refresh() and self.table_model.rows_shown == rows:
            self._fit()  # other rows are fitted as soon as they are there

    def commit(self) -> None:
        """Hand over what is typed in an open cell."""
        editor = self.indexWidget(self.currentIndex()) or QGuiApplication.focusObject()
        if isinstance(editor, QWidget) and self.viewport().isAncestorOf(editor):
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
            self.setFocus()

    def show_only(self, rows: Collection[str] | None) -> None:
        """Show the rows with these ids alone; None: all of them."""
        self._only = None if rows is None else frozenset(rows)
        self._fit()

    @property
    def is_filtered(self) -> bool:
        """Whether some rows alone are shown."""
        return self._only is not None

    def reveal(self, path: str) -> bool:
        """Put the cursor on the cell of a path."""
        index = self.table_model.index_of(path)
        if index is None:
            return False
        self.setCurrentIndex(index)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def cell_area(self) -> QRect:
        """Where the current cell is, in the table's coordinates."""
        area = self.visualRect(self.currentIndex())
        return area.translated(self.viewport().pos())

    def _wanted_height(self) -> int:
        header = self.horizontalHeader()
        # By the widths as they are now: the bar itself learns of them a turn later.
        scroll = 10 if header.length() > self.viewport().width() else 0
        rows = sum(self.rowHeight(row) for row in range(self.table_model.rowCount()))
        return header.sizeHint().height() + max(ROW_HEIGHT, rows) + scroll + 2

    def _fit(self) -> None:
        self._hide_rows()
        self._span_total()
        self._share_width()
        height = self._wanted_height()
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _hide_rows(self) -> None:
        for number, row in enumerate(self.table_model.rows):
            hidden = self._only is not None and row.id not in self._only
            if self.isRowHidden(number) != hidden:
                self.setRowHidden(number, hidden)

    def _wrap_rows(self) -> None:
        """Give every row the height of its longest text."""
        model, font = self.table_model, self.font()
        for row in range(model.rowCount()):
            if self.isRowHidden(row):
                continue
            lines = 1
            for number in range(model.columnCount()):
                text = str(model.data(model.index(row, number)) or "")
                width = self.columnWidth(number) - 2 * PADDING
                if self._advance(text) > width and not model.is_total(row):
                    lines = max(lines, len(lines_of(text.replace("\n", " "), font, width)))
            height = ROW_HEIGHT + LINE_HEIGHT * (min(lines, MOST_LINES) - 1)
            if self.rowHeight(row) != height:
                self.setRowHeight(row, height)

    def _span_total(self) -> None:
        """Let the name of the totals run over the empty cells beside it."""
        model = self.table_model
        self.clearSpans()
        row = model.rowCount() - 1
        if model.is_total(row):
            empty = 1
            while empty < model.columnCount() and not model.data(model.index(row, empty)):
                empty += 1
            if empty > 1:
                self.setSpan(row, 0, 1, empty)

    def _share_width(self) -> None:
        model, header = self.table_model, self.horizontalHeader()
        wanted = [self._natural_width(number) for number in range(model.columnCount())]
        parts = [column.stretch for column in model.columns]
        if not any(parts):
            parts[0] = 1
        free = self.viewport().width() - sum(wanted)
        if free < 0:  # long texts give way first, down to a readable width
            least = [self._least(number) for number in range(len(wanted))]
            slack = sum(wanted) - sum(least)
            give = min(-free, slack)
            for n in range(len(wanted)):
                # What is left to give is shared by what is left to take it from: no pixel over.
                part = -(-give * (wanted[n] - least[n]) // slack) if slack else 0
                give, slack = give - part, slack - (wanted[n] - least[n])
                wanted[n] -= part
        else:
            for n, part in enumerate(parts):
                wanted[n] += free * part // sum(parts)
        for number, width in enumerate(wanted):
            if header.sectionSize(number) != width:
                header.resizeSection(number, width)
        self._wrap_rows()

    def _natural_width(self, number: int) -> int:
        column = self.table_model.columns[number]
        if column.width:
            return column.width
        usual = _MIN_NUMBER if self._short(number) else _MIN_TEXT
        most = _MOST_TEXT * max(1, column.stretch)
        return max(self._least_heading(number), usual, min(self._content(number), most))

    def _least(self, number: int) -> int:
        """How narrow a column may get: a text of few letters needs no more than they take."""
        column = self.table_model.columns[number]
        if column.width:
            return column.width
        usual = _MIN_NUMBER if self._short(number) else min(_MIN_TEXT, self._content(number))
        return max(self._least_heading(number), usual)

    def _content(self, number: int) -> int:
        model = self.table_model
        texts = [
            str(model.data(model.index(row, number)) or "")
            for row in range(model.rowCount())
            if number or not model.is_total(row)
        ]
        return max(map(self._advance, texts[:60]), default=0) + 2 * PADDING + 6

    def _least_heading(self, number: int) -> int:
        heading = str(self.table_model.headerData(number, Qt.Orientation.Horizontal) or "")
        longest = max(map(self._advance, heading.split(" ")), default=0)
        # Two lines are enough for a heading that is halved at a word's end.
        return max(longest, self._advance(heading) * 6 // 11) + 2 * PADDING

    def _short(self, number: int) -> bool:
        column = self.table_model.columns[number]
        return isinstance(column, Column) and self.table_model.entries[column.name].kind in _SHORT

    def _advance(self, text: str) -> int:
        """How wide a text is: most texts stay the same from one edit to the next."""
        font = self.font()
        if font != self._measured_font or len(self._advances) > _MOST_MEASURED:
            self._measured_font, self._advances = font, {}
        found = self._advances.get(text)
        if found is None:
            found = self._advances[text] = self.fontMetrics().horizontalAdvance(text)
        return found

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key = event.key()
        command = self.commands.asked_by(event)
        if command is not None:
            command()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step_aside(-1 if key == Qt.Key.Key_Backtab else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open(index)
        elif self._changed_by(key, index):
            pass
        elif key == Qt.Key.Key_Up and index.row() == 0 and not event.modifiers():
            self._headings.enter(index.column())
        else:
            super().keyPressEvent(event)

    def _changed_by(self, key: int, index: QModelIndex) -> bool:
        """Whether a key did something to the cell it was pressed on."""
        if key == Qt.Key.Key_Space:
            return self.toggle(index)
        return key == Qt.Key.Key_Escape and self.table_model.drop_draft(index)

    def event(self, event: QEvent) -> bool:
        tabs = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in tabs:
            self.keyPressEvent(event)
            return True
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and isinstance(event, QKeyEvent) and self.commands.asked_by(event) is not None:
            event.accept()  # the key is the table's here, whatever it is in the window
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            index = self.indexAt(event.pos())
            if index.isValid() and not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.commands.show_menu(event.globalPos())
        else:
            self.commands.show_menu()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._grips.hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._grips.hover(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        target = self._grips.target
        if target >= 0:
            painter = QPainter(self.viewport())
            painter.setPen(QPen(theme.color("accent"), 2))
            y = max(1, self.rowViewportPosition(target))
            painter.drawLine(0, y, self.viewport().width(), y)
            painter.end()

    def tell(self, text: str) -> None:
        """Say something about what was just done, at the current cell and to a screen reader."""
        tell(self, text, self.cell_area().bottomLeft())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        hints = QAbstractItemDelegate.EndEditHint
        super().closeEditor(editor, hints.NoHint)
        focused = QApplication.focusWidget()
        if focused is None or self.isAncestorOf(focused):  # else a click went elsewhere
            self.setFocus()
        if hint == hints.EditNextItem:
            self._step_aside(1)
        elif hint == hints.EditPreviousItem:
            self._step_aside(-1)
        elif hint == ENTER_HINT:
            self._step_down()

    def _open(self, index: QModelIndex) -> None:
        if self._open_row(index):
            return
        if self.toggle(index) or self.ask(index):
            return
        is_open = self.state() == QAbstractItemView.State.EditingState
        if index.flags() & Qt.ItemFlag.ItemIsEditable and not is_open:
            self.edit(index)

    def _open_row(self, index: QModelIndex) -> bool:
        """Tell that a row is opened; False for a cell that takes an entry."""
        row = self.table_model.row_at(index.row())
        if row is None or not isinstance(self.table_model.columns[index.column()], Shown):
            return False
        self.row_opened.emit(row.id)
        return True

    def toggle(self, index: QModelIndex) -> bool:
        """Turn a yes into a no; False for a cell that is neither."""
        entry, row = self.table_model.entry(index), self.table_model.row_at(index.row())
        if entry is None or entry.kind is not Kind.FLAG or row is None:
            return False
        path = self.table_model.cell_path(index)
        if path is not None:
            self.table_model.session.answer(path, not getattr(row, entry.name))
        return True

    def ask(self, index: QModelIndex) -> bool:
        """Let a person tick some of a list; False for a cell that takes something else."""
        entry, row = self.table_model.entry(index), self.table_model.row_at(index.row())
        if entry is None or entry.kind is not Kind.REFERENCES or row is None:
            return False
        session = self.table_model.session
        options = [(value, session.say(text)) for value, text in (entry.options or list)()]
        anchor = QWidget(self.viewport())
        anchor.setGeometry(self.visualRect(index))
        chosen = ask_several(anchor, options, getattr(row, entry.name))
        anchor.deleteLater()
        path = self.table_model.cell_path(index)
        if path is not None and chosen != getattr(row, entry.name):
            session.answer(path, chosen)
        return True

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        if self.table_model.is_total(index.row()):  # nothing is entered or chosen there
            return self.table_model.index(self._last_row, index.column())
        return index

    @property
    def _last_row(self) -> int:
        """The last row that the cursor goes to: the inviting one, where rows are added."""
        return len(self.table_model.rows) - (self.table_model.invite is None)

    def shown_rows(self, first: int = 0) -> list[int]:
        """The numbers of the rows that are seen and that the cursor goes to, from one on."""
        return [row for row in range(first, self._last_row + 1) if not self.isRowHidden(row)]

    def _step_aside(self, by: int) -> None:
        index, columns = self.currentIndex(), self.table_model.columnCount()
        place = index.row() * columns + index.column() + by
        if not index.isValid() or not 0 <= place < (self._last_row + 1) * columns:
            self.focusNextPrevChild(by > 0)
            return
        self.setCurrentIndex(self.table_model.index(place // columns, place % columns))

    def _step_down(self) -> None:
        index = self.currentIndex()
        if index.row() < self._last_row:
            self.setCurrentIndex(self.table_model.index(index.row() + 1, index.column()))

    # Places kept over changes

    def _keep_place(self) -> None:
        index = self.currentIndex()
        row = self.table_model.row_at(index.row())
        self._kept = (row.id if row else "", max(0, index.column())) if index.isValid() else ("", 0)
        self._kept_number = index.row()

    def _take_place(self) -> None:
        row_id, column = self._kept
        ids = [row.id for row in self.table_model.rows]
        self._fit()
        if row_id in ids:
            self.setCurrentIndex(self.table_model.index(ids.index(row_id), column))
        elif getattr(self, "_kept_number", -1) >= 0:
            number = min(self._kept_number, self._last_row)
            self.setCurrentIndex(self.table_model.index(number, column))

    def _chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self.table_model.row_at(current.row())
        self.row_chosen.emit(row.id if row is not None else "")
