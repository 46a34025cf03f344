"""Figures of the plan month by month: months down, figures across, totals below. Read only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHeaderView, QSizePolicy, QTableView

from wizard.texts import Text, _
from wizard.ui import shortcuts
from wizard.ui.binding.clipboard import text_of
from wizard.ui.binding.table_cells import ROW_HEIGHT
from wizard.ui.session import Session
from wizard.ui.widgets.figures import month_name, written

_ROOT = QModelIndex()
_HEADER = 52
_NARROWEST, _PADDING, _LEAST_PADDING, _SCROLL = 48, 22, 12, 12


# A menu, or another window, takes the keyboard for a while.
_STILL_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


@dataclass(frozen=True, slots=True)
class MonthColumn:
    """A figure's column; `in_total` says whether its total stands in the last row."""

    key: str
    title: Text
    in_total: bool = True


class MonthTable(QTableView):
    """The table, as high as its rows: the page scrolls."""

    explain = Signal(str, int, QRect)
    """A figure to explain: its key, its month (0: the total), its place on the screen."""

    def __init__(self, session: Session, columns: Sequence[MonthColumn]) -> None:
        super().__init__()
        self._model = _Model(session, columns)
        self._model.setParent(self)
        self.setModel(self._model)
        self.setProperty("role", "months")
        self.setAccessibleName(session.say(_("План по месяцам")))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_HEIGHT - 3)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(_NARROWEST)
        header.setFixedHeight(_HEADER)
        header.setDefaultAlignment(
            Qt.AlignmentFlag.AlignRight
            | Qt.AlignmentFlag.AlignVCenter
            | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap)
        )
        header.setHighlightSections(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._ask)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask(self.currentIndex())
        elif shortcuts.COPY.pressed(event):
            self._copy()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STILL_HERE:
            self.clearSelection()  # its colour would say that the keyboard is here

    def _copy(self) -> None:
        """Put the chosen cells on the clipboard, for Excel; whole columns with their headings."""
        lines: dict[int, dict[int, str]] = {}
        for index in self.selectedIndexes() or [self.currentIndex()]:
            lines.setdefault(index.row(), {})[index.column()] = str(index.data() or "")
        if len(lines) == self._model.rowCount():
            heading = self._model.headerData
            across = Qt.Orientation.Horizontal
            lines[-1] = {column: _plain(heading(column, across)) for column in lines[0]}
        rows = [[cell for _column, cell in sorted(lines[row].items())] for row in sorted(lines)]
        QGuiApplication.clipboard().setText(text_of(rows))

    def _ask(self, index: QModelIndex) -> None:
        if not index.isValid() or index.column() == 0 or not index.data():
            return
        key = self._model.columns[index.column() - 1].key
        month = index.row() + 1 if index.row() < self._model.rowCount() - 1 else 0
        place = self.visualRect(index)
        area = QRect(self.viewport().mapToGlobal(place.topLeft()), place.size())
        self.explain.emit(key, month, area)

    def refresh(self) -> None:
        """Show the plan as it is now."""
        self._model.refresh()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give every column what its widest number needs, and share out what is left."""
        bold = QFont(self.font())
        bold.setBold(True)
        room, metrics = self.viewport().width(), QFontMetrics(bold)
        needed = self._model.widths(metrics, _PADDING)
        if sum(needed) > room:
            needed = self._model.widths(metrics, _LEAST_PADDING)
        spare = max(0, room - sum(needed)) // len(needed)
        for column, width in enumerate(needed):
            self.horizontalHeader().resizeSection(column, width + spare)
        height = _HEADER + (ROW_HEIGHT - 3) * self._model.rowCount() + 4
        self.setFixedHeight(height + (_SCROLL if sum(needed) > room else 0))

    def commit(self) -> None:
        """Nothing is typed here."""

    def reveal(self, path: str) -> bool:
        """No answer lives here."""
        return False

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _plain(heading: str) -> str:
    """A heading without the places where it may be broken."""
    return heading.replace("\u00ad", "")


class _Model(QAbstractTableModel):
    def __init__(self, session: Session, columns: Sequence[MonthColumn]) -> None:
        super().__init__()
        self._session, self.columns = session, tuple(columns)
        self._bold = QFont()
        self._bold.setBold(True)
        self._texts: list[list[str]] = []

    def refresh(self) -> None:
        """Write every cell anew."""
        session = self._session
        found = [(column, session.figures.get(column.key)) for column in self.columns]
        texts = [
            [month_name(session, month.number)]
            + [
                written(session, figure.month(month.number), figure.unit, sign=False)
                if figure is not None
                else ""
                for _column, figure in found
            ]
            for month in session.figures.calendar
        ]
        texts.append(
            [session.say(_("Всего"))]
            + [
                written(session, figure.total, figure.unit, sign=False)
                if figure is not None and column.in_total
                else ""
                for column, figure in found
            ]
        )
        self.beginResetModel()
        self._texts = texts
        self.endResetModel()

    def widths(self, metrics: QFontMetrics, padding: int) -> list[int]:
        """The width each column needs for its numbers and for the longest word of its heading."""
        needed = []
        for column in range(self.columnCount()):
            heading = self.headerData(column, Qt.Orientation.Horizontal) or ""
            texts = [row[column] for row in self._texts]
            texts += [word for part in heading.split() for word in part.split("\u00ad")]
            widest = max((metrics.horizontalAdvance(text) for text in texts), default=0)
            needed.append(max(_NARROWEST, widest + padding))
        return needed

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns) + 1

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if index.column() else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and index.row() == len(self._texts) - 1:
            return self._bold
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == 0:
            return ""
        column = self.columns[section - 1]
        figure = self._session.figures.get(column.key)
        heading = self._session.say(column.title)
        if figure is None or not figure.unit.money:
            return heading
        return f"{heading},\u00a0{self._session.say(figure.unit.sign(self._session.currency))}"
