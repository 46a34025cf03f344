"""The cases of names and positions are shown as they will stand in the papers, to be corrected."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from wizard.documents.context import document_set
from wizard.plan.figures import compute
from wizard.ui.binding.field import Field
from wizard.ui.main_window import MainWindow


def line(window: MainWindow, path: str) -> QLineEdit:
    window.reveal(path)
    field = next(field for field in window.page().findChildren(Field) if field.path == path)
    widget = field.editor.widget
    assert isinstance(widget, QLineEdit)
    return widget


def test_the_proposed_cases_of_the_approver_stand_in_the_empty_fields(opened: MainWindow) -> None:
    opened.session.new("wholesale")
    name = line(opened, "company.approver.forms.dative")
    position = line(opened, "company.approver.position_forms.instrumental")
    assert (name.text(), name.placeholderText()) == ("", "Громову Павлу Николаевичу")
    assert (position.text(), position.placeholderText()) == ("", "Директором")


def test_the_proposal_follows_the_name(opened: MainWindow) -> None:
    opened.session.new("wholesale")
    opened.session.answer("company.approver.surname", "Кузнец")
    name = line(opened, "company.approver.forms.genitive")
    assert name.placeholderText() == "Кузнеца Павла Николаевича"


def test_the_proposed_cases_of_a_role_stand_in_its_details(opened: MainWindow) -> None:
    opened.session.new("wholesale")
    title = line(opened, "structure.roles.senior.cases.genitive")
    assert title.placeholderText() == "Старшего менеджера по работе с клиентами"


def test_a_typed_case_reaches_the_approval_of_the_papers(opened: MainWindow) -> None:
    opened.session.new("wholesale")
    opened.session.answer("company.approver.position_forms.genitive", "директора по доверенности")
    project = opened.session.project
    paper = next(
        iter(document_set(project, compute(project), only=lambda item: item.id == "department"))
    )
    stamp = paper.document.stamp
    assert stamp is not None
    assert stamp.order
    assert stamp.position == "Директора по доверенности"
