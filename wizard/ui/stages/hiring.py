"""The page hiring."""

from __future__ import annotations

from wizard.texts import _
from wizard.ui.session import Session
from wizard.ui.stages.page import Page


class StubPage(Page):
    """Not yet."""

    name = "hiring"
    title = _("hiring")
    sentence = _("…")

    def build(self) -> None:
        pass


def page(session: Session) -> Page:
    """The page, ready to be shown."""
    return StubPage(session)
