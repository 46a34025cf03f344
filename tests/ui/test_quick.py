"""Nothing a person does keeps the window from answering for long, on the largest preset.

What is measured is the processor's time of the window's thread between two turns of its event loop:
what other programs take does not count. The rule is 0.2 s; the rest is room for a slower processor.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.busy import longest_gap
from tests.ui.finding import table
from wizard.ui.main_window import MainWindow
from wizard.ui.stages.catalogue import PAGES
from wizard.ui.widgets.scenario_choice import ACTIVE

WITHIN = 0.3
TRIES = 3
PASTED = 200


@pytest.fixture
def large(window: MainWindow) -> MainWindow:
    """The window on the largest preset."""
    window.session.new("wholesale")
    return window


def least(act: Callable[[], object], before: Callable[[], object] = lambda: None) -> float:
    """The longest gap of the try that was disturbed least."""
    found = []
    for _try in range(TRIES):
        before()
        found.append(longest_gap(act))
    return min(found)


@pytest.mark.parametrize("name", [name for name, _title in PAGES if name != "company"])
def test_a_page_opens_for_the_first_time(large: MainWindow, name: str) -> None:
    def begin() -> None:
        large.session.close()
        large.session.new("wholesale")

    assert least(lambda: large.show_page(name), begin) < WITHIN


def test_another_scenario_is_shown(large: MainWindow) -> None:
    session = large.session
    large.show_page("summary")
    name = session.project.scenarios.scenarios[0].id
    assert least(lambda: session.answer(ACTIVE, "" if session.scenario else name)) < WITHIN


def test_all_questions_are_shown_and_the_basic_ones_again(large: MainWindow) -> None:
    large.show_page("documentation")
    interface = large.interface
    assert least(lambda: interface.set_detailed(not interface.detailed)) < WITHIN


@pytest.mark.parametrize(
    ("page", "path"), [("goals", "goals.products"), ("structure", "structure.roles")]
)
def test_many_rows_are_pasted_and_taken_back(large: MainWindow, page: str, path: str) -> None:
    large.show_page(page)
    model = table(large, path).table_model
    lines = [[f"Строка {number}"] for number in range(PASTED)]
    rows = len(model.rows)
    paste = longest_gap(lambda: model.paste(rows, 0, lines))
    assert len(model.rows) == rows + PASTED
    undo = longest_gap(large.undo)
    assert len(model.rows) == rows
    assert max(paste, undo) < WITHIN
