"""Pages set in processes of their own are the same pages, and no process outlives its work."""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pytest
import typst

from tests.documents.test_pdf import PAPER
from wizard.documents.ahead import Ahead
from wizard.documents.setting import apart
from wizard.documents.setting.apart import set_apart
from wizard.documents.setting.pdf import page_pictures, render_pdf
from wizard.documents.setting.typesetting import Typesetter, typesetter

LONGEST_END = 20.0  # seconds


def processes() -> list[int | None]:
    return [one.pid for one in multiprocessing.active_children()]


def test_pages_are_the_same_and_the_processes_end() -> None:
    before = processes()
    pictures, pdf, own = page_pictures(PAPER), render_pdf(PAPER), typesetter()
    with set_apart():
        assert typesetter() is not own
        assert page_pictures(PAPER) == pictures
        assert render_pdf(PAPER) == pdf
        assert len(processes()) > len(before)
    assert typesetter() is own
    until = time.monotonic() + LONGEST_END
    while len(processes()) > len(before) and time.monotonic() < until:
        time.sleep(0.05)
    assert processes() == before


def test_work_begun_ahead_is_set_where_the_work_that_began_it_is() -> None:
    with set_apart(), Ahead(lambda: False) as ahead:
        apart_one = typesetter()
        assert ahead.begin(typesetter)() is apart_one
    with Ahead(lambda: False) as ahead:
        assert ahead.begin(typesetter)() is not apart_one


def test_an_error_of_a_template_is_the_same_error() -> None:
    with set_apart(), pytest.raises(typst.TypstError, match="unknown variable: nobody"):
        typesetter().compile("#nobody()", {}, "pdf")


@pytest.mark.parametrize("when", ["begun", "used"])
def test_where_there_can_be_no_process_the_program_sets_by_itself(
    when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def __init__(self, *_given: Any, **_named: Any) -> None:
            if when == "begun":
                raise OSError("no semaphores")

        def submit(self, *_given: Any) -> None:
            raise BrokenProcessPool

        def shutdown(self, **_named: Any) -> None:
            pass

    monkeypatch.setattr(apart, "ProcessPoolExecutor", Broken)
    with set_apart():
        assert type(typesetter()) is not Typesetter
        assert page_pictures(PAPER) == page_pictures(PAPER)
        assert render_pdf(PAPER).startswith(b"%PDF")
