"""Whether every text of a window has the room it needs, and no two stand on one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QThreadPool
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
from wizard.ui.binding.inputs import Line
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_cells import PADDING
from wizard.ui.binding.table_headings import Headings

SETTLED = 10  # a layout that wraps texts needs several rounds to come to rest
CUT = "…"
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


def shown(root: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    found = [root, *root.findChildren(kind)] if isinstance(root, kind) else root.findChildren(kind)
    return (widget for widget in found if widget.isVisible())


def words_width(font: QFont, text: str) -> int:
    metrics = QFontMetrics(font)
    words = (part for word in text.split() for part in word.split("\u00ad"))
    return max(map(metrics.horizontalAdvance, words), default=0)


# One kind of widget after the other: what each of them paints, and where


def cut_labels(root: QWidget) -> list[str]:
    """The labels with less room than their text needs; a shortened one keeps all in its tip."""
    return [
        f"label: {label.text()}"
        for label in shown(root, QLabel)
        if isinstance(label, QLabel) and label.text() and not _label_fits(label)
    ]


def _label_fits(label: QLabel) -> bool:
    if label.width() + 1 < label.minimumSizeHint().width() and not label.wordWrap():
        return False
    if CUT in label.text() and not label.text().endswith(CUT) and not label.toolTip():
        return False
    if not label.wordWrap():
        lines = label.text().count("\n") + 1
        return label.height() + 1 >= lines * QFontMetrics(label.font()).height()
    if label.heightForWidth(label.width()) > label.height() + 1:
        return False
    return words_width(label.font(), label.text()) <= label.width() + 1


def cut_buttons(root: QWidget) -> list[str]:
    """The buttons, boxes and tools narrower or lower than their text."""
    return [
        f"button: {button.text()}"
        for button in shown(root, QAbstractButton)
        if isinstance(button, QAbstractButton) and _said(button) and not _button_fits(button)
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


def cut_choices(root: QWidget) -> list[str]:
    """The choices whose text runs under the arrow, and whose entries are cut in their list."""
    found = []
    for combo in shown(root, QComboBox):
        assert isinstance(combo, QComboBox)
        option = QStyleOptionComboBox()
        combo.initStyleOption(option)
        area = combo.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            combo,
        )
        wanted = combo.fontMetrics().horizontalAdvance(combo.currentText())
        if wanted > area.width():
            found.append(f"choice: {combo.currentText()}")
    return found


def cut_lines(root: QWidget) -> list[str]:
    """The lines whose prompt does not fit, or whose number with its unit does not."""
    found = []
    for line in shown(root, QLineEdit):
        assert isinstance(line, QLineEdit)
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


def cut_cells(root: QWidget) -> list[str]:
    """The cells of tables whose text does not fit."""
    found = []
    for table in shown(root, QTableView):
        assert isinstance(table, QTableView)
        model = table.model()
        padding = PADDING if isinstance(table, Table) else theme.SMALL
        path = table.accessibleName()
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                text = str(index.data() or "")
                if not text:
                    continue
                area = table.visualRect(index).adjusted(padding, 0, -padding, 0)
                if area.isEmpty():
                    if not table.columnSpan(row, column) > 1 and table.visualRect(index).width():
                        found.append(f"cell of {path}: {text}")
                    continue
                metrics = table.fontMetrics()
                if metrics.horizontalAdvance(text) <= area.width():
                    continue
                wanted = metrics.boundingRect(
                    QRect(0, 0, area.width(), 10_000), int(Qt.TextFlag.TextWordWrap), text
                )
                if wanted.height() > area.height() + 2 or wanted.width() > area.width():
                    found.append(f"cell of {path}: {text}")
    return found


def cut_headings(root: QWidget) -> list[str]:
    """The headings of columns with a word that is cut, or a line too many."""
    found = []
    for header in shown(root, QHeaderView):
        assert isinstance(header, QHeaderView)
        if header.orientation() is not Qt.Orientation.Horizontal or header.model() is None:
            continue
        font = header.font()
        font.setPixelSize(theme.CAPTION)
        for section in range(header.count()):
            text = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
            room = header.sectionSize(section) - 2 * PADDING
            area = QFontMetrics(font).boundingRect(
                QRect(0, 0, room, 1000), int(Qt.TextFlag.TextWordWrap), text
            )
            above = 7 if isinstance(header, Headings) else 9
            if words_width(font, text) > room or area.height() > header.height() - above:
                found.append(f"heading: {text}")
    return found


def cut_entries(root: QWidget) -> list[str]:
    """The entries of lists that run out of the list at its right."""
    found = []
    for entries in shown(root, QListWidget):
        assert isinstance(entries, QListWidget)
        room = entries.viewport().width()
        for row in range(entries.count()):
            item = entries.item(row)
            wide = entries.fontMetrics().horizontalAdvance(item.text()) + 2 * theme.SMALL
            if max(wide, entries.visualItemRect(item).width()) > room + 1 and not item.toolTip():
                found.append(f"entry: {item.text()}")
    return found


def cut_texts(root: QWidget) -> list[str]:
    """Every text below a widget that is cut at this moment."""
    found = cut_labels(root) + cut_buttons(root) + cut_choices(root) + cut_lines(root)
    return found + cut_cells(root) + cut_headings(root) + cut_entries(root)


# Where they stand


def has_text(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        return bool(widget.text()) or bool(widget.pixmap() and not widget.pixmap().isNull())
    if isinstance(widget, QAbstractButton):
        return bool(widget.text()) or not widget.icon().isNull()
    return True


def overlapping(root: QWidget) -> list[str]:
    """Pairs of widgets with text, none inside the other, that cover one another."""
    placed = sorted(_placed(root), key=lambda one: one[0].top())
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


def outside(root: QWidget) -> list[str]:
    """The widgets with text that run out of what they stand in, so that a part is not seen."""
    found = []
    for area, widget in _placed(root):
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


def wider_than_shown(root: QWidget) -> list[str]:
    """The scrolled parts that must be moved sideways to be read."""
    return [
        f"{type(area).__name__} is wider than its place"
        for area in shown(root, QAbstractScrollArea)
        if isinstance(area, QAbstractScrollArea)
        and not isinstance(area, QTableView | QPlainTextEdit)
        and area.horizontalScrollBar().maximum() > 0
    ]


def _placed(root: QWidget) -> Iterator[tuple[QRect, QWidget]]:
    for kind in WITH_TEXT:
        for widget in shown(root, kind):
            inner = isinstance(widget.parentWidget(), QComboBox | QTableView | QDateEdit)
            inner = inner or widget.objectName().startswith("qt_") or widget is root
            if has_text(widget) and not inner:
                yield QRect(widget.mapTo(root, QPoint(0, 0)), widget.size()), widget


def _name(widget: QWidget) -> str:
    text = getattr(widget, "text", str)() or widget.accessibleName() or widget.toolTip()
    return f"{type(widget).__name__} «{text}»"


def crowding(root: QWidget) -> list[str]:
    """All that is wrong with the places of a window's texts."""
    return cut_texts(root) + overlapping(root) + outside(root) + wider_than_shown(root)


def lasting(root: QWidget) -> list[str]:
    """What is wrong and stays so: what a worker has just brought is laid out in the next turns."""
    found = crowding(root)
    if not found:
        return []
    settle()
    return [text for text in crowding(root) if text in found]


def told(found: Iterable[object]) -> str:
    return "\n".join(map(str, found))
