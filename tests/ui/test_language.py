"""Rules of the window's language towards the open project."""

from __future__ import annotations

from pathlib import Path

from wizard.project.company import OutputLanguage
from wizard.ui.main_window import MainWindow


def test_a_preset_that_nobody_worked_on_follows_the_windows_language(window: MainWindow) -> None:
    session = window.session
    session.new("wholesale")
    window.interface.set_language("en")
    assert session.value("company.name") == "Sunflower"
    assert not session.dirty
    window.interface.set_language("ru")
    assert session.value("company.name") == "Подсолнух"


def test_a_project_that_is_worked_on_stays_as_it_is_in_any_window(window: MainWindow) -> None:
    session = window.session
    session.new("wholesale")
    session.answer("company.name", "Василёк")
    before = session.project
    window.interface.set_language("en")
    assert session.project is before
    assert session.value("company.language") == OutputLanguage.RU


def test_a_saved_project_stays_as_it_is_in_any_window(window: MainWindow, tmp_path: Path) -> None:
    session = window.session
    session.new("wholesale")
    session.save_as(tmp_path / "a.salesplan")
    before = session.project
    window.interface.set_language("en")
    assert session.project is before
