"""Printing the pages of a document, as they stand in the preview.

Belongs here: pages (SVG) as vectors on paper, at their true size. Does not belong here: how the
pages are made (`wizard.documents.preview`).
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QEventLoop, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from wizard.errors import UserError
from wizard.texts import _

_POINTS_OF_INCH = 72.0
_HAIR = 0.5  # points: pages of one format that differ by rounding


def print_asked(parent: QWidget, title: str, pages: Sequence[bytes]) -> bool:
    """Ask for a printer and print; whether anything was printed. Raises UserError."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(_format(pages[0]))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.setMinMax(1, len(pages))
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    agreed = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    if agreed:
        print_pages(pages, printer)
    return agreed


def print_pages(pages: Sequence[bytes], printer: QPrinter) -> None:
    """Print the pages that the printer is asked for, in its order. Raises UserError."""
    sheets = [_sheet(page) for page in pages]
    wanted = [
        number
        for number in range(1, len(sheets) + 1)
        if printer.pageRanges().isEmpty() or printer.pageRanges().contains(number)
    ]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        wanted.reverse()
    if not wanted:
        raise UserError(_("Страниц с такими номерами в документе нет."))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(printer):
        raise UserError(_("Принтер не принял задание. Проверьте, включён ли он и есть ли бумага."))
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        for place, number in enumerate(wanted):
            if place:
                printer.newPage()
            _paint(painter, printer, sheets[number - 1])
            # A page takes a moment: the window is to be painted, and not used, meanwhile.
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
    finally:
        painter.end()
        QApplication.restoreOverrideCursor()


def _sheet(page: bytes) -> QSvgRenderer:
    """A page for the printer. Qt draws what has no stroke with a pen that has no colour, which a
    printer takes for black, and all letters for bold ones; a pen without width it leaves out."""
    return QSvgRenderer(QByteArray(page.replace(b"<svg ", b'<svg stroke-width="0" ', 1)))


def _format(page: bytes) -> QPageSize:
    """The paper that a page asks for, upright."""
    size = _sheet(page).viewBoxF().size()
    sides = sorted((size.width(), size.height()))
    fuzzy = QPageSize.SizeMatchPolicy.FuzzyMatch
    return QPageSize(QSizeF(*sides), QPageSize.Unit.Point, "", fuzzy)


def _paint(painter: QPainter, printer: QPrinter, sheet: QSvgRenderer) -> None:
    """A page at its true size, smaller where the paper is; one that lies is turned to stand."""
    size = sheet.viewBoxF().size()
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Point).size()
    dots = printer.resolution() / _POINTS_OF_INCH
    painter.save()
    painter.scale(dots, dots)
    if (size.width() > size.height()) != (paper.width() > paper.height()):
        painter.translate(paper.width(), 0)
        painter.rotate(90)
        paper.transpose()
    room = min(paper.width() / size.width(), paper.height() / size.height())
    scale = 1.0 if room > 1.0 - _HAIR / size.width() else room
    width, height = size.width() * scale, size.height() * scale
    sheet.render(
        painter, QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)
    )
    painter.restore()
