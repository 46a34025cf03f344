"""A plan recomputed, beside LibreOffice recalculating the workbook of the same plan."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.table import Row
from tests.benchmarks.timing import Sample, Spent, sample
from tests.recalculation import recalculated
from wizard.plan.figures import compute
from wizard.project.project import Project
from wizard.workbook.book import write_workbook


def row_beside(what: str, ours: Sample, project: Project, repeats: int) -> Row | None:
    """The row, or None where LibreOffice is not installed.

    The start of LibreOffice is taken off: each repeat runs it once with the workbook and once
    without. What is left is to read, to recalculate every formula, and to write.
    """
    if not (shutil.which("soffice") or shutil.which("libreoffice")):
        return None
    readings = []
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "plan.xlsx"
        write_workbook(project, compute(project), book)
        for _ in range(repeats):
            with_book, without = _seconds([book], Path(folder)), _seconds([], Path(folder))
            readings.append(Spent(with_book - without, 0.0))
    other = sample(readings)
    return Row(what, ours, Sample(other.values), "LibreOffice, the workbook", ratio_limit=0.01)


def _seconds(books: Sequence[Path], folder: Path) -> float:
    began = time.perf_counter()
    recalculated(books, folder)
    return time.perf_counter() - began
