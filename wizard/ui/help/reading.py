"""A text of the program to be read in the window, dressed by the theme.

Belongs here: how HTML of the program's own texts looks on the screen. Does not belong here: which
text is read (`guide_window.py`, `news.py`).
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument
from PySide6.QtWidgets import QTextBrowser

from wizard.ui import theme

PICTURE_WIDTH = 640
_MARGIN = 28


class Reading(QTextBrowser):
    """A page of text; `folder` is where its pictures lie. It opens no link by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path()
        self._html = ""
        self.setProperty("role", "reading")
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(_MARGIN)

    def show_html(self, html: str) -> None:
        """Show a text from its beginning."""
        self._html = html
        self.document().setDefaultStyleSheet(_style(theme.tokens()))
        dressed = html.replace("<table>", '<table cellspacing="0" cellpadding="6">')
        # A picture is as high as it is: a share of its height would be a gap below it.
        self.setHtml(dressed.replace("<p><img", '<p style="line-height: 100%"><img'))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """A picture of the text, as sharp as the screen allows."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return None
        picture = QImage(str(self.folder / QUrl(name).fileName()))
        ratio = self.devicePixelRatioF()
        if picture.width() > PICTURE_WIDTH * ratio:
            smooth = Qt.TransformationMode.SmoothTransformation
            picture = picture.scaledToWidth(round(PICTURE_WIDTH * ratio), smooth)
        picture.setDevicePixelRatio(max(1.0, picture.width() / PICTURE_WIDTH))
        return picture

    def changeEvent(self, event: QEvent) -> None:
        """The theme has changed: the text is dressed anew where it stands."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._html:
            place = self.verticalScrollBar().value()
            self.show_html(self._html)
            self.verticalScrollBar().setValue(place)


def _style(t: theme.Tokens) -> str:
    """The part of CSS that Qt's rich text knows."""
    return f"""
body {{ color: {t.ink}; }}
h1 {{ font-size: {theme.TITLE}px; margin-top: 0; margin-bottom: 12px; }}
h2 {{ font-size: 17px; margin-top: 24px; margin-bottom: 8px; }}
h3 {{ font-size: {theme.SECTION}px; margin-top: 18px; margin-bottom: 6px; }}
p, li {{ line-height: 140%; margin-top: 0; margin-bottom: 10px; }}
li {{ margin-bottom: 6px; }}
a {{ color: {t.accent}; text-decoration: none; }}
em {{ color: {t.muted}; }}
code, pre {{ font-family: "DejaVu Sans Mono", "Consolas", "Menlo", monospace;
    font-size: {theme.CAPTION}px; background-color: {t.hint_soft}; }}
th {{ color: {t.muted}; text-align: left; border-bottom: 1px solid {t.field_line}; }}
td {{ border-bottom: 1px solid {t.line}; }}
table {{ border-collapse: collapse; margin-bottom: 14px; }}
"""
