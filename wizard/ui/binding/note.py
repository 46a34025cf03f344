"""Notes at answers: the small window that a note is written in, and the mark of an answer that has
one.

Belongs here: notes of fields and cells alike. Does not belong here: what a note is
(`wizard.project.notes`).
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, QTimer
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
)
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from wizard.project.path import title
from wizard.texts import Verbatim, _
from wizard.ui import shortcuts, theme
from wizard.ui.binding.inputs import TextBox, cut_words, tell
from wizard.ui.session import Session
from wizard.ui.widgets.parts import label, link

CORNER = 9
_WIDTH, _LINES = 320, 4


def told(session: Session, path: str) -> str:
    """The note at an answer as a tooltip and a screen reader tell it; empty where there is none."""
    note = session.note(path)
    return session.say(_("Заметка: {text}", text=Verbatim(note))) if note else ""


def paint_corner(painter: QPainter, area: QRect) -> None:
    """The mark of a note: a filled corner, as in a spreadsheet."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    right, top = area.right() + 1, area.top()
    corner = [QPointF(right - CORNER, top), QPointF(right, top), QPointF(right, top + CORNER)]
    painter.drawPolygon(QPolygonF(corner))
    painter.restore()


class NotePopup(QFrame):
    """A note being written. It is kept when the window closes, however it closes."""

    def __init__(self, session: Session, path: str, host: QWidget) -> None:
        super().__init__(host, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "popup")
        self._session, self._path, self._host = session, path, host
        name = session.say(_("Заметка"))
        self.setAccessibleName(name)
        self.setWindowTitle(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.GAP, theme.SMALL, theme.GAP, theme.SMALL)
        column.setSpacing(theme.SMALL)
        where = label(session.say(title(session.project, path)), "caption")
        where.setWordWrap(True)
        column.addWidget(where)
        self.text = TextBox(session.note(path))
        self.text.overfilled.connect(lambda length: tell(self.text, session.say(cut_words(length))))
        self.text.setAccessibleName(name)
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(session.say(_("Откуда число, что проверить, с кем решено…")))
        self.text.setFixedHeight(self.text.fontMetrics().lineSpacing() * _LINES + 18)
        self.text.installEventFilter(self)
        column.addWidget(self.text)
        foot = QHBoxLayout()
        self.remove = link(session.say(_("Убрать заметку")), self._remove)
        self.remove.setVisible(bool(session.note(path)))
        foot.addWidget(self.remove)
        foot.addStretch(1)
        self.done = QPushButton(session.say(_("Готово")))
        self.done.setToolTip("Ctrl+Enter, Esc")
        self.done.clicked.connect(self.close)
        foot.addWidget(self.done)
        column.addLayout(foot)
        self.setFixedWidth(_WIDTH)

    def open_at(self, area: QRect) -> None:
        """Show below an area of the host, or above it where the screen ends."""
        self.adjustSize()
        below = self._host.mapToGlobal(area.bottomLeft() + QPoint(0, 2))
        screen = self._host.screen().availableGeometry()
        if below.y() + self.height() > screen.bottom():
            below.setY(self._host.mapToGlobal(area.topLeft()).y() - self.height() - 2)
        below.setX(max(screen.left(), min(below.x(), screen.right() - self.width())))
        self.move(below)
        self.show()
        self.text.setFocus(Qt.FocusReason.PopupFocusReason)
        end = self.text.textCursor()
        end.movePosition(end.MoveOperation.End)
        self.text.setTextCursor(end)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._session.exists(self._path):
            self._session.keep_note(self._path, self.text.toPlainText())
        # Later: a popup that is closing still holds the keyboard.
        host = self._host
        QTimer.singleShot(0, host, lambda: host.setFocus(Qt.FocusReason.PopupFocusReason))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def _remove(self) -> None:
        self.text.clear()
        self.close()


class NoteMark(QWidget):
    """The corner of a field that has a note; it also listens for the keys and the menu that open
    the note, which work without one."""

    def __init__(self, session: Session, path: str, host: QWidget) -> None:
        super().__init__(host)
        self._session, self._path, self._host = session, path, host
        self.setFixedSize(QSize(CORNER, CORNER))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        listened = [host, *host.findChildren(QComboBox)]
        if isinstance(host, QPlainTextEdit):
            listened.append(host.viewport())
        for widget in listened:
            widget.installEventFilter(self)
        self.refresh()

    def refresh(self) -> None:
        """Show whether there is a note."""
        note = told(self._session, self._path)
        if self.toolTip() != note:
            self.setToolTip(note)
        self.setVisible(bool(note))
        self._place()

    def open(self) -> NotePopup:
        """Open the note to be read and written."""
        popup = NotePopup(self._session, self._path, self._host)
        popup.open_at(self._host.rect())
        return popup

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Resize and watched is self._host:
            self._place()
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if shortcuts.NOTE.pressed(event):
                event.accept()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if shortcuts.NOTE.pressed(event):
                self.open()
                return True
        elif kind == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self._show_menu(event.globalPos())
            return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.open()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_corner(painter, self.rect())
        painter.end()

    def _place(self) -> None:
        self.move(self._host.width() - CORNER - 1, 1)
        self.raise_()

    def _show_menu(self, at: QPoint) -> None:
        host = self._host
        if isinstance(host, (QLineEdit, QPlainTextEdit)):
            menu = host.createStandardContextMenu()
            for action in menu.actions():
                # Of a field's letters alone; undo and redo are the project's.
                action.setVisible(action.objectName() not in ("edit-undo", "edit-redo"))
            menu.addSeparator()
        else:
            menu = QMenu(host)
        menu.addAction(self._action(menu))
        menu.exec(at)
        menu.deleteLater()

    def _action(self, menu: QMenu) -> QAction:
        action = QAction(self._session.say(shortcuts.NOTE.title), menu)
        action.setShortcut(QKeySequence(shortcuts.NOTE.keys[0]))
        action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda _on=False: self.open())
        return action
