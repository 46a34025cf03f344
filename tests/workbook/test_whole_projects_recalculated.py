"""Whatever was answered, the workbook holds no error and LibreOffice agrees with its values.

A failing project is told by its seed: `tests.plan.whole_projects.project_of(seed)`.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.plan.whole_projects import project_of
from tests.recalculation import Book, differences, read, recalculated, typed
from wizard.plan.figures import compute
from wizard.plan.scenarios import applied
from wizard.project.project import Project
from wizard.workbook.book import write_workbook
from wizard.workbook.scenarios import SHEET

NO_NUMBER = re.compile(r"#(?:REF|DIV|VALUE|NAME|N/A|NUM|NULL)|\b(?:nan|inf)\b", re.IGNORECASE)
SEEDS = st.lists(st.integers(0, 2**32 - 1), min_size=3, max_size=3, unique=True)


def written(project: Project, under: Project, path: Path) -> Book:
    """The workbook of a project, opened with the figures of one of its versions."""
    write_workbook(project, compute(under), path)
    return read(path)


def switched(path: Path, book: Book, project: Project) -> Path:
    """A copy with the first scenario chosen, by hand."""
    sheet = SHEET.into("en" if project.company.language == "en" else "ru")
    target = path.with_name(f"{path.stem}-switched.xlsx")
    typed(path, {(sheet, "C4"): book.values[sheet, "E8"]}, target)
    return target


def assert_numbers(book: Book, seed: int) -> None:
    for place, formula in book.formulas.items():
        assert not NO_NUMBER.search(re.sub(r'"[^"]*"|\'[^\']*\'', "", formula)), (seed, place)
        value = book.values[place]
        if isinstance(value, float):
            assert math.isfinite(value), (seed, place)
        else:
            assert not value.startswith("#"), (seed, place)


# Two turns of three projects: LibreOffice starts once a turn, and shrinking would start it again.
@settings(max_examples=2, deadline=None, phases=(Phase.generate,))
@given(SEEDS)
def test_no_answer_breaks_a_workbook_or_parts_it_from_libreoffice(seeds: list[int]) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        expected: list[Book] = []
        paths: list[Path] = []
        for place, seed in enumerate(seeds):
            project, path = project_of(seed), folder / f"{seed}.xlsx"
            book = written(project, project, path)
            if place % 2:
                paths.append(switched(path, book, project))
                under = applied(project, project.scenarios.scenarios[0])
                book = written(project, under, folder / "expected.xlsx")
            else:
                paths.append(path)
            expected.append(book)
        for seed, book, path in zip(seeds, expected, recalculated(paths, folder), strict=True):
            found = read(path)
            assert_numbers(book, seed)
            assert_numbers(found, seed)
            assert differences(book, found) == [], seed
