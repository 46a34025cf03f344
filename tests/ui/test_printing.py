"""Printing from the preview: vectors at their true size, the pages that are asked for, no more."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from wizard.documents.preview import paper_file, paper_pages
from wizard.errors import UserError
from wizard.plan.figures import compute
from wizard.storage.presets import load_preset
from wizard.ui.main_window import MainWindow
from wizard.ui.printing import print_pages
from wizard.ui.stages.documentation import DocumentationPage

WAIT_MS = 10_000
POINTS_OF_MM = 72 / 25.4
RESOLUTION = 100


@pytest.fixture(scope="module")
def pages() -> tuple[bytes, ...]:
    project = load_preset("online-service")
    found = paper_pages(project, compute(project), "sales-plan")
    assert found is not None
    assert len(found.pages) > 2
    return found.pages


def to_file(file: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    return printer


def pages_of(file: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", file.read_bytes()))


def test_all_pages_are_printed_as_vectors(
    qapp: QApplication, pages: tuple[bytes, ...], tmp_path: Path
) -> None:
    file = tmp_path / "out.pdf"
    print_pages(pages, to_file(file))
    assert pages_of(file) == len(pages)
    assert re.search(rb"/Subtype\s*/Image", file.read_bytes()) is None


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is missing")
def test_letters_are_printed_no_bolder_than_in_the_pdf(
    qapp: QApplication, pages: tuple[bytes, ...], tmp_path: Path
) -> None:
    printed, saved = tmp_path / "printed.pdf", tmp_path / "saved.pdf"
    print_pages(pages[:1], to_file(printed))
    project = load_preset("online-service")
    made = paper_file(project, compute(project), "sales-plan", "", "pdf")
    assert made is not None
    saved.write_bytes(made)
    assert ink(printed) == pytest.approx(ink(saved), rel=0.1)


def test_only_the_pages_asked_for_are_printed(
    qapp: QApplication, pages: tuple[bytes, ...], tmp_path: Path
) -> None:
    file = tmp_path / "out.pdf"
    printer = to_file(file)
    printer.setPageRanges(QPageRanges.fromString("2-3"))
    print_pages(pages, printer)
    assert pages_of(file) == 2


def test_pages_that_do_not_exist_are_refused_in_words(
    qapp: QApplication, pages: tuple[bytes, ...], tmp_path: Path
) -> None:
    printer = to_file(tmp_path / "out.pdf")
    printer.setPageRanges(QPageRanges.fromString("90-91"))
    with pytest.raises(UserError):
        print_pages(pages, printer)


def test_a_printer_that_takes_no_job_is_told_in_words(
    qapp: QApplication,
    pages: tuple[bytes, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printer = to_file(tmp_path / "out.pdf")
    monkeypatch.setattr("wizard.ui.printing.QPainter.begin", lambda *_a: False)
    with pytest.raises(UserError):
        print_pages(pages, printer)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is missing")
@pytest.mark.parametrize("paper", [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.A3])
def test_a_page_is_printed_at_its_true_size(
    qapp: QApplication, tmp_path: Path, paper: QPageSize.PageSizeId
) -> None:
    # A black square of 100 mm in the middle of an A4 page.
    width, height, side = 210 * POINTS_OF_MM, 297 * POINTS_OF_MM, 100 * POINTS_OF_MM
    square = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}"><rect x="{(width - side) / 2}" '
        f'y="{(height - side) / 2}" width="{side}" height="{side}" fill="black"/></svg>'
    ).encode()
    printer = to_file(tmp_path / "out.pdf")
    printer.setPageSize(QPageSize(paper))
    print_pages([square], printer)
    assert abs(black_width(tmp_path / "out.pdf") - 100) < 1


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler is missing")
def test_a_page_that_lies_is_turned_and_not_cut(qapp: QApplication, tmp_path: Path) -> None:
    width, height = 297 * POINTS_OF_MM, 210 * POINTS_OF_MM
    lying = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}"><rect x="{10 * POINTS_OF_MM}" y="{60 * POINTS_OF_MM}" '
        f'width="{277 * POINTS_OF_MM}" height="{90 * POINTS_OF_MM}" fill="black"/></svg>'
    ).encode()
    printer = to_file(tmp_path / "out.pdf")
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    print_pages([lying], printer)
    assert abs(black_width(tmp_path / "out.pdf") - 90) < 1


def black_width(file: Path) -> float:
    """How wide the black is in the middle of the first page, in millimetres."""
    columns, pixels = grey(file)
    rows = len(pixels) // columns
    middle = pixels[columns * (rows // 2) : columns * (rows // 2 + 1)]
    return sum(dot < 128 for dot in middle) / RESOLUTION * 25.4


def ink(file: Path) -> float:
    """What share of the first page is dark."""
    _columns, pixels = grey(file)
    return sum(255 - dot for dot in pixels) / 255 / len(pixels)


def grey(file: Path) -> tuple[int, bytes]:
    """The first page as dots of grey, row after row, and how many a row has."""
    command = ["pdftoppm", "-r", str(RESOLUTION), "-gray", "-singlefile", str(file)]
    subprocess.run([*command, str(file.with_suffix(""))], check=True)
    header, size, _most, pixels = file.with_suffix(".pgm").read_bytes().split(b"\n", 3)
    assert header == b"P5"
    return int(size.split()[0]), pixels


def test_the_preview_prints_the_document_that_it_shows(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.show_page("documentation")
    page = opened.page()
    assert isinstance(page, DocumentationPage)
    preview = page.register.preview
    with qtbot.waitSignal(preview.shown, timeout=WAIT_MS):
        page.register.open("sales-plan")
    file = tmp_path / "план.pdf"
    asked: list[tuple[str, int]] = []

    def agree(dialog: QPrintDialog) -> int:
        asked.append((dialog.windowTitle(), dialog.maxPage()))
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(file))
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", agree)
    assert preview.printing.isVisible()
    preview.printing.click()
    assert asked
    assert asked[0][0].startswith("План продаж")
    assert pages_of(file) == asked[0][1] > 2
