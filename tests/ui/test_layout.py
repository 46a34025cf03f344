"""Nothing on a page is cut off: every text has the room it needs, in both languages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QWidget

from wizard.texts import LANGUAGES, Language
from wizard.ui.binding.table import Table
from wizard.ui.binding.table_cells import PADDING
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.widgets.top_bar import TopBar

SIZES = ((1024, 700), (1280, 800), (1259, 720), (1260, 760))
_ARROW = 34
SETTLED = 10  # a layout that wraps texts needs several rounds to come to rest


def cut_labels(window: QWidget) -> list[str]:
    """The labels with less room than their text needs."""
    found = []
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label.parent(), TopBar):
            continue
        if label.wordWrap():
            fits = label.heightForWidth(label.width()) <= label.height() + 1
            longest = max(
                map(QFontMetrics(label.font()).horizontalAdvance, label.text().split()), default=0
            )
            fits = fits and longest <= label.width() + 1
        else:
            fits = label.minimumSizeHint().width() <= label.width() + 1
        if not fits:
            found.append(label.text())
    return found


def cut_buttons(window: QWidget) -> list[str]:
    """The buttons narrower than their text."""
    return [
        button.text()
        for button in window.findChildren(QPushButton)
        if button.isVisible()
        and button.text()
        and QFontMetrics(button.font()).horizontalAdvance(button.text()) > button.width()
    ]


def cut_choices(window: QWidget) -> list[str]:
    """The choices whose text runs under the arrow."""
    return [
        combo.currentText()
        for combo in window.findChildren(QComboBox)
        if combo.isVisible()
        and combo.fontMetrics().horizontalAdvance(combo.currentText()) > combo.width() - _ARROW
    ]


def cut_cells(window: QWidget) -> list[str]:
    """The cells of tables whose text does not fit."""
    found = []
    for table in window.findChildren(Table):
        if not table.isVisible():
            continue
        model = table.table_model
        for row in range(model.rowCount()):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                text = str(index.data() or "")
                area = table.visualRect(index).adjusted(PADDING, 0, -PADDING, 0)
                if 0 < table.fontMetrics().horizontalAdvance(text) <= area.width():
                    continue  # painted on one line
                wanted = table.fontMetrics().boundingRect(
                    QRect(0, 0, area.width(), 10_000), int(Qt.TextFlag.TextWordWrap), text
                )
                if text and not area.size().expandedTo(QSize(0, 0)).isEmpty():
                    fits = wanted.height() <= area.height() + 2 and wanted.width() <= area.width()
                    if not fits:
                        found.append(f"{model.path}: {text}")
    return found


def all_cut(window: MainWindow) -> list[str]:
    """Every text of the window that is cut at this moment."""
    page = window.page()
    found = cut_labels(window) + cut_buttons(window)
    return found + cut_choices(page) + cut_cells(page)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", ["online-service", "digital-agency", "wholesale"])
def test_no_text_is_cut_off_on_any_page(
    window: MainWindow, language: Language, preset: str
) -> None:
    window.interface.set_language(language)
    window.session.new(preset)
    cut: list[tuple[str, int, str]] = []
    for width, height in SIZES:
        window.resize(width, height)
        for name, _title in PAGES:
            window.show_page(name)
            for _turn in range(SETTLED):
                QApplication.processEvents()
            page = window.page()
            texts = all_cut(window)
            if texts:  # what a worker has just brought is laid out in the next turns
                for _turn in range(SETTLED):
                    QApplication.processEvents()
                texts = [text for text in all_cut(window) if text in texts]
            cut += [(name, width, text) for text in texts]
            if page.horizontalScrollBar().maximum() > 0:
                cut.append((name, width, "the page is wider than the window"))
    assert not cut, "\n".join(map(str, cut))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_has_room_for_its_texts(window: MainWindow, language: Language) -> None:
    window.interface.set_language(language)
    window.resize(1024, 700)
    for _turn in range(SETTLED):
        QApplication.processEvents()
    assert cut_labels(window) + cut_buttons(window) == []


def test_in_a_narrow_window_the_panel_opens_on_demand(opened: MainWindow) -> None:
    from wizard.ui.widgets.side_panel import FigureStrip, SidePanel

    opened.show_page("goals")
    opened.resize(1024, 700)
    QApplication.processEvents()
    panel = opened.findChildren(SidePanel)[0]
    strip = opened.findChildren(FigureStrip)[0]
    assert not panel.isVisible()
    assert strip.isVisible()
    strip.more.click()
    assert panel.isVisible()
    opened.resize(1280, 800)
    QApplication.processEvents()
    assert panel.isVisible()
    assert not strip.isVisible()
