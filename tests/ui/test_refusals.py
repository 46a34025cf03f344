"""What a policy may not say is told at the field where it is typed, and kept as typed."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from tests.ui.finding import button
from wizard.ui.main_window import MainWindow

PATH = "motivation.leaving"


def said(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.page().findChildren(QLabel))


def test_the_reason_stands_at_the_field_and_goes_with_its_cause(opened: MainWindow) -> None:
    opened.reveal(PATH)
    opened.session.answer(PATH, "Штраф 500 рублей за опоздание")
    assert "штрафовать работника нельзя" in said(opened)
    assert opened.session.value(PATH) == "Штраф 500 рублей за опоздание"
    opened.session.answer(PATH, "Премия выплачивается вместе с расчётом")
    assert "штрафовать работника нельзя" not in said(opened)


def test_a_refused_text_keeps_the_package_from_being_built(opened: MainWindow) -> None:
    opened.session.answer(PATH, "Штраф 500 рублей за опоздание")
    opened.show_page("package")
    assert "Сначала исправьте" in said(opened)
    assert not button(opened.page(), "Собрать пакет").isEnabled()
