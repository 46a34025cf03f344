"""Everything can be reached, seen and heard without a mouse: names, roles, focus, order."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollArea,
    QScrollBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.dialogs import DIALOGS
from wizard.project.company import ConsultantPlace
from wizard.texts import LANGUAGES, Language
from wizard.ui.binding.field import Field, Months
from wizard.ui.binding.help import help_of
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.widgets.rail import Rail

STAGES = [name for name, _title in PAGES]
CONTROLS = (
    QAbstractButton, QAbstractSlider, QComboBox, QLineEdit, QPlainTextEdit, QProgressBar,
    QScrollArea, QTableView,
)  # fmt: skip
MUTE = (QAccessible.Role.NoRole, QAccessible.Role.Client)
SETTLED = 4
UP_AT_MOST = 60  # pixels: fields that stand side by side differ a little in their tops


def settle() -> None:
    for _turn in range(SETTLED):
        QApplication.processEvents()


def inside_another(widget: QWidget) -> bool:
    """Parts that Qt itself builds a control of."""
    parent = widget.parentWidget()
    return isinstance(widget, (QScrollBar, QHeaderView)) or (
        widget.objectName().startswith("qt_") or isinstance(parent, (QComboBox, QTableView))
    )


def controls(root: QWidget) -> list[QWidget]:
    return [
        found
        for found in (root, *root.findChildren(QWidget))
        if found.isVisible()
        and not inside_another(found)
        and (isinstance(found, CONTROLS) or takes_tab(found))
    ]


def takes_tab(widget: QWidget) -> bool:
    return bool(
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and widget.isEnabled()
        and widget.focusProxy() is None
        and not inside_another(widget)
    )


def told(widget: QWidget) -> str:
    parent = type(widget.parentWidget()).__name__
    return f"{type(widget).__name__} in {parent}: {widget.accessibleName() or widget.toolTip()}"


def unheard(root: QWidget) -> list[str]:
    """Controls that a screen reader could not tell: no name, or no role."""
    found = []
    for widget in controls(root):
        heard = QAccessible.queryAccessibleInterface(widget)
        assert heard is not None
        if not heard.text(QAccessible.Text.Name).strip():
            found.append(f"no name: {told(widget)}")
        is_control = isinstance(widget, CONTROLS) and not isinstance(widget, QScrollArea)
        if is_control and heard.role() in MUTE:
            found.append(f"no role: {told(widget)}")
    return found


def activate(widget: QWidget) -> None:
    widget.window().activateWindow()
    QTest.qWaitForWindowActive(widget.window())


def walk(start: QWidget, back: bool = False) -> list[QWidget]:
    """What has the focus, Tab after Tab, until it is back at the start or stands still."""
    activate(start)
    start.setFocus(Qt.FocusReason.TabFocusReason)
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    seen: list[QWidget] = []
    presses = 0
    while (focused := QApplication.focusWidget()) is not None and presses < 4000:
        if not seen or focused is not seen[-1]:
            if focused in seen:
                return seen
            seen.append(focused)
        QTest.keyClick(focused, key)
        presses += 1
    raise AssertionError(f"Tab is caught by {told(seen[-1])}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_of_every_page_can_be_heard(window: MainWindow, language: Language) -> None:
    window.interface.set_language(language)
    silent = {"start": unheard(window)}
    for preset in ("online-service", "wholesale"):
        window.session.new(preset)
        for name in STAGES:
            window.show_page(name)
            settle()
            silent[name] = unheard(window)
    assert {name: found for name, found in silent.items() if found} == {}


@pytest.mark.parametrize("name", DIALOGS)
def test_every_dialog_can_be_heard_and_walked_through(
    opened: MainWindow, qtbot: QtBot, name: str
) -> None:
    dialog = DIALOGS[name](opened)
    with qtbot.waitExposed(dialog):
        dialog.show()
    assert unheard(dialog) == []
    assert dialog.windowTitle()
    reachable = {told(one) for one in controls(dialog) if takes_tab(one)}
    first = next(one for one in controls(dialog) if takes_tab(one))
    assert reachable - {told(one) for one in walk(first)} == set()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("name", ["start", *STAGES])
def test_tab_leads_through_everything_in_the_order_of_the_page(
    window: MainWindow, name: str
) -> None:
    if name != "start":
        window.session.new("online-service")
        window.show_page(name)
    settle()
    root: QWidget = window if name == "start" else window.page()
    first = next(one for one in controls(root) if takes_tab(one))
    seen = walk(first)
    missed = [one for one in controls(window) if takes_tab(one) and one not in seen]
    assert [told(one) for one in missed] == []
    body = root.widget() if isinstance(root, QScrollArea) else root
    assert body is not None
    tops = [
        (one.mapTo(body, QPoint(0, 0)).y(), told(one))
        for one in seen
        if one is not body and body.isAncestorOf(one)
    ]
    upwards = [
        (before, after) for before, after in pairwise(tops) if after[0] < before[0] - UP_AT_MOST
    ]
    assert upwards == []


def test_shift_tab_leads_back_the_same_way(opened: MainWindow) -> None:
    opened.show_page("company")  # no table: the commands of a row come and go
    settle()
    start = next(one for one in controls(opened.page()) if takes_tab(one))
    there = walk(start)
    back = walk(start, back=True)
    assert [told(one) for one in back] == [told(one) for one in (there[0], *reversed(there[1:]))]


def test_the_focus_is_seen_on_every_control(opened: MainWindow) -> None:
    activate(opened)
    unseen: set[str] = set()
    for name in ("goals", "motivation", "documentation", "summary", "package"):
        opened.show_page(name)
        settle()
        for widget in controls(opened):
            if not takes_tab(widget) or isinstance(widget, QScrollArea):
                continue
            widget.setFocus(Qt.FocusReason.TabFocusReason)
            with_focus = picture(widget)
            opened.page().setFocus()
            if with_focus == picture(widget):
                unseen.add(told(widget))
    assert unseen == set()


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_every_label_belongs_to_its_field(opened: MainWindow) -> None:
    apart = []
    for name in STAGES:
        opened.show_page(name)
        for field in opened.page().findChildren(Field):
            buddies = {label.buddy() for label in field.findChildren(QLabel)}
            if field.editor.widget not in buddies:
                apart.append(field.path)
    assert apart == []


def test_the_rail_says_how_far_a_stage_is(opened: MainWindow) -> None:
    items = opened.findChildren(Rail)[0].findChildren(QAbstractButton)
    stages = [item for item in items if item.isCheckable()]
    heard = [QAccessible.queryAccessibleInterface(item) for item in stages]
    said = {
        one.text(QAccessible.Text.Name): one.text(QAccessible.Text.Description)
        for one in heard
        if one is not None
    }
    assert said["Цели"].startswith("не начат: 0 из ")
    opened.session.answer("goals.deals_per_month", 100.0)
    settle()
    goals = QAccessible.queryAccessibleInterface(
        next(one for one in stages if one.text() == "Цели")
    )
    assert goals is not None
    assert "в работе: 1 из" in goals.text(QAccessible.Text.Description)
    checked = [item for item in stages if item.isChecked()]
    assert len(checked) == 1
    shown = QAccessible.queryAccessibleInterface(checked[0])
    assert shown is not None
    assert shown.state().checked


class Shown(QObject):
    """Takes note of every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(told(watched))
        return False


def test_no_part_of_a_page_flashes_up_as_a_window_of_its_own(
    opened: MainWindow, qapp: QApplication
) -> None:
    shown = Shown()
    qapp.installEventFilter(shown)
    for name in STAGES:
        opened.show_page(name)
        settle()
    opened.interface.set_detailed(False)
    settle()
    qapp.removeEventFilter(shown)
    assert shown.windows == []


def test_the_months_of_a_year_tell_their_help_and_their_notes(opened: MainWindow) -> None:
    opened.show_page("goals")
    months = opened.page().findChildren(Months)[0]
    path = f"{months.path}.2"
    opened.session.keep_note(path, "после праздников тихо")
    first, _second, third = [one.accessibleDescription() for one in months.findChildren(QLineEdit)][
        :3
    ]
    assert first == help_of(opened.session, opened.session.question(months.path)).whole
    assert third == f"{first} Заметка: после праздников тихо"


def test_no_part_of_a_page_appears_as_a_window_of_its_own(
    opened: MainWindow, qapp: QApplication
) -> None:
    opened.session.answer("company.consultant.place", ConsultantPlace.BOOK)
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if (
                event.type() == QEvent.Type.Show
                and watched.isWidgetType()
                and watched is not opened
            ):
                assert isinstance(watched, QWidget)
                if watched.isWindow():
                    seen.append(type(watched).__name__)
            return False

    watch = Watch()
    qapp.installEventFilter(watch)
    opened.session.opened.emit()  # all pages are made anew
    for page, _title in PAGES:
        opened.show_page(page)
    qapp.removeEventFilter(watch)
    assert seen == []
