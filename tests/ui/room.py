"""Whether every text of a window has the room it needs, and no two stand on one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, QThreadPool
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QStyleOptionToolButton,
    QTableView,
    QToolButton,
    QWidget,
)

from wizard.ui import theme
from wizard.ui.binding.inputs import Combo, Line
from wizard.ui.binding.table import MOST_LINES, Table
from wizard.ui.binding.table_cells import CUT, LINE_HEIGHT, PADDING, ROW_HEIGHT, shown_text
from wizard.ui.binding.table_headings import Headings
from wizard.ui.widgets.parts import Title

SETTLED = 10  # a layout that wraps texts needs several rounds to come to rest
_SHORTENED = re.compile(r"(?<!\d)…\S")  # in the middle, and no range like 50…150 %
LONGEST_CHOICE = 450  # pixels: what a person wrote may be longer, and is told whole by the tip
_BREAKS = re.compile("\u00ad|(?<=-)")  # a line may end here too
AROUND_MONTHS = 6  # pixels between a month's number and the edge of its cell
SEAM = 1  # pixels by which neighbours may touch: a frame shared by both
WITH_TEXT = (QLabel, QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QDateEdit, QTableView,
             QListWidget)  # fmt: skip


def settle() -> None:
    for _turn in range(SETTLED):
        QApplication.processEvents()


def bring() -> None:
    """Let what workers draw arrive and be laid out."""
    QThreadPool.globalInstance().waitForDone()
    settle()


Parts = Sequence[QWidget]
K = TypeVar("K", bound=QWidget)


def seen_in(root: QWidget) -> Parts:
    """Everything visible in a window, itself included."""
    return [part for part in (root, *root.findChildren(QWidget)) if part.isVisible()]


def of(kind: type[K], parts: Parts) -> Iterator[K]:
    return (part for part in parts if isinstance(part, kind))


def words_width(font: QFont, text: str) -> int:
    metrics = QFontMetrics(font)
    words = (part for word in text.split() for part in _BREAKS.split(word))
    return max(map(metrics.horizontalAdvance, words), default=0)


# One kind of widget after the other: what each of them paints, and where


def cut_labels(parts: Parts) -> list[str]:
    """The labels with less room than their text needs; a shortened one keeps all in its tip."""
    return [
        f"label: {label.text()}"
        for label in of(QLabel, parts)
        if label.text() and not _label_fits(label)
    ]


def _label_fits(label: QLabel) -> bool:
    if isinstance(label, Title):
        return label.text() == label.whole or label.toolTip() == label.whole
    if label.width() + 1 < label.minimumSizeHint().width() and not label.wordWrap():
        return False
    if _SHORTENED.search(label.text()) and not label.toolTip():
        return False
    if not label.wordWrap():
        lines = label.text().count("\n") + 1
        return label.height() + 1 >= lines * QFontMetrics(label.font()).height()
    if label.heightForWidth(label.width()) > label.height() + 1:
        return False
    return words_width(label.font(), label.text()) <= label.width() + 1


def cut_buttons(parts: Parts) -> list[str]:
    """The buttons, boxes and tools narrower or lower than their text."""
    return [
        f"button: {button.text()}"
        for button in of(QAbstractButton, parts)
        if _said(button) and not _button_fits(button)
    ]


def _said(button: QAbstractButton) -> str:
    if isinstance(button, QToolButton):
        only_icon = button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
        return "" if only_icon and not button.icon().isNull() else button.text()
    return button.text()


def _button_fits(button: QAbstractButton) -> bool:
    metrics = QFontMetrics(button.font())
    wanted = metrics.size(int(Qt.TextFlag.TextShowMnemonic), _said(button))
    if isinstance(button, QPushButton):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        contents = QStyle.SubElement.SE_PushButtonContents
        if not button.icon().isNull():
            wanted += QSize(button.iconSize().width() + theme.TINY, 0)
        area = button.style().subElementRect(contents, option, button).size()
    elif isinstance(button, QCheckBox):
        option = QStyleOptionButton()
        button.initStyleOption(option)
        contents = QStyle.SubElement.SE_CheckBoxContents
        area = button.style().subElementRect(contents, option, button).size()
        area.setHeight(button.height())
    elif isinstance(button, QToolButton):
        tool = QStyleOptionToolButton()
        button.initStyleOption(tool)
        area = button.size()
    else:  # painted by itself: it says what it needs
        wanted, area = button.minimumSizeHint(), button.size()
    return wanted.width() <= area.width() + 1 and wanted.height() <= area.height() + 4


def cut_choices(parts: Parts) -> list[str]:
    """The choices whose text runs under the arrow, and whose entries are cut in their list."""
    found = []
    for combo in of(QComboBox, parts):
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        area = combo.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            combo,
        )
        wanted = combo.fontMetrics().horizontalAdvance(combo.currentText())
        told_whole = isinstance(combo, Combo) and combo.whole and wanted > LONGEST_CHOICE
        if wanted > area.width() and not told_whole:
            found.append(f"choice: {combo.currentText()}")
    return found


def cut_lines(parts: Parts) -> list[str]:
    """The lines whose prompt does not fit, or whose number with its unit does not."""
    found = []
    for line in of(QLineEdit, parts):
        option = QStyleOptionFrame()
        line.initStyleOption(option)
        contents = QStyle.SubElement.SE_LineEditContents
        area = line.style().subElementRect(contents, option, line)
        margins = line.textMargins()
        room = area.width() - margins.left() - margins.right() - 4
        metrics = line.fontMetrics()
        prompt = line.placeholderText()
        if not line.text() and metrics.horizontalAdvance(prompt) > room and not line.toolTip():
            found.append(f"prompt: {prompt}")
        if isinstance(line, Line) and line.unit and metrics.horizontalAdvance(line.text()) > room:
            found.append(f"number: {line.text()}")
        if area.height() < metrics.height():
            found.append(f"line too low: {line.text() or prompt}")
    return found


def cut_cells(parts: Parts) -> list[str]:
    """The cells of tables whose text does not fit; a very long one keeps all in its tip."""
    return [
        f"cell of {table.accessibleName()}: {index.data()}"
        for table in of(QTableView, parts)
        for index in _cells(table)
        if not _cell_fits(table, index)
    ]


def _cells(table: QTableView) -> Iterator[QModelIndex]:
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            text = str(index.data() or "")
            if text and text != index.data(Qt.ItemDataRole.ToolTipRole):
                yield index


def _cell_fits(table: QTableView, index: QModelIndex) -> bool:
    padding = PADDING if isinstance(table, Table) else AROUND_MONTHS
    area = table.visualRect(index)
    if not area.width():  # under the name of the totals, which runs over it
        return True
    room = area.adjusted(padding, 0, -padding, 0).size()
    text = str(index.data())
    if isinstance(table, Table):
        highest = area.height() >= ROW_HEIGHT + LINE_HEIGHT * (MOST_LINES - 1)
        text = shown_text(index, table.font(), room)
        if text.endswith(CUT) and not str(index.data()).endswith(CUT) and not highest:
            return False
    wide = max(map(table.fontMetrics().horizontalAdvance, text.split("\n")))
    return room.isValid() and wide <= room.width() + 1


def cut_headings(parts: Parts) -> list[str]:
    """The headings of columns with a word that is cut, or a line too many."""
    found = []
    for header in of(QHeaderView, parts):
        if header.orientation() is not Qt.Orientation.Horizontal or header.model() is None:
            continue
        font = header.font()
        font.setPixelSize(theme.CAPTION)
        for section in range(header.count()):
            text = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
            around = 2 * PADDING if isinstance(header, Headings) else 2 * AROUND_MONTHS
            room = header.sectionSize(section) - around
            area = QFontMetrics(font).boundingRect(
                QRect(0, 0, room, 1000), int(Qt.TextFlag.TextWordWrap), text
            )
            above = 7 if isinstance(header, Headings) else 9
            if words_width(font, text) > room or area.height() > header.height() - above:
                found.append(f"heading: {text}")
    return found


def cut_entries(parts: Parts) -> list[str]:
    """The entries of lists that run out of the list at its right."""
    found = []
    for entries in of(QListWidget, parts):
        room = entries.viewport().width()
        for row in range(entries.count()):
            item = entries.item(row)
            if entries.wordWrap():
                wide = words_width(entries.font(), item.text())
            else:
                wide = max(map(entries.fontMetrics().horizontalAdvance, item.text().split("\n")))
            if wide + 2 * theme.SMALL > room + 1 and not item.toolTip():
                found.append(f"entry: {item.text()}")
    return found


def cut_texts(parts: Parts) -> list[str]:
    """Every text that is cut at this moment."""
    found = cut_labels(parts) + cut_buttons(parts) + cut_choices(parts) + cut_lines(parts)
    return found + cut_cells(parts) + cut_headings(parts) + cut_entries(parts)


# Where they stand


def has_text(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return bool(widget.text()) or bool(widget.pixmap() and not widget.pixmap().isNull())
    if isinstance(widget, QAbstractButton):
        return bool(widget.text()) or not widget.icon().isNull()
    return True


def overlapping(root: QWidget, parts: Parts) -> list[str]:
    """Pairs of widgets with text, none inside the other, that cover one another."""
    seen = [(_seen(area, widget, root), widget) for area, widget in _placed(root, parts)]
    placed = sorted((one for one in seen if not one[0].isEmpty()), key=lambda one: one[0].top())
    found = []
    for number, (area, widget) in enumerate(placed):
        for other_area, other in placed[number + 1 :]:
            if other_area.top() > area.bottom():
                break
            both = area.intersected(other_area)
            if min(both.width(), both.height()) <= SEAM:
                continue
            if not widget.isAncestorOf(other) and not other.isAncestorOf(widget):
                found.append(f"{_name(widget)} covers {_name(other)}")
    return found


def outside(root: QWidget, parts: Parts) -> list[str]:
    """The widgets with text that run out of what they stand in, so that a part is not seen."""
    found = []
    for area, widget in _placed(root, parts):
        parent = widget.parentWidget()
        while parent is not None and parent is not root:
            if isinstance(parent.parentWidget(), QAbstractScrollArea):
                break  # its content is moved under it: it is seen by scrolling
            around = QRect(parent.mapTo(root, QPoint(0, 0)), parent.size())
            if not around.adjusted(-SEAM, -SEAM, SEAM, SEAM).contains(area):
                found.append(f"{_name(widget)} runs out of {type(parent).__name__}")
                break
            parent = parent.parentWidget()
    return found


def wider_than_shown(parts: Parts) -> list[str]:
    """The scrolled parts that must be moved sideways to be read."""
    return [
        f"{type(area).__name__} is wider than its place"
        for area in of(QAbstractScrollArea, parts)
        if not isinstance(area, QPlainTextEdit) and area.horizontalScrollBar().maximum() > 0
    ]


def _placed(root: QWidget, parts: Parts) -> Iterator[tuple[QRect, QWidget]]:
    for part in parts:
        if part is root or not isinstance(part, WITH_TEXT) or not has_text(part):
            continue
        inner = isinstance(part.parentWidget(), QComboBox | QTableView | QDateEdit)
        if not inner and not part.objectName().startswith("qt_"):
            yield QRect(part.mapTo(root, QPoint(0, 0)), part.size()), part


def _seen(area: QRect, widget: QWidget, root: QWidget) -> QRect:
    """What is to be seen of a widget where it stands in something that is scrolled."""
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            area = area.intersected(QRect(parent.mapTo(root, QPoint(0, 0)), parent.size()))
        parent = parent.parentWidget()
    return area


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", str)() or widget.accessibleName() or widget.toolTip()
    return f"{type(widget).__name__} «{text}»"


def crowding(root: QWidget) -> list[str]:
    """All that is wrong with the places of a window's texts."""
    parts = seen_in(root)
    found = cut_texts(parts) + wider_than_shown(parts)
    return found + overlapping(root, parts) + outside(root, parts)


def lasting(root: QWidget) -> list[str]:
    """What is wrong and stays so: what a worker has just brought is laid out in the next turns."""
    found = crowding(root)
    if not found:
        return []
    settle()
    return [text for text in crowding(root) if text in found]


def told(found: Iterable[object]) -> str:
    return "\n".join(map(str, found))
