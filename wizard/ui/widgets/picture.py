"""The frame round every picture: its caption, and what can be done with it.

Saved as PNG or SVG, copied, shown large: by the button beside the caption or the menu of the right
mouse button. What is saved is drawn in light colours, for paper and slides, whatever the window's.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from PySide6.QtCore import QByteArray, QMimeData, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from wizard.errors import UserError
from wizard.files import file_stem, write_whole
from wizard.texts import Text, Verbatim, _
from wizard.ui import icons, theme
from wizard.ui.file_dialogs import tell
from wizard.ui.pictures import packed_png
from wizard.ui.session import Session
from wizard.ui.widgets.canvas import Canvas
from wizard.ui.widgets.parts import label

PNG_WIDTH = 2000
LARGE = QSize(1040, 700)
LEAST_HEIGHT = 160
_MARGIN = 0.02


class Drawable(Protocol):
    """What can be put into the frame; a widget."""

    @property
    def caption(self) -> Text:
        """What the picture is called."""

    def export(self) -> bytes:
        """The picture as an SVG of its own, in light colours."""

    def another(self) -> QWidget:
        """The same picture once more, to be shown large."""

    def refresh(self) -> None:
        """Show the project as it is now."""


class Picture(QWidget):
    """A picture with its caption and menu."""

    def __init__(self, session: Session, canvas: QWidget, *, is_section: bool = False) -> None:
        super().__init__()
        self.session = session
        self.canvas = canvas
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.TINY)
        head = QHBoxLayout()
        head.setSpacing(theme.TINY)
        self._caption = label("", "section" if is_section else "caption")
        head.addWidget(self._caption, 1)
        self.menu = QMenu(self)
        self.button = QToolButton()
        self.button.setIcon(icons.icon("dots-three"))
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setMenu(self.menu)
        head.addWidget(self.button)
        column.addLayout(head)
        column.addWidget(canvas)
        for text, command in (
            (_("Сохранить как PNG…"), self.save_png),
            (_("Сохранить как SVG…"), self.save_svg),
            (_("Скопировать"), self.copy),
            (_("Увеличить"), self.enlarge),
        ):
            action = self.menu.addAction(session.say(text))
            action.triggered.connect(lambda _on=False, command=command: command())
        self.say_caption()

    @property
    def drawable(self) -> Drawable:
        """The picture itself."""
        return cast("Drawable", self.canvas)

    def say_caption(self) -> None:
        """Say what the picture is called now."""
        caption = self.session.say(self.drawable.caption)
        self._caption.setText(caption)
        told = _("Рисунок «{name}»: сохранить, скопировать, увеличить", name=Verbatim(caption))
        name = self.session.say(told)
        self.button.setAccessibleName(name)
        self.button.setToolTip(name)
        self.canvas.setAccessibleName(caption)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.popup(event.globalPos())

    # Commands

    def save_png(self) -> None:
        """Ask where to, and save the picture as PNG."""
        self._save("png", lambda: png(self.drawable.export()))

    def save_svg(self) -> None:
        """Ask where to, and save the picture as SVG."""
        self._save("svg", self.drawable.export)

    def copy(self) -> None:
        """Put the picture on the clipboard, as an image and as SVG."""
        svg = self.drawable.export()
        data = QMimeData()
        data.setImageData(image(svg))
        data.setData("image/svg+xml", QByteArray(svg))
        QGuiApplication.clipboard().setMimeData(data)

    def enlarge(self) -> QDialog:
        """Show the picture in a window of its own; it goes on following the plan."""
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        caption = self.session.say(self.drawable.caption)
        dialog.setWindowTitle(caption)
        screen = self.screen().availableSize() * 0.9
        dialog.resize(LARGE.boundedTo(screen))
        column = QVBoxLayout(dialog)
        column.setContentsMargins(theme.EDGE, theme.EDGE, theme.EDGE, theme.EDGE)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        canvas = self.drawable.another()
        canvas.setAccessibleName(caption)
        body = QWidget()
        body.setProperty("role", "clear")
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(canvas)
        inside.addStretch(1)
        area.setWidget(body)
        column.addWidget(area)
        if isinstance(canvas, Canvas):
            canvas.fitted.connect(lambda: _fit(dialog, canvas, screen.height()))
            canvas.follow.connect(dialog.close)
            canvas.follow.connect(self.canvas.follow)  # type: ignore[attr-defined]
        refresh = cast("Drawable", canvas).refresh
        self.session.changed.connect(refresh)
        self.session.opened.connect(dialog.close)
        dialog.show()
        return dialog

    def _save(self, kind: str, content: Callable[[], bytes]) -> None:
        session, interface = self.session, self.session.interface
        caption = session.say(self.drawable.caption)
        suggested = interface.preferences.folder / f"{file_stem(caption)}.{kind}"
        name, _chosen = QFileDialog.getSaveFileName(
            self.window(), session.say(_("Сохранить рисунок")), str(suggested),
            f"{kind.upper()} (*.{kind})",
        )  # fmt: skip
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() != f".{kind}":
            path = path.with_name(f"{path.name}.{kind}")
        try:
            write_whole(path, content())
        except UserError as error:
            tell(self.window(), interface, error.text)
            return
        interface.preferences.folder = path.parent


def _fit(dialog: QDialog, canvas: QWidget, most: int) -> None:
    """Be as high as the picture, within the screen."""
    height = canvas.height() + 2 * theme.EDGE + theme.TINY
    dialog.resize(dialog.width(), min(max(height, LEAST_HEIGHT), most))


def image(svg: bytes) -> QImage:
    """An SVG as an image on white, wide enough for a slide."""
    renderer = QSvgRenderer(QByteArray(svg))
    size = renderer.viewBoxF().size()
    margin = PNG_WIDTH * _MARGIN
    inner = PNG_WIDTH - 2 * margin
    height = inner * size.height() / size.width() if size.width() else inner
    found = QImage(PNG_WIDTH, round(height + 2 * margin), QImage.Format.Format_ARGB32)
    found.fill(QColor(theme.PAPER))
    painter = QPainter(found)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(margin, margin, inner, height))
    painter.end()
    return found


def png(svg: bytes) -> bytes:
    """An SVG as the content of a PNG file."""
    return packed_png(image(svg))
