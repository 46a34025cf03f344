"""The whole package, beside the same documents made by docxtpl and LibreOffice one by one.

The other side is given what it need not work out: finished texts, finished drawings, ready
templates; and it makes neither a workbook nor a book.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import count, pairwise
from pathlib import Path

from tests.benchmarks.docxtpl_set import Template, template_of
from tests.benchmarks.projects import largest_preset
from tests.benchmarks.table import Row
from tests.benchmarks.timing import Run, Spent, in_turn, sample, timed
from wizard.documents.catalogue import catalogue
from wizard.documents.context import document_set
from wizard.documents.package import Only, build_package
from wizard.documents.preview import compile_ahead, paper_begun, paper_pages
from wizard.documents.setting.apart import set_apart
from wizard.documents.setting.typesetting import typesetter
from wizard.plan.figures import Figures, compute
from wizard.project.edit import answer
from wizard.project.project import Project
from wizard.storage.project_file import create

WANTED = 1 / 10
WHOLE = 10.0  # seconds for everything, on two cores
PREVIEW = 0.1
ANSWER = 0.3  # seconds from one look for a cancel to the next
_SALES_PLAN = "sales-plan"
_FROM_WINDOW = "The same as the window makes it, its processes' start included"


def rows(repeats: int | None) -> Iterator[Row]:
    """The rows of the package; 3 repeats unless told otherwise."""
    name, project = largest_preset()
    times = repeats or 3
    yield from _previews(project, max(times, 5))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        file = place / "project.salesplan"
        create(project, file).close()
        yield _looks_for_a_cancel(project, place / "looks", times)
        templates = _templates(project, place)
        ours = timed(_Builds(project, place / "ours"))
        apart = timed(_ApartBuilds(project, place / "apart"))
        cold = timed(_ColdBuilds(file, place / "cold"))
        book = timed(_Builds(project, place / "book", "book"))
        what = f"Package of {name}: workbook, {len(templates)} documents in Word and PDF, the book"
        alone = "The book alone, its texts included"
        office = shutil.which("soffice") or shutil.which("libreoffice")
        if office is None:
            print("LibreOffice is not installed: the package is measured without the other side.")
            built, from_window, started, bound = in_turn([ours, apart, cold, book], times)
            yield Row(what, built, limit=WHOLE)
            yield Row(_FROM_WINDOW, from_window, limit=WHOLE)
            yield Row("The same by the command, its start included", started, limit=WHOLE)
            yield Row(alone, bound)
            return
        other = timed(_OneByOne(office, templates, place / "other"))
        sides = [ours, apart, cold, book, other]
        built, from_window, started, bound, one_by_one = in_turn(sides, times)
    against = "docxtpl and LibreOffice, one by one"
    yield Row(what, built, one_by_one, against, ratio_limit=WANTED)
    yield Row(_FROM_WINDOW, from_window, one_by_one, against, ratio_limit=WANTED)
    started_row = "The same by the command, its start included"
    yield Row(started_row, started, one_by_one, against, limit=WHOLE)
    yield Row(alone, bound)


def _previews(project: Project, times: int) -> Iterator[Row]:
    """The preview of the longest document, and of the sales plan, which tells of the scenarios and
    of what profit hangs on: text and all pages, each time after another answer."""
    figures = compute(project)
    pages = {one.id: len(_pages(project, figures, one.id)) for one in catalogue("ru")}
    longest = max(pages, key=pages.__getitem__)
    answers = count(1)

    def seen_after_an_answer(document: str) -> None:
        given = answer(project, "motivation.attainment", 1 + next(answers) / 1000)
        _pages(given, compute(given), document)

    sides = [timed(partial(seen_after_an_answer, one)) for one in (longest, _SALES_PLAN)]
    seen, told = in_turn(sides, times)
    yield Row(f"Preview of a document of {pages[longest]} pages", seen, limit=PREVIEW)
    yield Row(f"Preview of the sales plan, {pages[_SALES_PLAN]} pages", told, limit=PREVIEW)
    compile_ahead(project)
    [begun, plan_begun] = in_turn(
        [_first_look(project, one) for one in (longest, _SALES_PLAN)], times
    )
    yield Row("Its first page, the document not seen before", begun, limit=PREVIEW)
    yield Row("The sales plan's first page, likewise", plan_begun, limit=PREVIEW)


def _looks_for_a_cancel(project: Project, folder: Path, times: int) -> Row:
    """The longest time of a build without a look for a cancel, on the thread that builds."""
    found: list[Spent] = []
    for number in range(1 + times):
        seen = [(time.perf_counter(), time.thread_time())]

        def cancelled(seen: list[tuple[float, float]] = seen) -> bool:
            seen.append((time.perf_counter(), time.thread_time()))
            return False

        build_package(project, folder / str(number), cancelled=cancelled)
        walls, cpus = zip(*seen, strict=True)
        found.append(Spent(_longest_step(walls), _longest_step(cpus)))
    what = "The longest time of a build without a look for a cancel"
    return Row(what, sample(found[1:]), limit=ANSWER)  # the first one loads what is loaded once


def _longest_step(times: tuple[float, ...]) -> float:
    return max(after - before for before, after in pairwise(times))


def _first_look(project: Project, document: str) -> Run:
    look = timed(lambda: paper_begun(project, compute(project), document))

    def run() -> Spent:
        typesetter().forget()
        return look()

    return run


def _pages(project: Project, figures: Figures, document: str) -> tuple[bytes, ...]:
    found = paper_pages(project, figures, document)
    return found.pages if found is not None else ()


def _templates(project: Project, folder: Path) -> list[Template]:
    made = document_set(project, compute(project))
    return [
        template_of(one.document, folder / f"template-{number}.docx")
        for number, one in enumerate(made, 1)
    ]


class _Builds:
    """Builds in a running program, each into a fresh folder."""

    def __init__(self, project: Project, folder: Path, only: Only | None = None) -> None:
        self._project, self._folder, self._only = project, folder, only
        self._number = count()

    def __call__(self) -> None:
        folder = self._folder / str(next(self._number))
        build_package(self._project, folder, only=self._only)


class _ApartBuilds(_Builds):
    """Builds as the window makes them, with processes of their own for the pages."""

    def __call__(self) -> None:
        with set_apart():
            super().__call__()


class _ColdBuilds:
    """Builds by the headless command, each in a process of its own."""

    def __init__(self, file: Path, folder: Path) -> None:
        self._file, self._folder, self._number = file, folder, count()

    def __call__(self) -> None:
        out = self._folder / str(next(self._number))
        out.parent.mkdir(exist_ok=True)
        subprocess.run(
            [sys.executable, "-m", "wizard", "build", str(self._file), "-o", str(out)],
            check=True,
            capture_output=True,
        )


class _OneByOne:
    """Fills in each template and has LibreOffice make the PDF of it, a start for each."""

    def __init__(self, office: str, templates: list[Template], folder: Path) -> None:
        self._templates, self._folder = templates, folder
        folder.mkdir()
        self._command = [
            office,
            f"-env:UserInstallation={(folder / 'profile').resolve().as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
        ]

    def __call__(self) -> None:
        for number, template in enumerate(self._templates, 1):
            word = self._folder / f"document-{number}.docx"
            word.with_suffix(".pdf").unlink(missing_ok=True)
            template.fill(word)
            subprocess.run([*self._command, str(word)], check=True, capture_output=True)
            if not word.with_suffix(".pdf").exists():
                raise FileNotFoundError(f"LibreOffice made no PDF of {word.name}")
