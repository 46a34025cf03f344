"""The pages of the wizard in their order; a page's module is loaded when it is first shown."""

from __future__ import annotations

from importlib import import_module
from typing import cast

from PySide6.QtWidgets import QWidget

from wizard.project.project import STAGES
from wizard.texts import Text, _
from wizard.ui.session import Session
from wizard.ui.stages.page import Page

PAGES: tuple[tuple[str, Text], ...] = (
    ("company", _("Компания")),
    *STAGES,
    ("launch", _("Запуск")),
    ("summary", _("Итоги")),
    ("package", _("Пакет")),
)


def make_page(name: str, session: Session, parent: QWidget) -> Page:
    """The page of a name, with its ways back and on, not shown yet."""
    page = cast(Page, import_module(f"wizard.ui.stages.{name}").page(session, parent))
    names = [found for found, _title in PAGES]
    place = names.index(name)
    page.lead_on(
        PAGES[place - 1] if place else None,
        PAGES[place + 1] if place + 1 < len(PAGES) else None,
    )
    return page
